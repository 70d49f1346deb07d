"""Articles: found, listed, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, Select, delete, exists, func, select, tuple_
from sqlalchemy.orm import Session, undefer

from app.extract.article import Extraction, Part
from app.problems import NotFound, PreconditionFailed, TextNotStored, Withdrawn
from app.timeline import changes, fulltext, kept_answers, lookups, naming
from app.timeline.asked import AllOf, AnyOf, Key, Page
from app.timeline.entities import settle_names
from app.timeline.joining import same_event
from app.timeline.models import (
    Article,
    ArticleRevision,
    ArticleTag,
    ChangeKind,
    Report,
    ReportEntity,
    Tombstone,
)
from app.timeline.storing import ingest


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles. An empty tuple asks for nothing.

    Attributes:
        tag, q: every one of them, each met by any of its alternatives.
        url: compared in canonical form.
        published_from, published_to: civil seconds; the publication's bounds overlap `[from, to)`.
    """

    external_id: AnyOf = ()
    url: AnyOf = ()
    source: AnyOf = ()
    collection: AnyOf = ()
    language: AnyOf = ()
    tag: AllOf = ()
    published_from: int | None = None
    published_to: int | None = None
    q: AllOf = ()


class ArticleChanges(TypedDict, total=False):
    """What a correction says; an absent key leaves the field alone, None takes a value back to "not given"."""

    published_at: str | None
    timezone: str | None
    country: str | None
    language: str | None
    title: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction that has been read with the article; nothing is stored yet.

    Attributes:
        revision: of the article it was read from.
        extraction: None where the correction changes nothing that is read (tags).
    """

    article_id: str
    revision: int
    changes: ArticleChanges
    extraction: Extraction | None


@dataclass(frozen=True, slots=True)
class EventDifference:
    """What a correction does to one event: its documents, `before` None for a new one.

    `into` is the public id of the other event where it was merged or split.
    """

    event_id: str
    change: ChangeKind
    before: dict[str, Any] | None
    after: dict[str, Any]
    into: str | None


@dataclass(frozen=True, slots=True)
class Amended:
    """The article after the correction, and every event that moved; after a dry run, as they would be."""

    article: Article
    differences: Sequence[EventDifference]


@dataclass(frozen=True, slots=True)
class MentionDifference:
    """How many temporal expressions a new reading finds, finds no more, and reads in another way."""

    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class Reread:
    """An article read again with today's grammar.

    Attributes:
        changed: whether the new reading differs at all, be it only in the version of the grammar.
        article: as it stands; after a dry run that found a difference, as it would be.
        grammar_before: version of the grammar that read it until now.
    """

    changed: bool
    article: Article
    grammar_before: str
    mentions: MentionDifference
    differences: Sequence[EventDifference]


def get(session: Session, public_id: str, *, with_text: bool = False) -> Article:
    """The article of that id; `text` and `html` are loaded only when asked for.

    Raises:
        NotFound: there is none.
        Withdrawn: it was deleted.
    """
    found = select(Article).where(Article.public_id == public_id)
    if with_text:
        found = found.options(undefer(Article.text), undefer(Article.html)).execution_options(populate_existing=True)
    article = session.scalars(found).one_or_none()
    if article is not None:
        return article
    if session.scalar(select(Tombstone.id).where(Tombstone.public_id == public_id)) is not None:
        raise Withdrawn("This article was deleted.")
    raise NotFound("There is no article with this id.")


# What lists show of an article.
_LISTED = (
    Article.id, Article.public_id, Article.external_id, Article.url, Article.title, Article.source, Article.collection,
    Article.published_at, Article.published_at_basis, Article.published_earliest, Article.updated_at, Article.timezone,
    Article.country, Article.language, Article.genre, Article.authors, Article.tags, Article.store_text,
    Article.grammar, Article.recorded_at, Article.revised_at, Article.revision,
)  # fmt: skip


def page(session: Session, wanted: ArticleFilter, *, after: Key | None = None, limit: int = 50) -> Page[Any]:
    """Articles as rows of what lists show of them, latest publication first, then by id, both falling.

    Raises:
        ValueError: `after` is no key of an earlier page.
    """
    columns = Article.published_earliest, Article.public_id
    found = select(*_LISTED).where(*_conditions(session, wanted)).order_by(*(column.desc() for column in columns))
    if after is not None:
        if [type(part) for part in after] != [int, str]:
            raise ValueError("the key is not one of this order")
        found = found.where(tuple_(*columns) < tuple_(*after, types=[column.type for column in columns]))
    rows = session.connection().execute(found.limit(limit + 1)).all()
    items = rows[:limit]
    return Page(items, (items[-1].published_earliest, items[-1].public_id) if len(rows) > limit else None)


def count(session: Session, wanted: ArticleFilter) -> int:
    return session.scalar(select(func.count()).select_from(Article).where(*_conditions(session, wanted))) or 0


def revisions(article: Article) -> Select[ArticleRevision]:
    """What it said before, newest first, without the texts."""
    said = select(ArticleRevision).where(ArticleRevision.article_id == article.id)
    return said.order_by(ArticleRevision.revision.desc())


def prepare_amendment(session: Session, public_id: str, changes: ArticleChanges) -> Amendment:
    """Read the article again as corrected. Takes a reading session, so that nobody waits meanwhile.

    With no changes at all, this reads the article with today's grammar.

    Raises:
        NotFound, Withdrawn: as `get`.
        TextNotStored: the correction needs the text, and only digests and sentences were kept.
    """
    article = get(session, public_id, with_text=True)
    extraction = None
    if changes.keys() != {"tags"}:
        if article.text is None:
            raise TextNotStored("Of this article only sentences were kept: send it again, corrected.")
        extraction = ingest.read_again(article, {**ingest.effective(article), **changes})
    return Amendment(public_id, article.revision, changes, extraction)


def amend(session: Session, amendment: Amendment, *, now: datetime, dry_run: bool = False) -> Amended:
    """Store a correction and move everything that hangs on it, in this transaction; a dry run leaves no trace.

    Takes a writing session, also for a dry run.

    Raises:
        NotFound, Withdrawn: as `get`.
        PreconditionFailed: the article was revised since the amendment was prepared.
    """
    _claim(session, amendment.article_id)
    article = get(session, amendment.article_id, with_text=True)
    if article.revision != amendment.revision:
        raise PreconditionFailed("The article was changed a moment ago; look at it again.")
    if not dry_run:
        return _amend(session, article, amendment, now)
    with session.begin_nested() as trial:
        amended = _amend(session, article, amendment, now)
        # Rows that the session still holds would go back to what they were.
        session.expunge_all()
        trial.rollback()
    changes.discard(session)
    return amended


def _amend(session: Session, article: Article, amendment: Amendment, now: datetime) -> Amended:
    ingest.keep_revision(session, article, now=now)
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in amendment.changes.items()}
    article.amended = {**article.amended, **given}
    if amendment.extraction is None:
        ingest.retag(session, article, now=now)
    else:
        ingest.tell(session, article, amendment.extraction, now=now)
    differences = [
        EventDifference(line.event.public_id, line.change, line.before, line.after, line.into)
        for line in changes.recorded(session)
    ]
    session.flush()
    return Amended(article, differences)


def reread(session: Session, amendment: Amendment, *, now: datetime, dry_run: bool = False) -> Reread:
    """Store what today's grammar reads in an article, where it differs; a dry run leaves no trace.

    Takes a writing session, also for a dry run, and an amendment without changes.

    Raises:
        NotFound, Withdrawn: as `get`.
        PreconditionFailed: the article was revised since the amendment was prepared.
    """
    _claim(session, amendment.article_id)
    article = get(session, amendment.article_id, with_text=True)
    if article.revision != amendment.revision:
        raise PreconditionFailed("The article was changed a moment ago; look at it again.")
    grammar_before, found_before = article.grammar, _as_found(session, article)
    with session.begin_nested() as trial:
        amended = _amend(session, article, amendment, now)
        found = _as_found(session, article)
        changed = bool(amended.differences) or found != found_before
        if dry_run or not changed:
            # Rows that the session still holds would go back to what they were.
            session.expunge_all()
            trial.rollback()
            changes.discard(session)
    if not changed:
        article = get(session, amendment.article_id, with_text=True)
    (_, mentions_before), (_, mentions_now) = found_before, found
    return Reread(
        changed=changed,
        article=article,
        grammar_before=grammar_before,
        mentions=MentionDifference(
            added=len(mentions_now.keys() - mentions_before.keys()),
            removed=len(mentions_before.keys() - mentions_now.keys()),
            changed=sum(
                _reading(mentions_before[place]) != _reading(mentions_now[place])
                for place in mentions_before.keys() & mentions_now.keys()
            ),
        ),
        differences=amended.differences,
    )


_Place = tuple[Part, int, int]
_Found = tuple[dict[str, Any], dict[_Place, dict[str, Any]]]


def _as_found(session: Session, article: Article) -> _Found:
    """What a reading decides of an article itself, and its temporal expressions by their places."""
    read = (
        "title", "text_hash", "language", "country", "timezone", "genre", "published_at", "published_at_basis",
        "published_earliest", "published_latest", "warnings", "grammar",
    )  # fmt: skip
    mentions = session.scalars(lookups.mentions_of_article(article).execution_options(populate_existing=True))
    return (
        {name: getattr(article, name) for name in read},
        {
            (row.part, row.start, row.end): {**row.when, "text": row.text, "status": row.status.value}
            for row in mentions
        },
    )


def _reading(mention: dict[str, Any]) -> dict[str, Any]:
    """A temporal expression without the steps to its date, which name the version of the grammar."""
    return {key: value for key, value in mention.items() if key != "explanation"}


def withdraw(session: Session, public_id: str, *, now: datetime) -> None:
    """Delete an article: its words are gone from every table, history included, and a tombstone stays.

    Events that no other article tells are retracted, others lose a report.

    Raises:
        NotFound, Withdrawn: as `get`.
    """
    _claim(session, public_id)
    article = get(session, public_id)
    changes.touch(session)
    kept_answers.forget(session, article)
    reports = select(Report.id).where(Report.article_id == article.id)
    bereft = set(session.scalars(select(Report.event_id).where(Report.article_id == article.id)))
    named = set(session.scalars(select(ReportEntity.entity_id).where(ReportEntity.report_id.in_(reports))))
    session.execute(delete(Report).where(Report.article_id == article.id))
    same_event.regroup(session, article.collection, bereft=bereft, now=now)
    changes.redact(session, article)
    settle_names(session, named)
    fulltext.forget_articles(session, [article.id])
    session.add(
        Tombstone(
            public_id=article.public_id,
            collection=article.collection,
            natural_key=article.natural_key,
            text_hash=article.text_hash,
            recorded_at=article.recorded_at,
            withdrawn_at=now,
        )
    )
    session.execute(delete(Article).where(Article.id == article.id))
    fulltext.scrub(session)


def _claim(session: Session, public_id: str) -> None:
    """Keep others from writing in the article's collection, before it is looked at."""
    collection = session.scalar(select(Article.collection).where(Article.public_id == public_id))
    if collection is not None:
        same_event.claim_collection(session, collection)


def _conditions(session: Session, wanted: ArticleFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for column, values in (
        (Article.external_id, wanted.external_id),
        (Article.url_key, tuple(map(ingest.url_key, wanted.url))),
        (Article.source, wanted.source),
        (Article.collection, wanted.collection),
        (Article.language, wanted.language),
    ):
        if values:
            conditions.append(column.in_(values))
    for tags in wanted.tag:
        folded = [naming.folded_tag(tag) for tag in tags]
        conditions.append(exists().where(ArticleTag.article_id == Article.id, ArticleTag.folded.in_(folded)))
    if wanted.published_from is not None:
        conditions.append(Article.published_latest > wanted.published_from)
    if wanted.published_to is not None:
        conditions.append(Article.published_earliest < wanted.published_to)
    if wanted.q:
        conditions.append(fulltext.articles_matching(session, wanted.q))
    return conditions
