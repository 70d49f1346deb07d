"""Events, who tells them, and whom they concern."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extract.article import Modality, Part
from app.timeline import ids
from app.timeline.models.articles import Article
from app.timeline.models.base import _DATED_OR_NOT, Base, Collection, Dated, IntPk, PublicId
from app.timeline.models.states import EventStatus


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
