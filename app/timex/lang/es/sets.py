"""Times that come again: "cada jueves", "todos los días", "anual", "dos veces al mes"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex.duration import Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.es.words import (
    MONTH,
    NUMBER,
    PART,
    SEASON,
    UNIT,
    UNIT_PLURAL,
    WEEKDAY,
    month_of,
    number_of,
    part_of,
    season_of,
    unit_of,
    weekday_of,
)
from app.timex.lang.romance import every as recurring
from app.timex.lang.romance import plain
from app.timex.timex3 import Recurrence

_NTH_WEEKDAY = rf"(?:primer|segundo|tercer|cuarto|[úu]ltimo) (?:{WEEKDAY}|fin de semana)"


@rule(
    rf"(?:(?:el )?{_NTH_WEEKDAY} de cada mes|cada {_NTH_WEEKDAY} del? mes)",
    examples={"Se reúnen [el primer lunes de cada mes].": "P1M", "Abre [cada último viernes del mes].": "P1M"},
    rejects=["El primer mes de cada obra."],
    priority=4,
)
def monthly_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of every month: once a month."""
    return read(recurring(Unit.MONTH, quant="EACH"), confidence=0.85)


@rule(
    rf"cada (?:(?P<n>{NUMBER}) (?P<units>{UNIT_PLURAL})|(?P<weekday>{WEEKDAY})|(?P<unit>{UNIT})|(?P<part>{PART})|"
    rf"(?P<month>{MONTH})|(?P<season>{SEASON}))",
    examples={
        "Se reúnen [cada jueves].": "XXXX-WXX-4",
        "[Cada año] se inunda.": "P1Y",
        "Escribe [cada seis meses].": "P6M",
        "Nada [cada mañana].": "XXXX-XX-XXTMO",
        "Navegan [cada julio].": "XXXX-07",
    },
    rejects=["Cada vez más gente.", "Cada segunda casa."],
    priority=3,
)
def every(m: Match, discourse: Discourse) -> Reading | None:
    """Every unit, or every so many of them."""
    if m["n"]:
        unit, factor = unit_of(m["units"])
        return read(recurring(unit, count=number_of(m["n"]) * factor, quant="EACH"), confidence=0.9)
    if m["weekday"]:
        return read(recurring(weekday=weekday_of(m["weekday"]), quant="EACH"), confidence=0.9)
    if m["unit"]:
        unit, factor = unit_of(m["unit"])
        return read(recurring(unit, count=Fraction(factor), quant="EACH"), confidence=0.9)
    if m["part"]:
        return read(recurring(part=part_of(m["part"]), quant="EACH"), confidence=0.85)
    if m["month"]:
        return read(recurring(month=month_of(m["month"]), quant="EACH"), confidence=0.85)
    return read(recurring(season=season_of(m["season"]), quant="EACH"), confidence=0.85)


@rule(
    rf"tod[oa]s (?:los|las) (?:(?P<weekday>{WEEKDAY})s?|(?P<unit>{UNIT_PLURAL})|(?P<part>mañanas|tardes|noches)|"
    r"(?P<season>verano|invierno|otoño|primavera)s)",
    examples={
        "Corre [todos los días].": "P1D",
        "Cenan juntos [todos los viernes].": "XXXX-WXX-5",
        "Lee [todas las noches].": "XXXX-XX-XXTNI",
    },
    rejects=["Todos los hombres."],
    priority=4,
)
def all_of(m: Match, discourse: Discourse) -> Reading | None:
    """Every one of them: "todos los días"."""
    if m["weekday"]:
        return read(recurring(weekday=weekday_of(m["weekday"])), confidence=0.9)
    if m["part"] or (m["unit"] and m["unit"].lower() == "noches"):
        return read(recurring(part=part_of(m["part"] or "noche")), confidence=0.85)
    if m["season"]:
        return read(recurring(season=season_of(m["season"])), confidence=0.85)
    unit, factor = unit_of(m["unit"])
    return read(recurring(unit, count=Fraction(factor)), confidence=0.9)


_ADJECTIVES = {
    "diari": (Unit.DAY, 1), "cotidian": (Unit.DAY, 1), "semanal": (Unit.WEEK, 1), "quincenal": (Unit.WEEK, 2),
    "bisemanal": (Unit.WEEK, 2), "mensual": (Unit.MONTH, 1), "bimensual": (Unit.MONTH, 2), "bimestral": (Unit.MONTH, 2),
    "trimestral": (Unit.MONTH, 3), "cuatrimestral": (Unit.MONTH, 4), "semestral": (Unit.MONTH, 6),
    "anual": (Unit.YEAR, 1), "bienal": (Unit.YEAR, 2), "bianual": (Unit.YEAR, 2), "trienal": (Unit.YEAR, 3),
}  # fmt: skip


@rule(
    r"(?:a )?(?P<word>diari[oa]s?|diariamente|(?:bi)?semanal(?:es|mente)?|quincenal(?:es|mente)?|(?:bi)?mensual(?:es|"
    r"mente)?|"
    r"(?:bi|tri|cuatri)mestral(?:es|mente)?|semestral(?:es|mente)?|(?:bi)?anual(?:es|mente)?|bienal(?:es)?|trienal"
    r"(?:es)?)",
    examples={
        "Un índice [diario] de precios.": "P1D",
        "La tasa [anual] bajó.": "P1Y",
        "Paga 300 euros [mensuales].": "P1M",
        "Publica un informe [trimestral].": "P3M",
        "Se reúne [semanalmente].": "P1W",
    },
    rejects=["Lo dijo a este diario.", "El diario mexicano lo publicó.", "La Bienal de Venecia."],
)
def adjective(m: Match, discourse: Discourse) -> Reading | None:
    """Adjectives of repetition; "el diario" is a newspaper."""
    word, before = plain(m["word"]), m.string[max(0, m.start() - 14) : m.start()]
    if m["word"][0].isupper():
        return None
    if word in ("diario", "diarios") and re.search(
        r"(?:^|[,;(\n`“«\"]\s*|\b(?:el|los|al|del|este|ese|un|su|otro|cada|de|dos|y|en|según|varios|como|estos|mi)"
        r"\s)$",
        before,
        re.IGNORECASE,
    ):
        return None
    if word.startswith("bienal") and re.search(r"\b(?:la|una)\s$", before, re.IGNORECASE):
        return None
    stem = word.removesuffix("mente").removesuffix("es") if not word.startswith("diari") else "diari"
    unit, count = _ADJECTIVES[stem]
    return read(recurring(unit, count=Fraction(count), quant=None), confidence=0.75, start=m.start("word"))


@rule(
    rf"(?P<times>(?:(?P<once>una vez)|(?P<n>{NUMBER}) veces) )?(?:al (?P<unit>d[íi]a|mes|año|trimestre|semestre)|"
    r"(?:a la|por) (?P<unit2>semana|hora|noche|d[íi]a|mes|año|minuto|segundo))",
    examples={
        "Nada [dos veces por semana].": "P1W",
        "Beben seis kilos [al año].": "P1Y",
        "Cuesta diez euros [al mes].": "P1M",
    },
    rejects=[
        "Por año nuevo.",
        "Corre a 50 kilómetros por hora.",
        "Al año siguiente murió.",
        "Al día siguiente volvió.",
    ],
    priority=0,
)
def times_per(m: Match, discourse: Discourse) -> Reading | None:
    """So often in a unit: "dos veces al mes", "seis kilos al año"."""
    after = m.string[m.end() : m.end() + 14]
    if re.match(r" (?:siguiente|de|que|anterior|pasado|próximo|del?|nuevo|\d)", after):
        return None
    if not m["times"] and m["unit2"]:
        if re.search(r"(?:\d|km|kil[óo]metros)\s$", m.string[max(0, m.start() - 12) : m.start()], re.IGNORECASE):
            return None  # a speed
        if m[0].lower().startswith("por") and plain(m["unit2"]) not in ("noche", "semana", "mes", "hora", "dia"):
            return None
        if m[0].lower().startswith("a la") and plain(m["unit2"]) != "semana":
            return None
    freq = None if not m["times"] else "1X" if m["once"] else f"{int(number_of(m['n']))}X"
    unit, factor = unit_of(m["unit"] or m["unit2"])
    start = m.start() if m["times"] or m["unit"] else m.start("unit2")
    return read(recurring(unit, count=Fraction(factor), freq=freq), confidence=0.8, start=start)


@rule(
    rf"(?:los |las )(?:(?P<weekday>{WEEKDAY})s?(?! \d)(?: por la (?P<part>mañana|tarde|noche))?|"
    r"(?P<weekend>fines de semana))",
    examples={
        "Cierran [los lunes].": "XXXX-WXX-1",
        "Descansa [los fines de semana].": "XXXX-WXX-WE",
        "Baila [los sábados por la noche].": "XXXX-WXX-6TNI",
    },
    rejects=["Los últimos fines de semana."],
    priority=2,
)
def weekdays(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday in the plural."""
    if m["weekend"]:
        return read(Recurrence("XXXX-WXX-WE"), confidence=0.85)
    part = part_of(m["part"]) if m["part"] else None
    return read(recurring(weekday=weekday_of(m["weekday"]), part=part), confidence=0.85)


_WEEK_RANGE = re.compile(rf"\s+(?:al?|y)\s+(?:{WEEKDAY})\b", re.IGNORECASE)


@rule(
    rf"(?P<weekday>{WEEKDAY})",
    examples={"Abre de [lunes] a [viernes].": "XXXX-WXX-1|XXXX-WXX-5"},
    rejects=["Martes y trece.", "El señor Domingo vino."],
    priority=-2,
)
def from_to_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """The ends of "de lunes a viernes": every week's."""
    opens = re.search(r"\bde\s$", m.string[max(0, m.start() - 3) : m.start()], re.IGNORECASE)
    before = discourse.mentions[-1] if discourse.mentions else None
    closes = before is not None and before.rule.endswith("from_to_weekday") and m.start() - before.end < 5
    if closes or (opens and _WEEK_RANGE.match(m.string, m.end())):
        return read(recurring(weekday=weekday_of(m["weekday"]), quant=None), confidence=0.7)
    return None
