"""Lists and ranges whose parts share a month, a year or a direction: what the rules of several languages share."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, step
from app.timex.interval import Granularity, Period
from app.timex.notation import expand


def weekday_behind(discourse: Discourse, start: int, weekday: int) -> Reading | None:
    """The second weekday of a range ("from Monday to Friday"): the next such day from the first on, else None.

    Args:
        start: offset at which the second weekday begins.
        weekday: ISO number, 1 to 7.
    """
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity not in _OF_A_DAY:
        return None
    grammar = discourse.grammar
    if not grammar.join.fullmatch(discourse.text, before.end, start):
        return None
    between = discourse.text[before.end : start]
    if re.fullmatch(grammar.and_, between.strip(), re.IGNORECASE) and not _stands_between(discourse, before.start):
        return None
    first = Period(Granularity.DAY, before.period.first_day)
    why = step("range_from", before.text, first)
    ahead = (weekday - civil.weekday(first.n)) % 7
    return read(first.shift(ahead), why, confidence=min(before.confidence, 0.85))


_OF_A_DAY = frozenset((Granularity.DAY, Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE))


def _stands_between(discourse: Discourse, start: int) -> bool:
    """Whether "between" or its like stands right before an expression, so that "and" joins it to a range."""
    lead = re.search(
        rf"(?<!\w)(?:{expand(discourse.grammar.range_from)})\s$",
        discourse.text[max(0, start - 16) : start],
        re.IGNORECASE,
    )
    return lead is not None and lead["between"] is not None


def month_behind(discourse: Discourse, start: int, month: int) -> Reading | None:
    """The second month of a range without its year: the next such month from the first on. None where it ends no range.

    Args:
        start: offset at which the second month begins.
    """
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity is not Granularity.MONTH:
        return None
    if not discourse.grammar.join.fullmatch(discourse.text, before.end, start):
        return None
    here = Period.month(before.period.date[0], month)
    if here.n <= before.period.n:
        here = here.shift(12)
    return read(here, step("range_from", before.text, before.period), confidence=before.confidence)


def day_of_shared_year(day: int, month: int, last: int, year: int, words: str | None = None) -> Reading:
    """A day before another that tells the year: "from 28 April to 3 May 1918".

    Args:
        last: the month of the other day; an earlier one is of the year after.
        words: what told the year, where it was not its figures.
    """
    told = year - (month > last)
    reading = resolution.date(told, month, day)
    if reading.meaning is None:
        return reading
    return read(reading.meaning, step("shared_year", words or f"{year:04d}", Period.year(told)), confidence=0.9)


def month_of_shared_year(month: int, last: int, year: int, words: str | None = None) -> Reading:
    """A month before another that tells the year: "from November to January 2012".

    Args:
        last: the other month; an earlier one is of the year after.
        words: what told the year, where it was not its figures.
    """
    told = year - (month > last)
    return read(
        Period.month(told, month), step("shared_year", words or f"{year:04d}", Period.year(told)), confidence=0.9
    )


def season_of_shared_year(discourse: Discourse, season: int, last: int, year: int) -> Reading:
    """A season before another that tells the year; a winter before a spring began in the year before."""
    told = year - (season > last)
    why = step("shared_year", f"{year:04d}", Period.year(told))
    return read(Period.season(told, season, south=discourse.south), why, confidence=0.9)


def second_year(discourse: Discourse, m: Match) -> Reading | None:
    """The last two figures of a year behind another year and a sign: "1914–18"."""
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity is not Granularity.YEAR:
        return None
    if m.start() - before.end != 1 or m.string[before.end] not in "-–—/":
        return None
    first = before.period.n
    last = first - first % 100 + int(m["last"])
    if not first < last:
        return None
    return read(Period.year(last), step("first_year", before.text, before.period), confidence=0.85)
