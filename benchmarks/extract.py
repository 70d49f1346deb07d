"""How long an article takes: everything, the tagger alone, names by a model beside, and spaCy's pipeline, in one run.

    python -m benchmarks.extract DOCUMENTS.jsonl [--words 500] [--runs 7] [--spacy PACKAGE]

DOCUMENTS has lines with `text` and `dct`. From their texts, in order, articles of about 500 words are put together from
whole paragraphs. In every run each tool reads them all, in turns, in one process on one core, after one warm-up; the
quickest run of each is told in milliseconds an article, because anything else on the machine only makes a run slower.
Then one text is read at 500, 5,000 and 50,000 words: time is linear where a word takes as long in each.

spaCy is no dependency of this project. Its small pipeline is read where a package of it is installed (`en_core_web_sm`,
or the name of another one, such as a copy on a package index); else what can be had without a model, the tokeniser and
the sentence splitter, is measured and said to be only that.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from app import nlp
from app.extract import document
from app.extract.article import Article
from app.extract.extractor import extract
from app.timex import tagger

RECEIVED = "2020-01-01T00:00:00Z"
SIZES = (500, 5_000, 50_000)


def articles(rows: Iterable[dict[str, Any]], words: int) -> Iterator[Article]:
    """Articles of at least so many words, put together from whole paragraphs; each keeps its last document's date."""
    kept: list[str] = []
    count = 0
    for row in rows:
        for paragraph in row["text"].split("\n\n"):
            kept.append(paragraph)
            count += len(paragraph.split())
            if count >= words:
                yield Article(RECEIVED, text="\n\n".join(kept), published_at=row["dct"][:10], language="en")
                kept, count = [], 0


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def pipeline(name: str) -> tuple[str, Callable[[str], object]] | None:
    """SpaCy's pipeline with what it is; None where spaCy is not installed."""
    try:
        spacy: Any = importlib.import_module("spacy")
    except ImportError:
        return None
    try:
        return f"spaCy {spacy.__version__}, {name}", importlib.import_module(name).load()
    except ImportError:
        blank = spacy.blank("en")
        blank.add_pipe("sentencizer")
        return f"spaCy {spacy.__version__}, tokeniser and sentences only ({name} is not installed)", blank


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=Path, nargs="+")
    arguments.add_argument("--words", type=int, default=500)
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--spacy", default="en_core_web_sm", help="the package of the pipeline")
    options = arguments.parse_args()
    rows = [json.loads(line) for path in options.documents for line in path.read_text(encoding="utf-8").splitlines()]
    read = list(articles(rows, options.words))[:40]
    words = sum(len((article.text or "").split()) for article in read)
    contexts = [document.read(article) for article in read]
    tools: dict[str, Callable[[], object]] = {
        "whole extraction": lambda: [extract(article) for article in read],
        "tagger alone": lambda: [tagger.read(each.text, each.context) for each in contexts],
    }
    other = pipeline(options.spacy)
    if other is not None:
        if "not installed" not in other[0]:
            beside = nlp.load(options.spacy)
            tools["whole extraction with DATELINE_NLP_MODEL"] = lambda: [extract(each, beside) for each in read]
        tools[other[0]] = lambda: [other[1](article.text or "") for article in read]
    best = dict.fromkeys(tools, float("inf"))
    for run in range(options.runs + 1):
        for name, work in tools.items():
            taken = seconds(work)
            best[name] = min(best[name], taken) if run else best[name]
    print(f"{len(read)} articles of {words / len(read):.0f} words")
    whole = best["whole extraction"]
    for name, taken in best.items():
        print(f"{name:60} {1000 * taken / len(read):8.2f} ms an article  {taken / whole:6.1f} × whole extraction")
    if other is None:
        print("spaCy is not installed: nothing to compare with")
    text = "\n\n".join(article.text or "" for article in read)
    for size in SIZES:
        part = (" ".join(text.split(" ")[:size]) + "\n\n") if size <= words else text * (size // words + 1)
        long = Article(RECEIVED, text=part[: len(text) * size // words], published_at="2020-01-01", language="en")
        taken = min(seconds(lambda article=long: extract(article)) for _ in range(3))  # type: ignore[misc]
        print(f"{size:7} words: {1e6 * taken / size:7.1f} µs a word")


if __name__ == "__main__":
    main()
