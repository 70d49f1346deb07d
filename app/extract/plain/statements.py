"""Statements of articles in languages without a clause grammar here: those of the dated parts of their sentences.

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
from app.extract.dating import inherited, lasts_at_most_days
from app.extract.lang.plain_words import PlainWords
from app.extract.lines import LONGEST, finish
from app.extract.plain.content import Content, has_words, parts_of, told_in
from app.extract.plain.happening import modality_of, trigger_of
from app.extract.plain.titles import QUOTES, is_of_aside, may_go, part_of, title_of
from app.extract.sentences import Sentence
from app.extract.source import AFTER_PUBLICATION, CARRIED, LATER, SUBORDINATE, UNDATED_CONFIDENCE, Source
from app.extract.tokens import Line, Token
from app.timex.context import Genre
from app.timex.interval import Granularity
from app.timex.phrases import Phrase
from app.timex.when import UNDATED, Basis, Kind, When

LANGUAGES = {
    "uk": "app.extract.lang.uk",
    "es": "app.extract.lang.es",
    "de": "app.extract.lang.de",
    "fr": "app.extract.lang.fr",
}
_LEAD_SENTENCES = 4
_LONGEST_SUBJECT = 6  # words
_NEAR_DAY = len(", por la ")


@cache
def words_of(language: str) -> PlainWords | None:
    """The word lists of a language; None where there are none."""
    place = LANGUAGES.get(language)
    if place is None:
        return None
    found: PlainWords = import_module(place).WORDS
    return found


def statements_in(source: Source, lines: Iterable[Line]) -> Told:
    """What the dated sentences tell, and the first ones of news, in document order."""
    known = words_of(source.dating.context.language)
    out = Told([], [])
    at = told = 0
    phrases = source.phrases
    context = source.dating.context
    before: _Subject | None = None  # of the sentence before
    then = UNDATED  # the date that the sentence before told
    for sentence, tokens in lines:
        line = [_unelided(token, known.elided) for token in tokens] if known and known.elided else tokens
        while at < len(phrases) and phrases[at].end <= sentence.start:
            at += 1
        last = at
        while last < len(phrases) and phrases[last].start < sentence.end:
            last += 1
        told += not sentence.heading
        dated = [phrase for phrase in phrases[at:last] if phrase.when.dated]
        lead = told <= _LEAD_SENTENCES and context.genre is not Genre.NARRATIVE
        subject, before = before, _subject(source.text, line, known) if known else None
        now, then = then, UNDATED
        for part in parts_of(line, dated, known) if known else [line]:
            own = [phrase for phrase in dated if part[0].start <= phrase.start < part[-1].end]
            back_then = known is not None and part[0].lower in known.back_then and now is not UNDATED
            if not own and not (known is not None and (lead or back_then)):
                continue
            carried = now if back_then or (known is not None and _goes_on(source, part, now, known)) else UNDATED
            statement = _statement(source, sentence, part, own, known, carried)
            if statement is None:
                continue
            if statement.when.basis is Basis.EXPRESSION:
                then = dated[-1].when
            if known and subject is not None and part[0] is line[0]:
                statement = replace(statement, title=_with_owner(statement.title, subject))
            out.statements.append(statement)
            dating = statement.when.explanation
            if statement.when.basis is Basis.EXPRESSION and dating is not None:
                expression = Quote(source.part, dating.start, dating.end, dating.text)
                out.links.append(Link(statement.trigger, expression))
    return out


def _statement(
    source: Source,
    sentence: Sentence,
    line: Sequence[Token],
    dated: Sequence[Phrase],
    known: PlainWords | None,
    then: When,
) -> Statement | None:
    """What one part of a sentence tells; `then` is the date that its first word takes from the sentence before."""
    told = told_in(source.text, line, dated, known) if known else Content(0, len(line), None)
    if not has_words(line, told):
        return None
    trigger = trigger_of(line, told, dated, known)
    if trigger is None:
        return None
    verb = line[trigger]
    if known and verb.lower in known.saying and not _is_of_itself(line, trigger):
        return None  # a saying without a content
    modality = modality_of(line, told, trigger, dated, known) if known else Modality.ASSERTED
    own = [p for p in dated if line[told.first].start <= p.start < line[told.end - 1].end]
    if not own and dated and line[told.first].text[0] in QUOTES:
        return None  # the date is that of the saying, and what is said between quotation marks is said of anything
    near = part_of(line, told, trigger)
    if known:
        asides = [p for p in own if is_of_aside(line, told, near, p, known)]
        own, dated = [p for p in own if p not in asides], [p for p in dated if p not in asides]
    own.sort(key=lambda p: _apart(line, told, near, p))
    said = [p for p in dated if p not in own]
    date = next(iter(own or dated), None)
    when: When
    if modality is Modality.PLANNED and known and date is not None and source.dating.is_over(date.when) and any(
        known.future.fullmatch(token.lower) for token in line[told.first : told.end]
    ):  # fmt: skip
        date = None  # "seguirán pagando la tarifa que subió en enero"
    if date is not None:
        when = date.when
    elif then is not UNDATED and modality is Modality.ASSERTED:
        when = inherited(then, CARRIED)
    elif modality is Modality.ASSERTED and known and known.is_past(verb.lower):
        when = source.dating.publication(source.part.value, verb.text, verb.start, LATER)
    else:
        when = UNDATED
    if when is UNDATED and not dated and modality is Modality.ASSERTED:
        return None
    gone = date if date is None or may_go(line, told, near, date) else None
    if gone is not None and known and _carries(line, gone, known):
        gone = None
    title = title_of(source.text, line, told, gone and _with_part_of_day(gone, dated), known)
    if " " not in title:
        return None
    if told.speaker and title[0] in QUOTES:
        title = finish(f"{told.speaker[0].upper()}{told.speaker[1:]}: {title}")
    elif known and told.inner and told.speaker and not known.verb_second and _lacks_subject(line[told.first], known):
        apart = "," if "," in told.speaker else ""  # "its director, Pedro Lis,"
        title = finish(f"{told.speaker}{apart} {title[:1].lower()}{title[1:]}")
    flags = (AFTER_PUBLICATION,) if modality is Modality.ASSERTED and source.dating.after_publication(when) else ()
    if flags and known:
        # "Ha convocado una huelga para el 2 de junio": what is done lies behind, and what the date is of ahead.
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


def _is_of_itself(line: Sequence[Token], verb: int) -> bool:
    """Whether a fire declares itself: "le feu s'est déclaré vers 22 heures"."""
    return any(
        token.text.lower().startswith(("s'", "s’")) or token.lower == "se" for token in line[max(0, verb - 2) : verb]
    )


def _goes_on(source: Source, line: Sequence[Token], then: When, known: PlainWords) -> bool:
    """Whether a sentence without a date tells more of the day that the one before has told."""
    if source.dating.context.genre is Genre.NARRATIVE or not source.dating.is_over(then) or then.kind is not Kind.POINT:
        return False
    return lasts_at_most_days(then, 1) and not any(token.lower in known.perfect for token in line)


def _carries(line: Sequence[Token], date: Phrase, known: PlainWords) -> bool:
    """Whether the verb says something else without the date: "ne rouvrira pas avant juin", "a jusqu'au 2 avril"."""
    if date.text.split()[0].lower() in known.negations:
        return True
    before = max((n for n in range(len(line)) if line[n].end <= date.start), default=None)
    if before is not None and line[before].lower in known.articles:
        before = before - 1 if before else None
    if before is not None and line[before].lower in known.only:
        return True
    negated = any(token.lower in known.negations for token in line if token.end <= date.start)
    if negated and date.when.kind is Kind.SPAN:
        return True  # "no circuló hasta el lunes"
    return date.when.kind is Kind.SPAN and before is not None and line[before].lower in known.auxiliaries


def _lacks_subject(first: Token, known: PlainWords) -> bool:
    """Whether a clause opens with its verb, where verbs tell who: the one who speaks, unless another is named."""
    return first.lower in known.auxiliaries or known.is_past(first.lower) or bool(known.future.fullmatch(first.lower))


def _with_part_of_day(date: Phrase, dated: Sequence[Phrase]) -> Phrase:
    """The day together with the part of it that is told right behind it: "el miércoles por la tarde"."""
    behind = next((p for p in dated if 0 <= p.start - date.end <= _NEAR_DAY), None)
    if behind is None or behind.when.precision is not Granularity.PART_OF_DAY:
        return date
    whole, part = date.when, behind.when
    if whole.earliest is None or whole.latest is None or part.earliest is None:
        return date
    return replace(date, end=behind.end) if whole.earliest <= part.earliest < whole.latest else date


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
        if line[end].lower in known.auxiliaries or known.is_past(line[end].lower):
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


def _apart(line: Sequence[Token], told: Content, near: tuple[int, int], date: Phrase) -> int:
    """How far a date stands from what happened: 0 in its part of the sentence, 1 where the sentence opens with it."""
    if line[near[0]].start <= date.start < line[near[1] - 1].end:
        return 0
    return 1 if date.start <= line[min(told.first + 1, told.end - 1)].start else 2
