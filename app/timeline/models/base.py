"""What all tables share: instants, keys, documents, and what has a date."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from app.extract.article import Modality, Part, PublishedBasis
from app.timeline import ids
from app.timeline.models.states import ChangeKind, CurationKind, EventStatus, IngestionState, JobKind, JobState, Scope
from app.timex.context import Genre
from app.timex.interval import Granularity
from app.timex.timex3 import Status
from app.timex.when import Basis, Kind


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused; SQLite, which has no zones, keeps UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime names no instant")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _by_value(*enums: type[Enum]) -> dict[Any, Any]:
    """Enumerations as plain strings: a new member needs no migration, and an unknown one is refused on write."""
    return {
        enum: sa.Enum(
            enum, native_enum=False, create_constraint=False, length=20, values_callable=lambda e: [m.value for m in e]
        )
        for enum in enums
    }


IntPk = Annotated[int, mapped_column(primary_key=True)]


PublicId = Annotated[str, mapped_column(String(ids.LENGTH), unique=True)]


Collection = Annotated[str, mapped_column(String(200))]


CivilSeconds = Annotated[int, mapped_column(sa.BigInteger)]


Digest = Annotated[str, mapped_column(String(64))]


Document = Annotated[dict[str, Any], mapped_column(sa.JSON)]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        str: Text(),
        float: sa.Double(),
        list[str]: sa.JSON(),
        list[dict[str, Any]]: sa.JSON(),
        dict[str, Any]: sa.JSON(),
        dict[str, int]: sa.JSON(),
        **_by_value(
            Basis, ChangeKind, CurationKind, EventStatus, Genre, Granularity, IngestionState, JobKind, JobState,
            Kind, Modality, Part, PublishedBasis, Scope, Status,
        ),
    }  # fmt: skip


# Only dated rows have bounds, and they have both: an open side is a bound beyond all others (see `bounds`).
_DATED_OR_NOT = (
    "(earliest IS NULL AND latest IS NULL AND width IS NULL)"
    " OR (earliest IS NOT NULL AND latest IS NOT NULL AND width IS NOT NULL AND earliest < latest)"
)


class Dated:
    """The columns of a `When`: its document, and beside it what is searched and sorted by.

    Attributes:
        when: the wire form (`app.timex.when.as_document`), the one source for showing it.
        earliest, latest: outer bounds `[earliest, latest)`; None when undated. An open side is `bounds.OPEN_START` or
            `bounds.OPEN_END`.
        width: class of the length (`bounds.width_of`), so that a range query is one bounded scan a width.
        confidence: of the bounds, 0 to 1.
    """

    when: Mapped[Document]
    edtf: Mapped[str | None]
    earliest: Mapped[int | None] = mapped_column(sa.BigInteger)
    latest: Mapped[int | None] = mapped_column(sa.BigInteger)
    width: Mapped[int | None] = mapped_column(sa.SmallInteger)
    precision: Mapped[Granularity | None]
    kind: Mapped[Kind]
    basis: Mapped[Basis]
    confidence: Mapped[float]


def take_keys(session: Session, model: type[Base], count: int) -> list[int]:
    """Primary keys for so many rows that are to be inserted in this transaction.

    Rows that have their keys go in together. Rows that wait for theirs go to SQLite one statement each, because its
    answers come in no promised order: an article of thirty events is 140 statements then, and 35 this way.
    """
    if not count:
        return []
    table = model.__tablename__
    if session.get_bind().dialect.name == "postgresql":
        sequence = sa.func.nextval(sa.func.pg_get_serial_sequence(table, "id"))
        return list(session.scalars(sa.select(sequence).select_from(sa.func.generate_series(1, count))))
    # The one writer of the moment asks.
    asked = session.connection().exec_driver_sql(f'SELECT max(id) FROM "{table}"')  # noqa: S608  names of our own
    last: int = asked.scalar() or 0
    return list(range(last + 1, last + 1 + count))
