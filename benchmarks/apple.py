"""Timelines of entities over HTTP: the articles of SemEval-2015 task 4 in, `GET /v1/events?entity=…` out.

    python -m benchmarks.apple FOLDER OUT.jsonl [--corpus apple]

FOLDER has `CORPUS.docs.jsonl`, lines of `id`, `dct`, `title` and numbered `sentences` (0 the title, 1 the date line),
and `CORPUS.entities.json`. OUT gets a line an entity, `{"corpus", "entity", "items": [{"date", "mentions": [{"doc",
"sentence", "token"}]}]}`: each event of the answer is an item, each of its reports a mention.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.service import service

_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, and where its numbered sentences begin in it."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def number_at(self, offset: int) -> int:
        return self.numbers[bisect_right(self.starts, offset) - 1]


def document(row: dict[str, Any]) -> Document:
    text, starts, numbers = "", [], []
    for sentence in row["sentences"][2:]:
        text += " " if text else ""
        starts.append(len(text))
        numbers.append(sentence["n"])
        text += sentence["text"]
    return Document(text, tuple(starts), tuple(numbers))


def calendar_date(when: dict[str, Any]) -> str | None:
    """The date as far as the calendar names it: of an interval, what its bounds share."""
    parts = (when["edtf"] or "").rstrip("~?%").split("/")
    found = [match[0] for match in map(_CALENDAR.match, parts) if match]
    if not found:
        return None
    shared = found[0]
    while not all(each.startswith(shared) for each in found):
        shared = shared.rpartition("-")[0]
        if not shared:
            return None
    return shared


def mention(report: dict[str, Any], documents: dict[str, Document]) -> dict[str, Any]:
    doc, trigger = report["article"]["external_id"], report["trigger"]
    number = 0 if report["sentence"]["part"] == "title" else documents[doc].number_at(trigger["start"])
    return {"doc": doc, "sentence": number, "token": trigger["text"].replace(" ", "_")}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--corpus", default="apple")
    options = arguments.parse_args()
    lines = (options.folder / f"{options.corpus}.docs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    entities = json.loads((options.folder / f"{options.corpus}.entities.json").read_text(encoding="utf-8"))
    documents = {row["id"]: document(row) for row in rows}
    with service() as dateline, options.out.open("w", encoding="utf-8") as out:
        dateline.add(
            {"external_id": row["id"], "title": row["title"], "text": documents[row["id"]].text,
             "published_at": row["dct"], "language": "en"} for row in rows
        )  # fmt: skip
        for entity in entities:
            events = list(
                dateline.all("/v1/events", entity=entity, include_undated="true", include="reports", limit=200)
            )
            items = [
                {"date": calendar_date(event["when"]), "mentions": [mention(r, documents) for r in event["reports"]]}
                for event in events
            ]
            row = {"corpus": options.corpus, "entity": entity, "items": items}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            print(f"  {entity}: {len(items)} events")


if __name__ == "__main__":
    main()
