"""Which reports tell the same event, and the events that follow from them.

Two reports are joined or not by what their two articles say alone (`alike`); these joins are kept, with their scores.
The events are what hangs together by joins, the strongest first, under three rules: an event has one report of an
article (or several that repeat each other), its reports are all of one time, at most a day off, and what a curator
merged or split stays so. So the events follow from the reports and the curators' words, in whatever order these came;
only the events' ids remember it.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, inspect, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from app.timeline import alike, changes, clues, fulltext, pins, tales
from app.timeline.alike import Join
from app.timeline.changes import Contribution
from app.timeline.clues import Clues
from app.timeline.copies import Groups
from app.timeline.ids import new_id
from app.timeline.models import (
    Article,
    ArticleClue,
    ArticleWord,
    ChangeKind,
    Entity,
    Event,
    EventEntity,
    EventStatus,
    KeptApart,
    Report,
    ReportEntity,
    ReportJoin,
    take_keys,
)
from app.timeline.rows import Rows
from app.timeline.summary import Summary, summarise
from app.timeline.tales import Tale, Telling
from app.timex.civil import DAY


def voice_of(source: str | None, host: str | None, natural_key: str) -> str:
    """Digest of who speaks in an article: its source, else its site, else the article itself."""
    if source:
        name = f"source:{fulltext.fold(source)}"
    elif host:
        name = f"site:{host}"
    else:
        name = f"article:{natural_key}"
    return hashlib.sha256(name.encode()).hexdigest()


def claim_collection(session: Session, collection: str) -> None:
    """Wait until nobody else writes in this collection, and keep it until the end of the transaction.

    Two articles that tell the same event at the same moment would each not see the other's. SQLite has one writer
    at a time anyhow.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(f"collection:{collection}".encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))


def describe(session: Session, article: Article, texts: Iterable[str]) -> None:
    """Keep the words that the article is about, by which articles are found that may tell the same."""
    session.execute(delete(ArticleWord).where(ArticleWord.article_id == article.id))
    words = tales.gist(texts)
    if words:
        session.execute(
            insert(ArticleWord),
            [{"article_id": article.id, "word": word, "weight": weight} for word, weight in words.items()],
        )


def told_by_reports(session: Session, event: Event) -> Summary | None:
    """What the reports of an event say of it, whatever was set by hand; None where it has none."""
    reports = _reports(session, [event.id])
    return summarise(reports) if reports else None


def grouped_alone(
    reports: Iterable[Any], joins: Sequence[Join]
) -> tuple[list[frozenset[int]], Collection[tuple[int, int]]]:
    """The events of a new article as far as it goes by itself, and which of these joins made them.

    Args:
        reports: rows of reports that are not stored, with their `article`.
    """
    rows = {row.id: _Placed.new(row) for row in reports}
    return _groups(rows, joins, ())


def take_in(
    session: Session, collection: str, told: Sequence[Any], joins: Sequence[Join], *, now: datetime
) -> set[int]:
    """Store reports of a new article that others tell too, and bring the events up to date.

    Args:
        told: the reports as rows that are not stored, with their `entities`; their article and all entities are.
        joins: all that they have in common with stored reports and with each other.

    Returns:
        The keys of the events that tell them now.
    """
    article = session.get_one(Article, told[0].article_id)
    keys = sorted({link.entity_id for row in told for link in row.entities})
    entities = {entity.id: entity for entity in session.scalars(select(Entity).where(Entity.id.in_(keys)))}
    reports = [
        Report(
            **{name: getattr(row, name) for name in _OF_REPORT},
            article=article,
            entities=[
                ReportEntity(position=place, entity=entities[link.entity_id], entity_id=link.entity_id, name=link.name)
                for place, link in enumerate(row.entities)
            ],
        )
        for row in told
    ]
    regroup(session, collection, changed=reports, joins=joins, now=now)
    session.flush()
    return {report.event_id for report in reports}


_OF_REPORT = tuple(column.key for column in Report.__table__.columns if column.key != "event_id")


def make_findable(session: Session, event: Event, summary: Summary) -> None:
    """Make an event findable by what it says now, and one that is closed by nothing."""
    told = {event: summary} if event.status is EventStatus.ACTIVE else {}
    _index(session, told, [] if told else [event.id])


def regroup(
    session: Session,
    collection: str,
    *,
    changed: Sequence[Report] = (),
    joins: Sequence[Join] | None = None,
    bereft: Iterable[int] = (),
    surviving: int | None = None,
    now: datetime,
) -> None:
    """Find the events of reports that are new or tell something else now, and bring all events concerned up to date.

    Args:
        changed: all reports of one article, with `article` and `entities` (and their `entity`) at hand; new ones have
            their key but no event yet.
        joins: what those have in common with other reports, where that is known; then `changed` may be some reports of
            the article, with all that hang together with them.
        bereft: keys of events that lost a report, had one change, or had a curator's word: what each tells may fall
            apart or come together.
        surviving: key of the event that is to stay where several become one.
    """
    touched = set(bereft)
    placed = {report.id: _Placed.of(report) for report in changed}
    _forget_joins(session, [report.id for report in changed if inspect(report).persistent])
    if joins is None:
        joins = _find_joins(session, collection, changed)
    touched |= {row.event for row in placed.values() if row.event is not None}
    grouping = _grouped(session, touched, placed, joins, all_joins=bool(touched))
    if not touched and grouping.falls_apart():
        grouping = _grouped(session, touched, placed, joins, all_joins=True)
    rows = grouping.rows
    groups = [group for group in grouping.groups if not _stands(group, rows, touched, placed)]
    events = {row.event for group in groups for row in map(rows.__getitem__, group) if row.event is not None} | touched
    known = {event.id: event for event in _events(session, events)}
    by_key = {report.id: report for report in [*_reports(session, known), *changed]}
    _settle(session, collection, [[by_key[key] for key in sorted(group)] for group in groups], known, surviving, now)
    _keep_joins(session, grouping, joins)


@dataclass(frozen=True, slots=True)
class _Grouping:
    """What hangs together, and the events that come of it.

    Attributes:
        rows: the reports by their keys.
        stored: the joins among them that the store knows, by their two keys; True for those it holds to be needed.
        groups: the events, as keys of reports; `needed`: the joins that made them so.
    """

    rows: Mapping[int, _Placed]
    stored: Mapping[tuple[int, int], bool]
    groups: Sequence[frozenset[int]]
    needed: Collection[tuple[int, int]]

    def falls_apart(self) -> bool:
        """Whether reports of one event are in several groups now."""
        events = [{self.rows[key].event for key in group} - {None} for group in self.groups]
        return sum(map(len, events)) > len(set().union(*events))


def _grouped(
    session: Session, touched: Collection[int], placed: Mapping[int, _Placed], joins: Sequence[Join], *, all_joins: bool
) -> _Grouping:
    """The events as they have to be now.

    Args:
        all_joins: look at every stored join; without it at those that made the events what they are, which is enough
            as long as none of them loses a report or falls apart.
    """
    rows, joined = _hanging_together(session, touched, placed, joins, all_joins=all_joins)
    groups, needed = _groups(rows, [*(join for join, _ in joined), *joins], _kept_apart(session, rows.values()))
    return _Grouping(rows, {(join.one, join.other): was for join, was in joined}, groups, needed)


def _keep_joins(session: Session, grouping: _Grouping, joins: Sequence[Join]) -> None:
    if joins:
        session.execute(
            insert(ReportJoin),
            [
                {
                    "one_id": join.one,
                    "other_id": join.other,
                    "score": join.score,
                    "needed": (join.one, join.other) in grouping.needed,
                }
                for join in joins
            ],
        )
    changed = [pair for pair, was in grouping.stored.items() if was != (pair in grouping.needed)]
    if changed:
        session.connection().execute(
            update(ReportJoin)
            .where(ReportJoin.one_id == bindparam("one"), ReportJoin.other_id == bindparam("two"))
            .values(needed=bindparam("is_needed")),
            [{"one": one, "two": two, "is_needed": (one, two) in grouping.needed} for one, two in changed],
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A report as far as grouping looks at it.

    Attributes:
        order: natural key of its article and place in it, the same whenever it came.
        event: key of the event that tells it so far.
        bond: what a curator's word holds together (see `models.Report`).
        begins, ends: when it says it was, from minus to plus infinity where it does not.
    """

    report: int
    article: int
    order: tuple[str, int]
    event: int | None
    bond: str | None
    begins: float = -math.inf
    ends: float = math.inf

    @classmethod
    def of(cls, report: Report) -> _Placed:
        placed = cls.new(report)
        return replace(placed, event=report.event_id) if inspect(report).persistent else placed

    @classmethod
    def new(cls, report: Any) -> _Placed:
        """A report, or the row of one, that no event tells yet."""
        order = report.article.natural_key, report.position
        return cls(report.id, report.article_id, order, None, report.bond, *_stretch(report.earliest, report.latest))


def _stretch(earliest: int | None, latest: int | None) -> tuple[float, float]:
    return -math.inf if earliest is None else earliest, math.inf if latest is None else latest


def _forget_joins(session: Session, reports: Sequence[int]) -> None:
    if reports:
        session.execute(delete(ReportJoin).where(or_(ReportJoin.one_id.in_(reports), ReportJoin.other_id.in_(reports))))


def _find_joins(session: Session, collection: str, changed: Sequence[Report]) -> list[Join]:
    """What the reports of one article have in common with those of the articles that may tell the same.

    The clues of the article are kept by the way.
    """
    if not changed:
        return []
    article = changed[0].article
    own = Clues()
    for report in changed:
        own.add(report.earliest, report.latest, report.title, [link.name for link in report.entities])
    words = select(ArticleWord.word, ArticleWord.weight).where(ArticleWord.article_id == article.id)
    gist = {row[0]: row[1] for row in session.execute(words)}
    tellings = [telling(report) for report in changed]
    tale = Tale(article.id, article.natural_key, article.voice, gist, article.published_earliest, tellings)
    own.about(tale)
    clues.forget(session, article.id)
    found = clues.known(session, collection, own.asked | own.own)
    rows = Rows(ArticleClue)
    rows.add(ArticleClue, clues.rows(collection, article.id, own, found))
    rows.write(session)
    joins = alike.repeats(tale)
    for other in stored_tales(session, clues.candidates(own, found, article.id)).values():
        joins += alike.joins(tale, other)
    return joins


def telling(report: Any) -> Telling:
    """A report, or the row of one, as far as it is compared; its `entities` have their `entity` at hand."""
    return Telling.of(
        report=report.id,
        order=report.position,
        modality=report.modality,
        earliest=report.earliest,
        latest=report.latest,
        basis=report.basis,
        title=report.title,
        sentence=report.sentence_text,
        trigger=report.trigger_text,
        names=(link.entity.folded for link in report.entities),
    )


def stored_tales(session: Session, articles: Collection[int]) -> dict[int, Tale]:
    """Stored articles with what they tell, by key; those that tell nothing are left out."""
    keys = sorted(articles)
    if not keys:
        return {}
    gists: dict[int, dict[str, float]] = {key: {} for key in keys}
    words = select(ArticleWord.article_id, ArticleWord.word, ArticleWord.weight)
    for article, word, weight in session.execute(words.where(ArticleWord.article_id.in_(keys))):
        gists[article][word] = weight
    named: dict[int, list[str]] = defaultdict(list)
    for report, folded in session.execute(
        select(ReportEntity.report_id, Entity.folded)
        .join(Entity, Entity.id == ReportEntity.entity_id)
        .join(Report, Report.id == ReportEntity.report_id)
        .where(Report.article_id.in_(keys))
    ):
        named[report].append(folded)
    told: dict[tuple[int, str, str, int], list[Telling]] = defaultdict(list)
    for row in session.execute(
        select(
            Report.id, Report.article_id, Article.natural_key, Article.voice, Article.published_earliest,
            Report.position, Report.modality,
            Report.earliest, Report.latest, Report.basis, Report.title, Report.sentence_text, Report.trigger_text,
        )
        .join(Article, Article.id == Report.article_id)
        .where(Report.article_id.in_(keys))
        .order_by(Report.article_id, Report.position)
    ):  # fmt: skip
        told[row.article_id, row.natural_key, row.voice, row.published_earliest].append(
            Telling.of(
                report=row.id, order=row.position, modality=row.modality, earliest=row.earliest, latest=row.latest,
                basis=row.basis, title=row.title, sentence=row.sentence_text, trigger=row.trigger_text,
                names=named[row.id],
            )
        )  # fmt: skip
    return {
        article: Tale(article, order, voice, gists[article], published, tellings)
        for (article, order, voice, published), tellings in told.items()
    }


def _hanging_together(
    session: Session, touched: Collection[int], placed: Mapping[int, _Placed], joins: Sequence[Join], *, all_joins: bool
) -> tuple[dict[int, _Placed], list[tuple[Join, bool]]]:
    """All reports that hang on these by joins or by their events, and the stored joins among them, needed or not."""
    rows = dict(placed)
    joined: dict[tuple[int, int], tuple[Join, bool]] = {}
    seen: set[int] = set()
    partners = {key for join in joins for key in (join.one, join.other)} - rows.keys()
    events = {*touched, *(row.event for row in placed.values() if row.event is not None)}
    columns = (
        Report.id, Report.article_id, Article.natural_key, Report.position, Report.event_id, Report.bond,
        Report.earliest, Report.latest,
    )  # fmt: skip
    while True:
        if partners:
            events |= set(session.scalars(select(Report.event_id).where(Report.id.in_(sorted(partners))).distinct()))
        events -= seen
        if not events:
            return rows, list(joined.values())
        seen |= events
        found = select(*columns).join(Article, Article.id == Report.article_id)
        new = [
            _Placed(key, article, (natural_key, position), event, bond, *_stretch(earliest, latest))
            for key, article, natural_key, position, event, bond, earliest, latest in session.execute(
                found.where(Report.event_id.in_(sorted(events)))
            )
            if key not in rows
        ]
        rows.update((row.report, row) for row in new)
        fresh = sorted(row.report for row in new)
        of_join = select(ReportJoin.one_id, ReportJoin.other_id, ReportJoin.score, ReportJoin.needed)
        if not all_joins:
            of_join = of_join.where(ReportJoin.needed.is_(True))
        # Two statements and not one with OR: each has its index.
        for side in (ReportJoin.one_id, ReportJoin.other_id):
            for one, other, score, needed in session.execute(of_join.where(side.in_(fresh))):
                joined[one, other] = Join(one, other, score), needed
        partners = {key for pair in joined for key in pair} - rows.keys()
        events = set()


def _kept_apart(session: Session, rows: Iterable[_Placed]) -> set[frozenset[str]]:
    """Pairs of bonds that a curator has split."""
    bonds = sorted({row.bond for row in rows if row.bond is not None})
    if not bonds:
        return set()
    pairs = select(KeptApart.one, KeptApart.other).where(or_(KeptApart.one.in_(bonds), KeptApart.other.in_(bonds)))
    return {frozenset((one, other)) for one, other in session.execute(pairs)}


def _groups(
    rows: Mapping[int, _Placed], joins: Iterable[Join], apart: Collection[frozenset[str]]
) -> tuple[list[frozenset[int]], set[tuple[int, int]]]:
    """The events, as keys of reports: what a curator bound, then what is joined, the strongest first.

    Returns:
        The events, and the joins that brought two parts together or were not allowed to.
    """
    placed = sorted(rows.values(), key=lambda row: row.order)
    index = {row.report: number for number, row in enumerate(placed)}
    groups = Groups(len(placed))
    first: dict[str, int] = {}
    for number, row in enumerate(placed):
        if row.bond is not None:
            groups.join(number, first.setdefault(row.bond, number))
    articles: dict[int, set[int]] = defaultdict(set)
    bonds: dict[int, set[str]] = defaultdict(set)
    for number, row in enumerate(placed):
        articles[groups.find(number)].add(row.article)
        if row.bond is not None:
            bonds[groups.find(number)].add(row.bond)
    # Of each group the last beginning and the first end of its times.
    times: dict[int, tuple[float, float]] = {}
    for number, row in enumerate(placed):
        begins, ends = times.get(groups.find(number), (-math.inf, math.inf))
        times[groups.find(number)] = max(begins, row.begins), min(ends, row.ends)
    needed: set[tuple[int, int]] = set()
    for _, (a, b), pair in sorted(
        (-join.score, sorted((index[join.one], index[join.other])), (join.one, join.other)) for join in joins
    ):
        one, other = groups.find(a), groups.find(b)
        if one == other:
            continue
        needed.add(pair)
        split = any(frozenset((x, y)) in apart for x in bonds[one] for y in bonds[other])
        twice = articles[one] & articles[other] and placed[a].article != placed[b].article
        both = max(times[one][0], times[other][0]), min(times[one][1], times[other][1])
        # Report by report each may be a day off the next; all of them together are of one time. What a curator has
        # bound may be of any.
        drifting = _apart(both) and not _apart(times[one]) and not _apart(times[other])
        if split or twice or drifting:
            continue
        groups.join(one, other)
        whole = groups.find(one)
        times[whole] = both
        articles[whole] = articles[one] | articles[other]
        bonds[whole] = bonds[one] | bonds[other]
    found: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(placed):
        found[groups.find(number)].append(row.report)
    return [frozenset(found[root]) for root in sorted(found)], needed


def _apart(times: tuple[float, float]) -> bool:
    """Whether the last of some times begins a day or more after the first has ended."""
    begins, ends = times
    return begins - ends >= DAY


def _stands(
    group: frozenset[int], rows: Mapping[int, _Placed], touched: Collection[int], changed: Collection[int]
) -> bool:
    """Whether the group is an event already, and nothing about it has changed."""
    events = {rows[key].event for key in group}
    if len(events) > 1 or not group.isdisjoint(changed):
        return False
    (event,) = events
    if event is None or event in touched:
        return False
    return sum(row.event == event for row in rows.values()) == len(group)


def _events(session: Session, keys: Iterable[int]) -> Sequence[Event]:
    keys = sorted(keys)
    return session.scalars(select(Event).where(Event.id.in_(keys)).order_by(Event.id)).all() if keys else []


# What is asked of the articles of reports; they are many, and the rest of them is long.
_OF_ARTICLE = (
    Article.voice, Article.text_hash, Article.sketch, Article.natural_key, Article.published_earliest,
)  # fmt: skip


def _reports(session: Session, events: Iterable[int]) -> Sequence[Report]:
    """All reports of those events with their article and entities."""
    keys = sorted(events)
    if not keys:
        return []
    return session.scalars(
        select(Report)
        .where(Report.event_id.in_(keys))
        .options(
            joinedload(Report.article).load_only(*_OF_ARTICLE),
            selectinload(Report.entities).joinedload(ReportEntity.entity),
        )
        .order_by(Report.id)
    ).all()


def _settle(
    session: Session,
    collection: str,
    groups: Sequence[list[Report]],
    known: dict[int, Event],
    surviving: int | None,
    now: datetime,
) -> None:
    """Give each group its event, close the events that are left without one, and record what changed."""
    came_from = [Counter(report.event_id for report in group if inspect(report).persistent) for group in groups]
    if surviving is not None and came_from and not any(surviving in counts for counts in came_from):
        # It was made by hand and has no report that could claim a group for it.
        came_from[max(range(len(groups)), key=lambda index: len(groups[index]))][surviving] = 0
    kept = _keep_events(came_from, surviving)
    before = {key: changes.event_document(event) for key, event in known.items()}
    earlier = changes.contributions_to(session, list(known.values()))
    summaries = [summarise(group) for group in groups]
    keys = iter(take_keys(session, Event, len(groups) - len(kept)))
    events = [
        known[kept[index]] if index in kept else _new_event(next(keys), collection, now) for index in range(len(groups))
    ]
    orphans = sorted(known.keys() - set(kept.values()))
    heirs = {key: _heir(key, came_from, events, known, surviving) for key in orphans}
    for key, heir in heirs.items():
        if heir is not None:
            pins.hand_over(known[key], heir)
    summaries = [pins.upheld(session, event, summary) for event, summary in zip(events, summaries, strict=True)]
    for event, group, summary in zip(events, groups, summaries, strict=True):
        summary.write_to(event)
        for report in group:
            if inspect(report).transient:
                report.event = event
                session.add(report)
            elif report.event_id != event.id:
                report.event = event
    session.flush()
    split: dict[int, list[str]] = defaultdict(list)
    for index, event in enumerate(events):
        if index not in kept:
            contributions = summaries[index].contributions
            changes.record(session, ChangeKind.CREATED, event, at=now, before=None, contributions=contributions)
            for origin in sorted(set(came_from[index]) & set(kept.values())):
                split[origin].append(event.public_id)
    told = dict(zip((event.id for event in events), summaries, strict=True))
    by_key = {**known, **{event.id: event for event in events}}
    # One that took reports over is another revision, even where they tell nothing new.
    grown = {key for index, key in kept.items() if came_from[index].keys() - {key}}
    revised = [
        key
        for key in kept.values()
        if split[key] or key in grown or _is_other(known[key], told[key], before[key], earlier[key])
    ]
    for key in [key for key in orphans if heirs[key] is None and _stands_alone(known[key])]:
        orphans.remove(key)
        told[key] = pins.upheld(session, known[key], pins.UNTOLD)
        told[key].write_to(known[key])
        if key == surviving or _is_other(known[key], told[key], before[key], earlier[key]):
            revised.append(key)
    for key in sorted(revised):
        _revise(session, known[key], told[key], before[key], split[key], now)
    for key in orphans:
        _close(session, known[key], heirs[key], before[key], earlier[key], now)
    closed = [key for key in told if by_key[key].status is not EventStatus.ACTIVE]
    _index(session, {by_key[key]: told[key] for key in told if key not in closed}, [*orphans, *closed])


def _heir(
    key: int, came_from: Sequence[Counter[int]], events: Sequence[Event], known: dict[int, Event], surviving: int | None
) -> Event | None:
    """Which event tells from now on what this one told: the one that has most of its reports."""
    claims = [(-counts[key], index) for index, counts in enumerate(came_from) if counts[key]]
    if claims:
        return events[min(claims)[1]]
    # It never had a report: only a person can have merged it.
    return None if surviving is None or key == surviving else known[surviving]


def _stands_alone(event: Event) -> bool:
    """Whether a person has said of the event that it stands, or that it does not, whoever tells it."""
    return pins.STATUS in event.pinned


def _keep_events(came_from: Sequence[Counter[int]], surviving: int | None) -> dict[int, int]:
    """Which group keeps which event: the one that has most of its reports, and each group one event.

    Where several come together, `surviving` is the one that stays.
    """
    claims = sorted(
        (key != surviving, -count, key, index) for index, keys in enumerate(came_from) for key, count in keys.items()
    )
    kept: dict[int, int] = {}
    for _, _, key, index in claims:
        if index not in kept and key not in kept.values():
            kept[index] = key
    return kept


def _new_event(key: int, collection: str, now: datetime) -> Event:
    return Event(
        id=key,
        public_id=new_id(now),
        collection=collection,
        type=None,
        status=EventStatus.ACTIVE,
        merged_into=None,
        pinned=[],
        recorded_at=now,
        revision=1,
    )


def _index(session: Session, told: dict[Event, Summary], orphans: Sequence[int]) -> None:
    """Make events findable by words and by names, and those that are closed by nothing."""
    fulltext.index_events(session, {event.id: summary.texts for event, summary in told.items()})
    fulltext.forget_events(session, orphans)
    known = [event.id for event in told]
    session.execute(delete(EventEntity).where(EventEntity.event_id.in_([*known, *orphans])))
    names = [
        {"event_id": event.id, "entity_id": entity, "earliest": event.earliest, "latest": event.latest}
        for event, summary in told.items()
        for entity in summary.entity_ids
    ]
    if names:
        session.execute(insert(EventEntity), names)


def _is_other(event: Event, summary: Summary, before: dict[str, Any], earlier: Sequence[Contribution]) -> bool:
    """Whether an event says anything else than before, or says it in the words of others."""
    return changes.event_document(event) != before or summary.contributions != list(earlier)


def _revise(
    session: Session, event: Event, summary: Summary, before: dict[str, Any], split_into: Sequence[str], now: datetime
) -> None:
    event.revision += 1
    parts: Sequence[str | None] = split_into or [None]
    for into in parts:
        changes.record(
            session,
            ChangeKind.SPLIT if into else ChangeKind.REVISED,
            event,
            at=now,
            before=before,
            contributions=summary.contributions,
            into=into,
        )


def _close(
    session: Session,
    event: Event,
    heir: Event | None,
    before: dict[str, Any],
    contributions: Sequence[Contribution],
    now: datetime,
) -> None:
    """The event is told by no report any more: by another event, or by nothing. It keeps what it last said."""
    event.status = EventStatus.MERGED if heir else EventStatus.RETRACTED
    event.merged_into = heir.public_id if heir else None
    # Who took it over has what a person said of it.
    event.pinned = [field for field in event.pinned if field != pins.STATUS]
    event.revision += 1
    changes.record(
        session,
        ChangeKind.MERGED if heir else ChangeKind.RETRACTED,
        event,
        at=now,
        before=before,
        contributions=contributions,
        into=event.merged_into,
    )
