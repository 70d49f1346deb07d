"""Articles a second into a store, by every way there is, in one run.

    python -m benchmarks.ingest --articles 2000
    python -m benchmarks.ingest --articles 100000 --part 10000 --only "HTTP to SQLite"

The articles are those of `benchmarks.articles`, some 500 words each. The first and the last part are told apart, as a
store that grows may slow down, and the memory of the process that writes: when it is ready, and the most there was.
PostgreSQL is a server of the tests (`DATELINE_TEST_POSTGRES_URL`, or one that is started).
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa

from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.db import create_engine_for, migrate
from app.timeline.storing import ingest
from benchmarks.articles import articles
from benchmarks.service import service

_PROJECT = Path(__file__).resolve().parent.parent
_LOOK_EVERY_SECONDS = 0.25


@dataclass
class Run:
    """What was seen: how many articles were stored after so many seconds, and megabytes of memory."""

    steps: list[tuple[float, int]] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def seconds(self, count: int) -> float:
        """When so many were stored, between two looks by the rule of three."""
        before = (0.0, 0)
        for moment, stored in self.steps:
            if stored >= count:
                share = (count - before[1]) / max(1, stored - before[1])
                return before[0] + share * (moment - before[0])
            before = moment, stored
        raise ValueError(f"only {before[1]} of {count} were stored")

    def rate(self, first: int, last: int) -> float:
        return (last - first) / (self.seconds(last) - (self.seconds(first) if first else 0.0))


def extractor(count: int) -> Run:
    """Reading alone, in this process."""
    now = datetime.now(UTC)
    sent = [submission(ArticleIn.model_validate(article), now) for article in articles(count)]
    ingest.prepare(sent[0], now=now)
    run = Run()
    begun = time.perf_counter()
    for number, each in enumerate(sent, start=1):
        ingest.prepare(each, now=now)
        run.steps.append((time.perf_counter() - begun, number))
    return run


def by_command(count: int, command: Sequence[str]) -> Run:
    """A command of ours over a file of lines, into SQLite; from the first article that is stored."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "articles.ndjson")
        with lines.open("w") as file:
            file.writelines(json.dumps(article) + "\n" for article in articles(count))
        url = f"sqlite:///{folder}/dateline.db"
        migrate(url)
        environment = {**os.environ, "DATELINE_DATABASE_URL": url, "DATELINE_READER_PROCESSES": "1"}
        running = subprocess.Popen(
            [sys.executable, "-m", "app.cli", *command, str(lines)], cwd=_PROJECT, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        run = Run()
        # A look that wants to write would have to wait for the one who does, and keep it waiting.
        engine = create_engine_for(url).execution_options(writes=False)
        begun = None
        while running.poll() is None:
            with engine.connect() as connection:
                stored = connection.scalar(sa.text("SELECT coalesce(max(id), 0) FROM articles"))
            if stored and begun is None:
                begun, already = time.perf_counter(), stored
            if begun is not None and stored > already:
                run.steps.append((time.perf_counter() - begun, stored - already))
            run.memory.append(_megabytes(running.pid))
            time.sleep(_LOOK_EVERY_SECONDS)
        engine.dispose()
        if running.returncode:
            raise RuntimeError(f"{command} ended with {running.returncode}")
        return run


def over_http(count: int, url: str | None) -> Run:
    """One request with a line for each, its results read while it is sent."""
    run = Run()
    with service(url, reader_processes=1) as running:
        where = urlsplit(running.address)
        assert where.hostname is not None
        connection = http.client.HTTPConnection(where.hostname, where.port)
        _send(connection, articles(100, first=-200_000), lambda _: None)  # what loads with the first article, loads
        run.memory.append(_megabytes(running.pid))
        begun = time.perf_counter()

        def look(number: int) -> None:
            run.steps.append((time.perf_counter() - begun, number))
            if number % 100 == 0:
                run.memory.append(_megabytes(running.pid))

        _send(connection, articles(count), look)
        run.memory.append(_megabytes(running.pid))
    return run


def _send(
    connection: http.client.HTTPConnection, bodies: Iterator[dict[str, object]], look: Callable[[int], None]
) -> None:
    connection.putrequest("POST", "/v1/ingestions")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()

    def send() -> None:
        while some := list(itertools.islice(bodies, 20)):
            chunk = b"".join(json.dumps(body).encode() + b"\n" for body in some)
            connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        connection.send(b"0\r\n\r\n")

    sending = threading.Thread(target=send)
    sending.start()
    answer = connection.getresponse()
    for number, line in enumerate(answer, start=1):
        if (result := json.loads(line))["status"] != 201:
            raise RuntimeError(f"a line failed: {result}")
        look(number)
    sending.join()


def _megabytes(pid: int) -> float:
    """Memory of a process in use; 0 once it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(lines.get("VmRSS", "0 kB").split()[0]) / 1024


@contextmanager
def postgresql() -> Iterator[str]:
    """An empty database, gone afterwards."""
    from tests import conftest, postgres

    if conftest.GIVEN_URL:
        yield from _a_database(sa.make_url(conftest.GIVEN_URL))
        return
    binaries = postgres.find_binaries()
    if binaries is None:
        raise FileNotFoundError("neither a PostgreSQL server nor its binaries were found")
    with postgres.server(binaries) as server:
        yield from _a_database(server.url)


def _a_database(server: sa.URL) -> Iterator[str]:
    engine = create_engine_for(server.render_as_string(hide_password=False)).execution_options(
        isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(sa.text("DROP DATABASE IF EXISTS dateline_ingest WITH (FORCE)"))
        connection.execute(sa.text("CREATE DATABASE dateline_ingest"))
        try:
            yield server.set(database="dateline_ingest").render_as_string(hide_password=False)
        finally:
            connection.execute(sa.text("DROP DATABASE dateline_ingest WITH (FORCE)"))
    engine.dispose()


def over_http_to_postgresql(count: int) -> Run:
    with postgresql() as url:
        return over_http(count, url)


WAYS: dict[str, Callable[[int], Run]] = {
    "extractor alone": extractor,
    "CLI to SQLite": lambda count: by_command(count, ["ingest"]),
    "HTTP to SQLite": lambda count: over_http(count, None),
    "HTTP to PostgreSQL": over_http_to_postgresql,
    "backfill, 2 workers": lambda count: by_command(count, ["backfill", "--workers", "2"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument(
        "--part", type=int, help="articles of the first and the last part; a tenth by default, or 500 if that is more"
    )
    parser.add_argument("--only", action="append", choices=list(WAYS), help="this way; may be repeated")
    asked = parser.parse_args()
    # Results come some dozens at a time: the rate of a part that is not many times as long says nothing.
    part = asked.part or max(asked.articles // 10, min(asked.articles // 2, 500))
    print(f"{'':22}{'articles/s':>12}{'first part':>12}{'last part':>12}{'MB at start':>13}{'MB at most':>12}")
    for name, way in WAYS.items():
        if asked.only and name not in asked.only:
            continue
        run = way(asked.articles)
        last = run.steps[-1][1]
        rates = run.rate(0, last), run.rate(0, min(part, last)), run.rate(max(0, last - part), last)
        memory = f"{run.memory[0]:13.0f}{max(run.memory):12.0f}" if run.memory else ""
        print(f"{name:22}" + "".join(f"{rate:12.1f}" for rate in rates) + memory, flush=True)


if __name__ == "__main__":
    main()
