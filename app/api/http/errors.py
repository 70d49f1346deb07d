"""How failures leave: every one as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.api.http.logs import failure
from app.api.http.redirects import Moved, NotModified
from app.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    InternalError,
    InvalidBody,
    InvalidQuery,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    Problem,
    Unavailable,
    UnsupportedMediaType,
)
from app.timeline.away import is_away

# Nobody hears it: for the log and the metrics, where a client that hung up is no failure of the service.
CLIENT_GONE = 499
# A body of unknown fields, or one field whose name is an article, is not told back in full.
_MOST_ERRORS = 50
_LONGEST_NAME = 200
_BY_STATUS: dict[int, tuple[type[Problem], str]] = {
    400: (MalformedRequest, "The body cannot be read as JSON in UTF-8."),
    404: (NotFound, "There is nothing at this address."),
    405: (MethodNotAllowed, "This address does not take this method; see the header Allow."),
    413: (BodyTooLarge, "The body is longer than the service reads."),
    415: (UnsupportedMediaType, "This address does not read this content type."),
}


def answer(problem: Problem, path: str, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a response; `path` becomes its `instance`."""
    return Response(
        # Names and values that the client made up may hold what UTF-8 cannot.
        orjson.dumps(encodable(problem.as_document(path))),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={**problem.headers, **(headers or {})},
    )


def add_handlers(app: FastAPI) -> None:
    """The handlers for problems, invalid requests, HTTP exceptions and a store that is away.

    Anything else is caught by the outermost middleware (`logs.RequestLog`), which can still name the request.
    """

    @app.exception_handler(Problem)
    def expected(request: Request, problem: Problem) -> Response:
        return answer(problem, request.url.path)

    @app.exception_handler(NotModified)
    def known(_request: Request, answer: NotModified) -> Response:
        return Response(status_code=304, headers=dict(answer.headers))

    @app.exception_handler(Moved)
    def moved(_request: Request, answer: Moved) -> Response:
        return Response(status_code=308, headers=dict(answer.headers))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return answer(_of_validation(error.errors()), request.url.path)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, ClientDisconnect):
            return Response(status_code=CLIENT_GONE)
        kind, detail = _BY_STATUS.get(error.status_code, (InternalError, "The service cannot answer this."))
        headers = dict(error.headers or {})
        if error.status_code == 405:
            # What the framework says is true of the first route at this address, and there may be more.
            headers["Allow"] = ", ".join(sorted(_methods(app, request.url.path)) or [headers.get("Allow", "")])
        return answer(kind(detail), request.url.path, headers)

    @app.exception_handler(ClientDisconnect)
    def gone(_request: Request, _error: ClientDisconnect) -> Response:
        return Response(status_code=CLIENT_GONE)

    @app.exception_handler(PoolTimeout)
    @app.exception_handler(DatabaseError)
    @app.exception_handler(InterfaceError)
    def store_away(request: Request, error: Exception) -> Response:
        if not is_away(error):
            raise error
        failure(request.app.state.log, error)
        return answer(Unavailable("The store cannot be used just now; try again."), request.url.path)


def _methods(app: FastAPI, path: str) -> set[str]:
    """The methods that an address takes: those of its documented operations, and HEAD where there is GET."""
    methods = {
        method
        for template, operations in app.state.operations.ids.items()
        if re.fullmatch(re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(template)), path)
        for method in operations
    }
    return methods | {"HEAD"} if "GET" in methods else methods


def internal(path: str) -> Response:
    """The bare 500."""
    return answer(InternalError("The request failed; its cause is in the log of the service."), path)


def body_problem(errors: list[Any]) -> Problem:
    """What pydantic found wrong in a body, as JSON Pointers."""
    if errors[0]["type"] == "missing" and not errors[0]["loc"]:
        return InvalidBody("The body is empty.", errors=[{"detail": "The body is empty.", "pointer": ""}])
    found = [{"detail": _sentence(error), "pointer": pointer(error["loc"])} for error in errors[:_MOST_ERRORS]]
    return InvalidBody(found[0]["detail"], errors=found)


def query_problem(error: Mapping[str, Any]) -> InvalidQuery:
    """What pydantic found wrong in a query string; the location begins with the parameter."""
    name = str(error["loc"][0])
    return InvalidQuery(f"{name}: {_sentence(error)}", parameter=name)


def pointer(location: tuple[str | int, ...]) -> str:
    """A JSON Pointer (RFC 6901) of a location below the body, or of what holds it where a name is endless."""
    near = takewhile(lambda part: len(str(part)) <= _LONGEST_NAME, location)
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in near)


def nearest(name: str, known: list[str]) -> str:
    """A hint at the known name that is closest, or all of them where none is close."""
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f" Did you mean {close[0]!r}?"
    return f" Known are {', '.join(known)}." if known else ""


def _of_validation(errors: Any) -> Problem:
    first = errors[0]
    place, *rest = first["loc"]
    if first["type"] == "json_invalid":
        return MalformedRequest(f"The body is not JSON: {first['ctx']['error']} at character {rest[0]}.")
    if place == "query":
        return query_problem({**first, "loc": tuple(rest)})
    if place == "path":
        return NotFound("There is nothing at this address.")
    if place == "header":
        return MalformedRequest(f"The header {rest[0]} is not as described: {_sentence(first)}")
    return body_problem([{**error, "loc": tuple(error["loc"][1:])} for error in errors if error["loc"][0] == "body"])


_SENTENCES = {
    "missing": "This field is required.",
    "extra_forbidden": "There is no such field.",
    "string_unicode": "The text holds half of a surrogate pair, which is no character.",
    "string_type": "This must be a string.",
    "model_attributes_type": "This must be a JSON object.",
    "model_type": "This must be a JSON object.",
    "list_type": "This must be a JSON array.",
    "bool_type": "This must be true or false.",
}


def _sentence(error: Mapping[str, Any]) -> str:
    """One sentence about an error that never repeats what was sent: it may be an article."""
    kind = error["type"]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    message = str(error["msg"])
    return message if message.endswith(".") else message + "."


def encodable(value: Any) -> Any:
    """The value with lone surrogates written out as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {encodable(key): encodable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [encodable(item) for item in value]
    return value
