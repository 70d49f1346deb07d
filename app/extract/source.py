"""What every reader of sentences is given, whatever the language, and how sure it may be of what it finds there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.article import Part
from app.extract.dating import Dating
from app.extract.entities import Names
from app.timex.phrases import Phrase

AFTER_PUBLICATION = "after_publication"
# How sure a statement is, by where its date comes from: expressions in main and in subordinate clauses (times the
# expression's own confidence), the publication's day in the first sentences and later, none.
IN_MAIN, SUBORDINATE, LEAD, LATER, UNDATED_CONFIDENCE = 0.95, 0.85, 0.6, 0.45, 0.35
CARRIED = 0.5  # how sure a date is that an earlier sentence told


@dataclass(frozen=True, slots=True)
class Source:
    """One part of an article with what is known of it: its date phrases and names."""

    text: str
    part: Part
    phrases: Sequence[Phrase]
    names: Names
    dating: Dating
