"""What prose without dates is taken to date: every expression that got a place in the calendar, to be judged by eye.

    python -m benchmarks.false_dates FILE… [--language en] [--genre narrative] [--published 2013-02-12]

FILE is plain text; novels whose copyright has run out do well, without their headings. A date that the text really has
("on the 5th of November") is right, and so is a name that only looks like one left alone. What is to be looked for is
"may", "the second", "Sun" and the like with bounds: at most one in 1,000 sentences. Durations and references ("for a
week", "now") have no bounds and are counted only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.extract.sentences import sentences
from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.tagger import tag
from app.timex.timex3 import Timex, parse_value


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression with calendar bounds, and the sentence it stands in, in one line, the expression in brackets."""

    line: int
    timex: Timex
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text; `expressions` counts those without bounds too."""

    sentences: int
    expressions: int
    hits: list[Hit]


def look(text: str, context: Context) -> Reading:
    """Read a text and list what it was taken to date."""
    spans = sentences(text, context.language)
    found = tag(text, context)
    return Reading(len(spans), len(found), list(_hits(text, found, [(span.start, span.end) for span in spans])))


def _hits(text: str, found: list[Timex], spans: list[tuple[int, int]]) -> Iterator[Hit]:
    at = 0
    for timex in found:
        if timex.period is None:
            continue
        while at + 1 < len(spans) and spans[at][1] <= timex.start:
            at += 1
        start, end = min(spans[at][0], timex.start), max(spans[at][1], timex.end)
        shown = f"{text[start : timex.start]}[{timex.text}]{text[timex.end : end]}"
        yield Hit(text.count("\n", 0, timex.start) + 1, timex, " ".join(shown.split()))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments.add_argument("--language", default="en")
    arguments.add_argument("--genre", default=Genre.NARRATIVE.value, choices=[genre.value for genre in Genre])
    arguments.add_argument("--published", default="2013-02-12", help="the day it is read as of")
    options = arguments.parse_args()
    day = parse_value(options.published)
    if not isinstance(day, Period):
        arguments.error("--published: a day such as 2013-02-12")
    context = Context(dct=day, language=options.language, genre=Genre(options.genre))
    counted = expressions = 0
    rules: Counter[str] = Counter()
    for path in options.files:
        reading = look(path.read_text(encoding="utf-8"), context)
        counted += reading.sentences
        expressions += reading.expressions
        rules.update(hit.timex.rule for hit in reading.hits)
        for hit in reading.hits:
            print(f"{path.name}:{hit.line}  {hit.timex.value}  {hit.timex.rule}  {hit.sentence}")
    print()
    for rule, count in rules.most_common():
        print(f"{count:6}  {rule}")
    dated = sum(rules.values())
    print(f"{counted} sentences, {expressions} expressions, {dated} of them with calendar bounds,", end=" ")
    print(f"{1_000 * dated / max(counted, 1):.1f} in 1,000 sentences before anybody has judged them")


if __name__ == "__main__":
    main()
