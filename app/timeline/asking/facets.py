"""What there is among the events of a filter: who, told by whom, in which language, how exactly dated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, distinct, func, select, type_coerce
from sqlalchemy.orm import Session

from app.timeline import tallies
from app.timeline.asked import EventFilter
from app.timeline.asking import queries
from app.timeline.models import Article, ArticleTag, Entity, Event, EventEntity, EventTally, FacetTally, Report


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
    by_shape, by_telling = tallies.answers(wanted), tallies.answers_facets(wanted)
    conditions, values = ([], {}) if by_shape and by_telling else queries.matching(session, wanted)
    found: dict[Field, list[Count]] = {}
    shapes = _summed(session, wanted) if by_shape and not _SHAPES.keys().isdisjoint(fields) else {}
    for field in fields:
        if field in _SHAPES and by_shape:
            ordered = sorted(shapes[field].items(), key=lambda item: (-item[1], item[0]))
            found[field] = [Count(value, number) for value, number in ordered[:limit]]
        elif field not in _SHAPES and by_telling:
            found[field] = _told(session, wanted, field, limit)
        else:
            counted = _counted(field, conditions).limit(limit)
            found[field] = [Count(value, number) for value, number in session.execute(counted, values)]
    if Field.ENTITY in found:
        found[Field.ENTITY] = _shown(session, found[Field.ENTITY])
    return found


_SHAPES = {
    Field.TYPE: EventTally.type,
    Field.MODALITY: EventTally.modality,
    Field.PRECISION: EventTally.precision,
    Field.BASIS: EventTally.basis,
    Field.COLLECTION: EventTally.collection,
}


def _summed(session: Session, wanted: EventFilter) -> dict[Field, Counter[str]]:
    """How many events have each value of what they are themselves, all of it read at once: 30 ms and not 30 a field."""
    columns = [type_coerce(column, String) for column in _SHAPES.values()]
    summed = select(*columns, func.sum(EventTally.number)).where(*tallies.matching(wanted)).group_by(*columns)
    found: dict[Field, Counter[str]] = {field: Counter() for field in _SHAPES}
    for *values, number in session.execute(summed):
        for field, value in zip(_SHAPES, values, strict=True):
            if value:
                found[field][value] += int(number)
    return found


def _told(session: Session, wanted: EventFilter, field: Field, limit: int) -> list[Count]:
    number = func.sum(FacetTally.number).label("number")
    summed = (
        select(FacetTally.value, number)
        .where(FacetTally.field == field.value, *tallies.matching_facets(wanted))
        .group_by(FacetTally.value)
        .order_by(number.desc(), FacetTally.value)
        .limit(limit)
    )
    return [Count(value, int(number)) for value, number in session.execute(summed)]


def _shown(session: Session, counts: Sequence[Count]) -> list[Count]:
    """Names as they are written. One may stand for entities of several types: a filter takes all of them."""
    known = func.nullif(Entity.type, "")
    type_ = case((func.count(distinct(known)) == 1, func.min(known)), else_=None)
    names = select(Entity.folded, func.min(Entity.name), type_).where(Entity.folded.in_([c.value for c in counts]))
    shown = {folded: rest for folded, *rest in session.execute(names.group_by(Entity.folded))}
    return [Count(shown[each.value][0], each.count, shown[each.value][1]) for each in counts]


_COLUMNS = {
    Field.TYPE: Event.type,
    Field.MODALITY: Event.modality,
    Field.PRECISION: Event.precision,
    Field.BASIS: Event.basis,
    Field.COLLECTION: Event.collection,
}


def _counted(field: Field, conditions: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    if field is Field.ENTITY:
        number = func.count(distinct(Event.id)).label("number")
        named = (
            select(Entity.folded, number)
            .select_from(Event)
            .join(EventEntity, EventEntity.event_id == Event.id)
            .join(Entity, Entity.id == EventEntity.entity_id)
            .where(*conditions)
            .group_by(Entity.folded)
        )
        return named.order_by(number.desc(), Entity.folded)
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
