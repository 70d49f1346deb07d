"""What is kept: articles, what they tell, the events that their reports add up to, and the log of every change.

Times come in two kinds. *Civil* times are integers, seconds since 1970 in the proleptic Gregorian calendar without a
zone (see `app.timex.civil`): when something happened, or was published, as the text tells it. *Recorded* times are
aware datetimes: when the service did something.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from app.extract.article import Modality, Part, PublishedBasis
from app.timeline import ids
from app.timex.context import Genre
from app.timex.interval import Granularity
from app.timex.timex3 import Status
from app.timex.when import Basis, Kind


class EventStatus(StrEnum):
    """What became of an event.

    `merged`: told by another event (`merged_into`) now; `retracted`: no report tells it any more, or a person took it
    back; `deleted`: it was made by hand and is erased, nobody is shown it.
    """

    ACTIVE = "active"
    MERGED = "merged"
    RETRACTED = "retracted"
    DELETED = "deleted"


class ChangeKind(StrEnum):
    CREATED = "created"
    REVISED = "revised"
    MERGED = "merged"
    SPLIT = "split"
    RETRACTED = "retracted"
    DELETED = "deleted"


class IngestionState(StrEnum):
    """`interrupted`: the client went away before its last line was whole, or the service was stopped."""

    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


class JobKind(StrEnum):
    """What is to be done later: one article or many taken in, or an article read again."""

    ARTICLE = "article"
    INGESTION = "ingestion"
    REEXTRACTION = "re-extraction"


class JobState(StrEnum):
    """`receiving`: its body has not come as a whole; nobody was told of it yet, and it may never come."""

    RECEIVING = "receiving"
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class CurationKind(StrEnum):
    CREATED = "created"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    RESTORED = "restored"
    DELETED = "deleted"
    MERGED = "merged"
    SPLIT = "split"


class Scope(StrEnum):
    """What a key is good for; each includes the ones before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def includes(self, other: Scope) -> bool:
        order = list(Scope)
        return order.index(self) >= order.index(other)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused; SQLite, which has no zones, keeps UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime names no instant")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _by_value(*enums: type[Enum]) -> dict[Any, Any]:
    """Enumerations as plain strings: a new member needs no migration, and an unknown one is refused on write."""
    return {
        enum: sa.Enum(
            enum, native_enum=False, create_constraint=False, length=20, values_callable=lambda e: [m.value for m in e]
        )
        for enum in enums
    }


IntPk = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[str, mapped_column(String(ids.LENGTH), unique=True)]
Collection = Annotated[str, mapped_column(String(200))]
CivilSeconds = Annotated[int, mapped_column(sa.BigInteger)]
Digest = Annotated[str, mapped_column(String(64))]
Document = Annotated[dict[str, Any], mapped_column(sa.JSON)]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        str: Text(),
        float: sa.Double(),
        list[str]: sa.JSON(),
        list[dict[str, Any]]: sa.JSON(),
        dict[str, Any]: sa.JSON(),
        dict[str, int]: sa.JSON(),
        **_by_value(
            Basis, ChangeKind, CurationKind, EventStatus, Genre, Granularity, IngestionState, JobKind, JobState,
            Kind, Modality, Part, PublishedBasis, Scope, Status,
        ),
    }  # fmt: skip


# Only dated rows have bounds, and they have both: an open side is a bound beyond all others (see `bounds`).
_DATED_OR_NOT = (
    "(earliest IS NULL AND latest IS NULL AND width IS NULL)"
    " OR (earliest IS NOT NULL AND latest IS NOT NULL AND width IS NOT NULL AND earliest < latest)"
)


class Dated:
    """The columns of a `When`: its document, and beside it what is searched and sorted by.

    Attributes:
        when: the wire form (`app.timex.when.as_document`), the one source for showing it.
        earliest, latest: outer bounds `[earliest, latest)`; None when undated. An open side is `bounds.OPEN_START` or
            `bounds.OPEN_END`.
        width: class of the length (`bounds.width_of`), so that a range query is one bounded scan a width.
        confidence: of the bounds, 0 to 1.
    """

    when: Mapped[Document]
    edtf: Mapped[str | None]
    earliest: Mapped[int | None] = mapped_column(sa.BigInteger)
    latest: Mapped[int | None] = mapped_column(sa.BigInteger)
    width: Mapped[int | None] = mapped_column(sa.SmallInteger)
    precision: Mapped[Granularity | None]
    kind: Mapped[Kind]
    basis: Mapped[Basis]
    confidence: Mapped[float]


class Meta(Base):
    """Facts about this store itself, such as the secret that seals its cursors."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[str]


class ApiKey(Base):
    """Who may use the service over HTTP.

    Attributes:
        id: the part of a key that names it; no secret.
        digest: of the whole key under the secret of the store; the key itself is nowhere.
        used_at: when it was last used, to about a minute.
    """

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    scope: Mapped[Scope]
    digest: Mapped[Digest]
    recorded_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class Clock(Base):
    """One row that every write transaction advances last: who has it waits for nobody and commits next.

    Attributes:
        seq: number of the last change; changes are numbered without gaps, in the order of their commits.
        version: counts write transactions, also those that changed no event.
    """

    __tablename__ = "clock"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[IntPk]
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    version: Mapped[int] = mapped_column(sa.BigInteger)


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


class Event(Dated, Base):
    """What happened, as all its reports together tell it.

    Everything here follows from the reports (see `same_event`) but the ids, the history and what was pinned by hand.

    Attributes:
        merged_into: public id of the survivor.
        entities: what is shown: `[{id, name, type}]`, by name; `event_entities` is what filters look at.
        article_count, independent_sources, date_votes: the evidence; votes are keyed by EDTF.
        pinned: fields corrected by hand, which no report changes.
        revision: counts from 1; every change of the event is one.
    """

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint(_DATED_OR_NOT, name="interval_not_empty"),
        CheckConstraint("(status = 'merged') = (merged_into IS NOT NULL)", name="merged_into_survivor"),
        Index(None, "earliest", "latest", "public_id"),
        Index(None, "latest", "earliest", "public_id"),
        Index(None, "width", "earliest", "latest", "public_id"),
        Index(None, "width", "latest", "earliest", "public_id"),
        Index(None, "recorded_at", "public_id"),
        Index(None, "confidence", "public_id"),
    )

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    collection: Mapped[Collection]
    title: Mapped[str]
    type: Mapped[str | None] = mapped_column(String(100))
    modality: Mapped[Modality]
    status: Mapped[EventStatus]
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("events.public_id"))
    entities: Mapped[list[dict[str, Any]]]
    article_count: Mapped[int]
    independent_sources: Mapped[int]
    date_votes: Mapped[dict[str, int]]
    flags: Mapped[list[str]]
    pinned: Mapped[list[str]]
    recorded_at: Mapped[datetime]
    revision: Mapped[int]


class ListedEvent(Base):
    """An active event as lists show it, made when it is recorded (see `listed`).

    Attributes:
        revision: of the event; a row of another one than it has now says nothing.
        content: its document in JSON without what lists leave out.
    """

    __tablename__ = "listed_events"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    content: Mapped[str]


class Report(Dated, Base):
    """One article's telling of an event: the sentence, and when it says it happened.

    Attributes:
        position: order within the article, from 0.
        title: the readable line cut from the text.
        trigger_text: the word that names what happened, in the part the sentence is in.
        attribution: `{speaker, when}` (a `When` document or None), or None.
        day: the civil day on which it was, in days since 1970 (`bounds.day_of`); None where that is not known.
        statement_confidence: 0 to 1, that the article says this at all.
        flags: what a person should look at in this telling.
        bond: an id that reports have in common which a curator's word holds together; None without one.
    """

    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint(_DATED_OR_NOT, name="interval_not_empty"),
        CheckConstraint("sentence_start >= 0 AND sentence_start < sentence_end", name="sentence_not_empty"),
        CheckConstraint("trigger_start >= 0 AND trigger_start < trigger_end", name="trigger_not_empty"),
        Index(None, "width", "earliest"),
        Index(None, "article_id", "position"),
        Index(None, "day"),
    )

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    position: Mapped[int]
    day: Mapped[int | None] = mapped_column(sa.BigInteger)
    title: Mapped[str]
    modality: Mapped[Modality]
    part: Mapped[Part]
    sentence_text: Mapped[str]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    trigger_text: Mapped[str]
    trigger_start: Mapped[int]
    trigger_end: Mapped[int]
    attribution: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    statement_confidence: Mapped[float]
    flags: Mapped[list[str]]
    bond: Mapped[str | None] = mapped_column(String(ids.LENGTH), index=True)
    article: Mapped[Article] = relationship(lazy="raise")
    event: Mapped[Event] = relationship(lazy="raise")
    entities: Mapped[list[ReportEntity]] = relationship(
        lazy="raise", order_by="ReportEntity.position", passive_deletes=True, cascade="all, delete-orphan"
    )


_NEEDED = sa.text("needed")


class ReportJoin(Base):
    """Two reports that tell the same event, and how alike they are (`alike.joins`).

    Attributes:
        needed: the events cannot do without it: it brought two parts of one together, or was not allowed to. Of the
            joins among 400 reports of one event that is 399 of 79,800; the rest counts again when an event falls apart.
    """

    __tablename__ = "report_joins"
    __table_args__ = (
        Index(None, "one_id", "needed"),
        Index(None, "other_id", "needed"),
    )

    one_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    score: Mapped[float]
    needed: Mapped[bool] = mapped_column(server_default=sa.true())


class KeptApart(Base):
    """Two bonds of reports that a curator has split: no join brings them together again."""

    __tablename__ = "kept_apart"
    __table_args__ = (Index(None, "other"),)

    one: Mapped[str] = mapped_column(String(ids.LENGTH), primary_key=True)
    other: Mapped[str] = mapped_column(String(ids.LENGTH), primary_key=True)


class Curation(Base):
    """What a person did to an event, and why; the revisions of the event before it and of it say what changed.

    Attributes:
        revision: of the event, made by it.
        action: what was done.
        fields: those that were set, or given back, by name.
        actor: who says to have done it; nobody checks.
    """

    __tablename__ = "curations"
    __table_args__ = (UniqueConstraint("event_id", "revision"),)

    id: Mapped[IntPk]
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    revision: Mapped[int]
    action: Mapped[CurationKind]
    fields: Mapped[list[str]]
    actor: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str | None]
    at: Mapped[datetime]


class Entity(Base):
    """A name that articles of a collection share: the same letters without case and accents, and the same type.

    Attributes:
        name: the spelling shown, one of those in `report_entities`.
        type: person, organisation, place, or empty where it is not known: NULLs would not be unique.
    """

    __tablename__ = "entities"
    __table_args__ = (UniqueConstraint("collection", "folded", "type"), Index(None, "folded"))

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    collection: Mapped[Collection]
    name: Mapped[str] = mapped_column(String(300))
    folded: Mapped[str] = mapped_column(String(300))
    type: Mapped[str] = mapped_column(String(20))


class ReportEntity(Base):
    """A name in a telling, as that article spells it."""

    __tablename__ = "report_entities"
    __table_args__ = (Index(None, "entity_id"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("entities.id"))
    name: Mapped[str] = mapped_column(String(300))
    entity: Mapped[Entity] = relationship(lazy="raise")


class EventEntity(Base):
    """Who takes part in an event, over all its reports.

    Attributes:
        earliest, latest: those of the event, so that the timeline of a name is one scan.
    """

    __tablename__ = "event_entities"
    __table_args__ = (Index(None, "entity_id", "earliest", "latest", "event_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("entities.id"), primary_key=True)
    earliest: Mapped[int | None] = mapped_column(sa.BigInteger)
    latest: Mapped[int | None] = mapped_column(sa.BigInteger)


class Timeline(Base):
    """A timeline that was saved: a query, and what an editor made of its answer.

    Attributes:
        slug: its name in addresses.
        query: parameters of `GET /v1/events` as they were sent, by name.
        pinned, hidden: public ids of events that are there whatever the query says, and of those that never are.
        notes: an editor's remarks, by public id of the event.
        token: who has it may read this timeline, and nothing else; made at random, and anew when asked for.
    """

    __tablename__ = "timelines"
    __table_args__ = (UniqueConstraint("slug"), UniqueConstraint("token"))

    id: Mapped[IntPk]
    slug: Mapped[str] = mapped_column(String(100))
    title: Mapped[str]
    description: Mapped[str | None]
    query: Mapped[Document]
    pinned: Mapped[list[str]]
    hidden: Mapped[list[str]]
    notes: Mapped[Document]
    token: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    revised_at: Mapped[datetime]
    revision: Mapped[int]


class KeptAnswer(Base):
    """What a request with an `Idempotency-Key` was answered, to be answered again; written in its transaction.

    Attributes:
        key: digest of the key and of who sent it.
        request: digest of what was sent under it.
        body: compressed.
        article_id: whose words the answer holds, if any; it goes with them.
        event_id: the event that it tells; where a person told it, it goes when that person erases it.
    """

    __tablename__ = "kept_answers"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[IntPk]
    key: Mapped[Digest]
    request: Mapped[Digest]
    status: Mapped[int]
    headers: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    body: Mapped[bytes]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(index=True)


class Ingestion(Base):
    """Many articles sent at once, line by line.

    Attributes:
        lines: results there are so far; `outcomes` counts them by outcome, `failed` for those that have a problem.
        revised_at: when its last result was written.
    """

    __tablename__ = "ingestions"

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    state: Mapped[IngestionState]
    lines: Mapped[int]
    outcomes: Mapped[dict[str, int]]
    recorded_at: Mapped[datetime]
    revised_at: Mapped[datetime] = mapped_column(index=True)


class IngestionResult(Base):
    """The results of some lines, committed together with what they tell of.

    Attributes:
        number: order within the ingestion, from 1.
        content: lines of JSON as they are sent.
    """

    __tablename__ = "ingestion_results"

    ingestion_id: Mapped[int] = mapped_column(ForeignKey("ingestions.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes]


class Job(Base):
    """What a client asked to be done later, and how far it is.

    Attributes:
        article_id: public id of the article that is to be read again, or that was taken in; None until it is known.
        done, total: lines, of an ingestion; otherwise of one.
        outcomes: those that are done, by outcome.
        attempts: how often a worker began it, or went on with it, since it last got on.
        lease: who works on it; changes with every worker, and what one without it does is rolled back.
        leased_until: when others may take it over, unless its worker says before that it lives.
        begun_at, ended_at: of the first attempt, and of its end.
        revision: counts what readers see of it.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "state", "leased_until"),)

    id: Mapped[IntPk]
    public_id: Mapped[PublicId]
    kind: Mapped[JobKind]
    state: Mapped[JobState]
    article_id: Mapped[str | None] = mapped_column(String(ids.LENGTH))
    ingestion_id: Mapped[int | None] = mapped_column(ForeignKey("ingestions.id", ondelete="CASCADE"), index=True)
    done: Mapped[int]
    total: Mapped[int]
    outcomes: Mapped[dict[str, int]]
    problem: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    attempts: Mapped[int]
    lease: Mapped[str | None] = mapped_column(String(ids.LENGTH))
    leased_until: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    revised_at: Mapped[datetime] = mapped_column(index=True)
    revision: Mapped[int]


class JobPart(Base):
    """Some lines of what a job has to do, until they are done.

    Attributes:
        first: how many lines come before them in the whole.
        content: `[number, line]` as compressed JSON, the bytes of the line as the code points of that number.
    """

    __tablename__ = "job_parts"

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True)
    first: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lines: Mapped[int]
    content: Mapped[bytes]


class CountedEvent(Base):
    """What an active event is counted as in the sums below, to be taken back when it changes (see `tallies`)."""

    __tablename__ = "counted_events"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[Document]


class EventTally(Base):
    """So many active events of a collection have these bounds and are of this kind.

    Attributes:
        type, precision: empty where it is not known: NULLs would not be unique.
        earliest, latest: bounds within one day are that day's; undated events have the bounds `OPEN_END`, `OPEN_START`,
            which overlap nothing.
    """

    __tablename__ = "event_tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    collection: Mapped[Collection] = mapped_column(primary_key=True)
    modality: Mapped[Modality] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(100), primary_key=True)
    precision: Mapped[str] = mapped_column(String(20), primary_key=True)
    basis: Mapped[Basis] = mapped_column(primary_key=True)
    earliest: Mapped[CivilSeconds] = mapped_column(primary_key=True)
    latest: Mapped[CivilSeconds] = mapped_column(primary_key=True)
    number: Mapped[int]


class FacetTally(Base):
    """So many active events of a collection have this name, source, language or tag.

    Attributes:
        field: which of them.
        value: a name or tag as it is compared, without case and accents; the others as they are.
    """

    __tablename__ = "facet_tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(500), primary_key=True)
    collection: Mapped[Collection] = mapped_column(primary_key=True)
    modality: Mapped[Modality] = mapped_column(primary_key=True)
    dated: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int]


class EventRevision(Base):
    """An event as it stood from one change to the next.

    Attributes:
        document: the event as the API shows it (`changes.event_document`).
        from_seq, until_seq: it was true from that change on and until before that other one; None while it is.
        redacted: words in it came from an article that was withdrawn since.
    """

    __tablename__ = "event_revisions"
    __table_args__ = (
        UniqueConstraint("event_id", "revision"),
        CheckConstraint("until_seq IS NULL OR from_seq < until_seq", name="was_true"),
        Index(None, "until_seq"),
    )

    id: Mapped[IntPk]
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    revision: Mapped[int]
    document: Mapped[Document]
    from_seq: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    until_seq: Mapped[int | None] = mapped_column(sa.BigInteger)
    recorded_at: Mapped[datetime]
    redacted: Mapped[bool]

    @staticmethod
    def is_newest() -> sa.ColumnElement[bool]:
        """That nothing came after it; for questions about some events.

        The sign keeps SQLite from its index: it holds the newest revision of every event there is, and all of them
        would be walked through.
        """
        return sa.literal_column("+event_revisions.until_seq").is_(None)


class PastEvent(Base):
    """What filters and orders ask of an event as it stood in one revision; what it said is in `event_revisions`.

    Attributes:
        from_seq, until_seq: those of the revision.
        public_id, collection, recorded_at: the event's own, which never change.
        names: public ids of all that took part.
    """

    __tablename__ = "past_events"
    __table_args__ = (
        Index(None, "earliest", "latest", "public_id"),
        Index(None, "event_id", "from_seq"),
        Index(None, "from_seq"),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("event_revisions.id", ondelete="CASCADE"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    from_seq: Mapped[int] = mapped_column(sa.BigInteger)
    until_seq: Mapped[int | None] = mapped_column(sa.BigInteger)
    public_id: Mapped[str] = mapped_column(String(ids.LENGTH))
    collection: Mapped[Collection]
    recorded_at: Mapped[datetime]
    type: Mapped[str | None] = mapped_column(String(100))
    modality: Mapped[Modality]
    status: Mapped[EventStatus]
    precision: Mapped[Granularity | None]
    basis: Mapped[Basis]
    confidence: Mapped[float]
    independent_sources: Mapped[int]
    earliest: Mapped[int | None] = mapped_column(sa.BigInteger)
    latest: Mapped[int | None] = mapped_column(sa.BigInteger)
    names: Mapped[list[str]]


class RevisionSource(Base):
    """Whose words stand in a revision of an event, so that they can be taken out again."""

    __tablename__ = "revision_sources"
    __table_args__ = (Index(None, "article_id"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("event_revisions.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    gave_title: Mapped[bool]
    gave_when: Mapped[bool]


class Change(Base):
    """One line of the change log, in commit order.

    Attributes:
        at: when it became visible, a moment before its commit; rises from transaction to transaction.
        revision_id: what the event was after it.
        into: public id of the other event of a merge or a split.
    """

    __tablename__ = "changes"

    seq: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    change: Mapped[ChangeKind]
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("event_revisions.id"))
    into: Mapped[str | None] = mapped_column(ForeignKey("events.public_id"))
    event: Mapped[Event] = relationship(lazy="raise", foreign_keys=[event_id])
    revision: Mapped[EventRevision] = relationship(lazy="raise")


def take_keys(session: Session, model: type[Base], count: int) -> list[int]:
    """Primary keys for so many rows that are to be inserted in this transaction.

    Rows that have their keys go in together. Rows that wait for theirs go to SQLite one statement each, because its
    answers come in no promised order: an article of thirty events is 140 statements then, and 35 this way.
    """
    if not count:
        return []
    table = model.__tablename__
    if session.get_bind().dialect.name == "postgresql":
        sequence = sa.func.nextval(sa.func.pg_get_serial_sequence(table, "id"))
        return list(session.scalars(sa.select(sequence).select_from(sa.func.generate_series(1, count))))
    # The one writer of the moment asks.
    last = session.scalar(sa.text(f'SELECT max(id) FROM "{table}"')) or 0  # noqa: S608  names of our own
    return list(range(last + 1, last + 1 + count))
