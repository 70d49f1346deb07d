"""A line that tells an event, cut from its sentence: without its date, and in the order of a main clause."""

from __future__ import annotations

from collections.abc import Sequence

from app.extract.lang.plain_words import PlainWords
from app.extract.lines import finish
from app.extract.plain.content import Content
from app.extract.tokens import Token
from app.timex.phrases import Phrase

QUOTES = '«“„"'

_APPOSITION = 3  # words
_LONGEST_ASIDE = 12  # tokens
_PARTS = frozenset((",", ";", ":"))
_NEAR_COLON = 8  # code points between a colon and the date behind it
_HANGING = frozenset("aus von vom seit".split())
_FEWEST_TO_TURN = 3  # words
_LONGEST_FIRST = 4  # words before the noun that ends the first phrase


def title_of(text: str, line: Sequence[Token], told: Content, date: Phrase | None, known: PlainWords | None) -> str:
    """The content without the date it is told by; other dates are part of what it tells."""
    kept: list[int] = []
    behind_date = opened = False
    for n in range(told.first, told.end):
        if known and date is not None and date.start < line[n].end and line[n].start < date.end:
            quoted = any(line[k].text[0] in QUOTES and k == n - 1 for k in kept[-1:])
            if not behind_date and (quoted or _is_all_of_apposition(line, kept, date, known)):
                date = None  # "„Gestern hat …“", ", inauguré en 1887,": they say nothing without it
                kept.append(n)
                continue
            while kept and line[kept[-1]].lower in known.date_leads:
                kept.pop()
            opened = opened or not any(line[k].is_word and line[k].lower not in known.openers for k in kept)
            behind_date = True
            if kept and line[kept[-1]].text == "," and n + 1 < told.end and line[n + 1].text == ",":
                kept.pop()
            continue
        if known and behind_date and line[n].lower in known.date_tails:
            continue
        behind_date = False
        kept.append(n)
    while kept and (not line[kept[0]].is_word or (known is not None and line[kept[0]].lower in known.openers)):
        if line[kept[0]].text[0] in QUOTES:
            break
        kept.pop(0)
    if known is not None and known.verb_second:
        if told.inner:
            kept = _main_clause(line, kept, known)
        elif opened or told.turned:
            kept = _verb_second(line, kept)
    out, previous = "", None
    first = min(kept, default=0)
    for place, n in enumerate(kept):
        if previous is not None:
            tight = n == previous + 1
            closes = line[n].text == '"' and out.count('"') % 2 == 1
            out += text[line[previous].end : line[n].start] if tight else "" if closes else _between(text, line[n])
        moved = place and n == first
        out += line[n].lower if moved else line[n].text
        previous = n
    return finish(out)


def _between(text: str, token: Token) -> str:
    """What stands before a word when those before it are gone; French has a blank before its closing quote."""
    if token.text not in ",.;:)»”":
        return " "
    return text[token.start - 1] if token.text == "»" and text[token.start - 1].isspace() else ""


def _is_all_of_apposition(line: Sequence[Token], kept: Sequence[int], date: Phrase, known: PlainWords) -> bool:
    """Whether between its two commas there is little more than the date."""
    behind = next((token for token in line if token.start >= date.end), None)
    before = next((place for place in range(len(kept)) if line[kept[-1 - place]].text == ","), None)
    named = before is not None and any(
        line[n].is_word and line[n].lower not in known.openers for n in kept[: len(kept) - 1 - before]
    )  # of "Earlier, in August, the police searched it" nothing is
    return named and before is not None and 1 <= before <= _APPOSITION and behind is not None and behind.text == ","


def _verb_second(line: Sequence[Token], kept: list[int]) -> list[int]:
    """With the verb behind what now comes first: "(Am Montag) öffnet im Rathaus …" is "Im Rathaus öffnet …"."""
    if len(kept) < _FEWEST_TO_TURN or line[kept[0]].capital:
        return kept
    at = 1
    while at < len(kept) and at <= _LONGEST_FIRST and line[kept[at]].is_word and not line[kept[at]].capital:
        at += 1
    if at >= len(kept) or at > _LONGEST_FIRST or not line[kept[at]].capital:
        return kept
    while at < len(kept) and line[kept[at]].capital and kept[at] == kept[at - 1] + 1:
        at += 1
    return [*kept[1:at], kept[0], *kept[at:]]


def _main_clause(line: Sequence[Token], kept: list[int], known: PlainWords) -> list[int]:
    """With the finite verb from its end in the second place: "die Truppen den Hafen verließen"."""
    words = [place for place, n in enumerate(kept) if line[n].is_word]
    if len(words) < _FEWEST_TO_TURN or any(line[n].text == "," for n in kept):
        return kept
    verb = words[-1]
    if not (line[kept[verb]].lower in known.auxiliaries or known.is_past(line[kept[verb]].lower)):
        return kept
    at = 0
    while at < min(_LONGEST_FIRST, verb) and not line[kept[at]].capital:
        at += 1
    if at >= min(_LONGEST_FIRST, verb):
        return kept
    while (
        at < verb
        and line[kept[at]].capital
        and (not at or kept[at] == kept[at - 1] + 1 or not line[kept[at - 1]].capital)
    ):
        at += 1
    return [*kept[:at], kept[verb], *kept[at:verb], *kept[verb + 1 :]]


def may_go(line: Sequence[Token], told: Content, near: tuple[int, int], date: Phrase) -> bool:
    """Whether a title can do without a date: not within a clause of its own, behind a colon, or as what lasted."""
    at = next((n for n in range(told.first, told.end) if line[n].end > date.start), told.first)
    behind = next((n for n in range(at, told.end) if line[n].start >= date.end), told.end)
    first, end = part_of(line, told, at)
    lead = first - 1
    if lead > told.first and line[lead].text == ":" and line[at].start - line[lead].end <= _NEAR_COLON:
        return False
    if behind >= told.end - 1 and _leads_on(line, first, at):
        return False
    apart = (first, end) != near and first > told.first and end < told.end
    words = sum(line[n].is_word for n in (*range(first, at), *range(behind, end)))
    return not (apart and words > _APPOSITION)


def is_of_aside(line: Sequence[Token], told: Content, near: tuple[int, int], date: Phrase, known: PlainWords) -> bool:
    """Whether a date belongs to what two commas part from the rest: ", élue l'an dernier,", ", der 2019 siegte,"."""
    at = next((n for n in range(told.first, told.end) if line[n].end > date.start), told.first)
    first, end = part_of(line, told, at)
    if (first, end) == near or first == told.first or end == told.end or end - first > _LONGEST_ASIDE:
        return False
    words = [n for n in range(first, end) if not (line[n].start < date.end and date.start < line[n].end)]
    return any(
        known.is_past(line[n].lower)
        or line[n].lower in known.auxiliaries
        or (line[first].lower in known.relatives and known.present.fullmatch(line[n].lower))
        for n in words
    )


def _leads_on(line: Sequence[Token], first: int, at: int) -> bool:
    """Whether a word before the date would be left hanging: "stammen aus (dem März 1984)"."""
    return any(line[n].lower in _HANGING for n in range(max(first, at - 2), at))


def part_of(line: Sequence[Token], told: Content, at: int) -> tuple[int, int]:
    """The stretch between two marks that a token stands in, as token numbers."""
    first, end = at, at + 1
    while first > told.first and line[first - 1].text not in _PARTS:
        first -= 1
    while end < told.end and line[end].text not in _PARTS:
        end += 1
    return first, end
