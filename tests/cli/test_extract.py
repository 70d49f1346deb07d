"""`dateline extract`, both its formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.conftest import BRIDGE
from tests.cli.conftest import Run

DOCUMENT = {"id": "1", "text": "It opened on Monday and closed on Feb 30, 2015.", "dct": "2022-03-22", "domain": "news"}


def _lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_timex3_lines_come_in_order(run: Run) -> None:
    documents = [
        DOCUMENT,
        {"id": 2, "text": "No date here.", "dct": "2022-03-22T10:30"},
        {
            "id": "3",
            "text": "In early March 2011 it rained.",
            "dct": "2022-03-22",
            "domain": "narrative",
            "language": "en",
        },
    ]
    done = run("extract", "--format", "timex3", input="\n".join(map(json.dumps, documents)))
    assert done.exit_code == 0, done.stderr
    told = _lines(done.stdout)
    assert [line["id"] for line in told] == ["1", 2, "3"]
    # What no calendar has is left out.
    assert told[0]["timexes"] == [{"start": 13, "end": 19, "text": "Monday", "type": "DATE", "value": "2022-03-21"}]
    assert told[1]["timexes"] == []
    assert (told[2]["timexes"][0]["value"], told[2]["timexes"][0]["mod"]) == ("2011-03", "START")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[]", "an object with a text"),
        ('{"id": 1, "dct": "2022-03-22"}', "an object with a text"),
        ('{"id": 1, "text": "Monday"}', "dct: "),
        ('{"id": 1, "text": "Monday", "dct": "2022"}', "dct: "),
        ('{"id": 1, "text": "Monday", "dct": "soon"}', "date"),
        ('{"id": 1, "text": "Monday", "dct": "2022-03-22", "domain": "poem"}', "domain: "),
        ('{"id": 1, "text": "Monday", "dct": "2022-03-22", "language": "xx"}', "language"),
    ],
)
def test_a_bad_line_fails_alone(run: Run, line: str, told: str) -> None:
    done = run("extract", "--format", "timex3", input=f"{json.dumps(DOCUMENT)}\n{line}\n{json.dumps(DOCUMENT)}\n")
    assert done.exit_code == 1
    assert [each["id"] for each in _lines(done.stdout)] == ["1", "1"]
    assert done.stderr.startswith("standard input:2: ")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_answers_are_those_of_the_api(run: Run, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "news.ndjson"
    file.write_text(f"{json.dumps(BRIDGE)}\n\n{json.dumps({**BRIDGE, 'genre': 'poem'})}\n{json.dumps(BRIDGE)}\n")
    done = run("extract", str(file))
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{file}:3: /genre: ")
    with TestClient(create_app(Settings(database_url=database_url, log_level="error"))) as client:
        answer = client.post("/v1/extractions", json=BRIDGE).json()
    assert _lines(done.stdout) == [answer, answer]


def test_a_missing_file_is_told_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_text(json.dumps(DOCUMENT))
    done = run("extract", "--format", "timex3", str(tmp_path / "a.ndjson"), str(tmp_path / "b.ndjson"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"dateline: {tmp_path / 'b.ndjson'}: No such file or directory.\n"
