"""The words a rule's pattern can begin with: what decides which rules are tried at which words.

They are derived from the pattern itself, so that nobody keeps a list beside it that could go stale. Python's own
parse of the pattern is used (`re._parser`, there under one name or another since Python 1.5): the alternative, our
own little pattern language, would have to be learned by everyone who writes a rule. A property test holds the
outcome to "every rule tried everywhere".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

ANY = ""  # stands for any word, or none

# Patterns that begin in more ways than this are told by their first word alone: following every number word into every
# unit takes a tenth of a second a rule, which is felt when a command starts.
_MOST_PREFIXES = 400

# No rule reads longer numbers, and a repeat is followed no further: two words are soon spelled.
_MOST_DIGITS = 7
_MOST_ROUNDS = 7

# A prefix under construction: finished words, and the one being spelled.
_Prefix = tuple[tuple[str, ...], str]


def first_words(pattern: str) -> frozenset[tuple[str, str]]:
    """The pairs (first word, second word) with which a match can begin, in lower case.

    A number is as many zeros as it has digits (see `folded`); `ANY` stands for "whatever follows". A leading sign,
    such as the apostrophe of '90s, counts as a word. There may be too many pairs (a superset is safe), never too few.

    Raises:
        ValueError: the pattern can begin with any word at all.
    """
    prefixes = _walk(_parser.parse(pattern), {((), "")})
    pairs = {_pair(words + ((spelled,) if spelled else ())) for words, spelled in prefixes}
    if any(not first or first == _WILD for first, _ in pairs):
        raise ValueError(f"the pattern can begin anywhere: {pattern[:80]!r}")
    return frozenset(pairs)


_WILD = "\0"  # a word that a class such as \w+ may spell in any way


def _pair(words: tuple[str, ...]) -> tuple[str, str]:
    first, second = (*words, ANY, ANY)[:2]
    return first, ANY if second == _WILD else second


def _open(prefix: _Prefix) -> bool:
    return len(prefix[0]) < 2


def _add(prefix: _Prefix, char: str) -> _Prefix:
    words, spelled = prefix
    if spelled == _WILD:
        return prefix if char.isalnum() else (((*words, _WILD), ""))
    if char.isdigit():
        if spelled and spelled[0] != "0":
            return (*words, spelled), "0"
        return words, (spelled + "0")[:_MOST_DIGITS]
    if spelled[:1] == "0" and char.isalpha():
        words, spelled = (*words, spelled), ""
    if char.isalpha():
        return words, spelled + char.lower()
    words = (*words, spelled) if spelled else words
    # Only a leading sign is a word of its own: between words, signs and spaces are what separates them.
    return ((char,), "") if not words and not char.isspace() else (words, "")


def _wild(prefix: _Prefix) -> _Prefix:
    return prefix[0], _WILD


def _walk(items: Iterable[Any], prefixes: set[_Prefix]) -> set[_Prefix]:
    for op, argument in items:
        going = {p for p in prefixes if _open(p)}
        if not going:
            break
        prefixes = (prefixes - going) | _step(op, argument, going)
        if len(prefixes) > _MOST_PREFIXES:
            prefixes = {((words[0], _WILD), "") if words else (words, spelled) for words, spelled in prefixes}
    return prefixes


def _step(op: Any, argument: Any, prefixes: set[_Prefix]) -> set[_Prefix]:
    c = _constants
    if op is c.LITERAL:
        return {_add(p, chr(argument)) for p in prefixes}
    if op is c.IN:
        return {new for p in prefixes for new in _in_class(argument, p)}
    if op is c.BRANCH:
        return {new for branch in argument[1] for new in _walk(branch, prefixes)}
    if op is c.SUBPATTERN:
        return _walk(argument[3], prefixes)
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        least, most, inner = int(argument[0]), int(argument[1]), argument[2]
        out = set(prefixes) if least == 0 else set()
        for count in range(1, min(most, max(least, _MOST_ROUNDS)) + 1):
            prefixes = _walk(inner, prefixes)
            if count >= least:
                out |= prefixes
        return out
    if op is c.ATOMIC_GROUP:
        return _walk(argument, prefixes)
    if op in (c.AT, c.ASSERT, c.ASSERT_NOT):
        return prefixes
    return {_wild(p) for p in prefixes}


def _in_class(items: list[tuple[Any, Any]], prefix: _Prefix) -> set[_Prefix]:
    c = _constants
    out: set[_Prefix] = set()
    for op, argument in items:
        if op is c.LITERAL:
            out.add(_add(prefix, chr(argument)))
        elif op is c.RANGE:
            low, high = argument
            if high - low > 64:
                out.add(_wild(prefix))
            else:
                out.update(_add(prefix, chr(code)) for code in range(low, high + 1))
        elif op is c.CATEGORY and argument is c.CATEGORY_DIGIT:
            out.add(_add(prefix, "0"))
        elif op is c.CATEGORY and argument is c.CATEGORY_SPACE:
            out.add(_add(prefix, " "))
        else:
            out.add(_wild(prefix))
    if not out or items[0][0] is c.NEGATE:
        return {_wild(prefix), _add(prefix, " ")}
    return out


SIGNS = frozenset("'’‘#")
TOKEN = re.compile(r"([^\W\d_]+|[0-9]+|['’‘#])")
_TO_ZERO = str.maketrans("123456789", "0" * 9)


def folded(text: str) -> str:
    """The text as its tokens are looked up: in lower case, every digit a zero, of the same length."""
    lower = text.lower()
    if len(lower) != len(text):  # one capital, such as the dotted I, may have two small letters
        lower = "".join(char if len(char.lower()) > 1 else char.lower() for char in text)
    return lower.translate(_TO_ZERO)
