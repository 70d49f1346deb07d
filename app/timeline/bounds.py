"""Bounds as the database keeps them: open sides as numbers beyond all others, and classes of length."""

from __future__ import annotations

from typing import Any

from app.timex import civil
from app.timex.when import When, as_document

# An open side sorts and compares as what it is, a time before or after all others, and no sort key is NULL.
OPEN_START = -(2**62)
OPEN_END = 2**62

# From the age of the universe to where no plan reaches: what lies outside is a slip of the pen or of ours. A year
# such as 25 may be one too ("0025" for 2025), and it is also the year in which an emperor came to the throne.
FIRST_YEAR = -14_000_000_000
LAST_YEAR = 100_000
_FIRST = civil.day_number(FIRST_YEAR, 1, 1) * civil.DAY
_LAST = civil.day_number(LAST_YEAR + 1, 1, 1) * civil.DAY

# A day is 2^16.4 seconds, and a class of its own for every minute would be a scan more for every query.
NARROWEST = 16
# From 2^37 seconds on, 4,355 years: few enough to be looked at one by one, like the open ones.
WIDEST = 37
WIDTHS = range(NARROWEST, WIDEST + 1)


def width_of(earliest: int, latest: int) -> int:
    """The class of a length: log2 of its seconds, rounded down, between `NARROWEST` and `WIDEST`."""
    return min(max((latest - earliest).bit_length() - 1, NARROWEST), WIDEST)


def plausible(when: When) -> bool:
    """Whether its bounds lie within the years that anything can be dated to."""
    return all(bound is None or _FIRST <= bound <= _LAST for bound in (when.earliest, when.latest))


def day_of(when: When) -> int | None:
    """The civil day that it names, in days since 1970; a night belongs to the day on which it begins.

    None for anything longer than a day, and for what is open on one side.
    """
    if when.earliest is None or when.latest is None or when.latest - when.earliest > civil.DAY:
        return None
    return when.earliest // civil.DAY


def outer(when: When) -> tuple[int, int] | tuple[None, None]:
    """The outer bounds of a `When` that is plausible; None where it is undated."""
    if not when.dated:
        return None, None
    return OPEN_START if when.earliest is None else when.earliest, OPEN_END if when.latest is None else when.latest


def columns_of(when: When) -> dict[str, Any]:
    """The columns of `models.Dated` for a `When` that is plausible."""
    earliest, latest = outer(when)
    width = None if earliest is None or latest is None else width_of(earliest, latest)
    return {
        "when": as_document(when),
        "edtf": when.edtf,
        "earliest": earliest,
        "latest": latest,
        "width": width,
        "precision": when.precision,
        "kind": when.kind,
        "basis": when.basis,
        "confidence": when.confidence,
    }
