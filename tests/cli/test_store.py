"""`migrate`, `ingest`, `timeline` and `serve` over a real store."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.forms import MEDIA_TYPES
from app.db import Database
from app.main import create_app
from tests.api.conftest import BRIDGE, settings
from tests.cli.conftest import Run
from tests.timeline.storing.test_ingestions import WORDS, refuse

ROOT = Path(__file__).parents[2]
TITLE = "The bridge at Port Elm opened to traffic again"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three lines, the second of which is no article."""
    lines = [BRIDGE, {"title": "no text"}, {**BRIDGE, "external_id": "2", "source": "Gazette"}]
    path = tmp_path / "news.ndjson"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_migrate_brings_a_store_to_today(run: Run, empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATABASE_URL", empty_database_url)
    for command in (["timeline"], ["ingest", "-"], ["serve"]):
        refused = run(*command, input="")
        assert refused.exit_code == 2, command
        assert refused.stderr.count("\n") == 1
        assert "run dateline migrate" in refused.stderr
    assert run("migrate").exit_code == 0
    again = run("migrate")
    assert (again.exit_code, again.stderr.startswith("The store is at migration ")) == (0, True)
    assert run("timeline").stdout == "No events.\n"


def test_ingest_adds_what_it_can(run: Run, store: str, news: Path) -> None:
    done = run("ingest", str(news))
    assert done.exit_code == 1
    told = done.stderr.splitlines()
    assert told[0].startswith(f"{news}:2: ")
    assert "/text: An article needs text or html." in told[0]
    assert told[1:] == ["2 created, 1 failed"]
    assert run("ingest", str(news)).stderr.splitlines()[-1] == "2 unchanged, 1 failed"
    from_input = run("ingest", "-", input=json.dumps([{**BRIDGE, "text": "It opened on Sunday."}]))
    assert (from_input.exit_code, from_input.stderr) == (0, "1 revised\n")
    assert run("ingest", "-", input="").stderr == "nothing\n"


@pytest.mark.parametrize("command", ["ingest", "backfill"])
def test_one_that_cannot_be_stored_fails_alone(run: Run, store: str, news: Path, command: str) -> None:
    """Its class is told, and nothing that a database says, which quotes what it was given."""
    database = Database(store)
    refuse(database, "2")
    database.close()
    done = run(command, str(news))
    assert done.exit_code == 1
    *told, last = done.stderr.splitlines()
    assert last == "1 created, 2 failed"
    assert any(line.startswith(f"{news}:3: ") for line in told)
    assert "articles could not be stored together" in done.stderr
    assert "IntegrityError" in done.stderr
    assert WORDS not in done.stderr


def test_timeline_prints_what_the_api_lists(run: Run, store: str, news: Path) -> None:
    run("ingest", str(news))
    table = run("timeline")
    assert table.exit_code == 0
    assert [line for line in table.stdout.splitlines() if "21 March 2022" in line and TITLE in line]
    lines = [json.loads(line) for line in run("timeline", "--format", "ndjson").stdout.splitlines()]
    assert json.loads(run("timeline", "--format", "json").stdout) == {"items": lines, "next_cursor": None}
    assert [event["title"] for event in lines if event["when"]["edtf"] == "2022-03-21"] == [TITLE]
    words = ["--during", "2022-03-21", "--q", "bridge traffic", "--entity", "Port Elm", "--include", "reports"]
    filtered = run("timeline", "--format", "ndjson", *words)
    (found,) = [json.loads(line) for line in filtered.stdout.splitlines()]
    assert found["title"] == TITLE
    assert {report["article"]["source"] for report in found["reports"]} == {"Harbour Post", "Gazette"}


@pytest.mark.parametrize("form", [form for form in MEDIA_TYPES if form != "json"])
def test_every_form_is_that_of_the_service(run: Run, store: str, news: Path, form: str) -> None:
    run("ingest", str(news))
    asked = ["--modality", "any", "--include-undated", "--format", form, "--base-url", "http://testserver/"]
    printed = run("timeline", *asked)
    assert printed.exit_code == 0, printed.stderr
    with TestClient(create_app(settings(store))) as client:
        answer = client.get("/v1/events", params={"format": form})
        everything = client.get("/v1/events", params={"format": form, "modality": "any", "include_undated": True})
    if form in ("atom", "jsonfeed"):
        # Their own address stands in them.
        printed = run("timeline", "--format", form, "--base-url", "http://testserver/")
        everything = answer
    assert printed.stdout_bytes == everything.content
    omitted = int(everything.headers.get("X-Omitted-Events", 0))
    assert (f"{omitted} events are left out" in printed.stderr) == bool(omitted)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from", "soon"], "from is not an EDTF date"),
        (["--from", "2022/2023"], "not an interval"),
        (["--sort", "date"], "sort: Input should be 'when'"),
        (["--min-confidence", "2"], "min_confidence: "),
        (["--modality", "plannd"], "Did you mean 'planned'?"),
        (["--include", "everything"], "include cannot bring 'everything'"),
        (["--include", "fuzzy", "--format", "csv"], "include=fuzzy is for a calendar"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--nothing"], "No such option"),
    ],
)
def test_a_wrong_option_is_one_sentence(run: Run, words: list[str], told: str) -> None:
    failed = run("timeline", *words)
    assert (failed.exit_code, told in failed.stderr) == (2, True), failed.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "nonsense", "DATELINE_DATABASE_URL"),
        ("DATABASE_URL", "mysql://host/name", "SQLite or PostgreSQL"),
        ("DATABASE_URL", "sqlite://", "an SQLite store needs a file"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.db", "The store cannot be used"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none", "The store cannot be used"),
        ("LOG_LEVEL", "loud", "DATELINE_LOG_LEVEL"),
        ("BUSY_TIMEOUT_SECONDS", "-1", "DATELINE_BUSY_TIMEOUT_SECONDS"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"DATELINE_{name}", value)
    for command in (["timeline"], ["migrate"], ["serve"], ["ingest", "-"]):
        failed = run(*command, input="")
        assert failed.exit_code == 2, failed.stderr
        assert failed.stderr.startswith("dateline: ")
        assert failed.stderr.count("\n") == 1
        assert told in failed.stderr


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_person_sees_a_progress_bar(store: str, news: Path) -> None:
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "app.cli", "ingest", str(news)]
    done = subprocess.run(command, check=False, cwd=ROOT, stderr=other_end, env={**os.environ, "TERM": "xterm"})
    os.close(other_end)
    shown = b""
    try:
        while chunk := os.read(terminal, 65_536):
            shown += chunk
    except OSError:
        pass  # the other end is closed and everything is read
    finally:
        os.close(terminal)
    assert done.returncode == 1
    assert b"articles" in shown
    assert b"2 created, 1 failed" in shown


def _get(address: str, body: bytes | None = None) -> tuple[int, Any]:
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


@pytest.mark.parametrize("workers", [1, 2])
def test_serve_answers_until_it_is_told_to_stop(store: str, workers: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--workers", str(workers)]
    service = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        base = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            try:
                status, _ = _get(f"{base}/readyz")
                break
            except OSError:
                assert service.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
        assert status == 200
        assert _get(f"{base}/v1/events")[1] == {"items": [], "next_cursor": None}
        assert _get(f"{base}/v1/events?limit=0")[0] == 400
        # The refusal reaches a client that sends all of its body first.
        status, problem = _get(f"{base}/v1/articles", b'{"text": "' + b"x" * 3_000_000 + b'"}')
        assert (status, problem["type"]) == (413, "/problems/body-too-large")
    finally:
        service.send_signal(signal.SIGTERM)
        _, logged = service.communicate(timeout=30)
    assert service.returncode in (0, -signal.SIGTERM)
    greeting, *lines = logged.splitlines()
    assert greeting.startswith(f"Timeline: {base}/")
    told = [json.loads(line) for line in lines]
    assert [line["status"] for line in told if line["event"] == "request" and line["path"] == "/v1/events"] == [
        200,
        400,
    ]
