"""The change log over HTTP: page by page, and as it grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.api import describe, documents, filters, quick, schemas
from app.api.http import cursors, etags
from app.api.stream import Feed, Stream, Told
from app.db import Database, ReadSession
from app.problems import InvalidCursor, InvalidQuery
from app.timeline import changes
from app.timeline.meta import cursor_secret
from app.timeline.models import Change, ChangeKind

router = APIRouter(prefix="/v1/changes", tags=["history"])
# The log by itself: who follows it asks for it all the time.
log_router = APIRouter(prefix="/v1/changes", tags=["history"], route_class=quick.route(filters.Paged, lambda _: True))

# Every cursor here is one of the same log, whatever else was asked.
_LOG = cursors.fingerprint("changes")


class StreamQuery(BaseModel):
    """Where a stream begins."""

    model_config = ConfigDict(extra="ignore")

    cursor: str | None = Field(
        default=None, description="That of a change: what came after it comes first. Without it, what is new from now."
    )


@log_router.get(
    "",
    operation_id="get_changes",
    summary="What changed, in order",
    response_model=schemas.ChangePage,
    response_model_exclude_unset=True,
    responses={**describe.success(), **describe.problems(InvalidQuery, InvalidCursor)},
)
def get_changes(
    request: Request, response: Response, session: ReadSession, query: Annotated[filters.Paged, Query()]
) -> Any:
    """Every change of every event, in the order in which they became visible; none is left out and none comes late.

    Without a cursor it begins with the first change ever: replayed from there it rebuilds the events. Keep the `cursor`
    of the last change you have and ask again with it: `next_cursor` is null when there is no more for now. `event` is
    the event as it was after the change. Words of an article that was withdrawn since are taken out, and `redacted`
    says so. `into` is the other event of a merge or a split.
    """
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    secret = cursor_secret(session)
    after = position(session, query.cursor)
    lines = changes.lines_since(session, after, query.limit + 1)
    items = [_line(line, secret) for line in lines[: query.limit]]
    next_cursor = items[-1]["cursor"] if len(lines) > query.limit else None
    if next_cursor:
        cursors.link(request, response, next_cursor)
    return quick.as_it_is(response, {"items": items, "next_cursor": next_cursor})


@router.get(
    "/stream",
    operation_id="get_change_stream",
    summary="What changes, as it changes",
    # With its own class named here, FastAPI would want to write the events itself, and could not give up on a reader.
    response_class=Response,
    responses={
        200: {
            "description": "Server-sent events: `id` is a cursor, `event` the kind of change, `data` the change.",
            "content": describe.forms("get_change_stream", {"stream": EventSourceResponse.media_type}),
        },
        **describe.problems(InvalidQuery, InvalidCursor),
    },
)
async def get_change_stream(
    request: Request,
    query: Annotated[StreamQuery, Query()],
    last_event_id: Annotated[
        str | None,
        Header(description="The last `id` a reader got: what came after it comes first. Wins over `cursor`."),
    ] = None,
) -> Response:
    """The same changes as server-sent events, half a second after they are made at most.

    An `EventSource` comes back by itself with `Last-Event-ID` and misses nothing. A comment is sent every fifteen
    seconds. A reader that does not keep up is ended with a hint when to come back.
    """
    feed: Feed = request.app.state.feed
    database: Database = request.app.state.database
    given = last_event_id or query.cursor

    def begin() -> int:
        with database.read() as session:
            return changes.latest_sequence(session) if given is None else position(session, given)

    after = await run_in_threadpool(begin)
    return Stream(feed, after, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


def told(session: Session, rows: Sequence[Change]) -> list[Told]:
    """Changes as server-sent events."""
    secret = cursor_secret(session)
    found = []
    for row in rows:
        line = document(row, secret)
        text = orjson.dumps(line).decode()
        found.append((row.seq, format_sse_event(data_str=text, event=line["change"], id=line["cursor"])))
    return found


def document(row: Change, secret: bytes) -> dict[str, Any]:
    """A line of the log as it is answered."""
    return {
        "cursor": cursor_of(row.seq, secret),
        "at": documents.instant(row.at),
        "change": row.change.value,
        "event_id": row.event.public_id,
        "event": None if row.change is ChangeKind.DELETED else row.revision.document,
        "into": row.into,
        "redacted": row.revision.redacted,
    }


def _line(line: changes.Line, secret: bytes) -> dict[str, Any]:
    """The same, of a line whose event is text already."""
    return {
        "cursor": cursor_of(line.seq, secret),
        "at": documents.instant(line.at),
        "change": line.change.value,
        "event_id": line.event_id,
        "event": None if line.change is ChangeKind.DELETED else orjson.Fragment(line.document),
        "into": line.into,
        "redacted": line.redacted,
    }


def cursor_of(seq: int, secret: bytes) -> str:
    """The cursor for what came after that change."""
    return cursors.seal(secret, (seq,), _LOG)


def position(session: Session, cursor: str | None) -> int:
    """The number in a cursor; 0 without one."""
    if cursor is None:
        return 0
    (seq,) = cursors.unseal(cursor_secret(session), cursor, _LOG)
    assert isinstance(seq, int)
    if seq > changes.latest_sequence(session):
        raise InvalidCursor("The cursor is ahead of this store, which may have been restored. Begin without one.")
    return seq
