"""Bad input gets a problem that names what is wrong, and nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import BRIDGE

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"text": None}, "/text"),
        ({"text": ""}, "/text"),
        ({"text": " \n\t"}, "/text"),
        ({"html": "<p>It opened on Monday.</p>"}, "/text"),
        ({"text": None, "html": ""}, "/html"),
        ({"text": 7}, "/text"),
        ({"text": ["It opened."]}, "/text"),
        ({"text": "It opened\0 on Monday."}, "/text"),
        ({"text": "It opened \ud800 on Monday."}, "/text"),
        ({"title": "\udfff"}, "/title"),
        ({"title": "Nul\0"}, "/title"),
        ({"title": "x" * 2001}, "/title"),
        ({"tags": ["a", "b\0"]}, "/tags/1"),
        ({"tags": "bridge"}, "/tags"),
        ({"tags": [""]}, "/tags/0"),
        ({"authors": [{"name": "A"}]}, "/authors/0"),
        ({"published_at": "yesterday"}, "/published_at"),
        ({"published_at": "2022-02-30"}, "/published_at"),
        ({"published_at": "2022-03-22T10:00:00"}, "/published_at"),
        ({"published_at": 20220322}, "/published_at"),
        ({"published_at": "0025-03-22"}, "/published_at"),
        ({"published_at": "9999-12-31"}, "/published_at"),
        ({"updated_at": "9999-12-31"}, "/updated_at"),
        ({"timezone": "Mars/Olympus"}, "/timezone"),
        ({"country": "XX"}, "/country"),
        ({"country": "United Kingdom"}, "/country"),
        ({"language": "xx"}, "/language"),
        ({"genre": "poem"}, "/genre"),
        ({"url": "javascript:alert(1)"}, "/url"),
        ({"url": "https://news.example/a b"}, "/url"),
        ({"external_id": ""}, "/external_id"),
        ({"source": "x" * 201}, "/source"),
        ({"collection": ""}, "/collection"),
        ({"store_text": "no"}, "/store_text"),
        ({"store_text": 0}, "/store_text"),
        ({"publishedAt": "2022-03-22"}, "/publishedAt"),
        ({"a/b~c": 1}, "/a~1b~0c"),
        ({"\ud800": 1}, ""),
    ],
)
@pytest.mark.parametrize("path", ["/v1/articles", "/v1/extractions"])
def test_a_wrong_field_is_named(reader: TestClient, path: str, changed: dict[str, Any], pointer: str) -> None:
    answer = reader.post(path, content=json.dumps({**BRIDGE, **changed}), headers=JSON)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert problem["instance"] == path
    # A problem never tells the article back.
    assert "barge" not in answer.text


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"anchor": "2022-03-22"}, "/text"),
        ({"text": "", "anchor": "2022-03-22"}, "/text"),
        ({"text": "last month"}, "/anchor"),
        ({"text": "last month", "anchor": "2022-02-30"}, "/anchor"),
        ({"text": "last month", "anchor": "9999-12-31T23:00:00Z", "timezone": "Pacific/Kiritimati"}, "/anchor"),
        ({"text": "last month", "anchor": "2022-03-22", "tense": "present"}, "/tense"),
        ({"text": "last month", "anchor": "2022-03-22", "timezone": "Nowhere"}, "/timezone"),
        ({"text": "last month", "anchor": "2022-03-22", "language": "xx"}, "/language"),
        ({"text": "x" * 10_001, "anchor": "2022-03-22"}, "/text"),
    ],
)
def test_a_phrase_is_held_to_the_same(reader: TestClient, sent: dict[str, Any], pointer: str) -> None:
    answer = reader.post("/v1/resolutions", json=sent)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_a_problem_is_short_however_long_the_mistake(reader: TestClient) -> None:
    many = reader.post("/v1/articles", json={"text": "a", **{f"field{number}": 1 for number in range(10_000)}})
    assert (many.status_code, len(many.json()["errors"])) == (422, 50)
    long = reader.post("/v1/articles", json={"text": "a", "barge" * 10_000: 1})
    assert (long.status_code, long.json()["errors"][0]["pointer"]) == (422, "")
    assert len(long.content) < 1_000


def _chunks() -> Iterator[bytes]:
    """Three megabytes without a Content-Length."""
    yield b'{"text": "'
    for _ in range(48):
        yield b"x" * 65_536
    yield b'"}'


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/extractions", "/v1/resolutions"])
@pytest.mark.parametrize(
    ("content", "headers", "status", "type_"),
    [
        (b"", JSON, 422, "invalid-body"),
        (b"", {}, 422, "invalid-body"),
        (b"null", JSON, 422, "invalid-body"),
        (b"[]", JSON, 422, "invalid-body"),
        (b'"text"', JSON, 422, "invalid-body"),
        (b"{}", JSON, 422, "invalid-body"),
        (b"{", JSON, 400, "malformed-request"),
        (b'{"text": "a",}', JSON, 400, "malformed-request"),
        (b'{"text": "\xff"}', JSON, 400, "malformed-request"),
        (b"[" * 100_000, JSON, 400, "malformed-request"),
        (b'{"text": ' + b"9" * 5_000 + b"}", JSON, 400, "malformed-request"),
        (b"text=a", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "unsupported-media-type"),
        (b"{}", {"Content-Type": "text/html"}, 415, "unsupported-media-type"),
        (b"{}", {"Content-Type": "nonsense"}, 415, "unsupported-media-type"),
        (b"{}", {}, 415, "unsupported-media-type"),
        (b"x" * 3_000_000, JSON, 413, "body-too-large"),
        (_chunks, JSON, 413, "body-too-large"),
    ],
    ids=lambda value: getattr(value, "__name__", repr(value)[:30]),
)
def test_a_body_that_cannot_be_read(
    reader: TestClient, path: str, content: Any, headers: dict[str, str], status: int, type_: str
) -> None:
    answer = reader.post(path, content=content() if callable(content) else content, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["status"], problem["instance"]) == (f"/problems/{type_}", status, path)
    assert problem["title"]
    assert problem["detail"]


def test_a_body_just_under_the_limit_is_read(reader: TestClient) -> None:
    answer = reader.post("/v1/articles", content=b" " * (2 * 1024 * 1024 - 2) + b"{}", headers=JSON)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("path", "parameter", "hint"),
    [
        ("/v1/events?lmit=3", "lmit", "Did you mean 'limit'?"),
        ("/v1/events?fron=2022", "fron", "Did you mean 'from'?"),
        ("/v1/events?limit=0", "limit", ""),
        ("/v1/events?limit=201", "limit", "200"),
        ("/v1/events?limit=ten", "limit", ""),
        ("/v1/events?limit=5&limit=6", "limit", "more than once"),
        ("/v1/events?sort=date", "sort", "'-when'"),
        ("/v1/events?format=xml", "format", "'ndjson'"),
        ("/v1/events?count=all", "count", "'exact'"),
        ("/v1/events?count=exact&format=ndjson", "count", "ndjson"),
        ("/v1/events?match=maybe", "match", "'certain'"),
        ("/v1/events?from=soon", "from", "EDTF"),
        ("/v1/events?from=2022/2023", "from", "during"),
        ("/v1/events?from=2022-03-22T10:00:00Z", "from", "no offset"),
        ("/v1/events?from=2022&to=2022", "to", "after from"),
        ("/v1/events?during=2022&to=2023", "during", ""),
        ("/v1/events?modality=sure", "modality", "asserted"),
        ("/v1/events?basis=guess", "basis", "expression"),
        ("/v1/events?precision=moth", "precision", "Did you mean 'month'?"),
        ("/v1/events?max_span=week", "max_span", "ISO 8601"),
        ("/v1/events?min_confidence=1.5", "min_confidence", ""),
        ("/v1/events?min_confidence=nan", "min_confidence", ""),
        ("/v1/events?min_sources=0", "min_sources", ""),
        ("/v1/events?include_undated=perhaps", "include_undated", ""),
        ("/v1/events?include=explanations", "include", "Did you mean 'explanation'?"),
        ("/v1/events?offsets=bytes", "offsets", "'utf16'"),
        ("/v1/events?cursor=abc", "cursor", "no cursor"),
        ("/v1/events?q=%00", "q", "NUL"),
        ("/v1/events?q=%21", "q", "word"),
        ("/v1/events?entity=" + "x" * 1001, "entity", "longer"),
        ("/v1/articles?title=x", "title", "Known are"),
        ("/v1/articles?published_from=x", "published_from", "EDTF"),
        ("/v1/articles?cursor=", "cursor", "no cursor"),
        ("/healthz?verbose=1", "verbose", ""),
        ("/v1/version?x", "x", ""),
    ],
)
def test_a_wrong_parameter_is_named(reader: TestClient, path: str, parameter: str, hint: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter
    assert hint in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "parameter"),
    [
        ("POST", "/v1/articles?dry_run=true", "dry_run"),
        ("POST", "/v1/resolutions?anchor=2022-03-22", "anchor"),
        ("POST", "/v1/extractions?published_at=2022-03-22", "published_at"),
        ("PATCH", "/v1/articles/" + "0" * 32 + "?dry_run=perhaps", "dry_run"),
        ("DELETE", "/v1/articles/" + "0" * 32 + "?force=true", "force"),
    ],
)
def test_so_is_one_that_belongs_elsewhere(reader: TestClient, method: str, path: str, parameter: str) -> None:
    answer = reader.request(method, path, json=BRIDGE if method != "DELETE" else None)
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    ("method", "path", "status", "headers"),
    [
        ("GET", "/", 200, {}),
        ("GET", "/nowhere", 404, {}),
        ("GET", "/v1", 404, {}),
        ("GET", "/v1/events/", 404, {}),
        ("GET", "/v1/events/not-an-id", 404, {}),
        ("GET", "/v1/events/" + "0" * 32, 404, {}),
        ("GET", "/v1/events/" + "0" * 32 + "/reports", 404, {}),
        ("GET", "/v1/articles/" + "0" * 32, 404, {}),
        ("GET", "/v1/articles/" + "0" * 32 + "/mentions", 404, {}),
        ("GET", "/v1/articles/%00", 404, {}),
        ("GET", "/static/../main.py", 404, {}),
        ("GET", "/problems/none", 404, {}),
        ("DELETE", "/v1/articles/" + "0" * 32, 404, {}),
        ("DELETE", "/v1/articles", 405, {"allow": "GET, HEAD, POST"}),
        ("PUT", "/healthz", 405, {"allow": "GET, HEAD"}),
    ],
)
def test_addresses_and_methods(
    reader: TestClient, method: str, path: str, status: int, headers: dict[str, str]
) -> None:
    answer = reader.request(method, path)
    assert answer.status_code == status, answer.text
    for name, value in headers.items():
        assert sorted(answer.headers[name].split(", ")) == sorted(value.split(", "))
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_a_form_nobody_writes_is_406(reader: TestClient) -> None:
    answer = reader.get("/v1/events", headers={"Accept": "application/pdf"})
    assert answer.status_code == 406
    assert "application/x-ndjson" in answer.json()["supported"]


def test_an_unknown_language_lists_those_that_work(reader: TestClient) -> None:
    answer = reader.post("/v1/articles", json={**BRIDGE, "language": "xx"})
    assert answer.json()["type"] == "/problems/unsupported-language"
    assert {"en", "de", "uk", "cs"} <= set(answer.json()["supported"])


def test_nothing_of_all_this_was_stored(reader: TestClient) -> None:
    """Runs last in the module, on the store that all of it was sent to."""
    assert reader.get("/v1/articles?count=exact").json() == {"items": [], "next_cursor": None, "count": 0}
