"""The days that matter, as journalists list them: `GET /v1/key-dates` on the articles of Timeline17.

    python -m benchmarks.timeline17 FOLDER OUT.jsonl

FOLDER has `articles.jsonl.gz`, lines of `topic`, `id`, `published`, `title`, `text`. Each topic is added to a service
of its own collection, on loopback, and asked for its 500 key dates; OUT gets a line a topic, `{"topic", "timeline":
[{"date", "score", "summary"}]}`, for a scorer that cuts it to a reference's length and span.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path
from typing import Any

from benchmarks.service import service


def article(row: dict[str, Any]) -> dict[str, Any]:
    sent = {"text": row["text"], "title": row["title"], "published_at": row["published"], "external_id": row["id"],
            "collection": row["topic"], "language": "en"}  # fmt: skip
    return {key: value for key, value in sent.items() if value}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("out", type=Path)
    options = arguments.parse_args()
    with gzip.open(options.folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    topics = list(dict.fromkeys(row["topic"] for row in rows))
    with service() as dateline, options.out.open("w", encoding="utf-8") as out:
        began = time.perf_counter()
        dateline.add(article(row) for row in rows if row["text"].strip())
        print(f"{len(rows)} articles added in {time.perf_counter() - began:.0f} s")
        for topic in topics:
            began = time.perf_counter()
            found = dateline.get("/v1/key-dates", collection=topic, n=500)["items"]
            took = time.perf_counter() - began
            timeline = [
                {"date": day["date"], "score": day["score"], "summary": [s["text"] for s in day["sentences"]]}
                for day in found
            ]
            out.write(json.dumps({"topic": topic, "timeline": timeline}, ensure_ascii=False) + "\n")
            best = "; ".join(f"{day['date']} ({day['why']['sources']} voices)" for day in found[:3])
            print(f"  {topic}: {len(found)} days in {took:.2f} s, first {best}")
        for n in (10, 500):
            began = time.perf_counter()
            dateline.get("/v1/key-dates", n=n)
            print(f"  all topics together, {n} days: {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
