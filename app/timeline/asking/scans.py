"""The SQL of a page of events.

Bounds are civil seconds. `[earliest, latest)` overlaps `[a, b)` if `earliest < b` and `latest > a`: two conditions on
two columns, of which a b-tree serves one. So events are kept by the `width` class of their bounds, and in a class no
event begins earlier than its greatest length before `a`: one bounded scan a width, joined by UNION ALL on SQLite and by
LATERAL on PostgreSQL (measured at a million events: 1 to 6 ms a page; b-tree on both columns up to 861 ms, R*Tree up to
528 ms).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

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
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.sql.compiler import SQLCompiler

from app.timeline.asked import BY_RECORDING, EventFilter, Match, Sort
from app.timeline.bounds import NARROWEST, OPEN_END, OPEN_START, WIDEST, WIDTHS
from app.timeline.models import Event, EventEntity, EventStatus, ListedEvent

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
class Shape:
    """All that decides the SQL of a page, and none of its values.

    Attributes:
        asked: the filters that ask something, by name, `from_` and `to` among them.
        after: whether the page is not the first one; `undated`: whether it begins among the undated ones.
        by_width: whether the range is scanned width by width.
        by_key: from this width on, a scan begins where the last page ended; before it, where the range does.
        names: so many entities whose own timelines are read, in the order of which the page is.
        in_turn: whether the database takes rows from several scans in turn.
        listed: whether events are read as lists show them.
        sorted_apart: whether all that is met is found first, and sorted then.
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
    sorted_apart: bool = False


def shape_of(wanted: EventFilter, sort: Sort) -> Shape:
    """That of a first page."""
    return Shape(sort, frozenset(values_of(wanted)), wanted.match, wanted.include_undated, wanted.withdrawn)


@lru_cache(maxsize=512)
def known_statement(shape: Shape) -> Select[Any]:
    return statement_of(shape, ())


def prepared(session: Session, shape: Shape, values: dict[str, Any]) -> list[tuple[Any, ...]]:
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
def _text(shape: Shape, dialect: Dialect, lengths: tuple[tuple[str, int | None], ...]) -> _Text:
    """The text of a statement whose parameters have so many values each, None for one that is no list."""
    compiled = known_statement(shape).compile(dialect=dialect)
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
        naive=dialect.name == "sqlite" and shape.sort in BY_RECORDING,
    )


def _shown(shape: Shape, found: Subquery | None = None) -> Select[Any]:
    """What is read of an event: of all of them, or of those that were found."""
    events: FromClause = Event.__table__
    if found is not None:
        events = found.join(events, found.c.id == Event.id)
    if not shape.listed:
        return select(Event).select_from(events)
    # Last, because SQLite looks at nothing that stands behind an outer join before it.
    of_today = and_(ListedEvent.event_id == Event.id, ListedEvent.revision == Event.revision)
    recorded: Any = Event.recorded_at if shape.sort in BY_RECORDING else null()
    columns: Sequence[Any] = Event.id, Event.public_id, Event.earliest, Event.latest, Event.confidence, recorded
    return select(*columns, ListedEvent.content).select_from(events.outerjoin(ListedEvent, of_today))


def _listed_of(shape: Shape, found: Subquery) -> Select[Any]:
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


def statement_of(shape: Shape, elsewhere: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The SQL of a page; `limit`, the parts of the key and the values of the filter are parameters."""
    limit = bindparam("limit", type_=Integer)
    if shape.sort in (Sort.WHEN, Sort.WHEN_REVERSED):
        return _by_time(shape, elsewhere, limit)
    found = _shown(shape).where(*met(shape, elsewhere)).limit(limit)
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


def _by_time(shape: Shape, elsewhere: Sequence[ColumnElement[bool]], limit: BindParameter[int]) -> Select[Any]:
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
        named = [taking_part([bindparam(f"name_{n}") for n in range(shape.names)])] if shape.names else []
        scans.append(rest.where(*_conditions(without_range), *elsewhere, *named))
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
    shape: Shape, scan: Select[*tuple[Any, ...]], beyond: ColumnElement[bool], _limit: BindParameter[int]
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
    shape: Shape, scan: Select[*tuple[Any, ...]], beyond: ColumnElement[bool], limit: BindParameter[int]
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
    shape: Shape,
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
        if shape.sorted_apart:
            # PostgreSQL takes nothing apart that has an OFFSET, and so cannot walk along the timeline instead.
            found = scans[0].offset(literal_column("0")).subquery()
            return select(found).order_by(*order).limit(limit).subquery()
        return scans[0].order_by(*order).limit(limit).subquery()
    if not shape.in_turn:
        scans = [select(scan.order_by(*order).limit(limit).subquery()) for scan in scans]
    return union_all(*scans).order_by(*order).limit(limit).subquery()


def _timelines(shape: Shape, elsewhere: Sequence[ColumnElement[bool]]) -> list[Select[*tuple[Any, ...]]]:
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


def _conditions(shape: Shape) -> list[ColumnElement[bool]]:
    """What the filter asks of the event's own columns, the range included; undated events have no range to meet."""
    in_range = [condition for name, condition in _RANGE[shape.match].items() if name in shape.asked]
    dated = and_(Event.earliest.is_not(None), *in_range)
    return [
        *_standing(shape),
        or_(dated, Event.earliest.is_(None)) if shape.include_undated else dated,
        *(condition for name, condition in _ASKED.items() if name in shape.asked),
    ]


def _pinned(shape: Shape) -> list[ColumnElement[bool]]:
    """What is asked of events that are there whatever the filters ask."""
    return [*_standing(shape), Event.public_id.in_(bindparam("pinned", expanding=True))]


def met(shape: Shape, elsewhere: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """All that is asked, for a query that is one scan."""
    conditions = [*_conditions(shape), *elsewhere]
    return [or_(and_(*conditions), and_(*_pinned(shape)))] if "pinned" in shape.asked else conditions


def _standing(shape: Shape) -> list[ColumnElement[bool]]:
    return [] if shape.withdrawn else [Event.status == EventStatus.ACTIVE]


def values_of(wanted: EventFilter) -> dict[str, Any]:
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


def taking_part(keys: Sequence[Any], *, one_by_one: bool = False) -> ColumnElement[bool]:
    if one_by_one:
        other = aliased(EventEntity)
        return exists().where(other.event_id == Event.id, other.entity_id.in_(keys))
    return Event.id.in_(select(EventEntity.event_id).where(EventEntity.entity_id.in_(keys)))
