"""How events are asked for: a page, all of them, how many; and how the database is to find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from app.timeline import changes, fulltext, listed
from app.timeline.asked import EventFilter, Key, Listed, Match, Page, Sort, key_of, typed
from app.timeline.asking.scans import (
    Shape,
    known_statement,
    met,
    prepared,
    shape_of,
    statement_of,
    taking_part,
    values_of,
)
from app.timeline.bounds import WIDEST, WIDTHS
from app.timeline.models import Article, ArticleTag, Event, EventEntity, PastEvent, Report
from app.timeline.naming import entities_named, folded_tag

Row = TypeVar("Row", Event, "Listed")


def page(
    session: Session,
    wanted: EventFilter,
    *,
    sort: Sort = Sort.WHEN,
    after: Key | None = None,
    limit: int = 50,
) -> Page[Event]:
    """A page of the timeline: the events after that key, active ones only.

    Who walks from page to page is told of no event twice, and of every one that stays where it is, whatever is written
    meanwhile: an event that came or moved since the first page is left out, and the change log tells of it.

    Raises:
        ValueError: the key is not one of that order.
    """
    return _page(session, wanted, sort, after, limit, _rows)


class Stretch:
    """A page of more events than should be in memory at once: iterated, it reads some after some.

    The session lets go of what it has loaded with every batch.

    Attributes:
        next_key: what `after` has to be for the following page, once this one was read; None after the last.

    Raises:
        ValueError: the key is not one of that order.
    """

    def __init__(
        self,
        session: Session,
        wanted: EventFilter,
        *,
        sort: Sort = Sort.WHEN,
        after: Key | None = None,
        limit: int,
        batch: int = 200,
    ) -> None:
        self._session, self._wanted, self._sort, self._batch = session, wanted, sort, batch
        self._left = limit
        self._page = self._read(after)
        self.next_key: Key | None = None

    def __iter__(self) -> Iterator[Sequence[Event]]:
        while True:
            yield self._page.items
            self._left -= len(self._page.items)
            self.next_key = self._page.next_key
            if self.next_key is None or not self._left:
                return
            self._session.expunge_all()
            self._page = self._read(self.next_key)

    def _read(self, after: Key | None) -> Page[Event]:
        limit = min(self._left, self._batch)
        return page(self._session, self._wanted, sort=self._sort, after=after, limit=limit)


def listed_page(
    session: Session,
    wanted: EventFilter,
    *,
    sort: Sort = Sort.WHEN,
    after: Key | None = None,
    limit: int = 50,
) -> Page[Listed]:
    """The same page, of events as lists show them: a tenth of the work, because none of them is made."""
    return _page(session, wanted, sort, after, limit, _listed_rows)


def _page(
    session: Session,
    wanted: EventFilter,
    sort: Sort,
    after: Key | None,
    limit: int,
    read: Callable[[Session, EventFilter, _Plan, Sort, Key | None, int], Sequence[Row]],
) -> Page[Row]:
    plan = _plan(session, wanted, sort)
    latest = changes.latest_sequence(session)
    key, begun = (None, latest) if after is None else _begun(after)
    items: list[Row] = []
    while True:
        rows = read(session, wanted, plan, sort, key, limit + 1)
        items += rows if begun == latest else _unmoved(session, rows, sort, begun)
        if len(items) > limit:
            return Page(items[:limit], (*key_of(items[limit - 1], sort), begun))
        if len(rows) <= limit:
            return Page(items, None)
        key = key_of(rows[-1], sort)


def _begun(after: Key) -> tuple[Key, int]:
    """Where the last page ended, and after which change the first one was read."""
    *key, begun = after or ("",)
    if type(begun) is not int:
        raise ValueError("the key is not one of this order")
    return tuple(key), begun


def _unmoved(session: Session, rows: Sequence[Row], sort: Sort, begun: int) -> list[Row]:
    """Those of the events that stood where they are after that change too."""
    keys = [event.id for event in rows]
    since = select(PastEvent.event_id).where(PastEvent.event_id.in_(keys), PastEvent.from_seq > begun)
    changed = set(session.scalars(since))
    if not changed:
        return list(rows)
    stood = session.scalars(
        select(PastEvent).where(
            PastEvent.event_id.in_(changed),
            PastEvent.from_seq <= begun,
            or_(PastEvent.until_seq.is_(None), PastEvent.until_seq > begun),
        )
    )
    places = {past.event_id: key_of(past, sort) for past in stood}
    return [event for event in rows if event.id not in changed or places.get(event.id) == key_of(event, sort)]


def each(session: Session, wanted: EventFilter, *, sort: Sort = Sort.WHEN, batch: int = 500) -> Iterator[Event]:
    """The whole timeline in order, read in batches: what a stream answers.

    The session has to live as long, and lets go of what it has loaded with every batch.
    """
    plan = _plan(session, wanted, sort)
    after: Key | None = None
    while True:
        rows = _rows(session, wanted, plan, sort, after, batch)
        yield from rows
        if len(rows) < batch:
            return
        after = key_of(rows[-1], sort)
        session.expunge_all()


def count(session: Session, wanted: EventFilter) -> int:
    """How many events there are, exactly."""
    conditions, values = matching(session, wanted)
    return session.scalar(select(func.count()).select_from(Event).where(*conditions), values) or 0


def matching(session: Session, wanted: EventFilter) -> tuple[list[ColumnElement[bool]], dict[str, Any]]:
    """What the filter asks of `Event`, and the values that a statement with these conditions is executed with."""
    shape = shape_of(wanted, Sort.RECORDED)
    return met(shape, _elsewhere(session, wanted)), values_of(wanted)


def _rows(
    session: Session,
    wanted: EventFilter,
    plan: _Plan,
    sort: Sort,
    after: Key | None,
    limit: int,
) -> Sequence[Event]:
    """The first events after a key."""
    shape, values = _asked_for(session, wanted, plan, sort, after, limit)
    statement = statement_of(shape, plan.conditions) if plan.conditions else known_statement(shape)
    return session.scalars(statement, values).all()


def _listed_rows(
    session: Session,
    wanted: EventFilter,
    plan: _Plan,
    sort: Sort,
    after: Key | None,
    limit: int,
) -> Sequence[Listed]:
    """The same, as lists show them."""
    shape, values = _asked_for(session, wanted, plan, sort, after, limit)
    shape = replace(shape, listed=True)
    if plan.conditions:
        rows: Sequence[Any] = session.execute(statement_of(shape, plan.conditions), values).all()
    else:
        rows = prepared(session, shape, values)
    if all(row[-1] is not None for row in rows):
        return [Listed._make(row) for row in rows]
    return _with_content(session, rows)


def _with_content(session: Session, rows: Sequence[Any]) -> list[Listed]:
    """The rows, with what the table of listed events does not have."""
    lacking = select(Event).where(Event.id.in_([row[0] for row in rows if row[-1] is None]))
    made = {event.id: listed.content(changes.event_document(event)) for event in session.scalars(lacking)}
    return [Listed._make((*row[:-1], made.get(row[0], row[-1]))) for row in rows]


def _asked_for(
    session: Session, wanted: EventFilter, plan: _Plan, sort: Sort, after: Key | None, limit: int
) -> tuple[Shape, dict[str, Any]]:
    """What decides the SQL of a page, and its values."""
    values: dict[str, Any] = {**values_of(wanted), "limit": limit}
    values |= {f"name_{place}": key for place, key in enumerate(plan.names)}
    by_time = sort in (Sort.WHEN, Sort.WHEN_REVERSED)
    undated = False
    if after is not None:
        key: Sequence[Any]
        if by_time:
            undated, *key = typed(after, bool, int, int, str)
            key = key[2:] if undated else key
        elif sort is Sort.CONFIDENCE:
            key = typed(after, float, str)
        else:
            text, public_id = typed(after, str, str)
            key = datetime.fromisoformat(text), public_id
        values |= {f"key_{place}": part for place, part in enumerate(key)}
    shape = replace(
        shape_of(wanted, sort),
        after=after is not None,
        undated=undated,
        names=len(plan.names),
        sorted_apart=plan.sorted_apart,
        in_turn=session.get_bind().dialect.name == "sqlite",
    )
    far = wanted.to if sort is Sort.WHEN_REVERSED else wanted.from_
    # One scan is enough where the order of the rows serves the range by itself.
    if by_time and far is not None and wanted.match is Match.POSSIBLE and plan.in_order and not undated:
        reverse = sort is Sort.WHEN_REVERSED
        bounds = {width: far + 2 ** (width + 1) * (1 if reverse else -1) for width in WIDTHS[:-1]}
        # One lower bound and not two: a planner that took the looser one would read every page before this one.
        by_key = WIDEST + 1
        if after is not None:
            first = values["key_0"]
            behind = (width for width, bound in bounds.items() if (first <= bound if reverse else first >= bound))
            by_key = next(behind, WIDEST)
        bounds = {width: bound for width, bound in bounds.items() if width < by_key}
        if shape.in_turn:
            values |= {f"bound_{width}": bound for width, bound in bounds.items()}
        else:
            keyed = [width for width in WIDTHS[:-1] if width >= by_key]
            values |= {"widths": list(bounds), "bounds": list(bounds.values())} if bounds else {}
            values |= {"keyed": keyed} if keyed else {}
        shape = replace(shape, by_width=True, by_key=by_key)
    return shape, values


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a page is found whose filter asks what other tables know.

    Attributes:
        conditions: what is asked, but for `names`.
        names: entities one of which has to take part, as keys, where the page is read from their own timelines.
        in_order: whether events are looked at in the order of the timeline until the page is full; else the database
            begins with those that meet a condition.
        sorted_apart: whether it has to, and is not left to choose.
    """

    conditions: tuple[ColumnElement[bool], ...] = ()
    names: tuple[int, ...] = ()
    in_order: bool = True
    sorted_apart: bool = False


# Up to so many events with certain words are looked at one by one and sorted; with more of them, a page is full sooner
# if the timeline is followed (at a million events: 2,500 take 9 ms either way; 37,000 take 88 ms, and followed 7).
_FEW = 2_500
# From so many on, to look up each event that is met takes less time than to make a list of all that have the words
# (100,000: 25 ms either way).
_MANY = 60_000
# On PostgreSQL, which thinks it cheap to look for rare words along the timeline: at a million events, 4,000 that have
# them take 30 ms one by one, and 390 that way.
_FEW_ON_A_SERVER = 7_000
# More timelines than this are not read side by side.
_MOST_NAMES = 8


def _plan(session: Session, wanted: EventFilter, sort: Sort) -> _Plan:
    groups = _names(session, wanted)
    articles = tuple(map(_told_by, of_articles(wanted)))
    sqlite = session.get_bind().dialect.name == "sqlite"
    if wanted.pinned or articles or sort not in (Sort.WHEN, Sort.WHEN_REVERSED) or not (wanted.q or groups):
        conditions = tuple(_elsewhere(session, wanted, groups))
        return _Plan(conditions, in_order=not conditions)
    text: list[ColumnElement[bool]] = []
    frequency = 0
    followed = False
    if wanted.q:
        # PostgreSQL knows how frequent words are, and chooses by itself, but for one case.
        frequency = fulltext.how_many_events(session, wanted.q, _MANY) if sqlite else 0
        far = wanted.to if sort is Sort.WHEN_REVERSED else wanted.from_
        # Each of the twenty scans of a range would make a list of its own.
        one_scan = bool(groups) or far is None or wanted.match is Match.CERTAIN
        if frequency == _MANY:
            text, followed = [fulltext.events_met(session, wanted.q)], True
        elif frequency >= _FEW and one_scan:
            text, followed = [fulltext.events_listed(session, wanted.q)], True
        else:
            text = [fulltext.events_matching(session, wanted.q)]
    if not groups:
        few = not sqlite and fulltext.about_how_many_events(session, wanted.q) < _FEW_ON_A_SERVER
        return _Plan(tuple(text), in_order=followed, sorted_apart=few)
    if sort is Sort.WHEN and max(map(len, groups)) <= _MOST_NAMES and all(groups) and not (0 < frequency < _FEW):
        rarest = min(groups, key=lambda keys: _events_of(session, keys)) if len(groups) > 1 else groups[0]
        others = [taking_part(keys, one_by_one=True) for keys in groups if keys is not rarest]
        return _Plan((*text, *others), tuple(rarest), in_order=False)
    return _Plan(tuple(_elsewhere(session, wanted, groups)), in_order=False)


def _names(session: Session, wanted: EventFilter) -> list[list[int]]:
    """The entities that each name of the filter means, as keys."""
    return [
        sorted(
            {
                key
                for name in alternatives
                for key in entities_named(session, name, collections=wanted.collection, type_=type_)
            }
        )
        for names, type_ in ((wanted.entity, None), (wanted.place, "place"))
        for alternatives in names
    ]


def _events_of(session: Session, keys: Sequence[int]) -> int:
    """How many events these entities take part in, counted no further than it matters."""
    some = select(EventEntity.event_id).where(EventEntity.entity_id.in_(keys)).limit(_FEW).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _elsewhere(
    session: Session, wanted: EventFilter, groups: Sequence[Sequence[int]] | None = None
) -> list[ColumnElement[bool]]:
    """What a filter asks that other tables know: words, names, and what the articles are."""
    groups = _names(session, wanted) if groups is None else groups
    return [*told_so(session, wanted), *map(taking_part, groups)]


def told_so(session: Session, wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What a filter asks of those who tell an event today: words, and what the articles are."""
    words = [fulltext.events_matching(session, wanted.q)] if wanted.q else []
    return [*words, *map(_told_by, of_articles(wanted))]


def of_articles(wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What the filter asks of an article that tells an event; for each condition it may be another one."""
    conditions: list[ColumnElement[bool]] = []
    for column, values in (
        (Article.source, wanted.source),
        (Article.language, wanted.language),
        (Article.public_id, wanted.article),
    ):
        if values:
            conditions.append(column.in_(values))
    for tags in wanted.tag:
        folded = [folded_tag(tag) for tag in tags]
        conditions.append(exists().where(ArticleTag.article_id == Article.id, ArticleTag.folded.in_(folded)))
    return conditions


def _told_by(articles: ColumnElement[bool]) -> ColumnElement[bool]:
    told = select(Report.event_id).join(Article, Article.id == Report.article_id).where(articles)
    return Event.id.in_(told)
