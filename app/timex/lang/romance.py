"""What Spanish and French have in common: how their words become numbers, and what their dates hang on.

Everything here is given values, not words; the words of each language stand in its own folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from app.timex import civil, resolution
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, choice, read, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import series
from app.timex.timex3 import Mod, Recurrence, Step

GRANULARITY = {
    Unit.SECOND: Granularity.SECOND, Unit.MINUTE: Granularity.MINUTE, Unit.HOUR: Granularity.HOUR,
    Unit.DAY: Granularity.DAY, Unit.NIGHT: Granularity.DAY, Unit.WEEK: Granularity.WEEK,
    Unit.WEEKEND: Granularity.WEEKEND, Unit.MONTH: Granularity.MONTH, Unit.QUARTER: Granularity.QUARTER,
    Unit.HALF: Granularity.HALF, Unit.YEAR: Granularity.YEAR, Unit.DECADE: Granularity.DECADE,
    Unit.CENTURY: Granularity.CENTURY, Unit.MILLENNIUM: Granularity.MILLENNIUM,
}  # fmt: skip
_DAYS = (Granularity.DAY, Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE)
_SEASON_CODES = ("SP", "SU", "FA", "WI")

YEAR = r"(?:1\d{3}|20\d{2})(?![\d%]|[.,:]\d|-\d\d-)"
# Figures as written on the continent: 1.500 or 1 500, and 2,5.
FIGURES = r"(?:\d{1,3}(?:(?:[.\u00a0\u202f]| )\d{3})+|\d{1,6})(?:,\d{1,2})?"
NUMERIC = r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})"
ROMANS = {
    numeral: number + 1
    for number, numeral in enumerate(
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split()
    )
}

_MARKS = dict.fromkeys((0x300, 0x301, 0x302, 0x303, 0x308, 0x327))
_MULTIPLIERS = frozenset((20, 100, 1000))
_ACCENTED = re.compile(r"[áéíóúüàâçèêëîïôûùœ]")


# ------------------------------------------------------------------------------------ words


def plain(words: str) -> str:
    """A word as tables know it: small letters, no accents, one blank between words, straight apostrophes."""
    spaced = " ".join(words.lower().replace("’", "'").split())
    return unicodedata.normalize("NFD", spaced.replace("œ", "oe")).translate(_MARKS)


def table(words: Mapping[str, int]) -> dict[str, int]:
    """The table under plain keys."""
    return {plain(word): value for word, value in words.items()}


def one_of(words: Iterable[str]) -> str:
    """An alternation, longest words first, in which accents may be missing; "ñ" may not, for "ano" is another word."""

    def spelled(word: str) -> str:
        escaped = word.replace(".", r"\.").replace("'", "['’]")
        return _ACCENTED.sub(lambda m: "(?:œ|oe)" if m[0] == "œ" else f"[{m[0]}{plain(m[0])}]", escaped)

    return "|".join(spelled(word) for word in sorted(words, key=len, reverse=True))


def amount(words: str, values: Mapping[str, int]) -> Fraction:
    """What figures or number words say: "2,5", "1.500", "treinta y cinco", "quatre-vingt-dix".

    Number words add up; one that is larger than what stands before it multiplies it ("quatre-vingts", "dos mil").
    """
    total = Fraction(0)
    for word in plain(words).replace("-", " ").split():
        if word[0].isdigit():
            whole, _, decimals = word.partition(",")
            figure = Fraction(re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else ""))
            # "1 500": the blank is part of the figure.
            total = total * 1000 + figure
        elif word in values:
            value = values[word]
            tail = total % 10 if value == 20 else total
            total = total - tail + tail * value if 0 < tail < value and value in _MULTIPLIERS else total + value
    return total


# ------------------------------------------------------------------------------------ days and months


def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year in figures, the day first unless only the other order exists."""
    a, b = int(m["a"]), int(m["b"])
    if m["sep"] == "." and len(m["year"]) == 2 and (len(m["a"]) == 1 or len(m["b"]) == 1):
        return None  # a version number
    if resolution.is_version(m):
        return None
    year = int(m["year"]) if len(m["year"]) == 4 else resolution.short_year(m["year"], discourse)
    if civil.is_date(year, b, a):
        return read(Period.day(year, b, a), confidence=0.95)
    return read(Period.day(year, a, b), confidence=0.8) if civil.is_date(year, a, b) else None


def on_date(discourse: Discourse, m: Match, day: int, month: int, year: int | None, weekday: int | None) -> Reading:
    """A day of a month, with its year or without; a weekday told beside it chooses the year, or is outvoted."""
    reading = resolution.open_date(discourse, m, month, day) if year is None else resolution.date(year, month, day)
    return reading if weekday is None else resolution.on_weekday(reading, weekday, m[0], open_year=year is None)


def two_calendars(
    discourse: Discourse, m: Match, first: int, second: int, month: int, year: int | None
) -> Reading | None:
    """A day told by both calendars, the Gregorian one ten to thirteen days ahead of the Julian."""
    old, new = sorted((first, second))
    return on_date(discourse, m, new, month, year, None) if 10 <= new - old <= 13 else None


def part_of_month(discourse: Discourse, m: Match, month: int, year: int | None, mod: Mod) -> Reading:
    """The first days or the last week of a month, its early or late part; the words are in the group `which`."""
    reading = resolution.open_date(discourse, m, month) if year is None else resolution.date(year, month)
    if reading.meaning is None:
        return reading
    name = Step(f"{discourse.grammar.language}.vague.part", m["which"], mod.value)
    return read(reading.meaning, *reading.steps, name, mod=mod, confidence=reading.confidence, choices=reading.choices)


def directed_date(discourse: Discourse, month: int, day: int | None, way: int) -> Reading | None:
    """The last such month or day of it before the reference day (`way` below 0), or the first one after it."""
    anchor = discourse.anchor
    if day is None:
        found = resolution.last_month(discourse, month) if way < 0 else resolution.next_month(discourse, month)
        return read(found, confidence=0.92)
    year = anchor.date[0]
    candidates = [
        Period.day(candidate, month, day)
        for candidate in (year - 1, year, year + 1)
        if civil.is_date(candidate, month, day)
    ]
    past = [candidate for candidate in candidates if candidate.n < anchor.first_day]
    future = [candidate for candidate in candidates if candidate.n > anchor.first_day]
    chosen = past[-1:] if way < 0 else future[:1]
    return read(chosen[0], confidence=0.95) if chosen else None


def day_of_month(discourse: Discourse, m: Match, day: int) -> Reading | None:
    """A day known by its number alone ("el día 8", "le 8"): the nearest such day.

    Nearest to the day last spoken of, where that is close by, else to the publication, the way the sentence looks.
    """
    spoken_of = _day_nearby(discourse, m.start(), 250)
    anchor = spoken_of or discourse.anchor.to(Granularity.DAY)
    year, month, _ = anchor.date
    months = [Period.month(year, month).shift(offset).date[:2] for offset in (-1, 0, 1)]
    days = [Period.day(*found, day) for found in months if civil.is_date(*found, day)]
    if not days:
        return None
    sign, cue = discourse.tense(m)
    if sign and spoken_of is None:
        days = [d for d in days if (d.n - anchor.n) * sign >= 0] or days
    chosen = min(days, key=lambda d: (abs(d.n - anchor.n), d.n))
    why = (
        step("same_month", discourse.mentions[-1].text, anchor)
        if spoken_of
        else cue or Step("nearest", m[0], "the nearest such day")
    )
    return read(chosen, why, confidence=0.8)


def of_shared_month(
    discourse: Discourse, m: Match, day: int, month: int, year: int | None, weekday: int | None
) -> Reading:
    """`on_date`, where month and year stand with a later day: "7 and 11 September"."""
    reading = on_date(discourse, m, day, month, year, weekday)
    if not isinstance(reading.meaning, Period) or resolution.of_no_year(reading):
        return reading
    shared = step("shared_month", m["month"], reading.meaning.to(Granularity.MONTH))
    return replace(reading, steps=(shared, *reading.steps))


def _day_nearby(discourse: Discourse, position: int, reach: int) -> Period | None:
    """The day last mentioned, where it stands at most so many characters before the position."""
    for timex in discourse.latest():
        if position - timex.end > reach:
            return None
        if discourse.narrative and discourse.hangs_on_publication(timex):
            continue
        if timex.period is not None and timex.period.granularity in _DAYS:
            return Period(Granularity.DAY, timex.period.first_day)
    return None


def bare_day(discourse: Discourse, m: Match, day: int) -> Reading | None:
    """A bare number with its article behind a month or day: "en mayo …; el 25, …"."""
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or m.start() - before.end > 120:
        return None
    if before.period.granularity not in (*_DAYS, Granularity.MONTH):
        return None
    year, month, _ = before.period.date
    if not civil.is_date(year, month, day):
        return None
    why = step("same_month", before.text, Period.month(year, month))
    return read(Period.day(year, month, day), why, confidence=0.7)


def further_day(discourse: Discourse, m: Match, day: int, between: re.Pattern[str]) -> Reading | None:
    """A bare number behind a day of the same month: "del 3 al 5", "le 20, le 21".

    Args:
        between: what may stand between the two.
    """
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity is not Granularity.DAY:
        return None
    if not re.search(r"\d", before.text) or not between.fullmatch(m.string, before.end, m.start()):
        return None
    year, month, first = before.period.date
    if day <= first or not civil.is_date(year, month, day):
        return None
    return read(
        Period.day(year, month, day), step("same_month", before.text, Period.month(year, month)), confidence=0.85
    )


def open_half(discourse: Discourse, m: Match, half: int) -> Reading:
    """A half of a year left open: the last one that began, unless the sentence looks ahead."""
    here = Period.half(discourse.anchor.date[0], half)
    sign, cue = discourse.tense(m)
    steps = (cue,) if cue else ()
    if here.start > discourse.anchor.start and sign <= 0:
        return read(here.shift(-2), *steps, confidence=0.7, choices=[choice(here, 0.25, "future reading")])
    if here.end <= discourse.anchor.start and sign > 0:
        return read(here.shift(2), *steps, confidence=0.7, choices=[choice(here, 0.25, "past reading")])
    return read(here, *steps, confidence=0.8)


def years_apart(first: str, last: str) -> tuple[int, int] | None:
    """The two years of "1914-18" or "2010/11", where they are years of one range."""
    begin = int(first)
    end = int(last) if len(last) == 4 else begin - begin % 100 + int(last)
    if end < begin:
        end += 100
    return (begin, end) if begin < end <= begin + 150 else None


# ------------------------------------------------------------------------------------ weekdays, parts, clock


def first_year(m: Match) -> Reading | None:
    """The first year of "1914-18"; the second is an expression of its own."""
    both = years_apart(m["first"], m["last"])
    return None if both is None else read(Period.year(both[0]), confidence=0.9, end=m.end("first"))


def last_year(discourse: Discourse, m: Match) -> Reading | None:
    """The second year of "1914-18"."""
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity is not Granularity.YEAR:
        return None
    if m.string[before.end : m.start()] not in ("-", "–", "/"):
        return None
    both = years_apart(f"{before.period.n:04d}", m["last"])
    if both is None:
        return None
    return read(Period.year(both[1]), step("first_year", before.text, before.period), confidence=0.9)


_TO = re.compile(r"(?:al?|au|à)\s", re.IGNORECASE)


def weekday(discourse: Discourse, m: Match, number: int, way: int | None) -> Reading:
    """A weekday: the last one (`way` below 0), this week's (0), the next one (above), or by what the sentence says."""
    if way is None:
        joined = _TO.match(m[0])  # "al viernes": the word that joins it to the day before
        behind = series.weekday_behind(discourse, m.start() + (joined.end() if joined else 0), number)
        return behind or resolution.open_weekday(discourse, m, number)
    if way < 0:
        day = resolution.last_weekday(discourse, number)
        return read(day, confidence=0.93, choices=[choice(day.shift(-7), 0.05, "of the week before")])
    if way > 0:
        day = resolution.next_weekday(discourse, number)
        return read(day, confidence=0.9, choices=[choice(day.shift(7), 0.08, "of the week after")])
    monday = discourse.anchor.to(Granularity.WEEK).first_day
    return read(Period(Granularity.DAY, monday + number - 1), confidence=0.85)


def day_of_last(discourse: Discourse) -> Period | None:
    """The day last mentioned, unless the text has gone on to a month or year that does not hold it."""
    later: list[Period] = []
    for timex in discourse.latest():
        period = timex.period
        if period is None:
            continue
        if period.granularity in _DAYS:
            day = Period(Granularity.DAY, period.first_day)
            return day if all(coarse.interval.contains(day.interval) for coarse in later) else None
        later.append(period)
    return None


def weekday_beside(discourse: Discourse, number: int, sign: int) -> Reading:
    """The first such weekday after the date last mentioned, before it (`sign` below 0), or from it on (0)."""
    last = day_of_last(discourse) or discourse.last() or discourse.anchor
    day = Period(Granularity.DAY, last.first_day)
    ahead = (number - civil.weekday(day.n)) % 7
    if sign:
        ahead = (ahead or 7) if sign > 0 else ahead - 7
    return read(day.shift(ahead), step("previous_date", "", last), confidence=0.75)


def day_spoken_of(discourse: Discourse, m: Match) -> tuple[Period, Step]:
    """The day to which a clock time or part of day belongs: the one last mentioned nearby, else that of publication."""
    nearby = _day_nearby(discourse, m.start(), 1_000_000 if discourse.narrative else 300)
    if nearby is not None:
        return nearby, step("previous_date", discourse.mentions[-1].text, nearby)
    return resolution.unknown_day(discourse, m[0])


def part_of_day(day: Period, part: DayPart | None) -> Period:
    return day if part is None else Period.part_of_day(day.first_day, part)


def beside_day(discourse: Discourse, m: Match) -> bool:
    """Whether a day stands right before the match, with nothing but a gap between them."""
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity.finer_than(Granularity.PART_OF_DAY):
        return False
    return m.string[before.end : m.start()].isspace()


def clock_day(discourse: Discourse, m: Match, month: int | None, named: Period | None) -> tuple[Period, Step]:
    """The day a clock time belongs to: the date told behind it, the day named there, else the one being spoken of.

    Args:
        month: of the date in the groups `date` and `year`, None where there is none.
        named: the day named in the group `when` ("yesterday", "Monday"), None where there is none.
    """
    if month is not None:
        year = int(m["year"]) if m["year"] else None
        told = on_date(discourse, m, int(m["date"]), month, year, None).meaning
        if isinstance(told, Period):
            return told, step("day_told", m["date"], told)
    if named is None:
        return day_spoken_of(discourse, m)
    return named, step("day_told", m["when"], named)


def clock_hour(hour: int, part: DayPart | None) -> int:
    """The hour of 24 that an hour of twelve is in a part of the day: ten at night is 22, one at night 1."""
    if part is DayPart.NIGHT and hour == 12:
        return 24
    if part in (DayPart.AFTERNOON, DayPart.EVENING) and hour < 12:
        return hour + 12
    if part is DayPart.NIGHT and 5 < hour < 12:
        return hour + 12
    return hour


# ------------------------------------------------------------------------------------ counted from a date


def ago(discourse: Discourse, count: Fraction | None, unit: Unit, confidence: float = 0.9) -> Reading | None:
    """So many units before the reference time (after it, for a negative count); uncounted, it stays an amount."""
    if count is None:
        return read(Duration.of(None, unit), confidence=0.6)
    period = resolution.moved(discourse, discourse.anchor, -count, unit)
    if period is None:
        return read(Duration.of(abs(count), unit), confidence=0.5)
    return read(period, confidence=confidence)


def from_previous(discourse: Discourse, m: Match, count: Fraction | None, unit: Unit, sign: int) -> Reading:
    """So many units before or after the date last mentioned; an amount where there is none to count from."""
    nearby = not discourse.mentions or m.start() - discourse.mentions[-1].end < 200 or discourse.narrative
    if count is not None and (again := resolution.restated(discourse, m, unit)) is not None:
        return again
    last = discourse.last() if nearby else None
    if count is None or last is None:
        return read(Duration.of(count, unit), confidence=0.6)
    period = resolution.moved(discourse, last, sign * count, unit)
    if period is None:
        return read(Duration.of(count, unit), confidence=0.5)
    return read(period, step("previous_date", discourse.mentions[-1].text, last), confidence=0.75)


def unit_of_last(discourse: Discourse, granularity: Granularity, shift: int) -> Reading | None:
    """The unit in which the date last mentioned lies, or the one after or before it: "ese día", "l'année suivante"."""
    for timex in discourse.latest():
        period = timex.period
        if period is not None and not granularity.finer_than(period.granularity):
            discourse.leaned_on = timex
            return read(period.to(granularity).shift(shift), step("previous_date", timex.text, period), confidence=0.78)
    return None


def season_of_last(discourse: Discourse, season: int, shift: int) -> Reading:
    """The season of the year last mentioned, or the first one after or before that date."""
    last = discourse.last() or discourse.dct
    here = Period.season(last.date[0], season, south=discourse.south)
    if shift > 0 and here.start < last.end:
        here = here.shift(4)
    if shift < 0 and here.end > last.start:
        here = here.shift(-4)
    return read(here, confidence=0.75)


# ------------------------------------------------------------------------------------ sets, centuries, holidays


def every(
    unit: Unit | None = None,
    *,
    weekday: int = 0,
    month: int = 0,
    season: int = 0,
    part: DayPart | None = None,
    count: Fraction = Fraction(1),
    quant: str | None = "EVERY",
    freq: str | None = None,
) -> Recurrence:
    """A time that comes again, by whichever of its names is given."""
    if weekday:
        value = f"XXXX-WXX-{weekday}"
    elif month:
        value = f"XXXX-{month:02d}"
    elif season:
        value = f"XXXX-{_SEASON_CODES[season - 1]}"
    elif unit is not None:
        return Recurrence(Duration.of(count, unit).value, quant, freq)
    else:
        value = "XXXX-XX-XX"
    return Recurrence(value + (f"T{part.value}" if part else ""), quant, freq)


def century(number: int, *, before_christ: bool) -> Period:
    return Period.century(-number if before_christ else number - 1)


def holiday(
    discourse: Discourse, m: Match, day_in: Callable[[int], int | None], year: int | None, way: int | None
) -> Reading | None:
    """The day a holiday falls on: in the year told, else the nearest one the way the sentence looks.

    Args:
        day_in: the day number of the holiday in a year.
        way: below 0 the last one, above 0 the next, 0 this year's.
    """
    here = discourse.anchor.date[0]
    told = year if year is not None else here if way == 0 or (discourse.narrative and discourse.last()) else None
    if told is not None:
        day = day_in(told)
        return None if day is None else read(Period(Granularity.DAY, day), confidence=0.93)
    if discourse.narrative and way is None:
        return resolution.holiday_of_no_year(discourse, m[0], day_in)
    dct = discourse.dct
    days = [day for candidate in (here - 1, here, here + 1) if (day := day_in(candidate)) is not None]
    past, future = [day for day in days if day < dct.n], [day for day in days if day > dct.n]
    if dct.n in days and way is None:
        return read(dct, confidence=0.9)
    if not past or not future:
        return None
    sign, cue = discourse.tense(m) if way is None else (way, None)
    forward = sign > 0 or (sign == 0 and future[0] - dct.n < min(60, dct.n - past[-1]))
    why = cue or Step("nearest", m[0], "the nearest one")
    return read(Period(Granularity.DAY, future[0] if forward else past[-1]), why, confidence=0.8)
