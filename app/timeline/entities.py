"""Who and where: the names of the store, how they are spelled, and how often each takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.problems import NotFound
from app.timeline import naming
from app.timeline.asked import AnyOf, Key, Page
from app.timeline.models import Entity, EventEntity, Report, ReportEntity
from app.timeline.naming import Reading

# Spellings shown of one entity.
_MOST_ALIASES = 50


@dataclass(frozen=True, slots=True)
class Alias:
    """A spelling of a name, and how many reports have it."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entity, its spellings, the commonest first, and how many events and articles it takes part in."""

    entity: Entity
    aliases: tuple[Alias, ...]
    events: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFilter:
    """Which entities; an empty tuple asks for nothing.

    Attributes:
        name: read as the filter `entity` of the timeline reads it.
    """

    name: str | None = None
    collection: AnyOf = ()
    type: AnyOf = ()


def page(
    session: Session, wanted: EntityFilter, *, after: Key | None = None, limit: int = 50
) -> tuple[Reading | None, Page[Named]]:
    """How the name is read, and a page of the entities it means: those with most events first, then by id.

    Raises:
        ValueError: `after` is no key of an earlier page.
    """
    reading = None
    taking_part = select(EventEntity.entity_id, func.count().label("events")).group_by(EventEntity.entity_id).subquery()
    events = func.coalesce(taking_part.c.events, 0)
    found = select(Entity, events).outerjoin(taking_part, taking_part.c.entity_id == Entity.id)
    if wanted.collection:
        found = found.where(Entity.collection.in_(wanted.collection))
    if wanted.type:
        found = found.where(Entity.type.in_(wanted.type))
    if wanted.name is not None:
        reading, keys = naming.read_name(session, wanted.name, collections=wanted.collection)
        found = found.where(Entity.id.in_(keys))
    if after is not None:
        if [type(part) for part in after] != [int, str]:
            raise ValueError("the key is not one of this order")
        found = found.where(or_(events < after[0], and_(events == after[0], Entity.public_id > after[1])))
    rows = session.execute(found.order_by(events.desc(), Entity.public_id).limit(limit + 1)).all()
    items = _with_spellings(session, [(entity, count) for entity, count in rows[:limit]])
    last = items[-1] if len(rows) > limit else None
    return reading, Page(items, (last.events, last.entity.public_id) if last else None)


def by_public_id(session: Session, public_id: str) -> Named:
    """The entity of that id.

    Raises:
        NotFound: there is none; names that nothing tells any more go.
    """
    entity = session.scalars(select(Entity).where(Entity.public_id == public_id)).one_or_none()
    if entity is None:
        raise NotFound("There is no entity with this id.")
    events = session.scalar(select(func.count()).where(EventEntity.entity_id == entity.id)) or 0
    return _with_spellings(session, [(entity, events)])[0]


def _with_spellings(session: Session, rows: Sequence[tuple[Entity, int]]) -> list[Named]:
    keys = [entity.id for entity, _ in rows]
    spelled: dict[int, list[Alias]] = defaultdict(list)
    told = ReportEntity.entity_id, ReportEntity.name
    for key, name, times in session.execute(
        select(*told, func.count()).where(ReportEntity.entity_id.in_(keys)).group_by(*told)
    ):
        spelled[key].append(Alias(name, times))
    in_articles = (
        select(ReportEntity.entity_id, func.count(Report.article_id.distinct()))
        .join(Report, Report.id == ReportEntity.report_id)
        .where(ReportEntity.entity_id.in_(keys))
        .group_by(ReportEntity.entity_id)
    )
    articles = {row[0]: row[1] for row in session.execute(in_articles)}
    return [
        Named(
            entity,
            # Sorted here and not by the database: two of them sort letters in different orders.
            tuple(sorted(spelled[entity.id], key=lambda alias: (-alias.reports, alias.name))[:_MOST_ALIASES]),
            events,
            articles.get(entity.id, 0),
        )
        for entity, events in rows
    ]


def settle_names(session: Session, entity_ids: set[int]) -> None:
    """Spell entities as most reports do, and drop those that no report has any more, nor an event by hand."""
    if not entity_ids:
        return
    keys = sorted(entity_ids)
    spellings: dict[int, list[tuple[int, str]]] = defaultdict(list)
    of_name = ReportEntity.entity_id, ReportEntity.name
    for key, name, times in session.execute(
        select(*of_name, func.count()).where(ReportEntity.entity_id.in_(keys)).group_by(*of_name)
    ):
        spellings[key].append((-times, name))
    for entity in session.scalars(select(Entity).where(Entity.id.in_(keys))).all():
        if spellings[entity.id]:
            # The least name is found here and not by the database: two of them sort letters in different orders.
            entity.name = min(spellings[entity.id])[1]
        elif session.scalar(select(EventEntity.event_id).where(EventEntity.entity_id == entity.id).limit(1)) is None:
            session.delete(entity)
    session.flush()
