"""Times of any year: "it always rains in April" names no April of the calendar."""

from __future__ import annotations

import re

from app.timex.grammar import Discourse, Match, Reading, read
from app.timex.timex3 import Recurrence, TimexType

_USUAL = re.compile(
    r"\b(?:always|usually|generally|ordinarily|normally|whenever|as a rule|every ?body|is best|are best)\b",
    re.IGNORECASE,
)
_REACH = 60


def usual(discourse: Discourse, m: Match) -> bool:
    """Whether the words around tell what happens year by year."""
    around = f"{discourse.before(m.start(), _REACH)} {discourse.after(m.end(), _REACH)}"
    return _USUAL.search(around) is not None


def any_year(value: str) -> Reading:
    """A time of every year, such as `XXXX-04`: it comes again and has no bounds."""
    return read(Recurrence(f"XXXX-{value}"), confidence=0.6, type_=TimexType.DATE)
