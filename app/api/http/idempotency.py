"""`Idempotency-Key`: a POST that is sent again is answered as the first time, and done once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from sqlalchemy.orm import Session

from app.db import Database
from app.problems import KeyInUse, KeyReused, MalformedRequest
from app.timeline import changes, kept_answers
from app.timeline.kept_answers import Answer

HEADER = "Idempotency-Key"
# Says that an answer is that of an earlier request.
REPLAYED = "Idempotency-Replayed"
PROBLEMS = (KeyInUse, KeyReused)
_LONGEST = 255
_KEPT_HEADERS = ("content-type", "location", "etag")

_Key = Annotated[
    str | None,
    Header(
        alias=HEADER,
        description="A name of this request, new for each, such as a UUID: up to 255 printable ASCII characters. Sent "
        "again with it within 24 hours, the request does nothing and is answered as the first time, with "
        f"`{REPLAYED}: true`; with another body it is refused (422), and while the first one runs as well (409). "
        "Only what succeeded is remembered.",
        max_length=_LONGEST,
        pattern=r"^[\x20-\x7e]+$",
        examples=["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    ),
]


async def documented(idempotency_key: _Key = None) -> None:
    """For `dependencies=` of an operation: the header as it is documented (`async`: see `filters.strict`)."""


def concerns(article_id: str, request: Request) -> None:
    """Tell whose words the answer to this request holds: it is forgotten with the article of that public id."""
    request.state.concerns = article_id


def concerns_event(event_id: str, request: Request) -> None:
    """The same for an answer that tells the event of that public id: whoever tells it has words there."""
    request.state.concerns_event = event_id


def repeatable(request: Request) -> kept_answers.Request | None:
    """The request as it is known when it comes again; None where it has no key."""
    found: kept_answers.Request | None = getattr(request.state, "repeatable", None)
    return found


def claim(request: Request, session: Session) -> None:
    """For an operation that writes in a session of its own: nobody else does the same meanwhile.

    Raises:
        KeyInUse: somebody does.
    """
    if (sent := repeatable(request)) is not None:
        kept_answers.claim(session, sent)


def kept(request: Request, session: Session, response: Response) -> Response:
    """For an operation that writes in a session of its own: keep its answer, just before the commit.

    Returns:
        The answer to be given: where another process was faster, that of the first time, and what was done is undone.
    """
    if (sent := repeatable(request)) is None:
        return response
    first = _kept(request, session, sent, response)
    return response if first is None else again(first)


class Repeatable(APIRoute):
    """A route whose POSTs are done once for each `Idempotency-Key`.

    The answer is kept by the write session of the request, just before it commits: it is there exactly if what it
    tells has happened, and a crash between commit and answer loses nothing.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_once(request: Request) -> Response:
            key = request.headers.get(HEADER)
            if key is None or request.method != "POST":
                return await handle(request)
            if not 0 < len(key) <= _LONGEST or not key.isascii() or not key.isprintable():
                raise MalformedRequest(f"{HEADER} is 1 to {_LONGEST} printable ASCII characters.")
            sent = kept_answers.Request.of(
                key=key,
                sender=request.headers.get("authorization", ""),
                content=(request.method, request.url.path, request.url.query, await request.body()),
            )
            with _running(sent.key):
                first = await run_in_threadpool(_found, request, sent)
                if first is not None:
                    return again(first)
                request.state.repeatable = sent
                response = await handle(request)
                session: Session | None = getattr(request.state, "write_session", None)
                if session is None:
                    return response
                return await run_in_threadpool(kept, request, session, response)

        return handle_once


def _found(request: Request, sent: kept_answers.Request) -> Answer | None:
    database: Database = request.app.state.database
    with database.read() as session:
        return kept_answers.find(session, sent, now=datetime.now(UTC))


def _kept(request: Request, session: Session, sent: kept_answers.Request, response: Response) -> Answer | None:
    """Keep the answer; or, where another process was faster, undo what was done and give its answer."""
    if not 200 <= response.status_code < 300:
        return None
    now = datetime.now(UTC)
    first = kept_answers.find(session, sent, now=now)
    if first is not None:
        session.rollback()
        changes.discard(session)
        return first
    headers = {name: value for name, value in response.headers.items() if name in _KEPT_HEADERS}
    answer = Answer(response.status_code, headers, bytes(response.body))
    kept_answers.keep(
        session,
        sent,
        answer,
        article_id=getattr(request.state, "concerns", None),
        event_id=getattr(request.state, "concerns_event", None),
        now=now,
    )
    return None


def told(answer: Answer) -> Response:
    """An answer as it is sent the first time."""
    return Response(answer.body, answer.status, answer.headers)


def again(answer: Answer) -> Response:
    """An answer that was given before."""
    return Response(answer.body, answer.status, {**answer.headers, REPLAYED: "true"})


_keys: set[str] = set()
_lock = threading.Lock()


@contextmanager
def _running(key: str) -> Iterator[None]:
    """Refuse a second request while the first one runs in this process; other processes ask the database."""
    with _lock:
        if key in _keys:
            raise KeyInUse(f"The first request with this {HEADER} is still being worked on.")
        _keys.add(key)
    try:
        yield
    finally:
        with _lock:
            _keys.discard(key)
