"""Clock times, with the day they belong to."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import Granularity, Period
from app.timex.lang.en.weekdays import day_named
from app.timex.lang.en.words import (
    ANY_WEEKDAY,
    MONTH,
    YEAR,
    one_of,
)
from app.timex.notation import expand
from app.timex.timex3 import Step

_ZONE = (
    r"(?: ?(?:GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|BST|CET|CEST|IST|JST)\b| (?:local|"
    r"eastern|central|mountain|pacific|Eastern|Pacific) (?:standard |daylight )?time| (?:Eastern|"
    r"Central|Pacific))?"
)


_CLOCK12 = r"(?P<hour>1[0-2]|0?[1-9])(?:[:.]?(?P<minute>[0-5]\d))? ?(?P<half>a\.m\.?|p\.m\.?|am|pm)(?!\w)"


_WORD_HOURS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
               "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip


_ON_DAY = (
    rf"(?:,?(?: on)? (?P<when>today|tomorrow|yesterday|tonight|this (?:morning|afternoon|evening)|tmrw?|tdy|"
    rf"(?:last|this|next) (?:{ANY_WEEKDAY})|(?:{ANY_WEEKDAY})(?:,? {MONTH} \d{{1,2}}(?:,? {YEAR})?)?|"
    rf"{MONTH} \d{{1,2}}(?!\d)(?:,? {YEAR})?|\d{{1,2}} {MONTH}(?:,? {YEAR})?))?"
)


# "At 10:35 a.m. (0735 GMT) Friday".
_DAY_BEHIND_BRACKET = re.compile(
    rf"\s?\([^()\n]{{1,24}}\),?(?: on)? (?P<when>{ANY_WEEKDAY}|today|yesterday|tomorrow)\b", re.IGNORECASE
)


# "From 9 a.m. to 11 a.m. Monday", "between 3 and 5 p.m. on Friday".
_DAY_BEHIND_RANGE = re.compile(
    rf"\s?(?:to|until|till|and|-|–)\s?(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(?:a\.m\.?|p\.m\.?|am|pm)(?!\w)"
    rf"{expand(_ON_DAY.removesuffix('?'))}(?!\w)",
    re.IGNORECASE,
)


def clock_day(m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]]:
    """The day a clock time belongs to: the one told beside it, else the last day mentioned nearby, else the DCT's."""
    words = m.groupdict().get("when")
    if not words and (beside := _DAY_BEHIND_BRACKET.match(m.string, m.end())) is not None:
        words = beside["when"]
    if not words and (later := _DAY_BEHIND_RANGE.match(m.string, m.end())) is not None:
        words = later["when"]
    if words:
        named = day_named(words, m, discourse)
        if named is not None:
            return named
    day = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE, Granularity.HOUR)
    if day is not None and (discourse.narrative or m.start() - discourse.mentions[-1].end < 300):
        return day.to(Granularity.DAY) if day.granularity is not Granularity.DAY else day, (
            Step("previous_date", discourse.mentions[-1].text, "the same day"),
        )
    day, why = resolution.unknown_day(discourse, m[0])
    return day, (why,)


# "At 4 a.m. the next day": of the day behind the one spoken of.
_NEXT_DAY = re.compile(
    r",?\s(?:on\s)?the\s(?:next|following)\s(?:day|morning|afternoon|evening)(?!\w|['’]s)", re.IGNORECASE
)


def _on_next_day(m: Match, day: Period, discourse: Discourse) -> tuple[Period, int | None]:
    """The day, or the one behind it where the text says so behind the clock time, and where that ends."""
    behind = None if m["when"] else _NEXT_DAY.match(m.string, m.end())
    if behind is None or discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE) is None:
        return day, None
    return day.shift(1), behind.end()


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


@rule(
    rf"(?P<when>(?:(?:last|this|next) )?{ANY_WEEKDAY}(?:,? {MONTH} \d{{1,2}}(?:,? {YEAR})?)?|today|"
    rf"tomorrow|tonight|yesterday|{MONTH} \d{{1,2}}(?:,? {YEAR})?|\d{{1,2}} {MONTH}(?:,? {YEAR})?)"
    rf"(?:,? (?:at|around|about) |,? ?)(?:{_CLOCK12}|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)"
    rf"(?![\d:]))",
    examples={
        "Doors open [Sun 9am].": "2013-02-10T09:00",
        "They met [Monday at 10 p.m.] in the hall.": "2013-02-11T22:00",
        "Live [tonight, 7pm]!": "2013-02-12T19:00",
        "Doors open [this Sat, 430pm].": "2013-02-16T16:30",
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
    return read(Period.clock(day.first_day, hour, int(told) if told else None), *steps, confidence=0.65)


@rule(
    rf"{_CLOCK12}{_ZONE}{_ON_DAY}",
    examples={
        "It struck at [7:15 p.m.] in the hall.": "2013-02-12T19:15",
        "Doors open at [10 am].": "2013-02-12T10:00",
        "Starts [430pm] at the mall.": "2013-02-12T16:30",
        "It began at [10 p.m. Monday].": "2013-02-11T22:00",
        "Bids close at [5 p.m. EST, Feb. 4].": "2013-02-04T17:00",
        "It is open from [9 a.m.] to [11 a.m. on Friday].": "2013-02-08T09:00|2013-02-08T11:00",
        "A bomb went off at [10:35 a.m.] (local) [Friday].": "2013-02-08T10:35|2013-02-08",
        "It sank on [3 May 2012] and was found at [4 a.m. the following day].": "2012-05-03|2012-05-04T04:00",
    },
    rejects=["I am 10."],
    priority=4,
)
def clock(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time of twelve hours, with the day if it is told."""
    day, steps = clock_day(m, discourse)
    day, end = _on_next_day(m, day, discourse)
    minute = int(m["minute"]) if m["minute"] else None
    return read(Period.clock(day.first_day, _hour(int(m["hour"]), m["half"]), minute), *steps, confidence=0.65, end=end)


_DAYTIME_BEHIND = re.compile(
    r",?\s(?:(?:on )?(?:the|that|this) (?:same |next |following |previous )?|in the )"
    r"(?:morning|afternoon|evening|night)\b(?! of)",
    re.IGNORECASE,
)
_BEFORE_CLOCK = re.compile(r"\b(?:at|until|till|from|by|before|after|since|around|about)\s$", re.IGNORECASE)
_PRICE = re.compile(
    r"[$€£¥%]|\b(?:shares?|stocks?|bonds?|prices?|priced|closed|opened|trad(?:ed|ing)|index|yields?|rates?|average|"
    r"points?|cents?|percent|euros?|dollars?|pounds?|crowns?|seconds|score[ds]?|metres|meters|record|ratio)\b",
    re.IGNORECASE,
)


def _is_dotted_time(m: Match, discourse: Discourse) -> bool:
    """Whether figures with a full stop are a time: "at 23.40", "until 0.25 the next morning", and no price."""
    if not _BEFORE_CLOCK.search(m.string[max(0, m.start() - 8) : m.start()]):
        return False
    if m["when"] or _DAYTIME_BEHIND.match(m.string, m.end()):
        return True
    sure = (m["hour"][0] == "0" and len(m["hour"]) == 2) or int(m["hour"]) > 12
    return sure and not _PRICE.search(f"{discourse.before(m.start())} {discourse.after(m.end())}")


@rule(
    rf"(?P<hour>[01]?\d|2[0-3])(?P<sep>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d%:]|\.\d|"
    rf" (?:percent|per cent|points?|million|billion))(?: (?:hours|hrs|h))?{_ZONE}{_ON_DAY}",
    examples={
        "The train left at [14:30].": "2013-02-12T14:30",
        "They met at [9:05 on Monday].": "2013-02-11T09:05",
        "A quake at [03:12:45 GMT].": "2013-02-12T03:12:45",
        "Water came in at [23.40].": "2013-02-12T23:40",
        "It sank on [3 May 2012], and nobody slept until [4.25 the next morning].": "2012-05-03|2012-05-04T04:25",
    },
    rejects=[
        "It ran 3.58 seconds.",
        "A ratio of 3.14 holds.",
        "Psalm 23:10-12 says.",
        "The stock closed at 23.40.",
        "They sell at 4.25 the next day.",
    ],
    priority=3,
)
def clock24(m: Match, discourse: Discourse) -> Reading | None:
    """A clock time of 24 hours; a full stop for the colon only with a zone, or where nothing else can be meant."""
    if m["sep"] == "." and not re.search(r"(?:hours|hrs|GMT|UTC|h)$", m[0]) and not _is_dotted_time(m, discourse):
        return None
    before = m.string[max(0, m.start() - 12) : m.start()]
    if len(m["hour"]) == 1 and not re.search(
        r"\b(?:at|from|to|by|until|till|before|after|around|about|and|between|since|,) ?$", before
    ):
        return None
    if re.match(r"[-–]\d|,\d", m.string[m.end() : m.end() + 2]) and not re.search(r"\b(?:at|from|by) $", before):
        return None
    day, steps = clock_day(m, discourse)
    day, end = _on_next_day(m, day, discourse)
    second = int(m["second"]) if m["second"] else None
    told = Period.clock(day.first_day, int(m["hour"]), int(m["minute"]), second)
    return read(told, *steps, confidence=0.7, end=end)


@rule(
    rf"(?P<time>(?:[01]\d|2[0-3])[0-5]\d) (?:GMT|UTC|hours|hrs){_ON_DAY}",
    examples={"The ship sank at [0735 GMT].": "2013-02-12T07:35", "Curfew at [1900 hours].": "2013-02-12T19:00"},
    priority=4,
)
def clock_military(m: Match, discourse: Discourse) -> Reading | None:
    """Four figures and a zone, or "hours"."""
    day, steps = clock_day(m, discourse)
    return read(Period.clock(day.first_day, int(m["time"][:2]), int(m["time"][2:])), *steps, confidence=0.65)


@rule(
    rf"(?P<hour>1[0-2]|[1-9]|{one_of(_WORD_HOURS)}) (?:o['’]clock|in the (?P<early>morning|afternoon|"
    rf"evening)|at (?P<night>night))(?: (?:in the|this|that) (?P<part>morning|afternoon|evening)"
    rf")?{_ON_DAY}",
    examples={
        "It began at [eight o'clock].": "2013-02-12T08:00",
        "Woken at [4 in the morning].": "2013-02-12T04:00",
        "Tea at [5 o'clock in the afternoon].": "2013-02-12T17:00",
    },
    rejects=["Two in the house.", "One at night school."],
    priority=4,
)
def oclock(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Eight o'clock", "4 in the morning"."""
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


# What happens at a time of day: "the midnight deadline" is one, "the midnight sea" is none.
_OCCASION = re.compile(
    r" (?:deadline|curfew|meetings?|session|vote|raids?|attack|assault|ceremony|service|news|briefing|press|flight|"
    r"train|bus|rally|game|kick-?off|start|launch|arrest|shift|visit|call|hour|prayers?)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?:after|past)\s$", re.IGNORECASE)
_ITS_ARTICLE = re.compile(r"\b(?:an?|the|many|his|her|its|our|their|this|that|quiet|of)\s$", re.IGNORECASE)


def _names_something_else(m: Match) -> bool:
    """Whether "midnight" and its like only describe the noun behind them: "a midnight gale"."""
    if re.match(r"[-‐‑][a-z]", m.string[m.end() : m.end() + 2]):
        return True
    if m["when"] or not re.match(r"\s[a-z]", m.string[m.end() : m.end() + 2]):
        return False
    return _ITS_ARTICLE.search(m.string[max(0, m.start() - 8) : m.start()]) is not None and not _OCCASION.match(
        m.string, m.end()
    )


@rule(
    rf"(?:12 )?(?P<time>noon|midday|midnight)(?! (?:mass|oil|train|express|prayers?))(?:{_ZONE}){_ON_DAY}",
    examples={
        "It ends at [noon].": "2013-02-12T12:00",
        "By [midnight Monday] they had left.": "2013-02-11T24:00",
        "It broke out shortly after [midnight on Monday].": "2013-02-11T00:00",
    },
    rejects=["Midnight Oil played.", "A midnight gale rose.", "It is a quiet noon-scene."],
    priority=4,
)
def noon(m: Match, discourse: Discourse) -> Reading | None:
    """Noon and midnight; midnight is the end of the day it is named with (T24:00), but what follows it is that day."""
    if m.string[max(0, m.start() - 5) : m.start()].lower() == "high ":
        return None
    if (
        m["time"][0].isupper()
        and discourse.context.genre is not Genre.SOCIAL
        and not re.search(r"(?:^|[.!?]\s|\n)$", m.string[max(0, m.start() - 2) : m.start()] or "")
    ) or _names_something_else(m):
        return None
    day, steps = clock_day(m, discourse)
    if discourse.context.genre is Genre.SOCIAL and m["time"].lower() == "midnight" and not m["when"]:
        return read(Period.clock(day.first_day, 0, 0), *steps, confidence=0.6)
    hour = 12
    if m["time"].lower() == "midnight":
        hour = 0 if _BEHIND.search(m.string[max(0, m.start() - 6) : m.start()]) else 24
    return read(Period.clock(day.first_day, hour, 0), *steps, confidence=0.7)
