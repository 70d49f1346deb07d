"""The retry law: however often, in whatever order and over whatever connection, it comes to the same.

Each request is sent one to five times, reordered, its connection cut at any byte of question or answer; in the end the
store says what it says where everything was sent once and in order. Each run has a collection of its own for what was
disturbed and one for what was not. Every request gets through to its answer once at least; what else was sent of it may
have been done, half sent, or never have arrived. `DATELINE_TEST_RETRIES` is how many runs there are on each database.
"""

from __future__ import annotations

import json
import os
import random
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.api.service import running
from tests.api.test_ingestions import NDJSON

RUNS = int(os.environ.get("DATELINE_TEST_RETRIES", "4"))
STORIES = sorted((Path(__file__).parents[1] / "data" / "stories").glob("*.json"))
# What says "again": the first one is still at work, or was a moment ago.
TRY_AGAIN = (409, 412, 503)
_ATTEMPTS = 200


@dataclass(frozen=True)
class Sent:
    """A request, and the statuses that are answers to it."""

    method: str
    path: str
    body: bytes
    kind: str = "application/json"
    key: str | None = None
    prefer: str | None = None
    good: tuple[int, ...] = (200, 201)

    def content(self) -> bytes:
        headers = {
            "Host": "localhost", "Connection": "close", "Content-Type": self.kind,
            "Content-Length": str(len(self.body)),
            **({"Idempotency-Key": self.key} if self.key else {}),
            **({"Prefer": self.prefer} if self.prefer else {}),
        }  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode() + self.body


class Wire:
    """Connections to the service, whole ones and others."""

    def __init__(self, address: str) -> None:
        where = urlsplit(address)
        self._place = (where.hostname or "", where.port or 0)

    def send(self, sent: Sent) -> Any:
        """The request and its whole answer; again where it is told to come again."""
        for _ in range(_ATTEMPTS):
            status, body = self._exchange(sent.content())
            if status not in TRY_AGAIN:
                break
            time.sleep(0.05)
        assert status in sent.good, (status, body[:500], sent)
        return body

    def get(self, path: str) -> Any:
        status, body = self._exchange(Sent("GET", path, b"").content())
        assert status == 200, (status, body[:500], path)
        return json.loads(body)

    def cut(self, sent: Sent, draw: random.Random) -> None:
        """The request, cut off somewhere: in itself, or in its answer; politely or not."""
        content = sent.content()
        with socket.create_connection(self._place, timeout=60) as connection:
            if draw.random() < 0.5:
                connection.sendall(content[: draw.randrange(len(content))])
            else:
                connection.sendall(content)
                wanted = draw.randrange(600)
                while wanted > 0 and (chunk := connection.recv(wanted)):
                    wanted -= len(chunk)
            if draw.random() < 0.5:
                # A reset instead of a farewell.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _exchange(self, content: bytes) -> tuple[int, bytes]:
        with socket.create_connection(self._place, timeout=60) as connection:
            connection.sendall(content)
            answer = bytearray()
            while chunk := connection.recv(65_536):
                answer += chunk
        head, _, body = bytes(answer).partition(b"\r\n\r\n")
        if b"transfer-encoding: chunked" in head.lower():
            body = _unchunked(body)
        return int(head.split(maxsplit=2)[1]), body


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        whole += rest[: int(size, 16)]
        body = rest[int(size, 16) + 2 :]
    return whole


@dataclass(frozen=True)
class Telling:
    """Articles with their revisions: what is to be sent of one collection."""

    collection: str
    bodies: tuple[dict[str, Any], ...]

    def first(self) -> list[Sent]:
        """Everything that is taken in, in order."""
        one_by_one = [
            Sent("POST", "/v1/articles", _json(body), key=f"{self.collection}-{n}" if n % 2 else None)
            for n, body in enumerate(self.bodies)
        ]
        lines = b"".join(_json(body) + b"\n" for body in self.bodies)
        return [
            *one_by_one,
            Sent("POST", "/v1/ingestions", lines, kind=NDJSON),
            Sent("POST", "/v1/articles", _json(self.bodies[0]), prefer="respond-async", good=(202,)),
        ]

    def then(self, wire: Wire) -> list[Sent]:
        """What is done with it, once it is there: corrections, by hand and of dates, and a withdrawal."""
        articles = wire.get(f"/v1/articles?collection={self.collection}&limit=200")["items"]
        ids = [each["id"] for each in sorted(articles, key=lambda each: each["external_id"])]
        events = self.events(wire)
        titles = Counter(event["title"] for event in events)
        one, other, gone, *_ = [
            event["id"] for event in sorted(events, key=lambda each: each["title"]) if titles[event["title"]] == 1
        ]
        merge = _json({"events": [other], "reason": "the same"})
        made = _json({"title": "It was founded", "when": "1742", "collection": self.collection})
        return [
            Sent("POST", f"/v1/events/{one}/merges", merge, key=f"{self.collection}-merge"),
            Sent("POST", f"/v1/events/{gone}/retractions", _json({}), key=f"{self.collection}-retract"),
            Sent("POST", "/v1/events", made, key=f"{self.collection}-made"),
            Sent("PATCH", f"/v1/articles/{ids[-1]}", _json({"tags": ["corrected"]})),
            Sent("POST", f"/v1/articles/{ids[0]}/re-extractions", b""),
        ]

    def last(self, wire: Wire) -> list[Sent]:
        """An article is withdrawn; told again that it is gone is as good."""
        articles = wire.get(f"/v1/articles?collection={self.collection}&limit=200")["items"]
        ids = [each["id"] for each in sorted(articles, key=lambda each: each["external_id"])]
        return [Sent("DELETE", f"/v1/articles/{ids[1]}", b"", good=(204, 410))]

    def events(self, wire: Wire) -> list[dict[str, Any]]:
        query = "modality=any&include_undated=true&limit=200&include=reports,explanation,alternatives"
        found: list[dict[str, Any]] = wire.get(f"/v1/events?collection={self.collection}&{query}")["items"]
        return found

    def state(self, wire: Wire) -> Any:
        """What there is in the end, but for ids and the times at which it came."""
        articles = wire.get(f"/v1/articles?collection={self.collection}&limit=200&count=exact")
        return {
            "count": articles["count"],
            "articles": sorted(_bare(each) for each in articles["items"]),
            "events": sorted(_bare(each) for each in self.events(wire)),
        }


# What says when, and how often, something came, and not what it is.
PASSING = {"id", "recorded_at", "revised_at", "revision", "collection", "grammar", "ingestion_id"}


def _bare(value: Any) -> str:
    def bared(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bared(each) for key, each in value.items() if key not in PASSING}
        if isinstance(value, list):
            return sorted((bared(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
        return value

    return json.dumps(bared(value), sort_keys=True)


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


def _tellings(draw: random.Random, run: int) -> tuple[Telling, Telling]:
    """Articles of a story, some of them revised, all of which say how new they are."""
    story = json.loads(draw.choice(STORIES).read_bytes())
    told = [each["body"] for each in story["articles"]]
    bodies = []
    for number, body in enumerate(draw.sample(told, min(len(told), draw.randint(4, 6)))):
        known = {**body, "external_id": str(number), "updated_at": "2026-01-01T00:00:00Z"}
        bodies.append(known)
        if draw.random() < 0.4:
            text = known["text"] + " The mayor resigned on 3 May 2021."
            bodies.append({**known, "text": text, "updated_at": "2026-01-02T00:00:00Z"})
    names = f"calm-{run}", f"stormy-{run}"
    calm, stormy = (Telling(name, tuple({**body, "collection": name} for body in bodies)) for name in names)
    return calm, stormy


def _disturbed(wire: Wire, requests: list[Sent], draw: random.Random) -> None:
    """Each of them one to five times, whole at least once, in any order, two at a time."""
    attempts = []
    for sent in requests:
        times = draw.randint(1, 5)
        whole = draw.randrange(times)
        attempts += [(sent, n == whole or draw.random() < 0.3, draw.random()) for n in range(times)]
    draw.shuffle(attempts)

    def attempt(one: tuple[Sent, bool, float]) -> None:
        sent, whole, seed = one
        if whole:
            wire.send(sent)
        else:
            wire.cut(sent, random.Random(seed))

    with ThreadPoolExecutor(2) as clients:
        list(clients.map(attempt, attempts))


def test_retries_come_to_the_same(database_url: str, record_property: Callable[[str, str], None]) -> None:
    sent = 0
    with running(database_url) as (address, _):
        wire = Wire(address)
        for run in range(RUNS):
            draw = random.Random(run)
            calm, stormy = _tellings(draw, run)
            for stage in ("first", "then", "last"):
                asked: list[Sent] = getattr(calm, stage)(*([wire] if stage != "first" else []))
                for each in asked:
                    wire.send(each)
                asked = getattr(stormy, stage)(*([wire] if stage != "first" else []))
                _disturbed(wire, asked, draw)
                sent += len(asked)
                if stage == "first":
                    _wait_for_jobs(wire)
                assert stormy.state(wire) == calm.state(wire), f"run {run} differs after {stage}"
        assert wire.get("/readyz")["status"] == "ready"
    record_property("measured", f"{RUNS} runs of {sent} requests, each sent one to five times, came to the same")


def _wait_for_jobs(wire: Wire) -> None:
    while wire.get("/v1/jobs?state=queued,running")["items"]:
        time.sleep(0.05)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_comparison_sees_a_difference(database_url: str) -> None:
    with running(database_url) as (address, _):
        wire = Wire(address)
        calm, stormy = _tellings(random.Random(0), 0)
        for each in calm.first():
            wire.send(each)
        for each in stormy.first()[1:2]:
            wire.send(each)
        assert stormy.state(wire) != calm.state(wire)
