"""The clauses of an English sentence: one finite verb each, what opens them, and which words are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.extract.english.tagging import ADV, NEG, PREP, TIME, Word
from app.extract.english.verb_groups import Group


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject to tell: `text`, and the stretch of the article it was taken from, for its names."""

    text: str
    start: int
    end: int
    plural: bool
    person: bool
    apposition: str | None = None  # "Paul Okafor" of "its director, Paul Okafor"


class Kind(StrEnum):
    MAIN = "main"
    COMPLEMENT = "complement"  # what is said, thought or seen
    RELATIVE = "relative"
    ADVERBIAL = "adverbial"  # after, before, when, if …
    PARTICIPIAL = "participial"  # "…, killing three", "the curfew imposed by …"
    ATTRIBUTION = "attribution"  # "…, officials said"


# As names of their own: they are compared some hundred times an article, and before Python 3.12 to take a member from
# its class takes longer than the comparison and everything round it.
MAIN, COMPLEMENT, RELATIVE, ADVERBIAL, PARTICIPIAL, ATTRIBUTION = Kind


@dataclass(slots=True)
class Clause:
    """Built up while reading, then only read.

    Attributes:
        start: word number with which it opens, its opener included.
        opener: word number of "that", "which", "after" …
        joined: the clause it is coordinated with, whose subject it may share.
        chain: infinitives that hang on its verb, in order.
        words: numbers of its own words, without those of clauses inside it.
    """

    number: int
    kind: Kind
    start: int
    parent: int | None
    opener: int | None = None
    joined: int | None = None
    group: Group | None = None
    chain: list[Group] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    shares_subject: bool = False
    inverted: bool = False  # "said the minister"


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence with its clauses.

    Attributes:
        tags, lowers: of each word, as columns, for what asks a whole sentence.
        owner: clause number of each word.
        subjects: by clause number, the word numbers of its subject; see `subject`.
    """

    words: Sequence[Word]
    tags: Sequence[str]
    lowers: Sequence[str]
    clauses: Sequence[Clause]
    owner: Sequence[int]
    subjects: Sequence[tuple[int, ...]]
    spoken: dict[int, Subject | None] = field(default_factory=dict)  # subjects in words, kept once they were asked for
    hedges: Sequence[int] = ()  # word numbers of "probably" and the like
    broken: bool = False  # two finite verbs met without a mark: two lines run together, or a reading gone wrong

    def subject(self, clause: Clause) -> tuple[int, ...]:
        """Word numbers of the clause's subject, openers and leading adverbials left out; empty where it has none."""
        return self.subjects[clause.number]

    def inside(self, clause: Clause) -> set[int]:
        """Numbers of the clause and of every clause that hangs on it, but not of those that say who tells it."""
        found = {clause.number}
        for other in self.clauses[clause.number + 1 :]:
            if (other.parent in found or other.joined in found) and other.kind is not ATTRIBUTION:
                found.add(other.number)
        return found


def is_cleft(words: Sequence[Word], clause: Clause) -> bool:
    """Whether a main clause only puts a place or a date in front: "it was (not until) in May that …"."""
    if clause.number or words[0].lower != "it" or clause.group is None or clause.group.lemma != "be":
        return False
    at = clause.group.head + 1
    while at < len(words) and words[at].tag in (ADV, NEG):
        at += 1
    return at < len(words) and words[at].tag in (PREP, TIME)
