"""`dateline work`: jobs outlive those who do them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.test_ingestions import article, lines
from tests.api.test_jobs import LATER, accepted
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


def without_workers(url: str) -> TestClient:
    return TestClient(create_app(Settings(database_url=url, log_level="error", job_workers=0)))


def worker(url: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ, "DATELINE_DATABASE_URL": url, "DATELINE_LOG_LEVEL": "error", "DATELINE_JOB_LEASE_SECONDS": "1",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "app.cli", "work"], cwd=ROOT, env=environment)


def queue(client: TestClient, sent: list[Any]) -> str:
    headers = {**LATER, "Content-Type": "application/x-ndjson"}
    return str(accepted(client.post("/v1/ingestions", content=lines(*sent), headers=headers))["id"])


def wait_for(client: TestClient, job: str, count: int) -> dict[str, Any]:
    """The job, once so many lines are done."""
    give_up = time.monotonic() + 60
    while (told := dict(client.get(f"/v1/jobs/{job}").json()))["progress"]["done"] < count:
        assert time.monotonic() < give_up, told
        time.sleep(0.02)
    return told


def ended(client: TestClient, job: str) -> dict[str, Any]:
    """The job once it is over: that is said after its last line."""
    give_up = time.monotonic() + 60
    while (told := dict(client.get(f"/v1/jobs/{job}").json()))["state"] == "running":
        assert time.monotonic() < give_up, told
        time.sleep(0.02)
    return told


def test_what_there_is_is_done(run: Run, store: str) -> None:
    with without_workers(store) as client:
        job = queue(client, [article(n) for n in range(3)])
        assert run("work", "--until-empty").stderr == "1 jobs done.\n"
        assert client.get(f"/v1/jobs/{job}").json()["outcomes"] == {"created": 3}
    assert run("work", "--until-empty").stderr == "0 jobs done.\n"


def test_a_job_outlives_its_workers_and_each_line_is_done_once(store: str) -> None:
    """Two are killed and one is stopped in the middle; every line has one result, and every article one revision."""
    count = 400
    with without_workers(store) as client:
        job = queue(client, [article(n) for n in range(count)])
        for after, by in ((1, signal.SIGKILL), (100, signal.SIGKILL), (200, signal.SIGTERM)):
            process = worker(store)
            told = wait_for(client, job, after)
            assert told["state"] == "running"
            process.send_signal(by)
            assert process.wait(timeout=30) == (0 if by == signal.SIGTERM else -by)
        assert client.get(f"/v1/jobs/{job}").json()["state"] == "queued", "who is stopped gives it back"
        process = worker(store)
        wait_for(client, job, count)
        told = ended(client, job)
        process.terminate()
        process.wait(timeout=30)
        assert (told["state"], told["outcomes"]) == ("finished", {"created": count})
        results = client.get(f"/v1/ingestions/{told['ingestion_id']}/results").text.splitlines()
        assert [json.loads(line)["line"] for line in results] == list(range(1, count + 1))
        assert len({json.loads(line)["article_id"] for line in results}) == count
        assert client.get("/v1/articles?count=exact").json()["count"] == count
