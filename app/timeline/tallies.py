"""How many events there are of each kind, kept up to date with every change: what a question about everything reads.

To count a million events takes seconds, and to add up some ten thousand sums takes a twentieth of one. Beside the sums
stands what each event was counted as, so that a change first takes back what was counted and then counts anew: whatever
became of the event, its articles or their tags in between, nothing is counted twice and nothing stays behind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace as but
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.timeline.asked import EventFilter, Match
from app.timeline.bounds import OPEN_END, OPEN_START
from app.timeline.models import (
    Article,
    ArticleTag,
    Base,
    CountedEvent,
    Entity,
    Event,
    EventEntity,
    EventStatus,
    EventTally,
    FacetTally,
    Report,
)
from app.timeline.naming import folded_tag
from app.timeline.rows import Rows, parts
from app.timex.civil import DAY

# The columns of `EventTally` in the order of its key.
SHAPE = ("collection", "modality", "type", "precision", "basis", "earliest", "latest")
# What events are counted by in `FacetTally`.
FACETS = ("entity", "source", "language", "tag")

_OF_FACET = ("field", "value", "collection", "modality", "dated")

_AT_ONCE = 500
Key = tuple[Any, ...]


def update(session: Session, events: Collection[int], articles: Collection[int] = ()) -> None:
    """Count these events anew, and all that these articles tell; by keys.

    To be called when nobody else can be at it: two writers that add to the same sums in another order would wait for
    each other for ever.
    """
    keys = set(events)
    if articles:
        keys |= set(session.scalars(sa.select(Report.event_id).where(Report.article_id.in_(list(articles)))))
    for part in parts(sorted(keys)):
        _recount(session, part)


def replace(session: Session, documents: Mapping[int, dict[str, Any] | None]) -> None:
    """Count events, by key, as these documents and no more as what they were; None for those that count no more.

    To be called when nobody else can be at it, like `update`.
    """
    old = _counted(session, documents)
    _move(session, old, {key: document for key, document in documents.items() if document is not None})


def counted_as(event: Any, names: Iterable[str], articles: Iterable[Any]) -> dict[str, Any]:
    """What an active event counts as.

    Args:
        event: itself or its row.
        names: folded, of all that take part.
        articles: those that tell it, or rows with their `source`, `language` and `tags`.
    """
    earliest, latest = OPEN_END, OPEN_START
    if event.earliest is not None:
        earliest, latest = event.earliest, event.latest
        day = earliest // DAY * DAY
        if latest <= day + DAY:
            earliest, latest = day, day + DAY
    telling = list(articles)
    return {
        "collection": event.collection,
        "modality": event.modality.value,
        "type": event.type or "",
        "precision": event.precision.value if event.precision else "",
        "basis": event.basis.value,
        "earliest": earliest,
        "latest": latest,
        "entity": sorted(set(names)),
        "source": sorted({article.source for article in telling if article.source is not None}),
        "language": sorted({article.language for article in telling}),
        "tag": sorted({folded_tag(tag) for article in telling for tag in article.tags}),
    }


def rebuild(session: Session) -> None:
    """Count everything anew: after events came into the store past the change log."""
    for table in (CountedEvent, EventTally, FacetTally):
        session.execute(sa.delete(table))
    last = 0
    while keys := session.scalars(sa.select(Event.id).where(Event.id > last).order_by(Event.id).limit(_AT_ONCE)).all():
        _recount(session, keys)
        last = keys[-1]


def answers(wanted: EventFilter) -> bool:
    """Whether the sums know all that is asked: nothing of words, names and articles, and no time finer than a day."""
    asked = but(
        wanted, from_=None, to=None, match=Match.POSSIBLE, collection=(), type=(), modality=(), basis=(), precision=(),
        max_span=None, include_undated=False,
    )  # fmt: skip
    return (
        asked == EventFilter(modality=())
        and (wanted.max_span is None or wanted.max_span >= DAY)
        and all(bound is None or bound % DAY == 0 for bound in (wanted.from_, wanted.to))
    )


def matching(wanted: EventFilter) -> list[sa.ColumnElement[bool]]:
    """What a filter that the sums answer asks of `EventTally`."""
    dated = [EventTally.earliest < OPEN_END]
    if wanted.from_ is not None:
        dated.append(
            EventTally.latest > wanted.from_ if wanted.match is Match.POSSIBLE else EventTally.earliest >= wanted.from_
        )
    if wanted.to is not None:
        dated.append(
            EventTally.earliest < wanted.to if wanted.match is Match.POSSIBLE else EventTally.latest <= wanted.to
        )
    in_range = sa.and_(*dated)
    conditions = [sa.or_(in_range, EventTally.earliest == OPEN_END) if wanted.include_undated else in_range]
    for column, values in (
        (EventTally.collection, wanted.collection),
        (EventTally.type, wanted.type),
        (EventTally.modality, wanted.modality),
        (EventTally.precision, wanted.precision),
        (EventTally.basis, wanted.basis),
    ):
        if values:
            conditions.append(column.in_(values))
    if wanted.max_span is not None:
        # Undated events have no length, and their bounds the wrong way round.
        conditions += [EventTally.earliest < OPEN_END, EventTally.latest - EventTally.earliest <= wanted.max_span]
    return conditions


def answers_facets(wanted: EventFilter) -> bool:
    """Whether the sums of names, sources, languages and tags know all that is asked: collection and modality."""
    asked = but(wanted, collection=(), modality=(), include_undated=False)
    return asked == EventFilter(modality=())


def matching_facets(wanted: EventFilter) -> list[sa.ColumnElement[bool]]:
    """What a filter that they answer asks of `FacetTally`."""
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.collection:
        conditions.append(FacetTally.collection.in_(wanted.collection))
    if wanted.modality:
        conditions.append(FacetTally.modality.in_(wanted.modality))
    if not wanted.include_undated:
        conditions.append(FacetTally.dated.is_(True))
    return conditions


def day_bounds(earliest: Any, latest: Any) -> tuple[Any, Any]:
    """The bounds as they are counted, in SQL: those within one civil day are that day."""
    # Rounded down for BC as well: the remainder of a negative number is negative in SQL.
    day = earliest - (earliest % DAY + DAY) % DAY
    within = latest <= day + DAY
    return sa.case((within, day), else_=earliest), sa.case((within, day + DAY), else_=latest)


def _recount(session: Session, keys: Sequence[int]) -> None:
    _move(session, _counted(session, keys), _as_counted(session, keys))


def _counted(session: Session, keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """What events count as until now."""
    connection = session.connection()
    return {
        key: document for some in parts(sorted(keys)) for key, document in connection.execute(_KNOWN, {"events": some})
    }


_KNOWN = sa.select(CountedEvent.event_id, CountedEvent.document).where(
    CountedEvent.event_id.in_(sa.bindparam("events", expanding=True))
)


def _move(session: Session, old: Mapping[int, dict[str, Any]], new: Mapping[int, dict[str, Any]]) -> None:
    """Take back what was counted, and count anew."""
    moved = [key for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)]
    if not moved:
        return
    shapes: Counter[Key] = Counter()
    facets: Counter[Key] = Counter()
    for documents, sign in ((old, -1), (new, 1)):
        for key in moved:
            if document := documents.get(key):
                shapes[tuple(document[name] for name in SHAPE)] += sign
                for facet in _facets(document):
                    facets[facet] += sign
    _add(session, EventTally, SHAPE, shapes)
    _add(session, FacetTally, _OF_FACET, facets)
    connection = session.connection()
    for some in parts(key for key in moved if key in old):
        connection.execute(sa.delete(CountedEvent).where(CountedEvent.event_id.in_(some)))
    rows = Rows(CountedEvent)
    rows.add(CountedEvent, ({"event_id": key, "document": new[key]} for key in moved if key in new))
    rows.write(session)


def _facets(document: Mapping[str, Any]) -> Iterator[Key]:
    for field in FACETS:
        for value in document[field]:
            yield field, value, document["collection"], document["modality"], document["earliest"] != OPEN_END


def _as_counted(session: Session, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What active events count as. An undated one has bounds that overlap nothing: they end before they begin."""
    first, last = day_bounds(Event.earliest, Event.latest)
    found: dict[int, dict[str, Any]] = {}
    for key, *values in session.execute(
        sa.select(
            Event.id,
            Event.collection,
            sa.cast(Event.modality, sa.String),
            sa.func.coalesce(Event.type, ""),
            sa.func.coalesce(sa.cast(Event.precision, sa.String), ""),
            sa.cast(Event.basis, sa.String),
            sa.func.coalesce(first, OPEN_END),
            sa.func.coalesce(last, OPEN_START),
        ).where(Event.id.in_(keys), Event.status == EventStatus.ACTIVE)
    ):
        found[key] = dict(zip(SHAPE, values, strict=True)) | {field: [] for field in FACETS}
    if not found:
        return found
    values_of: dict[tuple[str, int], set[str]] = defaultdict(set)
    named = sa.select(EventEntity.event_id, Entity.folded).join(Entity, Entity.id == EventEntity.entity_id)
    for key, folded in session.execute(named.where(EventEntity.event_id.in_(list(found)))):
        values_of["entity", key].add(folded)
    told = sa.select(Report.event_id, Article.source, Article.language).join(Article, Article.id == Report.article_id)
    for key, source, language in session.execute(told.where(Report.event_id.in_(list(found))).distinct()):
        values_of["language", key].add(language)
        if source is not None:
            values_of["source", key].add(source)
    tagged = sa.select(Report.event_id, ArticleTag.folded).join(ArticleTag, ArticleTag.article_id == Report.article_id)
    for key, tag in session.execute(tagged.where(Report.event_id.in_(list(found))).distinct()):
        values_of["tag", key].add(tag)
    for (field, key), these in values_of.items():
        found[key][field] = sorted(these)
    return found


def _add(session: Session, table: type[Base], names: Sequence[str], sums: Mapping[Key, int]) -> None:
    """Add to the sums under these keys; a sum that comes to nothing goes."""
    rows = [{**dict(zip(names, key, strict=True)), "number": number} for key, number in sums.items() if number]
    if not rows:
        return
    connection = session.connection()
    add, take_away = _adding(table, tuple(names), connection.dialect.name)
    connection.execute(add, rows)
    emptied = [{f"of_{name}": row[name] for name in names} for row in rows if row["number"] < 0]
    if emptied:
        connection.execute(take_away, emptied)


@cache
def _adding(table: type[Base], names: Sequence[str], dialect: str) -> tuple[sa.Insert, sa.Delete]:
    """What adds to a sum under a key of these columns, and what takes it away where it has come to nothing."""
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    columns = table.__table__.c
    add = insert.on_conflict_do_update(index_elements=names, set_={"number": columns.number + insert.excluded.number})
    these = [columns[name] == sa.bindparam(f"of_{name}") for name in names]
    return add, sa.delete(table).where(columns.number == 0, *these)
