"""Lists and ranges that share a month or a year with the expression before or after them."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang.en.words import MONTH, MONTHS

_BETWEEN = re.compile(r"\s*(?:,|,? ?(?:and|or|to|through|until|till)|[-–—]|/|, ?(?:and|or))\s*", re.IGNORECASE)


@rule(
    r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>(?:1\d|20)\d\d)(?!\d))?(?![\d%:]|[.,]\d|"
    r" (?:percent|per cent|people|million|billion|points?|years|days|months|weeks|hours|minutes|to \d)|"
    r" ?[-–] ?\d{1,2}(?::\d\d)? ?[ap]\.?m)",
    examples={
        "It rained on [June 2], [3] and [5].": "2012-06-02|2012-06-03|2012-06-05",
        "It was open from [July 3] to [7].": "2012-07-03|2012-07-07",
    },
    rejects=["On 3 and 5 they ran.", "In 1999 and 5 others."],
    priority=-3,
    goes_on=True,
)
def further_day(m: Match, discourse: Discourse) -> Reading | None:
    """A bare day number behind a day of the same month: "March 2, 3 and 5"."""
    if not discourse.mentions:
        return None
    before = discourse.mentions[-1]
    period, number = before.period, int(m["day"])
    if period is None or period.granularity is not Granularity.DAY:
        return None
    if not _BETWEEN.fullmatch(m.string, before.end, m.start()) or not re.search(r"\d|st|nd|rd|th", before.text):
        return None
    if re.search(r"\d{4}$", before.text) and m.string[before.end] == ",":
        return None
    year, month, first = period.date
    if not re.search(r"[A-Za-z]{3}", before.text) and not before.rule.endswith("further_day"):
        return None
    if number <= first or not civil.is_date(year, month, number):
        return None
    if m["year"]:
        year = int(m["year"])
    return read(
        Period.day(year, month, number), step("same_month", before.text, Period.month(year, month)), confidence=0.85
    )


@rule(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?= ?(?:to|and|or|until|through|[-–—]|,(?: \d{{1,2}}(?:st|nd|"
    rf"rd|th)?,?){{0,3}}(?: and)?) ?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})"
    rf"(?:,? (?P<year>(?:1\d|20)\d\d))?)",
    examples={
        "It was open from [3] to [7 July].": "2012-07-03|2012-07-07",
        "Closed on [24] and [25 December 2011].": "2011-12-24|2011-12-25",
    },
    priority=-1,
)
def shared_month(m: Match, discourse: Discourse) -> Reading | None:
    """A bare day number before a day that names the month: "3 to 7 May"."""
    if not m["month"][0].isupper():
        return None
    month, day = MONTHS[m["month"].lower().rstrip(".")], int(m["day"])
    if m["year"]:
        if not civil.is_date(int(m["year"]), month, day):
            return None
        return read(
            Period.day(int(m["year"]), month, day),
            step("shared_month", m["month"], Period.month(int(m["year"]), month)),
            confidence=0.9,
        )
    if not 1 <= day <= civil.month_length(2000, month):
        return None
    return resolution.open_date(discourse, m, month, day)


@rule(
    r"(?P<first>1\d{3}|20\d\d)(?P<dash>[-–/])(?P<last>(?:1\d|20)\d\d|\d\d)(?![\d%]|[-/.]\d)",
    examples={
        "The war of [1914]–[18].": "1914|1918",
        "In [2010]/[11] it shrank.": "2010|2011",
    },
    rejects=["Call 1800-55-55.", "The code 1999-00-1."],
    priority=2,
)
def years(m: Match, discourse: Discourse) -> Reading | None:
    """The first year of "1914-18"; the second is an expression of its own (`last_year`)."""
    first, last = int(m["first"]), int(m["last"])
    if len(m["last"]) == 2:
        last += first - first % 100
        if last < first:
            last += 100
    if not first < last <= first + 200:
        return None
    return read(Period.year(first), confidence=0.9, end=m.end("first"))


@rule(
    r"(?P<last>\d\d|(?:1\d|20)\d\d)(?![\d%]|[-/.]\d)",
    examples={
        "The war of [1914]–[18].": "1914|1918",
        "Between [1988]/[89] it grew.": "1988|1989",
    },
    rejects=["From 10-18 of them."],
    priority=-2,
    goes_on=True,
)
def last_year(m: Match, discourse: Discourse) -> Reading | None:
    """The second year of "1914-18"."""
    if not discourse.mentions:
        return None
    before = discourse.mentions[-1]
    if before.period is None or before.period.granularity is not Granularity.YEAR or m.start() - before.end != 1:
        return None
    if m.string[before.end] not in "-–/":
        return None
    first, last = before.period.n, int(m["last"])
    if len(m["last"]) == 2:
        last += first - first % 100
        if last < first:
            last += 100
    if not first < last <= first + 200:
        return None
    return read(Period.year(last), step("first_year", before.text, before.period), confidence=0.9)


@rule(
    rf"(?P<month>{MONTH})(?=(?: (?:to|and|or|through|until)|,| ?[-–—]) ?(?:{MONTH}),? (?P<year>(?:1\d|20)\d\d))",
    examples={
        "Between [May] and [June 2011] it shut.": "2011-05|2011-06",
        "From [January] to [March 2010].": "2010-01|2010-03",
    },
    priority=1,
)
def shared_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month before another that names the year: "May and June 2011"."""
    if not m["month"][0].isupper():
        return None
    year, month = int(m["year"]), MONTHS[m["month"].lower().rstrip(".")]
    other = re.search(rf"({MONTH}),? {year}", m.string[m.end() : m.end() + 40], re.IGNORECASE)
    if other is not None and MONTHS[other[1].lower().rstrip(".")] < month:
        year -= 1
    return read(Period.month(year, month), step("shared_year", m["year"], Period.year(year)), confidence=0.9)
