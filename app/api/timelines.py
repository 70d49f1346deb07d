"""Saved timelines over HTTP: a query under a name, edited, read in every form, embedded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from pydantic import Field, ValidationError
from sqlalchemy.orm import Session

from app.api import changes as log
from app.api import describe, documents, filters, forms, schemas
from app.api.http import access, cursors, etags, idempotency
from app.api.http.bodies import json_only
from app.api.http.cursors import Pages
from app.api.http.errors import body_problem, nearest
from app.db import ReadSession, WriteSession
from app.problems import (
    Conflict,
    InvalidBody,
    InvalidCursor,
    InvalidQuery,
    NotAcceptable,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    TextNotStored,
)
from app.timeline import changes
from app.timeline.asked import EventFilter, Sort
from app.timeline.asking import following, key_dates, saved
from app.timeline.meta import cursor_secret
from app.timeline.models import Timeline

router = APIRouter(prefix="/v1/timelines", tags=["timelines"], route_class=idempotency.Repeatable)

Slug = Annotated[
    str,
    Path(
        description="Its name in addresses.",
        pattern=saved.SLUG,
        max_length=saved.LONGEST_SLUG,
        examples=["port-elm-bridge"],
    ),
]
_CHANGING = (NotFound, PreconditionFailed, PreconditionRequired)


class Reading(filters.Listing):
    """How the events of a timeline are told."""

    sort: Sort | None = Field(
        default=None, description="Another order than the saved one: `when`, `-when`, `recorded` …"
    )
    token: str | None = Field(default=None, max_length=64, description="The timeline's read token.")


class Following(filters.Paged):
    """Which changes."""

    cursor: str | None = Field(
        default=None, description="That of a change, here or in `GET /v1/changes`: what came after it."
    )
    token: str | None = Field(default=None, max_length=64, description="The timeline's read token.")


class KeyDates(filters.Units):
    """How many days."""

    n: Annotated[int, Field(ge=1, le=500, description="How many days, at most 500.")] = 10
    token: str | None = Field(default=None, max_length=64, description="The timeline's read token.")


@router.post(
    "",
    operation_id="add_timeline",
    summary="Save a timeline",
    status_code=201,
    response_model=schemas.Timeline,
    dependencies=[Depends(json_only), Depends(idempotency.documented)],
    responses={**describe.problems(InvalidQuery, Conflict, *describe.BODY_PROBLEMS, *idempotency.PROBLEMS)},
)
def add_timeline(
    request: Request,
    response: Response,
    session: WriteSession,
    sent: Annotated[schemas.TimelineIn, Body(openapi_examples=describe.requests("add_timeline"))],
) -> Any:
    """Keep a query under a name. Events that are pinned are there whatever it says, those that are hidden never."""
    timeline = saved.create(session, sent.slug, _edits(sent), now=datetime.now(UTC))
    response.headers["Location"] = f"/v1/timelines/{timeline.slug}"
    response.headers["ETag"] = etags.strong(request, timeline.revision)
    return _document(request, timeline)


@router.get(
    "",
    operation_id="get_timelines",
    summary="Saved timelines",
    response_model=schemas.TimelinePage,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor)},
)
def get_timelines(
    request: Request, response: Response, session: ReadSession, query: Annotated[filters.Paged, Query()]
) -> Any:
    """All of them, by name."""
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor)
    after = str(pages.after[0]) if pages.after else None
    page = saved.page(session, after=after, limit=query.limit)
    return {
        "items": [_document(request, each) for each in page.items],
        "next_cursor": pages.next(response, page.next_key),
    }


@router.get(
    "/{slug}",
    operation_id="get_timeline",
    summary="One saved timeline",
    response_model=schemas.Timeline,
    responses={**describe.success(), **describe.problems(InvalidQuery, NotFound)},
)
def get_timeline(request: Request, response: Response, session: ReadSession, slug: Slug) -> Any:
    """Its query and its editor's hand; its `ETag` is what a change of it has to name."""
    timeline = saved.get(session, slug)
    etags.revalidate(request, response, etags.strong(request, timeline.revision))
    return _document(request, timeline)


@router.patch(
    "/{slug}",
    operation_id="patch_timeline",
    summary="Edit a saved timeline",
    response_model=schemas.Timeline,
    dependencies=[Depends(json_only), Depends(etags.documented)],
    responses={**describe.problems(InvalidQuery, *_CHANGING, *describe.BODY_PROBLEMS)},
)
def patch_timeline(
    request: Request,
    response: Response,
    session: WriteSession,
    slug: Slug,
    sent: Annotated[schemas.TimelinePatch, Body(openapi_examples=describe.requests("patch_timeline"))],
) -> Any:
    """Set what is given and keep the rest; lists and notes are replaced as a whole. Needs `If-Match`."""
    timeline = saved.get(session, slug)
    etags.require_match(request, timeline.revision)
    saved.amend(session, timeline, _edits(sent), renew_token=sent.renew_token, now=datetime.now(UTC))
    response.headers["ETag"] = etags.strong(request, timeline.revision)
    return _document(request, timeline)


@router.delete(
    "/{slug}",
    operation_id="delete_timeline",
    summary="Forget a saved timeline",
    status_code=204,
    dependencies=[Depends(etags.documented)],
    responses={**describe.problems(InvalidQuery, *_CHANGING)},
)
def delete_timeline(request: Request, session: WriteSession, slug: Slug) -> None:
    """The query is forgotten; the events stay. Needs `If-Match`."""
    timeline = saved.get(session, slug)
    etags.require_match(request, timeline.revision)
    saved.delete(session, timeline)


@router.get(
    "/{slug}/events",
    operation_id="get_timeline_events",
    summary="The events of a saved timeline",
    response_model=schemas.TimelineEventPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(describe.forms("get_events", forms.MEDIA_TYPES)),
        **describe.problems(InvalidQuery, InvalidCursor, NotFound, NotAcceptable, TextNotStored),
    },
)
def get_timeline_events(
    request: Request, response: Response, session: ReadSession, slug: Slug, query: Annotated[Reading, Query()]
) -> Any:
    """What the query finds and the editor pinned, without what was hidden; in every form of `GET /v1/events`."""
    timeline = _readable(session, slug, query.token)
    wanted, sort, hand = _asked(session, timeline)
    remarks = {
        public_id: {"note": hand.notes.get(public_id), "is_pinned": public_id in hand.pinned}
        for public_id in {*hand.pinned, *hand.notes}
    }
    return forms.listing(
        request, response, session, query, wanted, sort=query.sort or sort, title=timeline.title, remarks=remarks
    )


@router.get(
    "/{slug}/key-dates",
    operation_id="get_timeline_key_dates",
    summary="The days that matter most in a saved timeline",
    response_model=schemas.KeyDates,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, NotFound, TextNotStored)},
)
def get_timeline_key_dates(
    request: Request, response: Response, session: ReadSession, slug: Slug, query: Annotated[KeyDates, Query()]
) -> Any:
    """The answer of `GET /v1/key-dates` over the events of the timeline."""
    timeline = _readable(session, slug, query.token)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    wanted, _, _ = _asked(session, timeline)
    found = key_dates.key_dates(session, wanted, count=query.n)
    return {"items": [documents.key_date(session, each, units=query.offsets) for each in found]}


@router.get(
    "/{slug}/changes",
    operation_id="get_timeline_changes",
    summary="What changed in a saved timeline",
    response_model=schemas.TimelineChangePage,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor, NotFound)},
)
def get_timeline_changes(
    request: Request, response: Response, session: ReadSession, slug: Slug, query: Annotated[Following, Query()]
) -> Any:
    """The lines of `GET /v1/changes` about events that were or are in the timeline, in the same order.

    Replayed from the start they rebuild its events: `in_timeline` says whether the event belongs to it after the
    change. A page may be short, or empty, and lead on by `next_cursor` all the same. Where the saved query asks for
    words, sources, languages, tags or articles, what is told of the past of an event is that of today, and there may
    be changes of events that never were in the timeline. An edit of the timeline itself is no change of an event.
    """
    timeline = _readable(session, slug, query.token)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    secret = cursor_secret(session)
    after = log.position(session, query.cursor)
    wanted, _, _ = _asked(session, timeline)
    wanted = replace(wanted, hidden=(*wanted.hidden, *timeline.hidden))
    lines = following.since(
        session, wanted, after, ever_pinned=timeline.pinned, now=datetime.now(UTC), limit=query.limit
    )
    next_cursor = None if lines.next_after is None else log.cursor_of(lines.next_after, secret)
    if next_cursor:
        cursors.link(request, response, next_cursor)
    items = [{**log.document(line.change, secret), "in_timeline": line.is_in} for line in lines.items]
    return {"items": items, "next_cursor": next_cursor}


def _readable(session: Session, slug: str, token: str | None) -> Timeline:
    if token is None:
        return saved.get(session, slug)
    # Who has only a token learns nothing of the other timelines, not even their names.
    timeline = saved.of_token(session, token)
    if timeline.slug != slug:
        raise NotFound("There is no timeline with this token.")
    return timeline


def _asked(session: Session, timeline: Timeline) -> tuple[EventFilter, Sort | None, saved.Edited]:
    """What the timeline asks of the store, its order where it has one, and its editor's hand."""
    query = filters.TimelineQuery.model_validate(timeline.query)
    hand = saved.edited(session, timeline)
    # What was pinned by one and then merged into what another hid is hidden: nothing is shown against a word of "no".
    pinned = tuple(public_id for public_id in hand.pinned if public_id not in hand.hidden)
    wanted = filters.event_filter(query, pinned=pinned, hidden=hand.hidden)
    return wanted, query.sort if "sort" in query.model_fields_set else None, hand


def _edits(sent: schemas.TimelinePatch) -> saved.Edits:
    """The fields that were sent; the query is tried, so that a timeline that is saved can be read."""
    edits: saved.Edits = {}
    if sent.title is not None:
        edits["title"] = sent.title
    if "description" in sent.model_fields_set:
        edits["description"] = sent.description
    if sent.query is not None:
        _try(sent.query)
        edits["query"] = dict(sent.query)
    if sent.pinned is not None:
        edits["pinned"] = list(dict.fromkeys(sent.pinned))
    if sent.hidden is not None:
        edits["hidden"] = list(dict.fromkeys(sent.hidden))
    if sent.notes is not None:
        edits["notes"] = dict(sent.notes)
    return edits


def _try(query: dict[str, Any]) -> None:
    known = {field.alias or name for name, field in filters.TimelineQuery.model_fields.items()}
    for name in query:
        if name not in known:
            detail = f"There is no parameter {name!r}.{nearest(name, sorted(known))}"
            raise InvalidBody(detail, errors=[{"detail": detail, "pointer": f"/query/{name}"}])
    try:
        filters.event_filter(filters.TimelineQuery.model_validate(query))
    except ValidationError as error:
        raise body_problem([{**each, "loc": ("query", *each["loc"])} for each in error.errors()]) from error
    except InvalidQuery as problem:
        pointer = f"/query/{problem.members['parameter']}"
        raise InvalidBody(problem.detail, errors=[{"detail": problem.detail, "pointer": pointer}]) from problem


def _document(request: Request, timeline: Timeline) -> dict[str, Any]:
    return {
        "slug": timeline.slug,
        "title": timeline.title,
        "description": timeline.description,
        "query": timeline.query,
        "pinned": timeline.pinned,
        "hidden": timeline.hidden,
        "notes": timeline.notes,
        "token": timeline.token if access.may_write(request) else None,
        "recorded_at": documents.instant(timeline.recorded_at),
        "revised_at": documents.instant(timeline.revised_at),
        "revision": timeline.revision,
    }
