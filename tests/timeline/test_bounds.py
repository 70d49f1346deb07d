"""Bounds as numbers: open sides, classes of length, what is too far to be a date."""

from __future__ import annotations

import pytest

from app.timeline.bounds import NARROWEST, OPEN_END, OPEN_START, WIDEST, WIDTHS, columns_of, plausible, width_of
from app.timex.when import UNDATED, When
from tests.timeline.readings import between, dated

DAY = 86_400


@pytest.mark.parametrize(
    ("seconds", "width"),
    [(1, NARROWEST), (DAY, 16), (2**17 - 1, 16), (2**17, 17), (366 * DAY, 24), (2**37, WIDEST), (2**60, WIDEST)],
)
def test_the_class_of_a_length(seconds: int, width: int) -> None:
    assert width_of(-5, seconds - 5) == width
    assert width in WIDTHS


def test_a_length_is_below_the_next_power_of_its_class() -> None:
    """What the bound of a scan relies on."""
    for width in range(NARROWEST, WIDEST):
        for seconds in (2**width, 2 ** (width + 1) - 1):
            assert width_of(0, seconds) == width


def test_an_open_side_is_beyond_every_date() -> None:
    columns = columns_of(between(None, 0))
    assert (columns["earliest"], columns["latest"], columns["width"]) == (OPEN_START, 0, WIDEST)
    columns = columns_of(between(0, None))
    assert (columns["earliest"], columns["latest"], columns["width"]) == (0, OPEN_END, WIDEST)


def test_an_undated_one_has_no_bounds() -> None:
    columns = columns_of(UNDATED)
    assert (columns["earliest"], columns["latest"], columns["width"]) == (None, None, None)


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        (dated("0025-03-01"), True),  # perhaps 2025, perhaps Guangwu of Han
        (dated("-0479"), True),
        (dated("Y-66000000"), True),
        (dated("Y-14000000001"), False),
        (dated("Y100000"), True),
        (dated("Y100001"), False),
        (between(None, 0), True),
        (UNDATED, True),
    ],
)
def test_how_far_a_date_may_lie(when: When, kept: bool) -> None:
    assert plausible(when) is kept
