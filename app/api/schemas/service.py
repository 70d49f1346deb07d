"""The service itself: whether it is up, what runs, how well it reads, and what failed."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from app.api.schemas.base import GenreName, Received


class Health(Received):
    """The process is alive."""

    status: Literal["ok"]


class Readiness(Received):
    """The store can be reached and has the schema of this release."""

    status: Literal["ready"]
    migration: str


class Version(Received):
    """What is running."""

    name: Literal["dateline"]
    version: str
    grammar: str = Field(description="Version of the grammar that reads dates.")
    languages: list[str] = Field(description="Languages with a grammar; dateparser reads phrases in others.")
    problems: list[str] = Field(description="Every `type` of problem; each address explains its own.")


class F1Scores(Received):
    """Agreement with the annotators, F1 in percent; expressions are aligned where they overlap."""

    strict: float = Field(description="The extent is the same.")
    relaxed: float = Field(description="The extents overlap.")
    type: float = Field(description="They overlap and the TIMEX3 type is the same.")
    value: float = Field(description="They overlap and the TIMEX3 value is the same string.")
    interval: float = Field(description="They overlap and the value names the same stretch of the calendar.")


class ReliabilityBand(Received):
    """How often expressions found with a confidence in this band had the annotated value."""

    confidence_from: float
    confidence_to: float = Field(description="Exclusive, but for the last band, which includes 1.")
    found: int
    annotated: int = Field(description="How many of them the annotators marked too.")
    right: int = Field(description="How many of those have the annotated value.")
    mean_confidence: float | None = Field(description="Null where nothing was found with such a confidence.")
    share_right: float | None = Field(description="`right` of `found`, in percent.")


class QualityDataSet(Received):
    """One annotated corpus and how far the grammar agrees with it."""

    name: str
    language: str
    genre: GenreName
    documents: int
    expressions: int = Field(description="How many expressions the annotators marked.")
    found: int = Field(description="How many expressions the grammar found.")
    f1: F1Scores
    reliability: list[ReliabilityBand]
    note: str


class Quality(Received):
    """The scorecard of this release."""

    grammar: str = Field(description="Version of the grammar that was measured.")
    measured_on: str = Field(description="The day of the measurement.")
    note: str = Field(description="What has to be known to judge the figures.")
    data_sets: list[QualityDataSet]
    reliability: list[ReliabilityBand] = Field(description="Over all data sets together.")


class FieldError(Received):
    """What is wrong with one field."""

    detail: str
    pointer: str = Field(description="JSON Pointer (RFC 6901) into the body.")


class ProblemDocument(Received):
    """A failure (RFC 9457)."""

    model_config = ConfigDict(title="Problem", extra="allow")

    type: str = Field(description="Which kind of problem; the address explains it.")
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldError] | None = Field(default=None, description="What is wrong with a body.")
    parameter: str | None = Field(default=None, description="Which parameter of the query string is wrong.")
