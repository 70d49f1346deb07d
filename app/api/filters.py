"""The query string: what may stand in it, and what it asks of the store.

Everything that is wrong here is 400 and names the parameter; nothing is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from app.api.http.errors import nearest
from app.extract.article import Modality
from app.problems import InvalidQuery
from app.timeline import fulltext
from app.timeline.asked import AllOf, AnyOf, EventFilter, Match, Sort
from app.timeline.storing.articles import ArticleFilter
from app.timex import edtf
from app.timex.duration import Duration, Unit
from app.timex.interval import Granularity, Interval
from app.timex.timex3 import parse_value
from app.timex.when import Basis

MAX_LIMIT = 200
DEFAULT_LIMIT = 50
_LONGEST = 1_000
# Well inside what a database holds in eight bytes; beyond it is 30 billion years away.
_FARTHEST = 10**18

Choice = TypeVar("Choice", bound=StrEnum)


async def strict(request: Request) -> None:
    """Refuse a query string with parameters that the OpenAPI document does not describe here.

    Also what no parameter may hold: NUL, more than 1,000 characters, or a second value where one is meant. It awaits
    nothing: a plain function would be sent to a thread, which takes longer than the function.
    """
    if not request.query_params:
        return
    known = request.app.state.operations.query_parameters(request.scope["route"])
    seen = set()
    for name, value in request.query_params.multi_items():
        if name not in known:
            hint = nearest(name[:50], list(known))
            raise InvalidQuery(f"There is no parameter {name[:50]!r} here.{hint}", parameter=name[:50])
        if name in seen and not known[name]:
            raise InvalidQuery(f"{name} is given more than once; several values are joined by commas.", parameter=name)
        if "\0" in value:
            raise InvalidQuery(f"{name} holds the character NUL.", parameter=name)
        if len(value) > _LONGEST:
            raise InvalidQuery(f"{name} is longer than {_LONGEST} characters.", parameter=name)
        seen.add(name)


class Units(BaseModel):
    """What offsets count."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    offsets: Literal["codepoints", "utf16"] = Field(
        default="codepoints", description="What offsets count: Unicode code points or UTF-16 units."
    )


class ArticleForm(BaseModel):
    """The form of one article."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    format: Literal["json", "timeml"] | None = Field(
        default=None, description="`json` or `timeml`; without it the header `Accept` decides."
    )


class Includes(Units):
    """What a list shows beside its plain items."""

    include: str = Field(
        default="",
        description="What to show that lists leave out, joined by commas: `explanation`, `alternatives`.",
        examples=["explanation"],
    )


class Paged(BaseModel):
    """What every list takes."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT, description="Items a page, at most 200.")] = DEFAULT_LIMIT
    cursor: str | None = Field(default=None, description="`next_cursor` of the page before, under the same filters.")


class IncludingPage(Paged, Includes):
    """A page whose items may show more."""


class EventsPage(IncludingPage):
    """A page of events."""

    include: str = Field(
        default="",
        description="What to show that lists leave out, joined by commas: `explanation`, `alternatives`, `reports`.",
        examples=["explanation,reports"],
    )


class ArticleQuery(Paged):
    """Filters of `GET /v1/articles`; commas mean OR."""

    count: Literal["none", "estimated", "exact"] = Field(default="none", description="Whether to count all matches.")
    external_id: str | None = Field(default=None, description="The sender's own id.")
    url: str | None = Field(default=None, description="Compared in canonical form.")
    source: str | None = Field(default=None, description="Who published it.")
    collection: str | None = Field(default=None, description="The data set.")
    language: str | None = Field(default=None, description="ISO 639-1.", examples=["en"])
    tag: list[str] = Field(default=[], description="Repeated: all of them. Commas: any of them.")
    published_from: str | None = Field(default=None, description="EDTF; the start of what it names.")
    published_to: str | None = Field(default=None, description="EDTF; the start of what it names, exclusive.")
    q: list[str] = Field(default=[], description="Words in the text or title; quotes for phrases.")


class EventFilters(BaseModel):
    """Which events; commas in a value mean OR, `entity`, `place`, `tag` and `q` repeated AND."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    from_: str | None = Field(
        default=None,
        alias="from",
        description="EDTF date or date-time in civil time: the start of the period it names.",
        examples=["2022-02"],
    )
    to: str | None = Field(
        default=None,
        description="EDTF date or date-time: the start of the period it names; the range ends before it.",
        examples=["2022-04"],
    )
    during: str | None = Field(default=None, description="EDTF: the whole period or interval, instead of both.")
    match: Match = Field(
        default=Match.POSSIBLE,
        description="`possible`: the bounds overlap the range; `certain`: they lie within it.",
    )
    q: list[str] = Field(default=[], description="Words, all of which must occur; quotes for phrases.")
    entity: list[str] = Field(
        default=[], description="A name, without regard to case and accents.", examples=[["Makariv"]]
    )
    place: list[str] = Field(default=[], description="The name of a place.")
    source: str | None = Field(default=None, description="Who published a report of it.")
    collection: str | None = Field(default=None, description="The data set.")
    type: str | None = Field(default=None, description="The type of event.")
    language: str | None = Field(default=None, description="Language of an article that tells it, ISO 639-1.")
    tag: list[str] = Field(default=[], description="A tag of an article that tells it.")
    article: str | None = Field(default=None, description="Id of an article that tells it.")
    modality: str = Field(
        default="asserted,planned", description="`asserted`, `planned`, `hypothetical`, `denied`, or `any`."
    )
    basis: str | None = Field(
        default=None, description="Where the date comes from: `expression`, `inherited`, `publication`, `none`."
    )
    precision: str | None = Field(default=None, description="What the words name: `day`, `month`, `year` …")
    max_span: str | None = Field(
        default=None, description="Greatest length of the bounds, an ISO 8601 duration.", examples=["P1M"]
    )
    min_confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = Field(
        default=None, description="Least confidence in the date, 0 to 1."
    )
    min_sources: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        default=None, description="Least number of independent sources."
    )
    include_undated: bool = Field(default=False, description="Undated events too; they come last.")


class AsKnown(BaseModel):
    """A look at what was known at an instant."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    as_known_at: str | None = Field(
        default=None,
        description="An RFC 3339 instant: what was known then, filtered as it was then. Words (`q`) cannot be asked "
        "for with it, and names are read as they are known today.",
        examples=["2025-01-01T00:00:00Z"],
    )

    def instant(self) -> datetime | None:
        """The instant, if one is asked for.

        Raises:
            InvalidQuery: it is none.
        """
        return None if self.as_known_at is None else past_instant("as_known_at", self.as_known_at)


class TimelineQuery(EventFilters):
    """Filters and order of the timeline."""

    sort: Sort = Field(
        default=Sort.WHEN,
        description="`when`: earliest first; `-when`: latest first; `recorded`, `-recorded`; `confidence`.",
    )


class Listing(EventsPage):
    """How a list of events is told."""

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] | None = Field(  # type: ignore[assignment]
        default=None,
        description="Events a page, at most 200; 50 without it. NDJSON and CSV without it stream all of them, and a "
        "document to be drawn holds up to 10,000.",
    )
    count: Literal["none", "estimated", "exact"] = Field(default="none", description="Whether to count all matches.")
    include: str = Field(
        default="",
        description="What to show that lists leave out, joined by commas: `explanation`, `alternatives`, `reports`; in "
        "a calendar `fuzzy`, for events that have no day of their own.",
        examples=["explanation,reports"],
    )
    format: Literal["json", "ndjson", "csv", "timelinejs", "vis", "ics", "atom", "jsonfeed", "jsonld"] | None = Field(
        default=None, description="The form of the answer; without it the header `Accept` decides."
    )


class EventQuery(AsKnown, Listing, TimelineQuery):
    """Everything `GET /v1/events` takes."""


def event_filter(query: EventFilters, *, pinned: AnyOf = (), hidden: AnyOf = ()) -> EventFilter:
    """What a query asks of the store.

    Args:
        pinned, hidden: ids of events that are there whatever the query says, and of those that never are.

    Raises:
        InvalidQuery: naming the parameter that cannot be understood.
    """
    start, end = _range(query)
    return EventFilter(
        from_=start,
        to=end,
        match=query.match,
        q=words_of(query.q),
        entity=all_of("entity", query.entity),
        place=all_of("place", query.place),
        source=any_of("source", query.source),
        collection=any_of("collection", query.collection),
        type=any_of("type", query.type),
        language=tuple(code.lower() for code in any_of("language", query.language)),
        tag=all_of("tag", query.tag),
        article=any_of("article", query.article),
        modality=() if query.modality == "any" else choices("modality", query.modality, Modality),
        basis=choices("basis", query.basis, Basis),
        precision=choices("precision", query.precision, Granularity),
        max_span=None if query.max_span is None else _seconds("max_span", query.max_span),
        min_confidence=query.min_confidence,
        min_sources=query.min_sources,
        include_undated=query.include_undated,
        pinned=pinned,
        hidden=hidden,
    )


def article_filter(query: ArticleQuery) -> ArticleFilter:
    """The same for articles."""
    start = None if query.published_from is None else start_of("published_from", query.published_from)
    end = None if query.published_to is None else start_of("published_to", query.published_to)
    if start is not None and end is not None and end <= start:
        raise InvalidQuery("published_to has to lie after published_from.", parameter="published_to")
    return ArticleFilter(
        external_id=any_of("external_id", query.external_id),
        url=(query.url,) if query.url else (),
        source=any_of("source", query.source),
        collection=any_of("collection", query.collection),
        language=tuple(code.lower() for code in any_of("language", query.language)),
        tag=all_of("tag", query.tag),
        published_from=start,
        published_to=end,
        q=words_of(query.q),
    )


_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def past_instant(parameter: str, text: str) -> datetime:
    """An RFC 3339 instant that is not in the future: what is known then is not known yet."""
    wrong = InvalidQuery(
        f"{parameter} is not an RFC 3339 instant such as 2026-01-01T00:00:00Z; a + in it is written %2B.",
        parameter=parameter,
    )
    if _INSTANT.fullmatch(text) is None:
        raise wrong
    try:
        found = datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise wrong from error
    if found > datetime.now(UTC):
        raise InvalidQuery(f"{parameter} lies in the future.", parameter=parameter)
    return found


def of_the_past(wanted: EventFilter) -> EventFilter:
    """The filter, if it can be asked of the past.

    Raises:
        InvalidQuery: naming `q`, because sentences that are told no more are not kept.
    """
    if wanted.q:
        raise InvalidQuery("q cannot be asked of the past: the words of then are not kept.", parameter="q")
    return wanted


def includes(query: Includes, allowed: tuple[str, ...]) -> frozenset[str]:
    """What `include` asks for, each of which has to be allowed here."""
    wanted = [part.strip() for part in query.include.split(",")] if query.include else []
    for part in wanted:
        if part not in allowed:
            raise InvalidQuery(
                f"include cannot bring {part[:50]!r}.{nearest(part, list(allowed))}", parameter="include"
            )
    return frozenset(wanted)


def start_of(parameter: str, text: str) -> int:
    """The first civil second of the period that an EDTF date names."""
    if "/" in text or text.startswith("["):
        raise InvalidQuery(
            f"{parameter} takes one date, not an interval; during takes an interval.", parameter=parameter
        )
    start = _period(parameter, text).start
    assert start is not None
    return start


def words_of(values: Iterable[str]) -> AllOf:
    """`q`, repeated: each value has to hold a word to look for."""
    wanted = all_of("q", values)
    for word in (word for alternatives in wanted for word in alternatives):
        if fulltext.parse(word) is None:
            raise InvalidQuery("q has to hold a word or a number to look for.", parameter="q")
    return wanted


def any_of(parameter: str, value: str | None) -> AnyOf:
    """Alternatives, separated by commas outside quotes."""
    if value is None:
        return ()
    found = tuple(part for part in (part.strip() for part in _split(value)) if part)
    if not found:
        raise InvalidQuery(f"{parameter} is empty.", parameter=parameter)
    return found


def all_of(parameter: str, values: Iterable[str]) -> AllOf:
    return tuple(any_of(parameter, value) for value in values)


def choices(parameter: str, value: str | None, known: type[Choice]) -> tuple[Choice, ...]:
    """Members of an enumeration, separated by commas."""
    found = []
    for word in any_of(parameter, value):
        try:
            found.append(known(word))
        except ValueError as error:
            hint = nearest(word, [member.value for member in known])
            raise InvalidQuery(f"{parameter} cannot be {word[:50]!r}.{hint}", parameter=parameter) from error
    return tuple(found)


# A comma in a quoted phrase belongs to the phrase.
_PART = re.compile(r'(?:"[^"]*"|[^,"]|")+')


def _split(value: str) -> list[str]:
    return _PART.findall(value)


def _range(query: EventFilters) -> tuple[int | None, int | None]:
    if query.during is not None:
        if query.from_ is not None or query.to is not None:
            raise InvalidQuery("during stands for from and to; give either it or them.", parameter="during")
        whole = _period("during", query.during)
        return whole.start, whole.end
    start = None if query.from_ is None else start_of("from", query.from_)
    end = None if query.to is None else start_of("to", query.to)
    if start is not None and end is not None and end <= start:
        raise InvalidQuery("to has to lie after from.", parameter="to")
    return start, end


def _period(parameter: str, text: str) -> Interval:
    try:
        # Cut, because Python counts the digits of a year before it reads them.
        interval = edtf.parse(text[:60]).interval
    except ValueError as error:
        raise InvalidQuery(
            f"{parameter} is not an EDTF date such as 2022, 2022-03, 2022-03-22 or 2022-03-22T10:00:00; "
            "civil time has no offset.",
            parameter=parameter,
        ) from error
    for bound in (interval.start, interval.end):
        if bound is not None and abs(bound) > _FARTHEST:
            raise InvalidQuery(f"{parameter} lies too far away.", parameter=parameter)
    return interval


# The longest a unit can be, because a span is to hold every event whose words name as much.
_LONGEST_UNIT = {
    Unit.YEAR: 366 * 86_400,
    Unit.MONTH: 31 * 86_400,
    Unit.WEEK: 7 * 86_400,
    Unit.DAY: 86_400,
    Unit.HOUR: 3_600,
    Unit.MINUTE: 60,
    Unit.SECOND: 1,
}


def _seconds(parameter: str, text: str) -> int:
    wrong = InvalidQuery(f"{parameter} is not an ISO 8601 duration such as P1D, P3M or PT12H.", parameter=parameter)
    try:
        duration = parse_value(text) if len(text) <= 40 else None
    except ValueError as error:
        raise wrong from error
    if not isinstance(duration, Duration):
        raise wrong
    seconds = 0
    for amount, unit in duration.parts:
        if amount is None or unit not in _LONGEST_UNIT:
            raise wrong
        seconds += int(amount * _LONGEST_UNIT[unit])
    if not 0 < seconds <= _FARTHEST:
        raise InvalidQuery(f"{parameter} has to be longer than nothing and within reach.", parameter=parameter)
    return seconds
