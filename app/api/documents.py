"""Rows and extractions as the documents that clients receive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from app.api import offsets
from app.api.offsets import StoredTexts
from app.extract.article import Extraction, Notice, Statement
from app.timeline import lookups
from app.timeline.asking.key_dates import KeyDate
from app.timeline.changes import event_document
from app.timeline.listed import LEFT_OUT
from app.timeline.models import Article, Event, Mention, Report
from app.timeline.storing.articles import EventDifference
from app.timeline.storing.ingest import Submission
from app.timex import edtf
from app.timex.when import as_document

Units = Literal["codepoints", "utf16"]

WHEN_EXTRAS = LEFT_OUT
EVENT_EXTRAS = (*WHEN_EXTRAS, "reports")


def instant(moment: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def when(document: dict[str, Any], include: Collection[str]) -> dict[str, Any]:
    """The document of a `When` without those extras that are not asked for."""
    return {key: value for key, value in document.items() if key not in WHEN_EXTRAS or key in include}


def article(row: Article) -> dict[str, Any]:
    """An article as lists show it."""
    return {
        "id": row.public_id,
        "external_id": row.external_id,
        "url": row.url,
        "title": row.title,
        "source": row.source,
        "collection": row.collection,
        "published_at": row.published_at,
        "published_at_basis": row.published_at_basis.value,
        "updated_at": row.updated_at,
        "timezone": row.timezone,
        "country": row.country,
        "language": row.language,
        "genre": row.genre.value,
        "authors": row.authors,
        "tags": row.tags,
        "store_text": row.store_text,
        "grammar": row.grammar,
        "recorded_at": instant(row.recorded_at),
        "revised_at": instant(row.revised_at),
        "revision": row.revision,
    }


def whole_article(row: Article) -> dict[str, Any]:
    """An article with its text, which has to be loaded."""
    return {**article(row), "text": row.text, "warnings": row.warnings}


def mention(row: Mention) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "part": row.part.value,
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "when": row.when,
        "status": row.status.value,
    }


def place(row: Article) -> dict[str, Any]:
    """An article as far as a reader needs it to find a sentence of it."""
    return {
        "id": row.public_id,
        "external_id": row.external_id,
        "url": row.url,
        "title": row.title,
        "source": row.source,
        "published_at": row.published_at,
    }


def report(row: Report) -> dict[str, Any]:
    """A report; its `article` has to be loaded."""
    return {
        "id": row.public_id,
        "article": place(row.article),
        "sentence": {
            "text": row.sentence_text,
            "start": row.sentence_start,
            "end": row.sentence_end,
            "part": row.part.value,
        },
        "trigger": {"text": row.trigger_text, "start": row.trigger_start, "end": row.trigger_end},
        "attribution": row.attribution,
        "when": row.when,
        "modality": row.modality.value,
        "confidence": row.statement_confidence,
    }


def events(
    session: Session, rows: Sequence[Event], *, units: Units, with_reports: bool = False
) -> list[dict[str, Any]]:
    """Events with everything, and their `reports` where asked for."""
    documents = [event_document(row) for row in rows]
    if not with_reports and units == "codepoints":
        return documents
    told: dict[int, list[dict[str, Any]]] = {row.id: [] for row in rows}
    for each in session.scalars(lookups.reports_of_events(rows)):
        told[each.event_id].append(report(each))
    texts = StoredTexts(session) if units == "utf16" else None
    for number, row in enumerate(rows):
        tellings = told[row.id]
        if texts:
            documents[number] = texts.event(documents[number], tellings)
            tellings = [texts.report(each) for each in tellings]
        if with_reports:
            documents[number] = {**documents[number], "reports": tellings}
    return documents


def mentions(session: Session, article: Article, rows: Iterable[Mention], *, units: Units) -> list[dict[str, Any]]:
    """Mentions of one article."""
    documents = [mention(row) for row in rows]
    if units == "codepoints":
        return documents
    convert = StoredTexts(session).of(article.public_id)
    return [offsets.mention(document, convert) for document in documents]


def reports(session: Session, rows: Iterable[Report], *, units: Units) -> list[dict[str, Any]]:
    """Reports with their articles, which have to be loaded."""
    documents = [report(row) for row in rows]
    texts = StoredTexts(session) if units == "utf16" else None
    return [texts.report(document) for document in documents] if texts else documents


def key_date(session: Session, found: KeyDate, *, units: Units) -> dict[str, Any]:
    """A day that matters, with its events and sentences as lists show them."""
    sentences = []
    for row, told in zip(found.sentences, reports(session, found.sentences, units=units), strict=True):
        shown = listed(told, ())
        place = {"article": shown["article"], "event_id": row.event.public_id, "when": shown["when"]}
        sentences.append({**shown["sentence"], **place})
    return {
        "date": edtf.day_text(found.day),
        "score": found.score,
        "why": {
            "mentions": found.mentions,
            "sources": found.sources,
            "before": found.before,
            "after": found.after,
        },
        "events": [listed(each, ()) for each in events(session, found.events, units=units)],
        "sentences": sentences,
    }


def difference(each: EventDifference) -> dict[str, Any]:
    """What a correction does to one event."""
    return {
        "event_id": each.event_id,
        "change": each.change.value,
        "before": each.before,
        "after": each.after,
        "into": each.into,
    }


def listed(document: dict[str, Any], include: Collection[str]) -> dict[str, Any]:
    """A mention, report or event as lists show it: its dates, and those of its reports, without the extras."""
    shown = {**document, "when": when(document["when"], include)}
    said = document.get("attribution")
    if said and said["when"]:
        shown["attribution"] = {**said, "when": when(said["when"], include)}
    if "reports" in document:
        shown["reports"] = [listed(each, include) for each in document["reports"]]
    return shown


def notice(warning: Notice) -> dict[str, Any]:
    return {"code": warning.code, "detail": warning.detail}


def extraction(sent: Submission, read: Extraction) -> dict[str, Any]:
    """What was read from an article that is not stored: the shape of a stored one, its ids null."""
    warnings = [notice(warning) for warning in read.warnings]
    article_document = {
        "id": None,
        "external_id": sent.external_id,
        "url": sent.url,
        "title": read.title,
        "source": sent.source,
        "collection": sent.collection,
        "published_at": read.published_at,
        "published_at_basis": read.published_at_basis.value,
        "updated_at": sent.updated_at,
        "timezone": read.timezone,
        "country": read.country,
        "language": read.language,
        "genre": read.genre.value,
        "authors": list(sent.authors),
        "tags": list(sent.tags),
        "store_text": sent.store_text,
        "grammar": read.grammar,
        "recorded_at": None,
        "revised_at": None,
        "revision": None,
        "text": read.text,
        "warnings": warnings,
    }
    return {
        "outcome": "extracted",
        "article": article_document,
        "events": [_statement(statement, article_document, sent.collection) for statement in read.statements],
        "mentions": [
            {
                "id": None,
                "part": found.quote.part.value,
                "start": found.quote.start,
                "end": found.quote.end,
                "text": found.quote.text,
                "when": as_document(found.when),
                "status": found.status.value,
            }
            for found in read.mentions
        ],
        "warnings": warnings,
    }


def _statement(statement: Statement, article_document: dict[str, Any], collection: str) -> dict[str, Any]:
    told = as_document(statement.when)
    said = statement.attribution
    return {
        "id": None,
        "title": statement.title,
        "type": None,
        "modality": statement.modality.value,
        "status": "active",
        "merged_into": None,
        "collection": collection,
        "when": told,
        "entities": [{"id": None, "name": entity.name, "type": entity.type} for entity in statement.entities],
        "evidence": {
            "articles": 1,
            "independent_sources": 1,
            "date_votes": {told["edtf"]: 1} if told["edtf"] else {},
        },
        "flags": list(statement.flags),
        "recorded_at": None,
        "revision": None,
        "pinned": [],
        "reports": [
            {
                "id": None,
                "article": {
                    key: article_document[key]
                    for key in ("id", "external_id", "url", "title", "source", "published_at")
                },
                "sentence": {
                    "text": statement.sentence.text,
                    "start": statement.sentence.start,
                    "end": statement.sentence.end,
                    "part": statement.sentence.part.value,
                },
                "trigger": {
                    "text": statement.trigger.text,
                    "start": statement.trigger.start,
                    "end": statement.trigger.end,
                },
                "attribution": said and {"speaker": said.speaker, "when": said.when and as_document(said.when)},
                "when": told,
                "modality": statement.modality.value,
                "confidence": statement.confidence,
            }
        ],
    }
