"""Where a Spanish expression begins: whether the "del" or "al" before it is part of it."""

from __future__ import annotations

import re
from dataclasses import replace

from app.timex.grammar import Discourse, Match, Reading
from app.timex.lang.es.words import MONTH, WEEKDAY

_TO = re.compile(
    rf"\s+(?:al?|hasta)\s+(?:el\s+|las?\s+|pr[óo]ximo\s+|d[íi]a\s+)?(?:\d|{MONTH}\b|{WEEKDAY}\b)", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:principios?|comienzos?|inicios?|primeros|[úu]ltimos|mediados|mitad|final|finales|fin|fines|cierre|tercio|"
    r"cuarto)\s+$",
    re.IGNORECASE,
)
_CONTRACTION = re.compile(r"(del|al)\s+", re.IGNORECASE)


def placed(reading: Reading | None, m: Match, discourse: Discourse) -> Reading | None:
    """The reading with "del" or "al" in its extent, as an article is, except where they belong to other words.

    "Las elecciones [del 7 de marzo]", but "del [7] al [11 de septiembre]", where they join the two, and "finales del
    [año]", where they end the words that narrow it.
    """
    lead = _CONTRACTION.match(m[0])
    if reading is None or lead is None or reading.start is not None:
        return reading
    if lead[1].lower() == "del":
        of_a_part = _PART.search(m.string[max(0, m.start() - 12) : m.start()])
        joins = of_a_part is not None or _TO.match(m.string, m.end()) is not None
    else:
        before = discourse.mentions[-1] if discourse.mentions else None
        joins = before is not None and m.string[before.end : m.start()].isspace()
    return replace(reading, start=m.start() + lead.end()) if joins else reading
