"""What is known about a text before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.timex.interval import Period


class Genre(StrEnum):
    """What a date hangs on: news on the publication, a narrative on the date before, a post on its moment."""

    NEWS = "news"
    NARRATIVE = "narrative"
    SOCIAL = "social"


class Tense(StrEnum):
    """A caller's word on where to look for what a phrase leaves open ("Friday", "March")."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Context:
    """What expressions are resolved against.

    Attributes:
        dct: document creation time, as exact as it is known: a day, or a minute or second of civil time in `timezone`.
        language: ISO 639-1 code of the grammar to read with.
        country: ISO 3166-1 alpha-2; decides holidays, hemisphere and the order of day and month. None: by language.
        timezone: IANA name of the zone in which `dct` is told; None where it is not known.
        tense: overrides what the sentence says about past or future.
    """

    dct: Period
    language: str = "en"
    genre: Genre = Genre.NEWS
    country: str | None = None
    timezone: str | None = None
    tense: Tense | None = None
