"""What rows are in, and of which kind: the words of columns that take few values."""

from __future__ import annotations

from enum import StrEnum


class EventStatus(StrEnum):
    """What became of an event.

    `merged`: told by another event (`merged_into`) now; `retracted`: no report tells it any more, or a person took it
    back; `deleted`: it was made by hand and is erased, nobody is shown it.
    """

    ACTIVE = "active"
    MERGED = "merged"
    RETRACTED = "retracted"
    DELETED = "deleted"


class ChangeKind(StrEnum):
    CREATED = "created"
    REVISED = "revised"
    MERGED = "merged"
    SPLIT = "split"
    RETRACTED = "retracted"
    DELETED = "deleted"


class IngestionState(StrEnum):
    """`interrupted`: the client went away before its last line was whole, or the service was stopped."""

    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


class JobKind(StrEnum):
    """What is to be done later: one article or many taken in, or an article read again."""

    ARTICLE = "article"
    INGESTION = "ingestion"
    REEXTRACTION = "re-extraction"


class JobState(StrEnum):
    """`receiving`: its body has not come as a whole; nobody was told of it yet, and it may never come."""

    RECEIVING = "receiving"
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class CurationKind(StrEnum):
    CREATED = "created"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    RESTORED = "restored"
    DELETED = "deleted"
    MERGED = "merged"
    SPLIT = "split"


class Scope(StrEnum):
    """What a key is good for; each includes the ones before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def includes(self, other: Scope) -> bool:
        order = list(Scope)
        return order.index(self) >= order.index(other)
