"""Short messages: their spellings ("tmr", "2hrs", "720pm"), and the bare words that only they use for a time."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.context import Genre
from app.timex.duration import Duration
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang.en.words import ANY_WEEKDAY, MONTHS, WEEKDAYS, one_of, unit_of

_DAYS = {"tdy": 0, "2day": 0, "tod": 0, "tmr": 1, "tmrw": 1, "tmw": 1, "tmrrw": 1, "tomo": 1, "2moro": 1, "2morrow": 1,
         "tomoz": 1, "2mrw": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "trmw": 1, "ytd": -1, "yest": -1,
         "yday": -1, "yesterdae": -1}  # fmt: skip
_PARTS = {"morning": DayPart.MORNING, "morn": DayPart.MORNING, "mornin": DayPart.MORNING,
          "afternoon": DayPart.AFTERNOON,
          "evening": DayPart.EVENING, "eve": DayPart.EVENING, "night": DayPart.NIGHT, "nite": DayPart.NIGHT,
          "nights": DayPart.NIGHT, "mornings": DayPart.MORNING}  # fmt: skip
_PART = one_of(_PARTS)
_MONTHS = {name: number for name, number in MONTHS.items() if name not in ("march", "may")}


@rule(
    rf"(?P<day>{one_of(_DAYS)})(?: (?P<part>{_PART}))?",
    examples={
        "See you [tmr].": "2013-02-13",
        "No sleep, exam [tmrw morning]!": "2013-02-13TMO",
        "Ran 5km [tdy].": "2013-02-12",
    },
    rejects=["Tom yum soup."],
    genre=Genre.SOCIAL,
    only=True,
)
def short_day(m: Match, discourse: Discourse) -> Reading | None:
    """Today and its neighbours as people type them."""
    day = discourse.dct.shift(_DAYS[m["day"].lower()])
    part = _PARTS[m["part"].lower()] if m["part"] else None
    return read(resolution.with_part(day, part) if part else day, confidence=0.85)


@rule(
    r"(?P<which>last|this|nxt|next) (?P<unit>nite|wk|yr|mth|wkend|wknd|wkends)",
    examples={
        "Slept badly [last nite].": "2013-02-11TNI",
        "Graduating [nxt yr]!": "2014",
        "Free [this wkend]?": "2013-W07-WE",
    },
    genre=Genre.SOCIAL,
    only=True,
    priority=3,
)
def short_unit(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Nxt yr", "last nite"."""
    shift = {"last": -1, "this": 0}.get(m["which"].lower(), 1)
    word = m["unit"].lower()
    if word == "nite":
        return read(resolution.with_part(discourse.dct.shift(shift), DayPart.NIGHT), confidence=0.85)
    granularity = {"wk": Granularity.WEEK, "yr": Granularity.YEAR, "mth": Granularity.MONTH}.get(
        word, Granularity.WEEKEND
    )
    return read(resolution.deictic(discourse, granularity, shift), confidence=0.85)


@rule(
    rf"(?:the |an? )?(?:whole |long |late |rainy |lovely |beautiful |early )?(?P<part>{_PART}|sunrise|"
    rf"sunset|dawn|dusk|daylight)(?! (?:of the|time))",
    examples={
        "Good [morning] people!": "2013-02-12TMO",
        "[Night] market with friends": "2013-02-12TNI",
        "Watching the [sunset] alone": "2013-02-12",
    },
    rejects=["Mornings differ elsewhere.", "So tired #night"],
    genre=Genre.SOCIAL,
    only=True,
    priority=-4,
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day by itself is today's."""
    word = m["part"].lower()
    part = _PARTS.get(word) or {"sunrise": DayPart.MORNING, "dawn": DayPart.MORNING, "daylight": DayPart.DAYTIME}.get(
        word, DayPart.EVENING
    )
    if word in ("mornings", "eve"):
        return None
    if word in ("sunset", "sunrise"):  # of which the hour is another one every day
        return read(discourse.dct, confidence=0.6, start=m.start("part"))
    start = m.start("part")
    late = re.search(r"\blate $", m.string[m.start() : start], re.IGNORECASE)
    if late is not None:
        start = m.start() + late.start()
        if m.string[m.start()] in "aA" and m.string[m.start() + 1] == " ":
            start = m.start()
    elif re.match(r"(?:the|an?) (?=\S+$)", m[0], re.IGNORECASE):
        start = m.start()
    if re.match(r"(?:the )?(?:sun|dusk|dawn)", m[0], re.IGNORECASE):
        start = m.start("part")
    return read(resolution.with_part(discourse.dct, part), confidence=0.6, start=start)


@rule(
    r"(?:the )?(?P<which>(?:first|second|third|last|1st|2nd|3rd) )?(?P<unit>day|days|week|month|year|"
    r"hour|hours|minute|minutes|weekend|weekends)(?P<number> \d{1,2}(?!\d|[-:./]\d| ?[ap]m))?",
    examples={
        "[First day] of school": "P1D",
        "[Day 2] of the trip": "P1D",
        "Rainy [day] at home": "P1D",
        "Crazy [week] at work": "P1W",
        "Happy [weekend]!": "2013-W07-WE",
    },
    genre=Genre.SOCIAL,
    only=True,
    priority=-3,
)
def bare_unit(m: Match, discourse: Discourse) -> Reading | None:
    """A unit by itself: an amount, but a weekend is the one at hand."""
    word = m["unit"].lower()
    if word == "weekend":
        return read(resolution.deictic(discourse, Granularity.WEEKEND, 0), confidence=0.6, start=m.start("unit"))
    if word.endswith("s"):
        return None
    start = m.start("which") if m["which"] else m.start("unit")
    end = m.end() if word == "day" or not m["number"] else m.end("unit")
    return read(Duration.of(1, unit_of(word)), confidence=0.5, start=start, end=end)


def _follows_day(m: Match, discourse: Discourse) -> bool:
    """Whether a day was told just before: "fri and sat"."""
    return bool(discourse.mentions) and m.start() - discourse.mentions[-1].end <= 5


@rule(
    rf"(?P<weekday>{ANY_WEEKDAY})(?: (?P<part>{_PART}))?",
    examples={"Paper on [Mon] and then holiday": "2013-02-11", "Who is free [sat night]?": "2013-02-09TNI"},
    rejects=["She sat down.", "He sat down and sat there.", "The sun is out.", "Newly wed."],
    genre=Genre.SOCIAL,
    only=True,
    priority=-1,
)
def short_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """Shortened weekdays, where a small word before them or a part of day shows that they are meant."""
    word = m["weekday"].lower().rstrip(".")
    if word.endswith("day"):
        return None
    cue = re.search(
        r"(?:\b(?:on|this|next|every|or|and|till|until|by|from)|,|\(|-) ?$",
        m.string[max(0, m.start() - 8) : m.start()],
        re.IGNORECASE,
    )
    ambiguous = word in ("sun", "sat", "wed", "mon", "fri") and not m["weekday"][0].isupper()
    if not cue and not m["part"] and (ambiguous or word in ("sun", "sat", "wed")):
        return None
    if (
        ambiguous
        and cue
        and cue[0].strip().lower() in ("and", "or")
        and not m["part"]
        and not _follows_day(m, discourse)
    ):
        return None
    reading = resolution.open_weekday(discourse, m, WEEKDAYS[word])
    if not isinstance(reading.meaning, Period):
        return None
    part = _PARTS[m["part"].lower()] if m["part"] else None
    return read(
        resolution.with_part(reading.meaning, part) if part else reading.meaning, *reading.steps, confidence=0.7
    )


@rule(
    rf"(?P<day>\d{{1,2}})(?P<month>{one_of(_MONTHS)})(?:,? ?(?P<year>20\d\d))?",
    examples={"Back in town [26nov 2013]!": "2013-11-26", "Leaving on [3Mar] already": "2013-03-03"},
    rejects=["Save 5mb a day"],
    genre=Genre.SOCIAL,
    only=True,
    priority=3,
)
def tight_date(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "26nov", "3Mar 2014"."""
    month, day = _MONTHS[m["month"].lower()], int(m["day"])
    return resolution.date(int(m["year"]), month, day) if m["year"] else resolution.open_date(discourse, m, month, day)


@rule(
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?![\d%]|[.,:]\d| (?-i:[A-Z]))",
    examples={"Left school at [1015], so tired": "2013-02-12T10:15", "Got home abt [2250] lol": "2013-02-12T22:50"},
    rejects=["Meet at 1010 Fifth Ave", "Party like its 1999", "We were abt 1200 people"],
    genre=Genre.SOCIAL,
    only=True,
    priority=1,
)
def four_figures(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "at 1015": hour and minute grown together, behind a word that asks for a time and unless it is a year."""
    if 1900 <= int(m[0]) <= 2059:
        return None
    if not _AT.search(m.string[max(0, m.start() - 7) : m.start()]) or re.match(
        r" [a-z]{2,}s\b", m.string[m.end() : m.end() + 24]
    ):
        return None
    if re.match(r" (?:people|ppl|km|followers|steps|bucks)", m.string[m.end() : m.end() + 12]):
        return None
    return read(Period.clock(discourse.dct.n, int(m["hour"]), int(m["minute"])), confidence=0.7)


_AT = re.compile(r"\b(?:at|abt|about|around|by|till|until|til|from) $", re.IGNORECASE)


@rule(
    r"(?P<count>\d{1,3}) ?(?P<unit>hrs?|hours?|mins?|minutes?|days?|nights?|wks?|weeks?|months?|mths?|"
    r"yrs?|years?|secs?)",
    examples={"Home in [5hrs]": "PT5H", "Left [50mins] ago-ish": "PT50M", "A [2 hr] show": "PT2H"},
    genre=Genre.SOCIAL,
    only=True,
    priority=-1,
)
def tight_amount(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "5hrs", "7months": numbers grown together with their unit."""
    word = m["unit"].lower()
    word = {"hrs": "hour", "hr": "hour", "mins": "minute", "wk": "week", "wks": "week", "mth": "month", "mths": "month",
            "yrs": "year", "secs": "second", "sec": "second"}.get(word, word)  # fmt: skip
    return read(Duration.of(int(m["count"]), unit_of(word)), confidence=0.8)
