"""Every article again with today's grammar: which are due, and what comes of it, counted by the grammar before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app import nlp
from app.timeline.models import Article, ChangeKind
from app.timeline.storing.articles import Reread

_AT_ONCE = 1000
# What of an event a person would call another statement; the steps to a date are none.
_TOLD = ("when", "title", "modality", "entities")


@dataclass(frozen=True, slots=True)
class Due:
    """Which articles to read again.

    Attributes:
        collection: only those of this one.
        every: also those that today's grammar has read already.
        after: only those behind the one of this id; ids rise with the time of arrival.
    """

    collection: str | None = None
    every: bool = False
    after: str | None = None

    def count(self, session: Session) -> int:
        return session.scalar(select(func.count()).select_from(Article).where(*self._conditions())) or 0

    def ids(self, session: Session) -> Iterator[str]:
        """Their ids, rising; asked for in batches, so that articles may be written meanwhile."""
        after = self.after or ""
        while batch := session.scalars(
            select(Article.public_id)
            .where(*self._conditions(), Article.public_id > after)
            .order_by(Article.public_id)
            .limit(_AT_ONCE)
        ).all():
            yield from batch
            after = batch[-1]
            session.rollback()

    def _conditions(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if self.collection is not None:
            conditions.append(Article.collection == self.collection)
        if not self.every:
            conditions.append(~Article.grammar.endswith(f"-{nlp.grammar_version()}", autoescape=True))
        if self.after is not None:
            conditions.append(Article.public_id > self.after)
        return conditions


@dataclass(frozen=True, slots=True)
class Example:
    """One thing that is told otherwise: a field of an event, or the event itself (`field` is None)."""

    article_id: str
    event_id: str
    change: ChangeKind
    title: str
    field: str | None
    before: str | None
    after: str | None


@dataclass(slots=True)
class Tally:
    """What came of the articles that one version of the grammar had read.

    Attributes:
        articles: by outcome: `same` (but for the steps to dates), `changed`, `text not stored`, `gone`.
        events: by kind of change; `revised` only where more than the steps to a date differs.
        fields: of the events revised, by name.
        mentions: added, removed, changed.
        examples: the first few of each field and kind.
    """

    articles: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    def add(self, reread: Reread, *, examples: int) -> None:
        """Count an article in; `examples` is how many are kept of each kind."""
        counts = {"added": reread.mentions.added, "removed": reread.mentions.removed}
        self.mentions.update({**counts, "changed": reread.mentions.changed})
        told = any(counts.values()) or bool(reread.mentions.changed)
        for each in reread.differences:
            if each.change is not ChangeKind.REVISED or each.before is None:
                self._keep(self.events, each.change.value, examples, _example(reread, each, None))
                told = True
                continue
            changed = [name for name in _TOLD if _plain(name, each.before) != _plain(name, each.after)]
            self.events["revised"] += bool(changed)
            told = told or bool(changed)
            for name in changed:
                self._keep(self.fields, name, examples, _example(reread, each, name))
        self.articles["changed" if told else "same"] += 1

    def _keep(self, counter: Counter[str], key: str, examples: int, example: Example) -> None:
        counter[key] += 1
        if counter[key] <= examples:
            self.examples.append(example)

    def as_document(self) -> dict[str, Any]:
        return {
            "articles": dict(sorted(self.articles.items())),
            "events": dict(sorted((key, count) for key, count in self.events.items() if count)),
            "fields": dict(sorted(self.fields.items())),
            "mentions": dict(sorted(self.mentions.items())),
            "examples": [
                {
                    "article_id": each.article_id, "event_id": each.event_id, "change": each.change.value,
                    "title": each.title, "field": each.field, "before": each.before, "after": each.after,
                }
                for each in self.examples
            ],
        }  # fmt: skip


def _plain(name: str, event: dict[str, Any]) -> Any:
    """A field of an event without the steps to its date and the readings not taken."""
    value = event[name]
    if name == "when":
        return {key: each for key, each in value.items() if key not in ("explanation", "alternatives")}
    return value


def _example(reread: Reread, difference: Any, name: str | None) -> Example:
    before, after = difference.before, difference.after
    told = (before or after)["title"]
    return Example(
        article_id=reread.article.public_id,
        event_id=difference.event_id,
        change=difference.change,
        title=told,
        field=name,
        before=_shown(name, before) if name else None,
        after=_shown(name, after) if name else None,
    )


def _shown(name: str, event: dict[str, Any]) -> str:
    value = event[name]
    if name == "when":
        return f"{value['display']} [{value['earliest']}, {value['latest']}) {value['basis']}"
    if name == "entities":
        return ", ".join(each["name"] for each in value)
    return str(value)
