"""Which words of a sentence tell what happened, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.lang.plain_words import PlainWords
from app.extract.tokens import Token
from app.timex.phrases import Phrase

_FEWEST_IN_PART = 4  # tokens of a part of a sentence that tells something of its own
_LEADS = 3  # words in front of a date: "in the night to"
_QUOTATION, _CLOSING = '«»“”„"', "»”"
_LONGEST_SAYING = 14  # words in front of a comma: "Como informó el lunes la policía, …"


@dataclass(frozen=True, slots=True)
class Content:
    """The part of a sentence that tells what happened: token numbers `[first, end)`, and who says so.

    Attributes:
        turned: it follows what takes the first place of its clause: "Wie der Rat mitteilte, war die Brücke offen".
        inner: it is a subordinate clause: "dass die Brücke offen war".
    """

    first: int
    end: int
    speaker: str | None
    turned: bool = False
    inner: bool = False


def parts_of(line: Sequence[Token], dated: Sequence[Phrase], known: PlainWords) -> list[Sequence[Token]]:
    """The sentence where it tells several things: between semicolons, and where a date opens a clause of its own."""
    starts = [0]
    quoted = False
    for n, token in enumerate(line):
        if token.text[0] in _QUOTATION:
            quoted = token.text[0] != '"' or not quoted
            quoted = quoted and token.text[0] not in _CLOSING
        elif quoted or n - starts[-1] < _FEWEST_IN_PART or len(line) - n <= _FEWEST_IN_PART:
            continue
        elif token.text == ";" or (token.text == "," and _opens_clause(line, n + 1, dated, known)):
            starts.append(n + 1)
    if len(starts) == 1:
        return [line]
    ends = [*(start - 1 for start in starts[1:]), len(line)]
    return [line[start:end] for start, end in zip(starts, ends, strict=True)]


def _opens_clause(line: Sequence[Token], at: int, dated: Sequence[Phrase], known: PlainWords) -> bool:
    """Whether a date stands here, and behind it a subject and a verb: ", in der Nacht mussten 200 Menschen gehen"."""
    if line[at].lower in known.openers:
        at += 1
    first = next((n for n in range(at, min(at + _LEADS, len(line))) if line[n].lower not in known.date_leads), at)
    date = next((p for p in dated if p.start <= line[first].start < p.end or p.start == line[at].start), None)
    if date is None or not any(p.end <= line[at].start for p in dated):
        return False
    behind = next((n for n in range(at, len(line)) if line[n].start >= date.end), len(line))
    end = next((n for n in range(behind, len(line)) if line[n].text in ",;"), len(line))
    if any(token.lower in known.saying or token.lower in known.content for token in line[behind:end]):
        return False
    verbs = [n for n in range(behind, end) if line[n].lower in known.auxiliaries or known.is_past(line[n].lower)]
    if not verbs or end - behind < _FEWEST_IN_PART:
        return False
    # In German the verb follows the date; elsewhere one that does has its subject in the clause before.
    return (verbs[0] == behind) == known.verb_second


def told_in(text: str, line: Sequence[Token], dated: Sequence[Phrase], known: PlainWords) -> Content:
    """Without "the ministry said that" before, or ", said the ministry" behind."""
    if line and line[0].lower in known.as_said:
        comma = next((n for n in range(2, min(len(line), _LONGEST_SAYING)) if line[n].text == ","), None)
        if comma is not None and comma + 2 < len(line):
            who = [
                n for n in range(1, comma)
                if line[n].is_word and line[n].lower not in known.saying | known.auxiliaries | known.clitics
            ]  # fmt: skip
            return Content(
                comma + 1, len(line), _speaker(text, line, _undated(line, who, dated, known), known), turned=True
            )
    for k, token in enumerate(line):
        if token.lower not in known.saying:
            continue
        opener = next((n for n in range(k + 1, min(len(line), k + 9)) if line[n].lower in known.content), None)
        if opener is not None and opener + 2 < len(line):
            before = [n for n in range(k) if line[n].is_word and line[n].lower not in known.auxiliaries | known.openers]
            before = _undated(line, before, dated, known)
            return Content(opener + 1, len(line), _speaker(text, line, before, known), inner=True)
        comma = next((n for n in range(k, max(-1, k - 4), -1) if line[n].text in (",", "»", "”", "–", "—", '"')), None)
        if comma is not None and comma > 3:
            after = [n for n in range(k + 1, len(line)) if line[n].is_word]
            stop = next((n for n in after if n + 1 >= len(line) or not line[n + 1].is_word), None)
            who = _undated(line, [n for n in after if stop is None or n <= stop], dated, known)
            return Content(0, comma, _speaker(text, line, who, known))
    return Content(0, len(line), None)


def _undated(line: Sequence[Token], numbers: list[int], dated: Sequence[Phrase], known: PlainWords) -> list[int]:
    """The words before or behind a date, whichever are more; "the police on Monday" are the police."""
    for phrase in dated:
        before = [n for n in numbers if line[n].start < phrase.start]
        behind = [n for n in numbers if line[n].start >= phrase.end]
        if len(before) + len(behind) == len(numbers):
            continue
        while before and line[before[-1]].lower in known.date_leads:
            before.pop()
        numbers = max(before, behind, key=len)
    return numbers


def _speaker(text: str, line: Sequence[Token], numbers: Sequence[int], known: PlainWords) -> str | None:
    numbers = [n for n in numbers if line[n].lower not in known.date_leads or n != numbers[0]]
    while numbers and line[numbers[0]].lower in known.articles:
        numbers = numbers[1:]
    if not numbers or len(numbers) > 8:
        return None
    return " ".join(text[line[numbers[0]].start : line[numbers[-1]].end].split())


def has_words(line: Sequence[Token], told: Content) -> bool:
    return sum(token.is_word for token in line[told.first : told.end]) >= 3
