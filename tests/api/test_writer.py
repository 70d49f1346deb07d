"""Articles that come one a request and wait together: stored together, answered each by itself."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.api.http import logs
from app.api.writer import Writer
from app.db import Database
from app.timeline.models import Article, Change, Clock, Meta
from tests.api.conftest import BRIDGE, add
from tests.timeline.storing.test_ingestions import refuse


class Held:
    """Nobody can write meanwhile, so that whoever comes has to wait."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._over = threading.Event()
        self._holding = threading.Event()
        self._thread = threading.Thread(target=self._hold)

    def _hold(self) -> None:
        with self._store.write() as session:
            # The last thing that each writes, and on SQLite anything.
            session.get_one(Clock, 1, with_for_update=True)
            session.add(Meta(key="held", value=""))
            session.flush()
            self._holding.set()
            self._over.wait(30)

    def __enter__(self) -> None:
        self._thread.start()
        assert self._holding.wait(30)

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def fire(number: int) -> dict[str, Any]:
    return {
        **BRIDGE,
        "external_id": str(number),
        "title": None,
        "text": f"Fire destroyed mill number {number} in Westbrook on Monday. It was built in {1800 + number}.",
    }


def wait_until_all_wait(app: FastAPI, number: int) -> None:
    """Until so many articles have come, been read, and wait to be stored."""
    writer, readers = app.state.writer, app.state.readers
    give_up = time.monotonic() + 30
    while (writer._in_hand < number or readers._here_in_hand) and time.monotonic() < give_up:
        time.sleep(0.01)
    # From the reader to the writer.
    time.sleep(0.2)


def held_back(
    app: FastAPI, client: TestClient, bodies: list[dict[str, Any]], coming: int | None = None, **how: Any
) -> list[Any]:
    """The answers to requests that come while nobody can write."""
    store: Database = app.state.database
    with ThreadPoolExecutor(len(bodies)) as pool:
        with Held(store):
            sent = [pool.submit(client.post, "/v1/articles", json=body, **how) for body in bodies]
            wait_until_all_wait(app, len(bodies) if coming is None else coming)
        return [each.result() for each in sent]


def test_what_waits_together_is_stored_in_one_transaction(app: FastAPI, client: TestClient) -> None:
    add(client)
    sizes = []
    original = app.state.writer._store

    def store(session: Any, asked: Any) -> Any:
        sizes.append(len(asked))
        return original(session, asked)

    app.state.writer._store = store
    answers = held_back(app, client, [fire(number) for number in range(9)])
    assert [answer.status_code for answer in answers] == [201] * 9
    # Some were there when the first of them was taken, and the others came while it had to wait.
    assert sum(sizes) == 9
    assert len(sizes) <= 3
    for number, answer in enumerate(answers):
        told = answer.json()
        assert told["article"]["external_id"] == str(number)
        path = f"/v1/articles/{told['article']['id']}"
        assert answer.headers["location"] == path
        # What it was told is what is there.
        assert client.get(path).json() == told["article"]
        include = "?include=explanation,alternatives"
        assert client.get(f"{path}/mentions{include}").json()["items"] == told["mentions"]
        assert client.get(f"{path}/events{include}").json()["items"] == told["events"]
        assert f"number {number}" in told["events"][0]["title"]


def test_one_that_cannot_be_stored_fails_alone(app: FastAPI, client: TestClient) -> None:
    add(client)
    store: Database = app.state.database
    refuse(store, "5")
    answers = held_back(app, client, [fire(number) for number in range(9)])
    assert [answer.status_code for answer in answers] == [500 if number == 5 else 201 for number in range(9)]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Article)) == 9
        last = session.scalars(select(Clock.seq)).one()
        assert session.scalars(select(Change.seq).order_by(Change.seq)).all() == list(range(1, last + 1))


def test_who_went_away_takes_nobody_along(app: FastAPI, client: TestClient) -> None:
    add(client)
    writer: Writer = app.state.writer
    pending: list[Any] = []

    def gone(*asked: Any, **how: Any) -> Any:
        future = type(writer).store(writer, *asked, **how)
        pending.append(future)
        return future

    writer.store = gone  # type: ignore[method-assign]
    with ThreadPoolExecutor(3) as pool:
        with Held(app.state.database):
            sent = [pool.submit(client.post, "/v1/articles", json=fire(0))]
            wait_until_all_wait(app, 1)
            # The first is being stored; of the two that wait, one is given up.
            sent += [pool.submit(client.post, "/v1/articles", json=fire(number)) for number in (1, 2)]
            wait_until_all_wait(app, 3)
            assert (pending[0].cancel(), pending[1].cancel()) == (False, True)
        assert sorted(each.result().status_code for each in sent) == [201, 201, 500]
    with app.state.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Article)) == 3


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_is_one_too_many_is_told_at_once(app: FastAPI, client: TestClient) -> None:
    add(client)
    app.state.writer = Writer(app.state.database, logs.logger("error"), most=3)
    with ThreadPoolExecutor(3) as pool:
        with Held(app.state.database):
            sent = [pool.submit(client.post, "/v1/articles", json=fire(number)) for number in range(3)]
            wait_until_all_wait(app, 3)
            refused = client.post("/v1/articles", json=fire(4))
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.json()["type"] == "/problems/unavailable"
            # Who reads has nothing to do with it.
            assert client.get("/v1/events").status_code == 200
        assert [each.result().status_code for each in sent] == [201] * 3
    assert client.post("/v1/articles", json=fire(4)).status_code == 201


def test_a_request_that_comes_again_while_others_wait_is_done_once(app: FastAPI, client: TestClient) -> None:
    add(client)
    answers = held_back(app, client, [fire(1), fire(2)], coming=1, headers={"Idempotency-Key": "one"})
    # One key, two bodies: whichever came first was done.
    assert sorted(answer.status_code for answer in answers) in ([201, 409], [201, 422])
    first = next(answer for answer in answers if answer.status_code == 201)
    number = int(first.json()["article"]["external_id"])
    again = client.post("/v1/articles", json=fire(number), headers={"Idempotency-Key": "one"})
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"
