"""An archive into the store: what is known is left alone, what is new is read on a cluster and written in order.

The order is that of the archive whatever the workers do, so that a later revision of an article comes later here too.
Writing is the service's own, some articles at a time; so the rows are those that the service would have written. A run
that was killed is begun again: what is in the store by then is known by the digest of its content, and not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain, islice

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.bulk import partitions
from app.bulk.cluster import Cluster, Lost
from app.bulk.copying import inserts_by_copy
from app.db import Database
from app.problems import MalformedRequest, Problem
from app.timeline.models import Article
from app.timeline.storing import ingest, ingestions
from app.timeline.storing.ingest import Outcome, Submission

# Enough for a worker to be busy for half a second, few enough to keep memory and transactions small.
PARTITION = 50
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Given:
    """An article of the archive.

    Attributes:
        place: where it stands, for a person.
        submission: None where it is none; `wrong` says why.
        size: of it, in whatever the caller counts.
    """

    place: str
    submission: Submission | None
    wrong: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an article; `wrong` is a sentence where it failed."""

    place: str
    outcome: str
    wrong: str | None
    size: int


@dataclass(frozen=True, slots=True)
class _Partition:
    """Articles side by side; `due` are the numbers of those that have to be read."""

    given: Sequence[Given]
    due: Sequence[int]

    def to_read(self) -> list[Submission]:
        found = [self.given[number].submission for number in self.due]
        return [submission for submission in found if submission is not None]


def backfill(
    database: Database,
    cluster: Cluster,
    given: Iterable[Given],
    *,
    now: datetime,
    at_once: int = PARTITION,
    taken_apart: Callable[[Exception, int], None] = lambda _error, _articles: None,
) -> Iterator[Done]:
    """Take every article in, and tell what became of each, in order, once it is committed.

    Args:
        now: time of arrival, for articles that do not say when they were published.
        at_once: how many articles are a partition, and a transaction.
        taken_apart: told with what so many articles failed together, and are stored apart.
    """
    read = partial(_read, now=now)
    with inserts_by_copy(database.engine):
        for partition, found in cluster.each(read, _partitions(database, given, at_once)):
            yield from _stored(database, partition, found, now, taken_apart)


def _read(partition: _Partition, *, now: datetime) -> list[ingest.Prepared | str]:
    return partitions.read(partition.to_read(), now)


def _partitions(database: Database, given: Iterable[Given], at_once: int) -> Iterator[_Partition]:
    rest = iter(given)
    while batch := list(islice(rest, at_once)):
        with database.read() as session:
            known = _known(session, [each.submission for each in batch if each.submission is not None])
        due = [
            number
            for number, each in enumerate(batch)
            if each.submission is not None and not _is_known(each.submission, known)
        ]
        yield _Partition(batch, due)


_Key = tuple[str, str]


def _known(session: Session, submissions: Sequence[Submission]) -> dict[_Key, tuple[str, str | None]]:
    """Digest of the content, and word on its age, of each article that is in the store, by its collection and key."""
    keys = [(submission.collection, ingest.natural_key(submission)) for submission in submissions]
    if not keys:
        return {}
    columns = Article.collection, Article.natural_key, Article.fingerprint, Article.updated_at
    rows = session.execute(select(*columns).where(tuple_(Article.collection, Article.natural_key).in_(keys)))
    return {(collection, key): (digest, updated) for collection, key, digest, updated in rows}


def _is_known(submission: Submission, known: dict[_Key, tuple[str, str | None]]) -> bool:
    found = known.get((submission.collection, ingest.natural_key(submission)))
    return found is not None and found == (ingest.fingerprint(submission), submission.updated_at or found[1])


def _stored(
    database: Database,
    partition: _Partition,
    found: list[ingest.Prepared | str] | Lost,
    now: datetime,
    taken_apart: Callable[[Exception, int], None],
) -> Iterator[Done]:
    outcomes: dict[int, tuple[str, str | None]] = {}
    if isinstance(found, Lost):
        outcomes = dict.fromkeys(partition.due, (FAILED, "took down every process that was to read it"))
    elif partition.due:
        read = [MalformedRequest(each) if isinstance(each, str) else each for each in found]
        stored = ingestions.store_many(
            database.write, read, now=now, also=lambda _session, _results: None, taken_apart=taken_apart
        )
        outcomes = dict(zip(partition.due, map(_outcome, chain.from_iterable(stored)), strict=True))
    for number, each in enumerate(partition.given):
        outcome, wrong = outcomes.get(number, (Outcome.UNCHANGED.value, None))
        if each.submission is None:
            outcome, wrong = FAILED, each.wrong
        yield Done(each.place, outcome, wrong, each.size)


def _outcome(stored: ingest.Stored | Exception) -> tuple[str, str | None]:
    if isinstance(stored, ingest.Stored):
        return stored.outcome.value, None
    # What nobody expected is told by its kind: its message may quote the article.
    return FAILED, stored.detail if isinstance(stored, Problem) else f"cannot be stored: {type(stored).__qualname__}"
