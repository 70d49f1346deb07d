"""Times that come again, by the word for what they come with: what the rules of several languages share."""

from __future__ import annotations

from collections.abc import Mapping

from app.timex.duration import Duration, Unit
from app.timex.interval import DayPart
from app.timex.timex3 import Recurrence

_SEASON_CODES = ("SP", "SU", "FA", "WI")


def recurring(
    word: str,
    quant: str | None,
    *,
    weekdays: Mapping[str, int],
    months: Mapping[str, int],
    seasons: Mapping[str, int],
    parts: Mapping[str, DayPart],
    units: Mapping[str, Unit],
) -> Recurrence:
    """What comes again with a weekday, a month, a season, a part of the day, or a unit.

    Args:
        word: as the tables hold it; it stands in one of them.
    """
    if word in weekdays:
        return Recurrence(f"XXXX-WXX-{weekdays[word]}", quant)
    if word in months:
        return Recurrence(f"XXXX-{months[word]:02d}", quant)
    if word in seasons:
        return Recurrence(f"XXXX-{_SEASON_CODES[seasons[word] - 1]}", quant)
    if word in parts:
        return Recurrence(f"XXXX-XX-XXT{parts[word].value}", quant)
    return Recurrence(Duration.of(1, units[word]).value, quant)
