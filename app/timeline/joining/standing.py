"""The part of a store that some writing is about, in memory: events, who tells them, and which reports are joined.

It is read some events at a time, each once, and by few statements however many they are. What is changed on the way is
changed here; so articles that come together see what those before them did, and the store is written to once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.orm import Session

from app.timeline.joining.alike import Join
from app.timeline.joining.summary import DATED_COLUMNS
from app.timeline.models import Article, Entity, KeptApart, Report, ReportEntity, ReportJoin
from app.timeline.rows import parts, rows_of

Pair = tuple[int, int]

# What is asked of reports and of their articles; they are many, and the rest of them is long.
_OF_REPORT = (
    Report.id, Report.article_id, Report.event_id, Report.position, Report.title, Report.modality,
    Report.sentence_text, Report.statement_confidence, Report.flags, Report.bond,
    *(getattr(Report, name) for name in DATED_COLUMNS),
)  # fmt: skip
_OF_ARTICLE = (
    Article.id, Article.voice, Article.text_hash, Article.sketch, Article.natural_key, Article.published_earliest,
    Article.source, Article.language, Article.tags,
)  # fmt: skip

# Made once: to put a statement together takes as long as to find its rows.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_EVENTS = select(Report.event_id).where(Report.id.in_(_KEYS)).distinct()
_REPORTS = select(*_OF_REPORT).where(Report.event_id.in_(_KEYS))
_ARTICLES = select(*_OF_ARTICLE).where(Article.id.in_(_KEYS))
_ENTITIES = select(Entity.id, Entity.public_id, Entity.folded, Entity.type).where(Entity.id.in_(_KEYS))
_NAMES = (
    select(ReportEntity.report_id, ReportEntity.entity_id, ReportEntity.name)
    .where(ReportEntity.report_id.in_(_KEYS))
    .order_by(ReportEntity.report_id, ReportEntity.position)
)
_JOINS = tuple(
    select(ReportJoin.one_id, ReportJoin.other_id, ReportJoin.score, ReportJoin.needed).where(side.in_(_KEYS))
    for side in (ReportJoin.one_id, ReportJoin.other_id)
)
_NEEDED_JOINS = tuple(asked.where(ReportJoin.needed.is_(True)) for asked in _JOINS)


class Standing:
    """Reports as rows with their `article` and `entities`, as `summarise` takes them, by the events that they tell.

    Attributes:
        entities: rows of those that were met, by key.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.entities: dict[int, Any] = {}
        self._articles: dict[int, Any] = {}
        self._reports: dict[int, Any] = {}
        self._told: dict[int, set[int]] = {}
        self._joins: dict[Pair, Join] = {}
        self._of_report: dict[int, set[Pair]] = defaultdict(set)
        self._complete: set[int] = set()
        self._needed: dict[Pair, bool] = {}
        self._needed_in_store: dict[Pair, bool] = {}
        self._new: set[int] = set()
        self._moved: dict[int, int] = {}

    def events_of(self, reports: Collection[int]) -> set[int]:
        """The events that these reports tell."""
        found = {self._reports[key].event_id for key in reports if key in self._reports}
        for some in parts(key for key in reports if key not in self._reports):
            found.update(self._session.connection().scalars(_EVENTS, {"keys": some}))
        return found

    def read(self, events: Collection[int]) -> None:
        """Have these events at hand: their reports, and the joins that those need."""
        missing = [key for key in events if key not in self._told]
        self._told.update((key, set()) for key in missing)
        fresh: list[int] = []
        for some in parts(missing):
            for row in rows_of(self._session, _REPORTS, keys=some):
                row.entities = []
                self._reports[row.id] = row
                self._told[row.event_id].add(row.id)
                fresh.append(row.id)
        self._read_articles({self._reports[key].article_id for key in fresh})
        self._read_names(fresh)
        for key in fresh:
            row = self._reports[key]
            row.article = self._articles[row.article_id]
        self._read_joins(fresh, only_needed=True)

    def neighbours(self, events: Collection[int]) -> set[int]:
        """The events that are linked to these by any join; all joins of their reports are at hand then."""
        self.read(events)
        reports = {key for event in events for key in self._told[event]}
        fresh = reports - self._complete
        self._read_joins(fresh, only_needed=False)
        self._complete |= fresh
        return self.events_of({key for report in reports for pair in self._of_report[report] for key in pair})

    def reports_of(self, events: Iterable[int]) -> dict[int, Any]:
        """The rows of the reports of events that are at hand, by key."""
        return {key: self._reports[key] for event in events for key in self._told[event]}

    def joins_among(self, reports: Collection[int] | Mapping[int, Any]) -> list[Join]:
        """The joins at hand between any two of these."""
        return [
            self._joins[one, other]
            for report in reports
            for one, other in self._of_report.get(report, ())
            if report == one and other in reports
        ]

    def is_joined(self, one: int, other: int) -> bool:
        """Whether the two are joined, as far as it was known before what is being done now."""
        return (one, other) in self._joins

    def kept_apart(self, reports: Iterable[Any]) -> set[frozenset[str]]:
        """Pairs of bonds of these reports that a curator has split."""
        bonds = sorted({row.bond for row in reports if row.bond is not None})
        if not bonds:
            return set()
        pairs = select(KeptApart.one, KeptApart.other).where(or_(KeptApart.one.in_(bonds), KeptApart.other.in_(bonds)))
        return {frozenset((one, other)) for one, other in self._session.connection().execute(pairs)}

    def meet(self, entities: Iterable[Any]) -> None:
        """Know rows of entities that may not be stored yet."""
        self.entities.update((entity.id, entity) for entity in entities)

    def place(self, report: Any, event: int) -> None:
        """The report, or the row of one, tells this event from now on."""
        before = report.event_id
        if before == event:
            return
        if before is not None:
            self._told[before].discard(report.id)
            if report.id not in self._new:
                self._moved[report.id] = event
        else:
            self._new.add(report.id)
        self._reports[report.id] = report
        report.event_id = event
        self._told.setdefault(event, set()).add(report.id)

    def join(self, joins: Iterable[Join], needed: Collection[Pair], looked_at: Collection[int]) -> None:
        """Keep new joins, and which of all those between reports that were looked at are needed now."""
        for join in joins:
            pair = join.one, join.other
            self._know(join)
            self._needed[pair] = pair in needed
        for report in looked_at:
            for pair in self._of_report.get(report, ()):
                if pair[0] in looked_at and pair[1] in looked_at:
                    self._needed[pair] = pair in needed

    def moved(self) -> list[dict[str, int]]:
        """The stored reports that tell another event now, and which."""
        return [{"report": report, "event": event} for report, event in sorted(self._moved.items())]

    def new_joins(self) -> list[dict[str, Any]]:
        """Rows of the joins that the store does not have."""
        return [
            {"one_id": one, "other_id": other, "score": self._joins[one, other].score, "needed": needed}
            for (one, other), needed in self._needed.items()
            if (one, other) not in self._needed_in_store
        ]

    def changed_joins(self) -> list[dict[str, Any]]:
        """The stored joins that have become needed or are no more."""
        return [
            {"one": one, "other": other, "is_needed": needed}
            for (one, other), needed in self._needed.items()
            if self._needed_in_store.get((one, other), needed) != needed
        ]

    def _know(self, join: Join) -> None:
        pair = join.one, join.other
        self._joins[pair] = join
        for key in pair:
            self._of_report[key].add(pair)

    def _read_joins(self, reports: Collection[int], *, only_needed: bool) -> None:
        connection = self._session.connection()
        # Two statements and not one with OR: each has its index.
        for some in parts(reports):
            for asked in _NEEDED_JOINS if only_needed else _JOINS:
                for one, other, score, needed in connection.execute(asked, {"keys": some}):
                    if (one, other) not in self._joins:
                        self._know(Join(one, other, score))
                        self._needed[one, other] = self._needed_in_store[one, other] = needed

    def _read_articles(self, keys: Collection[int]) -> None:
        for some in parts(key for key in keys if key not in self._articles):
            for row in rows_of(self._session, _ARTICLES, keys=some):
                self._articles[row.id] = row

    def _read_names(self, reports: Sequence[int]) -> None:
        links = [link for some in parts(reports) for link in self._session.connection().execute(_NAMES, {"keys": some})]
        self.read_entities({link.entity_id for link in links})
        for link in links:
            self._reports[link.report_id].entities.append(
                SimpleNamespace(entity_id=link.entity_id, name=link.name, entity=self.entities[link.entity_id])
            )

    def read_entities(self, keys: Collection[int]) -> None:
        """Have the rows of these at hand."""
        for some in parts(key for key in keys if key not in self.entities):
            self.meet(rows_of(self._session, _ENTITIES, keys=some))
