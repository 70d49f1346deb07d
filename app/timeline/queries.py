"""How events are asked for.

Bounds are civil seconds. `[earliest, latest)` overlaps `[a, b)` if `earliest < b` and `latest > a`: two conditions on
two columns, of which a b-tree serves one. So events are kept by the `width` class of their bounds, and in a class no
event begins earlier than its greatest length before `a`: one bounded scan a width, joined by UNION ALL on SQLite and by
LATERAL on PostgreSQL (measured at a million events: 1 to 6 ms a page; b-tree on both columns up to 861 ms, R*Tree up to
528 ms).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Double,
    FromClause,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy import column as sa_column
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, contains_eager
from sqlalchemy.sql.compiler import SQLCompiler

from app.extract.article import Modality, Part
from app.problems import Deleted, NotFound
from app.timeline import changes, fulltext, listed
from app.timeline.bounds import NARROWEST, OPEN_END, OPEN_START, WIDEST, WIDTHS
from app.timeline.models import (
    Article,
    ArticleTag,
    Entity,
    Event,
    EventEntity,
    EventRevision,
    EventStatus,
    ListedEvent,
    Mention,
    PastEvent,
    Report,
)
from app.timex.interval import Granularity
from app.timex.when import Basis

# The widths of the columns; folding can make a word longer than what was typed.
_LONGEST_NAME = 300
_LONGEST_TAG = 200
# Of a name that is looked up: no name has more, and every run of them is compared.
_MOST_WORDS = 20

# Any of these values; none means that nothing is asked.
AnyOf = tuple[str, ...]
# All of these, each met by any of its alternatives.
AllOf = tuple[AnyOf, ...]
# Where a page ended: the sort key of its last row, JSON values only.
Key = tuple[str | int | float | bool, ...]

T = TypeVar("T")
Row = TypeVar("Row", Event, "Listed")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows in order; `next_key` is what `after` has to be for the following page, None after the last."""

    items: Sequence[T]
    next_key: Key | None


class Match(StrEnum):
    """`possible`: the bounds overlap the range; `certain`: they lie within it."""

    POSSIBLE = "possible"
    CERTAIN = "certain"


class Sort(StrEnum):
    """Orders of the timeline, all total; undated events come last in `when` and in `-when`.

    `when`: by earliest, latest, id. `-when`: by latest, earliest, id, all falling. `recorded`, `-recorded`: by the
    time of recording and id. `confidence`: surest first, then by id.
    """

    WHEN = "when"
    WHEN_REVERSED = "-when"
    RECORDED = "recorded"
    RECORDED_REVERSED = "-recorded"
    CONFIDENCE = "confidence"


_BY_RECORDING = (Sort.RECORDED, Sort.RECORDED_REVERSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events. An empty tuple asks for nothing; the filters are joined by AND.

    Attributes:
        from_, to: civil seconds, `[from, to)`; None leaves that side open.
        q: words all of which must occur, quotes for phrases (see `fulltext.parse`).
        entity, place: names; see `entities_named` for how a name is read.
        source, language, tag, article: of any article that tells it; `article` takes public ids.
        modality: empty for any.
        max_span: greatest length of the bounds, in seconds; events without bounds, or with an open one, are longer.
        min_sources: least number of independent sources.
        include_undated: the range does not hold for undated events, every other filter does.
        withdrawn: merged and retracted events too.
        pinned, hidden: public ids of events that are there whatever the filters ask, and of those that never are.
    """

    from_: int | None = None
    to: int | None = None
    match: Match = Match.POSSIBLE
    q: AllOf = ()
    entity: AllOf = ()
    place: AllOf = ()
    source: AnyOf = ()
    collection: AnyOf = ()
    type: AnyOf = ()
    language: AnyOf = ()
    tag: AllOf = ()
    article: AnyOf = ()
    modality: tuple[Modality, ...] = (Modality.ASSERTED, Modality.PLANNED)
    basis: tuple[Basis, ...] = ()
    precision: tuple[Granularity, ...] = ()
    max_span: int | None = None
    min_confidence: float | None = None
    min_sources: int | None = None
    include_undated: bool = False
    withdrawn: bool = False
    pinned: AnyOf = ()
    hidden: AnyOf = ()


class Listed(NamedTuple):
    """An event as lists show it, and its place in every order.

    Attributes:
        confidence, recorded_at: None where the order may be another one.
        content: its document in JSON, without what lists leave out.
    """

    id: int
    public_id: str
    earliest: int | None
    latest: int | None
    confidence: float | None
    recorded_at: datetime | None
    content: str


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
    shape = _shape(wanted, Sort.RECORDED)
    return _met(shape, _elsewhere(session, wanted)), _values(wanted)


# What a filter asks of the columns of an event. The values are bound by name when a statement is executed: to build a
# page's statement of some twenty scans takes 12 ms, to execute it 4, and it is the same one for every page like it.
_ASKED: dict[str, ColumnElement[bool]] = {
    "collection": Event.collection.in_(bindparam("collection", expanding=True)),
    "type": Event.type.in_(bindparam("type", expanding=True)),
    "modality": Event.modality.in_(bindparam("modality", expanding=True)),
    "basis": Event.basis.in_(bindparam("basis", expanding=True)),
    "precision": Event.precision.in_(bindparam("precision", expanding=True)),
    "max_span": Event.latest - Event.earliest <= bindparam("max_span"),
    "min_confidence": Event.confidence >= bindparam("min_confidence"),
    "min_sources": Event.independent_sources >= bindparam("min_sources"),
    # Those that are pinned are found apart.
    "pinned": Event.public_id.not_in(bindparam("pinned", expanding=True)),
    "hidden": Event.public_id.not_in(bindparam("hidden", expanding=True)),
}
_RANGE: dict[Match, dict[str, ColumnElement[bool]]] = {
    Match.POSSIBLE: {"from_": Event.latest > bindparam("from_"), "to": Event.earliest < bindparam("to")},
    Match.CERTAIN: {"from_": Event.earliest >= bindparam("from_"), "to": Event.latest <= bindparam("to")},
}


_RANGE_OF_NAMES: dict[Match, dict[str, ColumnElement[bool]]] = {
    Match.POSSIBLE: {"from_": EventEntity.latest > bindparam("from_"), "to": EventEntity.earliest < bindparam("to")},
    Match.CERTAIN: {"from_": EventEntity.earliest >= bindparam("from_"), "to": EventEntity.latest <= bindparam("to")},
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """All that decides the SQL of a page, and none of its values.

    Attributes:
        asked: the filters that ask something, by name, `from_` and `to` among them.
        after: whether the page is not the first one; `undated`: whether it begins among the undated ones.
        by_width: whether the range is scanned width by width.
        by_key: from this width on, a scan begins where the last page ended; before it, where the range does.
        names: so many entities whose own timelines are read, in the order of which the page is.
        in_turn: whether the database takes rows from several scans in turn.
        listed: whether events are read as lists show them.
    """

    sort: Sort
    asked: frozenset[str]
    match: Match
    include_undated: bool
    withdrawn: bool
    after: bool = False
    undated: bool = False
    by_width: bool = False
    by_key: int = WIDEST + 1
    names: int = 0
    in_turn: bool = False
    listed: bool = False


def _shape(wanted: EventFilter, sort: Sort) -> _Shape:
    """That of a first page."""
    return _Shape(sort, frozenset(_values(wanted)), wanted.match, wanted.include_undated, wanted.withdrawn)


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
    statement = _statement(shape, plan.conditions) if plan.conditions else _known_statement(shape)
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
        rows: Sequence[Any] = session.execute(_statement(shape, plan.conditions), values).all()
    else:
        rows = _prepared(session, shape, values)
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
) -> tuple[_Shape, dict[str, Any]]:
    """What decides the SQL of a page, and its values."""
    values: dict[str, Any] = {**_values(wanted), "limit": limit}
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
        _shape(wanted, sort),
        after=after is not None,
        undated=undated,
        names=len(plan.names),
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


@lru_cache(maxsize=512)
def _known_statement(shape: _Shape) -> Select[Any]:
    return _statement(shape, ())


def _prepared(session: Session, shape: _Shape, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement that stands by its shape alone.

    Some twenty scans with the same parameters each: to have SQLAlchemy look the statement up and put the values in
    takes as long as the database takes to answer it. So its text is kept, and the values are put in here.
    """
    connection = session.connection()
    lengths = tuple((name, len(value) if isinstance(value, list) else None) for name, value in values.items())
    text = _text(shape, connection.dialect, lengths)
    rows = connection.exec_driver_sql(text.sql, text.bound(values)).all()
    if not text.naive or not rows:
        return [tuple(row) for row in rows]
    return [(*row[:5], text.moment(row[5]), row[6]) for row in rows]


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement as the driver takes it.

    Attributes:
        fixed: the values that stand in it, by parameter, as the driver takes them.
        lists: the parameters that a list of values is spread over.
        order: the parameters by position, where the driver wants them so.
        naive: whether moments come from the driver as text in UTC.
    """

    sql: str
    fixed: Mapping[str, Any]
    converted: Mapping[str, Callable[[Any], Any]]
    lists: Mapping[str, Sequence[str]]
    order: Sequence[str] | None
    naive: bool

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        given = dict(self.fixed)
        for name, value in values.items():
            if name in self.lists:
                for each, parameter in zip(value, self.lists[name], strict=True):
                    given[parameter] = self._of(parameter, each)
            else:
                given[name] = self._of(name, value)
        return given if self.order is None else tuple([given[name] for name in self.order])

    def _of(self, parameter: str, value: Any) -> Any:
        convert = self.converted.get(parameter)
        return value if convert is None else convert(value)

    @staticmethod
    def moment(told: Any) -> datetime:
        return datetime.fromisoformat(told).replace(tzinfo=UTC)


@lru_cache(maxsize=512)
def _text(shape: _Shape, dialect: Dialect, lengths: tuple[tuple[str, int | None], ...]) -> _Text:
    """The text of a statement whose parameters have so many values each, None for one that is no list."""
    compiled = _known_statement(shape).compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    nothing = {name: None if length is None else [None] * length for name, length in lengths}
    state = compiled.construct_expanded_state(nothing)
    converted: dict[str, Callable[[Any], Any]] = {}
    for name, bind in compiled.binds.items():
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            converted |= dict.fromkeys(state.parameter_expansion.get(name, [name]), convert)
    fixed = {
        name: converted[name](value) if name in converted and value is not None else value
        for name, value in state.parameters.items()
    }
    return _Text(
        state.statement,
        fixed,
        converted,
        state.parameter_expansion,
        state.positiontup,
        naive=dialect.name == "sqlite" and shape.sort in _BY_RECORDING,
    )


def _shown(shape: _Shape, found: Subquery | None = None) -> Select[Any]:
    """What is read of an event: of all of them, or of those that were found."""
    events: FromClause = Event.__table__
    if found is not None:
        events = found.join(events, found.c.id == Event.id)
    if not shape.listed:
        return select(Event).select_from(events)
    # Last, because SQLite looks at nothing that stands behind an outer join before it.
    of_today = and_(ListedEvent.event_id == Event.id, ListedEvent.revision == Event.revision)
    recorded: Any = Event.recorded_at if shape.sort in _BY_RECORDING else null()
    columns: Sequence[Any] = Event.id, Event.public_id, Event.earliest, Event.latest, Event.confidence, recorded
    return select(*columns, ListedEvent.content).select_from(events.outerjoin(ListedEvent, of_today))


def _listed_of(shape: _Shape, found: Subquery) -> Select[Any]:
    """What lists show of events that were found in the order of time: their own rows are not looked up once more."""
    of_today = and_(ListedEvent.event_id == found.c.id, ListedEvent.revision == found.c.revision)
    bounds: list[ColumnElement[Any]] = [found.c.first, found.c.second]
    if "undated" in found.c:
        bounds = [case((found.c.undated == 0, bound)) for bound in bounds]
    elif shape.undated:
        bounds = [null(), null()]
    if shape.sort is Sort.WHEN_REVERSED:
        bounds.reverse()
    columns: Sequence[Any] = found.c.id, found.c.public_id, *bounds, null(), null(), ListedEvent.content
    return select(*columns).select_from(found.outerjoin(ListedEvent, of_today))


def _statement(shape: _Shape, elsewhere: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The SQL of a page; `limit`, the parts of the key and the values of the filter are parameters."""
    limit = bindparam("limit", type_=Integer)
    if shape.sort in (Sort.WHEN, Sort.WHEN_REVERSED):
        return _by_time(shape, elsewhere, limit)
    found = _shown(shape).where(*_met(shape, elsewhere)).limit(limit)
    if shape.sort is Sort.CONFIDENCE:
        found = found.order_by(Event.confidence.desc(), Event.public_id)
        if shape.after:
            confidence, public_id = bindparam("key_0", type_=Double), bindparam("key_1", type_=String)
            less_sure = Event.confidence < confidence
            found = found.where(or_(less_sure, and_(Event.confidence == confidence, Event.public_id > public_id)))
        return found
    reverse = shape.sort is Sort.RECORDED_REVERSED
    columns = (Event.recorded_at, Event.public_id)
    found = found.order_by(*directed(columns, reverse=reverse))
    return found.where(_beyond(columns, reverse=reverse)) if shape.after else found


def _by_time(shape: _Shape, elsewhere: Sequence[ColumnElement[bool]], limit: BindParameter[int]) -> Select[Any]:
    """Dated events, scan by scan, and behind them the undated ones."""
    reverse = shape.sort is Sort.WHEN_REVERSED
    keys = (Event.latest, Event.earliest) if reverse else (Event.earliest, Event.latest)
    parts: list[Subquery] = []
    if not shape.undated:
        row = select(Event.id, keys[0].label("first"), keys[1].label("second"), Event.public_id, Event.revision)
        scan = row.where(*_conditions(replace(shape, include_undated=False)), *elsewhere)
        beyond = _beyond((*keys, Event.public_id), reverse=reverse)
        scans: list[Select[*tuple[Any, ...]]] = []
        if shape.names:
            scans = _timelines(shape, elsewhere)
        elif not shape.by_width:
            scans = [scan.where(beyond) if shape.after else scan]
        if "pinned" in shape.asked:
            pinned = row.where(Event.earliest.is_not(None), *_pinned(shape))
            scans.append(pinned.where(beyond) if shape.after else pinned)
        if shape.by_width:
            scans += (_in_turn if shape.in_turn else _at_once)(shape, scan, beyond, limit)
            widest = scan.where(Event.width == WIDEST)
            widest = widest.where(beyond) if shape.by_key <= WIDEST else widest
            # What is open on the side where the order begins would all be looked at, and has an order of its own.
            edge, end = (Event.latest, OPEN_END) if reverse else (Event.earliest, OPEN_START)
            scans += [widest.where(edge == end), widest.where(edge < end if reverse else edge > end)]
        parts.append(_merged(shape, scans, ("first", "second", "public_id"), limit, reverse=reverse))
    nothing = cast(literal(0), BigInteger)
    # Both, so that the rows of the index stand in the order of the ids.
    undated = Event.earliest.is_(None), Event.latest.is_(None)
    rest = select(Event.id, nothing.label("first"), nothing.label("second"), Event.public_id, Event.revision)
    rest = rest.where(*undated)
    if shape.undated:
        key = bindparam("key_0", type_=String)
        rest = rest.where(Event.public_id < key if reverse else Event.public_id > key)
    scans = []
    if shape.include_undated:
        without_range = replace(shape, asked=shape.asked - {"from_", "to"})
        taking_part = [_taking_part([bindparam(f"name_{n}") for n in range(shape.names)])] if shape.names else []
        scans.append(rest.where(*_conditions(without_range), *elsewhere, *taking_part))
    if "pinned" in shape.asked:
        scans.append(rest.where(*_pinned(shape)))
    if scans:
        parts.append(_merged(shape, scans, ("public_id",), limit, reverse=reverse))
    if not parts:
        return _shown(shape).where(false())
    found = parts[0]
    order = directed((found.c.first, found.c.second, found.c.public_id), reverse=reverse)
    if len(parts) > 1:
        columns = "id", "first", "second", "public_id", "revision"
        both = (
            select(*(part.c[name] for name in columns), literal(place).label("undated"))
            for place, part in enumerate(parts)
        )
        found = union_all(*both).subquery()
        order = directed((found.c.first, found.c.second, found.c.public_id), reverse=reverse)
        order.insert(0, found.c.undated)
    shown = _listed_of(shape, found) if shape.listed else _shown(shape, found)
    return shown.order_by(*order).limit(limit)


def _in_turn(
    shape: _Shape, scan: Select[*tuple[Any, ...]], beyond: ColumnElement[bool], _limit: BindParameter[int]
) -> list[Select[*tuple[Any, ...]]]:
    """One scan for every width but the widest."""
    reverse = shape.sort is Sort.WHEN_REVERSED
    scans: list[Select[*tuple[Any, ...]]] = []
    for width in WIDTHS[:-1]:
        bound = bindparam(f"bound_{width}", type_=BigInteger)
        begin = Event.latest < bound if reverse else Event.earliest > bound
        scans.append(scan.where(Event.width == width, beyond if width >= shape.by_key else begin))
    return scans


def _at_once(
    shape: _Shape, scan: Select[*tuple[Any, ...]], beyond: ColumnElement[bool], limit: BindParameter[int]
) -> list[Select[*tuple[Any, ...]]]:
    """The same as one scan for each of some widths: to plan them one by one takes PostgreSQL 10 ms, and this one 1."""
    reverse = shape.sort is Sort.WHEN_REVERSED
    order = directed([literal_column(name) for name in ("first", "second", "public_id")], reverse=reverse)
    scans: list[Select[*tuple[Any, ...]]] = []
    if shape.by_key > NARROWEST:
        widths, bounds = bindparam("widths", type_=ARRAY(Integer)), bindparam("bounds", type_=ARRAY(BigInteger))
        columns = sa_column("width", Integer), sa_column("bound", BigInteger)
        of_width = func.unnest(widths, bounds).table_valued(*columns).render_derived()
        begin = Event.latest < of_width.c.bound if reverse else Event.earliest > of_width.c.bound
        of_one = scan.where(Event.width == of_width.c.width, begin).order_by(*order).limit(limit).lateral()
        scans.append(select(of_one).select_from(of_width.join(of_one, true())))
    if shape.by_key < WIDEST:
        keyed = func.unnest(bindparam("keyed", type_=ARRAY(Integer))).table_valued(sa_column("width", Integer))
        keyed = keyed.render_derived()
        of_one = scan.where(Event.width == keyed.c.width, beyond).order_by(*order).limit(limit).lateral()
        scans.append(select(of_one).select_from(keyed.join(of_one, true())))
    return scans


def _merged(
    shape: _Shape,
    scans: Sequence[Select[*tuple[Any, ...]]],
    names: Sequence[str],
    limit: BindParameter[int],
    *,
    reverse: bool,
) -> Subquery:
    """The first rows of several scans, by these columns.

    SQLite takes a row from each scan when it is its turn, and never looks at what lies behind the page: 0.9 ms, and 5.8
    if every scan has an order and a limit of its own. PostgreSQL would read and sort all of them (248 ms) and needs
    these limits.
    """
    order = directed([literal_column(name) for name in names], reverse=reverse)
    if len(scans) == 1:
        return scans[0].order_by(*order).limit(limit).subquery()
    if not shape.in_turn:
        scans = [select(scan.order_by(*order).limit(limit).subquery()) for scan in scans]
    return union_all(*scans).order_by(*order).limit(limit).subquery()


def _timelines(shape: _Shape, elsewhere: Sequence[ColumnElement[bool]]) -> list[Select[*tuple[Any, ...]]]:
    """The events in which entities take part, one scan an entity, and each event in one of them only."""
    where = [condition for name, condition in _RANGE_OF_NAMES[shape.match].items() if name in shape.asked] + [
        *_conditions(replace(shape, include_undated=False)),
        *elsewhere,
    ]
    if shape.after:
        first, second = EventEntity.earliest, EventEntity.latest
        # The second condition says nothing new, and is one that an index serves.
        where += [_beyond((first, second, Event.public_id)), first >= bindparam("key_0", type_=BigInteger)]
    scans = []
    other = aliased(EventEntity)
    for place in range(shape.names):
        bounds = EventEntity.earliest.label("first"), EventEntity.latest.label("second")
        row = select(Event.id, *bounds, Event.public_id, Event.revision)
        scan = row.join(EventEntity, EventEntity.event_id == Event.id).where(
            EventEntity.entity_id == bindparam(f"name_{place}"), EventEntity.earliest.is_not(None), *where
        )
        if place:
            before = other.entity_id.in_([bindparam(f"name_{earlier}") for earlier in range(place)])
            scan = scan.where(~exists().where(other.event_id == Event.id, before))
        scans.append(scan)
    return scans


def _conditions(shape: _Shape) -> list[ColumnElement[bool]]:
    """What the filter asks of the event's own columns, the range included; undated events have no range to meet."""
    in_range = [condition for name, condition in _RANGE[shape.match].items() if name in shape.asked]
    dated = and_(Event.earliest.is_not(None), *in_range)
    return [
        *_standing(shape),
        or_(dated, Event.earliest.is_(None)) if shape.include_undated else dated,
        *(condition for name, condition in _ASKED.items() if name in shape.asked),
    ]


def _pinned(shape: _Shape) -> list[ColumnElement[bool]]:
    """What is asked of events that are there whatever the filters ask."""
    return [*_standing(shape), Event.public_id.in_(bindparam("pinned", expanding=True))]


def _met(shape: _Shape, elsewhere: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """All that is asked, for a query that is one scan."""
    conditions = [*_conditions(shape), *elsewhere]
    return [or_(and_(*conditions), and_(*_pinned(shape)))] if "pinned" in shape.asked else conditions


def _standing(shape: _Shape) -> list[ColumnElement[bool]]:
    return [] if shape.withdrawn else [Event.status == EventStatus.ACTIVE]


def _values(wanted: EventFilter) -> dict[str, Any]:
    """The values of the filters that ask something of the event's own columns."""
    values = {name: getattr(wanted, name) for name in (*_ASKED, "from_", "to")}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value is not None and value != ()
    }


def directed(columns: Sequence[Any], *, reverse: bool) -> list[Any]:
    return [column.desc() if reverse else column for column in columns]


def _beyond(columns: Sequence[InstrumentedAttribute[Any]], *, reverse: bool = False) -> ColumnElement[bool]:
    """Behind the row where the last page ended."""
    key = tuple_(*(bindparam(f"key_{place}", type_=column.type) for place, column in enumerate(columns)))
    return tuple_(*columns) < key if reverse else tuple_(*columns) > key


def typed(key: Key, *types: type) -> tuple[Any, ...]:
    """The parts of a key, which came from outside. Raises ValueError if they are not of these types."""
    if len(key) != len(types) or not all(type(part) is kind for part, kind in zip(key, types, strict=True)):
        raise ValueError("the key is not one of this order")
    return key


def key_of(event: Event | Listed | PastEvent, sort: Sort) -> Key:
    """Where an event stands, or stood, in that order."""
    if sort is Sort.CONFIDENCE:
        assert event.confidence is not None
        return event.confidence, event.public_id
    if sort in _BY_RECORDING:
        assert event.recorded_at is not None
        return event.recorded_at.isoformat(), event.public_id
    if event.earliest is None or event.latest is None:
        return True, 0, 0, event.public_id
    keys = (event.latest, event.earliest) if sort is Sort.WHEN_REVERSED else (event.earliest, event.latest)
    return False, *keys, event.public_id


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a page is found whose filter asks what other tables know.

    Attributes:
        conditions: what is asked, but for `names`.
        names: entities one of which has to take part, as keys, where the page is read from their own timelines.
        in_order: whether events are looked at in the order of the timeline until the page is full; else the database
            begins with those that meet a condition.
    """

    conditions: tuple[ColumnElement[bool], ...] = ()
    names: tuple[int, ...] = ()
    in_order: bool = True


# Up to so many events with certain words are looked at one by one and sorted; with more of them, a page is full sooner
# if the timeline is followed (at a million events: 2,500 take 9 ms either way; 37,000 take 88 ms, and followed 7).
_FEW = 2_500
# From so many on, to look up each event that is met takes less time than to make a list of all that have the words
# (100,000: 25 ms either way).
_MANY = 60_000
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
        # PostgreSQL knows how frequent words are, and chooses by itself.
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
        return _Plan(tuple(text), in_order=followed)
    if sort is Sort.WHEN and max(map(len, groups)) <= _MOST_NAMES and all(groups) and not (0 < frequency < _FEW):
        rarest = min(groups, key=lambda keys: _events_of(session, keys)) if len(groups) > 1 else groups[0]
        others = [_taking_part(keys, one_by_one=True) for keys in groups if keys is not rarest]
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


def _taking_part(keys: Sequence[Any], *, one_by_one: bool = False) -> ColumnElement[bool]:
    if one_by_one:
        other = aliased(EventEntity)
        return exists().where(other.event_id == Event.id, other.entity_id.in_(keys))
    return Event.id.in_(select(EventEntity.event_id).where(EventEntity.entity_id.in_(keys)))


def _elsewhere(
    session: Session, wanted: EventFilter, groups: Sequence[Sequence[int]] | None = None
) -> list[ColumnElement[bool]]:
    """What a filter asks that other tables know: words, names, and what the articles are."""
    groups = _names(session, wanted) if groups is None else groups
    return [*told_so(session, wanted), *map(_taking_part, groups)]


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


def event_by_public_id(session: Session, public_id: str) -> Event:
    """The event of that id, whatever became of it: see `status` and `merged_into`.

    Raises:
        NotFound: there is none.
        Deleted: there was one, made by hand and erased.
    """
    event = session.scalars(select(Event).where(Event.public_id == public_id)).one_or_none()
    if event is None:
        raise NotFound("There is no event with this id.")
    if event.status is EventStatus.DELETED:
        raise Deleted("This event was made by hand, and was deleted.")
    return event


def revised_at(session: Session, events: Sequence[Event]) -> dict[int, datetime]:
    """When each event became what it is now, by keys; the events are in the log."""
    rows = session.execute(
        select(EventRevision.event_id, EventRevision.recorded_at).where(
            EventRevision.event_id.in_([event.id for event in events]), EventRevision.is_newest()
        )
    )
    return {row.event_id: row.recorded_at for row in rows}


def events_of_article(article: Article) -> Select[Event]:
    """The events that an article tells, each once, in the order of the text."""
    told = (
        select(Report.event_id, func.min(Report.position).label("position"))
        .where(Report.article_id == article.id)
        .group_by(Report.event_id)
        .subquery()
    )
    return select(Event).join(told, told.c.event_id == Event.id).order_by(told.c.position)


def mentions_of_article(article: Article) -> Select[Mention]:
    """Its temporal expressions: those of the title, then those of the text, in order."""
    in_text = Mention.part == Part.TEXT
    return select(Mention).where(Mention.article_id == article.id).order_by(in_text, Mention.start, Mention.id)


def reports_of_article(article: Article) -> Select[Report]:
    """What it tells, in the order of the text, each report with its `article`."""
    return (
        select(Report)
        .join(Report.article)
        .where(Report.article_id == article.id)
        .options(contains_eager(Report.article))
        .order_by(Report.position)
    )


def reports_of_event(event: Event) -> Select[Report]:
    """Its reports with their `article`, earliest publication first, then by natural key and place in the text."""
    return reports_of_events([event])


def reports_of_events(events: Sequence[Event]) -> Select[Report]:
    """The reports of many events with their `article`, ordered by event and then as `reports_of_event`."""
    return (
        select(Report)
        .join(Report.article)
        .where(Report.event_id.in_([event.id for event in events]))
        .options(contains_eager(Report.article))
        .order_by(Report.event_id, Article.published_earliest, Article.natural_key, Report.position)
    )


class Reading(StrEnum):
    """How a name was understood: as a whole alias, by aliases that contain its words, by one inside it, or not."""

    ALIAS = "alias"
    CONTAINING = "containing"
    INSIDE = "inside"
    NONE = "none"


def entities_named(session: Session, name: str, *, collections: AnyOf = (), type_: str | None = None) -> list[int]:
    """Entities that a name means, as keys; see `read_name`."""
    return read_name(session, name, collections=collections, type_=type_)[1]


def read_name(
    session: Session, name: str, *, collections: AnyOf = (), type_: str | None = None
) -> tuple[Reading, list[int]]:
    """How a name is understood, and the entities it means, as keys: case and accents count for nothing.

    A whole alias; if there is none, every alias that contains all its words in order; else the longest known alias
    inside it. Empty if nothing fits.
    """
    folded = folded_name(name)
    if not folded:
        return Reading.NONE, []
    asked = {"collections": list(collections), "type": type_, "folded": folded}
    alias = _alias(some_collections=bool(collections), some_type=type_ is not None)
    # Past the session, which would take three times as long for it.
    if whole := [key for (key,) in session.connection().execute(alias, asked)]:
        return Reading.ALIAS, whole
    known = select(Entity.id).order_by(Entity.id)
    if collections:
        known = known.where(Entity.collection.in_(collections))
    if type_ is not None:
        known = known.where(Entity.type == type_)
    words = folded.split()[:_MOST_WORDS]
    # Words are letters and digits, so that nothing in them means anything to LIKE.
    # The spaces are doubled, so that neighbours do not need the same one.
    in_order = literal(" ") + func.replace(Entity.folded, " ", "  ") + literal(" ")
    if longer := session.scalars(known.where(in_order.like(f"% {' % '.join(words)} %"))).all():
        return Reading.CONTAINING, list(longer)
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    inside = session.scalars(known.with_only_columns(Entity.folded).where(Entity.folded.in_(runs))).all()
    if not inside:
        return Reading.NONE, []
    longest = min(inside, key=lambda alias: (-len(alias), alias))
    return Reading.INSIDE, list(session.scalars(known.where(Entity.folded == longest)).all())


@lru_cache
def _alias(*, some_collections: bool, some_type: bool) -> Select[int]:
    """Entities with that alias, made once: to make it takes longer than to answer it."""
    found = select(Entity.id).where(Entity.folded == bindparam("folded", type_=String)).order_by(Entity.id)
    if some_collections:
        found = found.where(Entity.collection.in_(bindparam("collections", expanding=True)))
    return found.where(Entity.type == bindparam("type", type_=String)) if some_type else found


# The legal form of a firm, which is named or left out as one likes.
_LEGAL_FORMS = frozenset("inc incorporated corp corporation co ltd limited llc plc gmbh ag sa nv spa oy ab".split())


def folded_name(name: str) -> str:
    """A name as entities are told apart by it: its words without case and accents, and without a firm's legal form."""
    words = fulltext.words(name)
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)[:_LONGEST_NAME].rstrip()


def folded_tag(tag: str) -> str:
    """A tag as filters compare it."""
    return fulltext.fold(tag).strip()[:_LONGEST_TAG]
