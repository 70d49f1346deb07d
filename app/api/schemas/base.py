"""What all schemas have in common, and the words that are sent."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.api import context as given
from app.problems import UnsupportedLanguage


def _storable(value: str) -> str:
    if "\0" in value:
        raise ValueError("The text holds the character NUL (U+0000), which cannot be stored.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("The text holds half of a surrogate pair, which is no character.") from error
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("This is empty.")
    return value


def _moment(value: str) -> str:
    given.moment(value)
    return value


def _language(value: str) -> str:
    try:
        return given.language(value)
    except LookupError as error:
        raise UnsupportedLanguage(
            str(error.args[0]), pointer="/language", supported=sorted(given.languages())
        ) from error


Said = Annotated[
    str,
    AfterValidator(_storable),
    AfterValidator(_not_blank),
    Field(json_schema_extra={"pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}),
]
Name = Annotated[Said, Field(max_length=200)]
Tag = Annotated[Said, Field(max_length=100)]
Published = Annotated[
    str,
    AfterValidator(_moment),
    Field(
        json_schema_extra={"pattern": r"^\d{4}-\d\d-\d\d([Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d))?$"},
        description="A civil date (`2022-03-22`) or an RFC 3339 instant (`2022-03-22T10:00:00Z`).",
    ),
]
Timezone = Annotated[str, AfterValidator(given.timezone), Field(description="A name of the IANA database.")]
Country = Annotated[
    str,
    AfterValidator(given.country),
    Field(
        description="ISO 3166-1 alpha-2. Decides holidays, hemisphere and the order of day and month.",
        json_schema_extra={"pattern": "^[A-Za-z]{2}$"},
    ),
]
Language = Annotated[
    str, AfterValidator(_language), Field(description="ISO 639-1.", json_schema_extra={"pattern": "^[A-Za-z]{2}$"})
]
GenreName = Literal["news", "narrative", "social"]


class Sent(BaseModel):
    """Base of all bodies: strict, and closed to unknown fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


PublicId = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class Received(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


ModalityName = Literal["asserted", "planned", "hypothetical", "denied"]
PartName = Literal["text", "title"]
Item = TypeVar("Item")


class Page(Received, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last one."""

    items: list[Item]
    next_cursor: str | None
    count: int | None = Field(default=None, description="Only with `count=estimated` or `count=exact`.")
