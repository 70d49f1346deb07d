"""The weights by which `app.timeline.likeness` joins reports, fitted anew on one half of `tests/data/stories`.

    python -m benchmarks.fit_joining

A logistic regression over the pairs of reports of two articles of one story, and of two stories where the articles are
alike enough to be compared. A pair with one label in both is one event, a pair with two labels is two; where only one
report has a label, and the other article tells that happening elsewhere or not at all, the pair is two as well, but
counts for little: a later mention of the same thing is not labelled. The stories at even places of the alphabet are
fitted; precision and recall of single pairs, before any grouping, are printed for these and for the others.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.evaluation.joining import Story, Told, labels, read
from app.timeline import alike, ingest
from app.timeline.bounds import columns_of, plausible
from app.timeline.likeness import WEIGHTS, Likeness
from app.timeline.queries import folded_name
from app.timeline.tales import Tale, Telling, cosine, gist
from app.timex.when import UNDATED
from benchmarks.stories import STORIES

_NOW = datetime(2025, 6, 1, tzinfo=UTC)
# What a pair counts for that says less than one of two labels.
_UNLABELLED, _OTHER_STORIES = 0.25, 0.3
_RIDGE = 1.0
_STEPS = 60


@dataclass(frozen=True)
class Read:
    """An article of a story that was read.

    Attributes:
        labels: of its reports, by their keys. `told`: those that some report has; `known`: all of the article's.
    """

    place: int
    story: Story
    tale: Tale
    labels: dict[int, frozenset[str]]
    known: frozenset[str]

    @property
    def told(self) -> frozenset[str]:
        return frozenset().union(*self.labels.values())


def read_all(stories: Sequence[Story]) -> Iterator[Read]:
    keys = itertools.count(1)
    for place, story in enumerate(stories):
        for body in story.bodies:
            sent = submission(ArticleIn.model_validate(dict(body)), _NOW)
            extraction = ingest.prepare(sent, now=_NOW).extraction
            tellings, told = [], []
            for order, each in enumerate(extraction.statements):
                bounds = columns_of(each.when if plausible(each.when) else UNDATED)
                telling = Telling.of(
                    report=next(keys), order=order, modality=each.modality, earliest=bounds["earliest"],
                    latest=bounds["latest"], basis=each.when.basis, title=each.title, sentence=each.sentence.text,
                    trigger=each.trigger.text, names=[folded_name(entity.name) for entity in each.entities],
                )  # fmt: skip
                tellings.append(telling)
                if each.sentence.part == "text":
                    sentence = each.sentence.start, each.sentence.end
                    told.append(Told(sentence, (each.trigger.start, each.trigger.end), str(telling.report)))
            name = str(body["external_id"])
            words = gist([extraction.title or "", extraction.text])
            tale = Tale(next(keys), name, str(body["source"]), words, tellings)
            anchors = [anchor for anchor in story.anchors if anchor.article == name]
            found: dict[int, set[str]] = defaultdict(set)
            for anchor, reports in labels(anchors, told):
                for report in reports:
                    found[int(report)].add(anchor.event)
            known = frozenset(anchor.event for anchor in anchors)
            yield Read(place, story, tale, {key: frozenset(names) for key, names in found.items()}, known)


def verdict(one: Read, other: Read, a: Telling, b: Telling) -> tuple[bool, float] | None:
    """Whether two reports tell one event, and what that counts for; None where nobody has said."""
    if one.story is not other.story:
        return False, _OTHER_STORIES
    here, there = one.labels.get(a.report, frozenset()), other.labels.get(b.report, frozenset())
    if here & there:
        return True, 1.0
    if here and there:
        either = any(frozenset(pair) in one.story.either_way for pair in itertools.product(here, there))
        return None if either else (False, 1.0)
    labelled, elsewhere = (here, other) if here else (there, one)
    if labelled and (labelled.isdisjoint(elsewhere.known) or labelled <= elsewhere.told):
        return False, _UNLABELLED
    return None


def fitted(rows: np.ndarray, truth: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, kept small but for the first, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * _RIDGE
    ridge[0, 0] = 1e-6
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (truth - likely)) - ridge @ weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def main() -> None:
    articles = list(read_all(read(STORIES)))
    rows, truth, counts = [], [], []
    for one, other in itertools.combinations(articles, 2):
        if one.place % 2 or other.place % 2 or cosine(one.tale.gist, other.tale.gist) < alike.SAME_STORY:
            continue
        for a, b, measures in Likeness(one.tale, other.tale).measured():
            said = verdict(one, other, a, b)
            if said is not None:
                rows.append(measures)
                truth.append(float(said[0]))
                counts.append(said[1])
    weights = fitted(np.array(rows), np.array(truth), np.array(counts))
    print(f"{len(rows)} pairs, {math.fsum(truth):.0f} of them one event")
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    for half, place in (("fitted", 0), ("other ", 1)):
        right = wrong = all_of_them = 0
        for one, other in itertools.combinations([each for each in articles if each.place % 2 == place], 2):
            joined = {(join.one, join.other) for join in alike.joins(one.tale, other.tale)}
            joined |= {(b, a) for a, b in joined}
            for a, b in itertools.product(one.tale.tellings, other.tale.tellings):
                said = verdict(one, other, a, b)
                if said is None or said[1] == _UNLABELLED:
                    continue
                all_of_them += said[0]
                right += said[0] and (a.report, b.report) in joined
                wrong += not said[0] and (a.report, b.report) in joined
        print(f"{half}: {right} joined rightly, {wrong} wrongly, of {all_of_them} pairs that were both told")


if __name__ == "__main__":
    main()
