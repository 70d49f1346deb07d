"""Times of any year: "it always rains in April" names no April of the calendar."""

from __future__ import annotations

from app.timex.grammar import Discourse, Match, Reading, read
from app.timex.spotter import Spotter
from app.timex.timex3 import Recurrence, TimexType

_USUAL = Spotter(
    {"usual": "always|usually|generally|ordinarily|normally|whenever|as a rule|every ?body|is best|are best"},
    r"(?!\w)",
)
_REACH = 60


def usual(discourse: Discourse, m: Match) -> bool:
    """Whether the words around tell what happens year by year."""
    text, start, end = discourse.text, m.start(), m.end()
    before = _USUAL.search(text, discourse.begin_of(start, _REACH), start)
    return before is not None or _USUAL.search(text, end, discourse.end_of(end, _REACH)) is not None


def any_year(value: str) -> Reading:
    """A time of every year, such as `XXXX-04`: it comes again and has no bounds."""
    return read(Recurrence(f"XXXX-{value}"), confidence=0.6, type_=TimexType.DATE)
