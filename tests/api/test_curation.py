"""Merging and splitting events over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.db import Database
from app.timeline.models import KeptAnswer
from tests.api.conftest import add


def two(client: TestClient) -> tuple[str, str]:
    """The ids of two events of one article."""
    first, second, *_ = add(client)["events"]
    return first["id"], second["id"]


def test_a_merged_event_answers_with_the_way_to_the_survivor(client: TestClient) -> None:
    kept, gone = two(client)
    merged = client.post(f"/v1/events/{kept}/merges", json={"events": [gone]})
    assert (merged.status_code, merged.json()["id"], merged.json()["revision"]) == (200, kept, 2)
    for below in ("", "/reports"):
        answer = client.get(f"/v1/events/{gone}{below}", follow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (308, f"/v1/events/{kept}{below}")
    assert gone not in [event["id"] for event in client.get("/v1/events").json()["items"]]
    # the article sent again, with another sentence, does not overrule it
    add(client, text="The bridge at Port Elm opened to traffic again on Monday. A barge struck it on March 2.")
    assert client.get(f"/v1/events/{gone}", follow_redirects=False).status_code == 308


def test_what_is_split_is_two_events(client: TestClient) -> None:
    kept, gone = two(client)
    client.post(f"/v1/events/{kept}/merges", json={"events": [gone]})
    reports = client.get(f"/v1/events/{kept}/reports").json()["items"]
    parts = client.post(f"/v1/events/{kept}/splits", json={"reports": [reports[-1]["id"]]}).json()
    assert parts["remaining"]["id"] == kept
    assert parts["split"]["id"] not in (kept, gone)
    assert [report["id"] for report in client.get(f"/v1/events/{parts['split']['id']}/reports").json()["items"]] == [
        reports[-1]["id"]
    ]
    kinds = [change["change"] for change in client.get("/v1/changes").json()["items"]]
    assert {"merged", "split"} <= set(kinds)


@pytest.mark.parametrize(
    ("below", "body", "status"),
    [
        ("merges", {"events": []}, 422),
        ("merges", {"events": ["x"]}, 422),
        ("merges", {"events": ["0" * 32]}, 404),
        ("merges", {}, 422),
        ("splits", {"reports": ["0" * 32]}, 409),
        ("splits", {"reports": [], "more": 1}, 422),
    ],
)
def test_what_cannot_be_asked(client: TestClient, below: str, body: dict[str, Any], status: int) -> None:
    event, _ = two(client)
    answer = client.post(f"/v1/events/{event}/{below}", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_of_an_event_that_is_gone(client: TestClient) -> None:
    kept, gone = two(client)
    client.post(f"/v1/events/{kept}/merges", json={"events": [gone]})
    again = client.post(f"/v1/events/{gone}/merges", json={"events": [kept]})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/not-curable")


def test_if_match_holds_it_to_a_revision(client: TestClient) -> None:
    kept, gone = two(client)
    tag = client.get(f"/v1/events/{kept}").headers["ETag"]
    ask = {"json": {"events": [gone]}, "headers": {"If-Match": tag}}
    assert client.post(f"/v1/events/{kept}/merges", **ask).status_code == 200
    assert client.post(f"/v1/events/{kept}/merges", **ask).status_code == 412


def test_who_and_why_are_kept(client: TestClient) -> None:
    kept, gone = two(client)
    client.post(f"/v1/events/{kept}/merges", json={"events": [gone], "actor": "ada", "reason": "the same fire"})
    report = client.get(f"/v1/events/{kept}/reports").json()["items"][-1]["id"]
    split = client.post(f"/v1/events/{kept}/splits", json={"reports": [report], "actor": "bob", "reason": "no"}).json()

    def said(event: str) -> list[tuple[str, str, str]]:
        items = client.get(f"/v1/events/{event}/revisions").json()["items"]
        return [(each["action"], each["actor"], each["reason"]) for item in items if (each := item["curation"])]

    merged, parted = ("merged", "ada", "the same fire"), ("split", "bob", "no")
    assert said(kept) == [merged, parted]
    gone_revisions = client.get(f"/v1/events/{gone}/revisions", follow_redirects=False)
    assert gone_revisions.status_code == 308
    assert said(split["split"]["id"]) == [parted]


@pytest.mark.parametrize("below", ["merges", "splits", "retractions", ""])
def test_sent_again_with_its_key_it_is_done_once(client: TestClient, below: str) -> None:
    kept, gone = two(client)
    if below == "splits":
        client.post(f"/v1/events/{kept}/merges", json={"events": [gone]})
    body = {
        "merges": {"events": [gone]},
        "splits": {"reports": [client.get(f"/v1/events/{kept}/reports").json()["items"][-1]["id"]]},
        "retractions": {"reason": "never was"},
        "": {"title": "It was founded", "when": "1742"},
    }[below]
    address = f"/v1/events/{kept}/{below}" if below else "/v1/events"
    before = client.get("/v1/changes?limit=200").json()["items"]
    answers = [client.post(address, json=body, headers={"Idempotency-Key": "once"}) for _ in range(2)]
    assert answers[0].status_code in (200, 201), answers[0].text
    assert answers[0].content == answers[1].content
    assert answers[1].headers["idempotency-replayed"] == "true"
    changes = client.get("/v1/changes?limit=200").json()["items"][len(before) :]
    assert 1 <= len(changes) <= 2
    other = client.post(address, json={**body, "reason": "another"}, headers={"Idempotency-Key": "once"})
    assert (other.status_code, other.json()["type"]) == (422, "/problems/key-reused")


def test_an_erased_event_leaves_no_words_in_answers(client: TestClient, app: FastAPI) -> None:
    key = {"Idempotency-Key": "once"}
    made = client.post("/v1/events", json={"title": "It was founded", "when": "1742"}, headers=key)
    told, _ = two(client)
    client.post(f"/v1/events/{told}/retractions", json={}, headers={"Idempotency-Key": "another"})

    def kept() -> int:
        database: Database = app.state.database
        with database.read() as session:
            return session.scalar(select(func.count()).select_from(KeptAnswer)) or 0

    assert kept() == 2
    assert client.delete(made.headers["location"], headers={"If-Match": "*"}).status_code == 204
    assert kept() == 1
    for article in client.get("/v1/articles").json()["items"]:
        client.delete(f"/v1/articles/{article['id']}")
    assert kept() == 0
