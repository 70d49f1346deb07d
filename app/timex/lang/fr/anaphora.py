"""Dates counted from now or from a date before: "ce jour-là", "trois ans plus tard"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored, romance
from app.timex.lang.fr.words import (
    AROUND,
    COUNTED,
    HEDGES,
    MONTH,
    PART,
    PERIOD_UNIT,
    UNIT,
    UNIT_PLURAL,
    VAGUE,
    WAYS,
    count_of,
    hedged,
    is_single,
    month_of,
    part_of,
    unit_of,
)
from app.timex.lang.romance import GRANULARITY, YEAR, one_of, plain, table
from app.timex.timex3 import Mod, Step

_HEDGE = rf"(?:(?P<hedge>{one_of(HEDGES)})(?: |(?<=['’])))?"
_COUNT = rf"(?P<count>{COUNTED}|{VAGUE})"


def counted(m: Match, half: str = "half") -> tuple[Fraction | None, Unit]:
    """How many of which unit the groups `count`, `unit` and `half` say; None for "plusieurs"."""
    unit, factor = unit_of(m["unit"])
    count = count_of(m["count"])
    if count is None:
        return None, unit
    return count * factor + (Fraction(factor, 2) if m[half] else 0), unit


@rule(
    rf"(?:il y a(?:vait)?|voici|voil[àa]|cela fait|ça fait) {_HEDGE}{_COUNT}(?P<unit>{UNIT_PLURAL}|{UNIT})"
    r"(?P<half> et demie?)?",
    examples={
        "Il a fermé [il y a trois ans].": "2010",
        "Elle est venue [il y a deux semaines].": "2013-W05",
        "Ils se sont vus [il y a un mois].": "2013-01",
        "Il a cassé [voici trois jours].": "2013-02-09",
        "Ils l'ont dit [il y a quelques jours].": "PXD",
        "On proteste depuis [il y a près de dix ans].": "2003 LESS_THAN",
        "Il est né [il y a une trentaine d'années].": "1983",
    },
    rejects=["Il y a trois voitures.", "Il y a un problème."],
    priority=3,
)
def ago(m: Match, discourse: Discourse) -> Reading | None:
    """So many units before the reference time; uncounted they stay an amount."""
    count, unit = counted(m)
    if m[0].lower().startswith("il y avait"):
        return romance.from_previous(discourse, m, count, unit, -1)
    reading = romance.ago(discourse, count, unit)
    mod = hedged(m["hedge"]) if m["hedge"] else None
    if reading is None or reading.meaning is None or mod is None:
        return reading
    return read(reading.meaning, Step("fr.vague.hedge", m["hedge"], mod.value), mod=mod, confidence=0.85)


@rule(
    rf"(?:dans|d['’]ici(?: à)?) {_HEDGE}{_COUNT}(?P<unit>{UNIT_PLURAL}|{UNIT})(?P<half> et demie?)?(?! (?:de|d['’]|du|"
    r"qui|o[ùu])\b)",
    examples={"Il ouvrira [dans deux mois].": "2013-04", "On le saura [d'ici trois ans].": "2016"},
    rejects=["Dans les deux mois à venir.", "Dans une heure de peine.", "L'âme renaît dans une nuit sans fin."],
    priority=3,
)
def within(m: Match, discourse: Discourse) -> Reading | None:
    """So many units after the reference time."""
    count, unit = counted(m)
    if unit is Unit.NIGHT:
        return None  # "dans une nuit sans fin": into it
    return romance.ago(discourse, None if count is None else -count, unit, 0.85)


@rule(
    rf"(?:{_COUNT}|(?P<bare>))(?P<unit>{UNIT_PLURAL}|{UNIT})(?P<half> et demie?)? (?P<way>plus tard|plus t[ôo]t|"
    r"auparavant|avant|apr[èe]s)(?P<of> (?:l[ea]s?|l['’]|son|sa|ses|que|qu['’]|le|avoir|un|une|cette|cet|ce|\w+ation)"
    r"\b)?(?! (?:minuit|midi)\b)",
    examples={
        "Il sombra [le 5 mai 2012] ; [deux jours plus tard], on le trouva.": "2012-05-05|2012-05-07",
        "En [1990] il gagna et [trois ans après], il perdit.": "1990|1993",
        "Il le sut [quelques heures plus tôt].": "PTXH",
        "Il partit [deux semaines] après la première.": "P2W",
    },
    rejects=["Il vint le mois après."],
    priority=3,
)
def offset(m: Match, discourse: Discourse) -> Reading | None:
    """So many units from the date before; an amount where an event is counted from ("deux jours après la première")."""
    if m["count"] is None:
        if (
            is_single(m["unit"])
            or m["of"]
            or re.search(r"\b(?:le|ce|du|au|chaque|un)\s$", m.string[max(0, m.start() - 7) : m.start()], re.IGNORECASE)
        ):
            return None
        return read(Duration.of(None, unit_of(m["unit"])[0]), confidence=0.5)
    count, unit = counted(m)
    if m["of"] and plain(m["way"]) in ("avant", "apres"):
        return read(Duration.of(count, unit), confidence=0.7, end=m.end("half") if m["half"] else m.end("unit"))
    sign = 1 if plain(m["way"]) in ("plus tard", "apres") else -1
    reading = romance.from_previous(discourse, m, count, unit, sign)
    if not m["of"] or reading.meaning is None:
        return reading
    return read(reading.meaning, *reading.steps, confidence=reading.confidence, end=m.end("way"))


@rule(
    rf"(?:(?:ce|cet|cette) (?P<that>{PERIOD_UNIT}|date)-l[àa]|(?:le |la |l['’])m[êe]me (?P<same>{PERIOD_UNIT}|date)|"
    rf"(?:le |la |l['’])?(?P<unit>{PERIOD_UNIT}) (?P<way>{AROUND})|(?P<itself>le jour m[êe]me))",
    examples={
        "Il plut [le 3 mai 2012] ; [le jour suivant], il fit beau.": "2012-05-03|2012-05-04",
        "En [mars 2010], il partit et [le même mois], elle le suivit.": "2010-03|2010-03",
        "Depuis [1950], tout croît ; [cette année-là], tout doubla.": "1950|1950",
        "En [2010] il gagna et perdit [l'année suivante].": "2010|2011",
        "Il chanta [le 5 juin 2012] et mourut [ce jour-là].": "2012-06-05|2012-06-05",
    },
    rejects=["La date de péremption.", "Le même homme."],
    priority=4,
)
def anaphoric(m: Match, discourse: Discourse) -> Reading | None:
    """The unit of, before or after the date last mentioned."""
    word = m["that"] or m["same"] or m["unit"] or "jour"
    way = plain(m["way"] or "")
    if plain(word) == "date":
        last = discourse.last()
        return None if last is None else read(last, confidence=0.6)
    granularity = Granularity.HALF if plain(word) == "semestre" else GRANULARITY[unit_of(word)[0]]
    shift = WAYS.get(way, 0)
    reading = romance.unit_of_last(discourse, granularity, shift)
    if reading is None and way:
        return read(resolution.deictic(discourse, granularity, shift), confidence=0.4)
    return reading


_BESIDE = {"veille": -1, "avant-veille": -2, "lendemain": 1, "surlendemain": 2}


@rule(
    r"(?:le |la |l['’])(?P<beside>veille|avant-veille|lendemain|surlendemain)(?! (?:de|du|des)\b)(?: (?:au )?"
    rf"(?P<part>{PART}))?",
    examples={
        "Il mourut [le 5 juin 2012] ; [la veille], il chantait.": "2012-06-05|2012-06-04",
        "Il pleuvait [le 3 mai 2012] et [le lendemain matin], il neigea.": "2012-05-03|2012-05-04TMO",
    },
    rejects=["La veille de Noël.", "Une entreprise de veille."],
)
def day_beside(m: Match, discourse: Discourse) -> Reading | None:
    """The day before or after the one last mentioned: "la veille", "le lendemain"."""
    last = romance.day_of_last(discourse)
    if last is None:
        return None
    day = romance.part_of_day(last.shift(_BESIDE[plain(m["beside"])]), part_of(m["part"]) if m["part"] else None)
    return read(day, step("previous_date", "", last), confidence=0.75)


@rule(
    r"(?:le |la |l['’])(?P<way>veille|avant-veille|lendemain|surlendemain)(?= du (?P<day>\d{1,2})(?:er)? "
    rf"(?P<month>{MONTH})(?: (?P<year>{YEAR}))?)",
    examples={"[Le lendemain] du [11 septembre 2001], on l'appela.": "2001-09-12|2001-09-11"},
    priority=6,
)
def day_beside_date(m: Match, discourse: Discourse) -> Reading | None:
    """The day beside a date that is told right behind it."""
    year = int(m["year"]) if m["year"] else None
    told = romance.on_date(discourse, m, int(m["day"]), month_of(m["month"]), year, None)
    if not isinstance(told.meaning, Period):
        return None
    return read(told.meaning.shift(_BESIDE[plain(m["way"])]), *told.steps, confidence=0.85)


_EDGES = {"fin": Mod.END, "debut": Mod.START, "milieu": Mod.MID}


@rule(
    r"(?:la |le )?(?P<edge>fin|d[ée]but|milieu) (?:du (?P<unit>mois|trimestre|semestre|si[èe]cle)|"
    r"de (?:la )?(?P<unit2>semaine|d[ée]cennie))(?! (?:de|du|d['’]|derni|prochain|pass|suivant|pr[ée]c|\d|en cours))",
    examples={
        "Fermé jusqu'à [la fin du mois].": "2013-02 END",
        "En [juin 2010] tout allait bien ; à [la fin du mois], il partit.": "2010-06|2010-06 END",
        "On vote en [début de semaine].": "2013-W07 START",
    },
    rejects=["La fin du mois de mai.", "La fin du monde."],
    priority=1,
)
def edge_of_unit(m: Match, discourse: Discourse) -> Reading | None:
    """The beginning, middle or end of the unit being spoken of."""
    unit, factor = unit_of(m["unit"] or m["unit2"])
    if factor != 1:
        return None
    spoken = anchored.spoken_of(discourse, GRANULARITY[unit]) if discourse.mentions else None
    near = discourse.narrative or (spoken is not None and m.start() - discourse.mentions[-1].end < 120)
    mod = _EDGES[plain(m["edge"])]
    if spoken is None or not near:
        return read(resolution.deictic(discourse, GRANULARITY[unit], 0), mod=mod, confidence=0.8)
    return read(spoken[0], spoken[1], mod=mod, confidence=0.8)


_OF_THE_YEAR = re.compile(r"\b(?:de|pour|dans|sur|avant|pendant|durant)\s$", re.IGNORECASE)
_OF_YEAR = re.compile(r"\b(?:fin|d[ée]but|milieu|cours)\sd['’]$", re.IGNORECASE)


@rule(
    r"(?P<all>toute? (?:le |la |l['’]))?(?P<unit>l['’]ann[ée]e|ann[ée]e|semaine|le week-end|le mois)(?! (?:de|du|"
    r"d['’]|qui|o[ùu]|à|derni|prochain|pass|suivant|pr[ée]c|\d|en cours))",
    examples={
        "C'est le premier match de [l'année].": "2013",
        "Il licenciera cent personnes d'ici [la fin de l'année].": "2013 END",
        "Cela durera [toute la semaine].": "P1W",
        "Ils ont travaillé pendant [le week-end].": "2013-W06-WE",
    },
    rejects=["Le mois a trente jours.", "Une année entière."],
    priority=-1,
)
def definite_unit(m: Match, discourse: Discourse) -> Reading | None:
    """The year or weekend being spoken of."""
    word = plain(m["unit"]).removeprefix("l'").removeprefix("le ")
    before = m.string[max(0, m.start() - 16) : m.start()]
    if word == "semaine":
        return read(Duration.of(1, Unit.WEEK), confidence=0.6) if m["all"] else None
    if word == "annee" and not m["all"]:
        # "Fin d'année", "le meilleur de l'année"; a year that is only spoken of is none.
        led = _OF_THE_YEAR if m["unit"].lower().startswith("l") else _OF_YEAR
        if not led.search(before):
            return None
    if word == "week-end":
        if not re.search(r"\b(?:pendant|durant|dans|de|pour|sur|après|avant)\s$", before, re.IGNORECASE):
            return None
        sign, cue = discourse.tense(m)
        shift = 0 if sign > 0 or civil.weekday(discourse.anchor.first_day) >= 6 else -1
        why = (cue,) if cue else ()
        return read(resolution.deictic(discourse, Granularity.WEEKEND, shift), *why, confidence=0.7)
    if word == "mois":
        return None
    granularity = GRANULARITY[unit_of(word)[0]]
    last = discourse.last(granularity) if discourse.narrative else None
    return read(last or resolution.deictic(discourse, granularity, 0), confidence=0.65)


_NTH = {"deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7,
        "huitième": 8, "neuvième": 9, "dixième": 10}  # fmt: skip
_PLACE = table(_NTH)


@rule(
    rf"(?:le |au )(?P<nth>{one_of(_NTH)}) jour(?! (?:du|de|des|après|suivant|consécutif)\b| d['’])",
    examples={"[Le 5 mai 2012], l'assaut commença ; [le troisième jour], la ville tomba.": "2012-05-05|2012-05-07"},
    rejects=["Le 5 mai 2012, le troisième jour du siège.", "Le deuxième jour d'avril."],
    genre=Genre.NARRATIVE,
)
def nth_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day counted from the one last told."""
    return anchored.counted_day(discourse, _PLACE[plain(m["nth"])])
