"""Finds the clauses of an English sentence.

A shallow reading, left to right with a stack: openers ("who", "that", "after") push a clause, commas and the verbs
of clauses that still wait for theirs pop it. It is linear in the sentence's length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from app.extract.english.clauses import (
    ADVERBIAL,
    ATTRIBUTION,
    COMPLEMENT,
    MAIN,
    PARTICIPIAL,
    RELATIVE,
    Clause,
    Kind,
    Parse,
    is_cleft,
)
from app.extract.english.subject_words import counts, subjects_of
from app.extract.english.tagging import (
    ADJ,
    ADV,
    CC,
    CLOSE,
    COMMA,
    DASH,
    DET,
    NAME,
    NEG,
    NOMINAL,
    NOUN,
    NUM,
    OPEN,
    POSS,
    PREP,
    PRON,
    QUOTE,
    SEMI,
    STOP,
    SUB,
    THAT,
    TIME,
    TO,
    VB,
    VBD,
    VBG,
    VBN,
    VERBAL,
    WH,
    Word,
)
from app.extract.english.verb_groups import Group, Shape, Tense, groups
from app.extract.lang import en
from app.extract.lang.en_verbs import PARTICIPLE

_ASKING = frozenset("see know ask decide determine consider wonder learn check establish assess tell discover".split())
_NOT_OPENING_AS = frozenset("many much well few of part little long soon such to for".split())
_LONGEST_SAYER = 5  # words of a saying between commas
_LONGEST_APPOSITION = 16  # words of a speaker with what is added to the name
_LATE_OPENER = 4  # words before an opener of the sentence
_LONGEST_ASIDE = 24  # words behind a "who"
_APPOSITION = 2  # commas round one
_PLAIN = frozenset((NOUN, NAME, ADJ, DET, PREP, NUM, ADV, PRON, POSS, CC))
_NOUN_PHRASE = frozenset((NOUN, NAME, ADJ, DET, NUM, POSS))
_ENDS_SEARCH = frozenset((SEMI, STOP, SUB, WH, DASH))
_SEPARATORS = frozenset((COMMA, CC, SEMI, DASH, QUOTE, CLOSE, OPEN, STOP))
# "There are signs that …": what such a noun's "that" opens is its content.
_CONTENT_NOUNS = frozenset(
    "allegation allegations announcement assertion assumption belief chance claim claims concern concerns conclusion "
    "decision doubt doubts evidence expectation expectations fact fear fears feeling finding hint hope hopes idea "
    "impression indication indications likelihood message news notion possibility prospect proof proposal report "
    "reports request risk rumor rumors rumour rumours sign signs speculation statement suggestion suspicion "
    "suspicions theory view warning warnings word".split()
)


def parse(words: Sequence[Word], *, headline: bool = False) -> Parse:
    """The clauses of a sentence; in a headline "to" makes a future: "Minister to resign"."""
    return _Reader(words, headline=headline).read()


class _Reader:
    """One sentence being read: the clauses so far, and the stack of those still open."""

    def __init__(self, words: Sequence[Word], *, headline: bool) -> None:
        self.words, self.headline = words, headline
        self.tags = [word.tag for word in words]
        self.groups = {group.first: group for group in groups(words, self.tags)}
        self.order = sorted(self.groups)
        self.clauses = [Clause(0, MAIN, 0, None)]
        self.stack = [0]
        self.owner = [0] * len(words)
        self.last_head = -1
        self.at = 0
        self.broken = False

    @property
    def current(self) -> Clause:
        return self.clauses[self.stack[-1]]

    def read(self) -> Parse:
        words, owner, groups, stack = self.words, self.owner, self.groups, self.stack
        behind = 0  # number of the word behind what was read
        # Two words of three neither are a verb nor open a clause: they belong to the clause open before them.
        for at in [k for k, tag in enumerate(self.tags) if tag not in _PLAIN]:
            if at < behind:
                continue
            if at > behind:
                owner[behind:at] = [stack[-1]] * (at - behind)
            self.at = at
            group = groups.get(at)
            if group is not None:
                self._place(group)
                behind = group.head + 1
                owner[at:behind] = [stack[-1]] * (behind - at)
                self.last_head = group.head
                continue
            tag = self.tags[at]
            if tag == COMMA:
                self._comma()
            elif tag == SUB:
                self._subordinator(at)
            elif tag == WH and at:
                self._relative(at)
            elif tag == THAT:
                self._that(at)
            owner[at] = stack[-1]
            behind = at + 1
        owner[behind:] = [stack[-1]] * (len(words) - behind)
        self._mend()
        start = 0
        for number, run in groupby(owner):
            end = start + len(list(run))
            self.clauses[number].words.extend(range(start, end))
            start = end
        lowers = [word.lower for word in words]
        hedged = not en.HYPOTHETICAL_ADVERBS.isdisjoint(lowers)
        hedges = [k for k, lower in enumerate(lowers) if lower in en.HYPOTHETICAL_ADVERBS] if hedged else []
        subjects = subjects_of(words, self.clauses)
        return Parse(words, self.tags, lowers, self.clauses, owner, subjects, {}, hedges, self.broken)

    def _open(
        self, kind: Kind, start: int, *, parent: int | None = None, opener: int | None = None, joined: int | None = None
    ) -> Clause:
        clause = Clause(len(self.clauses), kind, start, parent, opener, joined)
        self.clauses.append(clause)
        self.stack.append(clause.number)
        for k in range(start, self.at):
            self.owner[k] = clause.number
        return clause

    def _comma(self) -> None:
        clause = self.current
        closes = clause.kind is PARTICIPIAL or (
            clause.kind in (RELATIVE, ADVERBIAL, ATTRIBUTION) and clause.group is not None
        )
        named = clause.inverted and self._ends_with_speaker()
        if closes and len(self.stack) > 1 and not named and not self._lists():  # "said the engineer, Ida Carrow"
            self.stack.pop()

    def _ends_with_speaker(self) -> bool:
        """Whether a name follows or nothing but what is added to one: "said Ida Carrow, 44, a baker"."""
        words, at = self.words, self.at + 1
        if at >= len(words) or words[at].tag == NAME:
            return at < len(words)
        behind_age = words[at - 2].tag == NUM and words[at - 3].tag == COMMA
        if behind_age and words[at].tag == WH:
            return True  # "said Ida Carrow, 44, whose bakery burned down"
        end = next((k for k in range(at, len(words)) if words[k].tag not in _PLAIN), len(words))
        return words[at].tag in (DET, NUM) and (end == len(words) or words[end].tag in (COMMA, STOP))

    def _lists(self) -> bool:
        """Whether the comma parts names of a list that ends the sentence: "as it spread to Sarn, Velia and Norland"."""
        if self.words[self.at - 1].tag != NAME:
            return False
        listed = False
        for word in self.words[self.at + 1 :]:
            if word.tag not in (NAME, COMMA, CC, STOP, DET):
                return False
            listed = listed or word.tag == CC
        return listed

    def _next_group(self, at: int, *, commas: bool) -> Group | None:
        """The next verb group that can be the verb of a clause opened here."""
        k = at
        while k < len(self.words):
            group = self.groups.get(k)
            if group is not None:
                if group.finite or (group.shape is not Shape.INFINITIVE and self._adverbs_only(at, k)):
                    return group
                k = group.head + 1
                continue
            tag = self.words[k].tag
            if tag == WH and commas and k > at and self.words[k - 1].tag == COMMA:
                k = self._behind_relative(k)  # "that the tanker, which loaded oil, was sold"
                continue
            if tag == COMMA and not commas and k > at and self.words[k + 1 : k + 2] and self.words[k + 1].tag == WH:
                k = self._behind_relative(k + 1)  # "though his men, who had fled, returned"
                if not self._adverbs_then_finite(k):
                    return None
                continue
            if tag == WH and not commas and k > at + 1 and self.words[k - 1].tag in NOMINAL:
                return self._behind_asides(k)  # "after a guest who had spent a week there, a guard, was detained"
            if tag == SUB and self.words[k].lower == "than":
                k += 1
                continue  # "when more than 400 people drowned"
            if tag in _ENDS_SEARCH or (tag == COMMA and not commas and k > at):
                return None
            if tag == CC and k > at + 1 and not commas and self._goes_on(k + 1):
                return None  # "since the invasion and there are plans", "before half-time and will miss the tie"
            k += 1
        return None

    def _goes_on(self, at: int) -> bool:
        """Whether what "and" joins here can only be told of the subject of the clause before."""
        if at < len(self.words) and self.words[at].lower == "there":
            return True
        group = self.groups.get(at)
        return group is not None and group.finite

    def _behind_asides(self, at: int) -> Group | None:
        """The finite verb right behind a comma, before the next full stop or conjunction."""
        for k in range(at, min(len(self.words) - 1, at + _LONGEST_ASIDE)):
            if self.words[k].tag in (SEMI, STOP, SUB, CC):
                return None
            if self.words[k].tag == COMMA and self._adverbs_then_finite(k + 1):
                return next(group for group in (self.groups.get(n) for n in range(k + 1, k + 4)) if group is not None)
        return None

    def _adverbs_then_finite(self, at: int) -> bool:
        if at < len(self.words) and self.words[at].tag == ADV:
            at += 1
        group = self.groups.get(at)
        return group is not None and group.finite

    def _behind_relative(self, at: int) -> int:
        """The word behind the comma that ends a relative clause between commas."""
        while at < len(self.words) and self.words[at].tag not in (COMMA, SEMI, STOP):
            at += 1
        return at + 1

    def _adverbs_only(self, start: int, end: int) -> bool:
        return all(self.words[k].tag in (ADV, NEG) for k in range(start, end))

    def _subordinator(self, at: int) -> None:
        lower = self.words[at].lower
        following = self.words[at + 1].lower if at + 1 < len(self.words) else ""
        if lower in ("than", "like") or (lower == "as" and following in _NOT_OPENING_AS):
            return
        if lower == "so" and following != "that" and not (at and self.words[at - 1].tag == COMMA):
            return
        if self._belongs_to_subject(at):
            return
        if self._next_group(at + 1, commas=False) is None and not self._opens_sentence(at) and not self._apposed(at):
            return
        before = self.words[at - 1] if at else None
        asked = before is not None and (
            (lower == "whether" and (before.tag in VERBAL or before.tag == ADJ))
            or (lower in ("if", "whether") and before.lemma in _ASKING)
        )
        self._open(COMPLEMENT if asked else ADVERBIAL, at, parent=self.current.number, opener=at)

    def _opens_sentence(self, at: int) -> bool:
        """Whether a clause with an apposition opens the sentence: "Three months after her uncle, a guard, died, …"."""
        if at > _LATE_OPENER or self.current.number or self.current.group is not None:
            return False
        group = self._next_group(at + 1, commas=True)
        if group is None or not group.finite:
            return False
        marks = [k for k in range(at, group.first) if self.words[k].tag == COMMA]
        later = range(group.head + 1, len(self.words))
        return len(marks) == _APPOSITION and any(self.words[k].tag == COMMA for k in later)

    def _apposed(self, at: int) -> bool:
        """Whether a subject with an apposition follows, and its verb: "… after her deputy, Petra Lund, had left"."""
        if self.current.group is None:
            return False
        marks: list[int] = []
        for k in range(at + 1, min(len(self.words), at + _LONGEST_ASIDE)):
            tag = self.tags[k]
            if tag == COMMA:
                marks.append(k)
                if len(marks) == _APPOSITION:
                    return marks[0] > at + 1 and self._adverbs_then_finite(k + 1)
            elif tag not in _PLAIN or tag == CC:
                return False
        return False

    def _belongs_to_subject(self, at: int) -> bool:
        """Whether it only leads to a noun of a subject whose verb is to come: "The first run since the fire left"."""
        clause = self.current
        if self.words[at].lower not in ("since", "before", "after") or clause.kind is not MAIN or self.headline:
            return False
        if clause.group is not None or at - clause.start <= 1 or self.tags[at - 1] != NOUN:
            return False
        if self.tags[clause.start] != DET or any(self.tags[k] not in _PLAIN for k in range(clause.start, at)):
            return False
        group = self._next_group(at + 1, commas=False)
        if group is None or not group.finite or self.tags[at + 1] != DET:
            return False
        for k in range(group.head + 1, len(self.words)):
            if self.tags[k] in (COMMA, STOP, SEMI):
                return True
            other = self.groups.get(k)
            if other is not None and other.finite:
                return False
        return True

    def _relative(self, at: int) -> None:
        if self._next_group(at + 1, commas=True) is None and not self._infinitive_follows(at + 1):
            return
        start = at
        if self.words[at - 1].tag == PREP and self.owner[at - 1] == self.stack[-1]:
            start = at - 1
            if at >= 2 and self.words[at - 2].tag in (DET, NUM, PRON):
                start = at - 2
        before = self.words[start - 1] if start else None
        asks = before is not None and (before.tag in VERBAL or before.tag == ADJ)  # "it was not clear who fired"
        self._open(COMPLEMENT if asks else RELATIVE, start, parent=self.current.number, opener=at)

    def _infinitive_follows(self, at: int) -> bool:
        group = self.groups.get(at)
        return group is not None and group.shape is Shape.INFINITIVE

    def _that(self, at: int) -> None:
        group = self._next_group(at + 1, commas=True) or self._wished(at)
        if group is None or at == 0:
            return
        before = self.words[at - 1]
        clause = self.current
        if is_cleft(self.words, clause) and group.first > at + 1:
            self._open(COMPLEMENT, at, parent=clause.number, opener=at)
            return
        if before.tag == CC or (before.tag == COMMA and self._in_that_clause()):
            # "said X and that Y", "heard that X, that Y": the second content hangs where the first does
            while len(self.stack) > 1 and self.current.kind is not COMPLEMENT:
                self.stack.pop()
            parent = self.current.parent if self.current.kind is COMPLEMENT else self._sayer()
            if len(self.stack) > 1:
                self.stack.pop()
            self._open(COMPLEMENT, at, parent=parent, opener=at)
            return
        if before.tag in NOMINAL and group.first == at + 1:
            self._open(RELATIVE, at, parent=clause.number, opener=at)  # "a message that was read"
            return
        if (before.tag in NOMINAL or before.tag == TIME) and before.lower not in _CONTENT_NOUNS and not (
            self._said_just_now(at)
        ):  # fmt: skip
            if group.first == at + 1 or (group.first - at <= 6 and before.tag != PRON):
                self._open(RELATIVE, at, parent=clause.number, opener=at)
            return
        if before.tag in (DET, PREP, TO) and before.lower != "except":
            return
        if self.words[at + 1].tag in (STOP, COMMA, PREP, SEMI) and group.first != at + 1 and before.tag == PREP:
            return
        self._open(COMPLEMENT, at, parent=clause.number, opener=at)

    def _wished(self, at: int) -> Group | None:
        """The "be closed" of "demanded that the mine be closed", which becomes the verb of a clause."""
        carrier = self.current.group
        if carrier is None or carrier.lemma not in en.DEMANDING:
            return None
        for k in range(at + 1, len(self.words)):
            group = self.groups.get(k)
            if group is None and self.words[k].tag not in (COMMA, STOP, SEMI):
                continue
            if group is None or self.words[group.first].lower != "be" or group.head == group.first:
                return None
            self.groups[k] = replace(group, shape=Shape.FINITE, tense=Tense.MODAL, modal="should")
            return self.groups[k]
        return None

    def _in_that_clause(self) -> bool:
        clause = self.current
        opener = self.words[clause.opener].tag if clause.opener is not None else None
        return clause.kind is COMPLEMENT and opener == THAT and clause.group is not None

    def _said_just_now(self, at: int) -> bool:
        """Whether the clause's verb takes a content, and nothing but its hearer or its day stands between."""
        clause = self.current
        group = clause.chain[-1] if clause.chain else clause.group
        if group is None or (group.lemma not in en.SAYING and group.lemma not in en.OPINION):
            return False
        return all(self.words[k].tag not in (COMMA, CC) for k in range(group.head + 1, at)) and at - group.head <= 6

    def _sayer(self) -> int:
        for clause in reversed(self.clauses):
            if clause.group and (clause.group.lemma in en.SAYING or clause.group.lemma in en.OPINION):
                return clause.number
        return self.current.number

    def _place(self, group: Group) -> None:
        clause = self.current
        if not group.finite:
            self._place_nonfinite(group)
            return
        if clause.group is None:
            if self._is_parenthetical(group):
                self._attribute(group, self._boundary(group) or 0)
                self.stack.pop()
            elif not self._zero_relative(group):
                clause.group = group
            return
        pending = self._pending()
        boundary = self._boundary(group)
        if boundary is None:
            self._place_unbounded(group, pending)
            return
        pronoun = group.first - 1
        apposed = self.words[boundary].tag == COMMA and self.words[boundary + 1].tag == DET
        if apposed and boundary < pronoun - 1 and self._is_zero_relative(pronoun):
            self._open(RELATIVE, pronoun, parent=clause.number).group = group  # "…, a charity he set up"
            return
        has_subject = self._has_subject(boundary + 1, group.first)
        if not has_subject and (subject := self._joined_subject(boundary)) is not None:
            del self.stack[1:]
            outer = self.stack[0]
            joined = self._open(MAIN, self.at, joined=outer)
            joined.start, joined.group = subject, group
            for k in range(subject, self.at):
                if self.owner[k] == outer:
                    self.owner[k] = joined.number
            return
        if not has_subject:
            if self.words[boundary].tag in (COMMA, QUOTE, DASH) and self._is_inverted(group):
                self._attribute(group, boundary)
                self.current.inverted = True
            elif pending is not None:
                self._resume(pending, group)
            else:
                self._coordinate(group, boundary, shares_subject=True)
            return
        tag = self.words[boundary].tag
        if tag == CC and group.lemma in en.SAYING and self.words[boundary - 1].tag == COMMA:
            del self.stack[1:]  # "…, and an official said": no longer what the first speaker said
            self._open(MAIN, boundary + 1).group = group
            return
        if tag in (COMMA, QUOTE, DASH, CLOSE) and self._is_attribution(group):
            self._attribute(group, boundary)
        elif tag == CC and pending is not None and clause.kind is PARTICIPIAL and self.tags[boundary - 1] in NOMINAL:
            self._resume(pending, group)  # "A ship carrying water and tents arrived"
        elif tag == CC:
            self._coordinate(group, boundary, shares_subject=False)
        elif pending is not None and tag == COMMA:
            self._resume(pending, group)
        else:
            del self.stack[1:]
            self._open(MAIN, boundary + 1).group = group

    def _joined_subject(self, boundary: int) -> int | None:
        """The first word of a subject that "and" has joined before an aside: "…, and Pia Sand, who is 20, won it"."""
        if self.tags[boundary] != COMMA or not boundary:
            return None
        aside = self.clauses[self.owner[boundary - 1]]
        first = comma = aside.start - 1
        if aside.kind not in (RELATIVE, PARTICIPIAL) or comma < 1 or self.tags[comma] != COMMA:
            return None
        while first and self.tags[first - 1] in _NOUN_PHRASE:
            first -= 1
        behind_and = first > 1 and first < comma and self.tags[first - 1] == CC and self.tags[first - 2] == COMMA
        return first if behind_and and self.owner[first] == self.stack[0] else None

    def _is_parenthetical(self, group: Group) -> bool:
        """Whether a saying stands between commas before the clause's verb: "The past, they claimed, had gone"."""
        boundary = self._boundary(group)
        if boundary is None or group.lemma not in en.SAYING or self.words[boundary].tag != COMMA:
            return False
        behind = group.head + 1
        if behind >= len(self.words) or self.words[behind].tag != COMMA:
            return False
        spoken = self._has_subject(boundary + 1, group.first) and group.first - boundary <= _LONGEST_SAYER
        return spoken and any(self.words[k].tag in NOMINAL for k in range(boundary))

    def _has_subject(self, start: int, end: int) -> bool:
        """Whether a noun stands here, or a date as one: "2 September was followed by 14 September"."""
        if any(self.words[k].tag in NOMINAL or self.words[k].tag == DET for k in range(start, end)):
            return True
        return end - start == 1 and self.words[start].tag == TIME

    def _place_unbounded(self, group: Group, pending: int | None) -> None:
        """A finite verb with no mark between it and the verb before."""
        clause = self.current
        last = clause.chain[-1] if clause.chain else clause.group
        assert last is not None
        if last.lemma in en.BARE_CONTENT and group.first == last.head + 1:
            clause.chain.append(group)  # "which they claimed was an exercise"
            return
        if last.lemma in en.BARE_CONTENT and last.shape is not Shape.PARTICIPLE and not last.passive:
            start = self._behind_hearer(last, group) if last.lemma in en.WITH_HEARER else last.head + 1
            while start < group.first and self.words[start].tag in (TIME, ADV):
                if counts(self.words, range(start, group.first)):
                    break  # "said at least 40 people died"
                start += 1
            if self.words[start].tag == PREP and self.words[start + 1].tag == TIME:
                start += 2
            if start < group.first:
                self._open(COMPLEMENT, start, parent=clause.number).group = group
                return
        if pending is not None:
            self._resume(pending, group)
            return
        if self._turns_condition(last, group):
            self._open(ADVERBIAL, group.first, parent=clause.number).group = group
            return
        subject = self._adjacent_subject(group)
        if subject is not None and group.first > subject:
            self._open(RELATIVE, subject, parent=clause.number).group = group
            return
        assert clause.group is not None
        opening = self._bare_relative(last, group)
        if opening is not None:
            self._open(RELATIVE, opening, parent=clause.number).group = group
            return
        head = self.words[clause.group.head]
        finite = head.tag != VBD or head.lemma in en.NEVER_PASSIVE or not head.forms & PARTICIPLE
        self.broken = self.broken or (finite and head.tag != VBN)
        # "The soldiers wounded in May returned": the verb before was a participle after all.
        child = Clause(len(self.clauses), PARTICIPIAL, clause.group.first, clause.number)
        child.group = clause.group
        self.clauses.append(child)
        for k in range(clause.group.first, group.first):
            if self.owner[k] == clause.number:
                self.owner[k] = child.number
        clause.group = group
        clause.chain = []

    def _turns_condition(self, last: Group, group: Group) -> bool:
        """Whether an auxiliary opens a condition: "would have bought it had the price been lower"."""
        behind = self.words[group.first + 1].tag if group.first + 1 < len(self.words) else STOP
        turned = self.words[group.first].lower in ("had", "were", "should") and group.first == group.head
        return turned and last.modal in ("would", "could", "might") and behind in (DET, NAME, NOUN, PRON, POSS)

    def _bare_relative(self, last: Group, group: Group) -> int | None:
        """Where "the quake struck" begins in "capture the moment the quake struck Haiti"."""
        verb = self.words[last.head]
        if verb.tag == VBD and last.head == last.first and verb.forms & PARTICIPLE and not self._takes_object(last):
            return None  # the verb before may be the participle
        start = group.first
        while start > last.head + 1 and self.words[start - 1].tag in (NOUN, NAME, ADJ, NUM, POSS):
            start -= 1
        if start == group.first or self.words[start - 1].tag != DET or start - 2 <= last.head:
            return None
        return start - 1 if self.words[start - 2].tag in (NOUN, TIME) else None

    def _takes_object(self, group: Group) -> bool:
        """Whether a noun phrase stands right behind a verb, which a participle has not: "released the tapes"."""
        behind = self.words[group.head + 1].tag if group.head + 1 < len(self.words) else STOP
        return group.lemma not in en.NAMING and behind in (DET, NOUN, NAME, ADJ, NUM)

    def _behind_hearer(self, saying: Group, group: Group) -> int:
        """Where the content begins in "told the BBC they wanted": at the second noun phrase."""
        at = saying.head + 1
        if at < group.first and self.words[at].tag == PRON:
            return at + 1
        at += 1
        while at < group.first:
            word, before = self.words[at], self.words[at - 1]
            if word.tag in (DET, PRON):
                return at
            if before.tag in (NAME, NOUN) and word.tag == ADJ:
                return at
            at += 1
        return saying.head + 2 if saying.head + 2 < group.first else saying.head + 1

    def _zero_relative(self, group: Group) -> bool:
        """Whether a pronoun right behind a noun opens a clause of its own: "the car he bought was red"."""
        at = group.first - 1
        if at < 1 or self.words[at].tag != PRON or self.words[at].lower not in en.SUBJECT_PRONOUNS:
            return False
        clause = self.current
        if self.words[at - 1].tag not in NOMINAL or self.owner[at - 1] != clause.number or clause.opener == at - 1:
            return False
        self._open(RELATIVE, at, parent=clause.number).group = group
        return True

    def _is_zero_relative(self, pronoun: int) -> bool:
        word, before = self.words[pronoun], self.words[pronoun - 1]
        return word.tag == PRON and word.lower in en.SUBJECT_PRONOUNS - {"there"} and before.tag in (NOUN, NAME)

    def _adjacent_subject(self, group: Group) -> int | None:
        at = group.first - 1
        while at > self.last_head and self.words[at].tag == ADV:
            at -= 1
        if at > self.last_head + 1 and self.words[at].tag == PRON and self.words[at].lower in en.SUBJECT_PRONOUNS:
            return at
        return None

    def _pending(self) -> int | None:
        """The nearest open clause that still waits for its verb."""
        for number in reversed(self.stack[:-1]):
            if self.clauses[number].group is None:
                return number
        return None

    def _resume(self, number: int, group: Group) -> None:
        while self.stack[-1] != number:
            self.stack.pop()
        self.current.group = group

    def _boundary(self, group: Group) -> int | None:
        """The mark or "and" that parts this verb and its subject from the verb before."""
        best: int | None = None
        apposition = self._before_apposition(group)
        if apposition is not None:
            return apposition
        begin = group.first - 1
        if begin > 0 and self.words[begin].tag == CLOSE:  # "…, the committee (DEC) said"
            while begin > self.last_head + 1 and self.words[begin].tag != OPEN:
                begin -= 1
            begin -= 1
        for at in range(begin, self.last_head, -1):
            tag = self.words[at].tag
            if tag not in _SEPARATORS or self._beside_age(at):
                continue
            if tag == CC and self.words[at].lower == "or" and best is not None:
                continue
            if tag == CC and at and self.words[at - 1].tag == ADJ and self.words[at + 1].tag == ADJ:
                continue  # "a strong and strategic response"
            if tag == CC and at and self.words[at - 1].tag == COMMA:
                return at
            if best is None:
                best = at
            elif self.words[best].tag == CC and tag in (COMMA, SEMI, QUOTE):
                # "…, US and NATO officials said": the "and" is inside the subject
                return at
            elif tag == SEMI:
                return at
        return best

    def _beside_age(self, at: int) -> bool:
        """Whether a comma stands before or behind the age of somebody: "the man, 34, was"."""
        words = self.words
        if words[at].tag != COMMA or not self.last_head + 1 < at:
            return False
        if words[at - 1].tag == NUM and words[at - 2].tag == COMMA:
            return words[at - 3].tag in (NOUN, NAME)
        aged = at + 2 < len(words) and words[at + 1].tag == NUM and words[at + 2].tag == COMMA
        return aged and words[at - 1].tag in (NOUN, NAME)

    def _before_apposition(self, group: Group) -> int | None:
        """The first comma of ", the health secretary, Ana Reyes, said"."""
        words, at = self.words, group.first - 1
        if group.lemma not in en.SAYING or at < 0 or words[at].tag != COMMA:
            return None
        commas = []
        for back in range(at - 1, max(self.last_head, at - _LONGEST_APPOSITION), -1):
            if words[back].tag == COMMA:
                commas.append(back)
                if len(commas) == _APPOSITION:
                    return back if words[back + 1].tag in (DET, POSS, NAME, NOUN, ADJ) else None
            elif words[back].tag not in (NAME, NOUN, ADJ, DET, POSS, NUM, PREP):
                return None
        return None

    def _is_attribution(self, group: Group) -> bool:
        if group.lemma not in en.SAYING and group.lemma not in en.OPINION:
            return False
        k = group.head + 1
        while k < len(self.words) and self.words[k].tag in (ADV, TIME):
            k += 1
        if k >= len(self.words):
            return True
        word = self.words[k]
        return word.tag in (STOP, COMMA, QUOTE, DASH, SEMI, CLOSE, PREP, TIME, VBG, SUB, CC, VB, TO) or (
            group.lemma in ("tell", "inform") and word.tag in NOMINAL
        )

    def _is_inverted(self, group: Group) -> bool:
        """Whether a verb of saying has its speaker behind it."""
        if group.lemma not in en.SAYING or group.head + 1 >= len(self.words):
            return False
        return self.words[group.head + 1].tag in (NAME, NOUN, DET, POSS, ADJ)

    def _attribute(self, group: Group, boundary: int) -> None:
        self._open(ATTRIBUTION, boundary + 1, parent=self.current.number).group = group

    def _coordinate(self, group: Group, boundary: int, *, shares_subject: bool) -> None:
        comma = boundary > 0 and self.words[boundary].tag == CC and self.words[boundary - 1].tag == COMMA
        while len(self.stack) > 1 and (
            self.current.kind in (PARTICIPIAL, ATTRIBUTION)
            or (not shares_subject and comma and self.current.kind in (RELATIVE, ADVERBIAL))
        ):
            self.stack.pop()
        partner = self._sharer(group, boundary) if shares_subject else self.current
        if len(self.stack) > 1:
            self.stack.pop()
        if partner.group is not None and partner.group.negated and shares_subject:
            alternative = self.words[boundary].lower in ("or", "nor") or self.words[boundary].tag == COMMA
            group = replace(group, negated=group.negated or alternative)  # "never sold oil, lent money or used it"
        clause = self._open(partner.kind, boundary + 1, parent=partner.parent, joined=partner.number)
        clause.group = group
        clause.shares_subject = shares_subject

    def _sharer(self, group: Group, boundary: int) -> Clause:
        """The clause that a verb without a subject goes on from: of "he said it was sad and urged …" his."""
        clause = self.current
        if clause.kind is not COMPLEMENT or clause.parent is None:
            return clause
        # "He said it was sad and urged …"; "She confirmed that it was under way, but said …"
        apart = boundary > 0 and self.words[boundary].tag == CC and self.words[boundary - 1].tag == COMMA
        bare = clause.opener is None and group.lemma in en.ANNOUNCING
        if not bare and not (apart and group.lemma in en.SAYING):
            return clause
        sayer = self.clauses[clause.parent]
        if sayer.group is None or sayer.group.lemma not in en.SAYING or sayer.group.tense is not group.tense:
            return clause
        while self.stack[-1] != sayer.number and len(self.stack) > 1:
            self.stack.pop()
        return sayer

    def _place_nonfinite(self, group: Group) -> None:
        clause = self.current
        before = self.words[group.first - 1].tag if group.first else ""
        if before == CC and group.shape is Shape.PARTICIPLE and clause.group is not None and clause.group.passive:
            # "was signed in May and put to members in June": one more passive, whose "was" stands before the first,
            # unless nobody can do that to anything: "were ordered in May and arrived in June".
            shared = replace(group, passive=True, tense=clause.group.tense)
            if group.lemma in en.NEVER_PASSIVE:
                shared = replace(group, shape=Shape.FINITE, tense=Tense.PAST)
            self._coordinate(shared, group.first - 1, shares_subject=True)
            return
        if group.shape is Shape.INFINITIVE:
            if clause.group is not None:  # else it hangs on the subject: "the will to fight was gone"
                clause.chain.append(group)
            elif self.headline and before in NOMINAL and not any(g.finite for g in self.groups.values()):
                clause.group = replace(group, shape=Shape.FINITE, tense=Tense.FUTURE)
            return
        if clause.opener is not None and clause.group is None and self._adverbs_only(clause.opener + 1, group.first):
            clause.group = group  # "after taking the town", "as expected"
            return
        if clause.group is None and before in ("", QUOTE):
            if self._comma_before_finite(group.head + 1):
                self._open(PARTICIPIAL, group.first, parent=clause.number).group = group
            return
        if group.shape is Shape.GERUND and clause.group and clause.group.head == group.first - 1:
            clause.chain.append(group)
            return
        aside = group.shape is Shape.PARTICIPLE and group.first > 1 and self.words[group.first - 2].tag == COMMA
        if before in (PREP, ADJ, DET, POSS, CC) or (before == ADV and clause.group is None and not aside):
            return  # but "the meeting, originally scheduled for May, was put off"
        if before in NOMINAL or before in (COMMA, TIME, CLOSE, DASH, ADV):
            if clause.kind is PARTICIPIAL and len(self.stack) > 1 and before == COMMA:
                self.stack.pop()
            start = group.first - 1 if aside and before == ADV else group.first
            self._open(PARTICIPIAL, start, parent=self.current.number).group = group

    def _comma_before_finite(self, at: int) -> bool:
        for k in range(at, len(self.words)):
            if self.words[k].tag == COMMA:
                return True
            group = self.groups.get(k)
            if group is not None and group.finite:
                return False
        return False

    def _mend(self) -> None:
        """A main clause without a verb takes that of an adverbial with which the sentence opens: it was none."""
        main = self.clauses[0]
        if main.group is not None:
            return
        for clause in self.clauses[1:]:
            if clause.kind is ADVERBIAL and clause.parent == 0 and clause.group and clause.start <= 1:
                main.group, clause.group = clause.group, None
                main.chain, clause.chain = clause.chain, []
                for k, number in enumerate(self.owner):
                    if number == clause.number:
                        self.owner[k] = 0
                return
