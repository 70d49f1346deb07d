"""What else may find names in a text: a recogniser that was trained to, beside the rules of `entities`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name in a text; `type` is person, organisation, place, or None where something else has the name."""

    start: int
    end: int
    type: str | None


class Recogniser(Protocol):
    """Whoever finds names in a text; the same text has to give the same names."""

    @property
    def version(self) -> str:
        """What it is, with its version; becomes part of the version of the grammar that read an article."""

    def __call__(self, text: str, language: str) -> Sequence[Recognised]:
        """The names in a text in document order, none within another; none in a language it does not know."""
