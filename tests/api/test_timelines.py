"""Saved timelines over HTTP, on both databases."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import add

STORY = [
    ("2022-03-22", "Ann Marsh opened the new library in Port Elm on Monday."),
    ("2020-01-15", "The council of Port Elm bought the ferry Aurora in 2019."),
    ("2022-03-21", "The orchestra of Westbrook will play in Westbrook on April 2."),
    ("2022-03-21", "The harbour may close, Ann Marsh said."),
]
FERRY = "The council of Port Elm bought the ferry Aurora"
LIBRARY = "Ann Marsh opened the new library in Port Elm"
CONCERT = "The orchestra of Westbrook will play in Westbrook"
HARBOUR = "The harbour may close"


@pytest.fixture
def told(client: TestClient) -> TestClient:
    """A client of a store with an article for each of four events, one of them hypothetical and undated."""
    for number, (day, text) in enumerate(STORY):
        add(client, external_id=str(number), source="Gazette", published_at=day, text=text, title=None)
    return client


def ids(client: TestClient) -> dict[str, str]:
    answer = client.get("/v1/events?modality=any&include_undated=true").json()
    return {event["title"].removesuffix("."): event["id"] for event in answer["items"]}


def save(client: TestClient, **fields: Any) -> dict[str, Any]:
    answer = client.post("/v1/timelines", json={"title": "Port Elm", **fields})
    assert answer.status_code == 201, answer.text
    saved: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/v1/timelines/{saved['slug']}"
    return saved


def edit(client: TestClient, slug: str, **fields: Any) -> dict[str, Any]:
    address = f"/v1/timelines/{slug}"
    answer = client.patch(address, json=fields, headers={"If-Match": client.get(address).headers["etag"]})
    assert answer.status_code == 200, answer.text
    edited: dict[str, Any] = answer.json()
    return edited


def titles(client: TestClient, slug: str, **query: Any) -> list[str]:
    answer = client.get(f"/v1/timelines/{slug}/events", params=query)
    assert answer.status_code == 200, answer.text
    return [event["title"].removesuffix(".") for event in answer.json()["items"]]


def test_a_query_is_kept_under_a_name(told: TestClient) -> None:
    saved = save(told, query={"entity": ["Port Elm"]})
    assert saved["slug"] == "port-elm"
    assert titles(told, "port-elm") == [FERRY, LIBRARY]
    assert titles(told, "port-elm", sort="-when") == [LIBRARY, FERRY]
    assert told.get("/v1/timelines/port-elm").json() == saved
    assert save(told, title="Port Elm!")["slug"] == "port-elm-2"
    assert save(told, title="Порт")["slug"] == "timeline"
    assert [each["slug"] for each in told.get("/v1/timelines").json()["items"]] == [
        "port-elm",
        "port-elm-2",
        "timeline",
    ]


def test_pages_of_timelines_lead_on(told: TestClient) -> None:
    for number in range(5):
        save(told, title=str(number))
    first = told.get("/v1/timelines?limit=3").json()
    rest = told.get("/v1/timelines", params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert [each["slug"] for each in (*first["items"], *rest["items"])] == list("01234")
    assert rest["next_cursor"] is None


@pytest.mark.parametrize("sort", ["when", "-when", "recorded", "-recorded", "confidence"])
def test_what_is_pinned_is_there_and_what_is_hidden_is_not(told: TestClient, sort: str) -> None:
    known = ids(told)
    save(
        told,
        query={"entity": ["Port Elm"], "from": "2020", "sort": sort},
        pinned=[known[CONCERT], known[HARBOUR], known[LIBRARY]],
        hidden=[known[FERRY]],
        notes={known[CONCERT]: "Bring the children."},
    )
    answer = told.get("/v1/timelines/port-elm/events").json()
    shown = {event["title"].removesuffix("."): event for event in answer["items"]}
    assert sorted(shown) == sorted([LIBRARY, CONCERT, HARBOUR])
    assert len(answer["items"]) == 3, "what is pinned and found is there once"
    if sort == "when":
        assert list(shown) == [LIBRARY, CONCERT, HARBOUR]
    assert (shown[CONCERT]["note"], shown[CONCERT]["is_pinned"]) == ("Bring the children.", True)
    assert (shown[LIBRARY]["note"], shown[LIBRARY]["is_pinned"]) == (None, True)
    assert told.get("/v1/timelines/port-elm/events?count=exact").json()["count"] == 3
    # Page by page it is the same.
    walked, address = [], "/v1/timelines/port-elm/events?limit=1"
    while address:
        page = told.get(address)
        walked += [event["title"].removesuffix(".") for event in page.json()["items"]]
        address = page.links.get("next", {}).get("url", "")
    assert walked == list(shown)


def test_every_form_has_the_notes(told: TestClient) -> None:
    known = ids(told)
    save(told, query={"entity": ["Port Elm"]}, notes={known[LIBRARY]: "The <first> in years."})
    assert "The <first> in years." in told.get("/v1/timelines/port-elm/events?format=csv").text
    atom = feedparser.parse(told.get("/v1/timelines/port-elm/events?format=atom").content)
    assert atom.feed.title == "Port Elm"
    assert "The &lt;first&gt; in years." in atom.entries[-1].content[0].value
    slides = told.get("/v1/timelines/port-elm/events?format=timelinejs").json()["events"]
    assert "The &lt;first&gt; in years." in slides[1]["text"]["text"]
    assert "X-WR-CALNAME:Port Elm" in told.get("/v1/timelines/port-elm/events?format=ics").text


def test_a_change_has_to_name_what_it_saw(told: TestClient) -> None:
    save(told, query={"entity": ["Port Elm"]})
    address = "/v1/timelines/port-elm"
    before = told.get(address).headers["etag"]
    without = told.patch(address, json={"title": "X"})
    assert (without.status_code, without.json()["type"]) == (428, "/problems/precondition-required")
    assert edit(told, "port-elm", title="Port Elm today", description="All of it.")["revision"] == 2
    stale = told.patch(address, json={"title": "Y"}, headers={"If-Match": before})
    assert stale.status_code == 412
    assert edit(told, "port-elm", title="Port Elm today")["revision"] == 2, "nothing is different"
    assert told.get(address).json()["query"] == {"entity": ["Port Elm"]}, "what is left out stays"
    assert told.delete(address).status_code == 428
    assert told.delete(address, headers={"If-Match": told.get(address).headers["etag"]}).status_code == 204
    assert told.get(address).status_code == 404
    assert told.get(f"{address}/events").status_code == 404
    assert len(told.get("/v1/events").json()["items"]) == 3


def test_a_name_is_taken_once(told: TestClient) -> None:
    save(told, slug="bridge")
    again = told.post("/v1/timelines", json={"title": "Other", "slug": "bridge"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/conflict")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"query": {"entitty": ["x"]}}, "/query/entitty"),
        ({"query": {"from": "soon"}}, "/query/from"),
        ({"query": {"sort": "backwards"}}, "/query/sort"),
        ({"query": {"min_sources": 0}}, "/query/min_sources"),
        ({"query": {"limit": 5}}, "/query/limit"),
        ({"pinned": ["0" * 32]}, "/pinned/0"),
        ({"pinned": ["nonsense"]}, "/pinned/0"),
        ({"notes": {"0" * 32: "x"}}, f"/notes/{'0' * 32}"),
        ({"slug": "Not A Slug"}, "/slug"),
        ({"title": " "}, "/title"),
    ],
)
def test_a_wrong_field_is_named(reader: TestClient, fields: dict[str, Any], pointer: str) -> None:
    answer = reader.post("/v1/timelines", json={"title": "X", **fields})
    assert answer.status_code == 422, answer.text
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


def test_an_event_is_pinned_or_hidden(told: TestClient) -> None:
    event = ids(told)[FERRY]
    answer = told.post("/v1/timelines", json={"title": "X", "pinned": [event], "hidden": [event]})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/pinned/0")


def test_the_token_reads_its_timeline_and_can_be_renewed(told: TestClient) -> None:
    token = save(told)["token"]
    other = save(told, title="Other")["token"]
    assert token != other
    events = "/v1/timelines/port-elm/events"
    assert told.get(events, params={"token": token}).status_code == 200
    assert told.get(events, params={"token": other}).status_code == 404
    renewed = edit(told, "port-elm", renew_token=True)["token"]
    assert renewed != token
    assert told.get(events, params={"token": token}).status_code == 404
    assert told.get(events, params={"token": renewed}).status_code == 200
    page = told.get("/embed/port-elm", params={"token": renewed})
    assert (page.status_code, "frame-ancestors *" in page.headers["content-security-policy"]) == (200, True)


def test_a_timeline_has_its_key_dates(told: TestClient) -> None:
    known = ids(told)
    save(told, query={"entity": ["Port Elm"]}, pinned=[known[CONCERT]])
    answer = told.get("/v1/timelines/port-elm/key-dates?n=5")
    assert answer.status_code == 200, answer.text
    assert {item["date"] for item in answer.json()["items"]} == {"2022-03-21", "2022-04-02"}


def test_a_changed_event_changes_the_tag_of_the_list(told: TestClient) -> None:
    save(told, query={"entity": ["Port Elm"]})
    events = "/v1/timelines/port-elm/events"
    tag = told.get(events).headers["etag"]
    assert told.get(events, headers={"If-None-Match": tag}).status_code == 304
    edit(told, "port-elm", hidden=[ids(told)[FERRY]])
    changed = told.get(events, headers={"If-None-Match": tag})
    assert (changed.status_code, len(changed.json()["items"])) == (200, 1)
