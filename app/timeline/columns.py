"""What was read in an article as it is kept: reports and mentions column by column, and the words to find it by."""

from __future__ import annotations

from typing import Any

from app.extract import article as extracted
from app.extract.article import Extraction, Mention, Statement
from app.timeline import queries
from app.timeline.bounds import columns_of, day_of, plausible
from app.timeline.models import Article
from app.timex.timex3 import Status
from app.timex.when import UNDATED, as_document

# The width of its column.
LONGEST_NAME = 300


def columns_of_report(statement: Statement, position: int, article: Article) -> dict[str, Any]:
    """The columns of a report that say what the statement says; `article` has its time of publication."""
    when, flags = statement.when, set(statement.flags)
    if not plausible(when):
        when = UNDATED
        flags.add("date_out_of_range")
    columns = columns_of(when)
    if (
        statement.modality is extracted.Modality.ASSERTED
        and columns["earliest"] is not None
        and columns["earliest"] >= article.published_latest
    ):
        flags.add("after_publication")
    said = statement.attribution
    attribution = None if said is None else {"speaker": said.speaker, "when": said.when and as_document(said.when)}
    return {
        **columns,
        "position": position,
        "day": day_of(when),
        "title": statement.title,
        "modality": statement.modality,
        "part": statement.sentence.part,
        "sentence_text": statement.sentence.text,
        "sentence_start": statement.sentence.start,
        "sentence_end": statement.sentence.end,
        "trigger_text": statement.trigger.text,
        "trigger_start": statement.trigger.start,
        "trigger_end": statement.trigger.end,
        "attribution": attribution,
        "statement_confidence": statement.confidence,
        "flags": sorted(flags),
    }


def columns_of_mention(found: Mention) -> dict[str, Any]:
    """The columns of a mention but its keys."""
    quote, sound = found.quote, plausible(found.when)
    bounds = columns_of(found.when if sound else UNDATED)
    return {
        "part": quote.part,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "when": as_document(found.when),
        "status": found.status,
        "day": day_of(found.when) if found.status is Status.OK and sound else None,
        "earliest": bounds["earliest"],
        "latest": bounds["latest"],
        "precision": bounds["precision"],
    }


def texts_of_article(article: Article, extraction: Extraction) -> list[str]:
    """What an article is found by: its title and its text, or the sentences that are kept of it."""
    told = [extraction.text] if article.store_text else [statement.sentence.text for statement in extraction.statements]
    return [extraction.title or "", *told]


def name_key(entity: extracted.Entity) -> tuple[str, str]:
    """What tells entities of a collection apart; the name is empty where it has no letter or digit."""
    return queries.folded_name(entity.name), entity.type or ""
