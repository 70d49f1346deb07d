"""The release before works on with the schema of this one: every migration only adds what it need not know of.

Held for each step, so that whichever steps a release brings are held to it. What was there before stays with its type;
nothing is refused that used to be written; nothing new has to be written by who does not know of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Connection

from app.db import migration_config
from tests.migrations.test_migrations import REVISIONS, connected

Columns = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Schema:
    """What a statement meets: columns by table, and the constraints that may refuse it."""

    columns: dict[str, Columns]
    constraints: dict[str, set[str]]


def told(connection: Connection) -> Schema:
    inspector = sa.inspect(connection)
    tables = [name for name in inspector.get_table_names() if not name.startswith(("event_search", "article_search"))]
    return Schema(
        {table: {each["name"]: dict(each) for each in inspector.get_columns(table)} for table in tables},
        {
            table: {
                f"primary key {inspector.get_pk_constraint(table)['constrained_columns']}",
                *(f"unique {sorted(each['column_names'])}" for each in inspector.get_unique_constraints(table)),
                *(f"unique {each['column_names']}" for each in inspector.get_indexes(table) if each["unique"]),
                *(f"check {each['name']}" for each in inspector.get_check_constraints(table)),
                *(
                    f"{each['constrained_columns']} in {each['referred_table']}"
                    for each in inspector.get_foreign_keys(table)
                ),
            }
            for table in tables
        },
    )


def breaks(before: Schema, after: Schema) -> list[str]:
    """What a program that knows only `before` would stumble over."""
    found = []
    for table, columns in before.columns.items():
        now = after.columns.get(table)
        if now is None:
            found.append(f"{table} is gone")
            continue
        for name, column in columns.items():
            if name not in now:
                found.append(f"{table}.{name} is gone")
            elif str(now[name]["type"]) != str(column["type"]):
                found.append(f"{table}.{name} was {column['type']} and is {now[name]['type']}")
            elif column["nullable"] and not now[name]["nullable"]:
                found.append(f"{table}.{name} has become required")
        found += [
            f"{table}.{name} is new and has to be written"
            for name, column in now.items()
            if name not in columns and not column["nullable"] and column["default"] is None
        ]
        # About new columns alone it is no concern of who does not write them.
        known = set(columns)
        found += [
            f"{table} has a new constraint: {each}"
            for each in after.constraints[table] - before.constraints[table]
            if not (each.startswith("[") and not known & set(each[1 : each.index("]")].replace("'", "").split(", ")))
        ]
    return found


def test_every_migration_leaves_the_release_before_working(empty_database_url: str) -> None:
    config = migration_config(empty_database_url)
    command.upgrade(config, REVISIONS[0])
    with connected(empty_database_url) as connection:
        before = told(connection)
    assert len(before.columns) > 5
    for revision in REVISIONS[1:]:
        command.upgrade(config, revision)
        with connected(empty_database_url) as connection:
            after = told(connection)
        assert breaks(before, after) == [], revision
        before = after


@pytest.mark.parametrize(
    ("statement", "told_of"),
    [
        ("DROP TABLE jobs", "jobs is gone"),
        ("ALTER TABLE sources_like DROP COLUMN b", "sources_like.b is gone"),
        ("ALTER TABLE sources_like ADD COLUMN c integer NOT NULL", "sources_like.c is new and has to be written"),
        ("ALTER TABLE sources_like ADD COLUMN c integer", None),
        ("ALTER TABLE sources_like ADD COLUMN c integer NOT NULL DEFAULT 0", None),
        ("CREATE INDEX plain ON sources_like (b)", None),
        ("CREATE UNIQUE INDEX one ON sources_like (b)", "sources_like has a new constraint: unique ['b']"),
        ("CREATE TABLE another (a integer)", None),
    ],
)
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_would_break_it_is_seen(database_url: str, statement: str, told_of: str | None) -> None:
    with connected(database_url) as connection:
        connection.execute(sa.text("DROP TABLE job_parts"))
        connection.execute(sa.text("CREATE TABLE sources_like (a integer PRIMARY KEY, b integer)"))
        before = told(connection)
        connection.execute(sa.text(statement))
        assert breaks(before, told(connection)) == ([told_of] if told_of else [])
