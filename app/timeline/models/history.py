"""Every change of an event, and what was known before."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extract.article import Modality
from app.timeline import ids
from app.timeline.models.base import Base, Collection, Document, IntPk
from app.timeline.models.events import Event
from app.timeline.models.states import ChangeKind, EventStatus
from app.timex.interval import Granularity
from app.timex.when import Basis


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
