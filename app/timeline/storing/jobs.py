"""What is to be done later: a queue that any process with the store can work on, and that outlives every one of them.

A worker takes a job by a *lease*: a word that nobody else has, good for a while and longer with every sign of life.
What it does is written in the same transaction as how far the job is, and only if the lease is still its own: whoever
was taken for dead and goes on rolls back. So every line of a job is done once, however many workers began it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.problems import InternalError, NotFound
from app.timeline.ids import new_id
from app.timeline.models import Ingestion, IngestionState, Job, JobKind, JobPart, JobState
from app.timeline.storing import ingestions
from app.timeline.storing.together import NotOurs

KEPT_FOR = timedelta(days=7)
# A body that comes in pieces and stops coming is waited for so long.
_RECEIVED_FOR = timedelta(days=1)
# A job that so many workers began, and that got on with none, would go on to kill workers.
MOST_ATTEMPTS = 20
# After some of them it may still be that they died of something else: then it waits, each time twice as long as before,
# up to so many leases, and lets others go first.
_AT_ONCE = 5
_LONGEST_PAUSE = 32

# A line of the body: its number, and its bytes, None where it is longer than is read.
NumberedLine = tuple[int, bytes | None]


class LeaseLost(NotOurs):
    """Somebody else works on the job now: nothing of this transaction may stay."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in the hands of a worker.

    Attributes:
        done, outcomes: as they were when it was taken.
        recorded_at: when the client sent it.
    """

    key: int
    public_id: str
    kind: JobKind
    lease: str
    article_id: str | None
    ingestion_id: int | None
    done: int
    total: int
    outcomes: Mapping[str, int]
    recorded_at: datetime


def begin(session: Session, kind: JobKind, *, article_id: str | None = None, now: datetime) -> Job:
    """A new job that is still `receiving`; ended ones that are a week old are forgotten."""
    ended = Job.state.in_((JobState.FINISHED, JobState.FAILED)), Job.revised_at <= now - KEPT_FOR
    given_up = Job.state == JobState.RECEIVING, Job.revised_at <= now - _RECEIVED_FOR
    session.execute(delete(Job).where(or_(and_(*ended), and_(*given_up))))
    job = Job(
        public_id=new_id(now), kind=kind, state=JobState.RECEIVING, article_id=article_id, done=0, total=0, outcomes={},
        attempts=0, recorded_at=now, revised_at=now, revision=1,
    )  # fmt: skip
    session.add(job)
    session.flush()
    return job


def add_lines(session: Session, job: Job, lines: Sequence[NumberedLine], *, now: datetime) -> None:
    """More of what is to be done; for a job that is still `receiving`."""
    told = [(number, None if content is None else content.decode("latin-1")) for number, content in lines]
    packed = zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 1)
    session.execute(insert(JobPart).values(job_id=job.id, first=job.total, lines=len(lines), content=packed))
    job.total += len(lines)
    job.revised_at = now
    session.flush()


def queue(session: Session, job: Job, *, ingestion: Ingestion | None = None, now: datetime) -> None:
    """All of it is there: with this commit it is promised to be done."""
    job.state = JobState.QUEUED
    job.ingestion_id = None if ingestion is None else ingestion.id
    job.revised_at = now
    session.flush()


def forget(session: Session, key: int) -> None:
    """Take back what was never promised."""
    session.execute(delete(Job).where(Job.id == key, Job.state == JobState.RECEIVING))


def get(session: Session, public_id: str) -> Job:
    """The job of that id.

    Raises:
        NotFound: there is none, or it ended too long ago.
    """
    found = select(Job).where(Job.public_id == public_id, Job.state != JobState.RECEIVING)
    job = session.scalars(found).one_or_none()
    if job is None:
        raise NotFound("There is no job with this id; they are kept for a week after their end.")
    return job


def listed(states: Sequence[JobState], kinds: Sequence[JobKind], *, before: int | None = None) -> Select[Job]:
    """Jobs, the newest first; empty filters ask for nothing.

    Args:
        before: only those with a key below this one.
    """
    found = select(Job).where(Job.state != JobState.RECEIVING)
    if states:
        found = found.where(Job.state.in_(states))
    if kinds:
        found = found.where(Job.kind.in_(kinds))
    if before is not None:
        found = found.where(Job.id < before)
    return found.order_by(Job.id.desc())


def state_of_all(session: Session) -> str:
    """A word that is another one whenever any job is told otherwise."""
    count, last, revisions = session.execute(
        select(func.count(), func.max(Job.id), func.sum(Job.revision)).where(Job.state != JobState.RECEIVING)
    ).one()
    return f"{count}.{last or 0}.{revisions or 0}"


def public_ingestion_ids(session: Session, jobs: Sequence[Job]) -> dict[int, str]:
    """Public ids of the ingestions of those jobs, by key."""
    keys = sorted({job.ingestion_id for job in jobs if job.ingestion_id is not None})
    if not keys:
        return {}
    rows = session.execute(select(Ingestion.id, Ingestion.public_id).where(Ingestion.id.in_(keys)))
    return {row.id: row.public_id for row in rows}


def waiting(session: Session) -> dict[JobState, int]:
    """How many jobs are queued, and how many are in somebody's hands."""
    states = JobState.QUEUED, JobState.RUNNING
    counted = select(Job.state, func.count()).where(Job.state.in_(states)).group_by(Job.state)
    found = dict.fromkeys(states, 0)
    for state, number in session.execute(counted):
        found[state] = number
    return found


# ── Work ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def due(session: Session, *, now: datetime) -> bool:
    """Whether there is a job to take; asks without keeping any writer waiting."""
    return session.scalar(select(Job.id).where(_due(now)).limit(1)) is not None


def unfinished(session: Session) -> bool:
    """Whether any job is queued, or in somebody's hands."""
    states = JobState.QUEUED, JobState.RUNNING
    return session.scalar(select(Job.id).where(Job.state.in_(states)).limit(1)) is not None


def claim(session: Session, *, now: datetime, lease: timedelta) -> Claimed | None:
    """Take the oldest job that nobody works on, or whose worker has been silent for too long; None where there is none.

    One that got on with nobody is left alone for longer and longer, and given up after a number of attempts.
    """
    # On SQLite, which has one writer at a time, the lock is not written: it is held already.
    oldest = select(Job).where(_due(now)).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    while (job := session.scalars(oldest).one_or_none()) is not None:
        job.revised_at = now
        job.revision += 1
        if job.attempts >= MOST_ATTEMPTS:
            problem = InternalError("Every worker that began this died of it; the service gave it up.")
            _end(session, job, JobState.FAILED, now, problem.as_document())
            session.flush()
            continue
        job.state = JobState.RUNNING
        job.attempts += 1
        job.begun_at = job.begun_at or now
        job.lease = new_id(now)
        job.leased_until = now + lease * min(2 ** max(job.attempts - _AT_ONCE, 0), _LONGEST_PAUSE)
        session.flush()
        return Claimed(
            key=job.id, public_id=job.public_id, kind=job.kind, lease=job.lease, article_id=job.article_id,
            ingestion_id=job.ingestion_id, done=job.done, total=job.total, outcomes=dict(job.outcomes),
            recorded_at=job.recorded_at,
        )  # fmt: skip
    return None


def beat(session: Session, job: Claimed, *, now: datetime, lease: timedelta) -> bool:
    """Say that its worker lives; whether the job is still its own."""
    mine = update(Job).where(Job.id == job.key, Job.lease == job.lease)
    return bool(session.execute(mine.values(leased_until=now + lease).returning(Job.id)).all())


def lines(session: Session, job: Claimed, *, after: int) -> list[NumberedLine]:
    """Some of its lines, in order, those behind so many; empty where there are no more."""
    found = select(JobPart).where(JobPart.job_id == job.key, JobPart.first + JobPart.lines > after)
    part = session.scalars(found.order_by(JobPart.first).limit(1)).one_or_none()
    if part is None:
        return []
    told = json.loads(zlib.decompress(part.content))
    numbered = [(number, None if text is None else text.encode("latin-1")) for number, text in told]
    return numbered[max(after - part.first, 0) :]


def advance(session: Session, job: Claimed, done: int, outcomes: Mapping[str, int], *, now: datetime) -> None:
    """So many lines are done with this commit; what is done is not kept.

    Raises:
        LeaseLost: the job is somebody else's.
    """
    row = _own(session, job)
    row.done = done
    row.outcomes = dict(sorted(outcomes.items()))
    row.attempts = 1
    row.revised_at = now
    row.revision += 1
    session.flush()
    session.execute(delete(JobPart).where(JobPart.job_id == job.key, JobPart.first + JobPart.lines <= done))


def finish(
    session: Session, job: Claimed, outcomes: Mapping[str, int], *, article_id: str | None = None, now: datetime
) -> None:
    """It is done with this commit.

    Raises:
        LeaseLost: the job is somebody else's.
    """
    row = _own(session, job)
    row.done = row.total
    row.outcomes = dict(sorted(outcomes.items()))
    row.article_id = article_id or row.article_id
    row.revised_at = now
    row.revision += 1
    _end(session, row, JobState.FINISHED, now)
    session.flush()


def fail(session: Session, job: Claimed, problem: dict[str, Any], *, now: datetime) -> None:
    """It cannot be done.

    Raises:
        LeaseLost: the job is somebody else's.
    """
    row = _own(session, job)
    row.revised_at = now
    row.revision += 1
    _end(session, row, JobState.FAILED, now, problem)
    session.flush()


def release(session: Session, job: Claimed, *, now: datetime) -> None:
    """Its worker stops and leaves it to the next one, at once; one that is somebody else's is left alone."""
    mine = update(Job).where(Job.id == job.key, Job.lease == job.lease, Job.state == JobState.RUNNING)
    session.execute(
        mine.values(
            state=JobState.QUEUED, lease=None, leased_until=None, attempts=0, revised_at=now, revision=Job.revision + 1
        )
    )


def _due(now: datetime) -> ColumnElement[bool]:
    return or_(Job.state == JobState.QUEUED, and_(Job.state == JobState.RUNNING, Job.leased_until <= now))


def _own(session: Session, job: Claimed) -> Job:
    found = select(Job).where(Job.id == job.key, Job.lease == job.lease).with_for_update()
    row = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise LeaseLost
    return row


def _end(session: Session, job: Job, state: JobState, now: datetime, problem: dict[str, Any] | None = None) -> None:
    job.state, job.problem = state, problem
    job.lease = job.leased_until = None
    job.ended_at = now
    if job.ingestion_id is not None:
        whole = IngestionState.FINISHED if state is JobState.FINISHED else IngestionState.INTERRUPTED
        ingestions.end(session, job.ingestion_id, whole, now=now)
    session.execute(delete(JobPart).where(JobPart.job_id == job.id))
