"""The languages with a grammar of their own: one folder each, and one line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from app.timex.grammar import Grammar

# Language (ISO 639-1) -> the package that holds `GRAMMAR`; it is imported when first used.
GRAMMARS = {
    "en": "app.timex.lang.en",
    "uk": "app.timex.lang.uk",
    "de": "app.timex.lang.de",
    "es": "app.timex.lang.es",
    "fr": "app.timex.lang.fr",
}


def languages() -> frozenset[str]:
    """The languages that have a grammar."""
    return frozenset(GRAMMARS)


@cache
def grammar_of(language: str) -> Grammar | None:
    """The grammar of a language, or None where there is none."""
    place = GRAMMARS.get(language)
    if place is None:
        return None
    grammar: Grammar = import_module(place).GRAMMAR
    return grammar
