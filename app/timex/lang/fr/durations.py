"""Amounts of time, and stretches counted from now: "trois jours", "les cinq dernières années", "un an et demi"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.fr.anaphora import counted
from app.timex.lang.fr.words import COUNTED, DECADES, NUMBER, UNIT, UNIT_PLURAL, VAGUE, count_of, is_single, unit_of
from app.timex.lang.romance import one_of
from app.timex.timex3 import Mod

_UNITS = rf"(?P<unit>{UNIT_PLURAL}|{UNIT})"
_DECADE = one_of(DECADES)
_ADJECTIVE = r"(?:(?:premi[èe]r|derni[èe]r|prochain|long|longue|seul|bon|bonne|petit|nouvel|nouvelle|plein)e?s? )"


@rule(
    r"(?:(?P<the>les|ces|ses) )?(?:(?:derni[èe]r|premi[èe]?r|prochain)e?s )?"
    rf"(?P<count>{COUNTED}|{VAGUE})(?P<adjective>{_ADJECTIVE})?{_UNITS}"
    rf"(?P<half> et demie?)?(?: (?:de plus|d['’]affil[ée]e|cons[ée]cutive?s))?(?: et (?P<count2>{COUNTED})"
    rf"(?P<unit2>{UNIT_PLURAL}|{UNIT}))?",
    examples={
        "Il a fallu [trois jours].": "P3D",
        "Une peine de [deux ans et trois mois] fut prononcée.": "P2Y3M",
        "Il resta [un an et demi].": "P1Y6M",
        "Au cours des [cinq dernières années], il plut.": "P5Y",
        "Pendant [les six prochains mois], ils aideront.": "P6M",
        "Deux morts dans [les dernières 24 heures].": "PT24H",
        "Anne, [72 ans], a voté.": "P72Y",
        "[Plusieurs mois] passèrent.": "PXM",
        "Il marcha [une dizaine de jours].": "P10D",
        "[Quatre-vingt-dix minutes] de jeu.": "PT90M",
        "Il a duré [des années].": "PXY",
        "La semaine de [35 heures] reste.": "PT35H",
    },
    rejects=["Il a fini dans une seconde voiture.", "Une minute d'arrêt.", "Un jour, il vint."],
)
def amount(m: Match, discourse: Discourse) -> Reading | None:
    """A number of units, with the articles and adjectives that belong to it."""
    word, count = m["unit"], count_of(m["count"])
    article = m["count"].strip().lower() in ("un", "une")
    if is_single(word) and (count is None or count > 1):
        return None
    if article and (
        word.lower() == "seconde"
        or (word.lower() == "jour" and re.match(r",| o[ùu]\b| qu", m.string[m.end() : m.end() + 4]))
    ):
        return None
    if article and word.lower() == "minute" and re.match(r" d", m.string[m.end() : m.end() + 2]):
        return None
    uncounted = m["count"].lower().startswith("des ")
    if uncounted and (
        m["adjective"] or re.match(rf" (?:['’]?\d|{_DECADE})", m.string[m.end() : m.end() + 14], re.IGNORECASE)
    ):
        return None
    if uncounted and word.lower() in ("secondes", "nuits", "trimestres"):
        return None
    number, unit = counted(m)
    duration = Duration.of(number, unit)
    if m["count2"]:
        unit2, factor2 = unit_of(m["unit2"])
        second = count_of(m["count2"])
        if second is not None and number is not None:
            duration = Duration((*duration.parts, *Duration.of(second * factor2, unit2).parts))
    return read(
        duration, mod=Mod.APPROX if re.match(r"une \w+aine", m["count"], re.IGNORECASE) else None, confidence=0.9
    )


@rule(
    rf"(?P<count>{NUMBER})(?=(?:, {NUMBER})? (?:à|ou|et) {NUMBER} (?P<unit>{UNIT_PLURAL}))",
    examples={
        "Ils restent [trois] ou [quatre semaines].": "P3W|P4W",
        "De [huit] à [douze mois].": "P8M|P12M",
        "Un bail de [trois], [six] ou [neuf ans].": "P3Y|P6Y|P9Y",
    },
    rejects=["Deux ou trois personnes."],
    priority=1,
)
def shared_unit(m: Match, discourse: Discourse) -> Reading | None:
    """A number whose unit stands behind a second one: "trois ou quatre semaines"."""
    if re.fullmatch(r"1\d{3}|20\d\d", m["count"]):
        return None
    unit, factor = unit_of(m["unit"])
    count = count_of(m["count"])
    return None if count is None else read(Duration.of(count * factor, unit), confidence=0.8)


@rule(
    rf"(?:les |ces |ses )?(?P<which>derni[èe]re?s|premi[èe]re?s|premiers|derniers|prochaine?s) (?P<unit>{UNIT_PLURAL})"
    rf"|(?:les |ces )(?P<unit2>{UNIT_PLURAL}) (?:suivante?s|pr[ée]c[ée]dente?s|à venir|qui viennent|pass[ée]e?s|"
    r"[ée]coul[ée]e?s)",
    examples={
        "Il a baissé [ces derniers jours].": "PXD",
        "Il montera dans [les prochains mois].": "PXM",
        "Au cours des [dernières années], rien.": "PXY",
        "Il dormit [les nuits suivantes].": "PXNI",
    },
    rejects=["Les dernières personnes."],
)
def stretch(m: Match, discourse: Discourse) -> Reading | None:
    """A stretch of uncounted units."""
    word = m["unit"] or m["unit2"]
    if word.lower() == "secondes":
        return None
    return read(Duration.of(None, unit_of(word)[0]), confidence=0.7)


_BEHIND = re.compile(r"\b(?:au cours (?:de|d[ue])|durant|pendant|depuis|dans|sur|lors de|en)\s$", re.IGNORECASE)


@rule(
    r"(?P<the>l[ea] )?derni(?:er|[èe]re) (?P<unit>demi-heure|heure|jour|semaine|mois|ann[ée]e|d[ée]cennie)"
    r"(?! (?:de|du|d['’]|où|que)\b)",
    examples={
        "Au cours du [dernier mois], il a plu.": "P1M",
        "Pendant [la dernière année], il plut.": "P1Y",
        "Dans [la dernière heure], deux morts.": "PT1H",
    },
    rejects=["Ce fut le dernier jour.", "La dernière semaine fut dure."],
    priority=1,
)
def up_to_now(m: Match, discourse: Discourse) -> Reading | None:
    """One unit that ends with now: "au cours du dernier mois"."""
    if _BEHIND.search(m.string[max(0, m.start() - 14) : m.start()]) is None:
        return None
    if m["unit"].lower() == "demi-heure":
        return read(Duration.of(30, Unit.MINUTE), confidence=0.8)
    unit, factor = unit_of(m["unit"])
    return read(Duration.of(factor, unit), confidence=0.8)


@rule(
    rf"(?P<unit>{UNIT_PLURAL})",
    examples={"On l'attend depuis [années] et [décennies].": "PXY|PXDE"},
    rejects=["Les années folles.", "Les secondes noces."],
    priority=-3,
)
def bare_units(m: Match, discourse: Discourse) -> Reading | None:
    """A plural unit without a number, behind a preposition that asks for one."""
    if m["unit"].lower() in ("secondes", "nuits", "mois"):
        return None
    before = m.string[max(0, m.start() - 14) : m.start()]
    if not re.search(r"\b(?:pendant|durant|depuis|en|et|milliers d['’]|centaines d['’])\s?$", before, re.IGNORECASE):
        return None
    return read(Duration.of(None, unit_of(m["unit"])[0]), confidence=0.6)


_DEMI = {"heure": (30, Unit.MINUTE), "journée": (12, Unit.HOUR), "siècle": (50, Unit.YEAR), "décennie": (5, Unit.YEAR),
         "saison": (6, Unit.MONTH), "seconde": (500, Unit.SECOND)}  # fmt: skip


@rule(
    r"(?:une? |la |le )?(?:(?P<demi>demi)-(?P<unit>heure|journ[ée]e|si[èe]cle|d[ée]cennie)|(?P<quarters>trois quarts|"
    r"quart) d['’]heure)",
    examples={
        "Il attendit [une demi-heure].": "PT30M",
        "[Un demi-siècle] passa.": "P50Y",
        "Il parla [un quart d'heure].": "PT15M",
        "Après [trois quarts d'heure], il partit.": "PT45M",
    },
    rejects=["La demi-finale."],
    priority=1,
)
def half_unit(m: Match, discourse: Discourse) -> Reading | None:
    """Half an hour, half a century, a quarter of an hour."""
    if m["quarters"]:
        return read(Duration.of(45 if m["quarters"].lower().startswith("trois") else 15, Unit.MINUTE), confidence=0.9)
    word = m["unit"].lower().replace("journee", "journée").replace("siecle", "siècle").replace("decennie", "décennie")
    count, unit = _DEMI[word]
    return read(Duration.of(Fraction(count), unit), confidence=0.9)


@rule(
    r"(?P<words>longtemps|(?:un|quelque|peu de|un certain) (?:temps|moment))(?! (?:qu|partiel|plein|réel|mort))",
    examples={"Il attend depuis [longtemps].": "PXY", "Après [un certain temps], il revint.": "PXM"},
    rejects=["En même temps.", "À temps partiel.", "Il vit un temps mort."],
)
def some_time(m: Match, discourse: Discourse) -> Reading | None:
    """A time that nobody counted."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    if not re.search(r"\b(?:depuis|pendant|durant|apr[èe]s|d['’]ici|dans|il y a)\s$", before, re.IGNORECASE):
        return None
    unit = Unit.YEAR if m["words"].lower() == "longtemps" else Unit.MONTH
    return read(Duration.of(None, unit), mod=Mod.APPROX, confidence=0.4)
