"""Dates that name their place in the calendar: days, months, years, quarters, decades, centuries, clock times."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang.de.words import (
    MONTH,
    MONTHS,
    NAMES,
    NUMBERS,
    PART_ADVERB,
    PARTS,
    ROMAN,
    SAME,
    SEASONS,
    SHORT_WEEKDAYS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    adjective,
    direction_of,
    number_of,
    one_of,
    ordinal_of,
    ordinals,
    plain,
)
from app.timex.timex3 import Mod, Step

YEAR = r"(?:1\d{3}|20\d{2})"
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])\."
_DAY = rf"(?P<day>{DAY_NUMBER})"
_YEAR = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}|(?:mo|di|mi|do|fr|sa|so)\b\.?),? (?:de[nmr] )?)?"
# "dieses Jahres", "des vergangenen Jahres": a year told by where it lies.
OTHER_YEAR = rf"(?:des |de[mn] )?(?P<which>{WHICH}|{SAME}) jahres"
_OF_YEAR = rf"(?:(?: des jahres)? {_YEAR}| {OTHER_YEAR})"


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


def _day(m: Match, discourse: Discourse, month: int, day: int) -> Reading | None:
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
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?(?P<year>\d{{4}}|\d\d)(?!\.?\d|:\d)",
    examples={
        "Unterschrieben am [11.02.2013].": "2013-02-11",
        "Das Foto vom [25. 12. 1999] fehlt.": "1999-12-25",
        "Rechnung vom [3.1.13] bezahlt.": "2013-01-03",
        "Termin: [Mo., 11.02.2013].": "2013-02-11",
    },
    rejects=["Version 1.2.34.5 ist da.", "Siehe 12.13.14."],
    priority=3,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year in figures, in this order."""
    year = int(m["year"]) if len(m["year"]) == 4 else resolution.short_year(m["year"], discourse)
    month, day = int(m["month"]), int(m["day"])
    if not civil.is_date(year, month, day):
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
    rf"{_WEEKDAY}{_DAY} ?(?P<month>{MONTH}){_OF_YEAR}",
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
    return _day(m, discourse, month_of(m["month"]), ordinal_of(m["day"]))


@rule(
    rf"{_WEEKDAY}{_DAY} ?(?P<month>{MONTH})",
    examples={
        "Die Wahl am [2. November] verlief ruhig.": "2012-11-02",
        "Die Schau wird am [2. März] eröffnet.": "2013-03-02",
        "Am [Freitag, 8. Februar], brannte es.": "2013-02-08",
        "Am [Fr., 8. Feb.] bleibt es zu.": "2013-02-08",
    },
    rejects=["So 3. Plätze sind frei."],
    priority=1,
)
def day_month(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month; the year is open."""
    return _day(m, discourse, month_of(m["month"]), ordinal_of(m["day"]))


@rule(
    rf"(?P<day>{ordinals(31)}) (?P<month>{MONTH})(?:{_OF_YEAR})?",
    examples={
        "Es war der [dritte Mai 2012].": "2012-05-03",
        "Der Feiertag wird auf den [ersten Mai] fallen.": "2013-05-01",
    },
    rejects=["Der erste Mais wird geerntet."],
    priority=3,
)
def spelled_day(m: Match, discourse: Discourse) -> Reading | None:
    """The day written out."""
    return _day(m, discourse, month_of(m["month"]), ordinal_of(m["day"]))


@rule(
    rf"(?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
    examples={
        "Offen [3.]–[7. Juli 2012].": "2012-07-03|2012-07-07",
        "Am [3.]/[4. Juli] war zu.": "2012-07-03|2012-07-04",
    },
    rejects=["Im Juli 2012."],
    priority=5,
)
def day_behind_dash(m: Match, discourse: Discourse) -> Reading | None:
    """The second of two days joined by a sign ("3.–7. Juli"), found by its month.

    Digits behind a stop and a sign begin no expression, because versions and scores look like that.
    """
    day = re.search(r"\d\.[-–—/](\d{1,2})\. ?$", m.string[max(0, m.start() - 8) : m.start()])
    if day is None:
        return None
    month, number, start = month_of(m["month"]), int(day[1]), m.start() - len(day[0]) + day.start(1) - day.start()
    if m["year"]:
        reading = resolution.date(int(m["year"]), month, number)
    else:
        ending = resolution.range_end(discourse, start, month, number)
        reading = ending or resolution.open_date(discourse, m, month, number)
    if reading.meaning is None:
        return None
    return read(reading.meaning, *reading.steps, confidence=reading.confidence, start=start)


@rule(
    rf"nacht (?:vo[mn] (?:\d{{1,2}}\.|{WEEKDAY}) )?(?:zum|zu|auf(?: den)?) "
    rf"(?:{_DAY} (?P<month>{MONTH})(?: (?P<year>{YEAR}))?|(?P<weekday>{WEEKDAY}))",
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
    rf"(?P<month>{MONTH}),?{_OF_YEAR}",
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
    if word in NAMES and not cue and re.match(r"\s(?:[A-ZÄÖÜ]|der |von )", after):
        return None
    return resolution.open_date(discourse, m, MONTHS[word])


# What follows a number that counts something.
_COUNTED = re.compile(
    r"\s(?:(?:mensch|person|einwohner|soldat|mitarbeiter|arbeiter|teilnehmer|besucher|zuschauer|demonstrant|tote|verletzte|"
    r"opfer|kinder|frauen|männer|schüler|wohnung|häuser|stellen|stück|meter|kilometer|quadratm|kubikm|tonnen|kilo|gramm|"
    r"grad|prozent|euro|dollar|mark|franken|pfund|million|milliarde|stimmen|plätze|seiten|liter|hektar|jahre|tage|stunden|"
    r"minuten|wochen|monate|mal|km|m|kg|t|ha|mio|mrd)\w*|[€$%°])",
    re.IGNORECASE,
)
_ADJECTIVE_NOUN = re.compile(r"\s(?!\w+te\b|\w+ten\b)[a-zäöüß]{2,}(?:e|en|er|es)\s[A-ZÄÖÜ]")
# Words behind which a number is a year; those of the second kind stand before amounts as well.
_YEAR_CUE = re.compile(
    r"(?:\b(?:jahre?s?|jahren|seit|ab|anfang|mitte|ende|beginn|sommer|winter|herbst|frühjahr|frühling|saison)\s|[(–—]\s?)$",
    re.IGNORECASE,
)
_WEAK_CUE = re.compile(
    r"(?:\b(?:bis|von|zwischen|nach|vor|um|gegen|und|oder|in|erst|noch|bereits|schon|dann|etwa|circa|ca\.)\s|[/-])$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:[$£€#№]|\b(?:nr|nummer|seite|zimmer|raum|paragraf|artikel|kapitel|tel|telefon|modell|typ|serie|din|iso|windows|"
    r"postfach|route|flug|boeing|airbus|[a-z]|über|rund|fast|knapp|mehr als|mit|von den)\.?)\s?$",
    re.IGNORECASE,
)


@rule(
    rf"(?:jahre?s? )?{_YEAR}",
    examples={
        "Im [Jahr 1957] schloss die Fabrik.": "1957",
        "[2010] wurde ein Lehrer gewählt.": "2010",
        "Die Revolution ([1910]–[1917]) änderte das Land.": "1910|1917",
        "Seit [2009] gilt der Preis.": "2009",
        "Es war [Anfang 2012] kalt.": "2012 START",
    },
    rejects=["Rund 1200 Menschen kamen.", "Über 1500 Soldaten.", "Zimmer 2012 ist frei.", "Er zahlte 1990 Euro.",
             "Dort leben 2000 junge Leute.", "Das Modell 1960 rostet.", "In 1500 Fällen."],
)  # fmt: skip
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A number taken for a year: German tells it without a preposition, so what follows must not be a thing counted."""
    number = int(m["year"])
    if not m[0][0].isdigit():
        return read(Period.year(number), confidence=0.97)
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 40]
    if _COUNTED.match(after) or _LABEL.search(before):
        return None
    cue = _YEAR_CUE.search(before) is not None
    counting = re.match(r"\s[A-ZÄÖÜ]", after) or _ADJECTIVE_NOUN.match(after)
    least = 1000 if _WEAK_CUE.search(before) else 1500
    if not cue and (counting or number < least) and not re.match(rf"\s?[-–—/]\s?(?:{YEAR}|\d\d)(?!\d)", after):
        return None
    return read(Period.year(number), confidence=0.93 if cue else 0.85)


_ERA = (
    r"(?P<era>v\. ?Chr\.|vor Christus|vor unserer Zeit(?:rechnung)?|v\. ?u\. ?Z\.|n\. ?Chr\.|nach Christus|"
    r"unserer Zeitrechnung)"
)


@rule(
    rf"(?:jahre? )?(?P<number>\d{{1,4}}) {_ERA}",
    examples={
        "Rom wurde [753 v. Chr.] gegründet.": "BC0753",
        "Im [Jahre 44 vor Christus] starb er.": "BC0044",
        "Der Tempel fiel [70 n. Chr.] in Trümmer.": "0070",
    },
    rejects=["Drei Jahre vor Christine."],
    priority=4,
)
def era(m: Match, discourse: Discourse) -> Reading | None:
    """Years before and after the beginning of our era."""
    number = int(m["number"])
    if number == 0:
        return None
    return read(Period.year(1 - number if m["era"].lower().startswith("v") else number), confidence=0.96)


@rule(
    rf"(?:jahren? )?(?P<number>\d{{1,4}})(?=(?: ?[-–—/] ?| bis | und )\d{{1,4}} {_ERA})",
    examples={"Die Kriege von [499] bis [449 v. Chr.] änderten alles.": "BC0499|BC0449"},
    rejects=["Von 3 bis 5 v. l."],
    priority=4,
)
def first_of_era(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two years that share their era."""
    number = int(m["number"])
    if number == 0:
        return None
    return read(Period.year(1 - number if m["era"].lower().startswith("v") else number), confidence=0.93)


@rule(
    r"jahre? (?P<number>\d{3})(?!\d|[.,]\d)",
    examples={"Im [Jahr 988] ließ er sich taufen.": "0988"},
    rejects=["Im Jahr 100 Tage Regen."],
)
def early_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year of three figures, behind its word."""
    if re.match(r"\s(?:tage|wochen|stunden|mal|euro|[A-ZÄÖÜ])", m.string[m.end() : m.end() + 8]):
        return None
    return read(Period.year(int(m["number"])), confidence=0.85) if int(m["number"]) >= 100 else None


_CENTURY = rf"(?:(?P<roman>{one_of(ROMAN)})\.|(?P<number>\d{{1,2}}\.|{ordinals(21)}))"


def _century_of(m: Match) -> int | None:
    """The number of the century; Roman numerals count in capitals only."""
    if m["roman"]:
        return ROMAN[m["roman"]] if m["roman"].isupper() else None
    return ordinal_of(m["number"])


@rule(
    rf"{_CENTURY} (?:jahrhunderts?|jh\.|jhdt\.)(?: {_ERA})?",
    examples={
        "Im [19. Jahrhundert] stand hier eine Mühle.": "18",
        "Ein Gedanke des [zwanzigsten Jahrhunderts].": "19",
        "Eine Vase aus dem [5. Jh. v. Chr.] zerbrach.": "BC04",
        "Im [XVI. Jahrhundert] brannte es.": "15",
    },
    rejects=["Ein halbes Jahrhundert verging."],
    priority=3,
)
def century(m: Match, discourse: Discourse) -> Reading | None:
    """A century by its number."""
    number = _century_of(m)
    if number is None or not 0 < number < 40:
        return None
    before_era = m["era"] is not None and m["era"].lower().startswith("v")
    return read(Period.century(-number if before_era else number - 1), confidence=0.95)


@rule(
    r"(?P<number>\d{1,2}\.)"
    r"(?=(?:[-–—/]| (?:und|bis(?: zum)?|oder) (?:dem |im |ins )?)\d{1,2}\. (?:jahrhunderts?|jh\.))",
    examples={"Handschriften des [17.] und [18. Jahrhunderts] blieben.": "16|17"},
    rejects=["Am 3. und 4. Tag regnete es."],
    priority=1,
)
def first_century(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two centuries that share their word."""
    return read(Period.century(ordinal_of(m["number"]) - 1), confidence=0.9)


_DECADES = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
            "achtzig": 80, "neunzig": 90}  # fmt: skip
_DECADE_WORD = "(?:[- ]?jahren?|[- ]?jahre)"


@rule(
    rf"(?:(?P<year>1\d\d0|20\d0)ern?{_DECADE_WORD}?|(?P<short>[1-9]0)er{_DECADE_WORD}|"
    rf"(?P<word>{one_of(_DECADES)})er{_DECADE_WORD})",
    examples={
        "In den [1920er Jahren] war es unruhig.": "192",
        "Die Mode der [80er-Jahre] kehrt zurück.": "198",
        "In den [Siebzigerjahren] lebten hier Weber.": "197",
        "[Ende der 1990er] schloss das Kino.": "199 END",
    },
    rejects=["Eine 60er-Birne.", "Der Mann in den Vierzigern.", "Er fuhr 80er-Reifen."],
    priority=2,
)
def decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade; without its century it is the last one of that name."""
    if m["year"]:
        return read(Period.decade(int(m["year"])), confidence=0.97)
    tens = int(m["short"]) if m["short"] else _DECADES[plain(m["word"])]
    now = discourse.anchor.date[0]
    first = now // 100 * 100 + tens
    if first > now + 9 * discourse.narrative:
        first -= 100
    return read(Period.decade(first), Step("nearest_past", m[0], f"{first:04d}"), confidence=0.85)


_QUARTER = rf"(?P<number>[1-4]\.|(?:I|II|III|IV)\.?|{ordinals(4)}|{adjective('letzt')})"


@rule(
    rf"{_QUARTER} (?:quartals?)(?:{_OF_YEAR})?",
    examples={
        "Im [dritten Quartal 2012] stieg der Gewinn.": "2012-Q3",
        "Im [vierten Quartal] sank der Absatz.": "2012-Q4",
        "Der Umsatz im [1. Quartal dieses Jahres] ist schwach.": "2013-Q1",
    },
    rejects=["Vier Quartale in Folge."],
    priority=2,
)
def quarter(m: Match, discourse: Discourse) -> Reading | None:
    """A quarter of a year; "letztes Quartal" without a year is the one before this."""
    word = m["number"].rstrip(".")
    told = year_of(m, discourse)
    last = plain(word).startswith("letzt")
    if last and told is None:
        return read(resolution.deictic(discourse, Granularity.QUARTER, -1), confidence=0.85)
    number = 4 if last else ROMAN[word.upper()] if word.upper() in ROMAN else ordinal_of(word)
    if not 1 <= number <= 4:
        return None
    if told is not None:
        return read(Period.quarter(told[0], number), *told[1], confidence=0.96)
    return resolution.open_quarter(discourse, m, number)


@rule(
    rf"Q(?P<quarter>[1-4])(?:(?: |/){_YEAR})?",
    examples={"Der Umsatz in [Q3 2012] wuchs.": "2012-Q3", "Ein schwaches [Q1] schadet.": "2013-Q1"},
    rejects=["Modell Q5 fährt."],
)
def quarter_code(m: Match, discourse: Discourse) -> Reading | None:
    """Q3, Q3 2012, Q3/2012."""
    if m["year"]:
        return read(Period.quarter(int(m["year"]), int(m["quarter"])))
    return resolution.open_quarter(discourse, m, int(m["quarter"]))


@rule(
    rf"(?P<half>1\.|2\.|{adjective('erst', 'zweit')}) (?:(?:halbjahre?s?|jahreshälfte)(?:{_OF_YEAR})?|"
    rf"hälfte (?:(?:des jahres )?(?P<of>{YEAR})|{OTHER_YEAR.replace('which', 'other')}|des jahres))",
    examples={
        "In der [ersten Jahreshälfte 2012] wuchs die Förderung.": "2012-H1",
        "Im [zweiten Halbjahr 2011] gab es Verluste.": "2011-H2",
        "Bis zur [zweiten Hälfte des Jahres] soll es fertig sein.": "2013-H2",
        "Im [2. Halbjahr vergangenen Jahres] verlor er.": "2012-H2",
    },
    rejects=["Die erste Hälfte des Spiels.", "Die zweite Hälfte."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number = 2 if plain(m["half"]).startswith(("2", "zweit")) else 1
    told = year_of(m, discourse)
    if told is None and m["of"]:
        return read(Period.half(int(m["of"]), number), confidence=0.95)
    if told is None:
        shift = direction_of(m["other"]) if m["other"] and not re.fullmatch(SAME, plain(m["other"])) else 0
        return read(Period.half(discourse.anchor.date[0] + shift, number), confidence=0.8)
    return read(Period.half(told[0], number), *told[1], confidence=0.95)


_EDGE_OF_SEASON = {"früh": Mod.START, "spät": Mod.END, "hoch": Mod.MID}


@rule(
    rf"(?P<edge>früh|spät|hoch)?(?P<season>sommers?|herbste?s?|winters?|frühlings?|frühjahrs?)"
    rf"(?: (?P<year>{YEAR})(?:[-–—/](?:\d\d|{YEAR})(?!\d))?(?![\d%]|[.,]\d)| {OTHER_YEAR})",
    examples={
        "Im [Herbst 1939] begannen Gespräche.": "1939-FA",
        "Der [Winter 2010/11] war hart.": "2010-WI",
        "Im [Frühjahr dieses Jahres] öffnet die Kita.": "2013-SP",
        "Im [Spätsommer 2012] brannte der Wald.": "2012-SU END",
    },
    rejects=["Sommersemester 2012."],
    priority=2,
)
def season_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season and its year."""
    told = year_of(m, discourse)
    assert told is not None
    number = SEASONS[plain(m["season"])]
    mod = _EDGE_OF_SEASON[plain(m["edge"])] if m["edge"] else None
    return read(Period.season(told[0], number, south=discourse.south), *told[1], mod=mod, confidence=0.95)


_SEASON_CUE = re.compile(
    r"\b(?:im|in|seit|bis|ab|vom|zum|über|de[nrms]|anfang|beginn|mitte|ende|nach|vor|für|und|ganzen?|gesamten?|gegen)\s$",
    re.IGNORECASE,
)


@rule(
    r"(?P<edge>früh|spät|hoch)?(?P<season>sommers?|herbste?s?|winters?|frühlings?|frühjahrs?)",
    examples={
        "Im [Frühling] öffnete der Hof.": "2012-SP",
        "Bis zum [Sommer] soll das Bad fertig sein.": "2013-SU",
        "Im [Spätherbst] wurde geerntet.": "2012-FA END",
    },
    rejects=["Ron Sommer trat zurück.", "Frau Winter lacht."],
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season alone, behind a preposition or article: "Sommer" and "Winter" are family names, too."""
    if not m[0][0].isupper() or not _SEASON_CUE.search(m.string[max(0, m.start() - 12) : m.start()]):
        return None
    reading = resolution.open_season(discourse, m, SEASONS[plain(m["season"])])
    if m["edge"] is None or reading.meaning is None:
        return reading
    return read(reading.meaning, *reading.steps, mod=_EDGE_OF_SEASON[plain(m["edge"])], confidence=reading.confidence)


# ------------------------------------------------------------------------------------------------ clock times

_TIME = r"(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?(?![\d%:]|[.,]\d)"
_PART_OF_DAY = (
    rf"(?: (?:(?P<part>{PART_ADVERB}|früh)|am (?P<noun>morgen|vormittag|nachmittag|abend)|in der (?P<night>nacht)))?"
)
_ZONE = r"(?: (?:ortszeit|mez|mesz|gmt|utc|\(?[a-zäöü]{4,16}er zeit\)?))?"
_THEN = (
    rf"(?:,? (?:am )?(?:(?P<on>{WEEKDAY})|(?P<named>heute|gestern|morgen))"
    rf"(?:,? (?:den |dem )?(?P<date>{DAY_NUMBER}) (?P<month>{MONTH})(?: (?P<year>{YEAR}))?)?|"
    rf",? am (?P<date2>{DAY_NUMBER}) (?P<month2>{MONTH})(?: (?P<year2>{YEAR}))?)?"
)


def clock_day(m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]] | None:
    """The day a clock time belongs to: the one told behind it, else the last mentioned nearby, else the DCT's."""
    groups = m.groupdict()
    date = groups.get("date") or groups.get("date2")
    if date:
        month, year = month_of(groups.get("month") or groups["month2"]), groups.get("year") or groups.get("year2")
        number = ordinal_of(date)
        reading = (
            resolution.date(int(year), month, number) if year else resolution.open_date(discourse, m, month, number)
        )
        return (reading.meaning, reading.steps) if isinstance(reading.meaning, Period) else None
    if groups.get("on"):
        reading = resolution.open_weekday(discourse, m, weekday_of(groups["on"]))
        return (reading.meaning, reading.steps) if isinstance(reading.meaning, Period) else None
    if groups.get("named"):
        return discourse.dct.shift({"heute": 0, "gestern": -1, "morgen": 1}[plain(groups["named"])]), ()
    day = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE, Granularity.HOUR)
    if day is not None and (discourse.narrative or m.start() - discourse.mentions[-1].end < 300):
        hour = m.groupdict().get("hour") or ""
        into_morning = day.part is DayPart.NIGHT and hour.isdigit() and int(hour) < 12
        day = day.to(Granularity.DAY).shift(into_morning)
        return day, (step("previous_date", discourse.mentions[-1].text, day),)
    return discourse.dct, (step("publication", m[0], discourse.dct),)


def _hour(hour: int, m: Match) -> int:
    """The hour of 24 that an hour and the part of the day behind it tell: 12 at night is 0, 7 in the evening 19."""
    groups = m.groupdict()
    words = groups.get("part") or groups.get("noun") or groups.get("night")
    if words is None or hour > 12:
        return hour
    part = PARTS[plain(words)]
    if part in (DayPart.AFTERNOON, DayPart.EVENING) or (part is DayPart.NIGHT and 6 <= hour < 12):
        return hour % 12 + 12
    return hour % 12 if part is DayPart.NIGHT else hour


@rule(
    rf"{_TIME} uhr{_PART_OF_DAY}{_ZONE}{_THEN}",
    examples={
        "Der Zug fuhr um [14.30 Uhr] ab.": "2013-02-12T14:30",
        "Die Sitzung beginnt um [7 Uhr abends].": "2013-02-12T19:00",
        "Gegen [20 Uhr am Montag] war es still.": "2013-02-11T20:00",
        "Um [3 Uhr in der Nacht] knallte es.": "2013-02-12T03:00",
        "In der [Nacht zum Sonntag] brannte es; um [6.40 Uhr] war es aus.": "2013-02-09TNI|2013-02-10T06:40",
    },
    rejects=["Die Uhr zeigt 30.", "Um 25 Uhren gehandelt."],
    priority=3,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time with "Uhr"."""
    found = clock_day(m, discourse)
    if found is None:
        return None
    day, steps = found
    hour, minute = _hour(int(m["hour"]), m), int(m["minute"]) if m["minute"] else None
    if hour > 24 or (hour == 24 and minute):
        return None
    return read(
        Period.clock(day.first_day, hour, minute, int(m["second"]) if m["second"] else None), *steps, confidence=0.88
    )


@rule(
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d%:]|[.,]\d)",
    examples={"Abfahrt um [09:05] in Jena.": "2013-02-12T09:05"},
    rejects=["Das Spiel endete 2:10.", "Im Verhältnis 10:12."],
    priority=2,
)
def clock_colon(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time without "Uhr", behind a word that one stands behind."""
    if not re.search(
        r"\b(?:um|ab|bis|gegen|seit|von|vor|nach|zwischen|und)\s$",
        m.string[max(0, m.start() - 10) : m.start()],
        re.IGNORECASE,
    ):
        return None
    found = clock_day(m, discourse)
    return None if found is None else read(
        Period.clock(found[0].first_day, int(m["hour"]), int(m["minute"])), *found[1], confidence=0.8)  # fmt: skip


_HOURS = {"eins": 1} | {
    word: number for word, number in NUMBERS.items() if 2 <= number <= 12 and word not in ("zweien", "dreien")
}
# Minutes from the hour that is named: "Viertel acht" is a quarter past seven.
_SPOKEN = {"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15, "viertel": -45}


@rule(
    rf"(?P<shift>{one_of(_SPOKEN)}) (?P<hour>{one_of(_HOURS)})(?: uhr)?{_PART_OF_DAY}{_THEN}",
    examples={
        "Das Stück beginnt um [halb acht abends].": "2013-02-12T19:30",
        "Er kam um [Viertel nach neun].": "2013-02-12T09:15",
    },
    rejects=["Ein Viertel vor der Stadt.", "Er war halb acht, halb neun."],
    priority=3,
)
def spoken_clock(m: Match, discourse: Discourse) -> Reading | None:
    """Half past seven is "halb acht"; only behind a word that a clock time stands behind."""
    if not re.search(
        r"\b(?:um|gegen|bis|ab|kurz vor|kurz nach|seit)\s$", m.string[max(0, m.start() - 10) : m.start()], re.IGNORECASE
    ):
        return None
    found = clock_day(m, discourse)
    if found is None:
        return None
    total = _hour(_HOURS[plain(m["hour"])], m) * 60 + _SPOKEN[plain(m["shift"])]
    return read(Period.clock(found[0].first_day, total // 60 % 24, total % 60), *found[1], confidence=0.8)


@rule(
    rf"(?P<hour>{one_of([*_HOURS, 'ein'])}) uhr{_PART_OF_DAY}{_THEN}",
    examples={"Um [acht Uhr] begann die Schule.": "2013-02-12T08:00"},
    rejects=["Ein Uhrwerk.", "Zwei Uhren."],
    priority=3,
)
def spelled_hour(m: Match, discourse: Discourse) -> Reading | None:
    """A full hour in words."""
    found = clock_day(m, discourse)
    if found is None:
        return None
    hour = _hour(int(number_of(m["hour"])) if plain(m["hour"]) != "eins" else 1, m)
    return read(Period.clock(found[0].first_day, hour), *found[1], confidence=0.8)


@rule(
    rf"(?P<time>mitternacht){_THEN}",
    examples={"Die Frist endet um [Mitternacht].": "2013-02-12T24:00"},
    rejects=["Eine Mitternachtsmesse."],
    priority=1,
)
def midnight(m: Match, discourse: Discourse) -> Reading | None:
    """Midnight is the end of the day it is named with (T24:00)."""
    found = clock_day(m, discourse)
    return None if found is None else read(Period.clock(found[0].first_day, 24, 0), *found[1], confidence=0.75)
