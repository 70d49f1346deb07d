"""Who a clause is about: its own subject, one it shares, the noun a relative clause hangs on, or a pronoun's owner.

A pronoun is replaced only where one reading is left; everything else stays as the text has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.extract.english.clauses import (
    ADVERBIAL,
    ATTRIBUTION,
    COMPLEMENT,
    MAIN,
    PARTICIPIAL,
    RELATIVE,
    Clause,
    Parse,
    Subject,
)
from app.extract.english.event_nouns import names_event
from app.extract.english.tagging import (
    ADJ,
    ADV,
    BE,
    CC,
    CLOSE,
    COMMA,
    DASH,
    DET,
    HAVE,
    NAME,
    NOMINAL,
    NOUN,
    NUM,
    OPEN,
    POSS,
    PREP,
    PRON,
    THAT,
    TIME,
    VBG,
    VBN,
    VBP,
    VBZ,
    WH,
    Word,
)  # fmt: skip
from app.extract.english.trimming import is_span
from app.extract.english.verb_groups import Shape
from app.extract.lang import en

_NOUN_PHRASE = frozenset((NOUN, NAME, ADJ, NUM, DET, POSS))
_PERSONS = frozenset(("he", "she"))
_PLURAL_NOUNS = frozenset("people police men women children officials troops forces authorities".split())
_SINGULAR_VERBS = frozenset(("is", "was", "has", "does", "'s", "’s"))
_PLURAL_VERBS = frozenset(("are", "were", "have", "do"))


_REMEMBERED = 3  # sentences in which a person stays the one that "he" means


@dataclass(slots=True)
class Spoken:
    """Whom the last sentences were about: what a pronoun may stand for."""

    told: int = 0  # sentences so far
    main: Subject | None = None  # subject of the last sentence
    earlier: Subject | None = None  # of the one before it, in the same paragraph
    paragraph: int = -1  # of that sentence
    same_paragraph: bool = True  # as the sentence being read
    names: frozenset[str] = frozenset()  # that people of the article go by
    people: list[tuple[int, Subject]] = field(default_factory=list)  # with the sentence that named them; latest last
    called: dict[str, str] = field(default_factory=dict)  # "he" or "she", by the words that named the person

    def begin(self, paragraph: int) -> None:
        """A sentence is being read."""
        self.told += 1
        self.same_paragraph = paragraph == self.paragraph
        self.paragraph = paragraph

    def remember(self, main: Subject | None, speakers: Sequence[Subject]) -> None:
        """The sentence that was read is about `main` and gives the words of `speakers`."""
        self.earlier = self.main if self.same_paragraph else None
        self.main = main
        named = [subject for subject in (main, *speakers) if subject is not None and self.is_person(subject)]
        for subject in named:
            if not self.people or self.people[-1] != (self.told, subject):
                self.people.append((self.told, subject))
        del self.people[:-4]

    def is_person(self, subject: Subject) -> bool:
        return subject.person or subject.text in self.names

    def fits(self, pronoun: str, subject: Subject) -> bool:
        """Whether a pronoun can stand for a subject."""
        person = self.is_person(subject)
        if pronoun in _PERSONS:
            return not subject.plural and person and _is_sex(subject, pronoun)
        if pronoun == "they":
            return subject.plural
        return pronoun == "it" and not subject.plural and not person

    def owner(self, pronoun: str) -> Subject | None:
        """The one that a pronoun stands for, where only one can be meant."""
        if pronoun in _PERSONS:
            return self._person(pronoun)
        main = self.main
        if main is not None and not self.fits(pronoun, main) and self.same_paragraph:
            main = self.earlier  # "The hall was insured. Parishioners raised more. It is to reopen"
        if main is None or not self.fits(pronoun, main):
            return None
        if pronoun == "it" and main.text.startswith(("A ", "An ")) and names_event(main.text.split()[-1]):
            return None  # "A storm broke the lamp. It was lit again": what happened is seldom gone on with
        named = main.text[:1].isupper() and not main.text.startswith(_DETERMINED)
        return main if self.same_paragraph or named else None

    def _person(self, pronoun: str) -> Subject | None:
        recent = [(at, who) for at, who in self.people if self.told - at <= _REMEMBERED and _is_sex(who, pronoun)]
        if not recent:
            return None
        latest = {who.text.split()[-1] for at, who in recent if at == recent[-1][0]}
        if len(latest) != 1:
            return None
        who = recent[-1][1]
        return who if self.called.setdefault(who.text, pronoun) == pronoun else None


def _is_sex(who: Subject, pronoun: str) -> bool:
    """Whether nothing in its words speaks against the pronoun."""
    words = set(who.text.lower().replace(".", "").split())
    return not words & (_WOMEN if pronoun == "he" else _MEN)


_WOMEN = frozenset("mrs ms miss queen princess woman girl mother sister wife daughter spokeswoman chairwoman".split())
_MEN = frozenset("mr sir king prince man boy father brother husband son spokesman chairman pope".split())
_DETERMINED = ("The ", "A ", "An ", "This ", "These ", "Those ", "That ", "Some ", "Many ", "Most ", "Several ")
# Possessives before a subject's noun, and the pronoun of the one they mean.
_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
_LONGEST_OWNER = 40  # code points


def subject_of(text: str, parse: Parse, clause: Clause, before: Spoken) -> Subject | None:
    """The subject a title needs instead of the clause's own words; None where those serve.

    Args:
        before: whom the sentences before were about.
    """
    if clause.shares_subject and clause.joined is not None:
        partner = parse.clauses[clause.joined]
        return subject_of(text, parse, partner, before) or spoken(text, parse, partner)
    if clause.kind is RELATIVE and clause.opener is not None and parse.words[clause.opener].lower == "whose":
        return _owned_by_antecedent(text, parse, clause)
    if clause.kind is PARTICIPIAL and not clause.start and clause.parent is not None:
        led = parse.clauses[clause.parent]  # "Founded in 2009, Kestrel employs 900 people"
        return subject_of(text, parse, led, before) or spoken(text, parse, led)
    if clause.kind is ADVERBIAL and clause.parent is not None and _lends_subject(parse, clause):
        lent = parse.clauses[clause.parent]  # "After resigning in May, Hale moved"
        return subject_of(text, parse, lent, before) or spoken(text, parse, lent)
    if clause.kind is RELATIVE or (clause.kind is PARTICIPIAL and clause.group is not None):
        return _antecedent(text, parse, clause)
    numbers = parse.subject(clause)
    if not numbers:
        return None
    first = parse.words[numbers[0]]
    if len(numbers) == 1 and first.tag == PRON:
        return _owner(text, parse, clause, first.lower, before)
    if len(numbers) > 1 and first.lower in _POSSESSIVES and first.tag == DET:
        return _owned(text, parse, clause, numbers, before)
    return None


def _lends_subject(parse: Parse, clause: Clause) -> bool:
    """Whether "after" or "before" opens a clause with a gerund, whose subject is that of the clause it hangs on."""
    group = clause.group
    if group is None or group.shape is not Shape.GERUND or clause.opener is None or group.passive:
        return False
    before = parse.words[clause.start - 1] if clause.start else None
    if before is not None and before.tag != TIME and is_span(before):
        return False  # "six months after joining the club": background, and one report of it joins what led there
    return parse.lowers[clause.opener] in ("after", "before", "since") and not parse.subject(clause)


def _owned_by_antecedent(text: str, parse: Parse, clause: Clause) -> Subject | None:
    """For the "whose mill" of Norland "Norland’s mill"."""
    own = noun_phrase(text, parse.words, parse.subject(clause))
    numbers = _phrase_before(parse.words, _before_age(parse.words, clause.start - 1))
    owner = noun_phrase(text, parse.words, numbers)
    if own is None or owner is None or len(owner.text) > _LONGEST_OWNER or own.text[:1].isupper():
        return own
    return replace(own, text=f"{owner.text}{_genitive(owner)} {own.text}")


def _genitive(owner: Subject) -> str:
    return "’" if owner.text.endswith("s") and owner.plural else "’s"


def _owned(text: str, parse: Parse, clause: Clause, numbers: Sequence[int], before: Spoken) -> Subject | None:
    """What a possessive belongs to, named: "Norland’s fleet" for "its fleet"."""
    own = noun_phrase(text, parse.words, numbers)
    owner = _owner(text, parse, clause, _POSSESSIVES[parse.words[numbers[0]].lower], before)
    if own is not None and owner is None and own.apposition:
        return replace(own, text=own.apposition, apposition=None)  # "Their manager, Peter Aske,"
    if own is None or owner is None or len(owner.text) > _LONGEST_OWNER or "’s" in owner.text or "'s" in owner.text:
        return None
    _, _, rest = own.text.partition(" ")
    return replace(own, text=f"{owner.text}{_genitive(owner)} {rest}")


def spoken(text: str, parse: Parse, clause: Clause) -> Subject | None:
    """The clause's subject as the text has it."""
    known = parse.spoken
    if clause.number not in known:
        known[clause.number] = noun_phrase(text, parse.words, parse.subject(clause))
    return known[clause.number]


def noun_phrase(text: str, words: Sequence[Word], numbers: Sequence[int]) -> Subject | None:
    """These words as a subject to tell; None where there are none."""
    all_numbers = numbers
    numbers = without_apposition(words, numbers)
    if not numbers:
        return None
    start, end = words[numbers[0]].start, words[numbers[-1]].end
    cut = len(numbers) < len(all_numbers)
    more = [k for k in all_numbers if k > numbers[-1] + 1] if cut else []
    named = bool(more) and all(words[k].tag == NAME for k in more)
    apposition = _line(text[words[more[0]].start : words[more[-1]].end]) if named else None
    return Subject(_line(text[start:end]), start, end, _plural(words, numbers), is_person(words, numbers), apposition)


def _line(text: str) -> str:
    """The words with single blanks: a sentence may be wrapped anywhere."""
    return " ".join(text.split())


def without_apposition(words: Sequence[Word], numbers: Sequence[int]) -> Sequence[int]:
    """The name alone: "Smith, 45, a farmer" is Smith; but "Bucha, Hostomel and Irpin" are three."""
    for place in range(1, len(numbers)):
        tag = words[numbers[place]].tag
        if tag == COMMA and words[numbers[place] - 1].tag == TIME and words[numbers[place] - 2].tag == DET:
            continue  # "the May 3, 2021, bombing"
        if tag in _CUTS:
            break
    else:
        return numbers
    kept_by = CLOSE if tag == OPEN else CC
    if tag != DASH and any(words[k].tag == kept_by for k in numbers[place:]):
        return numbers
    return numbers[:place]


def _plural(words: Sequence[Word], numbers: Sequence[int]) -> bool:
    tags = [words[k].tag for k in numbers]
    if CC in tags:
        return True
    head = head_noun(words, numbers)
    if head is None:
        return False
    lower = words[head].lower
    if words[head].tag == NUM:
        return lower != "one"
    return words[head].tag in (NOUN, NUM) and (
        lower in _PLURAL_NOUNS or (lower.endswith("s") and not lower.endswith(("ss", "us", "is")))
    )


def head_noun(words: Sequence[Word], numbers: Sequence[int]) -> int | None:
    """Number of the head noun: the last before a preposition."""
    head = None
    for k in numbers:
        tag = words[k].tag
        if tag in NOMINAL:
            head = k
        elif tag == PREP and head is not None:
            break
    return head


def is_person(words: Sequence[Word], numbers: Sequence[int]) -> bool:
    """Whether it can be "he" or "she": a title or a job before a name, or a name of two words."""
    lowers = [words[k].lower for k in numbers]
    if not _PEOPLE.isdisjoint(lowers) or any(lower.endswith("-year-old") for lower in lowers[-1:]):
        return True
    if len(numbers) < 2 or not en.ORGANISATION_WORDS.isdisjoint(lowers):
        return False
    return all(words[k].tag == NAME for k in numbers)


_PEOPLE = en.TITLES_OF_PEOPLE | frozenset(
    "man woman boy girl official spokesman spokeswoman minister president leader teenager student driver wife husband "
    "widow widower mother father daughter son sister brother aunt uncle niece nephew cousin grandmother grandfather "
    "deputy successor predecessor heir worker engineer farmer teacher nurse doctor soldier sailor pilot".split()
)


def _owner(text: str, parse: Parse, clause: Clause, pronoun: str, before: Spoken) -> Subject | None:
    """The noun a pronoun subject stands for: the subject of the clause that carries it, else of the sentence before."""
    if clause.kind is ATTRIBUTION:
        return before.owner(pronoun)  # "…, its lawyer said": what is said is not what "its" means
    if clause.kind is COMPLEMENT:
        for other in reversed(parse.clauses[: clause.number]):
            if other.kind is COMPLEMENT and other.parent == clause.parent:
                found = spoken(text, parse, other)  # "heard that the men broke in and that they drove north"
                if (
                    found is not None
                    and parse.words[parse.subject(other)[0]].tag != PRON
                    and before.fits(pronoun, found)
                ):
                    return found
    carriers: list[Clause] = []
    number = clause.parent
    while number is not None:
        carriers.append(parse.clauses[number])
        number = parse.clauses[number].parent
    for carrier in carriers:
        found = spoken(text, parse, carrier)
        if found is None and pronoun in _PERSONS and _is_of_whom(parse, carrier):
            # "Arne Moss, who was 71 when he died": "who" is a person, and the one that is meant
            found = _antecedent(text, parse, carrier)
            if found is not None and not found.plural and _is_sex(found, pronoun):
                return found
            continue
        if found is None:
            continue
        if parse.words[parse.subject(carrier)[0]].tag == PRON:
            return _owner(text, parse, carrier, pronoun, before) if carrier.parent is not None else (
                before.owner(pronoun))  # fmt: skip
        return found if before.fits(pronoun, found) else None
    if carriers:
        return None
    led = [other for other in parse.clauses[: clause.number] if other.kind is MAIN and parse.subject(other)]
    if len(led) > 1 and pronoun == "it" and _is_happening(parse, led[-1]) and not _is_happening(parse, led[0]):
        del led[1:]  # "The museum was to open in May but the flood ruined it, and it opened in July"
    for other in reversed(led):
        if (found := spoken(text, parse, other)) is not None:
            if parse.words[parse.subject(other)[0]].tag == PRON:
                return before.owner(pronoun)
            negative = parse.words[parse.subject(other)[0]].lower in ("no", "any", "nothing")
            # "The firm lost money, and its shares fell"
            return found if before.fits(pronoun, found) and not negative else None
    return before.owner(pronoun)


def _is_of_whom(parse: Parse, clause: Clause) -> bool:
    return clause.kind is RELATIVE and clause.opener is not None and parse.lowers[clause.opener] == "who"


def _is_happening(parse: Parse, clause: Clause) -> bool:
    head = head_noun(parse.words, parse.subject(clause))
    return head is not None and names_event(parse.words[head].lower)


def _antecedent(text: str, parse: Parse, clause: Clause) -> Subject | None:
    """The noun phrase before a relative clause or a participle that agrees with its verb."""
    group = clause.group
    assert group is not None
    words = parse.words
    if clause.kind is RELATIVE and any(words[k].tag in (NOUN, NAME, PRON) and words[k].tag not in (WH, THAT)
                                            for k in parse.subject(clause)):  # fmt: skip
        own = parse.subject(clause)
        return None if words[own[-1]].tag != PRON else _owner(text, parse, clause, words[own[-1]].lower, Spoken())
    if group.shape is Shape.GERUND and clause.start and words[clause.start - 1].tag == COMMA:
        return spoken(text, parse, parse.clauses[clause.parent]) if clause.parent is not None else None
    verb = words[group.first]
    singular = verb.tag == VBZ or verb.lower in _SINGULAR_VERBS
    plural = verb.tag == VBP or (verb.tag in (BE, HAVE) and verb.lower in _PLURAL_VERBS)
    person = clause.opener is not None and words[clause.opener].lower == "who"
    at = clause.start - 1
    if words[at].tag in (DET, PRON):
        return None  # "for those who came"
    added = words[at].tag == COMMA
    if added and (whole := _whole_subject(text, parse, clause)) is not None:
        return whole
    at = _before_age(words, at)
    for _ in range(3):
        numbers = _phrase_before(words, at)
        if not numbers:
            return None
        head = head_noun(words, numbers)
        if (
            head is not None
            and words[head].lower in _COUNTS
            and words[head + 1].lower == "of"
            and numbers[-1] > head + 1
        ):
            numbers = [k for k in numbers if k > head + 1]  # "the number of people killed": the people were
            head = head_noun(words, numbers)
        found = noun_phrase(text, words, numbers)
        if head is not None and words[head].lower in ("one", "ones"):
            return None
        by_name = added and words[numbers[-1]].tag == NAME  # "owned by Norvane Resources, which …"
        if (
            _is_agent(words, numbers[0])
            and words[numbers[0]].lower not in ("a", "an")  # "by a bomb that exploded": who hears of it asks which
            and not by_name
            and clause.opener is not None
            and words[clause.opener].lower != "who"
        ):
            at = numbers[0] - 1
            continue  # "the curfew imposed by the city that runs …"
        if person and _is_where(words, numbers):
            at = numbers[0] - 1
            continue  # "a guard at the hospital who fled"
        if (
            found
            and not (singular and found.plural)
            and not (plural and not found.plural and words[numbers[-1]].tag == NOUN)
        ):
            return found
        of = next((k for k in reversed(numbers) if words[k].lower == "of"), None)
        if singular and found is not None and found.plural and of is not None and words[numbers[-1]].tag == NAME:
            return noun_phrase(text, words, [k for k in numbers if k > of])  # "Relatives of Arne Moss, who was"
        at = numbers[0] - 1
    return None


def taken_before(text: str, parse: Parse, clause: Clause) -> str | None:
    """What the verb of a relative clause takes: "the march" of "the march that islanders had called"."""
    group, words = clause.group, parse.words
    if clause.kind is not RELATIVE or group is None or group.passive or not parse.subject(clause):
        return None
    opener = words[clause.opener].lower if clause.opener is not None else ""
    if opener not in ("that", "which", "whom", "") or group.lemma in en.NEVER_PASSIVE or clause.chain:
        return None
    numbers = _phrase_before(words, clause.start - 1)
    found = noun_phrase(text, words, numbers)
    if found is None or words[numbers[0]].tag not in (DET, NAME, NUM, POSS):
        return None
    return found.text if words[numbers[0]].tag == NAME else found.text[:1].lower() + found.text[1:]


_CUTS = frozenset((COMMA, OPEN, DASH))
_COUNTS = frozenset("number total majority bulk rest group batch".split())


def _is_where(words: Sequence[Word], numbers: Sequence[int]) -> bool:
    """Whether it is a place or an institution at which somebody is told of before: no "who"."""
    before = numbers[0] - 1
    if before < 1 or words[before].lower not in ("at", "in", "from", "near", "outside"):
        return False
    return words[before - 1].tag in (NOUN, NAME) and not is_person(words, numbers)


def _is_agent(words: Sequence[Word], start: int) -> bool:
    if start < 2 or words[start - 1].lower != "by":
        return False
    return words[start - 2].tag == VBN or (start > 2 and words[start - 2].tag == ADV and words[start - 3].tag == VBN)


def _whole_subject(text: str, parse: Parse, clause: Clause) -> Subject | None:
    """What a participle behind a comma tells of, past where it is: "A burst pipe near the plant, found on Saturday"."""
    if clause.kind is not PARTICIPIAL or clause.parent is None:
        return None
    around = parse.clauses[clause.parent]
    numbers = parse.subject(around)
    if not numbers or numbers[-1] != clause.start - 2 or parse.words[numbers[-1]].tag != NOUN:
        return None
    placed = any(parse.words[k].lower in _PLACING for k in numbers[1:])
    return spoken(text, parse, around) if placed and not around.shares_subject else None


_PLACING = frozenset("near in at outside inside between behind under beside on above below opposite".split())


def _before_age(words: Sequence[Word], at: int) -> int:
    """The comma behind a name, where a comma ends the age between them: "Agda Holm, 88, who …"."""
    aged = at > 1 and words[at].tag == COMMA == words[at - 2].tag and words[at - 1].tag == NUM
    return at - 2 if aged else at


def _phrase_before(words: Sequence[Word], at: int) -> list[int]:
    """The noun phrase that ends at or before a word, across commas, prepositions and participles."""
    while at >= 0 and words[at].tag in (COMMA, PREP, VBN, VBG, ADV, TIME, DET, ADJ):
        at -= 1
    out: list[int] = []
    while at >= 0:
        word = words[at]
        inner = word.lower == "of" and out and at and words[at - 1].tag in (NOUN, NAME, NUM)
        if word.lower == "for" and out and at and words[at - 1].tag == NAME == words[out[-1]].tag:
            inner = True  # "the Hope for Sarn appeal"
        if word.tag not in _NOUN_PHRASE and not inner:
            break
        if word.tag == POSS and at and words[at - 1].tag == TIME:
            break  # "Monday's storm"
        out.append(at)
        if word.tag == DET and not (at >= 2 and words[at - 1].lower == "of" and words[at - 2].tag in (NOUN, NAME, NUM)):
            break
        at -= 1
    if out and at > 0 and words[at].tag == TIME and words[at - 1].tag == DET:
        out += [at, at - 1]  # "the 2019 fire"
    return out[::-1]
