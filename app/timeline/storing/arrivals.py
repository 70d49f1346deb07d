"""New articles into the store, one or many: what each tells is worked out in order, and all of it is written together.

What stored articles have to do with them is read first, for all at once: who might tell the same, and the events and
reports that are told again. Then each article is taken in by itself, in memory, and sees what those before it did
(`standing`). At last the rows go into the store, with one statement a table. So an article costs a few statements where
it would cost a hundred, and what comes of it is the same, alone or with others: each has its own lines in the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.timeline import changes, fulltext, naming
from app.timeline.entities import settle_names
from app.timeline.ids import new_id
from app.timeline.joining import alike, clues, kept_tales, packing, same_event
from app.timeline.joining.alike import Join
from app.timeline.joining.clues import Known
from app.timeline.joining.grouping import grouped_around, groups
from app.timeline.joining.meeting import joins_with_stored
from app.timeline.joining.standing import Standing
from app.timeline.joining.tales import Tale
from app.timeline.models import (
    Article,
    ArticleClue,
    ArticleTag,
    ArticleTale,
    ArticleWord,
    Entity,
    Mention,
    Report,
)
from app.timeline.rows import Keys, Rows, parts, rows_of
from app.timeline.storing.happenings import Happenings
from app.timeline.storing.ready import Name, Ready

_ARTICLE = tuple(column.key for column in Article.__table__.columns)
_ENTITIES = select(Entity.id, Entity.public_id, Entity.name, Entity.folded, Entity.type).where(
    Entity.collection == bindparam("collection"), Entity.folded.in_(bindparam("folded", expanding=True))
)


@dataclass(slots=True)
class _Arrival:
    """An article on its way.

    Attributes:
        article: with all its fields, in no session.
        reports: as rows with their article and their entities, as `summarise` takes them.
        tale: what is compared.
        known_by: rows of the clues that it is remembered by.
        joins: with what is stored or came before it, and among its own reports.
        mentions: as rows.
    """

    article: Article
    ready: Ready
    reports: list[Any]
    tale: Tale
    known_by: list[dict[str, Any]] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What an article that came tells, as it stood when the next one had not come yet.

    Attributes:
        events: rows of them, each once, in the order of the text.
        mentions: their columns, as they are read.
    """

    events: Sequence[Any]
    mentions: Sequence[dict[str, Any]]


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
        self._rows = Rows(Entity, Article, ArticleTag, ArticleTale, ArticleWord, ArticleClue, Mention)
        self._entities: dict[tuple[str, str], Any] = {}
        self._respelled: set[int] = set()
        self._articles: dict[int, str] = {}
        self._standing = Standing(session)
        self._happenings = Happenings(session, collection, self._standing, self._keys, now=now)

    def take(self, arriving: Sequence[tuple[Article, Ready]]) -> list[Arrived]:
        """Store them, each with the fields of an article that nobody has read but `id`; what each tells.

        Their changes are recorded, and numbered when the caller seals the session.
        """
        self._session.flush()
        self._meet([name for _, ready in arriving for names in ready.names for name in names])
        keys = self._keys.take(Article, len(arriving))
        reports = iter(self._keys.take(Report, sum(len(ready.reports) for _, ready in arriving)))
        arrivals = []
        for key, (article, ready) in zip(keys, arriving, strict=True):
            article.id = key
            arrivals.append(self._arrival(article, ready, reports))
        self._compare(arrivals)
        coming = {report.id for arrival in arrivals for report in arrival.reports}
        joined = {key for arrival in arrivals for join in arrival.joins for key in (join.one, join.other)}
        self._happenings.read(self._standing.events_of(joined - coming))
        told = []
        for arrival in arrivals:
            self._stage(arrival)
            self._group(arrival)
            events = self._happenings.at_hand(report.event_id for report in arrival.reports)
            told.append(Arrived(events, arrival.mentions))
        self._write(arrivals)
        return told

    def _meet(self, names: Sequence[Name]) -> None:
        """Find the entities that are named, and make those that are new."""
        spelled: dict[tuple[str, str], str] = {}
        for name in names:
            spelled.setdefault((name.folded, name.type), name.spelled)
        for some in parts(sorted({folded for folded, _ in spelled})):
            for row in rows_of(self._session, _ENTITIES, collection=self._collection, folded=some):
                self._entities[row.folded, row.type] = row
        unknown = [key for key in spelled if key not in self._entities]
        for key, (folded_name, type_) in zip(self._keys.take(Entity, len(unknown)), unknown, strict=True):
            new: dict[str, Any] = {
                "id": key, "public_id": new_id(self._now), "name": spelled[folded_name, type_], "folded": folded_name,
                "type": type_,
            }  # fmt: skip
            self._entities[folded_name, type_] = SimpleNamespace(**new)
            self._rows.add(Entity, [{**new, "collection": self._collection}])
        self._standing.meet(self._entities.values())

    def _arrival(self, article: Article, ready: Ready, keys: Iterator[int]) -> _Arrival:
        """Give its reports their keys, and what they name."""
        reports = []
        for columns, names in zip(ready.reports, ready.names, strict=True):
            report = SimpleNamespace(
                **columns, id=next(keys), public_id=new_id(self._now), article_id=article.id, event_id=None,
                bond=None, article=article, entities=self._named(names),
            )  # fmt: skip
            reports.append(report)
        tellings = packing.Unpacked(ready.told).tellings([report.id for report in reports])
        tale = Tale(article.id, article.natural_key, article.voice, ready.gist, article.published_earliest, tellings)
        return _Arrival(article, ready, reports, tale)

    def _named(self, names: Sequence[Name]) -> list[Any]:
        """The entities of a report as it spells them, each once."""
        found: dict[int, Any] = {}
        for name in names:
            entity = self._entities[name.folded, name.type]
            if entity.name != name.spelled:
                self._respelled.add(entity.id)
            if entity.id not in found:
                found[entity.id] = SimpleNamespace(entity=entity, entity_id=entity.id, name=name.spelled)
        return list(found.values())

    def _compare(self, arrivals: Sequence[_Arrival]) -> None:
        """Find what each has in common with stored articles, and with those that come before it."""
        asked = set().union(*(arrival.ready.clues.asked | arrival.ready.clues.own for arrival in arrivals))
        found: Known = clues.known(self._session, self._collection, asked)
        arriving = {arrival.article.id: arrival.tale for arrival in arrivals}
        met: dict[int, list[int]] = {}
        for arrival in arrivals:
            key = arrival.article.id
            met[key] = clues.candidates(arrival.ready.clues, found, key)
            arrival.known_by = list(clues.rows(self._collection, key, arrival.ready.clues, found))
        with_stored = joins_with_stored(
            self._session,
            [(arrival.tale, [key for key in met[arrival.article.id] if key not in arriving]) for arrival in arrivals],
        )
        for arrival, joins in zip(arrivals, with_stored, strict=True):
            arrival.joins = [*alike.repeats(arrival.tale), *joins]
            for key in met[arrival.article.id]:
                if key in arriving:
                    arrival.joins += alike.joins(arrival.tale, arriving[key])

    def _stage(self, arrival: _Arrival) -> None:
        """Make ready what does not depend on other articles."""
        article, ready = arrival.article, arrival.ready
        self._rows.add(Article, [{name: getattr(article, name) for name in _ARTICLE}])
        self._rows.add(
            ArticleTag,
            [
                {"article_id": article.id, "folded": tag}
                for tag in sorted({naming.folded_tag(tag) for tag in article.tags})
            ],
        )
        self._rows.add(
            ArticleWord,
            [{"article_id": article.id, "word": word, "weight": w} for word, w in arrival.tale.gist.items()],
        )
        self._rows.add(ArticleClue, arrival.known_by)
        keys = [report.id for report in arrival.reports]
        self._rows.add(
            ArticleTale,
            [{"article_id": article.id, "revision": article.revision, "reports": keys, "content": ready.told}],
        )
        arrival.mentions = [
            {"id": key, "public_id": new_id(self._now), "article_id": article.id, **found}
            for key, found in zip(self._keys.take(Mention, len(ready.mentions)), ready.mentions, strict=True)
        ]
        self._rows.add(Mention, arrival.mentions)
        self._articles[article.id] = ready.words
        changes.touch(self._session)

    def _group(self, arrival: _Arrival) -> None:
        """Make the events of what it alone tells, and bring up to date those that others tell too.

        Nearly all that is new is told by one article: its events are made of its own reports, and nothing else has to
        be looked at.
        """
        own = {report.id: report for report in arrival.reports}
        within = [join for join in arrival.joins if join.one in own and join.other in own]
        of_others = {
            key for join in arrival.joins if not (join.one in own and join.other in own)
            for key in (join.one, join.other)
        }  # fmt: skip
        found = groups(own, within, ())
        shared = {key for group in found.events if not group.isdisjoint(of_others) for key in group}
        alone = [[own[key] for key in sorted(group)] for group in found.events if group.isdisjoint(shared)]
        self._happenings.begin(alone)
        self._standing.join([join for join in within if join.one not in shared], found.needed, ())
        if shared:
            joins = [join for join in arrival.joins if join.one in shared or join.other in shared]
            self._tell([own[key] for key in sorted(shared)], joins)

    def _tell(self, reports: Sequence[Any], joins: Sequence[Join]) -> None:
        """Bring the events up to date that these reports, which hang together with others, tell with those."""
        rows, found = grouped_around(self._standing, reports, joins, ())
        changed = same_event.to_be_settled(found, rows, (), {report.id for report in reports})
        self._happenings.settle([[rows[key] for key in sorted(group)] for group in changed])
        self._standing.join(joins, found.needed, rows)

    def _write(self, arrivals: Sequence[_Arrival]) -> None:
        """Put all that was worked out into the store."""
        self._rows.write(self._session)
        self._happenings.write([report for arrival in arrivals for report in arrival.reports])
        kept_tales.keep(
            self._session,
            ((each.article, [report.id for report in each.reports], each.ready.told) for each in arrivals),
        )
        # Last, because SQLite makes a segment of its index of what came before any other kind of statement.
        self._happenings.make_findable()
        fulltext.index_new_articles(self._session, self._articles)
        # What the session holds of events and reports is not what the store does any more.
        self._session.expire_all()
        settle_names(self._session, self._respelled)
