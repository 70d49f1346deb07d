"""Which reports tell the same event, and what they together say of it.

Two reports are joined or not by what they say alone (`same`), and an event is a set of reports that hang together by
such joins. So the events follow from the reports, in whatever order these arrived; only their ids remember it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, inspect, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.extract.article import Modality
from app.timeline import changes, copies, fulltext
from app.timeline.bounds import NARROWEST, columns_of, width_of
from app.timeline.changes import Contribution
from app.timeline.copies import Groups
from app.timeline.ids import new_id
from app.timeline.models import (
    Article,
    ChangeKind,
    Entity,
    Event,
    EventEntity,
    EventStatus,
    Report,
    ReportEntity,
    take_keys,
)
from app.timex.civil import DAY
from app.timex.interval import Granularity
from app.timex.when import UNDATED

# How alike two statements of one day have to be: shared words over all words, and the least number of shared ones.
# Precision comes first: a wrong join hides an event, a missed one only shows it twice.
ALIKE = 0.5
ALIKE_WORDS = 3
# Of two statements a day apart more is asked, and different voices: a paper that tells nearly the same on two days
# tells two things.
ALIKE_A_DAY_APART = 0.8
ALIKE_WORDS_A_DAY_APART = 5

# Dates up to a week in length are compared by overlap; "in March" and "in 2022" only with the same month and year,
# because too much happens in them.
_COMPARED_BY_OVERLAP = width_of(0, 7 * DAY)

_STOPWORDS = frozenset(
    """
    about after all also and are been before but could did for from had has have her him his into its more most not off
    one our out over said she than that the their them then there they this under was were what when which while who
    will with would you
    """.split()
)
_ENDINGS = ("ing", "ed", "es", "s")


@dataclass(frozen=True, slots=True)
class Telling:
    """What of a report decides whether it tells the same event as another one.

    Attributes:
        words: stems of the title's content words; `numbers`: its figures.
        entities: folded names.
    """

    modality: Modality
    earliest: int | None
    latest: int | None
    voice: str
    trigger: str
    words: frozenset[str]
    numbers: frozenset[str]
    entities: frozenset[str]

    @classmethod
    def of(
        cls, *, title: str, modality: Modality, earliest: int | None, latest: int | None, voice: str, trigger: str,
        entities: Iterable[str],
    ) -> Telling:  # fmt: skip
        found = fulltext.words(title)
        return cls(
            modality=modality,
            earliest=earliest,
            latest=latest,
            voice=voice,
            trigger=" ".join(map(_stem, fulltext.words(trigger))),
            words=content_words(title),
            numbers=frozenset(word for word in found if any(c.isdigit() for c in word)),
            entities=frozenset(entities),
        )


def same(one: Telling, other: Telling) -> bool:
    """Whether two reports of a collection tell the same event. Symmetric; order of arrival has no part in it.

    They say it with the same modality, of times that fit, about somebody who takes part in both and nobody who rules
    the other out, by the same trigger, with most of their words shared and no figures that contradict.
    """
    if one.modality is not other.modality or one.trigger != other.trigger:
        return False
    alike, least = _asked_of(one, other)
    shared = one.words & other.words
    if len(shared) < least or len(shared) < alike * len(one.words | other.words):
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return False
    return _same_company(one.entities, other.entities)


def _asked_of(one: Telling, other: Telling) -> tuple[float, int]:
    """How alike they must be, by how far their times are apart: beyond 1 where they cannot be the same."""
    never = (2.0, 0)
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return never
    widest = max(width_of(one.earliest, one.latest), width_of(other.earliest, other.latest))
    if widest > _COMPARED_BY_OVERLAP:
        equal = (one.earliest, one.latest) == (other.earliest, other.latest)
        return (ALIKE, ALIKE_WORDS) if equal else never
    if one.earliest < other.latest and other.earliest < one.latest:
        return ALIKE, ALIKE_WORDS
    apart = max(one.earliest, other.earliest) - min(one.latest, other.latest)
    if apart < DAY and one.voice != other.voice:
        return ALIKE_A_DAY_APART, ALIKE_WORDS_A_DAY_APART
    return never


def _same_company(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a name is shared and one side names nobody beyond the other's; "Biden" is among "Joe Biden"."""
    if not some & others:
        return False
    known = [frozenset(name.split()) for name in some]
    other_known = [frozenset(name.split()) for name in others]
    return all(any(a <= b or b <= a for b in other_known) for a in known) or all(
        any(a <= b or b <= a for a in known) for b in other_known
    )


def content_words(text: str) -> frozenset[str]:
    """Stems of the words that carry the meaning of a text."""
    return frozenset(_stem(word) for word in fulltext.words(text) if len(word) > 2 and word not in _STOPWORDS)


def _stem(word: str) -> str:
    """Enough of a word to see it again in another form, in whatever language: "attacked", "attacks" → "attack"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            break
    return word[:6]


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


def regroup(
    session: Session,
    collection: str,
    *,
    changed: Sequence[Report],
    bereft: Iterable[int] = (),
    now: datetime,
) -> None:
    """Find the events of reports that are new or tell something else now, and bring all events concerned up to date.

    Args:
        changed: with `article` and `entities` (and their `entity`) at hand; new ones have no event yet.
        bereft: keys of events that lost a report, or had one change: what is left of each may fall apart.
    """
    again = {event.id: event for event in _events(session, set(bereft))}
    changed_ids = {report.id for report in changed if inspect(report).persistent}
    left = [report for report in _reports(session, again) if report.id not in changed_ids]
    single = [*changed, *left]
    tellings = [_telling(report) for report in single]
    by_trigger: dict[str, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        if telling.earliest is not None:
            by_trigger[telling.trigger].append(index)

    joins = Groups(len(single))
    for alike in by_trigger.values():
        for one, other in itertools.combinations(alike, 2):
            if same(tellings[one], tellings[other]):
                joins.join(one, other)
    known_ids = changed_ids | {report.id for report in left}
    hangs_on: dict[int, int] = {}  # key of an event not looked at one by one → a single report that it hangs on
    for event_id, candidate in _candidates(session, collection, tellings[: len(changed)], known_ids):
        for index in by_trigger.get(candidate.trigger, ()):
            if index < len(changed) and same(tellings[index], candidate):
                joins.join(index, hangs_on.setdefault(event_id, index))

    whole = {event.id: event for event in _events(session, hangs_on)}
    groups: dict[int, list[Report]] = defaultdict(list)
    for index, report in enumerate(single):
        groups[joins.find(index)].append(report)
    for report in _reports(session, whole):
        groups[joins.find(hangs_on[report.event_id])].append(report)
    _settle(session, collection, list(groups.values()), {**again, **whole}, now)


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


def _telling(report: Report) -> Telling:
    return Telling.of(
        title=report.title,
        modality=report.modality,
        earliest=report.earliest,
        latest=report.latest,
        voice=report.article.voice,
        trigger=report.trigger_text,
        entities=(link.entity.folded for link in report.entities),
    )


def _candidates(
    session: Session, collection: str, tellings: Sequence[Telling], known: set[int]
) -> Iterator[tuple[int, Telling]]:
    """Stored reports near one of these in time that share a name with it: their events, and what they say."""
    names: dict[tuple[int, int], set[str]] = defaultdict(set)
    for telling in tellings:
        if telling.earliest is not None and telling.latest is not None:
            names[telling.earliest, telling.latest] |= telling.entities
    seen = set(known)
    for (earliest, latest), shared in names.items():
        rows = session.execute(
            select(
                Report.id,
                Report.event_id,
                Report.title,
                Report.modality,
                Report.earliest,
                Report.latest,
                Report.trigger_text,
                Article.voice,
            )
            .join(Article, Article.id == Report.article_id)
            .where(_near(earliest, latest), _shares_name(collection, shared))
            .order_by(Report.id)
        ).all()
        rows = [row for row in rows if row.id not in seen]
        seen.update(row.id for row in rows)
        named = _names(session, [row.id for row in rows])
        for row in rows:
            yield (
                row.event_id,
                Telling.of(
                    title=row.title,
                    modality=row.modality,
                    earliest=row.earliest,
                    latest=row.latest,
                    voice=row.voice,
                    trigger=row.trigger_text,
                    entities=named[row.id],
                ),
            )


def _near(earliest: int, latest: int) -> ColumnElement[bool]:
    """The times that `_asked_of` can be content with, as bounded scans over the index on width and earliest."""
    width = width_of(earliest, latest)
    if width > _COMPARED_BY_OVERLAP:
        return and_(Report.width == width, Report.earliest == earliest, Report.latest == latest)
    begin, end = earliest - DAY, latest + DAY
    return or_(
        *(
            and_(Report.width == w, Report.earliest.between(begin - 2 ** (w + 1), end), Report.latest > begin)
            for w in range(NARROWEST, _COMPARED_BY_OVERLAP + 1)
        )
    )


def _shares_name(collection: str, names: Iterable[str]) -> ColumnElement[bool]:
    return exists().where(
        ReportEntity.report_id == Report.id,
        Entity.id == ReportEntity.entity_id,
        Entity.collection == collection,
        Entity.folded.in_(sorted(names)),
    )


def _names(session: Session, reports: Sequence[int]) -> dict[int, list[str]]:
    """The folded names in each of those reports."""
    named: dict[int, list[str]] = defaultdict(list)
    if reports:
        links = select(ReportEntity.report_id, Entity.folded).join(Entity, Entity.id == ReportEntity.entity_id)
        for report_id, folded in session.execute(links.where(ReportEntity.report_id.in_(reports))):
            named[report_id].append(folded)
    return named


def _settle(
    session: Session, collection: str, groups: Sequence[list[Report]], known: dict[int, Event], now: datetime
) -> None:
    """Give each group its event, close the events that are left without one, and record what changed."""
    came_from = [Counter(report.event_id for report in group if inspect(report).persistent) for group in groups]
    kept = _keep_events(came_from)
    before = {key: changes.event_document(event) for key, event in known.items()}
    earlier = changes.contributions_to(session, list(known.values()))
    summaries = [summarise(group) for group in groups]
    keys = iter(take_keys(session, Event, len(groups) - len(kept)))
    events = [
        known[kept[index]] if index in kept else _new_event(next(keys), collection, now) for index in range(len(groups))
    ]
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
    revised = [
        key for key in kept.values() if split[key] or _is_other(known[key], told[key], before[key], earlier[key])
    ]
    for key in sorted(revised):
        _revise(session, known[key], told[key], before[key], split[key], now)
    orphans = sorted(known.keys() - set(kept.values()))
    for key in orphans:
        heirs = [(-came_from[index][key], index) for index in range(len(groups)) if came_from[index][key]]
        heir = events[min(heirs)[1]] if heirs else None
        _close(session, known[key], heir, before[key], earlier[key], now)
    _index(session, told, orphans)


def _keep_events(came_from: Sequence[Counter[int]]) -> dict[int, int]:
    """Which group keeps which event: the one that has most of its reports, and each group one event."""
    claims = sorted((-count, key, index) for index, keys in enumerate(came_from) for key, count in keys.items())
    kept: dict[int, int] = {}
    for _, key, index in claims:
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


def _index(session: Session, told: dict[int, Summary], orphans: Sequence[int]) -> None:
    """Make events findable by words and by names, and those that are closed by nothing."""
    fulltext.index_events(session, {key: summary.texts for key, summary in told.items()})
    fulltext.forget_events(session, orphans)
    session.execute(delete(EventEntity).where(EventEntity.event_id.in_([*told, *orphans])))
    names = [{"event_id": key, "entity_id": entity} for key, summary in told.items() for entity in summary.entity_ids]
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


_FINENESS = {granularity: rank for rank, granularity in enumerate(Granularity)}


@dataclass(frozen=True, slots=True)
class Summary:
    """What reports together say of their event.

    Attributes:
        columns: of the event.
        entity_ids: who takes part, as keys.
        texts: what the event is found by.
    """

    columns: dict[str, Any]
    contributions: list[Contribution]
    entity_ids: list[int]
    texts: list[str]

    def write_to(self, event: Event) -> None:
        for name, value in self.columns.items():
            # An equal JSON value would still be written, as if it had changed.
            if getattr(event, name, None) != value:
                setattr(event, name, value)


def summarise(reports: Sequence[Report]) -> Summary:
    """An event out of its reports, with `article` and `entities` loaded; their order counts for nothing.

    The date is the one with most votes, one vote a voice; then the finest, the most confident, the earliest published,
    the one with the least natural key. The title comes from the surest report of that date.
    """
    voices = voices_of([report.article for report in reports])
    votes: dict[str, Report] = {}
    for voice in sorted(set(voices.values())):
        dated = [report for report in reports if voices[report.article_id] == voice and report.edtf]
        if dated:
            votes[str(voice)] = min(dated, key=_by_date)
    count = Counter(report.edtf for report in votes.values() if report.edtf)
    dating = min(reports, key=lambda report: (-count[report.edtf or ""], *_by_date(report)))
    agreeing = [report for report in reports if report.edtf == dating.edtf]
    titled = min(agreeing, key=lambda report: (-report.statement_confidence, *_by_article(report)))
    flags = {flag for report in reports for flag in report.flags}
    # Two of some stretches of time are apart where the latest to begin is behind the first to end.
    stretches = [(v.earliest, v.latest) for v in votes.values() if v.earliest is not None and v.latest is not None]
    if stretches and max(begin for begin, _ in stretches) >= min(end for _, end in stretches):
        flags.add("dates_disagree")
    shown, entity_ids = _participants(reports)
    return Summary(
        columns={
            "title": titled.title,
            "modality": titled.modality,
            "entities": shown,
            "article_count": len(voices),
            "independent_sources": len(set(voices.values())),
            "date_votes": dict(sorted(count.items())),
            "flags": sorted(flags),
            **{name: getattr(dating, name) for name in _DATED_COLUMNS},
        },
        contributions=[
            Contribution(article_id, titled.article_id == article_id, dating.article_id == article_id)
            for article_id in sorted(voices)
        ],
        entity_ids=entity_ids,
        texts=[
            titled.title,
            *sorted({report.sentence_text for report in reports}),
            *sorted({link.name for report in reports for link in report.entities}),
        ],
    )


_DATED_COLUMNS = tuple(columns_of(UNDATED))


def _by_date(report: Report) -> tuple[Any, ...]:
    """Sorts the finest date first, then the surest, then as `_by_article`."""
    fineness = -1 if report.precision is None else _FINENESS[report.precision]
    return (-fineness, report.width or 0, -report.confidence, *_by_article(report))


def _by_article(report: Report) -> tuple[Any, ...]:
    article = report.article
    return article.published_earliest, article.natural_key, report.position


def voices_of(articles: Iterable[Any]) -> dict[int, int]:
    """Who speaks in each article, by its key: articles of one source are one voice, and so are copies of one text.

    Args:
        articles: or rows with their `id`, `voice`, `text_hash` and `sketch`.
    """
    return copies.voices(
        {
            article.id: (("voice", article.voice), ("text", article.text_hash), *copies.marks(article.sketch))
            for article in articles
        }
    )


def _participants(reports: Sequence[Report]) -> tuple[list[dict[str, Any]], list[int]]:
    """The names in the reports, each as it is mostly spelled and typed there; and the keys of all of them."""
    links: dict[str, list[ReportEntity]] = defaultdict(list)
    for report in reports:
        for link in report.entities:
            links[link.entity.folded].append(link)
    shown = []
    for _, of_name in sorted(links.items()):
        name = _most_common(link.name for link in of_name)
        type_ = _most_common((link.entity.type for link in of_name if link.entity.type), default="")
        entity = next(link.entity for link in of_name if link.entity.type == type_)
        shown.append({"id": entity.public_id, "name": name, "type": type_ or None})
    keys = sorted({link.entity_id for of_name in links.values() for link in of_name})
    return shown, keys


def _most_common(values: Iterable[str], default: str = "") -> str:
    """The value that occurs most often; of several, the first by the alphabet."""
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], value)) if count else default
