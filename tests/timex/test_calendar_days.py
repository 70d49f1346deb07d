"""Holidays by name, country and year."""

import pytest

from app.timex import calendar_days, civil


@pytest.mark.parametrize(
    ("name", "year", "country", "expected"),
    [
        ("Independence Day", 2022, "US", (2022, 7, 4)),  # and not Juneteenth, whose title has the same words in it
        ("Independence Day", 2022, "UA", (2022, 8, 24)),  # listed as a day worked since March 2022
        ("Independence Day", 2015, "UA", (2015, 8, 24)),
        ("Thanksgiving", 2012, "", (2012, 11, 22)),
        ("Christmas Day", 2012, "UA", (2012, 1, 7)),
        ("Christmas Eve", 2022, "UA", (2022, 1, 6)),
        ("Christmas Day", 2023, "UA", (2023, 12, 25)),
        ("Christmas Day", 2023, "RS", (2023, 1, 7)),
        ("Christmas Day", 2023, "DE", (2023, 12, 25)),
        ("Easter Sunday", 2013, "UA", (2013, 5, 5)),
        ("German Unity Day", 2013, "DE", (2013, 10, 3)),  # by the library's own title
        ("Day of the Constitution of Ukraine", 2013, "UA", (2013, 6, 28)),
        ("German Unity Day", 2013, "", None),
        ("Day of the Rabbit", 2013, "DE", None),
        ("Christmas Day", 1500, "DE", None),
    ],
)
def test_a_holiday_falls_on_its_day(name: str, year: int, country: str, expected: tuple[int, int, int] | None) -> None:
    day = calendar_days.find(name, year, country)
    assert (None if day is None else civil.date_of(day)) == expected
