"""Conditional requests (RFC 9110, section 13): tags of what is answered, and what the client has or expects."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

from fastapi import Header, Request, Response

from app.api.http import access
from app.api.http.redirects import NotModified
from app.problems import PreconditionFailed, PreconditionRequired
from app.version import VERSION

_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')


def strong(request: Request, revision: int) -> str:
    """The tag of one resource: its revision, and how this request wants it told."""
    return f'"{revision}-{_digest(request)}"'


def weak(request: Request, version: int | str) -> str:
    """The tag of a list: the state of all that it may show, and the query."""
    return f'W/"{version}-{_digest(request)}"'


def state_in(etag: str) -> str:
    """The state that the tag of a list was made of."""
    return etag.removeprefix('W/"').rpartition("-")[0]


def of_content(content: bytes) -> str:
    """The tag of what changes with the release only."""
    return f'"{hashlib.sha256(content).hexdigest()[:20]}"'


def revalidate(request: Request, response: Response, etag: str) -> None:
    """Tag the response, unless `If-None-Match` names the tag; the comparison is the weak one, as for every GET.

    Raises:
        NotModified: it does, and there is no need to go on.
    """
    # A cache may keep it, has to ask each time, and one address has several forms.
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept"}
    given = request.headers.get("if-none-match", "")
    opaque = etag.removeprefix("W/")
    if given.strip() == "*" or any(tag.removeprefix("W/") == opaque for tag in _TAG.findall(given)):
        raise NotModified(headers)
    response.headers.update(headers)


_Match = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The `ETag` of what you have read: the change is refused (412) if somebody else was faster.",
        examples=['"3-5f1c2e90ab34d678"'],
    ),
]


def documented(if_match: _Match = None) -> None:
    """For `dependencies=` of an operation: the header as the OpenAPI document tells it."""


def check_match(request: Request, revision: int) -> None:
    """Hold a change to the revision in `If-Match`, where the client sent one.

    Any strong tag of that revision will do, in whichever form the client had it told.

    Raises:
        PreconditionFailed: the resource has another revision now.
    """
    given = request.headers.get("if-match")
    if given is None or given.strip() == "*":
        return
    if not any(tag.startswith(f'"{revision}-') for tag in _TAG.findall(given)):
        raise PreconditionFailed(f"The resource stands at revision {revision} now; read it again.")


def require_match(request: Request, revision: int) -> None:
    """The same for what is never to be changed unseen.

    Raises:
        PreconditionRequired: there is no `If-Match`.
        PreconditionFailed: the resource has another revision now.
    """
    if "if-match" not in request.headers:
        raise PreconditionRequired("Send the ETag of what you have read in If-Match.")
    check_match(request, revision)


def _digest(request: Request) -> str:
    # The release is in it because another one may tell the same revision differently, and who may only read is not
    # shown all of a timeline.
    told = "\n".join([
        VERSION, request.url.path, request.url.query, request.headers.get("accept", ""), str(access.may_write(request)),
    ])  # fmt: skip
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:16]
