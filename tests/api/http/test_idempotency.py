"""The header `Idempotency-Key`, on both databases."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from app.db import Database
from app.main import create_app
from app.timeline import kept_answers
from app.timeline.models import KeptAnswer
from tests.api.conftest import BRIDGE, add, settings

KEY = {"Idempotency-Key": "8e03978e-40d5-43e8-bc93-6894a57f9324"}


def _send(client: TestClient, headers: dict[str, str] = KEY, **changed: Any) -> Any:
    return client.post("/v1/articles", json={**BRIDGE, **changed}, headers=headers)


def _kept(app: FastAPI) -> int:
    database: Database = app.state.database
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(KeptAnswer)) or 0


def test_the_first_answer_again(client: TestClient) -> None:
    first = _send(client)
    # What happens in between makes no difference.
    client.patch(first.headers["location"], json={"published_at": "2022-03-15"})
    again = _send(client)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert {name: again.headers[name] for name in ("location", "content-type")} == {
        name: first.headers[name] for name in ("location", "content-type")
    }
    assert (first.headers.get("idempotency-replayed"), again.headers.get("idempotency-replayed")) == (None, "true")
    assert client.get(first.headers["location"]).json()["revision"] == 2
    # Without the key, or with a new one, it is what it is: an article that is known.
    assert _send(client, {}).status_code == 200
    assert _send(client, {"Idempotency-Key": "another"}).json()["outcome"] == "unchanged"


def test_a_key_belongs_to_one_request(client: TestClient) -> None:
    first = _send(client)
    for refused in (
        _send(client, text="Something else happened on Monday."),
        client.post("/v1/articles?offsets=utf16", json=BRIDGE, headers=KEY),
        client.post("/v1/timelines", json={"title": "Saved"}, headers=KEY),
    ):
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/key-reused")
    assert _send(client).content == first.content
    # Who somebody else is may have the same idea of a key.
    other = _send(client, {**KEY, "Authorization": "Bearer somebody-else"}, external_id="other")
    assert other.status_code == 201


def test_what_failed_is_not_remembered(client: TestClient, app: FastAPI) -> None:
    assert _send(client, text="").status_code == 422
    assert _send(client, published_at="never").status_code == 422
    assert _kept(app) == 0
    assert _send(client).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "caf\u00e9"])
def test_a_key_is_short_and_printable(client: TestClient, key: str) -> None:
    refused = client.post("/v1/articles", json=BRIDGE, headers={"Idempotency-Key": key.encode("latin-1")})  # type: ignore[dict-item]
    assert (refused.status_code, refused.json()["type"]) == (400, "/problems/malformed-request")


def test_the_same_request_at_once_runs_once(client: TestClient) -> None:
    start = threading.Barrier(6)

    def send(_: int) -> tuple[int, bytes]:
        start.wait()
        answer = _send(client)
        return answer.status_code, answer.content

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, range(6)))
    assert {status for status, _ in answers} <= {201, 409}
    (told,) = {content for status, content in answers if status == 201}
    assert _send(client).content == told
    assert client.get("/v1/articles?count=exact").json()["count"] == 1


def test_two_services_over_one_store(client: TestClient, database_url: str) -> None:
    with TestClient(create_app(settings(database_url))) as neighbour:
        # FastAPI makes a route when it is first used, and not for two applications at the same moment.
        assert [_send(service, {}, text="").status_code for service in (client, neighbour)] == [422, 422]
        start = threading.Barrier(2)

        def send(to: TestClient) -> tuple[int, bytes]:
            start.wait()
            answer = _send(to)
            return answer.status_code, answer.content

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(send, [client, neighbour]))
        assert {status for status, _ in answers} <= {201, 409}
        assert len({content for status, content in answers if status == 201}) == 1
        assert _send(neighbour).content == _send(client).content


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_while_the_first_runs_the_second_waits_its_turn(app: FastAPI, client: TestClient) -> None:
    database: Database = app.state.database
    running = kept_answers.Request.of(key=KEY["Idempotency-Key"], sender="", content=(b"",))
    # As another process does it.
    with database.write() as session:
        kept_answers.claim(session, running)
        refused = _send(client)
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/key-in-use")
        assert refused.headers["retry-after"]
    assert _send(client).status_code == 201


def test_after_a_day_the_key_is_free(app: FastAPI, client: TestClient) -> None:
    _send(client)
    database: Database = app.state.database
    with database.write() as session:
        session.execute(update(KeptAnswer).values(recorded_at=datetime.now(UTC) - timedelta(hours=25)))
    assert _send(client).json()["outcome"] == "unchanged"
    assert _kept(app) == 1


def test_a_withdrawn_article_leaves_no_words_in_answers(app: FastAPI, client: TestClient) -> None:
    first = _send(client)
    # The other one tells the same event: its answer has words of the first.
    add(client, external_id="2", source="Gazette")
    _send(client, {"Idempotency-Key": "told with it"}, external_id="3", source="Weekly")
    _send(client, {"Idempotency-Key": "apart"}, external_id="4", text="A mill burned down in Westbrook on Sunday.")
    assert _kept(app) == 3
    assert client.delete(first.headers["location"]).status_code == 204
    assert _kept(app) == 1
    assert _send(client).status_code == 410


def test_timelines_are_made_once(client: TestClient) -> None:
    made = [client.post("/v1/timelines", json={"title": "Bridges"}, headers=KEY) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].content == made[1].content
    assert made[0].headers["etag"] == made[1].headers["etag"]
    assert len(client.get("/v1/timelines").json()["items"]) == 1
