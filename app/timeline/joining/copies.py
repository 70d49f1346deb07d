"""Near-copies: articles that are one text, reprinted with a line cut or a name put in front.

A text is known by a sketch of its runs of words (MinHash). The sketch is kept as digests of its bands, and two articles
are copies of each other when they share one: nearly always where nine in ten runs are the same, two times in three
where it is seven in ten, hardly ever below a half. That makes the copies among any number of articles one pass over
their bands, and whether two are copies depends on nothing but the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

# 16 bands of 8 minima each put the turn of the curve at 0.7.
_BANDS = 16
_MINIMA = 8
_BAND_BYTES = 8
_SEED = 2026
_RUN = 4  # words
# Of fewer words two texts can be alike by chance: "All rights reserved. Reporting by …".
_FEWEST_RUNS = 24


def sketch(words: Sequence[str]) -> bytes | None:
    """The bands of a text of these words (`fulltext.words`), 8 bytes each; None where it is too short to be told."""
    from rensa import RMinHash

    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if len(runs) < _FEWEST_RUNS:
        return None
    minhash = RMinHash(num_perm=_BANDS * _MINIMA, seed=_SEED)
    minhash.update(sorted(runs))
    minima = minhash.digest()
    return b"".join(
        hashlib.blake2b(
            b"".join(value.to_bytes(8) for value in minima[band * _MINIMA : (band + 1) * _MINIMA]),
            digest_size=_BAND_BYTES,
        ).digest()
        for band in range(_BANDS)
    )


def marks(sketch: bytes | None) -> list[tuple[int, bytes]]:
    """What a copy of the same text has in common with it, at least one of them: its bands, numbered."""
    if sketch is None:
        return []
    return [(at, sketch[at : at + _BAND_BYTES]) for at in range(0, len(sketch), _BAND_BYTES)]


class Groups:
    """Which of so many numbers hang together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def find(self, number: int) -> int:
        """The least number that hangs together with this one."""
        while self._above[number] != number:
            self._above[number] = number = self._above[self._above[number]]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low


def voices(articles: Mapping[int, Iterable[object]]) -> dict[int, int]:
    """Which articles are one voice: all that share a mark, directly or through others.

    Args:
        articles: by key, whatever marks each has: who publishes it, its text, the bands of its sketch.

    Returns:
        The least key of each article's voice, by the article's key.
    """
    keys = sorted(articles)
    groups = Groups(len(keys))
    first: dict[object, int] = {}
    for index, key in enumerate(keys):
        for mark in articles[key]:
            groups.join(index, first.setdefault(mark, index))
    return {key: keys[groups.find(index)] for index, key in enumerate(keys)}
