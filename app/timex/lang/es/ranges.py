"""Lists and ranges that share a month, a year or a unit with the expression before or after them."""

from __future__ import annotations

import re

from app.timex import civil
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import romance, series
from app.timex.lang.es.extent import placed
from app.timex.lang.es.words import MONTH, WEEKDAY, month_of, weekday_of
from app.timex.lang.romance import YEAR

_BETWEEN = re.compile(r"\s*(?:,|y|e|o|al?|hasta|[-–—]|, y)\s*(?:el |los )?", re.IGNORECASE)
_NUMBER = rf"(?:(?:el |al |del |los )?(?:{WEEKDAY},? )?(?:d[íi]a )?\d{{1,2}})"


@rule(
    rf"(?:(?:el|del|los|al) )?(?:(?:pasad|pr[óo]xim)[oa]s? )?(?:d[íi]as? )?(?:(?P<weekday>{WEEKDAY}),? )?"
    rf"(?P<day>\d{{1,2}})(?=(?:(?:, | y | e | o | al? | hasta | ?[-–] ?){_NUMBER}){{1,8}} de (?P<month>{MONTH})(?:,? "
    rf"(?:del? )?(?P<year>{YEAR}))?)",
    examples={
        "Abre del [7] al [11 de septiembre].": "2012-09-07|2012-09-11",
        "Entre [el 16] y [el 25 de junio] estuvo fuera.": "2012-06-16|2012-06-25",
        "Cierra [los días 24] y [25 de diciembre de 2011].": "2011-12-24|2011-12-25",
        "Huelga [el lunes 20], [martes 21] y [miércoles 22 de abril de 2015].": "2015-04-20|2015-04-21|2015-04-22",
    },
    rejects=["Perdió 3 a 5 de tarde."],
    priority=2,
)
def shared_month(m: Match, discourse: Discourse) -> Reading | None:
    """A day whose month stands behind a later day: "del 7 al 11 de septiembre"."""
    day, month = int(m["day"]), month_of(m["month"])
    if not 1 <= day <= 31:
        return None
    year = int(m["year"]) if m["year"] else None
    weekday = weekday_of(m["weekday"]) if m["weekday"] else None
    return placed(romance.of_shared_month(discourse, m, day, month, year, weekday), m, discourse)


@rule(
    rf"(?:(?:el|del|al|los) )?(?:d[íi]a )?(?P<day>\d{{1,2}}) de (?P<month>{MONTH})"
    rf"(?=(?: (?:y|e|o|al?|hasta)| ?[-–,]) ?(?:el )?\d{{1,2}} de (?P<next>{MONTH}) del? (?P<year>{YEAR}))",
    examples={"Luchó desde [el 28 de abril] hasta [el 3 de mayo de 1918].": "1918-04-28|1918-05-03"},
    priority=2,
)
def day_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A day before another that tells the year."""
    day, month, last = int(m["day"]), month_of(m["month"]), month_of(m["next"])
    return placed(series.day_of_shared_year(day, month, last, int(m["year"])), m, discourse)


_GOES_ON = re.compile(r"[.,;:)!?]|$|\s+(?:y|e|al?|en|del?|para|por|con|se|los?|las?|el|que|hasta|o|un|una|cuando)\b")


@rule(
    r"(?:(?:el|los) )?(?P<day>\d{1,2})(?![\d%]|[.,:]\d)",
    examples={
        "Se reúnen del [día 13] al [15] en Blanes.": "2013-02-13|2013-02-15",
        "Llovió [el 2 de junio], [el 3] y [el 5].": "2012-06-02|2012-06-03|2012-06-05",
    },
    rejects=["Fueron el 2 de junio 4 personas.", "El 3 y el 5 ganaron."],
    priority=-3,
)
def further_day(m: Match, discourse: Discourse) -> Reading | None:
    """A bare number behind a day of the same month."""
    if not _GOES_ON.match(m.string[m.end() : m.end() + 10]):
        return None
    return romance.further_day(discourse, m, int(m["day"]), _BETWEEN)


@rule(
    rf"(?P<weekday>{WEEKDAY})",
    examples={"Jugará [el próximo lunes] y [martes].": "2013-02-18|2013-02-19"},
    rejects=["Un martes y un jueves.", "El rey Domingo."],
    priority=-3,
)
def further_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A bare weekday behind another one: "el lunes y martes"."""
    before = discourse.mentions[-1] if discourse.mentions else None
    if before is None or before.period is None or before.rule != "es.relative.weekday":
        return None
    if not re.fullmatch(r"\s*(?:,|y|e|o)\s+", m.string[before.end : m.start()], re.IGNORECASE):
        return None
    ahead = (weekday_of(m["weekday"]) - civil.weekday(before.period.first_day)) % 7
    day = Period(Granularity.DAY, before.period.first_day).shift(ahead)
    return read(day, step("previous_date", before.text, before.period), confidence=0.75)


@rule(
    r"(?P<first>1\d{3}|20\d\d)(?P<dash>[-–/])(?P<last>(?:1\d|20)\d\d|\d\d)(?![\d%]|[-/.]\d)",
    examples={
        "La guerra de [1914]-[18] fue larga.": "1914|1918",
        "Gobernó ([1934]-[1940]) sin rivales.": "1934|1940",
    },
    rejects=["Llame al 1800-55-55."],
    priority=2,
)
def years(m: Match, discourse: Discourse) -> Reading | None:
    """The first year of "1914-18"; the second is an expression of its own (`last_year`)."""
    return romance.first_year(m)


@rule(
    r"(?P<last>(?:1\d|20)\d\d|\d\d)(?![\d%]|[-/.]\d)",
    examples={"Entre [1988]/[89] creció.": "1988|1989"},
    rejects=["De 10-18 de ellos."],
    priority=-2,
)
def last_year(m: Match, discourse: Discourse) -> Reading | None:
    """The second year of "1914-18"."""
    return romance.last_year(discourse, m)


@rule(
    rf"(?:(?:el|del|al) )?(?:mes de )?(?P<month>{MONTH})(?=(?: (?:y|e|al?|o|hasta)| ?[-–,]) ?(?P<next>{MONTH})(?:,? "
    rf"(?P<year>{YEAR})| del? (?P<of>{YEAR})))",
    examples={
        "Entre [mayo] y [junio de 2011] cerró.": "2011-05|2011-06",
        "De [noviembre] a [enero de 2012] nevó.": "2011-11|2012-01",
    },
    priority=1,
)
def shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month before another that tells the year: "mayo y junio de 2011"."""
    shared = series.month_of_shared_year(month_of(m["month"]), month_of(m["next"]), int(m["year"] or m["of"]))
    return placed(shared, m, discourse)
