"""Many articles at once: stored some at a time, each with its result, which is kept for those who ask again.

Several articles share a transaction, because a commit costs more than an article. What one of them does to the store,
to the numbers of its changes and to its result is the same as if it came alone; and if one of them cannot be stored,
the others are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.problems import NotFound
from app.timeline.models import Ingestion, IngestionResult, IngestionState, Job, JobState
from app.timeline.storing import ingest, together
from app.timeline.storing.ingest import Prepared, Stored

KEPT_FOR = timedelta(days=7)
# Counted beside the outcomes of articles.
FAILED = "failed"


# Results that a reader of many holds at once are so many transactions' worth.
_AT_ONCE = 50


def begin(session: Session, public_id: str, *, now: datetime) -> Ingestion:
    """A new ingestion; those that are a week old and at rest are forgotten, their articles are not."""
    promised = select(Job.ingestion_id).where(
        Job.ingestion_id.is_not(None), Job.state.in_((JobState.QUEUED, JobState.RUNNING))
    )
    session.execute(delete(Ingestion).where(Ingestion.revised_at <= now - KEPT_FOR, Ingestion.id.not_in(promised)))
    ingestion = Ingestion(
        public_id=public_id, state=IngestionState.RUNNING, lines=0, outcomes={}, recorded_at=now, revised_at=now
    )
    session.add(ingestion)
    session.flush()
    return ingestion


def get(session: Session, public_id: str) -> Ingestion:
    """The ingestion of that id.

    Raises:
        NotFound: there is none, or it is too old.
    """
    found = session.scalars(select(Ingestion).where(Ingestion.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound("There is no ingestion with this id; they are kept for a week.")
    return found


def results(session: Session, key: int) -> Iterator[bytes]:
    """All results of an ingestion, in order."""
    after = 0
    while some := some_results(session, key, after=after):
        yield from (content for _, content in some)
        after = some[-1][0]


def some_results(session: Session, key: int, *, after: int) -> list[tuple[int, bytes]]:
    """The next results above that number, in order, with their numbers."""
    rows = session.execute(
        select(IngestionResult.number, IngestionResult.content)
        .where(IngestionResult.ingestion_id == key, IngestionResult.number > after)
        .order_by(IngestionResult.number)
        .limit(_AT_ONCE)
    )
    return [(row.number, row.content) for row in rows]


def last_number(session: Session, key: int) -> int:
    """The number of the last results of an ingestion; 0 where there are none."""
    return session.scalar(select(func.max(IngestionResult.number)).where(IngestionResult.ingestion_id == key)) or 0


def add_results(session: Session, key: int, number: int, content: bytes, done: Counter[str], *, now: datetime) -> None:
    """Keep the results of some more lines, in the transaction of what they tell.

    Args:
        done: how many lines there are now, by outcome.
    """
    session.execute(insert(IngestionResult).values(ingestion_id=key, number=number, content=content))
    state = {"lines": done.total(), "outcomes": dict(sorted(done.items())), "revised_at": now}
    session.execute(update(Ingestion).where(Ingestion.id == key).values(**state))


def end(session: Session, key: int, state: IngestionState, *, now: datetime) -> None:
    """Say that no more results will come."""
    session.execute(update(Ingestion).where(Ingestion.id == key).values(state=state, revised_at=now))


def store_many(
    write: Callable[[], AbstractContextManager[Session]],
    articles: Sequence[Prepared | Exception],
    *,
    now: datetime,
    also: Callable[[Session, Sequence[Stored | Exception]], None],
    taken_apart: Callable[[Exception, int], None],
) -> Iterator[Sequence[Stored | Exception]]:
    """Store some articles in one transaction; if that fails unexpectedly, each half in one of its own, and so on.

    So the others are stored whichever of them it is that cannot be, and that one is told by what it failed with.

    Args:
        write: begins a transaction that is committed at the end of its block.
        articles: in order; what could not be read is told by its exception, which passes through.
        also: called before each commit with the results of the articles it is for.
        taken_apart: told with what so many articles failed together: each may yet be stored.

    Yields:
        The results of some more articles, in order, when they are committed.

    Raises:
        SQLAlchemyError: the store is away; articles without a result are not stored.
        NotOurs: raised by `also`; the same holds.
    """

    def store(session: Session, some: Sequence[Prepared | Exception]) -> Sequence[Stored | Exception]:
        stored = iter(ingest.store_many(session, [each for each in some if isinstance(each, Prepared)], now=now))
        results = [next(stored) if isinstance(each, Prepared) else each for each in some]
        also(session, results)
        return results

    def failed(session: Session, _article: Prepared | Exception, error: Exception) -> Exception:
        also(session, [error])
        return error

    return together.each_done(write, articles, store, failed=failed, taken_apart=taken_apart)
