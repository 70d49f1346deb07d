"""Lists and ranges that share a month, a year or a unit with the expression before or after them."""

from __future__ import annotations

import re

from app.timex.grammar import Discourse, Match, Reading, rule
from app.timex.lang import romance, series
from app.timex.lang.fr.words import ANY_MONTH, MONTH, WEEKDAY, month_of, weekday_of
from app.timex.lang.romance import YEAR

_BETWEEN = re.compile(r"\s*(?:,|et|ou|au?|à|[-–—]|, et|jusqu['’]au)\s*", re.IGNORECASE)
_NUMBER = rf"(?:(?:le |au |du |les )?(?:{WEEKDAY},? )?\d{{1,2}}(?:er)?)"


@rule(
    rf"(?:(?:le|les) )?(?:(?P<weekday>{WEEKDAY}),? )?(?P<day>\d{{1,2}})(?:er)?(?=(?:(?:, | et | ou | au? | à |"
    rf" ?[-–] ?){_NUMBER}){{0,8}} (?:(?:…|\.\.\.) )?(?P<month>{ANY_MONTH})(?:,? (?P<year>{YEAR}))?)",
    examples={
        "Ouvert du [7] au [11 septembre].": "2012-09-07|2012-09-11",
        "Entre [le 16] et [le 25 juin], il fut absent.": "2012-06-16|2012-06-25",
        "Fermé [les 24] et [25 décembre 2011].": "2011-12-24|2011-12-25",
        "Grève [lundi 22], [mardi 23] et [mercredi 24 avril].": "2013-04-22|2013-04-23|2013-04-24",
        "Grève [lundi 22], [mardi 23] … [avril], dit l'affiche.": "2013-04-22|2013-04-23|2013-04",
        "Départs [lundi 20], [mardi 21], [mercredi 22 avril 2015].": "2015-04-20|2015-04-21|2015-04-22",
    },
    rejects=["Il perdit 3 à 5 contre Mars."],
    priority=2,
)
def shared_month(m: Match, discourse: Discourse) -> Reading | None:
    """A day whose month stands behind a later day: "du 7 au 11 septembre", "lundi 20, mardi 21 … avril"."""
    if not 1 <= int(m["day"]) <= 31:
        return None
    year = int(m["year"]) if m["year"] else None
    weekday = weekday_of(m["weekday"]) if m["weekday"] else None
    return romance.of_shared_month(discourse, m, int(m["day"]), month_of(m["month"]), year, weekday)


@rule(
    rf"(?:(?:le|les) )?(?P<day>\d{{1,2}})(?:er)? (?P<month>{ANY_MONTH})"
    rf"(?=(?: (?:et|ou|au?|à|jusqu['’]au)| ?[-–,]) ?(?:le )?\d{{1,2}}(?:er)? (?P<next>{ANY_MONTH}) (?P<year>{YEAR}))",
    examples={"Du [28 avril] au [3 mai 1918], on se battit.": "1918-04-28|1918-05-03"},
    priority=2,
)
def day_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A day before another that tells the year."""
    day, month, last = int(m["day"]), month_of(m["month"]), month_of(m["next"])
    return series.day_of_shared_year(day, month, last, int(m["year"]))


_GOES_ON = re.compile(r"[.,;:)!?]|$|\s+(?:et|au?|à|en|de|du|pour|par|avec|se|les?|la|que|ou|un|une|quand|chez)\b")


@rule(
    r"(?:(?:le|les) )?(?P<day>\d{1,2})(?:er)?(?![\d%]|[.,:]\d)",
    examples={"Il a plu [le 2 juin], [le 3] et [le 5].": "2012-06-02|2012-06-03|2012-06-05"},
    rejects=["Le 2 juin 4 personnes sont venues.", "Le 3 et le 5 ont gagné."],
    priority=-3,
)
def further_day(m: Match, discourse: Discourse) -> Reading | None:
    """A bare number behind a day of the same month."""
    if not _GOES_ON.match(m.string[m.end() : m.end() + 10]):
        return None
    return romance.further_day(discourse, m, int(m["day"]), _BETWEEN)


@rule(
    r"(?P<first>1\d{3}|20\d\d)(?P<dash>[-–/])(?P<last>(?:1\d|20)\d\d|\d\d)(?![\d%]|[-/.]\d)",
    examples={"La guerre de [1914]-[18] fut longue.": "1914|1918", "Il régna ([1934]-[1940]) seul.": "1934|1940"},
    rejects=["Appelez le 1800-55-55."],
    priority=2,
)
def years(m: Match, discourse: Discourse) -> Reading | None:
    """The first year of "1914-18"; the second is an expression of its own (`last_year`)."""
    return romance.first_year(m)


@rule(
    r"(?P<last>(?:1\d|20)\d\d|\d\d)(?![\d%]|[-/.]\d)",
    examples={"La saison [1988]/[89] fut belle.": "1988|1989"},
    rejects=["De 10-18 d'entre eux."],
    priority=-2,
)
def last_year(m: Match, discourse: Discourse) -> Reading | None:
    """The second year of "1914-18"."""
    return romance.last_year(discourse, m)


@rule(
    rf"(?P<month>{MONTH})(?=(?: (?:et|à|ou)| ?[-–,]) ?(?P<next>{MONTH}),? (?P<year>{YEAR}))",
    examples={
        "Entre [mai] et [juin 2011], c'était fermé.": "2011-05|2011-06",
        "De [novembre] à [janvier 2012], il neigea.": "2011-11|2012-01",
    },
    priority=1,
)
def shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month before another that tells the year: "mai et juin 2011"."""
    return series.month_of_shared_year(month_of(m["month"]), month_of(m["next"]), int(m["year"]))
