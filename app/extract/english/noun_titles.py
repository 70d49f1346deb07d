"""Titles of events that only a noun names: "ahead of the invasion last month"."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.english.rendering import render
from app.extract.english.tagging import (
    ADJ,
    CC,
    COMMA,
    DASH,
    DET,
    NAME,
    NOUN,
    NUM,
    POSS,
    PREP,
    QUOTE,
    SEMI,
    STOP,
    SUB,
    THAT,
    TIME,
    TO,
    WH,
    Word,
)  # fmt: skip
from app.extract.lang import en
from app.extract.lines import finish

_LONGEST_NOUN_TITLE = 8  # words behind the noun
_FEWEST_NOUN_WORDS = 3  # of a title that a noun makes without its date
_NOUN_PHRASE = frozenset((NOUN, NAME, ADJ, NUM, POSS, DET))
_BEFORE_DATE = frozenset((DET, ADJ, POSS))
_POINTING = frozenset(("This", "That", "These", "Those", "Another", "Such"))
_OF_NOUNS = frozenset(("of", "in", "on", "at", "against", "near", "between", "to", "with", "by", "for", "over"))


def noun_title(text: str, words: Sequence[Word], noun: int, dates: Sequence[int]) -> tuple[str, list[int]] | None:
    """The title of what a noun tells, and the numbers of its words; None where the line could not say of what.

    Args:
        dates: numbers of the TIME words that date it.
    """
    first, end = noun, noun + 1
    while first > 0 and words[first - 1].tag in _NOUN_PHRASE and words[first].tag != DET:
        first -= 1
    if first > 0 and words[first - 1].tag == TIME:
        first -= 1  # "the May 3 vote", "Tuesday's vote"
        while first > 0 and words[first - 1].tag in _BEFORE_DATE and words[first].tag != DET:
            first -= 1
    while end < len(words) and (
        words[end].tag == NAME
        or (end - noun < _LONGEST_NOUN_TITLE and (words[end].tag in _NOUN_PHRASE or words[end].lower in _OF_NOUNS))
    ):
        end += 1
    kept = [k for k in range(first, end) if words[k].tag != TIME]
    kept = [k for k in kept if not (k and words[k].tag == POSS and words[k - 1].tag == TIME)]
    bare = sum(words[k].tag not in (DET, POSS, PREP) for k in kept) == 1
    named_by_date = min(dates) < noun and any(letter.isdigit() for k in dates for letter in words[k].text)
    if (bare and not named_by_date) or words[kept[0]].lower in en.POSSESSIVES:
        return None  # "Wednesday's disclosure": of what, the line could not say
    if len(kept) < _FEWEST_NOUN_WORDS and min(dates) < noun:
        kept = list(range(first, end))  # "the 11 September attacks": the date is their name
    while kept and (words[kept[-1]].tag in (PREP, DET, POSS, TO)):
        kept.pop()
    if bare and words[kept[0]].lower in ("a", "an"):
        kept += _described(words, kept[-1] + 1)
    title = finish(render(text, words, kept))
    opening, _, rest = title.partition(" ")
    if opening in _POINTING:
        title = f"The {rest}"
    elif opening.lower() in en.PREPOSITIONS | en.SUBORDINATORS:
        title = rest[:1].upper() + rest[1:]  # the "from" of "from last November’s vote"
    return title, kept


def _described(words: Sequence[Word], behind: int) -> list[int]:
    """The "in which a guard was killed" behind "a 2021 robbery": without it nobody knows which one."""
    opener = behind + (behind < len(words) and words[behind].tag == PREP)
    if opener >= len(words) or words[opener].tag not in (WH, THAT):
        return []
    end = opener
    while end < len(words) and words[end].tag not in _ENDS_DESCRIPTION:
        end += 1
    return list(range(behind, end)) if end - behind <= _LONGEST_DESCRIPTION else []


_ENDS_DESCRIPTION = frozenset((COMMA, STOP, SEMI, DASH, QUOTE, SUB, CC, TIME))
_LONGEST_DESCRIPTION = 12  # words
