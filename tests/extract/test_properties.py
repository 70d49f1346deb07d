"""What holds for any article."""

import gc
import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.extract.article import Extraction, Part, Quote
from app.extract.lines import LONGEST
from app.timex.when import Basis
from tests.extract.readings import read

WORDS = (
    "the a of in on at by to and that which who said says will could not was were been has had is officials "
    "troops town bridge Kyiv Norland President Mr. U.S. attack attacked killed killing opened closed plans "
    "planned to-day Monday yesterday 2014 March 3 May 5 10,000 5 pct. , . ; : — “ ” ( ) ' ’s n't ? ! © | \n "
    "\n\n © 2022 Leave a Reply when after as without instead having refused to asked for called since deadliest "
    "At least up between promised"
).split(" ")
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
MODALITY = Path(__file__).parents[1] / "data" / "modality.jsonl"
LANGUAGES = st.sampled_from(["en", "uk", "de", "es", "fr", "it", "zz"])


def assert_sound(extraction: Extraction) -> None:
    def stands(quote: Quote) -> bool:
        text = extraction.text if quote.part is Part.TEXT else extraction.title or ""
        return text[quote.start : quote.end] == quote.text != ""

    assert all(stands(mention.quote) for mention in extraction.mentions)
    for statement in extraction.statements:
        sentence, trigger = statement.sentence, statement.trigger
        assert stands(sentence)
        assert stands(trigger)
        assert sentence.part is trigger.part
        assert sentence.start <= trigger.start < trigger.end <= sentence.end
        assert 0 < len(statement.title) <= LONGEST
        assert statement.title == statement.title.strip()
        assert 0 <= statement.confidence <= 1
        assert statement.when.dated != (statement.when.basis is Basis.NONE)
        assert len(set(statement.entities)) == len(statement.entities)
        explanation = statement.when.explanation
        if explanation is not None:
            assert stands(Quote(Part(explanation.part), explanation.start, explanation.end, explanation.text))


@given(text=TEXTS, title=st.none() | TEXTS, language=LANGUAGES)
@example(text="who was", title=None, language="en")
@example(text="’s’s’s", title="’", language="en")
@example(text="The mayor left instead of having", title="Without having", language="en")
@example(text="\ud800 On Monday \x00 troops \u2028 left.", title=None, language="en")
def test_any_text_is_answered(text: str, title: str | None, language: str) -> None:
    assert_sound(read(text, title=title, language=language))


def test_a_sentence_that_breaks_off_anywhere_is_answered() -> None:
    for line in MODALITY.read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        words = sentence["text"].split()
        for end in range(1, len(words)):
            assert_sound(read(" ".join(words[:end]), language=sentence["language"]))


@given(text=TEXTS)
def test_the_same_text_has_the_same_answer(text: str) -> None:
    assert read(text, language=None) == read(text, language=None)


STORY = (
    "Divers raised the ferry on Monday. It had sunk in 2019, officials said, and nobody was hurt.\n\n"
    "The council plans to sell it in May.\n\n© 2022 The Islander"
)


@given(before=st.sampled_from(["\n", " \n\n", "\t\r\n", "Share this story\n\n", "Home | World | Sport\n\n", "Menu\n"]))
def test_what_is_neutral_only_shifts_offsets(before: str) -> None:
    plain, shifted = read(STORY), read(before + STORY)
    assert [(s.title, s.when.edtf, s.modality, s.attribution, s.entities, s.confidence) for s in plain.statements] == [
        (s.title, s.when.edtf, s.modality, s.attribution, s.entities, s.confidence) for s in shifted.statements
    ]
    for a, b in zip(plain.statements, shifted.statements, strict=True):
        assert (b.trigger.start - a.trigger.start, b.sentence.start - a.sentence.start) == (len(before), len(before))
    assert [m.quote.start + len(before) for m in plain.mentions] == [m.quote.start for m in shifted.mentions]
    assert [m.status for m in plain.mentions] == [m.status for m in shifted.mentions]


HOSTILE = {
    "question marks": "?", "one word": "x", "digits": "1", "May": "May ", "words": "word ", "quotes": "“a ",
    "lines": "a b\n", "dots": "a. ", "commas": "a, ", "that": "that said ", "who": "who was ", "said": "he said ",
    "and": "and killed ", "capitals": "Aa Bb ", "of": "University of ", "initials": "J. ", "brackets": "(",
    "copyright": "© 2022\n", "possessives": "a's ", "hyphens": "a-", "emoji": "😀 ", "blanks": " ",
    "sentences": "He was killed on Monday. ",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    """Four times the text takes about four times as long, and 40,000 code points a second or two on a slow machine."""
    small, large = (piece * (size // len(piece)) for size in (10_000, 40_000))
    read(small)
    times = []
    gc.disable()  # what the tests before this one left behind is looked through at any moment
    try:
        for text in (small, large):
            start = time.process_time()
            assert_sound(read(text))
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    assert times[1] < 5
    assert times[1] < 0.5 or times[1] < 8 * times[0]
