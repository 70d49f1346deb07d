"""Days and months that name their place in the calendar."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import DayPart, Period
from app.timex.lang import anchored, nth, series
from app.timex.lang.de.words import (
    MONTH,
    MONTHS,
    NAMES,
    PART,
    PART_ADVERB,
    PARTS,
    SAME,
    SHORT_WEEKDAYS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    direction_of,
    ordinal_of,
    ordinals,
    plain,
)
from app.timex.timex3 import Step

YEAR = r"(?:1\d{3}|20\d{2})"


DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])\."


DAY = rf"(?P<day>{DAY_NUMBER})"


TOLD_YEAR = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"


ON_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}|(?:mo|di|mi|do|fr|sa|so)\b\.?),? (?:de[nmr] )?)?"


# "dieses Jahres", "des vergangenen Jahres": a year told by where it lies.
OTHER_YEAR = rf"(?:des |de[mn] )?(?P<which>{WHICH}|{SAME}) jahres"


OF_YEAR = rf"(?:(?: des jahres)? {TOLD_YEAR}| {OTHER_YEAR})"


def year_of(m: Match, discourse: Discourse) -> tuple[int, tuple[Step, ...]] | None:
    """The year told in figures, or by where it lies from the reference time; None where neither was said."""
    groups = m.groupdict()
    if groups.get("year"):
        return int(groups["year"]), ()
    words = groups.get("which")
    if words is None:
        return None
    if re.fullmatch(SAME, plain(words)):
        year = (discourse.last() or discourse.dct).date[0]
        return year, (Step("previous_date", words, f"{year:04d}"),)
    year = discourse.anchor.date[0] + direction_of(words)
    return year, (Step("reference_time", words, f"{year:04d}"),)


def month_of(word: str) -> int:
    return MONTHS[plain(word)]


def weekday_of(word: str) -> int:
    """The ISO number of a weekday, written out or shortened."""
    word = plain(word).rstrip(".")
    return WEEKDAYS[word] if word in WEEKDAYS else SHORT_WEEKDAYS[word]


def day_told(m: Match, discourse: Discourse, month: int, day: int) -> Reading | None:
    """A day of a month in the year told, or the one left open; its weekday may tell the year, or disagree."""
    told = year_of(m, discourse)
    if told is not None:
        reading = resolution.date(told[0], month, day)
        if reading.meaning is not None and told[1]:
            reading = read(reading.meaning, *told[1], confidence=0.93)
    else:
        ending = resolution.range_end(discourse, m.start(), month, day)
        reading = ending or resolution.open_date(discourse, m, month, day)
    weekday = m.groupdict().get("weekday")
    if weekday is None:
        return reading
    return resolution.on_weekday(reading, weekday_of(weekday), weekday, open_year=told is None)


@rule(
    resolution.ISO,
    examples={
        "Letzter Eintrag: [2013-02-11].": "2013-02-11",
        "Gesendet [2013-02-11 09:30] aus Bonn.": "2013-02-11T09:30",
    },
    rejects=["Artikel 2013-02-111 ist vergriffen."],
    priority=5,
)
def iso(m: Match, discourse: Discourse) -> Reading | None:
    """ISO 8601 dates and date-times."""
    return resolution.iso(m)


@rule(
    rf"{ON_WEEKDAY}(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?(?P<year>\d{{4}}|\d\d)(?!\.?\d|:\d)",
    examples={
        "Unterschrieben am [11.02.2013].": "2013-02-11",
        "Das Foto vom [25. 12. 1999] fehlt.": "1999-12-25",
        "Rechnung vom [3.1.13] bezahlt.": "2013-01-03",
        "Termin: [Mo., 11.02.2013].": "2013-02-11",
    },
    rejects=["Version 1.2.34.5 ist da.", "Die Fassung 10.11.12 behebt das.", "Siehe 12.13.14."],
    priority=3,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year in figures, in this order."""
    year = int(m["year"]) if len(m["year"]) == 4 else resolution.short_year(m["year"], discourse)
    month, day = int(m["month"]), int(m["day"])
    if not civil.is_date(year, month, day) or resolution.is_version(m):
        return None
    reading = read(Period.day(year, month, day), confidence=0.95)
    if m["weekday"] is None:
        return reading
    return resolution.on_weekday(reading, weekday_of(m["weekday"]), m["weekday"], open_year=False)


@rule(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?![\d])",
    examples={"Geöffnet bis zum [24.2.] im Rathaus.": "2013-02-24", "Das Treffen am [5.2.] fiel aus.": "2013-02-05"},
    rejects=["Kapitel 3.4. lesen.", "Siehe 5.2. unten."],
)
def numeric_open(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month in figures, behind a word that a date stands behind; sections of a text look the same."""
    if not re.search(
        r"\b(?:am|vom|zum|bis|ab|seit|den|dem|de[rs])\s$", m.string[max(0, m.start() - 6) : m.start()], re.IGNORECASE
    ):
        return None
    month, day = int(m["month"]), int(m["day"])
    return resolution.open_date(discourse, m, month, day) if civil.is_date(2000, month, day) else None


@rule(
    rf"{ON_WEEKDAY}{DAY} ?(?P<month>{MONTH}){OF_YEAR}",
    examples={
        "Sie wurde am [22. März 1985] geboren.": "1985-03-22",
        "Er ging am [Montag, den 11. Februar 2013].": "2013-02-11",
        "Das Gesetz gilt seit dem [1. Januar dieses Jahres].": "2013-01-01",
        "Am [30. Juni vergangenen Jahres] schloss die Schule.": "2012-06-30",
        "Einen [30. Februar 2012] gab es nicht.": "",
    },
    rejects=["Er wurde 3. Mai-Königin 2012er Wein."],
    priority=3,
)
def day_month_year(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year."""
    return day_told(m, discourse, month_of(m["month"]), ordinal_of(m["day"]))


@rule(
    rf"{ON_WEEKDAY}{DAY} ?(?P<month>{MONTH})",
    examples={
        "Die Wahl am [2. November] verlief ruhig.": "2012-11-02",
        "Die Schau wird am [2. März] eröffnet.": "2013-03-02",
        "Am [Freitag, 8. Februar], brannte es.": "2013-02-08",
        "Am [Fr., 8. Feb.] bleibt es zu.": "2013-02-08",
        "Am [3.]/[4. Juli] war zu.": "2012-07-03|2012-07-04",
    },
    rejects=["So 3. Plätze sind frei."],
    priority=1,
)
def day_month(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month; the year is open."""
    return day_told(m, discourse, month_of(m["month"]), ordinal_of(m["day"]))


@rule(
    rf"(?:(?P<before>{PART}) de[sr] )?{ON_WEEKDAY}{DAY} ?(?P<month>{MONTH})(?:{OF_YEAR})?"
    rf"(?:,? (?P<after>{PART_ADVERB}|früh)|,? (?:am|in der) (?P<noun>{PART}))?",
    examples={
        "Am [Morgen des 22. Juni 2012] brannte es.": "2012-06-22TMO",
        "Am [3. Mai 2012 abends] fiel der Strom aus.": "2012-05-03TEV",
        "Am [8. Februar am Nachmittag] schneite es.": "2013-02-08TAF",
    },
    rejects=["Am Abend des Festes.", "Am 3. Mai 2012."],
    priority=4,
)
def part_of_date(m: Match, discourse: Discourse) -> Reading | None:
    """A part of a day that is told by its date."""
    part = m["before"] or m["after"] or m["noun"]
    if part is None:
        return None
    reading = day_told(m, discourse, month_of(m["month"]), ordinal_of(m["day"]))
    return None if reading is None else anchored.of_day(reading, PARTS[plain(part)])


@rule(
    rf"(?P<first>{DAY_NUMBER}) ?\((?P<second>{DAY_NUMBER})\) ?(?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
    examples={
        "Er wurde am [15. (3.) November 1860] geboren.": "1860-11-15",
        "Am [3. (15.) Mai] fiel sie.": "2012-05-15",
    },
    rejects=["Am 3. (4.) Mai."],
    priority=5,
)
def two_calendars(m: Match, discourse: Discourse) -> Reading | None:
    """A day by both calendars, the Gregorian one ten to thirteen days ahead of the Julian."""
    old, new = sorted((ordinal_of(m["first"]), ordinal_of(m["second"])))
    if not 10 <= new - old <= 13:
        return None
    month = month_of(m["month"])
    if m["year"]:
        return resolution.date(int(m["year"]), month, new)
    return resolution.open_date(discourse, m, month, new)


@rule(
    rf"(?P<day>{ordinals(31)}) (?P<month>{MONTH})(?:{OF_YEAR})?",
    examples={
        "Es war der [dritte Mai 2012].": "2012-05-03",
        "Der Feiertag wird auf den [ersten Mai] fallen.": "2013-05-01",
    },
    rejects=["Der erste Mais wird geerntet."],
    priority=3,
)
def spelled_day(m: Match, discourse: Discourse) -> Reading | None:
    """The day written out."""
    return day_told(m, discourse, month_of(m["month"]), ordinal_of(m["day"]))


@rule(
    rf"nacht (?:vo[mn] (?:\d{{1,2}}\.|{WEEKDAY}) )?(?:zum|zu|auf(?: den)?) "
    rf"(?:{DAY} (?P<month>{MONTH})(?: (?P<year>{YEAR}))?|(?P<weekday>{WEEKDAY}))",
    examples={
        "In der [Nacht zum 5. Februar] schneite es.": "2013-02-04TNI",
        "In der [Nacht auf Montag] brach der Damm.": "2013-02-10TNI",
        "In der [Nacht vom 10. auf den 11. Januar] fiel der Strom aus.": "2013-01-10TNI",
    },
    rejects=["Eine Nacht auf der Brücke."],
    priority=4,
)
def night_to(m: Match, discourse: Discourse) -> Reading | None:
    """The night that leads into a day begins on the day before."""
    if m["month"]:
        month, day = month_of(m["month"]), ordinal_of(m["day"])
        year = int(m["year"]) if m["year"] else None
        reading = resolution.date(year, month, day) if year else resolution.open_date(discourse, m, month, day)
    else:
        reading = resolution.open_weekday(discourse, m, weekday_of(m["weekday"]))
    if not isinstance(reading.meaning, Period):
        return reading
    night = Period.part_of_day(reading.meaning.first_day - 1, DayPart.NIGHT)
    return read(night, *reading.steps, confidence=reading.confidence)


@rule(
    rf"(?P<month>{MONTH}),?{OF_YEAR}",
    examples={
        "Das Werk schloss im [Mai 2011].": "2011-05",
        "Von [September 1939] bis [Juni 1941] galt das.": "1939-09|1941-06",
        "Im [Dezember vergangenen Jahres] stiegen die Preise.": "2012-12",
        "Sie heiraten im [Januar nächsten Jahres].": "2014-01",
        "Im [März desselben Jahres] starb er.": "2013-03",
    },
    rejects=["Mais 2011 geerntet."],
    priority=2,
)
def month_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and its year."""
    told = year_of(m, discourse)
    assert told is not None
    return read(Period.month(told[0], month_of(m["month"])), *told[1], confidence=0.97 if not told[1] else 0.93)


@rule(
    rf"(?P<nth>{ordinals(5)}|[1-5]\.|letzte[mnrs]?) (?:(?P<weekday>{WEEKDAY})s?|wochenende[ns]?) "
    rf"(?:im|des|des monats|im monat) (?P<month>{MONTH})s?(?:,?{OF_YEAR})?",
    examples={
        "Gewählt wird am [ersten Dienstag im März].": "2013-03-05",
        "Am [letzten Sonntag im Oktober] brannte es.": "2012-10-28",
        "Am [dritten Montag des Januar 2011] fiel der Strom aus.": "2011-01-17",
        "Das Fest wird am [2. Wochenende im Juni] gefeiert.": "2013-W23-WE",
    },
    rejects=["Der erste Montag im Amt."],
    priority=4,
)
def nth_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """The n-th of a weekday in a month: "der erste Dienstag im November"."""
    which = -1 if plain(m["nth"]).startswith("letzt") else ordinal_of(m["nth"])
    told = year_of(m, discourse)
    number = weekday_of(m["weekday"]) if m["weekday"] else None
    return nth.weekday(discourse, m, which, number, month_of(m["month"]), None if told is None else told[0])


_MONTH_CUE = re.compile(
    r"(?:\b(?:im|in|seit|bis|ab|vo[nm]|zum|und|oder|anfang|beginn|mitte|ende|de[nrms]|diese[nmrs]?|letzte[nmrs]?|"
    r"vergangene[nmrs]?|nächste[nmrs]?|kommende[nmrs]?|jede[nmrs]?|für|gegen|nach|vor|zwischen)[\s-]|[-–—(,/]\s?)$",
    re.IGNORECASE,
)


@rule(
    rf"(?P<month>{MONTH})",
    examples={
        "Die Preise fielen im [Januar].": "2013-01",
        "Im [Mai] stand das Werk still.": "2012-05",
        "Bis [April] soll die Brücke stehen.": "2013-04",
        "[Mitte März] wird gewählt.": "2013-03 MID",
    },
    rejects=[
        "Juli Zeh las vor.",
        "Frau Mai und Herr März lasen vor.",
        "August Bebel sprach.",
        "August der Starke regierte.",
        "Er will mal kommen.",
        "Der Mais blüht.",
    ],
)
def month(m: Match, discourse: Discourse) -> Reading | None:
    """A month alone; where it is also a name and another name follows, it needs a preposition."""
    word = plain(m["month"])
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 6]
    cue = _MONTH_CUE.search(before) is not None
    if not m["month"][0].isupper() or (word.endswith(".") and not cue):
        return None
    if re.search(r"\b(?:Frau|Herrn?|Familie|Dr\.|Prof\.)\s$", before):
        return None
    if word in NAMES and not cue and re.match(r"\s(?:[A-ZÄÖÜ]|der |von )", after):
        return None
    return series.month_behind(discourse, m.start(), MONTHS[word]) or resolution.open_date(discourse, m, MONTHS[word])
