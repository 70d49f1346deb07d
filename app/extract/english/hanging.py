"""Happenings that hang on a verb and are not told by it: asked for, refused, left undone, or done before.

"The mayor refused to sign" tells of a refusal, which happened, and of a signing, which did not. The refusal is told by
its clause; what is here are the others, each with words of its own: "The mayor did not sign".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extract.article import Modality
from app.extract.english.clauses import PARTICIPIAL, Clause, Parse, Subject
from app.extract.english.subjects import noun_phrase
from app.extract.english.tagging import ADV, COMMA, HAVE, NAME, NOUN, PREP, PRON, STOP, TIME, VBG, VBN, past_forms
from app.extract.english.verb_groups import Group, Shape, Tense
from app.extract.lang import en


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a clause.

    Attributes:
        verb: number of the word that names it.
        modality: asserted only for what was done before ("having lost the match, …").
        says: the verb as a title tells it, "did not sign".
        subject: who may do what somebody asks for; None for the clause's own subject.
        words: numbers of the words behind the verb that belong to it.
        shares_date: whether it has the date of its clause.
    """

    verb: int
    modality: Modality
    says: str
    subject: Subject | None
    words: tuple[int, ...]
    shares_date: bool


_TOLD_AS_DONE = frozenset((Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT, Tense.PROGRESSIVE, Tense.PRESENT))


def hanging(text: str, parse: Parse, clause: Clause) -> Iterator[Hanging]:
    """What hangs on a clause that is told as done.

    Args:
        text: the string that the words' offsets index.
    """
    group = clause.group
    if group is None or not group.finite:
        return
    if group.tense not in _TOLD_AS_DONE:
        return
    if clause.chain and not group.negated:
        yield from _of_chain(text, parse, clause, group)
    yield from _left_out(parse, clause)
    yield from _done_before(parse, clause)


def _of_chain(text: str, parse: Parse, clause: Clause, group: Group) -> Iterator[Hanging]:
    words, inner = parse.words, clause.chain[0]
    if inner.lemma in _NOTHING_DONE or inner.negated:
        return
    behind = tuple(k for k in clause.words if k > inner.head)
    between = [k for k in range(group.head + 1, inner.first) if words[k].tag not in (ADV, TIME)]
    while between and words[between[-1]].tag == PREP and words[between[-1] + 1].tag == TIME:
        between.pop()  # "urged members on Monday to reject it"
    if not between and not group.passive:
        if group.lemma in en.FAILING and inner.shape is Shape.INFINITIVE:
            yield Hanging(inner.head, Modality.DENIED, f"did not {inner.lemma}", None, behind, shares_date=True)
        elif group.lemma in en.DENYING and inner.shape is Shape.GERUND and (past := _past(inner)):
            yield Hanging(inner.head, Modality.DENIED, past, None, behind, shares_date=False)
        return
    upon = words[between[0]].lower if between else ""
    if upon in ("on", "upon") and group.lemma == "call":
        between = between[1:]
    elif group.lemma not in en.ASKING:
        return
    if group.passive or inner.shape is not Shape.INFINITIVE or not between or not _is_noun_phrase(parse, between):
        return
    if words[between[0]].tag == PREP:
        return  # "asked for money to repair the wall": nobody was asked
    asked = noun_phrase(text, words, between)
    if asked is not None:
        verb = text[words[inner.first].end : words[inner.head].end].strip()
        yield Hanging(inner.head, Modality.HYPOTHETICAL, f"should {verb}", asked, behind, shares_date=False)


# Of "refused to comment" the refusal says it all.
_SPEAKING = frozenset("comment speak talk elaborate answer discuss give identify name apologise apologize".split())
_NOTHING_DONE = en.STATES | en.OPINION | en.SAYING | _SPEAKING


def _is_noun_phrase(parse: Parse, numbers: Sequence[int]) -> bool:
    words = parse.words
    whole = numbers[-1] - numbers[0] == len(numbers) - 1
    named = any(words[k].tag in (NOUN, NAME) for k in numbers)
    return whole and named and all(words[k].tag not in (PRON, COMMA, STOP) for k in numbers)


def _left_out(parse: Parse, clause: Clause) -> Iterator[Hanging]:
    """What was not done: "left without signing", "instead of apologising, the minister left"."""
    words = parse.words
    if "without" not in parse.lowers and "instead" not in parse.lowers:
        return
    for k in clause.words:
        if k + 1 >= len(words):
            break
        without = words[k].lower == "without"
        if not without and not (words[k].lower == "instead" and words[k + 1].lower == "of"):
            continue
        verb = k + 1 if without else k + 2
        if verb + 1 >= len(words):
            break
        if words[verb].tag == HAVE and words[verb + 1].tag == VBN:
            verb += 1
        elif words[verb].tag != VBG:
            continue
        if words[verb].lemma in en.STATES or words[verb].lemma in en.OPINION:
            continue
        end = verb + 1
        while end < len(words) and words[end].tag not in (COMMA, STOP) and parse.owner[end] == parse.owner[verb]:
            end += 1
        says = f"did not {words[verb].lemma}"
        yield Hanging(verb, Modality.DENIED, says, None, tuple(range(verb + 1, end)), shares_date=True)


def _done_before(parse: Parse, clause: Clause) -> Iterator[Hanging]:
    """What had been done: "Having lost the first match, the visitors attacked"."""
    if parse.words[0].lower != "having" and parse.words[min(1, len(parse.words) - 1)].lower != "having":
        return
    for other in parse.clauses:
        group = other.group
        if other.kind is not PARTICIPIAL or other.parent != clause.number or group is None or other.start > 1:
            continue
        if parse.words[group.first].lower != "having" or group.passive or group.lemma in _NOTHING_DONE:
            continue
        if past := _past(group):
            behind = tuple(k for k in other.words if k > group.head)
            yield Hanging(group.head, Modality.ASSERTED, past, None, behind, shares_date=False)


def _past(group: Group) -> str | None:
    return past_forms().get(group.lemma)
