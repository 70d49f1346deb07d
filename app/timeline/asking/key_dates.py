"""The days that matter: who talks about them, before and after.

A day counts for every article that names it or tells an event of it, by three things:

- how far the article is about what all the others are about: the best of its names, by the share of its own statements
  that have it times the share of all articles that do. In a collection about a war, a review of a film weighs nothing.
- when it was published: whoever still names a day months later thinks more of it than the next morning's paper.
- how many others say so in the same week. A week's articles are one wave, of which the second counts for less than the
  first; and a voice that repeats itself counts for less than another voice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, contains_eager

from app.extract.article import Modality
from app.timeline import asked
from app.timeline.asked import EventFilter, Match
from app.timeline.asking import queries
from app.timeline.joining.summary import voices_of
from app.timeline.joining.tales import content_words
from app.timeline.models import Article, Event, Mention, Report, ReportEntity
from app.timex import civil
from app.timex.when import Basis

# What an article says of a day: weights by when it was published, in days after the day.
_FORETOLD = 0.5
_NEWS_OF_THE_DAY = 0.5
_MONTH = 30
_WEEK = 7

# Of each day: events shown, reports looked at to choose its sentences, and sentences shown.
_MOST_EVENTS = 5
_MOST_REPORTS = 30
_MOST_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day that matters, and why.

    Attributes:
        day: in days since 1970.
        score: comparable within one answer only.
        mentions: expressions that name the day; `sources`: independent voices that name it or tell an event of it.
        before, after: articles among those that were published before and after the day.
        events: the best told first; `sentences`: reports of such events with their `article` and `event`, each the
            sentence that says most of what is said of the day.
    """

    day: int
    score: float
    mentions: int
    sources: int
    before: int
    after: int
    events: tuple[Event, ...]
    sentences: tuple[Report, ...]


@dataclass(slots=True)
class _Talk:
    """What one article has to do with one day."""

    mentions: int = 0
    told: bool = False


def key_dates(session: Session, wanted: EventFilter, *, count: int) -> list[KeyDate]:
    """The days that matter most under a filter, best first; the range of the filter holds for the days.

    With a filter that asks something of the events themselves (`entity`, `q`, `place` …) a day counts where an event
    that meets it was on that day, or is told in a sentence that names the day.
    """
    about = _About(session, wanted)
    talks = about.talks()
    articles = about.articles({article for article, _ in talks})
    relevance = about.relevance()
    by_day: dict[int, dict[int, _Talk]] = defaultdict(dict)
    for (article, day), talk in talks.items():
        by_day[day][article] = talk
    voice = voices_of(articles.values())
    ranked = sorted(
        ((-_score(day, said, articles, relevance, voice), day) for day, said in by_day.items()),
    )[:count]
    ranked = [(score, day) for score, day in ranked if score < 0]
    told = about.told_on([day for _, day in ranked])
    found = []
    for score, day in ranked:
        said = by_day[day]
        published = [articles[article].published_earliest // civil.DAY for article in said]
        events, sentences = _best(told.get(day, []))
        found.append(
            KeyDate(
                day=day,
                score=round(-score, 4),
                mentions=sum(talk.mentions for talk in said.values()),
                sources=len({voice[article] for article in said}),
                before=sum(at < day for at in published),
                after=sum(at > day for at in published),
                events=events,
                sentences=sentences,
            )
        )
    return found


def _score(
    day: int,
    said: dict[int, _Talk],
    articles: dict[int, Any],
    relevance: dict[int, float],
    voice: dict[int, int],
) -> float:
    waves: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for article, talk in said.items():
        later = articles[article].published_earliest // civil.DAY - day
        weight = _weight(later, told=talk.told) * relevance.get(article, 0.0)
        if weight:
            waves[later // _WEEK][voice[article]].append(weight)
    total = 0.0
    for wave in waves.values():
        by_voice = sorted((_discounted(weights, 1.0) for weights in wave.values()), reverse=True)
        total += _discounted(by_voice, 0.5)
    return total


def _weight(later: int, *, told: bool) -> float:
    """Of an article that was published so many days after the day it names; `told`: it tells an event of that day."""
    if later > 0:
        return 1 + math.log2(1 + later / _MONTH)
    if later < 0:
        return _FORETOLD
    return _NEWS_OF_THE_DAY if told else 0.0  # "Monday 16 May 2005" above an article of that day says nothing


def _discounted(weights: Iterable[float], by: float) -> float:
    """The sum with the largest in full and each further one divided by its rank to that power."""
    return math.fsum(weight / rank**by for rank, weight in enumerate(sorted(weights, reverse=True), 1))


class _About:
    """What the store says under one filter."""

    def __init__(self, session: Session, wanted: EventFilter) -> None:
        self._session = session
        self._wanted = wanted
        # The range holds for the days; an article is about the same things whenever they were.
        everything = replace(wanted, from_=None, to=None, match=Match.POSSIBLE, include_undated=True)
        conditions, self._values = queries.matching(session, everything)
        self._of_articles = queries.of_articles(wanted)
        if wanted.collection:
            self._of_articles.append(Article.collection.in_(wanted.collection))
        self._conditions = [*conditions, *self._of_articles]
        self._asks_of_events = bool(
            wanted.q or wanted.entity or wanted.place or wanted.type or wanted.basis or wanted.precision
            or wanted.max_span is not None or wanted.min_confidence is not None or wanted.min_sources is not None
            or wanted.pinned or wanted.hidden
            or (wanted.modality and Modality.ASSERTED not in wanted.modality)
        )  # fmt: skip

    def talks(self) -> dict[tuple[int, int], _Talk]:
        """Which articles name which days or tell events of them, by keys and day numbers."""
        found: dict[tuple[int, int], _Talk] = defaultdict(_Talk)
        for article, day in self._session.execute(
            self._reports(Report.article_id, Report.day).where(*self._within(Report.day)).distinct(), self._values
        ):
            if day is not None:
                found[article, day].told = True
        named = select(Mention.article_id, Mention.day, func.count()).where(*self._within(Mention.day))
        if self._asks_of_events:
            sentences = self._reports(Report.article_id, Report.part, Report.sentence_start, Report.sentence_end)
            told = sentences.distinct().subquery()
            named = named.join(
                told,
                and_(
                    told.c.article_id == Mention.article_id,
                    told.c.part == Mention.part,
                    Mention.start >= told.c.sentence_start,
                    Mention.start < told.c.sentence_end,
                ),
            )
        elif self._of_articles:
            named = named.join(Article, Article.id == Mention.article_id).where(*self._of_articles)
        values = self._values if self._asks_of_events else {}
        for article, day, times in self._session.execute(named.group_by(Mention.article_id, Mention.day), values):
            if day is not None:
                found[article, day].mentions = times
        return found

    def articles(self, keys: set[int]) -> dict[int, Any]:
        """When those articles were published, and who speaks in them."""
        columns = Article.id, Article.published_earliest, Article.voice, Article.text_hash, Article.sketch
        # All of the collection rather than a list of keys: there are as many as there are articles, as a rule.
        rows = self._session.execute(select(*columns).where(*self._of_articles))
        return {row.id: row for row in rows if row.id in keys}

    def relevance(self) -> dict[int, float]:
        """How far each article is about what all of them are about, 0 to 1, by its key."""
        counted = self._reports(Report.article_id, func.count()).group_by(Report.article_id)
        statements = {row[0]: row[1] for row in self._session.execute(counted, self._values)}
        named = (
            self._reports(Report.article_id, ReportEntity.entity_id, func.count())
            .join(ReportEntity, ReportEntity.report_id == Report.id)
            .group_by(Report.article_id, ReportEntity.entity_id)
        )
        rows = self._session.execute(named, self._values).all()
        articles = Counter(entity for _, entity, _ in rows)
        best: dict[int, float] = dict.fromkeys(statements, 0.0)
        for article, entity, times in rows:
            share = times / (statements[article] + 1) * articles[entity] / len(statements)
            best[article] = max(best[article], share)
        # Where there are no names at all, every article is as good as any other.
        return best if rows else dict.fromkeys(statements, 1.0)

    def told_on(self, days: Sequence[int]) -> dict[int, list[Report]]:
        """The first reports of each day with `article` and `event`: of the best told events, the surest first."""
        if not days:
            return {}
        order = (
            Event.independent_sources.desc(), (Report.basis == Basis.PUBLICATION), Report.statement_confidence.desc(),
            Article.published_earliest, Article.natural_key, Report.position,
        )  # fmt: skip
        place = func.row_number().over(partition_by=Report.day, order_by=order)
        ranked = self._reports(Report.id, Report.day, place.label("place"), articles=True)
        ranked = ranked.where(Report.day.in_(days))
        chosen = ranked.subquery()
        rows = self._session.scalars(
            select(Report)
            .join(chosen, chosen.c.id == Report.id)
            .join(Report.article)
            .join(Report.event)
            .where(chosen.c.place <= _MOST_REPORTS)
            .options(contains_eager(Report.article), contains_eager(Report.event))
            .order_by(chosen.c.day, chosen.c.place),
            self._values,
        )
        found: dict[int, list[Report]] = defaultdict(list)
        for report in rows:
            if report.day is not None:
                found[report.day].append(report)
        return found

    def _within(self, day: Any) -> list[ColumnElement[bool]]:
        """That a day lies in the range of the filter: its whole, or with `match=possible` a part of it."""
        conditions: list[ColumnElement[bool]] = [day.is_not(None)]
        whole = self._wanted.match is asked.Match.CERTAIN
        if self._wanted.from_ is not None:
            conditions.append(
                day >= (-(-self._wanted.from_ // civil.DAY) if whole else self._wanted.from_ // civil.DAY)
            )
        if self._wanted.to is not None:
            conditions.append(day < (self._wanted.to // civil.DAY if whole else -(-self._wanted.to // civil.DAY)))
        return conditions

    def _reports(self, *columns: Any, articles: bool = False) -> Select[*tuple[Any, ...]]:
        found = select(*columns).select_from(Report).join(Event, Event.id == Report.event_id).where(*self._conditions)
        return found.join(Article, Article.id == Report.article_id) if articles or self._of_articles else found


def _best(reports: Sequence[Report]) -> tuple[tuple[Event, ...], tuple[Report, ...]]:
    """The events of a day and the sentences that tell it, out of its reports in order.

    A sentence is worth the words it shares with the others, each counted once an article, by the root of its length:
    what many say, said shortly. One sentence an event, and none that says nearly the same as one before it.
    """
    words = [content_words(report.sentence_text) for report in reports]
    told: dict[str, set[int]] = defaultdict(set)
    for report, found in zip(reports, words, strict=True):
        for word in found:
            told[word].add(report.article_id)
    worth = [sum(len(told[word]) for word in found) / math.sqrt(len(found)) if found else 0.0 for found in words]
    chosen: list[int] = []
    for index in sorted(range(len(reports)), key=lambda index: (-worth[index], index)):
        repeats = any(
            reports[index].event_id == reports[other].event_id
            or 2 * len(words[index] & words[other]) > min(len(words[index]), len(words[other]))
            for other in chosen
        )
        if not repeats:
            chosen.append(index)
        if len(chosen) == _MOST_SENTENCES:
            break
    events = {report.event.id: report.event for report in (*(reports[index] for index in chosen), *reports)}
    return tuple(events.values())[:_MOST_EVENTS], tuple(reports[index] for index in chosen)
