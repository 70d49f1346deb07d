"""What the service takes in memory: for a long body, a long answer, and hours of everything at once (Linux only).

    python -m benchmarks.memory [ingestion] [export] [load] [--megabytes 10] [--events 1000000] [--minutes 15]

One service process over an SQLite file. `ingestion` sends so many megabytes of articles as NDJSON in one request,
`export` has so many made-up events written as CSV, `load` lets clients add, read and export for so many minutes. The
first two print by how much the process was larger at its largest than just before; it has done the same in small
until then, so that what is loaded once is not counted. `load` prints the resident memory minute by minute, and
the slope of a straight line through the later two thirds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app.db import migrate
from benchmarks import crowd
from benchmarks.articles import articles
from benchmarks.service import Service, service

_MEGABYTE = 1_000_000
_WHAT = ("ingestion", "export", "load")
# What a reader asks for, over and over; `{}` is a number that goes up.
_READ = (
    "/v1/events?limit=50", "/v1/events?q=fire&count=exact", "/v1/events?from=20{:02d}&sort=-when", "/v1/facets",
    "/v1/events/histogram?interval=month", "/v1/changes?limit=200", "/v1/key-dates?n=10", "/v1/events?format=csv",
    "/v1/articles?limit=20", "/v1/entities?limit=50", "/v1/events?format=ics", "/v1/nothing-{}",
)  # fmt: skip
# At one and a half times the pace that a machine can keep up with, what grows is the queue of the benchmark.
_PAUSE_SECONDS = 0.02


def resident(pid: int, field: str = "VmRSS") -> float:
    """Megabytes of a process in memory now, or at most (`VmHWM`) since `forget_peak`."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024 / _MEGABYTE
    raise ValueError(f"process {pid} says nothing of {field}")


def forget_peak(pid: int) -> None:
    """Begin to look for the largest size anew."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


@dataclass(frozen=True, slots=True)
class Growth:
    """What one piece of work took; megabytes and seconds.

    Attributes:
        moved: how much was sent or received.
        before: the process before it.
        peak: how much larger it was at its largest.
    """

    moved: float
    before: float
    peak: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.moved:.1f} MB in {self.seconds:.0f} s: {self.before:.0f} MB before, at most + {self.peak:.1f} MB"


def _growth(pid: int, work: Callable[[], int]) -> Growth:
    before = resident(pid)
    forget_peak(pid)
    begun = time.monotonic()
    moved = work()
    return Growth(moved / _MEGABYTE, before, resident(pid, "VmHWM") - before, time.monotonic() - begun)


def _lines(megabytes: float, first: int) -> Iterator[bytes]:
    left = megabytes * _MEGABYTE
    for article in articles(1_000_000, first=first):
        line = json.dumps(article).encode() + b"\n"
        yield line
        left -= len(line)
        if left <= 0:
            return


def _ingest(running: Service, megabytes: float, first: int) -> int:
    """Send one request of so many megabytes; how many bytes were sent."""
    where, sent = urlsplit(running.address), 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        for line in _lines(megabytes, first):
            sent += len(line)
            yield line

    with closing(http.client.HTTPConnection(where.hostname or "", where.port, timeout=600)) as connection:
        kind = {"Content-Type": "application/x-ndjson"}
        connection.request("POST", "/v1/ingestions", body(), kind, encode_chunked=True)
        answer = connection.getresponse()
        told = [json.loads(line) for line in answer.read().splitlines()]
    assert {line["status"] for line in told} <= {200, 201}, told[-1]
    return sent


def _fetch(running: Service, path: str) -> int:
    """Read an answer as it comes; how many bytes it has."""
    where, read = urlsplit(running.address), 0
    with closing(http.client.HTTPConnection(where.hostname or "", where.port, timeout=600)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        while chunk := answer.read(65_536):
            read += len(chunk)
    return read


def ingestion(megabytes: float) -> Growth:
    """One request with so many megabytes of articles, to a service that has read a fifth of that."""
    with service() as running:
        _ingest(running, max(megabytes / 5, 0.3), first=0)
        return _growth(running.pid, lambda: _ingest(running, megabytes, first=100_000))


def export(events: int) -> Growth:
    """All events of a store of so many as CSV, from a service that has written a few."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/dateline.db"
        migrate(url)
        crowd.fill(url, events)
        with service(url) as running:
            for _ in range(3):
                _fetch(running, "/v1/events?format=csv&from=2020&to=2020-03&modality=any")
            return _growth(
                running.pid, lambda: _fetch(running, "/v1/events?format=csv&modality=any&include_undated=true")
            )


@dataclass(frozen=True, slots=True)
class Load:
    """What a service under load had in memory.

    Attributes:
        sizes: megabytes, one figure a second.
        requests: how many were answered.
        failed: what was answered with 5xx or not at all.
    """

    sizes: list[float]
    requests: int
    failed: list[str]

    @property
    def settled(self) -> list[float]:
        """The later two thirds: until then caches fill and grammars are loaded."""
        return self.sizes[len(self.sizes) // 3 :]

    @property
    def slope(self) -> float:
        """Megabytes an hour, by a straight line through the later two thirds."""
        told = self.settled
        return statistics.linear_regression(range(len(told)), told).slope * 3600

    @property
    def grown(self) -> float:
        """By how many per cent the last quarter of the later two thirds is larger than the first."""
        told = self.settled
        quarter = max(len(told) // 4, 1)
        return (statistics.fmean(told[-quarter:]) / statistics.fmean(told[:quarter]) - 1) * 100


def load(minutes: float, tell: Callable[[str], None] = lambda _: None) -> Load:
    """Two clients that add articles and two that read, for so long.

    What is stored is always the same thousand articles, each time revised: a store that grows makes answers that grow.
    """
    over = threading.Event()
    answered, failed = [0], list[str]()
    with service(rate_per_address=0) as running:
        where = urlsplit(running.address)

        def client(send: Callable[[http.client.HTTPConnection, int], None], name: int) -> None:
            number = name
            while not over.is_set():
                number += 7
                with closing(http.client.HTTPConnection(where.hostname or "", where.port, timeout=120)) as connection:
                    try:
                        send(connection, number)
                        answer = connection.getresponse()
                        answer.read()
                    except OSError as error:
                        failed.append(repr(error))
                    else:
                        answered[0] += 1
                        if answer.status >= 500:
                            failed.append(str(answer.status))
                time.sleep(_PAUSE_SECONDS)

        stored = list(articles(1_000))

        def add(connection: http.client.HTTPConnection, number: int) -> None:
            article = stored[number % len(stored)]
            told = {**article, "text": f"{article['text']} Item {number}."}
            connection.request("POST", "/v1/articles", json.dumps(told), {"Content-Type": "application/json"})

        def read(connection: http.client.HTTPConnection, number: int) -> None:
            connection.request("GET", _READ[number % len(_READ)].format(number % 100))

        threads = [
            threading.Thread(target=client, args=(what, name)) for name, what in enumerate((add, add, read, read))
        ]
        for thread in threads:
            thread.start()
        sizes: list[float] = []
        end = time.monotonic() + minutes * 60
        while time.monotonic() < end:
            time.sleep(1)
            sizes.append(resident(running.pid))
            if len(sizes) % 60 == 0:
                tell(f"  minute {len(sizes) // 60}: {sizes[-1]:.0f} MB, {answered[0]:,} requests, {len(failed)} failed")
        over.set()
        for thread in threads:
            thread.join()
    return Load(sizes, answered[0], failed)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", nargs="*", choices=_WHAT, default=_WHAT)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=15)
    options = parser.parse_args()
    if "ingestion" in options.what:
        print("NDJSON in: ", ingestion(options.megabytes), flush=True)
    if "export" in options.what:
        print(f"CSV out of {options.events:,} events:", export(options.events), flush=True)
    if "load" in options.what:
        print(f"Everything at once for {options.minutes:g} minutes:", flush=True)
        told = load(options.minutes, lambda line: print(line, flush=True))
        print(f"  {told.requests:,} requests, {len(told.failed)} failed")
        print(f"  slope {told.slope:+.1f} MB/h, {told.grown:+.1f} %")


if __name__ == "__main__":
    main()
