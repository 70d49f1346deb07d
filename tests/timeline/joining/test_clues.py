"""What articles are found by that may tell the same: enough to find them, and never more of them than it says."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.timeline.joining import clues
from app.timeline.joining.clues import CANDIDATES, REMEMBERED, Clues
from app.timeline.joining.tales import gist
from app.timeline.models import ArticleClue, Event, EventStatus
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Prepared, Submission
from app.timex import edtf
from app.timex.civil import DAY
from tests.timeline.readings import NOW, read, told


def clues_of(when: str, title: str = "Rain flooded the harbour", names: tuple[str, ...] = ()) -> Clues:
    found = Clues()
    interval = edtf.parse(when).interval
    found.add(interval.start, interval.end, title, names)
    return found


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("2022-03-22", "2022-03-22", True),
        ("2022-03-22", "2022-03-23", True),
        ("2022-03-22", "2022-03-24", False),
        # a week and its days, also of a block of days before
        ("2022-03-14/2022-03-20", "2022-03-14", True),
        ("2022-03-14/2022-03-20", "2022-03-21", True),
        ("2022-03-14/2022-03-20", "2022-03-16/2022-03-22", True),
        ("2022-03-14/2022-03-20", "2022-02-14", False),
        # of longer times only equal ones are held against each other
        ("2022", "2022", True),
        ("2022", "2022-03", False),
        ("2022", "2021", False),
    ],
)
def test_reports_of_one_time_find_each_other_in_either_order(one: str, other: str, meet: bool) -> None:
    a, b = clues_of(one), clues_of(other)
    assert bool(a.asked & b.own) is meet
    assert bool(b.asked & a.own) is meet


def test_each_day_of_a_year_finds_the_week_it_is_in() -> None:
    for day in range(365):
        week = Clues()
        week.add(day * 86_400, (day + 7) * 86_400, "Rain flooded the harbour", ())
        for of_week in range(-1, 8):
            single = Clues()
            single.add((day + of_week) * 86_400, (day + of_week + 1) * 86_400, "The harbour was closed", ())
            assert single.asked & week.own, (day, of_week)
            assert week.asked & single.own, (day, of_week)


def test_a_clue_is_a_word_in_any_form_of_it_and_a_name() -> None:
    assert clues_of("2022-03-22", "Troops attacked it").asked & clues_of("2022-03-22", "The attack").own
    assert clues_of("2022-03-22", "It rained", ("Odesa",)).asked & clues_of("2022-03-22", "A storm", ("Odesa",)).own
    assert not clues_of("2022-03-22", "It rained").asked & clues_of("2022-03-22", "They were elected").own
    assert clues_of("2022-03-22", "市長辞任").own, "words of one letter count where there are no others"


def test_the_likeliest_come_first_and_no_more_than_so_many() -> None:
    own = clues_of("2022-03-22", "Rain flooded the harbour")
    found = {clue: list(range(1, REMEMBERED + 1)) for clue in own.own}
    rare = min(own.own)
    found[rare] = [500]
    candidates = clues.candidates(own, found, 3)
    assert len(candidates) == CANDIDATES
    assert 500 in candidates
    assert 3 not in candidates


def flooded(number: int) -> Prepared:
    title = "Rain flooded the old harbour of Odesa"
    sent = Submission(text=f"{number}", external_id=str(number), source=f"Paper {number}")
    return read(sent, told(title, names=("Odesa",), sentence=f"{title}. Note {number}."))


def test_a_story_that_more_tell_than_a_clue_remembers_is_one_event(store: Database) -> None:
    with store.write() as session:
        ingest.store_many(session, [flooded(number) for number in range(REMEMBERED + 6)], now=NOW)
    with store.read() as session:
        (event,) = session.scalars(select(Event).where(Event.status == EventStatus.ACTIVE)).all()
        assert event.article_count == REMEMBERED + 6
        kept = func.count(ArticleClue.article_id)
        most = session.scalars(select(kept).group_by(ArticleClue.time, ArticleClue.word).order_by(kept.desc())).first()
        assert most == REMEMBERED


def test_a_withdrawn_article_leaves_no_words_and_makes_room(store: Database) -> None:
    with store.write() as session:
        gone = ingest.store(session, flooded(1), now=NOW).article
        key = gone.id
    with store.write() as session:
        articles.withdraw(session, gone.public_id, now=NOW)
    with store.read() as session:
        assert session.scalar(select(func.count()).where(ArticleClue.article_id == key)) == 0


@pytest.mark.parametrize(
    ("one", "other", "days", "meet"),
    [
        ("ferry reef", "ferry harbour", 3, True),
        ("ferry reef", "ferry harbour", 200, False),
        ("ferry reef", "bridge harbour", 3, False),
    ],
)
def test_articles_about_the_same_find_each_other_though_no_report_has_a_word_in_common(
    one: str, other: str, days: int, meet: bool
) -> None:
    a, b = Clues(), Clues()
    a.about(gist([one]), 19_000 * DAY)
    b.about(gist([other]), (19_000 + days) * DAY)
    assert bool(a.asked & b.own) is meet
    assert bool(b.asked & a.own) is meet
