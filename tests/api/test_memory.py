"""What the service takes in memory does not depend on how long a body or an answer is, or on how long it runs."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from benchmarks import memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is read from /proc")


@pytest.mark.parametrize("events", [30_000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
def test_an_export_of_everything(events: int, record_property: Any) -> None:
    growth = memory.export(events)
    record_property("measured", f"CSV of {events:,} events: {growth}")
    assert growth.moved > events / 5_000
    assert growth.peak <= 30


@pytest.mark.nightly
def test_ten_megabytes_of_articles_in_one_request(record_property: Any) -> None:
    growth = memory.ingestion(10)
    record_property("measured", f"NDJSON: {growth}")
    assert growth.moved >= 10
    assert growth.peak <= 40


@pytest.mark.nightly
def test_a_quarter_of_an_hour_of_everything(record_property: Any) -> None:
    told = memory.load(15)
    record_property(
        "measured", f"{told.requests:,} requests in 15 minutes: {told.slope:+.1f} MB/h, {told.grown:+.1f} %"
    )
    assert told.failed == []
    assert told.grown <= 5
