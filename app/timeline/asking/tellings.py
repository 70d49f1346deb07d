"""Reports and temporal expressions as flat lists, in the order in which they were stored: for research."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, contains_eager

from app.timeline.asked import EventFilter, Key, Match, Page
from app.timeline.asking import queries
from app.timeline.models import Article, Event, Mention, Report
from app.timex.timex3 import Status


def reports(session: Session, wanted: EventFilter, *, after: Key | None = None, limit: int = 50) -> Page[Report]:
    """Reports, with `article` and `event`, of the events that a filter leaves.

    What the filter asks of articles holds for the report's own: with a source, the reports of that source.
    """
    of_events, values = queries.matching(session, _of_events(wanted))
    found = (
        select(Report)
        .join(Report.article)
        .join(Report.event)
        .where(Report.id > _position(after), *of_events, *queries.of_articles(wanted))
        .options(contains_eager(Report.article), contains_eager(Report.event))
        .order_by(Report.id)
        .limit(limit + 1)
    )
    rows = session.scalars(found, values).all()
    return Page(rows[:limit], (rows[limit - 1].id,) if len(rows) > limit else None)


def mentions(
    session: Session,
    wanted: EventFilter,
    *,
    statuses: Sequence[Status] = (),
    of_events: bool = False,
    after: Key | None = None,
    limit: int = 50,
) -> Page[Mention]:
    """Temporal expressions with `article`: the range, the precision and the length are asked of their own dates.

    Args:
        statuses: empty for any.
        of_events: only those in a sentence that tells an event which meets the rest of the filter.
    """
    conditions: list[ColumnElement[bool]] = [Mention.id > _position(after), *_dated(wanted)]
    conditions += queries.of_articles(wanted)
    if wanted.collection:
        conditions.append(Article.collection.in_(wanted.collection))
    if statuses:
        conditions.append(Mention.status.in_(statuses))
    values: dict[str, Any] = {}
    if of_events:
        without_time = replace(
            _of_events(wanted), from_=None, to=None, precision=(), max_span=None, include_undated=True
        )
        met, values = queries.matching(session, without_time)
        told = exists().where(
            Report.article_id == Mention.article_id,
            Report.part == Mention.part,
            Report.sentence_start <= Mention.start,
            Report.sentence_end > Mention.start,
            Event.id == Report.event_id,
            *met,
        )
        conditions.append(told.correlate(Mention))
    found = (
        select(Mention)
        .join(Article, Article.id == Mention.article_id)
        .where(*conditions)
        .options(contains_eager(Mention.article))
        .order_by(Mention.id)
        .limit(limit + 1)
    )
    rows = session.scalars(found, values).all()
    return Page(rows[:limit], (rows[limit - 1].id,) if len(rows) > limit else None)


def _of_events(wanted: EventFilter) -> EventFilter:
    return replace(wanted, source=(), language=(), tag=(), article=())


def _dated(wanted: EventFilter) -> list[ColumnElement[bool]]:
    possible = wanted.match is Match.POSSIBLE
    in_range: list[ColumnElement[bool]] = [Mention.earliest.is_not(None)]
    if wanted.from_ is not None:
        in_range.append(Mention.latest > wanted.from_ if possible else Mention.earliest >= wanted.from_)
    if wanted.to is not None:
        in_range.append(Mention.earliest < wanted.to if possible else Mention.latest <= wanted.to)
    dated = and_(*in_range)
    conditions = [or_(dated, Mention.earliest.is_(None)) if wanted.include_undated else dated]
    if wanted.precision:
        conditions.append(Mention.precision.in_(wanted.precision))
    if wanted.max_span is not None:
        conditions.append(Mention.latest - Mention.earliest <= wanted.max_span)
    return conditions


def _position(after: Key | None) -> int:
    return 0 if after is None else int(after[0])
