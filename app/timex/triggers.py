"""The words a rule's pattern can begin with: what decides which rules are tried at which words.

They are derived from the pattern itself, so that nobody keeps a list beside it that could go stale. Python's own
parse of the pattern is used (`re._parser`, there under one name or another since Python 1.5): the alternative, our
own little pattern language, would have to be learned by everyone who writes a rule. A property test holds the
outcome to "every rule tried everywhere".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

ANY = ""  # stands for any word, or none, and for any character
JOINED = "0"  # stands for a letter or digit right behind a word, which is of digits or letters then

# No rule reads longer numbers, and a repeat is followed no further: two words are soon spelled.
_MOST_DIGITS = 7
_MOST_ROUNDS = 7
_MOST_ALIKE = 12
_WILD = "\0"  # a word that a class such as \w+ may spell in any way


class Beginnings(NamedTuple):
    """How the matches of a pattern can begin; there may be too many ways, never too few.

    Attributes:
        words: first word -> the words that can follow it.
        behind: first word -> the characters that can stand right behind it: a blank for any white space, `JOINED` where
            the next word follows at once, `ANY` where it may be any.
    """

    words: dict[str, frozenset[str]]
    behind: dict[str, set[str]]


def first_words(pattern: str) -> dict[str, frozenset[str]]:
    """First word -> the words that can follow it, as in `beginnings`."""
    return beginnings(pattern).words


def beginnings(pattern: str, articles: frozenset[str] = frozenset()) -> Beginnings:
    """What all matches of a pattern can begin with, in lower case.

    Articles are passed over behind the first word: "in the past" begins with "in" and "past".
    A number is as many zeros as it has digits (see `folded`); `ANY` stands for "whatever follows". A leading sign of
    `SIGNS`, such as the apostrophe of '90s, counts as a word.

    Raises:
        ValueError: the pattern can begin with any word at all, or with a sign that nothing is known to follow.
    """
    begun = _Begun(first={""})
    told = _Told(articles)
    begun = _walk(_parser.parse(pattern), begun, told)
    for word in begun.first:
        told.add(ANY, {word})
        told.end(word, ANY)
    for second, firsts in begun.second.items():
        told.add(ANY if second in articles else second, firsts)
    out: dict[str, set[str]] = {}
    for second, firsts in told.firsts.items():
        for word in firsts:
            if word in ("", _WILD):
                raise ValueError(f"the pattern can begin anywhere: {pattern[:80]!r}")
            if not word[0].isalnum() and (word not in SIGNS or second in (ANY, _WILD)):
                raise ValueError(f"{word!r} alone begins no expression: {pattern[:80]!r}")
            out.setdefault(word, set()).add(ANY if second == _WILD else second)
    return Beginnings({word: frozenset(seconds) for word, seconds in out.items()}, told.behind)


def last_words(pattern: str) -> frozenset[str]:
    """The words that a match can end with, folded as in `first_words`: the same walk, from behind.

    Raises:
        ValueError: the pattern can end with any word at all.
    """
    told = _Told(frozenset(), backwards=True)
    begun = _walk(_parser.parse(pattern), _Begun(first={""}), told)
    words = begun.first.union(*begun.second.values(), *told.firsts.values())
    if any(not word[:1].isalnum() for word in words):
        raise ValueError(f"the pattern can end anywhere: {pattern[:80]!r}")
    return frozenset(word[::-1] for word in words)


class _Told:
    """Second word -> the first words it can stand behind; from behind, the words before the last."""

    def __init__(self, articles: frozenset[str], *, backwards: bool = False) -> None:
        self.articles = articles
        self.backwards = backwards
        self.firsts: dict[str, set[str]] = {}
        self.behind: dict[str, set[str]] = {}

    def add(self, second: str, firsts: set[str]) -> None:
        self.firsts.setdefault(second, set()).update(firsts)

    def end(self, first: str, behind: str) -> None:
        """A character can stand right behind a first word."""
        self.behind.setdefault(first, set()).add(behind)


@dataclass
class _Begun:
    """All ways to have got to one place of a pattern: first words being spelled, and second words with their firsts.

    Ways that have spelled the same go on alike and are kept as one: of 60 numbers before 40 units, 100 and not 2,400.
    """

    first: set[str] = field(default_factory=set)
    second: dict[str, set[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.first or self.second)

    def add(self, other: _Begun) -> None:
        self.first |= other.first
        for spelled, firsts in other.second.items():
            self.second.setdefault(spelled, set()).update(firsts)

    def spell(self, char: str, told: _Told, *, sure: bool = True) -> _Begun:
        """One character further; a second word that it ends is told.

        Args:
            sure: whether it is that character, and not one of many that end a word.
        """
        out = _Begun()
        behind = ANY if not sure else JOINED if char.isalnum() else " " if char.isspace() else char
        for spelled in self.first:
            grown = _grown(spelled, char)
            if grown is not None:
                out.first.add(grown)
            elif not spelled:  # only a leading sign is a word of its own: elsewhere signs and spaces separate words
                if char.isspace() or told.backwards:
                    out.first.add("")
                else:
                    out.second.setdefault("", set()).add(char)
                    told.end(char, ANY)
            else:
                out.second.setdefault(_grown("", char) or "", set()).add(spelled)
                told.end(spelled, behind)
        for spelled, firsts in self.second.items():
            grown = _grown(spelled, char)
            if grown is not None:
                out.second.setdefault(grown, set()).update(firsts)
            elif spelled and spelled not in told.articles:
                told.add(spelled, firsts)
            else:  # nothing yet, or an article
                out.second.setdefault(_grown("", char) or "", set()).update(firsts)
        return out

    def spell_letters(self, run: str, told: _Told) -> _Begun:
        """Some letters further, which are folded: the same as one after the other, in a fifth of the time."""
        out = _Begun()
        for spelled in self.first:
            if spelled == _WILD:
                out.first.add(_WILD)
            elif spelled[:1] == "0":
                out.second.setdefault(run, set()).add(spelled)
                told.end(spelled, JOINED)
            else:
                out.first.add(spelled + run)
        for spelled, firsts in self.second.items():
            if spelled[:1] == "0":
                told.add(spelled, firsts)
            else:
                out.second.setdefault(_WILD if spelled == _WILD else spelled + run, set()).update(firsts)
        return out

    def wild(self) -> _Begun:
        out = _Begun(first={_WILD} if self.first else set())
        for firsts in self.second.values():
            out.second.setdefault(_WILD, set()).update(firsts)
        return out


def _grown(spelled: str, char: str) -> str | None:
    """The word with one character more, or None where the character ends it."""
    if spelled == _WILD:
        return _WILD if char.isalnum() else None
    if char.isdigit():
        return (spelled + "0")[:_MOST_DIGITS] if spelled[:1] in ("", "0") else None
    if char.isalpha() and spelled[:1] != "0":
        return spelled + _folded(char)
    return None


def _walk(items: Iterable[Any], begun: _Begun, told: _Told) -> _Begun:
    run = ""
    for op, argument in reversed(list(items)) if told.backwards else items:
        if not begun:
            break
        if op is _constants.LITERAL and chr(argument).isalpha():
            run += _FOLDED[argument]
            continue
        if run:
            begun, run = begun.spell_letters(run, told), ""
        begun = _step(op, argument, begun, told)
    return begun.spell_letters(run, told) if run else begun


def _step(op: Any, argument: Any, begun: _Begun, told: _Told) -> _Begun:
    c = _constants
    if op is c.LITERAL:
        return begun.spell(chr(argument), told)
    if op is c.IN:
        return _in_class(argument, begun, told)
    if op is c.BRANCH:
        out = _Begun()
        for branch in argument[1]:
            out.add(_walk(branch, begun, told))
        return out
    if op is c.SUBPATTERN:
        return _walk(argument[3], begun, told)
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        least, most, inner = int(argument[0]), int(argument[1]), argument[2]
        out = _Begun()
        if least == 0:
            out.add(begun)
        for count in range(1, min(most, max(least, _MOST_ROUNDS)) + 1):
            begun = _walk(inner, begun, told)
            if count >= least:
                out.add(begun)
        return out
    if op is c.ATOMIC_GROUP:
        return _walk(argument, begun, told)
    if op is c.ASSERT and argument[0] > 0 and not told.backwards:
        # What must follow tells the second word as what is read does; where it leaves that open, the rest tells it.
        return begun if _walk(argument[1], begun, told) else _Begun()
    if op in (c.AT, c.ASSERT, c.ASSERT_NOT):
        return begun
    return begun.wild()


def _in_class(items: list[tuple[Any, Any]], begun: _Begun, told: _Told) -> _Begun:
    c = _constants
    out = _Begun()
    # A class with a long range, such as [а-яіїєґ'], stands for any letter: those named besides are not spelled out.
    any_letter = any(op is c.RANGE and argument[1] - argument[0] >= _MOST_ALIKE for op, argument in items)
    for op, argument in items:
        if op is c.LITERAL:
            if not (any_letter and chr(argument).isalpha()):
                out.add(begun.spell(chr(argument), told))
        elif op is c.RANGE and argument[1] - argument[0] < _MOST_ALIKE:
            for code in range(argument[0], argument[1] + 1):
                out.add(begun.spell(chr(code), told))
        elif op is c.CATEGORY and argument is c.CATEGORY_DIGIT:
            out.add(begun.spell("0", told))
        elif op is c.CATEGORY and argument is c.CATEGORY_SPACE:
            out.add(begun.spell(" ", told))
        elif op is c.RANGE:
            out.add(begun.wild())
        else:  # a negated class or a category: anything, or the end of the word
            out.add(begun.wild())
            out.add(begun.spell(" ", told, sure=False))
    return out


def signs_within(pattern: str) -> frozenset[str]:
    """The signs between whose words a match can run on, such as the apostrophe of [a-z']+ed.

    Raises:
        ValueError: the pattern can run across a gap, or asks what follows it.
    """
    return frozenset(_signs(_parser.parse(pattern)))


def _signs(items: Iterable[Any]) -> Iterator[str]:
    c = _constants
    for op, argument in items:
        if op is c.LITERAL:
            yield from (sign for sign in chr(argument) if not sign.isalnum())
        elif op is c.IN:
            yield from _signs(argument)
        elif op is c.CATEGORY and argument is c.CATEGORY_WORD:
            yield "_"
        elif op is c.BRANCH:
            for branch in argument[1]:
                yield from _signs(branch)
        elif op is c.SUBPATTERN:
            yield from _signs(argument[3])
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            yield from _signs(argument[2])
        elif op not in (c.RANGE, c.AT, c.ASSERT_NOT) and argument is not c.CATEGORY_DIGIT:
            raise ValueError("what many words begin has to be one word")


def alternatives(pattern: str) -> list[str]:
    """The patterns between the bars that stand outside of every group and class."""
    out, depth, last = [], 0, 0
    for m in re.finditer(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", pattern):
        depth += (m[0] == "(") - (m[0] == ")")
        if m[0] == "|" and not depth:
            out.append(pattern[last : m.start()])
            last = m.end()
    return [*out, pattern[last:]]


SIGNS = frozenset("'’‘#")
# A run of letters and digits in one is as many words: "1990s" and "fy2011" are two.
MIXED = re.compile(r"0(?:(?=[^ 0])|(?<=[^ 0]0))")
PART = re.compile(r"0+|[^0]+")


def folded(text: str) -> str:
    """The text as its words are looked up, of the same length: small letters, digits zeros, all else blanks.

    Letters fold as patterns do that ignore case: the long s is an s, and the dotted and dotless i are an i.
    """
    # An ASCII text is translated by a table in C, 3 µs for 2.6 KB; any other by look-ups in a dictionary, 65 µs.
    return text.translate(_ASCII if text.isascii() else _FOLDED)


def _folded(char: str) -> str:
    if not char.isalnum():
        return " "
    if char.isdecimal():
        return "0" if char.isascii() else " "
    upper = char.upper()
    lower = (upper if len(upper) == 1 else char).lower()
    return lower if len(lower) == 1 else lower[0]


class _Folded(dict[int, str]):
    """Characters by their code points, filled in as they are met; kept for those that texts are written in."""

    def __missing__(self, code: int) -> str:
        told = _folded(chr(code))
        if code < _KEPT:
            self[code] = told
        return told


_KEPT = 0x3000
_FOLDED = _Folded()
_ASCII = "".join(map(_folded, map(chr, range(128))))
