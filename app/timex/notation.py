"""How rules write their patterns: a blank stands for any gap between words (a line break, but no empty line)."""

from __future__ import annotations

import re

# What separates a small word from the expression behind it: a gap, a hyphen ("mid-May"), or nothing ("d'avril").
BEFORE_WORD = r"(?:\s{1,8}|[-‐‑]|(?<=['’]))"
GAP = r"(?:[^\S\n]{1,8}(?:\n[^\S\n]{0,8})?|\n[^\S\n]{0,8})"


def expand(pattern: str) -> str:
    r"""The pattern with every blank turned into a gap between words, and `[- ]` into a gap or a hyphen.

    `\d` is made one of the ten ASCII digits: the others have no place in a date that we could read.
    """
    for either in ("[- ]", "[ -]"):
        pattern = pattern.replace(either, "(?:[-‐‑]| )")
    return _DIGIT.sub(lambda m: m[0].replace(r"\d", "0-9") if m[0][0] == "[" else "[0-9]", pattern).replace(" ", GAP)


# A class of characters as a whole, or a digit outside of one.
_DIGIT = re.compile(r"\[(?:\\.|[^\]\\])*\]|(?<!\\)\\d")
