"""Parts of a year: quarters, halves, fiscal years, seasons."""

from __future__ import annotations

import re
from dataclasses import replace

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang.en.habits import any_year, usual
from app.timex.lang.en.words import (
    MONTH,
    SEASON,
    SEASONS,
    YEAR,
    month_of,
    one_of,
)
from app.timex.lang.en.years import COUNTED
from app.timex.timex3 import Mod

_YEAR = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"


_SHORT = r"['’‘](?P<short>\d\d)"


_Q_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
    "last": 4,
}


# "The first quarter of the moon", "of an hour", "of the match".
_OF_SOMETHING = re.compile(
    r" of (?:the |an? |this |that |their |its )?(?:first |last |final |\d+-\w+ )?(?:moon|hour|mile|game|match|final|"
    r"contest|play|race|night|day|way|city|town|world|globe|sky|circle|voyage|(?:\w+ )?century)\b",
    re.IGNORECASE,
)


_QUARTER = rf"(?P<quarter>{one_of([q for q in _Q_ORDINAL if q not in ('final', 'last')])})"


@rule(
    rf"(?:the |its |"
    rf"their )?(?:fiscal )?(?:{_YEAR}(?:['’]s)? )?(?:fiscal )?{_QUARTER}[ -](?:fiscal )?quarter(?:,? (?:of |"
    rf"in )?(?:the )?(?:fiscal )?(?:year )?(?:{_YEAR.replace('year', 'of')}))?",
    examples={
        "Profit rose in [the third quarter].": "2012-Q3",
        "[First-quarter] sales fell.": "2013-Q1",
        "In [the fourth quarter of 2011] it lost.": "2011-Q4",
        "[The 2012 third quarter] was good.": "2012-Q3",
    },
    rejects=[
        "A quarter of the population.",
        "The third quarterback.",
        "He scored in the fourth quarter of the game.",
        "The moon stood in its first quarter of an hour of glory.",
    ],
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
    if not told and _OF_SOMETHING.match(m.string, m.end()):
        return None
    if told:
        return read(Period.quarter(int(told), number), confidence=0.97, start=start)
    if discourse.narrative and discourse.last(Granularity.QUARTER, Granularity.HALF, Granularity.YEAR) is None:
        return None  # of rent, of school, of the moon
    reading = resolution.open_quarter(discourse, m, number)
    return (
        read(reading.meaning, *reading.steps, confidence=reading.confidence, choices=reading.choices, start=start)
        if reading.meaning
        else None
    )


@rule(
    rf"(?P<the>the |its |their )?(?:latest |most recent |fiscal )?quarter(?=,? (?:(?:that|which) )?"
    rf"(?:(?P<ended>ended|to)|ending|ends) (?P<month>{MONTH})"
    rf"(?: (?P<day>\d{{1,2}})(?!\d))?(?:,? (?P<year>{YEAR})(?!\d))?)",
    examples={
        "Net for [the quarter] ended [Dec. 29] fell.": "2012-Q4|2012-12-29",
        "Sales in [the quarter] ended [July 31], were flat.": "2012-Q2|2012-07-31",
        "[The quarter] that ended [March 31, 2011], beat that of [a year earlier].": "2011-Q1|2011-03-31|2010-Q1",
        "It will earn less in [the quarter] ending [March 31].": "2013-Q1|2013-03-31",
        "[The fiscal first quarter] was weak: in [the quarter] ended [Dec. 29] it lost.": "2013-Q1|2013-Q1|2012-12-29",
    },
    rejects=["A quarter ended up in the river.", "The quarter of the town that ended at the wall."],
    priority=3,
)
def quarter_ended(m: Match, discourse: Discourse) -> Reading | None:
    """The quarter of the calendar that shares most days with the three months up to a day.

    Where the text has just told a fiscal quarter by its number, it is that one.
    """
    month = month_of(m["month"])
    day = int(m["day"]) if m["day"] else None
    if m["year"]:
        end = resolution.date(int(m["year"]), month, day).meaning
    elif discourse.narrative:
        return None
    elif (fiscal := _fiscal_quarter(discourse)) is not None:
        return fiscal
    elif m["ended"]:
        year = discourse.dct.date[0]
        # What is reported has ended.
        ahead = civil.day_number(year, month, min(day or 31, civil.month_length(year, month))) > discourse.dct.n
        end = resolution.date(year - ahead, month, day).meaning
    else:
        told = resolution.open_date(discourse, m, month, day)
        end = None if resolution.of_no_year(told) else told.meaning
    if not isinstance(end, Period):
        return None
    start = m.end("the") if m["the"] and not m["the"].lower().startswith("the") else None
    reported = Period(Granularity.DAY, end.last_day - resolution.HALF_QUARTER).to(Granularity.QUARTER)
    return read(reported, step("quarter_end", m[0], end), confidence=0.85, start=start)


def _fiscal_quarter(discourse: Discourse) -> Reading | None:
    """The fiscal quarter that one of the last few expressions has numbered."""
    for told in reversed(discourse.mentions[-4:]):
        period = told.period
        if period is not None and period.granularity is Granularity.QUARTER:
            lead = discourse.text[max(0, told.start - 7) : told.end].lower()
            return read(period, step("same_quarter", told.text, period), confidence=0.6) if "fiscal" in lead else None
    return None


@rule(
    rf"(?P<which>this|last|next) year['’]s (?:fiscal )?(?:{_QUARTER}[ -]quarter|(?P<half>first|second) half)",
    examples={
        "It lost in [last year's third quarter].": "2012-Q3",
        "Due in [this year's second half].": "2013-H2",
    },
    priority=3,
)
def quarter_of_year(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "This year's third quarter"."""
    year_number = discourse.anchor.date[0] + {"this": 0, "last": -1, "next": 1}[m["which"].lower()]
    if m["half"]:
        return read(Period.half(year_number, 1 if m["half"].lower() == "first" else 2), confidence=0.93)
    return read(Period.quarter(year_number, _Q_ORDINAL[m["quarter"].lower()]), confidence=0.95)


@rule(
    rf"(?P<the>the )?(?:(?P<season>{SEASON})|(?:fiscal )?{_QUARTER}[ -](?:fiscal )?quarter)(?:,? of|,)?"
    r" (?P<which>last|this|next) year(?!['’]s)",
    examples={
        "It opened in [the summer of last year].": "2012-SU",
        "By [the spring of next year] it will be ready.": "2014-SP",
        "A trial could start in [the first quarter of next year].": "2014-Q1",
        "It lost money in [the third quarter last year].": "2012-Q3",
    },
    rejects=["Prices fall this year.", "She sang the second-quarter last-year blues."],
    priority=4,
)
def part_of_near_year(m: Match, discourse: Discourse) -> Reading | None:
    """A season or quarter of last, this or next year."""
    year = discourse.anchor.date[0] + {"this": 0, "last": -1, "next": 1}[m["which"].lower()]
    if m["quarter"]:
        return read(Period.quarter(year, _Q_ORDINAL[m["quarter"].lower()]), confidence=0.95)
    word = m["season"].lower()
    if word in ("fall", "spring") and not m["the"]:
        return None
    return read(Period.season(year, SEASONS[word], south=discourse.south), confidence=0.93)


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
    rf"(?:the )?(?P<half>first|second|last|latter) (?:half|two quarters)"
    rf"(?: of (?:the )?(?:fiscal )?(?:(?:year )?{_YEAR}|"
    rf"(?P<unit>year|this year|last year|next year|(?:that|same|following|previous) year)))",
    examples={
        "In [the first half of 2012] it grew.": "2012-H1",
        "By [the second half of the year] it will end.": "2013-H2",
        "Losses in [the second half of last year].": "2012-H2",
        "In [2009] it fell; in [the second half of that year] it rose.": "2009|2009-H2",
        "It closed in [2009] and opened in [the first half of the following year].": "2009|2010-H1",
    },
    rejects=["The first half of the game.", "The second half of the war.", "In the second half of his life."],
    priority=3,
)
def half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of a calendar year."""
    number = 1 if m["half"].lower() == "first" else 2
    if m["year"]:
        return read(Period.half(int(m["year"]), number))
    words = m["unit"].lower()
    shift = -1 if words.startswith(("last", "previous")) else 1 if words.startswith(("next", "following")) else 0
    told = discourse.last() if words.endswith(" year") and words.split()[0] in _AROUND_TOLD else None
    return read(Period.half((told or discourse.anchor).date[0] + shift, number), confidence=0.85)


_AROUND_TOLD = frozenset(("that", "same", "following", "previous"))


# What a half-year is told of: accounts and statistics, not matches.
_ACCOUNTS = re.compile(
    r"\b(?:profits?|loss(?:es)?|net|earn(?:ed|ings|s)|sales|revenues?|turnover|income|results|dividends?|econom\w+|growth|"
    r"grew|exports?|imports?|output|production|shipments|deliveries|inflation|orders|demand|gdp|"
    r"million|billion|per ?cent)\b|%",
    re.IGNORECASE,
)
_MATCH = re.compile(
    r"\b(?:goals?|scored?|match|game|kick|half-?time|coach|referee|penalty|points|shots?)\b", re.IGNORECASE
)


@rule(
    r"(?P<the>the )?(?:fiscal )?(?P<half>first|second)"
    r"(?: half(?![-‐]|(?: (?:of|century|hour|dozen|an?|time|marathon)\b))|-half\b)",
    examples={
        "Profit rose 3% in [the first half].": "2012-H1",
        "Sales will fall in [the second half].": "2013-H2",
        "The [second-half] loss surprised banks.": "2012-H2",
    },
    rejects=[
        "He scored in the first half.",
        "Sales of the first half century.",
        "A second half-marathon made no profit.",
    ],
)
def reported_half(m: Match, discourse: Discourse) -> Reading | None:
    """A half of the year in a report on money or trade, the last one that began unless the sentence looks ahead."""
    around = f"{discourse.before(m.start())} {discourse.after(m.end())}"
    if discourse.narrative or not _ACCOUNTS.search(around) or _MATCH.search(around):
        return None
    sign, cue = discourse.tense(m)
    here = Period.half(discourse.dct.date[0], 1 if m["half"].lower() == "first" else 2)
    begun = here.start <= discourse.dct.start
    if (begun and sign <= 0 and here.end > discourse.dct.start + _TOO_SOON * civil.DAY) or (not begun and sign <= 0):
        here = here.shift(-2)
    elif here.end <= discourse.dct.start and sign > 0:
        here = here.shift(2)
    start = m.end("the") if m["the"] and "-" in m[0] else None
    return read(here, *((cue,) if cue else ()), confidence=0.7, start=start)


# A half with more days to come than these is not reported on as gone by.
_TOO_SOON = 90


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
        return read(Period.year(int(m["year"])), confidence=0.88)
    return read(Period.year(resolution.short_year(m["short"], discourse)), confidence=0.8)


@rule(
    rf"(?:the )?{_YEAR} (?P<what>period|quarter|year)",
    examples={
        "Profit in [the third quarter] doubled from [the 2011 period].": "2012-Q3|2011-Q3",
    },
    priority=2,
)
def reported_period(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "The 2011 period" of a report on a quarter is that quarter of 2011."""
    number = int(m["year"])
    if m["what"].lower() == "year":
        return read(Period.year(number))
    compared = resolution.same_period_in(discourse, number)
    return None if compared is None else read(compared[0], compared[1], confidence=0.85)


_YEAR_BEFORE = (
    r"(?:a year (?:ago|earlier|before|previously)|(?:of )?last year|(?:of |in )?the (?:previous|prior|preceding) year|"
    r"(?:of )?the year before)"
)


@rule(
    rf"(?:the |its |their )?(?:(?P<like>(?:same|comparable|corresponding|like|similar|equivalent) )?(?:fiscal )?"
    rf"(?P<what>quarter|period),? (?P<before>{_YEAR_BEFORE}|(?:of|in) (?:fiscal )?{_YEAR})|"
    rf"(?:last year['’]s|prior[- ]year) (?:same |comparable |corresponding )?(?:fiscal )?(?:quarter|period))",
    examples={
        "[Third-quarter] net rose from that of [the same period last year].": "2012-Q3|2011-Q3",
        "It lost less in [the second quarter] than in [the quarter a year ago].": "2012-Q2|2011-Q2",
        "Sales in [the third quarter] beat those of [the comparable period of 2010].": "2012-Q3|2010-Q3",
        "In [the third quarter] it made more than in [last year's quarter].": "2012-Q3|2011-Q3",
    },
    rejects=["A quarter of last year's harvest.", "In the second quarter last year it rose.", "A period last year."],
    priority=4,
)
def compared_period(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "The same period last year" of a report on a quarter; a period that is not called the same is none."""
    if m["what"] and not m["like"] and not m[0].lower().startswith("the "):
        return None
    start = m.end() - len(re.sub(r"^(?:its|their)\s+", "", m[0], flags=re.IGNORECASE))
    if m["year"]:
        compared = resolution.same_period_in(discourse, int(m["year"]))
    else:
        compared = resolution.same_period_year_before(discourse)
    return None if compared is None else read(compared[0], compared[1], confidence=0.85, start=start)


@rule(
    rf"(?:the )?(?P<season>{SEASON})(?: (?:of|in))?(?: the year)?,? (?:{_YEAR}|{_SHORT})"
    rf"(?:[-–/](?P<next>\d\d|{YEAR})(?!\d))?",
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
    if m["year"] and COUNTED.match(m.string[m.end() : m.end() + 20]):
        return None
    return read(Period.season(number, SEASONS[m["season"].lower()], south=discourse.south))


_SEASON_CUE = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|through|of|over|throughout|early|late|mid|all|each|every|"
    r"one|that|this)[ -](?:the )?$",
    re.IGNORECASE,
)


# What is held, done or suffered once a year, so that the season before it is that of a certain year.
_SEASONAL = re.compile(
    r"(?:['’]s)? (?:(?:counter-?)?offensives?|campaigns?|storms?|thaw|floods?|rains?|drought|heat|harvest|elections?|"
    r"season|semester|term|session|meetings?|summit|talks|tour|games|months|quarter|sales|holidays?|vacation|break|"
    r"recess|schedule|collections?|festival|fighting|operations?)\b|"
    r"(?: and|,|/| or) (?:spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_SEASON_CODES = ("SP", "SU", "FA", "WI")
_PLACE = re.compile(
    r" (?:Islands?|Isles?|House|Hall|Palace|Street|Road|Lane|Square|Hill|Park|Gardens?|Sea|Lake|Creek|Hotel|Room|Inn)\b"
)
_ANOTHER_SEASON = re.compile(r"(?:spring|summer|autumn|fall|winter)(?: and|,|/| or) $", re.IGNORECASE)
# "Spring-time", "the summer time": what such a season is like, in any year. "Mid-" is the only prefix of one.
_IN_ANY_YEAR = re.compile(r"(?:['’]s)?[- ]?(?:time|tide)\b", re.IGNORECASE)
_WITHIN_WORD = re.compile(r"(?<!\bmid)(?<!\bpre)(?<!\bpost)(?<!\bearly)(?<!\blate)-$", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:like|as|than)\b(?:\s[\w'’]+){0,8}[\s-]$", re.IGNORECASE)
_COUNTED_SEASONS = re.compile(r"\b(?:once|twice|times|days|weeks|months)\s(?:a|every|each)\s$", re.IGNORECASE)


def _is_of_some_year(m: Match, discourse: Discourse) -> bool:
    """Whether a season without article or year is one of the calendar, and no word of another kind.

    "In winter" is any winter unless the sentence tells of something past or to come, and so is "as in winter".
    """
    before = discourse.before(m.start(), 60)
    if _COUNTED_SEASONS.search(before):
        return False
    if _SEASON_CUE.search(before):
        if not re.search(r"\bin\s$", before, re.IGNORECASE):
            return True
        return discourse.tense(m)[1] is not None and not _COMPARED.search(before)
    return _SEASONAL.match(m.string, m.end()) is not None or _ANOTHER_SEASON.search(before) is not None


@rule(
    rf"(?P<the>the )?(?P<season>{SEASON})(?! (?:Olympics?|Games|House|Palace|break|street))",
    examples={
        "It reopened in [the spring].": "2012-SP",
        "No answer was expected before [the spring].": "2013-SP",
        "A [summer] storm broke it.": "2012-SU",
        "By [summer] the pool will open.": "2013-SU",
        "During [winter] they slept.": "2012-WI",
        "Roses bloom in [summer] and rest in [winter].": "XXXX-SU|XXXX-WI",
        "He always sails in [the spring].": "XXXX-SP",
        "He lay there like a traveller in [winter].": "XXXX-WI",
    },
    rejects=[
        "Mr. Winter won.",
        "Prices fall in the north.",
        "They spring to life.",
        "The fall of Rome.",
        "A spring of fresh water.",
        "It would all fall upon her.",
        "Clear as any mountain spring, he said.",
        "Spring, men, and pull!",
        "It is a fiend to its own off-spring.",
        "In the summer time the town is sweet.",
        "They sailed to the Summer Islands.",
    ],
)
def season(m: Match, discourse: Discourse) -> Reading | None:
    """A season alone, on a cue; "fall" and "spring" are words too."""
    word = m["season"].lower()
    before = m.string[max(0, m.start() - 14) : m.start()]
    named = discourse.context.genre is Genre.SOCIAL and m["season"][0].isupper() and word != "fall"
    if (
        not named
        and not _SEASON_CUE.search(before)
        and not (m["the"] if word in ("fall", "spring") and not discourse.narrative else word != "fall")
    ):
        return None
    if _IN_ANY_YEAR.match(m.string, m.end()) or _WITHIN_WORD.search(m.string[max(0, m.start() - 8) : m.start()]):
        return None
    called = word == "spring" and m["the"] is None and m.string[m.end() : m.end() + 1] in (",", "!")
    if called and not _SEASON_CUE.search(before):
        return None  # "Spring, men!"
    if (
        m["season"][0].isupper()
        and (m["the"] is None or m["the"][0].islower())
        and discourse.context.genre is not Genre.SOCIAL
        # Histories name offensives and risings after their season.
        and not (discourse.narrative and discourse.tells_year() and not _PLACE.match(m.string, m.end()))
        and (re.match(r" [A-Z]", m.string[m.end() : m.end() + 2]) or re.search(r"[A-Z]\w*\.? $", before))
    ):
        return None
    if usual(discourse, m) or (discourse.narrative and not discourse.tells_year()):
        return any_year(_SEASON_CODES[SEASONS[word] - 1])
    if m["the"] is None and discourse.context.genre is not Genre.SOCIAL and not _is_of_some_year(m, discourse):
        other_word = word in ("fall", "spring") or not m["season"].islower()
        return None if other_word else any_year(_SEASON_CODES[SEASONS[word] - 1])
    start = None
    if m["the"] and re.match(
        r" (?:[A-Z]|offensive|campaign|season|storm|holiday|quarters|months|break|sun|heat|rain|session|term)",
        m.string[m.end() : m.end() + 12],
    ):
        start = m.start("season")  # "the summer offensive": the article is the offensive's
    if re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? $", before):
        return None
    if re.match(r" (?:of|in|to|from) (?!\d)", m.string[m.end() : m.end() + 8]) and word in ("fall", "spring"):
        return None
    if word in ("fall", "spring") and re.search(r"\b(?:to|of|a|over|and|all) $", before, re.IGNORECASE):
        return None
    reading = resolution.open_season(discourse, m, SEASONS[word])
    return replace(reading, start=start)


@rule(
    r"(?P<word>midsummer|midwinter|mid-?year)(?![-‐‑])",
    examples={
        "They expect to decide by [midsummer].": "2013-SU MID",
        "It froze in [midwinter].": "2012-WI MID",
        "Until [mid-year] nothing moved.": "2012 MID",
        "It will open at [midyear].": "2013 MID",
    },
    rejects=["A midsummer night.", "The midyear review."],
)
def middle(m: Match, discourse: Discourse) -> Reading | None:
    """The middle of a year or of its summer or winter, on a word that asks for a date."""
    if not _MIDDLE_CUE.search(discourse.before(m.start(), 10)):
        return None
    if usual(discourse, m) or (discourse.narrative and not discourse.tells_year()):
        return None
    word = m["word"].lower().replace("-", "")
    if word != "midyear":
        reading = resolution.open_season(discourse, m, SEASONS[word.removeprefix("mid")])
        return replace(reading, mod=Mod.MID)
    sign, cue = discourse.tense(m)
    year, month, _ = discourse.anchor.date
    if sign < 0 and month < _JULY:
        year -= 1
    elif sign > 0 and month > _JULY:
        year += 1
    return read(Period.year(year), *((cue,) if cue else ()), mod=Mod.MID, confidence=0.75)


_JULY = 7
_MIDDLE_CUE = re.compile(r"\b(?:by|in|at|until|till|since|before|after|from|around) $", re.IGNORECASE)
