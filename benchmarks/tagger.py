"""How fast expressions are found: documents a second beside `dateparser.search_dates`, and seconds a megabyte.

    python benchmarks/tagger.py DOCUMENTS.jsonl [--runs 5]

DOCUMENTS has lines with `text`, `dct` and perhaps `domain` and `language`. Both tools read the same documents in one
process, in turns, after one warm-up; medians are printed, and their ratio. Then text of several kinds is read at 100 KB
and at 1 MB: time is linear where the second takes ten times the first.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.timex.context import Context, Genre
from app.timex.edtf import parse
from app.timex.interval import Granularity, Period
from app.timex.tagger import read, tag

ORDINARY = (
    "The harbour office said on Monday that the ferry would return by March 12, three weeks later than planned. "
    "Nobody was hurt when the old boat struck the pier last November, and repairs began in early December. "
    "Passengers wait at the northern quay, where a smaller boat has carried mail since 1998. "
)
KINDS = {"ordinary text": ORDINARY, "May": "May ", "digits": "7", "numbers": "12 ", "?": "?", "years": "1999-",
         "one endless sentence": "and then the ship went on, "}  # fmt: skip


def context_of(document: dict[str, str]) -> Context:
    day = Period.containing(Granularity.DAY, parse(document["dct"][:10]).interval.start or 0)
    return Context(dct=day, language=document.get("language", "en"), genre=Genre(document.get("domain", "news")))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--ratio", action="store_true", help="the two side by side, without texts of 1 MB")
    options = arguments.parse_args()
    documents = [json.loads(line) for line in options.documents.read_text(encoding="utf-8").splitlines()]
    contexts = [context_of(document) for document in documents]
    texts = [document["text"] for document in documents]

    from dateparser.search import search_dates

    warnings.simplefilter("ignore")

    def ours() -> None:
        for text, context in zip(texts, contexts, strict=True):
            tag(text, context)

    def theirs() -> None:
        for text, document in zip(texts, documents, strict=True):
            base = datetime.fromisoformat(document["dct"][:10])
            settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
            search_dates(text, languages=[document.get("language", "en")], settings=settings)

    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(options.runs)]
    ratios = [b / a for a, b in pairs]
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} documents of {size:,.0f} characters, {options.runs} runs, medians")
    for name, took in (("dateline", [a for a, _ in pairs]), ("dateparser.search_dates", [b for _, b in pairs])):
        print(f"  {name:24} {len(texts) / statistics.median(took):9,.1f} documents/s")
    print(f"  ratio {statistics.median(ratios):.1f} (least {min(ratios):.1f}, most {max(ratios):.1f})")

    if options.ratio:
        return
    print("seconds for 100 KB and 1 MB, and how far from ten times")
    for name, piece in KINDS.items():
        small, large = ((piece * (length // len(piece) + 1))[:length] for length in (100_000, 1_000_000))
        times = [[seconds(lambda text=text: read(text, contexts[0])) for _ in range(3)] for text in (small, large)]
        a, b = (statistics.median(each) for each in times)
        told = "" if read(large, contexts[0]).complete else "  (in part)"
        print(f"  {name:24} {a:7.3f} {b:7.3f}  {b / a / 10:5.2f} × linear{told}")


if __name__ == "__main__":
    main()
