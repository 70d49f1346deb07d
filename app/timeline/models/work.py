"""What was asked of the service: many articles at once, work for later, and what was answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.timeline import ids
from app.timeline.models.base import Base, Digest, IntPk, PublicId
from app.timeline.models.states import IngestionState, JobKind, JobState


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
