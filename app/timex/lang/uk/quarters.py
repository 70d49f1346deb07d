"""Parts of a year: quarters, halves, seasons; and halves of longer times."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Period
from app.timex.lang import anchored
from app.timex.lang.uk.absolute import OF_YEAR, OTHER_YEAR, TOLD_YEAR, YEAR, year_of
from app.timex.lang.uk.words import (
    MONTH,
    MONTHS,
    ROMAN,
    SEASON,
    SEASONS,
    one_of,
    ordinal_of,
    ordinals,
    plain,
)
from app.timex.lang.uk.years import CENTURY, CENTURY_WORD, DECADE_END, DECADE_WORD, DECADES, century_of
from app.timex.story import story
from app.timex.timex3 import Mod

_QUARTER = rf"(?P<number>I|II|III|IV|І|ІІ|ІІІ|ІV|[1-4](?:-?(?:й|го|му|м))?|{ordinals(4)}|останн(?:ій|ього|ьому|ім))"


_QUARTER_WORD = "(?:квартал|кварталу|кварталі|кварталом)"


def _quarter_number(words: str) -> int:
    """1 to 4, from a Roman or Arabic figure or a word."""
    # The pattern takes small letters too.
    if words.upper() in ROMAN:
        return ROMAN[words.upper()]
    return 4 if plain(words).startswith("останн") else ordinal_of(words)


@rule(
    rf"{_QUARTER} {_QUARTER_WORD}(?:{OF_YEAR}(?: року| р\.)?)?",
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
    rf"{_HALF}(?: (?:{TOLD_YEAR}(?: року| р\.)?|{OTHER_YEAR}|(?P<this>року)))?",
    examples={
        "У [першій половині 2012 року] видобуток зріс.": "2012-H1",
        "За [друге півріччя 2011] збитків не було.": "2011-H2",
        "До [другої половини року] ремонт завершать.": "2013-H2",
        "У [другому півріччі минулого року] він програв.": "2012-H2",
        "У [першому півріччі] ремонт завершать.": "2013-H1",
    },
    rejects=["Перша половина матчу.", "Друга половина шляху."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number, told = _half_of(m), year_of(m, discourse)
    if told is None and not m["this"] and not m["half2"]:
        return None
    if told is None:
        return read(Period.half(discourse.anchor.date[0], number), confidence=0.8)
    return read(Period.half(told[0], number), *told[1], confidence=0.95)


# A half, a third or a quarter of what has no such parts of its own, and where in it each lies.
_PORTION = (
    r"(?:(?P<part>перш|друг|трет|четверт|останн)(?:а|я|ої|ьої|ій|у|ю|ою|ьою)|"
    r"(?P<figure>I|II|III|IV|І|ІІ|ІІІ|ІV|[1-4])(?:-?(?:ша|га|тя|та|а|ї|ої|й|ій|у|ю))?) "
    r"(?P<share>половин(?:а|и|і|у|ою)|пол\.|третин(?:а|и|і|у|ою)|чверт(?:ь|і|ю)|чвертю|чв\.)"
)


_PARTS = ("перш", "друг", "трет", "четверт")


def _place_of(m: Match) -> Mod:
    """Which third it is. What is no third has no modifier in TIMEX3 and keeps the bounds of the whole."""
    part, share = plain(m["part"] or _PARTS[_quarter_number(m["figure"]) - 1]), plain(m["share"])
    if share.startswith("пол") or (share.startswith("чв") and part in ("друг", "трет")):
        return Mod.APPROX
    return {"перш": Mod.START, "друг": Mod.MID}.get(part, Mod.END)


@rule(
    rf"{_PORTION} (?:(?P<decade>(?:1\d|20)?\d0)-?{DECADE_END}{DECADE_WORD}?|"
    rf"(?P<spelled>{one_of(DECADES)}) (?:роки|років)|"
    rf"{CENTURY} {CENTURY_WORD}|(?P<month>{MONTH})(?:,? {TOLD_YEAR})?)",
    examples={
        "У [другій половині 50-х] село виросло.": "195 APPROX",
        "[Перша половина XIX століття] була мирною.": "18 APPROX",
        "У [другій половині травня 2012] року дощило.": "2012-05 APPROX",
        "В [останній чверті XVIII століття] тут був млин.": "17 END",
        "У [другій третині XVII ст.] точилися війни.": "16 MID",
        "Млин збудували в [І пол. XIX ст.] на річці.": "18 APPROX",
        "Від [2-ї половини 1920-х років] він мовчав.": "192 APPROX",
    },
    rejects=["Третя чверть матчу.", "Перша третина шляху."],
    priority=3,
)
def half_of_other(m: Match, discourse: Discourse) -> Reading | None:
    """A half, a third or a quarter of a decade, a century or a month."""
    mod = _place_of(m)
    if m["month"]:
        number = MONTHS[plain(m["month"])]
        reading: Reading | None = (
            read(Period.month(int(m["year"]), number)) if m["year"] else resolution.open_date(discourse, m, number)
        )
    elif m["decade"] or m["spelled"]:
        tens = DECADES[plain(m["spelled"])] if m["spelled"] else int(m["decade"])
        reading = read(Period.decade(tens)) if tens >= 1000 else anchored.decade(discourse, m[0], tens)
    else:
        century_number = century_of(m)
        reading = None if century_number is None else read(Period.century(century_number - 1))
    if reading is None or reading.meaning is None:
        return reading
    return read(reading.meaning, *reading.steps, mod=mod, confidence=0.85)


@rule(
    rf"(?P<season>{SEASON})(?:,? (?:з )?(?P<year>{YEAR})(?:(?:[-–—/]| на )(?:\d\d|{YEAR})(?!\d)|-го)?(?![\d%]|[.,]\d)|"
    rf" {OTHER_YEAR})",
    examples={
        "[Восени 1939] року почалися перемовини.": "1939-FA",
        "До [літа 1942] року фронт не рухався.": "1942-SU",
        "[Зима 1917—1918] років була тяжкою.": "1917-WI",
        "[Навесні цього року] відкриють дитсадок.": "2013-SP",
        "[Влітку минулого року] горів ліс.": "2012-SU",
        "[Узимку з 1812 на 1813] рік військо відступало.": "1812-WI",
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
    rejects=["Їй тоді було багато літа.", "Літа минають швидко.", "Він увійшов у літа.", "Зима Іван приїхав."],
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season alone; "літа" are also years of age, so a noun needs a preposition."""
    word = plain(m["season"])
    if word not in _SEASON_ADVERBS and not _SEASON_CUE.search(m.string[max(0, m.start() - 14) : m.start()]):
        return None
    if word == "літа" and re.search(r"\b[ув]\s$", m.string[max(0, m.start() - 3) : m.start()], re.IGNORECASE):
        return None  # "увійшов у літа": in years
    reached = story(discourse, m.start())
    if reached is None:
        return resolution.open_season(discourse, m, SEASONS[word])
    middle = SEASONS[word] * 3 + 1 + 6 * discourse.south
    here = Period.season(reached.year_of(min(middle, 12)), SEASONS[word], south=discourse.south)
    return read(here, step("previous_date", m[0], reached.period), confidence=0.75)
