"""Amounts of time: "drei Tage", "zehntägig", "jahrelang", "in den vergangenen fünf Jahren"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang import amounts
from app.timex.lang.de.anaphora import AMOUNT, amount_of
from app.timex.lang.de.words import (
    DIGITS,
    ENDING,
    LONG,
    NUMBER,
    NUMBERS,
    PLURAL,
    UNIT,
    UNIT_STEMS,
    UNITS,
    adjective,
    number_of,
    one_of,
    plain,
)
from app.timex.timex3 import Mod

_STRETCH = adjective("letzt", "vergangen", "nächst", "kommend", "erst", "folgend", "zurückliegend", "vorig")


@rule(
    rf"(?:{_STRETCH} )?{AMOUNT}(?: lang)?",
    examples={
        "Die Fahrt dauerte [drei Tage].": "P3D",
        "Der Umbau dauerte [anderthalb Jahre].": "P1Y6M",
        "Sie warteten [mehrere Wochen].": "PXW",
        "Er war [25 Jahre lang] Bürgermeister.": "P25Y",
        "Nach [zweieinhalb Stunden] war alles vorbei.": "PT2H30M",
        "Es dauerte ein [halbes Jahr].": "P6M",
        "In den [vergangenen fünf Jahren] wuchs die Stadt.": "P5Y",
        "Nach [einem Jahr] kehrte sie heim.": "P1Y",
    },
    rejects=["Das Jahr 2012.", "Die eine Seite.", "Ein Tagesausflug."],
)
def amount(m: Match, discourse: Discourse) -> Reading | None:
    """A number of units, with the word that says which stretch it is."""
    count, unit = amount_of(m)
    words = plain(m["count"] or "")
    if unit is Unit.DAY and words in ("eines", "ein") and plain(m["unit"]) in ("tages", "tag") and words == "eines":
        return None  # "one day", some time
    if unit is Unit.NIGHT and words == "eines":
        return None
    start = m.start("half") if m["half"] and plain(m[0]).startswith("ein") else None
    return read(Duration.of(count, unit), confidence=0.88, start=start)


@rule(
    rf"{_STRETCH} (?P<unit>{PLURAL})",
    examples={"In den [letzten Jahren] verödete das Dorf.": "PXY", "In den [ersten Tagen] war es schwer.": "PXD"},
    rejects=["Im letzten Jahr."],
    priority=-1,
)
def these_units(m: Match, discourse: Discourse) -> Reading | None:
    """Some of the last, first or next units: "die letzten Jahre"."""
    return read(Duration.of(None, UNITS[plain(m["unit"])]), confidence=0.65)


@rule(
    rf"(?P<count>{NUMBER})(?: ?[-–—] ?| bis | oder )(?P<second>{one_of(NUMBERS)}|{DIGITS}) "
    rf"(?P<unit>{UNIT})",
    examples={
        "Die Arbeit dauert [zwei bis drei Wochen].": "P2W APPROX",
        "In [5–6 Jahren] lohnt es sich.": "P5Y APPROX",
    },
    rejects=["In den Jahren 1917–1918 Tage."],
    priority=2,
)
def amount_range(m: Match, discourse: Discourse) -> Reading | None:
    """Between two numbers of units: the lower one, which is what TIMEX3 can say."""
    first, second = number_of(m["count"]), number_of(m["second"])
    if not first < second or second > 1000:
        return None
    return read(Duration.of(first, UNITS[plain(m["unit"])]), mod=Mod.APPROX, confidence=0.7)


@rule(
    rf"(?:(?P<count>{NUMBER}) (?P<unit>{UNIT})|(?:einem|einen|eine|ein) (?P<single>{UNIT}))"
    rf",? (?:und )?(?P<count2>{NUMBER}) (?P<unit2>{UNIT})",
    examples={
        "Die Belagerung dauerte [zwei Monate und zehn Tage].": "P2M10D",
        "Der Lauf dauerte [2 Stunden 15 Minuten].": "PT2H15M",
        "Nach [einem Jahr und drei Monaten] kam er frei.": "P1Y3M",
    },
    rejects=["Zwei Tage und drei Jahre.", "Er lief zwei Stunden und drei Kinder sahen zu."],
    priority=2,
)
def two_amounts(m: Match, discourse: Discourse) -> Reading | None:
    """An amount in two units."""
    count = number_of(m["count"]) if m["count"] else Fraction(1)
    unit, finer = UNITS[plain(m["unit"] or m["single"])], UNITS[plain(m["unit2"])]
    both = amounts.joined(count, unit, number_of(m["count2"]), finer)
    return None if both is None else read(both, confidence=0.85)


_STEMS = one_of(UNIT_STEMS)
_COMPOUND_NUMBERS = [word for word in NUMBERS if "und" not in word and not re.match(r"ein.", word)]


@rule(
    rf"(?:(?P<digits>\d{{1,3}})-?|(?P<word>{one_of(_COMPOUND_NUMBERS)})|(?P<vague>mehr|viel|lang)|(?P<half>halb|ganz|anderthalb))"
    rf"(?P<stem>{_STEMS})(?:e|en|em|er|es)?(?: alt{ENDING}?)?",
    examples={
        "Er begann einen [zehntägigen] Besuch.": "P10D",
        "Nach [34-stündigem] Beschuss ergab sich das Fort.": "PT34H",
        "Die [mehrjährige] Sperre endete.": "PXY",
        "Eine [35-Jährige] gewann.": "P35Y",
        "Ein [einwöchiger] Streik begann.": "P1W",
    },
    rejects=["Der langjährige Leiter.", "Zweistöckig.", "5-stöckig."],
    priority=1,
)
def compound(m: Match, discourse: Discourse) -> Reading | None:
    """How long something takes, or how old somebody is, in one word; "langjährig" is "of long standing"."""
    unit = UNIT_STEMS[plain(m["stem"])]
    if m["digits"]:
        return read(Duration.of(int(m["digits"]), unit), confidence=0.9)
    if m["word"]:
        return read(Duration.of(number_of(m["word"]), unit), confidence=0.88)
    if m["vague"]:
        return None if plain(m["vague"]) != "mehr" else read(Duration.of(None, unit), confidence=0.75)
    kind = plain(m["half"])
    if unit is not Unit.YEAR and kind == "ganz":
        return None
    count = {"halb": (6, Unit.MONTH) if unit is Unit.YEAR else (30, Unit.MINUTE), "ganz": (1, Unit.YEAR),
             "anderthalb": (18, Unit.MONTH)}[kind]  # fmt: skip
    return None if kind == "ganz" else read(Duration.of(*count), confidence=0.85)


@rule(
    rf"(?P<word>{one_of(LONG)})(?:e|en|em|er|es)?",
    examples={"Sie stritten [jahrelang].": "PXY", "Nach [stundenlangem] Warten ging er.": "PTXH"},
    rejects=["Ein Jahr Langeweile."],
)
def long(m: Match, discourse: Discourse) -> Reading | None:
    """Units that nobody counted, as one word."""
    return read(Duration.of(None, LONG[plain(m["word"])]), confidence=0.8)


@rule(
    r"(?P<unit>jahren|monaten|wochen|tagen|stunden|jahrzehnten|jahrhunderten)",
    examples={"Seit [Jahren] wird darüber geredet.": "PXY", "Nach [Wochen] kam die Antwort.": "PXW"},
    rejects=["In den Jahren danach.", "Von Tagen und Nächten."],
    priority=-2,
)
def bare_units(m: Match, discourse: Discourse) -> Reading | None:
    """Units behind "seit" and "nach": for a long time, uncounted."""
    if not re.search(
        r"\b(?:seit|nach|binnen|innerhalb von|über)\s$", m.string[max(0, m.start() - 15) : m.start()], re.IGNORECASE
    ):
        return None
    return read(Duration.of(None, UNITS[plain(m["unit"])]), confidence=0.65)


@rule(
    rf"{adjective('letzt', 'vergangen', 'nächst', 'kommend')} (?P<half>halben )?(?P<unit>stunde|minute)",
    examples={"In der [vergangenen Stunde] regnete es.": "PT1H", "Er kommt in der [nächsten halben Stunde].": "PT30M"},
    rejects=["Die letzten Stundenkilometer."],
    priority=1,
)
def short_stretch(m: Match, discourse: Discourse) -> Reading | None:
    """An hour before or after now, told as an amount."""
    return read(Duration.of(Fraction(1, 2) if m["half"] else 1, UNITS[plain(m["unit"])]), confidence=0.75)


@rule(
    rf"{adjective('ganz', 'gesamt', 'voll')} (?P<unit>jahr|monat|woche|tag|nacht|stunde|jahrhundert|jahrzehnt)",
    examples={"Er schwieg ein [ganzes Jahr].": "P1Y", "Den [ganzen Tag] regnete es.": "P1D"},
    rejects=["Ganze Jahrgänge."],
    priority=1,
)
def whole(m: Match, discourse: Discourse) -> Reading | None:
    """One whole unit."""
    return read(Duration.of(1, UNITS[plain(m["unit"])]), confidence=0.75)
