"""Events that new articles tell, in memory until all is known: made, changed and closed there, and written once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.timeline import changes, fulltext, tallies
from app.timeline.changes import Contribution
from app.timeline.joining import same_event
from app.timeline.joining.settling import settle
from app.timeline.joining.standing import Standing
from app.timeline.joining.summary import Summary, summarise
from app.timeline.models import ChangeKind, Event, EventEntity, EventStatus, Report, ReportEntity
from app.timeline.rows import Keys, Rows, parts, rows_of

_EVENT = tuple(column.key for column in Event.__table__.columns)
# What of a stored event may become another.
_CHANGING = tuple(name for name in _EVENT if name not in ("id", "public_id", "collection", "recorded_at"))
_UNTOLD = dict.fromkeys(_EVENT)
_REPORT = tuple(column.key for column in Report.__table__.columns)

# Made once: to put a statement together takes as long as to find its rows.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_EVENTS = select(*(getattr(Event, name) for name in _EVENT)).where(Event.id.in_(_KEYS))
_FORGET_NAMES = delete(EventEntity).where(EventEntity.event_id.in_(_KEYS))
_CHANGE = (
    update(Event).where(Event.id == bindparam("of_event")).values({name: bindparam(f"to_{name}") for name in _CHANGING})
)


class Happenings:
    """Events of a collection as rows.

    Args:
        standing: the reports that tell them; it is told which tell what.
        keys: for new events.
        now: when the articles came.
    """

    def __init__(self, session: Session, collection: str, standing: Standing, keys: Keys, *, now: datetime) -> None:
        self._session = session
        self._collection = collection
        self._standing = standing
        self._keys = keys
        self._now = now
        self._events: dict[int, Any] = {}
        self._contributions: dict[int, Sequence[Contribution]] = {}
        self._stored: set[int] = set()
        # What those say that say something, and those that are closed in the order in which it happened.
        self._told: dict[int, Summary] = {}
        self._closed: dict[int, None] = {}

    def read(self, events: Collection[int]) -> None:
        """Have these events at hand, and the reports that tell them."""
        self._standing.read(events)
        missing = [key for key in events if key not in self._events]
        found = [row for some in parts(missing) for row in rows_of(self._session, _EVENTS, keys=some)]
        self._events.update((row.id, row) for row in found)
        self._stored.update(row.id for row in found)
        self._contributions.update(changes.contributions_to(self._session, found))

    def at_hand(self, events: Iterable[int]) -> list[Any]:
        """The rows of these as they stand, each once and in this order; they stay as they are."""
        return [self._events[key] for key in dict.fromkeys(events)]

    def begin(self, groups: Sequence[Sequence[Any]]) -> None:
        """Make a new event of each group of reports, which nothing else has to do with."""
        for event, reports in zip(self._new(len(groups)), groups, strict=True):
            summary = summarise(reports)
            vars(event).update(summary.columns)
            for report in reports:
                self._standing.place(report, event.id)
            self._say(event, summary)
            self._record(ChangeKind.CREATED, event, None, summary.contributions, None)

    def settle(self, groups: Sequence[Sequence[Any]]) -> None:
        """Give each group of reports its event, and close those that are left without one."""
        events = {report.event_id for group in groups for report in group if report.event_id is not None}
        self.read(events)
        # What was recorded of an event stays as it is: a copy is changed.
        known = {key: SimpleNamespace(**vars(self._events[key])) for key in sorted(events)}
        earlier = {key: self._contributions[key] for key in known}
        settled = settle(self._session, groups, known, earlier=earlier, new_events=self._new)
        for report, event in settled.placed:
            self._standing.place(report, event.id)
        for event, summary in settled.told:
            self._say(event, summary)
        for event in settled.closed:
            self._events[event.id] = event
            self._told.pop(event.id, None)
            self._closed[event.id] = None
        for line in settled.lines:
            self._record(line.change, line.event, line.before, line.contributions, line.into)

    def write(self, reports: Sequence[Any]) -> None:
        """Write the events, and these new reports that tell some of them; articles and entities are written."""
        changed = self._told.keys() | self._closed.keys()
        stored = sorted(changed & self._stored)
        connection = self._session.connection()
        for some in parts(stored):
            connection.execute(_FORGET_NAMES, {"keys": some})
        rows = Rows(Event, Report, ReportEntity, EventEntity)
        rows.add(Event, [vars(self._events[key]) for key in self._in_order(changed - self._stored)])
        rows.add(Report, [{name: getattr(report, name) for name in _REPORT} for report in reports])
        rows.add(ReportEntity, (link for report in reports for link in _links_of(report)))
        rows.add(
            EventEntity,
            (
                {"event_id": key, "entity_id": entity, "earliest": event.earliest, "latest": event.latest}
                for key, summary in self._told.items()
                if (event := self._events[key]).status is EventStatus.ACTIVE
                for entity in summary.entity_ids
            ),
        )
        rows.write(self._session)
        if stored:
            connection.execute(
                _CHANGE,
                [
                    {"of_event": key, **{f"to_{name}": getattr(self._events[key], name) for name in _CHANGING}}
                    for key in stored
                ],
            )
        same_event.move_reports(self._session, self._standing.moved())
        same_event.keep_joins(self._session, self._standing)
        changes.count(self._session, {key: self._counted_as(key) for key in changed})

    def make_findable(self) -> None:
        """By what the events say now, and those that are closed by nothing."""
        changed = self._told.keys() | self._closed.keys()
        fulltext.forget_events(self._session, sorted(changed & self._stored))
        texts = {
            key: summary.texts for key, summary in self._told.items() if self._events[key].status is EventStatus.ACTIVE
        }
        fulltext.index_events(self._session, texts, new=True)

    def _new(self, count: int) -> list[Any]:
        return [
            SimpleNamespace(**{**_UNTOLD, **same_event.new_event(key, self._collection, self._now)})
            for key in self._keys.take(Event, count)
        ]

    def _say(self, event: Any, summary: Summary) -> None:
        self._events[event.id] = event
        self._told[event.id] = summary
        self._closed.pop(event.id, None)

    def _record(
        self,
        change: ChangeKind,
        event: Any,
        before: dict[str, Any] | None,
        contributions: Sequence[Contribution],
        into: str | None,
    ) -> None:
        self._contributions[event.id] = contributions
        summary = self._told.get(event.id)
        takes_part = summary.entity_ids if summary is not None and event.status is EventStatus.ACTIVE else ()
        changes.record(
            self._session, change, event, at=self._now, before=before, contributions=contributions, into=into,
            names=[each.public_id for each in self._entities(takes_part)],
        )  # fmt: skip

    def _entities(self, keys: Sequence[int]) -> list[Any]:
        self._standing.read_entities(keys)
        return [self._standing.entities[key] for key in keys]

    def _counted_as(self, key: int) -> dict[str, Any] | None:
        event, summary = self._events[key], self._told.get(key)
        if summary is None or event.status is not EventStatus.ACTIVE:
            return None
        reports = self._standing.reports_of([key]).values()
        articles = {report.article_id: report.article for report in reports}
        return tallies.counted_as(
            event, (each.folded for each in self._entities(summary.entity_ids)), articles.values()
        )

    def _in_order(self, events: Collection[int]) -> list[int]:
        """New events, each after the one that it is merged into: what was closed last is first."""
        closed = {key: place for place, key in enumerate(self._closed)}
        return sorted(events, key=lambda key: (-closed[key] if key in closed else -len(closed) - 1, key))


def _links_of(report: Any) -> Iterator[dict[str, Any]]:
    """The names in a report as rows of `ReportEntity`."""
    for position, link in enumerate(report.entities):
        yield {"report_id": report.id, "position": position, "entity_id": link.entity_id, "name": link.name}
