"""A period in words a reader takes in at once: "early March 2022", "the 1990s", "22 March 2022, evening"."""

from __future__ import annotations

from app.timex import civil
from app.timex.interval import DayPart, Granularity, Period
from app.timex.timex3 import Mod

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS = {DayPart.MORNING: "morning", DayPart.MIDDAY: "midday", DayPart.AFTERNOON: "afternoon",
          DayPart.EVENING: "evening", DayPart.NIGHT: "night", DayPart.DAYTIME: "daytime"}  # fmt: skip
_MODS = {Mod.START: "early", Mod.MID: "mid", Mod.END: "late"}


def of_year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def of_day(day: int) -> str:
    year, month, of_month = civil.date_of(day)
    return f"{of_month} {_MONTHS[month - 1]} {of_year(year)}"


def of_period(period: Period, mod: Mod | None = None) -> str:
    """The period in words, with "early", "mid" or "late" before it and "about" where it is approximate."""
    words = _words(period)
    if mod in _MODS:
        return f"mid-{words}" if mod is Mod.MID and words[0].isdigit() else f"{_MODS[mod]} {words}"
    return words


def of_days(first: int, last: int) -> str:
    """Two day numbers as a range that repeats nothing: "2–5 March 2022"."""
    (y1, m1, d1), (y2, m2, d2) = civil.date_of(first), civil.date_of(last)
    if first == last:
        return of_day(first)
    if (y1, m1) == (y2, m2):
        return f"{d1}–{d2} {_MONTHS[m1 - 1]} {of_year(y1)}"
    if y1 == y2:
        return f"{d1} {_MONTHS[m1 - 1]} – {d2} {_MONTHS[m2 - 1]} {of_year(y1)}"
    return f"{of_day(first)} – {of_day(last)}"


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _words(period: Period) -> str:
    n = period.n
    match period.granularity:
        case Granularity.MILLENNIUM:
            return f"{_ordinal(n + 1)} millennium" if n >= 0 else f"{_ordinal(-n)} millennium BC"
        case Granularity.CENTURY:
            return f"{_ordinal(n + 1)} century" if n >= 0 else f"{_ordinal(-n)} century BC"
        case Granularity.DECADE:
            return f"{n * 10}s" if n >= 0 else f"{-n * 10}s BC"
        case Granularity.YEAR:
            return of_year(n)
        case Granularity.HALF:
            return f"{('first', 'second')[n % 2]} half of {of_year(n // 2)}"
        case Granularity.QUARTER:
            return f"{_ordinal(n % 4 + 1)} quarter of {of_year(n // 4)}"
        case Granularity.SEASON:
            year, season = period.season_told
            name = _SEASONS[season - 1]
            crosses = period.interval.end is not None and civil.date_of(period.last_day)[0] != year
            return f"{name} {of_year(year)}" + (f"–{(year + 1) % 100:02d}" if crosses and year > 0 else "")
        case Granularity.MONTH:
            return f"{_MONTHS[n % 12]} {of_year(n // 12)}"
        case Granularity.WEEK:
            return f"week of {of_day(period.first_day)}"
        case Granularity.WEEKEND:
            return f"weekend of {of_days(period.first_day, period.last_day)}"
        case Granularity.DAY:
            return of_day(n)
    day = of_day(period.first_day)
    if period.part is not None:
        return f"{day}, {_PARTS[period.part]}"
    seconds = period.start - period.first_day * civil.DAY
    clock = f"{day}, {seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return clock + f":{seconds % 60:02d}" if period.granularity is Granularity.SECOND else clock
