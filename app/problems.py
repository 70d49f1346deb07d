"""Expected failures, each with a fixed status and type, and their RFC 9457 form.

Raised in `api/` and `timeline/`; nothing below knows of them. Which member a client can rely on stands at each class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An expected failure that leaves as `application/problem+json`.

    Attributes:
        detail: one sentence about this occurrence for the person who sent the request; never text of an article.
        members: further members of the problem object, JSON values.
        headers: what the answer carries beside its body.
    """

    status: ClassVar[int]
    type: ClassVar[str]
    title: ClassVar[str]
    headers: ClassVar[Mapping[str, str]] = {}

    def __init__(self, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = members

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are made anew from `args`, which know nothing of what the kinds of problem ask for.
        return _made_anew, (type(self), self.detail, self.members)

    def as_document(self, instance: str | None = None) -> dict[str, Any]:
        """The problem object; `instance` is the path of the request, None where it is one of many in a request."""
        return {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **({} if instance is None else {"instance": instance}),
            **self.members,
        }


def _made_anew(kind: type[Problem], detail: str, members: dict[str, Any]) -> Problem:
    """A problem as another process told it."""
    problem = kind.__new__(kind)
    Problem.__init__(problem, detail, **members)
    return problem


class InvalidQuery(Problem):
    """Something in the query string is unknown, out of bounds or contradicts itself; `parameter` names it."""

    status, type, title = 400, "/problems/invalid-query", "The query string cannot be understood"

    def __init__(self, detail: str, *, parameter: str, **members: Any) -> None:
        super().__init__(detail, parameter=parameter, **members)


class InvalidCursor(Problem):
    """The cursor was not made here, or belongs to another query; `parameter` is `cursor`. Begin without one."""

    status, type, title = 400, "/problems/invalid-cursor", "The cursor does not belong to this query"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, parameter="cursor")


class MalformedRequest(Problem):
    """The request cannot be read at all: a body that is not JSON or not UTF-8."""

    status, type, title = 400, "/problems/malformed-request", "The request cannot be read"


class Unauthorized(Problem):
    """A key is needed, or the one that was sent is unknown, revoked or expired: `Authorization: Bearer <key>`."""

    status, type, title = 401, "/problems/unauthorized", "A key is needed"


class Forbidden(Problem):
    """The key is good, and not for this: `needs` is the scope that is, `has` the one it is for."""

    status, type, title = 403, "/problems/forbidden", "The key is not for this"


class ForeignOrigin(Problem):
    """A page of another origin wants to change something without a key; `DATELINE_CORS_ORIGINS` lists who may."""

    status, type, title = 403, "/problems/foreign-origin", "Not from this page"


class NotFound(Problem):
    """There is nothing at this address."""

    status, type, title = 404, "/problems/not-found", "Not found"


class MethodNotAllowed(Problem):
    """The address exists and does not take this method; the header `Allow` lists those it takes."""

    status, type, title = 405, "/problems/method-not-allowed", "Method not allowed"


class NotAcceptable(Problem):
    """None of the formats named in `Accept` can be written here; `supported` lists those that can."""

    status, type, title = 406, "/problems/not-acceptable", "No such format"


class TextNotStored(Problem):
    """This needs the text of an article that was sent with `store_text: false`; send the article again instead."""

    status, type, title = 409, "/problems/text-not-stored", "The text was not kept"


class NotCurable(Problem):
    """The events cannot be merged or split like that: one is merged or retracted, or the parts do not fit."""

    status, type, title = 409, "/problems/not-curable", "The events cannot be changed like that"


class Withdrawn(Problem):
    """The article was deleted; a tombstone remembers its identity, so that sending it again does not bring it back."""

    status, type, title = 410, "/problems/withdrawn", "The article was withdrawn"


class Deleted(Problem):
    """There was something here; it was made by hand, and was deleted."""

    status, type, title = 410, "/problems/deleted", "It was deleted"


class Conflict(Problem):
    """There is one of that name already; choose another, or change the one that is there."""

    status, type, title = 409, "/problems/conflict", "There is one already"


class KeyInUse(Problem):
    """The first request with this `Idempotency-Key` is still running; send it again after `Retry-After` seconds."""

    status, type, title = 409, "/problems/key-in-use", "This request is running already"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}


class KeyReused(Problem):
    """The `Idempotency-Key` came with another request before: each request needs a key of its own."""

    status, type, title = 422, "/problems/key-reused", "The key belongs to another request"


class PreconditionRequired(Problem):
    """This changes something that others may change too: send its `ETag` in `If-Match`, so that nobody is overruled."""

    status, type, title = 428, "/problems/precondition-required", "Say what you have seen"


class PreconditionFailed(Problem):
    """`If-Match` names another revision than today's; read the resource again before changing it."""

    status, type, title = 412, "/problems/precondition-failed", "The resource has changed"


class BodyTooLarge(Problem):
    """The body is longer than the service reads; `limit` is the bound in bytes."""

    status, type, title = 413, "/problems/body-too-large", "The body is too large"


class UnsupportedMediaType(Problem):
    """The `Content-Type` is not one that this address reads; `supported` lists those."""

    status, type, title = 415, "/problems/unsupported-media-type", "Unsupported media type"


class InvalidBody(Problem):
    """The body is JSON and not what is described; `errors` lists `{detail, pointer}`, JSON Pointers into the body."""

    status, type, title = 422, "/problems/invalid-body", "The body is not as described"

    def __init__(self, detail: str, *, errors: list[dict[str, str]]) -> None:
        super().__init__(detail, errors=errors)


class UnknownHost(Problem):
    """The service does not go by the name in `Host`; `DATELINE_ALLOWED_HOSTS` lists those it goes by."""

    status, type, title = 421, "/problems/unknown-host", "Not a name of this service"


class UnsupportedLanguage(Problem):
    """Neither a grammar nor dateparser reads dates in this language; `supported` lists the codes that work."""

    status, type, title = 422, "/problems/unsupported-language", "No way to read dates in this language"

    def __init__(self, detail: str, *, pointer: str, supported: list[str]) -> None:
        super().__init__(detail, errors=[{"detail": detail, "pointer": pointer}], supported=supported)


class TooManyRequests(Problem):
    """More requests than one key, or one address without a key, may send; go on after `Retry-After` seconds."""

    status, type, title = 429, "/problems/too-many-requests", "Too many requests"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}


class InternalError(Problem):
    """A fault of the service; its cause is in the log under the request id, not in the answer."""

    status, type, title = 500, "/problems/internal-error", "Something went wrong here"


class Unavailable(Problem):
    """The database cannot be reached, is busy or full; try again after `Retry-After` seconds."""

    status, type, title = 503, "/problems/unavailable", "The store is not available"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "5"}


def every_problem() -> Iterator[type[Problem]]:
    """All kinds of problem, in the order in which they are written here."""
    yield from Problem.__subclasses__()
