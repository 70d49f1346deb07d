"""Random values for the tests of `app.timex`."""

from __future__ import annotations

from hypothesis import strategies as st

from app.timex import civil
from app.timex.interval import DayPart, Granularity, Period

DAY_OF_YEAR_1, DAY_OF_YEAR_9999 = civil.day_number(1, 1, 1), civil.day_number(9999, 12, 31)

days = st.integers(DAY_OF_YEAR_1, DAY_OF_YEAR_9999).map(lambda n: Period(Granularity.DAY, n))
modern_days = st.integers(civil.day_number(1950, 1, 1), civil.day_number(2060, 12, 31)).map(
    lambda n: Period(Granularity.DAY, n)
)


@st.composite
def periods(draw: st.DrawFn, first_year: int = -2999, last_year: int = 9998) -> Period:
    """A period of any granularity between two years."""
    granularity = draw(st.sampled_from(list(Granularity)))
    first, last = civil.day_number(first_year, 1, 1), civil.day_number(last_year, 12, 31)
    day = draw(st.integers(first, last))
    if granularity is Granularity.PART_OF_DAY:
        return Period.part_of_day(day, draw(st.sampled_from(list(DayPart))))
    south = granularity is Granularity.SEASON and draw(st.booleans())
    second = draw(st.integers(0, civil.DAY - 1))
    return Period.containing(granularity, day * civil.DAY + second, south=south)
