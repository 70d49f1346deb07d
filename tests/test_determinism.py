"""The same articles give the same bytes, wherever and whenever they are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

COMMAND = "import sys; sys.argv = ['dateline', 'extract']; from app.cli import main; main()"
# The extractor alone: it is given the moment of arrival, so that not even a clock that lags behind may matter.
EXTRACTOR = """\
import dataclasses, json, sys
from app.extract.article import Article
from app.extract.extractor import extract
known = {field.name for field in dataclasses.fields(Article)}
for line in sys.stdin:
    body = {name: value for name, value in json.loads(line).items() if name in known}
    print(ascii(extract(Article(received_at="2027-01-01T00:00:00Z", **body))))
"""
SAY_NOW = "from datetime import date, datetime; import time; print(datetime.now(), date.today(), time.time(), sep='|')"

# A Python that starts with this on its path believes, down to its C functions, that it is another time.
OTHER_CLOCK = """\
import os
import time_machine
time_machine.travel(os.environ["WALL_CLOCK"]).start()
"""

HERE = {"TZ": "UTC", "PYTHONHASHSEED": "0", "WALL_CLOCK": "2027-01-01T12:00:00Z"}
# Every zone, seed and clock occurs once or more: whichever of them changes an answer shows.
ELSEWHERE = {
    "Los Angeles, seed 1": HERE | {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1"},
    "Kiritimati, seed 2": HERE | {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    "locale C, seed 3": HERE | {"LC_ALL": "C", "PYTHONHASHSEED": "3"},
    "years later, seed 4": HERE | {"WALL_CLOCK": "2041-02-28T10:00:00Z", "PYTHONHASHSEED": "4"},
}
YEARS_AGO = HERE | {"WALL_CLOCK": "1999-12-31T23:59:59Z"}


@pytest.fixture(scope="module")
def other_clock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clock")
    (folder / "sitecustomize.py").write_text(OTHER_CLOCK)
    return folder


@pytest.fixture(scope="module")
def articles() -> bytes:
    """The seed articles as NDJSON."""
    bodies = [json.loads(path.read_bytes()) for path in sorted((ROOT / "seeds").glob("*.json"))]
    return "".join(json.dumps(body) + "\n" for body in bodies).encode()


def _run(program: str, machine: dict[str, str], other_clock: Path, given: bytes = b"") -> bytes:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}{os.pathsep}{other_clock}", **machine}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def answers(articles: bytes, other_clock: Path) -> list[bytes]:
    """What the command answers here, a line an article."""
    return _run(COMMAND, HERE, other_clock, articles).splitlines()


@pytest.mark.parametrize("machine", ELSEWHERE.values(), ids=ELSEWHERE)
def test_another_machine_answers_with_the_same_bytes(
    machine: dict[str, str], articles: bytes, answers: list[bytes], other_clock: Path
) -> None:
    there = _run(COMMAND, machine, other_clock, articles).splitlines()
    assert len(there) == len(answers) > 10
    for here, line in zip(answers, there, strict=True):
        assert line == here


def test_the_extractor_does_not_see_a_clock_that_lags_behind(articles: bytes, other_clock: Path) -> None:
    here, there = (_run(EXTRACTOR, machine, other_clock, articles).splitlines() for machine in (HERE, YEARS_AGO))
    assert len(there) == len(here) > 10
    for now, then in zip(here, there, strict=True):
        assert then == now


def test_the_other_clock_is_what_a_program_sees(other_clock: Path) -> None:
    """Otherwise the test above would show nothing."""
    machine = HERE | {"TZ": "Pacific/Kiritimati", "WALL_CLOCK": "2041-02-28T10:00:00Z"}
    now, today, seconds = _run(SAY_NOW, machine, other_clock).decode().split("|")
    assert now.startswith("2041-03-01 00:00:0")
    assert today == "2041-03-01"
    assert datetime.fromtimestamp(float(seconds), UTC).year == 2041
