"""Explanations are true: following the steps leads to the answer, in every document of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.api.resolve import resolve
from app.evaluation import documents
from app.evaluation.replay import followed, replay
from app.timex.context import Context, Genre
from app.timex.edtf import moment_text, parse
from app.timex.grammar import REFERENCE
from app.timex.interval import Granularity, Period
from app.timex.lang import grammar_of, languages
from app.timex.phrases import phrases
from app.timex.tagger import tag
from app.timex.timex3 import Mod, Step
from tests.timex.data.no_dates import WITH_ONE
from tests.timex.test_worked_phrases import MARKED, TABLES

ROOT = Path(__file__).parents[2]
TUESDAY = Context(Period.day(2022, 3, 22))


def _seeds() -> Iterator[tuple[str, str, Context]]:
    for path in sorted((ROOT / "seeds").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        if "published_at" not in article or "text" not in article:
            continue
        day = Period.containing(Granularity.DAY, parse(article["published_at"][:10]).interval.start or 0)
        context = Context(
            day,
            language=article.get("language", "en"),
            genre=Genre(article.get("genre", "news")),
            country=article.get("country"),
            timezone=article.get("timezone"),
        )
        yield path.stem, article["text"], context


def _annotated() -> Iterator[tuple[str, str, Context]]:
    for entry in documents.read(documents.files([str(ROOT / "tests" / "data" / "timex")])):
        assert entry.document is not None
        yield entry.document.id, entry.document.text, entry.document.context


DOCUMENTS = [*_seeds(), *_annotated()]


@pytest.mark.parametrize("genre", Genre)
@pytest.mark.parametrize(("text", "context"), [each[1:] for each in DOCUMENTS], ids=[each[0] for each in DOCUMENTS])
def test_the_steps_lead_to_every_answer_in_our_documents(text: str, context: Context, genre: Genre) -> None:
    told = replay(text, replace(context, genre=genre))
    assert told.faults == ()
    assert told.expressions >= told.phrases > 0


@pytest.mark.parametrize("language", sorted(languages()))
def test_and_in_every_sentence_beside_a_rule(language: str) -> None:
    grammar = grammar_of(language)
    assert grammar is not None
    for rule in grammar.rules:
        context = Context(REFERENCE, language=language, genre=rule.genre)
        for sentence in rule.examples:
            assert replay(re.sub(r"[\[\]]", "", sentence), context).faults == ()


def test_and_in_the_sentences_read_by_hand() -> None:
    for context, table in TABLES:
        for marked in table:
            assert replay(MARKED.sub(r"\1", marked), context).faults == ()
    for language, rows in WITH_ONE.items():
        for marked in rows:
            assert replay(MARKED.sub(r"\1", marked), replace(TUESDAY, language=language)).faults == ()


@pytest.mark.parametrize(("text", "context"), [each[1:] for each in DOCUMENTS], ids=[each[0] for each in DOCUMENTS])
def test_resolutions_answer_alone_what_hangs_on_the_anchor_alone(text: str, context: Context) -> None:
    """`POST /v1/resolutions` with the same words and anchor, for what the steps say needs nothing else."""
    context = replace(context, genre=Genre.NEWS)
    for phrase in phrases(text, context):
        explanation = phrase.when.explanation
        assert explanation is not None
        if not phrase.when.dated or not all("." in step.rule for step in explanation.steps):
            continue
        if explanation.steps[-1].text not in phrase.text:
            continue  # "early [this month]": the extent leaves out a word that was read
        anchor = moment_text(context.dct.to(Granularity.DAY).start)
        answer = resolve(
            phrase.text, anchor, timezone=context.timezone, language=context.language, country=context.country
        )
        items = [item for item in answer["items"] if item["earliest"] or item["latest"]]
        told = [phrase.when.earliest, phrase.when.latest]
        assert [[item["earliest"], item["latest"]] for item in items] in (
            [],  # a year that only the words around it show to be one
            [[None if each is None else moment_text(each) for each in told]],
        )


# What was found in "It rained in early March.", bent -> the check that has to see it.
BENT = {
    "quote": {"start": 12, "end": 23},
    "value": {"steps": (Step("en.absolute.month", "March", "2021-03"),)},
    "bounds": {"mod": Mod.END},
}


@pytest.mark.parametrize("check", BENT)
def test_an_answer_that_the_steps_do_not_lead_to_is_seen(check: str) -> None:
    text = "It rained in early March."
    [timex] = tag(text, TUESDAY)
    assert followed(text, [timex], TUESDAY).faults == ()
    bent = timex._replace(**BENT[check])  # type: ignore[arg-type]
    assert check in {fault.check for fault in followed(text, [bent], TUESDAY).faults}


def test_a_reason_that_is_told_nowhere_is_seen() -> None:
    text = "It sank on 3 May 2012. The next day it rose."
    day, next_day = tag(text, TUESDAY)
    bent = next_day._replace(steps=(Step("previous_date", "", "1999-01-01"), *next_day.steps[1:]))
    assert [fault.check for fault in followed(text, [day, bent], TUESDAY).faults] == ["value"]


def test_an_answer_finer_than_its_words_is_seen() -> None:
    """A month told as its first day: the value that the words give is not that of the answer."""
    text = "It rained in March."
    [timex] = tag(text, TUESDAY)
    bent = timex._replace(meaning=Period.day(2022, 3, 1))
    assert {fault.check for fault in followed(text, [bent], TUESDAY).faults} >= {"value"}


def test_what_hangs_on_a_date_before_says_so() -> None:
    context = replace(TUESDAY, genre=Genre.NARRATIVE)
    found = tag("The war began in 1912. Later that year he left, and by Christmas he was home.", context)
    reasons = [[(step.rule, step.result) for step in timex.steps if "." not in step.rule] for timex in found]
    assert reasons == [[], [("previous_date", "1912")], [("previous_date", "1912")]]
