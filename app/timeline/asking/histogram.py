"""How many events there were in each day, month or year.

An event that is known to the month is no event of the first of that month: its mass is spread evenly over its bounds,
and a bucket gets the share that lies in it. So a histogram shows no peaks on the first of January that are none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.timeline import tallies
from app.timeline.asked import EventFilter
from app.timeline.asking import history, queries
from app.timeline.bounds import OPEN_END, OPEN_START
from app.timeline.models import Event, EventTally
from app.timex import civil
from app.timex.civil import DAY

# Ten years of days with room to spare; a chart has fewer points, and an answer has to stay small.
MOST_BUCKETS = 5_000
# Without a wish, the finest unit that gives no more than these.
_FEW_BUCKETS = 500
# A share is told to so many digits; what is lost is less than the thickness of a line.
_DIGITS = 6


class Unit(StrEnum):
    """The length of a bucket, finest first. Weeks begin on Mondays; a century is the years 1900 to 1999."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


class Spread(StrEnum):
    """`mass`: an event is shared out over its bounds; `start`: it stands at `earliest`."""

    MASS = "mass"
    START = "start"


@dataclass(frozen=True, slots=True)
class Bucket:
    """`count` events, or shares of events, in civil seconds `[start, end)`."""

    start: int
    end: int
    count: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Buckets side by side without a gap.

    Attributes:
        undated: events without a date that meet all other filters.
        outside: what of the dated events lies in no bucket. All counts together are the number of events.
    """

    unit: Unit
    buckets: Sequence[Bucket]
    undated: int
    outside: float


class TooManyBuckets(ValueError):
    """The range holds more buckets of that unit than are told; `coarser` is a unit that fits, None if none does."""

    def __init__(self, count: int, coarser: Unit | None) -> None:
        super().__init__(f"{count} buckets")
        self.count = count
        self.coarser = coarser


def histogram(
    session: Session,
    wanted: EventFilter,
    *,
    unit: Unit | None = None,
    spread: Spread = Spread.MASS,
    at: datetime | None = None,
) -> Histogram:
    """Count the events of a filter by time.

    The buckets cover the range of the filter, an open side of it up to the first or last of the events. "Since 2014"
    and "before 2013" have no length to be spread over: they stand at the bound that they have.

    Args:
        unit: None for the finest that gives a few hundred buckets; what then lies too far away to be shown, because
            the events span ages, is counted as outside.
        at: as the events were known at that instant.

    Raises:
        TooManyBuckets: more than `MOST_BUCKETS` of that unit.
    """
    undated = 0
    ranges = []
    for earliest, latest, count in _ranges(session, replace(wanted, include_undated=True), at):
        if earliest is None or latest is None:
            undated += count
        else:
            ranges.append((*_closed(earliest, latest, spread), count))
    start, end = wanted.from_, wanted.to
    if not ranges and (start is None or end is None):
        return Histogram(unit or Unit.DAY, [], undated, 0)
    if start is None:
        start = min(earliest for earliest, _, _ in ranges)
        # What stands at its one bound may lie on the far side of the range.
        start = start if end is None else min(start, end - 1)
    if end is None:
        end = max(start + 1, *(latest for _, latest, _ in ranges))
    unit, first, last = _numbers(unit, start, end)
    edges = [_edge(unit, number) for number in range(first, last + 2)]
    counts, outside = share_out(ranges, edges)
    buckets = [
        Bucket(edges[place], edges[place + 1], round(count, _DIGITS) if spread is Spread.MASS else round(count))
        for place, count in enumerate(counts)
    ]
    return Histogram(unit, buckets, undated, round(outside, _DIGITS))


def _ranges(session: Session, wanted: EventFilter, at: datetime | None) -> list[tuple[int | None, int | None, int]]:
    """Bounds and how many events have them, those within one day as that day's; None and None for undated events."""
    if at is not None:
        return history.ranges(session, wanted, at)
    if tallies.answers(wanted):
        first, last = EventTally.earliest, EventTally.latest
        summed = select(first, last, func.sum(EventTally.number)).where(*tallies.matching(wanted))
        rows = session.execute(summed.group_by(first, last))
        return [(None, None, int(n)) if start == OPEN_END else (start, end, int(n)) for start, end, n in rows]
    conditions, values = queries.matching(session, wanted)
    earliest, latest = tallies.day_bounds(Event.earliest, Event.latest)
    counted = select(earliest.label("first"), latest.label("last"), func.count()).where(*conditions)
    return [(start, end, n) for start, end, n in session.execute(counted.group_by("first", "last"), values)]


def share_out(ranges: Iterable[tuple[int, int, int]], edges: Sequence[int]) -> tuple[list[float], float]:
    """Spread so many events evenly over each `[earliest, latest)`.

    Returns:
        The mass between each edge and the next, and the mass outside all of them.
    """
    size = len(edges) - 1
    counts = [0.0] * size
    # Events a second, from this edge on: what covers whole buckets is added up in one pass over them at the end.
    density = [0.0] * (size + 1)
    outside = 0.0
    low, high = edges[0], edges[-1]
    for earliest, latest, count in ranges:
        begin, end = max(earliest, low), min(latest, high)
        if begin >= end:
            outside += count
            continue
        first, last = bisect_right(edges, begin) - 1, bisect_right(edges, end - 1) - 1
        if first == last:
            inside = end - begin
            if inside == latest - earliest:
                counts[first] += count
                continue
            share = count * (inside / (latest - earliest))
            counts[first] += share
            outside += count - share
            continue
        a_second = count / (latest - earliest)
        counts[first] += a_second * (edges[first + 1] - begin)
        counts[last] += a_second * (end - edges[last])
        density[first + 1] += a_second
        density[last] -= a_second
        outside += a_second * ((latest - earliest) - (end - begin))
    running = 0.0
    for place in range(size):
        running += density[place]
        if running > 0:
            counts[place] += running * (edges[place + 1] - edges[place])
    return counts, outside


def _closed(earliest: int, latest: int, spread: Spread) -> tuple[int, int]:
    """Where the mass of an event lies: its bounds, or the one second at which it stands."""
    if earliest == OPEN_START:
        return latest - 1, latest
    if latest == OPEN_END or spread is Spread.START:
        return earliest, earliest + 1
    return earliest, latest


def _numbers(unit: Unit | None, start: int, end: int) -> tuple[Unit, int, int]:
    """The unit, and the numbers of the first and the last bucket."""
    fitting = MOST_BUCKETS if unit else _FEW_BUCKETS
    finer_first = list(Unit)
    for each in finer_first[finer_first.index(unit) if unit else 0 :]:
        first, last = _number(each, start), _number(each, end - 1)
        if last - first < fitting:
            if unit in (None, each):
                return each, first, last
            raise TooManyBuckets(_count(unit, start, end), each)
    if unit:
        raise TooManyBuckets(_count(unit, start, end), None)
    return each, last - _FEW_BUCKETS + 1, last


def _count(unit: Unit, start: int, end: int) -> int:
    return _number(unit, end - 1) - _number(unit, start) + 1


_MONTHS_IN = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1_200,
    Unit.MILLENNIUM: 12_000,
}


def _number(unit: Unit, moment: int) -> int:
    """The bucket in which a civil second lies, counted through the calendar."""
    day = moment // DAY
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return civil.week_number(day)
    year, month, _ = civil.date_of(day)
    return (year * 12 + month - 1) // _MONTHS_IN[unit]


def _edge(unit: Unit, number: int) -> int:
    """The first civil second of a bucket."""
    if unit is Unit.DAY:
        return number * DAY
    if unit is Unit.WEEK:
        return civil.week_start(number) * DAY
    year, month = divmod(number * _MONTHS_IN[unit], 12)
    return civil.day_number(year, month + 1, 1) * DAY
