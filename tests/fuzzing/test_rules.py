"""Whatever a rule's pattern matches, it reads or leaves alone: texts made from the patterns themselves."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from app.timex.lang import grammar_of, languages
from tests.fuzzing.targets import LANGUAGES, tagger

EXAMPLES = 12
# Words that many rules want to see before an expression.
LEADS = ("", "In ", "On 3 May 2012, ", "Im ", "En ", "Dans ", "У ")


@pytest.mark.nightly
@pytest.mark.parametrize("language", sorted(languages()))
def test_what_a_pattern_matches_is_no_reason_to_fail(language: str) -> None:
    grammar = grammar_of(language)
    assert grammar is not None
    how = bytes([LANGUAGES.index(language)])
    unmade = 0  # rules that look at what stands around them, which no strategy makes up
    for rule in grammar.rules:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(text=st.from_regex(rule.compiled, fullmatch=True))
        def reads(text: str) -> None:
            for lead in LEADS:
                tagger(how + f"{lead}{text} it was.".encode("utf-8", "replace"))

        try:
            reads()
        except Unsatisfiable:
            unmade += 1
    assert unmade < len(grammar.rules) / 10
