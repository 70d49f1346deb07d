"""Article to rows: what is new is stored, what is known is left alone, what has changed is told anew.

Reading an article takes milliseconds to seconds and needs no database; so `prepare` does it before the transaction,
and `store` only writes.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session, selectinload, undefer

from app.extract import article as extracted
from app.extract.article import Extraction, Notice, Part, Statement
from app.problems import Withdrawn
from app.timeline import changes, fulltext, lookups, naming
from app.timeline.entities import settle_names
from app.timeline.ids import new_id
from app.timeline.joining import same_event
from app.timeline.models import (
    Article,
    ArticleRevision,
    ArticleTag,
    Entity,
    Mention,
    Report,
    ReportEntity,
    Tombstone,
    take_keys,
)
from app.timeline.storing.arrivals import Arrivals, Arrived
from app.timeline.storing.columns import (
    LONGEST_NAME,
    columns_of_article,
    columns_of_mention,
    columns_of_report,
    name_key,
    words_of_article,
)
from app.timeline.storing.ready import Ready, make_ready
from app.timeline.urls import canonical_url, site_of
from app.timex.context import Genre

T = TypeVar("T")


class Outcome(StrEnum):
    CREATED = "created"
    UNCHANGED = "unchanged"
    REVISED = "revised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An article as a client sent it, checked (see `api.schemas.ArticleIn`); exactly one of `text`, `html` is given.

    Attributes:
        published_at, updated_at: a civil date or an RFC 3339 instant, as sent.
        collection: what is to be joined with what; nothing joins across collections.
        store_text: False keeps offsets, digests and the quoted sentences only.
    """

    text: str | None = None
    html: str | None = None
    title: str | None = None
    external_id: str | None = None
    url: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    timezone: str | None = None
    country: str | None = None
    language: str | None = None
    source: str | None = None
    collection: str = "default"
    genre: Genre | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    store_text: bool = True


@dataclass(frozen=True, slots=True)
class Prepared:
    """A submission that has been read; nothing is stored yet."""

    submission: Submission
    _extraction: Extraction | bytes
    _ready: Ready | bytes | None = None

    @property
    def extraction(self) -> Extraction:
        """All that was read."""
        read: Extraction = _unpacked(self._extraction)
        return read

    @property
    def ready(self) -> Ready | None:
        """What the store needs of it, where that is worked out already."""
        made: Ready | None = _unpacked(self._ready)
        return made

    # From one process to another it goes as it is packed: of an article that is new only `ready` is asked for, and that
    # takes four times the room once it is unpacked, of articles that wait to be stored.
    def __getstate__(self) -> tuple[Any, ...]:
        return self.submission, _packed(self._extraction), _packed(self._ready)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(("submission", "_extraction", "_ready"), state, strict=True):
            object.__setattr__(self, name, value)


def _packed(what: Any) -> bytes:
    return what if isinstance(what, bytes) else pickle.dumps(what)


def _unpacked(what: Any) -> Any:
    return pickle.loads(what) if isinstance(what, bytes) else what  # noqa: S301  our own


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of it: the article as it stands, the active events it tells, its mentions, in document order.

    Of an article that is new, `events` and `mentions` may be rows.
    """

    outcome: Outcome
    article: Article
    events: Sequence[Any]
    mentions: Sequence[Any]
    warnings: Sequence[Notice]


@dataclass(frozen=True, slots=True)
class Stored:
    """The same in short: the article by its public id, and how many active events it tells."""

    outcome: Outcome
    article_id: str
    events: int


def prepare(submission: Submission, *, now: datetime) -> Prepared:
    """Read the article. Pure but for `now`, its time of arrival; call it before the session is first used."""
    extraction = _read(submission.text, submission.html, submission.url, as_sent(submission), now)
    return Prepared(submission, extraction, make_ready(extraction, store_text=submission.store_text))


def store(session: Session, prepared: Prepared, *, now: datetime) -> Ingested:
    """Write what was read.

    The same article is the one with the same natural key in its collection: `source` and `external_id`, else the
    canonical `url`, else the content. An older revision that arrives late (`updated_at`) changes nothing.

    Raises:
        Withdrawn: the article was deleted.
    """
    return _ingested(session, *_store(session, prepared, now))


def store_many(session: Session, articles: Sequence[Prepared], *, now: datetime) -> list[Stored | Withdrawn]:
    """The same for articles that share a transaction, in order: their changes are numbered as if each came alone.

    Returns:
        What came of each; of one that was deleted, that it was.
    """
    return _store_many(session, articles, now, _new_in_short, partial(_known_in_short, session))


def ingest_many(
    session: Session, articles: Sequence[Prepared], *, now: datetime, tell: Callable[[int, Ingested], T]
) -> list[T | Withdrawn]:
    """The same, and each is told in full.

    Args:
        tell: makes of an article's place among them, and of what came of it, what is returned of it; it is to keep
            nothing of the latter, which may change after it.
    """

    def new(number: int, article: Article, arrived: Arrived) -> T:
        mentions = sorted(arrived.mentions, key=lambda row: (row["part"] is Part.TEXT, row["start"], row["id"]))
        rows = [SimpleNamespace(**row) for row in mentions]
        return tell(number, Ingested(Outcome.CREATED, article, arrived.events, rows, _warnings(article)))

    def known(number: int, outcome: Outcome, article: Article, *more: Notice) -> T:
        return tell(number, _ingested(session, outcome, article, *more))

    return _store_many(session, articles, now, new, known)


def _store_many(
    session: Session,
    articles: Sequence[Prepared],
    now: datetime,
    tell_new: Callable[[int, Article, Arrived], T],
    tell_known: Callable[..., T],
) -> list[T | Withdrawn]:
    results: dict[int, T | Withdrawn] = {}
    for collection in sorted({each.submission.collection for each in articles}):
        # In this order, because two writers that claim the same in another would wait for each other.
        same_event.claim_collection(session, collection)
    waiting: list[tuple[int, Prepared]] = []
    coming: set[tuple[str, str]] = set()

    def take() -> None:
        for (number, _), (article, arrived) in zip(waiting, _take_new(session, waiting, now), strict=True):
            results[number] = tell_new(number, article, arrived)
        waiting.clear()
        known.update(dict.fromkeys(coming))
        coming.clear()

    # Where it is None, what is stored has to be looked at.
    known = _known(session, articles)
    for number, prepared in enumerate(articles):
        submission = prepared.submission
        key = submission.collection, natural_key(submission)
        if key in known or key in coming:
            if known.get(key) != fingerprint(submission) or submission.updated_at is not None:
                take()
                known[key] = None
            results[number] = _store_known(session, prepared, now, partial(tell_known, number))
        else:
            if waiting and waiting[0][1].submission.collection != submission.collection:
                take()
            waiting.append((number, prepared))
            coming.add(key)
    take()
    return [results[number] for number in range(len(articles))]


def _known(session: Session, articles: Sequence[Prepared]) -> dict[tuple[str, str], str | None]:
    """The articles that are stored, by collection and natural key: their fingerprints, None for those withdrawn."""
    keys: dict[str, set[str]] = defaultdict(set)
    for each in articles:
        keys[each.submission.collection].add(natural_key(each.submission))
    known: dict[tuple[str, str], str | None] = {}
    session.flush()
    connection = session.connection()
    for collection, of_collection in keys.items():
        asked = {"collection": collection, "natural_keys": sorted(of_collection)}
        known.update({(collection, key): digest for key, digest in connection.execute(_STORED, asked)})
        known.update(dict.fromkeys(((collection, key) for key in connection.scalars(_BURIED, asked)), None))
    return known


_NATURAL_KEYS: BindParameter[Any] = bindparam("natural_keys", expanding=True)
_STORED = select(Article.natural_key, Article.fingerprint).where(
    Article.collection == bindparam("collection"), Article.natural_key.in_(_NATURAL_KEYS)
)
_BURIED = select(Tombstone.natural_key).where(
    Tombstone.collection == bindparam("collection"), Tombstone.natural_key.in_(_NATURAL_KEYS)
)


def _take_new(
    session: Session, arriving: Sequence[tuple[int, Prepared]], now: datetime
) -> list[tuple[Article, Arrived]]:
    if not arriving:
        return []
    coming = [_new_article(prepared, now) for _, prepared in arriving]
    told = Arrivals(session, arriving[0][1].submission.collection, now=now).take(coming)
    changes.seal(session, in_part=True)
    return [(article, arrived) for (article, _), arrived in zip(coming, told, strict=True)]


def _new_in_short(_number: int, article: Article, arrived: Arrived) -> Stored:
    return Stored(Outcome.CREATED, article.public_id, len(arrived.events))


def _new_article(prepared: Prepared, now: datetime) -> tuple[Article, Ready]:
    """An article that is not stored yet, in no session, with what it tells."""
    submission = prepared.submission
    article = Article(
        public_id=new_id(now), collection=submission.collection, natural_key=natural_key(submission), recorded_at=now,
        revision=0, updated_at=None, amended={},
    )  # fmt: skip
    _take_over(article, submission, fingerprint(submission))
    ready = prepared.ready or make_ready(prepared.extraction, store_text=submission.store_text)
    _describe(article, ready.article, now)
    return article, ready


def _store_known(session: Session, prepared: Prepared, now: datetime, tell: Callable[..., T]) -> T | Withdrawn:
    try:
        outcome, article, *more = _store(session, prepared, now)
    except Withdrawn as problem:
        return problem
    changes.seal(session)
    return tell(outcome, article, *more)


def _known_in_short(session: Session, _number: int, outcome: Outcome, article: Article, *_more: Notice) -> Stored:
    events = select(func.count(Report.event_id.distinct())).where(Report.article_id == article.id)
    return Stored(outcome, article.public_id, session.scalar(events) or 0)


def _store(
    session: Session, prepared: Prepared, now: datetime
) -> tuple[Outcome, Article] | tuple[Outcome, Article, Notice]:
    submission = prepared.submission
    same_event.claim_collection(session, submission.collection)
    key = natural_key(submission)
    buried = select(Tombstone.id).where(Tombstone.collection == submission.collection, Tombstone.natural_key == key)
    if session.scalar(buried) is not None:
        raise Withdrawn("This article was deleted; it is not taken in again.")
    article = session.scalars(
        select(Article)
        .where(Article.collection == submission.collection, Article.natural_key == key)
        .options(undefer(Article.text), undefer(Article.html))
    ).one_or_none()
    digest = fingerprint(submission)
    if article is None:
        new = _new_article(prepared, now)
        Arrivals(session, submission.collection, now=now).take([new])
        return Outcome.CREATED, session.scalars(select(Article).where(Article.id == new[0].id)).one()
    if article.fingerprint == digest:
        if submission.updated_at is not None and (
            article.updated_at is None or _older(article.updated_at, submission.updated_at)
        ):
            article.updated_at = submission.updated_at
            changes.touch(session)
        return Outcome.UNCHANGED, article
    if _older(submission.updated_at, article.updated_at):
        late = Notice("older_revision", "A newer revision of this article is known; this one changed nothing.")
        return Outcome.UNCHANGED, article, late
    keep_revision(session, article, now=now)
    if not submission.store_text:
        forgotten = update(ArticleRevision).where(ArticleRevision.article_id == article.id).values(text=None)
        session.execute(forgotten)
    sent_before = article.submitted
    _take_over(article, submission, digest)
    # A correction holds until the sender says something else about that field.
    article.amended = {
        field: value for field, value in article.amended.items() if article.submitted[field] == sent_before[field]
    }
    extraction = prepared.extraction
    if article.amended or extraction.published_at_basis is extracted.PublishedBasis.RECEIVED:
        # What was corrected, and when the article first came, was not known when it was read.
        extraction = _read(submission.text, submission.html, submission.url, effective(article), article.recorded_at)
    tell(session, article, extraction, now=now)
    return Outcome.REVISED, article


def ingest(session: Session, submission: Submission, *, now: datetime) -> Ingested:
    """Read and store; the transaction begins only after the reading.

    Raises:
        Withdrawn: the article was deleted.
    """
    return store(session, prepare(submission, now=now), now=now)


def natural_key(submission: Submission) -> str:
    """Digest of what makes an article the same one when it is sent again, whatever it says then."""
    if submission.external_id is not None:
        return _digest("external", submission.source or "", submission.external_id)
    if submission.url is not None:
        return _digest("url", canonical_url(submission.url))
    return _digest("content", submission.title, submission.text, submission.html)


def url_key(url: str) -> str:
    """Digest of a canonical URL: what articles are found by, because URLs can be longer than an index takes."""
    return _digest("url", canonical_url(url))


def fingerprint(submission: Submission) -> str:
    """Digest of all that was sent but `updated_at`, which says how new it is and not what it says."""
    return _digest({**asdict(submission), "updated_at": None})


def as_sent(submission: Submission) -> dict[str, Any]:
    """The fields that can be corrected later, and the genre, which decides the reading like them."""
    return {
        "published_at": submission.published_at,
        "timezone": submission.timezone,
        "country": submission.country,
        "language": submission.language,
        "title": submission.title,
        "tags": list(submission.tags),
        "genre": submission.genre,
    }


def effective(article: Article) -> dict[str, Any]:
    """The same fields of a stored article, as corrected."""
    return {**article.submitted, **article.amended}


def read_again(article: Article, fields: Mapping[str, Any]) -> Extraction:
    """Read a stored article with those fields; its `text` and `html` have to be loaded, and one of them kept."""
    text = None if article.html is not None else article.text
    return _read(text, article.html, article.url, fields, article.recorded_at)


def _read(
    text: str | None, html: str | None, url: str | None, fields: Mapping[str, Any], received_at: datetime
) -> Extraction:
    # The grammars take a while to load, and reading from the store needs none of them.
    from app import nlp
    from app.extract.extractor import extract

    return extract(
        extracted.Article(
            received_at=received_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            text=text,
            html=html,
            title=fields["title"],
            url=url,
            published_at=fields["published_at"],
            timezone=fields["timezone"],
            country=fields["country"],
            language=fields["language"],
            genre=Genre(fields["genre"] or Genre.NEWS),
        ),
        nlp.recogniser(),
    )


def keep_revision(session: Session, article: Article, *, now: datetime) -> None:
    """Put aside what the article says until now, before it is changed; its `text` has to be loaded."""
    shown = (
        "title", "url", "external_id", "source", "published_at", "published_at_basis", "updated_at", "timezone",
        "country", "language", "genre", "authors", "tags", "warnings", "grammar", "text_hash",
    )  # fmt: skip
    session.add(
        ArticleRevision(
            article_id=article.id,
            revision=article.revision,
            document={name: getattr(article, name) for name in shown},
            text=article.text,
            recorded_at=article.revised_at,
            superseded_at=now,
        )
    )


def tell(session: Session, article: Article, extraction: Extraction, *, now: datetime) -> None:
    """Make the article, its mentions, its reports and all their events say what was read."""
    changes.touch(session, article)
    words = fulltext.words(extraction.text)
    _describe(article, columns_of_article(extraction, words, store_text=article.store_text), now)
    session.add(article)
    session.flush()
    fulltext.forget_articles(session, [article.id])
    found_by = words_of_article(extraction, words, store_text=article.store_text)
    fulltext.index_new_articles(session, {article.id: fulltext.indexed(found_by)})
    _find_by_tags(session, article)
    _store_mentions(session, article, extraction, now)
    stored = session.scalars(
        select(Report)
        .where(Report.article_id == article.id)
        .options(selectinload(Report.entities).joinedload(ReportEntity.entity))
        .order_by(Report.position)
    ).all()
    bereft = {report.event_id for report in stored}
    dropped, told = _pair(stored, extraction.statements)
    names_before = {link.entity_id for report in stored for link in report.entities}
    for report in dropped:
        session.delete(report)
    session.flush()
    entities = _Names(session, article.collection, extraction.statements, now)
    keys = iter(take_keys(session, Report, sum(known is None for known, _ in told)))
    reports = []
    for position, (known, statement) in enumerate(told):
        report = known if known is not None else Report(id=next(keys), public_id=new_id(now), entities=[])
        _write(report, position, statement, article, entities)
        reports.append(report)
    told_in = dict.fromkeys(statement.sentence.text for statement in extraction.statements)
    same_event.describe(session, article, [extraction.title or "", *told_in])
    same_event.regroup(session, article.collection, changed=reports, bereft=bereft, now=now)
    session.flush()
    settle_names(session, names_before | entities.respelled)


def retag(session: Session, article: Article, *, now: datetime) -> None:
    """Give the article the tags it is to have; nothing that it tells depends on them."""
    changes.touch(session, article)
    article.tags = list(effective(article)["tags"])
    article.revised_at = now
    article.revision += 1
    _find_by_tags(session, article)
    session.flush()


def _take_over(article: Article, submission: Submission, digest: str) -> None:
    """What was sent about the article, none of it read from its text."""
    article.external_id = submission.external_id
    article.url = submission.url
    article.url_key = None if submission.url is None else url_key(submission.url)
    article.source = submission.source
    site = None if submission.url is None else site_of(submission.url)
    article.voice = same_event.voice_of(submission.source, site, article.natural_key)
    article.authors = list(submission.authors)
    article.store_text = submission.store_text
    article.html = submission.html if submission.store_text else None
    # One who does not say how new it is takes nothing back: what is older than the last word stays older.
    article.updated_at = submission.updated_at or article.updated_at
    article.submitted = as_sent(submission)
    article.fingerprint = digest


def _describe(article: Article, columns: Mapping[str, Any], now: datetime) -> None:
    for name, value in columns.items():
        setattr(article, name, value)
    article.tags = list(effective(article)["tags"])
    article.revised_at = now
    article.revision += 1


def _find_by_tags(session: Session, article: Article) -> None:
    session.execute(delete(ArticleTag).where(ArticleTag.article_id == article.id))
    if tags := sorted({naming.folded_tag(tag) for tag in article.tags}):
        session.execute(insert(ArticleTag), [{"article_id": article.id, "folded": tag} for tag in tags])


def _store_mentions(session: Session, article: Article, extraction: Extraction, now: datetime) -> None:
    """Mentions where they were keep their ids."""
    known = {
        (mention.part, mention.start, mention.end): mention
        for mention in session.scalars(select(Mention).where(Mention.article_id == article.id))
    }
    places = [(found.quote.part, found.quote.start, found.quote.end) for found in extraction.mentions]
    keys = iter(take_keys(session, Mention, sum(place not in known for place in places)))
    for place, found in zip(places, extraction.mentions, strict=True):
        mention = known.pop(place, None)
        if mention is None:
            mention = Mention(id=next(keys), public_id=new_id(now), article_id=article.id)
            session.add(mention)
        for name, value in columns_of_mention(found).items():
            setattr(mention, name, value)
    for mention in known.values():
        session.delete(mention)


def _pair(
    reports: Sequence[Report], statements: Sequence[Statement]
) -> tuple[list[Report], list[tuple[Report | None, Statement]]]:
    """Which stored report a statement is anew, so that it keeps its id: the surest likeness first.

    Returns:
        The reports that no statement repeats, and every statement with its report, if it has one.
    """
    found: dict[int, Report] = {}
    left = list(reports)
    likenesses: list[tuple[Callable[[Report], Hashable], Callable[[Statement], Hashable]]] = [
        (
            lambda r: (r.part, r.sentence_text, r.trigger_text, r.title),
            lambda s: (s.sentence.part, s.sentence.text, s.trigger.text, s.title),
        ),
        (lambda r: (r.sentence_text, r.trigger_text), lambda s: (s.sentence.text, s.trigger.text)),
        (lambda r: r.title, lambda s: s.title),
        (lambda r: (r.trigger_text, r.modality), lambda s: (s.trigger.text, s.modality)),
    ]
    for of_report, of_statement in likenesses:
        waiting: dict[Hashable, list[Report]] = defaultdict(list)
        for report in reversed(left):
            waiting[of_report(report)].append(report)
        for index, statement in enumerate(statements):
            if index not in found and (alike := waiting.get(of_statement(statement))):
                found[index] = alike.pop()
        kept = set(found.values())
        left = [report for report in left if report not in kept]
    return left, [(found.get(index), statement) for index, statement in enumerate(statements)]


def _write(report: Report, position: int, statement: Statement, article: Article, entities: _Names) -> None:
    for name, value in columns_of_report(statement, position, article.published_latest).items():
        setattr(report, name, value)
    report.article, report.article_id = article, article.id
    names = entities.of(statement.entities)
    if [(link.entity, link.name) for link in report.entities] != names:
        report.entities = [
            ReportEntity(position=place, entity=entity, entity_id=entity.id, name=name)
            for place, (entity, name) in enumerate(names)
        ]


class _Names:
    """The entities that an article names, those of its collection or new ones.

    Attributes:
        respelled: keys of those that the article spells in another way than is shown.
    """

    def __init__(self, session: Session, collection: str, statements: Sequence[Statement], now: datetime) -> None:
        spelled: dict[tuple[str, str], str] = {}
        self.respelled: set[int] = set()
        for each in (entity for statement in statements for entity in statement.entities):
            spelled.setdefault(name_key(each), each.name[:LONGEST_NAME])
        known = session.scalars(
            select(Entity).where(
                Entity.collection == collection, Entity.folded.in_(sorted({folded for folded, _ in spelled}))
            )
        ).all()
        self._entities = {(entity.folded, entity.type): entity for entity in known}
        for (folded, type_), name in spelled.items():
            if folded and (folded, type_) not in self._entities:
                entity = Entity(public_id=new_id(now), collection=collection, name=name, folded=folded, type=type_)
                session.add(entity)
                self._entities[folded, type_] = entity
        session.flush()

    def of(self, named: Sequence[extracted.Entity]) -> list[tuple[Entity, str]]:
        """The entities of a statement with the names as it spells them, each once."""
        found: dict[int, tuple[Entity, str]] = {}
        for each in named:
            entity = self._entities.get(name_key(each))
            if entity is not None:
                name = each.name[:LONGEST_NAME]
                found.setdefault(entity.id, (entity, name))
                if entity.name != name:
                    self.respelled.add(entity.id)
        return list(found.values())


def _ingested(session: Session, outcome: Outcome, article: Article, *more: Notice) -> Ingested:
    return Ingested(
        outcome=outcome,
        article=article,
        events=session.scalars(lookups.events_of_article(article)).all(),
        mentions=session.scalars(lookups.mentions_of_article(article)).all(),
        warnings=[*_warnings(article), *more],
    )


def _warnings(article: Article) -> list[Notice]:
    return [Notice(warning["code"], warning["detail"]) for warning in article.warnings]


def _older(one: str | None, other: str | None) -> bool:
    """Whether one moment is certainly before the other; one that is not told is before nothing."""
    return one is not None and other is not None and _instant(one) < _instant(other)


def _instant(text: str) -> datetime:
    """A civil date or RFC 3339 instant as an instant; a date begins at midnight UTC."""
    read = datetime.fromisoformat(text.upper())
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _digest(*values: Any) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
