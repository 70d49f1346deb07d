"""The store itself: its secret, its clock and its keys."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.timeline.models.base import Base, Digest, IntPk
from app.timeline.models.states import Scope


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
