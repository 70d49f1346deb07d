"""`dateline backfill` over files, on processes of its own."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.bulk import parquet
from tests.api.conftest import BRIDGE
from tests.cli.conftest import Run

pyarrow = pytest.importorskip("pyarrow", reason="the extra bulk is not installed")


def table(path: Path) -> Path:
    from pyarrow import parquet as writer

    rows = [
        {**BRIDGE, "external_id": "2", "published_at": date(2022, 3, 22), "shelf": 7},
        {**BRIDGE, "external_id": "3", "published_at": date(2022, 3, 23), "title": None, "shelf": None},
    ]
    writer.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_files_of_both_kinds(run: Run, store: str, tmp_path: Path) -> None:
    lines = tmp_path / "a.ndjson"
    lines.write_text(json.dumps(BRIDGE) + "\n{\n" + json.dumps({**BRIDGE, "text": None}) + "\n")
    rows = table(tmp_path / "b.parquet")
    done = run("backfill", str(lines), str(rows), "--workers", "1")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"{rows}: no fields of an article, and left out: shelf",
        f"{lines}:2: not JSON: Expecting property name enclosed in double quotes at character 2",
        f"{lines}:3: /text: An article needs text or html.",
        "3 created, 2 failed",
    ]
    assert "The bridge at Port Elm" in run("timeline").stdout


def test_rows_are_bodies(tmp_path: Path) -> None:
    path = table(tmp_path / "b.parquet")
    first, second = parquet.documents(path, set(BRIDGE))
    assert first == {**BRIDGE, "external_id": "2", "published_at": "2022-03-22"}
    assert "title" not in second
    assert parquet.rows(path) == 2


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (datetime(2022, 3, 22, 10, tzinfo=UTC), "2022-03-22T10:00:00Z"),
        (datetime(2022, 3, 22), "2022-03-22"),  # noqa: DTZ001  as tables have it
        (datetime(2022, 3, 22, 10), "2022-03-22T10:00:00"),  # noqa: DTZ001  refused later: no offset
        (date(2022, 3, 22), "2022-03-22"),
        (["a"], ["a"]),
    ],
)
def test_dates_are_told_as_text(value: object, told: object) -> None:
    assert parquet._plain(value) == told


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_scheduler_that_is_not_there_is_one_sentence(run: Run, store: str, tmp_path: Path) -> None:
    rows = table(tmp_path / "b.parquet")
    failed = run("backfill", str(rows), "--scheduler", "tcp://127.0.0.1:1")
    assert (failed.exit_code, failed.stderr.count("\n")) == (2, 1), failed.stderr
