"""The service: settings, store, failures, routes. No logic."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app import memory, nlp
from app.api import (
    articles,
    changes,
    corrections,
    curation,
    describe,
    diffs,
    entities,
    events,
    extractions,
    facets,
    filters,
    health,
    histogram,
    ingestions,
    jobs,
    key_dates,
    metrics,
    pages,
    revisions,
    sources,
    tellings,
    timelines,
)
from app.api.http import access, errors, logs, traces
from app.api.http.bodies import BodyLimit
from app.api.http.headers import SecurityHeaders
from app.api.http.heads import Heads
from app.api.http.keyring import Keyring
from app.api.http.long_answers import Places
from app.api.http.operations import Operations
from app.api.http.remembered import Answers
from app.api.reading import Readers
from app.api.stream import Feed
from app.api.working import Workers
from app.api.writer import Writer
from app.db import Database
from app.settings import Settings
from app.version import VERSION


def create_app(settings: Settings | None = None, spans: traces.Spans | None = None) -> FastAPI:
    """The application over one store.

    Args:
        settings: without them they are read from the environment, once, as a worker process has to.
        spans: where they go, for a program that brings its own; by default as the settings say.
    """
    settings = settings or Settings()
    if settings.traces == "otlp":
        spans = spans or traces.by_otlp()
    log = logs.logger(settings.log_level)
    nlp.choose(settings.nlp_model)
    database = Database(
        settings.database_url,
        pool_size=settings.database_pool_size,
        busy_timeout_seconds=settings.busy_timeout_seconds,
    )

    keyring = Keyring(database, log)
    measured = metrics.Metrics(database, streams=lambda: app.state.feed.readers, spans=spans)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        memory.few_arenas()
        app.state.feed = Feed(database, changes.told, log)
        app.state.readers = Readers(settings.reader_processes, measured.extraction)
        app.state.writer = Writer(database, log)
        app.state.workers = Workers(
            database,
            app.state.readers,
            log,
            settings.job_workers,
            lease_seconds=settings.job_lease_seconds,
            longest=settings.max_body_bytes,
            ingested=measured.ingested,
        )
        app.state.workers.start()
        with app.state.feed.until_the_end():
            yield
        app.state.workers.close()
        app.state.readers.close()
        app.state.writer.close()
        app.state.feed.close()
        keyring.note()
        measured.close()
        database.close()
        if spans:
            spans.close()

    app = FastAPI(
        title="Dateline",
        version=VERSION,
        summary="Articles in, explained timelines out.",
        description=describe.DESCRIPTION,
        openapi_tags=describe.TAGS,
        license_info={"name": "MIT", "identifier": "MIT"},
        # The reference pages that come with FastAPI load their scripts from elsewhere; ours is in `pages`.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # An address with a slash too many is another address: 404 as a problem, and no redirection.
        redirect_slashes=False,
        # Its own spans hold query strings, and its logs what exceptions say; ours are in `traces`.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
        lifespan=lifespan,
    )
    app.state.answers = Answers(settings.remembered_bytes)
    app.state.database = database
    app.state.log = log
    app.state.places = Places(settings.database_pool_size)
    app.state.metrics = measured
    app.state.settings = settings
    errors.add_handlers(app)
    routers = (
        # Before the events, whose ids stand in the same place of the path.
        histogram.router,
        events.list_router,
        events.router,
        facets.router,
        curation.router,
        corrections.router,
        key_dates.router,
        timelines.router,
        entities.router,
        changes.log_router,
        changes.router,
        diffs.router,
        revisions.router,
        tellings.router,
        sources.router,
        articles.list_router,
        articles.router,
        ingestions.router,
        jobs.router,
        extractions.router,
        health.router,
    )
    app.state.operations = Operations(routers)
    for router in routers:
        app.include_router(router, dependencies=[Depends(filters.strict)], responses=describe.ANY_FAILURE)
    app.include_router(pages.router)
    app.mount("/static", pages.Files(directory=pages.VIEWER))
    describe.complete(app)
    app.add_middleware(Heads)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes, streamed=(ingestions.PATH,))
    app.add_middleware(access.Gate, settings=settings, keyring=keyring, operations=app.state.operations.ids)
    if settings.origins:
        app.add_middleware(CORSMiddleware, allow_origins=settings.origins, **describe.ACROSS_ORIGINS)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(metrics.Measure, metrics=measured)
    if spans:
        app.add_middleware(traces.Traced, spans=spans)
    app.add_middleware(logs.RequestLog, log=log, internal=errors.internal)
    return app
