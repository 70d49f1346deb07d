"""Expressions in languages without a grammar here: the one place that knows dateparser.

Searching a whole text with dateparser is slow (0.04 to 0.14 MB/s) and finds dates in plain numbers, so it sees short
phrases only: a first pass, linear in the text, looks for the shapes that dates have ("5 marzo 2020", "3 anni fa") in
the words of dateparser's own locale data. dateparser reads the phrase, with every setting pinned and the reference time
given, and what it answers, always one day, is widened to what the words name: "il mese scorso" is a month.

Importing this loads nothing slow; dateparser comes with the first text, or with `languages()`.
"""

from __future__ import annotations

from functools import lru_cache

from app.timex.context import Context
from app.timex.fallback.reader import Answer, Reader
from app.timex.fallback.words import ALIASES
from app.timex.lang import languages as languages_with_grammar

__all__ = ["Answer", "languages", "read"]


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """ISO 639-1 codes of the languages that dateparser knows and that have no grammar here."""
    from dateparser.data.languages_info import language_order

    known = {code for code in language_order if len(code) == 2} | ALIASES.keys()
    return frozenset(known) - languages_with_grammar()


def read(text: str, context: Context) -> Answer:
    """The expressions of a text in one of `languages()`; nothing in any other. Never raises for any text."""
    year = context.dct.date[0]
    if context.language not in languages() or not 1 < year < 9_999:
        return Answer(())
    return Reader(text, context).answer()
