"""Later, please: what a client asks for with `Prefer: respond-async` (RFC 7240), and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask

from app.api import describe, documents, filters, schemas
from app.api.http import etags
from app.api.http.cursors import Pages
from app.db import ReadSession
from app.problems import InvalidCursor, InvalidQuery, NotFound
from app.timeline.models import Ingestion, Job, JobKind, JobState
from app.timeline.storing import jobs

router = APIRouter(prefix="/v1/jobs", tags=["articles"])

PATH = "/v1/jobs"
JobId = Annotated[str, describe.PublicId]
_ASYNC = "respond-async"

_Prefer = Annotated[
    str | None,
    Header(
        description=f"`{_ASYNC}`: answer 202 with a job as soon as the request is kept, and do it after that. Other "
        "preferences are passed over (RFC 7240).",
        examples=[_ASYNC],
    ),
]


async def documented(prefer: _Prefer = None) -> None:
    """For `dependencies=` of an operation: the header as it is documented (`async`: see `filters.strict`)."""


ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": schemas.Job,
        "description": f"It was asked for with `Prefer: {_ASYNC}`: the job, which outlives a restart of the service.",
        "headers": {
            "Location": {"schema": {"type": "string"}, "description": "Where the job is told."},
            "Preference-Applied": {"schema": {"type": "string"}, "description": f"`{_ASYNC}`."},
        },
    }
}


class JobQuery(filters.Paged):
    """Filters of `GET /v1/jobs`; commas mean OR."""

    state: str | None = Field(
        default=None, description="`queued`, `running`, `finished`, `failed`.", examples=["queued,running"]
    )
    kind: str | None = Field(default=None, description="`article`, `ingestion`, `re-extraction`.")


def preferred(request: Request) -> bool:
    """Whether the client would rather have a job than wait."""
    told = ",".join(request.headers.getlist("prefer")).split(",")
    return any(each.partition(";")[0].strip().lower() == _ASYNC for each in told)


def accept(
    request: Request, session: Session, kind: JobKind, *, content: bytes | None = None, article_id: str | None = None
) -> Response:
    """Keep a job of one line and answer with it; it is promised with the commit of the session."""
    now = datetime.now(UTC)
    job = jobs.begin(session, kind, article_id=article_id, now=now)
    jobs.add_lines(session, job, [(1, content)], now=now)
    jobs.queue(session, job, now=now)
    return accepted(request, job, None)


def accepted(request: Request, job: Job, ingestion: Ingestion | None) -> Response:
    """The answer with a job that was queued; when it is sent, the workers of this process are told."""
    told = document(job, None if ingestion is None else ingestion.public_id)
    headers = {"Location": f"{PATH}/{job.public_id}", "Preference-Applied": _ASYNC}
    wake = BackgroundTask(request.app.state.workers.wake)
    return Response(orjson.dumps(told), 202, headers, media_type="application/json", background=wake)


@router.get(
    "",
    operation_id="get_jobs",
    summary="List jobs",
    response_model=schemas.JobPage,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor)},
)
def get_jobs(request: Request, response: Response, session: ReadSession, query: Annotated[JobQuery, Query()]) -> Any:
    """What was asked for with `Prefer: respond-async`, the newest first; what ended is kept for a week."""
    states = filters.choices("state", query.state, JobState)
    if JobState.RECEIVING in states:
        raise InvalidQuery("No job that can be seen is still being received.", parameter="state")
    kinds = filters.choices("kind", query.kind, JobKind)
    etags.revalidate(request, response, etags.weak(request, jobs.state_of_all(session)))
    pages = Pages(session, request, query.cursor, states, kinds)
    before = int(pages.after[0]) if pages.after else None
    wanted = jobs.listed(states, kinds, before=before)
    rows = session.scalars(wanted.limit(query.limit + 1)).all()
    items = rows[: query.limit]
    return {
        "items": _documents(session, items),
        "next_cursor": pages.next(response, (items[-1].id,) if len(rows) > query.limit else None),
    }


@router.get(
    "/{job_id}",
    operation_id="get_job",
    summary="One job",
    response_model=schemas.Job,
    responses={**describe.success(), **describe.problems(InvalidQuery, NotFound)},
)
def get_job(request: Request, response: Response, session: ReadSession, job_id: JobId) -> Any:
    """How far it is. `finished` when all its lines have a result, `failed` where there is a `problem` with the whole.

    An article that was taken in is under `article_id`; what became of the lines of an ingestion is under
    `/v1/ingestions/{ingestion_id}/results`, already while it runs. A worker that dies is replaced by another one,
    which goes on behind the last line that was done.
    """
    job = jobs.get(session, job_id)
    etags.revalidate(request, response, etags.strong(request, job.revision))
    return _documents(session, [job])[0]


def document(job: Job, ingestion_id: str | None) -> dict[str, Any]:
    """A job as it is told."""
    return {
        "id": job.public_id,
        "kind": job.kind.value,
        "state": job.state.value,
        "progress": {"done": job.done, "total": job.total},
        "outcomes": job.outcomes,
        "article_id": job.article_id,
        "ingestion_id": ingestion_id,
        "problem": job.problem,
        "attempts": job.attempts,
        "recorded_at": documents.instant(job.recorded_at),
        "begun_at": job.begun_at and documents.instant(job.begun_at),
        "ended_at": job.ended_at and documents.instant(job.ended_at),
        "revised_at": documents.instant(job.revised_at),
    }


def _documents(session: Session, rows: Sequence[Job]) -> list[dict[str, Any]]:
    names = jobs.public_ingestion_ids(session, rows)
    return [document(row, None if row.ingestion_id is None else names[row.ingestion_id]) for row in rows]
