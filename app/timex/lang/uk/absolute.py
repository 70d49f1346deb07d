"""Dates that name their place in the calendar: days, months, years, quarters, decades, centuries, clock times."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang.uk.words import (
    LAST,
    MONTH,
    MONTH_ADJECTIVES,
    MONTH_OF_DAY,
    MONTHS,
    MONTHS_OF_DAY,
    NEXT,
    ORDINALS,
    PART_ADVERB,
    PART_NOUN,
    PARTS,
    PREVIOUS,
    ROMAN,
    SEASON,
    SEASONS,
    THAT,
    THIS,
    WEEKDAY,
    WEEKDAYS,
    direction_of,
    one_of,
    ordinal_of,
    ordinals,
    plain,
)
from app.timex.story import story
from app.timex.timex3 import Mod, Step

YEAR = r"(?:1\d{3}|20\d{2})"
_SUFFIX = r"(?:-?(?:го|му|ий|ого|ому|й|ї|х))?"
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:-?(?:го|е|ше|те|тє))?"
_DAY = rf"(?P<day>{DAY_NUMBER})"
_YEAR = rf"(?P<year>{YEAR}){_SUFFIX}(?![\d%]|[.,]\d)"
YEAR_WORD = r"(?: (?:року|роки|році|рік|років|р\.|рр\.))?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),? )?"
# "вранці 9 вересня", "9 вересня вранці"
_PART_BEFORE = rf"(?:(?P<before>{PART_ADVERB}|{PART_NOUN})(?: у| в)? )?"
_PART_AFTER = rf"(?:,? (?P<after>{PART_ADVERB}))?"
# "цього року", "минулого року", "того ж року", "торік": a year told by where it lies.
_OTHER_YEAR = (
    rf"(?:(?P<which>{LAST}|{THIS}|{NEXT}|{PREVIOUS}|{THAT}|позаминулого|торішнього|цьогорічного) року|"
    rf"(?P<adverb>торік|цьогоріч|позаторік))"
)
_OF_YEAR = rf"(?:,? {_YEAR}|(?: року)? {_OTHER_YEAR})"


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
    return read(
        resolution.with_part(reading.meaning, PARTS[plain(part)]), *reading.steps, confidence=reading.confidence
    )


def _day(m: Match, discourse: Discourse, month: int, day: int) -> Reading:
    """A day of a month in the year told, or the one left open; its weekday may tell the year, or disagree."""
    told = year_of(m, discourse) or _year_behind_bracket(m)
    if told is not None:
        reading = resolution.date(told[0], month, day)
        if reading.meaning is not None and told[1]:
            reading = read(reading.meaning, *told[1], confidence=0.93)
    else:
        reading = resolution.range_end(discourse, m.start(), month, day) or open_date(discourse, m, month, day)
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


def open_date(discourse: Discourse, m: Match, month: int, day: int | None = None) -> Reading:
    """A month or a day of it without its year: in a narrative by where the story is, in news by the sentence's cues."""
    reached = story(discourse, m.start())
    if reached is None:
        return resolution.open_date(discourse, m, month, day)
    reading = resolution.date(reached.year_of(month), month, day)
    if reading.meaning is None:
        return reading
    return read(reading.meaning, step("previous_date", m[0], reached.period), confidence=0.85)


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
    r"(?P<day>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\.?\d)",
    examples={
        "Угоду підписали [11.02.2013].": "2013-02-11",
        "Знімок датовано [25/12/1999].": "1999-12-25",
        "Рахунок від [03.01.13] сплачено.": "2013-01-03",
    },
    rejects=["Версія 1.2.34 вже доступна.", "Співвідношення 13/14/15."],
    priority=1,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year in figures, in this order."""
    if len(m["year"]) == 2 and (len(m["day"]) == 1 or len(m["month"]) == 1):
        return None  # a version or a section
    year = int(m["year"]) if len(m["year"]) == 4 else resolution.short_year(m["year"], discourse)
    month, day = int(m["month"]), int(m["day"])
    if not civil.is_date(year, month, day):
        return None
    return read(Period.day(year, month, day), confidence=0.95)


@rule(
    rf"{_WEEKDAY}{_PART_BEFORE}{_DAY} (?P<month>{MONTH_OF_DAY}){_OF_YEAR}{_PART_AFTER}",
    examples={
        "Вона народилася [22 березня 1985] року.": "1985-03-22",
        "Міст відкрили у [понеділок, 11 лютого 2013] року.": "2013-02-11",
        "Договір набув чинності [1 січня цього року].": "2013-01-01",
        "Школу зачинили [30 червня минулого року].": "2012-06-30",
        "Потяг зійшов з рейок [вранці 9 травня 2012] року.": "2012-05-09TMO",
        "Такого дня, як [30 лютого 2012] року, не було.": "",
    },
    rejects=["На 12 травневих свят він поїхав."],
    priority=3,
)
def day_month_year(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year; "року" stays outside, as in the annotated history texts."""
    return _day(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))


@rule(
    rf"{_WEEKDAY}{_PART_BEFORE}{_DAY} (?P<month>{MONTH_OF_DAY}){_PART_AFTER}",
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
    return _day(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))


# The two forms in which days are told: "перше травня", "першого травня".
_DAY_WORDS = one_of(
    word for word, number in ORDINALS.items() if number <= 30 and word.endswith(("е", "є", "ого", "ього"))
)


@rule(
    rf"(?P<ordinal>(?:(?:двадцять|тридцять) )?(?:{_DAY_WORDS})) (?P<month>{MONTH_OF_DAY}){_OF_YEAR}?",
    examples={
        "Свято припадає на [перше травня].": "2013-05-01",
        "Закон ухвалили [двадцять четвертого серпня 1991] року.": "1991-08-24",
    },
    rejects=["Перше місце посіли гості."],
    priority=2,
)
def spelled_day(m: Match, discourse: Discourse) -> Reading | None:
    """The day written out."""
    return _day(m, discourse, MONTHS_OF_DAY[plain(m["month"])], ordinal_of(m["ordinal"]))


@rule(
    rf"(?:ніч|вночі|уночі) (?:(?:з|із|зі) {DAY_NUMBER}(?: {MONTH_OF_DAY})? )?(?:на|проти) "
    rf"(?:{_DAY} (?P<month>{MONTH_OF_DAY})(?:{_OF_YEAR})?|(?P<weekday>{WEEKDAY}))",
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
        reading = _day(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))
    else:
        reading = resolution.open_weekday(discourse, m, weekday_of(m["weekday"]))
    if not isinstance(reading.meaning, Period):
        return reading
    night = Period.part_of_day(reading.meaning.first_day - 1, DayPart.NIGHT)
    return read(night, *reading.steps, confidence=reading.confidence)


@rule(
    rf"(?P<adverb>торік|цьогоріч|позаторік),? (?:(?:у|в|на) )?(?:{_DAY} )?(?P<month>{MONTH})",
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
    rf"(?P<month>{MONTH}){_OF_YEAR}",
    examples={
        "Завод закрили у [травні 2011] року.": "2011-05",
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
    },
    rejects=["Лютий ворог напав.", "Вони чекали на лютого звіра.", "Травні ферменти.", "Кінотеатр «Жовтень» зачинено."],
)
def month(m: Match, discourse: Discourse) -> Reading | None:
    """A month alone; "лютий" is also "fierce" and counts behind a preposition only."""
    word = plain(m["month"])
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 16]
    if word.startswith("лют") and (not _MONTH_CUE.search(before) or _FIERCE.match(after)):
        return None
    if m["month"][0].isupper() and before[-1:] in ("«", "“", "„", '"') and after[:1] in ("»", "”", "“", '"'):
        return None  # a cinema, a film
    if word == "травні" and not _MONTH_CUE.search(before):
        return None  # "digestive"
    return open_date(discourse, m, MONTHS[word])


_EVENT = (
    r"(?:поді|революці|переворот|повстанн|криз|дн|путч|заколот|страйк|наступ|операці|вибор|звіт|засіданн|зустріч|зліт)"
)


@rule(
    rf"(?P<month>{one_of(MONTH_ADJECTIVES)})(?= (?P<event>{_EVENT}))(?: поді\w{{1,3}} {_YEAR})?",
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
    return open_date(discourse, m, number)


@rule(
    rf"{_YEAR} (?:року|рік|роком|р\.)",
    examples={
        "За [1985 рік] збудували три мости.": "1985",
        "Перемога на виборах [1860 року] дала йому посаду.": "1860",
        "Декларація [1945 р.] вимагала цього.": "1945",
    },
    rejects=["Минуло 15 років."],
    priority=1,
)
def named_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year with its word, which belongs to it."""
    return read(Period.year(int(m["year"])), confidence=0.97)


_IN = re.compile(
    r"\b(?:у|в|протягом|впродовж|упродовж|початк(?:у|ом)|початок|кінц[яіюем]{1,2}|кінець|середин[аиіу]|наприкінці)\s$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"(?:\b(?:до|з|із|зі|від|на|по|між|та|і|й|за|після|перед|року|"
    r"конституці\w+|поді\w{1,3}|вибор\w{1,3}|війн\w+|революці\w+|реформ\w+|договор\w+|угод\w+)\s|\(|(?<!\d)\s?[–—-]\s?)$",
    re.IGNORECASE,
)
# What follows a number that counts something: a noun or adjective in the genitive plural, a measure, a sum.
_COUNTED = re.compile(
    r"\s(?:[^\W\d_]+(?:ів|їв|ей|их|іх|ох|ок|іб|ць|нь|ст|ин|т|ід)|тис|млн|млрд|осіб|чол\w*|м|км|га|кг|гривень|грн)\b",
    re.IGNORECASE,
)


# Behind the first of two years: a dash and the second, or a list that ends in "років".
_PAIRED = re.compile(
    rf"\s?[-–—/]\s?(?:{YEAR}|\d\d)(?!\d)|(?:, {YEAR}){{0,3}}(?:, | (?:та|і|й|або|чи) ){YEAR} (?:років|роках|роки|рр\.)",
    re.IGNORECASE,
)


@rule(
    rf"(?P<year>{YEAR})(?P<suffix>{_SUFFIX})(?P<word> (?:року|році|роках|років|роки|рр\.|р\.))?(?![\d%]|[.,]\d)",
    examples={
        "У [1957] році фабрику закрили.": "1957",
        "Президентом у [2010] обрали вчителя.": "2010",
        "Війська вийшли у [2010-му році].": "2010",
        "Революція ([1910]—[1917]) змінила країну.": "1910|1917",
        "За конституцією [1920], він не мав права.": "1920",
        "До [кінця 1966] її замінила інша дивізія.": "1966 END",
        "Арбітражі [1938] та [1940] років визнали недійсними.": "1938|1940",
    },
    rejects=["Загинуло 1200 мирних жителів.", "Понад 1500 солдатів.", "Перевагу (2000 чоловік проти 1500).",
             "Лише 2000 вдалося вийти.", "Рахунок 2013 гривень."],
)  # fmt: skip
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A number taken for a year on the word behind it, the preposition before it, or a dash between two of them."""
    number, end = int(m["year"]), m.end() if m["suffix"] else m.end("year")
    if m["word"]:
        return read(Period.year(number), confidence=0.95, end=end)
    before, after = m.string[max(0, m.start() - 16) : m.start()], m.string[m.end() : m.end() + 24]
    paired = _PAIRED.match(after) or re.search(rf"(?<!\d){YEAR}\s?[-–—/]\s?$", before)
    if not m["suffix"] and not paired:
        if _COUNTED.match(after):
            return None
        alone = not re.match(r"\s[^\W\d_]|[-–—]", after)
        if not (_IN.search(before) and number >= 1100) and not (_NEAR.search(before) and alone and number >= 1600):
            return None
    return read(Period.year(number), confidence=0.9, end=end)


ERA = r"(?P<era>до н\. ?е\.?|до нашої ери|до Р\. ?Х\.?|до Різдва Христового|н\. ?е\.?|нашої ери)"
_CENTURY_WORD = r"(?:століття|століттю|століттям|столітті|сторіччя|сторіччю|сторіччям|сторіччі|ст\.|стст\.|століть)"
_CENTURY = rf"(?:(?P<roman>{one_of(ROMAN)})|(?P<digits>\d{{1,2}})(?:-?(?:го|му|е|те|ше))?|(?P<ordinal>{ordinals(21)}))"


def _century_of(m: Match) -> int | None:
    """The number of the century; Roman numerals count in capitals only."""
    if m["roman"]:
        return ROMAN[m["roman"]] if m["roman"].isupper() else None
    return int(m["digits"]) if m["digits"] else ordinal_of(m["ordinal"])


@rule(
    rf"{_CENTURY} {_CENTURY_WORD}(?: {ERA})?",
    examples={
        "У [XIX столітті] тут стояв млин.": "18",
        "Ікона [ХVІ ст.] зникла.": "15",
        "Думка [двадцятого століття].": "19",
        "Ваза з [V століття до н. е.] розбилася.": "BC04",
    },
    rejects=["Пів століття минуло."],
    priority=3,
)
def century(m: Match, discourse: Discourse) -> Reading | None:
    """A century by its number, in Roman or Arabic figures (Roman ones also in Cyrillic letters) or in words."""
    number = _century_of(m)
    if number is None or not 0 < number < 40:
        return None
    before_era = m["era"] is not None and m["era"].lower().startswith("до")
    return read(Period.century(-number if before_era else number - 1), confidence=0.95)


@rule(
    rf"{_CENTURY} (?:тисячоліття|тисячолітті|тис\.)(?: {ERA})",
    examples={"Посуд [III тисячоліття до н. е.] знайшли в кургані.": "BC2"},
    rejects=["Третє тисячоліття почалося."],
    priority=3,
)
def millennium(m: Match, discourse: Discourse) -> Reading | None:
    """A millennium by its number, told with the era it lies in."""
    number = _century_of(m)
    if number is None or not 0 < number < 10:
        return None
    before_era = m["era"].lower().startswith("до")
    return read(Period(Granularity.MILLENNIUM, -number if before_era else number - 1), confidence=0.9)


@rule(
    rf"{_CENTURY}(?=(?:[-–—]| [-–—] | (?:та|і|й|до|по) )(?:{one_of(ROMAN)}) {_CENTURY_WORD}(?: {ERA})?)",
    examples={
        "Рукописи [XVII]—[XVIII століть] збереглися.": "16|17",
        "Вази [V]—[IV століття до н. е.] розбилися.": "BC04|BC03",
    },
    rejects=["Том I та II.", "Він і в II столітті."],
    priority=1,
)
def first_century(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two centuries that share their word, and their era."""
    number = _century_of(m)
    if not number:
        return None
    before_era = m["era"] is not None and m["era"].lower().startswith("до")
    return read(Period.century(-number if before_era else number - 1), confidence=0.9)


_DECADE_END = "(?:х|ті|тих|ми)"
_DECADE_WORD = r"(?: (?:роки|років|роках|роками|рр\.))"
_DECADES = {
    stem + ending: number
    for stem, number in {
        "двадцят": 20, "тридцят": 30, "сороков": 40, "п'ятдесят": 50, "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80,
        "дев'яност": 90,
    }.items()
    for ending in ("і", "их", "ими")
}  # fmt: skip
_IN_CENTURY = rf"(?: (?:{_CENTURY} {_CENTURY_WORD}|(?P<that>{LAST}|{THIS}) (?:століття|сторіччя)))?"


@rule(
    rf"(?:(?P<year>(?:1\d|20)\d0)-?{_DECADE_END}{_DECADE_WORD}?|(?P<short>[1-9]0)-?{_DECADE_END}(?:{_DECADE_WORD}{_IN_CENTURY})?)",
    examples={
        "Заворушення тривали у [1920-х роках].": "192",
        "До [середини 1930-х років] школи не було.": "193 MID",
        "Пісні [80-х] знову в моді.": "198",
        "У [90-х роках XIX століття] прокладено колію.": "189",
    },
    rejects=["Близько 30-х учнів.", "Рівень 20 хв."],
    priority=2,
)
def decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade in figures; without its century it is of the century being spoken of, or the last one of that name."""
    if m["year"]:
        return read(Period.decade(int(m["year"])), confidence=0.97)
    if "рок" not in m[0].lower() and "рр" not in m[0].lower():
        before = m.string[max(0, m.start() - 14) : m.start()]
        if not re.search(
            r"\b(?:у|в|з|із|до|від|половин\w|початк\w+|кін\w+|середин\w|наприкінці|пісн\w+|мод\w)\s$",
            before,
            re.IGNORECASE,
        ):
            return None
    return _decade_of(int(m["short"]), m, discourse)


@rule(
    rf"(?P<decade>{one_of(_DECADES)}) (?:роки|років|роках|роками){_IN_CENTURY}",
    examples={
        "Мода [сімдесятих років] повертається.": "197",
        "У [двадцяті роки минулого століття] тут жили ткачі.": "192",
    },
    rejects=["Йому за сорок років."],
    priority=2,
)
def spelled_decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade in words."""
    return _decade_of(_DECADES[plain(m["decade"])], m, discourse)


def _decade_of(tens: int, m: Match, discourse: Discourse) -> Reading | None:
    year = discourse.anchor.date[0]
    if m["that"]:
        return read(Period.decade((year // 100 + direction_of(m["that"])) * 100 + tens), confidence=0.9)
    if m["roman"] or m["digits"] or m["ordinal"]:
        number = _century_of(m)
        return None if number is None else read(Period.decade((number - 1) * 100 + tens), confidence=0.95)
    first = year // 100 * 100 + tens
    if first > year and not (discourse.narrative and first <= year + 9):
        first -= 100
    return read(Period.decade(first), Step("nearest_past", m[0], f"{first:04d}"), confidence=0.8)


_QUARTER = rf"(?P<number>I|II|III|IV|І|ІІ|ІІІ|ІV|[1-4](?:-?(?:й|го|му|м))?|{ordinals(4)}|останн(?:ій|ього|ьому|ім))"
_QUARTER_WORD = "(?:квартал|кварталу|кварталі|кварталом)"


def _quarter_number(words: str) -> int:
    """1 to 4, from a Roman or Arabic figure or a word."""
    if words in ROMAN:
        return ROMAN[words]
    return 4 if plain(words).startswith("останн") else ordinal_of(words)


@rule(
    rf"{_QUARTER} {_QUARTER_WORD}(?:{_OF_YEAR}(?: року| р\.)?)?",
    examples={
        "У [третьому кварталі 2012 року] прибуток зріс.": "2012-Q3",
        "За [IV квартал] борг скоротився.": "2012-Q4",
        "Продажі [першого кварталу цього року] слабкі.": "2013-Q1",
    },
    rejects=["Четвертий квартал забудували гаражами біля парку."],
    priority=2,
)
def quarter(m: Match, discourse: Discourse) -> Reading | None:
    """A quarter of a year; a quarter of a town is built, burnt or lived in."""
    number = _quarter_number(m["number"])
    if not 1 <= number <= 4:
        return None
    told = year_of(m, discourse)
    if told is not None:
        return read(Period.quarter(told[0], number), *told[1], confidence=0.96)
    if re.match(r"\s(?:забуд|міст|житл|знес|буд)\w*", m.string[m.end() : m.end() + 10]):
        return None
    return resolution.open_quarter(discourse, m, number)


_HALF = (
    r"(?:(?P<half>перш(?:а|ої|ій|у|ою)|друг(?:а|ої|ій|у|ою)) половин(?:а|и|і|у|ою)|"
    r"(?P<half2>перш(?:е|ого|ому|им)|друг(?:е|ого|ому|им)|I|II|І|ІІ|1|2) півріччя?[мюі]?)"
)


def _half_of(m: Match) -> int:
    """1 or 2."""
    return 2 if plain(m["half"] or m["half2"]).startswith(("друг", "ii", "іі", "2")) else 1


@rule(
    rf"{_HALF} (?:{_YEAR}(?: року| р\.)?|{_OTHER_YEAR}|(?P<this>року))",
    examples={
        "У [першій половині 2012 року] видобуток зріс.": "2012-H1",
        "За [друге півріччя 2011] збитків не було.": "2011-H2",
        "До [другої половини року] ремонт завершать.": "2013-H2",
        "У [другому півріччі минулого року] він програв.": "2012-H2",
    },
    rejects=["Перша половина матчу.", "Друга половина шляху."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number, told = _half_of(m), year_of(m, discourse)
    if told is None:
        return read(Period.half(discourse.anchor.date[0], number), confidence=0.8)
    return read(Period.half(told[0], number), *told[1], confidence=0.95)


@rule(
    rf"{_HALF} (?:(?P<decade>(?:1\d|20)?\d0)-?{_DECADE_END}{_DECADE_WORD}?|"
    rf"(?P<spelled>{one_of(_DECADES)}) (?:роки|років)|"
    rf"{_CENTURY} {_CENTURY_WORD}|(?P<month>{MONTH})(?:,? {_YEAR})?)",
    examples={
        "У [другій половині 50-х] село виросло.": "195 END",
        "[Перша половина XIX століття] була мирною.": "18 START",
        "У [другій половині травня 2012] року дощило.": "2012-05 END",
    },
    priority=3,
)
def half_of_other(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a decade, a century or a month: TIMEX3 has no halves of them, but a beginning and an end."""
    mod = Mod.END if _half_of(m) == 2 else Mod.START
    if m["month"]:
        number = MONTHS[plain(m["month"])]
        reading: Reading | None = (
            read(Period.month(int(m["year"]), number)) if m["year"] else open_date(discourse, m, number)
        )
    elif m["decade"] or m["spelled"]:
        tens = _DECADES[plain(m["spelled"])] if m["spelled"] else int(m["decade"])
        reading = read(Period.decade(tens)) if tens >= 1000 else _decade_in(tens, discourse)
    else:
        century_number = _century_of(m)
        reading = None if century_number is None else read(Period.century(century_number - 1))
    if reading is None or reading.meaning is None:
        return reading
    return read(reading.meaning, *reading.steps, mod=mod, confidence=0.85)


def _decade_in(tens: int, discourse: Discourse) -> Reading:
    year = discourse.anchor.date[0]
    first = year // 100 * 100 + tens
    return read(Period.decade(first if first <= year + 9 * discourse.narrative else first - 100), confidence=0.8)


@rule(
    rf"(?P<season>{SEASON})(?:,? (?P<year>{YEAR})(?:[-–—/](?:\d\d|{YEAR})(?!\d)|-го)?(?![\d%]|[.,]\d)| {_OTHER_YEAR})",
    examples={
        "[Восени 1939] року почалися перемовини.": "1939-FA",
        "До [літа 1942] року фронт не рухався.": "1942-SU",
        "[Зима 1917—1918] років була тяжкою.": "1917-WI",
        "[Навесні цього року] відкриють дитсадок.": "2013-SP",
        "[Влітку минулого року] горів ліс.": "2012-SU",
    },
    rejects=["У літаку 1941 року."],
    priority=2,
)
def season_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season and its year."""
    told = year_of(m, discourse)
    assert told is not None
    number = SEASONS[plain(m["season"])]
    return read(Period.season(told[0], number, south=discourse.south), *told[1], confidence=0.95)


_SEASON_CUE = re.compile(
    r"\b(?:у|в|до|з|із|від|на|за|протягом|впродовж|упродовж|після|перед|початк\w+|початок|кін\w+|середин\w|наприкінці|"
    r"та|і|й|всю|усю|все|усе|весь|увесь|ціл\w+|пізн\w+|ранн\w+|половин\w)\s$",
    re.IGNORECASE,
)
_SEASON_ADVERBS = frozenset("навесні влітку улітку восени взимку узимку".split())


@rule(
    rf"(?P<season>{SEASON})",
    examples={
        "[Навесні] двір знову відкрили.": "2012-SP",
        "До [літа] басейн відремонтують.": "2013-SU",
        "[Восени] тут збирають яблука.": "2012-FA",
    },
    rejects=["Їй тоді було багато літа.", "Літа минають швидко.", "Зима Іван приїхав."],
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season alone; "літа" are also years of age, so a noun needs a preposition."""
    word = plain(m["season"])
    if word not in _SEASON_ADVERBS and not _SEASON_CUE.search(m.string[max(0, m.start() - 14) : m.start()]):
        return None
    reached = story(discourse, m.start())
    if reached is None:
        return resolution.open_season(discourse, m, SEASONS[word])
    middle = SEASONS[word] * 3 + 1 + 6 * discourse.south
    here = Period.season(reached.year_of(min(middle, 12)), SEASONS[word], south=discourse.south)
    return read(here, step("previous_date", m[0], reached.period), confidence=0.75)


# ------------------------------------------------------------------------------------------------ clock times

_ZONE = r"(?: за (?:місцевим|всесвітнім|[а-яіїєґ]{4,16}ським) часом)?"
_PART_OF_DAY = r"(?: (?P<part>ранку|дня|вечора|ночі|пополудні|пообіді))?"
_AT = re.compile(r"\b(?:об?|до|з|із|від|після|близько|на|між|та|і|по|приблизно)\s$", re.IGNORECASE)
_TIME = r"(?P<hour>[01]?\d|2[0-4])(?P<sep>[:.]) ?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d%:]|[.,]\d)(?: годин(?:а|и|і|у|ою)?\b| год\.)?"  # noqa: E501
_DATE_THEN = rf"{_WEEKDAY}{_DAY} (?P<month>{MONTH_OF_DAY})(?:{_OF_YEAR})?{YEAR_WORD},? (?:об?|близько|приблизно об?) "
_THEN_DATE = rf"(?:,? (?:(?:у|в) )?{_WEEKDAY}{_DAY} (?P<month>{MONTH_OF_DAY})(?:{_OF_YEAR})?)"
_THEN_DAY = rf"(?:,? (?:(?:у|в) (?P<on>{WEEKDAY})|(?P<named>сьогодні|завтра|вчора|учора)))?"


def _hour(hour: int, part: str | None) -> int:
    """The hour of 24 that an hour and the part of the day behind it tell: 12 at night is 0, 7 in the evening 19."""
    if part is None or hour > 12:
        return hour
    return hour % 12 + (12 if plain(part) in ("дня", "вечора", "пополудні", "пообіді") else 0)


def _clock(m: Match, discourse: Discourse, day: Period, steps: tuple[Step, ...], confidence: float) -> Reading | None:
    groups = m.groupdict()
    minute = int(groups["minute"]) if groups.get("minute") else None
    second = int(groups["second"]) if groups.get("second") else None
    hour = _hour(int(m["hour"]) if m["hour"] else ordinal_of(groups["spelled"]), groups.get("part"))
    if hour > 24 or (hour == 24 and minute):
        return None
    return read(Period.clock(day.first_day, hour, minute, second), *steps, confidence=confidence)


def clock_day(m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]]:
    """The day a clock time belongs to: the one told behind it, else the last one mentioned nearby, else the DCT's."""
    if m["on"]:
        reading = resolution.open_weekday(discourse, m, weekday_of(m["on"]))
        if isinstance(reading.meaning, Period):
            return reading.meaning, reading.steps
    if m["named"]:
        return discourse.dct.shift({"сьогодні": 0, "завтра": 1}.get(plain(m["named"]), -1)), ()
    day = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE, Granularity.HOUR)
    if day is not None and (discourse.narrative or m.start() - discourse.mentions[-1].end < 300):
        hour = m.groupdict().get("hour") or ""
        into_morning = day.part is DayPart.NIGHT and hour.isdigit() and int(hour) < 12
        day = day.to(Granularity.DAY).shift(into_morning)
        return day, (step("previous_date", discourse.mentions[-1].text, day),)
    return discourse.dct, (step("publication", m[0], discourse.dct),)


@rule(
    rf"{_TIME}{_PART_OF_DAY}{_ZONE}{_THEN_DAY}",
    examples={
        "Потяг вирушив о [14:30] від вокзалу.": "2013-02-12T14:30",
        "Наступ почався о [6.05 ранку].": "2013-02-12T06:05",
        "Збори розпочнуться о [7:30 вечора].": "2013-02-12T19:30",
    },
    rejects=[
        "Рахунок 14.30 гривень.",
        "Матч закінчився 2:10.",
        "Перемога з рахунком 12:10.",
        "Він пробіг за 3.58 секунди.",
    ],
    priority=3,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time; without "о" before it or a word behind it, only two figures and a colon are one."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    told = (
        _AT.search(before) or m["part"] or "годин" in m[0].lower() or "год." in m[0].lower() or " час" in m[0].lower()
    )
    if not told and (m["sep"] == "." or len(m["hour"]) == 1):
        return None
    if not told and re.search(r"(?:\d:\d+,?|рахун\w+)\s$", before):
        return None  # a score
    if m["sep"] == "." and not m["part"] and not re.search(r"\bоб?\s$", before, re.IGNORECASE):
        return None
    day, steps = clock_day(m, discourse)
    return _clock(m, discourse, day, steps, 0.85)


@rule(
    rf"{_DATE_THEN}{_TIME}{_PART_OF_DAY}{_ZONE}",
    examples={
        "Акт підписали [2 вересня 2012 року о 9:02] на борту.": "2012-09-02T09:02",
        "[8 лютого о 6.05 ранку] сталася аварія.": "2013-02-08T06:05",
    },
    priority=5,
)
def day_clock(m: Match, discourse: Discourse) -> Reading | None:
    """A day and the clock time on it."""
    reading = _day(m, discourse, MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"])))
    if not isinstance(reading.meaning, Period):
        return reading
    return _clock(m, discourse, reading.meaning, reading.steps, min(reading.confidence, 0.9))


@rule(
    rf"{_TIME}{_PART_OF_DAY}{_ZONE}{_THEN_DATE}",
    examples={"Тривога тривала до [23:15 11 лютого].": "2013-02-11T23:15"},
    priority=5,
)
def clock_on_day(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time and the day it is on."""
    return day_clock.resolve(m, discourse)


_HOUR_STEMS = ("перш", "друг", "четверт", "п'ят", "шост", "сьом", "восьм", "дев'ят", "десят", "одинадцят", "дванадцят")
_HOUR_WORDS = [
    stem + ending for stem in _HOUR_STEMS for ending in ("а", "ої", "ій", "у")
] + "третя третьої третій третю".split()
_HOURS = rf"(?:(?P<hour>\d{{1,2}})(?:-(?:й|ша|та|га|а|ої|у|ій))?|(?P<spelled>{one_of(_HOUR_WORDS)}))"


@rule(
    rf"{_HOURS}(?: (?:година|годині|години|годину)|(?= (?:ранку|вечора|ночі|дня))){_PART_OF_DAY}{_THEN_DAY}",
    examples={
        "Прийшов о [восьмій годині] на роботу.": "2013-02-12T08:00",
        "Гарнізон тримався до [5 години вечора].": "2013-02-12T17:00",
        "Зустріч о [сьомій ранку].": "2013-02-12T07:00",
        "О [15-й годині] оголосили тривогу.": "2013-02-12T15:00",
        "У [ніч на неділю] гриміло, а о [3-й годині] вщухло.": "2013-02-09TNI|2013-02-10T03:00",
        "Двері будуть відчинені о [8 ранку у п'ятницю].": "2013-02-15T08:00",
    },
    rejects=["Дорога забрала 3 години.", "Минула одна година.", "Друга година поспіль."],
    priority=3,
)
def hour(m: Match, discourse: Discourse) -> Reading | None:
    """A full hour: "о восьмій годині", "до 5 години вечора"; "3 години" alone are an amount."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    if not re.search(r"\b(?:об?)\s$", before, re.IGNORECASE) and not (m["part"] and _AT.search(before)):
        return None
    day, steps = clock_day(m, discourse)
    return _clock(m, discourse, day, steps, 0.8)


@rule(
    rf"(?P<what>пів|чверть) (?P<way>на|до|по) (?:(?P<hour>\d{{1,2}})(?:-у)?|(?P<spelled>{one_of(_HOUR_WORDS)}))"
    rf"{_PART_OF_DAY}{_THEN_DAY}",
    examples={
        "Вистава почнеться о [пів на восьму вечора].": "2013-02-12T19:30",
        "Прийшов о [чверть на десяту].": "2013-02-12T09:15",
    },
    rejects=["Чверть на двох.", "Пів на пів."],
    priority=3,
)
def part_of_hour(m: Match, discourse: Discourse) -> Reading | None:
    """Half past seven is "пів на восьму"; only behind "о", for "чверть" is also a quarter of anything."""
    if not re.search(r"\b(?:об?|близько|до|після)\s$", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE):
        return None
    told = int(m["hour"]) if m["hour"] else ordinal_of(m["spelled"])
    forward = plain(m["way"]) == "по"
    minutes = 30 if plain(m["what"]) == "пів" else 15 if plain(m["way"]) in ("на", "по") else 45
    day, steps = clock_day(m, discourse)
    hour = _hour(told if forward or told < 1 else told - 1, m["part"])
    return read(Period.clock(day.first_day, hour % 24, minutes), *steps, confidence=0.8) if told <= 24 else None


@rule(
    r"(?P<time>опівночі|північ|півночі|опівдні|полудень|полудня)" + _THEN_DAY,
    examples={
        "Перемир'я набуло чинності [опівночі].": "2013-02-12T24:00",
        "Гудок пролунав [опівдні].": "2013-02-12T12:00",
        "[Близько півночі] світло згасло.": "2013-02-12T24:00 APPROX",
    },
    rejects=["Війська рушили на північ.", "На півночі країни сніжить.", "Дорога до півночі області."],
    priority=1,
)
def noon(m: Match, discourse: Discourse) -> Reading | None:
    """Noon and midnight; "північ" is also the north, which "близько" and "до" alone cannot tell from midnight."""
    word = plain(m["time"])
    before = m.string[max(0, m.start() - 14) : m.start()]
    if word == "північ" or (word == "півночі" and not re.search(r"\b(?:близько|після|опів)\s$", before, re.IGNORECASE)):
        return None
    if word == "півночі" and re.match(r"\s(?:від|[^\W\d_]+(?:ії|ої|у|ни))\b", m.string[m.end() : m.end() + 24]):
        return None
    day, steps = clock_day(m, discourse)
    return read(Period.clock(day.first_day, 24 if "ноч" in word else 12, 0), *steps, confidence=0.8)
