"""What an operator's Prometheus is told: requests, ingestion, reading, the store.

Each process counts for itself. With several (`dateline serve --workers`), they keep their numbers in files of a folder
that the command makes (`PROMETHEUS_MULTIPROC_DIR`), and whichever is asked answers for all of them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.http.traces import Spans
from app.db import Database
from app.timeline import asked
from app.timeline.asking import facets
from app.timeline.storing import jobs

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEDIA_TYPE = CONTENT_TYPE_LATEST
# When a number was first counted is a series more for each, and nobody asks.
disable_created_metrics()  # type: ignore[no-untyped-call]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_STATEMENT_SECONDS = (0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10)
# What is counted in the store is counted at most so often, however often one asks.
_STORE_SECONDS = 10.0


class Metrics:
    """The numbers of one application; docs/operating.md tells what each is for.

    Args:
        database: asked how many events and jobs there are when somebody wants to know.
        streams: how many readers follow the change stream now.
        spans: where the reading of an article is told as well.
    """

    def __init__(self, database: Database, streams: Callable[[], int], spans: Spans | None = None) -> None:
        self._database = database
        self._spans = spans
        self._streams = streams
        self.registry = registry = CollectorRegistry()
        self._requests = Counter(
            "dateline_requests_total", "Requests answered.", ["method", "route", "status"], registry=registry
        )
        self._request_seconds = Histogram(
            "dateline_request_seconds",
            "From the head of a request to the end of its answer; streams last as long as their readers.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._ingested = Counter(
            "dateline_ingested_articles_total",
            "Articles that were sent to be stored, by what came of them: created, revised, unchanged, failed.",
            ["outcome"],
            registry=registry,
        )
        self._extraction_seconds = Histogram(
            "dateline_extraction_seconds",
            "Reading one article in a service process; those read by DATELINE_READER_PROCESSES are not in it.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._statement_seconds = Histogram(
            "dateline_database_seconds",
            "One statement of SQL, by the kind of session it belongs to: read or write.",
            ["session"],
            buckets=_STATEMENT_SECONDS,
            registry=registry,
        )
        self._open_streams = Gauge(
            "dateline_change_streams",
            "Readers that follow the change stream now.",
            registry=registry,
            multiprocess_mode="livesum",
        )
        self._ready = Gauge(
            "dateline_store_up",
            "Whether the store could be asked: 1 or 0.",
            registry=registry,
            multiprocess_mode="mostrecent",
        )
        self._events = Gauge(
            "dateline_events",
            "Active events in the store, by the basis of their date: expression, inherited, publication, none.",
            ["basis"],
            registry=registry,
            multiprocess_mode="mostrecent",
        )
        self._jobs = Gauge(
            "dateline_jobs",
            "What was asked for with Prefer: respond-async and is not done yet, by state: queued, running.",
            ["state"],
            registry=registry,
            multiprocess_mode="mostrecent",
        )
        self._counted_at = 0.0
        if FOLDER not in os.environ:
            # What the process itself takes is told by one that is alone only.
            ProcessCollector(registry=registry)
        _listen(database.engine, self._statement_seconds)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it; takes a session of the store, and tells if it cannot be had."""
        self._open_streams.set(self._streams())
        now = time.monotonic()
        if now - self._counted_at > _STORE_SECONDS:
            self._counted_at = now
            self._count()
        told = self.registry
        if FOLDER in os.environ:
            told = CollectorRegistry()
            MultiProcessCollector(told)  # type: ignore[no-untyped-call]
        return generate_latest(told)

    def ingested(self, outcomes: Mapping[str, int]) -> None:
        """So many articles came to that."""
        for outcome, number in outcomes.items():
            self._ingested.labels(outcome).inc(number)

    @contextmanager
    def extraction(self) -> Iterator[None]:
        """Around the reading of one article."""
        with self._spans.extraction() if self._spans else nullcontext(), self._extraction_seconds.time():
            yield

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """A request was answered; addresses are told by their route, so that ids are no labels."""
        method, route = _method(scope), _route(scope)
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(method, route).observe(seconds)

    def close(self) -> None:
        """What only a living process counts is no longer counted."""
        if FOLDER in os.environ:
            mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]

    def _count(self) -> None:
        try:
            with self._database.read() as session:
                found = _by_basis(session)
                waiting = jobs.waiting(session)
        except SQLAlchemyError:
            self._ready.set(0)
            return
        self._ready.set(1)
        for basis, number in found.items():
            self._events.labels(basis).set(number)
        for state, number in waiting.items():
            self._jobs.labels(state.value).set(number)


def metrics_of(request: Request) -> Metrics:
    """Those of the application that answers."""
    found: Metrics = request.app.state.metrics
    return found


class Measure:
    """Measures every request, from the outside."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_seen)
        finally:
            self._metrics.answered(scope, status, time.perf_counter() - started)
            outcome = scope.get("state", {}).get("outcome")
            if outcome is not None:
                # It was to be stored, and whether it was is known now.
                self._metrics.ingested({outcome if 200 <= status < 300 else "failed": 1})


def _by_basis(session: Session) -> dict[str, int]:
    """From the sums that are kept anyway."""
    found = facets.facets(session, asked.EventFilter(modality=(), include_undated=True), [facets.Field.BASIS])
    return {each.value: each.count for each in found[facets.Field.BASIS]}


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in ("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS") else "other"


def _route(scope: Scope) -> str:
    """The path as the OpenAPI document writes it; what is no operation under a few names."""
    known: str | None = scope.get("state", {}).get("route")
    if known:
        return known
    first = scope["path"].split("/")[1]
    return f"/{first}" if first in ("", "docs", "embed", "openapi.json", "problems", "static") else "other"


def _listen(engine: Engine, seconds: Histogram) -> None:
    children = {writes: seconds.labels("write" if writes else "read") for writes in (True, False)}

    @sa.event.listens_for(engine, "before_cursor_execute")
    def before(
        _connection: Any, _cursor: Any, _statement: Any, _parameters: Any, context: Any, _executemany: Any
    ) -> None:
        if context is not None:
            context.dateline_started = time.perf_counter()

    @sa.event.listens_for(engine, "after_cursor_execute")
    def after(
        connection: Any, _cursor: Any, _statement: Any, _parameters: Any, context: Any, _executemany: Any
    ) -> None:
        started = getattr(context, "dateline_started", None)
        if started is not None:
            writes = connection.get_execution_options().get("writes", False)
            children[bool(writes)].observe(time.perf_counter() - started)
