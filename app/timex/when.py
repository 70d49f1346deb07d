"""`When`: a time as Dateline tells it: EDTF, bounds, precision, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.timex import edtf
from app.timex.interval import Granularity
from app.timex.timex3 import Mod, Step, TimexType


class Kind(StrEnum):
    """`point`: it happened somewhere within the bounds; `span`: it went on."""

    POINT = "point"
    SPAN = "span"
    RECURRING = "recurring"
    UNDATED = "undated"


class Basis(StrEnum):
    """Where the date of an event comes from."""

    EXPRESSION = "expression"
    INHERITED = "inherited"
    PUBLICATION = "publication"
    NONE = "none"


class Qualifier(StrEnum):
    APPROXIMATE = "approximate"
    UNCERTAIN = "uncertain"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Timex3:
    """The TIMEX3 attributes of the expression behind a `When`."""

    type: TimexType
    value: str
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that was not taken."""

    edtf: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The time a reading hangs on: as EDTF, its zone, and where it came from (`request`, `html`, `text` …)."""

    value: str
    timezone: str | None
    source: str
    precision: Granularity


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every step from the words to the bounds; `text` is `part[start:end]` in code points."""

    anchor: Anchor
    steps: tuple[Step, ...]
    part: str
    text: str
    start: int
    end: int
    grammar: str


@dataclass(frozen=True, slots=True)
class When:
    """A time, how exactly it is known, and why.

    Attributes:
        earliest, latest: outer bounds `[earliest, latest)`, when it possibly was; civil seconds since 1970 (see
            `civil`), None for an open side. Both None when undated.
        surely_from, surely_to: inner bounds of a span, when it certainly went on.
        at: RFC 3339 instant, only where clock time and zone are both known.
        confidence: 0 to 1, that the bounds are right.
    """

    edtf: str | None
    display: str
    kind: Kind
    precision: Granularity | None
    qualifiers: tuple[Qualifier, ...]
    earliest: int | None
    latest: int | None
    surely_from: int | None
    surely_to: int | None
    at: str | None
    timezone: str | None
    timex3: Timex3 | None
    basis: Basis
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    explanation: Explanation | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest >= self.latest:
            raise ValueError("bounds are half-open and need earliest < latest")
        dated = self.earliest is not None or self.latest is not None
        if dated != (self.kind in (Kind.POINT, Kind.SPAN)):
            raise ValueError(f"a {self.kind} {'has' if dated else 'needs'} bounds")

    @property
    def dated(self) -> bool:
        return self.kind in (Kind.POINT, Kind.SPAN)


UNDATED = When(
    edtf=None, display="undated", kind=Kind.UNDATED, precision=None, qualifiers=(), earliest=None, latest=None,
    surely_from=None, surely_to=None, at=None, timezone=None, timex3=None, basis=Basis.NONE, confidence=0.0,
)  # fmt: skip


def as_document(when: When) -> dict[str, Any]:
    """The wire form of a `When` (see API.md), every key present: what the API answers and the store keeps."""
    return {
        "edtf": when.edtf,
        "display": when.display,
        "kind": when.kind.value,
        "precision": when.precision.value if when.precision else None,
        "qualifier": ",".join(when.qualifiers) or None,
        "earliest": _moment(when.earliest),
        "latest": _moment(when.latest),
        "surely_from": _moment(when.surely_from),
        "surely_to": _moment(when.surely_to),
        "at": when.at,
        "timezone": when.timezone,
        "timex3": when.timex3 and {
            "type": when.timex3.type.value,
            "value": when.timex3.value,
            "mod": when.timex3.mod.value if when.timex3.mod else None,
        },
        "basis": when.basis.value,
        "confidence": when.confidence,
        "alternatives": [{"edtf": a.edtf, "confidence": a.confidence, "reason": a.reason} for a in when.alternatives],
        "explanation": when.explanation and _explanation(when.explanation),
    }  # fmt: skip


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else edtf.moment_text(seconds)


def _explanation(explanation: Explanation) -> dict[str, Any]:
    anchor = explanation.anchor
    return {
        "anchor": {
            "value": anchor.value,
            "timezone": anchor.timezone,
            "from": anchor.source,
            "precision": anchor.precision.value,
        },
        "steps": [{"rule": s.rule, "text": s.text, "result": s.result} for s in explanation.steps],
        "part": explanation.part,
        "text": explanation.text,
        "start": explanation.start,
        "end": explanation.end,
        "grammar": explanation.grammar,
    }
