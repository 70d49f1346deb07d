"""API keys: made, found and taken back; what is kept of one is a digest.

A key is `dl_<id>_<secret>`, the secret 256 random bits. Nobody guesses that, so its digest need not be slow: one round
of HMAC-SHA256 under the secret of the store, which makes the table alone useless.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from app.problems import NotFound
from app.timeline.meta import cursor_secret
from app.timeline.models import ApiKey, Scope

PREFIX = "dl"
_ID_BYTES = 6
_SECRET_BYTES = 32
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Known:
    """A key as the service checks it."""

    id: str
    name: str
    scope: Scope
    digest: str
    expires_at: datetime | None

    def expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Ring:
    """All keys that have not been revoked, by id, and what their digests are made with."""

    keys: Mapping[str, Known]
    secret: bytes

    def find(self, key: str) -> Known | None:
        """The key, if it is one of these; in the same time whether its id is known or not."""
        parts = key.split("_", 2) if len(key) <= _LONGEST else []
        named = self.keys.get(parts[1]) if len(parts) == 3 and parts[0] == PREFIX else None
        same = hmac.compare_digest(digest(self.secret, key[:_LONGEST]), named.digest if named else "0" * 64)
        return named if same else None


NO_KEYS = Ring({}, b"")


def ring(session: Session) -> Ring:
    """Today's keys; none in a store that is not migrated yet."""
    try:
        rows = session.scalars(select(ApiKey).where(ApiKey.revoked_at.is_(None))).all()
    except (OperationalError, ProgrammingError):
        session.rollback()
        if sa.inspect(session.connection()).has_table(ApiKey.__tablename__):
            raise
        return NO_KEYS
    found = {row.id: Known(row.id, row.name, row.scope, row.digest, row.expires_at) for row in rows}
    return Ring(found, cursor_secret(session) if found else b"")


def create(
    session: Session, name: str, scope: Scope, *, expires_at: datetime | None = None, now: datetime
) -> tuple[ApiKey, str]:
    """A new key: what is kept of it, and the key itself, which is shown once and then gone."""
    key_id = secrets.token_hex(_ID_BYTES)
    key = f"{PREFIX}_{key_id}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    kept = ApiKey(
        id=key_id,
        name=name,
        scope=scope,
        digest=digest(cursor_secret(session), key),
        recorded_at=now,
        expires_at=expires_at,
    )
    session.add(kept)
    session.flush()
    return kept, key


def revoke(session: Session, key_id: str, *, now: datetime) -> ApiKey:
    """Take a key back, for ever; one that was taken back before stays as it is.

    Raises:
        NotFound: there is none of this id.
    """
    kept = session.get(ApiKey, key_id)
    if kept is None:
        raise NotFound("There is no key with this id; dateline keys list shows them.")
    kept.revoked_at = kept.revoked_at or now
    session.flush()
    return kept


def every(session: Session) -> Sequence[ApiKey]:
    """All keys that ever were, the oldest first."""
    return session.scalars(select(ApiKey).order_by(ApiKey.recorded_at, ApiKey.id)).all()


def any_usable(session: Session, *, now: datetime) -> bool:
    """Whether there is a key that opens anything."""
    return any(not known.expired(now) for known in ring(session).keys.values())


def note_use(session: Session, used: Iterable[tuple[str, datetime]]) -> None:
    """Remember when keys were last used."""
    for key_id, at in used:
        later = sa.or_(ApiKey.used_at.is_(None), ApiKey.used_at < at)
        session.execute(sa.update(ApiKey).where(ApiKey.id == key_id, later).values(used_at=at))


def digest(secret: bytes, key: str) -> str:
    """What is kept of a key."""
    return hmac.new(secret, b"api key\0" + key.encode("utf-8", "backslashreplace"), hashlib.sha256).hexdigest()
