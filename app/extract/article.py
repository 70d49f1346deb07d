"""What goes into the extractor and what comes out: frozen values that every layer above shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.timex.context import Genre
from app.timex.interval import Period
from app.timex.timex3 import Status
from app.timex.when import When


class Part(StrEnum):
    """The string an offset points into."""

    TEXT = "text"
    TITLE = "title"


class Modality(StrEnum):
    ASSERTED = "asserted"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class PublishedBasis(StrEnum):
    """Where an article's publication date comes from, surest first; all but `request` are guesses."""

    REQUEST = "request"
    HTML = "html"
    URL = "url"
    DATELINE = "dateline"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was sent; exactly one of `text` and `html` is given.

    Attributes:
        received_at: RFC 3339 instant of arrival, the last resort for a publication date. Required: nothing in the
            extractor reads the clock.
        published_at: a civil date or an RFC 3339 instant, as sent.
    """

    received_at: str
    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: str | None = None
    timezone: str | None = None
    country: str | None = None
    language: str | None = None
    genre: Genre = Genre.NEWS


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of one part of an article: `part[start:end] == text`, in code points."""

    part: Part
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A temporal expression in the article, whether or not it dates an event."""

    quote: Quote
    when: When
    status: Status


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, and when they said it."""

    speaker: str
    when: When | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the article; `type` is one of person, organisation, place, or None when not known."""

    name: str
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the article tells: what will be a report of an event."""

    title: str
    modality: Modality
    when: When
    sentence: Quote
    trigger: Quote
    attribution: Attribution | None
    entities: tuple[Entity, ...]
    confidence: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A word that tells what happens or holds, and the expression that says when: TimeML's TLINK between them.

    There may be several for an expression, and some for expressions that put no event on a day ("for two days").
    """

    word: Quote
    expression: Quote


@dataclass(frozen=True, slots=True)
class Told:
    """What one part of an article tells, in document order."""

    statements: list[Statement]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the sender should know: `code` is stable, `detail` a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one article.

    Attributes:
        text: the string offsets point into; for HTML, the extracted main text.
        dct: what expressions were resolved against.
        published_at: as sent, or as found, a civil date or an instant.
        grammar: version of the grammar that read it.
    """

    title: str | None
    text: str
    language: str
    country: str | None
    timezone: str | None
    genre: Genre
    dct: Period
    published_at: str
    published_at_basis: PublishedBasis
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...] = field(default=())
    warnings: tuple[Notice, ...] = field(default=())
    grammar: str = ""
