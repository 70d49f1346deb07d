"""Years and what they are counted in or cut into: centuries, decades, quarters, halves, seasons."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored, romance
from app.timex.lang.fr.words import (
    CENTURIES,
    CENTURY,
    DECADES,
    MONTH,
    ORDINAL,
    ORDINALS,
    SEASON,
    SPELLED,
    WAYS,
    month_of,
    season_of,
)
from app.timex.lang.romance import YEAR, one_of, plain, table
from app.timex.timex3 import Mod

_RELATIVE_YEAR = (
    r"(?:cette (?P<that>année|ann[ée]e)(?P<there>-l[àa])?|la (?P<same>m[êe]me) ann[ée]e|l['’](?:an|ann[ée]e) "
    r"(?P<relative>derni(?:er|[èe]re)|pass[ée]e?|prochaine?|suivante?|pr[ée]c[ée]dente?|en cours))"
)
OF_YEAR = rf"(?:,? (?:de (?:l['’]ann[ée]e )?|en )?(?P<year>{YEAR})| de {_RELATIVE_YEAR})"


def year_told(m: Match, discourse: Discourse) -> int | None:
    """The year that stands behind a month or season: "2012", "de cette année", "de l'an dernier"."""
    if m["year"]:
        return int(m["year"])
    if not m["that"] and not m["relative"] and not m["same"]:
        return None
    word = plain(m["relative"] or "")
    if m["there"] or m["same"] or word in ("suivant", "suivante", "precedent", "precedente"):
        last = romance.unit_of_last(discourse, Granularity.YEAR, WAYS.get(word, 0))
        if last is not None and isinstance(last.meaning, Period):
            return last.meaning.date[0]
    return discourse.anchor.date[0] + WAYS.get(word, 0)


_COUNTED = re.compile(
    r"\s+(?:%|pour cent|millions?|milliards?|mille\b|euros?|dollars?|francs?|mètres|kilomètres|km\b|kg\b|personnes|"
    r"habitants|"
    r"(?!les\b|des\b|ses\b|dans\b|pas\b|plus\b|puis\b|mais\b|sous\b|après\b|alors\b|depuis\b|ans\b|vers\b|nous\b|"
    r"vous\b|ils\b|elles\b|très\b)"
    r"[a-zà-ÿ]{3,}(?:[^aiou]s|eux)\b)"
)
_LABEL = re.compile(
    r"(?:[$€#]|\b(?:num[ée]ro|n°|no|chambre|vol|salle|page|pages|article|mod[èe]le|version|code|quelque|environ|"
    r"presque|les|des|autres|plus de|moins de|pr[èe]s de|total de|avec|rue|Boeing|Airbus))\s?$",
    re.IGNORECASE,
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:en|depuis|jusqu['’]en|de|du|au|à|le|entre|et|ou|vers|ann[ée]es?|an|dès|pour|avant|après|que|fin|"
    r"d[ée]but|mi|été|"
    r"hiver|printemps|automne|courant)[\s-]|[(–-]|,\s|\n)$",
    re.IGNORECASE,
)


@rule(
    rf"(?:(?P<named>l['’]an(?:n[ée]e)? |ann[ée]e )|les ann[ée]es (?=(?:{YEAR})(?:,| et)))?(?P<year>{YEAR})",
    examples={
        "Elle fut fondée en [1985].": "1985",
        "Fini en [l'année 2014], dit-on.": "2014",
        "Le budget [2012] est voté.": "2012",
        "Candidat en [1988], [1994] et [2000].": "1988|1994|2000",
        "La ville tomba en [1492].": "1492",
    },
    rejects=["2000 personnes sont venues.", "Il coûte $1990.", "Le numéro 1500 a gagné.", "Plus de 1999 voitures."],
)
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A number taken for a year: from 1900 to 2099 unless it counts or labels something, else on a cue only."""
    text, number = m.string, int(m["year"])
    if not m["named"] and m.start() == m.start("year"):
        before, after = text[max(0, m.start() - 16) : m.start()], text[m.end() : m.end() + 30]
        if _LABEL.search(before) or _COUNTED.match(after):
            return None
        if re.search(r"[A-ZÉÈ][\w.]+[-'’ ]$", before) and not re.search(r"(?:^|[.\n]\s)\w+\s$", before):
            return None  # the name of an event: "Agenda 2000"
        cue = _YEAR_CUE.search(before) is not None
        if not cue and (not 1900 <= number <= 2099 or re.match(r"\s+[a-z]{3,}s\b", after)):
            return None
        led = re.search(r"\b(?:en|depuis|an|entre|de|et|vers|dès|à|début|fin)\s$|[(–-]$", before, re.IGNORECASE)
        if not 1900 <= number <= 2099 and not led:
            return None
    return read(Period.year(number), confidence=0.95)


@rule(
    rf"(?:la )?mi-(?P<year>{YEAR})",
    examples={"Le pont sera prêt [mi-2014].": "2014 MID"},
    rejects=["Un mi-temps."],
)
def mid_year(m: Match, discourse: Discourse) -> Reading | None:
    """The middle of a year."""
    return read(Period.year(int(m["year"])), mod=Mod.MID, confidence=0.93)


_CHRIST = r"(?:J\.? ?-? ?C\.?|J[ée]sus-Christ|notre ère)"
_ERA = rf"(?P<era>(?:av(?:\.|ant)|apr?(?:\.|ès)) {_CHRIST})"


@rule(
    rf"(?:(?:le )?(?P<day>\d{{1,2}}) (?P<month>{MONTH}) |l['’]an )?(?P<number>\d{{1,4}}) {_ERA}",
    examples={
        "Cela se passa en [480 av. J.-C.] à Salamine.": "BC0480",
        "Il mourut en [14 apr. J.-C.] à Nola.": "0014",
        "Il passa le fleuve [le 10 janvier 49 avant J.-C.] en armes.": "BC0049-01-10",
    },
    priority=5,
)
def era(m: Match, discourse: Discourse) -> Reading | None:
    """A year before or after Christ, or a day of it."""
    number = int(m["number"])
    if number == 0:
        return None
    year_number = 1 - number if m["era"].lower().startswith("av") else number
    if m["month"]:
        return resolution.date(year_number, month_of(m["month"]), int(m["day"]))
    return read(Period.year(year_number), confidence=0.97)


@rule(
    rf"(?:l['’]an )?(?P<number>\d{{1,4}})(?=(?: ?[-–] ?| (?:à|et|au) )\d{{1,4}} {_ERA})",
    examples={"La guerre dura de [431] à [404 av. J.-C.] sans répit.": "BC0431|BC0404"},
    rejects=["De 3 à 4 avenues."],
    priority=5,
)
def first_of_era(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two years that share their era."""
    number = int(m["number"])
    if number == 0:
        return None
    return read(Period.year(1 - number if m["era"].lower().startswith("av") else number), confidence=0.93)


@rule(
    rf"(?:le )?(?P<number>{CENTURY}) si[èe]cle(?: {_ERA})?",
    examples={
        "Jusqu'au [XIXe siècle], un couvent.": "18",
        "Un pont du [Ve siècle av. J.-C.] tient encore.": "BC04",
        "Une église du [treizième siècle].": "12",
        "Au [21e siècle], tout change.": "20",
    },
    rejects=["Un demi-siècle plus tard."],
    priority=2,
)
def century(m: Match, discourse: Discourse) -> Reading | None:
    """A century by its number."""
    word = plain(m["number"]).replace("vingt-et-un", "vingt et un")
    number = CENTURIES.get(word) or int(re.sub(r"\D", "", word) or 0)
    if not 1 <= number <= 21:
        return None
    return read(romance.century(number, before_christ=(m["era"] or "").lower().startswith("av")), confidence=0.95)


@rule(
    rf"(?:le )?(?P<number>(?:{one_of(romance.ROMANS)})(?:er|[èe]me|e))(?=(?: et| ou| au|,| à|-) (?:{CENTURY})"
    r" si[èe]cles?)",
    examples={"Aux [XIIe] et [XIIIe siècle], on bâtit.": "11|12"},
    rejects=["François Ier et Henri IV."],
    priority=1,
)
def shared_century(m: Match, discourse: Discourse) -> Reading | None:
    """A century before another that has the word: "aux XIIe et XIIIe siècles"."""
    return read(Period.century(CENTURIES[plain(m["number"])] - 1), confidence=0.9)


@rule(
    r"(?:les |la d[ée]cennie (?:des ann[ée]es )?)?(?P<years>ann[ée]es )?(?:(?P<full>1\d\d0|20\d0)|['’]?"
    rf"(?P<short>[1-9]0)|(?P<spelled>{one_of(DECADES)}))(?![\d%]|[.,:]\d|[- ](?:ans|euros)\b|-(?:{SPELLED})\b)",
    examples={
        "Dans [les années 1990], c'était moins cher.": "199",
        "Une montre des [années 30] est à vendre.": "193",
        "La musique des [années quatre-vingt] revient.": "198",
        "Dans [les années trente] une école ouvrit.": "193",
    },
    rejects=["Il paya les 90 euros.", "Les trente années passées."],
    priority=1,
)
def decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade."""
    if not m["years"] and not m[0].lower().startswith("la d"):
        return None
    if m["full"]:
        return read(Period.decade(int(m["full"])), confidence=0.97)
    return anchored.decade(discourse, m[0], int(m["short"] or DECADES[plain(m["spelled"]).replace(" ", "-")]))


_ORDINAL = rf"(?P<ordinal>{ORDINAL})"


def _ordinal(m: Match) -> int:
    word = plain(m["ordinal"])
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


@rule(
    rf"(?:le |ce )?{_ORDINAL} trimestre(?:{OF_YEAR})?",
    examples={
        "Le bénéfice a crû au [troisième trimestre].": "2012-Q3",
        "Il perdit de l'argent au [4e trimestre 2011].": "2011-Q4",
        "Au [premier trimestre de l'année prochaine], il vendra.": "2014-Q1",
    },
    rejects=["Chaque trimestre, on paie."],
    priority=2,
)
def quarter(m: Match, discourse: Discourse) -> Reading | None:
    """A quarter of the calendar year."""
    year_number, number = year_told(m, discourse), _ordinal(m)
    if plain(m["ordinal"]) == "dernier" and year_number is None:
        return read(resolution.deictic(discourse, Granularity.QUARTER, -1), confidence=0.7)
    if year_number is not None:
        return read(Period.quarter(year_number, number), confidence=0.97)
    return resolution.open_quarter(discourse, m, number)


@rule(
    r"(?:T(?P<quarter>[1-4])|(?P<number>[1-4])T) ?(?:de )?(?P<year>20\d\d)",
    examples={"Les ventes du [T3 2012] ont baissé.": "2012-Q3"},
)
def quarter_code(m: Match, discourse: Discourse) -> Reading | None:
    """T3 2012, 3T 2012."""
    return read(Period.quarter(int(m["year"]), int(m["quarter"] or m["number"])), confidence=0.9)


@rule(
    rf"(?:le |la )?(?:{_ORDINAL} semestre|(?P<half>premi[èe]re|seconde|deuxi[èe]me) moiti[ée](?= de (?:l['’]|cette |"
    rf"\d)))(?:{OF_YEAR}|(?P<here> de l['’]ann[ée]e))?",
    examples={
        "Au [premier semestre 2012], il a crû.": "2012-H1",
        "Il ouvrira dans [la seconde moitié de cette année].": "2013-H2",
        "Il a chuté au [second semestre].": "2012-H2",
    },
    rejects=["La première moitié du match."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number = _ordinal(m) if m["ordinal"] else 1 if m["half"].lower().startswith("p") else 2
    if number > 2:
        return None
    year_number = discourse.anchor.date[0] if m["here"] else year_told(m, discourse)
    if year_number is not None:
        return read(Period.half(year_number, number), confidence=0.95)
    return None if m["half"] else romance.open_half(discourse, m, number)


@rule(
    rf"(?:la |le )?m[êe]me (?:p[ée]riode|trimestre|semestre|mois){OF_YEAR}|(?:la |le )?m[êe]me (?:p[ée]riode|"
    r"trimestre|semestre|mois),? (?P<earlier>un an (?:plus t[ôo]t|auparavant))",
    examples={
        "Il gagna plus au [premier trimestre 2012] que sur [la même période de 2011].": "2012-Q1|2011-Q1",
        "Mieux en [juin 2012] que [le même mois de l'année précédente].": "2012-06|2011-06",
    },
    rejects=["Le même mois, il a plu."],
    priority=5,
)
def same_period(m: Match, discourse: Discourse) -> Reading | None:
    """The period being reported, in another year."""
    reported = discourse.last(Granularity.QUARTER, Granularity.HALF, Granularity.MONTH)
    if reported is None:
        return None
    told = reported.date[0] - 1 if m["earlier"] else year_told(m, discourse)
    assert told is not None
    in_year = {Granularity.QUARTER: 4, Granularity.HALF: 2, Granularity.MONTH: 12}[reported.granularity]
    return read(
        reported.shift((told - reported.date[0]) * in_year), step("reported_period", "", reported), confidence=0.85
    )


@rule(
    rf"(?:l['’]|le )?(?P<season>{SEASON}){OF_YEAR}(?:[-–/](?:\d\d|{YEAR})(?!\d))?",
    examples={
        "Au [printemps 1994], la glace fondit.": "1994-SP",
        "C'était [l'été 2010].": "2010-SU",
        "Ouverture à [l'automne de cette année].": "2013-FA",
        "Né en [mai 2010], il partit à [l'automne de la même année].": "2010-05|2010-FA",
    },
    rejects=["Il a été 2000 fois battu.", "Le printemps de Prague."],
    priority=2,
)
def season_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season and its year; "été" is also "been"."""
    before = m.string[max(0, m.start() - 9) : m.start()]
    if m[0][:1] in "éÉeE" and re.search(
        r"\b(?:a|ai|as|ont|avons|avez|avait|avaient|ayant|aura|pas|avoir)\s$", before, re.IGNORECASE
    ):
        return None
    number = year_told(m, discourse)
    assert number is not None
    return read(Period.season(number, season_of(m["season"]), south=discourse.south))


_TENTHS = {
    word: number
    for number, word in enumerate(
        "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième".split(), 1
    )
} | {"seconde": 2, "dernière": 10}
_TENTH = table(_TENTHS)


@rule(
    rf"(?:la )?(?P<nth>{one_of(_TENTHS)}) décennie du (?P<number>{CENTURY}) si[èe]cle",
    examples={
        "Il brûla dans [la première décennie du XXe siècle].": "190",
        "À [la dernière décennie du XVIIIe siècle], il ferma.": "179",
    },
    rejects=["La première décennie du règne."],
    priority=4,
)
def decade_of_century(m: Match, discourse: Discourse) -> Reading | None:
    """A decade by its number in a century."""
    word = plain(m["number"]).replace("vingt-et-un", "vingt et un")
    number, tenth = CENTURIES.get(word) or int(re.sub(r"\D", "", word) or 0), _TENTH[plain(m["nth"])]
    if not 1 <= number <= 21:
        return None
    return read(Period.decade(number * 100 - 110 + tenth * 10), confidence=0.9)
