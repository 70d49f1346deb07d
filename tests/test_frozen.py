"""The annotated stories and sentences are those that were frozen before the code they measure, and are sound.

A hash that no longer fits means that an annotation has changed: `tests/data/README.md` says when that is allowed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from app.api.schemas import ArticleIn
from app.timex import edtf

DATA = Path(__file__).parent / "data"
STORIES: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in sorted((DATA / "stories").glob("*.json"))]
SENTENCES: list[dict[str, str]] = [json.loads(line) for line in (DATA / "modality.jsonl").read_bytes().splitlines()]

STORIES_SHA256 = "d2c31acf2274e2ac4e33699eb1b9101ceafccd0f73edc4c1338ca6a69d3c79de"
SENTENCES_SHA256 = "f027b0dc999c75dacfcc3a70e8feb518c7a8b178b37e6258755324c7c81dbf03"

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])


def canonical_sha256(content: object) -> str:
    """The hash of the content: the layout of the file and the order of keys do not matter."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def told_by(story: dict[str, Any]) -> dict[str, set[int]]:
    """For each label the articles that tell it."""
    articles = defaultdict(set)
    for anchor in story["anchors"]:
        articles[anchor["event"]].add(anchor["article"])
    return articles


def test_the_stories_are_the_frozen_ones() -> None:
    assert canonical_sha256(STORIES) == STORIES_SHA256


def test_the_sentences_are_the_frozen_ones() -> None:
    assert canonical_sha256(SENTENCES) == SENTENCES_SHA256


def test_there_are_as_many_stories_as_promised() -> None:
    assert len(STORIES) == len({story["id"] for story in STORIES}) == 56
    assert Counter(story["articles"][0]["body"]["language"] for story in STORIES) == {
        "en": 48,
        "de": 2,
        "es": 2,
        "fr": 2,
        "uk": 2,
    }
    labels = [articles for story in STORIES for articles in told_by(story).values()]
    told_again = sum(len(articles) > 1 for articles in labels)
    assert 0.35 <= told_again / len(labels) <= 0.5
    assert sum("copy_of" in article for story in STORIES for article in story["articles"]) >= 4
    assert sum("distractor" in article for story in STORIES for article in story["articles"]) >= 6


@each_story
def test_a_story_tells_something_more_than_once_and_something_else_besides(story: dict[str, Any]) -> None:
    tellings = [len(articles) for articles in told_by(story).values()]
    assert max(tellings) > 1
    assert min(tellings) == 1


@each_story
def test_articles_are_bodies_the_service_takes(story: dict[str, Any]) -> None:
    assert 2 <= len(story["articles"]) <= 5
    for number, article in enumerate(story["articles"]):
        body = ArticleIn.model_validate(article["body"])
        assert body.text is not None
        assert 60 <= len(body.text.split()) <= 250
        assert body.external_id == f"{story['id']}-{number}"
        if "copy_of" in article:
            assert 0 <= article["copy_of"] < number
        assert article["body"].keys() == {
            "external_id", "title", "text", "published_at", "country", "language", "source",
        }  # fmt: skip


@each_story
def test_quotes_are_unique_and_do_not_overlap(story: dict[str, Any]) -> None:
    for number, article in enumerate(story["articles"]):
        title, text = article["body"]["title"], article["body"]["text"]
        quotes = [anchor["quote"] for anchor in story["anchors"] if anchor["article"] == number]
        assert 2 <= len(quotes) <= 5
        taken: set[int] = set()
        for quote in quotes:
            assert (title.count(quote), text.count(quote)) == (0, 1), quote
            assert "\n" not in quote
            extent = set(range(text.index(quote), text.index(quote) + len(quote)))
            assert not extent & taken, quote
            taken |= extent


@each_story
def test_labels_and_dates_are_complete(story: dict[str, Any]) -> None:
    anchors = story["anchors"]
    assert all(anchor.keys() == {"article", "quote", "event", "date"} for anchor in anchors)
    tellings = Counter((anchor["article"], anchor["event"]) for anchor in anchors)
    assert set(tellings.values()) == {1}, "a label stands once in an article"
    for anchor in anchors:
        if anchor["date"] is not None:
            edtf.parse(anchor["date"])
    labels = told_by(story).keys()
    for pair in story.get("either_way", []):
        assert len(set(pair)) == 2
        assert labels >= set(pair)


def test_sentences_are_as_many_and_as_mixed_as_promised() -> None:
    languages = Counter(sentence["language"] for sentence in SENTENCES)
    assert languages == {"en": 207, "de": 12, "es": 12, "fr": 12, "uk": 12}
    modalities = Counter(sentence["modality"] for sentence in SENTENCES)
    assert modalities == {"asserted": 90, "planned": 62, "hypothetical": 63, "denied": 40}
    assert len({sentence["text"] for sentence in SENTENCES}) == len(SENTENCES)


def test_a_trigger_stands_once_in_its_sentence() -> None:
    for sentence in SENTENCES:
        assert {"language", "text", "trigger", "modality"} <= sentence.keys()
        assert sentence.keys() <= {"language", "text", "trigger", "modality", "note"}
        assert sentence["trigger"]
        assert sentence["text"].count(sentence["trigger"]) == 1, sentence["text"]
