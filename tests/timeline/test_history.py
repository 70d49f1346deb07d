"""What was known at an instant is what was answered at it, and what was learned is the difference of two."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.extract.article import Entity, Modality
from app.timeline import articles, changes, histogram, history, ingest, queries
from app.timeline import models as stored
from app.timeline.asked import EventFilter, Match, Sort
from app.timeline.histogram import Histogram, Unit
from app.timeline.ingest import Submission
from app.timeline.models import Change, ChangeKind, RevisionSource
from app.timex.civil import DAY
from app.timex.interval import Granularity
from tests.timeline.readings import read, told

NAMES = (Entity("Makariv", "place"), Entity("Kyiv", "place"), Entity("Kyiv", "organisation"), "Volodymyr Zelenskyy")
DATES = ("2022-03-21", "2022-03-22", "2022-03-21/2022-03-22", "2022-03", "2022", "-0479", None)


class World(dict[str, str]):
    """Ids of the articles that are there, by number, and how often a number has gone."""

    def __init__(self, *, withdrawing: bool = True) -> None:
        super().__init__()
        self.withdrawing = withdrawing
        self.gone: Counter[str] = Counter()


def step(store: Database, draw: random.Random, ids: World) -> None:
    """One change of the world: an article comes, is sent anew, is corrected or goes."""
    number = str(draw.randrange(8))
    now = datetime.now(UTC)
    if number in ids and draw.random() < 0.45:
        if ids.withdrawing and draw.random() < 0.3:
            with store.write() as session:
                articles.withdraw(session, ids.pop(number), now=now)
            ids.gone[number] += 1
            return
        tags = {"tags": tuple(draw.sample(("War", "Peace"), draw.randrange(3)))}
        with store.read() as session:
            amendment = articles.prepare_amendment(session, ids[number], tags)  # type: ignore[arg-type]
        with store.write() as session:
            articles.amend(session, amendment, now=now)
        return
    statements = [
        told(
            draw.choice(("Troops drove the enemy out of Makariv", "The bridge of Makariv opened to all traffic")),
            draw.choice(DATES),
            names=tuple(draw.sample(NAMES, 2)),
            modality=draw.choice((Modality.ASSERTED, Modality.ASSERTED, Modality.PLANNED)),
            sentence=f"Told {draw.random()}.",
        )
        for _ in range(draw.randrange(3))
    ]
    sent = Submission(
        text=f"Text {draw.random()}.", url=f"https://news.example/{number}-{ids.gone[number]}",
        tags=(draw.choice("ab"),),
        source=draw.choice((None, "Post", "Sun", "Star")),
        collection=draw.choice(("default", "default", "other")),
    )  # fmt: skip
    with store.write() as session:
        done = ingest.store(session, read(sent, *statements, language=draw.choice(("en", "de"))), now=now)
        ids[number] = done.article.public_id


def some_filter(draw: random.Random, ids: World) -> EventFilter:
    start = 19_070 * DAY + draw.randrange(12) * DAY
    wanted = EventFilter(
        from_=draw.choice((None, None, start, -1_000 * 366 * DAY)),
        to=draw.choice((None, None, start + draw.randrange(1, 40) * DAY)),
        match=draw.choice(list(Match)),
        modality=draw.choice(((), (Modality.ASSERTED, Modality.PLANNED))),
        include_undated=draw.choice((True, True, False)),
    )
    asked: list[Callable[[], dict[str, Any]]] = [
        lambda: {"entity": ((draw.choice(("makariv", "kyiv", "zelenskyy", "nobody")),),)},
        lambda: {"entity": (("kyiv",), ("makariv", "zelenskyy"))},
        lambda: {"place": (("kyiv",),)},
        lambda: {"source": ("Post",)},
        lambda: {"language": ("de",)},
        lambda: {"tag": (("war", "a"),)},
        lambda: {"tag": (("peace",), ("war",))},
        lambda: {"article": tuple(list(ids.values())[:2])} if ids else {},
        lambda: {"collection": ("other",)},
        lambda: {"precision": (Granularity.DAY,)},
        lambda: {"max_span": 31 * DAY},
        lambda: {"min_sources": 2},
        lambda: {"min_confidence": 0.5},
    ]
    for _ in range(draw.randrange(3)):
        wanted = replace(wanted, **draw.choice(asked)())
    return wanted


def answered(store: Database, wanted: EventFilter, sort: Sort) -> tuple[list[dict[str, Any]], int, Histogram]:
    with store.read() as session:
        found = [changes.event_document(event) for event in queries.each(session, wanted, sort=sort)]
        return found, queries.count(session, wanted), histogram.histogram(session, wanted, unit=Unit.CENTURY)


def remembered(
    store: Database, wanted: EventFilter, sort: Sort, at: datetime, limit: int
) -> tuple[list[dict[str, Any]], int, Histogram]:
    with store.read() as session:
        found: list[dict[str, Any]] = []
        after = None
        while True:
            page = history.page(session, wanted, at, sort=sort, after=after, limit=limit)
            found += page.items
            after = page.next_key
            if after is None:
                break
        return found, history.count(session, wanted, at), histogram.histogram(session, wanted, unit=Unit.CENTURY, at=at)


def without_gone(answer: tuple[list[dict[str, Any]], int, Histogram], gone: set[str]) -> Any:
    documents, *rest = answer
    return [document for document in documents if document["id"] not in gone], *([] if gone else rest)


@pytest.mark.parametrize(
    ("seed", "steps"), [(1, 60), (2, 60), *(pytest.param(n, 150, marks=pytest.mark.nightly) for n in range(3, 20))]
)
def test_as_known_at_is_what_was_answered_then(store: Database, seed: int, steps: int) -> None:
    """Up to erasure: an event told by an article withdrawn since, or one whose name left with it, may not be found."""
    draw = random.Random(seed)
    ids = World(withdrawing=seed % 2 == 0)
    asked = []
    for _ in range(steps):
        step(store, draw, ids)
        wanted, sort = some_filter(draw, ids), draw.choice(list(Sort))
        asked.append((datetime.now(UTC), wanted, sort, answered(store, wanted, sort)))
    with store.read() as session:
        lines = session.scalars(changes.since(0)).all()
        redacted = {line.event.public_id for line in lines if line.revision.redacted}
        touched = _told_by_gone(session)
        moments = [line.at for line in lines]
        assert moments == sorted(moments)
    for at, wanted, sort, then in asked:
        now = remembered(store, wanted, sort, at, draw.choice((1, 3, 50)))
        gone = redacted | touched
        assert ids.withdrawing or not gone
        assert without_gone(now, gone) == without_gone(then, gone), (at, wanted, sort)


def _told_by_gone(session: Session) -> set[str]:
    """Events in whose evidence more articles stand than are left to be asked, or that had a name nobody has now."""
    gone = set()
    names = set(session.scalars(select(stored.Entity.public_id)))
    for line in session.scalars(changes.since(0)):
        left = session.scalars(select(RevisionSource.article_id).where(RevisionSource.revision_id == line.revision_id))
        document = line.revision.document
        nameless = any(entity["id"] not in names for entity in document["entities"])
        if nameless or len(left.all()) != document["evidence"]["articles"]:
            gone.add(line.event.public_id)
    return gone


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_learned_is_the_difference_of_two_instants(store: Database, seed: int) -> None:
    draw = random.Random(seed)
    ids = World()
    instants = []
    for _ in range(40):
        step(store, draw, ids)
        instants.append(datetime.now(UTC))
    everything = EventFilter(modality=(), include_undated=True, withdrawn=True)
    for wanted in (everything, EventFilter(), EventFilter(entity=(("kyiv",),)), EventFilter(source=("Post",))):
        for _ in range(4):
            begin, end = sorted(draw.sample(instants, 2))
            before, after = (
                {document["id"]: document for document in remembered(store, everything, Sort.WHEN, at, 200)[0]}
                for at in (begin, end)
            )
            fits = {
                document["id"] for at in (begin, end) for document in remembered(store, wanted, Sort.WHEN, at, 200)[0]
            }
            with store.read() as session:
                found: list[history.Learned] = []
                position = 0
                while True:
                    page = history.learned(session, wanted, begin, end, after=position, limit=3)
                    found += page.items
                    if page.next_key is None:
                        break
                    position = int(page.next_key[0])
                    assert position == page.items[-1].seq
            expected = {key for key, document in after.items() if before.get(key) != document and key in fits}
            assert {each.event_id for each in found} == expected
            assert len(found) == len(expected)
            for each in found:
                assert (each.before, each.after) == (before.get(each.event_id), after[each.event_id])
                if each.before is None and each.after["status"] == "active":
                    assert each.change is ChangeKind.CREATED


def test_instants_rise_with_the_changes_whatever_the_clock_does(store: Database) -> None:
    with store.write() as session:
        ingest.store(session, read(Submission(text="1"), told("It rained")), now=datetime.now(UTC))
    ahead = datetime(2100, 1, 1, tzinfo=UTC)
    with store.write() as session:
        session.query(Change).update({"at": ahead})
    with store.write() as session:
        ingest.store(session, read(Submission(text="2"), told("It snowed")), now=datetime.now(UTC))
    with store.read() as session:
        assert [changes.sequence_at(session, at) for at in (datetime.now(UTC), ahead)] == [0, 1]
        assert changes.sequence_at(session, ahead.replace(microsecond=1)) == 2


def test_words_are_not_asked_of_the_past(store: Database) -> None:
    with store.read() as session, pytest.raises(ValueError, match="words"):
        history.page(session, EventFilter(q=(("rain",),)), datetime.now(UTC))
