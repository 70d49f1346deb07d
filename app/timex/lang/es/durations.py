"""Amounts of time, and stretches counted from now: "tres días", "los últimos cinco años", "un año y medio"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.es.words import COLLECTED, NUMBER, UNIT, UNIT_PLURAL, VAGUE, count_of, is_single, unit_of
from app.timex.timex3 import Mod

_UNITS = rf"(?P<unit>{UNIT_PLURAL}|{UNIT})"
_THE = r"(?:(?:los|las|estos|estas|esos|esas|sus) )"


def _duration(words: str, unit_word: str, half: str | None) -> Duration:
    unit, factor = unit_of(unit_word)
    count = count_of(words)
    if count is not None:
        count = count * factor + (Fraction(factor, 2) if half else 0)
    return Duration.of(count, unit)


@rule(
    rf"(?:{_THE}(?P<led>primer[oa]s |[úu]ltim[oa]s |pr[óo]xim[oa]s )?)?(?P<count>{COLLECTED}|{VAGUE}|{NUMBER}) (?:"
    rf"(?:primer|[úu]ltim|pr[óo]xim|pasad|larg|buen|siguient|prim)[oae]s? |segundo |mismo |solo )?{_UNITS}"
    rf"(?P<half> y medi[oa])?(?: (?:m[áa]s|seguid[oa]s|consecutiv[oa]s|anteriores|siguientes|posteriores))?"
    rf"(?: (?:y|con) (?P<count2>{NUMBER}) "
    rf"(?P<unit2>{UNIT_PLURAL}|{UNIT}))?",
    examples={
        "Tardó [tres días].": "P3D",
        "Una condena de [dos años y tres meses] cumplió.": "P2Y3M",
        "Se quedó [un año y medio].": "P1Y6M",
        "En [los últimos cinco años] llovió poco.": "P5Y",
        "Durante [los próximos seis meses] ayudarán.": "P6M",
        "Esperó [un par de horas].": "PT2H",
        "Tiene [un año más] de contrato.": "P1Y",
        "Ana, de [72 años], votó.": "P72Y",
        "Pasaron [varios meses].": "PXM",
        "Tras [los cuatro pasados años] dimitió.": "P4Y",
        "Duró [media hora].": "PT30M",
        "Vivió [una decena de años] allí.": "P10Y",
        "Ganó en [los dos años siguientes].": "P2Y",
    },
    rejects=["Llegó en segundo lugar.", "Un segundo plato.", "Uno de los meses."],
)
def amount(m: Match, discourse: Discourse) -> Reading | None:
    """A number of units, with the articles and adjectives that belong to it."""
    single = is_single(m["unit"])
    count = count_of(m["count"])
    if single and count is not None and count > 1:
        return None
    if m["count"].lower() == "uno" or (not single and count is not None and count == 1 and not m["led"]):
        return None
    if (
        single
        and m["unit"].lower() == "segundo"
        and re.match(r" [a-z]", m.string[m.end() : m.end() + 2])
        and not re.match(r" (?:después|antes|de|y|para|en)\b", m.string[m.end() : m.end() + 9])
    ):
        return None
    duration = _duration(m["count"], m["unit"], m["half"])
    if m["count2"]:
        duration = Duration((*duration.parts, *_duration(m["count2"], m["unit2"], None).parts))
    return read(duration, confidence=0.9)


@rule(
    rf"(?:(?:los|las) )?(?P<count>{NUMBER})(?=(?:, {NUMBER})? (?:a|o|y|ó) {NUMBER} (?P<unit>{UNIT_PLURAL}))",
    examples={"Se quedan [tres] o [cuatro semanas].": "P3W|P4W", "Pasa de [ocho] a [doce meses].": "P8M|P12M"},
    rejects=["Dos o tres personas."],
    priority=1,
)
def shared_unit(m: Match, discourse: Discourse) -> Reading | None:
    """A number whose unit stands behind a second one: "tres o cuatro semanas"."""
    if re.fullmatch(r"1\d{3}|20\d\d", m["count"]):
        return None
    return read(_duration(m["count"], m["unit"], None), confidence=0.8)


@rule(
    rf"{_THE}(?:(?P<which>[úu]ltim[oa]s|pasad[oa]s|primer[oa]s|pr[óo]xim[oa]s|anteriores|siguientes|restantes)"
    rf" )?{_UNITS}(?: (?:finales|siguientes|anteriores|posteriores|venider[oa]s|pr[óo]xim[oa]s|pasad[oa]s|precedentes)"
    rf")?|estos [úu]ltimos (?P<unit2>{UNIT_PLURAL})",
    examples={
        "Bajó en [los últimos días].": "PXD",
        "Subirá en [los próximos meses].": "PXM",
        "Falló en [los minutos finales].": "PTXM",
        "Entrenó [estos últimos días].": "PXD",
    },
    rejects=["Los segundos platos.", "Las noches de verano."],
    priority=-1,
)
def stretch(m: Match, discourse: Discourse) -> Reading | None:
    """A stretch of uncounted units."""
    word = m["unit"] or m["unit2"]
    if is_single(word) or (word.lower() in ("segundos", "noches") and not m["which"]):
        return None
    return read(Duration.of(None, unit_of(word)[0]), confidence=0.7)


@rule(
    rf"(?P<unit>{UNIT_PLURAL})(?: (?:anteriores|siguientes|posteriores|pasad[oa]s|venider[oa]s))?",
    examples={
        "En [años anteriores] nevó más.": "PXY",
        "La crisis duró [años].": "PXY",
        "En [horas] se agotó.": "PTXH",
    },
    rejects=["Los segundos clasificados.", "Las noches blancas."],
    priority=-3,
)
def bare_units(m: Match, discourse: Discourse) -> Reading | None:
    """A plural unit without a number."""
    word = m["unit"].lower()
    if word in ("segundos", "noches", "semestres", "trimestres"):
        return None
    return read(Duration.of(None, unit_of(word)[0]), confidence=0.6)


@rule(
    r"(?:(?P<quarters>tres cuartos|un cuarto) de hora|(?P<half>hora|año|mes|semana|d[íi]a) y medi[oa])",
    examples={
        "Habló [un cuarto de hora].": "PT15M",
        "En [hora y media] acabó.": "PT1H30M",
        "Duró [año y medio].": "P1Y6M",
    },
    rejects=["A la una y media."],
    priority=1,
)
def part_of_hour(m: Match, discourse: Discourse) -> Reading | None:
    """A quarter of an hour, and what is told without its "un": "hora y media"."""
    if m["quarters"]:
        return read(Duration.of(45 if m["quarters"].lower().startswith("tres") else 15, Unit.MINUTE), confidence=0.9)
    return read(Duration.of(Fraction(3, 2), unit_of(m["half"])[0]), confidence=0.85)


@rule(
    r"(?:el|la) (?:primer|[úu]ltim[oa]|primera)(?: medi[oa])? (?P<unit>minuto|hora|segundo)|un (?:buen )?"
    r"(?P<short>rato|ratito)|(?P<all>todo el rato)",
    examples={
        "Marcó en [el último minuto].": "PT1M",
        "Esperó [un buen rato].": "PTXM",
        "En [la última media hora] subió.": "PT30M",
    },
    rejects=["El último minutero."],
    priority=1,
)
def short_while(m: Match, discourse: Discourse) -> Reading | None:
    """A minute, an hour, "un rato"."""
    if m["short"] or m["all"]:
        return read(Duration.of(None, unit_of("hora" if m["all"] else "minuto")[0]), confidence=0.6)
    count = Fraction(1, 2) if re.search(r" medi[oa] ", m[0], re.IGNORECASE) else Fraction(1)
    return read(Duration.of(count, unit_of(m["unit"])[0]), confidence=0.7)


_BEHIND = re.compile(r"\b(?:en|durante|desde)\s$", re.IGNORECASE)


@rule(
    r"(?:el|la) [úu]ltim[oa] (?P<unit>a[ñn]o|mes|d[íi]a|d[ée]cada)(?! (?:de|del|que)\b)",
    examples={
        "En [el último año] murieron dos.": "P1Y",
        "Durante [la última década] se duplicó.": "P1DE",
    },
    rejects=["El último día que vino."],
    priority=2,
)
def up_to_now(m: Match, discourse: Discourse) -> Reading | None:
    """One unit that ends with now: "en el último año"; a week is the calendar's (`relative.last_next`)."""
    if _BEHIND.search(m.string[max(0, m.start() - 10) : m.start()]) is None:
        return None
    unit, factor = unit_of(m["unit"])
    return read(Duration.of(factor, unit), confidence=0.8)


@rule(
    r"(?:durante |por )?(?P<words>(?:un|alg[úu]n|mucho|bastante|demasiado|poco|cierto|largo) tiempo)(?! (?:real|extra|"
    r"libre|atrás|que))",
    examples={"Tras [un tiempo] volvió.": "PXM", "Llevan [demasiado tiempo] callados.": "PXM"},
    rejects=["Al mismo tiempo.", "En el primer tiempo marcó."],
)
def some_time(m: Match, discourse: Discourse) -> Reading | None:
    """A time that nobody counted."""
    if not re.search(
        r"(?:durante|por|tras|despu[ée]s de|desde|lleva\w*|hace|en|de)\s$",
        m.string[max(0, m.start("words") - 14) : m.start("words")],
        re.IGNORECASE,
    ):
        return None
    return read(Duration.of(None, unit_of("mes")[0]), mod=Mod.APPROX, confidence=0.4, start=m.start("words"))
