"""How many words an expression dates are found, and how many of those found are so annotated.

    python -m benchmarks.links EVENTS.jsonl DOCUMENTS.jsonl… [--every 5]

EVENTS has a line a document, `{"id", "events": [{"start", "end", …}], "links": [{"event", "to", "relation"}]}`, offsets
into the `text` of the document of the same `id`; `to` is the extent of an expression (or "dct", which is passed over).

What is counted. Annotated: links with relation IS_INCLUDED, DURING or SIMULTANEOUS between an event word and an
expression of one sentence (by the sentences of the extractor). Made: every one of `Extraction.links`.
A link made is right where its word and its expression each overlap those of one annotated link.

Annotation of this kind is sparse: about a fifth of the expressions that stand beside an event word have no link at all,
and nothing is known of them. So precision is told twice: of the links made to expressions that are annotated with any
link, whatever its relation ("judged", the figure to compare), and of all links made ("strict").

Documents are sorted by id, and every fifth is put aside: the rules were written looking at the others only.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.extract.article import Article
from app.extract.extractor import extract
from app.extract.sentences import sentences

WITHIN = frozenset(("IS_INCLUDED", "DURING", "SIMULTANEOUS"))
RECEIVED = "2020-01-01T00:00:00Z"

Extent = tuple[int, int]
Pair = tuple[Extent, Extent]  # word, expression


@dataclass(slots=True)
class Counts:
    annotated: int = 0
    made: int = 0
    judged: int = 0
    right: int = 0

    def line(self) -> str:
        recall = self.right / max(1, self.annotated)
        judged, strict = self.right / max(1, self.judged), self.right / max(1, self.made)
        return (
            f"precision {judged:.3f}  recall {recall:.3f}  F1 {_f1(judged, recall):.3f}   "
            f"(annotated {self.annotated}, made {self.made}, judged {self.judged}, right {self.right}; "
            f"strict precision {strict:.3f}, F1 {_f1(strict, recall):.3f})"
        )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def count(rows: Iterable[dict[str, Any]], documents: dict[str, dict[str, Any]]) -> Counts:
    """The counts over some documents.

    Raises:
        KeyError: a row's document is not there.
    """
    total = Counts()
    for row in rows:
        document = documents[row["id"]]
        annotated, known = _annotated(row, document["text"])
        made = list(_made(document))
        total.annotated += len(annotated)
        total.made += len(made)
        total.judged += sum(any(_meet(expression, other) for other in known) for _, expression in made)
        total.right += sum(_among(pair, annotated) for pair in made)
    return total


def _annotated(row: dict[str, Any], text: str) -> tuple[list[Pair], set[Extent]]:
    """The links to find, and the expressions that have any link within their sentence."""
    starts = [sentence.start for sentence in sentences(text)]
    pairs: list[Pair] = []
    known: set[Extent] = set()
    for link in row["links"]:
        if link["to"] == "dct":
            continue
        event = row["events"][link["event"]]
        word, expression = (event["start"], event["end"]), (link["to"][0], link["to"][1])
        if bisect_right(starts, word[0]) != bisect_right(starts, expression[0]):
            continue
        known.add(expression)
        if link["relation"] in WITHIN:
            pairs.append((word, expression))
    return pairs, known


def _made(document: dict[str, Any]) -> Iterator[Pair]:
    article = Article(RECEIVED, text=document["text"], published_at=document["dct"][:10], language="en")
    for link in extract(article).links:
        yield (link.word.start, link.word.end), (link.expression.start, link.expression.end)


def _among(pair: Pair, annotated: Sequence[Pair]) -> bool:
    return any(_meet(pair[0], word) and _meet(pair[1], expression) for word, expression in annotated)


def _meet(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("events", type=Path)
    arguments.add_argument("documents", type=Path, nargs="+")
    arguments.add_argument("--every", type=int, default=5, help="which share of the documents is put aside")
    options = arguments.parse_args()
    documents = {document["id"]: document for path in options.documents for document in _rows(path)}
    rows = sorted(_rows(options.events), key=lambda row: str(row["id"]))
    aside = [row for at, row in enumerate(rows) if at % options.every == options.every - 1]
    seen = [row for at, row in enumerate(rows) if at % options.every != options.every - 1]
    for name, part in (("looked at", seen), ("put aside", aside), ("together", rows)):
        print(f"{name:10} {len(part):4} documents  {count(part, documents).line()}")


if __name__ == "__main__":
    main()
