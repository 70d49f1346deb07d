"""Dates as a person gives them."""

from __future__ import annotations

import pytest

from app.timeline.curating.given import GivenDate, when
from app.timex.when import Kind, as_document

WEEK = "2022-03-14/2022-03-20"
EVENING = ("2022-03-22T18:00:00", "2022-03-22T21:00:00")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (GivenDate("2022-03"), ("March 2022", "point", "month", None, "2022-03-01", "2022-04-01")),
        (GivenDate("2015~"), ("about 2015", "point", "year", "approximate", "2015-01-01", "2016-01-01")),
        (GivenDate("2015?"), ("perhaps 2015", "point", "year", "uncertain", "2015-01-01", "2016-01-01")),
        (GivenDate("199X"), ("1990s", "point", "decade", None, "1990-01-01", "2000-01-01")),
        (GivenDate("-0479"), ("480 BC", "point", "year", None, "-0479-01-01", "-0478-01-01")),
        (GivenDate("2022-33"), ("1st quarter of 2022", "point", "quarter", None, "2022-01-01", "2022-04-01")),
        (GivenDate("2022-03-02/2022-03-05"), ("2–5 March 2022", "span", "day", None, "2022-03-02", "2022-03-06")),
        (
            GivenDate("2022-03/2023~"),
            ("March 2022 – about 2023", "span", "year", "approximate", "2022-03-01", "2024-01-01"),
        ),
        (GivenDate("2014/.."), ("since 2014", "span", "year", None, "2014-01-01", None)),
        (GivenDate("../2013"), ("until 2013", "span", "year", None, None, "2014-01-01")),
        (GivenDate("[..2013]"), ("before 2013", "point", "year", "before", None, "2013-01-01")),
        (GivenDate("[2013..]"), ("after 2013", "point", "year", "after", "2014-01-01", None)),
        (
            GivenDate("2022-03-22T10:00:00"),
            ("22 March 2022, 10:00:00", "point", "second", None, "2022-03-22T10:00:00", "2022-03-22T10:00:01"),
        ),
        (GivenDate(None), ("undated", "undated", None, None, None, None)),
        (
            GivenDate(WEEK, kind=Kind.POINT, display="that week"),
            ("that week", "point", "day", None, "2022-03-14", "2022-03-21"),
        ),
        (GivenDate("2022-03-22", None, *EVENING), ("22 March 2022", "point", "day", None, *EVENING)),
        (GivenDate("2014/..", latest="2020-01-01"), ("since 2014", "span", "year", None, "2014-01-01", "2020-01-01")),
    ],
)
def test_what_is_meant(given: GivenDate, told: tuple[str | None, ...]) -> None:
    document = as_document(when(given))
    assert document["edtf"] == given.edtf
    assert tuple(document[name] for name in ("display", "kind", "precision", "qualifier", "earliest", "latest")) == told
    assert (document["explanation"], document["alternatives"]) == (None, [])


@pytest.mark.parametrize(
    "given",
    [
        *map(
            GivenDate, ("soon", "", "2022-13", "2022-02-30", "2022/2021", "../..", "[2013]", "[..2013..]", "Y99999999")
        ),
        *map(GivenDate, ("[..]", "2022~~", "2022/2023/2024", "2022-03-22T25:00:00", "٢٠٢٢", "2022\n")),
        GivenDate("2022", kind=Kind.SPAN),
        GivenDate("2022/2023", kind=Kind.RECURRING),
        GivenDate("2022-03", earliest="2022-02-28"),
        GivenDate("2022-03", latest="2022-04-02"),
        GivenDate("2022-03", earliest="2022-03-05", latest="2022-03-05"),
        GivenDate("2022-03", latest="2022-03"),
        GivenDate(None, earliest="2022-03-01"),
    ],
    ids=repr,
)
def test_what_cannot_be_meant(given: GivenDate) -> None:
    with pytest.raises(ValueError, match=r"."):
        when(given)
