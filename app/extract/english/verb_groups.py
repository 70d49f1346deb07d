"""The verbs of an English sentence with their auxiliaries: tense, modal, negation, active or passive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.extract.english.tagging import ADV, BE, DO, HAVE, MD, NEG, QUOTE, TIME, TO, VB, VBD, VBG, VBN, VERBAL, Word
from app.extract.lang import en


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    PROGRESSIVE = "progressive"  # "is taking"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"
    MODAL = "modal"
    NONE = "none"  # of infinitives and participles


class Shape(StrEnum):
    FINITE = "finite"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    GERUND = "gerund"


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries: word numbers `first` to `head`, the head being the verb that carries the meaning.

    Never changed once made.
    """

    first: int
    head: int
    shape: Shape
    tense: Tense
    lemma: str
    modal: str | None
    negated: bool
    passive: bool
    finite: bool = field(init=False)

    def __post_init__(self) -> None:
        self.finite = self.shape is Shape.FINITE


_GROUP_GAP = frozenset((ADV, NEG, TIME, QUOTE))
_CONTINUES = {
    MD: frozenset((VB, BE, HAVE, DO)),
    HAVE: frozenset((VBN, BE, HAVE, DO)),
    BE: frozenset((VBN, VBG, BE, HAVE, DO)),
    DO: frozenset((VB, HAVE, BE, DO)),
}
_AUXILIARY_LEMMAS = {BE: "be", HAVE: "have", DO: "do"}
_NONFINITE_AUXILIARY = frozenset(("be", "been", "being", "having", "done", "doing"))


def groups(words: Sequence[Word], tags: Sequence[str]) -> list[Group]:
    """The verb groups of a sentence, in order.

    Args:
        tags: those of the words.
    """
    out: list[Group] = []
    if VERBAL.isdisjoint(tags):
        return out
    negations = [k for k, tag in enumerate(tags) if tag == NEG] if NEG in tags else []
    behind = 0
    for at in [k for k, tag in enumerate(tags) if tag in _BEGINS]:
        if at < behind:
            continue
        if tags[at] != TO:
            group = _group(words, at, at, negations)
        elif (verb := _skip(words, at + 1)) < len(words) and tags[verb] in (VB, BE, HAVE, DO):
            group = _group(words, at, verb, negations)
        else:
            continue
        out.append(group)
        behind = group.head + 1
    return out


_RANKS = frozenset(("first", "next", "last"))
_BEGINS = VERBAL | {TO}


def _skip(words: Sequence[Word], at: int) -> int:
    limit = at + 4
    while at < len(words) and at < limit and words[at].tag in _GROUP_GAP:
        at += 1
    if at + 1 < len(words) and words[at].lower in _RANKS and words[at + 1].tag in VERBAL:
        return at + 1  # "was first seen"
    if at + 2 < len(words) and words[at].lower == "one" and words[at + 1].lower == "day":
        return at + 2  # "will one day reach the moon"
    return at


def _group(words: Sequence[Word], first: int, verb: int, negations: Sequence[int]) -> Group:
    parts = [verb]
    while words[parts[-1]].tag in _CONTINUES:
        following = _skip(words, parts[-1] + 1)
        if following >= len(words) or words[following].tag not in _CONTINUES[words[parts[-1]].tag]:
            break
        parts.append(following)
    head = parts[-1]
    lead, last = words[parts[0]], words[head]
    negated = bool(negations) and any(max(first - 1, head - 8) <= k <= head + 1 for k in negations)
    modal = lead.lower if lead.tag == MD else None
    passive = last.tag == VBN and head > verb and any(words[k].tag == BE for k in parts[:-1])
    lemma = _AUXILIARY_LEMMAS.get(last.tag, last.lemma)
    if words[first].tag == TO:
        shape = Shape.INFINITIVE
    elif lead.tag == VBN:
        shape = Shape.PARTICIPLE
    elif lead.tag == VBG or lead.lower in ("being", "having", "doing"):
        shape = Shape.GERUND
    elif lead.tag == VB and (first == 0 or words[first - 1].tag == QUOTE) and head == first:
        shape = Shape.FINITE  # an imperative
    elif lead.tag == VB or lead.lower in _NONFINITE_AUXILIARY:
        shape = Shape.INFINITIVE
    else:
        shape = Shape.FINITE
    return Group(first, head, shape, _tense(words, parts, shape), lemma, modal, negated, passive)


def _tense(words: Sequence[Word], parts: list[int], shape: Shape) -> Tense:
    if shape is not Shape.FINITE:
        return Tense.NONE
    lead, last = words[parts[0]], words[parts[-1]]
    if lead.tag == MD:
        return Tense.FUTURE if lead.lower in en.PLANNED_MODALS else Tense.MODAL
    if lead.tag == HAVE and len(parts) > 1:
        return Tense.PLUPERFECT if lead.lower == "had" else Tense.PERFECT
    past = lead.tag == VBD or lead.lower in ("was", "were", "did", "had")
    if past:
        return Tense.PAST
    return Tense.PROGRESSIVE if lead.tag == BE and last.tag == VBG else Tense.PRESENT
