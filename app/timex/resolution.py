"""From what words leave open to one calendar period: which year, which week, counted from what.

Every language's rules call these; a rule says what was said, this module what it means. Counts behind the choices
are of annotated news (1,822 expressions) and history text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from app.timex import civil
from app.timex.context import Genre
from app.timex.duration import Unit
from app.timex.grammar import DEICTIC, IMPOSSIBLE, Discourse, Match, Reading, choice, read, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.story import Story, looking_back, story
from app.timex.timex3 import Recurrence, Step, Timex, TimexType, Value, value_of

_SECONDS = {Unit.HOUR: 3_600, Unit.MINUTE: 60, Unit.SECOND: 1}
_GRANULARITY = {
    Unit.MILLENNIUM: Granularity.MILLENNIUM, Unit.CENTURY: Granularity.CENTURY, Unit.DECADE: Granularity.DECADE,
    Unit.YEAR: Granularity.YEAR, Unit.QUARTER: Granularity.QUARTER, Unit.MONTH: Granularity.MONTH,
    Unit.WEEK: Granularity.WEEK, Unit.WEEKEND: Granularity.WEEKEND, Unit.DAY: Granularity.DAY,
    Unit.NIGHT: Granularity.DAY,
}  # fmt: skip


def date(year: int, month: int, day: int | None = None) -> Reading:
    """A month or day told with its year; a day that does not exist is impossible, not an error."""
    if day is None:
        return read(Period.month(year, month), confidence=0.98)
    if not civil.is_date(year, month, day):
        return IMPOSSIBLE
    return read(Period.day(year, month, day), confidence=0.99)


ISO = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:(?:T| )(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:Z|[+-]\d\d:?\d\d)?)?"
)


def iso(m: Match) -> Reading | None:
    """What `ISO` matches, in every language alike: a zone stays in the text, for the value is civil time."""
    told = date(int(m["year"]), int(m["month"]), int(m["day"])) if m["month"] != "00" else IMPOSSIBLE
    if m["hour"] is None or not isinstance(told.meaning, Period):
        return told
    hour, minute = int(m["hour"]), int(m["minute"])
    if hour > 23 or minute > 59:
        return None
    return read(Period.clock(told.meaning.n, hour, minute, int(m["second"]) if m["second"] else None), confidence=0.99)


def on_weekday(reading: Reading, weekday: int, words: str, *, open_year: bool) -> Reading:
    """A day told with its weekday: an open year is the one nearby in which they agree, else the date outvotes it.

    Args:
        weekday: ISO number, 1 to 7.
        words: the weekday as the text has it.
        open_year: whether the year was left out, and may be another than the one in `reading`.
    """
    if not isinstance(reading.meaning, Period) or civil.weekday(reading.meaning.n) == weekday:
        return reading
    if of_no_year(reading):
        return reading
    year, month, day = reading.meaning.date
    for candidate in (year + 1, year - 1) if open_year else ():
        if civil.is_date(candidate, month, day) and civil.weekday(civil.day_number(candidate, month, day)) == weekday:
            why = Step("weekday_tells_year", words, f"{candidate:04d}")
            return read(Period.day(candidate, month, day), why, confidence=0.95)
    return read(reading.meaning, *reading.steps, Step("weekday_disagrees", words, "kept the date"), confidence=0.6)


def range_end(discourse: Discourse, start: int, month: int, day: int) -> Reading | None:
    """The second day of a range without its year: the next such day from the first on. None where it ends no range.

    Args:
        start: offset at which the second day begins.
    """
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity is not Granularity.DAY:
        return None
    if not discourse.grammar.join.fullmatch(discourse.text, before.end, start):
        return None
    first = before.period.date
    year = first[0] + ((month, day) < first[1:])
    if not civil.is_date(year, month, day):
        return None
    why = step("range_from", before.text, before.period)
    return read(Period.day(year, month, day), why, confidence=before.confidence)


def shared_year(discourse: Discourse, m: Match, number: int, *, season: bool = False) -> tuple[int, Step] | None:
    """The year that the last end of a range or list tells for all of it: "from June to August 1944".

    Args:
        number: of the month, or of the season.
        season: whether what the match names is a season.
    """
    last_end, end = discourse.grammar.last_end, m.end()
    # A list is soon told from what is none by its year.
    if last_end is None or _YEAR.search(discourse.text, end, end + _LONGEST_LIST) is None:
        return None
    found = last_end.match(discourse.text, end)
    if found is None:
        return None
    names = discourse.grammar.seasons if season else discourse.grammar.months
    last = names.get(found["name"].lower())
    if last is None and not season:
        return None
    year = int(found["year"])
    return year - (last is not None and number > last), Step("shared_year", found[0].strip(), found["year"])


_YEAR = re.compile(r"[12]\d\d\d")
_LONGEST_LIST = 250  # characters of four dates

# "Version 10.11.12" is no day; the word is nearly the same everywhere.
_NUMBERED = re.compile(r"\b(?:vers[ij]\w*|верс\w+|release|fassung|build|firmware)\.? ?v?$", re.IGNORECASE)


def is_version(m: Match) -> bool:
    """Whether figures with dots number a version of something."""
    return _NUMBERED.search(m.string[max(0, m.start() - 14) : m.start()]) is not None


def short_year(digits: str, discourse: Discourse) -> int:
    """A year of two digits: the one nearest the DCT, up to twenty years ahead ("1/1/40" in 2013 is 1940).

    In a narrative it is the one nearest the date told last.
    """
    reached = discourse.last() if discourse.narrative else None
    year, ahead = (discourse.dct.date[0], 20) if reached is None else (reached.date[0], 50)
    candidate = year - year % 100 + int(digits)
    if candidate > year + ahead:
        candidate -= 100
    return candidate + 100 if candidate <= year + ahead - 100 else candidate


def open_date(discourse: Discourse, m: Match, month: int, day: int | None = None) -> Reading:
    """A month or a day of it without its year.

    In a narrative the year is that of the date before, or the next where the month would lie far back; one that has
    told no year yet leaves it open. News goes on from a date long past that the paragraph has told; else the sentence's
    cues decide (of bare months 45 lie in the past and 19 in the future), else it is the nearest past one.
    """
    if day is not None and not civil.is_date(2000, month, day):
        return IMPOSSIBLE
    shared = shared_year(discourse, m, month)
    if shared is not None:
        return _in_year(shared[0], month, day, shared[1])
    reached = story(discourse, m.start())
    if reached is not None:
        return _next_in_story(reached, discourse, m, month, day)
    if discourse.narrative:
        return unknown_year(m[0], month, day)
    year = discourse.dct.date[0]
    sign, cue = discourse.tense(m)
    if sign < 0 and cue is not None and discourse.grammar.cues.awaiting.fullmatch(cue.text):
        sign, cue = 0, None  # "was due to open on July 2": before it or after it
    dct = discourse.dct
    past = year if _begins_by(year, month, day, dct) else year - 1
    future = past + 1
    passage = looking_back(discourse, m.start()) if sign <= 1 else None
    if passage is not None:
        lately = _period_in(past, month, day)
        return _long_past(_next_in_story(passage, discourse, m, month, day), lately)
    if _contains(past, month, day, dct):
        return _in_year(past, month, day, Step("publication", m[0], "the same period"))
    if cue is None:
        sign = _as_before(discourse, m.start(), future, month, day)
    forward = _leans_forward(
        sign, dct.n - _last_day(past, month, day), civil.day_number(future, month, day or 1) - dct.n
    )
    chosen, other = (future, past) if forward else (past, future)
    agreed = cue if cue is not None and (sign > 0) == forward else None
    period, alternative = _period_in(chosen, month, day), _period_in(other, month, day)
    if period is None:
        return IMPOSSIBLE
    why = agreed or Step("nearest", m[0], f"{chosen:04d}")
    reason = "past reading" if forward else "future reading"
    confidence = _NEAREST if agreed is None else _MONTH_ON_CUE if day is None else _DAY_ON_CUE
    choices = () if alternative is None else (choice(alternative, round(1 - confidence, 2), reason),)
    return read(period, why, confidence=confidence, choices=choices)


def _as_before(discourse: Discourse, start: int, future: int, month: int, day: int | None) -> int:
    """Above 0 where the sentence has told a day to come that this date soon follows: "from May 3, … June 6"."""
    sentence = discourse.begin_of(start)
    for told in reversed(discourse.mentions[-4:]):
        period = told.period
        if told.start < sentence:
            break
        if period is not None and period.granularity in (Granularity.DAY, Granularity.MONTH):
            follows = civil.day_number(future, month, day or 1) - period.first_day
            return 1 if period.start > discourse.dct.start and 0 <= follows < 200 else 0
    return 0


def _next_in_story(reached: Story, discourse: Discourse, m: Match, month: int, day: int | None) -> Reading:
    """A month or day of a narrative in its likeliest year, as sure as the next likely one is far-fetched."""
    places = reached.places(month, day)
    if discourse.grammar.cues.looking_back.search(discourse.text, discourse.begin_of(m.start(), 60), m.start()):
        places = [p for p in places if civil.day_number(p.year, month, 1) <= reached.period.last_day] or places
    best = places[0]
    reading = _in_year(best.year, month, day, step("previous_date", m[0], best.strand.period))
    if reading.meaning is None or len(places) == 1:
        return reading
    lead = places[1].doubt - best.doubt
    confidence, other = (0.95, 0.03) if lead >= _CLEAR_LEAD else (0.85, 0.1) if lead >= _CLEAR_LEAD / 2 else (0.75, 0.2)
    alternative = _period_in(places[1].year, month, day)
    reason = f"goes on from {value_of(places[1].strand.period)}"
    choices = () if alternative is None else (choice(alternative, other, reason),)
    return read(reading.meaning, *reading.steps, confidence=confidence, choices=choices)


def _long_past(reading: Reading, lately: Value | None) -> Reading:
    """A date that goes on from one long past, with the one nearest the publication as the road not taken."""
    if reading.meaning is None or lately is None:
        return reading
    return read(reading.meaning, *reading.steps, confidence=0.8, choices=(choice(lately, 0.15, "nearest publication"),))


# With such a lead in doubt the year was right 97 times in 100 in annotated histories, below it 86 times.
_CLEAR_LEAD = 2.0


def _leans_forward(sign: int, days_since: int, days_until: int) -> bool:
    """Whether a date without a year is the one to come.

    The nearer one has it, weighed with the cue: of 197 such dates in annotated news the nearer one alone is right 9
    times in 10, and a cue turns those that lie half a year off.
    """
    if abs(sign) > 2:
        return sign > 0
    return math.log(max(days_since, 1) / max(days_until, 1)) + sign * _CUE > _TO_THE_PAST


# Shares of annotated news in which they were right; see docs/quality.md.
_DAY_ON_CUE, _MONTH_ON_CUE, _NEAREST = 0.96, 0.93, 0.85
_CUE = 1.5  # what a verb adds, as the logarithm of a ratio of distances
_TO_THE_PAST = 0.8  # news is of the past: what has to be overcome without a cue


def _last_day(year: int, month: int, day: int | None) -> int:
    return civil.day_number(year, month, day or civil.month_length(year, month))


def _in_year(year: int, month: int, day: int | None, why: Step) -> Reading:
    period = _period_in(year, month, day)
    return IMPOSSIBLE if period is None else read(period, why, confidence=0.85 if day is None else 0.9)


def _period_in(year: int, month: int, day: int | None) -> Period | None:
    """The month or day in a year; None where that year has no such day."""
    if day is None:
        return Period.month(year, month)
    return Period.day(year, month, day) if civil.is_date(year, month, day) else None


def _begins_by(year: int, month: int, day: int | None, dct: Period) -> bool:
    return civil.day_number(year, month, day or 1) <= dct.n


def _contains(year: int, month: int, day: int | None, dct: Period) -> bool:
    first = civil.day_number(year, month, day or 1)
    return first == dct.n if day else first <= dct.n < first + civil.month_length(year, month)


# Names of the steps that say that a text has told no day for what it tells of one, and no year for a day or month.
NO_DAY = "no_day"
NO_YEAR = "no_year"
_ANY_DAY = "XXXX-XX-XX"


def unknown_day(discourse: Discourse, words: str) -> tuple[Period, Step]:
    """The day of a clock time or part of the day for which the text has told none: in news that of publication.

    A narrative tells of some other day. What is read of it is turned by `of_unknown_day` into a time of any day.
    """
    if discourse.narrative:
        return discourse.dct, Step(NO_DAY, words, _ANY_DAY)
    return discourse.dct, Step(DEICTIC, words, "the day of publication")


def unknown_year(words: str, month: int, day: int | None = None) -> Reading:
    """A day or month of a narrative that has told no year yet: it is not that of publication.

    What is read of it is turned by `of_unknown_day` into a day of any year; until then it lies in a leap year.
    """
    reading = _in_year(2000, month, day, Step(NO_YEAR, words, "XXXX"))
    return replace(reading, confidence=0.4)


def holiday_of_no_year(discourse: Discourse, words: str, day_in: Callable[[int], int | None]) -> Reading:
    """A holiday in a narrative that has told no year yet; of a movable feast not even the day is known.

    Args:
        day_in: the day number of the holiday in a year.
    """
    here = discourse.dct.date[0]
    days = {civil.date_of(day)[1:] for year in range(here - 2, here + 1) if (day := day_in(year)) is not None}
    if len(days) == 1:
        return unknown_year(words, *days.pop())
    return read(discourse.dct, Step(NO_DAY, words, _ANY_DAY))


def of_no_year(reading: Reading) -> bool:
    """Whether nobody told the year of what was read; that of its meaning is a stand-in."""
    return bool(reading.steps) and reading.steps[0].rule == NO_YEAR


def of_unknown_day(reading: Reading) -> Reading:
    """What is left of a reading whose day or year nobody told: ten at night of any day, any Monday, a 5 May.

    It has no bounds.
    """
    meaning, why = reading.meaning, reading.steps[0] if reading.steps else None
    if why is None or not isinstance(meaning, Period):
        return reading
    if why.rule == NO_YEAR:
        of_week = meaning.granularity in (Granularity.WEEK, Granularity.WEEKEND)
        told = f"{why.result}-WXX" if of_week else why.result + value_of(meaning)[4:]
    elif why.rule == NO_DAY:
        _, of_day, part = value_of(meaning).partition("T")
        told = why.result + of_day + part
    else:
        return reading
    return replace(reading, meaning=Recurrence(told), confidence=0.4, choices=())


_NO_COARSER_THAN_DAY = (Granularity.DAY, Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE)


def open_weekday(discourse: Discourse, m: Match, weekday: int) -> Reading:
    """A weekday alone: in news the DCT's own day or the last one before, unless a cue says future.

    Without any cue that is right 91 times in 100.

    In a narrative it is the first such day from the last day mentioned on; before any, it is no day of the calendar.
    """
    anchor = discourse.dct
    if discourse.narrative and (told := discourse.last(*_NO_COARSER_THAN_DAY)) is not None:
        last = told.to(Granularity.DAY)
        ahead = (weekday - civil.weekday(last.n)) % 7
        return read(last.shift(ahead), Step("previous_date", m[0], "the next such day"), confidence=0.7)
    if discourse.narrative:
        return read(anchor, Step(NO_DAY, m[0], f"XXXX-WXX-{weekday}"))
    back = (civil.weekday(anchor.n) - weekday) % 7
    past = anchor.shift(-back)
    if back == 0:
        return read(past, Step("publication", m[0], "the day of publication"), confidence=0.97)
    sign, cue = discourse.tense(m)
    future = past.shift(7)
    if sign < 0 and cue is not None and 7 - back < back and discourse.grammar.cues.awaiting.fullmatch(cue.text):
        # "Was expected to reopen on Wednesday": the nearer one, which is still to come.
        return read(
            future, Step("future_cue", cue.text, "after"), confidence=0.6, choices=[choice(past, 0.35, "past reading")]
        )
    if sign > 0 and discourse.text[m.end() : m.end() + 2] not in ("'s", "’s"):
        return read(future, *((cue,) if cue else ()), confidence=0.65, choices=[choice(past, 0.33, "past reading")])
    steps = (cue,) if cue else (Step("nearest_past", m[0], "the last such day"),)
    # The further back, the more often it is the one to come, or one of a week before.
    confidence = 0.97 if back == 1 else 0.91 if back <= 4 else 0.7
    choices = [choice(future, round(1 - confidence, 2), "future reading")]
    return read(past, *steps, confidence=confidence if cue else confidence - 0.01, choices=choices)


def deictic(discourse: Discourse, granularity: Granularity, offset: int) -> Period:
    """The period so many units from the reference time: -1 "last", 0 "this", 1 "next"."""
    anchor = discourse.anchor
    if granularity.finer_than(anchor.granularity):
        # "This day" in a story that has only told a year is not the first of January.
        anchor = discourse.last(*(each for each in Granularity if not granularity.finer_than(each))) or discourse.dct
    return Period.containing(granularity, anchor.start, south=discourse.south).shift(offset)


def last_weekday(discourse: Discourse, weekday: int) -> Period:
    """Strictly before the reference day."""
    day = discourse.anchor.to(Granularity.DAY)
    return day.shift(-((civil.weekday(day.n) - weekday - 1) % 7 + 1))


def next_weekday(discourse: Discourse, weekday: int) -> Period:
    """Strictly after the reference day."""
    day = discourse.anchor.to(Granularity.DAY)
    return day.shift((weekday - civil.weekday(day.n) - 1) % 7 + 1)


def last_month(discourse: Discourse, month: int) -> Period:
    """The last such month that began before the reference month."""
    now = discourse.anchor.to(Granularity.MONTH)
    return now.shift(-((now.n - (month - 1) - 1) % 12 + 1))


def next_month(discourse: Discourse, month: int) -> Period:
    now = discourse.anchor.to(Granularity.MONTH)
    return now.shift((month - 1 - now.n - 1) % 12 + 1)


def season_near(discourse: Discourse, season: int, offset: int) -> Period:
    """The season by name: -1 the last one that began, 0 this year's, 1 the next to begin."""
    anchor = discourse.anchor
    here = Period.season(anchor.date[0], season, south=discourse.south)
    if offset < 0:
        return here if here.end <= anchor.start else here.shift(-4)
    if offset > 0:
        return here if here.start > anchor.start else here.shift(4)
    # In January "this winter" is the one that began in December.
    before = here.shift(-4)
    return before if before.start <= anchor.start < before.end else here


_SEASON_CODES = ("SP", "SU", "FA", "WI")


def open_season(discourse: Discourse, m: Match, season: int) -> Reading:
    """A season without its year: the last one that began, unless a cue says future or it is the narrative's year."""
    anchor = discourse.anchor
    here = Period.season(anchor.date[0], season, south=discourse.south)
    shared = shared_year(discourse, m, season, season=True)
    if shared is not None:
        return read(Period.season(shared[0], season, south=discourse.south), shared[1], confidence=0.85)
    reached = story(discourse, m.start())
    if reached is not None:
        here, strand = reached.season(season, south=discourse.south)
        return read(here, step("previous_date", m[0], strand.period), confidence=0.75)
    if discourse.narrative:
        # "Leaves fall in autumn": a story that has told no date yet tells of no season of the calendar.
        return read(Recurrence(f"XXXX-{_SEASON_CODES[season - 1]}"), confidence=0.5, type_=TimexType.DATE)
    if discourse.context.genre is Genre.SOCIAL:
        return read(here, Step("publication", m[0], "the same year"), confidence=0.6)
    sign, cue = discourse.tense(m)
    chosen = here
    if sign > 0 and here.end <= anchor.start:
        chosen = here.shift(4)
    elif sign <= 0 and here.start > anchor.start:
        chosen = here.shift(-4)
    return read(chosen, *((cue,) if cue else ()), confidence=0.75)


def open_quarter(discourse: Discourse, m: Match, quarter: int) -> Reading:
    """A quarter without its year: the last one that began, this year's in most news of earnings."""
    anchor = discourse.anchor
    here = Period.quarter(anchor.date[0], quarter)
    if here.start <= anchor.start:
        sign, cue = discourse.tense(m)
        if sign > 0 and here.end <= anchor.start and anchor.start - here.end > 120 * civil.DAY:
            return read(here.shift(4), *((cue,) if cue else ()), confidence=0.7)
        return read(here, Step("nearest_past", m[0], f"{anchor.date[0]:04d}"), confidence=0.95)
    sign, cue = discourse.tense(m)
    if sign > 0 or here.start - anchor.start < 45 * civil.DAY:
        return read(
            here, *((cue,) if cue else ()), confidence=0.75, choices=[choice(here.shift(-4), 0.2, "past reading")]
        )
    return read(
        here.shift(-4), *((cue,) if cue else ()), confidence=0.7, choices=[choice(here, 0.25, "future reading")]
    )


def moved(discourse: Discourse, anchor: Period, count: Fraction, unit: Unit) -> Period | None:
    """The period so many units after the anchor (before it, for a negative count), as fine as the unit counted in.

    "Three years ago" is a year, "two weeks later" a week. Half a year is counted in months. None where the unit
    cannot be counted so.
    """
    if count.denominator != 1:
        if unit is Unit.YEAR:
            count, unit = count * 12, Unit.MONTH
        elif unit is Unit.DECADE:
            count, unit = count * 10, Unit.YEAR
        elif unit is Unit.CENTURY:
            count, unit = count * 100, Unit.YEAR
        elif unit is Unit.HOUR:
            count, unit = count * 60, Unit.MINUTE
    whole = int(count)
    if unit in _SECONDS:
        exact = discourse.context.dct if anchor == discourse.dct else anchor
        if not exact.granularity.finer_than(Granularity.PART_OF_DAY):
            # The text counts hours from a moment that is known to the day only.
            return exact.to(Granularity.DAY) if abs(whole) * _SECONDS[unit] < 20 * 3_600 else None
        granularity = Granularity.MINUTE if unit is not Unit.SECOND else Granularity.SECOND
        return Period.containing(granularity, exact.start + whole * _SECONDS[unit])
    granularity = _GRANULARITY[unit]
    if granularity is Granularity.DAY and anchor.granularity in (
        Granularity.MONTH, Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY,
    ):  # fmt: skip
        return None
    return anchor.to(granularity).shift(whole)


def restated(discourse: Discourse, m: Match, unit: Unit) -> Reading | None:
    """The date that an amount set off behind it tells once more: "granted in 1661, eighteen years later, when …"."""
    told = discourse.mentions[-1] if discourse.mentions else None
    if told is None or told.period is None or m.string[told.end : m.start()] != ", ":
        return None
    granularity = _GRANULARITY.get(unit)
    if granularity is None or granularity.finer_than(told.period.granularity):
        return None
    if m.string[m.end() : m.end() + 1] not in _SET_OFF:
        return None
    return read(told.period.to(granularity), step("previous_date", told.text, told.period), confidence=told.confidence)


# What stands behind an aside; nothing does at the end of the text.
_SET_OFF = frozenset((",", ".", ";", ":", ")", "!", "?", ""))


def with_part(day: Period, part: DayPart) -> Period:
    """A part of a day that is known; of anything coarser there is no part."""
    return Period.part_of_day(day.first_day, part)


def same_period_year_before(discourse: Discourse, years: int = 1) -> tuple[Period, Step] | None:
    """What "a year earlier" means where a quarter is being reported: that quarter of the year before."""
    later: Timex | None = None
    for reported in reversed(discourse.mentions[-10:]):
        # What was itself told by "a year earlier" is not what is being reported.
        if any(taken.rule == _REPORTED for taken in reported.steps):
            continue
        ended = _three_months_to(reported, later)
        if ended is not None:
            why = step(_REPORTED if years else "same_quarter", reported.text, ended)
            return ended.shift(-4 * years), why
        period = reported.period
        if years and reported.value in _MORE_THAN_QUARTERS:
            # "Nine-month profit fell from that of a year earlier": no quarter is compared.
            year = (_ends_on(reported, later) or discourse.dct).to(Granularity.YEAR)
            return year.shift(-years), step(_REPORTED, reported.text, year)
        if (
            period is not None
            and period.granularity is Granularity.QUARTER
            and period.end <= discourse.dct.to(Granularity.MONTH).end
        ):
            why = step(_REPORTED if years else "same_quarter", reported.text, period)
            return period.shift(-4 * years), why
        later = reported
    return None


def _three_months_to(amount: Timex, day: Timex | None) -> Period | None:
    """The quarter of the calendar that "the three months ended Sept. 30" are."""
    end = _ends_on(amount, day) if amount.value == "P3M" else None
    return None if end is None else Period(Granularity.DAY, end.last_day - HALF_QUARTER).to(Granularity.QUARTER)


def _ends_on(amount: Timex, day: Timex | None) -> Period | None:
    """The day or month told right behind an amount of time, up to which it is counted: "the year ended June 30"."""
    if day is None or not 0 < day.start - amount.end < _LONGEST_ENDED or day.period is None:
        return None
    return day.period if day.period.granularity in (Granularity.DAY, Granularity.MONTH) else None


# A quarter that ends on a day is the one of the calendar in which its middle lies.
HALF_QUARTER = 45  # days
_LONGEST_ENDED = len(" which have ended on ")


def same_period_in(discourse: Discourse, year: int) -> tuple[Period, Step] | None:
    """The quarter being reported as it was in another year: "the 1988 period"."""
    reported = same_period_year_before(discourse, 0)
    if reported is None:
        return None
    period, why = reported
    other = Period.quarter(year, period.n % 4 + 1)
    return other, why if other == period else step(_REPORTED, why.text, period)


_REPORTED = "reported_quarter"
_MORE_THAN_QUARTERS = frozenset(("P6M", "P9M", "P12M", "P1Y"))
