"""Looking for a pattern only where a word stands that it can begin with, and only for what can begin with that word.

Python's `re` tries every branch of an alternation at every place: each of two hundred verbs at each of fifteen words.
Looking the words up first takes a tenth of the instructions and finds the same (a property test says so).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import methodcaller

from app.timex.notation import expand
from app.timex.triggers import SIGNS, alternatives, first_words, folded, last_words, signs_within


class Stretch:
    """A part of a text, and its words as they are looked up, with a blank between each two; there may be empty ones."""

    __slots__ = ("end", "start", "text", "words")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.start = start
        self.end = len(text) if end is None else end
        self.words = folded(text[start:end]).split(" ")


# How to look where a word stands: so many characters before it begins, which pattern.
_Ways = tuple[tuple[int, re.Pattern[str]], ...]


class Spotter:
    """A pattern that is one of some named groups of alternatives, none of them inside a word, and what follows it."""

    def __init__(self, groups: Mapping[str, str], follows: str, *, between: str | None = None) -> None:
        r"""Make ready a pattern in the notation of rules.

        Args:
            groups: name -> alternatives; a match has the group of that name.
            follows: what stands behind any of them, such as `(?!\w)`.
            between: where `follows` asks for the end of the text, the small words that may stand before it, at most
                two of them; empty for none.
        """
        self._groups = tuple(groups)
        self._follows = follows
        # All alternatives in their order, each with its group.
        self._branches = [(group, branch) for group, told in groups.items() for branch in alternatives(told)]
        self.pattern = self._of(range(len(self._branches)))
        # First word -> the branches that can begin with it.
        self._firsts: dict[str, list[int]] = {}
        self._behind_sign: set[str] = set()
        # Branches that many words begin, such as [a-z]+ed: what such a word looks like, and their number.
        self._endings: list[tuple[re.Pattern[str], int]] = []
        self._across: frozenset[str] = frozenset()
        for i, (_, branch) in enumerate(self._branches):
            try:
                begun = first_words(branch)
            except ValueError:
                looks = expand(branch)
                self._endings.append((re.compile(looks.replace("(?-i:", "(?:"), re.IGNORECASE), i))
                self._across |= signs_within(looks)
                continue
            for first, seconds in begun.items():
                if first in SIGNS:  # looked for from the word behind it
                    self._behind_sign |= seconds
                else:
                    self._firsts.setdefault(first, []).append(i)
        self._numbers = any("0" in first for first in self._firsts)
        self._ends = None if between is None else _last_words_of(groups.values())
        self._end_numbers = self._ends is not None and any("0" in last for last in self._ends)
        self._between = first_words(between).keys() if between else frozenset()
        self._ways_at: dict[str, _Ways] = {}
        self._patterns: dict[tuple[int, ...], re.Pattern[str]] = {}

    def _of(self, branches: Iterable[int]) -> re.Pattern[str]:
        """The pattern of some of the branches."""
        told: dict[str, list[str]] = {group: [] for group in self._groups}
        for i in branches:
            group, branch = self._branches[i]
            told[group].append(branch)
        named = "|".join(f"(?P<{group}>{'|'.join(of_group) or '(?!)'})" for group, of_group in told.items())
        return re.compile(expand(rf"(?<!\w)(?:{named or '(?!)'}){self._follows}"), re.IGNORECASE)

    def _learn(self, word: str) -> _Ways:
        """How to look where a word stands, which is kept for as many words as a newspaper uses in some weeks."""
        branches = {*self._firsts.get(word, ()), *(i for ending, i in self._endings if ending.match(word))}
        ways: _Ways = ()
        if word in self._behind_sign:
            ways = ((1, self.pattern),)
        if branches:
            told = tuple(sorted(branches))
            if told not in self._patterns:
                self._patterns[told] = self._of(told)
            ways += ((0, self._patterns[told]),)
        elif "0" in word and (self._numbers or not word.isdigit()):
            ways += ((0, self.pattern),)
        if len(self._ways_at) >= _MOST_WORDS:
            self._ways_at.clear()
        self._ways_at[word] = ways
        return ways

    def finditer(self, stretch: Stretch) -> Iterator[re.Match[str]]:
        """What `finditer` of the pattern finds there."""
        text, end = stretch.text, stretch.end
        reached = stretch.start
        for place, pattern in self.places(stretch):
            if place >= reached and (m := pattern.match(text, place, end)) is not None:
                yield m
                reached = m.end()

    def places(self, stretch: Stretch) -> list[tuple[int, re.Pattern[str]]]:
        """Where a match may begin, in order, and the pattern it is of; a place of two comes twice."""
        text, ways_at, across = stretch.text, self._ways_at, self._across
        out = []
        at = stretch.start
        for word in stretch.words:
            ways = ways_at.get(word)
            if ways is None:
                ways = self._learn(word)
            behind = at + len(word)
            if across and text[behind : behind + 1] in across:
                ways += ((0, self.pattern),)
            if ways:  # three words in four have none
                out += [(at - back, pattern) for back, pattern in ways]
            at = behind + 1
        return out

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """What `search` of the pattern finds in a part of a text."""
        end = len(text) if end is None else end
        if self._ends is not None and not self._may_end(text, start, end, self._ends):
            return None
        return next(self.finditer(Stretch(text, start, end)), None)

    def _may_end(self, text: str, start: int, end: int, ends: frozenset[str]) -> bool:
        """Whether the last word, but for those between, is one that the pattern can end with."""
        begin = max(start, end - _LAST_WORDS)
        words = folded(text[begin:end]).split()
        for word in words[: -_MOST_BETWEEN - 2 : -1]:
            if word in ends or ("0" in word and (self._end_numbers or not word.isdigit())):
                return True
            if word not in self._between:
                return begin > start and word is words[0]  # it may be cut off
        return len(words) <= _MOST_BETWEEN and begin > start


_WIDEST_GAP = 20  # characters of a date between two parts, which are looked at with them


class Finds:
    """What a spotter finds in a text that is asked for part after part, mostly from its beginning to its end.

    Where the parts overlap each place is looked at once: in a text of nothing but dates it is within reach of thirty.
    """

    def __init__(self, spotter: Spotter, text: str) -> None:
        self._spotter = spotter
        self._text = text
        self._from = self._to = 0  # the part that was looked at
        self._found: list[re.Match[str]] = []

    def within(self, start: int, end: int) -> list[re.Match[str]]:
        """What `finditer` of the spotter finds in a part of the text, at whose edges no word is cut in two."""
        if not self._from <= start <= self._to + _WIDEST_GAP:
            self._from = self._to = start
            self._found = []
        if end > self._to:
            self._look(end)
        out: list[re.Match[str]] = []
        for found in self._found[bisect_left(self._found, start, key=_start) :]:
            if found.start() >= end:
                break
            if found.start() >= start:
                m = found if found.end() <= end else found.re.match(self._text, found.start(), end)
                if m is not None:
                    out.append(m)
                    start = m.end()
        return out

    def once(self, start: int, end: int) -> list[re.Match[str]]:
        """The same, of which nothing is kept."""
        return list(self._spotter.finditer(Stretch(self._text, start, end)))

    def _look(self, end: int) -> None:
        text = self._text
        while end < len(text) and text[end].isalnum():  # the word that the end cuts is one of the text
            end += 1
        places = self._spotter.places(Stretch(text, self._to, end))
        self._found += [m for place, pattern in places if (m := pattern.match(text, place)) is not None]
        self._to = end


_start = methodcaller("start")


def _last_words_of(patterns: Iterable[str]) -> frozenset[str] | None:
    try:
        return frozenset(chain.from_iterable(map(last_words, patterns)))
    except ValueError:  # any word at all
        return None


_MOST_BETWEEN = 2
_LAST_WORDS = 32  # characters that mostly hold three words
_MOST_WORDS = 20_000
