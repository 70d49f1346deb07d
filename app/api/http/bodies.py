"""Request bodies: how long they may be, and what they may be."""

from __future__ import annotations

import json
from collections.abc import Collection
from email.message import Message as EmailMessage
from typing import Any

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.http.errors import answer
from app.problems import BodyTooLarge, InvalidBody, MalformedRequest, UnsupportedMediaType

# What `text/plain` may be written in. Python would read many more, some of them in quadratic time.
_CHARSETS = {"utf-8": "utf-8", "us-ascii": "utf-8", "iso-8859-1": "latin-1", "windows-1252": "cp1252"}


# A client that is still sending sees its connection reset, and not the refusal, unless the rest is read. So much of it
# is read and thrown away; who sends more has to live with the reset.
_MOST_DISCARDED = 32_000_000


async def discard(receive: Receive) -> None:
    """Read the rest of a body, as far as it is worth it."""
    read = 0
    while read <= _MOST_DISCARDED:
        message = await receive()
        read += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


class BodyLimit:
    """Refuses a body over the limit: by its declared length, without one as soon as it has come too far.

    Args:
        streamed: paths whose bodies are never held as a whole, and have bounds of their own.
    """

    def __init__(self, app: ASGIApp, limit: int, streamed: Collection[str] = ()) -> None:
        self.app = app
        self.limit = limit
        self.streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in self.streamed:
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdigit() and int(declared) > self.limit:
            if int(declared) <= _MOST_DISCARDED:
                await discard(receive)
            refusal = answer(too_large(self.limit), scope["path"], {"Connection": "close"})
            await refusal(scope, receive, send)
            return
        read = 0

        async def receive_bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.limit:
                if message.get("more_body", False):
                    await discard(receive)
                # Of all exceptions, only this one passes unchanged through FastAPI's reading of a body.
                raise HTTPException(413)
            return message

        await self.app(scope, receive_bounded, send)


def too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(f"The body is longer than the {limit} bytes that are read.", limit=limit)


async def json_only(request: Request) -> None:
    """Refuse any content type but JSON; a request without body and type is left to the check of the body.

    See `filters.strict` for why `async`.
    """
    kind = media_type(request)
    if kind is None and request.headers.get("content-length", "0") == "0":
        return
    if not is_json(kind):
        raise UnsupportedMediaType("Send the body as application/json.", supported=["application/json"])


def is_json(kind: str | None) -> bool:
    return kind is not None and (kind == "application/json" or kind.endswith("+json"))


def media_type(request: Request) -> str | None:
    """The media type of the body in small letters and without its parameters; None where it is not told."""
    header = request.headers.get("content-type")
    return None if header is None else header.partition(";")[0].strip().lower()


def json_document(body: bytes) -> Any:
    """A body as JSON, the way FastAPI reads one."""
    if not body:
        raise InvalidBody("The body is empty.", errors=[{"detail": "The body is empty.", "pointer": ""}])
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        raise MalformedRequest(f"The body is not JSON: {error.msg} at character {error.pos}.") from error
    except (ValueError, RecursionError) as error:
        raise MalformedRequest("The body cannot be read as JSON in UTF-8.") from error


def plain_text(request: Request, body: bytes) -> str:
    """A `text/plain` body as text, in UTF-8 unless its charset says otherwise."""
    header = EmailMessage()
    header["content-type"] = request.headers.get("content-type", "")
    charset = str(header.get_param("charset", "utf-8")).lower()
    if charset not in _CHARSETS:
        raise UnsupportedMediaType(f"Text is read in {', '.join(_CHARSETS)}.", supported=["text/plain; charset=utf-8"])
    try:
        return body.decode(_CHARSETS[charset])
    except UnicodeDecodeError as error:
        raise MalformedRequest(f"The text is not {charset}: byte {error.start} does not fit.") from error
