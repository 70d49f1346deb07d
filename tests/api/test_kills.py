"""The kill law: whatever was acknowledged outlives the death of the service, at whatever moment it comes.

Clients send articles one by one, line by line and to be done later, and the service dies by SIGKILL in the middle,
again and again over one store. `DATELINE_TEST_KILLS` is how often, on each database.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.timeline.models import Article, Change, Clock, Event, EventRevision, EventTally, JobPart, Mention, Report
from tests.api.service import running
from tests.api.test_ingestions import NDJSON

KILLS = int(os.environ.get("DATELINE_TEST_KILLS", "3"))
RESTART_SECONDS = 2.0
MANY = 100
# After this long without a sign of life a job is gone on with; the service is back sooner.
LEASE_SECONDS = "1"

PLACES = ("Westbrook", "Port Elm", "Ashford", "Makariv", "Dunmore", "Valcombe")
DEEDS = ("Fire destroyed the old mill in", "Workers opened a stone bridge in", "Divers found a wreck near")


def article(number: int) -> dict[str, Any]:
    """An article with events of its own, and one that a few others tell as well."""
    place, deed = PLACES[number % len(PLACES)], DEEDS[number % len(DEEDS)]
    text = (
        f"{deed} {place} on {1 + number % 28} March {2000 + number % 19}."
        f" Voters there elected Mary Brennan number {number} on 2 March {1900 + number % 97}."
        f" The council of {place} had met for the first time in {1500 + number % 389}."
    )
    return {
        "external_id": str(number), "source": f"Paper {number % 5}", "published_at": "2022-03-22", "country": "GB",
        "text": text,
    }  # fmt: skip


@dataclass
class Clients:
    """Those who send, and what they were told is done.

    Attributes:
        stored: by number of the article, its id and how many events it tells.
        promised: ids of jobs, with the numbers of their articles.
    """

    numbers: Iterator[int] = field(default_factory=itertools.count)
    stored: dict[int, tuple[str, int]] = field(default_factory=dict)
    promised: dict[str, list[int]] = field(default_factory=dict)

    def at_work(self, address: str) -> list[threading.Thread]:
        """All of them, until the service is gone."""
        netloc = urlsplit(address).netloc
        threads = [
            threading.Thread(target=self._until_it_dies, args=(send, netloc))
            for send in (self._one_by_one, self._line_by_line, self._later)
        ]
        for thread in threads:
            thread.start()
        return threads

    def _until_it_dies(self, send: Callable[[http.client.HTTPConnection], None], netloc: str) -> None:
        with (
            closing(http.client.HTTPConnection(netloc, timeout=60)) as connection,
            suppress(OSError, http.client.HTTPException),
        ):
            while True:
                send(connection)

    def _one_by_one(self, connection: http.client.HTTPConnection) -> None:
        number = next(self.numbers)
        connection.request("POST", "/v1/articles", json.dumps(article(number)), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status == 201, told
        self.stored[number] = told["article"]["id"], len(told["events"])

    def _line_by_line(self, connection: http.client.HTTPConnection) -> None:
        numbers = [next(self.numbers) for _ in range(40)]
        content = b"".join(json.dumps(article(number)).encode() + b"\n" for number in numbers)
        connection.request("POST", "/v1/ingestions", content, {"Content-Type": NDJSON})
        answer = connection.getresponse()
        for number in numbers:
            line = answer.readline()
            if not line.endswith(b"\n"):
                raise http.client.IncompleteRead(line)
            told = json.loads(line)
            assert told["status"] == 201, told
            self.stored[number] = told["article_id"], told["events"]
        answer.read()

    def _later(self, connection: http.client.HTTPConnection) -> None:
        numbers = [next(self.numbers) for _ in range(3)]
        headers = {"Content-Type": "application/json", "Prefer": "respond-async"}
        connection.request("POST", "/v1/ingestions", json.dumps([article(number) for number in numbers]), headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status == 202, told
        self.promised[told["id"]] = numbers
        time.sleep(0.1)


@pytest.fixture(autouse=True)
def _short_leases_and_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_JOB_LEASE_SECONDS", LEASE_SECONDS)
    monkeypatch.setenv("DATELINE_READER_PROCESSES", "1")


def test_nothing_acknowledged_is_lost(database_url: str, record_property: Callable[[str, str], None]) -> None:
    draw = random.Random(KILLS)
    clients = Clients()
    restarts = []
    store = Database(database_url)
    try:
        for _ in range(KILLS):
            begun = time.monotonic()
            with running(database_url) as (address, process):
                restarts.append(time.monotonic() - begun)
                known = len(clients.stored)
                threads = clients.at_work(address)
                # Seldom before anything is acknowledged, mostly a moment after.
                patience = time.monotonic() + draw.choice((0, 30, 30, 30, 30))
                while len(clients.stored) == known and time.monotonic() < patience:
                    time.sleep(0.01)
                time.sleep(draw.uniform(0.0, 0.8))
                process.kill()
                process.wait()
                for thread in threads:
                    thread.join()
            _check(store, clients)
        begun = time.monotonic()
        with running(database_url) as (address, _):
            restarts.append(time.monotonic() - begun)
            with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
                _all_is_done(connection, clients)
                _sent_again_nothing_is_new(connection, clients)
        _check(store, clients)
        with store.read() as session:
            assert session.scalar(select(func.count()).select_from(JobPart)) == 0
    finally:
        store.close()
    record_property(
        "measured",
        f"{KILLS} kills: {len(clients.stored)} articles and {len(clients.promised)} jobs acknowledged, restarted in "
        f"{statistics.median(restarts):.2f} s (median; {min(restarts):.2f} to {max(restarts):.2f} s)",
    )
    # A few restarts say more about what else runs on the machine.
    if KILLS >= MANY:
        assert statistics.median(restarts) < RESTART_SECONDS


def _check(store: Database, clients: Clients) -> None:
    """What the store has is whole: read with the service down, as the kill has left it."""
    with store.read() as session:
        articles = {article.public_id: article.id for article in session.scalars(select(Article))}
        events: dict[int, int] = dict(
            session.execute(
                select(Report.article_id, func.count(Report.event_id.distinct())).group_by(Report.article_id)
            ).all()  # type: ignore[arg-type]
        )
        ids = dict(session.execute(select(Article.external_id, Article.public_id)).all())  # type: ignore[arg-type]
        gone = {
            number: f"acknowledged as {public_id}, stored as {ids.get(str(number))}"
            for number, (public_id, _) in clients.stored.items()
            if public_id not in articles
        }
        assert not gone, f"of {len(clients.stored)} articles that were acknowledged, {len(gone)} are gone: {gone}"
        for number, (public_id, count) in clients.stored.items():
            assert events[articles[public_id]] == count, f"article {number} has lost events"
        # No half article: each has all that its text tells, acknowledged or not.
        mentions = session.execute(
            select(Mention.article_id, func.count().label("number")).group_by(Mention.article_id)
        ).all()
        assert {row.article_id: row.number for row in mentions} == dict.fromkeys(articles.values(), 3)
        assert events.keys() == set(articles.values())
        # The log has no gap, nothing above its end, and the last revision of every event.
        last = session.scalars(select(Clock.seq)).one()
        assert session.scalars(select(Change.seq).order_by(Change.seq)).all() == list(range(1, last + 1))
        newest = select(EventRevision.event_id, func.max(EventRevision.revision), func.count()).group_by(
            EventRevision.event_id
        )
        revisions = {key: (revision, revision) for key, revision in session.execute(select(Event.id, Event.revision))}
        assert {key: (highest, count) for key, highest, count in session.execute(newest)} == revisions
        counted = select(func.sum(EventTally.number))
        active = select(func.count()).select_from(Event).where(Event.status == "active")
        assert (session.scalar(counted) or 0) == session.scalar(active)


def _all_is_done(connection: http.client.HTTPConnection, clients: Clients) -> None:
    """Every job that was promised ends, and has done each of its lines once."""
    for job_id, numbers in clients.promised.items():
        # For each: after hundreds of kills there are thousands of them left.
        give_up = time.monotonic() + 120
        while (job := _get(connection, f"/v1/jobs/{job_id}"))["state"] not in ("finished", "failed"):
            assert time.monotonic() < give_up, job
            time.sleep(0.1)
        assert (job["state"], job["outcomes"]) == ("finished", {"created": len(numbers)}), job
        connection.request("GET", f"/v1/ingestions/{job['ingestion_id']}/results")
        results = [json.loads(line) for line in connection.getresponse().read().splitlines()]
        assert [each["line"] for each in results] == [1, 2, 3]
        for number, told in zip(numbers, results, strict=True):
            clients.stored[number] = told["article_id"], told["events"]


def _sent_again_nothing_is_new(connection: http.client.HTTPConnection, clients: Clients) -> None:
    newest = sorted(clients.stored)[-600:]
    content = b"".join(json.dumps(article(number)).encode() + b"\n" for number in newest)
    connection.request("POST", "/v1/ingestions", content, {"Content-Type": NDJSON})
    told = [json.loads(line) for line in connection.getresponse().read().splitlines()]
    assert {each.get("outcome") for each in told} == {"unchanged"}
    assert [each["article_id"] for each in told] == [clients.stored[number][0] for number in newest]


def _get(connection: http.client.HTTPConnection, path: str) -> dict[str, Any]:
    connection.request("GET", path)
    return dict(json.loads(connection.getresponse().read()))
