"""Facts about the store itself."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.timeline.models import Meta


def cursor_secret(session: Session) -> bytes:
    """What seals page cursors; made by the migrations, the same for every process on this store."""
    return bytes.fromhex(session.scalars(select(Meta.value).where(Meta.key == "cursor_secret")).one())
