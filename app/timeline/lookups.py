"""Rows by what they belong to: an event by its id, what an article tells, who tells an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager

from app.extract.article import Part
from app.problems import Deleted, NotFound
from app.timeline.models import Article, Event, EventRevision, EventStatus, Mention, Report


def event_by_public_id(session: Session, public_id: str) -> Event:
    """The event of that id, whatever became of it: see `status` and `merged_into`.

    Raises:
        NotFound: there is none.
        Deleted: there was one, made by hand and erased.
    """
    event = session.scalars(select(Event).where(Event.public_id == public_id)).one_or_none()
    if event is None:
        raise NotFound("There is no event with this id.")
    if event.status is EventStatus.DELETED:
        raise Deleted("This event was made by hand, and was deleted.")
    return event


def revised_at(session: Session, events: Sequence[Event]) -> dict[int, datetime]:
    """When each event became what it is now, by keys; the events are in the log."""
    rows = session.execute(
        select(EventRevision.event_id, EventRevision.recorded_at).where(
            EventRevision.event_id.in_([event.id for event in events]), EventRevision.is_newest()
        )
    )
    return {row.event_id: row.recorded_at for row in rows}


def events_of_article(article: Article) -> Select[Event]:
    """The events that an article tells, each once, in the order of the text."""
    told = (
        select(Report.event_id, func.min(Report.position).label("position"))
        .where(Report.article_id == article.id)
        .group_by(Report.event_id)
        .subquery()
    )
    return select(Event).join(told, told.c.event_id == Event.id).order_by(told.c.position)


def mentions_of_article(article: Article) -> Select[Mention]:
    """Its temporal expressions: those of the title, then those of the text, in order."""
    in_text = Mention.part == Part.TEXT
    return select(Mention).where(Mention.article_id == article.id).order_by(in_text, Mention.start, Mention.id)


def reports_of_article(article: Article) -> Select[Report]:
    """What it tells, in the order of the text, each report with its `article`."""
    return (
        select(Report)
        .join(Report.article)
        .where(Report.article_id == article.id)
        .options(contains_eager(Report.article))
        .order_by(Report.position)
    )


def reports_of_event(event: Event) -> Select[Report]:
    """Its reports with their `article`, earliest publication first, then by natural key and place in the text."""
    return reports_of_events([event])


def reports_of_events(events: Sequence[Event]) -> Select[Report]:
    """The reports of many events with their `article`, ordered by event and then as `reports_of_event`."""
    return (
        select(Report)
        .join(Report.article)
        .where(Report.event_id.in_([event.id for event in events]))
        .options(contains_eager(Report.article))
        .order_by(Report.event_id, Article.published_earliest, Article.natural_key, Report.position)
    )
