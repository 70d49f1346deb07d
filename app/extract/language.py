"""The language of a text, as an ISO 639-1 code."""

from __future__ import annotations

import re

from app.extract.lang.function_words import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000  # code points
_SURE_HITS = 6
_LETTERS_TO_GUESS = 40
DEFAULT = "en"

# The country whose calendar and order of dates a language stands for where nothing else is said. English alone does
# not tell: the month comes first in one country and second in another.
COUNTRIES = {
    "uk": "UA", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU",
    "ro": "RO", "bg": "BG", "el": "GR", "nl": "NL", "da": "DK", "sv": "SE", "no": "NO", "nb": "NO", "fi": "FI",
    "et": "EE", "lv": "LV", "lt": "LT", "hr": "HR", "sr": "RS", "sl": "SI", "pt": "PT", "tr": "TR", "ja": "JP",
    "ko": "KR", "he": "IL", "ru": "RU",
}  # fmt: skip


def language_of(text: str) -> tuple[str, bool]:
    """The language of a text, and whether the text was enough to tell.

    Function words decide for the languages that have a list here; only what they leave open goes to `py3langid`,
    which takes 1.2 s and 130 MB to load.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    hits = sorted(
        ((sum(word in known for word in words), name) for name, known in FUNCTION_WORDS.items()), reverse=True
    )
    (most, best), (second, _) = hits[0], hits[1]
    if most >= _SURE_HITS and most >= 2 * second and most * 8 >= len(words):
        return best, True
    if sum(map(len, words)) < _LETTERS_TO_GUESS:
        return (best if most > second else _by_script(words)), False
    import py3langid

    return py3langid.classify(sample)[0], True


def _by_script(words: list[str]) -> str:
    letters = set("".join(words))
    if letters & set("іїєґ"):
        return "uk"
    return DEFAULT
