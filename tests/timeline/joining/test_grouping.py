"""Reports become the same events whether they are looked at one article after the other or all at once."""

from __future__ import annotations

import itertools
import random
from types import SimpleNamespace
from typing import Any

import pytest

from app.db import Database
from app.timeline.joining.alike import Join
from app.timeline.joining.grouping import grouped_around, groups
from app.timeline.joining.standing import Standing
from app.timex.civil import DAY


def web(seed: int) -> tuple[list[list[Any]], list[Join]]:
    """Articles with reports of a few days, and joins among them: so many that events stand in each other's way."""
    chance = random.Random(seed)
    keys = itertools.count(1)
    articles = []
    for number in range(chance.randint(3, 12)):
        article = SimpleNamespace(natural_key=f"{chance.random()}")
        reports = []
        for position in range(chance.randint(1, 4)):
            begins = chance.randint(0, 3) * DAY if chance.random() < 0.9 else None
            reports.append(
                SimpleNamespace(
                    id=next(keys), article_id=number, article=article, position=position, bond=None, event_id=None,
                    earliest=begins, latest=None if begins is None else begins + DAY,
                )
            )  # fmt: skip
        articles.append(reports)
    joins = [
        Join(a.id, b.id, round(chance.random(), 2))
        for one, other in itertools.combinations(articles, 2)
        for a, b in itertools.product(one, other)
        if chance.random() < 0.25
    ]
    return articles, joins


@pytest.mark.parametrize("seeds", [range(begin, begin + 100) for begin in range(0, 300, 100)], ids=str)
def test_only_what_can_change_is_looked_at_and_that_is_enough(store: Database, seeds: range) -> None:
    labels = itertools.count(1)
    with store.read() as session:
        for seed in seeds:
            articles, joins = web(seed)
            standing = Standing(session)
            seen: dict[int, Any] = {}
            for reports in random.Random(seed).sample(articles, len(articles)):
                own = {report.id for report in reports}
                seen.update((report.id, report) for report in reports)
                new = [join for join in joins if {join.one, join.other} & own and {join.one, join.other} <= seen.keys()]
                rows, found = grouped_around(standing, reports, new, ())
                for group in found.events:
                    label = next(labels)
                    for key in sorted(group):
                        standing.place(rows[key], label)
                standing.join(new, found.needed, rows)
            events = {
                frozenset(row.id for row in told)
                for _, told in itertools.groupby(sorted(seen.values(), key=by_event), by_event)
            }
            assert events == set(groups(seen, joins, ()).events), seed


def by_event(row: Any) -> int:
    return int(row.event_id)
