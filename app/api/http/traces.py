"""The extra `[otel]`: spans of OpenTelemetry for requests and for the reading of articles.

Off, none of what the extra installs is loaded; of the library's interface FastAPI itself loads a part. On, spans go by
OTLP over HTTP to where the usual variables say (`OTEL_EXPORTER_OTLP_ENDPOINT` and the others, which the library itself
reads). They hold what the log holds: no query strings, no keys, no text of articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.version import VERSION

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_NAME = "dateline"


class Spans:
    """Makes spans, and hands them to a provider of the library, which is shut down with `close`."""

    def __init__(self, provider: TracerProvider) -> None:
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer(_NAME, VERSION)
        self._callers = TraceContextTextMapPropagator()

    @contextmanager
    def extraction(self) -> Iterator[None]:
        """Around the reading of one article; below the span of the request, where there is one."""
        # What an exception says may quote the article.
        with self._tracer.start_as_current_span("extraction", record_exception=False, set_status_on_exception=False):
            yield

    async def request(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer it in a span, below that of the caller which `traceparent` names."""
        from opentelemetry.trace import SpanKind, StatusCode

        status = 500
        headers = Headers(scope=scope)
        caller = self._callers.extract({name: value for name, value in headers.items() if name.startswith("trace")})
        with self._tracer.start_as_current_span(
            scope["method"],
            caller,
            SpanKind.SERVER,
            {"http.request.method": scope["method"], "url.path": scope["path"], "url.scheme": scope["scheme"]},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:

            async def send_seen(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            try:
                await app(scope, receive, send_seen)
            finally:
                if route := scope.get("state", {}).get("route"):
                    span.update_name(f"{scope['method']} {route}")
                    span.set_attribute("http.route", route)
                span.set_attribute("http.response.status_code", status)
                if status >= 500:
                    span.set_status(StatusCode.ERROR)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


class Traced:
    """Every request in a span of its own."""

    def __init__(self, app: ASGIApp, spans: Spans) -> None:
        self.app = app
        self._spans = spans

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._spans.request(self.app, scope, receive, send)
        else:
            await self.app(scope, receive, send)


def by_otlp() -> Spans:
    """Spans that are sent, in batches, by a thread."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    told = Resource.create({"service.version": VERSION})
    # Who names it by `OTEL_SERVICE_NAME` or the attributes of the resource has named it.
    if str(told.attributes["service.name"]).startswith("unknown_service"):
        told = told.merge(Resource({"service.name": _NAME}))
    provider = TracerProvider(resource=told)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Spans(provider)
