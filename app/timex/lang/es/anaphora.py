"""Dates counted from now or from a date before: "ese día", "tres años después"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import anchored, romance
from app.timex.lang.es.extent import placed
from app.timex.lang.es.words import (
    COLLECTED,
    HEDGES,
    MONTH,
    NUMBER,
    PERIOD_UNIT,
    UNIT,
    UNIT_PLURAL,
    VAGUE,
    WAYS,
    count_of,
    hedged,
    is_single,
    month_of,
    unit_of,
)
from app.timex.lang.romance import GRANULARITY, YEAR, one_of, plain, table
from app.timex.timex3 import Step, value_of

_HEDGE = rf"(?:(?P<hedge>{one_of(HEDGES)}) ){{0,2}}"
_COUNT = rf"(?P<count>{COLLECTED}|{VAGUE}|{NUMBER})"


@rule(
    rf"(?P<verb>hace|hacía) {_HEDGE}(?:{_COUNT} )?(?P<unit>{UNIT}|{UNIT_PLURAL})(?P<half> y medi[oa])?",
    examples={
        "Cerró [hace tres años].": "2010",
        "Vino [hace dos semanas].": "2013-W05",
        "Se conocieron [hace un mes].": "2013-01",
        "Se rompió [hace tres días].": "2013-02-09",
        "Lo dijeron [hace unos días].": "PXD",
        "Protestan desde [hace casi diez años].": "2003 LESS_THAN",
        "Vino [hace un par de meses].": "2012-12",
        "Lo dejó [hace año y medio].": "2011-08",
    },
    rejects=["Hace frío.", "Hace dos goles cada partido."],
    priority=3,
)
def ago(m: Match, discourse: Discourse) -> Reading | None:
    """So many units before the reference time; uncounted they stay an amount."""
    words = m["count"]
    unit, factor = unit_of(m["unit"])
    if words is None and is_single(m["unit"]) and not m["half"]:
        return None
    # "Hace año y medio" leaves its "un" out.
    count = count_of(words) if words is not None else Fraction(1) if m["half"] else None
    if count is not None:
        count = count * factor + (Fraction(factor, 2) if m["half"] else 0)
    if m["verb"].lower() == "hacía":
        # "Hacía tres años" counts from the past that is being told.
        return romance.from_previous(discourse, m, count, unit, -1)
    reading = romance.ago(discourse, count, unit)
    mod = hedged(m["hedge"]) if m["hedge"] else None
    if reading is None or reading.meaning is None or mod is None:
        return reading
    return read(reading.meaning, Step("es.vague.hedge", m["hedge"], mod.value), mod=mod, confidence=0.85)


@rule(
    rf"(?:{_COUNT} )?(?P<unit>{UNIT}|{UNIT_PLURAL}) atr[áa]s",
    examples={"Lo vendió [dos meses atrás].": "2012-12", "Se fue [años atrás].": "PXY"},
    rejects=["Dio dos pasos atrás."],
    priority=3,
)
def back(m: Match, discourse: Discourse) -> Reading | None:
    """So many units before the reference time, counted back: "dos meses atrás"."""
    unit, factor = unit_of(m["unit"])
    if m["count"] is None and is_single(m["unit"]):
        return None
    count = None if m["count"] is None else count_of(m["count"])
    return romance.ago(discourse, None if count is None else count * factor, unit)


@rule(
    r"(?:hace|hacía) (?:ya )?(?:alg[úu]n |bastante |mucho |poco |cierto )?tiempo|"
    r"hace (?:mucho(?! que)|un (?:rato|momento|instante))",
    examples={"La crisis dura desde [hace tiempo].": "PXM", "Salió [hace un rato].": "PTXM"},
    rejects=["Hace buen tiempo en Cádiz.", "Mira hacia tiempos mejores."],
    priority=3,
)
def some_time_ago(m: Match, discourse: Discourse) -> Reading | None:
    """A time ago that nobody counted; told in months, as annotated news has it, or in minutes."""
    if re.search(r"rato|momento|instante", m[0], re.IGNORECASE):
        return read(Duration.of(None, Unit.MINUTE), confidence=0.5)
    return read(Duration.of(None, Unit.MONTH), confidence=0.5)


@rule(
    rf"(?:dentro de|de aquí a) {_HEDGE}{_COUNT} (?P<unit>{UNIT}|{UNIT_PLURAL})",
    examples={"Abrirá [dentro de dos meses].": "2013-04", "Se verá [dentro de tres años].": "2016"},
    priority=3,
)
def within(m: Match, discourse: Discourse) -> Reading | None:
    """So many units after the reference time."""
    unit, factor = unit_of(m["unit"])
    count = count_of(m["count"])
    return romance.ago(discourse, None if count is None else -count * factor, unit, 0.85)


@rule(
    rf"(?:{_COUNT} )?(?P<unit>{UNIT}|{UNIT_PLURAL})(?P<half> y medi[oa])? (?P<way>antes|despu[ée]s|m[áa]s tarde)"
    r"(?P<of> (?:del?|que|en que)\b)?",
    examples={
        "Naufragó [el 5 de mayo de 2012]; [dos días después] lo hallaron.": "2012-05-05|2012-05-07",
        "En [1990] ganó y [tres años más tarde] perdió.": "1990|1993",
        "Lo supo [pocas horas antes].": "PTXH",
        "Salió [dos semanas] después del estreno.": "P2W",
        "[Meses antes] de la firma rompió el pacto.": "PXM",
    },
    rejects=["Llegó el mes antes."],
    priority=3,
)
def offset(m: Match, discourse: Discourse) -> Reading | None:
    """So many units from the date before; an amount where an event is counted from ("dos días después del estreno")."""
    unit, factor = unit_of(m["unit"])
    if m["count"] is None and is_single(m["unit"]):
        return None
    count = None if m["count"] is None else count_of(m["count"])
    if count is not None:
        count = count * factor + (Fraction(factor, 2) if m["half"] else 0)
    if m["of"]:
        end = (
            m.end("way")
            if count is None or (count == 1 and m["count"])
            else m.end("half")
            if m["half"]
            else m.end("unit")
        )
        return read(Duration.of(count, unit), confidence=0.7, end=end)
    return romance.from_previous(discourse, m, count, unit, -1 if m["way"].lower() == "antes" else 1)


@rule(
    r"(?:(?:en )?(?P<that>ese|esa|aquel|aquella)(?: mism[oa])?|(?:el|la|al|del) (?P<same>mism[oa])) "
    rf"(?P<unit>{PERIOD_UNIT}|fecha)|(?:al|el|la|del) (?P<unit2>{PERIOD_UNIT}|jornada) (?P<way>siguiente|anterior|"
    rf"previ[oa])|(?:el|la|al|del) (?P<way3>siguiente|anterior) (?P<unit3>{PERIOD_UNIT})",
    examples={
        "Llovió [el 3 de mayo de 2012]; [al día siguiente] aclaró.": "2012-05-03|2012-05-04",
        "En [marzo de 2010] se fue y [ese mismo mes] volvió.": "2010-03|2010-03",
        "Desde [1950] creció; [ese año] se dobló.": "1950|1950",
        "En [2010] ganó y [el año siguiente] perdió.": "2010|2011",
        "[El 5 de junio de 2012] cantó; [el mismo día] murió.": "2012-06-05|2012-06-05",
    },
    rejects=["El mismo año nuevo.", "La fecha de caducidad."],
    priority=4,
)
def anaphoric(m: Match, discourse: Discourse) -> Reading | None:
    """The unit of, before or after the date last mentioned."""
    word = m["unit"] or m["unit2"] or m["unit3"]
    way = plain(m["way"] or m["way3"] or "")
    start = m.start("that") if m["that"] else None
    if plain(word) == "fecha":
        last = discourse.last()
        return None if last is None else read(last, confidence=0.6, start=start)
    granularity = (
        Granularity.DAY
        if plain(word) == "jornada"
        else Granularity.HALF
        if plain(word) == "semestre"
        else GRANULARITY[unit_of(word)[0]]
    )
    shift = WAYS.get(way, 0)
    reading = romance.unit_of_last(discourse, granularity, shift)
    if reading is None:
        if m["that"] or not way:
            return None
        reading = read(resolution.deictic(discourse, granularity, shift), confidence=0.4)
    if start is not None and reading.meaning is not None:
        return read(reading.meaning, *reading.steps, confidence=reading.confidence, start=start)
    return placed(reading, m, discourse)


@rule(
    rf"al d[íi]a (?P<way>siguiente|anterior)(?= (?:del?|al) (?:[a-z]+ )?(?P<day>\d{{1,2}}) de (?P<month>{MONTH})"
    rf"(?: del? (?P<year>{YEAR}))?)",
    examples={"[Al día siguiente] [del 11 de septiembre de 2001] lo llamaron.": "2001-09-12|2001-09-11"},
    priority=6,
)
def day_after_date(m: Match, discourse: Discourse) -> Reading | None:
    """The day beside a date that is told right behind it."""
    year = int(m["year"]) if m["year"] else None
    told = romance.on_date(discourse, m, int(m["day"]), month_of(m["month"]), year, None)
    day = told.meaning
    if not isinstance(day, Period):
        return None
    return read(
        day.shift(WAYS[m["way"].lower()]), *told.steps, Step("date_behind", m[0], value_of(day)), confidence=0.85
    )


@rule(
    r"(?:la |su )?(?P<eve>v[íi]spera)(?! de)|(?:la )?(?P<later>mañana siguiente)",
    examples={"Murió [el 5 de junio de 2012]; [la víspera] había cantado.": "2012-06-05|2012-06-04"},
    rejects=["La víspera de la boda fue triste."],
)
def eve(m: Match, discourse: Discourse) -> Reading | None:
    """The day before the one last mentioned, or the morning after it."""
    day = romance.day_of_last(discourse)
    if day is None:
        return None
    if m["later"]:
        return read(Period.part_of_day(day.n + 1, DayPart.MORNING), confidence=0.7)
    return read(day.shift(-1), confidence=0.7, start=m.start("eve") if m[0].lower().startswith("su") else None)


@rule(
    r"(?P<all>tod[oa] (?:el|la) )?(?:(?:el|del|al) )?"
    r"(?P<unit>año|mes|semana|fin de semana|siglo|d[íi]a)(?! (?:de \d|\d|y medio|que|[IVX]+\b))",
    examples={
        "Es la primera jornada [del año].": "2013",
        "Fue el peor de [todo el año].": "2013",
        "Despedirá a cien antes de [finales del año].": "2013 END",
        "Durará [toda la semana].": "P1W",
        "Cobran a [primeros de mes].": "2013-02 START",
        "Trabajaron durante [el fin de semana].": "2013-W06-WE",
    },
    rejects=["Le dio un año entero.", "Tres veces al año viaja.", "El mes tiene treinta días."],
    priority=-1,
)
def definite_unit(m: Match, discourse: Discourse) -> Reading | None:
    """The year or month being spoken of, behind "de" or "todo"."""
    word, lowered = plain(m["unit"]), plain(m[0])
    if word == "fin de semana":
        sign, cue = discourse.tense(m)
        shift = 0 if sign > 0 or civil.weekday(discourse.anchor.first_day) >= 6 else -1
        why = (cue,) if cue else ()
        return placed(
            read(resolution.deictic(discourse, Granularity.WEEKEND, shift), *why, confidence=0.7), m, discourse
        )
    if m["all"] and word in ("semana", "dia"):
        return read(Duration.of(1, unit_of(word)[0]), confidence=0.6)
    if not m["all"] and not lowered.startswith(("del ", "el ")):
        before = m.string[max(0, m.start() - 14) : m.start()]
        if not re.search(
            r"\b(?:finales|fines|fin|final|principios?|primeros|[úu]ltimos|mediados|comienzos|cierre|va)\s+de\s$",
            before,
            re.IGNORECASE,
        ):
            return None
        return read(resolution.deictic(discourse, GRANULARITY[unit_of(word)[0]], 0), confidence=0.7)
    if word in ("semana", "dia", "siglo"):
        return None
    if lowered.startswith("el ") and not re.search(
        r"\ben\s$", m.string[max(0, m.start() - 3) : m.start()], re.IGNORECASE
    ):
        return None
    granularity = GRANULARITY[unit_of(word)[0]]
    last = discourse.last(granularity) if word == "mes" or discourse.narrative else None
    return placed(read(last or resolution.deictic(discourse, granularity, 0), confidence=0.65), m, discourse)


_NTH = {"segundo": 2, "tercer": 3, "cuarto": 4, "quinto": 5, "sexto": 6, "séptimo": 7, "octavo": 8, "noveno": 9,
        "décimo": 10}  # fmt: skip
_PLACE = table(_NTH)


@rule(
    rf"(?:al|el) (?P<nth>{one_of(_NTH)}) día(?! (?:del?|en|tras|consecutivo|seguido)\b)",
    examples={"[El 5 de mayo de 2012] empezó el asalto; [al tercer día] cayó la ciudad.": "2012-05-05|2012-05-07"},
    rejects=["El 5 de mayo de 2012, al tercer día del sitio.", "Al tercer día consecutivo."],
    genre=Genre.NARRATIVE,
)
def nth_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day counted from the one last told."""
    return anchored.counted_day(discourse, _PLACE[plain(m["nth"])])
