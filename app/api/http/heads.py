"""HEAD: what GET would be answered, without the body (RFC 9110, section 9.3.2)."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _Enough(Exception):
    """The head is sent, and nobody waits for the rest of a body that comes in parts."""


class Heads:
    """Answers HEAD wherever GET is answered, with the same headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] != "http.response.body":
                await send(message)
                return
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            if message.get("more_body", False):
                # An export would go on for as long as it is, and a stream of events for ever.
                raise _Enough

        try:
            await self.app({**scope, "method": "GET"}, receive, send_head)
        except* _Enough:
            pass
