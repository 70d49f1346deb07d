"""Measure the grammar for a release: write `app/evaluation/scorecard.json` and the tables of `docs/quality.md`.

    python -m benchmarks.scorecard FOLDER

FOLDER has the annotated corpora of `SETS` as files that `dateline evaluate` reads. They belong to their publishers and
are not part of this project; what is written are figures, and nothing of any text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.evaluation import documents, report
from app.evaluation.scorecard import FILE
from app.evaluation.scores import Verdict, judge, reliability
from app.timex.phrases import GRAMMAR_VERSION

PAGE = Path(__file__).parents[1] / "docs" / "quality.md"

NOTE = (
    "All these documents were at hand while the grammar was written, and its rules were measured on them day by day. "
    "A part of each set was put aside and only scored; it is not measured separately here. On documents that nobody "
    "of us has seen expect a few points less."
)


@dataclass(frozen=True, slots=True)
class DataSet:
    """A public corpus, by the name it is known under and the files it is in."""

    name: str
    files: str
    language: str
    genre: str
    note: str


SETS = (
    DataSet("TimeBank 1.2 + AQUAINT (TBAQ)", "tbaq_*", "en", "news", "As cleaned for TempEval-3."),
    DataSet(
        "WikiWars",
        "wikiwars_train*",
        "en",
        "narrative",
        "A part of the corpus; 56 values are empty: 97.4 is the most for value F1.",
    ),
    DataSet("tweets", "tweets_train*", "en", "social", "A part of the corpus of annotated tweets."),
    DataSet(
        "Spanish TimeBank",
        "timebank_es_train*",
        "es",
        "news",
        "A part of the corpus, its text put together from tokens.",
    ),
    DataSet("Ukrainian WikiWars", "wikiwars_uk_train*", "uk", "narrative", "A part of the corpus."),
)


def measure(folder: Path) -> dict[str, Any]:
    """The scorecard of the corpora in a folder.

    Raises:
        ValueError: one of them is not there, or has a document that cannot be read.
    """
    measured, everything = [], []
    for each in SETS:
        paths = sorted(folder.glob(f"{each.files}.jsonl")) + sorted(folder.glob(f"{each.files}.tml"))
        verdicts: list[Verdict] = []
        read = 0
        for entry in documents.read(paths, language=each.language, genre=each.genre):
            if entry.document is None:
                raise ValueError(f"{entry.place}: {entry.wrong}")
            verdicts += judge(entry.document)
            read += 1
        if not read:
            raise ValueError(f"{each.name}: no document in {folder}")
        everything += verdicts
        measured.append(
            report.data_set(
                each.name, language=each.language, genre=each.genre, documents=read, verdicts=verdicts, note=each.note
            )
        )
    return {
        "grammar": GRAMMAR_VERSION,
        "measured_on": datetime.now(UTC).date().isoformat(),
        "note": NOTE,
        "data_sets": measured,
        "reliability": [report.band(each, 1) for each in reliability(everything)],
    }


def tables(scorecard: dict[str, Any]) -> dict[str, str]:
    """The tables of the page by their names, in Markdown."""
    scores = [
        [each["name"], each["language"], each["genre"], each["documents"], each["expressions"], *each["f1"].values()]
        for each in scorecard["data_sets"]
    ]
    bands = [
        [f"{row['confidence_from']:.2f}–{row['confidence_to']:.2f}", row["found"], row["annotated"], row["right"],
         "–" if row["share_right"] is None else row["share_right"]]
        for row in scorecard["reliability"]
    ]  # fmt: skip
    return {
        "measured": f"Grammar {scorecard['grammar']}, measured on {scorecard['measured_on']}.",
        "scores": _table("data set|language|genre|documents|expressions|strict|relaxed|type|value|interval", scores),
        "reliability": _table("confidence|found|annotated too|right value|right, %", bands),
    }


def _table(columns: str, rows: Iterable[Iterable[object]]) -> str:
    names = columns.split("|")
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def inserted(page: str, told: dict[str, str]) -> str:
    """The page with its tables between `<!-- name -->` and `<!-- end -->` written anew."""
    for name, table in told.items():
        before, found, rest = page.partition(f"<!-- {name} -->\n")
        assert found, f"the page has no place for {name}"
        page = before + found + table + "\n<!-- end -->" + rest.partition("<!-- end -->")[2]
    return page


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    try:
        scorecard = measure(arguments.parse_args().folder)
    except ValueError as error:
        arguments.error(str(error))
    FILE.write_text(json.dumps(scorecard, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(inserted(PAGE.read_text(encoding="utf-8"), tables(scorecard)), encoding="utf-8")
    for each in scorecard["data_sets"]:
        print(each["name"], *(f"{name} {score}" for name, score in each["f1"].items()), sep="  ")


if __name__ == "__main__":
    main()
