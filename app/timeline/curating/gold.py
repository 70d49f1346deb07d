"""Corrections as annotated documents, in the form `dateline evaluate` reads: what a person has set is the gold value.

A document is an article with its text. Its expressions are those that were read in it; the one that dated an event
whose date was corrected has the value of the correction, and the events that were corrected stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.extract.article import Part
from app.timeline import lookups
from app.timeline.models import Article, Event, EventStatus, Mention, Report
from app.timex import edtf
from app.timex.timex3 import Status

_AT_ONCE = 100


# Few events are ever corrected, and a list in JSON that is not empty is asked for alike in both databases as a text.
_told = (Report.event_id == Event.id, Event.status == EventStatus.ACTIVE, sa.cast(Event.pinned, sa.Text) != "[]")


def documents(session: Session) -> Iterator[dict[str, Any]]:
    """One document for each article that tells an event corrected by hand, in the order of their arrival."""
    last = 0
    while articles := session.scalars(
        select(Article)
        .where(Article.id > last, Article.text.is_not(None), Article.id.in_(select(Report.article_id).where(*_told)))
        .options(undefer(Article.text))
        .order_by(Article.id)
        .limit(_AT_ONCE)
    ).all():
        for article in articles:
            document = _document(session, article)
            if document["events"]:
                yield document
        last = articles[-1].id
        session.expunge_all()


def _document(session: Session, article: Article) -> dict[str, Any]:
    rows = select(Report, Event).where(Report.article_id == article.id, *_told).order_by(Report.position)
    told = [(report, event) for report, event in session.execute(rows)]
    mentions = session.scalars(lookups.mentions_of_article(article)).all()
    timexes = [_timex(mention) for mention in mentions if _is_annotated(mention)]
    for report, event in told:
        if "when" in event.pinned:
            _correct(timexes, report, event)
    return {
        "id": article.public_id,
        "text": article.text,
        "dct": edtf.moment_text(article.published_earliest),
        "domain": article.genre.value,
        "language": article.language,
        "timexes": timexes,
        "events": [_event(report, event) for report, event in told],
    }


def _is_annotated(mention: Mention) -> bool:
    return mention.part is Part.TEXT and mention.status is Status.OK and mention.when["timex3"] is not None


def _timex(mention: Mention) -> dict[str, Any]:
    timex3 = mention.when["timex3"]
    told = {"start": mention.start, "end": mention.end, "text": mention.text}
    told |= {"type": timex3["type"], "value": timex3["value"]}
    return told if timex3["mod"] is None else {**told, "mod": timex3["mod"]}


def _correct(timexes: list[dict[str, Any]], report: Report, event: Event) -> None:
    """Give the expression that dates a report the value that its event was given, where the two are one date each."""
    explanation, value = report.when["explanation"], event.when["timex3"]
    if explanation is None or explanation["part"] != Part.TEXT.value or value is None or "/" in event.when["edtf"]:
        return
    inside = [each for each in timexes if explanation["start"] <= each["start"] and each["end"] <= explanation["end"]]
    if len(inside) == 1 and report.edtf != event.edtf:
        (found,) = inside
        found.pop("mod", None)
        found |= {"type": value["type"], "value": value["value"]}
        if value["mod"] is not None:
            found["mod"] = value["mod"]


def _event(report: Report, event: Event) -> dict[str, Any]:
    """What was corrected of an event, and where the article tells it."""
    shown: dict[str, Any] = {
        "title": event.title,
        "edtf": event.edtf,
        "type": event.type,
        "modality": event.modality.value,
    }
    shown["entities"] = [{"name": each["name"], "type": each["type"]} for each in event.entities]
    fields = {"when": "edtf"}
    return {
        "part": report.part.value,
        "start": report.sentence_start,
        "end": report.sentence_end,
        "trigger": report.trigger_text,
        **{fields.get(name, name): shown[fields.get(name, name)] for name in event.pinned if name != "status"},
    }
