"""`dateline resolve`: the answer of the API, at once."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("last month", {"anchor": "2022-03-22"}),
        ("Friday", {"anchor": "2022-03-22", "tense": "future"}),
        ("today", {"anchor": "2022-03-22T23:30:00Z", "timezone": "Europe/Kyiv", "language": "EN"}),
        ("last summer", {"anchor": "2022-03-22", "country": "au"}),
        ("nothing at all", {"anchor": "2022-03-22"}),
    ],
)
def test_it_prints_what_the_api_answers(run: Run, database_url: str, text: str, asked: dict[str, str]) -> None:
    options = [word for name, value in asked.items() for word in (f"--{name}", value)]
    printed = run("resolve", text, *options)
    assert printed.exit_code == 0
    with TestClient(create_app(Settings(database_url=database_url, log_level="error"))) as client:
        answered = client.post("/v1/resolutions", json={"text": text, **asked})
    assert json.loads(printed.stdout) == answered.json()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["last month", "--anchor", "2022-02-30"], "--anchor: There is no day 2022-02-30."),
        (["last month", "--anchor", "2022-03-22", "--timezone", "Nowhere"], "--timezone: Not a time zone"),
        (["last month", "--anchor", "2022-03-22", "--country", "UK"], "The United Kingdom is GB."),
        (["last month", "--anchor", "2022-03-22", "--language", "xx"], "--language: Neither a grammar nor dateparser"),
        (["last month", "--anchor", "2022-03-22", "--tense", "present"], "'present' is not one of 'past', 'future'"),
        (["last month"], "Missing option '--anchor'"),
        ([" ", "--anchor", "2022-03-22"], "There is nothing to read."),
    ],
)
def test_a_mistake_is_one_sentence(run: Run, words: list[str], told: str) -> None:
    failed = run("resolve", *words)
    assert failed.exit_code == 2
    assert told in failed.stderr
    assert failed.stdout == ""
    assert "Traceback" not in failed.stderr


def test_it_loads_neither_framework_nor_database() -> None:
    program = (
        "import sys; sys.argv = ['dateline', 'resolve', 'last month', '--anchor', '2022-03-22']\n"
        "import app.cli\n"
        "try: app.cli.main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    before = _seconds_of_children()
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    taken = _seconds_of_children() - before
    assert json.loads(done.stdout)["items"][0]["edtf"] == "2022-02"
    loaded = set(done.stderr.split())
    assert loaded & {"fastapi", "sqlalchemy", "pydantic", "dateparser", "rich", "py3langid", "trafilatura"} == set()
    # Less than half a second on an idle machine; tests run beside others.
    assert taken < 2


def _seconds_of_children() -> float:
    """Processor time of all processes that were started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_version(run: Run) -> None:
    assert run("version").stdout.startswith("dateline ")
    assert "grammar" in run("version").stdout
