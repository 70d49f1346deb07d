"""Work that takes longer than an answer: ingestions, and what was asked for to be done later."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from app.api.schemas.base import Page, Received


class ProblemInJob(Received):
    """A problem (RFC 9457) with what was asked for; it has no address of its own."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="Which kind of problem; the address explains it.")
    title: str
    status: int
    detail: str


class Ingestion(Received):
    """Many articles sent at once."""

    id: str
    state: Literal["running", "finished", "interrupted"]
    lines: int = Field(description="Results there are so far.")
    outcomes: dict[str, int] = Field(description="The same by outcome; `failed` counts lines that have a problem.")
    recorded_at: str
    revised_at: str = Field(description="When the last result was written.")


class JobProgress(Received):
    """How much of a job is done, in lines; all but an ingestion have one."""

    done: int
    total: int


class Job(Received):
    """What was asked for with `Prefer: respond-async`."""

    id: str
    kind: Literal["article", "ingestion", "re-extraction"]
    state: Literal["queued", "running", "finished", "failed"]
    progress: JobProgress
    outcomes: dict[str, int] = Field(
        description="The lines that are done, by outcome: `created`, `unchanged`, `revised`, and `failed` for those of "
        "an ingestion that have a problem."
    )
    article_id: str | None = Field(description="The article that was taken in or read again; null until it is known.")
    ingestion_id: str | None = Field(description="The ingestion whose results tell of each line; null for other jobs.")
    problem: ProblemInJob | None = Field(description="Why the whole failed; null otherwise.")
    attempts: int = Field(description="How often a worker has begun it since it last got on.")
    recorded_at: str
    begun_at: str | None = Field(description="When a worker first took it.")
    ended_at: str | None
    revised_at: str


class JobPage(Page[Job]):
    """A page of jobs."""
