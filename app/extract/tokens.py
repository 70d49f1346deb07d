"""Words and marks of a sentence as offsets into the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.extract.sentences import Sentence


class Token(NamedTuple):
    """`text[start:end]`; `lower` is what word lists are asked for.

    Possessive endings and contracted verbs and negations are tokens of their own: "Kyiv" "’s", "did" "n't".
    """

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


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}"  # U.S., a.m.
    r"|[^\W_]+(?:[-'’.,/&][^\W_]+)*"  # words, 35-hour, 10,000, Al-Assad, O'Neill
    r"|([^\w\s]|_)\1*"  # a mark, or a run of one
)
_new = tuple.__new__
_ENDINGS = ("'s", "’s", "'ll", "’ll", "'ve", "’ve", "'re", "’re", "'d", "’d", "'m", "’m", "n't", "n’t")


# A sentence with its tokens: the two travel together from here on.
Line = tuple[Sentence, list["Token"]]


def tokenised(text: str, sentences: Iterable[Sentence]) -> list[Line]:
    return [(sentence, tokens(text, sentence.start, sentence.end)) for sentence in sentences]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]` in order."""
    end = len(text) if end is None else end
    if text.find("'", start, end) < 0 and text.find("’", start, end) < 0:
        # Nothing to part: half of the sentences, in half of the time.
        return [_new(Token, (*m.span(), m[0], m[0].lower())) for m in _TOKEN.finditer(text, start, end)]
    out: list[Token] = []
    add = out.append
    for m in _TOKEN.finditer(text, start, end):
        word, (left, right) = m[0], m.span()
        lower = word.lower()
        if ("'" in word or "’" in word) and lower.endswith(_ENDINGS) and len(word) > 3:
            cut = next(len(word) - len(ending) for ending in _ENDINGS if lower.endswith(ending))
            if cut > 0:
                add(Token(left, left + cut, word[:cut], lower[:cut]))
                add(Token(left + cut, right, word[cut:], lower[cut:]))
                continue
        # What Token(…) does, without the call that a named tuple wraps round it: a quarter of this loop.
        add(_new(Token, (left, right, word, lower)))
    return out
