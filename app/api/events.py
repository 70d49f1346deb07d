"""The timeline over HTTP: events, filtered and in order, with their reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from app.api import describe, documents, etags, filters, negotiate, schemas
from app.api.cursors import Pages
from app.api.redirects import Moved
from app.db import Database, ReadSession
from app.problems import InvalidCursor, InvalidQuery, NotAcceptable, NotFound, TextNotStored
from app.render import ndjson
from app.timeline import changes, queries
from app.timeline.models import Event
from app.timeline.queries import EventFilter

router = APIRouter(prefix="/v1/events", tags=["timeline"])

EventId = Annotated[str, describe.PublicId]
_FORMATS = {"json": "application/json", "ndjson": ndjson.MEDIA_TYPE}
# Events whose reports are read with one query while a stream goes on.
_BATCH = 200


@router.get(
    "",
    operation_id="get_events",
    summary="The timeline",
    response_model=schemas.EventPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(
            {ndjson.MEDIA_TYPE: {"schema": {"type": "string"}, "example": describe.examples()["get_events"]["text"]}},
        ),
        **describe.problems(InvalidQuery, InvalidCursor, NotAcceptable, TextNotStored),
    },
)
def get_events(
    request: Request, response: Response, session: ReadSession, query: Annotated[filters.EventQuery, Query()]
) -> Any:
    """What happened, in order: active events whose bounds overlap the range, asserted and planned ones by default.

    An undated event is shown with `include_undated=true` only, after all others. As NDJSON
    (`Accept: application/x-ndjson` or `format=ndjson`) every event comes on a line of its own, all of them unless
    `limit` bounds the page.
    """
    wanted = filters.event_filter(query)
    include = filters.includes(query, documents.EVENT_EXTRAS)
    form = negotiate.media_type(request, _FORMATS, query.format)
    if form == "ndjson" and query.count != "none":
        raise InvalidQuery("count has no place in NDJSON.", parameter="count")
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    if form == "ndjson" and query.limit is None and query.cursor is None:
        return _streamed(request, response, wanted, query, include)
    pages = Pages(session, request, query.cursor, wanted, query.sort)
    try:
        page = queries.page(
            session, wanted, sort=query.sort, after=pages.after, limit=query.limit or filters.DEFAULT_LIMIT
        )
    except ValueError as error:
        raise InvalidCursor("The cursor belongs to an older release. Begin again without one.") from error
    items = _listed(session, page.items, query, include)
    next_cursor = pages.next(response, page.next_key)
    if form == "ndjson":
        return Response(b"".join(ndjson.lines(items)), media_type=ndjson.MEDIA_TYPE, headers=dict(response.headers))
    answer: dict[str, Any] = {"items": items, "next_cursor": next_cursor}
    if query.count != "none":
        answer["count"] = queries.count(session, wanted)
    return answer


@router.get(
    "/{event_id}",
    operation_id="get_event",
    summary="One event",
    response_model=schemas.Event,
    responses={
        **describe.success(),
        **describe.MOVED,
        **describe.problems(InvalidQuery, NotFound, TextNotStored),
    },
)
def get_event(
    request: Request,
    response: Response,
    session: ReadSession,
    event_id: EventId,
    query: Annotated[filters.Units, Query()],
) -> Any:
    """An event with every step to its date. One that was merged is answered by a redirection to the survivor."""
    event = _event(request, session, event_id)
    etags.revalidate(request, response, etags.strong(request, event.revision))
    return documents.events(session, [event], units=query.offsets)[0]


@router.get(
    "/{event_id}/reports",
    operation_id="get_event_reports",
    summary="Who tells an event, and how",
    response_model=schemas.ReportPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(),
        **describe.MOVED,
        **describe.problems(InvalidQuery, InvalidCursor, NotFound, TextNotStored),
    },
)
def get_event_reports(
    request: Request,
    response: Response,
    session: ReadSession,
    event_id: EventId,
    query: Annotated[filters.IncludingPage, Query()],
) -> Any:
    """Each telling: its sentence, the word that names what happened, its own date; earliest publication first."""
    include = filters.includes(query, documents.WHEN_EXTRAS)
    event = _event(request, session, event_id, "/reports")
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, event.revision)
    rows, key = pages.window(session, queries.reports_of_event(event), query.limit)
    told = documents.reports(session, rows, units=query.offsets)
    return {"items": [documents.listed(each, include) for each in told], "next_cursor": pages.next(response, key)}


def _event(request: Request, session: Session, event_id: str, below: str = "") -> Event:
    """The event, unless another one tells it now; `below` is the rest of the path."""
    event = queries.event_by_public_id(session, event_id)
    if event.merged_into is not None:
        query = f"?{request.url.query}" if request.url.query else ""
        raise Moved(f"/v1/events/{event.merged_into}{below}{query}")
    return event


def _listed(
    session: Session, rows: Sequence[Event], query: filters.EventQuery, include: frozenset[str]
) -> list[dict[str, Any]]:
    told = documents.events(session, rows, units=query.offsets, with_reports="reports" in include)
    return [documents.listed(each, include) for each in told]


def _streamed(
    request: Request, response: Response, wanted: EventFilter, query: filters.EventQuery, include: frozenset[str]
) -> Response:
    """Every event on a line of its own, read while it is sent."""
    database: Database = request.app.state.database

    def told() -> Iterator[bytes]:
        # The session of the request is closed before the body is sent.
        with database.read() as session:
            events = queries.each(session, wanted, sort=query.sort)
            while batch := list(islice(events, _BATCH)):
                yield b"".join(ndjson.lines(_listed(session, batch, query, include)))

    # The first lines are made while the answer can still be another one.
    lines = told()
    first = next(lines, b"")
    return StreamingResponse(chain([first], lines), media_type=ndjson.MEDIA_TYPE, headers=dict(response.headers))
