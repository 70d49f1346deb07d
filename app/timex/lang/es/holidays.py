"""Holidays by name; which day they fall on is the calendar's word, or Easter's."""

from __future__ import annotations

import re

from app.timex import calendar_days, civil
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang import romance
from app.timex.lang.es.extent import placed
from app.timex.lang.es.words import WAYS
from app.timex.lang.romance import YEAR, one_of, plain

# Words in text -> the name the calendar knows them by and days from it, or a fixed month and day.
_NAMES: dict[str, tuple[str, int] | tuple[int, int]] = {
    "Nochebuena": ("Christmas Eve", 0), "Navidad": ("Christmas Day", 0), "Nochevieja": ("New Year's Eve", 0),
    "Fin de Año": ("New Year's Eve", 0), "Año Nuevo": ("New Year's Day", 0), "Epifanía": ("Epiphany", 0),
    "día de Reyes": ("Epiphany", 0), "noche de Reyes": ("Epiphany", -1), "San Valentín": (2, 14), "San José": (3, 19),
    "Miércoles de Ceniza": ("Ash Wednesday", 0), "Martes de Carnaval": ("Ash Wednesday", -1),
    "Domingo de Ramos": ("Palm Sunday", 0), "Jueves Santo": ("Good Friday", -1), "Viernes Santo": ("Good Friday", 0),
    "Sábado Santo": ("Good Friday", 1), "Domingo de Resurrección": ("Easter Sunday", 0),
    "Domingo de Pascua": ("Easter Sunday", 0), "Lunes de Pascua": ("Easter Monday", 0), "Pentecostés": ("Pentecost", 0),
    "Corpus Christi": ("Pentecost", 11), "Día de la Mujer": ("International Women's Day", 0),
    "Día Internacional de la Mujer": ("International Women's Day", 0), "Día del Trabajo": ("May Day", 0),
    "Día del Trabajador": ("May Day", 0), "Día de los Trabajadores": ("May Day", 0), "Día de Todos los Santos": (11, 1),
    "Todos los Santos": (11, 1), "Día de Muertos": (11, 2), "Día de los Difuntos": (11, 2),
    "Día de la Hispanidad": (10, 12), "Día de la Constitución": (12, 6), "Día de la Inmaculada": (12, 8),
    "Día de los Inocentes": (12, 28), "Halloween": ("Halloween", 0),
}  # fmt: skip
NAMES = {plain(name): day for name, day in _NAMES.items()}


def _day_in(name: str, year: int, country: str) -> int | None:
    first, second = NAMES[name]
    if isinstance(first, int):
        return civil.day_number(year, first, second)
    day = calendar_days.find(first, year, country)
    return None if day is None else day + second


@rule(
    rf"(?:(?:el|la|del|al|las) )?(?:(?P<way>pasad[oa]|pr[óo]xim[oa]|[úu]ltim[oa]) )?(?P<name>{one_of(_NAMES)})(?:,? "
    rf"(?:del? )?(?P<year>{YEAR})| (?P<behind>pasad[oa]|pr[óo]xim[oa]))?",
    examples={
        "Cenaron juntos en [Nochebuena].": "2012-12-24",
        "El plazo acaba [el próximo Viernes Santo].": "2013-03-29",
        "Llovió en [la Navidad de 2011].": "2011-12-25",
        "[El Domingo de Ramos] habrá procesión.": "2013-03-24",
    },
    rejects=["La isla de Navidad.", "Vive en San José de Costa Rica.", "Un villancico de navidad."],
    priority=4,
)
def holiday(m: Match, discourse: Discourse) -> Reading | None:
    """The day a holiday falls on."""
    name = plain(m["name"])
    if m["name"].islower() or (
        name == "san jose" and not re.search(r"(?:^|\W)d[íi]a de $", m.string[max(0, m.start() - 8) : m.start()])
    ):
        return None
    if re.search(
        r"\b(?:isla|calle|hospital|iglesia|colegio|parque) (?:de )?$",
        m.string[max(0, m.start() - 14) : m.start()],
        re.IGNORECASE,
    ):
        return None
    word = m["way"] or m["behind"]
    year = int(m["year"]) if m["year"] else None
    reading = romance.holiday(
        discourse, m, lambda told: _day_in(name, told, discourse.country), year, WAYS[plain(word)] if word else None
    )
    return placed(reading, m, discourse)


@rule(
    rf"(?:(?:la|esta) )?(?:(?P<way>pasada|pr[óo]xima) )?Semana Santa(?: (?:del? )?(?P<year>{YEAR})| (?P<behind>pasada)"
    r")?",
    examples={"Viajó en [la Semana Santa de 2012].": "2012-W14"},
    priority=4,
)
def holy_week(m: Match, discourse: Discourse) -> Reading | None:
    """The week of Good Friday."""
    word = m["way"] or m["behind"]
    reading = romance.holiday(
        discourse, m, lambda told: _day_in("viernes santo", told, discourse.country),
        int(m["year"]) if m["year"] else None, WAYS[plain(word)] if word else None,
    )  # fmt: skip
    if reading is None or not isinstance(reading.meaning, Period):
        return reading
    return read(reading.meaning.to(Granularity.WEEK), *reading.steps, confidence=0.8)
