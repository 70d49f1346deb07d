"""TIMEX3 values are read back as they were written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.timex.duration import Duration, Unit
from app.timex.interval import DayPart, Granularity, Period
from app.timex.timex3 import Recurrence, Reference, Value, parse_value, value_of
from tests.timex.strategies import periods


@given(periods())
def test_a_period_is_read_back(period: Period) -> None:
    # "10 p.m." and "10:00 p.m." have one value, T22:00: what is read back is the finer.
    expected = Period(Granularity.MINUTE, period.n * 60) if period.granularity is Granularity.HOUR else period
    assert parse_value(value_of(period), south=period.south) == expected


@given(
    st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 999)), st.sampled_from(list(Unit))), min_size=1, max_size=3)
)
def test_a_duration_is_read_back(parts: list[tuple[int | None, Unit]]) -> None:
    ordered = sorted(parts, key=lambda part: list(Unit).index(part[1]))
    duration = Duration(tuple((None if count is None else Fraction(count), unit) for count, unit in ordered))
    assert parse_value(duration.value) == duration


@pytest.mark.parametrize("reference", list(Reference))
def test_a_reference_is_read_back(reference: Reference) -> None:
    assert parse_value(value_of(reference)) is reference


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Period.month(2013, 2), "2013-02"),
        (Period.week(2013, 7), "2013-W07"),
        (Period(Granularity.WEEKEND, Period.week(2013, 7).n), "2013-W07-WE"),
        (Period.season(2013, 3, south=True), "2013-FA"),
        (Period.decade(1990), "199"),
        (Period.century(19), "19"),
        (Period.century(-5), "BC04"),
        (Period.year(-479), "BC0480"),
        (Period.year(1066), "1066"),
        (Period.part_of_day(Period.day(2022, 3, 23).n, DayPart.MORNING), "2022-03-23TMO"),
        (Period.clock(Period.day(1989, 10, 27).n, 24, 0), "1989-10-27T24:00"),
        (Duration.of(Fraction(5, 2), Unit.YEAR), "P2Y6M"),
        (Duration.of(35, Unit.HOUR), "PT35H"),
        (Duration.of(None, Unit.DAY), "PXD"),
        (Duration.of(None, Unit.MINUTE), "PTXM"),
        (Duration.of(Fraction(3, 2), Unit.MINUTE), "PT1M30S"),
        (Recurrence("XXXX-WXX-4", "EVERY"), "XXXX-WXX-4"),
    ],
)
def test_values(value: Value, text: str) -> None:
    assert value_of(value) == text


@pytest.mark.parametrize(
    "text", ["", "2013-13", "2013-02-30", "2013-W54", "P", "PT5Y", "P3", "2013-Q5", "XX", "2013-02-11T25:00"]
)
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_value(text)
