"""Migrations on both databases: every step, up and down, and the schema that the models describe."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.db import MIGRATIONS, Database, create_engine_for, migrate, migration_config
from app.timeline import keys, meta
from app.timeline.asking import saved
from app.timeline.curating import corrections, curation
from app.timeline.curating.corrections import Hand
from app.timeline.ids import new_id
from app.timeline.models import (
    ArticleClue,
    Base,
    EventEntity,
    JobKind,
    KeptAnswer,
    ListedEvent,
    Report,
    Scope,
    Timeline,
)
from app.timeline.storing import articles, ingest, ingestions, jobs
from app.timeline.storing.ingest import Submission
from tests.timeline.readings import NOW, read, told

SCRIPTS = ScriptDirectory(str(MIGRATIONS))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine_for(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def is_table_of_ours(_object: Any, name: str | None, type_: str, _reflected: bool, _other: Any) -> bool:
    return type_ != "table" or not (name or "").startswith(("event_search", "article_search"))


def schema(connection: Connection) -> dict[str, Any]:
    """Tables with their columns, keys and indexes, as the database tells them."""
    inspector = sa.inspect(connection)
    told_of: list[Callable[..., Any]] = [
        inspector.get_columns,
        inspector.get_pk_constraint,
        inspector.get_foreign_keys,
        inspector.get_indexes,
        inspector.get_unique_constraints,
        inspector.get_check_constraints,
    ]
    return {name: [str(tell(name)) for tell in told_of] for name in sorted(inspector.get_table_names())}


def fill(url: str) -> None:
    """A row in every table."""
    store = Database(url)
    for number in (1, 2):
        statement = told("Troops retook Makariv", f"2022-03-2{number}", names=("Makariv",), speaker="A")
        sent = Submission(text="On Monday.", external_id="1", tags=("a",), title=str(number))
        with store.write() as session:
            kept = ingest.store(session, read(sent, statement, mentions=("Monday",)), now=NOW)
    with store.write() as session:
        if session.scalar(sa.select(sa.func.count()).select_from(Timeline)) == 0:
            saved.create(session, None, {"title": "Makariv"}, now=NOW)
    copy = read(Submission(text="On Monday.", external_id="2"), statement)
    with store.write() as session:
        (event,) = ingest.store(session, copy, now=NOW).events
    with store.write() as session:
        reports = session.scalars(sa.select(Report.public_id).where(Report.event_id == event.id)).all()
        curation.split(session, event.public_id, reports[1:], now=NOW)
    with store.write() as session:
        corrections.retract(session, corrections.claim(session, event.public_id), Hand("ann", "why"), now=NOW)
        corrections.restore(session, corrections.claim(session, event.public_id), Hand("ann", None), now=NOW)
    with store.write() as session:
        gone = ingest.store(session, read(Submission(text="Gone."), statement), now=NOW)
    with store.write() as session:
        articles.withdraw(session, gone.article.public_id, now=NOW)
    with store.write() as session:
        ingestion = ingestions.begin(session, new_id(NOW), now=NOW)
        session.flush()
        keys.create(session, "reader", Scope.READ, now=NOW)
        session.add(KeptAnswer(key="1", request="1", status=201, headers={}, body=b"", recorded_at=NOW))
        ingestions.add_results(session, ingestion.id, 1, b"{}", Counter({"created": 1}), now=NOW)
        job = jobs.begin(session, JobKind.INGESTION, now=NOW)
        jobs.add_lines(session, job, [(1, b"{}")], now=NOW)
        jobs.queue(session, job, ingestion=ingestion, now=NOW)
    with store.read() as session:
        assert articles.get(session, kept.article.public_id).revision == 2
    store.close()


def test_there_is_one_head_and_files_say_when_and_what() -> None:
    assert len(SCRIPTS.get_heads()) == 1
    names = [path.name for path in (Path(MIGRATIONS) / "versions").glob("*.py")]
    assert len(names) == len(REVISIONS)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d-\d{4}_[a-z]+(_[a-z]+)+\.py", name) for name in names)


def test_no_migration_imports_the_application() -> None:
    for path in (Path(MIGRATIONS) / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import) app\b", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_models_are_the_migrated_schema(database_url: str) -> None:
    with connected(database_url) as connection:
        options = {"compare_server_default": True, "include_object": is_table_of_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
        # What the comparison does not look at.
        inspector = sa.inspect(connection)
        for table in Base.metadata.sorted_tables:
            expected = {check.name for check in table.constraints if isinstance(check, sa.CheckConstraint)}
            assert {check["name"] for check in inspector.get_check_constraints(table.name)} == expected


def test_every_step_goes_up_down_and_up_again(empty_database_url: str) -> None:
    config = migration_config(empty_database_url)
    for revision in REVISIONS:
        command.upgrade(config, revision)
        with connected(empty_database_url) as connection:
            before = schema(connection)
        command.downgrade(config, "-1")
        command.upgrade(config, revision)
        with connected(empty_database_url) as connection:
            assert schema(connection) == before
    command.downgrade(config, "base")
    with connected(empty_database_url) as connection:
        assert list(schema(connection)) == ["alembic_version"]


def test_up_down_up_with_rows(empty_database_url: str) -> None:
    config = migration_config(empty_database_url)
    migrate(empty_database_url)
    fill(empty_database_url)
    with connected(empty_database_url) as connection:
        before = schema(connection)
        for table in Base.metadata.sorted_tables:
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)), table.name
    for _ in REVISIONS:
        command.downgrade(config, "-1")
    migrate(empty_database_url)
    with connected(empty_database_url) as connection:
        assert schema(connection) == before
    fill(empty_database_url)


def test_names_of_stored_events_get_their_dates(empty_database_url: str) -> None:
    migrate(empty_database_url)
    fill(empty_database_url)
    names = sa.select(EventEntity).order_by(EventEntity.event_id, EventEntity.entity_id)
    with connected(empty_database_url) as connection:
        before = connection.execute(names).all()
    assert any(name.earliest is not None for name in before)
    command.downgrade(migration_config(empty_database_url), "3fb2d80c6ea5")
    migrate(empty_database_url)
    with connected(empty_database_url) as connection:
        assert connection.execute(names).all() == before


def test_clues_of_stored_articles_are_those_they_would_get_today(database_url: str) -> None:
    fill(database_url)
    names = ("Übersee GmbH", "Львів")
    statements = [
        told("Troops retook the harbour of Odesa", when, names=names)
        for when in ("2022-03-22", "2022-03-14/2022-03-20", "2022", None)
    ]
    store = Database(database_url)
    with store.write() as session:
        ingest.store(session, read(Submission(text="More."), *statements), now=NOW)
    store.close()
    clues = sa.select(ArticleClue.collection, ArticleClue.time, ArticleClue.word, ArticleClue.article_id)
    with connected(database_url) as connection:
        expected = sorted(map(tuple, connection.execute(clues)))
    config = migration_config(database_url)
    command.downgrade(config, "6b0d5e8c1f24")
    with connected(database_url) as connection:
        assert not connection.execute(clues).all()
    command.upgrade(config, "head")
    with connected(database_url) as connection:
        assert sorted(map(tuple, connection.execute(clues))) == expected != []


def test_stored_events_are_listed_as_they_would_be_today(empty_database_url: str) -> None:
    migrate(empty_database_url)
    fill(empty_database_url)
    rows = sa.select(ListedEvent.event_id, ListedEvent.revision, ListedEvent.content).order_by(ListedEvent.event_id)
    with connected(empty_database_url) as connection:
        expected = connection.execute(rows).all()
    command.downgrade(migration_config(empty_database_url), "1d8e5f7b3a90")
    with connected(empty_database_url) as connection:
        assert not connection.execute(rows).all()
    migrate(empty_database_url)
    with connected(empty_database_url) as connection:
        assert connection.execute(rows).all() == expected != []


def test_to_migrate_again_changes_nothing(database_url: str) -> None:
    fill(database_url)
    with connected(database_url) as connection:
        before = [connection.execute(sa.select(table)).all() for table in Base.metadata.sorted_tables]
    migrate(database_url)
    with connected(database_url) as connection:
        assert [connection.execute(sa.select(table)).all() for table in Base.metadata.sorted_tables] == before


def test_several_at_once_wait_for_each_other(empty_database_url: str) -> None:
    """Replicas that start together each run the migrations; one does the work, the others find it done."""
    # Alembic keeps what it is doing in a module, so that only processes can run it side by side.
    script = f"from app.db import migrate; migrate({empty_database_url!r})"
    running = [subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE) for _ in range(3)]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 3
    with connected(empty_database_url) as connection:
        assert connection.scalars(sa.text("SELECT version_num FROM alembic_version")).all() == SCRIPTS.get_heads()
        assert connection.scalar(sa.text("SELECT count(*) FROM meta")) == 1


def test_each_store_has_a_secret_of_its_own(empty_database_url: str, database_url: str) -> None:
    migrate(empty_database_url)
    secrets = []
    for url in (empty_database_url, database_url):
        store = Database(url)
        with store.read() as session:
            secrets.append(meta.cursor_secret(session))
        store.close()
    assert len(set(secrets)) == 2
    assert {len(secret) for secret in secrets} == {32}
