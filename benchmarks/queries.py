"""How fast the timeline answers over HTTP, beside the SQL behind the same page and beside Datasette.

    python -m benchmarks.queries [--events 1000000] [--requests 60] [--datasette PROGRAM] [--keep FOLDER]

A store of so many made-up events (`benchmarks.crowd`, the same for the same seed) is filled in a temporary folder on
SQLite, and on PostgreSQL where one is found as the tests find it. One service of one process answers a client over one
connection; then the statements that it sent to the database for the same pages are sent by themselves. Medians and 95th
percentiles in milliseconds are printed: of each page when it is asked for the first time, with whatever the disk has to
be read for, and the median of the second time. A page is as fast as it should be if the second time is at most twice
that of its SQL, which is a second time too, and 3 ms.

With the path of a Datasette program, it serves a plain table of the same events, and both are asked for pages of fifty
by range over four connections for ten seconds, in turns: two hundred pages again and again. The service makes each of
them anew, and then gives them again as it does while nothing is written.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import event, make_url

from app.api import filters
from app.db import Database, migrate
from app.timeline import asked
from app.timeline.asked import EventFilter
from app.timeline.asking import queries
from benchmarks import crowd
from tests import postgres

PROJECT = Path(__file__).resolve().parent.parent
CONNECTIONS = 4
SECONDS = 10.0


def months(draw: random.Random) -> dict[str, str]:
    """A range of a month in the last decades."""
    year, month = draw.randrange(1990, 2025), draw.randrange(1, 12)
    return {"from": f"{year}-{month:02d}", "to": f"{year}-{month + 1:02d}"}


def some_name(draw: random.Random) -> str:
    """A name as it is asked for: mostly one of the well-known ones."""
    return crowd.name(min(int(draw.expovariate(1 / 200)), crowd.NAMES - 1))


PAGES: dict[str, Callable[[random.Random], dict[str, str]]] = {
    "by range": months,
    "by entity": lambda draw: {"entity": some_name(draw)},
    "by the commonest words": lambda draw: {"q": crowd.word(draw.randrange(20))},
    "by any words": lambda draw: {"q": crowd.word(int(draw.expovariate(1 / 2_000)))},
    "by all three": lambda draw: {**months(draw), "entity": some_name(draw), "q": crowd.word(draw.randrange(20))},
}
OVERVIEWS = {
    "histogram of everything": "/v1/events/histogram",
    "histogram by month": "/v1/events/histogram?interval=month&from=1900&to=2026",
    "facets of everything": "/v1/facets",
}


@contextmanager
def service(url: str, *, remembering: bool = False) -> Iterator[int]:
    """The service over that store; its port.

    Args:
        remembering: whether it gives an answer again that it has made, as it does by default.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    settings = {"DATELINE_DATABASE_URL": url, "DATELINE_LOG_LEVEL": "error"}
    if not remembering:
        settings["DATELINE_REMEMBERED_BYTES"] = "0"
    with _process([sys.executable, "-m", "app.cli", "serve", "--port", str(port)], port, "/readyz", settings):
        yield port


@contextmanager
def datasette(program: str, table: Path) -> Iterator[int]:
    """Datasette over that file; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [program, "serve", str(table), "--port", str(port), "--setting", "suggest_facets", "off"]
    with _process(command, port, "/-/versions.json", {}):
        yield port


@contextmanager
def _process(command: list[str], port: int, ready: str, settings: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        give_up = time.monotonic() + 60
        while True:
            try:
                Client(port).get(ready)
                break
            except OSError:
                if time.monotonic() > give_up or process.poll() is not None:
                    raise
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


class Client:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def get(self, path: str) -> bytes:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {content[:300]!r}")
        return content


def address(query: dict[str, str]) -> str:
    return "/v1/events?" + "&".join(f"{name}={quote(value)}" for name, value in query.items())


def timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


class RawSql:
    """The statements of a page, sent to the database by themselves."""

    def __init__(self, url: str) -> None:
        self._store = Database(url)
        self._sent: list[tuple[str, Any]] = []
        event.listen(self._store.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        # How a transaction begins is not the page's.
        if not statement.startswith(("BEGIN", "PRAGMA")):
            self._sent.append((statement, values))

    def milliseconds(self, wanted: EventFilter, key: asked.Key | None = None) -> float:
        self._sent.clear()
        with self._store.read() as session:
            queries.listed_page(session, wanted, after=key)
        sent = list(self._sent)
        with self._store.read() as session:
            cursor: Any = session.connection().connection.driver_connection.cursor()  # type: ignore[union-attr]

            def send() -> None:
                for statement, values in sent:
                    cursor.execute(statement, values)
                    if cursor.description:
                        cursor.fetchall()

            return timed(send)

    def close(self) -> None:
        self._store.close()


def told(name: str, over_http: list[float], again: list[float] | None = None, raw: list[float] | None = None) -> None:
    median, p95 = statistics.median(over_http), sorted(over_http)[int(len(over_http) * 0.95)]
    line = f"  {name:26} {median:8.1f} {p95:8.1f}"
    if again and raw:
        second, sql = statistics.median(again), statistics.median(raw)
        line += f" {second:8.1f} {sql:8.1f}   {'yes' if second <= 2 * sql + 3 else 'no'}"
    print(line, flush=True)


def measure(url: str, requests: int) -> None:
    columns = " ".join(f"{name:>8}" for name in ("median", "p95", "again", "SQL"))
    print(f"{make_url(url).get_backend_name():28} {columns}   within 2 x SQL + 3 ms")
    raw_sql = RawSql(url)
    with service(url) as port:
        client = Client(port)
        for name, make in PAGES.items():
            draw = random.Random(1)
            asked = [make(draw) for _ in range(requests + 5)]
            over_http, again, raw = [], [], []
            for query in asked:
                path = address(query)
                for times in (over_http, again):
                    times.append(timed(lambda path=path: client.get(path)))  # type: ignore[misc]
                raw.append(raw_sql.milliseconds(filters.event_filter(filters.EventQuery.model_validate(listed(query)))))
            told(name, over_http[5:], again[5:], raw[5:])
        over_http = []
        path = "/v1/events?from=1995"
        for _ in range(requests):
            over_http.append(timed(lambda path=path: client.get(path)))  # type: ignore[misc]
            cursor = json.loads(client.get(path))["next_cursor"]
            path = f"/v1/events?from=1995&cursor={cursor}"
        told("page after page", over_http)
        for name, path in OVERVIEWS.items():
            client.get(path)
            told(name, [timed(lambda path=path: client.get(path)) for _ in range(max(5, requests // 4))])  # type: ignore[misc]
    raw_sql.close()


def listed(query: dict[str, str]) -> dict[str, Any]:
    """A query string as it arrives: parameters that may be repeated are lists."""
    return {name: [value] if name in ("q", "entity") else value for name, value in query.items()}


def pages_a_second(port: int, paths: list[str]) -> tuple[float, float]:
    """Pages a second over all connections, and the median in milliseconds."""
    end = time.monotonic() + SECONDS
    taken: list[float] = []

    def ask(begin: int) -> None:
        client, number = Client(port), begin
        while time.monotonic() < end:
            path = paths[number % len(paths)]
            taken.append(timed(lambda path=path: client.get(path)))  # type: ignore[misc]
            number += 1

    askers = [threading.Thread(target=ask, args=(place * 17,)) for place in range(CONNECTIONS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return len(taken) / SECONDS, statistics.median(taken)


def beside_datasette(url: str, program: str, folder: Path) -> None:
    table = folder / "plain.db"
    if not table.exists():
        connection = sqlite3.connect(table)
        connection.execute(f"ATTACH '{make_url(url).database}' AS store")
        connection.execute(
            "CREATE TABLE events AS SELECT id, title, modality, edtf, earliest, latest, precision, confidence,"
            ' entities, "when" FROM store.events WHERE earliest IS NOT NULL'
        )
        connection.execute("CREATE INDEX earliest ON events (earliest)")
        connection.execute("ANALYZE")
        connection.commit()
        connection.close()
    draw = random.Random(3)
    ours, theirs = [], []
    for _ in range(200):
        query = months(draw)
        ours.append(address(query))
        wanted = filters.event_filter(filters.EventQuery.model_validate(query))
        theirs.append(
            f"/plain/events.json?_shape=objects&_size=50&_sort=earliest&_nocount=1&_nofacet=1"
            f"&earliest__gte={wanted.from_}&earliest__lt={wanted.to}"
        )
    with (
        service(url) as making,
        service(url, remembering=True) as remembering,
        datasette(program, table) as their_port,
    ):
        for _ in range(2):
            theirs_told = pages_a_second(their_port, theirs)
            print(
                f"pages of 50 by range a second, {CONNECTIONS} connections: Datasette {theirs_told[0]:.0f}"
                f" (median {theirs_told[1]:.1f} ms)",
                flush=True,
            )
            for how, port in (("made anew", making), ("given again", remembering)):
                rate, median = pages_a_second(port, ours)
                print(
                    f"  Dateline, {how}: {rate:.0f} (median {median:.1f} ms), ratio {rate / theirs_told[0]:.2f}",
                    flush=True,
                )


def filled(url: str, events: int) -> str:
    began = time.monotonic()
    migrate(url)
    crowd.fill(url, events)
    print(f"filled with {events:,} events in {time.monotonic() - began:.0f} s", flush=True)
    return url


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--events", type=int, default=1_000_000)
    arguments.add_argument("--requests", type=int, default=60)
    arguments.add_argument("--datasette", help="path of its program")
    arguments.add_argument("--keep", type=Path, help="a folder whose store is used again")
    arguments.add_argument("--only", choices=["sqlite", "postgresql"])
    options = arguments.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="dateline-queries-"))
    folder.mkdir(exist_ok=True)
    try:
        if options.only != "postgresql":
            path = folder / f"{options.events}.db"
            url = f"sqlite:///{path}"
            if not path.exists():
                filled(url, options.events)
            measure(url, options.requests)
            if options.datasette:
                beside_datasette(url, options.datasette, folder)
        binaries = postgres.find_binaries()
        if options.only != "sqlite" and binaries:
            with ExitStack() as stack:
                server = stack.enter_context(postgres.server(binaries)).url
                url = server.render_as_string(hide_password=False)
                measure(filled(url, options.events), options.requests)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
