"""Archives read on a cluster: the same rows as the service writes, whatever happens to the workers."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.api.schemas import ArticleIn
from app.api.submissions import submission
from app.bulk import cluster
from app.bulk.backfill import Done, Given, backfill
from app.bulk.cluster import Cluster
from app.db import Database
from app.timeline import dump
from app.timeline.dump import Header
from app.timeline.storing import ingest
from app.timeline.storing.ingest import Submission

pytest.importorskip("distributed", reason="the extra bulk is not installed")

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def workers() -> Iterator[Cluster]:
    with cluster.local(2) as found:
        yield found


def bodies(stories: int) -> list[dict[str, Any]]:
    """Articles of some stories, one of them revised further down and one sent twice."""
    paths = sorted((ROOT / "tests" / "data" / "stories").glob("*.json"))[:stories]
    told = [each["body"] for path in paths for each in json.loads(path.read_bytes())["articles"]]
    revised = {**told[0], "text": told[0]["text"] + " The mayor resigned on Friday."}
    return [*told, told[1], revised, {"text": "Undated, and read as it came: the mill closed yesterday."}]


def submissions(told: list[dict[str, Any]]) -> list[Submission]:
    return [submission(ArticleIn.model_validate(body), NOW) for body in told]


def given(told: list[dict[str, Any]]) -> list[Given]:
    return [Given(str(number), each, None, 1) for number, each in enumerate(submissions(told))]


def serve(store: Database, told: list[dict[str, Any]]) -> None:
    """As the service does it: each article in a transaction of its own."""
    for each in submissions(told):
        with store.write() as session:
            ingest.ingest(session, each, now=NOW)


def contents(store: Database) -> str:
    """Digest of every row of every table, history and keys included, but for ids and instants drawn at the time."""
    with store.read() as session:
        text = b"".join(dump.lines(session, Header("")))
    lines = [line for line in text.decode().splitlines()[:-1] if not line.startswith('["meta"')]
    told = re.sub(r"20[2-9]\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", "then", "\n".join(lines))
    for number, found in enumerate(dict.fromkeys(re.findall(r"\b01[0-9a-f]{30}\b", told))):
        told = told.replace(found, f"id-{number}")
    return hashlib.sha256(told.encode()).hexdigest()


@pytest.fixture
def other(other_database_url: str) -> Iterator[Database]:
    store = Database(other_database_url)
    yield store
    store.close()


def run(store: Database, workers: Cluster, told: list[dict[str, Any]], *, kill_after: int | None = None) -> list[Done]:
    """Backfill; after so many articles a worker that reads dies by SIGKILL."""
    done = []
    for each in backfill(store, workers, given(told), now=NOW, at_once=5):
        done.append(each)
        if len(done) == kill_after:
            victim = min(workers._client.run(os.getpid).values())
            os.kill(victim, signal.SIGKILL)
    return done


def test_a_killed_worker_makes_no_difference(store: Database, other: Database, workers: Cluster) -> None:
    """The rows, ids aside, are those of the service on the other database, the order of changes among them."""
    told = bodies(4)
    serve(other, told)
    done = run(store, workers, told, kill_after=10)
    assert [each.place for each in done] == [str(number) for number in range(len(told))]
    assert [each.outcome for each in done[-3:]] == ["unchanged", "revised", "created"]
    assert {each.wrong for each in done} == {None}
    assert contents(store) == contents(other)
    # Once more: what was not revised within the archive is known, and not read again.
    assert {each.outcome for each in run(store, workers, told)[1:-2]} == {"unchanged"}


@pytest.mark.nightly
def test_workers_killed_again_and_again_make_no_difference(store: Database, other: Database, workers: Cluster) -> None:
    told = bodies(60)
    serve(other, told)
    done = []
    for each in backfill(store, workers, given(told), now=NOW, at_once=5):
        done.append(each)
        if len(done) % 50 == 0:
            os.kill(min(workers._client.run(os.getpid).values()), signal.SIGKILL)
    assert {each.wrong for each in done} == {None}
    assert contents(store) == contents(other)


def test_what_was_begun_is_gone_on_with(store: Database, other: Database, workers: Cluster) -> None:
    told = bodies(3)[:-2]
    serve(other, told)
    half = backfill(store, workers, given(told), now=NOW, at_once=4)
    for _ in range(6):
        next(half)
    half.close()  # type: ignore[attr-defined]
    done = run(store, workers, told)
    assert {each.outcome for each in done[:8]} == {"unchanged"}
    assert "created" in {each.outcome for each in done[8:]}
    assert contents(store) == contents(other)


def test_what_is_wrong_fails_alone(store: Database, workers: Cluster) -> None:
    told = given(bodies(1))
    wrong = [told[0], Given("here", None, "no article", 1), told[1]]
    done = list(backfill(store, workers, wrong, now=NOW))
    assert [(each.outcome, each.wrong) for each in done] == [
        ("created", None), ("failed", "no article"), ("created", None)
    ]  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_socket_listens_on_the_loopback_address(workers: Cluster, database: str) -> None:
    pids = {os.getpid(), *workers._client.run(os.getpid).values()}
    mine = {_target(link) for pid in pids for link in Path(f"/proc/{pid}/fd").iterdir()}
    listening = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in mine:
                listening.append(local.split(":")[0])
    assert len(listening) >= 3
    assert set(listening) == {"0100007F"}


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def test_the_core_loads_no_dask() -> None:
    program = "import sys; import app.main, app.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert set(done.stdout.split()) & {"dask", "distributed", "pyarrow"} == set()
