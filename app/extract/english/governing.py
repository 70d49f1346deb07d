"""Which date of a sentence dates what: a clause, or a noun that names an event.

A date belongs to the innermost clause around it, with exceptions counted on annotated news: behind a noun of
happening that hangs on a preposition it is that noun's ("ahead of the invasion last month"); inside a name or a
subject it is nobody's ("third-quarter sales", "today is a sad day").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.extract.english.clauses import ADVERBIAL, COMPLEMENT, MAIN, PARTICIPIAL, Clause, Parse
from app.extract.english.event_nouns import names_event
from app.extract.english.happening import LIGHT
from app.extract.english.tagging import ADJ, COMMA, DET, NAME, NOUN, NUM, POSS, PREP, SUB, SYM, TIME, TO, Word
from app.extract.english.verb_groups import Shape, Tense
from app.extract.lang import en
from app.timex.interval import Granularity
from app.timex.lang.en.words import ORDINALS
from app.timex.when import When

_DATE_PREPOSITIONS = frozenset(("on", "in", "at", "of", "during", "for"))
_ATTRIBUTIVE_PREPOSITIONS = frozenset(("for", "of", "with"))
_NOUN_PHRASE = frozenset((NOUN, NAME, ADJ, DET, POSS, NUM))
_FULL = (MAIN, COMPLEMENT, ADVERBIAL)  # clauses that have a subject of their own
# "Called for her resignation on Monday": who asks for a thing says when he asked, for it has not come.
_ASKED_FOR = frozenset("call ask appeal press push plead campaign".split())
_UP_TO_THEN = frozenset("give allow grant get put postpone delay defer adjourn push extend suspend".split())
_MOVED = _UP_TO_THEN - {"give", "allow", "grant", "get"} | {"move", "shift", "reschedule", "bring"}
_INDEFINITE = frozenset(("a", "an", "some", "any", "another"))
_COMPARED = _NOUN_PHRASE | {PREP, TO, COMMA}
_FIGURE = frozenset((NUM, NOUN, SYM, ADJ, DET))
_REACH = 14  # words between a noun and the date behind it
_ATTRIBUTES = 6  # words between a date and the noun it stands before


@dataclass(frozen=True, slots=True)
class Dates:
    """Word numbers of dates, by the number of the clause or of the noun that they date."""

    of_clause: dict[int, list[int]] = field(default_factory=dict)
    of_noun: dict[int, list[int]] = field(default_factory=dict)


def is_superlative(word: Word) -> bool:
    """Whether it says that nothing was more so, or none was before."""
    if word.lower in en.SUPERLATIVES:
        return True
    return word.lower.endswith(("iest", "gest", "hest", "dest", "test")) and word.lower not in en.NOT_SUPERLATIVES


def dates_of(parse: Parse, when_at: Callable[[int], When], is_future: Callable[[When], bool]) -> Dates:
    """What each date of a sentence belongs to.

    Args:
        when_at: the time of a TIME word, by its number.
        is_future: whether a time lies after the publication.
    """
    return _Governing(parse, when_at, is_future).read()


class _Governing:
    def __init__(self, parse: Parse, when_at: Callable[[int], When], is_future: Callable[[When], bool]) -> None:
        self.parse, self.words = parse, parse.words
        self.when_at, self.is_future = when_at, is_future
        self.times = [k for k, tag in enumerate(parse.tags) if tag == TIME] if TIME in parse.tags else []

    def read(self) -> Dates:
        dates = Dates()
        for time in self.times:
            noun = self._dated_noun(time)
            if noun is not None:
                dates.of_noun.setdefault(noun, []).append(time)
                continue
            clause = self._clause_around(time)
            if not self._dates_nothing(time, clause):
                dates.of_clause.setdefault(clause.number, []).append(time)
        return dates

    def _clause_around(self, time: int) -> Clause:
        clauses = self.parse.clauses
        clause = clauses[self.parse.owner[time]]
        while clause.group is None and clause.parent is not None:
            clause = clauses[clause.parent]
        added = clause.kind is PARTICIPIAL and clause.group is not None and clause.group.shape is Shape.GERUND
        if not added or clause.parent is None or clauses[clause.parent].group is None:
            return clause
        # "…, killing three on Monday" is part of what the clause tells, unless that has a date of its own.
        dated = any(self.parse.owner[other] == clause.parent for other in self.times)
        return clause if dated else clauses[clause.parent]

    def _dated_noun(self, time: int) -> int | None:
        noun = self._noun_behind(time)
        if noun is None:
            before = self._noun_before(time)
            return None if before is not None and self._is_subject(before) else before  # "after tests in May found"
        if self._is_subject(noun) or self._is_light_object(noun) or self._is_shared(noun):
            return None
        return noun

    def _noun_behind(self, time: int) -> int | None:
        """The noun of happening in "Tuesday's attack" and "the March 2 statement"."""
        words = self.words
        noun = time + 1
        possessive = noun < len(words) and words[noun].tag == POSS
        if not possessive and not self._determined(time):
            return None
        noun += possessive
        while noun < len(words) and noun - time < _ATTRIBUTES and words[noun].tag in (ADJ, NAME, NUM, NOUN):
            if words[noun].tag == NOUN and (noun + 1 == len(words) or words[noun + 1].tag != NOUN):
                return noun if names_event(words[noun].lower) else None
            noun += 1
        return None

    def _noun_before(self, time: int) -> int | None:
        """The noun of happening in "ahead of the invasion of the country last month"."""
        words = self.words
        if words[time].lower.startswith("since "):
            return None  # "had called for talks since May" is what went on since
        back = time - 1
        if back >= 0 and words[back].tag == PREP and words[back].lower in _DATE_PREPOSITIONS:
            back -= 1
        noun: int | None = None
        definite = False
        while back >= 0 and time - back <= _REACH:
            word = words[back]
            if noun is None:
                if word.tag not in _NOUN_PHRASE and word.tag != PREP:
                    return None
                if word.tag == NOUN and names_event(word.lower) and words[back + 1].tag != NOUN:
                    noun = back
            elif word.tag in (DET, POSS, NAME):
                definite = definite or word.lower not in _INDEFINITE
            elif word.tag not in _NOUN_PHRASE:
                break
            back -= 1
        if noun is None or back < 0 or words[back].tag not in (PREP, SUB, TO):
            return None
        lead = words[back].lower
        if lead in ("on", "at", "in", "by") and back + 1 == noun:
            return None  # "was overturned on appeal in 2016": how, and not when
        if (lead in en.TEMPORAL_PREPOSITIONS and lead not in en.SHARING_PREPOSITIONS) or (
            lead == "of" and words[back - 1].lower == "ahead"
        ):
            return noun
        if lead in en.SHARING_PREPOSITIONS:
            return None  # "killed in the attack on Monday" happened on Monday too
        # "Called for talks on Monday" was said on Monday; "invited them to a ceremony on 12 April" was not, but
        # "will meet for the talks on 12 April" is as far ahead as the talks.
        if lead in ("to", "into") and not any(self.words[k].tag in (DET, POSS, NAME) for k in range(back + 1, noun)):
            return None  # "led them to promotion in 2021"
        when = self.when_at(time)
        if self.is_future(when):
            group = self.parse.clauses[self.parse.owner[time]].group
            return noun if group is None or group.tense not in (Tense.FUTURE, Tense.MODAL) else None
        if lead == "for" and words[back - 1].lemma in _ASKED_FOR:
            return None
        coarse = when.precision is None or Granularity.DAY.finer_than(when.precision)
        return noun if definite or coarse else None

    def _determined(self, time: int) -> bool:
        return time > 0 and self.words[time - 1].tag in (DET, POSS, ADJ)

    def _is_subject(self, noun: int) -> bool:
        return noun in self.parse.subject(self.parse.clauses[self.parse.owner[noun]])

    def _is_light_object(self, noun: int) -> bool:
        """Whether the verb before it tells no more than the noun: "launched Tuesday's attack"."""
        group = self.parse.clauses[self.parse.owner[noun]].group
        return group is not None and group.head < noun <= group.head + 8 and group.lemma in LIGHT

    def _dates_nothing(self, time: int, clause: Clause) -> bool:
        words, group = self.words, clause.group
        if group is not None and time < group.first and clause.kind in _FULL and not self.parse.subject(clause):
            return not clause.shares_subject  # "today is a sad day"
        if self._is_added_to_subject(time, clause) or self._is_of_what_is_to_be(time, clause):
            return True
        if self._is_of_what_was(time, clause):
            return True
        if group is not None and group.lemma in _UP_TO_THEN and words[time].lower.startswith(("until ", "till ")):
            return True  # "gave the firm until 15 May to answer", "put it off until May"
        if (
            group is not None
            and group.lemma in _MOVED
            and (words[time].lower.startswith("from ") or (time and words[time - 1].lower == "from"))
        ):
            return True  # "was put off once, from 5 April"
        lead = [word.lower for word in words[max(0, time - 3) : time]]
        if lead[-2:] == ["payable", "on"] or lead == ["of", "record", "on"]:
            return True  # "declared a dividend, payable on 28 November to holders of record on 14 November"
        if self._compares(time) or (
            time > 1
            and words[time - 1].lower == "for"
            and words[time - 2].lower in en.OUTLOOKS
            and words[time - 2].tag == NOUN
        ):
            return True
        if time + 1 >= len(words):
            return False
        behind = words[time + 1].tag
        if behind == POSS:
            return not self._passes_to(time, clause)
        if time and behind == NOUN and words[time - 1].lower in _ATTRIBUTIVE_PREPOSITIONS:
            return True  # "for November delivery"
        return self._determined(time) and behind in (NOUN, ADJ) and not self._passes_to(time, clause)

    def _is_added_to_subject(self, time: int, clause: Clause) -> bool:
        """Whether it stands in what is added to a subject between commas: "Halden, champions last year, have lost"."""
        subject, group = self.parse.subject(clause), clause.group
        if not subject or group is None or not subject[0] < time < group.first or self.words[time + 1].tag != COMMA:
            return False
        comma = next((k for k in range(time - 1, subject[0], -1) if self.words[k].tag == COMMA), None)
        return comma is not None and any(self.words[k].tag in (NOUN, NAME, ADJ) for k in range(comma + 1, time))

    def _is_of_what_is_to_be(self, time: int, clause: Clause) -> bool:
        """Whether it ends what is added of something's future: "plans a new hall, to be finished by 2027"."""
        group = clause.group
        if group is None:
            return False
        comma = next((k for k in range(time - 1, group.head, -1) if self.words[k].tag == COMMA), None)
        return comma is not None and [word.lower for word in self.words[comma + 1 : comma + 3]] == ["to", "be"]

    def _is_of_what_was(self, time: int, clause: Clause) -> bool:
        """Whether it is of a figure that another is held against: "rose to 5 percent from 4 percent a year earlier"."""
        words, at, group = self.words, time - 1, clause.group
        if at > 0 and words[at].lower in _DATE_PREPOSITIONS:
            if group is None or group.lemma not in en.CHANGING:
                return False  # "were evacuated from 3 villages in May"
            at -= 1
        elif not words[time].lower.endswith(("earlier", "ago", "before")):
            return False
        figure = False
        while at > 0 and words[at].tag in _FIGURE:
            figure = figure or words[at].tag == NUM
            at -= 1
        if not figure or at < 1:
            return False
        return words[at].lower in ("from", "than", "against") or (
            words[at].lower in ("with", "to") and words[at - 1].lower == "compared"
        )

    def _compares(self, time: int) -> bool:
        """Whether it says how long nothing was so: "the deadliest since 1996", "for the second time since 1996"."""
        words = self.words
        if not words[time].lower.startswith("since "):
            return False
        at = time - 1
        while at >= 0 and time - at <= _REACH and words[at].tag in _COMPARED:
            if is_superlative(words[at]) or (words[at].lower == "time" and words[at - 1].lower in ORDINALS):
                return True
            at -= 1
        return False

    def _passes_to(self, time: int, clause: Clause) -> bool:
        """Whether the date of the subject is the clause's: "Tuesday's attack killed three"."""
        noun = self._noun_behind(time)
        return noun is not None and (noun in self.parse.subject(clause) or self._is_shared(noun))

    def _is_shared(self, noun: int) -> bool:
        """Whether what its clause tells came to pass in it: "were hurt in Monday's fire"."""
        words = self.words
        group = self.parse.clauses[self.parse.owner[noun]].group
        if group is None or group.tense is not Tense.PAST:
            return False
        lead = noun - 1
        while lead > group.head and (words[lead].tag in _NOUN_PHRASE or words[lead].tag == TIME):
            lead -= 1
        return lead == group.head + 1 and words[lead].lower in ("in", "during", "at")
