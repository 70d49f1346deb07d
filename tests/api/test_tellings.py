"""Flat lists for research: every report and every expression once, in three forms."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import add
from tests.api.test_events import STORY


@pytest.fixture
def told(client: TestClient) -> TestClient:
    for number, (source, day, text) in enumerate(STORY):
        add(client, external_id=str(number), source=source, published_at=day, text=text, title=None, tags=[source])
    return client


def _all(client: TestClient, path: str, **query: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor: dict[str, str] | None = {}
    while cursor is not None:
        page = client.get(path, params={**query, "limit": 2, **cursor})
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        following = page.json()["next_cursor"]
        cursor = following and {"cursor": following}
    return items


def test_reports_are_those_of_the_events(told: TestClient) -> None:
    query = {"modality": "any", "include_undated": "true"}
    rows = _all(told, "/v1/reports", **query)
    events = told.get("/v1/events", params={**query, "include": "reports"}).json()["items"]
    expected = {report["id"]: event["id"] for event in events for report in event["reports"]}
    assert {row["id"]: row["event_id"] for row in rows} == expected
    assert len(rows) == len(expected)
    (mill,) = _all(told, "/v1/reports", q="mill")
    assert mill["article"]["source"] == "Herald"
    assert {row["article"]["source"] for row in _all(told, "/v1/reports", source="Gazette")} == {"Gazette"}


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ({}, ["Monday", "June 3", "2019", "April 2"]),
        ({"source": "Herald"}, ["June 3", "April 2"]),
        ({"from": "2022"}, ["Monday", "April 2"]),
        ({"during": "2019-05"}, ["2019"]),
        ({"during": "2019-05", "match": "certain"}, []),
        ({"precision": "day"}, ["Monday", "June 3", "April 2"]),
        ({"max_span": "P1D"}, ["Monday", "June 3", "April 2"]),
        ({"entity": "Westbrook"}, ["June 3", "April 2"]),
        ({"modality": "planned"}, ["April 2"]),
        ({"q": "ferry"}, ["2019"]),
        ({"q": "ferry", "from": "2020"}, []),
        ({"status": "impossible"}, []),
        ({"tag": "gazette"}, ["Monday", "2019"]),
        ({"collection": "other"}, []),
    ],
)
def test_mentions_are_found_by_their_own_dates_and_by_what_they_date(
    told: TestClient, query: dict[str, str], texts: list[str]
) -> None:
    assert [row["text"] for row in _all(told, "/v1/mentions", **query)] == texts


@pytest.mark.parametrize("path", ["/v1/reports", "/v1/mentions"])
def test_every_form_tells_the_same_rows(told: TestClient, path: str) -> None:
    rows = _all(told, path)
    lines = told.get(path, params={"format": "ndjson"})
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.text.splitlines()] == rows
    table = told.get(path, headers={"Accept": "text/csv"})
    assert table.headers["content-type"].startswith("text/csv")
    found = list(csv.DictReader(io.StringIO(table.text, newline="")))
    assert [row["id"] for row in found] == [row["id"] for row in rows]
    assert [row["edtf"] for row in found] == [row["when"]["edtf"] for row in rows]
    assert [row["article_source"] for row in found] == [row["article"]["source"] for row in rows]
    page = told.get(path, params={"format": "csv", "limit": 1})
    assert len(page.text.splitlines()) == 2
    assert 'rel="next"' in page.headers["link"]
    nothing = told.get(path, params={"format": "csv", "collection": "other"})
    assert nothing.text.splitlines() == table.text.splitlines()[:1]


def test_offsets_of_rows_can_be_counted_in_utf16(client: TestClient) -> None:
    add(client, title=None, text="🎉 The bridge at Port Elm opened on March 2.")
    for path in ("/v1/reports", "/v1/mentions"):
        (plain,), (wide,) = (
            client.get(path, params={"offsets": unit}).json()["items"] for unit in ("codepoints", "utf16")
        )
        start = [row["trigger"]["start"] if "trigger" in row else row["start"] for row in (plain, wide)]
        assert start[1] == start[0] + 1


def test_sources(told: TestClient) -> None:
    assert told.get("/v1/sources").json()["items"] == [
        {
            "source": "Gazette", "articles": 3, "events": 3,
            "first_published": "2020-01-15", "last_published": "2022-03-22",
        },
        {
            "source": "Herald", "articles": 2, "events": 2,
            "first_published": "2021-06-10", "last_published": "2022-03-20",
        },
    ]  # fmt: skip
    first = told.get("/v1/sources?limit=1").json()
    second = told.get("/v1/sources", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [page["items"][0]["source"] for page in (first, second)] == ["Gazette", "Herald"]
    assert second["next_cursor"] is None
    assert told.get("/v1/sources?collection=other").json()["items"] == []


def test_what_was_before_is_told(client: TestClient) -> None:
    added = add(client)
    article, event = added["article"], added["events"][0]
    client.patch(f"/v1/articles/{article['id']}", json={"published_at": "2022-03-15"})
    client.patch(f"/v1/articles/{article['id']}", json={"tags": ["other"]})
    said = client.get(f"/v1/articles/{article['id']}/revisions").json()["items"]
    assert [each["revision"] for each in said] == [3, 2, 1]
    assert [each["published_at"] for each in said] == ["2022-03-15", "2022-03-15", "2022-03-22"]
    assert [each["tags"] for each in said] == [["other"], ["bridge"], ["bridge"]]
    assert [each["until"] for each in said] == [None, said[0]["from"], said[1]["from"]]
    was = client.get(f"/v1/events/{event['id']}/revisions").json()["items"]
    assert [each["event"]["when"]["edtf"] for each in was] == ["2022-03-21", "2022-03-14"]
    assert was[0]["event"] == event


def test_the_past_over_http(client: TestClient) -> None:
    added = add(client)
    then = client.get("/v1/changes").json()["items"][-1]["at"]
    before = {
        form: client.get("/v1/events", params={"format": form, "modality": "any"}).text for form in ("ndjson", "csv")
    }
    page = client.get("/v1/events?modality=any&limit=2&count=exact").json()
    histogram = client.get("/v1/events/histogram?interval=month").json()
    client.patch(f"/v1/articles/{added['article']['id']}", json={"published_at": "2021-03-15"})
    asked = {"modality": "any", "as_known_at": then}
    for form, told in before.items():
        assert client.get("/v1/events", params={"format": form, **asked}).text == told
    again = client.get("/v1/events", params={**asked, "limit": 2, "count": "exact"}).json()
    assert (again["items"], again["count"]) == (page["items"], page["count"])
    rest = client.get("/v1/events", params={**asked, "limit": 2, "cursor": again["next_cursor"]}).json()
    assert len(rest["items"]) == page["count"] - 2
    assert client.get("/v1/events/histogram", params={"interval": "month", "as_known_at": then}).json() == histogram
    assert client.get("/v1/events", params={**asked, "entity": "Port Elm"}).json()["items"]
    learned = client.get("/v1/diffs", params={"from": then, "modality": "any"}).json()["items"]
    assert {each["change"] for each in learned} <= {"revised", "created", "retracted"}
    assert {each["before"]["when"]["edtf"] for each in learned if each["before"]} != {
        each["after"]["when"]["edtf"] for each in learned
    }


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"as_known_at": "yesterday"}, "as_known_at"),
        ({"as_known_at": "2022-03-22"}, "as_known_at"),
        ({"as_known_at": "2022-03-22T10:00:00"}, "as_known_at"),
        ({"as_known_at": "2022-02-30T10:00:00Z"}, "as_known_at"),
        ({"as_known_at": "9998-02-03T10:00:00Z"}, "as_known_at"),
        ({"as_known_at": "2022-03-22T10:00:00Z", "q": "bridge"}, "q"),
        ({"as_known_at": "2022-03-22T10:00:00Z", "include": "reports"}, "include"),
        ({"as_known_at": "2022-03-22T10:00:00Z", "format": "ics"}, "as_known_at"),
        ({"as_known_at": "2022-03-22T10:00:00Z", "offsets": "utf16"}, "offsets"),
        ({"as_known_at": "2022-03-22T10:00:00Z", "format": "csv", "count": "exact"}, "count"),
    ],
)
def test_what_cannot_be_asked_of_the_past_is_named(reader: TestClient, query: dict[str, str], parameter: str) -> None:
    answer = reader.get("/v1/events", params=query)
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"from": "2022"}, "from"),
        ({"from": "2022-03-22T10:00:00Z", "to": "2022-03-21T10:00:00Z"}, "to"),
        ({"q": "bridge"}, "q"),
        ({"to": "9998-01-01T00:00:00Z"}, "to"),
    ],
)
def test_what_diffs_refuse_is_named(reader: TestClient, query: dict[str, str], parameter: str) -> None:
    answer = reader.get("/v1/diffs", params=query)
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)
