"""What an article tells as a text: small, read at once, and the same whoever wrote it.

It goes from those who read articles to the one who stores them, and is kept beside the article; to make it anew out of
the article's reports takes twenty times as long as to read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from app.extract.article import Modality
from app.timeline.joining.tales import Telling

# To be raised with what a `Telling` holds or how its stems are made: what another release has packed is made anew.
_FORM = 1

_MODALITIES = {modality.value: modality for modality in Modality}
# Nearly every telling has some of these, and an empty set is as large as one of four.
_NONE: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A text that was taken apart, its tellings not yet: of most articles only the gist is looked at."""

    gist: Mapping[str, float]
    _tellings: Sequence[Sequence[Any]]

    def tellings(self, reports: Sequence[int]) -> list[Telling]:
        """What the reports with these keys tell, which are those of the article in their order."""
        return [_telling(report, values) for report, values in zip(reports, self._tellings, strict=True)]


def packed(gist: Mapping[str, float], tellings: Sequence[Telling]) -> str:
    """An article's gist and what it tells, without the keys of its reports."""
    return orjson.dumps([_FORM, gist, [_values(telling) for telling in tellings]]).decode()


def is_of_today(content: str) -> bool:
    """Whether it is packed as this release does it."""
    return content.startswith(f"[{_FORM},")


def unpacked(content: str) -> Unpacked:
    """Take it apart; it has to be of today."""
    _, gist, tellings = orjson.loads(content)
    return Unpacked(gist, tellings)


def _values(telling: Telling) -> list[Any]:
    return [
        telling.order,
        telling.modality.value,
        telling.earliest,
        telling.latest,
        telling.guessed,
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


def _telling(report: int, values: Sequence[Any]) -> Telling:
    (
        order, modality, earliest, latest, guessed, words, more, trigger, kinds, concepts, names, marks, numbers,
        numbered,
    ) = values  # fmt: skip
    own = frozenset(words)
    each = tuple(map(frozenset, names))
    return Telling(
        report,
        order,
        _MODALITIES[modality],
        earliest,
        latest,
        guessed,
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
