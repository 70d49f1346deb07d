"""Amounts told in two units, in whatever language."""

from __future__ import annotations

from fractions import Fraction

from app.timex.duration import Duration, Unit

_ORDER = list(Unit)  # from coarse to fine


def joined(first: Fraction, unit: Unit, second: Fraction, finer: Unit) -> Duration | None:
    """One amount, as in "two months and ten days".

    None where the second unit is not finer than the first, or either count is no whole number.
    """
    if _ORDER.index(finer) <= _ORDER.index(unit) or finer is Unit.NIGHT:
        return None
    if first.denominator != 1 or second.denominator != 1 or first >= 1000:
        return None
    return Duration(((first, unit), (second, finer)))
