"""The bounds of an event's document, read back from the text of the contract.

A renderer gets events as clients do, so that any of them can be made from an answer of the API as well as from the
store. Civil dates stay numbers here: no `datetime`, no zone, nothing that could shift a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.timex import civil, edtf

# Units that bounds can be aligned to, coarsest first.
UNITS = ("year", "month", "day", "hour", "minute", "second")
# The unit that the words come to, where their precision is none of these.
_UNIT_OF = {
    **dict.fromkeys(("millennium", "century", "decade"), "year"),
    **dict.fromkeys(("half", "season", "quarter"), "month"),
    **dict.fromkeys(("week", "weekend", "part_of_day"), "day"),
}
# What the words name, where it is finer than a day and has no clock time: the hours of an "evening" are ours.
_NO_CLOCK = "part_of_day"


@dataclass(frozen=True, slots=True)
class Moment:
    """A civil date to a unit; what is finer than the unit is at its beginning."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    unit: str

    @property
    def fields(self) -> dict[str, int]:
        """The parts down to the unit, by name."""
        return {name: getattr(self, name) for name in UNITS[: UNITS.index(self.unit) + 1]}

    @property
    def day_number(self) -> int:
        """Of its first day, since 1970."""
        return civil.day_number(self.year, self.month, self.day)


def seconds(moment: str | None) -> int | None:
    """Civil seconds since 1970 of `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss`; None stays None."""
    return None if moment is None else edtf.parse(moment).interval.start


def bounds(when: dict[str, Any]) -> tuple[int | None, int | None]:
    """Outer bounds `[earliest, latest)` in civil seconds; None is an open side, and both are None when undated."""
    return seconds(when["earliest"]), seconds(when["latest"])


def extent(when: dict[str, Any]) -> tuple[Moment, Moment] | None:
    """The first and the last moment within the bounds, each in the unit of the words or in a finer one if it has to be.

    March 2022 is that month twice, a weekend its two days, 10:30 that minute; "since 2014" begins with the year and
    ends with a day, that of the anchor. A part of a day is widened to the day or days it touches, because no text
    gives its hours. None when a side is open.
    """
    start, end = bounds(when)
    if start is None or end is None:
        return None
    if when["precision"] == _NO_CLOCK:
        start -= start % civil.DAY
        # A night ends at six in the next morning and is still the night of its evening.
        end = max(start + civil.DAY, -((6 * civil.HOUR - end) // civil.DAY) * civil.DAY)
    named = _UNIT_OF.get(when["precision"], when["precision"])
    first, last = (
        next(unit for unit in UNITS[UNITS.index(named) :] if _aligned(bound, unit)) for bound in (start, end)
    )
    # The last year, month or day is the one in which the last second lies.
    return at(start, first), at(end - 1, last)


def at(moment: int, unit: str) -> Moment:
    """The unit in which a civil second lies."""
    year, month, day = civil.date_of(moment // civil.DAY)
    rest = moment % civil.DAY
    parts = (year, month, day, rest // civil.HOUR, rest // civil.MINUTE % 60, rest % 60)
    kept = UNITS.index(unit) + 1
    year, month, day, hour, minute, second = (*parts[:kept], *(year, 1, 1, 0, 0, 0)[kept:])
    return Moment(year, month, day, hour, minute, second, unit)


def days(when: dict[str, Any]) -> tuple[int, int] | None:
    """The first and the last day of the extent, as day numbers since 1970."""
    span = extent(when)
    if span is None:
        return None
    first, last = span
    if last.unit in ("year", "month"):
        end = bounds(when)[1]
        assert end is not None
        return first.day_number, end // civil.DAY - 1
    return first.day_number, last.day_number


def _aligned(moment: int, unit: str) -> bool:
    _, month, day = civil.date_of(moment // civil.DAY)
    rest = moment % civil.DAY
    match unit:
        case "year":
            return not rest and (month, day) == (1, 1)
        case "month":
            return not rest and day == 1
        case "day":
            return not rest
        case "hour":
            return not rest % civil.HOUR
        case "minute":
            return not rest % civil.MINUTE
    return True


def coarse(when: dict[str, Any]) -> bool:
    """Whether it has no day: it lies somewhere within wider bounds, or is a span that no words end on a day."""
    start, end = bounds(when)
    if start is None or end is None:
        return True
    if when["kind"] == "span":
        return _UNIT_OF.get(when["precision"], when["precision"]) in ("year", "month")
    return end - start > civil.DAY and when["precision"] != _NO_CLOCK
