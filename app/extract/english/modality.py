"""Whether a clause tells what happened, what is planned, what may be, or what did not happen."""

from __future__ import annotations

from app.extract.article import Modality
from app.extract.english.clauses import ATTRIBUTION, COMPLEMENT, PARTICIPIAL, RELATIVE, Clause, Parse, is_cleft
from app.extract.english.event_nouns import names_event
from app.extract.english.tagging import ADJ, ADV, DET, NAME, NOUN, NUM, PRON, STOP
from app.extract.english.verb_groups import Group, Shape, Tense
from app.extract.lang import en

PERCEIVED = frozenset("hear see feel smell find watch".split())
_NOT_KNOWN = frozenset("suspect fear hope doubt wonder worry speculate imagine suppose wish pretend".split())
_UNTRUE = frozenset("false untrue wrong baseless unfounded fabricated bogus groundless incorrect".split())
_TRUE = frozenset("true correct accurate".split())
_DENYING_SUBJECTS = frozenset("no nobody none neither nothing".split())


def modality_of(parse: Parse, clause: Clause) -> Modality:
    """The modality of a clause with a verb, by its own words first and then by what it hangs on."""
    own = _own(parse, clause)
    if own is Modality.PLANNED and clause.kind is COMPLEMENT:
        unsure = _said_likely(parse, clause) or _inherited(parse, clause) is Modality.HYPOTHETICAL
        return Modality.HYPOTHETICAL if unsure else own
    if own is not Modality.ASSERTED or clause.parent is None:
        return own
    return _inherited(parse, clause)


def event_group(clause: Clause) -> Group:
    """The verb that names what happens: "open" in "plans to open", but "refused" in "refused to comment"."""
    group = clause.group
    assert group is not None
    if not clause.chain:
        return group
    if group.lemma in en.WANTING:
        return clause.chain[0]  # "wants the president to resign"
    if group.passive and group.lemma in en.TOLD_OF:
        return clause.chain[0]  # "is said to have died"
    if group.lemma in en.PLANNING and not hangs_on(clause):
        return group
    carries = group.lemma in en.ASPECTUAL and hangs_on(clause)  # not "stopped a penalty to settle the match"
    if group.lemma in ("be", "have", "go") or carries or group.lemma in en.PLANNING:
        return clause.chain[0]
    if _is_weighed(clause, group):
        return clause.chain[0]
    return group


def _is_weighed(clause: Clause, group: Group) -> bool:
    """Whether what hangs on the verb is only thought of: "threatens to leave", "is considering selling"."""
    if not clause.chain or group.lemma not in en.THREATENING:
        return False
    return clause.chain[0].shape is Shape.INFINITIVE or hangs_on(clause)


def is_called_off(parse: Parse, clause: Clause, noun: int) -> bool:
    """Whether the clause's verb takes the noun and says that it does not come to pass: "cancelled Friday's walkout"."""
    group = clause.group
    if group is None or not group.head < noun <= group.head + _OBJECT:
        return False
    off = parse.words[group.head + 1].lower == "off"
    return group.lemma in en.CANCELLING or (group.lemma == "call" and off)


def is_only_possible(parse: Parse, noun: int) -> bool:
    """Whether the noun is only thought of: "raising the prospect of a snap election"."""
    words, lead = parse.words, noun - 1
    while lead > 0 and words[lead].tag in _NOUN_PHRASE:
        lead -= 1
    return lead > 0 and words[lead].lower in ("of", "that") and words[lead - 1].lower in _POSSIBILITIES


_NOUN_PHRASE = frozenset((DET, ADJ, NUM, NOUN, NAME))
_POSSIBILITIES = frozenset("prospect possibility risk threat chance fear fears hope hopes danger likelihood".split())


def hangs_on(clause: Clause) -> bool:
    """Whether the infinitive follows the verb directly: "plans to open", but not "prepares the ground to attack"."""
    return bool(clause.chain) and clause.group is not None and clause.chain[0].first - clause.group.head <= 2


def _own(parse: Parse, clause: Clause) -> Modality:
    group = clause.group
    assert group is not None
    words = parse.words
    opener = words[clause.opener].lower if clause.opener is not None else ""
    if opener in en.HYPOTHETICAL_OPENERS or _asks(parse, clause):
        return Modality.HYPOTHETICAL
    hedged = bool(parse.hedges) and any(parse.owner[k] == clause.number and k <= group.head + 3 for k in parse.hedges)
    if group.tense is Tense.MODAL:
        if group.modal in ("could", "can") and group.passive and group.lemma in PERCEIVED:
            return Modality.ASSERTED  # "gunfire could be heard"
        if group.modal == "would" and _told_in_the_past(parse, clause) and not hedged:
            return Modality.DENIED if group.negated else Modality.PLANNED  # the future of "will", told afterwards
        return Modality.HYPOTHETICAL
    if group.tense is Tense.FUTURE:
        if hedged or _hangs_on_condition(parse, clause):
            return Modality.HYPOTHETICAL
        return Modality.DENIED if group.negated else Modality.PLANNED
    if _denied(parse, clause, group):
        return Modality.DENIED
    if clause.chain and (clause.chain[0].shape is Shape.INFINITIVE or _is_weighed(clause, group)):
        return _of_chain(parse, clause, group)
    if is_due(parse, group):
        return Modality.PLANNED
    if group.passive and group.lemma == "expect":
        return Modality.PLANNED  # "results are expected next month"
    if group.lemma in en.SCHEDULING and _takes_event(parse, clause, group):
        return Modality.PLANNED
    return Modality.HYPOTHETICAL if hedged and group.lemma != "be" else Modality.ASSERTED


def is_due(parse: Parse, group: Group) -> bool:
    """Whether something is to be at its time: "is due in court on Monday", but not "is due to rain"."""
    words, behind = parse.words, group.head + 1
    if group.lemma != "be" or group.negated or behind + 1 >= len(words) or words[behind].lower != "due":
        return False
    return words[behind + 1].lower not in ("to", "for")


def _is_called_untrue(parse: Parse, carrier: Clause) -> bool:
    group = carrier.group
    assert group is not None
    said = {parse.words[k].lower for k in carrier.words if group.head < k <= group.head + _OBJECT}
    return bool(said & (_TRUE if group.negated else _UNTRUE))


def _hangs_on_condition(parse: Parse, clause: Clause) -> bool:
    """Whether an "if" or "unless" hangs on the clause: "if it rains, they will stay"."""
    return any(
        other.parent == clause.number
        and other.opener is not None
        and parse.words[other.opener].lower in ("if", "unless")
        and other.group is not None
        for other in parse.clauses
    )


def _asks(parse: Parse, clause: Clause) -> bool:
    last = parse.words[-1]
    return last.tag == STOP and last.text.startswith("?") and clause.kind is not ATTRIBUTION


def _told_in_the_past(parse: Parse, clause: Clause) -> bool:
    """Whether a saying in the past carries the "would", as in "said it would open", and no "if" stands by."""
    if any(c.opener is not None and parse.words[c.opener].lower == "if" for c in parse.clauses):
        return False
    if clause.kind is RELATIVE:
        return True
    carriers = [c for c in parse.clauses if c.group and (c.number == clause.parent or c.parent == clause.number)]
    return any(c.group and c.group.lemma in en.SAYING and c.group.tense in (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
               for c in carriers)  # fmt: skip


def _takes_event(parse: Parse, clause: Clause, group: Group) -> bool:
    """Whether what is scheduled is named: "scheduled a ceremony", and "the visit is planned"."""
    if group.passive:
        behind = parse.words[group.head + 1].lower if group.head + 1 < len(parse.words) else ""
        return behind not in _PARTICLES  # not "was set up"
    return any(
        group.head < k <= group.head + _OBJECT and parse.words[k].tag == NOUN and names_event(parse.words[k].lower)
        for k in clause.words
    )


_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth only last latest next youngest oldest".split()
)
_TELLS_APART = frozenset((NOUN, NAME, ADJ, NUM, ADV))
_PARTICLES = frozenset(("up", "off", "aside", "back", "ablaze", "alight", "free", "loose", "upon"))
_OBJECT = 5  # words from a verb to the noun it takes


def _denied(parse: Parse, clause: Clause, group: Group) -> bool:
    if group.negated:
        return True
    subject = parse.subject(clause)
    if (
        subject
        and parse.words[subject[0]].lower in _DENYING_SUBJECTS
        and parse.words[subject[0]].tag in (DET, PRON, NOUN)
        and not (len(subject) > 1 and parse.words[subject[1]].lower in ("fewer", "less", "more"))  # "no fewer than 40"
    ):
        return True
    # "There have been no signs", "took no action"
    following = parse.owner[group.head + 1 : group.head + 3]
    return clause.number in following and parse.lowers[group.head + 1 + following.index(clause.number)] == "no"


def _of_chain(parse: Parse, clause: Clause, group: Group) -> Modality:
    words = parse.words
    if group.lemma in ("be", "have"):
        between = [words[k] for k in clause.words if group.head < k < clause.chain[0].first]
        lowers = {word.lower for word in between}
        if "unable" in lowers:
            return Modality.DENIED
        if lowers & {"able"}:
            return Modality.ASSERTED if group.tense is Tense.PAST else Modality.HYPOTHETICAL
        if lowers & en.HYPOTHETICAL_ADVERBS:
            return Modality.HYPOTHETICAL
        if group.lemma == "be" and between and between[-1].tag in _TELLS_APART and lowers & _ORDINALS:
            return Modality.ASSERTED  # "is the third storm to hit the coast"
        adjective = any(word.tag == ADJ for word in between)
        if not between and group.lemma == "have" and group.tense is Tense.PAST:
            return Modality.ASSERTED  # "they had to leave"
        if not between or lowers & en.PLANNED_ADJECTIVES:
            return Modality.PLANNED if group.lemma == "be" else Modality.HYPOTHETICAL  # "is to open"; "has to be made"
        return Modality.HYPOTHETICAL if adjective and group.tense is not Tense.PAST else Modality.ASSERTED
    if group.lemma == "go" and group.tense is Tense.PROGRESSIVE:
        return Modality.PLANNED
    if group.lemma in en.THREATENING or (group.passive and group.lemma in en.RUMOURED):
        return Modality.HYPOTHETICAL
    if group.lemma in en.WANTING and not hangs_on(clause):
        return Modality.HYPOTHETICAL
    if group.lemma in en.PLANNING and hangs_on(clause):
        return Modality.PLANNED
    if group.lemma in ("fail", "refuse", "decline"):
        return Modality.ASSERTED
    if group.lemma in ("appear", "seem"):
        return Modality.HYPOTHETICAL
    return Modality.ASSERTED


def _verb_shape(clause: Clause) -> Shape:
    return clause.group.shape if clause.group is not None else Shape.FINITE


def _said_likely(parse: Parse, clause: Clause) -> bool:
    """Whether the words that carry a content are unsure of it: "it is likely that …"."""
    if clause.parent is None:
        return False
    carried = [parse.words[k].lower for k in parse.clauses[clause.parent].words if k < clause.start]
    return bool(set(carried[-6:]) & en.HYPOTHETICAL_ADVERBS)


def _inherited(parse: Parse, clause: Clause) -> Modality:
    """What a content gets from the words that carry it: "denied that", "no sign that", "likely that"."""
    assert clause.parent is not None
    parent = parse.clauses[clause.parent]
    group = parent.group
    if group is None:
        return Modality.ASSERTED
    if clause.kind is COMPLEMENT and not is_cleft(parse.words, parent):
        if group.lemma in en.DENYING:
            return Modality.DENIED
        before = parse.words[clause.start - 1].lower if clause.start else ""
        carried = [parse.words[k].lower for k in parent.words if k < clause.start]
        if _said_likely(parse, clause) or before in ("possibility", "chance", "risk", "prospect", "threat"):
            return Modality.HYPOTHETICAL
        if group.negated or "no" in carried[-4:]:
            return Modality.DENIED if group.lemma not in en.OPINION or before != "" else Modality.ASSERTED
        if group.lemma in _NOT_KNOWN:
            return Modality.HYPOTHETICAL
        if group.lemma == "be" and _is_called_untrue(parse, parent):
            return Modality.DENIED  # "the rumour that he had fled was false"
    if clause.kind is PARTICIPIAL and group.lemma in en.WANTING and clause.start > group.head:
        return Modality.HYPOTHETICAL  # "wants a raise backdated to January"
    if clause.kind is PARTICIPIAL and clause.start < group.head and _verb_shape(clause) is Shape.PARTICIPLE:
        return Modality.ASSERTED  # "the bill, passed in May, will be signed"
    if clause.kind is PARTICIPIAL:
        return modality_of(parse, parent)
    return Modality.ASSERTED
