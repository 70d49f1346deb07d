"""Readings written by hand: what an extractor says of an article, for tests of what is done with it."""

from __future__ import annotations

from datetime import UTC, datetime

from app.extract.article import (
    Attribution,
    Entity,
    Extraction,
    Mention,
    Modality,
    Part,
    PublishedBasis,
    Quote,
    Statement,
)
from app.timeline.storing.ingest import Prepared, Submission
from app.timex import edtf
from app.timex.context import Genre
from app.timex.interval import Granularity, Interval, Period
from app.timex.timex3 import Status, Step
from app.timex.when import UNDATED, Anchor, Basis, Explanation, Kind, When

NOW = datetime(2022, 3, 25, 12, tzinfo=UTC)

_LENGTHS = {4: Granularity.YEAR, 7: Granularity.MONTH, 10: Granularity.DAY}


def dated(
    text: str | None,
    *,
    precision: Granularity | None = None,
    basis: Basis = Basis.EXPRESSION,
    confidence: float = 0.9,
    words: str = "",
) -> When:
    """The `When` of an EDTF date, `None` for an undated one; `words` is the expression it was read from."""
    if text is None:
        return UNDATED
    interval = edtf.parse(text).interval
    return between(
        interval.start,
        interval.end,
        edtf_text=text,
        precision=precision or _LENGTHS.get(len(text), Granularity.DAY),
        basis=basis,
        confidence=confidence,
        words=words,
    )


def between(
    earliest: int | None,
    latest: int | None,
    *,
    edtf_text: str = "2022",
    precision: Granularity = Granularity.DAY,
    basis: Basis = Basis.EXPRESSION,
    confidence: float = 0.9,
    words: str = "",
) -> When:
    """A `When` with these bounds, in civil seconds."""
    return When(
        edtf=edtf_text,
        display=edtf_text,
        kind=Kind.POINT,
        precision=precision,
        qualifiers=(),
        earliest=earliest,
        latest=latest,
        surely_from=None,
        surely_to=None,
        at=None,
        timezone=None,
        timex3=None,
        basis=basis,
        confidence=confidence,
        explanation=_explanation(words, edtf_text) if words else None,
    )


def _explanation(words: str, result: str) -> Explanation:
    return Explanation(
        anchor=Anchor("2022-03-22", None, "request", Granularity.DAY),
        steps=(Step("en.absolute.day", words, result),),
        part="text",
        text=words,
        start=0,
        end=len(words),
        grammar="en-2022.03",
    )


def told(
    title: str,
    when: When | str | None = "2022-03-22",
    *,
    names: tuple[str | Entity, ...] = (),
    trigger: str | None = None,
    sentence: str | None = None,
    modality: Modality = Modality.ASSERTED,
    confidence: float = 0.8,
    speaker: str | None = None,
    start: int = 0,
    flags: tuple[str, ...] = (),
) -> Statement:
    """A statement; its trigger is the title's second word unless another one is named."""
    sentence = sentence or f"{title}."
    trigger = trigger or title.split()[1]
    return Statement(
        title=title,
        modality=modality,
        when=when if isinstance(when, When) else dated(when),
        sentence=Quote(Part.TEXT, start, start + len(sentence), sentence),
        trigger=Quote(Part.TEXT, start, start + len(trigger), trigger),
        attribution=Attribution(speaker, None) if speaker else None,
        entities=tuple(name if isinstance(name, Entity) else Entity(name) for name in names),
        confidence=confidence,
        flags=flags,
    )


def read(
    submission: Submission,
    *statements: Statement,
    published: str = "2022-03-22",
    mentions: tuple[str, ...] = (),
    language: str = "en",
    basis: PublishedBasis = PublishedBasis.REQUEST,
) -> Prepared:
    """A submission with what was read from it; `mentions` are words of its text that stand for days."""
    text = submission.text or submission.html or ""
    interval: Interval = edtf.parse(published[:10]).interval
    assert interval.start is not None
    found = []
    for words in mentions:
        start = text.index(words)
        found.append(
            Mention(Quote(Part.TEXT, start, start + len(words), words), dated("2022-03-22", words=words), Status.OK)
        )
    return Prepared(
        submission,
        Extraction(
            title=submission.title,
            text=text,
            language=language,
            country=submission.country,
            timezone=submission.timezone,
            genre=submission.genre or Genre.NEWS,
            dct=Period.containing(Granularity.DAY, interval.start),
            published_at=published,
            published_at_basis=basis,
            mentions=tuple(found),
            statements=statements,
            grammar="en-2022.03",
        ),
    )
