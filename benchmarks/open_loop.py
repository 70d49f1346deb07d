"""Whether the service keeps up with a crowd that does not wait for it: so many writes and reads a second, in any case.

    python -m benchmarks.open_loop --seconds 60                   # SQLite, one process
    python -m benchmarks.open_loop --seconds 60 --postgresql      # PostgreSQL, two service processes

Fifty clients send what is due when it is due, and not when the last answer has come; how long a request took is counted
from when it was due, so that a service that stands still is not spared what waits for it. Writes are articles of
`benchmarks.articles`, one a request; reads are pages of events, single articles and the newest changes. At the end each
article whose storing was acknowledged is asked for, with all events that the answer named.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.articles import articles
from benchmarks.ingest import postgresql
from benchmarks.service import Service, service

_CLIENTS = 50
_WARM = 40
_PATIENCE_SECONDS = 30.0
_READS = (
    "/v1/events?limit=50&from=2018-12-20&to=2019-01-10",
    "/v1/events?limit=20&modality=asserted",
    "/v1/events?limit=20&q=bridge",
    "/v1/changes?limit=50",
    "/v1/articles?limit=20",
)


@dataclass(frozen=True, slots=True)
class _Due:
    """A request: after so many seconds, an article to be stored or a page to be read; None for an article."""

    at: float
    body: bytes | None


@dataclass(slots=True)
class _Seen:
    """What one client saw: seconds of writes and of reads, answers by status, what was acknowledged."""

    writes: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    stored: list[tuple[str, list[str]]] = field(default_factory=list)


def run(running: Service, *, seconds: int, writes: int, reads: int) -> list[_Seen]:
    """Send so many of both a second from all clients, at even distances and in a mixed order."""
    with_warmth = [json.dumps(article).encode() for article in articles(_WARM + seconds * writes)]
    first = _Seen()
    _client(running.address, [_Due(0.0, body) for body in with_warmth[:_WARM]], time.perf_counter(), first, seed=-1)
    bodies = iter(with_warmth[_WARM:])
    a_second = [True] * writes + [False] * reads
    chance = random.Random(6)
    due = []
    for second in range(seconds):
        chance.shuffle(a_second)
        due += [
            _Due(second + place / len(a_second), next(bodies) if is_write else None)
            for place, is_write in enumerate(a_second)
        ]
    seen = [_Seen() for _ in range(_CLIENTS)]
    begun = time.perf_counter() + 0.5
    clients = [
        threading.Thread(
            target=_client, args=(running.address, due[number::_CLIENTS], begun, seen[number]), kwargs={"seed": number}
        )
        for number in range(_CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return seen


def _client(address: str, due: Sequence[_Due], begun: float, seen: _Seen, *, seed: int) -> None:
    where = urlsplit(address)
    assert where.hostname is not None
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=_PATIENCE_SECONDS)
    chance = random.Random(seed)
    for each in due:
        time.sleep(max(0.0, begun + each.at - time.perf_counter()))
        try:
            status, answer = _ask(connection, each.body, chance, seen)
        except (OSError, http.client.HTTPException):
            connection.close()
            status, answer = 0, None
        (seen.reads if each.body is None else seen.writes).append(time.perf_counter() - begun - each.at)
        seen.statuses[status] += 1
        if status == 201 and answer is not None:
            seen.stored.append((answer["article"]["id"], [event["id"] for event in answer["events"]]))
    connection.close()


def _ask(
    connection: http.client.HTTPConnection, body: bytes | None, chance: random.Random, seen: _Seen
) -> tuple[int, Any]:
    if body is not None:
        connection.request("POST", "/v1/articles", body, {"Content-Type": "application/json"})
    elif seen.stored and chance.random() < 0.3:
        connection.request("GET", f"/v1/articles/{chance.choice(seen.stored)[0]}")
    else:
        connection.request("GET", chance.choice(_READS))
    answer = connection.getresponse()
    content = answer.read()
    return answer.status, json.loads(content) if body is not None and answer.status == 201 else None


def lost(running: Service, stored: Sequence[tuple[str, list[str]]]) -> list[str]:
    """Which of the articles and events that were acknowledged the service does not know, by id."""
    articles_there = {article["id"] for article in running.all("/v1/articles", limit=200)}
    missing = [article for article, _ in stored if article not in articles_there]
    changed = {change["event_id"] for change in running.all("/v1/changes", limit=200)}
    return missing + [event for _, events in stored for event in events if event not in changed]


def _processor_seconds(pid: int) -> float:
    """What a process and those that it started have taken so far; 0 where the system does not tell."""
    process = Path(f"/proc/{pid}")
    try:
        fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
        own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        children = [
            int(child) for task in (process / "task").iterdir() for child in (task / "children").read_text().split()
        ]
    except OSError:
        return 0.0
    return own + sum(map(_processor_seconds, children))


def _percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--writes", type=int, default=40, help="a second")
    parser.add_argument("--reads", type=int, default=60, help="a second")
    parser.add_argument("--postgresql", action="store_true", help="with two service processes; by default SQLite")
    asked = parser.parse_args()
    with ExitStack() as stack:
        url = stack.enter_context(postgresql()) if asked.postgresql else None
        running = stack.enter_context(service(url, workers=2 if asked.postgresql else 1))
        begun = _processor_seconds(running.pid)
        seen = run(running, seconds=asked.seconds, writes=asked.writes, reads=asked.reads)
        spent = _processor_seconds(running.pid) - begun
        stored = [each for client in seen for each in client.stored]
        missing = lost(running, stored)
    print(f"{'':8}{'sent':>8}{'p50 ms':>10}{'p95 ms':>10}{'longest':>10}")
    for name, times in (
        ("writes", [each for client in seen for each in client.writes]),
        ("reads", [each for client in seen for each in client.reads]),
    ):
        figures = (_percentile(times, 0.5), _percentile(times, 0.95), max(times, default=0.0))
        print(f"{name:8}{len(times):8}" + "".join(f"{1000 * value:10.0f}" for value in figures))
    requests = sum(len(client.writes) + len(client.reads) for client in seen)
    print(f"processor time of the service: {1000 * spent / requests:.1f} ms a request")
    statuses = sum((client.statuses for client in seen), Counter[int]())
    failed = sum(count for status, count in statuses.items() if status >= 500 or status == 0)
    print("answers by status:", ", ".join(f"{status or 'none'}: {statuses[status]}" for status in sorted(statuses)))
    print(f"5xx or no answer: {failed}; acknowledged: {len(stored)}; lost of them: {len(missing)}")
    if failed or missing:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
