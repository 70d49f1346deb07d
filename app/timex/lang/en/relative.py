"""Dates counted from the day of publication or from a date before: "yesterday", "last week", "two years later"."""

from __future__ import annotations

import re
from fractions import Fraction

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import DEICTIC, Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang.en.weekdays import PART_AFTER, at, part_named, weekday_of
from app.timex.lang.en.words import (
    MONTH,
    MONTHS,
    NUMBER,
    ORDINALS,
    PERIOD_UNIT,
    SEASON,
    SEASONS,
    UNIT,
    UNIT_GRANULARITY,
    UNIT_PLURAL,
    VAGUE_NUMBER,
    WEEKDAY,
    WEEKDAYS,
    amount_of,
    is_title,
    number_of,
    one_of,
    ordinal_of,
    per_unit,
    unit_of,
)
from app.timex.story import story
from app.timex.timex3 import Mod, Reference, Step

_DIRECTION = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "present": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
    "this past": -1,
    "this last": -1,
    "this coming": 1,
    "this current": 0,
    "this very": 0,
    "this next": 1,
}


_THIS_NEXT_LAST = (
    r"(?:the )?(?P<which>this past|this last|this coming|this current|this very|last|past|this|next|coming|upcoming)"
)


@rule(
    rf"(?P<day>today|yesterday|tomorrow){PART_AFTER}(?!['’]s (?:Women|Show|World))",
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
    # "Today's youth" is of these times.
    times = word == "today" and m.string[m.end() : m.end() + 2] in ("'s", "’s")
    return read(
        at(discourse.dct.shift(offset), part_named(m)),
        Step(DEICTIC, m["day"], "the day of publication"),
        confidence=0.75 if times else 0.97,
    )


@rule(
    rf"{_THIS_NEXT_LAST} (?P<unit>{PERIOD_UNIT})(?! (?:old|long|of (?:school|college|life)))",
    examples={
        "It fell [last month].": "2013-01",
        "Rain is due [next week].": "2013-W08",
        "Costs rose [this year].": "2013",
        "It snowed [last weekend].": "2013-W06-WE",
        "It doubled [this past quarter].": "2012-Q4",
        "They marry [next year].": "2014",
        "In [the past decade] it grew.": "P10Y",
        "For [the next year] it is closed.": "P1Y",
    },
    rejects=["This day labourer left.", "To this day nobody knows.", 'He spoke on ABC\'s "This Week".'],
    priority=1,
)
def last_this_next(m: Match, discourse: Discourse) -> Reading | None:
    """The unit before, of, or after the reference time; with an article it is an amount of time."""
    which, unit = m["which"].lower(), unit_of(m["unit"])
    which = re.sub(r"\s+", " ", which)
    if is_title(m.string, m.start(), m.start("unit")):
        return None
    if m["unit"].lower() == "day":
        if which not in ("this", "this very", "next"):
            return None
        if which == "next":
            if not m[0].lower().startswith("the"):
                return read(discourse.dct.shift(1), confidence=0.6)
            last = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY)
            if last is None and discourse.narrative:
                day, why = resolution.unknown_day(discourse, m[0])
                return read(day, why)
            return read((last or discourse.dct).to(Granularity.DAY).shift(1), confidence=0.75)
        if re.match(r" (?:labou?r|care|trip|spa)", m.string[m.end() : m.end() + 8]):
            return None
        if re.search(r"\b(?:to|unto)\s$", m.string[max(0, m.start() - 6) : m.start()], re.IGNORECASE):
            return None  # "to this day": up to now, whenever that is
        if discourse.narrative:
            last = discourse.last(Granularity.DAY)
            return read(last, step("previous_date", m[0], last), confidence=0.7) if last else None
        return read(discourse.dct, Step(DEICTIC, m[0], "the day of publication"), confidence=0.7)
    with_article = m[0].lower().startswith("the ")
    if unit in (Unit.CENTURY, Unit.MILLENNIUM) and which == "this":
        return read(resolution.deictic(discourse, UNIT_GRANULARITY[unit], 0), confidence=0.7)
    if with_article and which in ("past", "last", "next", "coming"):
        if which == "next" and discourse.narrative:
            return read(discourse.anchor.to(UNIT_GRANULARITY[unit]).shift(1), confidence=0.7)
        if which == "past" or which == "last" or which == "next":
            return read(amount_of(1, m["unit"]), confidence=0.6)
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
    return read(period, confidence=_LAST_THIS_NEXT.get(unit, 0.85))


# Annotators take a week now for the calendar's, now for seven days, and now for a month; in reports of earnings a year
# may be its quarter.
_LAST_THIS_NEXT = {Unit.WEEK: 0.55, Unit.MONTH: 0.93}


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
    """Reads "Last March" is the last one that ended, "next" the first to begin, "this" the year's own."""
    month, which = MONTHS[m["month"].lower().rstrip(".")], re.sub(r"\s+", " ", m["which"].lower())
    if not m["month"][0].isupper():
        return None
    shift = _DIRECTION[which]
    if shift < 0:
        return read(resolution.last_month(discourse, month), confidence=0.92)
    if shift > 0:
        return read(resolution.next_month(discourse, month), confidence=0.92)
    return read(Period.month(discourse.anchor.date[0], month), confidence=0.85)


_OWN = re.compile(r"\b(?:my|your|his|her|its|our|their)\s$", re.IGNORECASE)


@rule(
    rf"{_THIS_NEXT_LAST} (?P<season>{SEASON})(?! (?:on|upon|into|to|from|off|under|asleep)\b)",
    examples={
        "The river flooded [last spring].": "2012-SP",
        "It opens [this summer].": "2013-SU",
        "Work ends [next fall].": "2013-FA",
        "Cold [this winter].": "2012-WI",
    },
    rejects=["Nobody knew on whom it would next fall upon.", "She spent her last winter there."],
    priority=2,
)
def directed_season(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Last spring" is the last one that ended."""
    which = re.sub(r"\s+", " ", m["which"].lower())
    if _OWN.search(m.string[max(0, m.start() - 6) : m.start()]) is not None:
        return None  # "her last winter in the house"
    return read(resolution.season_near(discourse, SEASONS[m["season"].lower()], _DIRECTION[which]), confidence=0.85)


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
    rf"{_COUNT}(?:[ -](?P<unit>{UNIT}|{UNIT_PLURAL})(?: and a (?P<half>half))?|(?P<half2> and a half)"
    rf" (?P<unit2>{UNIT_PLURAL}))(?: or (?:so|more|two|three))? (?P<way>ago|earlier|before|later|after|"
    rf"back|from now|from today|hence|previously|prior)(?! (?:than|[a-z]+ing\b))",
    examples={
        "It closed [three years ago].": "2010",
        "He came [two weeks ago].": "2013-W05",
        "We met [a month ago].": "2013-01",
        "It broke [three days ago].": "2013-02-09",
        "On [5 May 2012] it sank; [two days later] it was found.": "2012-05-05|2012-05-07",
        "It was asked for in [1643] and granted in [1661], [eighteen years later].": "1643|1661|1661",
        "Ready [six months from now].": "2013-08",
        "They sold it [several years ago].": "PAST_REF",
        "Profit in [the third quarter] beat that of [a year earlier].": "2012-Q3|2011-Q3",
        "It shut [a year and a half ago].": "2011-08",
        "Net for [the nine months] beat that of [a year earlier].": "P9M|2012",
        "It shut in [1984]; [two years after that] the mill burned.": "1984|1986",
    },
    rejects=["Ten seconds after starting he fell."],
    priority=3,
)
def offset(m: Match, discourse: Discourse) -> Reading | None:
    """So many units from the reference time ("ago") or from the date before ("later"), as fine as the unit."""
    way = re.sub(r"\s+", " ", m["way"].lower())
    unit = unit_of(m["unit"] or m["unit2"])
    count = _count_of(m["count"])
    sign = 1 if way in ("later", "after", "from now", "from today", "hence") else -1
    if way in ("before", "after", "prior") and not re.match(
        r"[.,;:!?)]|$| (?:that|and|but|when|in|at|on)\b", m.string[m.end() : m.end() + 6]
    ):
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
    that = _AFTER_THAT.match(m.string, m.end()) if way in ("before", "after") else None
    if unit is Unit.YEAR and count.denominator == 1 and way in ("ago", "earlier", "before"):
        reported = resolution.same_period_year_before(discourse, int(count)) if count == 1 else None
        if reported is not None:
            return read(reported[0], reported[1], confidence=0.65)
    if not deictic and (again := resolution.restated(discourse, m, unit)) is not None:
        return again
    last = None if deictic and not discourse.narrative else discourse.last()
    if last is not None and (reached := story(discourse, m.start())) is not None:
        last = reached.period
    anchor = last or discourse.dct
    why = (step("previous_date", m[0], last),) if last is not None else ()
    period = resolution.moved(discourse, anchor, sign * count, unit)
    if period is None:
        return read(Duration.of(count, unit), confidence=0.5)
    confidence = (0.6 if unit in (Unit.WEEK, Unit.DECADE) else 0.85) if deictic else 0.6
    if deictic and count >= 10 and unit in (Unit.YEAR, Unit.MONTH) and count % 10 == 0:
        confidence = 0.75  # a round number is rarely meant to the year
    mod = Mod.APPROX if " or so" in m[0].lower() or "couple" in m["count"].lower() else None
    return read(period, *why, mod=mod, confidence=confidence, end=that.end() if that else None)


# "Two years after that the mill burned": what "that" means is the date, and no relative clause begins.
_AFTER_THAT = re.compile(
    r"\sthat(?=[,.;:!?)]|$|\s(?:the|an?|his|her|its|their|he|she|it|they|we|in|at|on|came|was|were)\b)", re.IGNORECASE
)


@rule(
    rf"(?P<count>{NUMBER}|an?) (?P<unit>weeks?|years?) ago,? (?:(?P<day>today|yesterday|tomorrow)|"
    rf"(?:on )?(?P<weekday>{WEEKDAY})|(?P<which>this|last|next) (?:(?P<near>week|month|weekend)|(?P<season>{SEASON})))",
    examples={
        "He died [a year ago today].": "2012-02-12",
        "[Two years ago this week] the dam broke.": "2011-W06",
        "It was founded [fifty years ago this spring].": "1963-SP",
        "[Three years ago on Monday] she left.": "2010-02-11",
        "They came [a week ago Friday].": "2013-02-01",
        "It closed [a year ago last month].": "2012-01",
    },
    rejects=["A year ago todayish."],
    priority=5,
)
def ago_from_day(m: Match, discourse: Discourse) -> Reading | None:
    """So many years or weeks to the day, week, month or season: "a year ago today", "a week ago Monday"."""
    count, unit = _count_of(m["count"]), unit_of(m["unit"])
    if count is None or count.denominator != 1 or discourse.narrative:
        return None
    back = int(count)
    if m["which"]:
        toward = _DIRECTION[m["which"].lower()]
        if unit is not Unit.YEAR:
            return None
        if m["season"]:
            return read(resolution.season_near(discourse, SEASONS[m["season"].lower()], toward).shift(-4 * back))
        near = resolution.deictic(discourse, UNIT_GRANULARITY[unit_of(m["near"])], toward)
        if near.granularity is Granularity.MONTH:
            return read(near.shift(-12 * back))
        day = _years_before(near.to(Granularity.DAY), back)
        return None if day is None else read(day.to(near.granularity), confidence=0.8)
    if m["day"]:
        day = discourse.dct.shift({"today": 0, "yesterday": -1, "tomorrow": 1}[m["day"].lower()])
    else:
        day = resolution.last_weekday(discourse, weekday_of(m["weekday"]))
    if unit is Unit.WEEK:
        return read(day.shift(-7 * back), confidence=0.85)
    told = _years_before(day, back)
    return None if told is None else read(told, confidence=0.85)


def _years_before(day: Period, count: int) -> Period | None:
    year, month, number = day.date
    return Period.day(year - count, month, number) if civil.is_date(year - count, month, number) else None


@rule(
    rf"(?P<count>{NUMBER}|an?) (?P<unit>{UNIT}|{UNIT_PLURAL}) (?P<way>after|before)(?= (?!that\b|which\b|when\b)\w)",
    examples={
        "The fort fell on [5 February 1639]. [Five days] after its fall the town gave up.": "1639-02-05|1639-02-10",
        "They met at Ulm in [1702]. [A year] before the meeting he had been a cook.": "1702|1701",
    },
    rejects=["The fort fell on 5 February 1639. They ate for five days after its fall.", "Years after the war."],
    genre=Genre.NARRATIVE,
    only=True,
)
def after_event(m: Match, discourse: Discourse) -> Reading | None:
    """What opens a sentence of a narrative counts from an event, mostly the one whose date was told last."""
    reached = story(discourse, m.start())
    count, unit = _count_of(m["count"]), unit_of(m["unit"])
    if reached is None or count is None or unit not in UNIT_GRANULARITY or discourse.before(m.start()).strip(" \"'“‘("):
        return None
    anchor = reached.period
    if UNIT_GRANULARITY[unit].finer_than(anchor.granularity):
        return None
    count *= per_unit(m["unit"]) * (1 if m["way"].lower() == "after" else -1)
    period = resolution.moved(discourse, anchor, count, unit)
    if period is None:
        return None
    return read(period, step("previous_date", m[0], anchor), confidence=0.5, end=m.end("unit"))


@rule(
    rf"in (?:about |just )?{_COUNT}[ -](?P<unit>{UNIT_PLURAL}|{UNIT})(?P<time>['’]s? time)?(?! (?:of|or|"
    rf"and|before|ago|later|from|to|a|each|every|old|in))",
    examples={
        "The lift will start [in three days].": "2013-02-15",
        "It is due [in two weeks' time].": "2013-W09",
    },
    rejects=[
        "He ran it in three hours.",
        "She learned it in two weeks.",
        "It will cut taxes in a quarter that made a loss.",
    ],
    priority=2,
)
def ahead(m: Match, discourse: Discourse) -> Reading | None:
    """A day, where the sentence looks ahead or says nothing else; else it is how long something took."""
    count, unit = _count_of(m["count"]), unit_of(m["unit"])
    if count is None or count.denominator != 1 or discourse.narrative:
        return None
    if unit is Unit.QUARTER and not m["count"][0].isdigit() and count == 1:
        return None
    if not (m["time"] or _stands_alone(m) or discourse.tense(m)[0] > 0):
        return None
    period = resolution.moved(discourse, discourse.dct, count * per_unit(m["unit"]), unit)
    if period is None or (unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND) and period == discourse.dct):
        return None
    return read(period, confidence=0.7)


def _stands_alone(m: Match) -> bool:
    """Whether the text says nothing but this: what somebody asks to have resolved."""
    before, after = m.string[max(0, m.start() - _SPACE) : m.start()], m.string[m.end() : m.end() + _SPACE]
    return len(before) < _SPACE > len(after) and not before.strip() and not after.strip(" .!?\n")


_SPACE = 16  # more blanks than anybody leaves around a question


@rule(
    rf"the (?P<day>\d{{1,2}}(?:st|nd|rd|th)|last day|{one_of(ORDINALS)}) of (?P<which>last|this|next) month(?!['’]s)",
    examples={
        "It fell on [the 24th of last month].": "2013-01-24",
        "Due [the 3rd of next month].": "2013-03-03",
        "It closed on [the tenth of this month].": "2013-02-10",
    },
    priority=3,
)
def day_of_month(m: Match, discourse: Discourse) -> Reading | None:
    """A day of last, this or next month."""
    month = resolution.deictic(discourse, Granularity.MONTH, _DIRECTION[m["which"].lower()])
    word = m["day"].lower()
    if word == "last day":
        return read(Period(Granularity.DAY, month.last_day), confidence=0.9)
    year, number, _ = month.date
    return resolution.date(year, number, ordinal_of(word))


@rule(
    r"(?:the )?(?:comparable |same )?(?P<unit>year|month|week|quarter)[ -](?P<way>earlier|ago)"
    r"(?: (?:fiscal )?(?P<what>quarter|period|month|week|year|(?P<nth>first|second|third|fourth)"
    r"[- ]quarter|(?P<half>first|second) half|(?P<n>three|six|nine|12) months))?",
    examples={
        "In [the third quarter] it beat the [year-earlier] figure.": "2012-Q3|2011-Q3",
        "A [year-ago] loss.": "2012",
        "It was up from [the year-earlier quarter].": "2012",
    },
    priority=3,
)
def unit_earlier(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Year-earlier", "year-ago": the period being reported, one unit back."""
    if "-" not in m[0] and not m["what"]:
        return None
    start = None if m["what"] else m.start("unit")
    unit = unit_of(m["unit"])
    if m["n"]:
        return read(Duration.of(number_of(m["n"]), Unit.MONTH), confidence=0.6)
    if m["nth"]:
        quarter = resolution.open_quarter(
            discourse, m, ("first", "second", "third", "fourth").index(m["nth"].lower()) + 1
        )
        assert isinstance(quarter.meaning, Period)
        before = quarter.meaning.shift(-4)
        return read(before, step("year_before", m["nth"], quarter.meaning), confidence=0.8)
    reported = resolution.same_period_year_before(discourse) if unit is Unit.YEAR else None
    if reported is not None:
        return read(reported[0], reported[1], confidence=0.8, start=start)
    return read(discourse.dct.to(UNIT_GRANULARITY[unit]).shift(-1), confidence=0.6, start=start)


@rule(
    rf"the (?:day|week|month|year) (?P<which>before|after) (?P<what>last|next|yesterday|tomorrow)"
    rf"(?: (?P<unit>week|month|year|{WEEKDAY}))?",
    examples={
        "Seen [the day before yesterday] in Bath.": "2013-02-10",
        "It failed [the week before last].": "2013-W05",
        "They go [the month after next].": "2013-04",
        "He quit [the day before last Tuesday].": "2013-02-04",
    },
    priority=5,
)
def before_last(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "The week before last", "the day before last Tuesday"."""
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
