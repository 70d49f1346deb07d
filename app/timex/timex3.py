"""TIMEX3: what an expression means, and its value string, in both directions.

Values are those of TimeML 1.2.1. What an expression means is one of four things: a calendar `Period`, a
`Duration`, a `Reference` to past, present or future, or a `Recurrence`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from app.timex import civil
from app.timex.duration import Duration, Unit
from app.timex.interval import DayPart, Granularity, Period


class TimexType(StrEnum):
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    """TIMEX3 modifiers; they narrow or soften a value and are never part of it."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ON_OR_BEFORE = "ON_OR_BEFORE"
    ON_OR_AFTER = "ON_OR_AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"


class Reference(StrEnum):
    """A time named only by where it lies from now: "recently", "now", "soon"."""

    PAST = "PAST_REF"
    PRESENT = "PRESENT_REF"
    FUTURE = "FUTURE_REF"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A time that comes again: "every Thursday" is XXXX-WXX-4, "twice a week" P1W with freq 2X."""

    value: str
    quant: str | None = None
    freq: str | None = None


Value = Period | Duration | Reference | Recurrence


class Step(NamedTuple):
    """One step of the way from the words to the value: the rule, the words it read, what they made of it."""

    rule: str
    text: str
    result: str


class Choice(NamedTuple):
    """A reading that was possible and not taken, and why it was possible."""

    meaning: Value
    confidence: float
    reason: str


class Status(StrEnum):
    """`impossible`: written like a date that no calendar has, such as 29 February 2015."""

    OK = "ok"
    IMPOSSIBLE = "impossible"
    BOILERPLATE = "boilerplate"


# A named tuple, as `Period` and `Step` are: a frozen dataclass takes four times as long.
class Timex(NamedTuple):
    """A temporal expression: `text[start:end]` in code points, and what it means."""

    start: int
    end: int
    text: str
    type: TimexType
    meaning: Value | None  # None only for the impossible
    rule: str
    confidence: float
    mod: Mod | None = None
    steps: tuple[Step, ...] = ()
    choices: tuple[Choice, ...] = ()
    status: Status = Status.OK

    @property
    def value(self) -> str:
        """The TIMEX3 value; empty for the impossible."""
        return "" if self.meaning is None else value_of(self.meaning)

    @property
    def period(self) -> Period | None:
        """The calendar period, for expressions that name one."""
        return self.meaning if isinstance(self.meaning, Period) else None


_SEASONS = ("SP", "SU", "FA", "WI")
_REFERENCES = {reference.value for reference in Reference}


def value_of(meaning: Value) -> str:
    """The TIMEX3 value string: 2022-W11, P3D, PAST_REF, XXXX-WXX-4."""
    return _period_value(meaning) if isinstance(meaning, Period) else meaning.value


def _year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _rounded(digits: int) -> Callable[[int], str]:
    """Years without their last figures: a millennium has one figure left, a decade three."""
    return lambda n: f"{n:0{digits}d}" if n >= 0 else f"BC{-n - 1:0{digits}d}"


def _week(n: int) -> str:
    year, week = civil.iso_week(n)
    return f"{_year(year)}-W{week:02d}"


def _day(n: int) -> str:
    year, month, day = civil.date_of(n)
    return f"{_year(year)}-{month:02d}-{day:02d}"


# How the n-th period of a kind is written. A value is told thirteen times in a document of 2.6 KB, also in steps:
# by comparing the granularity with each of fifteen it took 4 µs.
_VALUES: dict[Granularity, Callable[[int], str]] = {
    Granularity.MILLENNIUM: _rounded(1),
    Granularity.CENTURY: _rounded(2),
    Granularity.DECADE: _rounded(3),
    Granularity.YEAR: _year,
    Granularity.HALF: lambda n: f"{_year(n // 2)}-H{n % 2 + 1}",
    Granularity.QUARTER: lambda n: f"{_year(n // 4)}-Q{n % 4 + 1}",
    Granularity.MONTH: lambda n: f"{_year(n // 12)}-{n % 12 + 1:02d}",
    Granularity.WEEK: _week,
    Granularity.DAY: _day,
    Granularity.WEEKEND: lambda n: f"{_week(n)}-WE",
}


def _period_value(period: Period) -> str:
    tell = _VALUES.get(period.granularity)
    if tell is not None:
        return tell(period.n)
    if period.granularity is Granularity.SEASON:
        year, season = period.season_told
        return f"{_year(year)}-{_SEASONS[season - 1]}"
    day = period.first_day
    date = _day(day)
    if period.part is not None:
        return f"{date}T{period.part.value}"
    seconds = period.start - day * civil.DAY
    clock = f"{date}T{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return clock + f":{seconds % 60:02d}" if period.granularity is Granularity.SECOND else clock


_DATE = re.compile(r"(BC)?(\d{4})-(\d\d)-(\d\d)(?:T(?:([A-Z]{2})|(\d\d)(?::(\d\d)(?::(\d\d))?)?))?", re.ASCII)
_IN_YEAR = re.compile(r"(BC)?(\d{4})(?:-(?:(\d\d)|W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)))?", re.ASCII)
_COARSE = re.compile(r"(BC)?(\d{1,3})", re.ASCII)
_DURATION = re.compile(r"(T)?(X|\d+(?:\.\d+)?)(ML|CE|DE|WE|NI|[YHQMWDS])", re.ASCII)


def parse_value(value: str, *, south: bool = False) -> Value:
    """The meaning of a TIMEX3 value; `value_of(parse_value(v)) == v` for every value this package writes.

    Raises:
        ValueError: it is none. A recurrence is read back without `quant` and `freq`, which stand beside the value.
    """
    if value in _REFERENCES:
        return Reference(value)
    if value.startswith("XXXX"):
        return Recurrence(value)
    if value.startswith("P"):
        return _parse_duration(value)
    if m := _DATE.fullmatch(value):
        return _parse_day(m)
    if m := _IN_YEAR.fullmatch(value):
        year = 1 - int(m[2]) if m[1] else int(m[2])
        if m[3]:
            if not 1 <= int(m[3]) <= 12:
                raise ValueError(f"no such month: {value!r}")
            return Period.month(year, int(m[3]))
        if m[4]:
            week = Period.week(year, int(m[4]))
            if civil.iso_week(week.n) != (year, int(m[4])):
                raise ValueError(f"no such week: {value!r}")
            return Period(Granularity.WEEKEND, week.n) if m[5] else week
        if m[6]:
            return Period.quarter(year, int(m[6]))
        if m[7]:
            return Period.half(year, int(m[7]))
        if m[8]:
            return Period.season(year, _SEASONS.index(m[8]) + 1, south=south)
        return Period.year(year)
    if m := _COARSE.fullmatch(value):
        granularity = (Granularity.MILLENNIUM, Granularity.CENTURY, Granularity.DECADE)[len(m[2]) - 1]
        return Period(granularity, -1 - int(m[2]) if m[1] else int(m[2]))
    raise ValueError(f"not a TIMEX3 value: {value!r}")


def _parse_day(m: re.Match[str]) -> Period:
    year = 1 - int(m[2]) if m[1] else int(m[2])
    day = Period.day(year, int(m[3]), int(m[4]))
    if m[5]:
        return Period.part_of_day(day.n, DayPart(m[5]))
    if m[6] is None:
        return day
    hour, minute, second = int(m[6]), int(m[7] or 0), int(m[8] or 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError(f"no such clock time: {m[0]!r}")
    # The value does not tell "10 p.m." from "10:00 p.m."; the finer is what it says.
    return Period.clock(day.n, hour, minute, int(m[8]) if m[8] else None)


def _parse_duration(value: str) -> Duration:
    parts: list[tuple[Fraction | None, Unit]] = []
    at, clock = 1, False
    while at < len(value):
        m = _DURATION.match(value, at)
        if m is None:
            raise ValueError(f"not a TIMEX3 duration: {value!r}")
        clock = clock or m[1] is not None
        unit = {"H": Unit.HOUR, "M": Unit.MINUTE, "S": Unit.SECOND}.get(m[3]) if clock else Unit(m[3])
        if unit is None:
            raise ValueError(f"not a clock unit in {value!r}: {m[3]}")
        parts.append((None if m[2] == "X" else Fraction(m[2]), unit))
        at = m.end()
    return Duration(tuple(parts))
