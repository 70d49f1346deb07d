"""What a modifier does to a period: "early March" is its days 1 to 10, "about 2015" keeps its bounds."""

from __future__ import annotations

from app.timex import civil, edtf
from app.timex.interval import Granularity, Interval, Period
from app.timex.timex3 import Mod

# A third of each, in months, for what is counted in months.
_THIRDS = {
    Granularity.QUARTER: (0, 1, 2, 3),
    Granularity.SEASON: (0, 1, 2, 3),
    Granularity.HALF: (0, 2, 4, 6),
    Granularity.YEAR: (0, 4, 8, 12),
}
# In years, rounded outwards, so that a third is never finer than the word.
_YEARS = {
    Granularity.DECADE: ((0, 4), (3, 7), (6, 10)),
    Granularity.CENTURY: ((0, 34), (33, 67), (66, 100)),
    Granularity.MILLENNIUM: ((0, 334), (333, 667), (666, 1000)),
}
_DAYS = {Granularity.WEEK: (0, 2, 4, 7)}
_PARTS = {Mod.START: 0, Mod.MID: 1, Mod.END: 2}
SOFTENING = frozenset({Mod.APPROX, Mod.LESS_THAN, Mod.MORE_THAN, Mod.EQUAL_OR_LESS, Mod.EQUAL_OR_MORE})


def narrow(period: Period, mod: Mod | None) -> Interval:
    """The bounds of a period under its modifier.

    Only START, MID and END narrow, and only what is longer than a weekend: "early Tuesday" may be any hour of it.
    """
    third = None if mod is None else _PARTS.get(mod)
    granularity = period.granularity
    if third is None:
        return period.interval
    if granularity is Granularity.MONTH:
        cuts = (period.first_day, period.first_day + 10, period.first_day + 20, period.last_day + 1)
        return Interval(cuts[third] * civil.DAY, cuts[third + 1] * civil.DAY)
    if granularity in _DAYS:
        offsets = _DAYS[granularity]
        return Interval(
            (period.first_day + offsets[third]) * civil.DAY, (period.first_day + offsets[third + 1]) * civil.DAY
        )
    if granularity in _THIRDS:
        months = _THIRDS[granularity]
        first = period.to(Granularity.MONTH)
        return Interval(first.shift(months[third]).start, first.shift(months[third + 1]).start)
    if granularity in _YEARS:
        first_year, last_year = _YEARS[granularity][third]
        year = period.to(Granularity.YEAR)
        return Interval(year.shift(first_year).start, year.shift(last_year).start)
    return period.interval


def code(period: Period, mod: Mod | None, *, hemisphere_known: bool = False) -> str:
    """The EDTF of a period under its modifier: the days it narrows to, or a `~` where it softens."""
    text = edtf.period_text(period, hemisphere_known=hemisphere_known)
    if mod in _PARTS:
        bounds = narrow(period, mod)
        return text if bounds == period.interval else f"{edtf.days_text(bounds)}~"
    return "/".join(f"{side}~" for side in text.split("/")) if mod in SOFTENING else text
