"""Days and months that name their place in the calendar."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import DayPart, Period
from app.timex.lang import nth, series
from app.timex.lang.uk.words import (
    HALF_OF_DAY,
    LAST,
    MONTH,
    MONTH_ADJECTIVES,
    MONTH_OF_DAY,
    MONTHS,
    MONTHS_OF_DAY,
    NEXT,
    PART_ADVERB,
    PART_NOUN,
    PREVIOUS,
    THAT,
    THIS,
    WEEKDAY,
    WEEKDAYS,
    adjective,
    direction_of,
    one_of,
    ordinal_of,
    ordinals,
    part_of,
    plain,
)
from app.timex.timex3 import Step

YEAR = r"(?:1\d{3}|20\d{2})"


YEAR_SUFFIX = r"(?:-?(?:го|му|ий|ого|ому|им|м|й|ї|х))?"


DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:-?(?:го|е|ше|те|тє))?"


DAY = rf"(?P<day>{DAY_NUMBER})"


TOLD_YEAR = rf"(?P<year>{YEAR}){YEAR_SUFFIX}(?![\d%]|[.,]\d)"


YEAR_WORD = r"(?: (?:року|роки|році|рік|років|р\.|рр\.))?"


_FINAL = adjective("останн", soft=True)


ON_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),? )?"


# "вранці 9 вересня", "9 вересня вранці"
_PART_BEFORE = rf"(?:(?P<before>(?:рано )?{PART_ADVERB}|{PART_NOUN}|{HALF_OF_DAY})(?: у| в)? )?"


_PART_AFTER = rf"(?:(?: року| р\.)?,? (?P<after>(?:рано )?{PART_ADVERB}))?"


# "цього року", "минулого року", "того ж року", "торік": a year told by where it lies.
OTHER_YEAR = (
    rf"(?:(?P<which>{LAST}|{THIS}|{NEXT}|{PREVIOUS}|{THAT}|позаминулого|торішнього|цьогорічного) року|"
    rf"(?P<adverb>торік|цьогоріч|позаторік))"
)


# "серпень того ж 1919 року": the year by its number and by where it lies.
_AND_WHERE = "(?:(?:того|цього) (?:же?(?: таки)?|самого) |наступного |минулого )?"
OF_YEAR = rf"(?:,? {_AND_WHERE}{TOLD_YEAR}|(?: року)? {OTHER_YEAR})"


def year_of(m: Match, discourse: Discourse) -> tuple[int, tuple[Step, ...]] | None:
    """The year told in figures, or by where it lies from the reference time; None where neither was said."""
    groups = m.groupdict()
    if groups.get("year"):
        return int(groups["year"]), ()
    words = groups.get("which") or groups.get("adverb")
    if words is None:
        return None
    year, why = other_year(words, discourse)
    return year, (Step(why, words, f"{year:04d}"),)


def other_year(words: str, discourse: Discourse) -> tuple[int, str]:
    """The year that "минулий", "наступний", "той самий" name, and whether it hangs on now or on a date before."""
    words = plain(words)
    last = discourse.last()
    if re.fullmatch(PREVIOUS, words):
        return (last or discourse.dct).date[0] - 1, "previous_date"
    if re.fullmatch(THAT, words) and not re.fullmatch(THIS, words):
        return (last or discourse.dct).date[0], "previous_date"
    here = discourse.anchor.date[0]
    fixed = {"позаминулого": -2, "торішнього": -1, "цьогорічного": 0, "позаторік": -2, "торік": -1, "цьогоріч": 0}
    return here + (fixed[words] if words in fixed else direction_of(words)), "reference_time"


def weekday_of(word: str) -> int:
    return WEEKDAYS[plain(word)]


def _with_part(reading: Reading, m: Match) -> Reading:
    """The part of the day told before or after it."""
    groups = m.groupdict()
    part = groups.get("before") or groups.get("after")
    if part is None or not isinstance(reading.meaning, Period):
        return reading
    return read(resolution.with_part(reading.meaning, part_of(part)), *reading.steps, confidence=reading.confidence)


def day_told(m: Match, discourse: Discourse, month: int, day: int) -> Reading:
    """A day of a month in the year told, or the one left open; its weekday may tell the year, or disagree."""
    told = year_of(m, discourse) or _year_behind_bracket(m)
    if told is not None:
        reading = resolution.date(told[0], month, day)
        if reading.meaning is not None and told[1]:
            reading = read(reading.meaning, *told[1], confidence=0.93)
    else:
        reading = resolution.range_end(discourse, m.start(), month, day) or resolution.open_date(
            discourse, m, month, day
        )
    weekday = m.groupdict().get("weekday")
    if weekday is None:
        return _with_part(reading, m)
    return _with_part(resolution.on_weekday(reading, weekday_of(weekday), weekday, open_year=told is None), m)


_BRACKET = re.compile(
    rf"(?:\s?\({DAY_NUMBER}\s{MONTH_OF_DAY})?\),?\s(?P<year>{YEAR})(?!\d)|\s?\({DAY_NUMBER}\s{MONTH_OF_DAY}\s(?P<inside>{YEAR})",
    re.IGNORECASE,
)


def _year_behind_bracket(m: Match) -> tuple[int, tuple[Step, ...]] | None:
    """The year of both days in "26 січня (8 лютого) 1904", one day told by two calendars."""
    behind = _BRACKET.match(m.string, m.end())
    if behind is None:
        return None
    year = behind["year"] or behind["inside"]
    return int(year), (Step("shared_year", year, year),)


@rule(
    resolution.ISO,
    examples={
        "Останній запис — [2013-02-11].": "2013-02-11",
        "Лист надійшов [2013-02-11 09:30].": "2013-02-11T09:30",
    },
    rejects=["Деталь 2013-02-111 розкупили."],
    priority=5,
)
def iso(m: Match, discourse: Discourse) -> Reading | None:
    """ISO 8601 dates and date-times."""
    return resolution.iso(m)


@rule(
    r"(?P<day>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\.?\d)(?= (?P<word>р(?:оку|\.)))?",
    examples={
        "Угоду підписали [11.02.2013].": "2013-02-11",
        "Знімок датовано [25/12/1999].": "1999-12-25",
        "Рахунок від [03.01.13] сплачено.": "2013-01-03",
        "Грамота від [3.1.13] р. зникла.": "2013-01-03",
    },
    rejects=["Версія 1.2.34 вже доступна.", "Співвідношення 13/14/15."],
    priority=1,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year in figures, in this order."""
    if len(m["year"]) == 2 and (len(m["day"]) == 1 or len(m["month"]) == 1) and m["word"] is None:
        return None  # a version or a section
    if resolution.is_version(m):
        return None
    year = int(m["year"]) if len(m["year"]) == 4 else resolution.short_year(m["year"], discourse)
    month, day = int(m["month"]), int(m["day"])
    if not civil.is_date(year, month, day):
        return None
    return read(Period.day(year, month, day), confidence=0.95)


@rule(
    rf"{ON_WEEKDAY}{_PART_BEFORE}{DAY} (?P<month>{MONTH_OF_DAY}){OF_YEAR}{_PART_AFTER}",
    examples={
        "Вона народилася [22 березня 1985] року.": "1985-03-22",
        "Міст відкрили у [понеділок, 11 лютого 2013] року.": "2013-02-11",
        "Договір набув чинності [1 січня цього року].": "2013-01-01",
        "Школу зачинили [30 червня минулого року].": "2012-06-30",
        "Потяг зійшов з рейок [вранці 9 травня 2012] року.": "2012-05-09TMO",
        "У [другій половині дня 9 травня 2012] року дощило.": "2012-05-09TAF",
        "Такого дня, як [30 лютого 2012] року, не було.": "",
    },
    rejects=["На 12 травневих свят він поїхав."],
    priority=3,
)
def day_month_year(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year; "року" stays outside, as in the annotated history texts."""
    return day_told(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))


@rule(
    rf"{ON_WEEKDAY}{_PART_BEFORE}{DAY} (?P<month>{MONTH_OF_DAY}){_PART_AFTER}",
    examples={
        "Вибори [2 листопада] минули спокійно.": "2012-11-02",
        "Виставка відкриється [2 березня].": "2013-03-02",
        "У [п'ятницю, 8 лютого], сталася пожежа.": "2013-02-08",
        "[Вночі 5 лютого] випав сніг.": "2013-02-05TNI",
        "Указ від [26 січня] ([8 лютого]) [1904 року] забули.": "1904-01-26|1904-02-08|1904",
    },
    rejects=["Розділ 2 серпом не відріжеш."],
)
def day_month(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month; the year is open."""
    return day_told(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))


@rule(
    rf"(?:ніч|ночі|вночі|уночі) (?:(?:з|із|зі) {DAY_NUMBER}(?: {MONTH_OF_DAY})? )?(?:на|проти) "
    rf"(?:{DAY} (?P<month>{MONTH_OF_DAY})(?:{OF_YEAR})?|(?P<weekday>{WEEKDAY}))",
    examples={
        "Обстріл почався в [ніч проти 5 лютого].": "2013-02-04TNI",
        "У [ніч на 1 січня 2012] року випав сніг.": "2011-12-31TNI",
        "У [ніч з 10 на 11 січня] річка вийшла з берегів.": "2013-01-10TNI",
        "У [ніч на понеділок] підморозило.": "2013-02-10TNI",
    },
    rejects=["Ніч на дворі.", "Ніч з 10 на одну."],
    priority=4,
)
def night_to(m: Match, discourse: Discourse) -> Reading | None:
    """The night that leads into a day begins on the day before.

    The annotated history texts give it the number of the day it leads into; by TIMEX3's own hours (a night runs from
    21:00 on) that would be the night after.
    """
    if m["month"]:
        reading = day_told(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))
    else:
        reading = resolution.open_weekday(discourse, m, weekday_of(m["weekday"]))
    if not isinstance(reading.meaning, Period):
        return reading
    night = Period.part_of_day(reading.meaning.first_day - 1, DayPart.NIGHT)
    return read(night, *reading.steps, confidence=reading.confidence)


@rule(
    rf"(?P<adverb>торік|цьогоріч|позаторік),? (?:(?:у|в|на) )?(?:{DAY} )?(?P<month>{MONTH})",
    examples={"Будівництво почалося [торік у січні].": "2012-01", "[Торік 5 липня] тут був пожар.": "2012-07-05"},
    rejects=["Торік сіно було дороге."],
    priority=3,
)
def month_of_last_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month or day behind the word for its year."""
    told = year_of(m, discourse)
    assert told is not None
    reading = resolution.date(
        told[0], MONTHS[plain(m["month"])], int(re.sub(r"\D", "", m["day"])) if m["day"] else None
    )
    return reading if reading.meaning is None else read(reading.meaning, *told[1], confidence=0.93)


@rule(
    rf"(?P<month>{MONTH}){OF_YEAR}",
    examples={
        "Завод закрили у [травні 2011] року.": "2011-05",
        "У [серпні того ж 2011] року місто взяли.": "2011-08",
        "З [вересня 1939] по [червень 1941] року тривала блокада.": "1939-09|1941-06",
        "У [грудні минулого року] ціни зросли.": "2012-12",
        "Вони одружаться у [січні наступного року].": "2014-01",
    },
    rejects=["Серп 2000 грамів важить."],
    priority=2,
)
def month_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and its year."""
    told = year_of(m, discourse)
    assert told is not None
    return read(Period.month(told[0], MONTHS[plain(m["month"])]), *told[1], confidence=0.97 if not told[1] else 0.93)


@rule(
    rf"(?P<nth>{ordinals(5)}|{_FINAL}) (?:(?P<weekday>{WEEKDAY})|вихідні|вихідних) (?P<month>{MONTH})(?:{OF_YEAR})?",
    examples={
        "Вибори відбудуться у [перший вівторок березня].": "2013-03-05",
        "В [останню неділю жовтня] горів склад.": "2012-10-28",
        "У [третій понеділок січня 2011] року зникло світло.": "2011-01-17",
        "Ярмарок відбудеться у [другі вихідні червня].": "2013-W23-WE",
    },
    rejects=["Перший вівторок без дощу."],
    priority=4,
)
def nth_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """The n-th of a weekday in a month: "перший вівторок листопада"."""
    which = -1 if re.fullmatch(_FINAL, plain(m["nth"])) else ordinal_of(m["nth"])
    told = year_of(m, discourse)
    number = weekday_of(m["weekday"]) if m["weekday"] else None
    return nth.weekday(discourse, m, which, number, MONTHS[plain(m["month"])], None if told is None else told[0])


_MONTH_CUE = re.compile(
    r"(?:\b(?:у|в|на|до|з|із|зі|від|по|за|протягом|впродовж|упродовж|після|перед|між|і|та|й|або|чи|початк\w+|початок|"
    r"кінця|кінці|кінець|середин\w|наприкінці|минулого|наступного|цього|весь|увесь|половин\w|дн[іяи]\w{0,2}|декад\w)[\s-]|[-–—(,]\s?)$",
    re.IGNORECASE,
)


_FIERCE = re.compile(
    r"\s(?:ворог|мороз|холод|звір|зим|бій|бою|голод|вітер|вітр|ненавист|смерт|сніг|собак)\w*", re.IGNORECASE
)


@rule(
    rf"(?P<month>{MONTH})",
    examples={
        "Ціни впали у [січні].": "2013-01",
        "У [травні] завод стояв.": "2012-05",
        "До [квітня] міст збудують.": "2013-04",
        "[Серпень] видався сухим.": "2012-08",
        "Турнір відбудеться в [серпні]–[січні].": "2013-08|2014-01",
    },
    rejects=[
        "Пан Серпень виступив.",
        "Лютий ворог напав.",
        "Вони чекали на лютого звіра.",
        "Травні ферменти.",
        "Кінотеатр «Жовтень» зачинено.",
    ],
)
def month(m: Match, discourse: Discourse) -> Reading | None:
    """A month alone; "лютий" is also "fierce" and counts behind a preposition only."""
    word = plain(m["month"])
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 16]
    if word.startswith("лют") and (not _MONTH_CUE.search(before) or _FIERCE.match(after)):
        return None
    if m["month"][0].isupper() and before[-1:] in ("«", "“", "„", '"') and after[:1] in ("»", "”", "“", '"'):
        return None  # a cinema, a film
    if m["month"][0].isupper() and re.search(r"[^\W\d_],?\s$", before):
        return None  # a family name
    if m["month"][0].isupper() and re.match(r"\s[А-ЯІЇЄҐ][а-яіїєґ'’]", after):
        return None  # "Квітень Петренко" has a first name
    if word == "травні" and not _MONTH_CUE.search(before):
        return None  # "digestive"
    return series.month_behind(discourse, m.start(), MONTHS[word]) or resolution.open_date(discourse, m, MONTHS[word])


_EVENT = (
    r"(?:поді|революці|переворот|повстанн|криз|дн|путч|заколот|страйк|наступ|операці|вибор|звіт|засіданн|зустріч|зліт)"
)


@rule(
    rf"(?P<month>{one_of(MONTH_ADJECTIVES)})(?= (?P<event>{_EVENT}))(?: поді\w{{1,3}} {TOLD_YEAR})?",
    examples={
        "Після [січневих] подій уряд пішов у відставку.": "2013-01",
        "[Березневі] вибори відбудуться вчасно.": "2013-03",
    },
    rejects=["Стадіон на Жовтневій площі.", "Травневі троянди цвітуть.", "Жовтневий переворот вивчають у школі."],
)
def month_adjective(m: Match, discourse: Discourse) -> Reading | None:
    """The month an event is named by; what is written as a name has its year from history, not from the article."""
    number = MONTH_ADJECTIVES[plain(m["month"])]
    if m["year"]:
        return read(Period.month(int(m["year"]), number), confidence=0.9)
    named = m["month"][0].isupper() and re.search(r"[\w,]\s$", m.string[max(0, m.start() - 2) : m.start()])
    opens = m["month"][0].isupper() and m["event"].lower() in ("переворот", "революці", "повстанн")
    if (named or opens) and not discourse.narrative:
        return None
    return resolution.open_date(discourse, m, number)
