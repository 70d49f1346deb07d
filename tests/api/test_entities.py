"""`GET /v1/entities`: names with spellings and counts, and how `entity=` reads a name."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import add


def store(client: TestClient) -> None:
    for number, text in enumerate(
        (
            "Harlow Inc. bought the mill in Selby on March 3. Later Harlow Inc. sold it on March 9.",
            "The owner HARLOW closed the mill in Selby on March 12. In May the owner HARLOW opened a shop in Selby.",
            "The Selby Water Board met on March 5.",
        )
    ):
        add(client, external_id=str(number), title=f"Note {number}", text=text, source=f"Source {number}")


def names(client: TestClient, **query: Any) -> list[str]:
    return [item["name"] for item in client.get("/v1/entities", params=query).json()["items"]]


def test_a_name_with_its_spellings_and_counts(client: TestClient) -> None:
    store(client)
    answer = client.get("/v1/entities", params={"q": "harlow"}).json()
    assert answer["reading"] == "alias"
    found = [(alias["name"], item["articles"]) for item in answer["items"] for alias in item["aliases"]]
    assert sorted(found) == [("HARLOW", 1), ("Harlow Inc", 1)]
    assert sum(item["events"] for item in answer["items"]) == 4
    told = client.get("/v1/events", params={"entity": "Harlow Inc"}).json()["items"]
    assert len(told) == 4


def test_one_name_by_its_id(client: TestClient) -> None:
    store(client)
    for item in client.get("/v1/entities").json()["items"]:
        answer = client.get(f"/v1/entities/{item['id']}")
        assert (answer.status_code, answer.json()) == (200, item)
        assert client.get(f"/v1/entities/{item['id']}", headers={"If-None-Match": answer.headers["ETag"]}).text == ""
    missing = client.get(f"/v1/entities/{'0' * 32}")
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/not-found")


@pytest.mark.parametrize(
    ("q", "reading", "found"),
    [
        ("SELBY", "alias", {"Selby"}),
        ("harlow inc.", "alias", {"Harlow Inc", "HARLOW"}),
        ("water board", "containing", {"Selby Water Board"}),
        ("selby board", "containing", {"Selby Water Board"}),
        ("the town of Selby in Yorkshire", "inside", {"Selby"}),
        ("nobody", "none", set()),
        ("?!", "none", set()),
    ],
)
def test_a_name_is_read_as_the_filter_reads_it(client: TestClient, q: str, reading: str, found: set[str]) -> None:
    store(client)
    answer = client.get("/v1/entities", params={"q": q}).json()
    assert answer["reading"] == reading
    assert {item["name"] for item in answer["items"]} == found
    ids = {item["id"] for item in answer["items"]}
    told = client.get("/v1/events", params={"entity": q}).json()["items"]
    assert all(ids & {entity["id"] for entity in event["entities"]} for event in told)
    assert bool(told) is bool(found)


def test_those_in_most_events_come_first_page_by_page(client: TestClient) -> None:
    store(client)
    whole = client.get("/v1/entities").json()
    assert whole["reading"] is None
    counts = [item["events"] for item in whole["items"]]
    assert counts == sorted(counts, reverse=True)
    cursor, walked = None, []
    while True:
        query = {"limit": 1, **({"cursor": cursor} if cursor else {})}
        page = client.get("/v1/entities", params=query).json()
        walked += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert walked == whole["items"]


def test_by_collection_and_type(client: TestClient) -> None:
    store(client)
    assert names(client, collection="other") == []
    assert names(client, type="place") == ["Selby"]
    assert client.get("/v1/entities", params={"name": "x"}).status_code == 400
    assert client.get("/v1/entities", params={"cursor": "x"}).status_code == 400
