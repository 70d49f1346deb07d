"""Cues are found where a word stands that they can begin with, and nowhere else does one match."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.timex.cues import Cues
from app.timex.lang import grammar_of, languages
from app.timex.spotter import Finds, Spotter, Stretch

LANGUAGES = sorted(languages())


def cues_of(language: str) -> Cues:
    grammar = grammar_of(language)
    assert grammar is not None
    return grammar.cues


def spotters_of(language: str) -> list[Spotter]:
    cues = cues_of(language)
    return [cues.verbs, cues.adjacent, cues.looking_back]


def found_plainly(spotter: Spotter, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in spotter.pattern.finditer(text)]


def words_of(language: str) -> list[str]:
    """The words of its example sentences, with odd ones between them."""
    grammar = grammar_of(language)
    assert grammar is not None
    sentences = " ".join(sentence for rule in grammar.rules for sentence in (*rule.examples, *rule.rejects))
    return [*sorted(set(sentences.split())), "'ll", "’d", "won't", "l'été", "x\u0301", "ſince", "İ", "1990s", "-", "\n"]


WORDS = {language: words_of(language) for language in LANGUAGES}


@settings(deadline=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES), glue=st.sampled_from([" ", "-", "\n", ""]))
def test_a_spotter_finds_what_its_pattern_finds(data: st.DataObject, language: str, glue: str) -> None:
    text = glue.join(data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=30)))
    for spotter in spotters_of(language):
        found = found_plainly(spotter, text)
        assert [m.span() for m in spotter.finditer(Stretch(text))] == found
        first = spotter.search(text)
        assert (first.span() if first else None) == (found[0] if found else None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spotter_finds_the_same_in_the_grammars_own_sentences(language: str) -> None:
    grammar = grammar_of(language)
    assert grammar is not None
    for rule in grammar.rules:
        for sentence in (*rule.examples, *rule.rejects):
            for spotter in spotters_of(language):
                for end in (len(sentence), len(sentence) // 2):
                    # What must stand right before a date is looked for in the text up to it.
                    assert [m.span() for m in spotter.finditer(Stretch(sentence, 0, end))] == [
                        m.span() for m in spotter.pattern.finditer(sentence, 0, end)
                    ], (rule.name, sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cues_begin_with_is_soon_told(language: str) -> None:
    """Endings behind any letters ("[а-яіїєґ'’]{1,16}в") are not spelled out: that took a minute."""
    cues = cues_of(language)
    began = time.process_time()
    Spotter({"future": cues.future, "past": cues.past}, r"(?!\w)")
    assert time.process_time() - began < 2


@settings(deadline=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_what_is_found_in_a_part_hangs_on_no_part_before(data: st.DataObject, language: str) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[language]), min_size=2, max_size=60))
    text = " ".join(words)
    verbs = cues_of(language).verbs
    used = Finds(verbs, text)
    ends = st.sampled_from([m.end() for m in re.finditer(r"\S+", text)])
    for start, end in data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=12)):
        fresh = Finds(verbs, text)
        assert [m.span() for m in used.within(start, end)] == [m.span() for m in fresh.within(start, end)]
    found = [m.span() for m in used.within(0, len(text))]
    assert found == found_plainly(verbs, text)
