"""Whatever a rule's pattern matches, it reads or leaves alone: texts made from the patterns themselves."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from app.timex.grammar import Rule
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
    unmade = [rule.name for rule in grammar.rules if not _made(rule, how, fullmatch=True)]
    # What a rule wants to see behind it is part of a text, and of no match.
    by_name = {rule.name: rule for rule in grammar.rules}
    unmade = [name for name in unmade if not _made(by_name[name], how, fullmatch=False)]
    assert len(unmade) < len(grammar.rules) / 50


def _made(rule: Rule, how: bytes, *, fullmatch: bool) -> bool:
    """Read texts made from a rule's pattern; whether any could be made."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(text=st.from_regex(rule.compiled, fullmatch=fullmatch))
    def reads(text: str) -> None:
        for lead in LEADS:
            tagger(how + f"{lead}{text} it was.".encode("utf-8", "replace"))

    try:
        reads()
    except Unsatisfiable:
        return False
    return True
