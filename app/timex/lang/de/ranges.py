"""Lists and ranges that share a month or a year with the expression behind them."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Period
from app.timex.lang import series
from app.timex.lang.de.absolute import DAY_NUMBER, YEAR, month_of
from app.timex.lang.de.clock import clock_day
from app.timex.lang.de.words import MONTH, MONTHS, SEASON, SEASONS, plain

_JOIN = r"(?: ?[-–—/] ?|, ?(?:den )?| (?:bis|und|oder|sowie)(?: zum| dem| den| am)? )"
_BARE = r"(?:0?[1-9]|[12]\d|3[01])\.?"


@rule(
    rf"(?P<day>{_BARE})(?=(?:{_JOIN}{_BARE}){{0,4}}{_JOIN}{DAY_NUMBER} ?(?P<month>{MONTH})(?: (?P<year>{YEAR}))?)",
    examples={
        "Die Schau lief vom [3.] bis [7. Juli].": "2012-07-03|2012-07-07",
        "Am [24.] und [25. Dezember 2011] war zu.": "2011-12-24|2011-12-25",
        "Es schneite am [2.], [3.] und [5. Februar].": "2013-02-02|2013-02-03|2013-02-05",
        "Offen [3.]–[7. Juli 2012].": "2012-07-03|2012-07-07",
    },
    rejects=["Der 3. und der 4. Versuch.", "Von 3 bis 7 Schülern."],
    priority=-1,
)
def shared_month(m: Match, discourse: Discourse) -> Reading | None:
    """A bare day before a day that names the month: "vom 3. bis 7. Juli"."""
    if "." not in m["day"] and not re.match(r"\s?[-–—/]", m.string[m.end() : m.end() + 2]):
        return None
    month, day = month_of(m["month"]), int(m["day"].rstrip("."))
    if m["year"]:
        year = int(m["year"])
        if not civil.is_date(year, month, day):
            return None
        return read(
            Period.day(year, month, day), step("shared_month", m["month"], Period.month(year, month)), confidence=0.9
        )
    if day > civil.month_length(2000, month):
        return None
    return resolution.open_date(discourse, m, month, day)


@rule(
    rf"(?P<day>{DAY_NUMBER}) ?(?P<month>{MONTH})(?={_JOIN}{DAY_NUMBER} ?(?P<last>{MONTH}) (?P<year>{YEAR}))",
    examples={
        "Der Streik dauerte vom [28. April] bis zum [3. Mai 2011].": "2011-04-28|2011-05-03",
        "Das Lager lief vom [20. Dezember] bis [5. Januar 2012].": "2011-12-20|2012-01-05",
    },
    priority=2,
)
def day_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A day before another that names the year; a later month lies in the year before."""
    day = int(m["day"].rstrip("."))
    return series.day_of_shared_year(day, month_of(m["month"]), month_of(m["last"]), int(m["year"]))


@rule(
    rf"(?P<month>{MONTH})(?={_JOIN}(?:anfang |mitte |ende )?(?P<last>{MONTH}) (?P<year>{YEAR}))",
    examples={
        "Von [September] bis [Dezember 1939] sanken Schiffe.": "1939-09|1939-12",
        "Im [Mai]/[Juni 2011] wurde gegraben.": "2011-05|2011-06",
        "Von [Dezember] bis [Februar 2012] war gesperrt.": "2011-12|2012-02",
    },
    priority=1,
)
def month_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month before another that names the year: "Mai/Juni 2011"."""
    return series.month_of_shared_year(MONTHS[plain(m["month"])], month_of(m["last"]), int(m["year"]))


@rule(
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?"
    r"(?=(?: bis | und | ?[-–—] ?)(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)? uhr(?!\w))",
    examples={"Offen von [9] bis [17 Uhr].": "2013-02-12T09:00|2013-02-12T17:00"},
    rejects=["Von 9 bis 17 Uhren."],
    priority=2,
)
def shared_clock(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two clock times that share "Uhr"."""
    found = clock_day(m, discourse)
    if found is None:
        return None
    minute = int(m["minute"]) if m["minute"] else None
    return read(Period.clock(found[0].first_day, int(m["hour"]), minute), *found[1], confidence=0.8)


@rule(
    rf"(?P<season>{SEASON})(?={_JOIN}(?P<last>{SEASON}) (?P<year>{YEAR}))",
    examples={"Im [Sommer] und [Herbst 2011] wurde gegraben.": "2011-SU|2011-FA"},
    rejects=["Sommer und Herbst vergingen."],
    priority=3,
)
def season_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season before another that names the year; a winter before a spring began in the year before."""
    return series.season_of_shared_year(
        discourse, SEASONS[plain(m["season"])], SEASONS[plain(m["last"])], int(m["year"])
    )


@rule(
    r"(?P<last>\d\d)(?![\d%:]|[-./]\d|er)",
    examples={"Im Schuljahr [2010]/[11] sank die Zahl.": "2010|2011", "Der Krieg von [1914]–[18].": "1914|1918"},
    rejects=["Zwischen 10-18 Schüler."],
    priority=-2,
    genre=Genre.NARRATIVE,
    goes_on=True,
)
def second_year(m: Match, discourse: Discourse) -> Reading | None:
    """The second year of "1914–18"."""
    return series.second_year(discourse, m)
