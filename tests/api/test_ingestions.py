"""Many articles in one request, on both databases."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api.describe import text
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import BRIDGE, add
from tests.api.service import running
from tests.timeline.storing.test_ingestions import WORDS, refuse

NDJSON = "application/x-ndjson"


def article(number: int, **changed: Any) -> dict[str, Any]:
    told = f"Fire destroyed mill number {number} in Westbrook on Monday."
    return {**BRIDGE, "external_id": str(number), "title": None, "text": told, **changed}


def lines(*documents: Any) -> bytes:
    return b"".join(json.dumps(document).encode() + b"\n" for document in documents)


def ingest(client: TestClient, content: bytes, kind: str = NDJSON, **headers: str) -> list[dict[str, Any]]:
    answer = client.post("/v1/ingestions", content=content, headers={"Content-Type": kind, **headers})
    assert (answer.status_code, answer.headers["content-type"]) == (200, NDJSON), answer.text
    told = [json.loads(line) for line in answer.text.splitlines()]
    again = client.get(answer.headers["location"] + "/results")
    assert again.text == answer.text
    ingestion = client.get(answer.headers["location"]).json()
    assert ingestion["id"] == answer.headers["ingestion-id"]
    assert (ingestion["state"], ingestion["lines"]) == ("finished", len(told))
    assert sum(ingestion["outcomes"].values()) == len(told)
    return told


def test_each_line_has_its_result(client: TestClient) -> None:
    gone = add(client, external_id="gone")
    client.delete(f"/v1/articles/{gone['article']['id']}")
    known = add(client, external_id="known")
    content = lines(
        article(1), {**BRIDGE, "external_id": "known"}, {**BRIDGE, "external_id": "gone"}, {"title": "none"}
    )
    content += b"no json\n\n" + lines(article(1), article(1, text="It was not destroyed on Monday."), [])
    told = ingest(client, content)
    assert [(each["line"], each["status"], each.get("outcome")) for each in told] == [
        (1, 201, "created"),
        (2, 200, "unchanged"),
        (3, 410, None),
        (4, 422, None),
        (5, 400, None),
        # A blank line is none, and has its number.
        (7, 200, "unchanged"),
        (8, 200, "revised"),
        (9, 422, None),
    ]
    assert told[1]["article_id"] == known["article"]["id"]
    assert told[1]["events"] == len(known["events"])
    assert told[0]["article_id"] == told[5]["article_id"] == told[6]["article_id"]
    assert told[2]["problem"]["type"] == "/problems/withdrawn"
    assert told[3]["problem"]["errors"] == [{"detail": "An article needs text or html.", "pointer": "/text"}]
    assert all(("problem" in each) == ("outcome" not in each) for each in told)


def test_it_is_the_same_as_one_by_one(client: TestClient, app: FastAPI, sqlite_template: Path) -> None:
    """Articles that share a transaction are stored, joined and numbered as if each had come alone."""
    sent = [article(n // 2, source=f"Paper {n % 3}", collection="one") for n in range(12)]
    for each in sent:
        client.post("/v1/articles", json=each)
    ingest(client, lines(*({**each, "collection": "many"} for each in sent)))

    def told(collection: str) -> list[Any]:
        items = client.get("/v1/changes?limit=200").json()["items"]
        these = [item for item in items if item["event"]["collection"] == collection]
        names = {id_: n for n, id_ in enumerate(dict.fromkeys(item["event_id"] for item in these))}
        return [
            (
                item["change"], names[item["event_id"]], names.get(item["into"]), item["event"]["title"],
                item["event"]["evidence"], item["event"]["revision"], item["event"]["when"]["edtf"],
            )
            for item in these
        ]  # fmt: skip

    assert told("one") == told("many")
    assert len(told("many")) > 6


def test_one_that_cannot_be_stored_fails_alone_and_is_logged(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others of its transaction are stored; the log says of both failures where they came from, and no word."""
    app = create_app(Settings(database_url=database_url))
    refuse(app.state.database, "2")
    with TestClient(app) as client:
        told = ingest(client, lines(*(article(n, text=f"{WORDS} on Monday.") for n in range(4))))
    assert [each["status"] for each in told] == [201, 201, 500, 201]
    assert told[2]["problem"]["type"] == "/problems/internal-error"
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    together = [line for line in logged if line["event"] == "articles could not be stored together"]
    alone = [line for line in logged if line["event"] == "request failed"]
    assert [(line["level"], line["articles"], line["error"]) for line in together] == [
        ("warning", 4, "IntegrityError"), ("warning", 2, "IntegrityError"),
    ]  # fmt: skip
    assert [(line["level"], line["error"]) for line in alone] == [("error", "IntegrityError")]
    assert all(line["at"] and line["request_id"] for line in together + alone)
    assert WORDS not in json.dumps(logged)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["application/json", NDJSON])
def test_arrays_and_lines_packed_or_not(client: TestClient, kind: str, packed: bool) -> None:
    sent = [article(n) for n in range(3)]
    content = lines(*sent) if kind == NDJSON else json.dumps(sent, indent=1).encode()
    headers = {"Content-Encoding": "gzip"} if packed else {}
    told = ingest(client, gzip.compress(content) if packed else content, kind, **headers)
    assert [(each["line"], each["status"]) for each in told] == [(1, 201), (2, 201), (3, 201)]


@pytest.mark.parametrize(
    ("kind", "example"),
    [
        ("application/rss+xml", "rss"),
        ("text/xml; charset=utf-8", "rss"),
        ("application/atom+xml", "atom"),
        ("application/feed+json", "jsonfeed"),
        ("application/json", "jsonfeed"),
        ("text/html", "html"),
    ],
)
def test_feeds_and_pages(client: TestClient, kind: str, example: str) -> None:
    content = text("add_ingestion", example).encode()
    (told,) = ingest(client, content, kind)
    assert (told["line"], told["status"]) == (1, 201)
    stored = client.get(f"/v1/articles/{told['article_id']}").json()
    assert stored["published_at"].startswith("2022-03-22")
    assert "The bridge at Port Elm opened to traffic again on Monday" in stored["text"]
    assert (stored["source"] == "Harbour Post") == (example != "html")
    assert ingest(client, content, kind)[0]["outcome"] == "unchanged"


def test_nothing_is_nothing(client: TestClient) -> None:
    for content, kind in ((b"", NDJSON), (b"\n\n", NDJSON), (b"[]", "application/json"), (b" ", "application/json")):
        assert ingest(client, content, kind) == []


@pytest.mark.parametrize(
    ("content", "headers", "status", "problem"),
    [
        (b"{}", {"Content-Type": "text/csv"}, 415, "unsupported-media-type"),
        (b"{}", {"Content-Type": NDJSON, "Content-Encoding": "br"}, 415, "unsupported-media-type"),
        (b"{}\n", {"Content-Type": NDJSON, "Content-Encoding": "gzip"}, 400, "malformed-request"),
        (b"<nothing>", {"Content-Type": "application/rss+xml"}, 400, "malformed-request"),
        (b"{}", {"Content-Type": "application/feed+json"}, 400, "malformed-request"),
        (b"<p>" + b"x" * 3_000_000, {"Content-Type": "text/html"}, 413, "body-too-large"),
        (
            gzip.compress(bytes(70_000_000), mtime=0), {"Content-Type": "application/json", "Content-Encoding": "gzip"},
            413, "body-too-large",
        ),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_a_body_that_is_wrong_altogether_is_refused(
    client: TestClient, content: bytes, headers: dict[str, str], status: int, problem: str
) -> None:
    refused = client.post("/v1/ingestions", content=content, headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (status, f"/problems/{problem}")


def test_what_goes_wrong_later_has_a_line(client: TestClient) -> None:
    content = lines(article(1)) + b'{"text": "' + b"x" * 3_000_000 + b'"}\n' + lines(article(2))
    answer = client.post(
        "/v1/ingestions",
        content=gzip.compress(content)[:-4],
        headers={"Content-Type": NDJSON, "Content-Encoding": "gzip"},
    )
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert [(each["line"], each["status"]) for each in told] == [(1, 201), (2, 413), (3, 201), (4, 400)]
    assert client.get(answer.headers["location"]).json()["state"] == "interrupted"
    assert client.get(answer.headers["location"] + "/results").text == answer.text


def test_there_is_no_such_ingestion(client: TestClient) -> None:
    for path in ("", "/results"):
        assert client.get(f"/v1/ingestions/{'0' * 32}{path}").status_code == 404


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestOverTheWire:
    """What only a client of its own shows: who sends and reads when, and how much."""

    @pytest.fixture
    def service(self, database_url: str) -> Iterator[str]:
        with running(database_url) as (address, _):
            yield address

    def connect(self, address: str, length: int | None = None) -> socket.socket:
        where = urlsplit(address)
        connection = socket.create_connection((where.hostname, where.port), timeout=60)
        framing = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
        connection.sendall(
            f"POST /v1/ingestions HTTP/1.1\r\nHost: localhost\r\nContent-Type: {NDJSON}\r\n{framing}\r\n\r\n".encode()
        )
        return connection

    def test_a_result_comes_before_the_next_line_is_sent(self, service: str) -> None:
        with self.connect(service) as connection, connection.makefile("rb") as answer:
            for number in range(1, 4):
                content = lines(article(number))
                connection.sendall(b"%x\r\n%s\r\n" % (len(content), content))
                while not (line := answer.readline()).startswith(b'{"line":%d,' % number):
                    assert line
            connection.sendall(b"0\r\n\r\n")

    def test_everything_is_sent_before_anything_is_read(self, service: str) -> None:
        """More results than the buffers of a connection hold."""
        content = lines({f"unknown {n}": n for n in range(50)}) * 2_000
        with self.connect(service, len(content)) as connection:
            connection.sendall(content)
            received = b""
            while not received.endswith(b"0\r\n\r\n"):
                chunk = connection.recv(65_536)
                assert chunk
                received += chunk
        assert received.count(b'"status":422') == 2 * 2_000
        assert len(received) > 6_000_000
