"""Clients that send or take nothing, for longer than anybody would wait: the others are served meanwhile."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api import arriving
from app.api.http import long_answers
from app.api.http.errors import CLIENT_GONE
from benchmarks import crowd
from tests.api.conftest import BRIDGE
from tests.api.service import running
from tests.api.test_bad_days import add, ask, soon

# A database that answers all at once shows the same.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
PLACES = 2


def opened(stack: ExitStack, address: str, request: str) -> socket.socket:
    """A connection that keeps in its buffers as little as possible, with that request sent."""
    where = urlsplit(address)
    line = stack.enter_context(closing(socket.socket()))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    line.settimeout(30)
    line.connect((where.hostname, where.port))
    line.sendall(f"{request}\r\nHost: localhost\r\n".encode())
    return line


def test_who_takes_nothing_keeps_nobody_from_the_store(database_url: str) -> None:
    """Exports of which nobody takes more than the beginning: so many at a time, and the rest of the service goes on."""
    crowd.fill(database_url, 10_000)
    ask_for_all = "GET /v1/events?format=ndjson&modality=any&include_undated=true HTTP/1.1"
    with running(database_url, DATELINE_DATABASE_POOL_SIZE=str(PLACES)) as (address, _):
        with ExitStack() as stack:
            lines = [opened(stack, address, ask_for_all) for _ in range(12)]
            for line in lines:
                line.sendall(b"\r\n")
            begun = [line.recv(12) for line in lines]
            assert sorted(begun) == [b"HTTP/1.1 200"] * PLACES + [b"HTTP/1.1 503"] * (len(lines) - PLACES)
            refusal = lines[begun.index(b"HTTP/1.1 503")].recv(2_000).lower()
            assert b"retry-after: 5" in refusal
            began = time.monotonic()
            for number in range(10):
                assert add(address, number)
                assert ask(address, "/v1/events?limit=200")[0] == 200
                assert ask(address, "/readyz")[0] == 200
            assert time.monotonic() - began < 20
        # They are gone, and their places free.
        with ExitStack() as stack:

            def is_let_in() -> bool:
                line = opened(stack, address, ask_for_all)
                line.sendall(b"\r\n")
                return line.recv(12) == b"HTTP/1.1 200"

            soon(is_let_in)


def called(
    app: FastAPI, method: str, path: str, query: str, headers: dict[str, str], receive: Receive, send: Send
) -> None:
    """One request as the server makes it, without a client that would wait for the end of it."""
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "", "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), *((name.encode(), value.encode()) for name, value in headers.items())],
        "client": ("127.0.0.1", 4000), "server": ("127.0.0.1", 8000), "state": {},
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]


@pytest.fixture
def impatient(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(long_answers, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(arriving, "PATIENCE_SECONDS", 0.2)
    with TestClient(app, "http://localhost") as client:
        yield client


def test_a_reader_that_takes_nothing_is_given_up(impatient: TestClient, app: FastAPI) -> None:
    """Its answer has no end, so that it cannot be taken for a whole one, and its place is free again."""
    impatient.post("/v1/articles", json=BRIDGE).raise_for_status()
    for path in ("/v1/events", "/v1/reports", "/v1/mentions"):
        got: list[dict[str, Any]] = []

        async def never() -> dict[str, Any]:
            await asyncio.Event().wait()
            raise AssertionError

        async def take_the_head(message: dict[str, Any], got: list[dict[str, Any]] = got) -> None:
            got.append(message)
            if message["type"] == "http.response.body":
                await asyncio.Event().wait()

        begun = time.monotonic()
        called(app, "GET", path, "format=ndjson", {}, never, take_the_head)
        assert time.monotonic() - begun < 5
        assert [message["type"] for message in got] == ["http.response.start", "http.response.body"]
        assert got[1]["more_body"]
    places = app.state.places
    with ExitStack() as stack:
        for _ in range(app.state.settings.database_pool_size):
            stack.enter_context(places.one())


def test_a_sender_that_sends_nothing_more_is_given_up(impatient: TestClient, app: FastAPI) -> None:
    """What it has sent is stored, and the ingestion is told as interrupted."""
    sent = iter([json.dumps({**BRIDGE, "external_id": str(number)}).encode() + b"\n" for number in range(3)])
    got: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if (line := next(sent, None)) is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": line, "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    begun = time.monotonic()
    called(app, "POST", "/v1/ingestions", "", {"content-type": "application/x-ndjson"}, receive, send)
    assert time.monotonic() - begun < 10
    told = b"".join(message.get("body", b"") for message in got).splitlines()
    assert [json.loads(line)["status"] for line in told] == [201, 201, 201]
    headers = {name.decode().lower(): value.decode() for name, value in got[0]["headers"]}
    ingestion = impatient.get(headers["location"]).json()
    assert (ingestion["state"], ingestion["lines"]) == ("interrupted", 3)


def test_who_hangs_up_while_sending_is_no_failure_of_the_service(
    impatient: TestClient, app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    got: list[dict[str, Any]] = []

    async def gone() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    for path in ("/v1/articles", "/v1/extractions", "/v1/events"):
        called(app, "POST", path, "", {"content-type": "application/json"}, gone, send)
    assert {message["status"] for message in got if message["type"] == "http.response.start"} == {CLIENT_GONE}
    counted = impatient.get("/metrics").text
    assert 'dateline_requests_total{method="POST",route="/v1/articles",status="499"} 1.0' in counted
    assert 'status="500"' not in counted
    assert "request failed" not in capsys.readouterr().err


def test_who_announces_lines_and_sends_none_keeps_nobody_waiting(database_url: str) -> None:
    """Ingestions that have begun and of which nothing comes, more than are worked on at a time."""
    head = "POST /v1/ingestions HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked"
    with running(database_url) as (address, _), ExitStack() as stack:
        for _ in range(20):
            opened(stack, address, head).sendall(b"\r\n")
        began = time.monotonic()
        for number in range(3):
            article = {**BRIDGE, "external_id": str(number)}
            where = urlsplit(address)
            line = opened(stack, address, "POST /v1/ingestions HTTP/1.1")
            body = json.dumps([article]).encode()
            line.sendall(b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            assert line.recv(12) == b"HTTP/1.1 200", where
        assert time.monotonic() - began < 20
