"""Granularities, half-open intervals of civil time, and the calendar periods that words name.

A `Period` is one unit of the calendar, "the month 2022-02" or "the week 2022-W11": its TIMEX3 value, its EDTF
and its bounds are all derived from it, so that they cannot disagree. Bounds are integers, seconds of civil time
since 1970-01-01T00:00 (see `civil`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.timex import civil
from app.timex.civil import DAY


class Granularity(StrEnum):
    """The unit a value is exact to; members stand from coarse to fine."""

    MILLENNIUM = "millennium"
    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    HALF = "half"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    WEEKEND = "weekend"
    DAY = "day"
    PART_OF_DAY = "part_of_day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"

    def finer_than(self, other: Granularity) -> bool:
        return _RANK[self] > _RANK[other]


_RANK = {granularity: rank for rank, granularity in enumerate(Granularity)}


class DayPart(StrEnum):
    """Parts of a day by their TIMEX3 codes (TimeML 1.2.1; DT and MI as in common use)."""

    MORNING = "MO"
    MIDDAY = "MI"
    AFTERNOON = "AF"
    EVENING = "EV"
    NIGHT = "NI"
    DAYTIME = "DT"


# Conventional hours; a night runs into the next morning.
PART_HOURS = {
    DayPart.MORNING: (6, 12),
    DayPart.MIDDAY: (12, 13),
    DayPart.AFTERNOON: (12, 18),
    DayPart.EVENING: (18, 21),
    DayPart.NIGHT: (21, 30),
    DayPart.DAYTIME: (6, 18),
}
_PARTS = list(DayPart)
_MONTHS_IN = {
    Granularity.MILLENNIUM: 12_000,
    Granularity.CENTURY: 1_200,
    Granularity.DECADE: 120,
    Granularity.YEAR: 12,
    Granularity.HALF: 6,
    Granularity.SEASON: 3,
    Granularity.QUARTER: 3,
    Granularity.MONTH: 1,
}
_SECONDS_IN = {Granularity.DAY: DAY, Granularity.HOUR: 3_600, Granularity.MINUTE: 60, Granularity.SECOND: 1}


@dataclass(frozen=True, slots=True)
class Interval:
    """Civil time `[start, end)` in seconds since 1970; a missing bound is None ("before 2013")."""

    start: int | None
    end: int | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"an interval needs start < end, got [{self.start}, {self.end})")

    def contains(self, other: Interval) -> bool:
        """Whether every moment of the other interval lies in this one."""
        from_start = self.start is None or (other.start is not None and other.start >= self.start)
        to_end = self.end is None or (other.end is not None and other.end <= self.end)
        return from_start and to_end


# A named tuple, for a document of 2.6 KB makes twenty and compares more: a frozen dataclass takes three times as long.
class Period(NamedTuple):
    """The n-th unit of its kind, counted through the whole calendar.

    Counts: years astronomically (0 is 1 BC), months from year 0, quarters, halves and seasons likewise, weeks and
    weekends from the week of 1970-01-01, days from that day, parts of a day six to a day, hours, minutes and
    seconds from its midnight. `shift` is therefore an addition, at every granularity.
    """

    granularity: Granularity
    n: int
    # Seasons lie half a year later in the south; nothing else looks at this.
    south: bool = False
    # "Midnight Friday" is the end of Friday in TIMEX3 (T24:00), though it is Saturday's first minute.
    end_of_day: bool = False

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(Granularity.YEAR, year)

    @classmethod
    def decade(cls, first_year: int) -> Period:
        return cls(Granularity.DECADE, first_year // 10)

    @classmethod
    def century(cls, number: int) -> Period:
        """The 20th century is number 19, years 1900 to 1999 (EDTF 19XX); the first century BC is -1."""
        return cls(Granularity.CENTURY, number)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        return cls(Granularity.HALF, year * 2 + half - 1)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(Granularity.QUARTER, year * 4 + quarter - 1)

    @classmethod
    def season(cls, year: int, season: int, *, south: bool = False) -> Period:
        """Seasons 1 to 4, spring to winter by name; each belongs to the year in which it begins.

        That is March for a southern autumn and December for a northern winter and a southern summer.
        """
        return cls(Granularity.SEASON, (year - (south and season > 2)) * 4 + season - 1, south)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(Granularity.MONTH, year * 12 + month - 1)

    @classmethod
    def week(cls, iso_year: int, week: int) -> Period:
        return cls(Granularity.WEEK, civil.week_of_iso(iso_year, week))

    @classmethod
    def day(cls, year: int, month: int, day: int) -> Period:
        """Raises ValueError for a day that does not exist."""
        if not civil.is_date(year, month, day):
            raise ValueError(f"there is no day {year:04d}-{month:02d}-{day:02d}")
        return cls(Granularity.DAY, civil.day_number(year, month, day))

    @classmethod
    def part_of_day(cls, day: int, part: DayPart) -> Period:
        return cls(Granularity.PART_OF_DAY, day * len(_PARTS) + _PARTS.index(part))

    @classmethod
    def clock(cls, day: int, hour: int, minute: int | None = None, second: int | None = None) -> Period:
        """A clock time on a day number, as exact as it was told; 24:00 is the end of the day."""
        seconds = day * DAY + hour * 3_600 + (minute or 0) * 60 + (second or 0)
        if second is not None:
            return cls(Granularity.SECOND, seconds, end_of_day=hour == 24)
        if minute is not None:
            return cls(Granularity.MINUTE, seconds // 60, end_of_day=hour == 24)
        return cls(Granularity.HOUR, seconds // 3_600, end_of_day=hour == 24)

    @classmethod
    def containing(cls, granularity: Granularity, moment: int, *, south: bool = False) -> Period:
        """The period of that granularity in which a civil second lies.

        A weekend is the one of the moment's ISO week; a part of day is the one whose hours it falls in.
        """
        unit = _SECONDS_IN.get(granularity)
        if unit is not None:
            return cls(granularity, moment // unit)
        day = moment // DAY
        if granularity in (Granularity.WEEK, Granularity.WEEKEND):
            return cls(granularity, civil.week_number(day))
        if granularity is Granularity.PART_OF_DAY:
            hour = moment % DAY // 3_600
            if hour < 6:
                return cls.part_of_day(day - 1, DayPart.NIGHT)
            part = next(p for p in (DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING, DayPart.NIGHT)
                        if hour < PART_HOURS[p][1])  # fmt: skip
            return cls.part_of_day(day, part)
        year, month, _ = civil.date_of(day)
        if granularity is Granularity.SEASON:
            return cls(granularity, (year * 12 + month - 1 - 2 - 6 * south) // 3, south)
        if granularity is Granularity.CENTURY and year <= 0:
            return cls(granularity, (year - 1) // 100)
        return cls(granularity, (year * 12 + month - 1) // _MONTHS_IN[granularity])

    def shift(self, count: int) -> Period:
        """The period so many units later, or earlier for a negative count; a part of day moves by days."""
        step = count * len(_PARTS) if self.granularity is Granularity.PART_OF_DAY else count
        # Made anew, for `dataclasses.replace` takes three times as long, and a document asks six times.
        return Period(self.granularity, self.n + step, self.south, self.end_of_day)

    def to(self, granularity: Granularity) -> Period:
        """The coarser period in which this one begins, or the finer one with which it begins."""
        return Period.containing(granularity, self.start, south=self.south)

    @property
    def start(self) -> int:
        """First civil second."""
        return self._bounds()[0]

    @property
    def end(self) -> int:
        """First civil second after it."""
        return self._bounds()[1]

    @property
    def interval(self) -> Interval:
        return Interval(*self._bounds())

    @property
    def first_day(self) -> int:
        """Day number with which it begins; "midnight Friday" (T24:00) is Friday's."""
        unit = _SECONDS_IN.get(self.granularity)
        return ((self.start if unit is None else self.n * unit) - self.end_of_day) // DAY

    @property
    def last_day(self) -> int:
        """Day number of its last moment."""
        return (self.end - 1) // DAY

    @property
    def date(self) -> tuple[int, int, int]:
        """Year, month and day with which it begins."""
        return civil.date_of(self.first_day)

    @property
    def season_told(self) -> tuple[int, int]:
        """Of a season: the year it is told with, and which it is, 1 to 4."""
        year, season = divmod(self.n, 4)
        return year + (self.south and season > 1), season + 1

    @property
    def part(self) -> DayPart | None:
        return _PARTS[self.n % len(_PARTS)] if self.granularity is Granularity.PART_OF_DAY else None

    def _bounds(self) -> tuple[int, int]:
        granularity, n = self.granularity, self.n
        unit = _SECONDS_IN.get(granularity)
        if unit is not None:
            # A clock hour told as such ("10 p.m.") still names one minute's worth of precision in civil life, but
            # the text did not say it: the bounds keep the whole hour.
            return n * unit, (n + 1) * unit
        if granularity is Granularity.WEEK:
            monday = civil.week_start(n)
            return monday * DAY, (monday + 7) * DAY
        if granularity is Granularity.WEEKEND:
            monday = civil.week_start(n)
            return (monday + 5) * DAY, (monday + 7) * DAY
        if granularity is Granularity.PART_OF_DAY:
            day, part = divmod(n, len(_PARTS))
            from_hour, to_hour = PART_HOURS[_PARTS[part]]
            return day * DAY + from_hour * 3_600, day * DAY + to_hour * 3_600
        months = _MONTHS_IN[granularity]
        first = n * months
        if granularity is Granularity.SEASON:
            first += 2 + 6 * self.south
        if granularity is Granularity.CENTURY and n < 0:
            first += 12  # the fifth century BC is -499 to -400 in astronomical years: there was no year zero
        return _month_start(first), _month_start(first + months)


def _month_start(months: int) -> int:
    return civil.day_number(months // 12, months % 12 + 1, 1) * DAY
