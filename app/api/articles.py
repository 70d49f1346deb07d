"""Articles over HTTP: added, listed, corrected, withdrawn."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.api import describe, documents, filters, jobs, quick, schemas
from app.api.http import etags, idempotency, negotiate
from app.api.http.bodies import json_only
from app.api.http.cursors import Pages
from app.api.reading import Readers
from app.api.submissions import corrections, submission
from app.api.writer import Writer
from app.db import Database, ReadSession, WriteSession
from app.problems import (
    InvalidCursor,
    InvalidQuery,
    NotAcceptable,
    NotFound,
    PreconditionFailed,
    TextNotStored,
    Withdrawn,
)
from app.render import timeml
from app.timeline import changes, lookups
from app.timeline.models import JobKind
from app.timeline.storing import articles

router = APIRouter(prefix="/v1/articles", tags=["articles"], route_class=idempotency.Repeatable)
# The list by itself, because the way to it is a shorter one.
list_router = APIRouter(
    prefix="/v1/articles", tags=["articles"], route_class=quick.route(filters.ArticleQuery, lambda _: True)
)

ArticleId = Annotated[str, describe.PublicId]
_GONE = (NotFound, Withdrawn)
_FORMS = {"json": "application/json", "timeml": timeml.MEDIA_TYPE}


@router.post(
    "",
    operation_id="add_article",
    summary="Add an article",
    status_code=201,
    response_model=schemas.Added,
    dependencies=[Depends(json_only), Depends(idempotency.documented), Depends(jobs.documented)],
    responses={
        200: {"model": schemas.Added, "description": "The article is known: `unchanged`, or `revised`."},
        **jobs.ACCEPTED,
        **describe.problems(InvalidQuery, Withdrawn, *describe.BODY_PROBLEMS, *idempotency.PROBLEMS),
    },
)
async def add_article(
    request: Request,
    sent: Annotated[schemas.ArticleIn, Body(openapi_examples=describe.requests("add_article"))],
    told: Annotated[filters.Units, Query()],
) -> Any:
    """Read an article, store what it tells, and answer with it.

    It is the same article when its natural key is known in its collection: `source` and `external_id`, else the
    canonical `url`, else its content. Sent again it is `unchanged`, with other content `revised`. One that was
    deleted stays so: 410.

    With `Prefer: respond-async` the body is checked and kept, and what remains to be done is a job.
    """
    now = datetime.now(UTC)
    submitted = submission(sent, now)
    if jobs.preferred(request):
        return await run_in_threadpool(_later, request, sent.model_dump_json(exclude_unset=True).encode())
    writer: Writer = request.app.state.writer
    readers: Readers = request.app.state.readers
    with writer.in_hand():
        # What came of it is counted when it has been answered.
        request.state.outcome = "failed"
        prepared = await readers.prepare(submitted, now)
        storing = writer.store(prepared, units=told.offsets, repeatable=idempotency.repeatable(request))
        done = await asyncio.wrap_future(storing)
    request.state.outcome = None if done.outcome is None else done.outcome.value
    return idempotency.again(done.answer) if done.outcome is None else idempotency.told(done.answer)


def _later(request: Request, content: bytes) -> Response:
    database: Database = request.app.state.database
    with database.write() as session:
        idempotency.claim(request, session)
        response = jobs.accept(request, session, JobKind.ARTICLE, content=content)
        return idempotency.kept(request, session, response)


@list_router.get(
    "",
    operation_id="get_articles",
    summary="List articles",
    response_model=schemas.ArticlePage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(),
        **describe.problems(InvalidQuery, InvalidCursor),
    },
)
def get_articles(
    request: Request, response: Response, session: ReadSession, query: Annotated[filters.ArticleQuery, Query()]
) -> Any:
    """Articles, latest publication first, without their texts."""
    wanted = filters.article_filter(query)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, wanted)
    page = articles.page(session, wanted, after=pages.after, limit=query.limit)
    answer: dict[str, Any] = {
        "items": [documents.article(row) for row in page.items],
        "next_cursor": pages.next(response, page.next_key),
    }
    if query.count != "none":
        answer["count"] = articles.count(session, wanted)
    return quick.as_it_is(response, answer)


@router.get(
    "/{article_id}",
    operation_id="get_article",
    summary="One article",
    response_model=schemas.Article,
    responses={
        **describe.success(describe.forms("get_article", _FORMS)),
        **describe.problems(InvalidQuery, NotAcceptable, *_GONE, TextNotStored),
    },
)
def get_article(
    request: Request,
    response: Response,
    session: ReadSession,
    article_id: ArticleId,
    query: Annotated[filters.ArticleForm, Query()],
) -> Any:
    """An article with the text that offsets point into; `text` is null where it was not to be stored.

    As TimeML (`format=timeml`, or `Accept: application/xml`) its expressions and event words are marked in the text.
    """
    form = negotiate.media_type(request, _FORMS, query.format)
    article = articles.get(session, article_id, with_text=True)
    etags.revalidate(request, response, etags.strong(request, article.revision))
    told = documents.whole_article(article)
    if form == "json":
        return told
    if article.text is None:
        raise TextNotStored("The text of this article was not kept, so there is nothing to mark its expressions in.")
    mentions = [documents.mention(row) for row in session.scalars(lookups.mentions_of_article(article))]
    reports = [documents.report(row) for row in session.scalars(lookups.reports_of_article(article))]
    content = timeml.document(told, mentions, reports)
    return Response(content, media_type=timeml.MEDIA_TYPE, headers=dict(response.headers))


@router.get(
    "/{article_id}/mentions",
    operation_id="get_article_mentions",
    summary="The temporal expressions of an article",
    response_model=schemas.MentionPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(),
        **describe.problems(InvalidQuery, InvalidCursor, *_GONE, TextNotStored),
    },
)
def get_article_mentions(
    request: Request,
    response: Response,
    session: ReadSession,
    article_id: ArticleId,
    query: Annotated[filters.IncludingPage, Query()],
) -> Any:
    """Every temporal expression, whether or not it dates an event: those of the title, then those of the text.

    Durations and references such as "now" have `kind: undated` and a filled `timex3`. `status` is `impossible` for
    what no calendar has (29 February 2015), and `boilerplate` for what stands in a footer or a comment form.
    """
    include = filters.includes(query, documents.WHEN_EXTRAS)
    article = articles.get(session, article_id)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, article.revision)
    rows, key = pages.window(session, lookups.mentions_of_article(article), query.limit)
    told = documents.mentions(session, article, rows, units=query.offsets)
    return {"items": [documents.listed(each, include) for each in told], "next_cursor": pages.next(response, key)}


@router.get(
    "/{article_id}/events",
    operation_id="get_article_events",
    summary="The events an article tells",
    response_model=schemas.EventPage,
    response_model_exclude_unset=True,
    responses={
        **describe.success(),
        **describe.problems(InvalidQuery, InvalidCursor, *_GONE, TextNotStored),
    },
)
def get_article_events(
    request: Request,
    response: Response,
    session: ReadSession,
    article_id: ArticleId,
    query: Annotated[filters.EventsPage, Query()],
) -> Any:
    """Each event once, in the order of the text, whatever its modality."""
    include = filters.includes(query, documents.EVENT_EXTRAS)
    article = articles.get(session, article_id)
    etags.revalidate(request, response, etags.weak(request, changes.version(session)))
    pages = Pages(session, request, query.cursor, article.revision)
    rows, key = pages.window(session, lookups.events_of_article(article), query.limit)
    told = documents.events(session, rows, units=query.offsets, with_reports="reports" in include)
    return {"items": [documents.listed(each, include) for each in told], "next_cursor": pages.next(response, key)}


@router.patch(
    "/{article_id}",
    operation_id="patch_article",
    summary="Correct an article",
    response_model=schemas.Amended,
    dependencies=[Depends(json_only), Depends(etags.documented)],
    responses={
        **describe.problems(InvalidQuery, *_GONE, TextNotStored, PreconditionFailed, *describe.BODY_PROBLEMS),
    },
)
def patch_article(
    request: Request,
    session: WriteSession,
    article_id: ArticleId,
    sent: Annotated[schemas.ArticlePatch, Body(openapi_examples=describe.requests("patch_article"))],
    dry_run: Annotated[bool, Query(description="Show what would change, and change nothing.")] = False,
) -> Any:
    """Correct what an article says of itself, and move every event that hangs on it, in one transaction.

    A field that is left out stays as it is; null takes it back to what the text itself tells. Give the article's
    `ETag` in `If-Match` to be refused (412) when somebody else was faster.
    """
    now = datetime.now(UTC)
    database: Database = request.app.state.database
    # Reading an article again takes a while: the session that writes has not begun yet and keeps nobody waiting.
    with database.read() as before:
        text = articles.get(before, article_id, with_text=True).text
        amendment = articles.prepare_amendment(before, article_id, corrections(sent, now))
    etags.check_match(request, amendment.revision)
    amended = articles.amend(session, amendment, now=now, dry_run=dry_run)
    return {
        **documents.article(amended.article),
        "text": text,
        "warnings": amended.article.warnings,
        "differences": [documents.difference(each) for each in amended.differences],
        "dry_run": dry_run,
    }


@router.post(
    "/{article_id}/re-extractions",
    operation_id="reextract_article",
    summary="Read an article again",
    response_model=schemas.Reextracted,
    dependencies=[Depends(idempotency.documented), Depends(jobs.documented), Depends(etags.documented)],
    responses={
        200: {"description": "It was read again; `changed` says whether that made a difference."},
        **jobs.ACCEPTED,
        **describe.problems(InvalidQuery, *_GONE, TextNotStored, PreconditionFailed, *idempotency.PROBLEMS),
    },
)
def reextract_article(
    request: Request,
    session: WriteSession,
    article_id: ArticleId,
    dry_run: Annotated[bool, Query(description="Show what would change, and change nothing.")] = False,
) -> Any:
    """Run today's grammar over a stored article and bring its events up to date, in one transaction.

    What was corrected of the article is read as corrected, and fields of events that are `pinned` stay as they are. An
    article that reads the same as before is left alone: it gets no new revision. `dateline reextract` does it for all.
    `Prefer: respond-async` makes it a job; a dry run is answered at once.
    """
    now = datetime.now(UTC)
    database: Database = request.app.state.database
    idempotency.concerns(article_id, request)
    if jobs.preferred(request) and not dry_run:
        article = articles.get(session, article_id, with_text=True)
        etags.check_match(request, article.revision)
        if article.text is None:
            raise TextNotStored("Of this article only sentences were kept: send it again instead.")
        return jobs.accept(request, session, JobKind.REEXTRACTION, article_id=article_id)
    with database.read() as before:
        amendment = articles.prepare_amendment(before, article_id, {})
    etags.check_match(request, amendment.revision)
    done = articles.reread(session, amendment, now=now, dry_run=dry_run)
    return {
        "changed": done.changed,
        "grammar_before": done.grammar_before,
        "grammar": done.article.grammar,
        "article": documents.whole_article(done.article),
        "mentions": {"added": done.mentions.added, "removed": done.mentions.removed, "changed": done.mentions.changed},
        "differences": [documents.difference(each) for each in done.differences],
        "dry_run": dry_run,
    }


@router.delete(
    "/{article_id}",
    operation_id="delete_article",
    summary="Withdraw an article",
    status_code=204,
    response_class=Response,
    dependencies=[Depends(etags.documented)],
    responses={
        204: {"description": "The article is gone."},
        **describe.problems(InvalidQuery, *_GONE, PreconditionFailed),
    },
)
def delete_article(request: Request, session: WriteSession, article_id: ArticleId) -> None:
    """Delete an article for good: its words are gone from every table, and a tombstone without words stays.

    Events that no other article tells are retracted, others lose a report. Sending it again answers 410.
    """
    etags.check_match(request, articles.get(session, article_id).revision)
    articles.withdraw(session, article_id, now=datetime.now(UTC))
