"""Dates that hang on another one: what the rules of several languages share of it."""

from __future__ import annotations

from app.timex import calendar_days, resolution
from app.timex.grammar import Discourse, Match, Reading, choice, read, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.timex3 import Step


def spoken_of(discourse: Discourse, granularity: Granularity) -> tuple[Period, Step] | None:
    """The last period mentioned that is as fine as the granularity, widened to it, and the step that says so."""
    for timex in discourse.latest():
        period = timex.period
        if discourse.narrative and discourse.hangs_on_publication(timex):
            continue  # what somebody in the story calls "tomorrow" is no day that it goes on from
        if period is not None and not granularity.finer_than(period.granularity):
            wide = period.to(granularity)
            discourse.leaned_on = timex
            return wide, step("previous_date", timex.text, wide)
    return None


def day_for(discourse: Discourse, part: DayPart) -> tuple[Period, Step] | None:
    """The day spoken of that a part of the day told alone belongs to: the morning behind a night is the next one."""
    spoken = spoken_of(discourse, Granularity.DAY)
    if spoken is None or part in (DayPart.NIGHT, DayPart.EVENING):
        return spoken
    last = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY)
    after_night = last is not None and last.part is DayPart.NIGHT and last.first_day == spoken[0].first_day
    return (spoken[0].shift(1), spoken[1]) if after_night else spoken


def counted_day(discourse: Discourse, number: int) -> Reading | None:
    """The third day and its like of a narrative: the day last told is the first, unless it stands for any day."""
    spoken = spoken_of(discourse, Granularity.DAY) if discourse.narrative and number > 1 else None
    return None if spoken is None else read(spoken[0].shift(number - 1), spoken[1], confidence=0.7)


def of_day(reading: Reading, part: DayPart | None) -> Reading:
    """The part of the day that was read, with the roads not taken likewise."""
    if part is None or not isinstance(reading.meaning, Period):
        return reading
    choices = [
        choice(resolution.with_part(c.meaning, part), c.confidence, c.reason)
        for c in reading.choices
        if isinstance(c.meaning, Period)
    ]
    meaning = resolution.with_part(reading.meaning, part)
    return read(meaning, *reading.steps, confidence=reading.confidence, choices=choices)


def around_last(discourse: Discourse, here: Period, each: int, direction: int) -> Reading:
    """A month or season before, in the year of, or after the date last told.

    Args:
        here: the one of that year.
        each: how many of them make a year.
    """
    last = discourse.anchor
    if direction > 0 and here.start < last.end:
        here = here.shift(each)
    if direction < 0 and here.end > last.start:
        here = here.shift(-each)
    return read(here, step("previous_date", discourse.mentions[-1].text, last), confidence=0.75)


def decade(discourse: Discourse, words: str, tens: int) -> Reading:
    """A decade told without its century: in a narrative the one nearest to where it is, else the last one begun.

    Args:
        tens: 0 to 90.
    """
    now = discourse.dct.date[0]
    last = discourse.last() if discourse.narrative else None
    if last is None:
        first = now // 100 * 100 + tens
    else:
        here = last.date[0]
        century = here // 100 * 100
        first = min((century - 100 + tens, century + tens, century + 100 + tens), key=lambda year: abs(year + 5 - here))
    if first > now:
        first -= 100
    why = Step("nearest_past", words, f"{first:04d}") if last is None else step("previous_date", words, last)
    return read(Period.decade(first), why, confidence=0.85)


def holiday(discourse: Discourse, m: Match, name: str, year: int | None, direction: int | None) -> Reading | None:
    """The day a holiday falls on: in the year told, in that of the story, else the nearest one the sentence looks to.

    Args:
        name: as `calendar_days` knows it.
        direction: below 0 the last one, above 0 the next.
    """
    here = discourse.anchor.date[0]

    def in_year(number: int) -> int | None:
        return calendar_days.find(name, number, discourse.country)

    if year is None and discourse.narrative and discourse.last() is None:
        return resolution.holiday_of_no_year(discourse, m[0], in_year)
    if year is not None or discourse.narrative:
        told = in_year(here if year is None else year)
        return None if told is None else read(Period(Granularity.DAY, told), confidence=0.7 if year is None else 0.95)
    dct = discourse.dct
    days = [day for number in (here - 1, here, here + 1) if (day := in_year(number)) is not None]
    past, future = [day for day in days if day <= dct.n], [day for day in days if day > dct.n]
    if not past or not future:
        return None
    sign, cue = discourse.tense(m)
    near = future[0] - dct.n < min(60, dct.n - past[-1])
    forward = direction > 0 if direction else sign > 0 or (sign == 0 and near)
    why = cue if cue is not None and direction is None else Step("nearest", m[0], "the nearest one")
    return read(Period(Granularity.DAY, future[0] if forward else past[-1]), why, confidence=0.8)
