"""Times that come again: "chaque jeudi", "tous les jours", "annuel", "deux fois par mois"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex.duration import Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.fr.words import (
    MONTH,
    NUMBER,
    PART,
    SEASON,
    UNIT,
    UNIT_PLURAL,
    WEEKDAY,
    count_of,
    month_of,
    part_of,
    season_of,
    unit_of,
    weekday_of,
)
from app.timex.lang.romance import every as recurring
from app.timex.lang.romance import plain
from app.timex.timex3 import Recurrence

_NTH_WEEKDAY = rf"(?:premier|deuxi[èe]me|second|troisi[èe]me|quatri[èe]me|dernier) (?:{WEEKDAY}|week-end|weekend)"


@rule(
    rf"(?:(?:le )?{_NTH_WEEKDAY} de chaque mois|chaque {_NTH_WEEKDAY} du mois)",
    examples={
        "Ils se réunissent [le premier lundi de chaque mois].": "P1M",
        "On ouvre [chaque dernier vendredi du mois].": "P1M",
    },
    rejects=["Le premier mois de chaque année."],
    priority=4,
)
def monthly_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of every month: once a month."""
    return read(recurring(Unit.MONTH, quant="EACH"), confidence=0.85)


@rule(
    rf"chaque (?:(?P<weekday>{WEEKDAY})|(?P<part>{PART}|nuit)|(?P<unit>{UNIT})|(?P<month>{MONTH})|(?P<season>{SEASON})"
    r")",
    examples={
        "Ils se voient [chaque jeudi].": "XXXX-WXX-4",
        "[Chaque année], il y a crue.": "P1Y",
        "Elle nage [chaque matin].": "XXXX-XX-XXTMO",
        "Ils naviguent [chaque juillet].": "XXXX-07",
    },
    rejects=["Chaque fois.", "Chaque homme."],
    priority=3,
)
def every(m: Match, discourse: Discourse) -> Reading | None:
    """Every unit, weekday, month or season."""
    if m["weekday"]:
        return read(recurring(weekday=weekday_of(m["weekday"]), quant="EACH"), confidence=0.9)
    if m["part"]:
        return read(recurring(part=part_of(m["part"]), quant="EACH"), confidence=0.85)
    if m["unit"]:
        unit, factor = unit_of(m["unit"])
        return read(recurring(unit, count=Fraction(factor), quant="EACH"), confidence=0.9)
    if m["month"]:
        return read(recurring(month=month_of(m["month"]), quant="EACH"), confidence=0.85)
    return read(recurring(season=season_of(m["season"]), quant="EACH"), confidence=0.85)


@rule(
    rf"(?:tous|toutes) les (?:(?P<weekday>{WEEKDAY})s|(?P<n>{NUMBER}) (?P<units>{UNIT_PLURAL})|(?P<unit>{UNIT_PLURAL})"
    r"|(?P<part>matin|soir|nuit)s|(?P<season>été|hiver|automne)s)",
    examples={
        "Il court [tous les jours].": "P1D",
        "Ils dînent [tous les vendredis].": "XXXX-WXX-5",
        "Elle écrit [toutes les deux semaines].": "P2W",
        "Il lit [tous les soirs].": "XXXX-XX-XXTEV",
    },
    rejects=["Tous les hommes."],
    priority=4,
)
def all_of(m: Match, discourse: Discourse) -> Reading | None:
    """Every one of them: "tous les jours", "tous les deux ans"."""
    if m["weekday"]:
        return read(recurring(weekday=weekday_of(m["weekday"])), confidence=0.9)
    if m["part"]:
        return read(recurring(part=part_of(m["part"])), confidence=0.85)
    if m["season"]:
        return read(recurring(season=season_of(m["season"])), confidence=0.85)
    unit, factor = unit_of(m["units"] or m["unit"])
    count = count_of(m["n"]) if m["n"] else None
    return read(recurring(unit, count=(count or Fraction(1)) * factor), confidence=0.9)


_ADJECTIVES = (
    ("quotidien", Unit.DAY, 1), ("journalier", Unit.DAY, 1), ("hebdomadaire", Unit.WEEK, 1),
    ("bimensuel", Unit.DAY, 15), ("mensuel", Unit.MONTH, 1), ("bimestriel", Unit.MONTH, 2),
    ("trimestriel", Unit.MONTH, 3), ("semestriel", Unit.MONTH, 6), ("bisannuel", Unit.YEAR, 2),
    ("biennal", Unit.YEAR, 2), ("annuel", Unit.YEAR, 1),
)  # fmt: skip


@rule(
    r"(?P<word>quotidien(?:nes?|nement|s)?|journali(?:er|[èe]re)s?|hebdomadaires?|(?:bi)?mensuel(?:les?|lement|s)?|"
    r"(?:bi|tri|se)mestriel(?:les?|lement|s)?|(?:bis)?annuel(?:les?|lement|s)?|biennal(?:es?)?)",
    examples={
        "Le taux [annuel] baisse.": "P1Y",
        "Il paie 300 euros [mensuels].": "P1M",
        "Une réunion [hebdomadaire] suffit.": "P1W",
        "Il publie un rapport [trimestriel].": "P3M",
    },
    rejects=["Le quotidien Le Monde l'écrit.", "Un hebdomadaire allemand.", "La vie au quotidien."],
)
def adjective(m: Match, discourse: Discourse) -> Reading | None:
    """Adjectives of repetition; "le quotidien" is a newspaper."""
    word, before = plain(m["word"]), m.string[max(0, m.start() - 12) : m.start()]
    noun = r"(?:^|[,;(\n«\"]\s*|\b(?:le|les|un|du|au|des|ce|son|leur|deux|grands?|et)\s|l['’])$"
    if m["word"][0].isupper() or (
        word[:5] in ("quoti", "hebdo", "mensu", "trime") and re.search(noun, before, re.IGNORECASE)
    ):
        return None
    _, unit, count = next(
        entry for entry in _ADJECTIVES if word.replace("journaliere", "journalier").startswith(entry[0])
    )
    return read(recurring(unit, count=Fraction(count), quant=None), confidence=0.75)


@rule(
    rf"(?P<times>(?:(?P<once>une)|(?P<n>{NUMBER})) fois )?(?:par|tous les|chaque) (?P<unit>jour|semaine|mois|an|"
    r"ann[ée]e|heure|nuit|trimestre|minute)s?",
    examples={
        "Il nage [deux fois par semaine].": "P1W",
        "Ils en boivent six kilos [par an].": "P1Y",
        "Cela coûte dix euros [par mois].": "P1M",
    },
    rejects=["Il roule à 50 kilomètres par heure.", "Par jour de pluie."],
    priority=1,
)
def times_per(m: Match, discourse: Discourse) -> Reading | None:
    """So often in a unit: "deux fois par semaine", "six kilos par an"."""
    if not m["times"] and (
        not re.match(r"par", m[0], re.IGNORECASE)
        or re.search(r"(?:\d|km|kilom[èe]tres)\s$", m.string[max(0, m.start() - 11) : m.start()], re.IGNORECASE)
        or re.match(r" (?:de|d['’])", m.string[m.end() : m.end() + 4])
    ):
        return None
    freq = None if not m["times"] else "1X" if m["once"] else f"{int(count_of(m['n']) or 1)}X"
    return read(recurring(unit_of(m["unit"])[0], freq=freq), confidence=0.8)


@rule(
    rf"(?:le |les )(?:(?P<weekday>{WEEKDAY})s?(?! (?:\d|suivant|dernier|prochain|pr[ée]c[ée]dent|d['’]apr[èe]s|1er))"
    r"(?: (?P<part>matin|soir|apr[èe]s-midi))?|(?P<weekend>week-ends))",
    examples={
        "Fermé [le lundi].": "XXXX-WXX-1",
        "Il se repose [les week-ends].": "XXXX-WXX-WE",
        "Elle danse [le samedi soir].": "XXXX-WXX-6TEV",
    },
    rejects=["Il vint le lundi suivant."],
    priority=2,
)
def weekdays(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday with its article comes every week; in a narrative it is the next such day."""
    if m["weekend"]:
        return read(Recurrence("XXXX-WXX-WE"), confidence=0.85)
    if discourse.narrative and not m[0].lower().startswith("les"):
        return None
    part = part_of(m["part"]) if m["part"] else None
    return read(recurring(weekday=weekday_of(m["weekday"]), part=part), confidence=0.75)


_WEEK_RANGE = re.compile(rf"\s+au\s+(?:{WEEKDAY})\b(?!\s+\d)", re.IGNORECASE)


@rule(
    rf"(?P<weekday>{WEEKDAY})(?! \d)",
    examples={"Il travaille du [mardi] au [samedi].": "XXXX-WXX-2|XXXX-WXX-6"},
    rejects=["Il arrive mardi."],
    priority=5,
)
def from_to_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """The ends of "du lundi au vendredi": every week's."""
    opens = re.search(r"\bdu\s$", m.string[max(0, m.start() - 3) : m.start()], re.IGNORECASE)
    before = discourse.mentions[-1] if discourse.mentions else None
    closes = before is not None and before.rule.endswith("from_to_weekday") and m.start() - before.end < 5
    if closes or (opens and _WEEK_RANGE.match(m.string, m.end())):
        return read(recurring(weekday=weekday_of(m["weekday"]), quant=None), confidence=0.7)
    return None
