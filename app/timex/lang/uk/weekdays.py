"""Weekdays, alone or with the words that say which, and weekends."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, choice, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang import series
from app.timex.lang.uk.words import (
    PART_ADVERB,
    PART_NOUN,
    WEEKDAY,
    WEEKDAYS,
    WEEKEND,
    WHICH,
    direction_of,
    part_of,
    plain,
)


def _weekday_reading(m: Match, discourse: Discourse) -> Reading:
    number = WEEKDAYS[plain(m["weekday"])]
    return series.weekday_behind(discourse, m.start(), number) or resolution.open_weekday(discourse, m, number)


def _named(word: str, m: Match) -> bool:
    """Whether a capital within the sentence makes a name of the word."""
    return word[0].isupper() and re.search(r"[\w,»]\s$", m.string[max(0, m.start() - 2) : m.start()]) is not None


@rule(
    rf"(?:(?:(?P<before>{PART_ADVERB}) (?:у|в)|(?P<noun>{PART_NOUN})) )?"
    rf"(?P<weekday>{WEEKDAY})(?:,? (?P<part>{PART_ADVERB}))?",
    examples={
        "Рада зібралася у [понеділок].": "2013-02-11",
        "Надворі вже [вівторок].": "2013-02-12",
        "Перемовини відновляться в [п'ятницю].": "2013-02-15",
        "Злива почалася в [неділю ввечері].": "2013-02-10TEV",
        "[Вранці у четвер] місто засипало снігом.": "2013-02-07TMO",
        "Через марш у [суботу] рух перекрили.": "2013-02-09",
        "Виставка триватиме з [п'ятниці] до [вівторка].": "2013-02-15|2013-02-19",
        "Станом на [ранок понеділка] світла немає.": "2013-02-11TMO",
    },
    rejects=["Пан Середа промовчав.", "Разом з Марією Субота прийшла."],
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday, alone or with a part of it."""
    if _named(m["weekday"], m):
        return None
    reading = _weekday_reading(m, discourse)
    part = m["before"] or m["noun"] or m["part"]
    if part is None or not isinstance(reading.meaning, Period):
        return reading
    code = part_of(part)
    choices = [
        choice(resolution.with_part(c.meaning, code), c.confidence, c.reason)
        for c in reading.choices
        if isinstance(c.meaning, Period)
    ]
    day = resolution.with_part(reading.meaning, code)
    return read(day, *reading.steps, confidence=reading.confidence, choices=choices)


@rule(
    rf"(?P<which>{WHICH}) (?P<weekday>{WEEKDAY})(?: (?P<part>{PART_ADVERB}))?",
    examples={
        "Вона звільнилася [минулого понеділка].": "2013-02-11",
        "Відкрили це [минулого вівторка].": "2013-02-05",
        "Голосують [наступної п'ятниці].": "2013-02-15",
        "Побачимося [цього четверга].": "2013-02-14",
    },
    rejects=["Минула середа проживання зникла.", "Ця середа для рослин згубна."],
    priority=2,
)
def directed_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """On a Tuesday "минулого вівторка" is a week ago; "наступної п'ятниці" is the first Friday to come."""
    if plain(m["weekday"]).startswith("серед") and re.match(
        r" (?:[^\W\d_]+ння|для)\b", m.string[m.end() : m.end() + 20]
    ):
        return None  # an environment
    number, direction = WEEKDAYS[plain(m["weekday"])], direction_of(m["which"])
    if direction < 0:
        day = resolution.last_weekday(discourse, number)
    elif direction > 0:
        day = resolution.next_weekday(discourse, number)
    else:
        day = Period(Granularity.DAY, discourse.anchor.to(Granularity.WEEK).first_day + number - 1)
    other = () if direction == 0 else (choice(day.shift(7 * direction), 0.2, "of the week beyond"),)
    if m["part"]:
        return read(resolution.with_part(day, part_of(m["part"])), confidence=0.85)
    return read(day, confidence=0.8, choices=other)


@rule(
    rf"(?P<weekday>{WEEKDAY}) (?:на )?(?P<which>{WHICH}) (?:тижня|тижні)",
    examples={
        "Він пішов у [четвер минулого тижня].": "2013-02-07",
        "Зустріч у [середу наступного тижня].": "2013-02-20",
    },
    priority=3,
)
def weekday_of_week(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of last, this or next week."""
    week = resolution.deictic(discourse, Granularity.WEEK, direction_of(m["which"]))
    return read(Period(Granularity.DAY, week.first_day + WEEKDAYS[plain(m["weekday"])] - 1), confidence=0.93)


@rule(
    rf"(?P<weekend>{WEEKEND})",
    examples={
        "На [вихідних] було сонячно.": "2013-W06-WE",
        "У [вихідні] обіцяють дощ.": "2013-W07-WE",
    },
    rejects=["Вихідні дані зібрано.", "Він має три вихідні."],
)
def weekend(m: Match, discourse: Discourse) -> Reading | None:
    """The last weekend, or the one to come where the sentence looks ahead; "вихідні дані" are input."""
    before = m.string[max(0, m.start() - 6) : m.start()]
    if not re.search(r"\b(?:на|у|в|за)\s$", before, re.IGNORECASE) or re.match(
        r"\s(?:дан|позиці|точк|параметр|матеріал)", m.string[m.end() : m.end() + 12]
    ):
        return None
    sign, cue = discourse.tense(m)
    shift = 0 if sign > 0 or civil.weekday(discourse.anchor.first_day) >= 6 else -1
    period = resolution.deictic(discourse, Granularity.WEEKEND, shift)
    return read(period, *((cue,) if cue else ()), confidence=0.7)
