"""Many articles in one request, answered line by line while they come."""

from __future__ import annotations

import asyncio
import queue
import threading
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from app.api import arriving, conveyor, describe, documents, jobs, schemas
from app.api.conveyor import Ended
from app.api.http import bodies, etags, logs
from app.api.http.long_answers import long_answer
from app.api.lines import Line
from app.api.metrics import metrics_of
from app.api.reading import Read, Readers
from app.api.results import Results
from app.db import Database, ReadSession
from app.problems import BodyTooLarge, InvalidQuery, MalformedRequest, NotFound, Problem, UnsupportedMediaType
from app.render import ndjson
from app.timeline.ids import new_id
from app.timeline.models import Ingestion, IngestionState, Job, JobKind
from app.timeline.storing import ingestions
from app.timeline.storing import jobs as jobs_store

router = APIRouter(prefix="/v1/ingestions", tags=["articles"])

PATH = "/v1/ingestions"
ID_HEADER = "Ingestion-Id"
IngestionId = Annotated[str, describe.PublicId]

_SUPPORTED = [arriving.LINES[0], arriving.JSON, *arriving.XML, arriving.JSON_FEED, arriving.PAGE]

# What waits in memory to be read: so many lines, or so many bytes.
_WAITING_LINES = 128
_WAITING_BYTES = 4_000_000
# What is to be done later is kept in pieces of so much.
_KEPT_LINES = 500
_KEPT_BYTES = 1_000_000


@router.post(
    "",
    operation_id="add_ingestion",
    summary="Add many articles",
    response_class=Response,
    dependencies=[Depends(jobs.documented)],
    responses={
        200: {
            "description": "A line of JSON for each line or element, in order, when it is stored.",
            "headers": {
                ID_HEADER: {"schema": {"type": "string"}, "description": "Id of the ingestion."},
                "Location": {"schema": {"type": "string"}, "description": "Where the ingestion is told."},
            },
            "content": {
                ndjson.MEDIA_TYPE: {"schema": {"type": "string"}, "example": describe.text("add_ingestion", "ndjson")}
            },
        },
        **jobs.ACCEPTED,
        **describe.problems(InvalidQuery, MalformedRequest, BodyTooLarge, UnsupportedMediaType),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"type": "array", "items": {"$ref": "#/components/schemas/ArticleIn"}},
                    "examples": describe.requests("add_ingestion"),
                },
                **{
                    kind: {"schema": {"type": "string"}, "example": describe.text("add_ingestion", name)}
                    for kind, name in (
                        (arriving.LINES[0], "lines"), ("application/rss+xml", "rss"), ("application/atom+xml", "atom"),
                        (arriving.JSON_FEED, "jsonfeed"), (arriving.PAGE, "html"),
                    )
                },
            },
        }
    },
)  # fmt: skip
async def add_ingestion(request: Request) -> Response:
    """Add articles as they come: each line of NDJSON, or element of a JSON array, is a body of `POST /v1/articles`.

    The answer is a line for each, in order: `{line, status, outcome, article_id, events}` or `{line, status, problem}`.
    It is sent when the article is stored for good. A bad line fails alone. `line` counts from 1, in NDJSON the blank
    lines too, which have no result. A document may be as long as the body of one article; the whole has no bound. Who
    sends nothing for two minutes is taken to be gone, and the ingestion is `interrupted`.

    Sending everything first and reading then is fine, and so is sending it again after a failure: what is known is
    `unchanged`. `Content-Encoding: gzip` is unpacked. RSS, Atom and JSON Feed documents are read entry by entry, a
    page of HTML is one article. Results can be had again for a week under the address in `Location`.

    With `Prefer: respond-async` nothing is read or stored before all of it has come: the answer is a job then, and
    results are under its `ingestion_id` as they come. What is wrong altogether is refused, as without it.
    """
    kind = bodies.media_type(request)
    if kind not in (*arriving.LINES, *_SUPPORTED):
        raise UnsupportedMediaType("Send NDJSON, a JSON array, a feed or a page.", supported=_SUPPORTED)
    packed = request.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", ""):
        raise UnsupportedMediaType("A body may be packed with gzip.", supported=["gzip", "identity"])
    longest: int = request.app.state.settings.max_body_bytes
    body = arriving.Arriving(request, kind, longest=longest, unpack=packed.endswith("gzip"))
    return await _later(request, body) if jobs.preferred(request) else _Conversation(request, body)


@router.get(
    "/{ingestion_id}",
    operation_id="get_ingestion",
    summary="One ingestion",
    response_model=schemas.Ingestion,
    responses={**describe.success(), **describe.problems(InvalidQuery, NotFound)},
)
def get_ingestion(request: Request, response: Response, session: ReadSession, ingestion_id: IngestionId) -> Any:
    """How far it is: `running`, `finished`, or `interrupted` where the sender went away or the service stopped."""
    found = ingestions.get(session, ingestion_id)
    etags.revalidate(request, response, etags.strong(request, _revision(found)))
    return {
        "id": found.public_id,
        "state": found.state.value,
        "lines": found.lines,
        "outcomes": found.outcomes,
        "recorded_at": documents.instant(found.recorded_at),
        "revised_at": documents.instant(found.revised_at),
    }


@router.get(
    "/{ingestion_id}/results",
    operation_id="get_ingestion_results",
    summary="The results of an ingestion",
    response_class=Response,
    responses={
        **describe.success(
            {
                ndjson.MEDIA_TYPE: {
                    "schema": {"type": "string"}, "example": describe.text("get_ingestion_results", "ndjson"),
                }
            }
        ),
        **describe.problems(InvalidQuery, NotFound),
    },
)  # fmt: skip
def get_ingestion_results(
    request: Request, response: Response, session: ReadSession, ingestion_id: IngestionId
) -> Response:
    """The lines that the ingestion was answered, from the first one; of one that is running, those there are so far."""
    found = ingestions.get(session, ingestion_id)
    etags.revalidate(request, response, etags.weak(request, _revision(found)))
    return long_answer(request, response, partial(ingestions.results, key=found.id), ndjson.MEDIA_TYPE)


def _revision(ingestion: Ingestion) -> int:
    return 2 * ingestion.lines + (ingestion.state is not IngestionState.RUNNING)


async def _later(request: Request, body: arriving.Arriving) -> Response:
    """Keep all that comes, in pieces, and answer with a job when it is whole; what breaks off leaves nothing behind."""
    database: Database = request.app.state.database
    waiting: list[jobs_store.NumberedLine] = []
    key: int | None = None
    size = 0

    def keep(*, whole: bool) -> tuple[Job, Ingestion | None]:
        now = datetime.now(UTC)
        with database.write() as session:
            job = jobs_store.begin(session, JobKind.INGESTION, now=now) if key is None else session.get_one(Job, key)
            if waiting:
                jobs_store.add_lines(session, job, waiting, now=now)
            ingestion = ingestions.begin(session, new_id(now), now=now) if whole else None
            if whole:
                jobs_store.queue(session, job, ingestion=ingestion, now=now)
        return job, ingestion

    try:
        async for line in body.lines():
            waiting.append((line.number, line.content))
            size += len(line.content or b"")
            if size > _KEPT_BYTES or len(waiting) == _KEPT_LINES:
                job, _ = await run_sync(partial(keep, whole=False))
                key, size = job.id, 0
                waiting.clear()
        job, ingestion = await run_sync(partial(keep, whole=True))
    except (ClientDisconnect, Problem) as failure:
        if key is not None:
            await run_sync(_forget, database, key)
        if isinstance(failure, Problem):
            await body.discard()
            raise
        # Nobody is there to read it.
        return Response(status_code=400)
    assert ingestion is not None
    answer = jobs.accepted(request, job, ingestion)
    answer.headers[ID_HEADER] = ingestion.public_id
    return answer


def _forget(database: Database, key: int) -> None:
    with database.write() as session:
        jobs_store.forget(session, key)


class _Conversation(Response):
    """Takes a body and answers it at the same time; neither waits for the other.

    A task takes the body, a thread reads and stores what came, and results are sent from where they are kept: a client
    that does not read them yet costs no memory. The answer begins with the first result, so that a body that is wrong
    altogether is refused with a status of its own.
    """

    media_type = ndjson.MEDIA_TYPE

    def __init__(self, request: Request, body: arriving.Arriving) -> None:
        self._arriving = body
        self._database: Database = request.app.state.database
        self._readers: Readers = request.app.state.readers
        self._log = request.app.state.log
        self._longest: int = request.app.state.settings.max_body_bytes
        self._now = datetime.now(UTC)
        self._public_id = new_id(self._now)
        self._waiting = _Waiting(asyncio.get_running_loop())
        self._news = asyncio.Event()
        self._results: Results | None = None
        self._metrics = metrics_of(request)
        self._stored = False
        self._state = IngestionState.INTERRUPTED
        self._failure: Exception | None = None
        super().__init__(headers={ID_HEADER: self._public_id, "Location": f"{PATH}/{self._public_id}"})
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  as ASGI calls it
        begun = False
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._take)
            tasks.start_soon(self._store)
            begun = await self._answer(send)
            tasks.cancel_scope.cancel()
        if self._failure is not None and not (begun and isinstance(self._failure, Problem)):
            raise self._failure
        if not begun:
            await self._begin(send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _begin(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})

    async def _answer(self, send: Send) -> bool:
        """Send results as they come; whether there was any."""
        sent = 0
        while True:
            self._news.clear()
            last = self._stored
            while self._results is not None and sent < self._results.kept.number:
                for number, content in await run_sync(self._kept, self._results.key, sent):
                    if not sent:
                        await self._begin(send)
                    sent = number
                    await send({"type": "http.response.body", "body": content, "more_body": True})
            if last:
                return sent > 0
            await self._news.wait()

    def _kept(self, key: int, after: int) -> list[tuple[int, bytes]]:
        with self._database.read() as session:
            return ingestions.some_results(session, key, after=after)

    async def _take(self) -> None:
        """Take the body and take it apart."""
        try:
            async for line in self._arriving.lines():
                await self._waiting.put(line)
            self._state = IngestionState.FINISHED
        except ClientDisconnect:
            pass
        except Problem as problem:
            self._failure = problem
            await self._arriving.discard()
        finally:
            self._waiting.end()

    async def _store(self) -> None:
        try:
            # Who says that there will be lines, and sends none, has no thread that others wait for.
            await self._waiting.begun()
            await run_sync(self._store_all, limiter=self._readers.limiter)
        except Exception as error:  # noqa: BLE001  it is raised when the task group has ended, which would wrap it
            self._failure = error
        finally:
            self._stored = True
            self._news.set()

    def _store_all(self) -> None:
        """In a thread of its own: read and store what comes."""
        with self._database.write() as session:
            key = ingestions.begin(session, self._public_id, now=self._now).id
        results = self._results = Results(key)
        for _ in conveyor.convey(
            self._database,
            self._waiting.take,
            self._read,
            read_here=self._read_here,
            also=results.keep,
            unexpected=partial(logs.failure, self._log),
            taken_apart=partial(logs.taken_apart, self._log),
        ):
            self._committed(results)
        with self._database.write() as session:
            if isinstance(self._failure, Problem) and results.kept.number:
                # Too late for a status of its own: it has the place of the line that could not be had.
                results.keep(session, [(Line(results.kept.line + 1, None), conveyor.result_of(self._failure))])
            ingestions.end(session, key, self._state, now=datetime.now(UTC))
        self._committed(results)

    def _committed(self, results: Results) -> None:
        self._metrics.ingested(results.committed())
        self._waiting.loop.call_soon_threadsafe(self._news.set)

    def _read(self, line: Line) -> Future[Read]:
        if line.content is not None:
            return self._readers.read(line.content, self._now)
        refused: Future[Read] = Future()
        refused.set_result(bodies.too_large(self._longest))
        return refused

    def _read_here(self, line: Line) -> Future[Read]:
        return self._readers.read_here(line.content or b"", self._now)


class _Waiting:
    """Lines on their way from the task that takes them to the thread that reads them, so many and no more."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._lines: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self._room = asyncio.Event()
        self._begun = asyncio.Event()
        self._lock = threading.Lock()
        self._count = 0
        self._bytes = 0

    async def put(self, line: Line) -> None:
        size = len(line.content or b"")
        while self._count and (self._count >= _WAITING_LINES or self._bytes + size > _WAITING_BYTES):
            self._room.clear()
            await self._room.wait()
        self._add(1, size)
        self._lines.put(line)
        self._begun.set()

    def end(self) -> None:
        self._lines.put(None)
        self._begun.set()

    async def begun(self) -> None:
        """Wait for the first line, or that there is none."""
        await self._begun.wait()

    def take(self, *, wait: bool) -> Line | None:
        """As a `conveyor.Source`, in the thread."""
        try:
            line = self._lines.get(block=wait)
        except queue.Empty:
            return None
        if line is None:
            raise Ended
        self._add(-1, -len(line.content or b""))
        self.loop.call_soon_threadsafe(self._room.set)
        return line

    def _add(self, count: int, size: int) -> None:
        with self._lock:
            self._count += count
            self._bytes += size
