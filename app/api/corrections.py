"""Events corrected, made, retracted and deleted by hand over HTTP, and what became of one from revision to revision."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.api import describe, documents, filters, schemas
from app.api.events import EventId, event_at
from app.api.http import etags, idempotency
from app.api.http.bodies import json_only
from app.api.http.cursors import Pages
from app.api.http.redirects import Moved
from app.db import ReadSession, WriteSession
from app.extract.article import Modality
from app.problems import (
    Deleted,
    InvalidBody,
    InvalidCursor,
    InvalidQuery,
    NotCurable,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
)
from app.timeline import changes
from app.timeline.curating import corrections, given
from app.timeline.curating.corrections import NOBODY, Fields, Hand, Named
from app.timeline.models import Curation, Event, EventRevision
from app.timex.when import Kind, When

router = APIRouter(prefix="/v1/events", tags=["timeline"], route_class=idempotency.Repeatable)

_THERE = (NotFound, Deleted)
_MATCHED = (PreconditionFailed, PreconditionRequired)


class HandQuery(filters.Units):
    """Whose hand it is, where there is no body to say so."""

    actor: str | None = Field(default=None, max_length=200, description="Who says so; kept with the event's history.")
    reason: str | None = Field(default=None, max_length=2000, description="Why.")


@router.post(
    "",
    operation_id="add_event",
    summary="Add an event by hand",
    status_code=201,
    response_model=schemas.Event,
    dependencies=[Depends(json_only), Depends(idempotency.documented)],
    responses={**describe.problems(InvalidQuery, *describe.BODY_PROBLEMS, *idempotency.PROBLEMS)},
)
def add_event(
    request: Request,
    response: Response,
    session: WriteSession,
    sent: Annotated[schemas.EventIn, Body(openapi_examples=describe.requests("add_event"))],
) -> Any:
    """Add what no article tells. All its fields are `pinned`, and it stands on every timeline until it is retracted.

    Its date has `basis` `expression`, the one that was sent, and no explanation: nothing was read.
    """
    fields: Fields = {
        "title": sent.title,
        "when": _when(sent.when),
        "entities": _named(sent.entities),
        "type": sent.type,
        "modality": Modality(sent.modality),
    }
    event = corrections.create(session, sent.collection, fields, hand(sent), now=datetime.now(UTC))
    response.headers["Location"] = f"/v1/events/{event.public_id}"
    return _told(request, response, session, event)


@router.patch(
    "/{event_id}",
    operation_id="patch_event",
    summary="Correct an event",
    response_model=schemas.Event,
    dependencies=[Depends(json_only), Depends(etags.documented)],
    responses={
        **describe.MOVED,
        **describe.problems(InvalidQuery, *_THERE, NotCurable, *_MATCHED, *describe.BODY_PROBLEMS),
    },
)
def patch_event(
    request: Request,
    response: Response,
    session: WriteSession,
    event_id: EventId,
    sent: Annotated[schemas.EventPatch, Body(openapi_examples=describe.requests("patch_event"))],
) -> Any:
    """Set what is given, for good: these fields are `pinned`, and no article that is read, or read again, changes them.

    `unpin` gives fields back to the reports. Who, why, before and after are in `/revisions`. Needs `If-Match`.
    """
    event = _claimed(request, session, event_id)
    etags.require_match(request, event.revision)
    corrections.correct(session, event, _fields(sent), hand(sent), give_back=sent.unpin, now=datetime.now(UTC))
    return _told(request, response, session, event)


@router.delete(
    "/{event_id}",
    operation_id="delete_event",
    summary="Delete an event",
    status_code=204,
    response_class=Response,
    dependencies=[Depends(etags.documented)],
    responses={
        204: {"description": "It is on no timeline any more."},
        **describe.MOVED,
        **describe.problems(InvalidQuery, *_THERE, NotCurable, *_MATCHED),
    },
)
def delete_event(
    request: Request, session: WriteSession, event_id: EventId, said: Annotated[HandQuery, Query()]
) -> None:
    """Take an event off every timeline. Needs `If-Match`.

    One that was made by hand is erased, its words in its history too: 410 from then on. One that articles tell is
    retracted, because they go on telling it: it can be read as such, and restored.
    """
    event = _claimed(request, session, event_id)
    etags.require_match(request, event.revision)
    corrections.remove(session, event, Hand(said.actor, said.reason), now=datetime.now(UTC))


@router.post(
    "/{event_id}/retractions",
    operation_id="retract_event",
    summary="Retract an event",
    response_model=schemas.Event,
    dependencies=[Depends(json_only), Depends(idempotency.documented), Depends(etags.documented)],
    responses={
        **describe.MOVED,
        **describe.problems(
            InvalidQuery, *_THERE, NotCurable, PreconditionFailed, *describe.BODY_PROBLEMS, *idempotency.PROBLEMS
        ),
    },
)
def retract_event(
    request: Request,
    response: Response,
    session: WriteSession,
    event_id: EventId,
    sent: Annotated[schemas.HandIn | None, Body(openapi_examples=describe.requests("retract_event"))] = None,
) -> Any:
    """Take an event back: it is on no timeline any more, however many articles tell it or will tell it.

    It can still be read under its address, with `status` `retracted`, and restored by `DELETE` of the same address.
    """
    event = _claimed(request, session, event_id, "/retractions")
    etags.check_match(request, event.revision)
    corrections.retract(session, event, hand(sent), now=datetime.now(UTC))
    return _told(request, response, session, event)


@router.delete(
    "/{event_id}/retractions",
    operation_id="restore_event",
    summary="Restore a retracted event",
    response_model=schemas.Event,
    dependencies=[Depends(etags.documented)],
    responses={
        **describe.MOVED,
        **describe.problems(InvalidQuery, *_THERE, NotCurable, PreconditionFailed),
    },
)
def restore_event(
    request: Request,
    response: Response,
    session: WriteSession,
    event_id: EventId,
    said: Annotated[HandQuery, Query()],
) -> Any:
    """Take the retraction of an event back; 409 where nobody retracted it, or no article tells it any more."""
    event = _claimed(request, session, event_id, "/retractions")
    etags.check_match(request, event.revision)
    corrections.restore(session, event, Hand(said.actor, said.reason), now=datetime.now(UTC))
    return _told(request, response, session, event)


@router.get(
    "/{event_id}/revisions",
    operation_id="get_event_revisions",
    summary="The history of an event",
    response_model=schemas.EventRevisionPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(),
        **describe.MOVED,
        **describe.problems(InvalidQuery, InvalidCursor, *_THERE),
    },
)
def get_event_revisions(
    request: Request,
    response: Response,
    session: ReadSession,
    event_id: EventId,
    query: Annotated[filters.Paged, Query()],
) -> Any:
    """The event as it stood from change to change, oldest first; who changed it and why, where a person did."""
    event = event_at(request, session, event_id, "/revisions")
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, event.revision)
    found = select(EventRevision).where(EventRevision.event_id == event.id).order_by(EventRevision.revision)
    rows, key = pages.window(session, found, query.limit)
    by_revision = {each.revision: each for each in session.scalars(corrections.of_event(event))}
    return {
        "items": [_revision(row, by_revision.get(row.revision)) for row in rows],
        "next_cursor": pages.next(response, key),
    }


def _claimed(request: Request, session: Session, event_id: str, below: str = "") -> Event:
    """The event, unless another one tells it now, while nobody else writes in its collection."""
    event = corrections.claim(session, event_id)
    if event.merged_into is not None:
        query = f"?{request.url.query}" if request.url.query else ""
        raise Moved(f"/v1/events/{event.merged_into}{below}{query}")
    return event


def _told(request: Request, response: Response, session: Session, event: Event) -> dict[str, Any]:
    response.headers["ETag"] = etags.strong(request, event.revision)
    idempotency.concerns_event(event.public_id, request)
    return documents.events(session, [event], units="codepoints")[0]


def _fields(sent: schemas.EventPatch) -> Fields:
    """The fields that were sent.

    Raises:
        InvalidBody: one is null that cannot be, is given back as well, or is no date.
    """
    fields: Fields = {}
    for name in sorted(sent.model_fields_set - {"actor", "reason", "unpin"}):
        value = getattr(sent, name)
        if value is None and name not in ("when", "type"):
            raise _invalid(f"An event has a {name}: leave it out to keep it, or name it in unpin.", f"/{name}")
        if name in sent.unpin:
            raise _invalid(f"{name} is either set or given back.", "/unpin")
        if name == "when":
            fields["when"] = _when(value)
        elif name == "entities":
            fields["entities"] = _named(value)
        elif name == "modality":
            fields["modality"] = Modality(value)
        elif name == "type":
            fields["type"] = value
        else:
            fields["title"] = value
    if not fields and not sent.unpin:
        raise _invalid("There is nothing to correct.", "")
    return fields


def _when(sent: str | schemas.WhenIn | None) -> When:
    if sent is None or isinstance(sent, str):
        told = given.GivenDate(sent)
    else:
        kind = None if sent.kind is None else Kind(sent.kind)
        told = given.GivenDate(sent.edtf, kind, sent.earliest, sent.latest, sent.display)
    try:
        return given.when(told)
    except ValueError as error:
        raise _invalid(f"Not a date in EDTF: {error}", "/when") from error


def _named(sent: list[schemas.EntityIn]) -> tuple[Named, ...]:
    return tuple(Named(each.name, each.type) for each in sent)


def hand(sent: schemas.HandIn | None) -> Hand:
    """Whose hand it is."""
    return NOBODY if sent is None else Hand(sent.actor, sent.reason)


def _invalid(detail: str, pointer: str) -> InvalidBody:
    return InvalidBody(detail, errors=[{"detail": detail, "pointer": pointer}])


def _revision(row: EventRevision, curation: Curation | None) -> dict[str, Any]:
    return {
        "revision": row.revision,
        "recorded_at": documents.instant(row.recorded_at),
        "event": row.document,
        "curation": curation
        and {
            "action": curation.action.value,
            "fields": curation.fields,
            "actor": curation.actor,
            "reason": curation.reason,
            "at": documents.instant(curation.at),
        },
        "redacted": row.redacted,
    }
