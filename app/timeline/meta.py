"""Facts about the store itself."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from app.timeline.models import Meta

# A store keeps its secret for ever, and every page of every list needs it.
_secrets: WeakKeyDictionary[Engine | Connection, bytes] = WeakKeyDictionary()


def cursor_secret(session: Session) -> bytes:
    """What seals page cursors; made by the migrations, the same for every process on this store."""
    store = session.get_bind()
    if store not in _secrets:
        kept = session.scalars(select(Meta.value).where(Meta.key == "cursor_secret")).one()
        _secrets[store] = bytes.fromhex(kept)
    return _secrets[store]
