"""German words of time as data, and the pattern fragments built from them.

Nouns are few enough to be listed with their forms; adjectives and ordinals are stems with the endings of German.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from app.timex.duration import Unit
from app.timex.interval import DayPart, Granularity

ENDING = "(?:e|en|em|er|es)"


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits.

    Words that begin alike share their beginning: tables of forms compile and match three times as fast so.
    """
    tree: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        tree.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(first).replace(r"\ ", " ") + one_of(rests) for first, rests in tree.items() if first]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return joined + ("?" if "" in tree else "")


def plain(words: str) -> str:
    """Words as tables hold them: lower case, one blank between them, ß for the Swiss ss where numbers have it."""
    return re.sub(r"\s+", " ", words.lower()).strip().replace("dreissig", "dreißig")


def adjective(*stems: str) -> str:
    """A pattern for every form of adjectives: "letzte", "letzten", "letztem" ..."""
    return rf"(?:(?:{one_of(stems)}){ENDING})"


def _table(*lines: str, start: int = 1) -> dict[str, int]:
    """Form -> number; each line holds the forms of one word."""
    return {form: number for number, line in enumerate(lines, start) for form in line.split()}


MONTHS = _table(
    "januar jänner januars jan.", "februar feber februars feb. febr.", "märz mrz. märzes", "april aprils apr.",
    "mai", "juni juno junis jun.", "juli julis jul.", "august augusts aug.", "september septembers sep. sept.",
    "oktober oktobers okt.", "november novembers nov.", "dezember dezembers dez.",
)  # fmt: skip
MONTH = rf"(?:{one_of(MONTHS)})"
# Months that are names of people, too ("Juli Zeh", "August Bebel").
NAMES = frozenset("april mai juli august".split())

_WEEKDAY_NAMES = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag")
WEEKDAYS = {
    form: number
    for number, line in enumerate(_WEEKDAY_NAMES, 1)
    for name in line.split()
    for form in (name, name + "s" if name != "mittwoch" else "mittwochs")
}
WEEKDAY = "(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)"
WEEKDAY_ADVERBS = {name + "s": number for number, line in enumerate(_WEEKDAY_NAMES, 1) for name in line.split()}
SHORT_WEEKDAYS = {"mo": 1, "di": 2, "mi": 3, "do": 4, "fr": 5, "sa": 6, "so": 7}

SEASONS = _table(
    "frühling frühlings frühjahr frühjahrs", "sommer sommers", "herbst herbstes herbsts", "winter winters"
)  # fmt: skip
SEASON = rf"(?:{one_of(SEASONS)})"

PARTS = {
    "morgen": DayPart.MORNING, "früh": DayPart.MORNING, "vormittag": DayPart.MORNING, "mittag": DayPart.MIDDAY,
    "nachmittag": DayPart.AFTERNOON, "abend": DayPart.EVENING, "nacht": DayPart.NIGHT, "morgens": DayPart.MORNING,
    "vormittags": DayPart.MORNING, "mittags": DayPart.MIDDAY, "nachmittags": DayPart.AFTERNOON,
    "abends": DayPart.EVENING, "nachts": DayPart.NIGHT,
}  # fmt: skip
PART = "(?:morgen|vormittag|mittag|nachmittag|abend|nacht)"
PART_ADVERB = "(?:morgens|vormittags|mittags|nachmittags|abends|nachts)"

_SINGULAR = {
    Unit.SECOND: "sekunde", Unit.MINUTE: "minute", Unit.HOUR: "stunde", Unit.DAY: "tag tages", Unit.NIGHT: "nacht",
    Unit.WEEK: "woche", Unit.WEEKEND: "wochenende wochenendes", Unit.MONTH: "monat monats monates",
    Unit.QUARTER: "quartal quartals", Unit.YEAR: "jahr jahres jahrs", Unit.DECADE: "jahrzehnt jahrzehnts jahrzehntes",
    Unit.CENTURY: "jahrhundert jahrhunderts", Unit.MILLENNIUM: "jahrtausend jahrtausends",
}  # fmt: skip
_PLURAL = {
    Unit.SECOND: "sekunden", Unit.MINUTE: "minuten", Unit.HOUR: "stunden", Unit.DAY: "tage tagen",
    Unit.NIGHT: "nächte nächten", Unit.WEEK: "wochen", Unit.WEEKEND: "wochenenden", Unit.MONTH: "monate monaten",
    Unit.QUARTER: "quartale quartalen", Unit.YEAR: "jahre jahren", Unit.DECADE: "jahrzehnte jahrzehnten",
    Unit.CENTURY: "jahrhunderte jahrhunderten", Unit.MILLENNIUM: "jahrtausende jahrtausenden",
}  # fmt: skip
UNITS = {form: unit for table in (_SINGULAR, _PLURAL) for unit, line in table.items() for form in line.split()}
UNIT = rf"(?:{one_of(UNITS)})"
PLURAL = rf"(?:{one_of(form for line in _PLURAL.values() for form in line.split())})"
UNIT_GRANULARITY = {
    Unit.DAY: Granularity.DAY, Unit.WEEK: Granularity.WEEK, Unit.WEEKEND: Granularity.WEEKEND,
    Unit.MONTH: Granularity.MONTH, Unit.QUARTER: Granularity.QUARTER, Unit.YEAR: Granularity.YEAR,
    Unit.DECADE: Granularity.DECADE, Unit.CENTURY: Granularity.CENTURY, Unit.MILLENNIUM: Granularity.MILLENNIUM,
}  # fmt: skip
# One unit of the calendar, in the cases of the singular; "im Jahre" has kept its old dative.
PERIODS = {form: unit for unit in UNIT_GRANULARITY for form in _SINGULAR[unit].split()} | {"jahre": Unit.YEAR}
PERIOD = rf"(?:{one_of(PERIODS)})"

# Stems of adjectives that say how long something takes: "dreitägig", "35-jährig".
UNIT_STEMS = {
    "sekündig": Unit.SECOND, "minütig": Unit.MINUTE, "stündig": Unit.HOUR, "tägig": Unit.DAY, "nächtig": Unit.NIGHT,
    "wöchig": Unit.WEEK, "monatig": Unit.MONTH, "jährig": Unit.YEAR,
}  # fmt: skip
# "jahrelang": units that nobody counted.
LONG = {
    "sekundenlang": Unit.SECOND, "minutenlang": Unit.MINUTE, "stundenlang": Unit.HOUR, "tagelang": Unit.DAY,
    "nächtelang": Unit.NIGHT, "wochenlang": Unit.WEEK, "monatelang": Unit.MONTH, "jahrelang": Unit.YEAR,
    "jahrzehntelang": Unit.DECADE, "jahrhundertelang": Unit.CENTURY,
}  # fmt: skip

_ONES = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
_TEENS = {"zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
          "siebzehn": 17, "achtzehn": 18, "neunzehn": 19}  # fmt: skip
_TENS = {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
         "neunzig": 90}  # fmt: skip
_UP_TO_99 = _ONES | _TEENS | _TENS | {f"{one}und{ten}": a + b for one, a in _ONES.items() for ten, b in _TENS.items()}
_HUNDREDS = {f"{one}hundert": 100 * number for one, number in _ONES.items()}
_CASES_OF_ONE = {f"ein{ending}": 1 for ending in ("e", "en", "em", "er", "es")}
NUMBERS = _UP_TO_99 | _HUNDREDS | _CASES_OF_ONE | {"zweien": 2, "dreien": 3, "dreissig": 30, "hundert": 100,
                                                   "tausend": 1000, "eintausend": 1000}  # fmt: skip
HALVES = {
    "eineinhalb": Fraction(3, 2), "anderthalb": Fraction(3, 2), "einundeinhalb": Fraction(3, 2),
    "zweieinhalb": Fraction(5, 2), "dreieinhalb": Fraction(7, 2), "viereinhalb": Fraction(9, 2),
    "fünfeinhalb": Fraction(11, 2), "sechseinhalb": Fraction(13, 2), "siebeneinhalb": Fraction(15, 2),
}  # fmt: skip
DIGITS = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,\d{1,2})?"
SPELLED = rf"(?:{one_of(NUMBERS | HALVES)})"
NUMBER = rf"(?:{DIGITS}|{SPELLED})"
VAGUE_NUMBER = (
    "(?:(?:mehrere|einige|wenige|viele|etliche|zahlreiche|unzählige)[nr]?|ein paar|einem paar|"
    "dutzende|hunderte|tausende)"
)


def number_of(words: str) -> Fraction:
    """The amount that digits or a number word say: "2,5", "1.500", "einundzwanzig", "zweieinhalb"."""
    words = plain(words)
    if words[0].isdigit():
        return Fraction(words.replace(".", "").replace(",", "."))
    return HALVES[words] if words in HALVES else Fraction(NUMBERS[words])


# "neunzehnhundertvierzehn", "zweitausend(und)acht": years are told in hundreds until 1999.
_OF_YEAR = {f"{word}hundert": 100 * number for word, number in _TEENS.items() if number > 10} | {"zweitausend": 2000}
_REST = rf"(?:und)?(?:{one_of(_UP_TO_99 | {'eins': 1})})"
SPELLED_YEAR = rf"(?:(?:{one_of(_OF_YEAR)}){_REST})"


def spelled_year_of(words: str) -> int:
    """The number of a year in words."""
    words = plain(words)
    hundreds = next(word for word in _OF_YEAR if words.startswith(word))
    rest = words.removeprefix(hundreds)
    return _OF_YEAR[hundreds] + (_UP_TO_99 | {"eins": 1})[rest if rest in _UP_TO_99 else rest.removeprefix("und")]


_ORDINAL_STEMS = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8,
    "neunt": 9, "zehnt": 10, "elft": 11, "zwölft": 12,
} | {f"{word}t": number for word, number in _TEENS.items() if number > 12} | {
    f"{word}st": number for word, number in _UP_TO_99.items() if 20 <= number <= 31
}  # fmt: skip


def ordinals(most: int) -> str:
    """A pattern for ordinals up to a number, in words: "dritten", "einundzwanzigstes"."""
    return rf"(?:(?:{one_of(stem for stem, number in _ORDINAL_STEMS.items() if number <= most)}){ENDING})"


def ordinal_of(words: str) -> int:
    """The number of "dritten" or "3."."""
    words = plain(words)
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    return _ORDINAL_STEMS[re.sub(rf"{ENDING}$", "", words)]


def _roman(number: int) -> str:
    out = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out, number = out + letters * (number // value), number % value
    return out


ROMAN = {_roman(number): number for number in range(1, 22)}

LAST = adjective("letzt", "vergangen", "vorig", "verflossen")
BEFORE_LAST = adjective("vorletzt", "vorvergangen", "vorvorig")
THIS = adjective("dies", "laufend", "heurig")
NEXT = adjective("nächst", "kommend")
AFTER_NEXT = adjective("übernächst")
WHICH = rf"(?:{LAST}|{BEFORE_LAST}|{THIS}|{NEXT}|{AFTER_NEXT})"
_DIRECTIONS = ((LAST, -1), (BEFORE_LAST, -2), (THIS, 0), (NEXT, 1), (AFTER_NEXT, 2))


def direction_of(words: str) -> int:
    """-1 for "letzte" in any form, -2 for "vorletzte", 0 for "diese", 1 for "nächste", 2 for "übernächste"."""
    return next(count for pattern, count in _DIRECTIONS if re.fullmatch(pattern, plain(words)))


# The unit spoken of, and the ones next to it.
SAME = rf"(?:{adjective('selb', 'gleich', 'jen', 'besagt')}|(?:dem|des|der|die|das)selben)"
FOLLOWING = adjective("folgend", "darauffolgend", "nächst", "nächstfolgend")
PREVIOUS = adjective("vorangegangen", "vorhergehend", "vorherig")
