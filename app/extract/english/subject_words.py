"""Which words of a clause are its subject: behind openers, dates and adverbials, before what is added to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from app.extract.english.clauses import Clause
from app.extract.english.tagging import (
    ADJ,
    ADV,
    CC,
    CLOSE,
    COMMA,
    DASH,
    DET,
    NAME,
    NOMINAL,
    NOUN,
    NUM,
    OPEN,
    PREP,
    PRON,
    QUOTE,
    SEMI,
    STOP,
    SUB,
    SYM,
    THAT,
    TIME,
    TO,
    VBG,
    VBN,
    VERBAL,
    WH,
    Word,
)


def subjects_of(words: Sequence[Word], clauses: Sequence[Clause]) -> list[tuple[int, ...]]:
    """For each clause, in order, the word numbers of its subject; empty where it has none."""
    out: list[tuple[int, ...]] = []
    for clause in clauses:
        if clause.group is None:
            out.append(())
        elif clause.inverted:
            out.append(tuple(_phrase_after(words, clause.group.head + 1)))
        elif clause.shares_subject and clause.joined is not None:
            out.append(out[clause.joined])
        else:
            begin = 0 if clause.opener is None else bisect_right(clause.words, clause.opener)  # behind "in which"
            out.append(tuple(_subject(words, clause.words[begin : bisect_left(clause.words, clause.group.first)])))
    return out


def _phrase_after(words: Sequence[Word], at: int) -> list[int]:
    """The noun phrase that begins at a word, up to the next mark, verb or date."""
    out = []
    while (
        at < len(words)
        and words[at].tag not in VERBAL
        and words[at].tag not in (COMMA, STOP, QUOTE, TIME, SUB, WH, THAT, SEMI)
    ):
        out.append(at)
        at += 1
    while out and words[out[-1]].tag in (PREP, CC, ADV):
        out.pop()
    if out and at + 1 < len(words) and words[at].tag == COMMA and words[at + 1].tag == NAME:
        name = [at]
        while name[-1] + 1 < len(words) and words[name[-1] + 1].tag == NAME:
            name.append(name[-1] + 1)
        if name[-1] + 1 >= len(words) or words[name[-1] + 1].tag in (COMMA, STOP):
            out += name  # "said the engineer, Ida Carrow"
    return out


def _subject(words: Sequence[Word], before: list[int]) -> list[int]:
    """The subject among the words before the verb: behind openers, dates and leading adverbials."""
    size = -1
    while before and len(before) != size:
        size = len(before)
        before = _without_opening(words, before)
    while before and words[before[-1]].tag in _BEHIND_SUBJECT:
        if words[before[-1]].tag == CLOSE and any(words[k].tag == OPEN for k in before):
            break
        before = before[:-1]
    for place in range(1, len(before)):
        # "All of a sudden, when given the chance, people voted", and "a tourist who lived there, a guard, was …".
        opener = words[before[place - 1] + 1].tag if before[place] > before[place - 1] + 1 else ""
        if opener == SUB and words[before[place]].tag == COMMA and any(words[k].tag in NOMINAL for k in before[place:]):
            return _subject(words, before[place:])
        if opener == WH and words[before[place]].tag == COMMA:
            return _subject(words, before[:place])
    if words[0].tag in (VBN, VBG) and (named := _name_at_end(words, before)):
        return named  # "Born in Holt, the daughter of a cook, Hartog left school"
    for place in range(len(before) - 1, 0, -1):
        # "Coined by a scholar seeking peace, the word …": what a clause parts from it is no part of the subject.
        if before[place] > before[place - 1] + 1 and words[before[place]].tag in (DET, NAME, NUM, PRON):
            return before[place:] if words[before[place] - 1].tag == COMMA else before
    return before


def _name_at_end(words: Sequence[Word], before: list[int]) -> list[int]:
    """The name or pronoun behind the last comma, if nothing else stands there."""
    last = max((place for place, k in enumerate(before) if words[k].tag == COMMA), default=None)
    behind = [] if last is None else before[last + 1 :]
    return behind if all(words[k].tag in (NAME, PRON) for k in behind) else []


def _without_opening(words: Sequence[Word], before: list[int]) -> list[int]:
    """Without one opener, date or adverbial at the front, if there is one."""
    first, second = words[before[0]], words[before[1]] if len(before) > 1 else None
    span = _span_before_clause(words, before)
    if span:
        return before[span:]
    if second is not None and counts(words, before):
        return before  # "almost 300 people", "at least 300 people"
    early = first.lower in ("early", "late") and second is not None and second.tag in (PREP, TIME)
    opens = first.tag in _ADVERBIAL or (first.tag == SUB and second is not None and second.tag != TIME)
    comma = _comma_behind_opening(words, before) if opens else None
    if comma is not None:
        return before[comma + 1 :]
    if opens and first.tag == SUB and (behind := _behind_adverbial(words, before)):
        return behind  # "Since the invasion militias have …"
    if first.tag in _BEFORE_SUBJECT or first.tag == TIME or early:
        return before[1:]
    if first.tag not in _ADVERBIAL:
        return before
    if second is not None and second.tag == TIME:
        return before[2:]
    return _behind_adverbial(words, before)


def counts(words: Sequence[Word], before: Sequence[int]) -> bool:
    """Whether a number follows the adverbs with which the words begin."""
    behind = next((k for k in before if words[k].tag != ADV), None)
    return words[before[0]].tag == ADV and behind is not None and words[behind].tag in (NUM, SYM)


def _comma_behind_opening(words: Sequence[Word], before: list[int]) -> int | None:
    """Place of the comma that ends an adverbial with which a clause opens: "As a result,", "In Sarn, a port,"."""
    commas = [at for at, k in enumerate(before) if words[k].tag in (COMMA, DASH)]
    if not commas or not any(words[k].tag in NOMINAL for k in before[commas[0] + 1 :]):
        return None
    listed = any(words[k].tag == CC for k in before[commas[0] :])
    return commas[0] if listed or commas[-1] == len(before) - 1 else commas[-1]


def _span_before_clause(words: Sequence[Word], before: list[int]) -> int:
    """How many words the "three months" of "three months after he had left, she …" takes, its comma included."""
    at = 0
    while at < len(before) and words[before[at]].tag in _SPAN:
        at += 1
        if words[before[at - 1]].lower in _UNITS:
            break
    else:
        return 0
    if at >= len(before):
        return 0
    behind = before[at]
    if words[behind].tag == COMMA and behind > before[at - 1] + 1 and words[before[at - 1] + 1].tag == SUB:
        return at + 1
    if words[behind].lower in ("after", "before", "into") and (
        comma := next((place for place in range(at, len(before)) if words[before[place]].tag == COMMA), None)
    ):
        return comma + 1
    return 0


_SPAN = frozenset((NUM, DET, ADV, ADJ, NOUN, SUB))
_UNITS = frozenset(f"{unit}{s}" for unit in "second minute hour day week month year decade".split() for s in ("", "s"))


def _behind_adverbial(words: Sequence[Word], before: list[int]) -> list[int]:
    """The subject behind an adverbial that no comma ends: "In Paris on Monday the company", "By then police"."""
    time = next((at for at in range(len(before) - 1, -1, -1) if words[before[at]].tag == TIME), None)
    if time is not None and any(words[k].tag in NOMINAL for k in before[time + 1 :]):
        return before[time + 1 :]
    for at in range(2, len(before)):
        last, here = words[before[at - 1]], words[before[at]]
        described = here.tag == ADV and at + 1 < len(before) and words[before[at + 1]].tag == ADJ
        if last.tag == NOUN and described:
            return before[at:]  # "Since the invasion deeply religious militias"
        if last.tag in (NOUN, NAME, NUM) and (here.tag in (DET, PRON, ADJ) or (last.tag == NOUN and here.tag == NAME)):
            return before[at:]  # "By all accounts foreign companies", "In recent months a group"
    return []


_BEFORE_SUBJECT = frozenset((CC, ADV, COMMA, QUOTE, DASH, STOP, SEMI, OPEN, CLOSE, SUB))
_ADVERBIAL = frozenset((PREP, TO, VBG, VBN))
_BEHIND_SUBJECT = frozenset((COMMA, ADV, QUOTE, DASH, TIME, PREP, CLOSE, CC))
