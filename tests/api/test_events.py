"""The timeline over HTTP, on both databases."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api.conftest import add

STORY = [
    ("Gazette", "2022-03-22", "Ann Marsh opened the new library in Port Elm on Monday."),
    ("Herald", "2021-06-10", "Fire destroyed the old mill in Westbrook on June 3."),
    ("Gazette", "2020-01-15", "The council of Port Elm bought the ferry Aurora in 2019."),
    ("Herald", "2022-03-20", "The orchestra of Westbrook will play in Port Elm on April 2."),
    ("Gazette", "2022-03-21", "The harbour may close, Ann Marsh said."),
]


@pytest.fixture
def told(client: TestClient) -> TestClient:
    """A client of a store with five small articles."""
    for number, (source, day, text) in enumerate(STORY):
        add(client, external_id=str(number), source=source, published_at=day, text=text, title=None, tags=[source])
    return client


def _titles(client: TestClient, **query: Any) -> list[str]:
    answer = client.get("/v1/events", params=query)
    assert answer.status_code == 200, answer.text
    return [event["title"].removesuffix(".") for event in answer.json()["items"]]


LIBRARY = "Ann Marsh opened the new library in Port Elm"
FIRE = "Fire destroyed the old mill in Westbrook"
FERRY = "The council of Port Elm bought the ferry Aurora"
CONCERT = "The orchestra of Westbrook will play in Port Elm"


def test_events_stand_in_order(told: TestClient) -> None:
    assert _titles(told) == [FERRY, FIRE, LIBRARY, CONCERT]
    assert _titles(told, sort="-when") == [CONCERT, LIBRARY, FIRE, FERRY]
    assert _titles(told, sort="recorded")[:4] == [LIBRARY, FIRE, FERRY, CONCERT]
    assert _titles(told, sort="-recorded")[-4:] == [CONCERT, FERRY, FIRE, LIBRARY]
    assert sorted(_titles(told, sort="confidence")) == sorted([FERRY, FIRE, LIBRARY, CONCERT])


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"from": "2021"}, [FIRE, LIBRARY, CONCERT]),
    ({"to": "2021"}, [FERRY]),
    # A year overlaps a month of it, and lies within no month.
    ({"during": "2019-05"}, [FERRY]),
    ({"during": "2019-05", "match": "certain"}, []),
    ({"during": "2019", "match": "certain"}, [FERRY]),
    ({"from": "2021-06-03", "to": "2021-06-04"}, [FIRE]),
    ({"q": "ferry"}, [FERRY]),
    ({"q": "FERRY aurora"}, [FERRY]),
    ({"q": '"new library"'}, [LIBRARY]),
    ({"q": "library,mill"}, [FIRE, LIBRARY]),
    ({"q": ["mill", "library"]}, []),
    ({"entity": "ann marsh"}, [LIBRARY]),
    ({"entity": "Port Elm"}, [FERRY, LIBRARY, CONCERT]),
    ({"entity": ["Port Elm", "Westbrook"]}, [CONCERT]),
    ({"entity": "Westbrook,Ann Marsh"}, [FIRE, LIBRARY, CONCERT]),
    ({"entity": "Nobody Known"}, []),
    ({"source": "Herald"}, [FIRE, CONCERT]),
    ({"source": "Herald,Gazette"}, [FERRY, FIRE, LIBRARY, CONCERT]),
    ({"tag": "herald"}, [FIRE, CONCERT]),
    ({"collection": "default"}, [FERRY, FIRE, LIBRARY, CONCERT]),
    ({"collection": "other"}, []),
    ({"language": "en"}, [FERRY, FIRE, LIBRARY, CONCERT]),
    ({"language": "de"}, []),
    ({"modality": "planned"}, [CONCERT]),
    ({"modality": "asserted"}, [FERRY, FIRE, LIBRARY]),
    ({"basis": "expression"}, [FERRY, FIRE, LIBRARY, CONCERT]),
    ({"basis": "inherited"}, []),
    ({"precision": "year"}, [FERRY]),
    ({"precision": "day,month"}, [FIRE, LIBRARY, CONCERT]),
    ({"max_span": "P1D"}, [FIRE, LIBRARY, CONCERT]),
    ({"max_span": "P1Y"}, [FERRY, FIRE, LIBRARY, CONCERT]),
    ({"min_confidence": "1"}, []),
    ({"min_sources": "2"}, []),
    ({"min_sources": "1", "source": "Herald", "q": "mill", "from": "2021", "to": "2022"}, [FIRE]),
]


def test_filters(told: TestClient, subtests: pytest.Subtests) -> None:
    for query, expected in FILTERS:
        with subtests.test(query=query):
            assert _titles(told, **query) == expected


def test_undated_events_come_last_and_only_when_asked(told: TestClient) -> None:
    everything = told.get("/v1/events?modality=any&include_undated=true&from=2022").json()["items"]
    assert [event["when"]["kind"] == "undated" for event in everything] == sorted(
        event["when"]["kind"] == "undated" for event in everything
    )
    assert any("close" in event["title"] for event in everything)
    assert not any("close" in title for title in _titles(told, modality="any"))


def test_pages_follow_one_another(told: TestClient, subtests: pytest.Subtests) -> None:
    for sort in ("when", "-when", "recorded", "-recorded", "confidence"):
        query = {"sort": sort, "modality": "any", "include_undated": "true"}
        with subtests.test(sort=sort):
            whole = [event["id"] for event in told.get("/v1/events", params=query).json()["items"]]
            assert _walk(told, {**query, "limit": 1}) == whole
            assert len(whole) == len(set(whole)) >= 5


def _walk(client: TestClient, query: dict[str, Any]) -> list[str]:
    """The ids of all pages, one after the other."""
    walked: list[str] = []
    cursor: dict[str, str] | None = {}
    while cursor is not None:
        page = client.get("/v1/events", params={**query, **cursor})
        walked += [event["id"] for event in page.json()["items"]]
        following = page.json()["next_cursor"]
        assert ('rel="next"' in page.headers.get("link", "")) == (following is not None)
        cursor = following and {"cursor": following}
    return walked


def test_a_cursor_belongs_to_its_filters_and_order(told: TestClient) -> None:
    cursor = told.get("/v1/events?limit=1&entity=Port+Elm").json()["next_cursor"]
    assert told.get("/v1/events", params={"entity": "Port Elm", "limit": 3, "cursor": cursor}).status_code == 200
    for query in (
        {},
        {"entity": "Westbrook"},
        {"entity": "Port Elm", "sort": "-when"},
        {"entity": "Port Elm", "from": "2020"},
    ):
        refused = told.get("/v1/events", params={**query, "cursor": cursor})
        assert (refused.status_code, refused.json()["type"]) == (400, "/problems/invalid-cursor")
    assert told.get("/v1/articles", params={"cursor": cursor}).status_code == 400


def test_another_process_reads_the_same_cursors(told: TestClient, database_url: str) -> None:
    from app.main import create_app
    from tests.api.conftest import settings

    cursor = told.get("/v1/events?limit=1").json()["next_cursor"]
    with TestClient(create_app(settings(database_url))) as other:
        assert [
            event["title"] for event in other.get("/v1/events", params={"limit": 1, "cursor": cursor}).json()["items"]
        ] == [FIRE]


def test_all_can_be_counted(told: TestClient) -> None:
    assert "count" not in told.get("/v1/events").json()
    assert told.get("/v1/events?count=exact&limit=1").json()["count"] == 4
    assert told.get("/v1/events?count=estimated&source=Herald").json()["count"] == 2


@pytest.mark.parametrize("asked", [{"params": {"format": "ndjson"}}, {"headers": {"Accept": "application/x-ndjson"}}])
def test_ndjson_streams_every_event(told: TestClient, asked: dict[str, Any]) -> None:
    answer = told.get("/v1/events", **asked)
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines == told.get("/v1/events").json()["items"]
    with_reports = told.get("/v1/events", params={"format": "ndjson", "include": "reports,explanation"})
    assert [len(json.loads(line)["reports"]) for line in with_reports.text.splitlines()] == [1, 1, 1, 1]


def test_ndjson_can_be_paged_too(told: TestClient) -> None:
    page = told.get("/v1/events?format=ndjson&limit=3")
    assert len(page.text.splitlines()) == 3
    link = page.headers["link"]
    rest = told.get(link[1 : link.index(">")])
    assert len(rest.text.splitlines()) == 1
    assert "link" not in rest.headers


def test_a_stream_of_nothing_is_empty(client: TestClient) -> None:
    answer = client.get("/v1/events?format=ndjson")
    assert (answer.status_code, answer.content) == (200, b"")


def test_one_event_tells_everything(told: TestClient) -> None:
    event = told.get("/v1/events?q=library").json()["items"][0]
    whole = told.get(f"/v1/events/{event['id']}").json()
    assert whole["when"]["explanation"]["text"] == "Monday"
    assert whole["when"]["explanation"]["anchor"]["value"] == "2022-03-22"
    assert {key: value for key, value in whole["when"].items() if key not in ("explanation", "alternatives")} == event[
        "when"
    ]
    reports = told.get(f"/v1/events/{event['id']}/reports").json()["items"]
    assert [report["article"]["source"] for report in reports] == ["Gazette"]
    assert reports[0]["trigger"]["text"] == "opened"


def test_an_explanation_can_be_replayed(told: TestClient) -> None:
    """What an event says of its date, `POST /v1/resolutions` says again."""
    event = told.get("/v1/events?q=library&include=explanation").json()["items"][0]
    how = event["when"]["explanation"]
    replayed = told.post("/v1/resolutions", json={"text": how["text"], "anchor": how["anchor"]["value"]}).json()[
        "items"
    ]
    assert [(when["edtf"], when["earliest"], when["latest"]) for when in replayed] == [
        (event["when"]["edtf"], event["when"]["earliest"], event["when"]["latest"])
    ]


def test_a_merged_event_is_found_where_it_is_told_now(client: TestClient, app: FastAPI) -> None:
    """Two articles tell one event apart until they are corrected to tell the same; the address of both stays good."""
    text = "Fire destroyed the old mill in Westbrook on Tuesday."
    first = add(client, external_id="1", source="Herald", published_at="2022-03-22", text=text, title=None, tags=[])
    second = add(client, external_id="2", source="Gazette", published_at="2022-03-29", text=text, title=None, tags=[])
    events = [added["events"][0]["id"] for added in (first, second)]
    assert events[0] != events[1]
    corrected = client.patch(f"/v1/articles/{second['article']['id']}", json={"published_at": "2022-03-22"})
    assert corrected.status_code == 200
    answers = {event: client.get(f"/v1/events/{event}?offsets=utf16", follow_redirects=False) for event in events}
    gone = [event for event in events if answers[event].status_code == 308]
    assert len(gone) == 1
    survivor = next(event for event in events if event not in gone)
    assert answers[gone[0]].headers["location"] == f"/v1/events/{survivor}?offsets=utf16"
    reports = client.get(f"/v1/events/{gone[0]}/reports")
    assert sorted(report["article"]["source"] for report in reports.json()["items"]) == ["Gazette", "Herald"]
    assert [event["id"] for event in client.get("/v1/events").json()["items"]] == [survivor]
    assert client.get(f"/v1/events/{survivor}").json()["evidence"]["articles"] == 2


PATHS = [
    "/v1/events", "/v1/events?sort=-when", "/v1/events/{event}", "/v1/events/{event}/reports", "/v1/articles",
    "/v1/articles/{article}", "/v1/articles/{article}/mentions", "/v1/articles/{article}/events", "/healthz", "/readyz",
    "/v1/version", "/openapi.json", "/docs", "/", "/problems/withdrawn", "/static/viewer.js",
]  # fmt: skip


def test_every_get_knows_what_the_client_has(told: TestClient, subtests: pytest.Subtests) -> None:
    event = told.get("/v1/events?q=library&include=reports").json()["items"][0]
    for path in PATHS:
        address = path.format(event=event["id"], article=event["reports"][0]["article"]["id"])
        with subtests.test(path=path):
            tag = told.get(address).headers["etag"]
            for sent in (tag, f'"other", {tag}', "*", f"W/{tag.removeprefix('W/')}"):
                if sent != "*" or not path.startswith("/static"):  # the framework's file server does not know the star
                    again = told.get(address, headers={"If-None-Match": sent})
                    assert (again.status_code, again.content) == (304, b""), sent
                    assert again.headers["etag"] == tag
            assert told.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_tags_move_with_what_they_tag(told: TestClient) -> None:
    event = told.get("/v1/events?q=library&include=reports").json()["items"][0]
    article = event["reports"][0]["article"]["id"]
    weak = {
        f"/v1/events/{event['id']}": False,
        f"/v1/articles/{article}": False,
        "/v1/events": True,
        "/v1/articles": True,
    }
    before = {address: told.get(address).headers["etag"] for address in weak}
    assert {address: tag.startswith("W/") for address, tag in before.items()} == weak
    told.patch(f"/v1/articles/{article}", json={"published_at": "2022-03-15"})
    for address, tag in before.items():
        after = told.get(address, headers={"If-None-Match": tag})
        assert (after.status_code, after.headers["etag"] != tag) == (200, True), address
