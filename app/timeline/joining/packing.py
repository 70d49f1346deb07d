"""What an article tells as a text: small, read at once, and the same whoever wrote it.

It goes from those who read articles to the one who stores them, and is kept beside the article; to make it anew out of
the article's reports takes twenty times as long as to read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from app.extract.article import Modality
from app.timeline.joining.tales import Head, Telling, Tellings

# To be raised with what a `Telling` holds or how its stems are made: what another release has packed is made anew.
_FORM = 2

_MODALITIES = {modality.value: modality for modality in Modality}
# Nearly every telling has some of these, and an empty set is as large as one of four.
_NONE: frozenset[Any] = frozenset()


class Unpacked:
    """A text of today of which the first line was read: the gist, and the heads of what is told.

    Each telling is a line more, read when it is asked for.
    """

    __slots__ = ("_first", "_heads", "_lines", "gist")

    def __init__(self, content: str) -> None:
        self._first, *self._lines = content.split("\n")
        _, gist, heads = orjson.loads(self._first)
        self.gist: Mapping[str, float] = gist
        self._heads: list[Head] = [
            (_MODALITIES[modality], earliest, latest, guessed) for modality, earliest, latest, guessed in heads
        ]

    @property
    def content(self) -> str:
        """The text."""
        return "\n".join((self._first, *self._lines))

    def tellings(self, reports: Sequence[int]) -> Tellings:
        """What the reports with these keys tell, which are those of the article in their order."""
        heads, lines = self._heads, self._lines
        if len(reports) != len(heads):
            raise ValueError(f"{len(heads)} reports are packed, and {len(reports)} have keys")
        return Tellings(heads, lambda at: _telling(reports[at], heads[at], orjson.loads(lines[at])))


def packed(gist: Mapping[str, float], tellings: Sequence[Telling]) -> str:
    """An article's gist and what it tells, without the keys of its reports."""
    heads = [(each.modality.value, each.earliest, each.latest, each.guessed) for each in tellings]
    lines = [[_FORM, gist, heads], *map(_values, tellings)]
    return b"\n".join(map(orjson.dumps, lines)).decode()


def is_of_today(content: str) -> bool:
    """Whether it is packed as this release does it."""
    return content.startswith(f"[{_FORM},")


def _values(telling: Telling) -> list[Any]:
    return [
        telling.order,
        sorted(telling.words),
        sorted(telling.sentence - telling.words),
        telling.trigger,
        sorted(telling.kinds),
        sorted(telling.concepts),
        [sorted(name) for name in telling.names],
        sorted(telling.marks),
        sorted(telling.numbers),
        sorted(telling.numbered),
    ]


def _telling(report: int, head: Head, values: Sequence[Any]) -> Telling:
    order, words, more, trigger, kinds, concepts, names, marks, numbers, numbered = values
    own = frozenset(words)
    each = tuple(map(frozenset, names))
    return Telling(
        report,
        order,
        *head,
        own,
        own.union(more) if more else own,
        trigger,
        frozenset(kinds) if kinds else _NONE,
        frozenset(concepts) if concepts else _NONE,
        each,
        _NONE.union(*each) if each else _NONE,
        frozenset(marks) if marks else _NONE,
        frozenset(numbers) if numbers else _NONE,
        frozenset(map(tuple, numbered)) if numbered else _NONE,
    )
