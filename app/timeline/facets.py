"""What there is among the events of a filter: who, told by whom, in which language, how exactly dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, distinct, func, select
from sqlalchemy.orm import Session

from app.timeline import queries
from app.timeline.models import Article, ArticleTag, Entity, Event, EventEntity, Report
from app.timeline.queries import EventFilter


class Field(StrEnum):
    """By what events can be counted; each is the name of the filter that takes its values."""

    ENTITY = "entity"
    SOURCE = "source"
    TYPE = "type"
    MODALITY = "modality"
    LANGUAGE = "language"
    TAG = "tag"
    PRECISION = "precision"
    BASIS = "basis"
    COLLECTION = "collection"


@dataclass(frozen=True, slots=True)
class Count:
    """So many events have this value; `type` is an entity's, None where it is not known or not one."""

    value: str
    count: int
    type: str | None = None


def facets(
    session: Session, wanted: EventFilter, fields: Sequence[Field], *, limit: int = 20
) -> dict[Field, list[Count]]:
    """The most frequent values of each field, most frequent first, then by value.

    An event counts once for each of its values: the counts of entities, sources, languages and tags may add up to more
    than there are events. Values that are not known are not listed.
    """
    conditions, values = queries.matching(session, wanted)
    found: dict[Field, list[Count]] = {}
    for field in fields:
        counted = _counted(field, conditions).limit(limit)
        found[field] = [Count(*row) for row in session.execute(counted, values)]
    return found


_COLUMNS = {
    Field.TYPE: Event.type,
    Field.MODALITY: Event.modality,
    Field.PRECISION: Event.precision,
    Field.BASIS: Event.basis,
    Field.COLLECTION: Event.collection,
}


def _counted(field: Field, conditions: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    if field is Field.ENTITY:
        # A name may stand for entities of several types; the filter takes all of them, and so does the count.
        number = func.count(distinct(Event.id)).label("number")
        known = func.nullif(Entity.type, "")
        counted = (
            select(
                func.min(Entity.name),
                number,
                case((func.count(distinct(known)) == 1, func.min(known)), else_=None),
            )
            .select_from(Event)
            .join(EventEntity, EventEntity.event_id == Event.id)
            .join(Entity, Entity.id == EventEntity.entity_id)
            .where(*conditions)
            .group_by(Entity.folded)
        )
        return counted.order_by(number.desc(), Entity.folded)
    if field in _COLUMNS:
        column = _COLUMNS[field]
        number = func.count().label("number")
        counted = select(column, number).where(*conditions, column.is_not(None)).group_by(column)
        return counted.order_by(number.desc(), column)
    number = func.count(distinct(Event.id)).label("number")
    told = select(Event.id).join(Report, Report.event_id == Event.id).join(Article, Article.id == Report.article_id)
    if field is Field.TAG:
        value: ColumnElement[Any] = ArticleTag.folded.expression
        told = told.join(ArticleTag, ArticleTag.article_id == Article.id)
    else:
        value = (Article.source if field is Field.SOURCE else Article.language).expression
    counted = told.with_only_columns(value, number).where(*conditions, value.is_not(None)).group_by(value)
    return counted.order_by(number.desc(), value)
