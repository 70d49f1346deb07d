"""Which reports tell the same event, and the events that follow from them.

Two reports are joined or not by what their two articles say alone (`alike`); these joins are kept, with their scores.
The events are what hangs together by joins, the strongest first, under three rules: an event has one report of an
article (or several that repeat each other), its reports are all of one time, at most a day off, and what a curator
merged or split stays so. So the events follow from the reports and the curators' words, in whatever order these came;
only the events' ids remember it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, inspect, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from app.timeline import changes, fulltext
from app.timeline.ids import new_id
from app.timeline.joining import alike, clues, tales
from app.timeline.joining.alike import Join
from app.timeline.joining.clues import Clues
from app.timeline.joining.grouping import Grouped, grouped_around
from app.timeline.joining.meeting import joins_with_stored, telling
from app.timeline.joining.settling import settle
from app.timeline.joining.standing import Standing
from app.timeline.joining.summary import Summary, summarise
from app.timeline.joining.tales import Tale, Tellings
from app.timeline.models import (
    Article,
    ArticleClue,
    ArticleTale,
    ArticleWord,
    Event,
    EventEntity,
    EventStatus,
    Report,
    ReportJoin,
    take_keys,
)
from app.timeline.rows import Rows


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
    # What it told before is in there too, and may be words that are to be seen no more.
    for table in (ArticleWord, ArticleTale):
        session.execute(delete(table).where(table.article_id == article.id))
    words = tales.gist(texts)
    if words:
        session.execute(
            insert(ArticleWord),
            [{"article_id": article.id, "word": word, "weight": weight} for word, weight in words.items()],
        )


def told_by_reports(session: Session, event: Event) -> Summary | None:
    """What the reports of an event say of it, whatever was set by hand; None where it has none."""
    session.flush()
    standing = Standing(session)
    standing.read([event.id])
    reports = list(standing.reports_of([event.id]).values())
    return summarise(reports) if reports else None


def make_findable(session: Session, event: Event, summary: Summary) -> None:
    """Make an event findable by what it says now, and one that is closed by nothing."""
    told = {event: summary} if event.status is EventStatus.ACTIVE else {}
    _index(session, told, [] if told else [event.id])


def regroup(
    session: Session,
    collection: str,
    *,
    changed: Sequence[Report] = (),
    bereft: Iterable[int] = (),
    surviving: int | None = None,
    now: datetime,
) -> None:
    """Find the events of reports that are new or tell something else now, and bring all events concerned up to date.

    What comes new, and with others, goes the way of `arrivals`.

    Args:
        changed: all reports of one article, with `article` and `entities` (and their `entity`) at hand; new ones have
            their key but no event yet.
        bereft: keys of events that lost a report, had one change, or had a curator's word: what each tells may fall
            apart or come together.
        surviving: key of the event that is to stay where several become one.
    """
    session.flush()
    stored = [report for report in changed if inspect(report).persistent]
    touched = {*bereft, *(report.event_id for report in stored)}
    _forget_joins(session, [report.id for report in stored])
    joins = _find_joins(session, collection, changed)
    standing = Standing(session)
    rows, found = grouped_around(standing, changed, joins, touched)
    groups = to_be_settled(found, rows, touched, {report.id for report in changed})
    known = {event.id: event for event in _events(session, events_of(groups, rows) | touched)}
    settled = settle(
        session,
        [[rows[key] for key in sorted(group)] for group in groups],
        known,
        earlier=changes.contributions_to(session, list(known.values())),
        new_events=partial(_new_events, session, collection, now),
        surviving=surviving,
    )
    session.add_all(event for event, _ in settled.told)
    session.add_all(changed)
    for report, event in settled.placed:
        standing.place(report, event.id)
    session.flush()
    _move(session, standing.moved())
    for line in settled.lines:
        changes.record(
            session, line.change, line.event, at=now, before=line.before, contributions=line.contributions,
            into=line.into,
        )  # fmt: skip
    active = {event: summary for event, summary in settled.told if event.status is EventStatus.ACTIVE}
    closed = [*settled.closed, *(event for event, _ in settled.told if event not in active)]
    _index(session, active, [event.id for event in closed])
    standing.join(joins, found.needed, rows)
    keep_joins(session, standing)


def _new_events(session: Session, collection: str, now: datetime, count: int) -> list[Event]:
    return [Event(**new_event(key, collection, now)) for key in take_keys(session, Event, count)]


def new_event(key: int, collection: str, now: datetime) -> dict[str, Any]:
    """The columns of an event that says nothing yet."""
    return {
        "id": key, "public_id": new_id(now), "collection": collection, "type": None, "status": EventStatus.ACTIVE,
        "merged_into": None, "pinned": [], "recorded_at": now, "revision": 1,
    }  # fmt: skip


def to_be_settled(
    found: Grouped, rows: Mapping[int, Any], touched: Collection[int], changed: Collection[int]
) -> list[frozenset[int]]:
    """The groups of reports that are not an event already, or about which something has changed."""
    told = Counter(row.event_id for row in rows.values())

    def stands(group: frozenset[int]) -> bool:
        events = {rows[key].event_id for key in group}
        if len(events) > 1 or not group.isdisjoint(changed):
            return False
        (event,) = events
        return event is not None and event not in touched and told[event] == len(group)

    return [group for group in found.events if not stands(group)]


def events_of(groups: Iterable[frozenset[int]], rows: Mapping[int, Any]) -> set[int]:
    """Keys of the events that these groups told so far."""
    return {rows[key].event_id for group in groups for key in group if rows[key].event_id is not None}


def _move(session: Session, moved: Sequence[dict[str, int]]) -> None:
    """Write which events stored reports tell now, past the objects that the session may hold of them."""
    move_reports(session, moved)
    for each in moved:
        report = session.identity_map.get(identity_key(Report, each["report"]))
        if report is not None:
            set_committed_value(report, "event_id", each["event"])


def move_reports(session: Session, moved: Sequence[dict[str, int]]) -> None:
    """Write which events stored reports tell now (`Standing.moved`)."""
    if moved:
        session.connection().execute(
            update(Report).where(Report.id == bindparam("report")).values(event_id=bindparam("event")), moved
        )


def keep_joins(session: Session, standing: Standing) -> None:
    """Write the joins that are new, and of the others which are needed now."""
    rows = Rows(ReportJoin)
    rows.add(ReportJoin, standing.new_joins())
    rows.write(session)
    if changed := standing.changed_joins():
        session.connection().execute(
            update(ReportJoin)
            .where(ReportJoin.one_id == bindparam("one"), ReportJoin.other_id == bindparam("other"))
            .values(needed=bindparam("is_needed")),
            changed,
        )


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
    tellings = Tellings.of([telling(report) for report in changed])
    tale = Tale(article.id, article.natural_key, article.voice, gist, article.published_earliest, tellings)
    own.about(gist, article.published_earliest)
    clues.forget(session, article.id)
    found = clues.known(session, collection, own.asked | own.own)
    rows = Rows(ArticleClue)
    rows.add(ArticleClue, clues.rows(collection, article.id, own, found))
    rows.write(session)
    return alike.repeats(tale) + joins_with_stored(session, [(tale, clues.candidates(own, found, article.id))])[0]


def _events(session: Session, keys: Iterable[int]) -> Sequence[Event]:
    keys = sorted(keys)
    return session.scalars(select(Event).where(Event.id.in_(keys)).order_by(Event.id)).all() if keys else []


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
