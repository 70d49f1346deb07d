"""EDTF (ISO 8601-2) text for periods and spans, in both directions.

Weeks, weekends and narrowed periods have no single EDTF code, so they are written as the interval of their days.
A clock time is written as its day, because EDTF cannot name an hour or a minute: the bounds carry them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.timex import civil
from app.timex.interval import Granularity, Interval, Period

_SEASONS = {1: 21, 2: 22, 3: 23, 4: 24}
_NORTH, _SOUTH = 4, 8  # 25 to 28 are the northern seasons, 29 to 32 the southern ones


def year_text(year: int) -> str:
    """Four digits and a sign: 480 BC is -0479. Beyond four digits the year begins with Y."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:05d}" if year < 0 else f"{year:04d}"


def day_text(day: int) -> str:
    """A day number as a calendar date."""
    year, month, of_month = civil.date_of(day)
    return f"{year_text(year)}-{month:02d}-{of_month:02d}"


@lru_cache(maxsize=4096)
def moment_text(seconds: int) -> str:
    """Civil seconds as `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm:ss` where they are not a midnight."""
    day, rest = divmod(seconds, civil.DAY)
    if not rest:
        return day_text(day)
    return f"{day_text(day)}T{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"


def period_text(period: Period, *, hemisphere_known: bool = False) -> str:
    """The EDTF of a period.

    Args:
        hemisphere_known: write a season as its northern or southern code (25 to 32) and not as 21 to 24.
    """
    n = period.n
    match period.granularity:
        case Granularity.MILLENNIUM:
            return f"{n}XXX" if n >= 0 else f"-{-n - 1}XXX"
        case Granularity.CENTURY:
            return f"{n:02d}XX" if n >= 0 else f"-{-n - 1:02d}XX"
        case Granularity.DECADE:
            return f"{n:03d}X" if n >= 0 else f"-{-n - 1:03d}X"
        case Granularity.YEAR:
            return year_text(n)
        case Granularity.HALF:
            return f"{year_text(n // 2)}-{40 + n % 2}"
        case Granularity.QUARTER:
            return f"{year_text(n // 4)}-{33 + n % 4}"
        case Granularity.SEASON:
            year, season = period.season_told
            code = 20 + season + ((_SOUTH if period.south else _NORTH) if hemisphere_known else 0)
            return f"{year_text(year)}-{code}"
        case Granularity.MONTH:
            return f"{year_text(n // 12)}-{n % 12 + 1:02d}"
        case Granularity.WEEK | Granularity.WEEKEND:
            return f"{day_text(period.first_day)}/{day_text(period.last_day)}"
        case Granularity.SECOND:
            return moment_text(period.start) if period.start % civil.DAY else f"{day_text(period.first_day)}T00:00:00"
    return day_text(period.first_day)


def days_text(interval: Interval) -> str:
    """A bounded interval as the days it touches: one day, or `first/last`."""
    assert interval.start is not None and interval.end is not None
    first, last = day_text(interval.start // civil.DAY), day_text((interval.end - 1) // civil.DAY)
    return first if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF expression as read: outer bounds, whether it names a set of days or goes on, and its qualifiers."""

    interval: Interval
    approximate: bool = False
    uncertain: bool = False


_YEAR = r"(?:-?\d{4}|Y-?\d{5,})"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d))?)?)?"
    r"(?P<qualifier>[~?%]?)",
    re.ASCII,
)
_UNSPECIFIED = re.compile(r"(?P<sign>-?)(?P<digits>\d{1,3})(?P<x>X{1,3})(?P<qualifier>[~?%]?)", re.ASCII)


def parse(text: str) -> Edtf:
    """Read the EDTF that this module writes, and every date, interval and open end of level 1.

    Raises:
        ValueError: it is not EDTF of that kind.
    """
    if text.startswith("[") and text.endswith("]"):
        inner = text[1:-1]
        if inner.startswith(".."):
            return Edtf(Interval(None, parse(inner[2:]).interval.end))
        if inner.endswith(".."):
            return Edtf(Interval(parse(inner[:-2]).interval.start, None))
        raise ValueError(f"not an EDTF choice of this kind: {text!r}")
    if "/" in text:
        first, _, last = text.partition("/")
        begin, end = (None if part in ("", "..") else _single(part) for part in (first, last))
        if begin is None and end is None:
            raise ValueError(f"an interval needs a bound: {text!r}")
        return Edtf(
            Interval(begin.interval.start if begin else None, end.interval.end if end else None),
            approximate=any(part.approximate for part in (begin, end) if part),
            uncertain=any(part.uncertain for part in (begin, end) if part),
        )
    return _single(text)


def period(text: str) -> Period:
    """The period that one EDTF date without a qualifier names.

    Raises:
        ValueError: it is none.
    """
    if text[-1:] in ("~", "?", "%"):
        raise ValueError(f"not an EDTF date without a qualifier: {text!r}")
    return _qualified(text)[0]


def _single(text: str) -> Edtf:
    found, qualifier = _qualified(text)
    return Edtf(found.interval, approximate=qualifier in ("~", "%"), uncertain=qualifier in ("?", "%"))


def _qualified(text: str) -> tuple[Period, str]:
    if m := _UNSPECIFIED.fullmatch(text):
        if len(m["digits"]) + len(m["x"]) != 4:
            raise ValueError(f"an EDTF year has four digits: {text!r}")
        granularity = (Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM)[len(m["x"]) - 1]
        count = int(m["digits"])
        return Period(granularity, -1 - count if m["sign"] else count), m["qualifier"]
    if m := _DATE.fullmatch(text):
        return _date(m), m["qualifier"]
    raise ValueError(f"not an EDTF date: {text!r}")


def _date(m: re.Match[str]) -> Period:
    year = int(m["year"].removeprefix("Y"))
    if m["month"] is None:
        return Period.year(year)
    code = int(m["month"])
    if m["day"] is not None:
        day = Period.day(year, code, int(m["day"]))
        if m["hour"] is None:
            return day
        hour, minute, second = int(m["hour"]), int(m["minute"]), int(m["second"])
        if hour > 23 or minute > 59 or second > 59:
            raise ValueError(f"no such clock time: {m[0]!r}")
        return Period.clock(day.n, hour, minute, second)
    if 1 <= code <= 12:
        return Period.month(year, code)
    if 21 <= code <= 32:
        return Period.season(year, (code - 21) % 4 + 1, south=code >= 29)
    if 33 <= code <= 36:
        return Period.quarter(year, code - 32)
    if 40 <= code <= 41:
        return Period.half(year, code - 39)
    raise ValueError(f"no such month, season, quarter or half: {m[0]!r}")
