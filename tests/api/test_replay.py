"""The change log over HTTP: replayed it is the store, wherever it is cut and whoever writes."""

from __future__ import annotations

import random
import threading
from contextlib import ExitStack
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from app.timeline.asking import following
from tests.api.conftest import BRIDGE, add
from tests.api.service import running


def _apply(events: dict[str, Any], change: dict[str, Any]) -> None:
    """What a copy of the store does with a change."""
    if change["event"] is None or change["event"]["status"] != "active":
        events.pop(change["event_id"], None)
    else:
        events[change["event_id"]] = change["event"]


def _stand(client: TestClient) -> dict[str, Any]:
    """Every active event with everything, as the service tells it."""
    lines = client.get("/v1/events?modality=any&include_undated=true&limit=200&include=explanation,alternatives").json()
    assert lines["next_cursor"] is None
    return {event["id"]: event for event in lines["items"]}


def _write(client: TestClient, draw: random.Random, known: dict[str, str]) -> None:
    """An article comes, is sent anew, is corrected or goes; `known` are the ids of those that are there."""
    number = draw.choice("abcdef")
    here = [name for name in known if name.startswith(number)]
    day = f"2022-03-{draw.randrange(10, 28)}"
    if here and draw.random() < 0.5:
        (name,) = here
        address = f"/v1/articles/{known[name]}"
        if draw.random() < 0.3:
            assert client.delete(address).status_code == 204
            del known[name]
        else:
            assert client.patch(address, json={"published_at": day}).status_code == 200
        return
    # What has gone once does not come again under its name.
    name = here[0] if here else f"{number}{draw.random()}"
    text = draw.choice((BRIDGE["text"], f"{BRIDGE['text']} A band played."))
    added = add(client, external_id=name, source=f"Paper {'abcdef'.index(number)}", published_at=day, text=text)
    known[name] = added["article"]["id"]


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.nightly) for n in range(2, 12))])
def test_replayed_from_the_start_it_rebuilds_the_events(client: TestClient, seed: int) -> None:
    draw = random.Random(seed)
    known: dict[str, str] = {}
    copy: dict[str, Any] = {}
    log: list[dict[str, Any]] = []
    for _ in range(12):
        for _ in range(draw.randrange(3)):
            _write(client, draw, known)
        # The connection broke: some of what was read is read again.
        log = log[: len(log) - draw.randrange(3)] if log else log
        while True:
            cursor = {"cursor": log[-1]["cursor"]} if log else {}
            page = client.get("/v1/changes", params={"limit": draw.randrange(1, 5), **cursor}).json()
            for change in page["items"]:
                log.append(change)
                _apply(copy, change)
            if page["next_cursor"] is None:
                break
            assert page["next_cursor"] == log[-1]["cursor"]
    # Words of articles that were withdrawn since are gone from older lines: the last word on an event is what counts.
    fresh: dict[str, Any] = {}
    whole = client.get("/v1/changes?limit=200").json()["items"]
    for change in whole:
        _apply(fresh, change)
    assert fresh == _stand(client)
    assert copy.keys() == fresh.keys()
    assert [change["cursor"] for change in whole] == [change["cursor"] for change in log]
    assert [change["at"] for change in whole] == sorted(change["at"] for change in whole)


SAVED: tuple[dict[str, Any], ...] = (
    {"query": {"modality": "any", "include_undated": True}},
    {"query": {"entity": ["Port Elm"], "from": "2022-03-15"}},
    {"query": {"match": "certain", "during": "2022-03"}},
    {"query": {"q": ["barge"], "modality": "any"}},
    {"query": {"source": "Paper 1,Paper 2"}},
    {"query": {"tag": ["bridge"], "to": "2022-03-20"}, "hand": True},
    {"query": {"entity": ["Nobody"]}, "hand": True},
)


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.nightly) for n in range(2, 12))])
def test_replayed_the_changes_of_a_timeline_are_its_events(client: TestClient, seed: int) -> None:
    draw = random.Random(seed)
    known: dict[str, str] = {}
    add(client, external_id="first", source="Paper 1")
    anything = [event["id"] for event in client.get("/v1/events?modality=any&include_undated=true").json()["items"]]
    slugs = []
    for each in SAVED:
        hand = {"pinned": anything[:1], "hidden": anything[1:2]} if "hand" in each else {}
        answer = client.post("/v1/timelines", json={"title": "Followed", "query": each["query"], **hand})
        assert answer.status_code == 201, answer.text
        slugs.append(answer.json()["slug"])
    copies: dict[str, dict[str, Any]] = {slug: {} for slug in slugs}
    cursors: dict[str, dict[str, str]] = {slug: {} for slug in slugs}
    for _ in range(6):
        for _ in range(draw.randrange(4)):
            _write(client, draw, known)
        for slug in slugs:
            while True:
                asked: dict[str, str | int] = {"limit": draw.randrange(1, 5), **cursors[slug]}
                page = client.get(f"/v1/timelines/{slug}/changes", params=asked).json()
                for change in page["items"]:
                    copies[slug].pop(change["event_id"], None)
                    if change["in_timeline"]:
                        copies[slug][change["event_id"]] = change["event"]
                    cursors[slug] = {"cursor": change["cursor"]}
                if page["next_cursor"] is None:
                    break
                cursors[slug] = {"cursor": page["next_cursor"]}
            events = client.get(f"/v1/timelines/{slug}/events?limit=200&include=explanation,alternatives").json()
            for event in events["items"]:
                del event["note"], event["is_pinned"]
            assert copies[slug] == {event["id"]: event for event in events["items"]}, slug


def test_a_timeline_of_few_events_is_read_a_stretch_of_the_log_at_a_time(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_AT_ONCE", 2)
    for number in range(3):
        add(client, external_id=str(number), collection=f"c{number}")
    query = {"collection": "c2", "modality": "any", "include_undated": True}
    answer = client.post("/v1/timelines", json={"title": "Followed", "query": query}).json()
    address, found, pages = f"/v1/timelines/{answer['slug']}/changes", [], 0
    cursor: str | None = None
    while pages == 0 or cursor is not None:
        page = client.get(address, params={} if cursor is None else {"cursor": cursor}).json()
        found += page["items"]
        cursor, pages = page["next_cursor"], pages + 1
    log = client.get("/v1/changes?limit=200").json()["items"]
    assert [change["cursor"] for change in found] == [
        change["cursor"] for change in log if change["event"]["collection"] == "c2"
    ]
    assert pages == (len(log) + 1) // 2


def test_a_cursor_of_something_else_is_refused(client: TestClient) -> None:
    add(client)
    other = client.get("/v1/events?limit=1").json()["next_cursor"]
    for cursor in (other, "nonsense"):
        answer = client.get("/v1/changes", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/invalid-cursor")
    assert client.get("/v1/changes?limit=0").status_code == 400


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("articles", [6, pytest.param(100, marks=pytest.mark.nightly)])
def test_nothing_that_commits_late_is_missed_by_who_follows(database_url: str, articles: int) -> None:
    """Two services write to one store, each for several clients, while a reader follows through one of them."""
    with ExitStack() as stack:
        addresses = [stack.enter_context(running(database_url))[0] for _ in range(2)]
        failures: list[str] = []

        def write(address: str, writer: int) -> None:
            with httpx2.Client(timeout=60) as client:
                for number in range(articles):
                    body = {**BRIDGE, "external_id": f"{writer}-{number}", "collection": f"c{writer % 3}"}
                    answer = client.post(f"{address}/v1/articles", json=body)
                    if answer.status_code != 201:
                        failures.append(answer.text)

        writers = [
            threading.Thread(target=write, args=(address, 2 * writer + place))
            for writer in range(2)
            for place, address in enumerate(addresses)
        ]
        for writer in writers:
            writer.start()
        followed: list[str] = []
        with httpx2.Client(timeout=60) as client:

            def read() -> int:
                cursor = {"cursor": followed[-1]} if followed else {}
                items = client.get(f"{addresses[0]}/v1/changes", params={"limit": 7, **cursor}).json()["items"]
                followed.extend(change["cursor"] for change in items)
                return len(items)

            while any(writer.is_alive() for writer in writers):
                read()
            while read():
                pass
            whole: list[str] = []
            cursor: dict[str, str] = {}
            while items := client.get(f"{addresses[1]}/v1/changes", params={"limit": 200, **cursor}).json()["items"]:
                whole += [change["cursor"] for change in items]
                cursor = {"cursor": whole[-1]}
    assert failures == []
    assert followed == whole
    assert len(whole) >= 4 * articles
