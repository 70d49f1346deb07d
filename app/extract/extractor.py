"""From an article to what it tells: document, expressions, names, statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from app.extract.article import Article, Extraction, Mention, Modality, Notice, Part, Quote, Statement, Told
from app.extract.credits import behind_mark, is_caption, is_note
from app.extract.dating import Dating
from app.extract.document import Document, read
from app.extract.english import events
from app.extract.english.tagging import verbs
from app.extract.entities import Names, names_in
from app.extract.plain import statements as plain
from app.extract.recognition import Recogniser
from app.extract.sentences import Sentence, sentences
from app.extract.source import Source
from app.extract.tokens import Line, tokenised
from app.timex import tagger
from app.timex.context import Context
from app.timex.phrases import GRAMMAR_VERSION, Phrase, compose, mention_when
from app.timex.timex3 import Status, Timex

_WORD = re.compile(r"\w{3,}")
# Code points of a text whose sentences are read for events; dates are found in all of it. A book of more is split
# by the caller: 200,000 take about two seconds.
LONGEST_READ = 200_000


def extract(article: Article, beside: Recogniser | None = None) -> Extraction:
    """Read one article. The same article and grammar give the same answer anywhere, at any time.

    Args:
        beside: what finds names beside the rules; part of the grammar, as its version says.

    Raises:
        ValueError: the article is not one: neither or both of text and HTML, or a time that is none.
    """
    document = read(article)
    context = document.context
    source = document.published.basis.value
    tagged = tagger.read(document.text, context)
    timexes = tagged.timexes
    own = [timex for timex in timexes if not _inside(timex.start, document.aside)]
    phrases = compose(document.text, own, context, part=Part.TEXT.value, anchor_source=source)
    told = _told_in_text(document, phrases, beside)
    statements, links = told.statements, told.links
    mentions = _mentions(document.text, timexes, context, Part.TEXT, source, document.aside, phrases)
    if document.title and document.headline is None:
        title_timexes = tagger.tag(document.title, context)
        mentions = _mentions(document.title, title_timexes, context, Part.TITLE, source, ()) + mentions
        in_title = _told_in_title(document, title_timexes, statements, beside)
        statements, links = statements + in_title.statements, in_title.links + links
    warnings = list(document.warnings)
    if not tagged.complete:
        warnings.append(
            Notice("partial_dates", "There are more dates and numbers than are read: the last are missing.")
        )
    if len(document.text) > LONGEST_READ:
        warnings.append(Notice("partial_events", f"Events were read in the first {LONGEST_READ} characters only."))
    return Extraction(
        title=document.title, text=document.text, language=document.language, country=document.country,
        timezone=document.timezone, genre=document.genre, dct=document.published.dct,
        published_at=document.published.value, published_at_basis=document.published.basis, mentions=tuple(mentions),
        statements=tuple(statements), links=tuple(links), warnings=tuple(warnings),
        grammar=f"{document.language}-{GRAMMAR_VERSION}{'' if beside is None else f'+{beside.version}'}",
    )  # fmt: skip


def _mentions(
    text: str,
    timexes: Iterable[Timex],
    context: Context,
    part: Part,
    source: str,
    aside: Sequence[tuple[int, int]],
    phrases: Sequence[Phrase] = (),
) -> list[Mention]:
    """The expressions as they are answered; those that are a phrase by themselves have its time."""
    out = []
    alone = {(p.start, p.end): p.when for p in phrases if len(p.timexes) == 1 and p.timexes[0].start == p.start}
    for timex in timexes:
        status = Status.BOILERPLATE if _inside(timex.start, aside) else timex.status
        when = alone.get((timex.start, timex.end)) or mention_when(
            timex, context, part=part.value, anchor_source=source
        )
        out.append(Mention(Quote(part, timex.start, timex.end, text[timex.start : timex.end]), when, status))
    return out


def _inside(at: int, extents: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of some extents, which are in order and apart."""
    before = bisect_right(extents, (at, len(extents) and extents[-1][1])) - 1
    return before >= 0 and at < extents[before][1]


def _reader(language: str) -> Callable[[Source, Sequence[Line]], Told]:
    """English has a grammar of clauses; every other language is read sentence by sentence."""
    return events.statements_in if language == "en" else plain.statements_in


def _told_in_text(document: Document, phrases: Sequence[Phrase], beside: Recogniser | None) -> Told:
    text, context = document.text, document.context
    found = [s for s in _prose(text[:LONGEST_READ], document.language) if not _inside(s.start, document.aside)]
    lines = tokenised(text, found)
    names = _names(text[:LONGEST_READ], lines, phrases, document.language, beside)
    source = Source(text, Part.TEXT, phrases, names, Dating.of(context, document.published.basis.value))
    told = _reader(document.language)(source, lines)
    headings = {(s.start, s.end) for s in found if s.heading}
    return Told(_without_repeats(told.statements, headings), told.links)


def _prose(text: str, language: str) -> list[Sentence]:
    """The sentences that may tell something: no preambles, captions or notes on the article itself."""
    out: list[Sentence] = []
    for _, found in groupby(sentences(text, language), key=attrgetter("paragraph")):
        paragraph = list(found)
        if not is_caption(text[paragraph[0].start : paragraph[-1].end]):
            out.extend(s for s in paragraph if not s.preamble and not is_note(text[s.start : s.end]))
    return [_behind_mark(text, s) if text[s.start] in "RrMmVv(" else s for s in out]


def _behind_mark(text: str, sentence: Sentence) -> Sentence:
    start = behind_mark(text, sentence.start, sentence.end)
    return sentence if start == sentence.start else replace(sentence, start=start)


def _told_in_title(
    document: Document, timexes: list[Timex], told: Sequence[Statement], beside: Recogniser | None
) -> Told:
    """What only the title tells."""
    title = document.title or ""
    context = document.context
    basis = document.published.basis.value
    phrases = compose(title, timexes, context, part=Part.TITLE.value, anchor_source=basis)
    found = [replace(sentence, heading=True) for sentence in sentences(title, document.language)]
    lines = tokenised(title, found)
    names = _names(title, lines, phrases, document.language, beside)
    source = Source(title, Part.TITLE, phrases, names, Dating.of(context, basis))
    known = [_content(statement.title) for statement in told]
    in_title = _reader(document.language)(source, lines)
    return Told([s for s in in_title.statements if not _told_already(s, known)], in_title.links)


def _names(
    text: str, lines: Sequence[Line], phrases: Sequence[Phrase], language: str, beside: Recogniser | None
) -> Names:
    recognised = () if beside is None else beside(text, language)
    return names_in(lines, [(p.start, p.end) for p in phrases], language=language, recognised=recognised)


def _without_repeats(statements: Sequence[Statement], headings: set[tuple[int, int]]) -> list[Statement]:
    """Each statement once; a heading tells only what no sentence does."""
    in_heading = [(s.sentence.start, s.sentence.end) in headings for s in statements]
    prose = [
        _content(s.title) for s, heading in zip(statements, in_heading, strict=True) if any(in_heading) and not heading
    ]
    seen: set[tuple[str, int | None]] = set()
    undated: deque[tuple[Modality, frozenset[str]]] = deque(maxlen=_UNDATED_REMEMBERED)
    by_root: dict[str, list[Statement]] = defaultdict(list)
    out: list[Statement] = []
    for statement, heading in zip(statements, in_heading, strict=True):
        key = statement.title.casefold(), statement.when.earliest
        if key in seen or (heading and _told_already(statement, prose)):
            continue
        seen.add(key)
        namesakes = by_root[statement.trigger.text[:_ROOT].lower()]
        if any(_names_again(statement, other) for other in namesakes):
            continue
        if not statement.when.dated:
            content = _content(statement.title)
            if any(m is statement.modality and _same(content, other) for m, other in undated):
                continue  # said twice in other words: without a date there is nothing that tells them apart
            undated.append((statement.modality, content))
        namesakes.append(statement)
        out.append(statement)
    return out


def _names_again(statement: Statement, other: Statement) -> bool:
    """Whether a bare verb only says again what was told: "the army invaded" after "last month’s invasion".

    Args:
        other: one told before, whose trigger has the same first letters.
    """
    if not statement.title.endswith(statement.trigger.text) or len(statement.trigger.text) < _ROOT:
        return False
    one, two = statement.when, other.when
    if one.earliest is None or one.latest is None or two.earliest is None or two.latest is None:
        return False
    return one.earliest < two.latest and two.earliest < one.latest


# Undated statements with which a new one is compared: a book tells things again, and time stays linear.
_UNDATED_REMEMBERED = 300
_ROOT = 4  # letters that a verb and its noun share: "invade", "invasion"


def _told_already(statement: Statement, others: Sequence[frozenset[str]]) -> bool:
    """Whether the content of another statement has half of the words that carry this one's meaning."""
    own = _content(statement.title)
    return any(2 * len(own & other) >= len(own) for other in others)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two contents share three words of five."""
    return 5 * len(one & other) >= 3 * min(len(one), len(other)) > 0


def _content(title: str) -> frozenset[str]:
    known = verbs()
    out = set()
    for word in _WORD.findall(title.lower()):
        out.add(known[word][0] if word in known else word.rstrip("s"))
    return frozenset(
        out - {"the", "and", "for", "with", "from", "has", "had", "was", "were", "will", "that", "said", "say"}
    )
