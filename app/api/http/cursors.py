"""Opaque page cursors: where the last page ended, sealed so that nobody else can make one.

A cursor holds the sort key of the last row and a fingerprint of the query, under an HMAC whose secret is kept in the
database: every process of the service reads what another one wrote.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response
from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.problems import InvalidCursor
from app.timeline.asked import Key
from app.timeline.meta import cursor_secret

_SEAL_BYTES = 16

Row = TypeVar("Row")


class Pages:
    """The pages of one query: reads the cursor of a request, and writes the one of the next page.

    Args:
        query: whatever decides which rows there are and in which order; its `repr` has to tell everything.
    """

    def __init__(self, session: Session, request: Request, cursor: str | None, *query: object) -> None:
        self._secret = cursor_secret(session)
        self._request = request
        self._fingerprint = fingerprint(request.url.path, *query)
        # Path and query of the page after this one, once `next` was asked for it.
        self.following: str | None = None
        self.after: Key | None = None if cursor is None else unseal(self._secret, cursor, self._fingerprint)

    def window(self, session: Session, statement: Select[Row], limit: int) -> tuple[list[Row], Key | None]:
        """A page of what hangs on one revision of one resource, and the key of the page after it.

        Counted by position: such lists are short, and their cursors are void once there is another revision.
        """
        begin = int(self.after[0]) if self.after else 0
        rows = list(session.scalars(statement.offset(begin).limit(limit + 1)))
        return rows[:limit], (begin + limit,) if len(rows) > limit else None

    def next(self, response: Response, key: Key | None) -> str | None:
        """The cursor of the page after that key, also put into `Link` (RFC 8288); None after the last page."""
        if key is None:
            return None
        cursor = seal(self._secret, key, self._fingerprint)
        self.following = link(self._request, response, cursor)
        return cursor


def link(request: Request, response: Response, cursor: str) -> str:
    """Lead on to the page with that cursor by `Link` (RFC 8288); where it is."""
    rest = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    # A relative reference: what this service is called by its clients is known to the proxy before it.
    following = f"{request.url.path}?{urlencode([*rest, ('cursor', cursor)])}"
    response.headers["Link"] = f'<{following}>; rel="next"'
    return following


def fingerprint(*query: object) -> str:
    """A short digest; two queries with the same one have the same rows in the same order."""
    return hashlib.sha256(repr(query).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def seal(secret: bytes, key: Key, query: str) -> str:
    """A cursor for the page after the row with this sort key, under this query fingerprint."""
    payload = json.dumps([query, key], separators=(",", ":")).encode()
    return _encoded(_mac(secret, payload) + payload)


def unseal(secret: bytes, cursor: str, query: str) -> Key:
    """The sort key in a cursor.

    Raises:
        InvalidCursor: it was not sealed with this secret, or under another query.
    """
    try:
        raw = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise InvalidCursor("This is no cursor of this service. Begin again without one.") from error
    mac, payload = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
    # The last character may carry bits that stand for nothing: with others it would be another cursor for the same.
    if not hmac.compare_digest(mac, _mac(secret, payload)) or _encoded(raw) != cursor:
        raise InvalidCursor("This is no cursor of this service. Begin again without one.")
    made_for, key = json.loads(payload)
    if made_for != query:
        raise InvalidCursor("The cursor was made with other filters or another order. Begin again without one.")
    return tuple(key)


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _mac(secret: bytes, payload: bytes) -> bytes:
    return hmac.new(secret, b"cursor\0" + payload, hashlib.sha256).digest()[:_SEAL_BYTES]
