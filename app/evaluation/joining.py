"""Which tellings of annotated stories were joined into one event, and which should have been.

A story is what several articles tell; its anchors quote where an article tells a happening, and two anchors with the
same label tell the same one (see `tests/data/README.md`).
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an article tells a happening: `start` and `end` are offsets into its text."""

    story: str
    article: str
    start: int
    end: int
    quote: str
    event: str


@dataclass(frozen=True, slots=True)
class Story:
    """Several articles and the happenings they tell.

    Attributes:
        bodies: requests that add the articles.
        either_way: pairs of labels whose tellings may be one event or two.
    """

    name: str
    bodies: tuple[Mapping[str, Any], ...]
    anchors: tuple[Anchor, ...]
    either_way: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A report that was found: offsets of its sentence and its trigger in the text, and its event."""

    sentence: tuple[int, int]
    trigger: tuple[int, int]
    event: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Pairs of anchors by what became of them.

    Attributes:
        joined, wrongly: pairs in one event that belong together, and that do not.
        apart: pairs that belong together, both told, in two events; `untold`: one of them is no report at all.
    """

    joined: tuple[tuple[Anchor, Anchor], ...]
    wrongly: tuple[tuple[Anchor, Anchor], ...]
    apart: tuple[tuple[Anchor, Anchor], ...]
    untold: tuple[tuple[Anchor, Anchor], ...]

    @property
    def precision(self) -> float:
        return _share(self.joined, self.wrongly)

    @property
    def recall(self) -> float:
        """Of all pairs that belong together."""
        return _share(self.joined, self.apart + self.untold)

    @property
    def recall_of_told(self) -> float:
        """Of those pairs whose tellings were both found."""
        return _share(self.joined, self.apart)


def read(folder: Path) -> list[Story]:
    """The stories of a folder, by name."""
    return [_story(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def _story(document: Mapping[str, Any]) -> Story:
    bodies = tuple(article["body"] for article in document["articles"])
    anchors = []
    for each in document["anchors"]:
        body = bodies[each["article"]]
        start = body["text"].index(each["quote"])
        end = start + len(each["quote"])
        anchors.append(Anchor(document["id"], body["external_id"], start, end, each["quote"], each["event"]))
    either = frozenset(frozenset(pair) for pair in document.get("either_way", ()))
    return Story(document["id"], bodies, tuple(anchors), either)


def judge(stories: Sequence[Story], told: Mapping[str, Sequence[Told]]) -> Joining:
    """Compare the stories with what was stored of all of them together, by the articles' `external_id`."""
    events: dict[Anchor, frozenset[str]] = {}
    either = {story.name: story.either_way for story in stories}
    for story in stories:
        for article, anchors in itertools.groupby(sorted(story.anchors, key=_place), key=lambda a: a.article):
            events.update(labels(list(anchors), told.get(article, ())))
    joined: list[tuple[Anchor, Anchor]] = []
    wrongly: list[tuple[Anchor, Anchor]] = []
    apart: list[tuple[Anchor, Anchor]] = []
    untold: list[tuple[Anchor, Anchor]] = []
    for one, other in itertools.combinations(sorted(events, key=_place), 2):
        same = one.story == other.story and one.event == other.event
        together = bool(events[one] & events[other])
        if same and together:
            joined.append((one, other))
        elif same:
            (apart if events[one] and events[other] else untold).append((one, other))
        elif together and not (one.story == other.story and frozenset((one.event, other.event)) in either[one.story]):
            wrongly.append((one, other))
    return Joining(tuple(joined), tuple(wrongly), tuple(apart), tuple(untold))


def _place(anchor: Anchor) -> tuple[str, str, int]:
    return anchor.story, anchor.article, anchor.start


def labels(anchors: Sequence[Anchor], told: Iterable[Told]) -> Iterator[tuple[Anchor, frozenset[str]]]:
    """The events of the reports that tell each anchor of an article: by the trigger, else by a sentence of its own."""
    by_trigger: dict[Anchor, set[str]] = defaultdict(set)
    by_sentence: dict[Anchor, set[str]] = defaultdict(set)
    for report in told:
        hit = [a for a in anchors if a.start <= report.trigger[0] and report.trigger[1] <= a.end]
        held = [a for a in anchors if report.sentence[0] <= a.start and a.end <= report.sentence[1]]
        if hit:
            by_trigger[hit[0]].add(report.event)
        elif len(held) == 1:
            by_sentence[held[0]].add(report.event)
    for anchor in anchors:
        yield anchor, frozenset(by_trigger[anchor] or by_sentence[anchor])


def _share(right: Sequence[object], wrong: Sequence[object]) -> float:
    return len(right) / (len(right) + len(wrong)) if right or wrong else 0.0
