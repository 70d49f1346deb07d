"""The timeline as it was known at an instant, and what was learned between two.

Every event stands here as it was between one change and the next. A filter holds for the event as it was, and for the
articles that told it then as these were then; only names are read as they are known today. Words (`q`) cannot be asked
for: what was written in sentences is not kept once they are told no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.timeline import asked, changes, naming, tallies
from app.timeline.asked import AnyOf, EventFilter, Key, Match, Page, Sort
from app.timeline.asking import queries, scans
from app.timeline.models import (
    Article,
    ArticleRevision,
    Change,
    ChangeKind,
    Entity,
    EventRevision,
    EventStatus,
    PastEvent,
    RevisionSource,
)

# Their columns are the same; `aliased` where an event stands twice in a statement.
_Past = type[PastEvent]


@dataclass(frozen=True, slots=True)
class Learned:
    """What became of an event between two instants.

    Attributes:
        seq, at: its last change among them, and when that became visible.
        before, after: its documents at both instants; `before` is None where it was not there yet.
    """

    event_id: str
    change: ChangeKind
    seq: int
    at: datetime
    before: dict[str, Any] | None
    after: dict[str, Any]


def page(
    session: Session,
    wanted: EventFilter,
    at: datetime,
    *,
    sort: Sort = Sort.WHEN,
    after: Key | None = None,
    limit: int = 50,
) -> Page[dict[str, Any]]:
    """What `queries.page` gave at that instant, as documents; words of articles that are gone stay gone.

    Raises:
        ValueError: the filter asks for words, or the key is not one of that order.
    """
    position = changes.sequence_at(session, at)
    order, beyond = _order(PastEvent, sort, after)
    found = (
        select(PastEvent, EventRevision.document)
        .join(EventRevision, EventRevision.id == PastEvent.revision_id)
        .where(_stood(PastEvent, position), *conditions(session, PastEvent, wanted, at), *beyond)
        .order_by(*order)
        .limit(limit + 1)
    )
    rows = session.execute(found).all()
    items = [document for _, document in rows[:limit]]
    return Page(items, asked.key_of(rows[limit - 1][0], sort) if len(rows) > limit else None)


def ranges(session: Session, wanted: EventFilter, at: datetime) -> list[tuple[int | None, int | None, int]]:
    """The bounds that there were, and how many events had them; None and None for undated ones."""
    position = changes.sequence_at(session, at)
    first, last = tallies.day_bounds(PastEvent.earliest, PastEvent.latest)
    counted = select(first.label("first"), last.label("last"), sa.func.count()).where(
        _stood(PastEvent, position), *conditions(session, PastEvent, wanted, at)
    )
    return [(start, end, number) for start, end, number in session.execute(counted.group_by("first", "last"))]


def count(session: Session, wanted: EventFilter, at: datetime) -> int:
    """How many there were."""
    position = changes.sequence_at(session, at)
    asked = conditions(session, PastEvent, wanted, at)
    found = select(sa.func.count()).select_from(PastEvent).where(_stood(PastEvent, position), *asked)
    return session.scalar(found) or 0


def learned(
    session: Session, wanted: EventFilter, begin: datetime, end: datetime, *, after: int = 0, limit: int = 50
) -> Page[Learned]:
    """The events that were other at the end than at the beginning, by their last change in between.

    An event is told if the filter fits it at either instant. What came and went in between is not told.

    Args:
        after: number of the change behind which the page begins.
    """
    first, last = changes.sequence_at(session, begin), changes.sequence_at(session, end)
    now, before = PastEvent, aliased(PastEvent)
    then, told = aliased(EventRevision), aliased(EventRevision)
    fits_now = and_(*conditions(session, now, wanted, end))
    fitted = and_(before.revision_id.is_not(None), *conditions(session, before, wanted, begin))
    found = (
        select(now, told.document, then.document, Change.at)
        .join(told, told.id == now.revision_id)
        .join(Change, Change.seq == now.from_seq)
        .outerjoin(before, and_(before.event_id == now.event_id, _stood(before, first)))
        .outerjoin(then, then.id == before.revision_id)
        .where(now.from_seq > max(first, after), _stood(now, last), or_(fits_now, fitted))
        .order_by(now.from_seq)
        .limit(limit + 1)
    )
    rows = session.execute(found).all()
    items = [
        Learned(row.public_id, _change(row.status, was), row.from_seq, at, was, document)
        for row, document, was, at in rows[:limit]
    ]
    return Page(items, (items[-1].seq,) if len(rows) > limit else None)


def _change(status: EventStatus, before: dict[str, Any] | None) -> ChangeKind:
    if status is EventStatus.MERGED:
        return ChangeKind.MERGED
    if status is EventStatus.RETRACTED:
        return ChangeKind.RETRACTED
    return ChangeKind.CREATED if before is None or before["status"] != EventStatus.ACTIVE else ChangeKind.REVISED


def _stood(past: _Past, position: int) -> ColumnElement[bool]:
    """That a revision was the one to be seen after that change."""
    return and_(past.from_seq <= position, or_(past.until_seq.is_(None), past.until_seq > position))


def _order(past: _Past, sort: Sort, after: Key | None) -> tuple[list[Any], list[ColumnElement[bool]]]:
    """The columns of an order, and what lies behind a key of it; undated events come last in `when` and `-when`."""
    if sort is Sort.CONFIDENCE:
        order = [past.confidence.desc(), past.public_id]
        if after is None:
            return order, []
        confidence, public_id = asked.typed(after, float, str)
        less_sure = past.confidence < confidence
        return order, [or_(less_sure, and_(past.confidence == confidence, past.public_id > public_id))]
    reverse = sort in (Sort.WHEN_REVERSED, Sort.RECORDED_REVERSED)
    if sort in (Sort.RECORDED, Sort.RECORDED_REVERSED):
        columns: tuple[Any, ...] = (past.recorded_at, past.public_id)
        order = scans.directed(columns, reverse=reverse)
        if after is None:
            return order, []
        text, public_id = asked.typed(after, str, str)
        return order, [_behind(columns, (datetime.fromisoformat(text), public_id), reverse=reverse)]
    columns = (past.latest, past.earliest) if reverse else (past.earliest, past.latest)
    undated = past.earliest.is_(None)
    order = [undated, *scans.directed((*columns, past.public_id), reverse=reverse)]
    if after is None:
        return order, []
    key_undated, *key = asked.typed(after, bool, int, int, str)
    if key_undated:
        return order, [undated, _behind((past.public_id,), (key[2],), reverse=reverse)]
    return order, [or_(_behind((*columns, past.public_id), tuple(key), reverse=reverse), undated)]


def _behind(columns: tuple[Any, ...], key: tuple[Any, ...], *, reverse: bool) -> ColumnElement[bool]:
    left, right = sa.tuple_(*columns), sa.tuple_(*key, types=[column.type for column in columns])
    return left < right if reverse else left > right


def conditions(session: Session, past: _Past, wanted: EventFilter, at: datetime) -> list[ColumnElement[bool]]:
    """What a filter asks of an event as it stood; that it stood is asked elsewhere."""
    if wanted.q:
        raise ValueError("words of the past are not kept")
    found: list[ColumnElement[bool]] = [] if wanted.withdrawn else [past.status == EventStatus.ACTIVE]
    in_range: list[ColumnElement[bool]] = [past.earliest.is_not(None)]
    if wanted.from_ is not None:
        possible = wanted.match is Match.POSSIBLE
        in_range.append(past.latest > wanted.from_ if possible else past.earliest >= wanted.from_)
    if wanted.to is not None:
        in_range.append(past.earliest < wanted.to if wanted.match is Match.POSSIBLE else past.latest <= wanted.to)
    dated = and_(*in_range)
    found.append(or_(dated, past.earliest.is_(None)) if wanted.include_undated else dated)
    for column, values in (
        (past.collection, wanted.collection),
        (past.type, wanted.type),
        (past.modality, wanted.modality),
        (past.basis, wanted.basis),
        (past.precision, wanted.precision),
    ):
        if values:
            found.append(column.in_(values))
    if wanted.max_span is not None:
        found.append(past.latest - past.earliest <= wanted.max_span)
    if wanted.min_confidence is not None:
        found.append(past.confidence >= wanted.min_confidence)
    if wanted.min_sources is not None:
        found.append(past.independent_sources >= wanted.min_sources)
    for names, type_ in ((wanted.entity, None), (wanted.place, "place")):
        found += [_took_part(session, past, any_of, wanted.collection, type_) for any_of in names]
    for articles in _articles_at(session, wanted, at):
        told = RevisionSource.revision_id == past.revision_id
        found.append(exists().where(told, RevisionSource.article_id.in_(articles)))
    return found


def _took_part(
    session: Session, past: _Past, names: AnyOf, collections: AnyOf, type_: str | None
) -> ColumnElement[bool]:
    keys = {key for name in names for key in naming.entities_named(session, name, collections=collections, type_=type_)}
    ids = session.scalars(select(Entity.public_id).where(Entity.id.in_(sorted(keys)))).all()
    if session.get_bind().dialect.name == "sqlite":
        each = sa.func.json_each(past.names).table_valued("value")
    else:
        each = sa.func.json_array_elements_text(past.names).table_valued("value")
    return exists().select_from(each).where(sa.cast(each.c.value, sa.String).in_(ids))


def _articles_at(session: Session, wanted: EventFilter, at: datetime) -> list[Select[int]]:
    """For each thing that is asked of articles: the keys of those that met it at that instant."""
    found: list[Select[int]] = []
    asked: list[tuple[EventFilter, Any]] = [
        (EventFilter(source=wanted.source), lambda a: a["source"] in wanted.source),
        (EventFilter(language=wanted.language), lambda a: a["language"] in wanted.language),
        (EventFilter(article=wanted.article), None),
    ]
    for tags in wanted.tag:
        folded = {naming.folded_tag(tag) for tag in tags}
        asked.append(
            (EventFilter(tag=(tags,)), lambda a, f=folded: not f.isdisjoint(map(naming.folded_tag, a["tags"])))
        )
    earlier: Sequence[Any] | None = None
    for one, meets in asked:
        conditions = queries.of_articles(one)
        if not conditions:
            continue
        if meets is None:
            found.append(select(Article.id).where(*conditions))
            continue
        if earlier is None:
            spanning = ArticleRevision.recorded_at <= at, ArticleRevision.superseded_at > at
            earlier = session.execute(
                select(ArticleRevision.article_id, ArticleRevision.document).where(*spanning)
            ).all()
        keys = [key for key, document in earlier if meets(document)]
        still = and_(*conditions, Article.revised_at <= at)
        found.append(select(Article.id).where(or_(still, Article.id.in_(keys))))
    return found
