"""Reading without storing."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import BRIDGE, add

TEXT = {"Content-Type": "text/plain; charset=utf-8"}


def test_the_answer_is_that_of_adding_it(client: TestClient) -> None:
    read = client.post("/v1/extractions", json=BRIDGE)
    assert read.status_code == 200
    assert client.get("/v1/articles").json()["items"] == []
    added, read = add(client), read.json()

    def unstored(value: Any, key: str = "") -> Any:
        if key in {"id", "recorded_at", "revised_at", "revision"}:
            return None
        if isinstance(value, dict):
            return {name: unstored(item, name) for name, item in value.items() if name != "reports"}
        return [unstored(item) for item in value] if isinstance(value, list) else value

    assert unstored({**added, "outcome": "extracted"}) == unstored(read)
    assert read["article"]["id"] is read["events"][0]["id"] is read["mentions"][0]["id"] is None
    assert [len(event["reports"]) for event in read["events"]] == [1] * len(read["events"])


def test_plain_text_is_an_article_too(reader: TestClient) -> None:
    told = {"published_at": "2022-03-22", "country": "GB", "language": "en", "title": "Bridge open"}
    answer = reader.post("/v1/extractions", params=told, content=str(BRIDGE["text"]), headers=TEXT)
    assert answer.status_code == 200, answer.text
    assert told.items() <= answer.json()["article"].items()
    assert answer.json()["article"]["text"] == BRIDGE["text"]
    assert "2022-03-21" in [event["when"]["edtf"] for event in answer.json()["events"]]


@pytest.mark.parametrize(
    ("content", "content_type", "query", "status"),
    [
        ("Café opened on Monday.".encode("latin-1"), "text/plain; charset=iso-8859-1", {}, 200),
        ("“Open” on Monday.".encode("cp1252"), "text/plain; charset=windows-1252", {}, 200),
        ("Café".encode("latin-1"), "text/plain", {}, 400),
        (b"It opened.", "text/plain; charset=punycode", {}, 415),
        (b"", "text/plain", {}, 422),
        (b"It opened\0 on Monday.", "text/plain", {}, 422),
        (b"It opened.", "text/plain", {"published_at": "yesterday"}, 400),
        (b"It opened.", "text/plain", {"timezone": "Nowhere"}, 400),
        (b"It opened.", "text/plain", {"language": "xx"}, 422),
        (b"It opened.", "text/plain", {"published_at": "9999-01-01"}, 422),
    ],
)
def test_what_plain_text_may_be(
    reader: TestClient, content: bytes, content_type: str, query: dict[str, str], status: int
) -> None:
    answer = reader.post("/v1/extractions", content=content, params=query, headers={"Content-Type": content_type})
    assert answer.status_code == status, answer.text


def test_without_a_date_a_guess_is_marked(reader: TestClient) -> None:
    answer = reader.post("/v1/extractions", content="It opened on Monday.", headers=TEXT).json()
    assert answer["article"]["published_at_basis"] == "received"
    assert [warning["code"] for warning in answer["warnings"]]


@pytest.mark.parametrize(
    ("asked", "edtf"),
    [
        ({"text": "last month", "anchor": "2022-03-22"}, ["2022-02"]),
        ({"text": "from March 2 to March 5", "anchor": "2022-03-22"}, ["2022-03-02/2022-03-05"]),
        ({"text": "Friday", "anchor": "2022-03-22", "tense": "past"}, ["2022-03-18"]),
        ({"text": "Friday", "anchor": "2022-03-22", "tense": "future"}, ["2022-03-25"]),
        # The same instant is another day in another zone.
        ({"text": "today", "anchor": "2022-03-22T23:30:00Z"}, ["2022-03-22"]),
        ({"text": "today", "anchor": "2022-03-22T23:30:00Z", "timezone": "Europe/Kyiv"}, ["2022-03-23"]),
        ({"text": "nothing of the kind", "anchor": "2022-03-22"}, []),
    ],
)
def test_a_phrase_is_resolved(reader: TestClient, asked: dict[str, str], edtf: list[str]) -> None:
    answer = reader.post("/v1/resolutions", json=asked)
    assert answer.status_code == 200, answer.text
    assert [when["edtf"] for when in answer.json()["items"]] == edtf
    for when in answer.json()["items"]:
        assert when["explanation"]["steps"]
        assert when["explanation"]["anchor"]["from"] == "request"
