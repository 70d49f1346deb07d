"""When: the one type that matters, and phrases sent to be read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from app.api import context as given
from app.api.schemas.base import Country, Language, Published, Received, Said, Sent, Timezone


class ResolutionIn(Sent):
    """A phrase and what it is resolved against."""

    text: Annotated[Said, Field(max_length=10_000)]
    timezone: Timezone | None = None
    anchor: Published
    language: Language | None = Field(
        default=None, description="ISO 639-1. Without it English is tried first, then every other grammar."
    )
    country: Country | None = None
    tense: Literal["past", "future"] | None = Field(
        default=None, description="Where to look for what the phrase leaves open (`Friday`, `March`)."
    )

    @field_validator("anchor")
    @classmethod
    def _has_civil_time(cls, anchor: str, info: ValidationInfo) -> str:
        given.anchor(anchor, info.data.get("timezone"))
        return anchor


class Timex3(Received):
    """TIMEX3 attributes of the expression behind a date (TimeML 1.2.1)."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None


class Alternative(Received):
    """A reading that was possible and not taken."""

    edtf: str
    confidence: float
    reason: str


class Anchor(Received):
    """The time a reading hangs on."""

    value: str
    timezone: str | None
    source: str = Field(alias="from")
    precision: str


class Step(Received):
    """One step from the words to the bounds."""

    rule: str
    text: str
    result: str


class Explanation(Received):
    """How a date was read; `start` and `end` are offsets of `text` in the string named by `part`."""

    anchor: Anchor
    steps: list[Step]
    part: Literal["text", "title"]
    text: str
    start: int
    end: int
    grammar: str


class WhenCore(Received):
    """When something was, as far as the text says: never finer than its words."""

    edtf: str | None = Field(description="ISO 8601-2 (EDTF).")
    display: str = Field(description="For people.")
    kind: Literal["point", "span", "recurring", "undated"]
    precision: str | None = Field(description="What the words name: `month`, `day` …")
    qualifier: str | None = Field(description="`approximate`, `uncertain`, `before`, `after`, joined by commas.")
    earliest: str | None = Field(description="Outer bound, inclusive, civil time.")
    latest: str | None = Field(description="Outer bound, exclusive, civil time.")
    surely_from: str | None = Field(description="Inner bound of a span: it certainly went on from here.")
    surely_to: str | None = Field(description="Inner bound of a span: it certainly went on up to here.")
    at: str | None = Field(description="RFC 3339 instant, where clock time and zone are both known.")
    timezone: str | None
    timex3: Timex3 | None
    basis: Literal["expression", "inherited", "publication", "none"]
    confidence: float


class When(WhenCore):
    """A date with the readings not taken and every step to it."""

    alternatives: list[Alternative]
    explanation: Explanation | None


class WhenListed(WhenCore):
    """A date in a list: `include=alternatives,explanation` brings the two keys that are left out here."""

    alternatives: list[Alternative] | None = Field(default=None, description="Only with `include=alternatives`.")
    explanation: Explanation | None = Field(default=None, description="Only with `include=explanation`.")


class Resolved(Received):
    """The dates of a phrase, in its order; empty where it names none."""

    items: list[When]
