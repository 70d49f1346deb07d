"""JSON log lines, one a request, under an id that the client gets too; never text of an article."""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.typing import FilteringBoundLogger

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}", re.ASCII)


def logger(level: str) -> FilteringBoundLogger:
    """A logger that writes JSON lines to standard error; nothing global is configured."""
    log: FilteringBoundLogger = structlog.wrap_logger(
        structlog.WriteLogger(sys.stderr),
        processors=[
            merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
    )
    return log


def failure(log: FilteringBoundLogger, error: BaseException) -> None:
    """Log an unexpected error by its class and where it came from.

    The message is left out on purpose: those of SQLAlchemy and of our own values quote what they stumbled over.
    """
    log.error("request failed", **_named(error))


def taken_apart(log: FilteringBoundLogger, error: BaseException, articles: int) -> None:
    """Log with what so many articles failed that were to be stored together, and are tried apart; no message either."""
    log.warning("articles could not be stored together", articles=articles, **_named(error))


def _named(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    cause = getattr(error, "orig", None) or error.__cause__
    return {
        "error": type(error).__qualname__,
        "cause": type(cause).__qualname__ if cause else None,
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }


class RequestLog:
    """The outermost layer: names each request (`X-Request-Id`), logs it, and answers what nobody expected.

    A class over the raw protocol and not a `BaseHTTPMiddleware`, which would buffer streams in a second task.
    """

    def __init__(self, app: ASGIApp, log: FilteringBoundLogger, internal: Callable[[str], Response]) -> None:
        self.app = app
        self.log = log
        self.internal = internal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        started, status = time.perf_counter(), 0

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        with bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_named)
            except Exception as error:
                failure(self.log, error)
                if status:
                    # The answer has begun: cutting the connection is the only way left to say that it is not whole.
                    raise
                await self.internal(scope["path"])(scope, receive, send_named)
            finally:
                self.log.info(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                    # Which key, by the part of it that is no secret.
                    **({"key": key} if (key := scope.get("state", {}).get("key")) else {}),
                )


def uvicorn_config(level: str) -> dict[str, Any]:
    """Settings for the standard library's logging that turn uvicorn's own lines into JSON lines too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "app.api.http.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {
            "uvicorn": {"handlers": ["stderr"], "level": level.upper(), "propagate": False},
            "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
            # They tell what they stumbled over, which is somebody's article.
            "htmldate": {"handlers": [], "level": "CRITICAL", "propagate": False},
            "trafilatura": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }


class JsonFormatter(logging.Formatter):
    """A record of the standard library in the shape of our own lines."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {"event": record.getMessage(), "level": record.levelname.lower()}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__qualname__
        stamped = structlog.processors.TimeStamper(fmt="iso", utc=True)(None, "", line)
        return str(structlog.processors.JSONRenderer()(None, "", stamped))
