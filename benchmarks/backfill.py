"""Articles a second into a store: by `dateline backfill`'s way on a cluster, and by one process, one after the other.

    python -m benchmarks.backfill articles.ndjson --workers 2
    python -m benchmarks.backfill articles.ndjson --url postgresql://user@host/empty

Without --url the stores are SQLite files in a folder of their own. What it takes to start the workers is not counted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from app.api.submissions import submission
from app.bulk import cluster
from app.bulk.backfill import Given, backfill
from app.cli import files
from app.cli.ingest import checked
from app.db import Database, migrate
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission

NOW = datetime.now(UTC)


def by_cluster(store: Database, told: Sequence[Submission], workers: int) -> float:
    """Seconds to take these articles in, none of which is there, with so many workers."""
    given = [Given(str(number), each, None, 1) for number, each in enumerate(told)]
    # The grammars load with the first article, on each worker.
    some = [Submission(text=f"On Monday, {n}.", language="en", collection="warm") for n in range(4 * workers)]
    warm = [Given("", each, None, 1) for each in some]
    with cluster.local(workers) as readers:
        list(backfill(store, readers, warm, now=NOW, at_once=1))
        begun = time.perf_counter()
        done = list(backfill(store, readers, given, now=NOW))
        seconds = time.perf_counter() - begun
    assert {each.outcome for each in done} == {"created"}, done[0]
    return seconds


def one_by_one(store: Database, told: Sequence[Submission]) -> float:
    """Seconds that one process needs for them, each in a transaction of its own."""
    ingest.prepare(told[0], now=NOW)
    begun = time.perf_counter()
    for each in told:
        prepared = ingest.prepare(each, now=NOW)
        with store.write() as session:
            ingest.store(session, prepared, now=NOW)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--url", help="an empty store; it is migrated, and filled by the cluster")
    asked = parser.parse_args()
    told = [submission(checked(entry.document), NOW) for entry in files.entries(asked.files)]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("one process", f"backfill, {asked.workers} workers"):
            cluster_ = name != "one process"
            url = asked.url if asked.url and cluster_ else f"sqlite:///{folder}/{cluster_}.db"
            migrate(url)
            store = Database(url)
            begun = time.process_time()
            seconds = by_cluster(store, told, asked.workers) if cluster_ else one_by_one(store, told)
            own = time.process_time() - begun
            print(f"{name:22} {len(told) / seconds:7.1f} articles/s, {1000 * own / len(told):6.1f} ms of it here each")
            store.close()


if __name__ == "__main__":
    main()
