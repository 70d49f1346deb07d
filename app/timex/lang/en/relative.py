"""Dates that hang on another: on the day of publication ("yesterday", "last week") or on a date before ("that day")."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import DEICTIC, Discourse, Match, Reading, choice, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang.en.words import (
    ANY_WEEKDAY, MONTH, MONTHS, NUMBER, PART, PARTS, PERIOD_UNIT, SEASON, SEASONS, UNIT, UNIT_GRANULARITY, UNIT_PLURAL,
    VAGUE_NUMBER, WEEKDAY, WEEKDAYS, number_of, per_unit, unit_of,
)  # fmt: skip
from app.timex.timex3 import Mod, Reference, Step

_PART_AFTER = rf"(?: (?P<part>{PART})| at (?P<night>night))?"
_DIRECTION = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "present": 0, "next": 1, "coming": 1, "following": 1,
              "upcoming": 1, "this past": -1, "this last": -1, "this coming": 1, "this current": 0, "this very": 0,
              "this next": 1}  # fmt: skip
_THIS_NEXT_LAST = r"(?:the )?(?P<which>this past|this last|this coming|this current|this very|last|past|this|next|coming|upcoming)"


def weekday_of(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def _part_named(m: Match) -> DayPart | None:
    groups = m.groupdict()
    if groups.get("part"):
        return PARTS[groups["part"].lower()]
    return DayPart.NIGHT if groups.get("night") else None


def _at(day: Period, part: DayPart | None) -> Period:
    return day if part is None else resolution.with_part(day, part)


def day_named(words: str, m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]] | None:
    """The day that a clock time stands beside: "today", "Monday", "Nov. 6", "6 November 1989"."""
    lowered = words.lower()
    named = {"today": 0, "tonight": 0, "tdy": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "yesterday": -1}
    if lowered in named:
        day = discourse.dct.shift(named[lowered])
        return day, (step("en.relative.today", words, day),)
    date = re.search(rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:,?\s+(?P<year>\d{{4}}))?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{MONTH})(?:,?\s+(?P<year2>\d{{4}}))?", words, re.IGNORECASE)  # fmt: skip
    if date is not None:
        month = MONTHS[(date["month"] or date["month2"]).lower().rstrip(".")]
        number, year = int(date["day"] or date["day2"]), date["year"] or date["year2"]
        reading = resolution.date(int(year), month, number) if year else resolution.open_date(discourse, m, month, number)
    else:
        directed = re.fullmatch(r"(last|this|next)\s+(\S+)", lowered)
        if directed is not None:
            return _directed(discourse, directed[1], weekday_of(directed[2])), ()
        reading = resolution.open_weekday(discourse, m, weekday_of(words))
    if not isinstance(reading.meaning, Period):
        return None
    return reading.meaning, reading.steps


@rule(
    rf"(?P<day>today|yesterday|tomorrow){_PART_AFTER}(?!['’]s (?:Women|Show|World))",
    examples={
        "He spoke [today].": "2013-02-12",
        "She left [yesterday].": "2013-02-11",
        "They return [tomorrow night].": "2013-02-13TNI",
        "It rained [yesterday morning].": "2013-02-11TMO",
    },
    rejects=["USA Today reported."],
)
def today(m: Match, discourse: Discourse) -> Reading | None:
    """Today, its neighbours, and their parts."""
    word = m["day"].lower()
    if m["day"] == "Today" and m.string[max(0, m.start() - 4) : m.start()] == "USA ":
        return None
    offset = {"today": 0, "yesterday": -1, "tomorrow": 1}[word]
    return read(_at(discourse.dct.shift(offset), _part_named(m)), Step(DEICTIC, m["day"], "the day of publication"), confidence=0.97)


@rule(
    r"(?P<word>tonight|tonite|last night|overnight|this night)",
    examples={
        "They play [tonight].": "2013-02-12TNI",
        "It froze [last night].": "2013-02-11TNI",
    },
    priority=2,
)
def tonight(m: Match, discourse: Discourse) -> Reading | None:
    """The night of the day, or of the day before."""
    word = m["word"].lower()
    if word == "overnight":
        return None
    day = discourse.dct.shift(-1 if word.startswith("last") else 0)
    return read(resolution.with_part(day, DayPart.NIGHT), confidence=0.9)


@rule(
    rf"(?:the )?(?:(?P<early>early|late) )?(?P<weekday>{WEEKDAY}){_PART_AFTER}(?! (?:Times|Mirror|Telegraph|Express|Post|Herald|Mail|Sun|school|Night Live))",
    examples={
        "The council met on [Monday].": "2013-02-11",
        "It is [Tuesday].": "2013-02-12",
        "The talks will resume on [Friday].": "2013-02-15",
        "A storm came on [Sunday night].": "2013-02-10TNI",
        "The march on [Sunday] drew 2000 people.": "2013-02-10",
        "A curfew that runs to [Wednesday morning].": "2013-02-13TMO",
    },
    rejects=["She reads the Sunday Times.", "He sang in Sunday school."],
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday, alone or with a part of it; capitals tell it from a family name only in the plural."""
    if not m["weekday"][0].isupper() and discourse.context.genre is not Genre.SOCIAL and m["weekday"].islower() is False:
        return None
    start = m.start("early") if m["early"] else m.start("weekday")
    reading = resolution.open_weekday(discourse, m, weekday_of(m["weekday"]))
    if not isinstance(reading.meaning, Period):
        return None
    mod = {"early": Mod.START, "late": Mod.END}.get((m["early"] or "").lower())
    part = _part_named(m)
    choices = [choice(_at(c.meaning, part), c.confidence, c.reason) for c in reading.choices if isinstance(c.meaning, Period)]  # fmt: skip
    steps = reading.steps
    if mod:
        steps = (*steps, Step("en.vague.early_late", m["early"], mod.value))
    found = read(_at(reading.meaning, part), *steps, mod=mod, confidence=reading.confidence, choices=choices, start=start)
    return replace(found, modifiable=False)


@rule(
    rf"(?P<weekday>{ANY_WEEKDAY})(?: (?P<part>{PART})|(?=,? (?:at )?\d{{1,2}}(?::\d\d)?(?: ?[ap]\.?m|[.!?,;]|$|\b)))",
    examples={"Open [Sat night] only.": "2013-02-09TNI", "Show is [Thurs] at 8.": "2013-02-07"},
    rejects=["He sat at 8."],
    priority=-1,
)
def short_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A shortened weekday, where a clock time or part of day shows that it is one."""
    word = m["weekday"]
    if word.lower() in WEEKDAYS and word.lower().endswith("day"):
        return None
    if not word[0].isupper():
        return None
    reading = resolution.open_weekday(discourse, m, weekday_of(word))
    if not isinstance(reading.meaning, Period):
        return None
    end = m.end() if m["part"] else m.end("weekday")
    return read(_at(reading.meaning, _part_named(m)), *reading.steps, confidence=0.8, end=end)


@rule(
    rf"(?:(?:a|one) week from |(?P<half>this past |this coming |last |next |this |past |coming |the (?:following|previous|next|past) ))(?P<weekday>{ANY_WEEKDAY}){_PART_AFTER}",
    examples={
        "She resigned [last Monday].": "2013-02-11",
        "It opened [last Tuesday], not sooner.": "2013-02-05",
        "They vote [next Friday].": "2013-02-15",
        "See you [this Thursday night].": "2013-02-14TNI",
        "It starts [a week from Monday].": "2013-02-25",
        "It failed [this past Sunday].": "2013-02-10",
    },
    rejects=["At last Mondays are free."],
    priority=2,
)
def directed_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """ "Last Tuesday" on a Tuesday is a week ago; "next Friday" is the first one to come; "this" looks at the week."""
    number, part = weekday_of(m["weekday"]), _part_named(m)
    if m["half"] is None:
        return read(_at(resolution.next_weekday(discourse, number).shift(7), part), confidence=0.85)
    which = m["half"].lower().strip()
    if which in ("last", "past", "this past"):
        day = resolution.last_weekday(discourse, number)
        earlier = choice(_at(day.shift(-7), part), 0.15, "of the week before")
        return read(_at(day, part), confidence=0.85, choices=[earlier])
    if which in ("the previous", "the past"):
        return read(_at(_around_last(discourse, number, back=True), part), confidence=0.75)
    if which in ("the following", "the next"):
        return read(_at(_around_last(discourse, number, back=False), part), confidence=0.75)
    if which == "this":
        return read(_at(_directed(discourse, which, number), part), confidence=0.85)
    day = resolution.next_weekday(discourse, number)
    return read(_at(day, part), confidence=0.75, choices=[choice(_at(day.shift(7), part), 0.25, "of the week after")])


def _directed(discourse: Discourse, which: str, weekday: int) -> Period:
    """ "This Friday" is the one of the week, "last" and "next" the nearest on either side."""
    if which == "last":
        return resolution.last_weekday(discourse, weekday)
    if which == "next":
        return resolution.next_weekday(discourse, weekday)
    return Period(Granularity.DAY, discourse.anchor.to(Granularity.WEEK).first_day + weekday - 1)


def _around_last(discourse: Discourse, weekday: int, *, back: bool) -> Period:
    day = (discourse.last(Granularity.DAY) or discourse.anchor).to(Granularity.DAY)
    if back:
        return day.shift(-((civil.weekday(day.n) - weekday - 1) % 7 + 1))
    return day.shift((weekday - civil.weekday(day.n) - 1) % 7 + 1)


@rule(
    rf"(?P<weekday>{WEEKDAY}) (?P<which>last|this|next) week",
    examples={
        "He quit [Thursday last week].": "2013-02-07",
        "They meet [Wednesday next week].": "2013-02-20",
    },
    priority=3,
)
def weekday_of_week(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of last, this or next week."""
    week = resolution.deictic(discourse, Granularity.WEEK, _DIRECTION[m["which"].lower()])
    return read(Period(Granularity.DAY, week.first_day + weekday_of(m["weekday"]) - 1))


@rule(
    rf"{_THIS_NEXT_LAST} (?P<unit>{PERIOD_UNIT})(?! (?:old|long|of (?:school|college|life)))",
    examples={
        "It fell [last month].": "2013-01",
        "Rain is due [next week].": "2013-W08",
        "Costs rose [this year].": "2013",
        "It snowed [last weekend].": "2013-W06-WE",
        "It doubled [this past quarter].": "2012-Q4",
        "They marry [next year].": "2014",
        "In [the past decade] it grew.": "P1DE",
        "For [the next year] it is closed.": "P1Y",
    },
    rejects=["This day labourer left."],
    priority=1,
)
def last_this_next(m: Match, discourse: Discourse) -> Reading | None:
    """The unit before, of, or after the reference time; with an article it is an amount of time."""
    which, unit = m["which"].lower(), unit_of(m["unit"])
    which = re.sub(r"\s+", " ", which)
    if m["unit"].lower() == "day":
        if which not in ("this", "this very", "next"):
            return None
        if which == "next":
            if not m[0].lower().startswith("the"):
                return read(discourse.dct.shift(1), confidence=0.6)
            last = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY)
            return read((last or discourse.dct).to(Granularity.DAY).shift(1), confidence=0.75)
        if re.match(r" (?:labou?r|care|trip|spa)", m.string[m.end() :]):
            return None
        if discourse.narrative:
            last = discourse.last(Granularity.DAY)
            return read(last, step("previous_date", m[0], last), confidence=0.7) if last else None
        return read(discourse.dct, Step(DEICTIC, m[0], "the day of publication"), confidence=0.7)
    with_article = m[0].lower().startswith("the ")
    if unit in (Unit.CENTURY, Unit.MILLENNIUM) and which == "this":
        return read(resolution.deictic(discourse, UNIT_GRANULARITY[unit], 0), confidence=0.8)
    if with_article and which in ("past", "last", "next", "coming"):
        if which == "next" and discourse.narrative:
            return read(discourse.anchor.to(UNIT_GRANULARITY[unit]).shift(1), confidence=0.7)
        if which == "past" or which == "last" or which == "next":
            return read(Duration.of(per_unit(m["unit"]), unit), confidence=0.75)
    if which == "past" and unit in (Unit.YEAR, Unit.DECADE, Unit.MONTH, Unit.WEEK) and not with_article:
        return None
    shift = _DIRECTION[which]
    if m["unit"].lower() == "fortnight":
        return None
    if unit is Unit.WEEKEND and shift < 0 and civil.weekday(discourse.anchor.first_day) == 7:
        shift = -1
    period = resolution.deictic(discourse, UNIT_GRANULARITY[unit], shift)
    if unit is Unit.QUARTER and which == "last" and with_article:
        return read(Duration.of(1, unit), confidence=0.6)
    return read(period, confidence=0.93)


@rule(
    rf"{_THIS_NEXT_LAST} (?P<month>{MONTH})(?!\.? \d)",
    examples={
        "It was sold [last March].": "2012-03",
        "Reopening [next April].": "2013-04",
        "By [this June] it will be done.": "2013-06",
        "They wed [this past December].": "2012-12",
    },
    priority=2,
)
def directed_month(m: Match, discourse: Discourse) -> Reading | None:
    """ "Last March" is the last one that ended, "next" the first to begin, "this" the year's own."""
    month, which = MONTHS[m["month"].lower().rstrip(".")], re.sub(r"\s+", " ", m["which"].lower())
    if not m["month"][0].isupper():
        return None
    shift = _DIRECTION[which]
    if shift < 0:
        return read(resolution.last_month(discourse, month), confidence=0.9)
    if shift > 0:
        return read(resolution.next_month(discourse, month), confidence=0.9)
    return read(Period.month(discourse.anchor.date[0], month), confidence=0.85)


@rule(
    rf"{_THIS_NEXT_LAST} (?P<season>{SEASON})",
    examples={
        "The river flooded [last spring].": "2012-SP",
        "It opens [this summer].": "2013-SU",
        "Work ends [next fall].": "2013-FA",
        "Cold [this winter].": "2012-WI",
    },
    priority=2,
)
def directed_season(m: Match, discourse: Discourse) -> Reading | None:
    """ "Last spring" is the last one that ended."""
    which = re.sub(r"\s+", " ", m["which"].lower())
    return read(resolution.season_near(discourse, SEASONS[m["season"].lower()], _DIRECTION[which]), confidence=0.85)


@rule(
    rf"(?:early |late |earlier |later )?(?P<this>this|that|the same|the following|the next|the previous) (?P<part>{PART})",
    examples={
        "He called [this morning].": "2013-02-12TMO",
        "They land [this evening].": "2013-02-12TEV",
        "On [3 May 2012] it closed; [that evening] it burned.": "2012-05-03|2012-05-03TEV",
    },
    rejects=["This night-time economy."],
    priority=1,
)
def this_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day of publication, or of the day last mentioned."""
    which = re.sub(r"\s+", " ", m["this"].lower())
    part = PARTS[m["part"].lower()]
    if which == "this" and not discourse.narrative:
        return read(resolution.with_part(discourse.dct, part), confidence=0.9)
    last = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE)
    day = (last or discourse.dct).first_day + {"the following": 1, "the next": 1, "the previous": -1}.get(which, 0)
    return read(Period.part_of_day(day, part), confidence=0.75)


@rule(
    rf"(?:the |late |early )?(?P<part>{PART}|eve|day|dawn) of (?:(?:{ANY_WEEKDAY}),? )?(?:the )?(?P<date>{MONTH} \d{{1,2}}(?!\d)(?:,? (?:1\d|20)\d\d)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? (?:1\d|20)\d\d)?)",
    examples={
        "It fell on [the night of 20 June 1791].": "1791-06-20TNI",
        "On [the morning of April 19, 1775] they came.": "1775-04-19TMO",
        "On [the eve of 3 May 2012].": "2012-05-02",
    },
    priority=5,
)
def part_of_date(m: Match, discourse: Discourse) -> Reading | None:
    """ "The night of 20 June 1791"."""
    named = day_named(m["date"], m, discourse)
    if named is None:
        return None
    day, steps = named
    word = m["part"].lower()
    if word == "day":
        return read(day, *steps, confidence=0.85)
    if word == "eve":
        return read(day.shift(-1), *steps, confidence=0.8)
    return read(resolution.with_part(day, PARTS[word]), *steps, confidence=0.85)


@rule(
    rf"(?P<many>the )?(?P<part>morning|afternoon|evening)(?: of)?(?! (?:News|Post|Star|Herald|Standard|Telegraph|Call|dress|classes|star))",
    examples={
        "By [the evening] the fire was out.": "2013-02-12TEV",
        "It was calm in [the morning].": "2013-02-12TMO",
    },
    rejects=["A good morning to all.", "The Morning Post wrote."],
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day spoken of."""
    before = m.string[max(0, m.start() - 10) : m.start()]
    if m["part"][0].isupper() or not re.search(r"\b(?:in|by|during|since|until|on|for|through) $", before, re.IGNORECASE):
        return None
    if m["many"] is None:
        return None
    last = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE)
    day = (last or discourse.dct).first_day
    end = m.end("part")
    return read(Period.part_of_day(day, PARTS[m["part"].lower()]), confidence=0.6, end=end)


_COUNT = rf"(?P<count>{NUMBER}|an?|another|{VAGUE_NUMBER})"


def _count_of(words: str) -> Fraction | None:
    """How many; None for "several", "a few"."""
    lowered = re.sub(r"\s+", " ", words.lower())
    if lowered in ("a", "an", "another"):
        return Fraction(1)
    if lowered in ("a couple of", "a couple", "couple of", "couple"):
        return Fraction(2)
    if re.fullmatch(VAGUE_NUMBER, lowered):
        return None
    return number_of(lowered)


@rule(
    rf"{_COUNT}(?:[ -](?P<unit>{UNIT}|{UNIT_PLURAL})(?: and a (?P<half>half))?|(?P<half2> and a half) (?P<unit2>{UNIT_PLURAL}))(?: or (?:so|more|two|three))? (?P<way>ago|earlier|before|later|after|back|from now|from today|hence|previously|prior)(?! (?:than|[a-z]+ing\b))",
    examples={
        "It closed [three years ago].": "2010",
        "He came [two weeks ago].": "2013-W05",
        "We met [a month ago].": "2013-01",
        "It broke [three days ago].": "2013-02-09",
        "On [5 May 2012] it sank; [two days later] it was found.": "2012-05-05|2012-05-07",
        "Ready [six months from now].": "2013-08",
        "They sold it [several years ago].": "PAST_REF",
        "Profit in [the third quarter] beat that of [a year earlier].": "2012-Q3|2011-Q3",
        "It shut [a year and a half ago].": "2011-08",
    },
    rejects=["Ten seconds after starting he fell."],
    priority=3,
)
def offset(m: Match, discourse: Discourse) -> Reading | None:
    """So many units from the reference time ("ago") or from the date before ("earlier", "later"), as fine as the unit."""
    way = re.sub(r"\s+", " ", m["way"].lower())
    unit = unit_of(m["unit"] or m["unit2"])
    count = _count_of(m["count"])
    sign = 1 if way in ("later", "after", "from now", "from today", "hence") else -1
    if way in ("before", "after", "prior") and not re.match(r"[.,;:!?)]|$| (?:that|and|but|when|in|at|on)\b", m.string[m.end() : m.end() + 6]):
        return None
    if count is None:
        vague = Reference.PAST if sign < 0 else Reference.FUTURE
        if way in ("later", "after", "before", "earlier"):
            return read(Duration.of(None, unit), confidence=0.5)
        return read(vague, confidence=0.7)
    count *= per_unit(m["unit"] or m["unit2"])
    if m["half"] or m["half2"]:
        count += Fraction(1, 2)
    deictic = way in ("ago", "from now", "from today", "hence", "back")
    if unit is Unit.YEAR and count.denominator == 1 and way in ("ago", "earlier", "before"):
        reported = resolution.same_period_year_before(discourse, int(count)) if count == 1 else None
        if reported is not None:
            return read(reported[0], reported[1], confidence=0.75)
    if deictic and not discourse.narrative:
        anchor, why = discourse.dct, ()
    else:
        last = discourse.last() if not deictic or discourse.narrative else None
        anchor = last or discourse.dct
        why = (step("previous_date", discourse.mentions[-1].text, last),) if last is not None else ()
    period = resolution.moved(discourse, anchor, sign * count, unit)
    if period is None:
        return read(Duration.of(count, unit), confidence=0.5)
    confidence = 0.9 if deictic else 0.7
    if deictic and count >= 10 and unit in (Unit.YEAR, Unit.MONTH) and count % 10 == 0:
        confidence = 0.75  # a round number is rarely meant to the year
    mod = Mod.APPROX if " or so" in m[0].lower() or "couple" in m["count"].lower() else None
    return read(period, *why, mod=mod, confidence=confidence)


@rule(
    r"(?:the )?(?:comparable |same )?(?P<unit>year|month|week|quarter)[ -](?P<way>earlier|ago)(?: (?:fiscal )?(?P<what>quarter|period|month|week|year|(?P<nth>first|second|third|fourth)[- ]quarter|(?P<half>first|second) half|(?P<n>three|six|nine|12) months))?",
    examples={
        "In [the third quarter] it beat the [year-earlier] figure.": "2012-Q3|2011-Q3",
        "A [year-ago] loss.": "2012",
        "It was up from [the year-earlier quarter].": "2012",
    },
    priority=3,
)
def unit_earlier(m: Match, discourse: Discourse) -> Reading | None:
    """ "Year-earlier", "year-ago": the period being reported, one unit back."""
    if "-" not in m[0] and not m["what"]:
        return None
    start = None if m["what"] else m.start("unit")
    unit = unit_of(m["unit"])
    if m["n"]:
        return read(Duration.of(number_of(m["n"]), Unit.MONTH), confidence=0.6)
    if m["nth"]:
        quarter = resolution.open_quarter(discourse, m, ("first", "second", "third", "fourth").index(m["nth"].lower()) + 1)
        assert isinstance(quarter.meaning, Period)
        return read(quarter.meaning.shift(-4), *quarter.steps, confidence=0.8)
    reported = resolution.same_period_year_before(discourse) if unit is Unit.YEAR else None
    if reported is not None:
        return read(reported[0], reported[1], confidence=0.8, start=start)
    return read(discourse.dct.to(UNIT_GRANULARITY[unit]).shift(-1), confidence=0.6, start=start)


_ANAPHORIC = {"previous": -1, "preceding": -1, "prior": -1, "following": 1, "next": 1, "same": 0, "that": 0, "very same": 0,
              "ensuing": 1, "succeeding": 1}  # fmt: skip


@rule(
    rf"(?:(?P<month>{MONTH})(?: (?P<day>\d{{1,2}}))? of |(?P<part>early|late|mid|the (?:spring|summer|autumn|fall|winter)|the (?:end|beginning|start)) (?:in |of ))?(?:the (?P<which>previous|preceding|prior|following|next|same|very same|ensuing|succeeding)|(?P<that>that)(?: same| very)?) (?P<unit>{PERIOD_UNIT}|{MONTH}|{SEASON})",
    examples={
        "On [3 May 2012] it rained; [the following day] it cleared.": "2012-05-03|2012-05-04",
        "In [March 2010] he left, and [the same month] she followed.": "2010-03|2010-03",
        "In [1912] it sank; [the following spring] they searched.": "1912|1913-SP",
        "Since [1950] it grew; [that year] it doubled.": "1950|1950",
        "In [2010] he won, and [the next year] lost.": "2010|2011",
        "By [1940] it was over; in [August of that year] he left.": "1940|1940-08",
        "He came in [1931] and left in [March of the following year].": "1931|1932-03",
    },
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
    fitting = next((t.period for t in reversed(discourse.mentions) if t.period is not None and not granularity.finer_than(t.period.granularity)), None)  # fmt: skip
    if fitting is None:
        if which in ("previous", "prior", "preceding"):
            return read(resolution.deictic(discourse, granularity, -1), confidence=0.5)
        return None if which != "same" else read(resolution.deictic(discourse, granularity, 0), confidence=0.4)
    period, why = fitting.to(granularity).shift(shift), step("previous_date", "", fitting)
    if (m["month"] or m["part"]) and granularity is Granularity.YEAR:
        return _within_year(m, period.n, why, discourse)
    return read(period, why, confidence=0.75, start=m.start("which") - 4 if m["part"] and m["which"] else m.start("that") if m["part"] else None)


def _within_year(m: Match, year: int, why: Step, discourse: Discourse) -> Reading | None:
    """ "August of that year", "early in the next year", "the spring of the same year"."""
    if m["month"]:
        reading = resolution.date(year, MONTHS[m["month"].lower().rstrip(".")], int(m["day"]) if m["day"] else None)
        return read(reading.meaning, why, confidence=0.8) if reading.meaning is not None else reading
    word = m["part"].lower().split()[-1]
    if word in SEASONS:
        return read(Period.season(year, SEASONS[word], south=discourse.south), why, confidence=0.8)
    mod = {"early": Mod.START, "beginning": Mod.START, "start": Mod.START, "mid": Mod.MID}.get(word, Mod.END)
    return read(Period.year(year), why, mod=mod, confidence=0.75)


@rule(
    r"(?P<of>the )(?P<full>(?:full|whole|entire|fiscal|current fiscal|current|latest|most recent|calendar) )?(?P<unit>quarter|year|month|week|weekend|decade|century|day|period)(?! (?:of|before|after|when|in which|old|round|ago|earlier|later|by)\b)|(?P<end>year['’]s[- ]end|year[- ]end|month['’]s end)",
    examples={
        "In [the third quarter] it lost; [the quarter] was wet.": "2012-Q3|2012-Q3",
        "They worked over [the weekend].": "2013-W06-WE",
        "The best result of [the year].": "2013",
        "A loss for [the fiscal year].": "2013",
        "In [the third quarter] it rose; [the latest period] had a gain.": "2012-Q3|2012-Q3",
        "It will close by [year-end].": "2013 END",
    },
    rejects=["A quarter of all.", "The day of reckoning."],
)
def definite_unit(m: Match, discourse: Discourse) -> Reading | None:
    """ "The quarter", "the year": the one being spoken of, else the current one."""
    if m["end"]:
        end = Granularity.YEAR if m["end"].lower().startswith("year") else Granularity.MONTH
        anchor = discourse.last() if discourse.narrative else None
        return read((anchor or discourse.dct).to(end), mod=Mod.END, confidence=0.75)
    full = (m["full"] or "").lower().strip()
    if m["unit"].lower() == "period":
        reported = resolution.same_period_year_before(discourse, 0) if full in ("latest", "most recent", "current") else None
        return read(reported[0], reported[1], confidence=0.75) if reported else None
    unit = unit_of(m["unit"])
    granularity = UNIT_GRANULARITY[unit]
    if unit is Unit.DAY or unit is Unit.DECADE or unit is Unit.CENTURY:
        return None
    if full == "calendar" or (unit is not Unit.YEAR and full in ("full", "whole", "entire", "fiscal", "current fiscal")):
        return None
    if unit is Unit.WEEKEND:
        weekday = civil.weekday(discourse.anchor.first_day)
        sign, cue = discourse.tense(m)
        shift = 0 if sign > 0 or weekday >= 6 else -1
        return read(resolution.deictic(discourse, granularity, shift), *((cue,) if cue else ()), confidence=0.75)
    if unit is Unit.YEAR and re.match(r" (?:ended|ending)\b", m.string[m.end() : m.end() + 8]):
        return read(Duration.of(1, unit), confidence=0.6)
    if unit is Unit.QUARTER:
        reported = resolution.same_period_year_before(discourse, 0)
        if reported is not None:
            return read(reported[0], reported[1], confidence=0.7)
    last = discourse.last(granularity)
    if last is not None and discourse.narrative:
        return read(last, step("previous_date", m[0], last), confidence=0.7)
    if unit is Unit.YEAR and discourse.narrative and (any_last := discourse.last()) is not None:
        return read(any_last.to(granularity), step("previous_date", m[0], any_last), confidence=0.6)
    if unit is Unit.QUARTER:
        return read(resolution.deictic(discourse, granularity, 0), confidence=0.5)
    return read(resolution.deictic(discourse, granularity, 0), confidence=0.55)


@rule(
    rf"(?P<when>earlier|later|early|late) (?P<which>this|last|next|that|the same|in the) (?P<unit>day|week|month|year|decade|century|quarter|{SEASON})",
    examples={
        "He died earlier [this month].": "2013-02 START",
        "It opens later [this year].": "2013 END",
        "She moved [late last year].": "2012 END",
    },
    priority=4,
)
def part_of_unit(m: Match, discourse: Discourse) -> Reading | None:
    """ "Earlier this month": the unit, its first or last part."""
    which = re.sub(r"\s+", " ", m["which"].lower())
    mod = Mod.START if m["when"].lower().startswith("earl") else Mod.END
    word = m["unit"].lower()
    start = m.start("which") if m["when"].lower().endswith("er") else None
    name = Step("en.vague.early_late", m["when"], mod.value)
    if word in SEASONS:
        shift = {"this": 0, "last": -1, "next": 1}.get(which, 0)
        return read(resolution.season_near(discourse, SEASONS[word], shift), name, mod=mod, confidence=0.8, start=start)
    granularity = UNIT_GRANULARITY[unit_of(word)]
    if which in ("that", "the same", "in the"):
        last = discourse.last()
        anchor = last if last is not None and not granularity.finer_than(last.granularity) else None
        period = anchor.to(granularity) if anchor else resolution.deictic(discourse, granularity, 0)
        return read(period, name, mod=mod, confidence=0.7)
    return read(resolution.deictic(discourse, granularity, {"this": 0, "last": -1, "next": 1}[which]), name, mod=mod,
                confidence=0.9, start=start)  # fmt: skip


@rule(
    rf"the (?:day|week|month|year) (?P<which>before|after) (?P<what>last|next|yesterday|tomorrow)(?: (?P<unit>week|month|year|{WEEKDAY}))?",
    examples={
        "Seen [the day before yesterday] in Bath.": "2013-02-10",
        "It failed [the week before last].": "2013-W05",
        "They go [the month after next].": "2013-04",
        "He quit [the day before last Tuesday].": "2013-02-04",
    },
    priority=5,
)
def before_last(m: Match, discourse: Discourse) -> Reading | None:
    """ "The week before last", "the day before last Tuesday"."""
    unit = unit_of(m[0].split()[1])
    sign = -1 if m["which"].lower() == "before" else 1
    what, base = m["what"].lower(), m["unit"]
    if what in ("yesterday", "tomorrow"):
        if unit is not Unit.DAY:
            return None
        return read(discourse.dct.shift(sign + (-1 if what == "yesterday" else 1)))
    granularity = UNIT_GRANULARITY[unit]
    toward = -1 if what == "last" else 1
    if base is None:
        if toward != sign:
            return None
        return read(resolution.deictic(discourse, granularity, 2 * toward), confidence=0.9)
    if base.lower() in WEEKDAYS:
        number = weekday_of(base)
        day = resolution.last_weekday(discourse, number) if toward < 0 else resolution.next_weekday(discourse, number)
        return read(day.to(granularity).shift(sign), confidence=0.85)
    other = UNIT_GRANULARITY[unit_of(base)]
    return read(resolution.deictic(discourse, other, toward).to(granularity).shift(sign), confidence=0.6)
