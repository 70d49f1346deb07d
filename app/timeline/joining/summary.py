"""What the reports of an event together say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.timeline.bounds import columns_of
from app.timeline.changes import Contribution
from app.timeline.joining import copies
from app.timeline.models import Event
from app.timex.interval import Granularity
from app.timex.when import UNDATED

_FINENESS = {granularity: rank for rank, granularity in enumerate(Granularity)}


@dataclass(frozen=True, slots=True)
class Summary:
    """What reports together say of their event.

    Attributes:
        columns: of the event.
        entity_ids: who takes part, as keys.
        texts: what the event is found by.
    """

    columns: dict[str, Any]
    contributions: list[Contribution]
    entity_ids: list[int]
    texts: list[str]

    def write_to(self, event: Event) -> None:
        for name, value in self.columns.items():
            # An equal JSON value would still be written, as if it had changed.
            if getattr(event, name, None) != value:
                setattr(event, name, value)


def summarise(reports: Sequence[Any]) -> Summary:
    """An event out of its reports, with `article` and `entities` loaded; their order counts for nothing.

    Rows that are not stored yet will do, with the attributes of a `Report`.

    The date is the one with most votes, one vote a voice; then the finest, the most confident, the earliest published,
    the one with the least natural key. The title comes from the surest report of that date.
    """
    if len(reports) == 1:
        # As nearly all are: what the rest comes to then.
        (only,) = reports
        return _summary(reports, only, only, {only.article_id: 0}, [only.edtf] if only.edtf else [], only.flags)
    voices = voices_of({report.article_id: report.article for report in reports}.values())
    dated: dict[int, list[Any]] = defaultdict(list)
    for report in reports:
        if report.edtf:
            dated[voices[report.article_id]].append(report)
    votes = {voice: min(of_voice, key=_by_date) for voice, of_voice in sorted(dated.items())}
    count = Counter(report.edtf for report in votes.values() if report.edtf)
    dating = min(reports, key=lambda report: (-count[report.edtf or ""], *_by_date(report)))
    agreeing = [report for report in reports if report.edtf == dating.edtf]
    titled = min(agreeing, key=lambda report: (-report.statement_confidence, *_by_article(report)))
    flags = {flag for report in reports for flag in report.flags}
    # Two of some stretches of time are apart where the latest to begin is behind the first to end.
    stretches = [(v.earliest, v.latest) for v in votes.values() if v.earliest is not None and v.latest is not None]
    if stretches and max(begin for begin, _ in stretches) >= min(end for _, end in stretches):
        flags.add("dates_disagree")
    return _summary(reports, titled, dating, voices, count.elements(), flags)


def _summary(
    reports: Sequence[Any], titled: Any, dating: Any, voices: Mapping[int, int], votes: Iterable[str],
    flags: Iterable[str],
) -> Summary:  # fmt: skip
    """What follows from who gives the title and the date, who speaks in which article, and what each votes for."""
    shown, entity_ids = _participants(reports)
    return Summary(
        columns={
            "title": titled.title,
            "modality": titled.modality,
            "entities": shown,
            "article_count": len(voices),
            "independent_sources": len(set(voices.values())),
            "date_votes": dict(sorted(Counter(votes).items())),
            "flags": sorted(flags),
            **{name: getattr(dating, name) for name in DATED_COLUMNS},
        },
        contributions=[
            Contribution(article_id, titled.article_id == article_id, dating.article_id == article_id)
            for article_id in sorted(voices)
        ],
        entity_ids=entity_ids,
        texts=[
            titled.title,
            *sorted({report.sentence_text for report in reports}),
            *sorted({link.name for report in reports for link in report.entities}),
        ],
    )


DATED_COLUMNS = tuple(columns_of(UNDATED))


def _by_date(report: Any) -> tuple[Any, ...]:
    """Sorts the finest date first, then the surest, then as `_by_article`."""
    fineness = -1 if report.precision is None else _FINENESS[report.precision]
    return (-fineness, report.width or 0, -report.confidence, *_by_article(report))


def _by_article(report: Any) -> tuple[Any, ...]:
    article = report.article
    return article.published_earliest, article.natural_key, report.position


def voices_of(articles: Iterable[Any]) -> dict[int, int]:
    """Who speaks in each article, by its key: articles of one source are one voice, and so are copies of one text.

    Args:
        articles: or rows with their `id`, `voice`, `text_hash` and `sketch`.
    """
    speaking = list(articles)
    if len(speaking) == 1:
        return {speaking[0].id: speaking[0].id}
    return copies.voices(
        {
            article.id: (("voice", article.voice), ("text", article.text_hash), *copies.marks(article.sketch))
            for article in speaking
        }
    )


def _participants(reports: Sequence[Any]) -> tuple[list[dict[str, Any]], list[int]]:
    """The names in the reports, each as it is mostly spelled and typed there; and the keys of all of them."""
    links: dict[str, list[Any]] = defaultdict(list)
    for report in reports:
        for link in report.entities:
            links[link.entity.folded].append(link)
    shown = []
    for _, of_name in sorted(links.items()):
        if len(of_name) == 1:
            (link,) = of_name
            shown.append({"id": link.entity.public_id, "name": link.name, "type": link.entity.type or None})
            continue
        name = _most_common(link.name for link in of_name)
        type_ = _most_common((link.entity.type for link in of_name if link.entity.type), default="")
        entity = next(link.entity for link in of_name if link.entity.type == type_)
        shown.append({"id": entity.public_id, "name": name, "type": type_ or None})
    keys = sorted({link.entity_id for of_name in links.values() for link in of_name})
    return shown, keys


def _most_common(values: Iterable[str], default: str = "") -> str:
    """The value that occurs most often; of several, the first by the alphabet."""
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], value)) if count else default
