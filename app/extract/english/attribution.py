"""Who says what a clause tells: the subject of the saying that carries it, or "according to"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.extract.english.clauses import ATTRIBUTION, COMPLEMENT, Clause, Parse, Subject
from app.extract.english.subjects import Spoken, spoken, subject_of
from app.extract.english.tagging import COMMA, DET, NAME, NOUN, PREP, STOP, TIME, TO, VERBAL
from app.extract.lang import en


@dataclass(frozen=True, slots=True)
class Saying:
    """A clause of saying, its speaker, and the words it takes that are no part of what is told.

    Attributes:
        clause: number of the clause, None for "according to".
        words: word numbers of an "according to …", to leave out of a title.
    """

    clause: int | None
    speaker: Subject
    words: tuple[int, ...] = ()


def is_saying(clause: Clause) -> bool:
    """Whether its verb tells of words or thoughts."""
    return clause.group is not None and (clause.group.lemma in en.SAYING or clause.group.lemma in en.OPINION)


def contents(parse: Parse) -> dict[int, list[Clause]]:
    """For each clause of saying, by number, the clauses that it carries, in order."""
    return {clause.number: _contents(parse, clause) for clause in parse.clauses if is_saying(clause)}


def _contents(parse: Parse, saying: Clause) -> list[Clause]:
    found = [
        clause
        for clause in parse.clauses
        if clause.kind is COMPLEMENT and clause.parent == saying.number and clause.group is not None
    ]
    if saying.kind is ATTRIBUTION and saying.parent is not None:
        told = parse.clauses[saying.parent]
        while told.joined is not None:
            told = parse.clauses[told.joined]
        family = [told, *(c for c in parse.clauses if c.joined is not None and _root(parse, c) == told.number)]
        found = [c for c in family if c.group is not None and c.start < saying.start] + found
    return found


def _root(parse: Parse, clause: Clause) -> int:
    while clause.joined is not None:
        clause = parse.clauses[clause.joined]
    return clause.number


def sayings(text: str, parse: Parse, told: Mapping[int, list[Clause]], before: Spoken) -> dict[int, Saying]:
    """For each clause that is carried by a saying, that saying.

    Args:
        told: what `contents` found.
        before: see `subject_of`.
    """
    out: dict[int, Saying] = {}
    for number, carried in told.items():
        if not carried:
            continue
        clause = parse.clauses[number]
        speaker = subject_of(text, parse, clause, before) or spoken(text, parse, clause)
        if speaker is None:
            continue
        for content in carried:
            out.setdefault(content.number, Saying(clause.number, speaker))
    if "according" not in parse.lowers:
        return out
    for clause in parse.clauses:
        if clause.number not in out and clause.group is not None and (source := _according_to(text, parse, clause)):
            out[clause.number] = source
    return out


def _according_to(text: str, parse: Parse, clause: Clause) -> Saying | None:
    words = parse.words
    for k in clause.words:
        if words[k].lower != "according" or k + 2 >= len(words) or words[k + 1].tag != TO:
            continue
        end = k + 2
        while end < len(words) and words[end].tag not in (COMMA, STOP, TIME):
            end += 1
        numbers = list(range(k + 2, next((n for n in range(k + 2, end) if words[n].tag in VERBAL), end)))
        if clause.group is not None and k > clause.group.head:
            while end < len(words) and words[end].tag not in (COMMA, STOP):
                end += 1  # "…, according to a study published on Thursday in a journal"
        while numbers and words[numbers[-1]].tag == PREP:
            numbers.pop()
        if not any(words[n].tag in (NOUN, NAME) for n in numbers):
            return None
        start = numbers[0] + (words[numbers[0]].tag == DET)
        left, right = words[start].start, words[numbers[-1]].end
        dropped = range(k, end + (end < len(words) and words[end].tag == COMMA))
        return Saying(
            None, Subject(" ".join(text[left:right].split()), left, right, plural=False, person=False), tuple(dropped)
        )
    return None


def speaker_name(speaker: Subject) -> str:
    """The speaker without its article, "NATO military official"; of "its director, Paul Okafor" the name."""
    if speaker.apposition:
        return speaker.apposition
    first, _, rest = speaker.text.partition(" ")
    if first.lower() in ("a", "an", "the") and rest:
        return rest
    return speaker.text
