"""New articles and those that may tell the same, held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.timeline.joining import alike, kept_tales, packing
from app.timeline.joining.alike import Join
from app.timeline.joining.kept_tales import Kept
from app.timeline.joining.tales import Tale, Telling, Tellings
from app.timeline.models import Article, ArticleWord, Entity, Report, ReportEntity
from app.timeline.rows import parts


def joins_with_stored(session: Session, met: Sequence[tuple[Tale, Collection[int]]]) -> list[list[Join]]:
    """What each article has in common with the stored ones that it is held against, which are given by key."""
    kept = kept_tales.of(session, {key for _, keys in met for key in keys})
    missing = [key for key, each in kept.items() if each.gist is None]
    if missing:
        _make_anew(session, [kept[key] for key in missing])
    gists = {key: each.gist for key, each in kept.items() if each.gist is not None}
    pairs = [
        [key for key in sorted(keys) if key in gists and alike.of_one_story(tale.gist, gists[key])]
        for tale, keys in met
    ]
    stored = {key: tale for key in set().union(*pairs) if (tale := kept[key].tale()) is not None}
    return [
        [join for key in keys if key in stored for join in alike.joins(tale, stored[key])]
        for (tale, _), keys in zip(met, pairs, strict=True)
    ]


def _make_anew(session: Session, articles: Sequence[Kept]) -> None:
    """Work out what they tell from their reports, and keep it."""
    keys = [kept.article for kept in articles]
    gists = _gists(session, keys)
    found = _tales(session, gists, keys)
    for kept in articles:
        tellings = found[kept.article].tellings if kept.article in found else ()
        kept.know([each.report for each in tellings], packing.packed(gists[kept.article], tellings))
    kept_tales.write(session, articles)


def telling(report: Any) -> Telling:
    """A report, or the row of one, as far as it is compared; its `entities` have their `entity` at hand."""
    return _telling(report, (link.entity.folded for link in report.entities))


def _telling(report: Any, names: Iterable[str]) -> Telling:
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
        names=names,
    )


def _in_order(told: Telling) -> int:
    return told.order


def _gists(session: Session, articles: Collection[int]) -> dict[int, dict[str, float]]:
    """What stored articles are about, by key."""
    found: dict[int, dict[str, float]] = {key: {} for key in articles}
    words = select(ArticleWord.article_id, ArticleWord.word, ArticleWord.weight)
    for some in parts(sorted(articles)):
        for article, word, weight in session.connection().execute(words.where(ArticleWord.article_id.in_(some))):
            found[article][word] = weight
    return found


def _tales(session: Session, gists: Mapping[int, Mapping[str, float]], articles: Sequence[int]) -> dict[int, Tale]:
    """These articles with what they tell, by key; those that tell nothing are left out."""
    connection = session.connection()
    named: dict[int, list[str]] = defaultdict(list)
    told: dict[tuple[int, str, str, int], list[Telling]] = defaultdict(list)
    for some in parts(articles):
        for report, folded in connection.execute(
            select(ReportEntity.report_id, Entity.folded)
            .join(Entity, Entity.id == ReportEntity.entity_id)
            .join(Report, Report.id == ReportEntity.report_id)
            .where(Report.article_id.in_(some))
        ):
            named[report].append(folded)
        for row in connection.execute(
            select(
                Report.id, Report.article_id, Article.natural_key, Article.voice, Article.published_earliest,
                Report.position, Report.modality,
                Report.earliest, Report.latest, Report.basis, Report.title, Report.sentence_text, Report.trigger_text,
            )
            .join(Article, Article.id == Report.article_id)
            .where(Report.article_id.in_(some))
        ):  # fmt: skip
            told[row.article_id, row.natural_key, row.voice, row.published_earliest].append(
                _telling(row, named[row.id])
            )
    return {
        article: Tale(article, order, voice, gists[article], published, Tellings.of(sorted(tellings, key=_in_order)))
        for (article, order, voice, published), tellings in told.items()
    }
