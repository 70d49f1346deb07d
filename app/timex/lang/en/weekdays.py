"""Weekdays and the parts of a day, and which way they point."""

from __future__ import annotations

import re

from app.timex import civil, resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, choice, read, rule, step
from app.timex.interval import DayPart, Granularity, Period
from app.timex.lang import series
from app.timex.lang.en.words import (
    ANY_WEEKDAY,
    MONTH,
    MONTHS,
    PART,
    PARTS,
    WEEKDAY,
    WEEKDAYS,
)
from app.timex.timex3 import Mod, Step

PART_AFTER = rf"(?: (?P<part>{PART})| at (?P<night>night))?"


def weekday_of(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def part_named(m: Match) -> DayPart | None:
    groups = m.groupdict()
    if groups.get("part"):
        return PARTS[groups["part"].lower()]
    return DayPart.NIGHT if groups.get("night") else None


def part_after(m: Match) -> DayPart | None:
    """What `PART_AFTER` has found."""
    if m["part"]:
        return PARTS[m["part"].lower()]
    return DayPart.NIGHT if m["night"] else None


def at(day: Period, part: DayPart | None) -> Period:
    return day if part is None else resolution.with_part(day, part)


def day_named(words: str, m: Match, discourse: Discourse) -> tuple[Period, tuple[Step, ...]] | None:
    """The day that a clock time stands beside: "today", "Monday", "Nov. 6", "6 November 1989"."""
    lowered = words.lower()
    named = {"today": 0, "tonight": 0, "tdy": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "yesterday": -1}
    if lowered.startswith("this ") and lowered.split()[1] in PARTS:
        return discourse.dct, (step("en.weekdays.this_part", words, discourse.dct),)
    if lowered in named:
        day = discourse.dct.shift(named[lowered])
        return day, (step("en.relative.today", words, day),)
    date = re.search(
        rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:,?\s+(?P<year>\d{{4}}))?|(?P<day2>\d{{1,2}})(?:st|"
        rf"nd|rd|th)?\s+(?:of\s+)?(?P<month2>{MONTH})(?:,?\s+(?P<year2>\d{{4}}))?",
        words,
        re.IGNORECASE,
    )
    if date is not None:
        month = MONTHS[(date["month"] or date["month2"]).lower().rstrip(".")]
        number, year = int(date["day"] or date["day2"]), date["year"] or date["year2"]
        reading = (
            resolution.date(int(year), month, number) if year else resolution.open_date(discourse, m, month, number)
        )
    else:
        directed = re.fullmatch(r"(last|this|next)\s+(\S+)", lowered)
        if directed is not None:
            return _directed(discourse, directed[1], weekday_of(directed[2])), ()
        reading = _weekday(discourse, m, weekday_of(words))
    if not isinstance(reading.meaning, Period):
        return None
    return reading.meaning, reading.steps


def _weekday(discourse: Discourse, m: Match, number: int) -> Reading:
    """A weekday behind the first day of a range, else the one that the sentence means."""
    return series.weekday_behind(discourse, m.start(), number) or resolution.open_weekday(discourse, m, number)


@rule(
    rf"(?:the )?(?:(?P<early>early|late) )?(?P<weekday>{WEEKDAY}){PART_AFTER}(?! (?:Times|Mirror|"
    rf"Telegraph|Express|Post|Herald|Mail|Sun|Group|Club|Review|school|Night Live))",
    examples={
        "The council met on [Monday].": "2013-02-11",
        "It is [Tuesday].": "2013-02-12",
        "The talks will resume on [Friday].": "2013-02-15",
        "The airport was expected to reopen on [Wednesday].": "2013-02-13",
        "The talks were due to end on [Monday] but went on.": "2013-02-11",
        "They waited until [Thursday] to warn the town.": "2013-02-07",
        "On [Wednesday] they visit Halden.": "2013-02-13",
        "A storm came on [Sunday night].": "2013-02-10TNI",
        "The march on [Sunday] drew 2000 people.": "2013-02-10",
        "A curfew that runs to [Wednesday morning].": "2013-02-13TMO",
        "It was shut from [Thursday evening] to [Monday morning].": "2013-02-07TEV|2013-02-11TMO",
        "Between [Friday] and [Sunday] nobody came.": "2013-02-08|2013-02-10",
    },
    rejects=["She reads the Sunday Times.", "He sang in Sunday school.", "The Mail on Sunday wrote."],
)
def weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday, alone or with a part of it; capitals tell it from a family name only in the plural."""
    if (
        not m["weekday"][0].isupper()
        and discourse.context.genre is not Genre.SOCIAL
        and m["weekday"].islower() is False
    ):
        return None
    if m.string.endswith(("Mail on ", "Independent on ", "Scotland on "), 0, m.start("weekday")):
        return None
    start = m.start("early") if m["early"] else m.start("weekday")
    reading = _weekday(discourse, m, weekday_of(m["weekday"]))
    if not isinstance(reading.meaning, Period):
        return None
    part = part_after(m)
    if part is None and m["early"] is None:
        reading.start, reading.modifiable = start, False
        return reading
    mod = {"early": Mod.START, "late": Mod.END}.get((m["early"] or "").lower())
    choices = [
        choice(at(c.meaning, part), c.confidence, c.reason) for c in reading.choices if isinstance(c.meaning, Period)
    ]
    steps = reading.steps
    if mod:
        steps = (*steps, Step("en.vague.early_late", m["early"], mod.value))
    # Where a night ends is told in many ways: the day is surer than its part.
    confidence = min(reading.confidence, 0.55) if part else reading.confidence
    found = read(at(reading.meaning, part), *steps, mod=mod, confidence=confidence, choices=choices, start=start)
    found.modifiable = False
    return found


@rule(
    rf"(?P<weekday>{ANY_WEEKDAY}),? the (?P<day>\d{{1,2}})(?:st|nd|rd|th)"
    rf"(?! (?:of|day|floor|century|hole|time|round|place)\b| (?-i:[A-Z]))",
    examples={
        "She was born on [Monday the 11th].": "2013-02-11",
        "It will open on [Friday, the 15th].": "2013-02-15",
        "Nobody came on [Friday the 13th].": "2012-07-13",
    },
    rejects=["On Friday the 5th round began.", "On Friday the 3rd Battalion left."],
    priority=4,
)
def weekday_nth(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday and the number of its day: a month nearby in which the two agree, on the side the sentence looks."""
    number, day = weekday_of(m["weekday"]), int(m["day"])
    month = discourse.dct.to(Granularity.MONTH)
    sign, cue = discourse.tense(m)
    found: list[Period] = []
    for shift in range(-14, 15):
        year, before = divmod(month.n + shift, 12)
        if civil.is_date(year, before + 1, day):
            n = civil.day_number(year, before + 1, day)
            if civil.weekday(n) == number:
                found.append(Period(Granularity.DAY, n))
    near = [p for p in found if abs(p.n - discourse.dct.n) <= 7]
    past = [p for p in found if p.n <= discourse.dct.n]
    ahead = [p for p in found if p.n > discourse.dct.n]
    chosen = near[:1] or (ahead[:1] if sign > 0 else past[-1:])
    return read(chosen[0], *((cue,) if cue else ()), confidence=0.85 if near else 0.7) if chosen else None


@rule(
    rf"(?P<weekday>{ANY_WEEKDAY})(?: (?P<part>{PART})|(?=,? (?:at )?\d{{1,2}}(?::\d\d)?(?: ?[ap]\.?m|[.!?,;]|$|\b)))",
    examples={"Open [Sat night] only.": "2013-02-09TNI", "Show is [Thurs] at 8.": "2013-02-14"},
    rejects=["He sat at 8."],
    priority=-2,
)
def short_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A shortened weekday, where a clock time or part of day shows that it is one."""
    word = m["weekday"]
    if word.lower() in WEEKDAYS and word.lower().endswith("day"):
        return None
    if not word[0].isupper():
        return None
    reading = _weekday(discourse, m, weekday_of(word))
    if not isinstance(reading.meaning, Period):
        return None
    end = m.end() if m["part"] else m.end("weekday")
    return read(at(reading.meaning, part_named(m)), *reading.steps, confidence=0.8, end=end)


@rule(
    rf"(?:(?:a|one) week from |(?P<half>this past |this coming |last |next |this |past |coming |"
    rf"the (?:following|previous|next|past) |that ))(?P<weekday>{ANY_WEEKDAY}){PART_AFTER}",
    examples={
        "She resigned [last Monday].": "2013-02-11",
        "It opened [last Tuesday], not sooner.": "2013-02-05",
        "They vote [next Friday].": "2013-02-15",
        "See you [this Thursday night].": "2013-02-14TNI",
        "It starts [a week from Monday].": "2013-02-25",
        "It failed [this past Sunday].": "2013-02-10",
    },
    rejects=["At last Mondays are free.", "He knew that Sun's profit fell."],
    priority=2,
)
def directed_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """On a Tuesday, "last Tuesday" is a week ago; "next Friday" is the first one to come; "this" looks at the week."""
    number, part = weekday_of(m["weekday"]), part_named(m)
    if m["weekday"].lower() in ("sun", "sat", "mon", "wed") and (m["half"] or "").lower().strip() == "that":
        return None
    if m["half"] is None:
        return read(at(resolution.next_weekday(discourse, number).shift(7), part), confidence=0.85)
    which = m["half"].lower().strip()
    if which in ("last", "past", "this past"):
        day = resolution.last_weekday(discourse, number)
        earlier = choice(at(day.shift(-7), part), 0.15, "of the week before")
        return read(at(day, part), confidence=0.85, choices=[earlier])
    if which in ("the previous", "the past"):
        return read(at(_around_last(discourse, number, back=True), part), confidence=0.75)
    if which in ("the following", "the next"):
        return read(at(_around_last(discourse, number, back=False), part), confidence=0.75)
    if which == "that":
        last = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.WEEK, Granularity.MINUTE)
        if last is None:
            return None
        day = Period(Granularity.DAY, last.first_day)
        return read(at(day.shift((number - civil.weekday(day.n)) % 7), part), confidence=0.7)
    if which == "this":
        return read(at(_directed(discourse, which, number), part), confidence=0.85)
    day = resolution.next_weekday(discourse, number)
    return read(at(day, part), confidence=0.75, choices=[choice(at(day.shift(7), part), 0.25, "of the week after")])


def _directed(discourse: Discourse, which: str, weekday: int) -> Period:
    """Reads "This Friday" is the one of the week, "last" and "next" the nearest on either side."""
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
    week = resolution.deictic(discourse, Granularity.WEEK, {"last": -1, "this": 0, "next": 1}[m["which"].lower()])
    return read(Period(Granularity.DAY, week.first_day + weekday_of(m["weekday"]) - 1))


@rule(
    r"(?P<word>tonight|tonite|last night|overnight|this night)",
    examples={
        "They play [tonight].": "2013-02-12TNI",
        "It froze [last night].": "2013-02-11TNI",
    },
    rejects=["It was the last night that he spent there."],
    priority=2,
)
def tonight(m: Match, discourse: Discourse) -> Reading | None:
    """The night of the day, or of the day before."""
    word = m["word"].lower()
    if word == "overnight":
        return None
    if word == "last night" and re.search(
        r"\b(?:the|his|her|its|our|their|my)\s$", discourse.before(m.start(), 6), re.IGNORECASE
    ):
        return None
    day = discourse.dct.shift(-1 if word.startswith("last") else 0)
    return read(resolution.with_part(day, DayPart.NIGHT), confidence=0.9)


@rule(
    rf"(?:early |late |earlier |later )?(?P<this>this|that|the same|the following|the next|the previous)"
    rf" (?P<part>{PART})",
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
    if last is None and discourse.narrative and (around := discourse.last()) is not None:
        return read(around, step("previous_date", m[0], around), confidence=0.4)  # of a day that was not told
    if last is None and discourse.narrative:
        day, why = resolution.unknown_day(discourse, m[0])
        return read(resolution.with_part(day, part), why)
    number = (last or discourse.dct).first_day + {"the following": 1, "the next": 1, "the previous": -1}.get(which, 0)
    return read(Period.part_of_day(number, part), confidence=0.75)


@rule(
    rf"(?:(?P<early>early|late|mid)(?:-| ))?(?P<part>morning|afternoon|evening) (?:on )?"
    rf"(?P<day>yesterday|today|tomorrow|{WEEKDAY})(?!['’]s)",
    examples={
        "Shares were up by [mid-afternoon yesterday].": "2013-02-11TAF",
        "It closed [late afternoon Monday].": "2013-02-11TAF",
    },
    rejects=["In the evening Monday's guests left."],
    priority=3,
)
def part_then_day(m: Match, discourse: Discourse) -> Reading | None:
    """The part of a day before the day."""
    named = day_named(m["day"], m, discourse)
    if named is None:
        return None
    day, steps = named
    mod = {"early": Mod.START, "mid": Mod.MID, "late": Mod.END}.get((m["early"] or "").lower())
    return read(resolution.with_part(day, PARTS[m["part"].lower()]), *steps, mod=mod, confidence=0.8)


@rule(
    rf"(?:the |late |early )?(?P<part>{PART}|eve|day|dawn|(?:early|small|late) hours) (?:of|on) (?:(?:{ANY_WEEKDAY})"
    rf",? )?(?:the )?(?P<date>{MONTH} \d{{1,2}}(?:[-–/]\d{{1,2}})?(?!\d)(?:,? (?:1\d|20)\d\d)?|"
    rf"\d{{1,2}}(?:[-–/]\d{{1,2}}|st|nd|rd|th)?(?: of)? {MONTH}(?:,? (?:1\d|20)\d\d)?)",
    examples={
        "It fell on [the night of 20 June 1791].": "1791-06-20TNI",
        "On [the morning of April 19, 1775] they came.": "1775-04-19TMO",
        "On [the eve of 3 May 2012].": "2012-05-02",
        "It began in [the night of 5–6 June 1944].": "1944-06-05TNI",
        "In [the early hours of 3 May 2012] it burned.": "2012-05-03",
    },
    rejects=["The investor day on 3 May 2012."],
    priority=5,
)
def part_of_date(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "The night of 20 June 1791"."""
    if m["part"].lower() == "day" and not m[0].lower().startswith(("the day of", "day of")):
        return None  # "its investor day on May 3"
    # "The night of 5–6 June" begins on the fifth.
    named = day_named(re.sub(r"[-–/]\d{1,2}", "", m["date"]), m, discourse)
    if named is None:
        return None
    day, steps = named
    word = m["part"].lower()
    if word == "day" or word.endswith("hours"):
        return read(day, *steps, confidence=0.85)
    if word == "eve":
        return read(day.shift(-1), *steps, confidence=0.8)
    return read(resolution.with_part(day, PARTS[word]), *steps, confidence=0.85)


# So many characters behind the last day told, "in the morning" is what happens there in the mornings.
_OTHER_DAYS = 1_500


@rule(
    r"(?P<many>the )?(?P<part>morning|afternoon|evening)(?! of (?:life|one|his|her|any|every|"
    r"each)\b)(?: of)?(?! (?:News|Post|Star|Herald|Standard|"
    r"Telegraph|Call|dress|classes|star))",
    examples={
        "By [the evening] the fire was out.": "2013-02-12TEV",
        "It was calm in [the morning].": "2013-02-12TMO",
    },
    rejects=["A good morning to all.", "The Morning Post wrote.", "He rests in the evening of life."],
)
def bare_part(m: Match, discourse: Discourse) -> Reading | None:
    """A part of the day spoken of."""
    before = m.string[max(0, m.start() - 10) : m.start()]
    if m["part"][0].isupper() or not re.search(
        r"\b(?:in|by|during|since|until|on|for|through) $", before, re.IGNORECASE
    ):
        return None
    if m["many"] is None:
        return None
    last = discourse.last(Granularity.DAY, Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE)
    end = m.end("part")
    if last is not None and discourse.leaned_on is not None and m.start() - discourse.leaned_on.end > _OTHER_DAYS:
        last = None
    if last is None and discourse.narrative and (around := discourse.last()) is not None:
        return read(around, step("previous_date", m[0], around), confidence=0.4, end=end)
    if last is None and discourse.narrative:
        day, why = resolution.unknown_day(discourse, m[0])
        return read(resolution.with_part(day, PARTS[m["part"].lower()]), why, end=end)
    number = (last or discourse.dct).first_day
    return read(Period.part_of_day(number, PARTS[m["part"].lower()]), confidence=0.6, end=end)
