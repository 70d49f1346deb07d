"""Clock times, with the day they belong to: "14h30", "huit heures du soir", "midi"."""

from __future__ import annotations

import re

from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import DayPart, Period
from app.timex.lang import romance
from app.timex.lang.fr.relative import day_named
from app.timex.lang.fr.words import HOURS, MONTH, SPELLED, WEEKDAY, count_of, month_of
from app.timex.lang.romance import YEAR, one_of, plain
from app.timex.timex3 import Step

_ZONE = r"(?P<zone>,? \(?(?:heures? (?:locale|de Paris|française|GMT)|GMT|UTC|HNE|CET|CEST)\)?)"
_PART = r"(?: (?:du (?P<part>matin|soir)|de (?P<noon>l['’]apr[èe]s-midi)))"
_OF_DAY = (
    rf"(?: (?P<when>{WEEKDAY}|hier|demain|aujourd['’]hui)(?! (?:matin|soir|apr[èe]s|\d))|"
    rf" (?:le|du) (?P<date>\d{{1,2}})(?:er)? (?P<month>{MONTH})(?: (?P<year>{YEAR}))?)?"
)
_AT = r"(?:(?P<at>à) )?"


def _clock_day(m: Match, discourse: Discourse) -> tuple[Period, Step]:
    """The day told beside a clock time, else the one being spoken of."""
    named = day_named(m["when"], m, discourse) if m["when"] else None
    return romance.clock_day(discourse, m, month_of(m["month"]) if m["date"] else None, named)


def _start(m: Match, discourse: Discourse) -> int:
    """Where a clock time begins: "à" stays with it behind a day ("lundi à 20 heures").

    A bare "à" between two expressions would join them to a range, as in "de mars à mai".
    """
    if not m["at"]:
        return m.start()
    return m.start() if romance.beside_day(discourse, m) else m.start("hour")


def _hour(hour: int, m: Match) -> int:
    if m["noon"]:
        return romance.clock_hour(hour, DayPart.AFTERNOON)
    return romance.clock_hour(hour, DayPart.EVENING if (m["part"] or "").lower() == "soir" else None)


@rule(
    rf"{_AT}(?P<hour>[01]?\d|2[0-4])(?: ?h(?:eures?)? ?|:)(?P<minute>[0-5]\d)(?![\d%]|[.,:]\d)(?: ?h\b| min"
    rf"(?:utes)?\b)?{_PART}?{_ZONE}?{_OF_DAY}",
    examples={
        "Le train part à [14h30].": "2013-02-12T14:30",
        "La séance ouvre à [9 h 05].": "2013-02-12T09:05",
        "Le séisme eut lieu à [03:12 GMT].": "2013-02-12T03:12",
        "Il viendra à [20h15 jeudi].": "2013-02-14T20:15",
        "Match [demain] [à 21h00].": "2013-02-13|2013-02-13T21:00",
    },
    rejects=["Il courut 3:58,2 secondes.", "Score de 12:7."],
    priority=4,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time in figures."""
    hour = _hour(int(m["hour"]), m)
    if hour > 24 or (":" in m[0] and len(m["hour"]) == 1 and not m["at"]):
        return None
    day, why = _clock_day(m, discourse)
    return read(Period.clock(day.first_day, hour, int(m["minute"])), why, confidence=0.87, start=_start(m, discourse))


_CUE = re.compile(
    r"\b(?:à|dès|vers|avant|après|depuis|entre|et|de|jusqu['’]à|d['’]ici|à partir de|sur les coups de|aux environs de|"
    r"passé)\s$",
    re.IGNORECASE,
)


@rule(
    rf"{_AT}(?P<hour>2[0-4]|[01]?\d|{one_of(HOURS)}) ?(?P<unit>heures?|h)\b(?: (?:et (?P<and>demie?|quart)|"
    rf"(?P<less>moins) (?:le )?(?P<minus>quart|dix|cinq|vingt)|(?P<plus>{SPELLED})(?! (?:de|d['’]))))?(?P<sharp> "
    rf"(?:précises?|pile))?{_PART}?{_ZONE}?{_OF_DAY}",
    examples={
        "Il a commencé à [huit heures du soir].": "2013-02-12T20:00",
        "On ferme à [15 heures].": "2013-02-12T15:00",
        "Rendez-vous à [dix heures et demie].": "2013-02-12T10:30",
        "Il sortit à [trois heures moins le quart].": "2013-02-12T02:45",
        "Ouvert dès [9 h].": "2013-02-12T09:00",
        "Il s'est levé vers [4 heures du matin].": "2013-02-12T04:00",
        "L'attaque commença à [5 heures du matin le 1er mai 2012].": "2012-05-01T05:00",
    },
    rejects=["La semaine de 35 heures.", "Il dormit huit heures.", "Trois heures plus tard, il partit."],
    priority=4,
)
def oclock(m: Match, discourse: Discourse) -> Reading | None:
    """An hour behind "à" or with a part of day ("huit heures du soir", "15 heures"); elsewhere hours are an amount."""
    told = m["part"] or m["noon"] or m["sharp"] or m["zone"] or m["when"] or m["less"]
    before = m.string[max(0, m.start("hour") - 16) : m.start("hour")]
    led = m["at"] or _CUE.search(before)
    if not told and (
        not led or re.match(r" (?:de |d['’]|plus|après|avant|par|supplémentaires)", m.string[m.end() : m.end() + 9])
    ):
        return None
    if (
        not told
        and re.search(r"\bde\s$", before, re.IGNORECASE)
        and not re.match(r" à \d", m.string[m.end() : m.end() + 5])
    ):
        return None
    hour = int(m["hour"]) if m["hour"].isdigit() else HOURS[plain(m["hour"])]
    minutes = {"demi": 30, "demie": 30, "quart": 15}.get((m["and"] or "").lower(), 0)
    if m["less"]:
        hour, minutes = hour - 1, 60 - {"quart": 15, "dix": 10, "cinq": 5, "vingt": 20}[m["minus"].lower()]
    elif m["plus"]:
        minutes = int(count_of(m["plus"]) or 0)
    hour = _hour(hour, m)
    if not 0 <= hour <= 24 or minutes > 59:
        return None
    day, why = _clock_day(m, discourse)
    return read(
        Period.clock(day.first_day, hour, minutes), why, confidence=0.85 if told else 0.75, start=_start(m, discourse)
    )


@rule(
    r"(?P<hour>2[0-4]|[01]?\d)(?= (?:à|et) (?:2[0-4]|[01]?\d) ?(?:heures|h)\b)",
    examples={"Ouvert de [9] à [14 heures] sans pause.": "2013-02-12T09:00|2013-02-12T14:00"},
    rejects=["Il faut 9 à 14 heures.", "De 9 à 14 ans."],
    priority=3,
)
def hours_open(m: Match, discourse: Discourse) -> Reading | None:
    """The first end of "de 9 à 14 heures"."""
    if not re.search(r"\b(?:de|entre)\s$", m.string[max(0, m.start() - 6) : m.start()], re.IGNORECASE):
        return None
    day, why = romance.day_spoken_of(discourse, m)
    return read(Period.clock(day.first_day, int(m["hour"]), 0), why, confidence=0.7)


@rule(
    rf"(?P<word>midi|minuit)(?P<half> et demie?)?{_OF_DAY}",
    examples={
        "Le délai expire à [minuit].": "2013-02-12T24:00",
        "Ils ont mangé à [midi].": "2013-02-12T12:00",
        "Avant [midi jeudi], il faudra choisir.": "2013-02-14T12:00",
    },
    rejects=["Le soleil du Midi.", "Il fait nuit en plein midi de la France."],
    priority=3,
)
def noon(m: Match, discourse: Discourse) -> Reading | None:
    """Noon, and midnight as the end of the day it is named with (T24:00)."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    if m["word"][0].isupper() or not re.search(
        r"\b(?:à|avant|après|vers|dès|jusqu['’]à|d['’]ici|entre|et|depuis)\s$", before, re.IGNORECASE
    ):
        return None
    day, why = _clock_day(m, discourse)
    if m["word"].lower() == "minuit":
        hour, day = (0, day.shift(1)) if m["half"] else (24, day)
    else:
        hour = 12
    return read(Period.clock(day.first_day, hour, 30 if m["half"] else 0), why, confidence=0.8)
