"""What was read in an article, made ready for the store: all that follows from the article alone.

Whoever reads has more time than who writes: articles are read in other processes, and written by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.extract.article import Extraction
from app.timeline import fulltext
from app.timeline.joining import packing, tales
from app.timeline.joining.clues import Clues
from app.timeline.joining.tales import Telling
from app.timeline.storing.columns import (
    LONGEST_NAME,
    columns_of_article,
    columns_of_mention,
    columns_of_report,
    name_key,
    words_of_article,
)


class Name(NamedTuple):
    """A name in a report: what tells it apart, and how it is spelled."""

    folded: str
    type: str
    spelled: str


@dataclass(frozen=True, slots=True)
class Ready:
    """An article but for its keys.

    Attributes:
        article: its columns that say what was read.
        reports: their columns, in order; `names`: of each.
        gist: the words that the article is about; `told`: the same and what each report tells, packed.
        words: what it is found by.
    """

    article: dict[str, Any]
    reports: Sequence[dict[str, Any]]
    names: Sequence[Sequence[Name]]
    gist: Mapping[str, float]
    told: str
    clues: Clues
    mentions: Sequence[dict[str, Any]]
    words: str


def make_ready(extraction: Extraction, *, store_text: bool) -> Ready:
    """Work it out; `store_text` as sent."""
    reports, names, tellings = [], [], []
    clues = Clues()
    for position, statement in enumerate(extraction.statements):
        columns = columns_of_report(statement, position, extraction.dct.end)
        named = [Name(*name_key(each), each.name[:LONGEST_NAME]) for each in statement.entities]
        of_entity: dict[tuple[str, str], str] = {}
        for each in named:
            if each.folded:
                of_entity.setdefault((each.folded, each.type), each.spelled)
        clues.add(columns["earliest"], columns["latest"], columns["title"], of_entity.values())
        reports.append(columns)
        names.append([each for each in named if each.folded])
        tellings.append(
            Telling.of(
                report=0, order=position, modality=columns["modality"], earliest=columns["earliest"],
                latest=columns["latest"], basis=columns["basis"], title=columns["title"],
                sentence=columns["sentence_text"], trigger=columns["trigger_text"],
                names=[folded for folded, _ in of_entity],
            )
        )  # fmt: skip
    told_in = dict.fromkeys(statement.sentence.text for statement in extraction.statements)
    gist = tales.gist([extraction.title or "", *told_in])
    clues.about(gist, extraction.dct.start)
    words = fulltext.words(extraction.text)
    return Ready(
        article=columns_of_article(extraction, words, store_text=store_text),
        reports=reports,
        names=names,
        gist=gist,
        told=packing.packed(gist, tellings),
        clues=clues,
        mentions=[columns_of_mention(found) for found in extraction.mentions],
        words=fulltext.indexed(words_of_article(extraction, words, store_text=store_text)),
    )
