"""What people said of events, and the timelines they keep."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.timeline.models.base import Base, Document, IntPk
from app.timeline.models.states import CurationKind


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
