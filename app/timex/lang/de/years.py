"""Years and what is longer: bare numbers, eras, centuries, decades."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Period
from app.timex.lang import anchored
from app.timex.lang.de.absolute import DAY_NUMBER, TOLD_YEAR, YEAR, month_of
from app.timex.lang.de.words import (
    MONTH,
    ROMAN,
    SPELLED_YEAR,
    one_of,
    ordinal_of,
    ordinals,
    plain,
    spelled_year_of,
)
from app.timex.timex3 import Mod

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


# A number behind the name of a street is that of a house.
_ADDRESS = re.compile(r"\w(?:straße|strasse|str\.|gasse|allee|platz)\s$", re.IGNORECASE)


@rule(
    rf"(?:jahre?s? )?{TOLD_YEAR}",
    examples={
        "Im [Jahr 1957] schloss die Fabrik.": "1957",
        "[2010] wurde ein Lehrer gewählt.": "2010",
        "Die Revolution ([1910]–[1917]) änderte das Land.": "1910|1917",
        "Seit [2009] gilt der Preis.": "2009",
        "Es war [Anfang 2012] kalt.": "2012 START",
        "Um [1200] stand hier ein Turm.": "1200 APPROX",
    },
    rejects=["Rund 1200 Menschen kamen.", "Über 1500 Soldaten.", "Zimmer 2012 ist frei.", "Er zahlte 1990 Euro.",
             "Dort leben 2000 junge Leute.", "Das Modell 1960 rostet.", "Sie wohnt in der Marktstraße 1848.",
             "In 1500 Fällen."],
)  # fmt: skip
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A number taken for a year: German tells it without a preposition, so what follows must not be a thing counted."""
    number = int(m["year"])
    if not m[0][0].isdigit():
        return read(Period.year(number), confidence=0.97)
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 40]
    if _COUNTED.match(after) or _LABEL.search(before) or _ADDRESS.search(before):
        return None
    cue = _YEAR_CUE.search(before) is not None
    counting = re.match(r"\s[A-ZÄÖÜ]", after) or _ADJECTIVE_NOUN.match(after)
    least = 1000 if _WEAK_CUE.search(before) or discourse.narrative else 1500
    if not cue and (counting or number < least) and not re.match(rf"\s?[-–—/]\s?(?:{YEAR}|\d\d)(?!\d)", after):
        return None
    mod = Mod.APPROX if re.search(r"\bum\s$", before, re.IGNORECASE) else None
    return read(Period.year(number), mod=mod, confidence=0.93 if cue else 0.85)


@rule(
    rf"(?:(?P<day>{DAY_NUMBER}|{ordinals(31)}) (?P<month>{MONTH}) |(?P<whole>{MONTH}) |jahre?s? )?"
    rf"(?P<spelled>{SPELLED_YEAR})",
    examples={
        "Im [Jahre neunzehnhundertvierzehn] begann es.": "1914",
        "Am [ersten Mai neunzehnhundertfünfundvierzig] war es still.": "1945-05-01",
        "Seit [zweitausendacht] steht es leer.": "2008",
    },
    rejects=["Es kamen neunzehnhundert Leute.", "Zweitausend Euro."],
    priority=2,
)
def spelled_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year in words, with its day or month if told."""
    number = spelled_year_of(m["spelled"])
    if m["day"]:
        return resolution.date(number, month_of(m["month"]), ordinal_of(m["day"]))
    if m["whole"]:
        return resolution.date(number, month_of(m["whole"]))
    return read(Period.year(number), confidence=0.9)


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


CENTURY = rf"(?:(?P<roman>{one_of(ROMAN)})\.|(?P<number>\d{{1,2}}\.|{ordinals(21)}))"


def century_of(m: Match) -> int | None:
    """The number of the century; Roman numerals count in capitals only."""
    if m["roman"]:
        return ROMAN[m["roman"]] if m["roman"].isupper() else None
    return ordinal_of(m["number"])


@rule(
    rf"{CENTURY} (?:jahrhunderts?|jh\.|jhdt\.)(?: {_ERA})?",
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
    number = century_of(m)
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


DECADES = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
            "achtzig": 80, "neunzig": 90}  # fmt: skip


DECADE_WORD = "(?:[- ]?jahren?|[- ]?jahre)"


@rule(
    rf"(?:(?P<year>1\d\d0|20\d0)ern?{DECADE_WORD}?|(?P<short>[1-9]0)er{DECADE_WORD}|"
    rf"(?P<word>{one_of(DECADES)})er{DECADE_WORD})",
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
    """A decade; one without its century is of the story's, or the last one of that name."""
    if m["year"]:
        return read(Period.decade(int(m["year"])), confidence=0.97)
    tens = int(m["short"]) if m["short"] else DECADES[plain(m["word"])]
    return anchored.decade(discourse, m[0], tens)


@rule(
    rf"(?P<nth>{ordinals(10)}|letzte[ns]?|1?\d\.) jahrzehnt(?:s|e|es)? des {CENTURY} jahrhunderts",
    examples={
        "Im [ersten Jahrzehnt des 20. Jahrhunderts] brannte es.": "190",
        "Im [letzten Jahrzehnt des achtzehnten Jahrhunderts] brannte es.": "179",
    },
    rejects=["Im ersten Jahrzehnt des Krieges."],
    priority=4,
)
def decade_of_century(m: Match, discourse: Discourse) -> Reading | None:
    """A decade by its number in a century."""
    number = century_of(m)
    tenth = 10 if m["nth"].lower().startswith("letzt") else ordinal_of(m["nth"])
    if not number or not 0 < tenth <= 10:
        return None
    return read(Period.decade(number * 100 - 110 + tenth * 10), confidence=0.9)
