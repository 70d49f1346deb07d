"""What is made of the rest, made anew: the words that events and articles are found by, and what lists show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.timeline import changes, fulltext, listed
from app.timeline.models import Article, Event, EventStatus, ListedEvent, Report, ReportEntity

_AT_ONCE = 500


def forget_all(session: Session) -> None:
    """Nothing can be found by words any more, and nothing is ready to be listed."""
    for table in ("event_search", "article_search"):
        session.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608  names of our own
    session.execute(sa.delete(ListedEvent))


def rebuild(session: Session) -> None:
    """Make all of it for every active event and every article; memory stays as it is."""
    forget_all(session)
    active = select(Event.__table__).where(Event.status == EventStatus.ACTIVE)
    for events in _batches(session, active, Event.id):
        fulltext.index_events(session, _texts_of_events(session, events))
        rows = [listed.row(event, changes.event_document(event)) for event in events]
        session.execute(sa.insert(ListedEvent), rows)
    told = select(Article.id, Article.title, Article.text)
    for articles in _batches(session, told, Article.id):
        fulltext.index_articles(session, _texts_of_articles(session, articles))


def _batches(session: Session, rows: Any, key: Any) -> Iterator[Sequence[Any]]:
    last = None
    while batch := session.execute(
        rows.order_by(key).limit(_AT_ONCE) if last is None else rows.where(key > last).order_by(key).limit(_AT_ONCE)
    ).all():
        yield batch
        last = batch[-1].id


def _texts_of_events(session: Session, events: Sequence[Any]) -> dict[int, list[str]]:
    """The title, every sentence that tells it, every name in its tellings: as `summarise` has them."""
    keys = [event.id for event in events]
    sentences: dict[int, set[str]] = defaultdict(set)
    names: dict[int, set[str]] = defaultdict(set)
    of_events = Report.event_id.in_(keys)
    for key, sentence in session.execute(select(Report.event_id, Report.sentence_text).where(of_events)):
        sentences[key].add(sentence)
    named = select(Report.event_id, ReportEntity.name).join(ReportEntity, ReportEntity.report_id == Report.id)
    for key, name in session.execute(named.where(of_events)):
        names[key].add(name)
    return {event.id: [event.title, *sorted(sentences[event.id]), *sorted(names[event.id])] for event in events}


def _texts_of_articles(session: Session, articles: Sequence[Any]) -> dict[int, list[str]]:
    """The title and the text, or, where it was not kept, the sentences that tell something."""
    without = [article.id for article in articles if article.text is None]
    sentences: dict[int, list[str]] = defaultdict(list)
    if without:
        told = select(Report.article_id, Report.sentence_text).where(Report.article_id.in_(without))
        for key, sentence in session.execute(told.order_by(Report.article_id, Report.position)):
            sentences[key].append(sentence)
    return {
        article.id: [article.title or "", *([article.text] if article.text is not None else sentences[article.id])]
        for article in articles
    }
