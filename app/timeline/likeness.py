"""How likely two reports of two articles tell the same event: a few measures of the two, weighed and added.

The weights are those of a logistic regression on the stories of `tests/data/stories` at even places of the alphabet
(`python -m benchmarks.fit_joining` makes them anew); the stories at odd places had no part in the weights. Which
measures there are, the threshold and the table of related words were chosen with both halves in view, so neither is
untouched. Of all pairs of tellings that belong together and were both found, 0.556 are joined in the fitted half with
precision 0.988, and 0.601 with 0.982 in the other.

A pair stands against its rivals: where a report could tell several reports of the other article, none of them is sure.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum, auto

from app.timeline.tales import Tale, Telling
from app.timex.civil import DAY

# Times that are longer have to be equal: "in 2021" is told of many things, and most of them are not of one day of it.
LONGEST_COMPARED = 32 * DAY
# The share of words that two tellings of one thing in one article have in common.
NEARLY_ALL = 0.8

# Of a title with fewer content words nobody can say what it is about: "The hack".
_FEWEST_WORDS = 2

WEIGHTS: Mapping[str, float] = {
    "always": -0.87,
    "equal_dates": 1.24,
    "a_day_off": -0.08,
    "a_day_off_by_own_words": -0.83,
    "long": -0.08,
    "one_date_guessed": -0.68,
    "alone_on_its_date": 0.43,
    "title": 0.98,
    "sentence": 0.97,
    "contained": 0.80,
    "same_trigger": 0.46,
    "trigger_of_one_kind": 1.96,
    "kind_of_trigger_in_title": 0.43,
    "concepts": 1.72,
    "shared_name": 0.44,
    "other_names": -0.90,
    "shared_number": 1.47,
    "bare": -0.76,
}


class _Dates(Enum):
    """How the times of two reports are to each other."""

    EQUAL = auto()
    OVERLAP = auto()
    A_DAY_OFF = auto()  # and one of them is only a guess from the day of publication
    NEXT_DAY = auto()  # by their own words


class Likeness:
    """How alike the reports of two articles are; a word counts for the less the more of their reports have it."""

    def __init__(self, one: Tale, other: Tale) -> None:
        self._pairs = [
            (a, b, dates)
            for a in one.tellings
            for b in other.tellings
            if (dates := _dates(a, b)) is not None
            and _can_be_one(a, b)
            # A paper that tells nearly the same on two days tells two things.
            and not (dates is _Dates.NEXT_DAY and one.voice == other.voice)
        ]
        sides = {a.report: a for a, _, _ in self._pairs}, {b.report: b for _, b, _ in self._pairs}
        tellings = [*sides[0].values(), *sides[1].values()]
        self._reports = len(tellings)
        self._having: Counter[str | int] = Counter()
        for telling in tellings:
            self._having.update(telling.sentence)
            self._having.update(telling.concepts)
        self._company = {
            telling.report: sum(_overlap(telling, each) and telling.modality is each.modality for each in side.values())
            for side in sides
            for telling in side.values()
        }

    def measured(self) -> list[tuple[Telling, Telling, list[float]]]:
        """The pairs that could be one event, with their measures in the order of `WEIGHTS`."""
        return [(a, b, self._measures(a, b, dates)) for a, b, dates in self._pairs if _have_something_in_common(a, b)]

    def scored(self) -> list[tuple[float, Telling, Telling]]:
        """The same pairs with how likely each is one event among its rivals, 0 to 1."""
        weights = tuple(WEIGHTS.values())
        odds = [
            (math.exp(math.fsum(weight * value for weight, value in zip(weights, values, strict=True))), a, b)
            for a, b, values in self.measured()
        ]
        candidates: dict[int, list[tuple[float, Telling]]] = defaultdict(list)
        for each, a, b in odds:
            candidates[a.report].append((each, b))
            candidates[b.report].append((each, a))
        return [
            (each / (1 + each + max(_rivals(candidates[a.report], b), _rivals(candidates[b.report], a))), a, b)
            for each, a, b in odds
        ]

    def _measures(self, one: Telling, other: Telling, dates: _Dates) -> list[float]:
        assert one.earliest is not None and one.latest is not None, "pairs are dated"
        assert other.earliest is not None and other.latest is not None, "pairs are dated"
        days = max(one.latest - one.earliest, other.latest - other.earliest) / DAY
        of_one_kind = bool(one.kinds & other.kinds)
        same = one.trigger == other.trigger != ""
        return [
            1.0,
            float(dates is _Dates.EQUAL),
            float(dates in (_Dates.A_DAY_OFF, _Dates.NEXT_DAY)),
            float(dates is _Dates.NEXT_DAY),
            math.log2(max(1.0, days)),
            float(one.guessed is not other.guessed),
            -math.log2(self._company[one.report] * self._company[other.report]),
            self._shared(one.words, other.words),
            self._shared(one.sentence, other.sentence),
            max(self._contained(one.words, other.sentence), self._contained(other.words, one.sentence)),
            float(same),
            float(of_one_kind and not same),
            float(not (same or of_one_kind) and bool(one.kinds & other.concepts or other.kinds & one.concepts)),
            self._shared(one.concepts, other.concepts),
            float(bool(one.names & other.names)),
            float(bool(one.names and other.names) and not one.names & other.names),
            float(bool(one.numbers & other.numbers)),
            float(min(len(one.words), len(other.words)) < _FEWEST_WORDS),
        ]

    def _shared(self, some: frozenset[str] | frozenset[int], others: frozenset[str] | frozenset[int]) -> float:
        """What two sets have in common, 0 to 1, as the cosine of their weights."""
        shared = self._weight(some & others)
        return shared / math.sqrt(self._weight(some) * self._weight(others)) if shared else 0.0

    def _contained(self, some: frozenset[str], others: frozenset[str]) -> float:
        """How much of the lesser of two sets the other one has, 0 to 1."""
        shared = self._weight(some & others)
        return shared / min(self._weight(some), self._weight(others)) if shared else 0.0

    def _weight(self, words: Iterable[str | int]) -> float:
        return math.fsum(math.log(1 + self._reports / self._having[word]) for word in words)


def _rivals(candidates: Iterable[tuple[float, Telling]], chosen: Telling) -> float:
    """The odds of all others than the chosen one; what only says it again is no other."""
    return math.fsum(odds for odds, telling in candidates if telling is not chosen and not says_again(telling, chosen))


def says_again(one: Telling, other: Telling) -> bool:
    """Whether two reports of one article tell the same thing in nearly the same words."""
    return (
        (one.modality, one.earliest, one.latest, one.trigger, one.numbered)
        == (other.modality, other.earliest, other.latest, other.trigger, other.numbered)
        and one.earliest is not None
        and len(one.words & other.words) >= NEARLY_ALL * len(one.words | other.words)
    )


def same_time(one: Telling, other: Telling) -> bool:
    """Whether two reports could tell the same event by when they say it was."""
    # That of nearly all pairs of two articles nothing more is asked; so it is asked quickly, without saying how.
    begins, ends = one.earliest, one.latest
    other_begins, other_ends = other.earliest, other.latest
    if begins is None or ends is None or other_begins is None or other_ends is None:
        return False
    if begins == other_begins and ends == other_ends:
        return True
    if begins - other_ends >= DAY or other_begins - ends >= DAY:
        return False
    return ends - begins <= LONGEST_COMPARED and other_ends - other_begins <= LONGEST_COMPARED


def _can_be_one(one: Telling, other: Telling) -> bool:
    """Whether nothing says that they are two: another modality, another number of what has a number for a name."""
    if one.modality is not other.modality:
        return False
    heads = {head for head, _ in one.numbered} & {head for head, _ in other.numbered}
    return all(
        {number for head, number in one.numbered if head == each}
        & {number for head, number in other.numbered if head == each}
        for each in heads
    )


def _have_something_in_common(one: Telling, other: Telling) -> bool:
    """A date alone does not make one event of two reports, however rare it is, nor do names."""
    return bool((one.words & other.words) - (one.names | other.names)) or not one.concepts.isdisjoint(other.concepts)


def _dates(one: Telling, other: Telling) -> _Dates | None:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return None
    if (one.earliest, one.latest) == (other.earliest, other.latest):
        return _Dates.EQUAL
    if max(one.latest - one.earliest, other.latest - other.earliest) > LONGEST_COMPARED:
        return None
    if _overlap(one, other):
        return _Dates.OVERLAP
    if max(one.earliest, other.earliest) - min(one.latest, other.latest) >= DAY:
        return None
    return _Dates.A_DAY_OFF if one.guessed or other.guessed else _Dates.NEXT_DAY


def _overlap(one: Telling, other: Telling) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest < other.latest and other.earliest < one.latest
