"""Whether a clause tells that something happens, and the word that names it."""

from __future__ import annotations

from app.extract.english.clauses import ADVERBIAL, COMPLEMENT, MAIN, RELATIVE, Clause, Parse
from app.extract.english.event_nouns import names_event
from app.extract.english.modality import PERCEIVED, event_group, is_due
from app.extract.english.subjects import head_noun
from app.extract.english.tagging import (
    ADJ,
    ADV,
    CC,
    COMMA,
    DET,
    MD,
    NAME,
    NOUN,
    NUM,
    POSS,
    PREP,
    QUOTE,
    SEMI,
    STOP,
    SUB,
    TIME,
    TO,
    WH,
)  # fmt: skip
from app.extract.english.verb_groups import Group, Shape, Tense
from app.extract.lang import en

# "Held talks", "launched an attack": the noun says more than the verb.
LIGHT = frozenset(
    "hold launch make carry stage conduct begin start take give have mount declare win lose sign reach call".split()
)
_OFF = frozenset(("off", "down"))
_PARTICLES = frozenset(("off", "up", "over", "down", "out"))
_OCCURRING = frozenset("take occur happen begin start erupt follow continue end come".split())
# "The quarter ended Sept. 30", "compared with last year": participles that only place a number.
BOOKKEEPING = frozenset(("end", "compare", "base", "date", "relate"))
_ABILITY = frozenset(("can", "ca", "cannot"))
_EVENTFUL = en.PLANNED_ADJECTIVES | en.HYPOTHETICAL_ADVERBS | {"unable"}
# Subjects of sentences that tell nothing: "It helps", "this would have less of an impact".
_EMPTY_SUBJECTS = frozenset(
    "it this that these those there i you we one anything something nothing everything what who".split()
)
_NO_OBJECT = frozenset((STOP, COMMA, PREP, SUB, TIME, ADV, CC, TO, QUOTE, SEMI))
# Of these openers the clause is told as done, and not as a condition of the main one.
_TELLING_OPENERS = frozenset("after before when while as because since although though until once whereas".split())
_FULL = frozenset((MAIN, COMPLEMENT, ADVERBIAL))
_BEING_THERE = frozenset("be have come remain follow seem appear exist occur happen".split())
_ASKING = frozenset("how why what where when which who".split())
_APART = frozenset("in at during amid through after before since under".split())
_OBJECT_REACH = 6  # words from a verb to the noun of happening that it takes


def tells_dated_event(parse: Parse, clause: Clause) -> bool:
    """Whether a clause with a date tells an event: no opinion, and a state only where a noun names one."""
    group = _verb(clause)
    awaited = group.shape is Shape.PARTICIPLE and bool(clause.chain)  # "the storm, expected to arrive on Friday"
    if (group.lemma in en.OPINION and not group.passive and not awaited) or _says_nothing(parse, clause):
        return False
    if clause.kind is COMPLEMENT and clause.opener is not None and not parse.subject(clause):
        return False  # "it was not clear who commanded"
    if group.lemma == "be" and not clause.chain and _opens_condition(parse, clause):
        return False  # "if the strike is not over by Monday"
    if group.lemma == "appear" and _behind(parse, group) == PREP:
        return True  # "appeared in court"
    if is_due(parse, group):
        return True
    if group.lemma in en.PURE_STATES and not group.passive and not clause.chain:
        return group.lemma in ("be", "have") and _subject_or_object(parse, clause) is not None
    return not (group.shape is Shape.PARTICIPLE and group.lemma in BOOKKEEPING)


def _opens_condition(parse: Parse, clause: Clause) -> bool:
    return clause.opener is not None and parse.words[clause.opener].lower in en.HYPOTHETICAL_OPENERS


def tells_event(parse: Parse, clause: Clause, subject: str | None, *, heading: bool) -> bool:
    """Whether a clause without a date tells something that happens: no state, no opinion, no mere condition.

    Args:
        subject: its subject in words, pronouns replaced where that is safe.
        heading: it is a headline, whose present tense tells what has happened.
    """
    group = _verb(clause)
    if not may_tell_undated(parse, clause):
        return False
    if subject is None or subject.lower() in _EMPTY_SUBJECTS or _asks(parse):
        return False
    if _says_nothing(parse, clause):
        return False
    event = event_group(clause)
    if event.passive and event.lemma in en.FEELINGS:
        return False
    if group.lemma == "use" and clause.chain and not group.passive:
        return False  # "used to bring him coffee"
    if event.lemma in en.STATES and not event.passive and not _is_done(group, event):
        return False
    if group.modal in _ABILITY and not (group.passive and group.lemma in PERCEIVED):
        return False  # "dogs can find them": what may happen any day
    if parse.words[-1].tag == STOP and parse.words[-1].text.startswith("?"):
        return False
    if group.lemma == "be" and clause.chain and not _between(parse, clause) & _EVENTFUL:
        return False  # "it was hard to find"
    if event.lemma in en.OPINION or (
        event.lemma in en.SAYING and event.lemma not in en.ANNOUNCING and not _is_doing(parse, clause, event)
    ):
        return False
    return heading or group.tense is not Tense.PRESENT or event is not group


def may_tell_undated(parse: Parse, clause: Clause) -> bool:
    """Whether its place in the sentence lets it tell: a main clause, what is said, "after the crowd left"."""
    if not _verb(clause).finite:
        return False
    opener = parse.words[clause.opener] if clause.opener is not None else None
    lower = opener.lower if opener is not None else ""
    if clause.kind is RELATIVE:
        if parse.subject(clause) and lower not in ("where", "when", "whose"):
            return False  # "which both had called an exercise": what they called so stands before it
        return _verb(clause).lemma not in en.SAYING and _verb(clause).lemma not in en.OPINION
    if clause.kind is COMPLEMENT and lower == "how":
        return _tells_how(parse, clause)
    if clause.kind is COMPLEMENT and opener is None and _is_taken_before(parse, clause):
        return False  # "the pills which the doctor said he had given": what was given stands before it
    if clause.kind is COMPLEMENT:
        # Not "underscored how hard it would be".
        return opener is None or opener.tag not in (WH, SUB) or lower == "whether"
    return clause.kind is MAIN or (clause.kind is ADVERBIAL and lower in _TELLING_OPENERS)


def _asks(parse: Parse) -> bool:
    """Whether the sentence opens as a question: "How the war began", but not "When the dam burst, people fled"."""
    if parse.words[0].lower not in _ASKING:
        return False
    return not any(clause.opener == 0 and clause.group is not None for clause in parse.clauses)


def _is_taken_before(parse: Parse, clause: Clause) -> bool:
    carrier = parse.clauses[clause.parent] if clause.parent is not None else None
    if carrier is None or carrier.kind is not RELATIVE or carrier.opener is None or not parse.subject(carrier):
        return False
    return parse.words[carrier.opener].lower in ("which", "that", "what", "whom")


def _tells_how(parse: Parse, clause: Clause) -> bool:
    """Whether "how" tells what was seen, "described how the crane fell", and not how much: "how hard it would be"."""
    carrier = parse.clauses[clause.parent].group if clause.parent is not None else None
    if carrier is None or carrier.lemma not in en.SAYING or clause.opener is None:
        return False
    behind = parse.words[clause.opener + 1].tag
    return behind in (DET, NAME, NOUN, NUM, POSS) and _verb(clause).tense in (Tense.PAST, Tense.PLUPERFECT)


def _is_done(group: Group, event: Group) -> bool:
    """Whether a verb that can be a state is done once, with a beginning and an end: "the orchestra played"."""
    return event is group and group.lemma in en.DONE_ONCE and group.tense in (Tense.PAST, Tense.PERFECT)


def _is_doing(parse: Parse, clause: Clause, event: Group) -> bool:
    """Whether a verb of saying takes a thing, and nothing that is said: "divers found a wreck"."""
    if event.head + 1 < len(parse.words) and parse.words[event.head + 1].lower in _OFF:
        return True  # "showed off a new phone", "wrote off the loan"
    carries = any(other.parent == clause.number and other.kind is COMPLEMENT for other in parse.clauses)
    if event.lemma not in en.DOING_TOO or carries:
        return False
    return event.passive or _behind(parse, event) in (DET, NUM, NOUN, NAME, ADJ, POSS)


def _says_nothing(parse: Parse, clause: Clause) -> bool:
    """Whether it needs another sentence to be understood: "as the comet of 2013 did", "(it) was followed"."""
    group = _verb(clause)
    if parse.words[group.head].tag == MD:
        return True  # "many could"
    if group.lemma == "do":
        return all(parse.words[k].tag in _NO_OBJECT for k in clause.words if k > group.head)
    if clause.opener is not None and parse.words[clause.opener].tag == WH:
        return False
    subject = parse.subject(clause)
    if subject and parse.words[subject[0]].lower == "there" and (group.passive or group.lemma not in _BEING_THERE):
        return True  # "there (31 January) was followed by"
    whole = group.finite and clause.kind in _FULL and not clause.inverted
    return whole and not parse.subject(clause)


def trigger_of(parse: Parse, clause: Clause, dates: list[int]) -> int:
    """Number of the word that names what happened: a verb, or the noun that says more than it.

    Args:
        dates: word numbers of the clause's dates.
    """
    group = _verb(clause)
    event = event_group(clause)
    if event is not group and dates and group.head < dates[0] < event.first and group.lemma in en.PLANNING:
        event = group  # "agreed on Monday to open"
    scheduling = event.lemma in en.SCHEDULING and dates
    called_for = event.lemma == "call" and parse.words[min(event.head + 1, len(parse.words) - 1)].lower == "for"
    if (
        (event.lemma in LIGHT and not _has_particle(parse, event) and not called_for)
        or event.lemma in en.PURE_STATES
        or scheduling
    ):
        for k in clause.words:
            if k > event.head and parse.tags[k] == PREP and parse.lowers[k] in _APART:
                break  # "lost everything in the fire"
            if event.head < k <= event.head + _OBJECT_REACH and _is_event_noun(parse, k):
                if event.lemma == "reach" and parse.words[k].lower not in en.REACHED:
                    break  # "reached the summit"
                return k
    placed = group.passive and group.lemma in en.SCHEDULING  # "the visit is planned for Thursday"
    if event is group and (_occurs(parse, event) or placed or event.lemma in en.PURE_STATES):
        head = head_noun(parse.words, parse.subject(clause))
        if head is not None and _is_event_noun(parse, head):
            return head
    return event.head


def _has_particle(parse: Parse, event: Group) -> bool:
    """Whether "off" or "up" makes another verb of it: "called off"."""
    return event.head + 1 < len(parse.words) and parse.words[event.head + 1].lower in _PARTICLES


def _occurs(parse: Parse, event: Group) -> bool:
    """Whether the verb only says that its subject took place: "the strike ended", not "the deal ended the strike"."""
    if event.lemma not in _OCCURRING or event.passive:
        return False
    behind = parse.words[event.head + 1].tag if event.head + 1 < len(parse.words) else STOP
    return event.lemma == "take" or behind in _NO_OBJECT


def _behind(parse: Parse, group: Group) -> str:
    """Class of the word behind a verb."""
    return parse.words[group.head + 1].tag if group.head + 1 < len(parse.words) else STOP


def _verb(clause: Clause) -> Group:
    assert clause.group is not None, "only clauses with a verb tell anything"
    return clause.group


def _is_event_noun(parse: Parse, number: int) -> bool:
    word = parse.words[number]
    return word.tag == NOUN and names_event(word.lower)


def _subject_or_object(parse: Parse, clause: Clause) -> int | None:
    """The noun that names what happened where the verb does not: "there was an explosion"."""
    head = _verb(clause).head
    subject = head_noun(parse.words, parse.subject(clause))
    if subject is not None and _is_event_noun(parse, subject):
        return subject
    for k in clause.words:
        if head < k <= head + _OBJECT_REACH:
            if parse.words[k].tag == PREP:
                return None
            if _is_event_noun(parse, k):
                return k
    return None


def _between(parse: Parse, clause: Clause) -> set[str]:
    """The words between "be" and the infinitive; "is to open" counts as "is set to open"."""
    head, infinitive = _verb(clause).head, clause.chain[0].first
    return {parse.words[k].lower for k in clause.words if head < k < infinitive} or {"set"}
