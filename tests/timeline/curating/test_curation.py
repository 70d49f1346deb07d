"""A curator's merge or split stands, whatever is read later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from app.db import Database
from app.extract.article import Statement
from app.problems import NotCurable, NotFound
from app.timeline import changes
from app.timeline.curating import curation
from app.timeline.models import Article, Change, ChangeKind, Event, EventStatus, KeptApart, Report
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Prepared, Submission
from tests.timeline.readings import NOW, read, told

TITLE = "Ukrainian troops drove Russian forces out of the Kyiv suburb of Makariv"


def drove(when: str = "2022-03-22", title: str = TITLE, **more: Any) -> Statement:
    return told(title, when, **{"names": ("Makariv",), "trigger": "drove", **more})


RAIN = told("Heavy rain closed the road to Borova", "2022-03-20", names=("Borova",), trigger="closed")


def article(number: int, *statements: Statement, text: str = "Text.", **sent: Any) -> Prepared:
    return read(Submission(text=f"{text} {number}", external_id=str(number), source=f"S{number}", **sent), *statements)


def put(store: Database, *prepared: Prepared) -> list[str]:
    """Store them, and say the articles' ids."""
    ids = []
    for each in prepared:
        with store.write() as session:
            ids.append(ingest.store(session, each, now=NOW).article.public_id)
    return ids


def groups(store: Database) -> set[frozenset[str]]:
    """The active events as the external ids of the articles that tell them."""
    with store.read() as session:
        found: dict[int, set[str]] = {}
        for event, number in session.execute(
            select(Report.event_id, Article.external_id)
            .join(Article, Article.id == Report.article_id)
            .join(Event, Event.id == Report.event_id)
            .where(Event.status == EventStatus.ACTIVE)
        ):
            found.setdefault(event, set()).add(number)
        return {frozenset(numbers) for numbers in found.values()}


def told_by(store: Database, number: int) -> tuple[str, str]:
    """The ids of the event that an article tells, and of its report."""
    with store.read() as session:
        event, report = session.execute(
            select(Event.public_id, Report.public_id)
            .join(Report, Report.event_id == Event.id)
            .join(Article, Article.id == Report.article_id)
            .where(Article.external_id == str(number))
        ).one()
        return event, report


def merge(store: Database, survivor: int, *others: int) -> str:
    with store.write() as session:
        ids = [told_by(store, number)[0] for number in (survivor, *others)]
        return curation.merge(session, ids[0], ids[1:], now=NOW).public_id


def split(store: Database, number: int) -> tuple[str, str]:
    event, report = told_by(store, number)
    with store.write() as session:
        remaining, taken_out = curation.split(session, event, [report], now=NOW)
        return remaining.public_id, taken_out.public_id


def log(store: Database) -> Sequence[Change]:
    with store.read() as session:
        return session.scalars(changes.since(0)).all()


def test_what_is_merged_is_one_event_and_logged(store: Database) -> None:
    put(store, article(1, drove()), article(2, RAIN))
    gone = told_by(store, 2)[0]
    survivor = merge(store, 1, 2)
    assert groups(store) == {frozenset("12")}
    with store.read() as session:
        merged = session.scalars(select(Event).where(Event.public_id == gone)).one()
        assert (merged.status, merged.merged_into) == (EventStatus.MERGED, survivor)
        event = session.scalars(select(Event).where(Event.public_id == survivor)).one()
        assert (event.article_count, event.date_votes) == (2, {"2022-03-20": 1, "2022-03-22": 1})
    assert [(line.change, line.into) for line in log(store)[2:]] == [
        (ChangeKind.REVISED, None),
        (ChangeKind.MERGED, survivor),
    ]


def test_the_event_that_is_merged_into_keeps_its_id_even_if_it_is_the_smaller(store: Database) -> None:
    put(store, article(1, RAIN), *(article(number, drove()) for number in (2, 3, 4)))
    survivor = told_by(store, 1)[0]
    assert merge(store, 1, 2) == survivor
    assert {told_by(store, number)[0] for number in (1, 2, 3, 4)} == {survivor}


def test_a_merge_outlives_a_correction_and_a_new_reading(store: Database) -> None:
    ids = put(store, article(1, drove()), article(2, RAIN))
    merge(store, 1, 2)
    put(
        store, article(2, told("Snow closed the road to Borova", "2021", names=("Borova",), trigger="closed"), text="?")
    )
    assert groups(store) == {frozenset("12")}
    put(store, article(3, RAIN, text="Another"))
    with store.write() as session:
        articles.withdraw(session, ids[0], now=NOW)
    assert frozenset("2") <= next(group for group in groups(store) if "2" in group)


def test_what_is_split_stays_apart(store: Database) -> None:
    put(store, *(article(number, drove()) for number in (1, 2, 3)))
    assert groups(store) == {frozenset("123")}
    before = told_by(store, 1)[0]
    remaining, taken_out = split(store, 3)
    assert (remaining, told_by(store, 3)[0]) == (before, taken_out)
    assert groups(store) == {frozenset("12"), frozenset("3")}
    assert {line.change for line in log(store)[-2:]} == {ChangeKind.CREATED, ChangeKind.SPLIT}
    # a new article goes to one of them, and brings nothing together; nor does a new reading
    put(store, article(4, drove()), article(5, drove(title=TITLE + " again")))
    put(store, article(3, drove(), text="Corrected."), article(1, drove(), text="Corrected."))
    assert not any({"1", "3"} <= group or {"2", "3"} <= group for group in groups(store))
    assert frozenset("12") <= next(group for group in groups(store) if "1" in group)


def test_a_merge_undoes_a_split_and_a_split_a_merge(store: Database) -> None:
    put(store, article(1, drove()), article(2, drove()))
    split(store, 2)
    merge(store, 1, 2)
    assert groups(store) == {frozenset("12")}
    with store.read() as session:
        assert session.scalars(select(KeptApart.one)).all() == []
    split(store, 1)
    assert groups(store) == {frozenset("1"), frozenset("2")}
    put(store, article(1, drove(), text="Again."))
    assert groups(store) == {frozenset("1"), frozenset("2")}


def test_what_was_split_from_an_event_is_kept_from_what_it_becomes(store: Database) -> None:
    put(store, *(article(number, drove()) for number in (1, 2, 3)), article(4, RAIN))
    split(store, 3)
    merge(store, 1, 4)
    put(store, *(article(number, drove(), text="Corrected.") for number in (1, 2, 3)))
    assert groups(store) == {frozenset("124"), frozenset("3")}
    split(store, 4)
    put(store, *(article(number, drove(), text="Anew.") for number in (1, 2, 3)))
    assert groups(store) == {frozenset("12"), frozenset("3"), frozenset("4")}


def test_what_cannot_be_done(store: Database) -> None:
    put(store, article(1, drove()), article(2, RAIN), article(3, RAIN, collection="other"))
    with store.write() as session:
        for survivor, others in ((1, [1]), (1, [3])):
            ids = [told_by(store, number)[0] for number in (survivor, *others)]
            with pytest.raises(NotCurable):
                curation.merge(session, ids[0], ids[1:], now=NOW)
        event, report = told_by(store, 1)
        with pytest.raises(NotCurable):  # nothing would be left
            curation.split(session, event, [report], now=NOW)
        with pytest.raises(NotCurable):  # a report of another event
            curation.split(session, event, [told_by(store, 2)[1]], now=NOW)
        with pytest.raises(NotFound):
            curation.merge(session, event, ["0" * 32], now=NOW)
    gone = told_by(store, 2)[0]
    merge(store, 1, 2)
    with store.write() as session, pytest.raises(NotCurable):
        curation.merge(session, told_by(store, 1)[0], [gone], now=NOW)
