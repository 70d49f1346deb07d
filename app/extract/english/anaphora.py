"""Whom a pronoun or "the company" means, for who takes part in an event; titles keep the words of the text.

Read sentence by sentence. "He" and "she" mean the person who was last the subject of a sentence; "the company" the
organisation that was; "the store" the one name in the article that ends so. Where somebody without a name has come
between ("a spokesman said. He …"), or too many sentences have, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.extract.english.clauses import ATTRIBUTION, MAIN, Clause, Parse
from app.extract.english.subjects import head_noun, is_person, without_apposition
from app.extract.english.tagging import CC, NOUN, PRON, Word
from app.extract.entities import Names
from app.extract.lang import en

# Sentences after which nobody is remembered.
_MEMORY = 4
_COMPANIES = frozenset(
    ("company", "firm", "group", "corporation", "manufacturer", "retailer", "carrier", "airline", "bank")
)
_THE = frozenset(("the", "this", "that"))
# Common nouns at the end of names that say too little: "the day" is not "Independence Day".
_TOO_COMMON = frozenset(
    "day state states people house man war world year city times news game series conference".split()
)


@dataclass(slots=True)
class Focus:
    """What an article has been talking about so far.

    Attributes:
        person, company: numbers of entities; `seen`: sentences since the person was named.
        called: "he" or "she", by number, once one of them was used.
    """

    person: int | None = None
    company: int | None = None
    seen: int = 0
    called: dict[int, str] = field(default_factory=dict)

    def read(self, parse: Parse, names: Names, *, heading: bool) -> dict[int, int]:
        """Whom the subjects of the clauses mean that are no names: numbers of entities by numbers of clauses."""
        meant: dict[int, int] = {}
        self.seen += 1
        if self.seen > _MEMORY:
            self.person = None
        for clause in parse.clauses:
            if clause.group is None or clause.shares_subject:
                continue
            numbers = parse.subject(clause)
            if not numbers:
                continue
            found = self._meant(parse.words, numbers, names)
            if found is not None:
                meant[clause.number] = found
            if not heading:
                self._remember(parse.words, clause, numbers, names, found)
        return meant

    def _meant(self, words: Sequence[Word], numbers: Sequence[int], names: Names) -> int | None:
        first = words[numbers[0]]
        if len(numbers) == 1 and first.tag == PRON:
            if first.lower not in ("he", "she") or self.person is None:
                return None
            return self.person if self.called.setdefault(self.person, first.lower) == first.lower else None
        head = head_noun(words, numbers)
        if head is None or first.lower not in _THE or words[head].tag != NOUN or head != numbers[-1]:
            return None
        if names.numbers_within(first.start, words[head].end):
            return None
        noun = words[head].lower
        if noun in _COMPANIES and head == numbers[0] + 1:
            return self.company
        return _named_so(noun, names) if head == numbers[0] + 1 else None

    def _remember(
        self, words: Sequence[Word], clause: Clause, numbers: Sequence[int], names: Names, meant: int | None
    ) -> None:
        if meant is not None:
            self.seen = 0 if meant == self.person else self.seen
            return
        if clause.kind not in (MAIN, ATTRIBUTION):
            return
        numbers = without_apposition(words, numbers)
        head = head_noun(words, numbers)
        if head is None:
            return
        number = names.covering(words[head].start)
        if number is None:
            if is_person(words, numbers):
                self.person = None  # "a spokesman said": he is the one now
            return
        type_ = names.entities[number].type
        if number in names.persons or (type_ is None and not names.persons and is_person(words, numbers)):
            self.person, self.seen = number, 0
        elif type_ in (None, "organisation") and all(words[k].tag != CC for k in numbers):
            self.company = number


def _named_so(noun: str, names: Names) -> int | None:
    """The one entity of several words that ends in that noun: "the store" of the "Harbour Store"."""
    if noun in _TOO_COMMON or noun in en.TITLES_OF_PEOPLE:
        return None
    found = [
        number
        for number, entity in enumerate(names.entities)
        if number not in names.persons and entity.name.lower().endswith(f" {noun}")
    ]
    return found[0] if len(found) == 1 else None
