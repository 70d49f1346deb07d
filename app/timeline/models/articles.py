"""Articles, what they said before, and what they are found by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extract.article import Part, PublishedBasis
from app.timeline.models.base import Base, CivilSeconds, Collection, Digest, Document, IntPk, PublicId
from app.timex.context import Genre
from app.timex.interval import Granularity
from app.timex.timex3 import Status


class Article(Base):
    """An article as it stands now.

    Attributes:
        natural_key: digest of what makes it the same article when it is sent again (see `ingest.natural_key`).
        url_key: digest of the canonical URL.
        fingerprint: digest of everything that was sent; an equal one is the same article unchanged.
        text_hash: SHA-256 of the text that offsets point into.
        sketch: what near-copies of the text are known by (see `copies`); None where there is too little text, and for
            articles stored before sketches were that kept no text.
        text: None where it was not to be stored. Loaded only when asked for, like `html`.
        html: as it was sent, to read it again; `text` is its main text then.
        published_at: a civil date or an RFC 3339 instant, as sent or as found.
        published_earliest, published_latest: the same as civil bounds, what its expressions were resolved against.
        updated_at: the sender's word on how new this revision is; None where it gave none.
        submitted: the fields that decide the reading, as sent (absent ones None).
        amended: those of them that were corrected since, which are read instead.
        grammar: version of the grammar that read it.
    """

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("collection", "natural_key"),
        Index(None, "published_earliest", "public_id"),
        CheckConstraint("published_earliest < published_latest", name="publication_not_empty"),
    )

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    collection: Mapped[Collection]
    natural_key: Mapped[Digest]
    url_key: Mapped[str | None] = mapped_column(String(64), index=True)
    external_id: Mapped[str | None] = mapped_column(String(500), index=True)
    url: Mapped[str | None]
    source: Mapped[str | None] = mapped_column(String(500), index=True)
    voice: Mapped[Digest]
    title: Mapped[str | None]
    authors: Mapped[list[str]]
    tags: Mapped[list[str]]
    text: Mapped[str | None] = mapped_column(deferred=True, deferred_raiseload=True)
    html: Mapped[str | None] = mapped_column(deferred=True, deferred_raiseload=True)
    store_text: Mapped[bool]
    text_hash: Mapped[str] = mapped_column(String(64), index=True)
    sketch: Mapped[bytes | None]
    fingerprint: Mapped[Digest]
    language: Mapped[str] = mapped_column(String(20), index=True)
    country: Mapped[str | None] = mapped_column(String(2))
    timezone: Mapped[str | None] = mapped_column(String(100))
    genre: Mapped[Genre]
    published_at: Mapped[str] = mapped_column(String(50))
    published_at_basis: Mapped[PublishedBasis]
    published_earliest: Mapped[CivilSeconds]
    published_latest: Mapped[CivilSeconds]
    updated_at: Mapped[str | None] = mapped_column(String(50))
    submitted: Mapped[dict[str, Any]]
    amended: Mapped[dict[str, Any]]
    warnings: Mapped[list[dict[str, Any]]]
    grammar: Mapped[str] = mapped_column(String(50))
    recorded_at: Mapped[datetime]
    revised_at: Mapped[datetime]
    revision: Mapped[int]


class ArticleRevision(Base):
    """What an article said before it was revised, corrected or read again.

    Attributes:
        document: the fields of the article but its text, as they were.
        recorded_at: from when it stood so; `superseded_at`: until when.
    """

    __tablename__ = "article_revisions"
    __table_args__ = (UniqueConstraint("article_id", "revision"),)

    id: Mapped[IntPk]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    revision: Mapped[int]
    document: Mapped[Document]
    text: Mapped[str | None] = mapped_column(deferred=True, deferred_raiseload=True)
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime]


class ArticleTag(Base):
    """A tag of an article as filters find it: `folded` is free of case and accents."""

    __tablename__ = "article_tags"
    __table_args__ = (Index(None, "folded"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    folded: Mapped[str] = mapped_column(String(200), primary_key=True)


class ArticleWord(Base):
    """A word that an article is about, and how much: how alike two articles are follows from them."""

    __tablename__ = "article_words"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(String(6), primary_key=True)
    weight: Mapped[float]


class ArticleTale(Base):
    """What an article tells as it is compared with others, made when it is stored (see `joining.packing`).

    Attributes:
        revision: of the article; a row of another one than it has now says nothing.
        reports: their keys, in order; `content`: what it is about and what each of them tells, packed.
    """

    __tablename__ = "article_tales"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    reports: Mapped[list[int]] = mapped_column(sa.JSON)
    content: Mapped[str]


class ArticleClue(Base):
    """A time and a word that an article has in what it tells: what others are found by that may tell the same.

    Attributes:
        time: a day, a stretch of days or a longer time, as a number (`clues`).
        word: its first letters.
    """

    __tablename__ = "article_clues"
    __table_args__ = (Index(None, "article_id"), {"sqlite_with_rowid": False})

    collection: Mapped[Collection] = mapped_column(primary_key=True)
    time: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    word: Mapped[str] = mapped_column(String(10), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)


class Tombstone(Base):
    """All that is left of a withdrawn article: ids, digests and times, no words."""

    __tablename__ = "tombstones"
    __table_args__ = (UniqueConstraint("collection", "natural_key"),)

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    collection: Mapped[Collection]
    natural_key: Mapped[Digest]
    text_hash: Mapped[Digest]
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime]


class Mention(Base):
    """A temporal expression in an article: `part[start:end] == text` in code points.

    Attributes:
        day: the civil day it names, in days since 1970 (`bounds.day_of`); None for anything coarser, and for what is
            no date of the article (boilerplate, impossible dates).
        earliest, latest: outer bounds as those of `Dated`; None when undated.
    """

    __tablename__ = "mentions"
    __table_args__ = (
        CheckConstraint('start >= 0 AND start < "end"', name="extent_not_empty"),
        Index(None, "article_id", "part", "start"),
        Index(None, "day", "article_id"),
    )

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    part: Mapped[Part]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    when: Mapped[Document]
    status: Mapped[Status]
    day: Mapped[int | None] = mapped_column(sa.BigInteger)
    earliest: Mapped[int | None] = mapped_column(sa.BigInteger)
    latest: Mapped[int | None] = mapped_column(sa.BigInteger)
    precision: Mapped[Granularity | None]
    article: Mapped[Article] = relationship(lazy="raise")
