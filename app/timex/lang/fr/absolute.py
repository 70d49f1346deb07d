"""Days and months: dates that name their place in the calendar."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Period
from app.timex.lang import nth, romance
from app.timex.lang.fr.words import (
    ANY_MONTH,
    BEHIND,
    MONTH,
    ORDINALS,
    SPELLED_YEAR,
    WAYS,
    WEEKDAY,
    month_of,
    spelled_year_of,
    weekday_of,
)
from app.timex.lang.fr.years import OF_YEAR, year_told
from app.timex.lang.romance import YEAR, plain
from app.timex.timex3 import Mod, Step

_LE = r"(?:(?:le|ce|les) )?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),? )?"
_DAY = r"(?:(?P<day>\d{1,2})(?:er)?(?![\d%]|[.,:]\d)|premier)"
_BEHIND = rf"(?: (?P<behind>{BEHIND}))?"


@rule(
    resolution.ISO,
    examples={
        "Le journal s'arrête le [2013-02-11].": "2013-02-11",
        "Vu le [2013-02-11 23:59:58].": "2013-02-11T23:59:58",
    },
    rejects=["La pièce 2013-02-111 est épuisée."],
    priority=5,
)
def iso(m: Match, discourse: Discourse) -> Reading | None:
    """ISO 8601 dates and date-times."""
    return resolution.iso(m)


@rule(
    romance.NUMERIC,
    examples={"Signé le [02/11/2012].": "2012-11-02", "Daté du [31.12.1999].": "1999-12-31"},
    rejects=["La version 1.2.34 est sortie.", "Une proportion de 13/14/15."],
    priority=1,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year in figures."""
    return romance.numeric(m, discourse)


@rule(
    rf"{_LE}{_WEEKDAY}{_DAY}[- ](?P<month>{ANY_MONTH})(?:{OF_YEAR}|-(?P<dashed>{YEAR}))",
    examples={
        "Elle est née [le 22 mars 1985] à Lyon.": "1985-03-22",
        "Il est parti [le lundi 11 février 2013].": "2013-02-11",
        "La loi du [1er juillet 1901] tient toujours.": "1901-07-01",
        "Rendez-vous [le 5 novembre de cette année].": "2013-11-05",
        "Il n'y eut pas de [30 février 2012].": "",
    },
    rejects=["Il a vendu 12 mars."],
    priority=3,
)
def day_month_year(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year."""
    number = int(m["day"] or 1)
    if not 1 <= number <= 31:
        return None
    year = int(m["dashed"]) if m["dashed"] else year_told(m, discourse)
    weekday = weekday_of(m["weekday"]) if m["weekday"] else None
    return romance.on_date(discourse, m, number, month_of(m["month"]), year, weekday)


@rule(
    rf"{_LE}{_WEEKDAY}{_DAY}(?: du mois de)? (?P<month>{ANY_MONTH}){_BEHIND}",
    examples={
        "Le vote du [2 novembre] fut serré.": "2012-11-02",
        "Le pont ouvrira [le 2 mars].": "2013-03-02",
        "Il a démissionné [le 10 décembre dernier].": "2012-12-10",
        "Ils voteront [le 2 juillet prochain].": "2013-07-02",
        "Il a plu [lundi 11 février].": "2013-02-11",
        "Ils ont défilé [le 1er mai].": "2012-05-01",
        "Ils ont défilé [le premier mai].": "2012-05-01",
    },
    rejects=["Il habite rue du 8 mai 1945.", "La place du 11 novembre est vide."],
    priority=1,
)
def day_month(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month; the year is open unless "dernier" or "prochain" tells it."""
    number, month = int(m["day"] or 1), month_of(m["month"])
    if not 1 <= number <= 31 or _street(m):
        return None
    way = WAYS[plain(m["behind"])] if m["behind"] else 0
    if way:
        return romance.directed_date(discourse, month, number, way)
    weekday = weekday_of(m["weekday"]) if m["weekday"] else None
    return romance.on_date(discourse, m, number, month, None, weekday)


@rule(
    rf"(?:le )?(?P<first>\d{{1,2}}) \((?P<second>\d{{1,2}})\) (?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
    examples={"Il naquit [le 3 (15) novembre 1860].": "1860-11-15"},
    rejects=["Le 3 (4) mai."],
    priority=4,
)
def two_calendars(m: Match, discourse: Discourse) -> Reading | None:
    """A day by the Julian calendar with the Gregorian one in brackets."""
    year = int(m["year"]) if m["year"] else None
    return romance.two_calendars(discourse, m, int(m["first"]), int(m["second"]), month_of(m["month"]), year)


@rule(
    rf"(?:(?:le )?(?:(?P<day>\d{{1,2}})(?:er)?|premier) (?P<month>{MONTH}) |(?P<whole>{MONTH}) |l['’]an )?"
    rf"(?P<words>{SPELLED_YEAR})",
    examples={
        "Cela commença en [mil neuf cent quatorze].": "1914",
        "Signé [le premier mai mil neuf cent quarante-cinq].": "1945-05-01",
        "Fermé depuis [dix-neuf cent quatre-vingt-dix].": "1990",
        "Élu en [deux mille huit].": "2008",
    },
    rejects=["Mil neuf cents hommes.", "Deux mille dix euros."],
    priority=4,
)
def spelled_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year in words; alone it needs a preposition."""
    year = spelled_year_of(m["words"])
    if m["month"] or m["whole"]:
        number = int(m["day"] or 1) if m["month"] else None
        return resolution.date(year, month_of(m["month"] or m["whole"]), number)
    before, after = m.string[max(0, m.start() - 8) : m.start()], m.string[m.end() : m.end() + 16]
    if not m[0].lower().startswith("l") and not re.search(
        r"\b(?:en|depuis|de|vers|avant|après)\s$", before, re.IGNORECASE
    ):
        return None
    return None if re.match(r"\s[a-zà-ÿ]+s\b", after) else read(Period.year(year), confidence=0.85)


def _street(m: Match) -> bool:
    """Whether streets and squares bear the date as a name: "la place du 11 novembre"."""
    before = m.string[max(0, m.start() - 16) : m.start()]
    return re.search(r"\b(?:rue|place|avenue|boulevard|quai|cit[ée]|pont)\s+du\s+$", before, re.IGNORECASE) is not None


@rule(
    rf"(?P<weekday>{WEEKDAY}),? (?:le )?(?P<day>\d{{1,2}})(?:er)?(?![\d%]|[.,:h]\d| ?(?:h\b|heures?|euros?|personnes|"
    r"fois|%))",
    examples={
        "Ils se réunissent [lundi 11] à Nice.": "2013-02-11",
        "L'audience de [jeudi 14] est publique.": "2013-02-14",
    },
    rejects=["Vendredi 13 personnes sont mortes.", "Ouvert lundi 9 h."],
    priority=1,
)
def weekday_day(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday and the day's number; the month is the nearest in which they agree."""
    number = int(m["day"])
    if not 1 <= number <= 31:
        return None
    reading = romance.day_of_month(discourse, m, number)
    if reading is None or not isinstance(reading.meaning, Period):
        return reading
    wanted = weekday_of(m["weekday"])
    if civil.weekday(reading.meaning.n) == wanted:
        return reading
    year, month, _ = reading.meaning.date
    for offset in (-1, 1, -2, 2):
        near_year, near_month, _ = Period.month(year, month).shift(offset).date
        if civil.is_date(near_year, near_month, number):
            day = Period.day(near_year, near_month, number)
            if civil.weekday(day.n) == wanted:
                return read(
                    day, Step("weekday_tells_month", m["weekday"], f"{near_year:04d}-{near_month:02d}"), confidence=0.8
                )
    return None


@rule(
    r"le (?P<day>\d{1,2})(?:er)?(?= ?[,;.)] ?(?!\d|rue|avenue|quai)|$)",
    examples={"La ville tomba [le 7 mai 1945] ; [le 8], tout était fini.": "1945-05-07|1945-05-08"},
    rejects=["Il habite le 8, rue Haute.", "Le 4 ouvre."],
    priority=-1,
)
def bare_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day by its number alone, where the month has just been told."""
    return romance.bare_day(discourse, m, int(m["day"]))


@rule(
    r"le (?P<day>\d{1,2})(?:er)?(?: de ce mois| du mois| courant)",
    examples={"Il rentre [le 18 de ce mois].": "2013-02-18"},
    rejects=["Le 4 ouvre."],
    priority=1,
)
def day_of_this_month(m: Match, discourse: Discourse) -> Reading | None:
    """A day of the month being spoken of."""
    year, month, _ = (discourse.anchor if discourse.narrative else discourse.dct).date
    return resolution.date(year, month, int(m["day"]))


@rule(
    rf"(?:(?:le |ce )?mois (?:de |d['’]))?(?P<month>{ANY_MONTH})(?:{OF_YEAR}|[-/](?P<dashed>{YEAR}))",
    examples={
        "L'usine a fermé en [mai 2011].": "2011-05",
        "Sortie en [novembre de cette année].": "2013-11",
        "Depuis [le mois de janvier 2010], rien.": "2010-01",
        "Le film sort en [avril de l'année prochaine].": "2014-04",
    },
    rejects=["La planète Mars 2020 fois."],
    priority=2,
)
def month_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and its year."""
    if m["month"] == "Mars" and re.search(r"\b(?:planète|sur|vers)\s$", m.string[max(0, m.start() - 9) : m.start()]):
        return None
    year = int(m["dashed"]) if m["dashed"] else year_told(m, discourse)
    assert year is not None
    return resolution.date(year, month_of(m["month"]))


@rule(
    rf"(?P<mid>(?:la )?mi-)?(?:(?:le |ce )?mois (?:de |d['’]))?(?P<month>{MONTH}){_BEHIND}",
    examples={
        "Les prix ont baissé en [janvier].": "2013-01",
        "L'usine a fermé en [mai].": "2012-05",
        "Le délai expirera en [septembre].": "2013-09",
        "Le traité fut signé en [juin dernier].": "2012-06",
        "On tournera en [avril prochain].": "2013-04",
        "Reprise à [la mi-mars].": "2013-03 MID",
    },
    rejects=["La sonde a atteint Mars.", "Avril Lavigne chante.", "Le soldat Janvier est mort."],
)
def month(m: Match, discourse: Discourse) -> Reading | None:
    """A month alone; French writes it small, so that in capitals it opens a sentence or is a name."""
    word, text = m["month"], m.string
    if word[0].isupper():
        opens = re.search(r"(?:^|[.!?:]\s|\n)$", text[max(0, m.start() - 2) : m.start()])
        if not opens or re.match(r"\s+[A-ZÉÈ]\w|\s+(?:est|a)\b", text[m.end() : m.end() + 5]) or "mois" in m[0].lower():
            return None
    way = WAYS[plain(m["behind"])] if m["behind"] else 0
    reading = (
        romance.directed_date(discourse, month_of(word), None, way)
        if way
        else resolution.open_date(discourse, m, month_of(word))
    )
    if not m["mid"] or reading is None or reading.meaning is None:
        return reading
    name = Step("fr.vague.mid", m["mid"], Mod.MID.value)
    return read(
        reading.meaning, *reading.steps, name, mod=Mod.MID, confidence=reading.confidence, choices=reading.choices
    )


@rule(
    r"(?:les|la) (?P<which>premi(?:er|[èe]re)|deuxi[èe]me|derni(?:er|[èe]re))s? (?:jours|semaines?|quinzaine) (?:de |"
    rf"d['’]|du mois de )(?P<month>{MONTH})(?:{OF_YEAR})?",
    examples={
        "Depuis [les premiers jours d'août], il pleut.": "2012-08 START",
        "Cela se verra [la dernière semaine de mars].": "2013-03 END",
    },
    rejects=["Les derniers jours de Pompéi."],
    priority=4,
)
def part_of_month(m: Match, discourse: Discourse) -> Reading | None:
    """The first days or the last week of a month: its early or late part."""
    mod = {"p": Mod.START, "d": Mod.END}[m["which"][0].lower()]
    if plain(m["which"]).startswith("deux"):
        mod = Mod.MID
    return romance.part_of_month(discourse, m, month_of(m["month"]), year_told(m, discourse), mod)


@rule(
    rf"(?:le )?(?P<which>premier|deuxi[èe]me|second|troisi[èe]me|quatri[èe]me|dernier) (?P<weekday>{WEEKDAY}) (?:de |"
    rf"d['’]|du mois de )(?P<month>{MONTH})(?:{OF_YEAR})?",
    examples={
        "Ils voteront [le premier mardi de mars].": "2013-03-05",
        "C'était [le dernier vendredi de mai 2012].": "2012-05-25",
    },
    rejects=["Le premier lundi venu."],
    priority=4,
)
def nth_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """The n-th of a weekday in a month: "le premier mardi de mars"."""
    named = plain(m["which"])
    which = -1 if named == "dernier" else ORDINALS[named]
    return nth.weekday(discourse, m, which, weekday_of(m["weekday"]), month_of(m["month"]), year_told(m, discourse))


@rule(
    rf"(?P<month>{MONTH}) ['’]?(?P<short>3[2-9]|[4-9]\d)(?![\d%°]|[.,:]\d| [a-zà-ÿ]{{3,}}s\b| ?(?:euros|h\b))",
    examples={"Les pavés de [mai 68] sont rangés.": "1968-05"},
    rejects=["En mars 45 personnes vinrent."],
    priority=2,
)
def month_short_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and a year of two digits, too large for a day."""
    return resolution.date(resolution.short_year(m["short"], discourse), month_of(m["month"]))


@rule(
    r"l['’]an(?:n[ée]e)? (?P<number>[1-9]\d{1,2})(?![\d%]|[.,:]\d| av| apr)",
    examples={"Il fut sacré en [l'an 800].": "0800"},
    rejects=["Un an 20 jours."],
    priority=1,
)
def early_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year of three digits, which only its name tells from a number."""
    return read(Period.year(int(m["number"])), confidence=0.9)
