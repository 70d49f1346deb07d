"""How names and tags are told apart, and which entities a name means."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from sqlalchemy import Select, String, bindparam, func, literal, select
from sqlalchemy.orm import Session

from app.timeline import fulltext
from app.timeline.asked import AnyOf
from app.timeline.models import Entity

# The widths of the columns; folding can make a word longer than what was typed.
_LONGEST_NAME = 300
_LONGEST_TAG = 200
# Of a name that is looked up: no name has more, and every run of them is compared.
_MOST_WORDS = 20


class Reading(StrEnum):
    """How a name was understood: as a whole alias, by aliases that contain its words, by one inside it, or not."""

    ALIAS = "alias"
    CONTAINING = "containing"
    INSIDE = "inside"
    NONE = "none"


def entities_named(session: Session, name: str, *, collections: AnyOf = (), type_: str | None = None) -> list[int]:
    """Entities that a name means, as keys; see `read_name`."""
    return read_name(session, name, collections=collections, type_=type_)[1]


def read_name(
    session: Session, name: str, *, collections: AnyOf = (), type_: str | None = None
) -> tuple[Reading, list[int]]:
    """How a name is understood, and the entities it means, as keys: case and accents count for nothing.

    A whole alias; if there is none, every alias that contains all its words in order; else the longest known alias
    inside it. Empty if nothing fits.
    """
    folded = folded_name(name)
    if not folded:
        return Reading.NONE, []
    asked = {"collections": list(collections), "type": type_, "folded": folded}
    alias = _alias(some_collections=bool(collections), some_type=type_ is not None)
    # Past the session, which would take three times as long for it.
    if whole := [key for (key,) in session.connection().execute(alias, asked)]:
        return Reading.ALIAS, whole
    known = select(Entity.id).order_by(Entity.id)
    if collections:
        known = known.where(Entity.collection.in_(collections))
    if type_ is not None:
        known = known.where(Entity.type == type_)
    words = folded.split()[:_MOST_WORDS]
    # Words are letters and digits, so that nothing in them means anything to LIKE.
    # The spaces are doubled, so that neighbours do not need the same one.
    in_order = literal(" ") + func.replace(Entity.folded, " ", "  ") + literal(" ")
    if longer := session.scalars(known.where(in_order.like(f"% {' % '.join(words)} %"))).all():
        return Reading.CONTAINING, list(longer)
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    inside = session.scalars(known.with_only_columns(Entity.folded).where(Entity.folded.in_(runs))).all()
    if not inside:
        return Reading.NONE, []
    longest = min(inside, key=lambda alias: (-len(alias), alias))
    return Reading.INSIDE, list(session.scalars(known.where(Entity.folded == longest)).all())


@lru_cache
def _alias(*, some_collections: bool, some_type: bool) -> Select[int]:
    """Entities with that alias, made once: to make it takes longer than to answer it."""
    found = select(Entity.id).where(Entity.folded == bindparam("folded", type_=String)).order_by(Entity.id)
    if some_collections:
        found = found.where(Entity.collection.in_(bindparam("collections", expanding=True)))
    return found.where(Entity.type == bindparam("type", type_=String)) if some_type else found


# The legal form of a firm, which is named or left out as one likes.
_LEGAL_FORMS = frozenset("inc incorporated corp corporation co ltd limited llc plc gmbh ag sa nv spa oy ab".split())


def folded_name(name: str) -> str:
    """A name as entities are told apart by it: its words without case and accents, and without a firm's legal form."""
    words = fulltext.words(name)
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)[:_LONGEST_NAME].rstrip()


def folded_tag(tag: str) -> str:
    """A tag as filters compare it."""
    return fulltext.fold(tag).strip()[:_LONGEST_TAG]
