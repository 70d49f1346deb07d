"""Years and what is longer: bare numbers, eras, decades, centuries."""

from __future__ import annotations

import re

from app.timex import resolution
from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Reading, read, rule, step
from app.timex.interval import Granularity, Period
from app.timex.lang import anchored
from app.timex.lang.en.words import (
    DECADE_WORDS,
    MONTH,
    ORDINALS,
    SEASON,
    SEASONS,
    YEAR,
    month_of,
    number_of,
    one_of,
    ordinal_of,
)
from app.timex.timex3 import Mod

_MONTH = rf"(?P<month>{MONTH})"


_YEAR = rf"(?P<year>{YEAR})(?![\d%]|[.,]\d)"


# Signs that a bare number is not a year: a measure or plural noun behind it, a label or amount before it.
COUNTED = re.compile(
    r"[ -](?:people|men|women|children|soldiers|troops|miles?|meters?|metres?|feet|pounds?|dollars?|euros?|points?|"
    r"percent|per cent|yards?|kilomet\w+|km|kg|tons?|tonnes?|acres?|hectares?|barrels?|shares?|votes?|seats?|jobs?|"
    r"workers?|employees?|members?|students?|guests?|visitors?|passengers?|pupils?|prisoners?|kilos?|pages?|words?|square|cubic|degrees?|calories|copies|units?|times|"
    r"hours?|minutes?|days?|weeks?|months?|years?|rpm|mph|hp|mhz|block|million|billion|or so|"
    r"[A-Z]\w+ (?:Street|Avenue|Road|St|Ave|Rd|Blvd|Drive|Lane|Way)|"
    r"(?:of|more|other|new|local|young|foreign|armed|such) \w+s)\b",
)


_LABEL = re.compile(
    r"(?:[$£€¥#№]|\b[Pp]ay [A-Z]\w+|\b(?:(?i:No|Nos|number|flight|room|route|highway|section|page|pages|chapter|"
    r"model|channel|version|some|nearly|almost|over|than|least|most|only|another|pay|worth|total|totaling|to about|"
    r"Boeing|Airbus|Windows|Office|extension|ext|code|box)|class [A-Z]|(?P<name>[A-Z]{2,6}))\.?) ?$"
)


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|during|from|to|through|of|for|and|or|between|early|late|mid|around|"
    r"circa|ca?\.|year|years|until|till|pre|post|the|end of|beginning of|spring|summer|fall|autumn|winter|fiscal|"
    r"as of|than in|throughout|that|this|born|late in|election|AD|A\.D\.|c\.)[\s-]|[(–-]|\d{4},)\s?$",
    re.IGNORECASE,
)


@rule(
    rf"(?:the year )?{_YEAR}",
    examples={
        "It was founded in [1985].": "1985",
        "The war of [1812] was long.": "1812",
        "The [2012] figures are in.": "2012",
        "Since [the year 1066].": "1066",
        "It was shown at EXPO [2012] first.": "2012",
    },
    rejects=[
        "Pay ABC 2000 at once.",
        "About 1000 people came.",
        "2000 people came.",
        "It cost $1990.",
        "The number 1500.",
        "A march drew 2000 people.",
        "Boeing 1999 is no model.",
        "Room 2010 is closed.",
        "Pay Corvo 2000 on demand.",
    ],
)
def year(m: Match, discourse: Discourse) -> Reading | None:
    """A bare number taken for a year: from 1900 to 2099 unless it counts or labels something, else on a cue only."""
    text, number = m.string, int(m["year"])
    before, after = text[max(0, m.start() - 24) : m.start()], text[m.end() : m.end() + 40]
    if m[0][0].isdigit():
        if re.match(r"[-–]\d{3}(?!\d)", after):
            return None
        near = abs(number - discourse.dct.date[0]) <= 1
        if (
            COUNTED.match(after)
            or ((label := _LABEL.search(before)) is not None and not (near and label["name"]))
            or (after[:1] in ("%", "°", "'", "’", "/") and after[1:2].isdigit())
        ):
            return None
        if discourse.narrative:  # histories count years more than anything else
            return read(Period.year(number), confidence=0.85)
        cue = _YEAR_CUE.search(before) is not None
        if not cue and (
            not 1900 <= number <= 2099
            or re.match(r" (?!https?:)[a-z]+s\b(?<!was)(?<!has)(?<!is)(?<!its)(?<!as)(?<!this)", after)
        ):
            return None
        if not 1900 <= number <= 2099 and not re.search(
            r"\b(?:in|since|by|until|before|after|during|from|of|year|and|to|circa|between|early|late|"
            r"or|around|the)[ -]$|[(–-]$",
            before,
            re.IGNORECASE,
        ):
            return None
    # Of years long past some are told to the day elsewhere in the text, and some number a model or a law.
    return read(Period.year(number), confidence=0.93 if number > discourse.dct.date[0] - _RECENT else 0.87)


_RECENT = 11  # years before the DCT that news tells of as its own time


@rule(
    r"(?:in|since|of|by|from|during|class of) (?:the )?['’‘](?P<short>\d\d)(?!s|\d)",
    examples={
        "He won in ['08].": "2008",
        "The class of ['92] met.": "1992",
    },
)
def short_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year of two digits behind an apostrophe."""
    return read(Period.year(resolution.short_year(m["short"], discourse)), confidence=0.8, start=m.start("short") - 1)


@rule(
    rf"(?:(?P<month>{MONTH}),? |(?P<season>(?:the )?{SEASON}) (?:of )?|(?:the )?year )?"
    r"(?:(?P<thousand>two thousand(?: and)?(?: (?P<ones>one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))?)|"
    r"(?P<first>nineteen|eighteen|seventeen|twenty|sixteen) (?P<rest>(?:hundred|(?:oh|o)[ -](?:one|two|"
    r"three|four|five|six|seven|eight|nine)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen)))",
    examples={
        "In [January nineteen ninety-seven] it closed.": "1997-01",
        "By [the year two thousand] it was gone.": "2000",
        "The storm of [nineteen ninety-four] was worse.": "1994",
        "Since [nineteen fourteen].": "1914",
        "It was [twenty twelve] when they met.": "2012",
    },
    rejects=["They sold twenty ten-pound notes.", "About eighteen hundred pounds were missing."],
)
def spelled_year(m: Match, discourse: Discourse) -> Reading | None:
    """A year written out in two halves, with its month or season if they are told."""
    if m["thousand"]:
        if not (m["month"] or m["season"] or "year" in m[0].lower()):
            return None
        return _spelled(m, 2000 + (int(number_of(m["ones"])) if m["ones"] else 0), discourse)
    rest = m["rest"].lower()
    if re.match(r"-\w", m.string[m.end() : m.end() + 2]) or (m["first"].lower() == "twenty" and rest == "hundred"):
        return None
    if rest == "hundred" and not m["month"] and not m["season"] and "year" not in m[0].lower():
        behind = m.string[m.end() : m.end() + 40]
        before = m.string[max(0, m.start() - 24) : m.start()]
        if COUNTED.match(behind) or re.match(r" (?:or|and|[a-z]+s)\b", behind) or not _YEAR_CUE.search(before):
            return None  # "about eighteen hundred or two thousand a year"
    if rest == "hundred":
        tail = 0
    elif rest.startswith("o"):
        tail = int(number_of(rest.split(" ")[-1].split("-")[-1]))
    else:
        tail = int(number_of(rest))
    return _spelled(m, int(number_of(m["first"])) * 100 + tail, discourse)


def _spelled(m: Match, year_number: int, discourse: Discourse) -> Reading:
    if m["month"]:
        return read(Period.month(year_number, month_of(m["month"])), confidence=0.85)
    if m["season"]:
        word = m["season"].lower().split()[-1]
        return read(Period.season(year_number, SEASONS[word], south=discourse.south), confidence=0.85)
    return read(Period.year(year_number), confidence=0.92)


@rule(
    rf"(?:(?:(?P<day>\d{{1,2}}) )?{_MONTH} |(?P<season>(?:the )?(?:{SEASON})) (?:of )?)?"
    rf"(?:(?:the )?year )?(?:(?P<ad>AD|A\.D\.) (?P<n>\d{{1,4}})|"
    rf"(?P<number>\d{{1,4}}) (?P<era>BCE|BC|CE|AD|B\.C\.E\.|B\.C\.|C\.E\.|A\.D\.))",
    examples={
        "The battle of [480 BC] was lost.": "BC0480",
        "Pompeii fell in [AD 79].": "0079",
        "It was built in [44 B.C.], they say.": "BC0044",
        "By [1066 AD] it stood.": "1066",
        "In [March 44 BC] he died.": "BC0044-03",
        "He died on [15 March 44 BC].": "BC0044-03-15",
    },
    rejects=["The letters BC 12 mean nothing.", "Vitamins A and CE 5"],
    priority=6,
)
def era(m: Match, discourse: Discourse) -> Reading | None:
    """A year with its era; years before Christ count down, astronomically there is a year 0."""
    era_name = (m["ad"] or m["era"]).replace(".", "")
    if not era_name.isupper() and era_name.lower() == "ad":
        return None
    number = int(m["n"] or m["number"])
    if number == 0:
        return None
    year_number = 1 - number if era_name.upper().startswith("B") else number
    if m["month"]:
        return resolution.date(year_number, month_of(m["month"]), int(m["day"]) if m["day"] else None)
    if m["season"]:
        season_name = m["season"].lower().split()[-1]
        return read(Period.season(year_number, SEASONS[season_name], south=discourse.south), confidence=0.95)
    return read(Period.year(year_number), confidence=0.97)


@rule(
    r"(?P<number>[1-9]\d{1,2})(?! ?(?:[-–—] ?\d|years?|days?|months?|weeks?|hours?|men|ships|miles|km|"
    r"BC|AD|CE|%|,\d|\.\d))",
    examples={
        "They won in [490 BC] and lost in [480].": "BC0490|BC0480",
    },
    rejects=["They won in 490 BC with 300 men.", "In 480 they lost."],
    genre=Genre.NARRATIVE,
    only=True,
    priority=-4,
)
def same_era(m: Match, discourse: Discourse) -> Reading | None:
    """A bare year of two or three figures behind a year with its era: it is of the same era, and near."""
    if not _BARE_YEAR_CUE.search(m.string[max(0, m.start() - 14) : m.start()]):
        return None
    last = discourse.last(Granularity.YEAR, Granularity.SEASON, Granularity.MONTH, Granularity.DAY)
    if last is None:
        return None
    near, number = last.date[0], int(m["number"])
    year_number = 1 - number if near <= 0 else number
    counted = re.match(r" (?:[a-z]+s\b(?<!was)(?<!has)(?<!is))", m.string[m.end() : m.end() + 32])
    if near >= 1000 or abs(year_number - near) > 150 or counted:
        return None
    return read(Period.year(year_number), step("same_era", discourse.mentions[-1].text, last), confidence=0.75)


_BARE_YEAR_CUE = re.compile(
    r"\b(?:in|by|since|until|till|of|from|before|after|during|around|between|and|to|late|early) $", re.IGNORECASE
)


@rule(
    r"(?P<number>\d{1,4})(?= ?(?:[-–—]|to|and|or|until) ?\d{1,4} (?P<era>BCE|BC|B\.C\.E?\.))",
    examples={
        "The war of [431]-[404 BC] ruined it.": "BC0431|BC0404",
        "From [499] to [493 BC] they fought.": "BC0499|BC0493",
    },
    rejects=["From 5 to 6 BC."],
    priority=5,
)
def shared_era(m: Match, discourse: Discourse) -> Reading | None:
    """The first of two years that share their era."""
    other = re.match(r" ?(?:[-–—]|to|and|or|until) ?(\d{1,4})", m.string[m.end() : m.end() + 12])
    if other is None or int(other[1]) >= int(m["number"]):
        return None
    return read(Period.year(1 - int(m["number"])), confidence=0.9)


@rule(
    r"(?:the )?(?P<tens>\d{1,3})0s (?P<era>BCE|BC|B\.C\.E?\.)",
    examples={"In [the 470s BC] it grew.": "BC047"},
    priority=6,
)
def decade_before_christ(m: Match, discourse: Discourse) -> Reading | None:
    """A decade before Christ."""
    return read(Period(Granularity.DECADE, -1 - int(m["tens"])), confidence=0.9)


_CENTURY_ORDINAL = rf"(?P<ordinal>{one_of([w for w, n in ORDINALS.items() if n <= 21])}|\d{{1,2}}(?:st|nd|rd|th))"


@rule(
    rf"(?:the )?{_CENTURY_ORDINAL}[ -]century(?: (?P<era>BCE|BC|CE|AD|B\.C\.E?\.|A\.D\.))?",
    examples={
        "In [the 19th century] it was a mill.": "18",
        "A [twentieth-century] idea.": "19",
        "From [the 5th century BC].": "BC04",
    },
    rejects=["Half a century."],
    priority=2,
)
def century(m: Match, discourse: Discourse) -> Reading | None:
    """A century by its number."""
    number = ordinal_of(m["ordinal"])
    if number == 0:
        return None
    if m["era"] and m["era"].upper().startswith("B"):
        return read(Period.century(-number))
    return read(Period.century(number - 1), confidence=0.88)


@rule(
    r"(?:the )?(?:(?P<year>1\d|20)(?P<tens>\d)0['’]?s|['’‘](?P<short>[1-9])0['’]?s)",
    examples={
        "Back in [the 1990s] it was cheap.": "199",
        "A [1920s] house.": "192",
        "Songs of [the '80s].": "198",
    },
    rejects=["Her 30s were calm.", "Temperatures in the 40s."],
    priority=2,
)
def decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade in figures; without its century only behind an apostrophe, for people have ages."""
    if m["year"]:
        return read(Period.decade(int(m["year"]) * 100 + int(m["tens"]) * 10), confidence=0.88)
    first = resolution.short_year(m["short"] + "0", discourse)
    return read(Period.decade(first), confidence=0.85)


_DECADE_CUE = re.compile(
    r"(?:\b(?:in|of|during|since|from|until|till|through|throughout|early|late|mid|like|back to|and)[\s-]|[-–])$",
    re.IGNORECASE,
)
# What else lies in the nineties: degrees, strokes, ages and speeds.
_MEASURED = re.compile(
    r"\b(?:temperatures?|highs?|lows?|mercury|degrees|thermometer|heat|upper|mid-upper|humidity|scores?|shot|carded|rounds?|"
    r"aged?|ages|patients|speeds?|winds?|percentiles?|grades?|marks?|warm\w*|cool\w*|hot|cold|hover\w*|climb\w*|dip\w*)\b",
    re.IGNORECASE,
)


@rule(
    r"the (?P<tens>[2-9])0s",
    examples={"Bands of [the 90s] toured again.": "199", "Back in [the 60s] it was a mill.": "196"},
    rejects=[
        "Temperatures in the 40s.",
        "It will be hot, with highs in the 90s.",
        "He shot in the 60s.",
        "Men in their 90s.",
    ],
    priority=1,
)
def bare_decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade without century or apostrophe, where nothing is measured."""
    if _DECADE_CUE.search(m.string[max(0, m.start() - 12) : m.start()]) is None:
        return None
    sentence = discourse.before(m.start(), 60) + discourse.after(m.end(), 30)
    if _MEASURED.search(sentence) is not None:
        return None
    return read(Period.decade(resolution.short_year(f"{m['tens']}0", discourse)), confidence=0.7)


@rule(
    rf"(?:the )?(?:(?P<century>nineteen|eighteen) )?(?P<decade>{one_of(DECADE_WORDS)})",
    examples={
        "Cars of [the seventies] rust.": "197",
        "It was [the nineteen fifties].": "195",
    },
    rejects=["A woman in her sixties."],
)
def spelled_decade(m: Match, discourse: Discourse) -> Reading | None:
    """A decade by name; "her sixties" is an age, and twenties alone are banknotes."""
    if not m["century"] and not m[0].lower().startswith("the"):
        return None
    tens = DECADE_WORDS[m["decade"].lower()]
    base = int(number_of(m["century"])) * 100 if m["century"] else 1900
    return read(Period.decade(base + tens), confidence=0.8)


@rule(
    r"(?:the )?(?:(?P<nth>first|second|third|fourth|last|final|latter) (?P<share>half|third|quarter)|"
    r"(?P<edge>opening|closing|first|last|final|early|later) (?:years|decades|part)) of (?:the )?"
    rf"(?:{_CENTURY_ORDINAL}[ -]century(?: (?P<era>BCE|BC|CE|AD|B\.C\.E?\.|A\.D\.))?|"
    rf"(?P<decade>(?:1\d|20)\d0)['’]?s|['’‘](?P<short>[1-9])0['’]?s|(?P<word>{one_of(DECADE_WORDS)}))",
    examples={
        "Mills closed in [the second half of the 19th century].": "18 APPROX",
        "[The last quarter of the eighteenth century] was calm.": "17 END",
        "Prices fell in [the first half of the 1930s].": "193 APPROX",
        "In [the closing years of the 18th century] it burnt.": "17 END",
        "By [the second third of the 5th century BC] it lay empty.": "BC04 MID",
        "In [the latter half of the sixties] it sold well.": "196 APPROX",
    },
    rejects=["The first half of the game.", "The third quarter of the match.", "The second half of the book."],
    priority=3,
)
def portion(m: Match, discourse: Discourse) -> Reading | None:
    """A half, a third or a quarter of a century or decade; what is no third keeps the bounds of the whole."""
    nth, share = (m["nth"] or "").lower(), (m["share"] or "").lower()
    if m["edge"]:
        mod = Mod.START if m["edge"].lower() in ("opening", "first", "early") else Mod.END
    elif share == "half" or (share == "quarter" and nth in ("second", "third")):
        mod = Mod.APPROX
    else:
        mod = {"first": Mod.START, "second": Mod.MID}.get(nth, Mod.END)
    if m["ordinal"]:
        number = ordinal_of(m["ordinal"])
        before = m["era"] is not None and m["era"].upper().startswith("B")
        return read(Period.century(-number if before else number - 1), mod=mod, confidence=0.88) if number else None
    if m["decade"]:
        return read(Period.decade(int(m["decade"])), mod=mod, confidence=0.88)
    reading = anchored.decade(discourse, m[0], int(m["short"]) * 10 if m["short"] else DECADE_WORDS[m["word"].lower()])
    return read(reading.meaning, *reading.steps, mod=mod, confidence=0.8) if reading.meaning is not None else reading


@rule(
    rf"(?:the )?(?P<nth>{one_of([w for w, n in ORDINALS.items() if n <= 10])}|last|final) decade of the "
    rf"{_CENTURY_ORDINAL}[ -]century",
    examples={
        "It burnt in [the first decade of the 20th century].": "190",
        "By [the last decade of the eighteenth century] it was gone.": "179",
    },
    rejects=["The first decade of the war."],
    priority=4,
)
def decade_of_century(m: Match, discourse: Discourse) -> Reading | None:
    """A decade by its number in a century."""
    nth, number = m["nth"].lower(), ordinal_of(m["ordinal"])
    tenth = 10 if nth in ("last", "final") else ordinal_of(nth)
    return read(Period.decade(number * 100 - 110 + tenth * 10), confidence=0.9) if number else None
