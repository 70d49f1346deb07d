"""Calendar arithmetic over all years, and the periods built on it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.timex import civil
from app.timex.interval import DayPart, Granularity, Interval, Period
from tests.timex.strategies import periods

EPOCH = date(1970, 1, 1)


@given(st.dates())
def test_days_agree_with_the_standard_library_where_it_reaches(day: date) -> None:
    number = (day - EPOCH).days
    assert civil.day_number(day.year, day.month, day.day) == number
    assert civil.date_of(number) == (day.year, day.month, day.day)
    assert civil.weekday(number) == day.isoweekday()
    assert civil.iso_week(civil.week_number(number)) == tuple(day.isocalendar())[:2]
    assert civil.week_of_iso(*tuple(day.isocalendar())[:2]) == civil.week_number(number)


@given(st.integers(-10_000_000, 10_000_000))
def test_every_day_number_is_one_date(number: int) -> None:
    year, month, day = civil.date_of(number)
    assert civil.is_date(year, month, day)
    assert civil.day_number(year, month, day) == number


@given(periods(), st.integers(-40, 40))
def test_shifting_back_and_forth_returns(period: Period, count: int) -> None:
    assert period.shift(count).shift(-count) == period


@given(periods())
def test_neighbours_touch_and_do_not_overlap(period: Period) -> None:
    if period.granularity in (Granularity.WEEKEND, Granularity.PART_OF_DAY):
        assert period.end <= period.shift(1).start
    elif period.granularity is Granularity.CENTURY and period.n == -1:
        assert period.end == period.shift(1).start + 366 * civil.DAY  # the year 0 belongs to both
    else:
        assert period.end == period.shift(1).start


@given(periods(), st.sampled_from([g for g in Granularity if g not in (Granularity.WEEKEND, Granularity.PART_OF_DAY)]))
def test_the_containing_period_contains_the_moment(period: Period, granularity: Granularity) -> None:
    found = Period.containing(granularity, period.start)
    assert found.start <= period.start < found.end


def test_an_interval_needs_its_start_before_its_end() -> None:
    with pytest.raises(ValueError, match="start < end"):
        Interval(5, 5)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period.month(2013, 2), (2013, 2, 1), (2013, 3, 1)),
        (Period.century(19), (1900, 1, 1), (2000, 1, 1)),
        (Period.century(-5), (-499, 1, 1), (-399, 1, 1)),  # the fifth century BC: 500 to 401 BC
        (Period.decade(1990), (1990, 1, 1), (2000, 1, 1)),
        (Period.season(2022, 4), (2022, 12, 1), (2023, 3, 1)),
        (Period.season(2022, 2, south=True), (2022, 12, 1), (2023, 3, 1)),
        (Period.season(2013, 3, south=True), (2013, 3, 1), (2013, 6, 1)),  # autumn in Sydney
        (Period.season(2013, 4, south=True), (2013, 6, 1), (2013, 9, 1)),
        (Period.quarter(2022, 3), (2022, 7, 1), (2022, 10, 1)),
        (Period.half(2022, 2), (2022, 7, 1), (2023, 1, 1)),
        (Period.week(2022, 11), (2022, 3, 14), (2022, 3, 21)),
        (Period.year(-479), (-479, 1, 1), (-478, 1, 1)),
    ],
)
def test_bounds(period: Period, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert (period.start, period.end) == (civil.day_number(*start) * civil.DAY, civil.day_number(*end) * civil.DAY)


def test_parts_of_a_day_have_their_conventional_hours() -> None:
    day = civil.day_number(2022, 3, 23)
    hours = {part: Period.part_of_day(day, part).interval for part in DayPart}
    told = {part: ((i.start or 0) - day * civil.DAY, (i.end or 0) - day * civil.DAY) for part, i in hours.items()}
    assert {part.value: (a // 3600, b // 3600) for part, (a, b) in told.items()} == {
        "MO": (6, 12), "MI": (12, 13), "AF": (12, 18), "EV": (18, 21), "NI": (21, 30), "DT": (6, 18),
    }  # fmt: skip


def test_midnight_friday_is_the_end_of_friday() -> None:
    friday = civil.day_number(1989, 10, 27)
    midnight = Period.clock(friday, 24, 0)
    assert midnight.first_day == friday
    assert midnight.start == (friday + 1) * civil.DAY
