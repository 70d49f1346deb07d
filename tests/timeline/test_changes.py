"""The change log: complete, in commit order, and free of what was withdrawn."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.extract.article import Statement
from app.timeline import changes
from app.timeline.models import Change, ChangeKind, Event, EventRevision, EventStatus
from app.timeline.storing import articles, ingest
from app.timeline.storing.ingest import Prepared, Submission
from tests.timeline.readings import NOW, dated, read, told


def article(number: int, *statements: Statement, source: str | None = None) -> Prepared:
    return read(Submission(text=f"Text {number}.", external_id=str(number), source=source), *statements)


def put(store: Database, prepared: Prepared) -> str:
    with store.write() as session:
        return ingest.store(session, prepared, now=NOW).article.public_id


def log(store: Database, after: int = 0) -> list[Change]:
    with store.read() as session:
        return list(session.scalars(changes.since(after)))


def kinds(store: Database, after: int = 0) -> list[str]:
    return [line.change.value for line in log(store, after)]


def test_every_change_is_a_line_with_the_event_as_it_was_then(store: Database) -> None:
    rain = told("It rained heavily", "2022-03-21")
    first = put(store, article(1, rain, told("It snowed heavily")))
    put(store, article(1, told("It rained heavily", "2022-03-20"), source=None))
    assert kinds(store) == ["created", "created"]
    with store.write() as session:
        ingest.store(
            session, read(Submission(text="New.", external_id="1"), told("It rained heavily", "2022-03-20")), now=NOW
        )
    with store.write() as session:
        articles.withdraw(session, first, now=NOW)
    lines = log(store)
    assert [line.seq for line in lines] == [1, 2, 3, 4, 5]
    assert [line.change.value for line in lines] == ["created", "created", "revised", "retracted", "retracted"]
    assert [line.revision.document["when"]["edtf"] for line in lines][:3] == ["2022-03-21", "2022-03-22", "2022-03-20"]
    with store.read() as session:
        rows = session.execute(select(EventRevision.from_seq, EventRevision.until_seq).order_by(EventRevision.from_seq))
        assert [tuple(row) for row in rows] == [(1, 3), (2, 4), (3, 5), (4, None), (5, None)]


def test_what_changes_nothing_leaves_no_line(store: Database) -> None:
    put(store, article(1, told("It rained heavily")))
    with store.read() as session:
        before = changes.latest_sequence(session), changes.version(session)
    put(store, article(1, told("It rained heavily")))
    with store.read() as session:
        assert (changes.latest_sequence(session), changes.version(session)) == before


def test_a_write_without_an_event_still_moves_the_version(store: Database) -> None:
    with store.read() as session:
        assert (changes.latest_sequence(session), changes.version(session)) == (0, 0)
    put(store, article(1))
    with store.read() as session:
        assert (changes.latest_sequence(session), changes.version(session)) == (0, 1)


def test_a_failed_write_leaves_no_line(store: Database) -> None:
    def fail() -> None:
        with store.write() as session:
            ingest.store(session, article(1, told("It rained heavily")), now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert kinds(store) == []
    put(store, article(1, told("It rained heavily")))
    assert [line.seq for line in log(store)] == [1]


def drove(when: str, note: str) -> Statement:
    title = "Ukrainian troops drove Russian forces out of the Kyiv suburb of Makariv"
    return told(title, when, names=("Makariv", "Kyiv"), trigger="drove", sentence=f"{title}. {note}")


def test_a_merge_and_a_split_name_the_other_event(store: Database) -> None:
    put(store, article(1, drove("2022-03-21", "First."), source="Post"))
    put(store, article(2, drove("2022-03-22", "Second."), source="Post"))
    bridge = put(store, article(3, drove("2022-03-21/2022-03-22", "Bridge."), source="Post"))
    *_, revised, merged = log(store)
    assert (revised.change, merged.change) == (ChangeKind.REVISED, ChangeKind.MERGED)
    assert merged.into == revised.event.public_id
    assert merged.revision.document["merged_into"] == merged.into
    with store.write() as session:
        articles.withdraw(session, bridge, now=NOW)
    created, split = log(store, merged.seq)
    assert (created.change, split.change) == (ChangeKind.CREATED, ChangeKind.SPLIT)
    assert (split.event.public_id, split.into) == (merged.into, created.event.public_id)


def history(draw: random.Random) -> Iterator[tuple[str, Prepared]]:
    """Articles of a small world, sent, revised and withdrawn."""
    for _ in range(40):
        number = draw.randrange(8)
        days = ("2022-03-21", "2022-03-22", "2022-03-21/2022-03-22", "2022-03-25", "2022")
        statements = [drove(draw.choice(days), f"Told {draw.random()}.") for _ in range(draw.randrange(3))]
        sent = Submission(text=f"Text {draw.random()}.", external_id=str(number), source=f"Voice {number % 3}")
        yield draw.choice(("store", "store", "store", "withdraw")), read(sent, *statements)


@pytest.mark.parametrize("seed", range(3))
def test_replayed_from_the_start_the_log_gives_the_events_of_today(store: Database, seed: int) -> None:
    known: dict[str, str] = {}
    for what, prepared in history(random.Random(seed)):
        key = ingest.natural_key(prepared.submission)
        if what == "store" and known.get(key) != "gone":
            known[key] = put(store, prepared)
        elif what == "withdraw" and known.get(key) not in (None, "gone"):
            with store.write() as session:
                articles.withdraw(session, known[key], now=NOW)
            known[key] = "gone"
    replayed: dict[str, Any] = {}
    lines = log(store)
    for line in lines:
        if line.revision.document["status"] == "active":
            replayed[line.event.public_id] = line.revision.document
        else:
            replayed.pop(line.event.public_id)
    with store.read() as session:
        active = session.scalars(select(Event).where(Event.status == EventStatus.ACTIVE)).all()
        assert replayed == {event.public_id: changes.event_document(event) for event in active}
        assert session.scalar(select(func.count()).select_from(Event)) == len({line.event_id for line in lines})
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert {line.change for line in lines} >= {ChangeKind.CREATED, ChangeKind.REVISED, ChangeKind.RETRACTED}


def test_an_event_is_true_in_one_revision_at_a_time(store: Database) -> None:
    for what, prepared in history(random.Random(11)):
        if what == "store":
            put(store, prepared)
    with store.read() as session:
        for event in session.scalars(select(Event)):
            rows = session.scalars(
                select(EventRevision).where(EventRevision.event_id == event.id).order_by(EventRevision.from_seq)
            ).all()
            assert [row.revision for row in rows] == list(range(1, event.revision + 1))
            assert [row.until_seq for row in rows] == [*(row.from_seq for row in rows[1:]), None]
            assert rows[-1].document == changes.event_document(event)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_no_number_becomes_visible_below_one_that_already_was(store: Database) -> None:
    """A writer that begins first and commits last gets the higher number: a reader at the end misses nothing."""
    slow_wrote, fast_done = threading.Event(), threading.Event()

    def slow() -> None:
        with store.write() as session:
            ingest.store(session, read(Submission(text="1", collection="slow"), told("It rained heavily")), now=NOW)
            session.flush()
            slow_wrote.set()
            assert fast_done.wait(10)

    thread = threading.Thread(target=slow)
    thread.start()
    assert slow_wrote.wait(10)
    with store.write() as session:
        ingest.store(session, read(Submission(text="2", collection="fast"), told("It snowed heavily")), now=NOW)
    seen = [line.seq for line in log(store)]
    fast_done.set()
    thread.join()
    assert seen == [1]
    assert [(line.seq, line.event.collection) for line in log(store)] == [(1, "fast"), (2, "slow")]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_numbers_rise_with_visibility_whoever_writes(store: Database) -> None:
    """A reader that follows while six collections are written to never sees a number appear behind its back."""
    done = threading.Event()

    def write(collection: str) -> None:
        for number in range(8):
            sent = Submission(text=f"{number}", collection=collection)
            with store.write() as session:
                ingest.store(session, read(sent, told("It rained heavily"), told("It snowed heavily")), now=NOW)

    writers = [threading.Thread(target=write, args=(f"c{n}",)) for n in range(6)]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    while not done.is_set():
        if not any(writer.is_alive() for writer in writers):
            done.set()
        seen += [line.seq for line in log(store, seen[-1] if seen else 0)]
    assert seen == list(range(1, 6 * 8 * 2 + 1))


def test_withdrawing_takes_its_words_out_of_the_past_and_leaves_those_of_others(store: Database) -> None:
    kept = replace(
        drove("2022-03-22", "Kept."), title="Ukrainian troops drove Russian forces out of the suburb of Makariv"
    )
    gone = drove("2022-03-22", "Gone.")
    gone = replace(gone, confidence=0.95, when=dated("2022-03-22", words="Tuesday", confidence=0.95))
    first = put(store, article(1, gone))
    put(store, article(2, kept))
    with store.write() as session:
        articles.withdraw(session, first, now=NOW)
    created, joined, lost = log(store)
    for line in (created, joined):
        document = line.revision.document
        assert line.revision.redacted
        assert document["title"] == changes.ERASED
        assert document["when"]["explanation"] is None
        assert document["when"]["edtf"] == "2022-03-22"
        assert [entity["name"] for entity in document["entities"]] == ["Kyiv", "Makariv"]
    assert not lost.revision.redacted
    assert lost.revision.document["title"] == kept.title
