"""What a curator says of events over HTTP: which are one, and which are not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request

from app.api import describe, documents, schemas
from app.api.corrections import hand
from app.api.http import etags, idempotency
from app.api.http.bodies import json_only
from app.db import WriteSession
from app.problems import Deleted, InvalidQuery, NotCurable, NotFound, PreconditionFailed
from app.timeline.curating import curation

router = APIRouter(prefix="/v1/events", tags=["timeline"], route_class=idempotency.Repeatable)

EventId = Annotated[str, describe.PublicId]


@router.post(
    "/{event_id}/merges",
    operation_id="merge_events",
    summary="Merge events",
    response_model=schemas.Event,
    dependencies=[Depends(json_only), Depends(idempotency.documented)],
    responses=describe.problems(
        InvalidQuery, NotFound, Deleted, NotCurable, PreconditionFailed, *describe.BODY_PROBLEMS, *idempotency.PROBLEMS
    ),
)
def merge_events(
    request: Request,
    session: WriteSession,
    event_id: EventId,
    sent: Annotated[schemas.MergeIn, Body(openapi_examples=describe.requests("merge_events"))],
) -> Any:
    """Make other events part of this one, for good: whatever is read later, their reports stay together.

    The others answer 308 to this event from now on. It undoes a split between them.
    """
    etags.check_match(request, curation.claim(session, event_id).revision)
    event = curation.merge(session, event_id, sent.events, hand(sent), now=datetime.now(UTC))
    idempotency.concerns_event(event.public_id, request)
    return documents.events(session, [event], units="codepoints")[0]


@router.post(
    "/{event_id}/splits",
    operation_id="split_event",
    summary="Split an event",
    response_model=schemas.SplitUp,
    dependencies=[Depends(json_only), Depends(idempotency.documented)],
    responses=describe.problems(
        InvalidQuery, NotFound, Deleted, NotCurable, PreconditionFailed, *describe.BODY_PROBLEMS, *idempotency.PROBLEMS
    ),
)
def split_event(
    request: Request,
    session: WriteSession,
    event_id: EventId,
    sent: Annotated[schemas.SplitIn, Body(openapi_examples=describe.requests("split_event"))],
) -> Any:
    """Take reports out of an event, for good: whatever is read later, the two parts stay apart."""
    etags.check_match(request, curation.claim(session, event_id).revision)
    parts = curation.split(session, event_id, sent.reports, hand(sent), now=datetime.now(UTC))
    idempotency.concerns_event(parts[0].public_id, request)
    remaining, split = documents.events(session, parts, units="codepoints")
    return {"remaining": remaining, "split": split}
