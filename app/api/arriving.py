"""The body of an ingestion while it comes: bytes of any of its kinds in, lines out, in constant memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from anyio.to_thread import run_sync
from fastapi import Request
from starlette.requests import ClientDisconnect

from app.api import reading
from app.api.http import bodies
from app.api.lines import Gunzip, Json, Line, Ndjson, Splitter

LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines")
JSON = "application/json"
XML = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
JSON_FEED = "application/feed+json"
PAGE = "text/html"

# A sender that sends nothing for so long is gone: of a machine that was switched off nobody says so.
PATIENCE_SECONDS = 120.0


class Arriving:
    """A body and what it is.

    Args:
        kind: its media type, one of those above.
        longest: how many bytes a line may have; one that has more comes as its place only. A feed or a page may have
            so many as a whole.
        unpack: whether it is packed with gzip.
    """

    def __init__(self, request: Request, kind: str, *, longest: int, unpack: bool) -> None:
        self._request = request
        self._kind = kind
        self._longest = longest
        self._unpack = Gunzip() if unpack else None
        self._whole = False

    async def lines(self) -> AsyncIterator[Line]:
        """Every line as soon as it is there.

        Raises:
            ClientDisconnect: the sender went away.
            BodyTooLarge, MalformedRequest: it cannot be read any further.
        """
        if self._kind not in (*LINES, JSON):
            content = bytearray()
            async for chunk in self._chunks():
                content += chunk
                if len(content) > self._longest:
                    raise bodies.too_large(self._longest)
            for line in await self._entries(bytes(content)):
                yield line
            return
        splitter: Splitter = Ndjson(self._longest) if self._kind in LINES else Json(self._longest)
        async for chunk in self._chunks():
            for line in splitter.feed(chunk):
                for each in await self._one_or_many(line):
                    yield each
        for line in splitter.end():
            for each in await self._one_or_many(line):
                yield each

    async def discard(self) -> None:
        """Take the rest and throw it away: who is still sending would see a reset connection, and not why."""
        if not self._whole:
            await bodies.discard(self._request.receive)

    async def _chunks(self) -> AsyncIterator[bytes]:
        while not self._whole:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    message = await self._request.receive()
            except TimeoutError:
                raise ClientDisconnect from None
            if message["type"] != "http.request":
                raise ClientDisconnect
            # Who asks for more when there is none waits until the client has gone.
            self._whole = not message.get("more_body", False)
            chunk = message.get("body", b"")
            if self._unpack is None:
                yield chunk
            else:
                for content in self._unpack.feed(chunk):
                    yield content
        if self._unpack is not None:
            yield self._unpack.end()

    async def _one_or_many(self, line: Line) -> list[Line]:
        if line.number == 1 and self._kind == JSON and reading.is_json_feed(line.content):
            return await self._entries(line.content or b"")
        return [line]

    async def _entries(self, content: bytes) -> list[Line]:
        entries = reading.of_page if self._kind == PAGE else reading.of_feed
        return [Line(number, entry) for number, entry in enumerate(await run_sync(entries, content), start=1)]
