"""Amounts of time, and stretches counted from now: "three days", "the past five years", "8-month-old"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.en.words import (
    NUMBER,
    UNIT,
    UNIT_PLURAL,
    VAGUE_NUMBER,
    amount_of,
    is_title,
    number_of,
    unit_of,
)
from app.timex.timex3 import Mod, Reference

_UNITS = rf"(?P<unit>{UNIT_PLURAL}|{UNIT})"


@lru_cache(maxsize=1024)
def _amount(words: str) -> tuple[Fraction | None, Mod | None]:
    lowered = re.sub(r"\s+", " ", words.lower()).strip()
    if lowered in ("a", "an", "one", "another"):
        return Fraction(1), None
    if "couple" in lowered:
        return Fraction(2), Mod.APPROX
    if re.fullmatch(VAGUE_NUMBER, lowered):
        return None, None
    return number_of(lowered), None


_GOES_ON = re.compile(r" [a-z]")

# "It will one day be green": some day to come.
_SOME_DAY = re.compile(r"\b(?:will|would|could|may|might|can|shall|should|['’]ll) $", re.IGNORECASE)


@rule(
    rf"(?:(?P<the>the) )?(?P<count>{NUMBER})(?:[ -](?:more |full |straight |consecutive |whole |long |"
    rf"additional |calendar |solid |successive |business |working |"
    rf"trading )?){_UNITS}(?P<half> and a half)?(?P<old>[ -]old)?(?!-)",
    examples={
        "It took [three days].": "P3D",
        "Sales for [the nine months] fell.": "P9M",
        "A [35-hour] curfew began.": "PT35H",
        "A [five-year] plan.": "P5Y",
        "An [8-month-old] baby.": "P8M",
        "It lasted [two and a half years].": "P2Y6M",
        "[Twenty-five minutes] passed.": "PT25M",
        "The desert will [one day] be green.": "FUTURE_REF",
    },
    rejects=["A 52-year-old man.", "Room 5 second floor.", "He came 3 second best.", 'He told CBS\'s "60 Minutes" so.'],
)
def amount(m: Match, discourse: Discourse) -> Reading | None:
    """A number of units."""
    word = m["unit"].lower()
    if (word == "second" and "-" not in m[0]) or is_title(m.string, m.start(), m.start("unit")):
        return None
    if word.startswith(("quarter", "second")) and re.match(r"1\d{3}|20\d\d", m["count"]):
        return None
    count, _ = _amount(m["count"])
    assert count is not None
    if word == "day" and m["count"].lower() == "one" and _SOME_DAY.search(m.string[max(0, m.start() - 16) : m.start()]):
        return read(Reference.FUTURE, confidence=0.7, start=m.start("count"))
    single = count <= 1 or "-" in m[0]
    if (
        not single
        and word in ("day", "year", "month", "week", "hour", "minute", "night", "quarter", "century", "decade")
        and not _GOES_ON.match(m.string, m.end())
    ):
        return None
    if word.startswith("quarter") and "-" in m[0]:
        return None  # three-quarters of something
    if m["old"] and word.startswith("year") and discourse.context.genre is Genre.NEWS:
        return None  # the age of a person; annotated news leaves it alone 33 times in 34
    if m["half"]:
        count += Fraction(1, 2)
    # "The nine months" is the stretch itself; "the nine-month wait" is a wait.
    start = m.start("count") if m["the"] and (single or count == 1) else None
    return read(amount_of(count, word), confidence=_sureness(m), start=start)


# Words that an amount stands behind when it is told how long something takes.
_LONG = re.compile(
    r"\b(?:for|within|in|after|until|about|almost|nearly|over|just|only|least|than|of|during|some|every|around|last)\s$",
    re.IGNORECASE,
)
_FROM_EVENT = re.compile(r"\s(?:before|after|following|into|from|away)\b")


def _sureness(m: Match) -> float:
    """How often annotators took an amount so: much where words say that it is one, little where it tells a date.

    "Ten days before the trial" is a date to them.
    """
    if m["the"] or _LONG.search(m.string[max(0, m.start() - 8) : m.start()]):
        return 0.93
    if "-" in m[0]:
        return 0.88
    return 0.6 if _FROM_EVENT.match(m.string, m.end()) else 0.75


@rule(
    rf"(?P<count>{NUMBER}|{VAGUE_NUMBER})(?: to | or |-|–)(?P<second>{NUMBER})(?:[ -])"
    rf"(?P<unit>{UNIT_PLURAL}|{UNIT})(?P<old>[ -]old)?",
    examples={"It will take [two to three weeks].": "P2W", "In [5-10 years] it will pay.": "P5Y"},
    priority=2,
)
def amount_range(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Two to three weeks": the lower number, which is what TIMEX3 can say."""
    count, _ = _amount(m["count"])
    if count is None or re.fullmatch(r"(?:1\d|20)\d\d", m["count"]) or count >= number_of(m["second"]):
        return None
    return read(amount_of(count, m["unit"]), mod=Mod.APPROX, confidence=0.7)


@rule(
    rf"(?P<count>{VAGUE_NUMBER})(?: more| other| different| short| long)?[ -](?P<unit>{UNIT_PLURAL})",
    examples={
        "It took [several weeks].": "PXW",
        "After [a few minutes] they left.": "PTXM",
        "After [a couple of days] it ended.": "P2D APPROX",
    },
)
def vague_amount(m: Match, discourse: Discourse) -> Reading | None:
    """Units that nobody counted."""
    count, mod = _amount(m["count"])
    return read(amount_of(count, m["unit"]), mod=mod, confidence=0.7)


# "Four flights a week" and "$2 million a year" are rates.
_RATE = re.compile(
    r"(?:[$£€]\s?[\d.,]+|\b\d[\d.,]*|\b(?:million|billion|cents|hours|times|flights|seats|shares?|"
    r"barrels|units|tons|tonnes|passengers|visitors|percent|pounds|dollars|euros|pence)) $",
    re.IGNORECASE,
)


@rule(
    rf"(?P<article>an?|half an?|another|one|each) (?:full |whole |entire |single |solid |"
    rf"additional )?(?P<unit>quarter[- ]century|half[- ]century|half[- ]hour|{UNIT})"
    rf"(?P<half> and a half)?(?P<old>[ -]old)?(?![- ](?:ago|earlier|later|long|end|old|at (?:a )?time))",
    examples={
        "It took [a year].": "P1Y",
        "For [a year and a half] it stood.": "P1Y6M",
        "[A quarter-century] of work.": "P25Y",
    },
    rejects=[
        "A second opinion.",
        "A quarter of it.",
        "Four flights a week.",
        "It costs $2 million a year.",
        "A day labourer came.",
        "A night watchman.",
    ],
    priority=-1,
)
def one(m: Match, discourse: Discourse) -> Reading | None:
    """One unit."""
    word, article = re.sub("[-‐‑]", " ", m["unit"].lower()), m["article"].lower()
    if article in ("a", "an") and _RATE.search(m.string[max(0, m.start() - 32) : m.start()]):
        return None
    after = m.string[m.end() : m.end() + 16]
    if article == "each" or (word in ("second", "quarter") and article != "half a"):
        return None
    if re.match(
        r" (?:labou?r\w*|watch\w*|trip|care|school|job|club|shift|trader|game|train|bus|or)\b", after
    ) and word in ("day", "night"):
        return None
    if re.match(r" (?:amount|detail|trace|quantity|particle|fraction)", after):
        return None
    if word.endswith("century") and " " in word:
        return read(Duration.of(25 if word.startswith("quarter") else 50, Unit.YEAR), confidence=0.85)
    if word == "half hour":
        return read(Duration.of(30, Unit.MINUTE), confidence=0.85)
    count = Fraction(1, 2) if article.startswith("half") else Fraction(1)
    if m["half"]:
        count += Fraction(1, 2)
    return read(amount_of(count, word), confidence=0.65)


@rule(
    rf"(?:the |these |those |this )?(?P<which>past|last|next|first|coming|previous|final|preceding|"
    rf"following|recent|latest|early|remaining|closing|opening)(?: (?:more than|few more)"
    rf")? (?:(?P<count>{NUMBER}|{VAGUE_NUMBER}|few|several|couple of)[ -])?(?:full |calendar |fiscal |"
    rf"trading |business )?(?P<unit>{UNIT_PLURAL})(?P<of> of (?:(?:1\d|20)\d\d|"
    rf"the (?:fiscal )?year|this year|last year))?",
    examples={
        "In [the past three months] it rose.": "P3M",
        "Within [the next few days] they go.": "PXD",
        "In [the first nine months] sales fell.": "P9M",
        "In [the past years] it sank.": "PXY",
        "[Recent weeks] were dry.": "PXW",
        "As in [past years], it snowed.": "PAST_REF",
        "In [the first nine months] of [1989] it lost.": "P9M|1989",
    },
    rejects=["The last seconds count.", "The latest weekend"],
    priority=2,
)
def stretch(m: Match, discourse: Discourse) -> Reading | None:
    """A stretch before or after now, told by its length."""
    which = m["which"].lower()
    unit = unit_of(m["unit"])
    if m["count"] is None:
        if which in ("coming", "next"):
            return read(Duration.of(None, unit) if which == "next" else Reference.FUTURE, confidence=0.6)
        if which in (
            "first",
            "early",
            "final",
            "closing",
            "opening",
            "remaining",
            "latest",
            "previous",
            "following",
            "preceding",
        ) and unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.QUARTER, Unit.NIGHT):
            return None
        if which in ("last", "past") and unit is Unit.SECOND:
            return None
        if unit is Unit.YEAR and (which == "recent" or m[0].lower().startswith("past")):
            return read(Reference.PAST, confidence=0.6)
        return read(Duration.of(None, unit), confidence=0.55)
    count, mod = _amount(m["count"])
    # In news the year is an expression of its own; histories take the whole for one.
    end = m.end("unit") if m["of"] and not discourse.narrative else None
    return read(amount_of(count, m["unit"]), mod=mod, confidence=0.7 if count is None else 0.92, end=end)


@rule(
    r"the (?:past (?P<past>half[- ]hour|hour|minute|day)|(?:last|next) (?P<hour>half[- ]hour|hour))(?! of\b)",
    examples={
        "In [the past hour] it rained.": "PT1H",
        "Over [the past day] two died.": "P1D",
        "It opens within [the next half-hour].": "PT30M",
    },
    rejects=["At the last minute he left.", "In the last hour of the trial he spoke."],
    priority=2,
)
def short_stretch(m: Match, discourse: Discourse) -> Reading | None:
    """An hour or a day before or after now, told as an amount."""
    word = re.sub("[-‐‑]", " ", (m["past"] or m["hour"]).lower())
    if word == "half hour":
        return read(Duration.of(30, Unit.MINUTE), confidence=0.85)
    return read(Duration.of(1, unit_of(word)), confidence=0.85)


@rule(
    rf"(?:the |these |those |many |for |his |her |its |their |our |my )?(?P<unit>{UNIT_PLURAL})"
    rf"(?P<old>[ -]old)?(?! (?:ago|later|earlier)\b)",
    examples={
        "It went on for [days].": "PXD",
        "[Years] passed.": "PXY",
        "Within [hours] they had left.": "PTXH",
    },
    rejects=["The seconds column.", "Quarters are cheap.", "In the early hours of Monday it rained."],
    priority=-2,
)
def bare_units(m: Match, discourse: Discourse) -> Reading | None:
    """A plural unit without a number."""
    word = m["unit"].lower()
    if m["old"]:
        return None
    if word == "hours" and re.search(r"\b(?:early|small|wee|late) $", m.string[max(0, m.start() - 6) : m.start()]):
        return None
    if word in ("seconds", "secs", "mins", "hrs", "yrs", "quarters", "nights", "minutes", "weekends"):
        return None
    first = m[0].split()[0].lower()
    start = m.start("unit") if first in ("for", "many", "his", "her", "its", "their", "our", "my") else None
    if (
        m.string[m.start("unit")].isupper()
        and first not in ("the", "these", "those")
        and not re.search(r"(?:^|[.!?]\s+|\n)$", m.string[max(0, m.start() - 3) : m.start()])
    ):
        return None
    return read(Duration.of(None, unit_of(word)), confidence=0.5, start=start)


@rule(
    rf"(?P<unit>{UNIT_PLURAL}|{UNIT})[ -]long",
    examples={"A [year-long] wait.": "P1Y", "A [weeks-long] siege.": "PXW", "A [day-long] talk.": "P1D"},
    rejects=["Year long gone."],
    priority=1,
)
def unit_long(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Year-long", "weeks-long"."""
    word = m["unit"].lower()
    if "-" not in m[0]:
        return None
    plural = word.endswith("s")
    return read(Duration.of(None if plural else 1, unit_of(word)), confidence=0.75)
