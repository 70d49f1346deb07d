"""English words of time, as data, and the pattern fragments built from them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from app.timex.duration import Duration, Unit
from app.timex.interval import DayPart, Granularity


def one_of(words: object) -> str:
    """An alternation, longest words first, so that "mon" does not cut "monday" short."""
    return "|".join(sorted((w.replace(".", r"\.") for w in words), key=len, reverse=True))  # type: ignore[attr-defined]


MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_FULL_MONTHS = [m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")]
_SHORT_MONTHS = [m for m in MONTHS if m not in _FULL_MONTHS]
MONTH = rf"(?:{one_of(_FULL_MONTHS)}|(?:{one_of(_SHORT_MONTHS)})\b\.?)"


def month_of(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


# The years that a number of four figures can name.
YEAR = r"(?:1\d{3}|20\d{2})"

WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    "mon": 1, "tues": 2, "tue": 2, "wed": 3, "weds": 3, "thurs": 4, "thur": 4, "thu": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
_FULL_WEEKDAYS = [w for w in WEEKDAYS if w.endswith("day")]
_SHORT_WEEKDAYS = [w for w in WEEKDAYS if not w.endswith("day")]
WEEKDAY = rf"(?:{one_of(_FULL_WEEKDAYS)})"
# Short names are words of their own ("sun", "sat", "wed"): they count only where a date or clock stands beside them.
ANY_WEEKDAY = rf"(?:{one_of(_FULL_WEEKDAYS)}|(?:{one_of(_SHORT_WEEKDAYS)})\b\.?)"

SEASONS = {"spring": 1, "springtime": 1, "summer": 2, "summertime": 2, "autumn": 3, "fall": 3, "winter": 4,
           "wintertime": 4}  # fmt: skip
SEASON = rf"(?:{one_of(SEASONS)})"

PARTS = {
    "morning": DayPart.MORNING, "afternoon": DayPart.AFTERNOON, "evening": DayPart.EVENING, "night": DayPart.NIGHT,
    "midday": DayPart.MIDDAY, "overnight": DayPart.NIGHT, "daytime": DayPart.DAYTIME, "nighttime": DayPart.NIGHT,
    "dawn": DayPart.MORNING, "dusk": DayPart.EVENING, "mornings": DayPart.MORNING, "afternoons": DayPart.AFTERNOON,
    "evenings": DayPart.EVENING, "nights": DayPart.NIGHT,
}  # fmt: skip
PART = r"(?:morning|afternoon|evening|night)"

UNITS = {
    "second": Unit.SECOND, "sec": Unit.SECOND, "minute": Unit.MINUTE, "min": Unit.MINUTE, "hour": Unit.HOUR,
    "hr": Unit.HOUR, "day": Unit.DAY, "night": Unit.NIGHT, "week": Unit.WEEK, "weekend": Unit.WEEKEND,
    "fortnight": Unit.WEEK, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR, "yr": Unit.YEAR,
    "decade": Unit.DECADE, "century": Unit.CENTURY, "centurie": Unit.CENTURY, "millennium": Unit.MILLENNIUM,
    "mo": Unit.MONTH, "wk": Unit.WEEK,
}  # fmt: skip
UNIT_GRANULARITY = {
    Unit.SECOND: Granularity.SECOND, Unit.MINUTE: Granularity.MINUTE, Unit.HOUR: Granularity.HOUR,
    Unit.DAY: Granularity.DAY, Unit.NIGHT: Granularity.DAY, Unit.WEEK: Granularity.WEEK,
    Unit.WEEKEND: Granularity.WEEKEND, Unit.MONTH: Granularity.MONTH, Unit.QUARTER: Granularity.QUARTER,
    Unit.YEAR: Granularity.YEAR, Unit.DECADE: Granularity.DECADE, Unit.CENTURY: Granularity.CENTURY,
    Unit.MILLENNIUM: Granularity.MILLENNIUM,
}  # fmt: skip
# Units of the calendar, in the singular; clock units and nights name no period of their own.
PERIOD_UNIT = r"(?:day|week|weekend|fortnight|month|quarter|year|decade|century|millennium)"
UNIT = rf"(?:{PERIOD_UNIT}|second|minute|hour|night)"
UNIT_PLURAL = (
    r"(?:seconds|secs|minutes|mins|hours|hrs|days|nights|weeks|weekends|fortnights|months|quarters|"
    r"years|yrs|decades|centuries|millennia)"
)


def unit_of(word: str) -> Unit:
    """The unit a word names, singular or plural."""
    word = word.lower()
    if word == "millennia":
        return Unit.MILLENNIUM
    return UNITS[word] if word in UNITS else UNITS[word.removesuffix("s")]


def per_unit(word: str) -> int:
    """How many of its unit a word stands for: a fortnight is two weeks."""
    return 2 if word.lower().startswith("fortnight") else 1


def amount_of(count: Fraction | int | None, word: str) -> Duration:
    """So many of the unit a word names; decades are counted out in years, as annotators do."""
    unit = unit_of(word)
    if count is None:
        return Duration.of(None, unit)
    if unit is Unit.DECADE:
        return Duration.of(count * 10, Unit.YEAR)
    times = per_unit(word)
    return Duration.of(count if times == 1 else count * times, unit)


_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DIGIT_WORD = one_of([w for w, n in _ONES.items() if n < 10])
SPELLED = (
    rf"(?:(?:(?:a|one|two|three|four|five|six|seven|eight|nine) (?:hundred|thousand)(?: and)?(?: )?)?"
    rf"(?:(?:{one_of(_TENS)})(?:[- ](?:{_DIGIT_WORD}))?|{one_of(_ONES)})|"
    rf"(?:a|one|two|three|four|five|six|seven|eight|nine|ten) (?:hundred|thousand))"
)
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.\d{1,2})?"
# "two", "2", "2.5", "2 1/2", "two and a half"
NUMBER = rf"(?:(?:{DIGITS}|{SPELLED})(?: (?:1/2|and a half|and one half)| ?½|-and-a-half)?|half a|half an)"

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_ORDINALS |= {f"{tens}-{word}": n + _ORDINALS[word]
              for tens, n in (("twenty", 20), ("thirty", 30)) for word in list(_ORDINALS)[:9]}  # fmt: skip
ORDINALS = _ORDINALS
ORDINAL = rf"(?:{one_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"


def ordinal_of(word: str) -> int:
    word = word.lower()
    return ORDINALS[word] if word in ORDINALS else int(word[:-2])


@lru_cache(maxsize=1024)
def number_of(words: str) -> Fraction:
    """The amount that digits or number words say: "2 1/2", "twenty-five", "a hundred"."""
    words = words.lower().replace("½", " and a half").replace("1/2", "and a half").replace("-", " ")
    total, small = Fraction(0), Fraction(0)
    half = Fraction(0)
    for found in ("and a half", "and one half"):
        if found in words:
            half, words = Fraction(1, 2), words.replace(found, " ")
    if words.split() in (["half", "a"], ["half", "an"]):
        return Fraction(1, 2)
    for word in words.split():
        if word[0].isdigit():
            small += Fraction(word.replace(",", ""))
        elif word in _ONES:
            small += _ONES[word]
        elif word in _TENS:
            small += _TENS[word]
        elif word in ("a", "an"):
            small += 1
        elif word in ("hundred", "thousand"):
            small *= 100 if word == "hundred" else 1000
    return total + small + half


# Right before a title in capitals: "on ABC's 'This Week'", "CBS's 60 Minutes".
_BEFORE_TITLE = re.compile(r"(?:['’]s|^|\s)\s?[\"“‘`']{1,2}$|['’]s $")


def is_title(text: str, start: int, unit: int) -> bool:
    """Whether words of time are the name of a broadcast: a unit in capitals behind quotation marks or an owner.

    Args:
        start: offset of the first word.
        unit: offset of the unit.
    """
    capital = text[unit].isupper() and not text[start : unit + 2].isupper()
    return capital and _BEFORE_TITLE.search(text[max(0, start - 5) : start]) is not None


# Amounts nobody counted: "several weeks" is PXW.
VAGUE_NUMBER = (
    r"(?:a few|the few|few|several|some|many|a couple of|a couple|couple of|couple|dozens of|"
    r"hundreds of|thousands of|scores of|tens of|numerous|various|countless)"
)

DECADE_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
                "eighties": 80, "nineties": 90}  # fmt: skip
