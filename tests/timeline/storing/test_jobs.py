"""The queue on both databases: each job is one worker's at a time, whoever dies, and what is done is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.problems import NotFound
from app.timeline.ids import new_id
from app.timeline.models import Ingestion, IngestionState, Job, JobKind, JobPart, JobState
from app.timeline.storing import ingestions, jobs
from app.timeline.storing.jobs import MOST_ATTEMPTS, Claimed, LeaseLost

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LEASE = timedelta(seconds=30)


def queued(store: Database, lines: int = 1, *, at: datetime = NOW) -> str:
    with store.write() as session:
        job = jobs.begin(session, JobKind.INGESTION, now=at)
        for number in range(lines):
            jobs.add_lines(session, job, [(2 * number + 1, b"%d \xff\x00" % number), (2 * number + 2, None)], now=at)
        jobs.queue(session, job, ingestion=ingestions.begin(session, new_id(at), now=at), now=at)
        return job.public_id


def claim(store: Database, *, at: datetime = NOW) -> Claimed | None:
    with store.write() as session:
        return jobs.claim(session, now=at, lease=LEASE)


def claimed(store: Database, *, at: datetime = NOW) -> Claimed:
    job = claim(store, at=at)
    assert job is not None
    return job


def told(store: Database, public_id: str) -> Job:
    with store.read() as session:
        return jobs.get(session, public_id)


def test_the_oldest_first_and_each_to_one_worker(store: Database) -> None:
    ids = [queued(store) for _ in range(12)]
    with ThreadPoolExecutor(4) as workers:
        taken = list(workers.map(lambda _: claimed(store), ids))
    assert sorted(job.public_id for job in taken) == ids
    assert len({job.lease for job in taken}) == len(ids)
    assert claim(store) is None


def test_who_holds_one_keeps_nobody_waiting(store: Database) -> None:
    """While one is being taken, the next is given to who asks; on SQLite, which has one writer, they take turns."""
    first, second = queued(store), queued(store)
    if store.engine.dialect.name == "postgresql":
        with store.write() as session:
            one = jobs.claim(session, now=NOW, lease=LEASE)
            assert one is not None
            assert (one.public_id, claimed(store).public_id) == (first, second)
    else:
        assert [claimed(store).public_id for _ in range(2)] == [first, second]


def test_lines_come_back_as_they_were(store: Database) -> None:
    queued(store, 3)
    job = claimed(store)
    assert (job.done, job.total) == (0, 6)
    with store.read() as session:
        assert jobs.lines(session, job, after=0) == [(1, b"0 \xff\x00"), (2, None)]
        assert jobs.lines(session, job, after=3) == [(4, None)]
        assert jobs.lines(session, job, after=6) == []
    with store.write() as session:
        jobs.advance(session, job, 3, {"created": 2, "failed": 1}, now=NOW)
        # What is done is not kept.
        assert session.scalar(select(func.count()).select_from(JobPart)) == 2


def test_a_silent_worker_is_replaced_and_writes_nothing_any_more(store: Database) -> None:
    public_id = queued(store, 3)
    dead = claimed(store)
    with store.write() as session:
        jobs.advance(session, dead, 2, {"created": 2}, now=NOW)
    assert claim(store, at=NOW + LEASE - timedelta(seconds=1)) is None
    next_one = claimed(store, at=NOW + LEASE)
    assert (next_one.public_id, next_one.done, next_one.outcomes) == (public_id, 2, {"created": 2})
    for write in (
        lambda session: jobs.advance(session, dead, 3, {}, now=NOW),
        lambda session: jobs.finish(session, dead, {}, now=NOW),
        lambda session: jobs.fail(session, dead, {}, now=NOW),
    ):
        with pytest.raises(LeaseLost), store.write() as session:
            write(session)
    with store.write() as session:
        assert not jobs.beat(session, dead, now=NOW, lease=LEASE)
        jobs.release(session, dead, now=NOW)
        assert jobs.beat(session, next_one, now=NOW + LEASE, lease=LEASE)
        jobs.finish(session, next_one, {"created": 6}, now=NOW + LEASE)
    done = told(store, public_id)
    assert (done.state, done.done, done.outcomes, done.lease) == (JobState.FINISHED, 6, {"created": 6}, None)
    with store.read() as session:
        assert session.scalars(select(Ingestion.state)).all() == [IngestionState.FINISHED]
        assert session.scalars(select(JobPart)).all() == []


def test_one_who_says_that_it_lives_is_left_alone(store: Database) -> None:
    queued(store)
    job = claimed(store)
    with store.write() as session:
        assert jobs.beat(session, job, now=NOW + LEASE, lease=LEASE)
    assert claim(store, at=NOW + LEASE + LEASE / 2) is None


def test_a_worker_that_stops_leaves_it_to_the_next_at_once(store: Database) -> None:
    queued(store)
    job = claimed(store)
    with store.write() as session:
        jobs.release(session, job, now=NOW)
    assert claimed(store).lease != job.lease


def test_what_kills_every_worker_is_given_up(store: Database) -> None:
    public_id = queued(store)
    at = NOW
    for attempt in range(MOST_ATTEMPTS):
        claimed(store, at=at)
        assert told(store, public_id).attempts == attempt + 1
        at += 32 * LEASE
    assert claim(store, at=at) is None
    given_up = told(store, public_id)
    assert (given_up.state, given_up.problem and given_up.problem["status"]) == (JobState.FAILED, 500)
    with store.read() as session:
        assert session.scalars(select(Ingestion.state)).all() == [IngestionState.INTERRUPTED]
    # One that gets on is begun as often as it takes.
    queued(store, 10)
    for done in range(1, MOST_ATTEMPTS + 3):
        job = claimed(store, at=at)
        with store.write() as session:
            jobs.advance(session, job, done, {"created": done}, now=at)
        at += LEASE


def test_what_gets_on_with_nobody_lets_others_go_first(store: Database) -> None:
    """Workers may have died of something else, as where a service is killed again and again soon after its start."""
    unlucky, other = queued(store), queued(store)
    at = NOW
    for _ in range(5):
        assert claimed(store, at=at).public_id == unlucky
        at += LEASE
    assert claimed(store, at=at).public_id == unlucky
    at += LEASE
    assert claimed(store, at=at).public_id == other
    at += LEASE
    job = claimed(store, at=at)
    assert job.public_id == unlucky
    with store.write() as session:
        jobs.finish(session, job, {"created": 2}, now=at)
    assert told(store, unlucky).state is JobState.FINISHED


def test_what_was_promised_is_kept_and_what_ended_is_forgotten(store: Database) -> None:
    long_ago = NOW - timedelta(days=8)
    ended, waiting = queued(store, at=long_ago), queued(store, at=long_ago)
    with store.write() as session:
        job = jobs.claim(session, now=long_ago, lease=LEASE)
        assert job is not None
        jobs.finish(session, job, {}, now=long_ago)
        never_whole = jobs.begin(session, JobKind.INGESTION, now=long_ago)
    queued(store)
    with pytest.raises(NotFound):
        told(store, ended)
    assert told(store, waiting).state is JobState.QUEUED
    with store.read() as session:
        assert never_whole.public_id not in session.scalars(select(Job.public_id)).all()
        assert session.scalar(select(func.count()).select_from(Ingestion)) == 2


def test_what_is_still_coming_is_nobodys(store: Database) -> None:
    with store.write() as session:
        job = jobs.begin(session, JobKind.INGESTION, now=NOW)
        jobs.add_lines(session, job, [(1, b"{}")], now=NOW)
    assert claim(store) is None
    with pytest.raises(NotFound):
        told(store, job.public_id)
    with store.write() as session:
        jobs.forget(session, job.id)
        assert session.scalars(select(JobPart)).all() == []
