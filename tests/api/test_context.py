"""What clients may say about when and where: read strictly, refused with a sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.api import context
from app.timex.interval import Granularity

ARRIVAL = datetime(2022, 3, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2022-03-22", None),
        ("2022-03-22T10:00:00Z", "2022-03-22T10:00:00+00:00"),
        ("2022-03-22t10:00:00z", "2022-03-22T10:00:00+00:00"),
        ("2022-03-22T10:00Z", "2022-03-22T10:00:00+00:00"),
        ("2022-03-22T10:00:00.123456+05:30", "2022-03-22T04:30:00+00:00"),
        ("2022-03-22T23:30:00-14:00", "2022-03-23T13:30:00+00:00"),
        ("0001-01-01", None),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00"),
    ],
)
def test_a_moment_is_a_date_or_an_instant(text: str, instant: str | None) -> None:
    read = context.moment(text).instant
    assert (read.isoformat() if read else None) == instant


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2022", "2022-03", "22.03.2022", "2022-3-2", "2022-02-30", "2021-02-29", "2022-13-01",
        "0000-01-01", "2022-03-22 10:00:00Z", "2022-03-22T10:00:00", "2022-03-22T25:00:00Z", "2022-03-22T10:61:00Z",
        "2022-03-22T10:00:00+25:00", "2022-03-22Z", " 2022-03-22", "2022-03-22\n", "12022-03-22", "-0044-03-15",
        "٢٠٢٢-٠٣-٢٢", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
    ],
)  # fmt: skip
def test_anything_else_is_not_a_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        context.moment(text)


@pytest.mark.parametrize(
    ("text", "timezone", "granularity", "date"),
    [
        ("2022-03-22", None, Granularity.DAY, (2022, 3, 22)),
        ("2022-03-22", "Europe/Kyiv", Granularity.DAY, (2022, 3, 22)),
        # An instant is told in the zone where there is one, else in its own offset.
        ("2022-03-22T23:30:00Z", None, Granularity.SECOND, (2022, 3, 22)),
        ("2022-03-22T23:30:00Z", "Europe/Kyiv", Granularity.SECOND, (2022, 3, 23)),
        ("2022-03-23T01:30:00+02:00", None, Granularity.SECOND, (2022, 3, 23)),
        ("2022-03-23T01:30+02:00", "America/Los_Angeles", Granularity.MINUTE, (2022, 3, 22)),
    ],
)
def test_the_anchor_is_civil_time(
    text: str, timezone: str | None, granularity: Granularity, date: tuple[int, int, int]
) -> None:
    period = context.anchor(text, timezone)
    assert (period.granularity, period.date) == (granularity, date)


def test_an_anchor_may_not_leave_the_calendar_by_its_zone() -> None:
    with pytest.raises(ValueError, match="years 1 to 9999"):
        context.anchor("9999-12-31T23:59:59Z", "Pacific/Kiritimati")


@pytest.mark.parametrize("text", ["1000-01-01", "2023-03-23", "2023-03-23T12:00:00Z", "2023-03-23T20:00:00+14:00"])
def test_a_publication_may_lie_up_to_a_year_ahead(text: str) -> None:
    assert context.published(text, ARRIVAL) == text


@pytest.mark.parametrize("text", ["0025-03-22", "0999-12-31", "2023-03-24", "2023-03-23T12:00:01Z", "2202-03-22"])
def test_a_publication_far_off_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"from 1000|future"):
        context.published(text, ARRIVAL)
    # Long after, all but the slips in the year are plausible.
    assert text.startswith("0") or context.published(text, ARRIVAL + timedelta(days=80_000)) == text


@pytest.mark.parametrize("name", ["Europe/Kyiv", "UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "EST5EDT"])
def test_zones_of_the_iana_database_are_known(name: str) -> None:
    assert context.timezone(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Olympus", "europe/kyiv", "localtime", "posix/UTC", "right/UTC", "../../etc/passwd", "/etc/passwd",
     "Europe", "Europe/", "UTC\0", "+02:00", "Europe/Kyiv "],
)  # fmt: skip
def test_no_other_zone_is(name: str) -> None:
    with pytest.raises(ValueError, match="IANA"):
        context.timezone(name)


def test_countries_are_those_of_iso_3166() -> None:
    assert len(context.COUNTRIES) == 249
    assert context.country("ua") == "UA"
    for unknown in ("", "XX", "UKR", "EU"):
        with pytest.raises(ValueError, match="ISO 3166"):
            context.country(unknown)
    with pytest.raises(ValueError, match="The United Kingdom is GB"):
        context.country("UK")


def test_languages_are_those_in_which_dates_are_read() -> None:
    assert context.language("EN") == "en"
    assert context.language("cs") == "cs"
    for unknown in ("", "xx", "english", "en-GB"):
        with pytest.raises(LookupError):
            context.language(unknown)
