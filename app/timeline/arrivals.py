"""New articles into the store, one or many: what each tells is worked out in order, and the rows are written together.

Nearly all that is new is told by one article: its events are made of its own reports, and nothing stored has to be
looked at but who might tell the same. Such rows wait until there are many, and go in with one statement a table. An
event that a stored report tells too is brought up to date by `same_event`, once all that waits is in. So an article
costs a few statements where it would cost fifty, and what comes of it is the same, alone or with others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extract.article import Extraction, Statement
from app.timeline import alike, changes, clues, fulltext, queries, same_event, tales
from app.timeline.alike import Join
from app.timeline.clues import Clues, Known
from app.timeline.columns import LONGEST_NAME, columns_of_mention, columns_of_report, name_key, texts_of_article
from app.timeline.entities import settle_names
from app.timeline.ids import new_id
from app.timeline.models import (
    Article,
    ArticleClue,
    ArticleTag,
    ArticleWord,
    Entity,
    Event,
    EventEntity,
    EventStatus,
    Mention,
    Report,
    ReportEntity,
    ReportJoin,
)
from app.timeline.rows import Keys, Rows
from app.timeline.summary import summarise
from app.timeline.tales import Tale

_ARTICLE = tuple(column.key for column in Article.__table__.columns)


@dataclass(slots=True)
class _Arrival:
    """An article on its way.

    Attributes:
        article: with all its fields, in no session.
        reports: as rows with their article and their entities, as `summarise` takes them.
        tale: what is compared.
        known_by: rows of the clues that it is remembered by.
        joins: with what is stored or came before it, and among its own reports.
        events: keys of those that it tells.
    """

    article: Article
    extraction: Extraction
    reports: list[Any]
    clues: Clues
    tale: Tale
    known_by: list[dict[str, Any]] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    events: set[int] = field(default_factory=set)


class Arrivals:
    """New articles of a collection, which the caller has claimed, in the order in which they come.

    Args:
        now: when they came.
    """

    def __init__(self, session: Session, collection: str, *, now: datetime) -> None:
        self._session = session
        self._collection = collection
        self._now = now
        self._keys = Keys(session)
        self._rows = Rows(
            Entity, Article, ArticleTag, ArticleWord, ArticleClue, Mention, Event, Report, ReportEntity, ReportJoin,
            EventEntity,
        )  # fmt: skip
        self._entities: dict[tuple[str, str], SimpleNamespace] = {}
        self._respelled: set[int] = set()
        self._articles: dict[int, list[str]] = {}
        self._found: dict[int, list[str]] = {}

    def take(self, arriving: Sequence[tuple[Article, Extraction]], *, numbered: bool) -> list[int]:
        """Store them, each with the fields of an article that nobody has read but `id`; how many events each tells.

        Args:
            numbered: give the changes of each their numbers, as if it came alone, and so keep the other writers of the
                store waiting; without, `changes.seal` is called by whoever commits.
        """
        self._meet([statement for _, extraction in arriving for statement in extraction.statements])
        keys = self._keys.take(Article, len(arriving))
        reports = iter(self._keys.take(Report, sum(len(extraction.statements) for _, extraction in arriving)))
        arrivals = []
        for key, (article, extraction) in zip(keys, arriving, strict=True):
            article.id = key
            arrivals.append(self._arrival(article, extraction, reports))
        self._compare(arrivals)
        for arrival in arrivals:
            self._stage(arrival)
            self._group(arrival, numbered=numbered)
        self._write(numbered=numbered)
        # Last, because SQLite makes a segment of its index of what came before any other kind of statement.
        fulltext.index_articles(self._session, self._articles, new=True)
        fulltext.index_events(self._session, self._found, new=True)
        settle_names(self._session, self._respelled)
        return [len(arrival.events) for arrival in arrivals]

    def _meet(self, statements: Sequence[Statement]) -> None:
        """Find the entities that are named, and make those that are new."""
        spelled: dict[tuple[str, str], str] = {}
        for entity in (entity for statement in statements for entity in statement.entities):
            spelled.setdefault(name_key(entity), entity.name[:LONGEST_NAME])
        columns = Entity.id, Entity.public_id, Entity.name, Entity.folded, Entity.type
        folded = sorted({folded for folded, _ in spelled})
        for part in range(0, len(folded), _AT_ONCE):
            asked = select(*columns).where(
                Entity.collection == self._collection, Entity.folded.in_(folded[part : part + _AT_ONCE])
            )
            for row in self._session.execute(asked):
                self._entities[row.folded, row.type] = SimpleNamespace(**row._asdict())
        unknown = [key for key in spelled if key[0] and key not in self._entities]
        for key, (folded_name, type_) in zip(self._keys.take(Entity, len(unknown)), unknown, strict=True):
            new: dict[str, Any] = {
                "id": key, "public_id": new_id(self._now), "name": spelled[folded_name, type_], "folded": folded_name,
                "type": type_,
            }  # fmt: skip
            self._entities[folded_name, type_] = SimpleNamespace(**new)
            self._rows.add(Entity, [{**new, "collection": self._collection}])

    def _arrival(self, article: Article, extraction: Extraction, keys: Iterator[int]) -> _Arrival:
        """Work out what it is compared by; its reports take their keys from these."""
        found = Clues()
        reports = []
        tellings = []
        for position, statement in enumerate(extraction.statements):
            columns = columns_of_report(statement, position, article)
            named = self._named(statement)
            report = SimpleNamespace(
                **columns, id=next(keys), public_id=new_id(self._now), article_id=article.id,
                bond=None, article=article, entities=named,
            )  # fmt: skip
            reports.append(report)
            found.add(report.earliest, report.latest, report.title, [link.name for link in named])
            tellings.append(same_event.telling(report))
        gist = tales.gist([extraction.title or "", *dict.fromkeys(s.sentence.text for s in extraction.statements)])
        tale = Tale(article.id, article.natural_key, article.voice, gist, article.published_earliest, tellings)
        found.about(tale)
        return _Arrival(article, extraction, reports, found, tale)

    def _named(self, statement: Statement) -> list[Any]:
        """The entities of a statement as it spells them, each once."""
        found: dict[int, Any] = {}
        for each in statement.entities:
            entity = self._entities.get(name_key(each))
            if entity is not None:
                name = each.name[:LONGEST_NAME]
                if entity.name != name:
                    self._respelled.add(entity.id)
                if entity.id not in found:
                    found[entity.id] = SimpleNamespace(entity=entity, entity_id=entity.id, name=name)
        return list(found.values())

    def _compare(self, arrivals: Sequence[_Arrival]) -> None:
        """Find what each has in common with stored articles, and with those that come before it."""
        asked = set().union(*(arrival.clues.asked | arrival.clues.own for arrival in arrivals))
        found: Known = clues.known(self._session, self._collection, asked)
        arriving = {arrival.article.id: arrival.tale for arrival in arrivals}
        met: dict[int, list[int]] = {}
        for arrival in arrivals:
            key = arrival.article.id
            met[key] = clues.candidates(arrival.clues, found, key)
            arrival.known_by = list(clues.rows(self._collection, key, arrival.clues, found))
        stored = same_event.stored_tales(
            self._session, {key for keys in met.values() for key in keys} - arriving.keys()
        )
        known = {**stored, **arriving}
        for arrival in arrivals:
            arrival.joins = alike.repeats(arrival.tale)
            for key in met[arrival.article.id]:
                if key in known:
                    arrival.joins += alike.joins(arrival.tale, known[key])

    def _stage(self, arrival: _Arrival) -> None:
        """Make ready what does not depend on other articles."""
        article, extraction = arrival.article, arrival.extraction
        self._rows.add(Article, [{name: getattr(article, name) for name in _ARTICLE}])
        self._rows.add(
            ArticleTag,
            [
                {"article_id": article.id, "folded": tag}
                for tag in sorted({queries.folded_tag(tag) for tag in article.tags})
            ],
        )
        self._rows.add(
            ArticleWord,
            [{"article_id": article.id, "word": word, "weight": w} for word, w in arrival.tale.gist.items()],
        )
        self._rows.add(ArticleClue, arrival.known_by)
        self._rows.add(
            Mention,
            [
                {
                    "id": key, "public_id": new_id(self._now), "article_id": article.id, **columns_of_mention(found),
                }
                for key, found in zip(
                    self._keys.take(Mention, len(extraction.mentions)), extraction.mentions, strict=True
                )
            ],
        )  # fmt: skip
        self._articles[article.id] = texts_of_article(article, extraction)
        changes.touch(self._session)

    def _group(self, arrival: _Arrival, *, numbered: bool) -> None:
        """Make the events of what it alone tells, and bring up to date those that others tell too."""
        own = {report.id: report for report in arrival.reports}
        of_others = {
            key for join in arrival.joins for key in (join.one, join.other) if not {join.one, join.other} <= own.keys()
        }
        groups, needed = same_event.grouped_alone(
            arrival.reports,
            [join for join in arrival.joins if {join.one, join.other} <= own.keys()],
        )
        shared = {key for group in groups if not group.isdisjoint(of_others) for key in group}
        alone = [group for group in groups if group.isdisjoint(shared)]
        for key, group in zip(self._keys.take(Event, len(alone)), alone, strict=True):
            self._make(key, arrival, [own[report] for report in sorted(group)])
        self._rows.add(
            ReportJoin,
            [
                {
                    "one_id": join.one, "other_id": join.other, "score": join.score,
                    "needed": (join.one, join.other) in needed,
                }
                for join in arrival.joins
                if join.one in own and join.other in own and join.one not in shared
            ],
        )  # fmt: skip
        if shared:
            self._write(numbered=numbered)
            told = [own[key] for key in sorted(shared)]
            joins = [join for join in arrival.joins if join.one in shared or join.other in shared]
            arrival.events |= same_event.take_in(self._session, self._collection, told, joins, now=self._now)
            for line in changes.recorded(self._session):
                # It is findable by what it says now, or by nothing.
                self._found.pop(line.event.id, None)
            if numbered:
                changes.seal(self._session, in_part=True)
            self._keys.renew(Event)

    def _make(self, key: int, arrival: _Arrival, reports: Sequence[Any]) -> None:
        """An event that is new, and told by this article alone."""
        summary = summarise(reports)
        event = SimpleNamespace(
            id=key, public_id=new_id(self._now), collection=self._collection,
            type=None, status=EventStatus.ACTIVE, merged_into=None, pinned=[], recorded_at=self._now, revision=1,
            **summary.columns,
        )  # fmt: skip
        arrival.events.add(event.id)
        self._rows.add(Event, [vars(event)])
        self._rows.add(Report, [_row_of(report, event.id) for report in reports])
        self._rows.add(ReportEntity, (link for report in reports for link in links_of(report)))
        self._rows.add(
            EventEntity,
            [
                {"event_id": event.id, "entity_id": entity, "earliest": event.earliest, "latest": event.latest}
                for entity in summary.entity_ids
            ],
        )
        self._found[event.id] = summary.texts
        names = {link.entity_id: link.entity for report in reports for link in report.entities}
        changes.record_new(
            self._session,
            changes.NewEvent(
                event=event,
                contributions=summary.contributions,
                entities=[names[key] for key in summary.entity_ids],
                article=arrival.article,
                at=self._now,
            ),
        )

    def _write(self, *, numbered: bool) -> None:
        """Insert what waits."""
        self._rows.write(self._session)
        if numbered:
            changes.seal(self._session, in_part=True)


# Names that are asked for at once.
_AT_ONCE = 500

_REPORT = tuple(column.key for column in Report.__table__.columns if column.key != "event_id")


def _row_of(report: Any, event: int) -> dict[str, Any]:
    return {"event_id": event, **{name: getattr(report, name) for name in _REPORT}}


def links_of(report: Any) -> Iterator[dict[str, Any]]:
    """The names in a report as rows of `ReportEntity`."""
    for position, link in enumerate(report.entities):
        yield {"report_id": report.id, "position": position, "entity_id": link.entity_id, "name": link.name}
