"""Lines that are wrapped, and gaps of all kinds between words, as the one blank that they stand for.

Rules look at the words around an expression as well as at its own. With every gap a blank they all mean the same text,
however it was set: wrapped at 72 columns, with the line ends of another system, or with blanks that must not break.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from app.timex.notation import GAP
from app.timex.timex3 import Timex

# A text with longer lines is not wrapped: where one ends, a paragraph does, or a heading.
_COLUMNS = 120
# Where gaps that are no single blank are: two blanks, or what is none. Without the two it takes half the time.
_DOUBLED = re.compile(r"(?:  |[^\S ])\s*")
_OTHER = re.compile(r"[^\S ]\s*")
# Such a gap within a paragraph; wider ones part columns, and empty lines part paragraphs.
_GAP = re.compile(GAP)


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text with blanks for its gaps, and where its characters stand in the text itself.

    Attributes:
        ends: where the gaps end that were wider, here; `added`: by how many characters all up to there were.
    """

    text: str
    ends: tuple[int, ...]
    added: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Unwrapped | None:
        """The text unwrapped; None where it is already."""
        pieces: list[str] = []
        ends: list[int] = []
        added: list[int] = []
        reached = length = more = 0
        lines_are_paragraphs = max(map(len, text.splitlines()), default=0) > _COLUMNS
        for start, end in _gaps(text):
            if lines_are_paragraphs and "\n" in text[start:end] and not _goes_on(text, start, end):
                continue
            pieces.append(text[reached:start])
            length += start - reached + 1
            reached = end
            if end - start > 1:
                more += end - start - 1
                ends.append(length)
                added.append(more)
        if not pieces:
            return None
        return cls(" ".join((*pieces, text[reached:])), tuple(ends), tuple(added))

    def placed(self, timex: Timex, text: str) -> Timex:
        """An expression found here, where it stands in the text itself."""
        start, end = self._place(timex.start), self._place(timex.end - 1) + 1
        return timex._replace(start=start, end=end, text=text[start:end])

    def _place(self, at: int) -> int:
        before = bisect_right(self.ends, at)
        return at + self.added[before - 1] if before else at


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a sentence goes on behind the end of a line."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return before not in _FINAL and (behind.islower() or behind.isdigit())


_FINAL = frozenset(".!?…:;")


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    for other in (_DOUBLED if "  " in text else _OTHER).finditer(text):
        start, end = other.span()
        if start and text[start - 1] == " ":
            start -= 1
        if _GAP.fullmatch(text, start, end):
            yield start, end
