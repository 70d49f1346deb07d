"""Statements of articles in languages without a clause grammar here: one for each sentence with a date.

What is neutral stays as in English: sentences, dates, names, offsets. The rest is word lists (`lang/uk.py` …): the verb
that names the event, who says so, modality, and which words a title does without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from app.extract.article import Attribution, Link, Modality, Quote, Statement, Told
from app.extract.events import AFTER_PUBLICATION, LATER, SUBORDINATE, UNDATED_CONFIDENCE, Source
from app.extract.lang.plain_words import PlainWords
from app.extract.lines import LONGEST, finish
from app.extract.sentences import Sentence
from app.extract.tokens import Line, Token
from app.timex.context import Genre
from app.timex.phrases import Phrase
from app.timex.when import UNDATED, Basis, When

LANGUAGES = {
    "uk": "app.extract.lang.uk",
    "es": "app.extract.lang.es",
    "de": "app.extract.lang.de",
    "fr": "app.extract.lang.fr",
}
_LEAD_SENTENCES = 4
_LONGEST_SAYING = 14  # words in front of a comma: "Como informó el lunes la policía, …"


@cache
def words_of(language: str) -> PlainWords | None:
    """The word lists of a language; None where there are none."""
    place = LANGUAGES.get(language)
    if place is None:
        return None
    found: PlainWords = import_module(place).WORDS
    return found


@dataclass(frozen=True, slots=True)
class _Content:
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


def statements_in(source: Source, lines: Iterable[Line]) -> Told:
    """What the dated sentences tell, and the first ones of news, in document order."""
    known = words_of(source.dating.context.language)
    out = Told([], [])
    at = told = 0
    phrases = source.phrases
    before: _Subject | None = None  # of the sentence before
    for sentence, tokens in lines:
        line = [_unelided(token, known.elided) for token in tokens] if known and known.elided else tokens
        while at < len(phrases) and phrases[at].end <= sentence.start:
            at += 1
        last = at
        while last < len(phrases) and phrases[last].start < sentence.end:
            last += 1
        told += not sentence.heading
        dated = [phrase for phrase in phrases[at:last] if phrase.when.dated]
        lead = told <= _LEAD_SENTENCES and source.dating.context.genre is not Genre.NARRATIVE
        subject, before = before, _subject(source.text, line, known) if known else None
        if not dated and not (known is not None and lead):
            continue
        statement = _statement(source, sentence, line, dated, known)
        if statement is not None:
            if known and subject is not None:
                statement = replace(statement, title=_with_owner(statement.title, subject))
            out.statements.append(statement)
            dating = statement.when.explanation
            if statement.when.basis is Basis.EXPRESSION and dating is not None:
                expression = Quote(source.part, dating.start, dating.end, dating.text)
                out.links.append(Link(statement.trigger, expression))
    return out


def _statement(
    source: Source, sentence: Sentence, line: Sequence[Token], dated: Sequence[Phrase], known: PlainWords | None
) -> Statement | None:
    told = _told(source.text, line, dated, known) if known else _Content(0, len(line), None)
    if not _has_words(line, told):
        return None
    trigger = _trigger(line, told, dated, known)
    if trigger is None:
        return None
    verb = line[trigger]
    if known and verb.lower in known.saying:
        return None  # a saying without a content
    modality = _modality(line, told, trigger, known) if known else Modality.ASSERTED
    own = [p for p in dated if line[told.first].start <= p.start < line[told.end - 1].end]
    near = _part_of(line, told, trigger)
    own.sort(key=lambda p: _apart(line, told, near, p))
    said = [p for p in dated if p not in own]
    date = next(iter(own or dated), None)
    when: When
    if date is not None:
        when = date.when
    elif modality is Modality.ASSERTED and known and _is_past(verb.lower, known):
        when = source.dating.publication(source.part.value, verb.text, verb.start, LATER)
    else:
        when = UNDATED
    if when is UNDATED and not dated and modality is Modality.ASSERTED:
        return None
    title = _title(source.text, line, told, date if date is None or _may_go(line, told, near, date) else None, known)
    if " " not in title:
        return None
    if told.speaker and title[0] in _QUOTES:
        title = finish(f"{told.speaker[0].upper()}{told.speaker[1:]}: {title}")
    flags = (AFTER_PUBLICATION,) if modality is Modality.ASSERTED and source.dating.after_publication(when) else ()
    if flags and known and (known.present.fullmatch(verb.lower) or any(known.future.fullmatch(t.lower) for t in line)):
        modality, flags = Modality.PLANNED, ()
    confidence = UNDATED_CONFIDENCE if when.basis is Basis.NONE else when.confidence
    if when.basis is Basis.EXPRESSION:
        confidence = round(SUBORDINATE * when.confidence, 2)
    part = source.part
    return Statement(
        title=title, modality=modality, when=when,
        sentence=Quote(part, sentence.start, sentence.end, source.text[sentence.start : sentence.end]),
        trigger=Quote(part, verb.start, verb.end, verb.text),
        attribution=Attribution(told.speaker, said[0].when if own and said else None) if told.speaker else None,
        entities=tuple(source.names.within(line[told.first].start, line[told.end - 1].end)),
        confidence=confidence, flags=flags,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Subject:
    """The noun phrase with which a sentence opens, and the pronoun that goes on with it."""

    text: str
    pronoun: str


def _subject(text: str, line: Sequence[Token], known: PlainWords) -> _Subject | None:
    pronoun = known.pronouns.get(line[0].lower) if line else None
    if pronoun is None:
        return None
    end = 1
    while end < len(line) and end <= _LONGEST_SUBJECT and line[end].is_word:
        if line[end].lower in known.auxiliaries or _is_past(line[end].lower, known):
            return _Subject(" ".join(text[line[0].start : line[end - 1].end].split()), pronoun) if end > 1 else None
        end += 1
    return None


def _with_owner(title: str, subject: _Subject) -> str:
    """The title with whom its first word stands for: "Le chantier a pris du retard" for "Il a pris du retard"."""
    first, _, rest = title.partition(" ")
    if first.lower() != subject.pronoun or len(subject.text) + len(rest) >= LONGEST:
        return title
    return f"{subject.text} {rest}"


def _unelided(token: Token, elided: re.Pattern[str]) -> Token:
    """Known by the word without the pronoun or article that is written with it: "s’ouvrir", "l’armée"."""
    bare = elided.sub("", token.lower)
    return token if bare == token.lower else replace(token, lower=bare)


def _apart(line: Sequence[Token], told: _Content, near: tuple[int, int], date: Phrase) -> int:
    """How far a date stands from what happened: 0 in its part of the sentence, 1 where the sentence opens with it."""
    if line[near[0]].start <= date.start < line[near[1] - 1].end:
        return 0
    return 1 if date.start <= line[min(told.first + 1, told.end - 1)].start else 2


def _part_of(line: Sequence[Token], told: _Content, at: int) -> tuple[int, int]:
    """The stretch between two marks that a token stands in, as token numbers."""
    first, end = at, at + 1
    while first > told.first and line[first - 1].text not in _PARTS:
        first -= 1
    while end < told.end and line[end].text not in _PARTS:
        end += 1
    return first, end


def _may_go(line: Sequence[Token], told: _Content, near: tuple[int, int], date: Phrase) -> bool:
    """Whether a title can do without a date: not within a clause of its own, behind a colon, or as what lasted."""
    at = next((n for n in range(told.first, told.end) if line[n].end > date.start), told.first)
    behind = next((n for n in range(at, told.end) if line[n].start >= date.end), told.end)
    first, end = _part_of(line, told, at)
    lead = first - 1
    if lead > told.first and line[lead].text == ":" and line[at].start - line[lead].end <= _NEAR_COLON:
        return False
    if behind >= told.end - 1 and _leads_on(line, first, at):
        return False
    apart = (first, end) != near and first > told.first and end < told.end
    words = sum(line[n].is_word for n in (*range(first, at), *range(behind, end)))
    return not (apart and words > _APPOSITION)


def _leads_on(line: Sequence[Token], first: int, at: int) -> bool:
    """Whether a word before the date would be left hanging: "stammen aus (dem März 1984)"."""
    return any(line[n].lower in _HANGING for n in range(max(first, at - 2), at))


def _has_words(line: Sequence[Token], told: _Content) -> bool:
    return sum(token.is_word for token in line[told.first : told.end]) >= 3


def _told(text: str, line: Sequence[Token], dated: Sequence[Phrase], known: PlainWords) -> _Content:
    """Without "the ministry said that" before, or ", said the ministry" behind."""
    if line and line[0].lower in known.as_said:
        comma = next((n for n in range(2, min(len(line), _LONGEST_SAYING)) if line[n].text == ","), None)
        if comma is not None and comma + 2 < len(line):
            who = [
                n for n in range(1, comma)
                if line[n].is_word and line[n].lower not in known.saying | known.auxiliaries | known.clitics
            ]  # fmt: skip
            return _Content(
                comma + 1, len(line), _speaker(text, line, _undated(line, who, dated, known), known), turned=True
            )
    for k, token in enumerate(line):
        if token.lower not in known.saying:
            continue
        opener = next((n for n in range(k + 1, min(len(line), k + 9)) if line[n].lower in known.content), None)
        if opener is not None and opener + 2 < len(line):
            before = [n for n in range(k) if line[n].is_word and line[n].lower not in known.auxiliaries | known.openers]
            return _Content(opener + 1, len(line), _speaker(text, line, before, known), inner=True)
        comma = next((n for n in range(k, max(-1, k - 4), -1) if line[n].text in (",", "»", "”", "–", "—", '"')), None)
        if comma is not None and comma > 3:
            after = [n for n in range(k + 1, len(line)) if line[n].is_word]
            stop = next((n for n in after if n + 1 >= len(line) or not line[n + 1].is_word), None)
            return _Content(0, comma, _speaker(text, line, [n for n in after if stop is None or n <= stop], known))
    return _Content(0, len(line), None)


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


def _is_past(word: str, known: PlainWords) -> bool:
    return word in known.verbs or (word not in known.not_verbs and known.past.fullmatch(word) is not None)


def _trigger(line: Sequence[Token], told: _Content, dated: Sequence[Phrase], known: PlainWords | None) -> int | None:
    """Number of the word that names the event: a verb, behind its auxiliary if it has one, else a noun of happening."""
    free = [
        n for n in range(told.first, told.end)
        if line[n].is_word and not any(p.start <= line[n].start < p.end for p in dated)
    ]  # fmt: skip
    if known is None:
        return next((n for n in free if line[n].text[0].islower() and len(line[n].text) > 3), free[0] if free else None)
    verbs = [n for n in free if _is_past(line[n].lower, known) and not (line[n].capital and n > told.first)]
    verbs = [n for n in verbs if line[n].lower not in known.auxiliaries] or verbs
    future = [n for n in free if known.future.fullmatch(line[n].lower) and line[n].lower not in known.auxiliaries]
    nouns = [n for n in free if line[n].lower in known.event_nouns]
    if line[told.first].lower in known.hypothetical:
        # "If it rains, they will stay": the condition is not what is told
        comma = next((n for n in range(told.first, told.end) if line[n].text == ","), told.first)
        free = [n for n in free if n > comma] if any(n > comma for n in verbs) else free
        verbs = [n for n in verbs if n > comma] or verbs
    denied = next((n for n in free if line[n].lower in known.denying), None)
    if denied is not None:
        # "Denied that it had dumped waste": what is denied, not the denial
        verbs = [n for n in verbs if n > denied] or verbs
    helpers = [
        n
        for n in free
        if n > (denied or -1) and line[n].lower in known.auxiliaries | known.planned | known.hypothetical
    ]
    if helpers:
        behind = [n for n in verbs if n > helpers[0]]
        behind += [n for n in free if n > helpers[0] and known.infinitive.fullmatch(line[n].lower)]
        if behind:
            return behind[0]
    present = [n for n in free if n > told.first and line[n].text.islower() and known.present.fullmatch(line[n].lower)]
    for found in (verbs, future, nouns, helpers, [n for n in present if line[n].lower not in known.not_verbs]):
        if found:
            return found[0]
    return None


def _modality(line: Sequence[Token], told: _Content, trigger: int, known: PlainWords) -> Modality:
    lowers = [token.lower for token in line[told.first : told.end]]
    outside = {token.lower for token in line[: told.first]}
    if outside & known.denying or set(lowers) & known.denying:
        return Modality.DENIED
    start, end = _between_commas(lowers, trigger - told.first)
    if known.negations.intersection(lowers[start:end]):
        return Modality.DENIED
    if set(lowers) & known.hypothetical:
        return Modality.HYPOTHETICAL
    ahead = [n for n, lower in enumerate(lowers) if known.future.fullmatch(lower)]
    if set(lowers) & known.planned or (ahead and not _passive(lowers, ahead[0], known)):
        return Modality.PLANNED
    return Modality.ASSERTED


def _between_commas(lowers: Sequence[str], at: int) -> tuple[int, int]:
    """Where the part of a sentence begins and ends that a word stands in."""
    start, end = at, at
    while start > 0 and lowers[start - 1] != ",":
        start -= 1
    while end < len(lowers) and lowers[end] != ",":
        end += 1
    return start, end


def _passive(lowers: Sequence[str], at: int, known: PlainWords) -> bool:
    """Whether what looks like a future is a passive of the present ("wird geöffnet"), which a date decides later."""
    return lowers[at] in known.auxiliaries and any(_is_past(lower, known) for lower in lowers[at + 1 :])


def _title(text: str, line: Sequence[Token], told: _Content, date: Phrase | None, known: PlainWords | None) -> str:
    """The content without the date it is told by; other dates are part of what it tells."""
    kept: list[int] = []
    behind_date = opened = False
    for n in range(told.first, told.end):
        if known and date is not None and date.start < line[n].end and line[n].start < date.end:
            quoted = any(line[k].text[0] in _QUOTES and k == n - 1 for k in kept[-1:])
            if quoted or _is_all_of_apposition(line, kept, date):
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
        if line[kept[0]].text[0] in _QUOTES:
            break
        kept.pop(0)
    if known is not None and known.verb_second:
        if told.inner:
            kept = _main_clause(line, kept, known)
        elif opened or told.turned:
            kept = _verb_second(line, kept)
    out, previous = "", None
    for place, n in enumerate(kept):
        if previous is not None:
            tight = n == previous + 1
            out += text[line[previous].end : line[n].start] if tight else _between(text, line[n])
        moved = place and n < kept[place - 1]
        out += line[n].lower if moved else line[n].text
        previous = n
    return finish(out)


def _between(text: str, token: Token) -> str:
    """What stands before a word when those before it are gone; French has a blank before its closing quote."""
    if token.text not in ",.;:)»”":
        return " "
    return text[token.start - 1] if token.text == "»" and text[token.start - 1].isspace() else ""


def _is_all_of_apposition(line: Sequence[Token], kept: Sequence[int], date: Phrase) -> bool:
    """Whether between its two commas there is little more than the date."""
    behind = next((token for token in line if token.start >= date.end), None)
    before = next((place for place in range(len(kept)) if line[kept[-1 - place]].text == ","), None)
    return before is not None and 1 <= before <= _APPOSITION and behind is not None and behind.text == ","


_APPOSITION = 3  # words
_PARTS = frozenset((",", ";", ":"))
_NEAR_COLON = 8  # code points between a colon and the date behind it
_HANGING = frozenset("aus von vom seit".split())
_LONGEST_SUBJECT = 6  # words
_QUOTES = '«“„"'


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
    if not (line[kept[verb]].lower in known.auxiliaries or _is_past(line[kept[verb]].lower, known)):
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


_FEWEST_TO_TURN = 3  # words
_LONGEST_FIRST = 4  # words before the noun that ends the first phrase
