"""What is given again as it was is what would be answered anew."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from fastapi import Response
from fastapi.testclient import TestClient

from app.api.http.remembered import Answers, Key
from app.main import create_app
from tests.api.conftest import add, settings
from tests.api.test_replay import _write

ADDRESSES = (
    "/v1/events",
    "/v1/events?limit=1",
    "/v1/events?q=barge",
    "/v1/events?entity=Port%20Elm&include_undated=true&modality=any",
    "/v1/events?include=explanation,reports",
    "/v1/events?format=timelinejs",
    "/v1/events?format=csv",
    "/v1/events/histogram?modality=any",
    "/v1/facets?field=entity,source",
    "/v1/facets?field=nothing",
)


@pytest.fixture
def forgetful(database_url: str) -> Iterator[TestClient]:
    """Another process over the same store, which remembers nothing."""
    nothing = settings(database_url).model_copy(update={"remembered_bytes": 0})
    with TestClient(create_app(nothing), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_what_another_process_answers_whoever_writes(
    client: TestClient, forgetful: TestClient, seed: int
) -> None:
    draw, known = random.Random(seed), dict[str, str]()
    answers = client.app.state.answers  # type: ignore[attr-defined]
    given_again = 0
    for _ in range(12):
        for _ in range(draw.randrange(2)):
            _write(draw.choice((client, forgetful)), draw, known)
        for address in draw.sample(ADDRESSES, 6):
            method = draw.choice(("GET", "GET", "HEAD"))
            accept = draw.choice(({}, {"Accept": "application/json"}))
            before = set(answers._answers)
            ours, theirs = (each.request(method, address, headers=accept) for each in (client, forgetful))
            given_again += bool(before) and before == set(answers._answers)
            assert (ours.status_code, ours.content) == (theirs.status_code, theirs.content)
            differ = {name for name, _ in ours.headers.items() ^ theirs.headers.items()}
            assert differ <= {"x-request-id"}
    assert given_again
    assert not forgetful.app.state.answers._answers  # type: ignore[attr-defined]


def test_who_has_it_is_told_so_and_words_that_are_gone_are_not_kept(client: TestClient) -> None:
    article = add(client)["article"]["id"]
    first = client.get("/v1/events")
    assert client.get("/v1/events").content == first.content
    has = {"If-None-Match": first.headers["etag"]}
    assert client.get("/v1/events", headers=has).status_code == 304
    assert client.get("/v1/events").headers.get_list("content-type") == ["application/json"]
    assert client.delete(f"/v1/articles/{article}").status_code == 204
    assert client.get("/v1/events", headers=has).json()["items"] == []
    answers = client.app.state.answers  # type: ignore[attr-defined]
    assert [b"barge" in each.body for each in answers._answers.values()] == [False]


def _key(number: int) -> Key:
    return "/v1/events", f"limit={number}".encode(), "*/*", True


def _answer(state: int, length: int, status: int = 200) -> Response:
    headers = {"ETag": f'W/"{state}-0123456789abcdef"', "Content-Type": "application/json"}
    return Response(b"x" * length, status_code=status, headers=headers)


def test_what_was_not_asked_for_longest_makes_room() -> None:
    answers = Answers(100_000)
    for number in range(10):
        answers.keep(_key(number), _answer(1, 8_000))
        assert answers.find(_key(0), 'W/"1-0123456789abcdef"')
    assert [number for number in range(10) if _key(number) in answers] == list(range(10))
    answers.keep(_key(10), _answer(1, 8_000))
    assert [number for number in range(11) if _key(number) in answers] == [0, *range(2, 11)]
    answers.keep(_key(3), _answer(1, 9_000))
    assert [number for number in range(11) if _key(number) in answers] == [0, *range(3, 11)]


@pytest.mark.parametrize(
    "response",
    [
        _answer(1, 20_000),
        _answer(1, 10, status=404),
        Response(b"{}", headers={"Content-Type": "application/json"}),
        Response(b"{}", headers={"Content-Type": "application/json", "ETag": '"3-0123456789abcdef"'}),
        Response(b"a,b", headers={"Content-Type": "text/csv", "ETag": 'W/"1-0123456789abcdef"'}),
    ],
    ids=["too-long", "a-failure", "no-tag", "a-resource", "another-form"],
)
def test_some_answers_are_not_remembered(response: Response) -> None:
    answers = Answers(100_000)
    answers.keep(_key(0), response)
    assert _key(0) not in answers


def test_another_state_of_the_store_takes_all_away() -> None:
    answers = Answers(100_000)
    for number in range(3):
        answers.keep(_key(number), _answer(1, 10))
    answers.keep(_key(3), _answer(2, 10))
    assert [number for number in range(4) if _key(number) in answers] == [3]
    assert answers.find(_key(3), 'W/"1-0123456789abcdef"') is None
