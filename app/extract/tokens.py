"""Words and marks of a sentence as offsets into the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.extract.sentences import Sentence


@dataclass(slots=True)
class Token:
    """`text[start:end]`; `lower` is what word lists are asked for. Never changed once made.

    Possessive endings and contracted verbs and negations are tokens of their own: "Kyiv" "’s", "did" "n't".
    """

    # Not frozen: a frozen value takes four times as long to make, and a named tuple twice as long to ask.
    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


# A sentence with its tokens: the two travel together from here on.
Line = tuple[Sentence, list[Token]]

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}"  # U.S., a.m.
    r"|[^\W_]+(?:[-'’.,/&][^\W_]+)*"  # words, 35-hour, 10,000, Al-Assad, O'Neill
    r"|([^\w\s]|_)\1*"  # a mark, or a run of one
)
_ENDINGS = ("'s", "’s", "'ll", "’ll", "'ve", "’ve", "'re", "’re", "'d", "’d", "'m", "’m", "n't", "n’t")
_MOST_KNOWN = 1 << 14
# What stands between two blanks, to its tokens: where each begins and ends in it, as it is written, and in small
# letters. A token never goes across a blank, so nothing else decides them, and most of a text are words met before.
_Pieces = tuple[tuple[int, int, str, str], ...]
_known: dict[str, _Pieces] = {}


def tokenised(text: str, sentences: Iterable[Sentence]) -> list[Line]:
    return [(sentence, tokens(text, sentence.start, sentence.end)) for sentence in sentences]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]` in order."""
    end = len(text) if end is None else end
    out: list[Token] = []
    add = out.append
    at = start
    for written in text[start:end].split():
        at = text.find(written, at)
        for first, last, word, lower in _known.get(written) or _pieces(written):
            add(Token(at + first, at + last, word, lower))
        at += len(written)
    return out


def _pieces(written: str) -> _Pieces:
    """The tokens of what stands between two blanks; kept until too many are known."""
    found: list[tuple[int, int, str, str]] = []
    for m in _TOKEN.finditer(written):
        word, (left, right) = m[0], m.span()
        lower = word.lower()
        ending = next((ending for ending in _ENDINGS if lower.endswith(ending)), "") if len(word) > 3 else ""
        cut = len(word) - len(ending)
        if ending and cut:
            found.append((left, left + cut, word[:cut], lower[:cut]))
            found.append((left + cut, right, word[cut:], lower[cut:]))
        else:
            found.append((left, right, word, lower))
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    return _known.setdefault(written, tuple(found))
