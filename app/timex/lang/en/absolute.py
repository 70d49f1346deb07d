"""Days and months that name their place in the calendar; a year left out is found by `resolution`."""

from __future__ import annotations

import re
from dataclasses import replace

from app.timex import civil, resolution
from app.timex.grammar import Discourse, Match, Reading, choice, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang import nth
from app.timex.lang.en.habits import any_year, usual
from app.timex.lang.en.words import (
    ANY_WEEKDAY,
    MONTH,
    ORDINALS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    month_of,
    one_of,
    ordinal_of,
)
from app.timex.timex3 import Mod

# The day of a month: not the start of a longer number, a decimal or a clock time.
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|[ -](?:a\.?m|p\.?m)\b)"


_WEEKDAY = rf"(?P<weekday>{ANY_WEEKDAY})"


_MONTH = rf"(?P<month>{MONTH})"


_YEAR = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"


_SHORT = r"['’‘](?P<short>\d\d)"


def _capital(word: str) -> bool:
    return word[0].isupper()


def _on_weekday(reading: Reading, m: Match, *, open_year: bool = False) -> Reading:
    """The date, held against the weekday beside it if there is one."""
    weekday = m["weekday"]
    if weekday is None:
        return reading
    return resolution.on_weekday(reading, WEEKDAYS[weekday.lower().rstrip(".")], weekday, open_year=open_year)


@rule(
    resolution.ISO,
    examples={
        "The log ends on [2013-02-11].": "2013-02-11",
        "Last entry [2013-02-11T09:30].": "2013-02-11T09:30",
        "It read [2013-02-11 23:59:58].": "2013-02-11T23:59:58",
    },
    rejects=["Part 2013-02-111 is sold out."],
    priority=5,
)
def iso(m: Match, discourse: Discourse) -> Reading | None:
    """ISO 8601 dates and date-times."""
    return resolution.iso(m)


@rule(
    rf"(?:the )?week of (?:the )?(?:(?P<month>{MONTH}) (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})(?:st|nd|"
    rf"rd|th)?(?: of)? (?P<month2>{MONTH}))"
    rf"(?:,? (?P<year>{YEAR}))?(?!\d)",
    examples={"It was heard in [the week of March 6, 2000].": "2000-W10"},
    priority=4,
)
def week_of_day(m: Match, discourse: Discourse) -> Reading | None:
    """The week that a day lies in."""
    month, day = month_of(m["month"] or m["month2"]), int(m["day"] or m["day2"])
    reading = (
        resolution.date(int(m["year"]), month, day) if m["year"] else resolution.open_date(discourse, m, month, day)
    )
    if not isinstance(reading.meaning, Period):
        return None
    return read(reading.meaning.to(Granularity.WEEK), *reading.steps, confidence=reading.confidence)


@rule(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})",
    examples={
        "Signed [02/11/2013].": "2013-02-11",
        "Signed [25/12/2012].": "2012-12-25",
        "Shot on [11/02/89] in Oslo.": "1989-11-02",
        "Dated [31.12.1999].": "1999-12-31",
    },
    rejects=["Version 1.2.34 is out.", "Version 10.11.12 mends it.", "A ratio of 13/14/15."],
    priority=1,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month in figures: the order of the article's country, unless only the other one exists."""
    a, b = int(m["a"]), int(m["b"])
    if m["sep"] == "." and len(m["year"]) == 2 and (len(m["a"]) == 1 or len(m["b"]) == 1):
        return None  # a version number
    if resolution.is_version(m):
        return None
    year = int(m["year"]) if len(m["year"]) == 4 else resolution.short_year(m["year"], discourse)
    day_first = m["sep"] == "." or discourse.country not in ("", "US", "PH", "FM", "MH", "PW")
    month, day = (b, a) if day_first else (a, b)
    if not civil.is_date(year, month, day):
        month, day = day, month
        if not civil.is_date(year, month, day):
            return None
        return read(Period.day(year, month, day), confidence=0.95)
    reading = read(Period.day(year, month, day), confidence=0.9 if a > 12 or b > 12 or a == b else 0.7)
    if a != b and civil.is_date(year, day, month):
        other = choice(Period.day(year, day, month), 0.25, "day and month the other way round")
        return read(reading.meaning or Period.day(year, month, day), confidence=0.7, choices=[other])
    return reading


@rule(
    rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: (?:day )?of)?[ -]{_MONTH},?(?:[ -]|, )(?:{_YEAR}|{_SHORT})",
    examples={
        "She was born on [22 March 1985].": "1985-03-22",
        "He left on [Monday, 11 February 2013].": "2013-02-11",
        "It was [the 3rd of May, 2012], they said.": "2012-05-03",
        "Posted [4-Jan-2011].": "2011-01-04",
        "There was no [30 February 2012].": "",
    },
    rejects=["He scored 12 may be enough."],
    priority=3,
)
def day_month_year(m: Match, discourse: Discourse) -> Reading | None:
    """Day, month and year."""
    year = int(m["year"]) if m["year"] else resolution.short_year(m["short"], discourse)
    return _on_weekday(resolution.date(year, month_of(m["month"]), int(m["day"])), m)


@rule(
    rf"(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY},?(?: of)? (?:{_YEAR}|{_SHORT})",
    examples={
        "It opened on [March 22, 1985].": "1985-03-22",
        "Filed [Monday, Feb. 11, 2013], in Reno.": "2013-02-11",
        "Dated [December 25th 2012].": "2012-12-25",
        "No [Feb 29, 2015] will come.": "",
    },
    rejects=["March 2,500 miles."],
    priority=3,
)
def month_day_year(m: Match, discourse: Discourse) -> Reading | None:
    """Month, day and year, as Americans write it."""
    year = int(m["year"]) if m["year"] else resolution.short_year(m["short"], discourse)
    return _on_weekday(resolution.date(year, month_of(m["month"]), int(m["day"])), m)


@rule(
    rf"(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY}",
    examples={
        "The vote of [November 2] was close.": "2012-11-02",
        "It will open on [March 2].": "2013-03-02",
        "They met on [Feb. 4].": "2013-02-04",
        "The fair of [December 25th] was dull.": "2012-12-25",
        "On [Monday, February 11], it rained.": "2013-02-11",
    },
    rejects=["You may 2 times refuse.", "March 2,500 miles.", "Mar 3.5 points"],
    priority=1,
)
def month_day(m: Match, discourse: Discourse) -> Reading | None:
    """Month and day; the year is open."""
    if not _capital(m["month"]) and m["month"].lower() in ("may", "march", "mar", "sep", "dec", "jun"):
        return None
    if int(m["day"]) == 0:
        return None
    if int(m["day"]) > 31:
        return None
    return _weekday_year(m, discourse)


@rule(
    rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: (?:day )?of)?[ -]{_MONTH}",
    examples={
        "The vote of [2 November] was close.": "2012-11-02",
        "It will open on [the 2nd of March].": "2013-03-02",
        "On [Monday 11 February] it rained.": "2013-02-11",
    },
    rejects=["Section 2 may apply.", "The 5 march on."],
    priority=0,
)
def day_month(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month; the year is open."""
    if not _capital(m["month"]) or not 1 <= int(m["day"]) <= 31:
        return None
    return _weekday_year(m, discourse)


@rule(
    rf"(?:the )?(?P<ordinal>{one_of(ORDINALS)})(?: day)?(?: of)? {_MONTH}(?:,? {_YEAR})?|"
    rf"(?P<month2>{MONTH}) (?:the )?(?P<ordinal2>{one_of(ORDINALS)})"
    rf"(?=[.,;:!?)]|$| (?:and|at|in|on|was|is|when|through|to)\b)"
    rf"(?:,? (?P<year2>{YEAR})(?!\d))?",
    examples={
        "It fell on [the fourth of July].": "2012-07-04",
        "They wed on [the first of May, 1920].": "1920-05-01",
        "They will sail on [March eighth].": "2013-03-08",
        "It burned on [April the twenty-first, 1916].": "1916-04-21",
    },
    rejects=["The second may wait.", "In March second thoughts came.", "They may first ask."],
)
def spelled_day_of_month(m: Match, discourse: Discourse) -> Reading | None:
    """The day written out."""
    name, year_told = m["month"] or m["month2"], m["year"] or m["year2"]
    if not _capital(name) or (m["month"] and " of" not in m[0].lower()):
        return None
    month, day = month_of(name), ordinal_of(m["ordinal"] or m["ordinal2"])
    if year_told:
        return resolution.date(int(year_told), month, day)
    return resolution.open_date(discourse, m, month, day)


def _weekday_year(m: Match, discourse: Discourse) -> Reading:
    reading = resolution.open_date(discourse, m, month_of(m["month"]), int(m["day"]))
    return _on_weekday(reading, m, open_year=True)


@rule(
    rf"{_MONTH},?(?: of)?(?: the year)?(?: |, ?|-){_YEAR}",
    examples={
        "In [May 2011] it closed.": "2011-05",
        "By [September, 1939], war.": "1939-09",
        "Since [Jan. 2010].": "2010-01",
    },
    rejects=["They may 2000 times."],
    priority=2,
)
def month_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and its year."""
    if not _capital(m["month"]) and m["month"].lower() in ("may", "march"):
        return None
    return resolution.date(int(m["year"]), month_of(m["month"]))


@rule(
    rf"(?:the )?(?P<which>first|opening|second|third|last|final|closing) (?:few )?(?:weeks?|days|half|"
    rf"part) (?:of|in) (?:the month of )?{_MONTH}"
    rf"(?:,?(?: of)? {_YEAR})?(?! \d)",
    examples={
        "It rained in [the first week of August 1990].": "1990-08 START",
        "They met in [the last days of April 1945].": "1945-04 END",
    },
    rejects=["The first week of work."],
    priority=4,
)
def part_of_month(m: Match, discourse: Discourse) -> Reading | None:
    """The first, middle or last part of a month, told by weeks or days: no calendar week has that name."""
    if not _capital(m["month"]):
        return None
    mod = {"first": Mod.START, "opening": Mod.START, "second": Mod.MID, "third": Mod.MID}.get(
        m["which"].lower(), Mod.END
    )
    if "half" in m[0].lower() and mod is Mod.MID:
        mod = Mod.END
    month_number = month_of(m["month"])
    if m["year"]:
        return read(Period.month(int(m["year"]), month_number), mod=mod, confidence=0.9)
    reading = resolution.open_date(discourse, m, month_number)
    return replace(reading, mod=mod)


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}


@rule(
    rf"(?:the )?(?:very )?(?P<nth>{one_of(_NTH)}|[1-5](?:st|nd|rd|th)) (?:(?P<weekday>{WEEKDAY})|weekend) "
    rf"(?:of|in) (?:the month of )?(?:{_MONTH}(?:,?(?: of)? {_YEAR})?|(?P<near>last|this|next) month)(?! \d)",
    examples={
        "The court will sit on [the first Tuesday of March].": "2013-03-05",
        "They voted on [the last Sunday in October].": "2012-10-28",
        "It fell on [the third Monday of January 2011].": "2011-01-17",
        "A fair opens on [the second Saturday of next month].": "2013-03-09",
        "The race will be held on [the 1st weekend of June].": "2013-W22-WE",
        "It will be held on [the first Monday of February].": "2014-02-03",
        "He won on [the final Friday of last month].": "2013-01-25",
    },
    rejects=["The first Monday of the new term.", "On the second Tuesday in may they come."],
    priority=4,
)
def nth_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """The n-th of a weekday in a month: what elections and councils are held on."""
    named = m["nth"].lower()
    which = _NTH[named] if named in _NTH else int(named[0])
    number = WEEKDAYS[m["weekday"].lower()] if m["weekday"] else None
    if m["near"]:
        month = discourse.anchor.to(Granularity.MONTH).shift({"last": -1, "this": 0, "next": 1}[m["near"].lower()])
        return nth.weekday(discourse, m, which, number, month.date[1], month.date[0])
    if not _capital(m["month"]):
        return None
    return nth.weekday(discourse, m, which, number, month_of(m["month"]), int(m["year"]) if m["year"] else None)


@rule(
    rf"{_MONTH}(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?,? (?:of )?(?P<which>last|this|next) year(?!['’])",
    examples={
        "It will close in [April next year].": "2014-04",
        "It began in [February this year].": "2013-02",
        "He left on [March 3 last year].": "2012-03-03",
    },
    rejects=["They may this year.", "In June last year's rent was due."],
    priority=3,
)
def month_of_near_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month or a day of it, with last, this or next year."""
    if not _capital(m["month"]):
        return None
    year = discourse.anchor.date[0] + {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
    return resolution.date(year, month_of(m["month"]), int(m["day"]) if m["day"] else None)


@rule(
    rf"(?:the )?month of {_MONTH}(?:,?(?: of)? {_YEAR})?",
    examples={
        "It rained in [the month of April].": "2012-04",
        "In [the month of May 2011] it closed.": "2011-05",
    },
    rejects=["The month of work."],
    priority=3,
)
def month_of_name(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "The month of April"."""
    if not _capital(m["month"]):
        return None
    number = month_of(m["month"])
    return resolution.date(int(m["year"]), number) if m["year"] else resolution.open_date(discourse, m, number)


@rule(
    rf"{_MONTH},? {_SHORT}",
    examples={"Since [May '11] it is closed.": "2011-05"},
    priority=2,
)
def month_short_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and a year of two digits."""
    return resolution.date(resolution.short_year(m["short"], discourse), month_of(m["month"]))


# What stands before a bare month name that could also be a word or a name.
_MONTH_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|during|from|to|through|of|for|and|or|an?|the|last|"
    r"next|this|each|every|"
    r"early|late|mid|between|into|that|the|next|through|as of|beginning|starting|ending|ended)[\s-]|[-–/(,]\s?)$",
    re.IGNORECASE,
)


# And before a shortened one without its full stop: "Jan" is a name, "Oct" a brand.
_SHORT_CUE = re.compile(r"\b(?:in|early|late|mid|since|until|till)[\s-]$", re.IGNORECASE)


# "An everlasting December", "their happy May": what such a month is like.
_OF_A_KIND = re.compile(r"\b(?:an?|his|her|its|our|their|my|your|like|as) (?:[a-z]+ )?$")


_NAMES = frozenset(("april", "june", "august", "may", "march", "mar", "jan", "jun", "dec", "sep", "nov", "oct"))


@rule(
    rf"{_MONTH}",
    examples={
        "The bill was signed in [May] and put to members in [June].": "2012-05|2012-06",
        "Prices fell in [January].": "2013-01",
        "In [mid-Oct] it opened.": "2012-10 MID",
        "The plant closed in [May].": "2012-05",
        "A [September] deadline will hold.": "2013-09",
        "By [April] the bridge will stand.": "2013-04",
        "In [March] the city promised to rebuild the bridge.": "2012-03",
        "It always rains in [November].": "XXXX-11",
    },
    rejects=["He may go on.", "Theresa may become PM.", "Mrs May praised them.", "They march on.", "April Smith left.",
             "Whom this may concern.", "May I?"],
)  # fmt: skip
def month(m: Match, discourse: Discourse) -> Reading | None:
    """A month alone. May and March need a cue, and names of people are no months."""
    word = m["month"]
    if not _capital(word):
        return None
    text, name = m.string, word.lower().rstrip(".")
    before, after = text[max(0, m.start() - 16) : m.start()], text[m.end() : m.end() + 24]
    if name in _NAMES:
        if not _MONTH_CUE.search(before):
            return None
        if (
            re.match(r"(?:['’]s)? [A-Z][a-z]+", after)
            and re.search(r"(?:,|\band|\bfrom|\bof|\bto|\bby|\bafter|\bbefore|\bfor|\bthat) ?$", before)
            and name in ("april", "june", "august", "may", "jan")
        ):
            return None
        if name == "may" and re.search(
            r"\b(?:Mrs|Ms|Mr|Miss|Theresa|Minister|Lady)\.? $|(?:that|and|or|,|\() ?$", before
        ):
            return None
        if len(name) == 3 and name != "may" and not word.endswith(".") and not _SHORT_CUE.search(before):
            return None
    elif re.search(r"\b(?:Mrs|Ms|Mr|Miss)\.? $", before):
        return None
    of_a_kind = discourse.narrative and _OF_A_KIND.search(text[max(0, m.start() - 24) : m.start()])
    if usual(discourse, m) or (of_a_kind and not discourse.tells_year()):
        return any_year(f"{month_of(word):02d}")
    return resolution.open_date(discourse, m, month_of(word))
