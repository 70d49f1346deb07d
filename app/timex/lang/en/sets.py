"""Times that come again: "every Thursday", "daily", "twice a week"."""

from __future__ import annotations

import re

from app.timex.context import Genre
from app.timex.duration import Duration, Unit
from app.timex.grammar import Discourse, Match, Reading, read, rule
from app.timex.lang.en.words import (
    ANY_WEEKDAY,
    MONTH,
    MONTHS,
    NUMBER,
    PART,
    PARTS,
    SEASON,
    SEASONS,
    UNIT,
    UNIT_PLURAL,
    WEEKDAY,
    WEEKDAYS,
    number_of,
    unit_of,
)
from app.timex.timex3 import Recurrence

_SEASON_CODES = ("SP", "SU", "FA", "WI")


def _every(word: str, quant: str) -> Recurrence | None:
    lowered = word.lower().rstrip(".")
    if lowered in WEEKDAYS:
        return Recurrence(f"XXXX-WXX-{WEEKDAYS[lowered]}", quant)
    if lowered in MONTHS:
        return Recurrence(f"XXXX-{MONTHS[lowered]:02d}", quant)
    if lowered in SEASONS:
        return Recurrence(f"XXXX-{_SEASON_CODES[SEASONS[lowered] - 1]}", quant)
    if lowered in PARTS:
        return Recurrence(f"XXXX-XX-XXT{PARTS[lowered].value}", quant)
    return Recurrence(Duration.of(1, unit_of(lowered)).value, quant)


@rule(
    rf"(?P<quant>every|each)(?: (?P<other>other|single|and every|(?P<n>{NUMBER}))"
    rf")? (?P<unit>{UNIT_PLURAL}|{UNIT}|{ANY_WEEKDAY}|{MONTH}|{SEASON}|{PART})(?: (?P<part>{PART}))?",
    examples={
        "They meet [every Thursday].": "XXXX-WXX-4",
        "[Each year] it floods.": "P1Y",
        "He writes [every two weeks].": "P2W",
        "[Each July] they sail.": "XXXX-07",
        "She runs [every morning].": "XXXX-XX-XXTMO",
    },
    rejects=["Each second runner fell.", "Every sun has planets."],
    priority=3,
)
def every(m: Match, discourse: Discourse) -> Reading | None:
    """Every unit, or every so many of them."""
    word = m["unit"]
    if word.lower() == "second":
        return None
    if word.lower() in ("may", "march") and not word[0].isupper():
        return None
    if word.lower() in ("sun", "sat") and not word[0].isupper():
        return None
    quant = m["quant"].upper()
    if m["n"]:
        if word.lower() in WEEKDAYS or word.lower().rstrip(".") in MONTHS or word.lower() in SEASONS:
            return None
        return read(Recurrence(Duration.of(number_of(m["n"]), unit_of(word)).value, quant), confidence=0.85)
    if m["other"] and m["other"].lower() == "other":
        if word.lower() in WEEKDAYS or word.lower() in MONTHS or word.lower() in SEASONS or word.lower() in PARTS:
            return read(Recurrence(_every(word, quant).value, f"{quant} OTHER"), confidence=0.8)  # type: ignore[union-attr]
        return read(Recurrence(Duration.of(2, unit_of(word)).value, quant), confidence=0.8)
    meaning = _every(word, quant)
    return read(meaning, confidence=0.85) if meaning else None


_NTH_WEEKDAY = rf"(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) (?:{WEEKDAY}|weekend)"


@rule(
    rf"(?:(?:the )?{_NTH_WEEKDAY} (?:of|in) (?P<quant>every|each) month|"
    rf"(?P<of_weekday>every|each) {_NTH_WEEKDAY} (?:of|in) (?:the|a) month)",
    examples={
        "They meet on [the first Monday of every month].": "P1M",
        "It opens [the last weekend of each month].": "P1M",
        "The board sits [every second Tuesday of the month].": "P1M",
    },
    rejects=["The first month of the year."],
    priority=4,
)
def monthly_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday of every month: once a month."""
    return read(Recurrence("P1M", (m["quant"] or m["of_weekday"]).upper()), confidence=0.85)


@rule(
    r"(?P<word>hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually|"
    r"semiannually)(?! (?:News|Mail|Times|Telegraph|Mirror|Express|Star|Post|Herald|Standard|Beast|"
    r"Show))",
    examples={"The paper is [daily].": "P1D", "Fees are paid [monthly].": "P1M"},
    rejects=["The Daily Mail wrote.", "The Weekly Standard said."],
)
def adverb(m: Match, discourse: Discourse) -> Reading | None:
    """Adverbs and adjectives of repetition; as part of a name they are none."""
    word = m["word"]
    if word[0].isupper() and re.match(r" [A-Z]", m.string[m.end() : m.end() + 2]):
        return None
    value = {
        "hourly": "PT1H",
        "daily": "P1D",
        "nightly": "P1D",
        "weekly": "P1W",
        "biweekly": "P2W",
        "fortnightly": "P2W",
        "monthly": "P1M",
        "quarterly": "P1Q",
        "yearly": "P1Y",
        "annually": "P1Y",
        "semiannually": "P6M",
    }[word.lower()]
    if word.lower() == "quarterly" or (word.lower().endswith("annually") and discourse.context.genre is Genre.NEWS):
        return None  # annotated news leaves "annually" alone two times in three
    return read(Recurrence(value), confidence=0.6)


@rule(
    rf"(?:(?P<freq>once|twice|(?:{NUMBER}|several) times|(?P<count>{NUMBER}) (?P<of>hours|days|weeks|months)) "
    rf"(?:a|an|per|each|every)|per) (?P<unit>{UNIT})",
    examples={
        "He swims [twice a week].": "P1W",
        "[Three times a day] it rings.": "P1D",
        "[Once a year] they meet.": "P1Y",
        "It costs 9 dollars [per month].": "P1M",
        "She works [three days a week].": "P1W",
        "Guards stood there [24 hours a day].": "P1D",
    },
    rejects=["It ran at 60 miles per hour."],
    priority=3,
)
def times_per(m: Match, discourse: Discourse) -> Reading | None:
    """Reads "Twice a week"."""
    if m["freq"] is None:
        if unit_of(m["unit"]) in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
            return None
        return read(Recurrence(Duration.of(1, unit_of(m["unit"])).value, "EVERY"), confidence=0.7)
    if m["of"]:
        often = f"{Duration.of(number_of(m['count']), unit_of(m['of'])).value.lstrip('PT')}"
        return read(Recurrence(Duration.of(1, unit_of(m["unit"])).value, "EVERY", often), confidence=0.7)
    first = m["freq"].lower().split()[0]
    freq = {"once": "1X", "twice": "2X", "several": "X"}.get(first)
    if freq is None:
        freq = f"{int(number_of(m['freq'].lower().removesuffix('times')))}X"
    return read(Recurrence(Duration.of(1, unit_of(m["unit"])).value, "EVERY", freq), confidence=0.85)


@rule(
    rf"(?P<weekday>{ANY_WEEKDAY})",
    examples={
        "It runs [every Monday], [Wednesday] and [Friday].": "XXXX-WXX-1|XXXX-WXX-3|XXXX-WXX-5",
        "Training [each Tue] and [Thu] at six.": "XXXX-WXX-2|XXXX-WXX-4",
    },
    rejects=["They train every Tuesday, but on Thursday they left.", "Every Tuesday they met. Friday was free."],
    priority=5,
    goes_on=True,
)
def further_weekday(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday in a list that "every" begins."""
    told = discourse.mentions[-1] if discourse.mentions else None
    if told is None or not isinstance(told.meaning, Recurrence) or not told.meaning.value.startswith("XXXX-WXX-"):
        return None
    if told.meaning.quant is None or not _LISTED.fullmatch(m.string, told.end, m.start()):
        return None
    value = f"XXXX-WXX-{WEEKDAYS[m['weekday'].lower().rstrip('.')]}"
    return read(Recurrence(value, told.meaning.quant), confidence=0.8)


_LISTED = re.compile(r"(?:,|,? (?:and|or)| ?[&/+]) ?", re.IGNORECASE)


@rule(
    rf"(?P<weekday>{WEEKDAY}|weekday|weekend)s(?P<part> (?:morning|afternoon|evening|night)"
    rf"s)?(?! (?:ago|later))|(?P<day>{ANY_WEEKDAY}) (?P<nights>mornings|afternoons|evenings|nights)",
    examples={
        "They play on [Mondays].": "XXXX-WXX-1",
        "Open [Tuesday nights].": "XXXX-WXX-2TNI",
        "Free on [weekends].": "XXXX-WXX-WE",
    },
    priority=2,
)
def weekdays(m: Match, discourse: Discourse) -> Reading | None:
    """A weekday in the plural."""
    word = (m["weekday"] or m["day"]).lower().rstrip(".")
    if word == "weekday":
        return None
    value = "XXXX-WXX-WE" if word == "weekend" else f"XXXX-WXX-{WEEKDAYS[word]}"
    part = (m["part"] or m["nights"] or "").strip().lower()
    if part:
        value += f"T{PARTS[part].value}"
    return read(Recurrence(value), confidence=0.85)
