"""How migrations run: on one store, in one transaction, one process at a time."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.util import CommandError

from app.db import create_engine_for
from app.settings import Settings
from app.timeline.models import Base, UtcDateTime

# A migration may have to wait for another one, and that one may have much to do.
_PATIENCE_SECONDS = 600.0
# "Dateline" in ASCII, as a number: what PostgreSQL's advisory locks are named by.
_LOCK = 0x446174656C696E65
# The full-text tables are each database's own kind and no models.
_FULL_TEXT = ("event_search", "article_search")


def store_url() -> str:
    """The caller's word, the command line's, or the settings'."""
    given = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True).get("url")
    return given or context.config.get_main_option("sqlalchemy.url") or Settings().database_url


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    return type_ != "table" or not (name or "").startswith(_FULL_TEXT)


def render_item(_kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Types as the database knows them, so that no migration imports the application."""
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


def run() -> None:
    engine = create_engine_for(store_url(), pool_size=1, busy_timeout_seconds=_PATIENCE_SECONDS)
    sqlite = engine.dialect.name == "sqlite"
    try:
        with engine.connect() as connection:
            if sqlite:
                # A batch migration drops a table to make it anew, which with foreign keys on would empty the tables
                # that refer to it. The switch does nothing inside a transaction: it is set before one begins.
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
            with connection.begin():
                if not sqlite:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                context.configure(
                    connection=connection,
                    target_metadata=Base.metadata,
                    render_as_batch=sqlite,
                    compare_server_default=True,
                    include_name=include_name,
                    render_item=render_item,
                    # SQLite has it too, once the driver leaves transactions alone (see app.db).
                    transactional_ddl=True,
                )
                context.run_migrations()
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise CommandError("the migration left rows that refer to nothing; it was rolled back")
    finally:
        engine.dispose()


if context.is_offline_mode():
    raise CommandError("migrations look at the store they change: run them without --sql")
run()
