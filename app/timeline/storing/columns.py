"""What was read in an article as it is kept: reports and mentions column by column, and the words to find it by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from app.extract import article as extracted
from app.extract.article import Extraction, Mention, Statement
from app.timeline import fulltext, naming
from app.timeline.bounds import columns_of, day_of, outer, plausible
from app.timeline.joining import copies
from app.timex.timex3 import Status
from app.timex.when import UNDATED, as_document

# The width of its column.
LONGEST_NAME = 300


def columns_of_article(extraction: Extraction, words: Sequence[str], *, store_text: bool) -> dict[str, Any]:
    """The columns of an article that say what was read; its text only where that is to be stored.

    Args:
        words: of its text.
    """
    return {
        "title": extraction.title,
        "text": extraction.text if store_text else None,
        "text_hash": hashlib.sha256(extraction.text.encode()).hexdigest(),
        "sketch": copies.sketch(words),
        "language": extraction.language,
        "country": extraction.country,
        "timezone": extraction.timezone,
        "genre": extraction.genre,
        "published_at": extraction.published_at,
        "published_at_basis": extraction.published_at_basis,
        "published_earliest": extraction.dct.start,
        "published_latest": extraction.dct.end,
        "warnings": [{"code": warning.code, "detail": warning.detail} for warning in extraction.warnings],
        "grammar": extraction.grammar,
    }


def columns_of_report(statement: Statement, position: int, published_latest: int) -> dict[str, Any]:
    """The columns of a report that say what the statement says, of an article that was published before then."""
    when, flags = statement.when, set(statement.flags)
    if not plausible(when):
        when = UNDATED
        flags.add("date_out_of_range")
    columns = columns_of(when)
    if (
        statement.modality is extracted.Modality.ASSERTED
        and columns["earliest"] is not None
        and columns["earliest"] >= published_latest
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
    earliest, latest = outer(found.when if sound else UNDATED)
    return {
        "part": quote.part,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "when": as_document(found.when),
        "status": found.status,
        "day": day_of(found.when) if found.status is Status.OK and sound else None,
        "earliest": earliest,
        "latest": latest,
        "precision": found.when.precision if sound else None,
    }


def words_of_article(extraction: Extraction, words: Sequence[str], *, store_text: bool) -> list[Sequence[str]]:
    """What an article is found by: the words of its title and of its text, or of the sentences that are kept of it."""
    told = [words] if store_text else [fulltext.words(statement.sentence.text) for statement in extraction.statements]
    return [fulltext.words(extraction.title or ""), *told]


def name_key(entity: extracted.Entity) -> tuple[str, str]:
    """What tells entities of a collection apart; the name is empty where it has no letter or digit."""
    return naming.folded_name(entity.name), entity.type or ""
