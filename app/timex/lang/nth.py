"""The first Tuesday of a month, the last Sunday, the second weekend: days that are counted within it."""

from __future__ import annotations

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read
from app.timex.interval import Granularity, Period

_SATURDAY = 6


def weekday(
    discourse: Discourse, m: Match, nth: int, number: int | None, month: int, year: int | None
) -> Reading | None:
    """The n-th such weekday of a month, counted from its end for -1.

    Without a year it is that of the month that the sentence means; one that it looks forward to is not gone by.

    Args:
        number: ISO number of the weekday; None for a weekend.
    """
    told = resolution.date(year, month) if year is not None else resolution.open_date(discourse, m, month)
    if resolution.of_no_year(told):
        return told
    if not isinstance(told.meaning, Period):
        return None
    found = within(told.meaning, nth, number)
    if found is None:
        return None
    sign, cue = discourse.tense(m)
    if year is None and sign > 0 and _in_month_gone_by(found, discourse.dct):
        later = within(told.meaning.shift(12), nth, number)
        return None if later is None else read(later, *((cue,) if cue else ()), confidence=0.75)
    return read(found, *told.steps, confidence=0.85)


def _in_month_gone_by(day: Period, dct: Period) -> bool:
    """Whether it is over, in the very month of the publication."""
    return day.last_day < dct.first_day and day.date[:2] == dct.date[:2]


def within(month: Period, nth: int, number: int | None) -> Period | None:
    """That day of a month, or its weekend; None where the month has not so many."""
    wanted = _SATURDAY if number is None else number
    if nth > 0:
        day = month.first_day + (wanted - civil.weekday(month.first_day)) % 7 + 7 * (nth - 1)
    else:
        day = month.last_day - (civil.weekday(month.last_day) - wanted) % 7
    if day > month.last_day:
        return None
    found = Period(Granularity.DAY, day)
    return found if number is not None else found.to(Granularity.WEEKEND)
