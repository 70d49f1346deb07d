"""The timeline over HTTP: events, filtered and in order, with their reports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.api import describe, documents, filters, forms, past, quick, schemas
from app.api.http import etags
from app.api.http.cursors import Pages
from app.api.http.redirects import Moved
from app.db import ReadSession
from app.problems import Deleted, InvalidCursor, InvalidQuery, NotAcceptable, NotFound, TextNotStored
from app.timeline import changes, lookups
from app.timeline.models import Event

router = APIRouter(prefix="/v1/events", tags=["timeline"])
# The list by itself, because the way to it is a shorter one. The past is answered by way of the response model.
_of_today = quick.route(filters.EventQuery, lambda query: query.as_known_at is None)
list_router = APIRouter(prefix="/v1/events", tags=["timeline"], route_class=_of_today)

EventId = Annotated[str, describe.PublicId]


@list_router.get(
    "",
    operation_id="get_events",
    summary="The timeline",
    response_model=schemas.EventPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(describe.forms("get_events", forms.MEDIA_TYPES)),
        **describe.problems(InvalidQuery, InvalidCursor, NotAcceptable, TextNotStored),
    },
)
def get_events(
    request: Request, response: Response, session: ReadSession, query: Annotated[filters.EventQuery, Query()]
) -> Any:
    """What happened, in order: active events whose bounds overlap the range, asserted and planned ones by default.

    An undated event is shown with `include_undated=true` only, after all others. `Accept` or `format` choose the form.
    As NDJSON or CSV every event comes on a line of its own, all of them unless `limit` bounds the page. TimelineJS,
    vis-timeline, iCalendar and JSON-LD are one document of up to 10,000 events; `X-Omitted-Events` counts those that
    the format cannot show. A calendar has events with a day only, unless `include=fuzzy`, and keeps what was withdrawn
    as cancelled. Atom and JSON Feed are newest first unless `sort` says otherwise.

    Who follows `next_cursor` to the end is told of every event that stays where it is, and of none twice; what came or
    moved since the first page is left out, and `GET /v1/changes` tells of it.

    With `as_known_at` it is what was answered at that instant, as JSON, NDJSON or CSV and without reports: the events
    as they stood, by the articles as they stood. Words of articles that were withdrawn since stay gone.
    """
    at = query.instant()
    if at is not None:
        return past.listing(request, response, session, query, filters.event_filter(query), at)
    sort = query.sort if "sort" in query.model_fields_set else None
    return forms.listing(request, response, session, query, filters.event_filter(query), sort=sort)


@router.get(
    "/{event_id}",
    operation_id="get_event",
    summary="One event",
    response_model=schemas.Event,
    responses={
        **describe.success(),
        **describe.MOVED,
        **describe.problems(InvalidQuery, NotFound, Deleted, TextNotStored),
    },
)
def getevent_at(
    request: Request,
    response: Response,
    session: ReadSession,
    event_id: EventId,
    query: Annotated[filters.Units, Query()],
) -> Any:
    """An event with every step to its date. One that was merged is answered by a redirection to the survivor."""
    event = event_at(request, session, event_id)
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
        **describe.problems(InvalidQuery, InvalidCursor, NotFound, Deleted, TextNotStored),
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
    event = event_at(request, session, event_id, "/reports")
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, event.revision)
    rows, key = pages.window(session, lookups.reports_of_event(event), query.limit)
    told = documents.reports(session, rows, units=query.offsets)
    return {"items": [documents.listed(each, include) for each in told], "next_cursor": pages.next(response, key)}


def event_at(request: Request, session: Session, event_id: str, below: str = "") -> Event:
    """The event, unless another one tells it now; `below` is the rest of the path."""
    event = lookups.event_by_public_id(session, event_id)
    if event.merged_into is not None:
        query = f"?{request.url.query}" if request.url.query else ""
        raise Moved(f"/v1/events/{event.merged_into}{below}{query}")
    return event
