"""Holidays by name; which day they fall on is the calendar's word."""

from __future__ import annotations

from app.timex.grammar import Discourse, Match, Reading, rule
from app.timex.lang import anchored
from app.timex.lang.de.words import LAST, NEXT, THIS, direction_of, one_of, plain

_FORMS = {
    "Christmas Eve": "heiligabend heilig_abend",
    "Christmas Day": "weihnachten erster_weihnachtstag ersten_weihnachtstag ersten_weihnachtsfeiertag",
    "Boxing Day": "zweiter_weihnachtstag zweiten_weihnachtstag zweiten_weihnachtsfeiertag stephanitag stefanitag",
    "New Year's Eve": "silvester silvesterabend",
    "New Year's Day": "neujahr neujahrstag",
    "Epiphany": "dreikönigstag heilige_drei_könige",
    "International Women's Day": "internationaler_frauentag internationalen_frauentag weltfrauentag",
    "Palm Sunday": "palmsonntag",
    "Ash Wednesday": "aschermittwoch",
    "Shrove Monday": "rosenmontag",
    "Shrove Tuesday": "faschingsdienstag fastnachtsdienstag",
    "Maundy Thursday": "gründonnerstag",
    "Good Friday": "karfreitag",
    "Easter Sunday": "ostern ostersonntag",
    "Easter Monday": "ostermontag",
    "May Day": "tag_der_arbeit maifeiertag",
    "Ascension Day": "christi_himmelfahrt himmelfahrtstag",
    "Pentecost": "pfingsten pfingstsonntag",
    "Whit Monday": "pfingstmontag",
    "Corpus Christi": "fronleichnam",
    "Assumption Day": "mariä_himmelfahrt",
    "German Unity Day": "tag_der_deutschen_einheit tages_der_deutschen_einheit",
    "National Day": "nationalfeiertag",
    "Reformation Day": "reformationstag",
    "Saint Nicholas' Day": "nikolaustag",
    "Mother's Day": "muttertag",
    "Halloween": "halloween",
    "All Saints' Day": "allerheiligen",
    "Valentine's Day": "valentinstag",
}
NAMES = {form.replace("_", " "): name for name, line in _FORMS.items() for form in line.split()}


@rule(
    rf"(?:(?P<which>{LAST}|{THIS}|{NEXT}) )?(?P<name>{one_of(NAMES)})(?: (?P<year>(?:1\d|20)\d\d))?(?!\w|-)",
    examples={
        "[Ostern 2019] lag spät.": "2019-04-21",
        "An [Heiligabend] war es still.": "2012-12-24",
        "Am [Karfreitag] bleibt alles zu.": "2013-03-29",
        "Am [Tag der Deutschen Einheit] war frei.": "2012-10-03",
    },
    rejects=["Die Weihnachtsfeier war schön.", "Ein Silvester-Knaller."],
    priority=4,
)
def holiday(m: Match, discourse: Discourse) -> Reading | None:
    """The day a holiday falls on in the year told, or the nearest one the sentence looks to."""
    if not m["name"][0].isupper():
        return None
    name = NAMES[plain(m["name"])]
    year, direction = int(m["year"]) if m["year"] else None, direction_of(m["which"]) if m["which"] else None
    return anchored.holiday(discourse, m, name, year, direction)
