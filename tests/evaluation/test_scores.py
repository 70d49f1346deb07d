"""Scores, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.evaluation import documents
from app.evaluation.documents import Annotation
from app.evaluation.scores import (
    Counts,
    Measure,
    Verdict,
    align,
    by_class,
    by_type,
    f1_scores,
    interval,
    judge,
    missed_by_shape,
    reliability,
    shape,
)
from app.timex.edtf import parse
from app.timex.interval import Interval
from app.timex.timex3 import Timex, TimexType, parse_value

DATA = Path(__file__).parents[1] / "data" / "timex"


def _gold(start: int, end: int, value: str | None = "2013", kind: str = "DATE") -> Annotation:
    return Annotation(start, end, kind, value)


def _found(start: int, end: int, value: str = "2013", kind: str = "DATE", confidence: float = 0.9) -> Timex:
    rule = "en.years.year"
    return Timex(start, end, "x" * (end - start), TimexType(kind), parse_value(value), rule, confidence)


def _pairs(verdicts: list[Verdict]) -> list[tuple[int | None, int | None]]:
    return [(each.gold and each.gold.start, each.found and each.found.start) for each in verdicts]


def _judged(*names: str) -> list[Verdict]:
    read = list(documents.read([DATA / name for name in names]))
    assert all(entry.document for entry in read)
    return [verdict for entry in read if entry.document for verdict in judge(entry.document)]


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        ([], [], []),
        ([(0, 4)], [], [(0, None)]),
        ([], [(0, 4)], [(None, 0)]),
        # Half-open: what only touches does not overlap.
        ([(0, 4)], [(4, 8)], [(0, None), (None, 4)]),
        # The one that shares most wins, the other is left over.
        ([(0, 10)], [(0, 3), (4, 10)], [(None, 0), (0, 4)]),
        ([(0, 3), (4, 10)], [(1, 10)], [(0, None), (4, 1)]),
        # An equal extent wins over everything.
        ([(0, 20), (5, 9)], [(5, 9)], [(0, None), (5, 5)]),
        # Of equals the earlier one.
        ([(0, 9)], [(1, 4), (5, 8)], [(0, 1), (None, 5)]),
        # One to one, though each of two overlaps both.
        ([(0, 5), (5, 12)], [(2, 7), (7, 9)], [(0, 2), (5, 7)]),
    ],
)
def test_expressions_are_aligned_one_to_one(
    gold: list[tuple[int, int]], found: list[tuple[int, int]], pairs: list[tuple[int | None, int | None]]
) -> None:
    verdicts = align([_gold(*extent) for extent in gold], [_found(*extent) for extent in found])
    assert sorted(_pairs(verdicts), key=str) == sorted(pairs, key=str)


def test_scores_are_those_counted_by_hand() -> None:
    """Six are annotated and six found, five of them the same; see the sentences of harbour.jsonl.

    "Now" is found for nothing, "the storm season" is missed, "last Friday" is annotated without its first word, and
    the annotator counted four days where the text has three.
    """
    counts = Counts.of(_judged("harbour.jsonl"))
    assert counts == Counts(
        gold=6, found=6, aligned=5, extent=4, type=5, value=4, gold_intervals=5, found_intervals=4, intervals=4
    )
    assert counts.strict == Measure(*[pytest.approx(100 * 4 / 6)] * 3)
    assert counts.relaxed == Measure(*[pytest.approx(100 * 5 / 6)] * 3)
    assert counts.interval == Measure(100.0, 80.0, pytest.approx(2 * 100 * 80 / 180))
    assert f1_scores(counts) == pytest.approx(
        {"strict": 66.67, "relaxed": 83.33, "type": 83.33, "value": 66.67, "interval": 88.89}, abs=0.005
    )


def test_documents_that_everybody_agrees_on_score_a_hundred() -> None:
    counts = Counts.of(_judged("clinic.tml", "spanish.jsonl"))
    assert counts.gold == counts.found == 6
    assert f1_scores(counts) == dict.fromkeys(["strict", "relaxed", "type", "value", "interval"], pytest.approx(100))


def test_nothing_scores_nothing() -> None:
    assert f1_scores(Counts.of([])) == dict.fromkeys(["strict", "relaxed", "type", "value", "interval"], 0.0)


def test_an_annotation_without_value_is_never_right() -> None:
    (verdict,) = align([_gold(0, 4, None)], [_found(0, 4)])
    assert (verdict.same_extent, verdict.same_type, verdict.same_value) == (True, True, False)
    assert verdict.gold_interval is None


def test_type_and_value_are_told_apart() -> None:
    (verdict,) = align([_gold(0, 4, "P1D", "SET")], [_found(0, 4, "P1D", "DURATION")])
    assert (verdict.same_type, verdict.same_value, verdict.same_interval) == (False, True, False)


def test_groups_sum_up_to_the_whole() -> None:
    verdicts = _judged("harbour.jsonl")
    types, classes = by_type(verdicts), by_class(verdicts)
    assert {name: (each.gold, each.found, each.value) for name, each in types.items()} == {
        "DATE": (5, 5, 4),
        "DURATION": (1, 1, 0),
    }
    assert {name: (each.found, each.value) for name, each in classes.items()} == {
        "en.weekdays": (2, 2),
        "en.absolute": (1, 1),
        "en.durations": (1, 0),
        "en.relative": (1, 1),
        "en.vague": (1, 0),
    }
    assert missed_by_shape(verdicts) == {"YYYY-FA": 1}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2013", "YYYY"), ("2013-02", "YYYY-MM"), ("2013-02-12", "YYYY-MM-DD"), ("2013-W07", "YYYY-Wnn"),
        ("2013-W07-WE", "YYYY-Wnn-WE"), ("2013-Q3", "YYYY-Qn"), ("2013-SU", "YYYY-SU"), ("BC0480", "YYYY"),
        ("2013-02-12T10:30", "YYYY-MM-DDThh:mm"), ("2013-02-12TMO", "YYYY-MM-DDTMO"), ("P3D", "PnD"),
        ("P2Y6M", "PnYnM"), ("PT1.5H", "PTnH"), ("PXD", "PXD"), ("PAST_REF", "PAST_REF"), ("198", "n"),
        ("XXXX-WXX-4", "XXXX-WXX-n"), ("", "no value"), (None, "no value"),
    ],
)  # fmt: skip
def test_a_shape_is_the_value_without_its_numbers(value: str | None, told: str) -> None:
    assert shape(value) == told


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2013", "2013"), ("2013-02", "2013-02"), ("2013-02-12", "2013-02-12"), ("198", "198X"), ("198X", "198X"),
        ("19", "19XX"), ("19XX", "19XX"), ("2013-W07", "2013-02-11/2013-02-17"), ("2013-W7", "2013-02-11/2013-02-17"),
        ("2013-W07-WE", "2013-02-16/2013-02-17"), ("2013-W07-2", "2013-02-12"), ("2013-Q1", "2013-01/2013-03"),
        ("2013-H2", "2013-07/2013-12"), ("2013-AU", "2013-09/2013-11"), ("2013-FA", "2013-09/2013-11"),
        ("2013-WI", "2013-12/2014-02"), ("BC0480", "-0479"),
    ],
)  # fmt: skip
def test_a_date_names_a_stretch_of_the_calendar(value: str, edtf: str) -> None:
    assert interval(value, "DATE") == parse(edtf).interval


@pytest.mark.parametrize(
    ("clock", "start", "end"),
    [
        ("T10", "10:00:00", "10:01:00"), ("T10:00", "10:00:00", "10:01:00"), ("T10:00:00", "10:00:00", "10:01:00"),
        ("T9:05", "09:05:00", "09:06:00"), ("T09:05:07", "09:05:07", "09:05:08"), ("T10:00Z", "10:00:00", "10:01:00"),
        ("T10:00:00.5+02:00", "10:00:00", "10:01:00"), ("TMO", "06:00:00", "12:00:00"),
        ("TDT", "06:00:00", "18:00:00"), ("TNI", "21:00:00", "30:00:00"), ("T24:00", "24:00:00", "24:01:00"),
    ],
)  # fmt: skip
def test_a_clock_time_is_as_long_as_it_is_told(clock: str, start: str, end: str) -> None:
    day = parse("2013-02-12").interval.start
    assert day is not None

    def moment(told: str) -> int:
        hours, minutes, seconds = map(int, told.split(":"))
        return day + hours * 3_600 + minutes * 60 + seconds

    for date in ("2013-02-12", "2013-W07-2"):
        assert interval(date + clock, "TIME") == Interval(moment(start), moment(end))


@pytest.mark.parametrize(
    "value",
    ["PAST_REF", "PRESENT_REF", "P3D", "XXXX-02-12", "2013-XX", "2013-02-XX", "2013-QX", "2013-02-30", "2013-W60",
     "2013-02TMO", "2013-02-12TXX", "2", "BC048", "BC04", "T10:00", "soon", "", None],
)  # fmt: skip
def test_what_is_left_open_names_none(value: str | None) -> None:
    assert interval(value, "DATE") is None


@pytest.mark.parametrize("kind", ["DURATION", "SET"])
def test_durations_and_sets_name_none(kind: str) -> None:
    assert interval("2013", kind) is None


def test_every_confidence_is_in_one_band() -> None:
    gold = [_gold(0, 4), _gold(10, 14), _gold(20, 24, "2014")]
    found = [
        _found(0, 4, confidence=1.0),
        _found(10, 14, confidence=0.95),
        _found(20, 24, confidence=0.949),
        _found(30, 34, confidence=0.9),
        _found(40, 44, confidence=0.0),
    ]
    bands = reliability(align(gold, found))
    assert [(each.low, each.high) for each in bands][-2:] == [(0.9, 0.95), (0.95, 1.0)]
    assert [(each.found, each.aligned, each.right) for each in bands] == [
        (1, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (2, 1, 0), (2, 2, 2),
    ]  # fmt: skip
    assert bands[-1].mean == pytest.approx(0.975)
    assert bands[1].mean is None
