"""What requests were answered, kept for a day in the transaction of what they did, so that a repeated one does nothing.

Answers hold words of articles. They are deleted with them: with the article, and with any other that tells the same
event, because its words may stand there.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from app.problems import KeyInUse, KeyReused
from app.timeline.models import Article, Event, KeptAnswer, Report, RevisionSource

KEPT_FOR = timedelta(hours=24)
# An answer that is longer when compressed is not kept: sent again, its article is `unchanged`.
_LONGEST = 1_000_000
# Expired answers that go with each one that is kept.
_SWEPT = 20


@dataclass(frozen=True, slots=True)
class Request:
    """A request that may be repeated: digests of its key, with who sent it, and of all that it asks for."""

    key: str
    content: str

    @classmethod
    def of(cls, *, key: str, sender: str, content: tuple[str | bytes, ...]) -> Request:
        return cls(_digest(sender, key), _digest(*content))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def claim(session: Session, request: Request) -> None:
    """Make sure that nobody else does this at the same time, until the end of the transaction.

    SQLite has one writer at a time: there the second one finds out when it comes to `keep`.

    Raises:
        KeyInUse: somebody does.
    """
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(request.key)[:8], signed=True)
        if not session.scalar(select(func.pg_try_advisory_xact_lock(number))):
            raise KeyInUse("The first request with this Idempotency-Key is still being worked on.")


def find(session: Session, request: Request, *, now: datetime) -> Answer | None:
    """What this request was answered in the last 24 hours; None where it is new.

    Raises:
        KeyReused: its key came with another request.
    """
    found = select(KeptAnswer).where(KeptAnswer.key == request.key, KeptAnswer.recorded_at > now - KEPT_FOR)
    kept = session.scalars(found).one_or_none()
    if kept is None:
        return None
    if kept.request != request.content:
        raise KeyReused("This Idempotency-Key came with another request. Make a new one for each request.")
    return Answer(kept.status, kept.headers, zlib.decompress(kept.body))


def keep(
    session: Session,
    request: Request,
    answer: Answer,
    *,
    article_id: str | None = None,
    event_id: str | None = None,
    now: datetime,
) -> None:
    """Keep an answer in the transaction of what it tells, unless it is very long.

    Args:
        article_id: public id of the article whose words are in it, if any.
        event_id: public id of the event that it tells, if it is one; the words are those of its articles.
    """
    expired = select(KeptAnswer.id).where(KeptAnswer.recorded_at <= now - KEPT_FOR).limit(_SWEPT)
    session.execute(delete(KeptAnswer).where((KeptAnswer.key == request.key) | KeptAnswer.id.in_(expired)))
    body = zlib.compress(answer.body, 1)
    if len(body) > _LONGEST:
        return
    article = None
    if article_id is not None:
        article = session.scalar(select(Article.id).where(Article.public_id == article_id))
    event = None
    if event_id is not None:
        event = session.scalar(select(Event.id).where(Event.public_id == event_id))
        # One of them stands for all: they have this event in common (see `forget`).
        article = session.scalar(select(func.min(Report.article_id)).where(Report.event_id == event))
    session.execute(
        insert(KeptAnswer).values(
            key=request.key, request=request.content, status=answer.status, headers=dict(answer.headers), body=body,
            article_id=article, event_id=event, recorded_at=now,
        )
    )  # fmt: skip


def forget(session: Session, article: Article) -> None:
    """Delete every answer in which words of this article may stand; before its share in events is forgotten."""
    own, other = aliased(RevisionSource), aliased(RevisionSource)
    told_together = (
        select(other.article_id).join(own, own.revision_id == other.revision_id).where(own.article_id == article.id)
    )
    session.execute(
        delete(KeptAnswer).where((KeptAnswer.article_id == article.id) | KeptAnswer.article_id.in_(told_together))
    )


def forget_event(session: Session, event: Event) -> None:
    """Delete every answer that tells an event, whose words a person takes back."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.event_id == event.id))


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode()
        digest.update(len(content).to_bytes(8))
        digest.update(content)
    return digest.hexdigest()
