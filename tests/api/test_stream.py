"""The change log as it grows: nothing missed, however often the connection breaks, and an end when the service ends."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from app.api import changes as api
from app.api import stream
from app.api.http.logs import logger
from app.api.stream import Feed
from app.db import Database
from app.timeline import changes
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission
from tests.api.conftest import BRIDGE
from tests.api.service import running
from tests.timeline.readings import NOW, read, told


@pytest.fixture
def service(database_url: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with running(database_url) as started:
        yield started


@contextmanager
def listening(address: str, **headers: str) -> Iterator[Iterator[dict[str, str]]]:
    """The messages of a stream, by the names of their fields; comments are under an empty name."""
    with (
        httpx2.Client(timeout=30) as client,
        client.stream("GET", f"{address}/v1/changes/stream", headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")

        def messages() -> Iterator[dict[str, str]]:
            message: dict[str, str] = {}
            for line in answer.iter_lines():
                if line:
                    name, _, value = line.partition(":")
                    message[name] = value.removeprefix(" ")
                elif message:
                    yield message
                    message = {}

        yield messages()


def add(address: str, number: int) -> list[str]:
    """Add an article; the ids of its events."""
    answer = httpx2.post(f"{address}/v1/articles", json={**BRIDGE, "external_id": str(number)}, timeout=30)
    assert answer.status_code == 201
    return [event["id"] for event in answer.json()["events"]]


def test_what_is_new_is_told_and_a_broken_connection_goes_on_where_it_was(
    service: tuple[str, subprocess.Popen[bytes]],
) -> None:
    address, _process = service
    old = add(address, 0)
    with listening(address) as messages:
        assert next(messages)["retry"]
        new = add(address, 1)
        first = next(messages)
    change = json.loads(first["data"])
    assert (first["event"], first["id"]) == (change["change"], change["cursor"])
    assert change["event_id"] not in old or change["change"] != "created"
    log = httpx2.get(f"{address}/v1/changes").json()["items"]
    assert change in log
    # What happened since, and what happens from now on.
    with listening(address, **{"Last-Event-ID": first["id"]}) as messages:
        next(messages)
        add(address, 2)
        log = httpx2.get(f"{address}/v1/changes").json()["items"]
        behind = [each["cursor"] for each in log][log.index(change) + 1 :]
        assert [next(messages)["id"] for _ in behind] == behind
    assert new


def test_a_stream_ends_when_the_service_is_told_to_end(service: tuple[str, subprocess.Popen[bytes]]) -> None:
    address, process = service
    with listening(address) as messages:
        next(messages)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert [message.get("retry") for message in messages] == ["1000"]
    assert process.wait(10) == -signal.SIGTERM or process.returncode == 0
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("given", ["nonsense", "AAAA", ""])
def test_an_id_that_is_none_of_ours_is_refused(reader: Any, given: str) -> None:
    answer = reader.get("/v1/changes/stream", headers={"Last-Event-ID": given or "x"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/invalid-cursor")
    answer = reader.get("/v1/changes/stream", params={"cursor": given, "since": 1})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "since")


def write(store: Database, begin: int, end: int) -> None:
    for number in range(begin, end):
        with store.write() as session:
            sent = Submission(text=f"{number}", external_id=f"{number}")
            ingest.store(session, read(sent, told(f"It rained {number}", names=(f"N{number}",))), now=NOW)


def ids(chunk: bytes) -> list[str]:
    return [line.removeprefix("id: ") for line in chunk.decode().splitlines() if line.startswith("id: ")]


async def take(stream: AsyncIterator[bytes], count: int) -> list[str]:
    got: list[str] = []
    while len(got) < count:
        got += ids(await anext(stream))
    return got


def test_who_falls_behind_catches_up_and_who_stays_behind_is_ended(store: Database) -> None:
    async def follow(patience: float) -> tuple[list[str], list[str]]:
        begin = await asyncio.to_thread(last, store)
        feed = Feed(
            store,
            api.told,
            logger("error"),
            poll_seconds=0.01,
            heartbeat_seconds=0.05,
            patience_seconds=patience,
            kept=3,
        )
        quick, slow = feed.follow(begin), feed.follow(begin)
        for each in (quick, slow):
            assert b"retry: 3000" in await anext(each)
            while b"ping" not in await anext(each):
                pass
        _, seen = await asyncio.gather(asyncio.to_thread(write, store, begin, begin + 12), take(quick, 12))
        await asyncio.sleep(0.6)
        assert feed.readers == 2
        got: list[str] = []
        async for chunk in slow:
            got += ids(chunk)
            if len(got) == 12 or b": end" in chunk:
                break
        # Whatever came of it, the reader that comes back gets the rest.
        again = feed.follow(begin + len(got))
        got += await take(again, 12 - len(got))
        for each in (quick, slow, again):
            await each.aclose()
        assert feed.readers == 0
        return seen, got

    for patience in (30.0, 0.5):
        seen, got = asyncio.run(follow(patience))
        assert got == seen
        assert len(set(seen)) == 12


@pytest.mark.parametrize("told_to_end", [False, True], ids=["in use", "told to end"])
def test_who_takes_nothing_is_given_up(store: Database, monkeypatch: pytest.MonkeyPatch, told_to_end: bool) -> None:
    """After some patience, and with less of it when the service is told to end."""
    monkeypatch.setattr(stream, "PARTING_SECONDS", 0.1)

    async def follow() -> float:
        patience = 60.0 if told_to_end else 0.3
        feed = Feed(store, api.told, logger("error"), poll_seconds=0.01, patience_seconds=patience)
        taken = asyncio.Queue[Any](maxsize=2)  # the start, the greeting, and then its hands are full
        listening = asyncio.create_task(stream.Stream(feed, 0, headers={}).stream_response(taken.put))
        await asyncio.to_thread(write, store, 0, 1)
        await asyncio.sleep(0.2)
        assert taken.full()
        assert not listening.done()
        begun = time.monotonic()
        if told_to_end:
            feed.close()
        await listening
        assert feed.readers == 0
        return time.monotonic() - begun

    assert asyncio.run(follow()) < 5


def last(store: Database) -> int:
    with store.read() as session:
        return changes.latest_sequence(session)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "readers", [100, pytest.param(10_000, marks=pytest.mark.nightly)], ids=["a-hundred", "ten-thousand"]
)
def test_many_listen_at_once_and_requests_are_answered_meanwhile(
    service: tuple[str, subprocess.Popen[bytes]], readers: int
) -> None:
    address, _ = service
    where = urlsplit(address)
    request = f"GET /v1/changes/stream HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode()
    with _enough_files(readers):
        open_ones = []
        for _ in range(readers):
            connection = socket.create_connection((where.hostname, where.port), timeout=30)
            connection.sendall(request)
            open_ones.append(connection)
        for connection in open_ones:
            _read_until(connection, b"retry: ")
        begun = time.monotonic()
        add(address, 0)
        assert time.monotonic() - begun < 5
        cursors = [each["cursor"].encode() for each in httpx2.get(f"{address}/v1/changes").json()["items"]]
        for connection in open_ones:
            _read_until(connection, cursors[-1])
        for connection in open_ones:
            connection.close()


def _read_until(connection: socket.socket, what: bytes) -> None:
    got = b""
    while what not in got:
        part = connection.recv(65_536)
        assert part, got
        got += part


@contextmanager
def _enough_files(count: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(before[0], count + 200), before[1]), before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)
