"""Which words of an English sentence an expression dates: verbs, and nouns that name what happens.

Finer than events: an event has one trigger, while "declined to comment at a hearing on Tuesday" says of three words
that they belong to Tuesday. Durations and references ("for two days", "now") have their words too, although they put no
event on a day. Where several readings are open, the choice was counted on annotated news.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.extract.english.clauses import PARTICIPIAL, Clause, Parse
from app.extract.english.event_nouns import happens, names_event
from app.extract.english.happening import BOOKKEEPING
from app.extract.english.subjects import head_noun
from app.extract.english.tagging import (
    ADJ,
    ADV,
    CC,
    COMMA,
    DET,
    NAME,
    NOUN,
    NUM,
    POSS,
    PREP,
    SUB,
    SYM,
    TIME,
    TO,
    VERBAL,
)  # fmt: skip
from app.extract.english.verb_groups import Shape, Tense
from app.extract.lang import en

# "By Friday", "since 1990", "than last year": a bound or a comparison, within which nothing is said to happen.
_BOUNDS = frozenset("by until till since from than as to before after".split())
_WITHIN = frozenset(("", "in", "of", "on", "at", "during", "over", "for"))
_BETWEEN = frozenset("of in against on at between by with for to into".split())
_DEGREES = frozenset("early earlier late later only just about".split())
_PHRASE = frozenset((NOUN, NAME, ADJ, NUM, DET, POSS, SYM))
_ATTRIBUTES = frozenset((ADJ, NAME, NUM, NOUN, SYM))
_BEFORE_ATTRIBUTE = VERBAL | {PREP, CC, COMMA}
# They say nothing without the infinitive behind them: of "expects to open in May", May dates the opening.
_AHEAD = (en.PLANNING | en.OPINION | frozenset("be have go want hope need threaten likely".split())) - {"agree"}
_LIGHT = frozenset("have report post take make show see record suffer hold".split())
_COMPARING = frozenset(("compared", "versus", "vs"))
_SOON = frozenset("soon early late recently".split())
_COMPARED_REACH = 14
_NOUN_REACH, _ATTRIBUTE_REACH, _PREDICATE_REACH = 12, 6, 4


def dated_words(parse: Parse, extents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Numbers of the words that each expression dates, as pairs of the expression's place in `extents` and the word.

    Args:
        extents: first and last word number of each expression.
    """
    return [
        (place, word)
        for place, (first, last) in enumerate(extents)
        for word in dict.fromkeys(_words_of(parse, first, last))
    ]


def _words_of(parse: Parse, first: int, last: int) -> Iterator[int]:
    words = parse.words
    yield from _when_behind(parse, last)
    stands_before, noun = _noun_behind(parse, first, last)
    if stands_before:
        if noun is not None:
            yield from _told_of(parse, noun)
        return
    if _is_bounded(parse, first):
        return
    if (compared := _compared(parse, first)) is not None:
        yield from compared
        return
    clause = _clause_around(parse, first)
    noun, alone = _noun_before(parse, clause, first)
    if noun is not None:
        yield noun
    if clause.group is None or alone:
        return
    if last + 1 < len(words) and words[last + 1].lower == "ended" and clause.group.lemma == "end":
        return  # "the quarter ended 30 September"
    if (planned := _scheduled(parse, clause, first)) is not None:
        yield planned
        return
    yield from _of_verb(parse, clause, first)
    yield from _beside(parse, clause, last)
    yield from _joined(parse, clause, first, last)
    yield from _at_once(parse, clause)


def _is_bounded(parse: Parse, first: int) -> bool:
    """Whether the word before is a bound or a comparison; in "as soon as Friday" it is none."""
    words = parse.words
    if not first or words[first - 1].lower not in _BOUNDS:
        return False
    return not (first > 1 and words[first - 1].lower == "as" and words[first - 2].lower in _SOON)


def _told_of(parse: Parse, noun: int) -> Iterator[int]:
    """A noun of happening, and what is told of it: "Monday's attack killed three", "last year's profit fell"."""
    clause = parse.clauses[parse.owner[noun]]
    group = clause.group
    if (
        group is not None
        and group.lemma not in en.PURE_STATES
        and noun == head_noun(parse.words, parse.subject(clause))
    ):
        yield group.head
    if happens(parse.words[noun].lower):
        yield noun


def _compared(parse: Parse, first: int) -> list[int] | None:
    """What is set beside the rest: of "compared with a loss of two million a year earlier" the loss."""
    words, at = parse.words, first - 1
    while at >= 0 and first - at <= _COMPARED_REACH and words[at].lower not in _COMPARING:
        if words[at].tag in VERBAL and words[at].lower != "compared":
            return None
        at -= 1
    if at < 0 or words[at].lower not in _COMPARING:
        return None
    measured = (k for k in range(at + 1, first) if words[k].tag == NOUN and words[k].lower in en.MEASURED_NOUNS)
    noun = next(measured, None)
    return [] if noun is None else [noun]


def _joined(parse: Parse, clause: Clause, first: int, last: int) -> Iterator[int]:
    """What the same subject did then too: "On Monday they came and left"."""
    group = clause.group
    if group is None or first > group.head:
        return
    for other in parse.clauses[clause.number + 1 :]:
        verb = other.group
        if other.joined != clause.number or not other.shares_subject or verb is None or _has_time(parse, other):
            continue
        same = verb.tense is group.tense and verb.shape is group.shape and verb.head > last
        if same and verb.lemma not in en.PURE_STATES:
            yield verb.head


def _at_once(parse: Parse, clause: Clause) -> Iterator[int]:
    """What came to pass at that moment: "ten were killed when their boat sank on Monday"."""
    group = clause.group
    if group is None or clause.parent is None or clause.opener is None:
        return
    beside = parse.clauses[clause.parent]
    if beside.group is None or parse.words[clause.opener].lower != "when" or _has_time(parse, beside):
        return
    if group.tense is beside.group.tense is Tense.PAST:
        yield beside.group.head


def _has_time(parse: Parse, clause: Clause) -> bool:
    return any(parse.tags[k] == TIME for k in clause.words)


def _clause_around(parse: Parse, at: int) -> Clause:
    clause = parse.clauses[parse.owner[at]]
    while clause.parent is not None and (clause.group is None or _keeps_books(clause, at)):
        clause = parse.clauses[clause.parent]
    return clause


def _keeps_books(clause: Clause, at: int) -> bool:
    """Whether it only places a number: "compared with a year ago", "the year (ended …)"."""
    group = clause.group
    if group is None or group.lemma not in BOOKKEEPING or clause.kind is not PARTICIPIAL:
        return False
    return group.lemma != "end" or at < group.head


def _noun_behind(parse: Parse, first: int, last: int) -> tuple[bool, int | None]:
    """Whether the expression is an attribute, and the noun it stands before: "the May 3 vote"."""
    words = parse.words
    at = last + 1
    possessive = at < len(words) and words[at].tag == POSS
    at += possessive
    noun: int | None = None
    comma = at == last + 1 and at < len(words) and words[at].tag == COMMA  # "the May 3, 2021, bombing"
    at += comma
    while at < len(words) and at - last <= _ATTRIBUTE_REACH and words[at].tag in _ATTRIBUTES:
        if words[at].tag == NOUN:
            noun = at
        at += 1
    if noun is None:
        return False, None
    determined = first > 0 and words[first - 1].tag in (DET, POSS, ADJ)
    compound = "-" in words[first].text and (first == 0 or words[first - 1].tag in _BEFORE_ATTRIBUTE)
    if not (possessive or determined or (compound and not comma)):
        return False, None
    return True, noun


def _noun_before(parse: Parse, clause: Clause, first: int) -> tuple[int | None, bool]:
    """The noun of happening behind which the expression stands, and whether it dates nothing else.

    "After the collapse of the mine in May" dates the collapse alone, "held the talks in Geneva in May" both.
    """
    words = parse.words
    at = first - 1
    lead = ""
    if at >= 0 and words[at].tag in (PREP, SUB, TO):
        lead = words[at].lower
        at -= 1
    while at >= 0 and words[at].lower in _DEGREES:
        at -= 1
    if lead not in _WITHIN:
        return None, False
    verb = clause.group.head if clause.group is not None and clause.group.head < first else -1
    nearest = at
    while at > verb and nearest - at < _NOUN_REACH:
        word = words[at]
        if word.tag == NOUN and names_event(word.lower) and words[at + 1].tag != NOUN:
            break
        if word.tag not in _PHRASE and word.lower not in _BETWEEN:
            return None, False
        at -= 1
    else:
        return None, False
    noun = at
    while at > verb and (at == noun or words[at].tag in _PHRASE):
        at -= 1
    if at == verb and verb >= 0:
        return (None, False) if noun == nearest else (noun, False)
    if words[at].tag not in (PREP, SUB, TO) and verb >= 0:
        return (None, False) if noun == nearest else (noun, False)
    return noun, noun == nearest or words[at].lower not in en.SHARING_PREPOSITIONS


def _of_verb(parse: Parse, clause: Clause, first: int) -> Iterator[int]:
    group = clause.group
    assert group is not None
    before = [hanging for hanging in clause.chain if hanging.head < first]
    if group.lemma == "be":
        if before:
            yield before[-1].head
        elif (predicate := _predicate(parse, clause)) is not None:
            yield predicate
        return
    if before:
        if group.lemma not in _AHEAD:
            yield group.head
        yield before[-1].head
        return
    if group.lemma in _LIGHT:
        taken = next((k for k in clause.words if group.head < k < first and _is_taken(parse, k)), None)
        if taken is not None:
            yield taken
    yield group.head


def _when_behind(parse: Parse, last: int) -> Iterator[int]:
    """What a "when" right behind the date tells of it: "since November, when he was found"."""
    for other in parse.clauses:
        if (
            last < other.start <= last + 2 and other.group is not None and other.opener is not None
            and parse.words[other.opener].lower == "when" and other.group.finite
        ):  # fmt: skip
            yield other.group.head


def _scheduled(parse: Parse, clause: Clause, first: int) -> int | None:
    """What is put on a day, which the day dates alone: "planned a demonstration for Saturday"."""
    group = clause.group
    if group is None or group.lemma not in en.SCHEDULING or clause.chain:
        return None
    return next((k for k in clause.words if group.head < k < first and _is_taken(parse, k)), None)


def _is_taken(parse: Parse, at: int) -> bool:
    word = parse.words[at]
    if word.tag != NOUN or (at + 1 < len(parse.words) and parse.words[at + 1].tag in (NOUN, NUM)):
        return False
    return names_event(word.lower) or word.lower in en.MEASURED_NOUNS


def _predicate(parse: Parse, clause: Clause) -> int | None:
    """The "flat" of "sales were flat"."""
    words, group = parse.words, clause.group
    assert group is not None
    for k in range(group.head + 1, min(len(words), group.head + 1 + _PREDICATE_REACH)):
        if words[k].tag == ADJ and parse.owner[k] == clause.number:
            return None if k + 1 < len(words) and words[k + 1].tag in (NOUN, NAME, ADJ, NUM) else k
        if words[k].tag != ADV:
            return None
    return None


def _beside(parse: Parse, clause: Clause, last: int) -> Iterator[int]:
    """What a "when" behind the date adds: "was at home last May when the roof fell in"."""
    for other in parse.clauses[clause.number + 1 :]:
        group = other.group
        if (
            other.parent == clause.number and group is not None and other.opener is not None and other.start > last
            and parse.words[other.opener].lower == "when" and group.shape is Shape.FINITE
        ):  # fmt: skip
            yield group.head
