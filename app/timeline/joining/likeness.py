"""How likely two reports of two articles tell the same event: a few measures of the two, weighed and added.

The weights are those of a logistic regression on the stories of `tests/data/stories` and on generated articles that
have a day and common words in common but no event (`python -m benchmarks.fit_joining` makes them anew). Which measures
there are, the threshold and the table of related words were chosen with all stories in view. Joined by weights that the
other stories gave, the stories have a precision of 0.97 and 0.40 of all pairs, 0.53 of those that were both found.

A pair stands against its rivals: where a report could tell several reports of the other article, none of them is sure.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from operator import mul

from app.extract.article import Modality
from app.timeline.joining.tales import Tale, Telling
from app.timex.civil import DAY

# Times that are longer have to be equal: "in 2021" is told of many things, and most of them are not of one day of it.
LONGEST_COMPARED = 32 * DAY
# How far from the day of publication that may be which an article tells without a date.
UNDATED_REACH = 14 * DAY
# The share of words that two tellings of one thing in one article have in common.
NEARLY_ALL = 0.8

WEIGHTS: Mapping[str, float] = {
    "always": -1.26,
    "equal_dates": 1.00,
    "a_day_off": 0.43,
    "a_day_off_by_own_words": -1.83,
    "one_undated": -1.13,
    "one_date_guessed": -1.35,
    "alone_on_its_date": 0.20,
    "title": 1.50,
    "sentence": 0.74,
    "contained": 1.18,
    "trigger_of_one_kind": 2.08,
    "kind_of_trigger_in_title": 1.03,
    "concepts": 1.76,
    "other_names": -1.72,
    "other_marks": -0.49,
    "shared_number": 1.60,
    "nothing_in_titles": -1.10,
}


class _Dates(Enum):
    """How the times of two reports are to each other."""

    EQUAL = auto()
    OVERLAP = auto()
    A_DAY_OFF = auto()  # and one of them is only a guess from the day of publication
    NEXT_DAY = auto()  # by their own words
    ONE_UNDATED = auto()


class Likeness:
    """How alike the reports of two articles are; a word counts for the less the more of their reports have it."""

    def __init__(self, one: Tale, other: Tale) -> None:
        self._pairs = [
            (a, b, dates)
            for first, second, dates in _near(one, other)
            # A paper that tells nearly the same on two days tells two things.
            if not (dates is _Dates.NEXT_DAY and one.voice == other.voice)
            and _can_be_one(a := one.tellings[first], b := other.tellings[second], dates)
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

    def scored(self, weights: Sequence[float] = tuple(WEIGHTS.values())) -> list[tuple[float, Telling, Telling]]:
        """The same pairs with how likely each is one event among its rivals, 0 to 1."""
        odds = [(math.exp(math.fsum(map(mul, weights, values))), a, b) for a, b, values in self.measured()]
        candidates: dict[int, list[tuple[float, Telling]]] = defaultdict(list)
        for each, a, b in odds:
            candidates[a.report].append((each, b))
            candidates[b.report].append((each, a))
        return [
            (each / (1 + each + max(_rivals(candidates[a.report], b), _rivals(candidates[b.report], a))), a, b)
            for each, a, b in odds
        ]

    def _measures(self, one: Telling, other: Telling, dates: _Dates) -> list[float]:
        dated = dates is not _Dates.ONE_UNDATED
        of_one_kind = bool(one.kinds & other.kinds)
        same = one.trigger == other.trigger != ""
        return [
            1.0,
            float(dates is _Dates.EQUAL),
            float(dates in (_Dates.A_DAY_OFF, _Dates.NEXT_DAY)),
            float(dates is _Dates.NEXT_DAY),
            float(dates is _Dates.ONE_UNDATED),
            float(dated and one.guessed is not other.guessed),
            -math.log2(self._company[one.report] * self._company[other.report]) if dated else 0.0,
            self._shared(one.words, other.words),
            self._shared(one.sentence, other.sentence),
            max(self._contained(one.words, other.sentence), self._contained(other.words, one.sentence)),
            float(of_one_kind and not same),
            float(not (same or of_one_kind) and bool(one.kinds & other.concepts or other.kinds & one.concepts)),
            self._shared(one.concepts, other.concepts),
            float(bool(one.names and other.names) and not _share_name(one, other)),
            float(bool(one.marks and other.marks) and one.marks.isdisjoint(other.marks)),
            float(bool(one.numbers & other.numbers)),
            float(one.concepts.isdisjoint(other.concepts) and one.words.isdisjoint(other.words)),
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
        reports, having = self._reports, self._having
        return math.fsum([math.log(1 + reports / having[word]) for word in words])


def _near(one: Tale, other: Tale) -> Iterator[tuple[int, int, _Dates]]:
    """Numbers of those tellings that could be of one event by their modality and their times, and how these are.

    Nearly no pair of two articles is: so it is said of their heads, and of most tellings nothing else is ever asked.
    """
    dated = [
        (number, modality, earliest, latest, guessed)
        for number, (modality, earliest, latest, guessed) in enumerate(other.tellings.heads)
        if earliest is not None and latest is not None
    ]
    undated = [(number, its) for number, (its, earliest, _, _) in enumerate(other.tellings.heads) if earliest is None]
    lately = [
        (number, its) for number, its, first, last, _ in dated if _shortly_before(its, first, last, one.published)
    ]
    for mine, (modality, begins, ends, guessed) in enumerate(one.tellings.heads):
        if begins is None:
            for number, its in lately:
                if its is modality:
                    yield mine, number, _Dates.ONE_UNDATED
        elif ends is not None:
            if undated and _shortly_before(modality, begins, ends, other.published):
                for number, its in undated:
                    if its is modality:
                        yield mine, number, _Dates.ONE_UNDATED
            short = ends - begins <= LONGEST_COMPARED
            early, late = begins - DAY, ends + DAY
            for number, its, first, last, is_guess in dated:
                if first >= late or last <= early or its is not modality:
                    continue
                if first == begins and last == ends:
                    yield mine, number, _Dates.EQUAL
                elif short and last - first <= LONGEST_COMPARED:
                    if first < ends and begins < last:
                        yield mine, number, _Dates.OVERLAP
                    else:
                        yield mine, number, _Dates.A_DAY_OFF if guessed or is_guess else _Dates.NEXT_DAY


def _shortly_before(modality: Modality, earliest: int, latest: int, told_at: int) -> bool:
    """Whether an article of that day may tell it without a date; a plan is told of shortly ahead."""
    if latest - earliest > LONGEST_COMPARED:
        return False
    if modality is Modality.PLANNED:
        return told_at - DAY < latest < told_at + UNDATED_REACH
    return told_at - UNDATED_REACH < earliest < told_at + DAY


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


def _can_be_one(one: Telling, other: Telling, dates: _Dates) -> bool:
    """Whether nothing says that they are two: no date in common, another number of what has a number for a name."""
    if dates is _Dates.ONE_UNDATED and not _are_of_one_kind(one, other):
        return False
    heads = {head for head, _ in one.numbered} & {head for head, _ in other.numbered}
    return all(
        {number for head, number in one.numbered if head == each}
        & {number for head, number in other.numbered if head == each}
        for each in heads
    )


def _have_something_in_common(one: Telling, other: Telling) -> bool:
    """A date alone does not make one event of two reports, however rare it is, nor do names."""
    if not one.concepts.isdisjoint(other.concepts):
        return True
    return bool((one.sentence & other.sentence) - (one.named | other.named))


def _are_of_one_kind(one: Telling, other: Telling) -> bool:
    """Whether the trigger of one says what the other tells, in its own words or in others."""
    if one.trigger and (one.trigger == other.trigger or one.trigger in other.sentence):
        return True
    if other.trigger and other.trigger in one.sentence:
        return True
    return not (one.kinds.isdisjoint(other.concepts) and other.kinds.isdisjoint(one.concepts))


def _share_name(one: Telling, other: Telling) -> bool:
    """Whether somebody takes part in both, perhaps under a part of the name: "Tamm" and "Liisa Tamm"."""
    return any(a <= b or b <= a for a in one.names for b in other.names)


def _overlap(one: Telling, other: Telling) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest < other.latest and other.earliest < one.latest
