"""Holidays by name; which day they fall on is the calendar's word, or Easter's."""

from __future__ import annotations

import re

from app.timex import calendar_days, civil
from app.timex.grammar import Discourse, Match, Reading, rule
from app.timex.lang import romance
from app.timex.lang.fr.words import WAYS
from app.timex.lang.romance import YEAR, one_of, plain

# Words in text -> the name the calendar knows them by and days from it, or a fixed month and day.
_NAMES: dict[str, tuple[str, int] | tuple[int, int]] = {
    "Noël": ("Christmas Day", 0), "veille de Noël": ("Christmas Eve", 0), "réveillon de Noël": ("Christmas Eve", 0),
    "Saint-Sylvestre": ("New Year's Eve", 0), "réveillon du Nouvel An": ("New Year's Eve", 0),
    "Nouvel An": ("New Year's Day", 0), "jour de l'An": ("New Year's Day", 0), "Épiphanie": ("Epiphany", 0),
    "Chandeleur": (2, 2), "Saint-Valentin": ("Valentine's Day", 0), "Mardi gras": ("Ash Wednesday", -1),
    "mercredi des Cendres": ("Ash Wednesday", 0), "dimanche des Rameaux": ("Palm Sunday", 0),
    "Jeudi saint": ("Good Friday", -1), "Vendredi saint": ("Good Friday", 0),
    "dimanche de Pâques": ("Easter Sunday", 0), "lundi de Pâques": ("Easter Monday", 0), "Pâques": ("Easter Sunday", 0),
    "Ascension": ("Ascension Day", 0),
    "lundi de Pentecôte": ("Whit Monday", 0), "Pentecôte": ("Pentecost", 0), "fête du Travail": ("May Day", 0),
    "fête de la Musique": (6, 21), "14 Juillet": ("Bastille Day", 0), "Assomption": (8, 15),
    "Toussaint": ("All Saints' Day", 0), "Armistice": ("Remembrance Day", 0), "Halloween": ("Halloween", 0),
    "Journée internationale des femmes": ("International Women's Day", 0),
}  # fmt: skip
NAMES = {plain(name): day for name, day in _NAMES.items()}


def _day_in(name: str, year: int, country: str) -> int | None:
    first, second = NAMES[name]
    if isinstance(first, int):
        return civil.day_number(year, first, second)
    day = calendar_days.find(first, year, country)
    return None if day is None else day + second


@rule(
    rf"(?:le |la |l['’])?(?:jour de )?(?P<name>{one_of(_NAMES)})(?: (?:de )?(?P<year>{YEAR})| (?P<behind>derni(?:er|"
    r"[èe]re)|prochaine?))?",
    examples={
        "Ils se virent à [Noël 2011].": "2011-12-25",
        "Le délai expire [le Vendredi saint].": "2013-03-29",
        "Il a neigé à [la Toussaint].": "2012-11-01",
        "Fermé [le lundi de Pâques].": "2013-04-01",
    },
    rejects=["Noël Mamère parle.", "L'ascension du mont Blanc.", "Un 14 juillet de rêve."],
    priority=4,
)
def holiday(m: Match, discourse: Discourse) -> Reading | None:
    """The day a holiday falls on."""
    name = plain(m["name"])
    if m["name"].islower() or (name in ("ascension", "assomption", "armistice") and not m["name"][0].isupper()):
        return None
    if name == "noel" and re.match(r"\s+[A-ZÉ]\w|-\w", m.string[m.end() : m.end() + 3]):
        return None
    if name == "14 juillet" and "Juillet" not in m["name"]:
        return None
    if re.search(
        r"\b(?:p[èe]re|marché de|[îi]le de|rue de)\s$", m.string[max(0, m.start() - 11) : m.start()], re.IGNORECASE
    ):
        return None
    year = int(m["year"]) if m["year"] else None
    way = WAYS[plain(m["behind"])] if m["behind"] else None
    return romance.holiday(discourse, m, lambda told: _day_in(name, told, discourse.country), year, way)
