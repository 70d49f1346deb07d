"""Amounts of time: "three days", "a year and a half", "several weeks"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """Units of an amount by their TIMEX3 letters; clock units stand behind a T."""

    MILLENNIUM = "ML"
    CENTURY = "CE"
    DECADE = "DE"
    YEAR = "Y"
    HALF = "H"
    QUARTER = "Q"
    MONTH = "M"
    WEEK = "W"
    WEEKEND = "WE"
    DAY = "D"
    NIGHT = "NI"
    HOUR = "TH"
    MINUTE = "TM"
    SECOND = "TS"


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount in one or more units, coarse to fine; a count of None is vague ("some days", PXD)."""

    parts: tuple[tuple[Fraction | None, Unit], ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("a duration needs at least one unit")

    @classmethod
    def of(cls, count: Fraction | int | None, unit: Unit) -> Duration:
        """An amount of one unit; a half of a larger unit is told in the next smaller one, as TIMEX3 does."""
        if count is None:
            return cls(((None, unit),))
        exact = count if isinstance(count, Fraction) else Fraction(count)
        smaller = _SMALLER.get(unit)
        if exact.denominator == 1 or smaller is None:
            return cls(((exact, unit),))
        whole, rest = divmod(exact, 1)
        per_unit, small_unit = smaller
        fine = rest * per_unit
        if fine.denominator != 1:
            return cls(((exact, unit),))
        parts = [(Fraction(whole), unit)] if whole else []
        return cls((*parts, (fine, small_unit)))

    @property
    def value(self) -> str:
        """The TIMEX3 value: P2Y6M, PT35H, PXD."""
        out, clock = "P", False
        for count, unit in self.parts:
            letters = unit.value
            if letters.startswith("T"):
                letters = letters[1:]
                if not clock:
                    out, clock = out + "T", True
            out += ("X" if count is None else _number(count)) + letters
        return out


_SMALLER = {
    Unit.YEAR: (12, Unit.MONTH),
    Unit.DECADE: (10, Unit.YEAR),
    Unit.CENTURY: (100, Unit.YEAR),
    Unit.HOUR: (60, Unit.MINUTE),
    Unit.MINUTE: (60, Unit.SECOND),
}


def _number(count: Fraction) -> str:
    """In figures, never with an exponent, to the millionth."""
    if count.denominator == 1:
        return str(count.numerator)
    whole, millionths = divmod(round(count * 1_000_000), 1_000_000)
    return f"{whole}.{millionths:06d}".rstrip("0").rstrip(".") if millionths else str(whole)
