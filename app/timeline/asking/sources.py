"""Who publishes, and how much."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.timeline.asked import AnyOf, Key, Page
from app.timeline.models import Article, FacetTally


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its articles and the events that they tell; publication as civil seconds of the first and last."""

    name: str
    articles: int
    events: int
    first_published: int
    last_published: int


def page(session: Session, *, collections: AnyOf = (), after: Key | None = None, limit: int = 50) -> Page[Source]:
    """Sources by name; articles without one are told by none."""
    articles = select(
        Article.source,
        func.count(),
        func.min(Article.published_earliest),
        func.max(Article.published_earliest),
    ).where(Article.source > ("" if after is None else str(after[0])))
    events = select(FacetTally.value, func.sum(FacetTally.number)).where(FacetTally.field == "source")
    if collections:
        articles = articles.where(Article.collection.in_(collections))
        events = events.where(FacetTally.collection.in_(collections))
    rows = session.execute(articles.group_by(Article.source).order_by(Article.source).limit(limit + 1)).all()
    names = [row[0] for row in rows[:limit]]
    told = {name: int(n) for name, n in session.execute(events.where(FacetTally.value.in_(names)).group_by("value"))}
    items = [
        Source(name, count, told.get(name, 0), first, last)
        for name, count, first, last in rows[:limit]
        if name is not None
    ]
    return Page(items, (items[-1].name,) if len(rows) > limit else None)
