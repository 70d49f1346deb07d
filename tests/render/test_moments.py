"""Bounds as formats need them: the first and the last moment, in the unit of the words."""

from __future__ import annotations

import pytest

from app.render import moments
from tests.render import told


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("22 March 2022", (2022, 3, 22), (2022, 3, 22)),
        ("that evening", (2022, 3, 22), (2022, 3, 22)),
        # A night ends in the next morning and is still the night of its evening.
        ("Monday night", (2022, 3, 21), (2022, 3, 21)),
        ("last week", (2022, 3, 14), (2022, 3, 20)),
        ("the weekend", (2022, 3, 19), (2022, 3, 20)),
        ("last month", (2022, 2), (2022, 2)),
        ("early March", (2022, 3), (2022, 3, 10)),
        ("winter 2021", (2021, 12), (2022, 2)),
        ("third quarter of 2021", (2021, 7), (2021, 9)),
        ("from March 2 to March 5", (2022, 3, 2), (2022, 3, 5)),
        ("from 1939 to 1945", (1939,), (1945,)),
        # It goes on to the day of the anchor, which is no year that the words name.
        ("since 2014", (2014,), (2022, 3, 22)),
        ("the 1990s", (1990,), (1999,)),
        ("480 BC", (-479,), (-479,)),
        ("at 10:30 on 22 March 2022", (2022, 3, 22, 10, 30), (2022, 3, 22, 10, 30)),
    ],
)
def test_the_unit_is_that_of_the_words(words: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    found = moments.extent(told.when(words))
    assert found is not None
    assert tuple(tuple(moment.fields.values()) for moment in found) == (first, last)


@pytest.mark.parametrize("words", [None, "before 2013", "until 2013", "after 2013"])
def test_an_open_side_has_no_extent(words: str | None) -> None:
    when = told.when(words)
    assert moments.extent(when) is None
    assert moments.days(when) is None
    assert moments.coarse(when)


@pytest.mark.parametrize(
    ("words", "coarse"),
    [
        ("last month", True),
        ("last week", True),
        ("Monday night", False),
        ("from March 2 to March 5", False),
        ("since 2014", True),
    ],
)
def test_coarse_is_what_could_be_on_several_days(words: str, coarse: bool) -> None:
    assert moments.coarse(told.when(words)) is coarse


def test_days_are_whole() -> None:
    first, last = moments.days(told.when("February 2024")) or (0, 0)
    assert last - first + 1 == 29
