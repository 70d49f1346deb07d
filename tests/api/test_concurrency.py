"""Many clients at once: nothing is lost, nothing is doubled, nobody gets a 5xx."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient

from tests.api.conftest import BRIDGE, add


def test_the_same_article_sent_at_once_is_one(client: TestClient) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post("/v1/articles", json=BRIDGE), range(16)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: 15}
    assert len({answer.json()["article"]["id"] for answer in answers}) == 1
    assert client.get("/v1/articles?count=exact").json()["count"] == 1


def test_writers_and_readers_do_not_get_in_each_others_way(client: TestClient) -> None:
    def work(number: int) -> list[int]:
        text = f"Fire destroyed mill number {number} in Westbrook on Monday."
        added = add(client, external_id=str(number), text=text, title=None)
        path = f"/v1/articles/{added['article']['id']}"
        answers = [client.get("/v1/events?entity=Westbrook"), client.get(f"{path}/events")]
        if number % 3 == 0:
            answers.append(client.patch(path, json={"published_at": "2022-03-15"}))
        if number % 3 == 1:
            answers.append(client.delete(path))
        return [answer.status_code for answer in answers]

    with ThreadPoolExecutor(8) as pool:
        statuses = Counter(status for done in pool.map(work, range(24)) for status in done)
    assert statuses == {200: 56, 204: 8}
    assert client.get("/v1/articles?count=exact").json()["count"] == 16
