"""Dates that hang on one mentioned before: "that day", "the following spring", "the quarter"."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.en.words import (
    MONTH,
    MONTHS,
    ORDINALS,
    PARTS,
    PERIOD_UNIT,
    SEASON,
    SEASONS,
    UNIT_GRANULARITY,
    one_of,
    ordinal_of,
    unit_of,
)
from app.timex.story import story
from app.timex.timex3 import Mod, Step

_ANAPHORIC = {
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "following": 1,
    "next": 1,
    "same": 0,
    "that": 0,
    "very same": 0,
    "ensuing": 1,
    "succeeding": 1,
}


@rule(
    rf"(?:(?P<month>{MONTH})(?: (?P<day>\d{{1,2}}))? of |(?P<part>early|late|mid|the (?:spring|summer|"
    rf"autumn|fall|winter)|the (?:end|beginning|start)) (?:in |of ))?(?:the (?P<which>previous|"
    rf"preceding|prior|following|next|same|very same|ensuing|succeeding)|(?P<that>that)(?: same| very)?)"
    rf" (?P<unit>{PERIOD_UNIT}|{MONTH}|{SEASON})",
    examples={
        "On [3 May 2012] it rained; [the following day] it cleared.": "2012-05-03|2012-05-04",
        "In [March 2010] he left, and [the same month] she followed.": "2010-03|2010-03",
        "In [1912] it sank; [the following spring] they searched.": "1912|1913-SP",
        "Since [1950] it grew; [that year] it doubled.": "1950|1950",
        "In [2010] he won, and [the next year] lost.": "2010|2011",
        "By [1940] it was over; in [August of that year] he left.": "1940|1940-08",
        "He came in [1931] and left in [March of the following year].": "1931|1932-03",
        "It rose in [the third quarter]; in [the following quarter] it fell.": "2012-Q3|2012-Q4",
    },
    rejects=["They came on Monday, and no help came from that quarter."],
    priority=4,
)
def anaphoric(m: Match, discourse: Discourse) -> Reading | None:
    """The unit of, before or after the date last mentioned."""
    which = "that" if m["that"] else re.sub(r"\s+", " ", m["which"].lower())
    word = m["unit"].lower().rstrip(".")
    shift = _ANAPHORIC[which]
    last = discourse.last()
    if word in MONTHS or word in SEASONS:
        if word in MONTHS and not m["unit"][0].isupper():
            return None
        anchor = last or discourse.dct
        year = anchor.date[0]
        if word in SEASONS:
            here = Period.season(year, SEASONS[word], south=discourse.south)
            every = 4
        else:
            here, every = Period.month(year, MONTHS[word]), 12
        if shift > 0 and here.start < anchor.end:
            here = here.shift(every)
        if shift < 0 and here.end > anchor.start:
            here = here.shift(-every)
        return read(here, confidence=0.75)
    granularity = UNIT_GRANULARITY[unit_of(word)]
    if granularity is Granularity.QUARTER and (
        discourse.last(Granularity.QUARTER) is None or m.string.startswith(" of a", m.end())
    ):
        return None  # "that quarter of the town"
    told = discourse.mentions[-1].period if discourse.mentions else None
    if granularity is Granularity.QUARTER:
        told = discourse.last(Granularity.QUARTER)
    if told is not None and told.granularity is granularity and shift == 0:
        fitting: Period | None = told  # "by 1940. In August of that year"
    else:
        fitting = _spoken_of(discourse, m, granularity)
    if fitting is None and discourse.narrative and (around := discourse.last()) is not None:
        # The day is not known: bounds are those of what is.
        return read(around, step("previous_date", m[0], around), confidence=0.4)
    if fitting is None:
        if which in ("previous", "prior", "preceding"):
            return read(resolution.deictic(discourse, granularity, -1), confidence=0.5)
        return None if which != "same" else read(resolution.deictic(discourse, granularity, 0), confidence=0.4)
    period, why = fitting.to(granularity).shift(shift), step("previous_date", "", fitting)
    if (m["month"] or m["part"]) and granularity is Granularity.YEAR:
        return _within_year(m, period.n, why, discourse)
    return read(
        period,
        why,
        confidence=0.75,
        start=m.start("which") - 4 if m["part"] and m["which"] else m.start("that") if m["part"] else None,
    )


def _spoken_of(discourse: Discourse, m: Match, granularity: Granularity) -> Period | None:
    """What "that month" and the like go on from: where the story is, or the last date that is fine enough."""
    reached = story(discourse, m.start())
    if reached is not None and not Granularity.YEAR.finer_than(granularity):
        return reached.reached(granularity)
    return next(
        (
            timex.period
            for timex in discourse.latest()
            if timex.period is not None and not granularity.finer_than(timex.period.granularity)
        ),
        None,
    )


def _within_year(m: Match, year: int, why: Step, discourse: Discourse) -> Reading | None:
    """Reads "August of that year", "early in the next year", "the spring of the same year"."""
    if m["month"]:
        reading = resolution.date(year, MONTHS[m["month"].lower().rstrip(".")], int(m["day"]) if m["day"] else None)
        return read(reading.meaning, why, confidence=0.8) if reading.meaning is not None else reading
    word = m["part"].lower().split()[-1]
    if word in SEASONS:
        return read(Period.season(year, SEASONS[word], south=discourse.south), why, confidence=0.8)
    mod = {"early": Mod.START, "beginning": Mod.START, "start": Mod.START, "mid": Mod.MID}.get(word, Mod.END)
    return read(Period.year(year), why, mod=mod, confidence=0.75)


@rule(
    r"the (?P<unit>day|night|week|month|year|morning|afternoon|evening) (?P<which>before|after|earlier|previously)"
    r"(?= that\b|[.,;:!?)]|$| (?:and|but|in|at|on|when|with|it|he|she|they|was|were|had)\b)",
    examples={
        "On [5 May 2012] it sank; [the day before], all was calm.": "2012-05-05|2012-05-04",
        "In [2010] he won, [the year before] he lost.": "2010|2009",
        "It sank on [5 May 2012]; two guests had come aboard [the evening before].": "2012-05-05|2012-05-04TEV",
    },
    rejects=[
        "The day before the fire.",
        "The year after she left.",
        "On 5 May 2012 it was approved, ten years to the day after it was proposed.",
    ],
    priority=1,
)
def unit_before(m: Match, discourse: Discourse) -> Reading | None:
    """The unit before or after the date last mentioned."""
    if discourse.before(m.start(), 16).endswith(("years to ", "months to ", "weeks to ", "year to ", "month to ")):
        return None  # "ten years to the day after it was proposed"
    shift = 1 if m["which"].lower() == "after" else -1
    part = PARTS.get(m["unit"].lower())
    granularity = Granularity.DAY if part else UNIT_GRANULARITY[unit_of(m["unit"])]
    last = _spoken_of(discourse, m, granularity)
    if last is None:
        return None
    if part is not None:
        day = Period.part_of_day(last.first_day + shift, part)
        return read(day, step("previous_date", "", last), confidence=0.75)
    return read(last.to(granularity).shift(shift), step("previous_date", "", last), confidence=0.75)


@rule(
    r"(?:(?:the )?(?P<part>night|morning|afternoon|evening) of )?the (?P<day>\d{1,2}(?:st|nd|rd|th))"
    r"(?=[.,;:!?)]|$| (?:and|to|or|until|at|when|he|she|it|they|we|i|was|were|had|a|an|the|his|her|its|their|all|both|"
    r"another|some|nobody|everyone)\b)",
    examples={
        "They landed on [3 May 2012] and left on [the 15th].": "2012-05-03|2012-05-15",
        "The talks resume on [the 21st].": "2013-02-21",
        "They met on [the 20th], and quarrelled.": "2013-01-20",
        "They landed on [3 May 2012]; on [the 15th] a storm broke.": "2012-05-03|2012-05-15",
        "They landed on [3 May 2012] and left on [the night of the 15th].": "2012-05-03|2012-05-15TNI",
    },
    rejects=["On the 15th floor.", "The 20th to finish won.", "He was the 5th.", "On the 15th attempt he won."],
    priority=-1,
)
def nth(m: Match, discourse: Discourse) -> Reading | None:
    """A day by its number in the month being spoken of."""
    if not m["part"] and not re.search(
        r"\b(?:on|by|until|from|since|before|after|of) $", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE
    ):
        return None
    last = discourse.last(Granularity.DAY, Granularity.MONTH, Granularity.PART_OF_DAY, Granularity.MINUTE)
    day = int(m["day"][:-2])
    if last is None and not discourse.narrative:
        last = _month_around(m, discourse, day)
    if last is None:
        return None
    year, month, _ = last.date
    if not civil.is_date(year, month, day):
        return None
    found, why = Period.day(year, month, day), step("same_month", "", Period.month(year, month))
    if m["part"]:
        found = Period.part_of_day(found.n, PARTS[m["part"].lower()])
    return read(found, why, confidence=0.7)


def _month_around(m: Match, discourse: Discourse, day: int) -> Period:
    """The month of such a day nearest the publication: the last one, or the next where the sentence looks ahead."""
    here = discourse.dct.to(Granularity.MONTH)
    today = discourse.dct.date[2]
    sign, _ = discourse.tense(m)
    if sign > 0:
        return here.shift(1) if day < today else here
    return here.shift(-1) if day > today and (sign < 0 or day - today > _SOON) else here


_SOON = 15  # days: a day without any cue may lie so far ahead


# "The year ended June 30", "the year to January": a year's length.
_YEAR_UP_TO = re.compile(rf"(?:\s(?:that|which))?\s(?:end(?:ed|ing|s)\b|(?:to|through)\s{MONTH}\b)", re.IGNORECASE)

# Months of a year in which "at year-end it owned" tells of the year before.
_EARLY = 6


# "The time of year": that of any year.
_ANY_UNIT = re.compile(
    r"\b(?:(?:times?|seasons?|hours?)\s(?:of|in)|"
    r"(?:player|coach|manager|rookie|athlete|team|goal|man|woman|person|driver|artist|actor|author|employee|teacher|book|"
    r"film|movie|album|song|game|word|car|bird|photo|picture|product|company)\sof|"
    r"(?:days|nights|mornings|evenings?|weeks|months)\sin|"
    r"(?:work|works|worked|paid|hired|let|rented|sold)(?:\s\w+){0,2}\sby)\s$",
    re.IGNORECASE,
)


@rule(
    r"(?P<of>the )(?P<full>(?:full|whole|entire|fiscal|current fiscal|current|latest|most recent|"
    r"calendar) )?(?P<unit>quarter|year|month|week|weekend|decade|century|day|period)(?![-‐‑]\w)(?! (?:of|before|"
    r"after|when|in which|old|round|ago|earlier|later|by|sessions|one|two|three|four|five|six|seven|eight|nine|"
    r"ten)\b)|(?P<end>year['’]s[- ]end|year[- ]end|"
    r"month['’]s end)",
    examples={
        "In [the third quarter] it lost; [the quarter] was wet.": "2012-Q3|2012-Q3",
        "They worked over [the weekend].": "2013-W06-WE",
        "The best result of [the year].": "2013",
        "A loss for [the fiscal year].": "2013",
        "In [the third quarter] it rose; [the latest period] had a gain.": "2012-Q3|2012-Q3",
        "It will close by [year-end].": "2013 END",
        "At [year-end] it owned nine mills.": "2012 END",
        "Prices rose 3% in [the year] to [January].": "P1Y|2013-01",
        "Profit in [the fiscal year] that ended [June 30] fell.": "P1Y|2012-06-30",
    },
    rejects=[
        "A quarter of all.",
        "The day of reckoning.",
        "The quarter-to-quarter comparison.",
        "He paced the quarter-deck.",
        "That happened in the year six.",
        "He asked the day of the month.",
        "It is cold for the time of the year.",
        "He was named player of the year.",
        "We work by the month, or by the job.",
    ],
)
def definite_unit(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "The quarter", "the year": the one being spoken of, else the current one."""
    if m["end"]:
        end = Granularity.YEAR if m["end"].lower().startswith("year") else Granularity.MONTH
        anchor = (discourse.last() if discourse.narrative else None) or discourse.dct
        if end is Granularity.YEAR and not discourse.narrative and anchor.date[1] <= _EARLY:
            sign, cue = discourse.tense(m)
            if sign < 0:
                return read(anchor.to(end).shift(-1), *((cue,) if cue else ()), mod=Mod.END, confidence=0.65)
        return read(anchor.to(end), mod=Mod.END, confidence=0.65)
    if _ANY_UNIT.search(m.string[max(0, m.start() - 24) : m.start()]) or (
        m["unit"].lower() in ("month", "week")
        and re.search(r"the\sday\sof\s$", m.string[max(0, m.start() - 12) : m.start()])
    ):
        return None
    full = (m["full"] or "").lower().strip()
    if m["unit"].lower() == "period":
        reported = (
            resolution.same_period_year_before(discourse, 0) if full in ("latest", "most recent", "current") else None
        )
        return read(reported[0], reported[1], confidence=0.75) if reported else None
    unit = unit_of(m["unit"])
    granularity = UNIT_GRANULARITY[unit]
    if unit is Unit.DAY or unit is Unit.DECADE or unit is Unit.CENTURY:
        return None
    if full == "calendar" or (
        unit is not Unit.YEAR and full in ("full", "whole", "entire", "fiscal", "current fiscal")
    ):
        return None
    if unit is Unit.WEEKEND:
        weekday = civil.weekday(discourse.anchor.first_day)
        sign, cue = discourse.tense(m)
        shift = 0 if sign > 0 or weekday >= 6 else -1
        return read(resolution.deictic(discourse, granularity, shift), *((cue,) if cue else ()), confidence=0.75)
    if unit is Unit.YEAR and _YEAR_UP_TO.match(m.string, m.end()):
        return read(Duration.of(1, unit), confidence=0.92)
    if unit is Unit.QUARTER and not full.startswith("current"):
        reported = resolution.same_period_year_before(discourse, 0)
        if reported is not None:
            return read(reported[0], reported[1], confidence=0.85 if full else 0.65)
    if discourse.narrative and unit is Unit.YEAR and not discourse.tells_year():
        return None  # "throughout the year", in a story that has told none
    last = _spoken_of(discourse, m, granularity) if discourse.narrative else None
    if last is not None:
        return read(last.to(granularity), step("previous_date", m[0], last), confidence=0.7)
    if unit is Unit.QUARTER:
        # "Sales rose in the quarter" reports on the one that has ended.
        if full.startswith("current"):
            return read(resolution.deictic(discourse, granularity, 0), confidence=0.5)
        sign, cue = discourse.tense(m)
        if sign > 0:
            return read(resolution.deictic(discourse, granularity, 0), *((cue,) if cue else ()), confidence=0.5)
        return read(resolution.deictic(discourse, granularity, -1), confidence=0.5)
    return read(resolution.deictic(discourse, granularity, 0), confidence=0.55)


@rule(
    rf"(?P<when>earlier|later|early|late) (?P<which>this|last|next|that|the same|in the) (?P<unit>day|"
    rf"week|month|year|decade|century|quarter|{SEASON})",
    examples={
        "He died [earlier this month].": "2013-02 START",
        "It opens later [this year].": "2013 END",
        "She moved [late last year].": "2012 END",
        "He won in [2010]. Sales fell [earlier in the year].": "2010|2013 START",
        "It will meet on [Feb. 20]. [Earlier in the day] it cut a forecast.": "2013-02-20|2013-02-12 START",
    },
    priority=4,
)
def part_of_unit(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Earlier this month": the unit, its first or last part."""
    which = re.sub(r"\s+", " ", m["which"].lower())
    mod = Mod.START if m["when"].lower().startswith("earl") else Mod.END
    word = m["unit"].lower()
    start = m.start("which") if m["when"].lower() == "later" else None
    name = Step("en.vague.early_late", m["when"], mod.value)
    if word in SEASONS:
        shift = {"this": 0, "last": -1, "next": 1}.get(which, 0)
        return read(resolution.season_near(discourse, SEASONS[word], shift), name, mod=mod, confidence=0.8, start=start)
    granularity = UNIT_GRANULARITY[unit_of(word)]
    if which in ("that", "the same", "in the"):
        last = discourse.last()
        if which == "in the" and last is not None and not discourse.narrative and granularity is not Granularity.DAY:
            # "Rain fell earlier in the year" is this year, unless the sentence has just named another.
            told_here = m.start() - discourse.mentions[-1].end < len(discourse.before(m.start()))
            last = last if told_here else None
        if last is not None and not discourse.narrative and last.start >= discourse.dct.end:
            # What was done "earlier in the day" was not on a day still to come.
            last = last if discourse.tense(m)[0] > 0 else None
        anchor = last if last is not None and not granularity.finer_than(last.granularity) else None
        period = anchor.to(granularity) if anchor else resolution.deictic(discourse, granularity, 0)
        return read(period, name, mod=mod, confidence=0.6)
    return read(
        resolution.deictic(discourse, granularity, {"this": 0, "last": -1, "next": 1}[which]),
        name,
        mod=mod,
        confidence=0.55 if granularity is Granularity.WEEK else 0.92,
        start=start,
    )


@rule(
    rf"(?:the )(?P<nth>{one_of([word for word, n in ORDINALS.items() if n <= 20])}) day"
    r"(?! (?:of|after|in|at|on|for|since|before|running|straight|that|when|they|he|she|it|we)\b|[’']s)",
    examples={"The storm began on [5 May 2012]; on [the third day] the town fell.": "2012-05-05|2012-05-07"},
    rejects=["5 May 2012: on the third day of the siege.", "5 May 2012. The second day went badly."],
    genre=Genre.NARRATIVE,
)
def nth_day(m: Match, discourse: Discourse) -> Reading | None:
    """A day counted from the one last told."""
    if not m.string[max(0, m.start() - 3) : m.start()].lower().endswith(("on ", "by ")):
        return None
    return anchored.counted_day(discourse, ordinal_of(m["nth"]))
