"""What a rule is, and what it gets to see.

A rule is a pattern, the function that reads its match, and the sentences that show what it means; the three are
written together with `@rule`. Within a pattern a blank stands for any gap between words (a line break, but no empty
line), letters match in either case, and both ends of the match are word boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from types import ModuleType
from typing import Any, NamedTuple

from app.timex.context import Context, Genre, Tense
from app.timex.cues import Around, Cues, way
from app.timex.duration import Duration
from app.timex.interval import Granularity, Period
from app.timex.notation import expand
from app.timex.spotter import Finds
from app.timex.timex3 import Choice, Mod, Recurrence, Reference, Step, Timex, TimexType, Value, value_of

Match = re.Match[str]

# Characters between an expression and one that goes on from it: ", and ".
RIGHT_BEHIND = 8

# Name of the step with which a reading says that it hangs on the document creation time alone.
DEICTIC = "publication"

# Every example sentence is written on Tuesday 12 February 2013, so that values can be checked in the head.
REFERENCE = Period.day(2013, 2, 12)


# Not frozen, unlike what callers of the tagger see: a document of 2.6 KB has seventeen, and a frozen one takes 2 µs.
@dataclass(slots=True)
class Reading:
    """What a rule makes of its words.

    Attributes:
        meaning: None for what is written like a date and is none, such as 30 February.
        steps: how the meaning was chosen; the rule itself is added as the last step by the tagger.
        choices: the roads not taken.
        start, end: the extent, where it is narrower than the match.
    """

    meaning: Value | None
    type: TimexType
    mod: Mod | None = None
    confidence: float = 0.95
    steps: tuple[Step, ...] = ()
    choices: tuple[Choice, ...] = ()
    start: int | None = None
    end: int | None = None
    modifiable: bool = True  # whether "about" and the like before it belong to it


def read(
    meaning: Value,
    *steps: Step,
    mod: Mod | None = None,
    confidence: float = 0.95,
    choices: Iterable[Choice] = (),
    start: int | None = None,
    end: int | None = None,
    type_: TimexType | None = None,
) -> Reading:
    """A reading whose TIMEX3 type follows from what it means."""
    return Reading(meaning, type_ or _type_of(meaning), mod, confidence, steps, tuple(choices), start, end)


IMPOSSIBLE = Reading(None, TimexType.DATE, confidence=0.0)


def _type_of(meaning: Value) -> TimexType:
    return _OF_PERIOD[meaning.granularity] if isinstance(meaning, Period) else _TYPES[type(meaning)]


_OF_PERIOD = {
    granularity: TimexType.TIME if granularity.finer_than(Granularity.DAY) else TimexType.DATE
    for granularity in Granularity
}
_TYPES = {Duration: TimexType.DURATION, Reference: TimexType.DATE, Recurrence: TimexType.SET}


Resolve = Callable[[Match, "Discourse"], Reading | None]


@dataclass(frozen=True, eq=False)
class Rule:
    """A pattern, the function that reads its match, and its sentences.

    Attributes:
        examples: sentence with the extent in brackets -> TIMEX3 value, read on `REFERENCE`; a value may be followed by
            a blank and its `mod`.
        rejects: sentences in which this rule finds nothing.
        priority: the higher wins between rules that match the same words.
        only: the genre it is for, where it is for one alone.
        goes_on: whether it reads only what stands `RIGHT_BEHIND` another expression: the 3 of "March 2, 3 and 5".
    """

    name: str
    pattern: str
    resolve: Resolve
    examples: Mapping[str, str]
    rejects: tuple[str, ...]
    priority: int
    genre: Genre
    only: Genre | None = None
    goes_on: bool = False

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{expand(self.pattern)})(?!\w)", re.IGNORECASE)

    @cached_property
    def match(self) -> Callable[[str, int], Match | None]:
        """`match` of the compiled pattern."""
        return self.compiled.match


def rule(
    pattern: str,
    *,
    examples: Mapping[str, str],
    rejects: Iterable[str] = (),
    priority: int = 0,
    genre: Genre = Genre.NEWS,
    only: bool = False,
    goes_on: bool = False,
) -> Callable[[Resolve], Rule]:
    """Make a rule of the function that reads its match.

    Args:
        genre: the genre its sentences are read in.
        only: whether it is for that genre alone.
        goes_on: as in `Rule`.
    """

    def decorate(resolve: Resolve) -> Rule:
        place = resolve.__module__.partition(".lang.")[2]
        name = f"{place}.{resolve.__name__}"
        of = genre if only else None
        return Rule(name, pattern, resolve, examples, tuple(rejects), priority, genre, of, goes_on)

    return decorate


def rules_in(modules: Iterable[ModuleType]) -> tuple[Rule, ...]:
    """Every rule that the modules define, so that none can be written and then left off a list."""
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Rule))


@dataclass(frozen=True)
class Modifier:
    """Words before an expression that soften or narrow it: "early", "about", "the end of".

    Attributes:
        pattern: the words, in the notation of rules; a blank follows them unless they end in a hyphen.
        inside: whether the extent takes them in.
        of: granularities or kinds they go with; empty for all.
    """

    name: str
    pattern: str
    mod: Mod
    inside: bool = True
    durations: bool = False  # goes with amounts
    periods: bool = True  # goes with calendar periods


class Bound(NamedTuple):
    """How a word bounds what follows it.

    Attributes:
        name: one of since, until, before, after, not_before, not_after, and perhaps, which makes it uncertain.
    """

    name: str
    pattern: str


# The number of a day, as it stands in a date.
_NTH = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"


@dataclass(frozen=True)
class Grammar:
    """A language: its rules, and the words around expressions that change what they mean."""

    language: str
    rules: tuple[Rule, ...]
    cues: Cues
    modifiers: tuple[Modifier, ...] = ()
    bounds: tuple[Bound, ...] = ()
    # Words that join two expressions to one range: "to", "through", a dash, and `and_`.
    joins: str = r"[-–—]"
    # The word that makes a range of two only behind "between", and a list of them elsewhere.
    and_: str = r"\&"
    # Words before the first of the two; what `and_` needs is the group `between`.
    range_from: str = r"(?P<between>\&)"
    # Words between an amount and the day or month with which it ended: "the three months ended June 30".
    ended: str = r"\&"
    # Determiners that make a stretch of an amount: "the next two weeks".
    definite: str = r"\&"
    # Names of months and seasons, in small letters -> number; where given, the last end of a range or list tells the
    # year of the others ("from June to August 1944").
    months: Mapping[str, int] = field(default_factory=dict)
    seasons: Mapping[str, int] = field(default_factory=dict)
    country: str | None = None
    # Words that tell nothing of what follows them: which rules are tried is decided by the word behind.
    articles: frozenset[str] = frozenset()

    @cached_property
    def join(self) -> re.Pattern[str]:
        """What stands between the two ends of a range, with the space around it."""
        return re.compile(rf"\s*(?:{expand(self.joins)})\s*", re.IGNORECASE)

    @cached_property
    def last_end(self) -> re.Pattern[str] | None:
        """What goes on from the first end of a range or list to the year that all its ends share."""
        names = sorted({*self.months, *self.seasons}, key=len, reverse=True)
        if not names:
            return None
        name = "|".join(map(re.escape, names))
        # "the 4th of August", "early summer", "August 4"
        other = rf"(?:[^\W\d_]{{1,6}}[ -]){{0,2}}(?:{_NTH}(?: \w{{2,3}})? )?(?:{name})\.?(?: {_NTH})?"
        named = other.replace(f"(?:{name})", f"(?P<name>{name})")
        last = rf"{named},?(?: \w{{2,3}})? (?P<year>(?:1\d|20)\d\d)(?!\d)"
        return re.compile(rf"(?:, {expand(other)}){{0,3}},?{self.join.pattern}{expand(last)}", re.IGNORECASE)


# It begins with one class of characters, which `re` skips to; two alternatives it would try at every character.
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<!\n)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])|(?<=\n)\s*\n)")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|St|No|Gen|Sen|"
                           r"Rep|Gov|Col|Lt|Capt|Sgt|Inc|Corp|Co|Ltd|vs|[ap]\.m|U\.S))$")  # fmt: skip
_REACH = 160  # characters that cues are looked for on either side
_FAR_BACK = 64  # mentions
_CROWDED = 20  # characters between two of them
_YEAR_IN_FIGURES = re.compile(r"\d{3}")


@dataclass
class Discourse:
    """What has been read so far, and the words around the expression being read.

    Attributes:
        leaned_on: the expression that a rule has last gone back to, set by `last` and its like. A rule need not tell
            it as a step of its own; the tagger does.
    """

    text: str
    context: Context
    grammar: Grammar
    mentions: list[Timex] = field(default_factory=list)
    # What a narrative has told so far, as `app.timex.story` keeps it.
    thread: Any = None
    leaned_on: Timex | None = None
    _year_told: bool = False
    _looked_through: int = 0  # of the mentions, for a year told
    _verbs: Finds = field(init=False)
    # The day of the document creation time, whatever finer grain it is known to.
    dct: Period = field(init=False)
    narrative: bool = field(init=False)

    def __post_init__(self) -> None:
        self.dct = self.context.dct.to(Granularity.DAY)
        self.narrative = self.context.genre is Genre.NARRATIVE
        self._verbs = Finds(self.grammar.cues.verbs, self.text)

    @property
    def country(self) -> str:
        """The country whose holidays, hemisphere and date order hold; empty where none is known."""
        return self.context.country or self.grammar.country or ""

    @property
    def south(self) -> bool:
        return self.country in SOUTHERN

    def latest(self) -> Iterator[Timex]:
        """What was mentioned, the latest first, as far back as a reader would go: the work at each date is bounded."""
        return reversed(self.mentions[-_FAR_BACK:])

    def tells_year(self) -> bool:
        """Whether the text has told a year so far; before it, a story has only the day of writing to go by."""
        while not self._year_told and self._looked_through < len(self.mentions):
            self._year_told = _YEAR_IN_FIGURES.search(self.mentions[self._looked_through].text) is not None
            self._looked_through += 1
        return self._year_told

    def last(self, *granularities: Granularity) -> Period | None:
        """The latest period mentioned so far, of one of the granularities if any are named.

        In a narrative what hangs on the day of writing ("today") is no place to go on from.
        """
        for timex in self.latest():
            period = timex.period
            if period is None or (granularities and period.granularity not in granularities):
                continue
            if self.narrative and self.hangs_on_publication(timex):
                continue
            self.leaned_on = timex
            return period
        return None

    @staticmethod
    def hangs_on_publication(timex: Timex) -> bool:
        """Whether an expression was read from the day of writing alone ("today")."""
        return timex.steps[0].rule == DEICTIC

    @property
    def anchor(self) -> Period:
        """The reference time: in a narrative the date last mentioned, else the day of publication."""
        return (self.last() if self.narrative else None) or self.dct

    def before(self, position: int, most: int = _REACH) -> str:
        """The sentence's text before the position, at most so many characters of it."""
        return self.text[self.begin_of(position, most) : position]

    def begin_of(self, position: int, most: int = _REACH) -> int:
        """Where the sentence of a position begins; at most so many characters before it."""
        begin = max(0, position - most)
        # The first letter of a sentence tells that one has ended before it.
        for end in reversed(list(_SENTENCE_END.finditer(self.text, begin, position + 1))):
            if not self._abbreviated(end.start()):
                return end.end()
        return begin

    def _abbreviated(self, stop: int) -> bool:
        """Whether the full stop at an offset belongs to the word before it."""
        word = self.text[max(0, stop - 6) : stop]
        # The longest are "Sept" and "Corp": that a word has five letters is told in a tenth of the time.
        return not (len(word) > 4 and word[-5:].isalpha()) and _ABBREVIATION.search(word) is not None

    def after(self, position: int, most: int = _REACH) -> str:
        """The sentence's text from the position on, at most so many characters of it."""
        return self.text[position : self.end_of(position, most)]

    def end_of(self, position: int, most: int = _REACH) -> int:
        """Where the sentence of a position ends; at most so many characters behind it."""
        for end in _SENTENCE_END.finditer(self.text, position, position + most):
            if not self._abbreviated(end.start()):
                return end.start()
        return min(position + most, len(self.text))

    def tense(self, m: Match) -> tuple[int, Step | None]:
        """Which way the sentence looks from the DCT, below 0 past, above 0 future, and the cue that says so.

        A word right before the expression weighs 2, a verb of the sentence 1, what leaves no choice 4, what the caller
        asked for 9.
        """
        if self.context.tense is not None:
            sign = 9 if self.context.tense is Tense.FUTURE else -9
            return sign, Step("tense", self.context.tense.value, "as requested")
        start = m.start()
        # To keep what is found pays only where dates crowd and much of what is around them is looked at again.
        crowded = bool(self.mentions) and start - self.mentions[-1].end < _CROWDED
        verbs = self._verbs.within if crowded else self._verbs.once
        around = Around(self.text, self.begin_of(start, 90), start, m.end(), partial(self.end_of, m.end(), 140), verbs)
        return way(self.grammar.cues, around)


# Countries whose larger part lies south of the equator (ISO 3166-1): there summer begins in December.
SOUTHERN = frozenset(
    "AR AU BO BR BW CL FJ KM LS MG MU MW MZ NA NR NZ PE PG PY RE RW SB SZ TL TO TV TZ UY VU WS ZA ZM ZW".split()
)


def choice(meaning: Value, confidence: float, reason: str) -> Choice:
    return Choice(meaning, confidence, reason)


def step(rule: str, text: str, meaning: Value | str) -> Step:
    """A step whose result is a value, written as TIMEX3."""
    return Step(rule, text, meaning if isinstance(meaning, str) else value_of(meaning))
