"""EDTF is read back with the bounds it was written from, and another library takes it for EDTF, too."""

from __future__ import annotations

import edtf as oracle
import pytest
from hypothesis import given

from app.timex import edtf
from app.timex.interval import Granularity, Interval, Period
from app.timex.narrowing import code, narrow
from app.timex.timex3 import Mod
from tests.timex.strategies import periods

# EDTF has no name for these: they are written as their day, and the bounds carry the hours.
WITHIN_A_DAY = (Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE)


@given(periods())
def test_bounds_are_read_back(period: Period) -> None:
    read = edtf.parse(edtf.period_text(period, hemisphere_known=True)).interval
    if period.granularity in WITHIN_A_DAY:
        assert read == Period(Granularity.DAY, period.first_day).interval
    elif period.granularity in (Granularity.CENTURY, Granularity.DECADE, Granularity.MILLENNIUM) and period.n < 0:
        assert read.start < period.end
        assert period.start < read.end
    else:
        assert read == period.interval


@given(periods(first_year=1, last_year=9998))
def test_another_library_reads_it(period: Period) -> None:
    # The library knows seasons, but neither quarters and halves nor intervals that begin with a season.
    if period.granularity in (Granularity.QUARTER, Granularity.HALF, Granularity.SECOND):
        return
    assert oracle.parse_edtf(edtf.period_text(period)) is not None


@pytest.mark.parametrize("mod", [Mod.START, Mod.MID, Mod.END])
@given(period=periods())
def test_a_third_lies_within_its_period(mod: Mod, period: Period) -> None:
    assert period.interval.contains(narrow(period, mod))


@pytest.mark.parametrize(
    ("period", "mod", "text"),
    [
        (Period.month(2022, 3), Mod.START, "2022-03-01/2022-03-10~"),
        (Period.month(2022, 3), Mod.MID, "2022-03-11/2022-03-20~"),
        (Period.month(2022, 2), Mod.END, "2022-02-21/2022-02-28~"),
        (Period.year(2022), Mod.START, "2022-01-01/2022-04-30~"),
        (Period.day(2022, 3, 22), Mod.START, "2022-03-22"),
        (Period.month(2022, 2), Mod.LESS_THAN, "2022-02~"),
        (Period.week(2022, 11), None, "2022-03-14/2022-03-20"),
        (Period.week(2022, 11), Mod.APPROX, "2022-03-14~/2022-03-20~"),
        (Period.season(2022, 1), None, "2022-21"),
        (Period.quarter(2022, 3), None, "2022-35"),
        (Period.half(2022, 2), None, "2022-41"),
        (Period.year(-479), None, "-0479"),
        (Period.decade(1990), None, "199X"),
        (Period.century(18), None, "18XX"),
    ],
)
def test_written(period: Period, mod: Mod | None, text: str) -> None:
    assert code(period, mod) == text


def test_hemispheres_have_their_codes() -> None:
    assert edtf.period_text(Period.season(2022, 1), hemisphere_known=True) == "2022-25"
    assert edtf.period_text(Period.season(2022, 1, south=True), hemisphere_known=True) == "2022-29"
    assert edtf.period_text(Period.season(2013, 3, south=True), hemisphere_known=True) == "2013-31"
    assert edtf.parse("2013-31").interval == Period.season(2013, 3, south=True).interval


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("2014/..", Interval(Period.year(2014).start, None)),
        ("../2013", Interval(None, Period.year(2013).end)),
        ("[..2013]", Interval(None, Period.year(2013).end)),
        ("[2013..]", Interval(Period.year(2013).start, None)),
        ("2022-03-02/2022-03-05", Interval(Period.day(2022, 3, 2).start, Period.day(2022, 3, 5).end)),
        ("Y-50000", Period.year(-50000).interval),
        ("2022-03-22T19:15:00", Period.clock(Period.day(2022, 3, 22).n, 19, 15, 0).interval),
    ],
)
def test_read(text: str, interval: Interval) -> None:
    assert edtf.parse(text).interval == interval


@pytest.mark.parametrize("text", ["2015~", "2015%", "2015-03~"])
def test_approximate(text: str) -> None:
    assert edtf.parse(text).approximate


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2022-13", "2022-02-30", "../..", "20X", "199XX", "[2013]", "2022-3"]
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        edtf.parse(text)
