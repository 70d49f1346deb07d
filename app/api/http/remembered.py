"""Answers that are given again as they were, for as long as nothing is written.

Whoever opens the page asks for the same events, counts and facets as whoever opened it before. The tag of a list says
that everything told under it is one answer (`etags.weak`): who sends the tag hears that nothing has changed, and who
does not is given what was made for the last one who asked, for the price of one row. What was answered before a write
is forgotten with the first answer after it, so that no words of an article that was withdrawn stay.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from app.api.http import access, etags
from app.db import Database
from app.timeline import changes

# Of the room there is, one answer may take so much.
_LARGEST = 1 / 8
# What an answer takes beside its body, in bytes.
_BESIDES = 2_000

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
# All of a request that such an answer hangs on, the state of the store aside.
Key = tuple[str, bytes, str, bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it went out: of 200, whole, in JSON."""

    etag: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def response(self) -> Response:
        again = Response(self.body)
        # A list of its own, because what stands further out adds to it.
        again.raw_headers = list(self.headers)
        return again


class Answers:
    """The answers of one process to what was asked last; belongs to the thread of the event loop.

    Args:
        room: bytes that they may take; 0 remembers nothing.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._state = ""
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return key in self._answers

    def find(self, key: Key, etag: str) -> Answer | None:
        """The answer under this tag, if it is at hand."""
        found = self._answers.get(key)
        if found is None or found.etag != etag:
            return None
        self._answers.move_to_end(key)
        return found

    def keep(self, key: Key, response: Response) -> None:
        """Remember an answer that can be given again; the ones longest unasked for go where there is no room."""
        etag, body = response.headers.get("etag", ""), getattr(response, "body", None)
        plain = response.status_code == 200 and response.headers.get("content-type") == "application/json"
        if not plain or not etag.startswith("W/") or not isinstance(body, bytes):
            return
        if (state := etags.state_in(etag)) != self._state:
            self._answers.clear()
            self._taken, self._state = 0, state
        if len(body) + _BESIDES > self._room * _LARGEST:
            return
        if (before := self._answers.pop(key, None)) is not None:
            self._taken -= len(before.body) + _BESIDES
        self._answers[key] = Answer(etag, tuple(response.raw_headers), body)
        self._taken += len(body) + _BESIDES
        while self._taken > self._room:
            _, gone = self._answers.popitem(last=False)
            self._taken -= len(gone.body) + _BESIDES


def remembering(answer: Handler) -> Handler:
    """The handler of a list all of whose answers hang on the request and the state of the store alone."""

    async def handle(request: Request) -> Response:
        answers: Answers = request.app.state.answers
        key = (
            request.url.path,
            request.scope["query_string"],
            request.headers.get("accept", ""),
            access.may_write(request),
        )
        # What is remembered was right to ask for, and need not be looked at again.
        if key in answers:
            etag = etags.weak(request, await run_in_threadpool(_version, request.app.state.database))
            if (found := answers.find(key, etag)) is not None:
                etags.revalidate(request, Response(), etag)
                return found.response()
        response = await answer(request)
        answers.keep(key, response)
        return response

    return handle


class RememberingRoute(APIRoute):
    """A route that gives its answers again."""

    def get_route_handler(self) -> Handler:
        return remembering(super().get_route_handler())


def _version(database: Database) -> int:
    with database.read() as session:
        return changes.version(session)
