"""The weights by which `app.timeline.joining.likeness` joins reports, fitted anew on `tests/data/stories`.

    python -m benchmarks.fit_joining

A logistic regression over the pairs of reports of two articles of one story, and of two stories where the articles are
alike enough to be compared. A pair with one label in both is one event, a pair with two labels is two; where only one
report has a label, and the other article tells that happening elsewhere or not at all, the pair is two as well, but
counts for little: a later mention of the same thing is not labelled. The stories have few articles that share a day and
common words and nothing else, as a large store has many; so two articles of `benchmarks.articles` that retell nothing
of each other are two as well, whatever they have in common.

Precision and recall are printed as `benchmarks.stories` counts them, for these weights and for those that the other
stories give: every story is joined by weights in which it has no part.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import numpy as np

from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.evaluation.joining import Story, Told, judge, labels, read
from app.extract.article import Extraction
from app.timeline.bounds import columns_of, plausible
from app.timeline.joining import alike
from app.timeline.joining.alike import Join
from app.timeline.joining.likeness import WEIGHTS, Likeness
from app.timeline.joining.same_event import grouped_alone
from app.timeline.joining.tales import Tale, Telling, Tellings, cosine, gist
from app.timeline.naming import folded_name
from app.timeline.storing import ingest
from app.timex.when import UNDATED
from benchmarks.articles import articles as generated
from benchmarks.articles import retold
from benchmarks.stories import STORIES

_NOW = datetime(2025, 6, 1, tzinfo=UTC)
# What a pair counts for that says less than one of two labels.
_UNLABELLED, _OTHER_STORIES, _GENERATED = 0.25, 0.3, 0.1
# Articles that are generated, and the parts of the stories that are left out in turn.
_ARTICLES, _FOLDS = 130, 8
_RIDGE = 1.0
_STEPS = 60


@dataclass(frozen=True)
class Read:
    """An article of a story that was read.

    Attributes:
        told: its reports, by their keys.
        labels: of its reports, by their keys; `known`: all of the article's.
    """

    place: int
    story: Story
    tale: Tale
    told: Sequence[Told]
    labels: Mapping[int, frozenset[str]]
    known: frozenset[str]

    @property
    def labelled(self) -> frozenset[str]:
        """The labels that some report has."""
        return frozenset().union(*self.labels.values())


_KEYS = itertools.count(1)


def tale_of(body: Mapping[str, Any]) -> tuple[Tale, Extraction]:
    """An article as it is compared, with what was read in it."""
    sent = submission(ArticleIn.model_validate(dict(body)), _NOW)
    extraction = ingest.prepare(sent, now=_NOW).extraction
    tellings = []
    for order, each in enumerate(extraction.statements):
        bounds = columns_of(each.when if plausible(each.when) else UNDATED)
        tellings.append(
            Telling.of(
                report=next(_KEYS), order=order, modality=each.modality, earliest=bounds["earliest"],
                latest=bounds["latest"], basis=each.when.basis, title=each.title, sentence=each.sentence.text,
                trigger=each.trigger.text, names=[folded_name(entity.name) for entity in each.entities],
            )
        )  # fmt: skip
    words = gist([extraction.title or "", *dict.fromkeys(each.sentence.text for each in extraction.statements)])
    name, source = str(body["external_id"]), str(body["source"])
    return Tale(next(_KEYS), name, source, words, extraction.dct.start, Tellings.of(tellings)), extraction


def read_all(stories: Sequence[Story]) -> Iterator[Read]:
    for place, story in enumerate(stories):
        for body in story.bodies:
            tale, extraction = tale_of(body)
            told = [
                Told((each.sentence.start, each.sentence.end), (each.trigger.start, each.trigger.end), str(one.report))
                for one, each in zip(tale.tellings, extraction.statements, strict=True)
                if each.sentence.part == "text"
            ]
            anchors = [anchor for anchor in story.anchors if anchor.article == tale.order]
            found: dict[int, set[str]] = defaultdict(set)
            for anchor, reports in labels(anchors, told):
                for report in reports:
                    found[int(report)].add(anchor.event)
            known = frozenset(anchor.event for anchor in anchors)
            yield Read(place, story, tale, told, {key: frozenset(names) for key, names in found.items()}, known)


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
    if labelled and (labelled.isdisjoint(elsewhere.known) or labelled <= elsewhere.labelled):
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


@dataclass(frozen=True)
class Pair:
    """Two reports of two articles: their measures, whether they are one event, and what that counts for.

    Attributes:
        places: of their stories; none for generated articles.
    """

    measures: Sequence[float]
    one_event: bool
    counts: float
    places: frozenset[int]


def pairs_of_stories(articles: Sequence[Read]) -> Iterator[Pair]:
    for one, other in itertools.combinations(articles, 2):
        if cosine(one.tale.gist, other.tale.gist) >= alike.SAME_STORY:
            for a, b, measures in Likeness(one.tale, other.tale).measured():
                said = verdict(one, other, a, b)
                if said is not None:
                    yield Pair(measures, *said, frozenset((one.place, other.place)))


def pairs_of_others() -> Iterator[Pair]:
    """Of generated articles that retell nothing of each other."""
    tales = [tale_of(body)[0] for body in generated(_ARTICLES)]
    for one, other in itertools.combinations(tales, 2):
        if retold(int(one.order), int(other.order)) or cosine(one.gist, other.gist) < alike.SAME_STORY:
            continue
        for _, _, measures in Likeness(one, other).measured():
            yield Pair(measures, False, _GENERATED, frozenset())


def weights_of(pairs: Iterable[Pair]) -> np.ndarray:
    used = list(pairs)
    return fitted(
        np.array([pair.measures for pair in used]),
        np.array([float(pair.one_event) for pair in used]),
        np.array([pair.counts for pair in used]),
    )


def joined(articles: Sequence[Read], weights: Mapping[int, np.ndarray]) -> str:
    """How well the articles are joined, two of one story by the weights of its place."""
    joins: list[Join] = []
    for one, other in itertools.combinations(articles, 2):
        chosen = weights[one.place if one.place == other.place else -1]
        joins += alike.joins(one.tale, other.tale, weights=[float(weight) for weight in chosen])
    for each in articles:
        joins += alike.repeats(each.tale)
    rows = [
        SimpleNamespace(
            id=telling.report, article_id=each.tale.article, position=telling.order, bond=None,
            earliest=telling.earliest, latest=telling.latest, article=SimpleNamespace(natural_key=each.tale.order),
        )
        for each in articles
        for telling in each.tale.tellings
    ]  # fmt: skip
    groups, _ = grouped_alone(rows, joins)
    event = {str(key): str(number) for number, group in enumerate(groups) for key in group}
    told = {each.tale.order: [replace(one, event=event[one.event]) for one in each.told] for each in articles}
    found = judge(list({each.place: each.story for each in articles}.values()), told)
    right, wrong = len(found.joined), len(found.wrongly)
    return (
        f"precision {found.precision:.3f} recall {found.recall:.3f} ({right} rightly, {wrong} wrongly), "
        f"of those told {found.recall_of_told:.3f}"
    )


def main() -> None:
    articles = list(read_all(read(STORIES)))
    pairs = [*pairs_of_stories(articles), *pairs_of_others()]
    every = weights_of(pairs)
    print(f"{len(pairs)} pairs, {sum(pair.one_event for pair in pairs)} of them one event")
    for name, weight in zip(WEIGHTS, every, strict=True):
        print(f'    "{name}": {weight:.2f},')
    places = {each.place for each in articles}
    print(f"fitted on all:   {joined(articles, dict.fromkeys([*places, -1], every))}")
    by_place = {-1: every}
    for fold in range(_FOLDS):
        left_out = {place for place in places if place % _FOLDS == fold}
        by_place |= dict.fromkeys(left_out, weights_of(pair for pair in pairs if pair.places.isdisjoint(left_out)))
    print(f"by the others:   {joined(articles, by_place)}")
    print(f"as they stand:   {joined(articles, dict.fromkeys([*places, -1], np.array(list(WEIGHTS.values()))))}")


if __name__ == "__main__":
    main()
