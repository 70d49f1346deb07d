"""`dateline evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DATA = Path(__file__).parents[1] / "data" / "timex"
HARBOUR = str(DATA / "harbour.jsonl")


def test_the_figures_as_json(run: Run) -> None:
    done = run("evaluate", "--json", HARBOUR)
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["documents"], told["expressions"], told["found"]) == (2, 6, 6)
    scores = told["scores"]
    assert {name: round(score["f1"], 2) for name, score in scores.items()} == {
        "strict": 66.67, "relaxed": 83.33, "type": 83.33, "value": 66.67, "interval": 88.89,
    }  # fmt: skip
    assert (scores["interval"]["precision"], scores["interval"]["recall"]) == (100, 80)
    assert [(row["type"], row["expressions"], row["found"]) for row in told["types"]] == [
        ("DATE", 5, 5), ("DURATION", 1, 1),
    ]  # fmt: skip
    # Durations name no stretch of the calendar.
    assert told["types"][1]["f1"]["interval"] is None
    assert {row["class"]: row["right"] for row in told["classes"]}["en.weekdays"] == 2
    assert told["missed"] == [{"shape": "YYYY-FA", "expressions": 1}]
    assert sum(row["found"] for row in told["reliability"]) == 6
    assert "errors" not in told


def test_every_error_is_told_once(run: Run) -> None:
    told = json.loads(run("evaluate", "--json", "--errors", HARBOUR).stdout)
    assert [
        (each["document"], each["wrong"], (each["annotated"] or each["found"])["text"]) for each in told["errors"]
    ] == [
        ("disputed", "spurious", "Now"),
        ("disputed", "value", "three days"),
        ("disputed", "extent", "Friday"),
        ("disputed", "missed", "the storm season"),
    ]
    three_days = told["errors"][1]
    assert (three_days["annotated"]["value"], three_days["found"]["value"]) == ("P4D", "P3D")
    assert three_days["found"]["rule"].startswith("en.durations.")
    assert "Work took [three days] and" in three_days["context"]


def test_tables_for_a_person(run: Run) -> None:
    done = run("evaluate", "--errors", HARBOUR)
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("disputed  spurious: found DATE PRESENT_REF")
    assert any(line.startswith("2 documents, 6 annotated expressions, 6 found") for line in lines)
    assert any(line.split() == ["interval", "100.0", "80.0", "88.9"] for line in lines)
    assert any(line.split()[:3] == ["en.weekdays", "2", "2"] for line in lines)
    assert lines[-1].startswith("confidence of 0.9 and more: ")


def test_a_document_gives_the_terminal_no_orders(run: Run, tmp_path: Path) -> None:
    line = {"id": "\x1b[2J", "text": "[bold]\x1b]0;x\x07 in 1990 [/bold]", "dct": "2013-02-12", "timexes": []}
    path = tmp_path / "orders.jsonl"
    path.write_text(json.dumps(line))
    told = run("evaluate", "--errors", str(path)).stdout
    assert "[bold]�]0;x� in [1990] [/bold]" in told
    assert "\x1b" not in told


def test_a_folder_of_several_kinds_and_languages(run: Run) -> None:
    told = json.loads(run("evaluate", "--json", str(DATA)).stdout)
    assert (told["documents"], told["expressions"]) == (5, 12)
    assert {"en.weekdays", "es.relative"} <= {row["class"] for row in told["classes"]}


def test_the_options_are_for_what_documents_do_not_say(run: Run, tmp_path: Path) -> None:
    clinic = str(DATA / "clinic.tml")
    # German finds no English words, and has no part in documents that name their own language.
    assert json.loads(run("evaluate", "--json", "--language", "de", clinic).stdout)["found"] == 0
    spanish = str(DATA / "spanish.jsonl")
    assert json.loads(run("evaluate", "--json", "--language", "de", spanish).stdout)["found"] == 4
    line = {"id": 1, "text": "In 1990 it began. In May it ended.", "dct": "2013-02-12", "timexes": []}
    path = tmp_path / "history.jsonl"
    path.write_text(json.dumps(line))

    def values(*options: str) -> list[str]:
        told = json.loads(run("evaluate", "--json", "--errors", *options, str(path)).stdout)
        return [each["found"]["value"] for each in told["errors"]]

    assert values() == ["1990", "2012-05"]
    assert values("--domain", "narrative") == ["1990", "1990-05"]


def test_a_bad_document_fails_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text("{}\n" + Path(HARBOUR).read_text(encoding="utf-8"), encoding="utf-8")
    done = run("evaluate", "--json", str(path))
    assert done.exit_code == 1
    assert json.loads(done.stdout)["documents"] == 2
    assert done.stderr == f"{path}:1: a document is an object with a text.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["missing.jsonl"], "missing.jsonl: "),
        (["--language", "xx", HARBOUR], "--language: "),
        ([__file__], ".jsonl or .tml"),
    ],
)
def test_what_cannot_be_scored_is_a_sentence(run: Run, words: list[str], told: str) -> None:
    done = run("evaluate", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("dateline: ")
    assert told in line


def test_nothing_but_bad_documents_is_no_score(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("{}")
    done = run("evaluate", str(path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == "dateline: No document could be read."
