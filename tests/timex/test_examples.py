"""Every sentence beside every rule, read through its whole grammar: extent, value, modifier, and which rule won."""

from __future__ import annotations

import re

import pytest

from app.timex.context import Context
from app.timex.grammar import REFERENCE, Rule
from app.timex.lang import grammar_of, languages
from app.timex.machine import Machine
from app.timex.tagger import tag
from app.timex.timex3 import Timex

RULES = [
    (language, rule) for language in sorted(languages()) for rule in grammar_of(language).rules  # type: ignore[union-attr]
]  # fmt: skip
EXAMPLES = [
    pytest.param(language, rule, sentence, expected, id=f"{rule.name}: {sentence}")
    for language, rule in RULES
    for sentence, expected in rule.examples.items()
]
REJECTS = [
    pytest.param(language, rule, sentence, id=f"{rule.name}: {sentence}")
    for language, rule in RULES
    for sentence in rule.rejects
]


def _read(language: str, rule: Rule, sentence: str) -> list[Timex]:
    return tag(sentence, Context(dct=REFERENCE, language=language, genre=rule.genre))


@pytest.mark.parametrize(("language", "rule", "sentence", "expected"), EXAMPLES)
def test_example(language: str, rule: Rule, sentence: str, expected: str) -> None:
    extents = re.findall(r"\[(.+?)\]", sentence)
    found = _read(language, rule, re.sub(r"[\[\]]", "", sentence))
    told = [" ".join(filter(None, (t.value, t.mod if t.mod and " " in e else None))) for t, e in zip(
        found, expected.split("|"), strict=False)]  # fmt: skip
    assert [t.text for t in found] == extents
    assert told == expected.split("|")
    assert found[-1].rule == rule.name or rule.name in {t.rule for t in found}, [t.rule for t in found]


GAPS = {"wrapped": "\n", "wrapped-elsewhere": "\r\n", "indented": "\n    ", "unbreakable": "\u00a0", "justified": "  "}


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
@pytest.mark.parametrize("language", sorted(languages()))
def test_it_says_the_same_however_it_is_set(language: str, gap: str) -> None:
    """Every example once more, with another gap wherever it has a blank."""
    for rule in (rule for each, rule in RULES if each == language):
        for sentence in rule.examples:
            plain = re.sub(r"[\[\]]", "", sentence)
            once = _read(language, rule, plain)
            again = _read(language, rule, plain.replace(" ", gap))
            assert [(t.text, t.value, t.mod, t.steps) for t in again] == [
                (t.text.replace(" ", gap), t.value, t.mod, t.steps) for t in once
            ], (rule.name, plain)


@pytest.mark.parametrize(("language", "rule", "sentence"), REJECTS)
def test_reject(language: str, rule: Rule, sentence: str) -> None:
    assert rule.name not in {t.rule for t in _read(language, rule, sentence)}


@pytest.mark.parametrize("language", sorted(languages()))
def test_ties_are_settled_by_a_stated_priority(language: str) -> None:
    """Of two rules that read the same words, one says that it comes first: names and places of rules decide nothing."""
    grammar = grammar_of(language)
    assert grammar is not None
    machine = Machine(grammar)
    for rule in grammar.rules:
        for sentence in (*rule.examples, *rule.rejects):
            text = re.sub(r"[\[\]]", "", sentence)
            for start, tried in machine.candidates(text, rule.genre):
                matches = [(m.end(), r.priority, r.name) for r in tried.rules if (m := r.compiled.match(text, start))]
                best = max((match[:2] for match in matches), default=None)
                told = [match[2] for match in matches if match[:2] == best]
                assert len(told) < 2, (text[start : start + 30], told)


def test_rule_names_are_unique() -> None:
    names = [rule.name for _, rule in RULES]
    assert len(names) == len(set(names))
