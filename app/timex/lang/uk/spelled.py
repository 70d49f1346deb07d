"""Dates written out in words: "двадцять четвертого серпня", "тисяча дев'ятсот сорок п'ятий рік"."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Period
from app.timex.lang.uk.absolute import DAY_NUMBER, OF_YEAR, day_told
from app.timex.lang.uk.words import (
    DAY_IN_WORDS,
    MONTH,
    MONTH_OF_DAY,
    MONTHS,
    MONTHS_OF_DAY,
    SPELLED_SHORT_YEAR,
    SPELLED_YEAR,
    ordinal_of,
    plain,
    spelled_year,
)
from app.timex.timex3 import Step

_ORDINAL = rf"(?P<ordinal>{DAY_IN_WORDS})(?:-{DAY_IN_WORDS})?"


@rule(
    rf"{_ORDINAL} (?P<month>{MONTH_OF_DAY}){OF_YEAR}?",
    examples={
        "Свято припадає на [перше травня].": "2013-05-01",
        "Закон ухвалили [двадцять четвертого серпня 1991] року.": "1991-08-24",
    },
    rejects=["Перше місце посіли гості."],
    priority=2,
)
def day(m: Match, discourse: Discourse) -> Reading | None:
    """The day written out."""
    return day_told(m, discourse, MONTHS_OF_DAY[plain(m["month"])], ordinal_of(m["ordinal"]))


# "Йому минув двадцять перший рік": how old somebody is.
_AGE = re.compile(r"\b(?:мину(?:в|є|ло)|пішов|йшов|ішов|йде|іде|стукнув|доходив|уже|вже|на)\s$", re.IGNORECASE)


@rule(
    rf"(?:(?P<number>{DAY_NUMBER}|{_ORDINAL}) (?P<month>{MONTH_OF_DAY}) |(?P<whole>{MONTH}) )?"
    rf"(?:(?P<year>{SPELLED_YEAR})(?: (?:року|рік|роком)(?!\w))?|"
    rf"(?P<short>{SPELLED_SHORT_YEAR}) (?P<word>року|рік|році))",
    examples={
        "Він народився [тисяча дев'ятсот сорок п'ятого року].": "1945",
        "У [дві тисячі восьмому] році село згоріло.": "2008",
        "Помер він [десятого березня тисяча вісімсот шістдесят першого року].": "1861-03-10",
        "Сталося це у [сорок першому] році.": "1941",
        "На [двотисячний рік] чекали всі.": "2000",
        "Сніг лежав до [квітня тисяча дев'ятисотого року].": "1900-04",
    },
    rejects=[
        "Тисяча дев'ятсот людей прийшло.",
        "Дві тисячі других варіантів.",
        "Це сорок перша школа.",
        "Йому минув двадцять перший рік.",
        "Він помер на сорок другому році життя.",
    ],
    priority=3,
)
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A year in words, alone or behind its day or month; of the last two figures alone, the nearest such year."""
    end = m.start("word") - 1 if m["word"] and plain(m["word"]) == "році" else None
    why: tuple[Step, ...] = ()
    if m["short"]:
        if _AGE.search(m.string[max(0, m.start() - 16) : m.start()]):
            return None
        told = resolution.short_year(f"{spelled_year(m['short']):02d}", discourse)
        why = (step("nearest_past", m["short"], f"{told:04d}"),)
    else:
        told = spelled_year(m["year"])
    if m["month"]:
        number = ordinal_of(m["ordinal"] or m["number"])
        reading = resolution.date(told, MONTHS_OF_DAY[plain(m["month"])], number)
    elif m["whole"]:
        reading = resolution.date(told, MONTHS[plain(m["whole"])])
    else:
        reading = read(Period.year(told), confidence=0.93)
    if reading.meaning is None:
        return reading
    return read(reading.meaning, *why, confidence=reading.confidence if m["year"] else 0.8, end=end)
