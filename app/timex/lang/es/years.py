"""Years and what they are counted in or cut into: centuries, decades, quarters, halves, seasons."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored, romance
from app.timex.lang.es.extent import placed
from app.timex.lang.es.words import (
    DECADES,
    MONTH,
    ORDINAL,
    ORDINALS,
    SEASON,
    WAYS,
    month_of,
    season_of,
)
from app.timex.lang.romance import YEAR, one_of, plain, table

_RELATIVE_YEAR = (
    r"(?P<relative>(?:este|ese|aquel)(?: mismo)? año|(?:presente|actual|pasado|pr[óo]ximo|mismo) año|"
    r"año (?:pasado|anterior|pr[óo]ximo|siguiente|que viene|en curso))"
)
OF_YEAR = rf"(?:(?:,| del?(?: año)?)? (?P<year>{YEAR})| del? {_RELATIVE_YEAR})"


def year_told(m: Match, discourse: Discourse) -> int | None:
    """The year that stands behind a month or season: "de 2012", "de este año", "del año pasado"."""
    if m["year"]:
        return int(m["year"])
    if m["relative"] is None:
        return None
    words = [word for word in plain(m["relative"]).split() if word != "ano"]
    if words[0] in ("ese", "aquel", "mismo", "anterior", "siguiente"):
        shift = WAYS.get(words[0], 0)
        last = romance.unit_of_last(discourse, Granularity.YEAR, shift)
        if last is not None and isinstance(last.meaning, Period):
            return last.meaning.date[0]
        return discourse.anchor.date[0] + shift
    return discourse.anchor.date[0] + WAYS[" ".join(words) if words[0] in ("que", "en") else words[0]]


_COUNTED = re.compile(
    r"\s+(?:%|por ciento|millones|mil\b|euros?|d[óo]lares|pesetas|pesos|metros|kil[óo]metros|km\b|kg\b|personas|"
    r"(?!los\b|las\b|tras\b|es\b|más\b|sus\b|dos\b|tres\b|seis\b|después\b|unos\b|unas\b|entonces\b|además\b|miles\b|"
    r"antes\b)"
    r"[a-záéíóúñ]{3,}[aeo]s\b)"
)
_LABEL = re.compile(
    r"(?:[$€#]|\b(?:n[úu]mero|n[ºo]|n[úu]m\.|habitaci[óo]n|kil[óo]metro|vuelo|ruta|sala|p[áa]gina|art[íi]culo|modelo|versi[óo]n|"
    r"c[óo]digo|unos|unas|casi|otros|otras|los|las|m[áa]s de|menos de|cerca de|alrededor de|total de|con|calle))\s?$",
    re.IGNORECASE,
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:en|desde|hasta|de|del|el|al|para|durante|entre|y|e|o|a|hacia|año|años|tras|antes de|que|ejercicio|curso|"
    r"temporada|campaña)\s|"
    r"[(–-]|,\s|\n)$",
    re.IGNORECASE,
)


@rule(
    rf"(?:(?:el|del|al) )?(?P<named>años? )?(?P<year>{YEAR})|los años (?P<many>{YEAR})",
    examples={
        "Se fundó en [1985].": "1985",
        "Los presupuestos [del 2000] ya están.": "2000",
        "Acabará en [el año 2014].": "2014",
        "Fue candidato en [los años 1988], [1994] y [2000].": "1988|1994|2000",
        "Cayó la ciudad en [1492].": "1492",
    },
    rejects=[
        "Acudieron 2000 personas.",
        "Costó $1990.",
        "El número 1500 ganó.",
        "Vendió más de 1999 coches.",
        "La Agenda 2000 se aprobó.",
    ],
)
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A number taken for a year: from 1900 to 2099 unless it counts or labels something, else on a cue only."""
    text, number = m.string, int(m["year"] or m["many"])
    if not m["named"] and not m["many"]:
        at = m.start("year")
        before, after = text[max(0, at - 16) : at], text[m.end() : m.end() + 30]
        article = at > m.start()
        if _LABEL.search(before) or (_COUNTED.match(after) and not article):
            return None
        if re.search(r"[A-ZÁÉÍÓÚÑ][\w.]+[-'’ ]$", before) and not re.search(r"(?:^|[.\n]\s)\w+\s$", before):
            return None  # the name of an event: "Agenda 2000", "Sídney-2000"
        cue = _YEAR_CUE.search(before) is not None
        if not cue and (not 1900 <= number <= 2099 or re.match(r"\s+[a-z]", after)):
            return None
        if not 1900 <= number <= 2099 and not re.search(
            r"\b(?:en|desde|hasta|año|y|entre|del?|hacia|\d{4} a)\s$|[(–-]$", before, re.IGNORECASE
        ):
            return None
    return placed(read(Period.year(number), confidence=0.95), m, discourse)


@rule(
    r"(?:(?:el|del|al) )?año (?P<number>[1-9]\d{1,2})(?![\d%]|[.,:]\d| [ad]\. ?C| antes| después)",
    examples={"Fue coronado en [el año 800].": "0800", "La crisis [del año 73] fue dura.": "1973"},
    rejects=["Cada año 200 personas vienen."],
    priority=1,
)
def early_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year of two or three digits, which only its name tells from a number."""
    if re.search(r"\b(?:cada|al|por|este|un)\s$", m.string[max(0, m.start() - 5) : m.start()], re.IGNORECASE):
        return None
    number = int(m["number"])
    year_number = number if number > 99 else resolution.short_year(m["number"], discourse)
    return placed(read(Period.year(year_number), confidence=0.85), m, discourse)


_ERA = r"(?P<era>a\. ?(?:de )?C\.?|a\.C|antes de Cristo|antes de nuestra era|d\. ?(?:de )?C\.?|después de Cristo)"


@rule(
    rf"(?:(?:el|del|al) )?(?:(?:(?P<day>\d{{1,2}}) de )?(?P<month>{MONTH}) del? )?(?:año )?(?P<number>\d{{1,4}})"
    rf" {_ERA}",
    examples={
        "Se libró en [el año 480 a. C.] en Salamina.": "BC0480",
        "Murió en [14 d. C.] en Nola.": "0014",
        "Nació en [63 antes de Cristo].": "BC0063",
        "Cruzó el río [el 10 de enero de 49 a. C.] con una legión.": "BC0049-01-10",
    },
    priority=5,
)
def era(m: Match, discourse: Discourse) -> Reading | None:
    """A year before or after Christ, or a month or day of it."""
    number = int(m["number"])
    if number == 0:
        return None
    year_number = 1 - number if m["era"].lower().startswith("a") else number
    if m["month"] is None:
        return placed(read(Period.year(year_number), confidence=0.97), m, discourse)
    day = int(m["day"]) if m["day"] else None
    return placed(resolution.date(year_number, month_of(m["month"]), day), m, discourse)


@rule(
    rf"(?:el )?(?:año )?(?P<number>\d{{1,4}})(?=(?: ?[-–] ?| (?:al?|hasta|y)(?: el)? )\d{{1,4}} {_ERA})",
    examples={"La guerra duró de [431] a [404 a. C.] y fue larga.": "BC0431|BC0404"},
    rejects=["De 3 a 4 a. m."],
    priority=5,
)
def first_of_era(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two years that share their era."""
    number = int(m["number"])
    if number == 0:
        return None
    return read(Period.year(1 - number if m["era"].lower().startswith("a") else number), confidence=0.93)


@rule(
    rf"(?:(?:el|del|al|los) )?siglos? (?:(?P<roman>{one_of(romance.ROMANS)})|(?P<figures>\d{{1,2}}))(?: {_ERA})?",
    examples={
        "Hasta [el siglo XIX] hubo un convento.": "18",
        "Un puente de [el siglo V a. C.] aún sirve.": "BC04",
        "La catedral [del siglo XIII] arde.": "12",
    },
    rejects=["Medio siglo después volvió."],
    priority=2,
)
def century(m: Match, discourse: Discourse) -> Reading | None:
    """A century by its number."""
    number = romance.ROMANS[m["roman"].upper()] if m["roman"] else int(m["figures"])
    if not 1 <= number <= 21:
        return None
    before_christ = m["era"] is not None and m["era"].lower().startswith("a")
    return placed(read(romance.century(number, before_christ=before_christ), confidence=0.95), m, discourse)


@rule(
    rf"(?P<roman>{one_of(romance.ROMANS)})",
    examples={"Iglesias de [los siglos XII] y [XIII] siguen en pie.": "11|12"},
    rejects=["Felipe II y Carlos V reinaron."],
    priority=-2,
)
def further_century(m: Match, discourse: Discourse) -> Reading | None:
    """A numeral behind a century: "los siglos XII y XIII"."""
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.period.granularity is not Granularity.CENTURY:
        return None
    if not re.fullmatch(r"\s+(?:y|o|al?)\s+|,\s+|\s*[-–]\s*", m.string[before.end : m.start()]) or not m[0].isupper():
        return None
    return read(Period.century(romance.ROMANS[m["roman"]] - 1), confidence=0.9)


@rule(
    r"(?:(?:(?:la|una) )?d[ée]cada (?:de |del )(?:los )?(?:años )?|(?P<years>los años )|(?P<plain>los ))['’]?(?:"
    rf"(?P<full>1\d\d0|20\d0)|(?P<short>[1-9]0)|(?P<spelled>{one_of(DECADES)}))(?![\d%]|[.,:]\d)"
    rf"(?: del siglo (?P<century>{one_of(romance.ROMANS)})(?!\w))?",
    examples={
        "En [la década de los noventa] bajó.": "199",
        "Un reloj de [los años 30] apareció.": "193",
        "La música de [los ochenta] vuelve.": "198",
        "Creció en [la década de 1960].": "196",
        "Cerró a [comienzos de los noventa], dicen.": "199 START",
        "Llegó en [los años 80 del siglo XIX].": "188",
    },
    rejects=["Cumplió los 60 en casa.", "Pagó los 90 euros.", "Murió a los 80."],
    priority=2,
)
def decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade; "los 60" alone is as often an age or a sum, and needs the words around it."""
    if m["plain"]:
        before, after = m.string[max(0, m.start() - 15) : m.start()], m.string[m.end() : m.end() + 12]
        if not re.search(r"\b(?:en|de|desde|hasta|durante)\s$", before, re.IGNORECASE):
            return None
        edge = re.search(r"\b(?:principios|comienzos|inicios|mediados|finales|fines) de\s$", before, re.IGNORECASE)
        if m["full"] or (
            not edge
            and not re.match(r"[.,;:)]|$|\s+(?:y|en|el|la|los|las|con|por|se|fue|que|del?|a|cuando|vuelven?)\b", after)
        ):
            return None
    if m["full"]:
        return read(Period.decade(int(m["full"])), confidence=0.97)
    tens = int(m["short"] or DECADES[m["spelled"].lower()])
    if m["century"]:
        return read(Period.decade((romance.ROMANS[m["century"].upper()] - 1) * 100 + tens), confidence=0.95)
    return anchored.decade(discourse, m[0], tens)


_ORDINAL = rf"(?P<ordinal>{ORDINAL})"


def _ordinal(m: Match) -> int:
    word = plain(m["ordinal"])
    return int(word[0]) if word[0].isdigit() else ORDINALS[word]


@rule(
    rf"(?:(?:el|del|al|este) )?{_ORDINAL} (?:trimestre|(?P<third>cuatrimestre))(?:{OF_YEAR})?",
    examples={
        "El beneficio subió en [el tercer trimestre].": "2012-Q3",
        "Perdió dinero en [el cuarto trimestre de 2011].": "2011-Q4",
        "Despidió a 40 en [el primer trimestre del presente año].": "2013-Q1",
        "Lo aprobará en [el primer cuatrimestre].": "P4M",
    },
    rejects=["Cada trimestre pagan."],
    priority=2,
)
def quarter(m: Match, discourse: Discourse) -> Reading | None:
    """A quarter of the calendar year; for the third of one TIMEX3 has no name, and it stays an amount."""
    if m["third"]:
        return placed(read(Duration.of(4, Unit.MONTH), confidence=0.5), m, discourse)
    year_number, number = year_told(m, discourse), _ordinal(m)
    if year_number is not None:
        return placed(read(Period.quarter(year_number, number), confidence=0.97), m, discourse)
    return placed(resolution.open_quarter(discourse, m, number), m, discourse)


@rule(
    rf"(?:el|del|al) mismo (?:per[íi]odo|trimestre|semestre|mes){OF_YEAR}",
    examples={
        "Ganó más en [el primer trimestre de 2012] que en [el mismo periodo de 2011].": "2012-Q1|2011-Q1",
        "Cerró [junio de 2012] mejor que [el mismo mes del año anterior].": "2012-06|2011-06",
    },
    rejects=["El mismo mes llovió."],
    priority=5,
)
def same_period(m: Match, discourse: Discourse) -> Reading | None:
    """The period being reported, in another year."""
    reported = discourse.last(Granularity.QUARTER, Granularity.HALF, Granularity.MONTH)
    if reported is None:
        return None
    told = year_told(m, discourse)
    assert told is not None
    in_year = {Granularity.QUARTER: 4, Granularity.HALF: 2, Granularity.MONTH: 12}[reported.granularity]
    same = reported.shift((told - reported.date[0]) * in_year)
    return placed(read(same, step("reported_period", "", reported), confidence=0.85), m, discourse)


@rule(
    r"(?:(?:T(?P<quarter>[1-4])|(?P<number>[1-4])T) ?(?:de )?(?P<year>20\d\d))",
    examples={"Las ventas del [3T 2012] cayeron.": "2012-Q3", "Véase [T1 de 2011].": "2011-Q1"},
)
def quarter_code(m: Match, discourse: Discourse) -> Reading | None:
    """3T 2012, T3 2012."""
    return read(Period.quarter(int(m["year"]), int(m["quarter"] or m["number"])), confidence=0.9)


@rule(
    rf"(?:(?:el|la|del|al|este) )?(?:{_ORDINAL} semestre|(?P<half>primera|segunda) mitad(?= del? ))(?:{OF_YEAR}|"
    r"(?P<here> del año))?",
    examples={
        "En [el primer semestre de 2012] creció.": "2012-H1",
        "Abrirá en [la segunda mitad de este año].": "2013-H2",
        "Cayó en [el segundo semestre].": "2012-H2",
    },
    rejects=["La primera mitad del partido fue aburrida."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number, year_number = (
        _ordinal(m) if m["ordinal"] else 1 if m["half"].lower() == "primera" else 2,
        year_told(m, discourse),
    )
    if number > 2:
        return None
    if year_number is None and m["here"]:
        year_number = discourse.anchor.date[0]
    if year_number is not None:
        return placed(read(Period.half(year_number, number), confidence=0.95), m, discourse)
    return None if m["half"] else placed(romance.open_half(discourse, m, number), m, discourse)


@rule(
    rf"(?:(?:el|la|del|al) )?(?P<season>{SEASON}){OF_YEAR}(?:[-–/](?:\d\d|{YEAR})(?!\d))?",
    examples={
        "En [la primavera de 1994] deshizo el hielo.": "1994-SP",
        "Fue en [otoño del 2010].": "2010-FA",
        "Abren en [el verano de este año].": "2013-SU",
    },
    rejects=["La primavera de Praga acabó mal."],
    priority=2,
)
def season_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season and its year."""
    number = year_told(m, discourse)
    assert number is not None
    return placed(read(Period.season(number, season_of(m["season"]), south=discourse.south)), m, discourse)


_TENTHS = {
    word: number
    for number, word in enumerate("primera segunda tercera cuarta quinta sexta séptima octava novena décima".split(), 1)
} | {"última": 10}
_TENTH = table(_TENTHS)


@rule(
    rf"(?:la )?(?P<nth>{one_of(_TENTHS)}) d[ée]cada del siglo (?P<roman>{one_of(romance.ROMANS)})",
    examples={
        "Ardió en [la primera década del siglo XX].": "190",
        "En [la última década del siglo XVIII] cerró.": "179",
    },
    rejects=["La primera década del reinado."],
    priority=4,
)
def decade_of_century(m: Match, discourse: Discourse) -> Reading | None:
    """A decade by its number in a century."""
    number, tenth = romance.ROMANS[m["roman"].upper()], _TENTH[plain(m["nth"])]
    return placed(read(Period.decade(number * 100 - 110 + tenth * 10), confidence=0.9), m, discourse)
