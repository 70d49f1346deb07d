"""`GET /v1/key-dates`: the shape of the answer, its bounds, and conditional requests."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import add


def test_a_day_comes_with_its_events_and_sentences(client: TestClient) -> None:
    added = add(client)
    answer = client.get("/v1/key-dates", params={"n": 1, "q": "traffic"})
    assert answer.status_code == 200
    (found,) = answer.json()["items"]
    assert found["date"] == "2022-03-21"
    assert found["why"] == {"mentions": 1, "sources": 1, "before": 0, "after": 1}
    assert [event["id"] for event in found["events"]] == [added["events"][0]["id"]]
    (sentence,) = found["sentences"]
    text = added["article"]["text"]
    assert text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert sentence["article"]["source"] == "Harbour Post"
    assert sentence["event_id"] == found["events"][0]["id"]


def test_days_come_best_first_and_no_more_than_asked(client: TestClient) -> None:
    for number in range(3):
        add(client, external_id=f"bridge-{number}", source=f"Source {number}")
    for n in (1, 2, 500):
        items = client.get("/v1/key-dates", params={"n": n}).json()["items"]
        assert len(items) <= n
        assert [item["score"] for item in items] == sorted((item["score"] for item in items), reverse=True)


@pytest.mark.parametrize("n", ["0", "501", "x", "-1"])
def test_n_has_bounds(client: TestClient, n: str) -> None:
    answer = client.get("/v1/key-dates", params={"n": n})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "n")


def test_what_is_not_a_filter_is_refused(client: TestClient) -> None:
    assert client.get("/v1/key-dates", params={"sort": "when"}).json()["parameter"] == "sort"
    assert client.get("/v1/key-dates", params={"from": "2022", "to": "2021"}).status_code == 400


def test_an_unchanged_store_answers_304(client: TestClient) -> None:
    add(client)
    first = client.get("/v1/key-dates")
    again = client.get("/v1/key-dates", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    add(client, external_id="another")
    changed = client.get("/v1/key-dates", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_offsets_in_utf16(client: TestClient) -> None:
    add(client, text="🌉 " + "The bridge at Port Elm opened to traffic again on Monday, the harbour authority said.")
    plain, wide = (
        client.get("/v1/key-dates", params={"n": 1, "offsets": units}).json()["items"][0]["sentences"][0]
        for units in ("codepoints", "utf16")
    )
    assert wide["end"] == plain["end"] + 1
