"""What clients send and receive.

What is sent is checked strictly: unknown fields are refused and nothing is converted. What is received has no
defaults, so that every documented key is always there; the few keys that lists leave out say so.
"""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from app.api import context as given
from app.problems import UnsupportedLanguage
from app.timeline import saved

# ── Sent ─────────────────────────────────────────────────────────────────────────────────────────────────────────


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


class ArticleIn(Sent):
    """An article as it is sent; exactly one of `text` and `html`."""

    external_id: Annotated[Said, Field(max_length=500)] | None = Field(
        default=None, description="The sender's own id; with `source` the natural key of the article."
    )
    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\s\x00]+$")] | None = Field(
        default=None, description="Where the article stands; never fetched."
    )
    title: Annotated[Said, Field(max_length=2000)] | None = None
    html: Said | None = Field(
        default=None, description="A page: its main text is read, navigation and comments are left out."
    )
    text: Said | None = Field(
        default=None,
        validate_default=True,
        description="Plain text, kept exactly as sent: offsets are code points into it.",
    )
    published_at: Published | None = Field(
        default=None,
        description="What dates hang on: a date or an instant. Without it: metadata of the page, date in the URL, "
        "dateline of the text, time of arrival, in this order.",
    )
    updated_at: Published | None = None
    timezone: Timezone | None = None
    country: Country | None = None
    language: Language | None = Field(default=None, description="ISO 639-1; without it the language is found out.")
    source: Name | None = Field(default=None, description="Who published it.")
    collection: Tag = Field(default="default", description="Data sets are kept apart: nothing joins across two.")
    genre: GenreName = Field(
        default="news",
        description="What dates hang on: the publication (`news`), the date before in the text (`narrative`), the "
        "moment of posting (`social`).",
    )
    authors: Annotated[list[Name], Field(max_length=100)] = []
    tags: Annotated[list[Tag], Field(max_length=100)] = []
    store_text: bool = Field(default=True, description="`false` keeps offsets, hashes and quoted sentences only.")

    @field_validator("text")
    @classmethod
    def _one_of_text_and_html(cls, text: str | None, info: ValidationInfo) -> str | None:
        if "html" in info.data:
            if text is None and info.data["html"] is None:
                raise ValueError("An article needs text or html.")
            if text is not None and info.data["html"] is not None:
                raise ValueError("Send either text or html, not both.")
        return text


class ArticlePatch(Sent):
    """What of an article can be corrected; a field that is left out stays as it is, null forgets it."""

    published_at: Published | None = None
    timezone: Timezone | None = None
    country: Country | None = None
    language: Language | None = None
    title: Annotated[Said, Field(max_length=2000)] | None = None
    tags: Annotated[list[Tag], Field(max_length=100)] = []


EventIdentity = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
_MOST_EDITS = 1000


class TimelinePatch(Sent):
    """What an editor sets; a field that is left out stays as it is."""

    title: Annotated[Said, Field(max_length=300)] | None = None
    description: Annotated[Said, Field(max_length=10_000)] | None = None
    query: dict[Annotated[str, Field(max_length=50)], str | int | float | bool | list[str]] | None = Field(
        default=None,
        description="Parameters of `GET /v1/events` by name: filters and `sort`; what may be repeated is a list.",
        max_length=30,
    )
    pinned: Annotated[list[EventIdentity], Field(max_length=_MOST_EDITS)] | None = None
    hidden: Annotated[list[EventIdentity], Field(max_length=_MOST_EDITS)] | None = None
    notes: dict[EventIdentity, Annotated[Said, Field(max_length=2000)]] | None = Field(
        default=None, max_length=_MOST_EDITS
    )
    renew_token: bool = Field(default=False, description="Make a new token; the one before reads nothing any more.")


class TimelineIn(TimelinePatch):
    """A timeline to be saved."""

    slug: Annotated[str, Field(max_length=saved.LONGEST_SLUG, pattern=saved.SLUG)] | None = Field(
        default=None, description="Its name in addresses; without one it is made from the title."
    )
    title: Annotated[Said, Field(max_length=300)]
    renew_token: Literal[False] = False


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


PublicId = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class WhenIn(Sent):
    """When something was, as a person says."""

    edtf: Annotated[Said, Field(max_length=100)] | None = Field(
        description="ISO 8601-2 (EDTF): `2022-03`, `1990~`, `2022-03-02/2022-03-05`, `2014/..`; `[..2013]` is before "
        "2013 and `[2013..]` after it. Null for undated."
    )
    kind: Literal["point", "span"] | None = Field(
        default=None, description="Of an interval: whether it was on one of its days, or on all of them (`span`)."
    )
    earliest: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="Civil time from when on, inclusive, where it is known more exactly than EDTF says."
    )
    latest: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="The same for its end, exclusive."
    )
    display: Annotated[Said, Field(max_length=200)] | None = Field(
        default=None, description="For people, in place of the words made of the EDTF."
    )


class EntityIn(Sent):
    """Who or what takes part."""

    name: Annotated[Said, Field(max_length=300)]
    type: Literal["person", "organisation", "place"] | None = None


_ModalityIn = Literal["asserted", "planned", "hypothetical", "denied"]
_EventTitle = Annotated[Said, Field(max_length=2000)]
_EventType = Annotated[Said, Field(max_length=100)]
_Entities = Annotated[list[EntityIn], Field(max_length=100)]


class HandIn(Sent):
    """Whose hand it is, and why; both are kept with the event's history."""

    actor: Name | None = Field(default=None, description="Who says so.")
    reason: Annotated[Said, Field(max_length=2000)] | None = Field(default=None, description="Why.")


class EventPatch(HandIn):
    """What of an event is corrected; a field that is left out stays as it is, one that is sent is `pinned`."""

    title: _EventTitle | None = None
    when: Annotated[Said, Field(max_length=100)] | WhenIn | None = Field(
        default=None, description="EDTF, or an object where it is to be said more exactly; null for undated."
    )
    entities: _Entities | None = Field(default=None, description="All who take part; replaces those before.")
    type: _EventType | None = None
    modality: _ModalityIn | None = None
    unpin: Annotated[list[Literal["title", "when", "entities", "type", "modality"]], Field(max_length=5)] = Field(
        default=[], description="Fields to be given back: they follow the reports again."
    )


class EventIn(HandIn):
    """An event made by hand."""

    title: _EventTitle
    when: Annotated[Said, Field(max_length=100)] | WhenIn | None = Field(
        default=None, description="EDTF, or an object where it is to be said more exactly; null for undated."
    )
    entities: _Entities = []
    type: _EventType | None = None
    modality: _ModalityIn = "asserted"
    collection: Tag = Field(default="default", description="Data sets are kept apart.")


class MergeIn(HandIn):
    """The events that this one takes in."""

    events: Annotated[list[PublicId], Field(min_length=1, max_length=100)] = Field(
        description="Ids of other active events of the same collection."
    )


class SplitIn(HandIn):
    """What an event is to lose."""

    reports: Annotated[list[PublicId], Field(min_length=1, max_length=1000)] = Field(
        description="Ids of reports of this event, not all of them; they become an event of their own."
    )


# ── Received ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Received(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


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


class Entity(Received):
    """A name: who or where."""

    id: str | None
    name: str
    type: str | None


class Evidence(Received):
    """How well an event is told."""

    articles: int
    independent_sources: int
    date_votes: dict[str, int] = Field(description="One vote per independent voice, keyed by EDTF.")


ModalityName = Literal["asserted", "planned", "hypothetical", "denied"]
PartName = Literal["text", "title"]


class EventCore(Received):
    """What happened, as all its reports together tell it."""

    id: str | None
    title: str
    type: str | None
    modality: ModalityName
    status: Literal["active", "merged", "retracted"]
    merged_into: str | None
    collection: str
    when: WhenCore
    entities: list[Entity]
    evidence: Evidence
    flags: list[str] = Field(description="What a person should look at.")
    recorded_at: str | None
    revision: int | None
    pinned: list[str] = Field(description="Fields corrected by hand, which no report changes.")


class Sentence(Received):
    """Where an article tells it: `start` and `end` are offsets of `text` in the string named by `part`."""

    text: str
    start: int
    end: int
    part: PartName


class Trigger(Received):
    """The word that names what happened, with its offsets in the part of its sentence."""

    text: str
    start: int
    end: int


class Attribution(Received):
    """Who says so, and when they said it."""

    speaker: str
    when: When | None


class AttributionListed(Received):
    """Who says so, and when they said it."""

    speaker: str
    when: WhenListed | None


class ReportArticle(Received):
    """The article of a report, as far as a reader needs it to find the place."""

    id: str | None
    external_id: str | None
    url: str | None
    title: str | None
    source: str | None
    published_at: str


class Report(Received):
    """One article's telling of an event."""

    id: str | None
    article: ReportArticle
    sentence: Sentence
    trigger: Trigger
    attribution: Attribution | None
    when: When
    modality: ModalityName
    confidence: float


class ReportListed(Received):
    """One article's telling of an event, in a list."""

    id: str
    article: ReportArticle
    sentence: Sentence
    trigger: Trigger
    attribution: AttributionListed | None
    when: WhenListed
    modality: ModalityName
    confidence: float


class ReportRow(ReportListed):
    """A report in the flat list, with the event that it tells."""

    event_id: str


class Event(EventCore):
    """An event with everything that is known about its date."""

    id: str
    when: When
    recorded_at: str
    revision: int


class EventListed(EventCore):
    """An event in a list: `include` brings the keys that are left out here."""

    id: str
    when: WhenListed
    recorded_at: str
    revision: int
    reports: list[ReportListed] | None = Field(default=None, description="Only with `include=reports`.")


class ExtractedEvent(EventCore):
    """An event that is not stored, with the report that tells it; `id`, `recorded_at` and `revision` are null."""

    when: When
    reports: list[Report]


class Mention(Received):
    """A temporal expression, whether or not it dates an event."""

    id: str | None
    part: PartName
    start: int
    end: int
    text: str
    when: When
    status: Literal["ok", "impossible", "boilerplate"]


class MentionListed(Received):
    """A temporal expression, in a list."""

    id: str
    part: PartName
    start: int
    end: int
    text: str
    when: WhenListed
    status: Literal["ok", "impossible", "boilerplate"]


class MentionRow(MentionListed):
    """A temporal expression in the flat list, with its article."""

    article: ReportArticle


class Notice(Received):
    """Something the sender should know; `code` is stable."""

    code: str
    detail: str


class ArticleCore(Received):
    """An article as it stands now."""

    id: str | None
    external_id: str | None
    url: str | None
    title: str | None
    source: str | None
    collection: str
    published_at: str
    published_at_basis: Literal["request", "html", "url", "dateline", "received"]
    updated_at: str | None
    timezone: str | None
    country: str | None
    language: str
    genre: GenreName
    authors: list[str]
    tags: list[str]
    store_text: bool
    grammar: str = Field(description="Version of the grammar that read it.")
    recorded_at: str | None
    revised_at: str | None
    revision: int | None


class ArticleListed(ArticleCore):
    """An article in a list, without its text."""

    id: str
    recorded_at: str
    revised_at: str
    revision: int


class Article(ArticleListed):
    """An article with the text that offsets point into; null where it was not to be stored."""

    text: str | None
    warnings: list[Notice]


class ExtractedArticle(ArticleCore):
    """An article that is not stored; `id`, `recorded_at`, `revised_at` and `revision` are null."""

    text: str
    warnings: list[Notice]


class Added(Received):
    """What became of an article that was sent."""

    outcome: Literal["created", "unchanged", "revised"]
    article: Article
    events: list[Event]
    mentions: list[Mention]
    warnings: list[Notice]


class Extracted(Received):
    """What an article tells; nothing was stored."""

    outcome: Literal["extracted"]
    article: ExtractedArticle
    events: list[ExtractedEvent]
    mentions: list[Mention]
    warnings: list[Notice]


class Resolved(Received):
    """The dates of a phrase, in its order; empty where it names none."""

    items: list[When]


class EventDifference(Received):
    """What a correction does to one event; `before` is null for a new one, `into` the other event of a merge."""

    event_id: str
    change: Literal["created", "revised", "merged", "split", "retracted", "deleted"]
    before: Event | None
    after: Event
    into: str | None


class Amended(Article):
    """The article after a correction, and every event that moved with it; after a dry run, as they would be."""

    differences: list[EventDifference]
    dry_run: bool


class MentionDifference(Received):
    """How many temporal expressions a new reading finds, finds no more, and reads in another way."""

    added: int
    removed: int
    changed: int


class Reextracted(Received):
    """What today's grammar reads otherwise; after a dry run, as it would be."""

    changed: bool = Field(description="Whether the new reading differs, be it only in the version of the grammar.")
    grammar_before: str
    grammar: str
    article: Article
    mentions: MentionDifference
    differences: list[EventDifference]
    dry_run: bool


Item = TypeVar("Item")


class Page(Received, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last one."""

    items: list[Item]
    next_cursor: str | None
    count: int | None = Field(default=None, description="Only with `count=estimated` or `count=exact`.")


class ArticlePage(Page[ArticleListed]):
    """A page of articles."""


class MentionPage(Page[MentionListed]):
    """A page of temporal expressions."""


class EventPage(Page[EventListed]):
    """A page of events."""


class TimelineEventListed(EventListed):
    """An event in a saved timeline."""

    note: str | None = Field(description="The editor's remark.")
    is_pinned: bool = Field(description="Whether it is here because an editor pinned it.")


class TimelineEventPage(Page[TimelineEventListed]):
    """A page of the events of a saved timeline."""


class Timeline(Received):
    """A saved query with what its editor made of the answer."""

    slug: str
    title: str
    description: str | None
    query: dict[str, Any] = Field(description="Parameters of `GET /v1/events`.")
    pinned: list[str] = Field(description="Ids of events that are there whatever the query says.")
    hidden: list[str] = Field(description="Ids of events that are left out.")
    notes: dict[str, str] = Field(description="Remarks on events, by id.")
    token: str = Field(description="Lets whoever has it read this timeline, as a page at `/embed/{slug}?token=`.")
    recorded_at: str
    revised_at: str
    revision: int


class TimelinePage(Page[Timeline]):
    """A page of saved timelines."""


class Curation(Received):
    """What a person did to an event."""

    action: Literal["created", "corrected", "retracted", "restored", "deleted", "merged", "split"]
    fields: list[str] = Field(description="What was set, or given back to the reports.")
    actor: str | None = Field(description="Who, as they said.")
    reason: str | None = Field(description="Why.")
    at: str


class EventRevision(Received):
    """An event as it stood from one change to the next."""

    revision: int
    recorded_at: str
    event: Event
    curation: Curation | None = Field(description="Null where reports made the difference.")
    redacted: bool = Field(description="Words of an article that was withdrawn since were taken out.")


class EventRevisionPage(Page[EventRevision]):
    """A page of the revisions of an event."""


class ReportPage(Page[ReportListed]):
    """A page of reports."""


class SplitUp(Received):
    """What became of an event that was split."""

    remaining: Event
    split: Event


class KeySentence(Sentence):
    """A sentence that tells a day, and whose it is."""

    article: ReportArticle
    event_id: str
    when: WhenListed


class Why(Received):
    """What makes a day matter."""

    mentions: int = Field(description="Expressions that name the day.")
    sources: int = Field(description="Independent voices that name it or tell an event of it.")
    before: int = Field(description="Articles among those that were published before the day.")
    after: int = Field(description="Articles among those that were published after the day.")


class KeyDate(Received):
    """A day that matters, and why."""

    date: str = Field(description="The civil day.")
    score: float = Field(description="Comparable within one answer only.")
    why: Why
    events: list[EventListed] = Field(description="At most five of its events.")
    sentences: list[KeySentence] = Field(description="At most five, the one that says most first.")


class KeyDates(Received):
    """The days that matter most, best first."""

    items: list[KeyDate]


class Alias(Received):
    """A spelling of a name."""

    name: str
    reports: int = Field(description="How many reports have it.")


class EntityListed(Entity):
    """A name with its spellings, the commonest first, and in how much it takes part."""

    collection: str
    aliases: list[Alias]
    events: int
    articles: int


class EntityPage(Received):
    """A page of names, and how `entity=` reads the one that was asked for."""

    items: list[EntityListed]
    next_cursor: str | None
    reading: Literal["alias", "containing", "inside", "none"] | None = Field(description="Null without `q`.")


class Bucket(Received):
    """So many events in `[start, end)`; shares of an event where its date is not that exact."""

    start: str = Field(description="Civil date, inclusive.")
    end: str = Field(description="Civil date, exclusive.")
    count: float


class Histogram(Received):
    """Events counted by time, in buckets side by side."""

    interval: Literal["day", "week", "month", "quarter", "year", "decade", "century", "millennium"]
    buckets: list[Bucket]
    undated: int = Field(description="Events without a date that meet all other filters.")
    outside: float = Field(description="What of the dated events lies in no bucket.")


class FacetCount(Received):
    """So many events have this value."""

    value: str = Field(description="As the filter of that name takes it.")
    count: int


class EntityCount(FacetCount):
    """So many events name this."""

    type: str | None


class Facets(Received):
    """The most frequent values of each field, most frequent first."""

    entity: list[EntityCount] | None = Field(default=None, description="Only with `field=entity`.")
    source: list[FacetCount] | None = Field(default=None, description="Only with `field=source`.")
    type: list[FacetCount] | None = Field(default=None, description="Only with `field=type`.")
    modality: list[FacetCount] | None = Field(default=None, description="Only with `field=modality`.")
    language: list[FacetCount] | None = Field(default=None, description="Only with `field=language`.")
    tag: list[FacetCount] | None = Field(default=None, description="Only with `field=tag`, without case and accents.")
    precision: list[FacetCount] | None = Field(default=None, description="Only with `field=precision`.")
    basis: list[FacetCount] | None = Field(default=None, description="Only with `field=basis`.")
    collection: list[FacetCount] | None = Field(default=None, description="Only with `field=collection`.")


class Change(Received):
    """One line of the change log."""

    cursor: str = Field(description="Ask with it for what came after this change.")
    at: str = Field(description="When it became visible; rises from change to change.")
    change: Literal["created", "revised", "merged", "split", "retracted", "deleted"]
    event_id: str
    event: Event | None = Field(description="The event as it was after the change; null once it is deleted.")
    into: str | None = Field(description="Id of the other event of a merge or a split.")
    redacted: bool = Field(description="Words of an article that was withdrawn since were taken out.")


class TimelineChange(Change):
    """One line of the change log that is about a saved timeline."""

    in_timeline: bool = Field(
        description="Whether the event is in the timeline after this change: keep it if so, else let go of it."
    )


class TimelineChangePage(Page[TimelineChange]):
    """A page of the changes of a saved timeline."""


class ReportRowPage(Page[ReportRow]):
    """A page of the flat list of reports."""


class MentionRowPage(Page[MentionRow]):
    """A page of the flat list of temporal expressions."""


class Source(Received):
    """Who publishes, and how much of it there is."""

    source: str = Field(description="As the filter `source` takes it.")
    articles: int
    events: int = Field(description="Events that it tells, whatever their modality, dated or not.")
    first_published: str = Field(description="Civil day of its first article.")
    last_published: str = Field(description="Civil day of its last article.")


class SourcePage(Page[Source]):
    """A page of sources."""


class ArticleRevision(Received):
    """What an article said of itself from one change to the next."""

    revision: int
    from_: str = Field(alias="from", description="When it was sent or corrected so.")
    until: str | None = Field(description="When it became otherwise; null while it is so.")
    title: str | None
    url: str | None
    external_id: str | None
    source: str | None
    published_at: str
    published_at_basis: Literal["request", "html", "url", "dateline", "received"]
    updated_at: str | None
    timezone: str | None
    country: str | None
    language: str
    genre: GenreName
    authors: list[str]
    tags: list[str]
    grammar: str = Field(description="Version of the grammar that read it.")


class ArticleRevisionPage(Page[ArticleRevision]):
    """A page of the history of an article, newest first."""


class Learned(EventDifference):
    """What became of an event between two instants."""

    at: str = Field(description="When its last change among them became visible.")


class LearnedPage(Page[Learned]):
    """A page of what was learned."""


class ChangePage(Page[Change]):
    """A page of changes."""


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


class ProblemInJob(Received):
    """A problem (RFC 9457) with what was asked for; it has no address of its own."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="Which kind of problem; the address explains it.")
    title: str
    status: int
    detail: str


class Ingestion(Received):
    """Many articles sent at once."""

    id: str
    state: Literal["running", "finished", "interrupted"]
    lines: int = Field(description="Results there are so far.")
    outcomes: dict[str, int] = Field(description="The same by outcome; `failed` counts lines that have a problem.")
    recorded_at: str
    revised_at: str = Field(description="When the last result was written.")


class JobProgress(Received):
    """How much of a job is done, in lines; all but an ingestion have one."""

    done: int
    total: int


class Job(Received):
    """What was asked for with `Prefer: respond-async`."""

    id: str
    kind: Literal["article", "ingestion", "re-extraction"]
    state: Literal["queued", "running", "finished", "failed"]
    progress: JobProgress
    outcomes: dict[str, int] = Field(
        description="The lines that are done, by outcome: `created`, `unchanged`, `revised`, and `failed` for those of "
        "an ingestion that have a problem."
    )
    article_id: str | None = Field(description="The article that was taken in or read again; null until it is known.")
    ingestion_id: str | None = Field(description="The ingestion whose results tell of each line; null for other jobs.")
    problem: ProblemInJob | None = Field(description="Why the whole failed; null otherwise.")
    attempts: int = Field(description="How often a worker has begun it since it last got on.")
    recorded_at: str
    begun_at: str | None = Field(description="When a worker first took it.")
    ended_at: str | None
    revised_at: str


class JobPage(Page[Job]):
    """A page of jobs."""
