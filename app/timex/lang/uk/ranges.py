"""Lists and ranges that share a month or a year with the expression behind them."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored, series
from app.timex.lang.uk.absolute import DAY_NUMBER, YEAR, other_year
from app.timex.lang.uk.words import (
    DAY_IN_WORDS,
    LAST,
    MONTH,
    MONTH_OF_DAY,
    MONTHS,
    MONTHS_OF_DAY,
    NEXT,
    PREVIOUS,
    SEASON,
    SEASONS,
    THAT,
    THIS,
    WHICH,
    direction_of,
    ordinal_of,
    plain,
)  # fmt: skip

_JOIN = r"(?: ?[-–—] ?|, ?| (?:по|до|та|і|й|або|чи|на) )"
_EDGE = "(?:(?:на |у |в )?(?:початку|кінця|кінці|середини|середині|початок|кінець|наприкінці) )?"
_OTHER = rf"(?P<which>{LAST}|{THIS}|{NEXT}|того ж) року"


@rule(
    rf"(?P<day>{DAY_NUMBER})(?=(?:{_JOIN}{DAY_NUMBER}){{0,4}}{_JOIN}{DAY_NUMBER} (?P<month>{MONTH_OF_DAY})"
    rf"(?:,? (?P<year>{YEAR})| {_OTHER})?)",
    examples={
        "Виставка тривала з [3] до [7 липня].": "2012-07-03|2012-07-07",
        "Зачинено [24]—[25 грудня 2011] року.": "2011-12-24|2011-12-25",
        "Сніг ішов [2], [3] та [5 лютого].": "2013-02-02|2013-02-03|2013-02-05",
    },
    rejects=["Рахунок 3:5 на користь гостей.", "Із 3 до 7 учнів."],
    priority=-1,
)
def shared_month(m: Match, discourse: Discourse) -> Reading | None:
    """A bare day before a day that names the month: "3—7 липня"."""
    month, day = MONTHS_OF_DAY[plain(m["month"])], int(re.sub(r"\D", "", m["day"]))
    if m["year"] or m["which"]:
        year = int(m["year"]) if m["year"] else other_year(m["which"], discourse)[0]
        if not civil.is_date(year, month, day):
            return None
        shared = step("shared_month", m["month"], Period.month(year, month))
        return read(Period.day(year, month, day), shared, confidence=0.9)
    if day > civil.month_length(2000, month):
        return None
    return resolution.open_date(discourse, m, month, day)


@rule(
    rf"(?P<day>{DAY_NUMBER}) (?P<month>{MONTH_OF_DAY})"
    rf"(?=(?:{_JOIN}{DAY_NUMBER} {MONTH_OF_DAY}){{0,3}}{_JOIN}(?:{DAY_NUMBER} |{_EDGE})(?P<last>{MONTH_OF_DAY})"
    rf"(?:,? (?P<year>{YEAR})| {_OTHER}))",
    examples={
        "Страйк тривав з [28 квітня] по [3 травня 2011] року.": "2011-04-28|2011-05-03",
        "Табір працював від [20 грудня] до [5 січня 2012] року.": "2011-12-20|2012-01-05",
        "З [22 червня] до [кінця вересня 1941] року фронт відкотився.": "1941-06-22|1941-09 END",
    },
    priority=1,
)
def day_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A day before another that names the year; a later month lies in the year before."""
    month, last = MONTHS_OF_DAY[plain(m["month"])], MONTHS_OF_DAY[plain(m["last"])]
    day = int(re.sub(r"\D", "", m["day"]))
    return series.day_of_shared_year(day, month, last, _shared_year(m, discourse), m["which"])


def _shared_year(m: Match, discourse: Discourse) -> int:
    return int(m["year"]) if m["year"] else other_year(m["which"], discourse)[0]


@rule(
    rf"(?P<month>{MONTH})(?=(?:{_JOIN}{_EDGE}{MONTH}){{0,2}}{_JOIN}{_EDGE}(?P<last>{MONTH})"
    rf"(?:,? (?P<year>{YEAR})| {_OTHER}))",
    examples={
        "З [вересня] по [грудень 1939] року флот втратив сто суден.": "1939-09|1939-12",
        "У [травні]—[червні 2011] року тут копали.": "2011-05|2011-06",
        "З [грудня] по [лютий 2012] року дорогу закрили.": "2011-12|2012-02",
        "[Наприкінці січня] — на [початку лютого 2012] року сніжило.": "2012-01 END|2012-02 START",
    },
    priority=1,
)
def month_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month before another that names the year: "травень—червень 2011"."""
    month, last = MONTHS[plain(m["month"])], MONTHS[plain(m["last"])]
    return series.month_of_shared_year(month, last, _shared_year(m, discourse), m["which"])


@rule(
    rf"(?P<old>{DAY_NUMBER})(?P<on>[-–—]{DAY_NUMBER})? ?\((?P<day>{DAY_NUMBER})(?(on)[-–—]{DAY_NUMBER})\) "
    rf"(?P<month>{MONTH_OF_DAY})(?:,? (?P<year>{YEAR}))?",
    examples={
        "Бій стався [13 (26) лютого 1904] року.": "1904-02-26",
        "Штурм почався [18 (31) січня].": "2013-01-31",
        "Ескадра загинула [14—15 (27—28) травня 1905] року.": "1905-05-27",
    },
    rejects=["Він мав 5 (7) яблук.", "Від 3 (4) до 5 (6) травня."],
    priority=6,
)
def two_calendars(m: Match, discourse: Discourse) -> Reading | None:
    """A day by the Julian calendar with the Gregorian one in brackets, ten to thirteen days apart: one day.

    Of two days so told it is the first one.
    """
    month, day, old = (MONTHS_OF_DAY[plain(m["month"])], *(int(re.sub(r"\D", "", m[name])) for name in ("day", "old")))
    if not 10 <= day - old <= 13:
        return None
    if m["year"]:
        return resolution.date(int(m["year"]), month, day)
    return resolution.open_date(discourse, m, month, day)


@rule(
    rf"(?P<day>{DAY_NUMBER}|{DAY_IN_WORDS}) числа(?: (?P<which>{THAT}|{THIS}|{NEXT}|{LAST}|{PREVIOUS}) місяця)?",
    examples={
        "У [червні 2012] року вивезли завод, до [25 числа] — архів.": "2012-06|2012-06-25",
        "Зарплату дадуть [десятого числа].": "2013-02-10",
        "[5 травня 2012] року почалося; [20-го числа того ж місяця] вщухло.": "2012-05-05|2012-05-20",
        "Оплата до [5 числа наступного місяця].": "2013-03-05",
    },
    rejects=["Другого числа не назвали.", "2 числа в дужках."],
)
def day_by_number(m: Match, discourse: Discourse) -> Reading | None:
    """A day by its number in the month spoken of, or in this one."""
    bare = re.fullmatch(r"\d+", m["day"]) or plain(m["day"]).startswith("друг")
    if bare and not m["which"] and not _BEFORE_NUMBER.search(m.string[max(0, m.start() - 12) : m.start()]):
        return None
    day = int(re.sub(r"\D", "", m["day"])) if m["day"][0].isdigit() else ordinal_of(m["day"])
    which = plain(m["which"] or "")
    shift = direction_of(which) if re.fullmatch(WHICH, which) else -1 if re.fullmatch(PREVIOUS, which) else 0
    spoken = anchored.spoken_of(discourse, Granularity.MONTH) if discourse.narrative or not shift else None
    here, why = spoken if spoken is not None else resolution.unknown_day(discourse, m[0])
    year, month, _ = here.to(Granularity.MONTH).shift(shift).date
    if not civil.is_date(year, month, day):
        return None
    if spoken is None and discourse.narrative:
        return None
    return read(Period.day(year, month, day), why, confidence=0.8)


_BEFORE_NUMBER = re.compile(r"(?:\b(?:до|з|із|від|після|близько|на|й|і|та)|[-–—,])\s?$", re.IGNORECASE)


_TOLD_ALONE = re.compile(
    r"\s?(?:[.,;:–—]|$)|\s(?:він|вона|воно|вони|було|був|була|були|[^\W\d_]+(?:ли|ло|ла|[аиуюяї]в)(?:ся|сь)?)\b",
    re.IGNORECASE,
)


@rule(
    r"(?P<day>\d{1,2})-го",
    examples={"[15 серпня 2012] року ворог відступив, а [16-го] він спинився.": "2012-08-15|2012-08-16"},
    rejects=["15 серпня 2012 року бійці 16-го полку відступили.", "Бійці 16-го відступили."],
    priority=-2,
)
def bare_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day by its number alone, behind another of the month."""
    last = discourse.mentions[-1] if discourse.mentions else None
    if last is None or last.period is None or last.period.granularity not in (Granularity.DAY, Granularity.MONTH):
        return None
    if m.start() - last.end > 200 or not _TOLD_ALONE.match(m.string, m.end()):
        return None
    year, month, _ = last.period.date
    if not civil.is_date(year, month, int(m["day"])):
        return None
    why = step("previous_date", last.text, last.period)
    return read(Period.day(year, month, int(m["day"])), why, confidence=0.75)


@rule(
    rf"(?P<season>{SEASON})(?={_JOIN}(?P<last>{SEASON}) (?P<year>{YEAR}))",
    examples={"[Влітку] та [восени 2011] року тут копали.": "2011-SU|2011-FA"},
    rejects=["Літо та осінь минули."],
    priority=2,
)
def season_of_shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season before another that names the year; a winter before a spring began in the year before."""
    return series.season_of_shared_year(
        discourse, SEASONS[plain(m["season"])], SEASONS[plain(m["last"])], int(m["year"])
    )


@rule(
    r"(?P<last>\d\d)(?![\d%:]|[-./]\d)",
    examples={"У [2010]/[11] навчальному році.": "2010|2011", "Війна [1914]–[18] років.": "1914|1918"},
    rejects=["Від 10-18 учнів."],
    priority=-2,
    genre=Genre.NARRATIVE,
    goes_on=True,
)
def second_year(m: Match, discourse: Discourse) -> Reading | None:
    """The second year of "1914–18"."""
    return series.second_year(discourse, m)
