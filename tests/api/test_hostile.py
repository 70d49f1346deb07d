"""What somebody who means harm would try, and what happened: it is refused, or it is text and stays text."""

from __future__ import annotations

import base64
import json
import random
import socket
import time
from contextlib import ExitStack, closing
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient

from app.api.forms import MEDIA_TYPES
from app.api.http.cursors import fingerprint, seal, unseal
from app.db import Database
from app.problems import InvalidCursor, NotFound
from app.timeline.asking import saved
from tests.api.conftest import BRIDGE
from tests.api.service import running
from tests.timeline.readings import NOW

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \0é\ud800"


def _spoiled(whole: str, other: str, chance: random.Random) -> str:
    """Something close to a secret that is another one: a character changed, lost, added; two halves; a bit flipped."""
    at, letter = chance.randrange(len(whole)), chance.choice(_LETTERS)
    match chance.randrange(8):
        case 0:
            return whole[:at] + letter + whole[at + 1 :]
        case 1:
            return whole[:at] + whole[at + 1 :]
        case 2:
            return whole[:at] + letter + whole[at:]
        case 3:
            return whole[:at] + other[at:]
        case 4:
            return whole + letter
        case 5:
            return whole[:at]
        case 6:
            raw = bytearray(base64.urlsafe_b64decode(whole + "=" * (-len(whole) % 4)))
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
            return base64.urlsafe_b64encode(bytes(raw)).rstrip(b"=").decode()
        case _:
            return whole[::-1]


def test_ten_thousand_cursors_that_are_nearly_right() -> None:
    secret, query = b"a secret of the store", fingerprint("one")
    one, other = seal(secret, (1_647_907_200, "0" * 32), query), seal(secret, (1_647_907_200, "1" * 32), query)
    chance, tried = random.Random(7), 0
    while tried < 10_000:
        spoiled = _spoiled(one, other, chance)
        if spoiled not in (one, other):
            tried += 1
            with pytest.raises(InvalidCursor):
                unseal(secret, spoiled, query)


def test_ten_thousand_tokens_that_are_nearly_right(database_url: str) -> None:
    store = Database(database_url)
    with store.write() as session:
        one, other = (saved.create(session, None, {"title": title}, now=NOW).token for title in ("One", "Other"))
    chance, tried = random.Random(7), 0
    with store.read() as session:
        assert saved.of_token(session, one).title == "One"
        while tried < 10_000:
            spoiled = _spoiled(one, other, chance)
            # What no parameter may hold is refused before any store is asked.
            if spoiled not in (one, other) and "\0" not in spoiled and "\ud800" not in spoiled:
                tried += 1
                with pytest.raises(NotFound):
                    saved.of_token(session, spoiled)
    store.close()


EVIL = (
    '=HYPERLINK("http://evil.test") </script><script>alert(1)</script><img src=x onerror=alert(1)> "'
    " onload='x' {{7*7}}"
)


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_text_stays_text_in_every_form(client: TestClient, form: str) -> None:
    article = {
        **BRIDGE,
        "title": EVIL,
        "source": EVIL,
        "text": f"The bridge {EVIL} opened on Monday.",
        "tags": [EVIL[:50]],
    }
    assert client.post("/v1/articles", json=article).status_code == 201
    client.post("/v1/events", json={"title": EVIL, "when": "2022-03-22"})
    answer = client.get("/v1/events", params={"format": form, "modality": "any", "include_undated": "true"})
    assert answer.status_code == 200
    # A browser shows none of these as a page, whatever is in them, and would run nothing if it did.
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    if form == "csv":
        cells = [cell.lstrip('"') for line in answer.text.splitlines() for cell in line.split(",")]
        assert not any(cell.startswith("=HYPERLINK") for cell in cells)
    if form == "atom":
        assert "<script>" not in answer.text
    for page in ("/", "/docs", f"/embed/{quote(EVIL, safe='')}", f"/problems/{quote(EVIL, safe='')}"):
        shown = client.get(page, headers={"Accept": "text/html"})
        assert "html" not in shown.headers["content-type"] or "alert(1)" not in shown.text


def test_no_header_is_made_of_what_was_sent(client: TestClient) -> None:
    evil = "x\r\nSet-Cookie: evil=1\r\n\r\n<script>"
    client.post("/v1/articles", json={**BRIDGE, "external_id": evil, "source": evil, "title": evil})
    client.post("/v1/timelines", json={"title": evil})
    tried = [
        client.get(f"/v1/events?q={quote(evil)}&limit=1"),
        client.get(f"/v1/events?source={quote(evil)}&limit=1&modality=any&include_undated=true"),
        client.get(f"/{quote(evil)}"),
        client.get(f"/v1/timelines/{quote(evil)}"),
        client.get(f"/v1/articles?external_id={quote(evil)}&limit=1"),
        client.get(f"/v1/changes/stream?cursor={quote(evil)}"),
        client.post("/v1/timelines", json={"title": evil}),
        client.get(f"/v1/events?{quote(evil)}=1"),
    ]
    for answer in tried:
        assert "set-cookie" not in answer.headers
        assert not any("evil" in name or "\n" in value for name, value in answer.headers.items())


@pytest.mark.parametrize(
    "path",
    [
        "/static/../main.py",
        "/static/..%2fmain.py",
        "/static/%2e%2e/main.py",
        "/static/....//main.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..\\main.py",
        "/static/viewer.js%00.html",
        "/problems/../main.py",
        "/embed/../../etc",
    ],
)
def test_no_path_leads_out(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code in (400, 404, 200)
    assert "create_app" not in answer.text
    assert "root:" not in answer.text
    if answer.status_code == 200:
        # What stands there is the empty frame of a saved timeline.
        assert path.startswith("/embed")


@pytest.mark.parametrize(
    "q",
    [
        "'; DROP TABLE events; --",
        '" OR 1=1',
        "a* NEAR(b c)",
        "title:x AND NOT y",
        '"',
        '""',
        "(",
        "^a",
        "a:b",
        "%",
        "_",
        "\\",
        "{x y}: z",
        "x' UNION SELECT digest FROM api_keys --",
        "-a",
        "NOT",
        "AND OR",
        "a & b | !c",
        "<-> b",
        ":*",
        "é' ' é",
        "\u202e",
        "💥",
    ],
)
def test_a_search_is_words_and_no_program(client: TestClient, q: str) -> None:
    client.post("/v1/articles", json=BRIDGE).raise_for_status()
    for path in ("/v1/events", "/v1/articles", "/v1/reports", "/v1/entities"):
        answer = client.get(path, params={"q": q})
        assert answer.status_code in (200, 400), answer.text
        if answer.status_code == 400:
            assert answer.json()["parameter"] == "q"
    for parameter in ("entity", "place", "source", "tag", "type", "collection", "article"):
        assert client.get("/v1/events", params={parameter: q}).status_code in (200, 400)
    assert client.get("/v1/events").json()["items"]


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"text": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"text": "' + b"\\u0000" * 1_000 + b'"}',
        b'{"text": 1e999999}',
        b'{"text": ' + b"9" * 100_000 + b"}",
        b'{"text": "x", "text": {}}',
    ],
    ids=["arrays", "objects", "nested text", "nul", "infinite", "long number", "twice"],
)
def test_json_that_is_meant_to_hurt(client: TestClient, body: bytes) -> None:
    for path, kind in (("/v1/articles", "json"), ("/v1/extractions", "json"), ("/v1/ingestions", "x-ndjson")):
        answer = client.post(path, content=body, headers={"Content-Type": f"application/{kind}"})
        assert answer.status_code < 500, answer.text
        if kind == "x-ndjson":
            (line,) = [json.loads(line) for line in answer.text.splitlines()]
            assert 400 <= line["status"] < 500
        else:
            assert 400 <= answer.status_code < 500
    assert client.get("/v1/articles").json()["items"] == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_clients_that_never_end_their_sentence(database_url: str) -> None:
    """Two hundred that send a head, a part of a body, or nothing: the others are answered as before."""
    beginnings = [
        "",
        "GET /v1/events HTTP/1.1\r\nHost: local",
        (
            "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Content-Length: 1000\r\n\r\n{"
        ),
        (
            "POST /v1/ingestions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
            "Transfer-Encoding: chunked\r\n\r\n"
        ),
    ]
    with running(database_url) as (address, _), ExitStack() as stack:
        where = urlsplit(address)
        for number in range(200):
            line = stack.enter_context(closing(socket.create_connection((where.hostname or "", where.port or 0))))
            line.sendall(beginnings[number % len(beginnings)].encode())
        began = time.monotonic()
        for _ in range(20):
            with urlopen(f"{address}/v1/events", timeout=10) as answer:
                assert answer.status == 200
        assert time.monotonic() - began < 20


def test_a_log_line_is_one_line(reader: TestClient, capsys: Any) -> None:
    reader.get('/v1/%0A{"event": "forged"}%0A')
    for line in capsys.readouterr().err.splitlines():
        assert "event" in json.loads(line)
