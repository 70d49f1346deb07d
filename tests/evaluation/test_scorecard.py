"""The scorecard is whole, the page says the same, and the measurement can be repeated."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.evaluation.scorecard import scorecard
from app.timex.phrases import GRAMMAR_VERSION
from benchmarks.scorecard import PAGE, SETS, inserted, measure, tables

DATA = Path(__file__).parents[1] / "data" / "timex"


def test_it_was_made_with_this_grammar() -> None:
    """After a new version of the grammar: `make scorecard DOCS=…`."""
    told = scorecard()
    assert told["grammar"] == GRAMMAR_VERSION
    assert [each["name"] for each in told["data_sets"]] == [each.name for each in SETS]


def test_the_page_shows_the_figures_of_the_scorecard() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert inserted(page, tables(scorecard())) == page
    assert all(f"| {each['name']} | " in page for each in scorecard()["data_sets"])


def test_its_counts_agree_with_each_other() -> None:
    told = scorecard()
    for each in told["data_sets"]:
        assert sum(row["found"] for row in each["reliability"]) == each["found"]
        assert sum(row["annotated"] for row in each["reliability"]) <= each["expressions"]
        assert each["f1"]["value"] <= each["f1"]["relaxed"]
        assert each["f1"]["strict"] <= each["f1"]["relaxed"]
    for band, whole in enumerate(told["reliability"]):
        parts = [each["reliability"][band] for each in told["data_sets"]]
        for count in ("found", "annotated", "right"):
            assert whole[count] == sum(part[count] for part in parts)
        assert whole["right"] <= whole["annotated"] <= whole["found"]


def test_a_measurement_holds_figures_of_every_set(tmp_path: Path) -> None:
    for each in SETS:
        source = "spanish.jsonl" if each.language == "es" else "harbour.jsonl"
        shutil.copyfile(DATA / source, tmp_path / f"{each.files.rstrip('*')}.jsonl")
    told = measure(tmp_path)
    assert told.keys() == scorecard().keys()
    assert [each.keys() for each in told["data_sets"]] == [each.keys() for each in scorecard()["data_sets"]]
    assert told["data_sets"][0]["f1"] == {
        "strict": 66.7, "relaxed": 83.3, "type": 83.3, "value": 66.7, "interval": 88.9,
    }  # fmt: skip
    assert told["data_sets"][3]["f1"]["value"] == 100


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="TBAQ"):
        measure(tmp_path)
