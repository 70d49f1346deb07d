"""Counts of events, kept up to date with every change."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extract.article import Modality
from app.timeline.models.base import Base, CivilSeconds, Collection, Document
from app.timex.when import Basis


class CountedEvent(Base):
    """What an active event is counted as in the sums below, to be taken back when it changes (see `tallies`)."""

    __tablename__ = "counted_events"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[Document]


class EventTally(Base):
    """So many active events of a collection have these bounds and are of this kind.

    Attributes:
        type, precision: empty where it is not known: NULLs would not be unique.
        earliest, latest: bounds within one day are that day's; undated events have the bounds `OPEN_END`, `OPEN_START`,
            which overlap nothing.
    """

    __tablename__ = "event_tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    collection: Mapped[Collection] = mapped_column(primary_key=True)
    modality: Mapped[Modality] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(100), primary_key=True)
    precision: Mapped[str] = mapped_column(String(20), primary_key=True)
    basis: Mapped[Basis] = mapped_column(primary_key=True)
    earliest: Mapped[CivilSeconds] = mapped_column(primary_key=True)
    latest: Mapped[CivilSeconds] = mapped_column(primary_key=True)
    number: Mapped[int]


class FacetTally(Base):
    """So many active events of a collection have this name, source, language or tag.

    Attributes:
        field: which of them.
        value: a name or tag as it is compared, without case and accents; the others as they are.
    """

    __tablename__ = "facet_tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(500), primary_key=True)
    collection: Mapped[Collection] = mapped_column(primary_key=True)
    modality: Mapped[Modality] = mapped_column(primary_key=True)
    dated: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int]
