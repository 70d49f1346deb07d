"""What two articles both tell: which report of the one and which of the other tell the same event.

A pure function of the two articles, so that the answer does not depend on what else is stored or came before. First the
articles have to be about the same things at all. Then every report of the one is held against every one of the other
(`likeness`); of the pairs that are likely enough the best goes first, and each report tells one event of the other
article at most.

Precision comes first: a wrong join hides an event, a missed one only shows it twice.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.extract.article import Modality
from app.timeline.joining.likeness import WEIGHTS, Likeness, says_again
from app.timeline.joining.tales import Tale, Telling, cosine

# The cosine from which two articles tell of the same things.
SAME_STORY = 0.12
# How likely two reports have to be one event.
ENOUGH = 0.5
# How strong a join is that of two reports of one article which tell one thing.
REPEATED = 3.0


@dataclass(frozen=True, slots=True)
class Join:
    """Two reports that tell the same event, and how likely they do."""

    one: int
    other: int
    score: float


def joins(one: Tale, other: Tale, *, weights: Sequence[float] = tuple(WEIGHTS.values())) -> list[Join]:
    """Which reports of two articles tell the same event; the order of the two is of no account."""
    if one.order > other.order:
        one, other = other, one
    if one.article == other.article or not of_one_story(one.gist, other.gist):
        return []
    scored = sorted(Likeness(one, other).scored(weights), key=lambda pair: (-pair[0], pair[1].order, pair[2].order))
    return list(_best(scored))


def of_one_story(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether articles of these gists are about the same things; nothing else is asked of those that are not."""
    return cosine(one, other) >= SAME_STORY


def repeats(tale: Tale) -> list[Join]:
    """Where an article tells the same thing twice, in nearly the same words."""
    of_one_time: dict[tuple[Modality, int, int | None], list[int]] = defaultdict(list)
    for number, (modality, earliest, latest, _) in enumerate(tale.tellings.heads):
        if earliest is not None:
            of_one_time[modality, earliest, latest].append(number)
    pairs = [pair for numbers in of_one_time.values() for pair in itertools.combinations(numbers, 2)]
    told = [(tale.tellings[one], tale.tellings[other]) for one, other in sorted(pairs)]
    return [Join(one.report, other.report, REPEATED) for one, other in told if says_again(one, other)]


def _best(scored: Sequence[tuple[float, Telling, Telling]]) -> Iterator[Join]:
    taken: set[int] = set()
    for score, a, b in scored:
        if score < ENOUGH:
            return
        if a.report not in taken and b.report not in taken:
            taken |= {a.report, b.report}
            yield Join(a.report, b.report, round(score, 4))
