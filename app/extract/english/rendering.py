"""Some words of a sentence as one string."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.english.tagging import CLOSE, COMMA, POSS, SEMI, STOP, TIME, Word

_CLOSE_TO_WORD = frozenset((COMMA, STOP, CLOSE, POSS, SEMI))


def render(text: str, words: Sequence[Word], kept: list[int]) -> str:
    """The words as they stand in the text, gaps closed to one space."""
    out = ""
    for first, last in runs(kept):
        if out and words[first].tag not in _CLOSE_TO_WORD:
            out = f"{_agreeing(out, words[first].lower)} "
        if first >= 2 and words[first - 1].tag == POSS and words[first - 2].tag == TIME:
            out += "the "  # for the "Monday's" that is gone
        out += text[words[first].start : words[last].end]
    return out


def _agreeing(told: str, following: str) -> str:
    """With the article that the next word asks for: "a 2019 arson attack" without its year is "an arson attack"."""
    article = told[told.rfind(" ") + 1 :]
    if article.lower() not in ("a", "an"):
        return told
    vowel = following[:1] in "aeiou" and not following.startswith(_LIKE_CONSONANTS)
    return told[: -len(article)] + article[0] + ("n" if vowel or following.startswith(_SILENT_H) else "")


# By their sound: "a union", "a one-way street", "an hour".
_LIKE_CONSONANTS = ("uni", "use", "usu", "uti", "eu", "one", "once", "ura", "ukr")
_SILENT_H = ("hour", "honest", "honour", "honor", "heir")


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of numbers that follow on each other: of 3, 4, 5, 8 these are (3, 5) and (8, 8)."""
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
        return [(numbers[0], numbers[-1])]  # word numbers stand in order: most often they are one run
    ends = [place for place in range(1, len(numbers)) if numbers[place] != numbers[place - 1] + 1]
    return [
        (numbers[first], numbers[end - 1])
        for first, end in zip([0, *ends], [*ends, len(numbers)], strict=True)
        if end > first
    ]
