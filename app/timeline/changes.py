"""The change log: every change of an event, numbered in the order in which it became visible.

A storage function says what changed with `record()`; `seal()`, called once by whoever commits, gives the numbers. The
numbers are taken from one row at the very end of the transaction: a second writer waits on that row until the first
one is done, so a higher number is never visible before a lower one. An identity column gives numbers when they are
asked for, and a reader would skip those that commit late.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, bindparam, cast, delete, exists, func, select, update
from sqlalchemy.orm import Session, joinedload

from app.timeline import listed, tallies
from app.timeline.models import (
    Article,
    Change,
    ChangeKind,
    Clock,
    Entity,
    Event,
    EventEntity,
    EventRevision,
    EventStatus,
    ListedEvent,
    PastEvent,
    Report,
    ReportEntity,
    RevisionSource,
    take_keys,
)
from app.timeline.rows import Rows, parts

# What stands where words of a withdrawn article stood.
ERASED = "[erased]"

# Whether a session sees one state of the store from its first query on.
ONE_STATE = "one state"

_CLOCK = "clock"
_RECORDED = "recorded changes"
_COUNTED = "counted"
_TOUCHED = "touched"


def event_document(event: Any) -> dict[str, Any]:
    """An event, or a row of one, as the API shows it, with everything: what a change carries and a revision keeps."""
    return {
        "id": event.public_id,
        "title": event.title,
        "type": event.type,
        "modality": event.modality.value,
        "status": event.status.value,
        "merged_into": event.merged_into,
        "collection": event.collection,
        "when": event.when,
        "entities": event.entities,
        "evidence": {
            "articles": event.article_count,
            "independent_sources": event.independent_sources,
            "date_votes": event.date_votes,
        },
        "flags": event.flags,
        "recorded_at": event.recorded_at.isoformat().replace("+00:00", "Z"),
        "revision": event.revision,
        "pinned": event.pinned,
    }


@dataclass(frozen=True, slots=True)
class Contribution:
    """Words of an article that stand in an event: its names always, and perhaps the title or the `when`."""

    article_id: int
    gave_title: bool
    gave_when: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change that is not numbered yet.

    Attributes:
        event: the object of the session, which may change until the change is numbered, or a row that stays as it is.
        before: the event's document until now, None for a new one.
        names: public ids of all that take part now; None where it has to be read.
    """

    change: ChangeKind
    event: Any
    before: dict[str, Any] | None
    contributions: tuple[Contribution, ...]
    into: str | None
    at: datetime
    names: Sequence[str] | None = None

    @property
    def after(self) -> dict[str, Any]:
        """The event's document as it stands at this moment of the transaction."""
        return event_document(self.event)


def record(
    session: Session,
    change: ChangeKind,
    event: Any,
    *,
    at: datetime,
    before: dict[str, Any] | None,
    contributions: Sequence[Contribution],
    into: str | None = None,
    names: Sequence[str] | None = None,
) -> None:
    """Note that the event is now as it stands; it becomes a line of the log when the session is sealed.

    Call it when all is done to the event, once for an object of the session; a split has one call for every part. Of
    rows of an event there may be several, each a revision of its own; their `names` are given, and what each event is
    to be counted as in the end with `count`.
    """
    line = Recorded(change, event, before, tuple(contributions), into, at, names)
    session.info.setdefault(_RECORDED, []).append(line)
    if names is None:
        session.info.get(_COUNTED, {}).pop(event.id, None)


def count(session: Session, documents: Mapping[int, dict[str, Any] | None]) -> None:
    """Note what events, by key, count as now (`tallies.counted_as`), None for nothing; others are looked at anew."""
    session.info.setdefault(_COUNTED, {}).update(documents)


def recorded(session: Session) -> Sequence[Recorded]:
    """What this transaction has changed so far."""
    lines: list[Recorded] = session.info.get(_RECORDED, [])
    return tuple(lines)


def touch(session: Session, article: Article | None = None) -> None:
    """Note that this transaction changes what readers see, though perhaps no event: `version()` moves on.

    Args:
        article: whose source, language or tags may be others now, by which its events are found and counted.
    """
    session.info.setdefault(_TOUCHED, []).append(article)


def discard(session: Session) -> None:
    """Forget what was recorded, because it was rolled back."""
    session.info.pop(_RECORDED, None)
    session.info.pop(_COUNTED, None)
    session.info.pop(_TOUCHED, None)


def seal(session: Session, *, in_part: bool = False) -> None:
    """Number and write what was recorded. The last thing before the commit; does nothing if nothing was changed.

    Args:
        in_part: of articles that share a transaction, each of which is touched: so `version()` moves by one for each,
            in however many parts their changes are numbered.
    """
    lines = recorded(session)
    if not lines and _TOUCHED not in session.info:
        return
    touched: list[Article | None] = session.info.get(_TOUCHED, [])
    counted: dict[int, dict[str, Any] | None] = session.info.get(_COUNTED, {})
    discard(session)
    session.flush()
    connection = session.connection()
    # The row is named, and read by a statement of its own: of one that may change many rows SQLite makes a savepoint,
    # and for that a segment of its full-text index.
    moved = len(touched) if in_part else 1
    connection.execute(_MOVE_ON, {"lines": len(lines), "moved": moved})
    first = _numbers(session)[0] - len(lines) + 1
    tallies.replace(session, counted)
    tallies.update(
        session,
        {line.event.id for line in lines} - counted.keys(),
        [article.id for article in touched if article is not None],
    )
    if not lines:
        return
    at = _moment_after(session, first - 1)
    revisions = _write_revisions(session, list(enumerate(lines, first)))
    rows = Rows(Change)
    rows.add(
        Change,
        (
            {
                "seq": seq, "at": at, "change": line.change, "event_id": line.event.id,
                "revision_id": revisions[line.event.id, line.event.revision], "into": line.into,
            }
            for seq, line in enumerate(lines, first)
        ),
    )  # fmt: skip
    rows.write(session)


_MOVE_ON = (
    update(Clock)
    .where(Clock.id == 1)
    .values(seq=Clock.seq + bindparam("lines"), version=Clock.version + bindparam("moved"))
)
_MADE_AT = select(Change.at).where(Change.seq == bindparam("seq"))


def _moment_after(session: Session, last: int) -> datetime:
    """Now, and later than that change: what was known at an instant is all changes up to it, whatever clocks do.

    It is taken here and not when the request came, because until now nobody could see what it changed.
    """
    now = datetime.now(UTC)
    before = session.connection().scalar(_MADE_AT, {"seq": last})
    return now if before is None else max(now, before + timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class _Begun:
    """A revision that begins with a change, and ends with another one if that is known already."""

    key: int
    seq: int
    until: int | None
    line: Recorded
    names: Sequence[str]


_Revision = tuple[int, int]


def _write_revisions(session: Session, numbered: Sequence[tuple[int, Recorded]]) -> dict[_Revision, int]:
    """End the revisions of the events that were recorded, and begin others; their keys, by event and number."""
    first: dict[_Revision, tuple[int, Recorded]] = {}
    for seq, line in numbered:
        # A split is several lines of one revision; the revision begins with the first of them.
        first.setdefault((line.event.id, line.event.revision), (seq, line))
    ended: dict[int, int] = {}
    until: dict[_Revision, int] = {}
    newest: dict[int, _Revision] = {}
    for revision, (seq, line) in first.items():
        event = line.event.id
        if event in newest:
            until[newest[event]] = seq
        elif line.before is not None:
            ended[event] = seq
        newest[event] = revision
    _end_revisions(session, ended)
    keys = dict(zip(first, take_keys(session, EventRevision, len(first)), strict=True))
    names = _names(session, {line.event.id for _, line in first.values() if line.names is None})
    _begin_revisions(
        session,
        [
            _Begun(
                keys[revision], seq, until.get(revision), line,
                names[line.event.id] if line.names is None else line.names,
            )
            for revision, (seq, line) in first.items()
        ],
    )  # fmt: skip
    return keys


def _end_revisions(session: Session, ended: Mapping[int, int]) -> None:
    """The newest revision of each event is true until before that change."""
    if ended:
        connection = session.connection()
        for end in _END:
            connection.execute(end, [{"of_event": event, "until": seq} for event, seq in ended.items()])
        for some in parts(ended):
            connection.execute(_LIST_NO_MORE, {"keys": some})


_END = tuple(
    update(table)
    .where(table.event_id == bindparam("of_event"), table.until_seq.is_(None))
    .values(until_seq=bindparam("until"))
    for table in (EventRevision, PastEvent)
)
_LIST_NO_MORE = delete(ListedEvent).where(ListedEvent.event_id.in_(bindparam("keys", expanding=True)))


def _begin_revisions(session: Session, begun: Sequence[_Begun]) -> None:
    rows = Rows(EventRevision, PastEvent, RevisionSource, ListedEvent)
    for each in begun:
        event, document = each.line.event, each.line.after
        when_true = {"from_seq": each.seq, "until_seq": each.until}
        rows.add(
            EventRevision,
            [
                {
                    "id": each.key, "event_id": event.id, "revision": event.revision, "document": document,
                    "recorded_at": each.line.at, "redacted": False, **when_true,
                }
            ],
        )  # fmt: skip
        columns = {name: getattr(event, name) for name in _OF_EVENT}
        names = list(each.names)
        rows.add(PastEvent, [{"revision_id": each.key, "event_id": event.id, "names": names, **when_true, **columns}])
        rows.add(
            RevisionSource,
            [
                {
                    "revision_id": each.key, "article_id": contribution.article_id,
                    "gave_title": contribution.gave_title, "gave_when": contribution.gave_when,
                }
                for contribution in each.line.contributions
            ],
        )  # fmt: skip
        if each.until is None and event.status is EventStatus.ACTIVE:
            rows.add(ListedEvent, [listed.row(event, document)])
    rows.write(session)


# What of an event `PastEvent` keeps as it was.
_OF_EVENT = (
    "public_id", "collection", "recorded_at", "type", "modality", "status", "precision", "basis", "confidence",
    "independent_sources", "earliest", "latest",
)  # fmt: skip


def _names(session: Session, events: Collection[int]) -> dict[int, list[str]]:
    """Public ids of who takes part in each event, by its key."""
    found: dict[int, list[str]] = {key: [] for key in events}
    named = select(EventEntity.event_id, Entity.public_id).join(Entity, Entity.id == EventEntity.entity_id)
    for some in parts(events):
        for event_id, public_id in session.execute(named.where(EventEntity.event_id.in_(some))):
            found[event_id].append(public_id)
    return found


def contributions_to(session: Session, events: Sequence[Any]) -> dict[int, list[Contribution]]:
    """Whose words stand in the newest revision of each event, by the events' keys; the events are in the log."""
    found: dict[int, list[Contribution]] = {event.id: [] for event in events}
    session.flush()
    for some in parts(found):
        for event_id, article_id, gave_title, gave_when in session.connection().execute(_CONTRIBUTIONS, {"keys": some}):
            found[event_id].append(Contribution(article_id, gave_title, gave_when))
    return found


_CONTRIBUTIONS = (
    select(EventRevision.event_id, RevisionSource.article_id, RevisionSource.gave_title, RevisionSource.gave_when)
    .join(RevisionSource, RevisionSource.revision_id == EventRevision.id)
    .where(EventRevision.event_id.in_(bindparam("keys", expanding=True)), EventRevision.is_newest())
    .order_by(RevisionSource.article_id)
)


def latest_sequence(session: Session) -> int:
    """Number of the last change in the store; 0 for none."""
    return _clock(session)[0]


def version(session: Session) -> int:
    """A number that moves with every write, also of articles and tags: what the ETag of any list is made of."""
    return _clock(session)[1]


def _clock(session: Session) -> tuple[int, int]:
    """Both of its numbers, read once by a session that sees one state of the store: a page asks for them twice."""
    kept: tuple[int, int] | None = session.info.get(_CLOCK)
    if kept is None:
        kept = _numbers(session)
        if session.info.get(ONE_STATE):
            session.info[_CLOCK] = kept
    return kept


def _numbers(session: Session) -> tuple[int, int]:
    # Every answer begins with it: as text it takes a fifth of the time.
    seq, moved = session.connection().exec_driver_sql("SELECT seq, version FROM clock").one()
    return seq, moved


def sequence_at(session: Session, instant: datetime) -> int:
    """Number of the last change that was visible at that instant; 0 for none."""
    return session.scalar(select(func.max(Change.seq)).where(Change.at <= instant)) or 0


def since(after: int) -> Select[Change]:
    """Changes above that number, in order, with `event` and `revision` loaded; the caller sets the limit."""
    return (
        select(Change)
        .where(Change.seq > after)
        .options(joinedload(Change.event), joinedload(Change.revision))
        .order_by(Change.seq)
    )


class Line(NamedTuple):
    """A change as it is told.

    Attributes:
        event_id: the public id of its event; `document`: the event as it was after the change, in JSON as it is kept.
    """

    seq: int
    at: datetime
    change: ChangeKind
    event_id: str
    document: str
    into: str | None
    redacted: bool


# As text, because to make objects of fifty documents and text of these again takes five times as long as to find them.
_LINES = (
    select(
        Change.seq, Change.at, Change.change, Event.public_id, cast(EventRevision.document, Text), Change.into,
        EventRevision.redacted,
    )
    .join(Event, Event.id == Change.event_id)
    .join(EventRevision, EventRevision.id == Change.revision_id)
    .where(Change.seq > bindparam("after"))
    .order_by(Change.seq)
    .limit(bindparam("most"))
)  # fmt: skip


def lines_since(session: Session, after: int, most: int) -> list[Line]:
    """Changes above that number, in order, so many at most."""
    found = session.connection().execute(_LINES, {"after": after, "most": most})
    return list(starmap(Line, found))


def redact(session: Session, article: Article) -> None:
    """Take an article's words out of the history of every event that it told; those revisions are marked so.

    To be called when its reports are gone: a name stays where another article still has it in that spelling. An event
    that is merged or retracted shows what it last was, so it loses the words as well.
    """
    rows = session.execute(
        select(RevisionSource, EventRevision, Event)
        .join(EventRevision, EventRevision.id == RevisionSource.revision_id)
        .join(Event, Event.id == EventRevision.event_id)
        .where(RevisionSource.article_id == article.id)
        .order_by(EventRevision.id)
    ).all()
    for source, revision, event in rows:
        document = _without(session, revision.document, source)
        if document == revision.document:
            continue
        revision.document = document
        revision.redacted = True
        if revision.until_seq is None and event.status is not EventStatus.ACTIVE:
            event.title, event.when, event.entities = document["title"], document["when"], document["entities"]
    session.flush()
    session.execute(delete(RevisionSource).where(RevisionSource.article_id == article.id))
    session.info[_RECORDED] = [
        replace(line, contributions=tuple(c for c in line.contributions if c.article_id != article.id))
        for line in recorded(session)
    ]


def _without(session: Session, document: dict[str, Any], source: RevisionSource) -> dict[str, Any]:
    title = ERASED if source.gave_title else document["title"]
    when = without_words(document["when"]) if source.gave_when else document["when"]
    by_hand = "entities" in document["pinned"]
    entities = [entity for entity in document["entities"] if by_hand or _still_told(session, entity)]
    return {**document, "title": title, "when": when, "entities": entities}


def erased(document: dict[str, Any]) -> dict[str, Any]:
    """An event's document without any word of whoever made it."""
    return {**document, "title": ERASED, "type": None, "when": without_words(document["when"]), "entities": []}


def without_words(when: dict[str, Any]) -> dict[str, Any]:
    """A `When` document that keeps the date and lets go of the words it was read from."""
    return {**when, "alternatives": [], "explanation": None}


def _still_told(session: Session, entity: dict[str, Any]) -> bool:
    """Whether a report of today has this name in this spelling."""
    told = exists().where(
        Entity.public_id == entity["id"],
        ReportEntity.entity_id == Entity.id,
        ReportEntity.report_id == Report.id,
        ReportEntity.name == entity["name"],
    )
    return bool(session.scalar(select(told)))
