"""What is kept: articles, what they tell, the events that their reports add up to, and the log of every change.

Times come in two kinds. *Civil* times are integers, seconds since 1970 in the proleptic Gregorian calendar without a
zone (see `app.timex.civil`): when something happened, or was published, as the text tells it. *Recorded* times are
aware datetimes: when the service did something.
"""

from app.timeline.models.articles import (
    Article,
    ArticleClue,
    ArticleRevision,
    ArticleTag,
    ArticleTale,
    ArticleWord,
    Mention,
    Tombstone,
)
from app.timeline.models.base import (
    Base,
    CivilSeconds,
    Collection,
    Dated,
    Digest,
    Document,
    IntPk,
    PublicId,
    UtcDateTime,
    take_keys,
)
from app.timeline.models.curation import Curation, Timeline
from app.timeline.models.events import (
    Entity,
    Event,
    EventEntity,
    KeptApart,
    ListedEvent,
    Report,
    ReportEntity,
    ReportJoin,
)
from app.timeline.models.history import Change, EventRevision, PastEvent, RevisionSource
from app.timeline.models.states import ChangeKind, CurationKind, EventStatus, IngestionState, JobKind, JobState, Scope
from app.timeline.models.store import ApiKey, Clock, Meta
from app.timeline.models.tallies import CountedEvent, EventTally, FacetTally
from app.timeline.models.work import Ingestion, IngestionResult, Job, JobPart, KeptAnswer

__all__ = [
    "ApiKey", "Article", "ArticleClue", "ArticleRevision", "ArticleTag", "ArticleTale", "ArticleWord", "Base", "Change",
    "ChangeKind", "CivilSeconds", "Clock", "Collection", "CountedEvent", "Curation", "CurationKind", "Dated",
    "Digest", "Document", "Entity", "Event", "EventEntity", "EventRevision", "EventStatus", "EventTally",
    "FacetTally", "Ingestion", "IngestionResult", "IngestionState", "IntPk", "Job", "JobKind", "JobPart",
    "JobState", "KeptAnswer", "KeptApart", "ListedEvent", "Mention", "Meta", "PastEvent", "PublicId", "Report",
    "ReportEntity", "ReportJoin", "RevisionSource", "Scope", "Timeline", "Tombstone", "UtcDateTime", "take_keys",
]  # fmt: skip
