"""Dates that name their place in the calendar: days, months, years, quarters, decades, centuries, clock times."""

from __future__ import annotations

import re
from dataclasses import replace

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.grammar import IMPOSSIBLE, Discourse, Match, Reading, choice, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang.en.words import (
    ANY_WEEKDAY, DECADE_WORDS, MONTH, MONTHS, ORDINALS, SEASON, SEASONS, WEEKDAYS, number_of, one_of,
    ordinal_of,
)  # fmt: skip
from app.timex.timex3 import Step

YEAR = r"(?:1\d{3}|20\d{2})"
# The day of a month: not the start of a longer number, a decimal or a clock time.
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|[ -](?:a\.?m|p\.?m)\b)"
_WEEKDAY = rf"(?P<weekday>{ANY_WEEKDAY})"
_MONTH = rf"(?P<month>{MONTH})"
_YEAR = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"
_SHORT = r"['’‘](?P<short>\d\d)"


def month_of(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _capital(word: str) -> bool:
    return word[0].isupper()


def _checked(reading: Reading, m: Match) -> Reading:
    """A date whose own weekday contradicts it is still the date; it is only less sure."""
    weekday = m.groupdict().get("weekday")
    if weekday is None or not isinstance(reading.meaning, Period):
        return reading
    if civil.weekday(reading.meaning.n) == WEEKDAYS[weekday.lower().rstrip(".")]:
        return reading
    return read(reading.meaning, *reading.steps, Step("weekday_disagrees", weekday, "kept the date"), confidence=0.6)


@rule(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:(?:T| )(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:Z|[+-]\d\d:?\d\d)?)?",
    examples={
        "The log ends on [2013-02-11].": "2013-02-11",
        "Last entry [2013-02-11T09:30].": "2013-02-11T09:30",
        "It read [2013-02-11 23:59:58].": "2013-02-11T23:59:58",
    },
    rejects=["Part 2013-02-111 is sold out."],
    priority=5,
)
def iso(m: Match, discourse: Discourse) -> Reading | None:
    """ISO 8601 dates and date-times; a zone stays in the text, for the value is civil time."""
    date = resolution.date(int(m["year"]), int(m["month"]), int(m["day"])) if m["month"] != "00" else IMPOSSIBLE
    if m["hour"] is None or not isinstance(date.meaning, Period):
        return date
    hour, minute = int(m["hour"]), int(m["minute"])
    if hour > 23 or minute > 59:
        return None
    return read(Period.clock(date.meaning.n, hour, minute, int(m["second"]) if m["second"] else None), confidence=0.99)


@rule(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})",
    examples={
        "Signed [02/11/2013].": "2013-02-11",
        "Signed [25/12/2012].": "2012-12-25",
        "Shot on [11/02/89] in Oslo.": "1989-11-02",
        "Dated [31.12.1999].": "1999-12-31",
    },
    rejects=["Version 1.2.34 is out.", "A ratio of 13/14/15."],
    priority=1,
)
def numeric(m: Match, discourse: Discourse) -> Reading | None:
    """Day and month in figures: the order of the article's country, unless only the other one exists."""
    a, b = int(m["a"]), int(m["b"])
    if m["sep"] == "." and len(m["year"]) == 2 and (len(m["a"]) == 1 or len(m["b"]) == 1):
        return None  # a version number
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
    return _checked(resolution.date(year, month_of(m["month"]), int(m["day"])), m)


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
    return _checked(resolution.date(year, month_of(m["month"]), int(m["day"])), m)


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
    rf"(?:the )?(?P<ordinal>{one_of(ORDINALS)})(?: day)?(?: of)? {_MONTH}(?:,? {_YEAR})?",
    examples={
        "It fell on [the fourth of July].": "2012-07-04",
        "They wed on [the first of May, 1920].": "1920-05-01",
    },
    rejects=["The second may wait."],
)
def spelled_day_of_month(m: Match, discourse: Discourse) -> Reading | None:
    """The day written out."""
    if not _capital(m["month"]) or " of" not in m[0].lower():
        return None
    month, day = month_of(m["month"]), ordinal_of(m["ordinal"])
    if m["year"]:
        return resolution.date(int(m["year"]), month, day)
    return resolution.open_date(discourse, m, month, day)


def _weekday_year(m: Match, discourse: Discourse) -> Reading | None:
    month, day = month_of(m["month"]), int(m["day"])
    reading = resolution.open_date(discourse, m, month, day)
    weekday = m["weekday"]
    if weekday is None or not isinstance(reading.meaning, Period):
        return reading
    # The weekday tells the year: try the years around the one chosen, the nearest first.
    number, year = WEEKDAYS[weekday.lower().rstrip(".")], reading.meaning.date[0]
    for candidate in (year, year + 1, year - 1):
        if civil.is_date(candidate, month, day):
            period = Period.day(candidate, month, day)
            if civil.weekday(period.n) == number:
                steps = () if candidate == year else (Step("weekday_tells_year", weekday, f"{candidate:04d}"),)
                return read(period, *(reading.steps if candidate == year else ()), *steps, confidence=0.95)
    return _checked(reading, m)


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
    rf"{_MONTH},? {_SHORT}",
    examples={"Since [May '11] it is closed.": "2011-05"},
    priority=2,
)
def month_short_year(m: Match, discourse: Discourse) -> Reading | None:
    """A month and a year of two digits."""
    return resolution.date(resolution.short_year(m["short"], discourse), month_of(m["month"]))


# What stands before a bare month name that could also be a word or a name.
_MONTH_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|during|from|to|through|of|for|and|or|last|next|this|each|every|"
    r"early|late|mid|between|into|that|the|next|through|as of|beginning|starting|ending|ended)[\s-]|[-–/(,]\s?)$",
    re.IGNORECASE,
)
_NAMES = frozenset(("april", "june", "august", "may", "march", "mar", "jan", "jun", "dec", "sep", "nov", "oct"))


@rule(
    rf"{_MONTH}",
    examples={
        "Prices fell in [January].": "2013-01",
        "The plant closed in [May].": "2012-05",
        "A [September] deadline will hold.": "2013-09",
        "By [April] the bridge will stand.": "2013-04",
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
        if re.match(r"(?:['’]s)? [A-Z][a-z]+", after) and re.search(r"(?:,|\band|\bfrom|\bof|\bto|\bby|\bafter|\bbefore|\bfor|\bthat) ?$", before) and name in ("april", "june", "august", "may", "jan"):  # noqa: E501
            return None
        if name == "may" and re.search(r"\b(?:Mrs|Ms|Mr|Miss|Theresa|Minister|Lady)\.? $|(?:that|and|or|,|\() ?$", before):
            return None
        if len(name) == 3 and name != "may" and not word.endswith(".") and not before.lower().endswith("in "):
            return None
    elif re.search(r"\b(?:Mrs|Ms|Mr|Miss)\.? $", before):
        return None
    return resolution.open_date(discourse, m, month_of(word))


# Signs that a bare number is not a year: a measure or plural noun behind it, a label or amount before it.
_COUNTED = re.compile(
    r"[ -](?:people|men|women|children|soldiers|troops|miles?|meters?|metres?|feet|pounds?|dollars?|euros?|points?|"
    r"percent|per cent|yards?|kilomet\w+|km|kg|tons?|tonnes?|acres?|hectares?|barrels?|shares?|votes?|seats?|jobs?|"
    r"workers?|employees?|members?|students?|pages?|words?|square|cubic|degrees?|calories|copies|units?|times|"
    r"hours?|minutes?|days?|weeks?|months?|years?|rpm|mph|hp|mhz|block|million|billion|or so|[A-Z]\w+ (?:Street|Avenue|Road|St|Ave|Rd|Blvd|Drive|Lane|Way)|"
    r"(?:of|more|other|new|local|young|foreign|armed|such) \w+s)\b",
)
_LABEL = re.compile(
    r"(?:[$£€¥#№]|\b(?:No|Nos|number|flight|room|route|highway|section|page|pages|chapter|model|channel|version|"
    r"some|nearly|almost|over|than|least|most|only|another|pay|worth|total|totaling|to about|"
    r"Boeing|Airbus|Windows|Office|extension|ext|code|box|class [A-Z]|[A-Z]{2,6})\.?) ?$"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|during|from|to|through|of|for|and|or|between|early|late|mid|around|"
    r"circa|ca?\.|year|years|until|till|pre|post|the|end of|beginning of|spring|summer|fall|autumn|winter|fiscal|"
    r"as of|than in|throughout|that|this|born|late in|election|AD|A\.D\.|c\.)[\s-]|[(–-]|\d{4},)\s?$",
    re.IGNORECASE,
)


@rule(
    rf"(?:the year )?{_YEAR}",
    examples={
        "It was founded in [1985].": "1985",
        "The war of [1812] was long.": "1812",
        "The [2012] figures are in.": "2012",
        "Since [the year 1066].": "1066",
    },
    rejects=["Pay ABC 2000 at once.", "About 1000 people came.", "2000 people came.", "It cost $1990.", "The number 1500.",
             "A march drew 2000 people.", "Boeing 1999 is no model."],
)  # fmt: skip
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A bare number taken for a year: from 1900 to 2099 unless it counts or labels something, else on a cue only."""
    text, number = m.string, int(m["year"])
    before, after = text[max(0, m.start() - 24) : m.start()], text[m.end() : m.end() + 40]
    if m[0][0].isdigit():
        if _COUNTED.match(after) or _LABEL.search(before) or after[:1] in ("%", "°", "'", "’", "/") and after[1:2].isdigit():
            return None
        cue = _YEAR_CUE.search(before) is not None
        if not cue and (not 1900 <= number <= 2099 or re.match(r" [a-z]+s\b(?<!was)(?<!has)(?<!is)(?<!its)(?<!as)(?<!this)", after)):
            return None
        if not 1900 <= number <= 2099 and not re.search(r"\b(?:in|since|by|until|before|after|during|from|of|year|and|to|circa|between|early|late|or|around|the)[ -]$|[(–-]$", before, re.I):
            return None
    return read(Period.year(number), confidence=0.95)


@rule(
    rf"(?:in|since|of|by|from|during|class of) (?:the )?['’‘](?P<short>\d\d)(?!s|\d)",
    examples={
        "He won in ['08].": "2008",
        "The class of ['92] met.": "1992",
    },
)
def short_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year of two digits behind an apostrophe."""
    return read(
        Period.year(resolution.short_year(m["short"], discourse)), confidence=0.8, start=m.start("short") - 1
    )  # fmt: skip


@rule(
    r"(?P<first>nineteen|eighteen|seventeen|twenty|sixteen) (?P<rest>(?:hundred|(?:oh|o)[ -](?:one|two|three|four|five|six|seven|eight|nine)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))",
    examples={
        "The storm of [nineteen ninety-four] was worse.": "1994",
        "Since [nineteen fourteen].": "1914",
        "It was [twenty twelve] when they met.": "2012",
    },
    rejects=["They sold twenty ten-pound notes."],
)
def spelled_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year written out in two halves."""
    rest = m["rest"].lower()
    if re.match(r"-\w", m.string[m.end() :]) or (m["first"].lower() == "twenty" and rest == "hundred"):
        return None
    if rest == "hundred":
        tail = 0
    elif rest.startswith("o"):
        tail = int(number_of(rest.split(" ")[-1].split("-")[-1]))
    else:
        tail = int(number_of(rest))
    return read(Period.year(int(number_of(m["first"])) * 100 + tail), confidence=0.8)


@rule(
    rf"(?:{_MONTH} |(?P<season>(?:the )?(?:{SEASON})) (?:of )?)?(?:(?:the )?year )?(?:(?P<ad>AD|A\.D\.) (?P<n>\d{{1,4}})|(?P<number>\d{{1,4}}) (?P<era>BCE|BC|CE|AD|B\.C\.E\.|B\.C\.|C\.E\.|A\.D\.))",
    examples={
        "The battle of [480 BC] was lost.": "BC0480",
        "Pompeii fell in [AD 79].": "0079",
        "It was built in [44 B.C.], they say.": "BC0044",
        "By [1066 AD] it stood.": "1066",
        "In [March 44 BC] he died.": "BC0044-03",
    },
    rejects=["The letters BC 12 mean nothing.", "Vitamins A and CE 5"],
    priority=6,
)
def era(m: Match, discourse: Discourse) -> Reading | None:
    """A year with its era; years before Christ count down, astronomically there is a year 0."""
    era_name = (m["ad"] or m["era"]).replace(".", "")
    if not era_name.isupper() and era_name.lower() == "ad":
        return None
    number = int(m["n"] or m["number"])
    if number == 0:
        return None
    year_number = 1 - number if era_name.upper().startswith("B") else number
    if m["month"]:
        return read(Period.month(year_number, month_of(m["month"])), confidence=0.97)
    if m["season"]:
        season_name = m["season"].lower().split()[-1]
        return read(Period.season(year_number, SEASONS[season_name], south=discourse.south), confidence=0.95)
    return read(Period.year(year_number), confidence=0.97)


@rule(
    r"(?P<number>\d{1,4})(?= ?(?:[-–—]|to|and|or|until) ?\d{1,4} (?P<era>BCE|BC|B\.C\.E?\.))",
    examples={
        "The war of [431]-[404 BC] ruined it.": "BC0431|BC0404",
        "From [499] to [493 BC] they fought.": "BC0499|BC0493",
    },
    rejects=["From 5 to 6 BC."],
    priority=5,
)
def shared_era(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two years that share their era."""
    other = re.match(r" ?(?:[-–—]|to|and|or|until) ?(\d{1,4})", m.string[m.end() :])
    if other is None or int(other[1]) >= int(m["number"]):
        return None
    return read(Period.year(1 - int(m["number"])), confidence=0.9)


@rule(
    r"(?:the )?(?P<tens>\d{1,3})0s (?P<era>BCE|BC|B\.C\.E?\.)",
    examples={"In [the 470s BC] it grew.": "BC047"},
    priority=6,
)
def decade_before_christ(m: Match, discourse: Discourse) -> Reading | None:
    """A decade before Christ."""
    return read(Period(Granularity.DECADE, -1 - int(m["tens"])), confidence=0.9)


_CENTURY_ORDINAL = rf"(?P<ordinal>{one_of([w for w, n in ORDINALS.items() if n <= 21])}|\d{{1,2}}(?:st|nd|rd|th))"


@rule(
    rf"(?:the )?{_CENTURY_ORDINAL}[ -]century(?: (?P<era>BCE|BC|CE|AD|B\.C\.E?\.|A\.D\.))?",
    examples={
        "In [the 19th century] it was a mill.": "18",
        "A [twentieth-century] idea.": "19",
        "From [the 5th century BC].": "BC04",
    },
    rejects=["Half a century."],
    priority=2,
)
def century(m: Match, discourse: Discourse) -> Reading | None:
    """A century by its number."""
    number = ordinal_of(m["ordinal"])
    if number == 0:
        return None
    if m["era"] and m["era"].upper().startswith("B"):
        return read(Period.century(-number))
    return read(Period.century(number - 1))


@rule(
    r"(?:the )?(?:(?P<year>1\d|20)(?P<tens>\d)0['’]?s|['’‘](?P<short>[1-9])0['’]?s)",
    examples={
        "Back in [the 1990s] it was cheap.": "199",
        "A [1920s] house.": "192",
        "Songs of [the '80s].": "198",
    },
    rejects=["Her 30s were calm.", "Temperatures in the 40s."],
    priority=2,
)
def decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade in figures; without its century only behind an apostrophe, for people have ages and days temperatures."""
    if m["year"]:
        return read(Period.decade(int(m["year"]) * 100 + int(m["tens"]) * 10), confidence=0.97)
    first = resolution.short_year(m["short"] + "0", discourse)
    return read(Period.decade(first), confidence=0.85)


@rule(
    rf"(?:the )?(?:(?P<century>nineteen|eighteen) )?(?P<decade>{one_of(DECADE_WORDS)})",
    examples={
        "Cars of [the seventies] rust.": "197",
        "It was [the nineteen fifties].": "195",
    },
    rejects=["A woman in her sixties."],
)
def spelled_decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade by name; "her sixties" is an age, and twenties alone are banknotes."""
    if not m["century"] and not m[0].lower().startswith("the"):
        return None
    tens = DECADE_WORDS[m["decade"].lower()]
    base = int(number_of(m["century"])) * 100 if m["century"] else 1900
    return read(Period.decade(base + tens), confidence=0.8)


_Q_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4}
_QUARTER = rf"(?P<quarter>{one_of([q for q in _Q_ORDINAL if q not in ('final', 'last')])})"


@rule(
    rf"(?:the |its |their )?(?:fiscal )?(?:{_YEAR}(?:['’]s)? )?(?:fiscal )?{_QUARTER}[ -](?:fiscal )?quarter(?:,? (?:of |in )?(?:the )?(?:fiscal )?(?:year )?(?:{_YEAR.replace('year', 'of')}))?",
    examples={
        "Profit rose in [the third quarter].": "2012-Q3",
        "[First-quarter] sales fell.": "2013-Q1",
        "In [the fourth quarter of 2011] it lost.": "2011-Q4",
        "[The 2012 third quarter] was good.": "2012-Q3",
    },
    rejects=["A quarter of the population.", "The third quarterback."],
    priority=2,
)
def quarter(m: Match, discourse: Discourse) -> Reading | None:
    """A quarter of the calendar; fiscal quarters are told by their own numbers."""
    start = m.start()
    for word in ("its ", "their "):
        if m[0].lower().startswith(word):
            start += len(word)
    number = _Q_ORDINAL[m["quarter"].lower()]
    if m[0].lower().startswith("the ") and "-" in m[0] and not m["year"]:
        start += 4  # "the third-quarter results": the article is the results'
    told = m["year"] or m["of"]
    if told:
        return read(Period.quarter(int(told), number), confidence=0.97, start=start)
    reading = resolution.open_quarter(discourse, m, number)
    return read(reading.meaning, *reading.steps, confidence=reading.confidence, choices=reading.choices, start=start) if reading.meaning else None  # fmt: skip


@rule(
    rf"(?P<which>this|last|next) year['’]s (?:fiscal )?(?:{_QUARTER}[ -]quarter|(?P<half>first|second) half)",
    examples={
        "It lost in [last year's third quarter].": "2012-Q3",
        "Due in [this year's second half].": "2013-H2",
    },
    priority=3,
)
def quarter_of_year(m: Match, discourse: Discourse) -> Reading | None:
    """ "This year's third quarter"."""
    year_number = discourse.anchor.date[0] + {"this": 0, "last": -1, "next": 1}[m["which"].lower()]
    if m["half"]:
        return read(Period.half(year_number, 1 if m["half"].lower() == "first" else 2), confidence=0.9)
    return read(Period.quarter(year_number, _Q_ORDINAL[m["quarter"].lower()]), confidence=0.9)


@rule(
    rf"(?:Q(?P<quarter>[1-4])|(?P<number>[1-4])Q)(?:[ -]?(?:{_YEAR}|{_SHORT}|(?P<two>\d\d)(?!\d)))?",
    examples={
        "Sales in [Q3 2012] rose.": "2012-Q3",
        "A weak [Q1] hurt.": "2013-Q1",
        "In [2Q] it fell.": "2012-Q2",
    },
)
def quarter_code(m: Match, discourse: Discourse) -> Reading | None:
    """Q3, 3Q, Q3 2012."""
    number = int(m["quarter"] or m["number"])
    if m["year"]:
        return read(Period.quarter(int(m["year"]), number))
    if m["short"] or m["two"]:
        return read(Period.quarter(resolution.short_year(m["short"] or m["two"], discourse), number), confidence=0.85)
    return resolution.open_quarter(discourse, m, number)


@rule(
    rf"(?:the )?(?P<half>first|second|last|latter) half(?: of (?:the )?(?:fiscal )?(?:(?:year )?{_YEAR}|(?P<unit>year|this year|last year|next year)))",
    examples={
        "In [the first half of 2012] it grew.": "2012-H1",
        "By [the second half of the year] it will end.": "2013-H2",
        "Losses in [the second half of last year].": "2012-H2",
    },
    rejects=["The first half of the game."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number = 1 if m["half"].lower() == "first" else 2
    if m["year"]:
        return read(Period.half(int(m["year"]), number))
    words = m["unit"].lower()
    shift = -1 if words.startswith("last") else 1 if words.startswith("next") else 0
    return read(Period.half(discourse.anchor.date[0] + shift, number), confidence=0.85)


@rule(
    rf"(?:the )?(?:fiscal(?: year)?|FY)[ -]?(?:{_YEAR}|{_SHORT})",
    examples={
        "In [fiscal 2012] it earned more.": "2012",
        "For [the fiscal year 2010].": "2010",
        "[The FY2011] budget.": "2011",
    },
    priority=2,
)
def fiscal_year(m: Match, discourse: Discourse) -> Reading | None:
    """A fiscal year goes by its number."""
    if m["year"]:
        return read(Period.year(int(m["year"])), confidence=0.9)
    return read(Period.year(resolution.short_year(m["short"], discourse)), confidence=0.8)


@rule(
    rf"(?:the )?{_YEAR} (?P<what>period|quarter|year)",
    examples={
        "Profit in [the third quarter] doubled from [the 2011 period].": "2012-Q3|2011-Q3",
    },
    priority=2,
)
def reported_period(m: Match, discourse: Discourse) -> Reading | None:
    """ "The 2011 period" of a report on a quarter is that quarter of 2011."""
    number = int(m["year"])
    if m["what"].lower() == "year":
        return read(Period.year(number))
    quarter_before = discourse.last(Granularity.QUARTER)
    if quarter_before is None:
        return None
    return read(Period.quarter(number, quarter_before.n % 4 + 1), confidence=0.85)


@rule(
    rf"(?:the )?(?P<season>{SEASON})(?: (?:of|in))?(?: the year)?,? (?:{_YEAR}|{_SHORT})(?:[-–/](?P<next>\d\d|{YEAR})(?!\d))?",
    examples={
        "In [the spring of 1994] it thawed.": "1994-SP",
        "[Winter 2010] was cold.": "2010-WI",
        "[The summer 2012] games.": "2012-SU",
    },
    rejects=["A fall 1999 meters deep."],
    priority=2,
)
def season_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season and its year."""
    number = int(m["year"]) if m["year"] else resolution.short_year(m["short"], discourse)
    if m["year"] and _COUNTED.match(m.string[m.end() : m.end() + 20]):
        return None
    return read(Period.season(number, SEASONS[m["season"].lower()], south=discourse.south))


_SEASON_CUE = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|through|of|over|throughout|early|late|mid|all|each|every|"
    r"one|that|this)[ -](?:the )?$",
    re.IGNORECASE,
)


@rule(
    rf"(?P<the>the )?(?P<season>{SEASON})(?! (?:Olympics?|Games|House|Palace|break|street))",
    examples={
        "It reopened in [the spring].": "2012-SP",
        "A [summer] storm broke it.": "2012-SU",
        "By [summer] the pool will open.": "2013-SU",
        "During [winter] they slept.": "2012-WI",
    },
    rejects=["Prices fall in the north.", "They spring to life.", "The fall of Rome.", "A spring of fresh water."],
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season alone, on a cue; "fall" and "spring" are words too."""
    word = m["season"].lower()
    before = m.string[max(0, m.start() - 14) : m.start()]
    if not _SEASON_CUE.search(before) and not (
        m["the"] if word in ("fall", "spring") and not discourse.narrative else word != "fall"
    ):  # fmt: skip
        return None
    start = None
    if m["the"] and re.match(r" (?:[A-Z]|offensive|campaign|season|storm|holiday|quarters|months|break|sun|heat|rain|session|term)", m.string[m.end() : m.end() + 12]):
        start = m.start("season")  # "the summer offensive": the article is the offensive's
    if m["season"][0].isupper() and m["the"] is None and re.match(r" [A-Z]", m.string[m.end() : m.end() + 2]) and not discourse.narrative:
        return None
    if re.match(r" (?:of|in|to|from) (?!\d)", m.string[m.end() : m.end() + 8]) and word in ("fall", "spring"):
        return None
    if word in ("fall", "spring") and re.search(r"\b(?:to|of|a|over|and) $", before, re.IGNORECASE):
        return None
    reading = resolution.open_season(discourse, m, SEASONS[word])
    return replace(reading, start=start)


# ------------------------------------------------------------------------------------------------ clock times

_ZONE = r"(?: ?(?:GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|BST|CET|CEST|IST|JST)\b| (?:local|eastern|central|mountain|pacific|Eastern|Pacific) (?:standard |daylight )?time| (?:Eastern|Central|Pacific))?"  # noqa: E501
_CLOCK12 = r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>a\.m\.?|p\.m\.?|am|pm)(?!\w)"
_WORD_HOURS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
               "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip
_ON_DAY = rf"(?:,?(?: on)? (?P<when>today|tomorrow|yesterday|tonight|tmrw?|tdy|(?:last|this|next) (?:{ANY_WEEKDAY})|(?:{ANY_WEEKDAY})(?:,? {MONTH} \d{{1,2}}(?:,? {YEAR})?)?|{MONTH} \d{{1,2}}(?!\d)(?:,? {YEAR})?|\d{{1,2}} {MONTH}(?:,? {YEAR})?))?"


def clock_day(m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]]:
    """The day a clock time belongs to: the one told beside it, else the last day mentioned nearby, else the DCT's."""
    words = m.groupdict().get("when")
    if words:
        from app.timex.lang.en.relative import day_named  # noqa: PLC0415  the two modules name each other's words

        named = day_named(words, m, discourse)
        if named is not None:
            return named
    day = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE, Granularity.HOUR)
    if day is not None and (discourse.narrative or m.start() - discourse.mentions[-1].end < 300):
        return day.to(Granularity.DAY) if day.granularity is not Granularity.DAY else day, (
            Step("previous_date", discourse.mentions[-1].text, "the same day"),
        )
    return discourse.dct, (Step("publication", m[0], "the day of publication"),)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


@rule(
    rf"(?P<when>(?:(?:last|this|next) )?{ANY_WEEKDAY}(?:,? {MONTH} \d{{1,2}}(?:,? {YEAR})?)?|today|tomorrow|tonight|yesterday|{MONTH} \d{{1,2}}(?:,? {YEAR})?|\d{{1,2}} {MONTH}(?:,? {YEAR})?)(?:,? (?:at|around|about) |,? ?)(?:{_CLOCK12}|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:]))",
    examples={
        "Doors open [Sun 9am].": "2013-02-10T09:00",
        "They met [Monday at 10 p.m.] in the hall.": "2013-02-11T22:00",
        "Live [tonight, 7pm]!": "2013-02-12T19:00",
        "It left on [3 May 2012 at 14:30].": "2012-05-03T14:30",
    },
    rejects=["On Sunday 5 amateurs ran."],
    priority=4,
)
def day_clock(m: Match, discourse: Discourse) -> Reading | None:
    """A day and then the clock time on it."""
    day, steps = clock_day(m, discourse)
    half = m["half"]
    hour = _hour(int(m["hour"]), half) if m["hour"] else int(m["hour24"])
    told = m["minute"] or m["minute24"]
    return read(Period.clock(day.first_day, hour, int(told) if told else None), *steps, confidence=0.85)


@rule(
    rf"{_CLOCK12}{_ZONE}{_ON_DAY}",
    examples={
        "It struck at [7:15 p.m.] in the hall.": "2013-02-12T19:15",
        "Doors open at [10 am].": "2013-02-12T10:00",
        "It began at [10 p.m. Monday].": "2013-02-11T22:00",
        "Bids close at [5 p.m. EST, Feb. 4].": "2013-02-04T17:00",
    },
    rejects=["I am 10."],
    priority=4,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time of twelve hours, with the day if it is told."""
    day, steps = clock_day(m, discourse)
    minute = int(m["minute"]) if m["minute"] else None
    return read(Period.clock(day.first_day, _hour(int(m["hour"]), m["half"]), minute), *steps, confidence=0.85)


@rule(
    rf"(?P<hour>[01]?\d|2[0-3])(?P<sep>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d%:]|\.\d| (?:percent|per cent|points?|million|billion))(?: (?:hours|hrs|h))?{_ZONE}{_ON_DAY}",
    examples={
        "The train left at [14:30].": "2013-02-12T14:30",
        "They met at [9:05 on Monday].": "2013-02-11T09:05",
        "A quake at [03:12:45 GMT].": "2013-02-12T03:12:45",
    },
    rejects=["It ran 3.58 seconds.", "A ratio of 3.14 holds.", "Psalm 23:10-12 says."],
    priority=3,
)
def clock24(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time of 24 hours; a full stop for the colon only with a zone."""
    if m["sep"] == "." and not re.search(r"(?:hours|hrs|GMT|UTC|h)$", m[0]):
        return None
    before = m.string[max(0, m.start() - 12) : m.start()]
    if len(m["hour"]) == 1 and not re.search(r"\b(?:at|from|to|by|until|till|before|after|around|about|and|between|since|,) ?$", before):
        return None
    if re.match(r"[-–]\d|,\d", m.string[m.end() :]) and not re.search(r"\b(?:at|from|by) $", before):
        return None
    day, steps = clock_day(m, discourse)
    second = int(m["second"]) if m["second"] else None
    return read(Period.clock(day.first_day, int(m["hour"]), int(m["minute"]), second), *steps, confidence=0.8)


@rule(
    rf"(?P<time>(?:[01]\d|2[0-3])[0-5]\d) (?:GMT|UTC|hours|hrs){_ON_DAY}",
    examples={"The ship sank at [0735 GMT].": "2013-02-12T07:35", "Curfew at [1900 hours].": "2013-02-12T19:00"},
    priority=4,
)
def clock_military(m: Match, discourse: Discourse) -> Reading | None:
    """Four figures and a zone, or "hours"."""
    day, steps = clock_day(m, discourse)
    return read(Period.clock(day.first_day, int(m["time"][:2]), int(m["time"][2:])), *steps, confidence=0.85)


@rule(
    rf"(?P<hour>1[0-2]|[1-9]|{one_of(_WORD_HOURS)}) (?:o['’]clock|in the (?P<early>morning|afternoon|evening)|at (?P<night>night))(?: (?:in the|this|that) (?P<part>morning|afternoon|evening))?{_ON_DAY}",
    examples={
        "It began at [eight o'clock].": "2013-02-12T08:00",
        "Woken at [4 in the morning].": "2013-02-12T04:00",
        "Tea at [5 o'clock in the afternoon].": "2013-02-12T17:00",
    },
    rejects=["Two in the house.", "One at night school."],
    priority=4,
)
def oclock(m: Match, discourse: Discourse) -> Reading | None:
    """ "Eight o'clock", "4 in the morning"."""
    if m["night"] and not re.search(r"\bat $", m.string[max(0, m.start() - 3) : m.start()]):
        return None
    hour = int(m["hour"]) if m["hour"].isdigit() else _WORD_HOURS[m["hour"].lower()]
    part = (m["early"] or m["part"] or m["night"] or "morning").lower()
    if part in ("afternoon", "evening", "night") and hour < 12 and not (part == "night" and hour < 5):
        hour += 12
    if part == "night" and hour == 12:
        hour = 0
    day, steps = clock_day(m, discourse)
    return read(Period.clock(day.first_day, hour), *steps, confidence=0.75)


@rule(
    rf"(?P<time>noon|midday|midnight)(?! (?:mass|oil|train|express|prayers?))(?:{_ZONE}){_ON_DAY}",
    examples={
        "It ends at [noon].": "2013-02-12T12:00",
        "By [midnight Monday] they had left.": "2013-02-11T24:00",
    },
    rejects=["Midnight Oil played."],
    priority=4,
)
def noon(m: Match, discourse: Discourse) -> Reading | None:
    """Noon and midnight; midnight is the end of the day it is named with (T24:00)."""
    if m["time"][0].isupper() and discourse.context.genre is not Genre.SOCIAL and not re.search(r"(?:^|[.!?]\s|\n)$", m.string[max(0, m.start() - 2) : m.start()] or ""):
        return None
    day, steps = clock_day(m, discourse)
    if discourse.context.genre is Genre.SOCIAL and m["time"].lower() == "midnight" and not m["when"]:
        return read(Period.clock(day.first_day, 0, 0), *steps, confidence=0.6)
    hour = 24 if m["time"].lower() == "midnight" else 12
    return read(Period.clock(day.first_day, hour, 0), *steps, confidence=0.8)


