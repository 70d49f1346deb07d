"""The locale data of dateparser for one language, as a trie that texts are scanned with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from app.timex.fallback.words import (
    ALIASES,
    AMOUNTS,
    BEFORE_YEAR,
    BEHIND_YEAR,
    CLOCK_LINKS,
    JOINS,
    LINKS,
    MONTHS,
    MORE_MONTHS,
    MORE_WEEKDAYS,
    NUMBERS,
    ORDINALS,
    UNITS,
    WEEKDAYS,
)


class Name(NamedTuple):
    """What a word or phrase of the locale data names.

    Attributes:
        kind: its letter in shapes: M month, m its abbreviation, W weekday, w its abbreviation, R relative, k day.
        number: of the month or weekday.
        word: for a form of ours, one that dateparser knows.
        key: dateparser's English for a relative phrase, `1 month ago`; `#` stands for a number.
    """

    kind: str
    number: int = 0
    word: str = ""
    key: str = ""


@dataclass
class Node:
    """A trie over tokens; `#` stands for any number."""

    names: list[Name] = field(default_factory=list)
    next: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """The locale data of one language, ready to be looked for in tokens; `tokens` are all that a date may hold."""

    locale: str
    root: Node
    tokens: frozenset[str]
    numbers: Mapping[str, int]
    order: str
    before_year: frozenset[str]
    behind_year: frozenset[str]


# Scripts written without blanks have one token a sign; elsewhere a token is a word with its marks, or a number.
_NO_BLANKS = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
)
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0970-\u09e5\u09f0-\u0dff"
)
TOKEN = re.compile(rf"\d+|[{_NO_BLANKS}]|(?:[^\W\d_{_NO_BLANKS}]|[{_MARKS}])+|\n[^\S\n]{{0,40}}\n|\S")
HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_PLACEHOLDER = re.compile(r"\(\\d\+{1,2}\[\.,\]\?\\d\*\+?\)(?:\\s\*)?")


@lru_cache(maxsize=16)
def vocabulary(language: str, country: str | None) -> Vocabulary:
    """The words of a language as they are used in a country; the language must be one that dateparser knows."""
    from dateparser.languages.loader import default_loader  # loads dateparser

    code = ALIASES.get(language, language)
    locale = f"{code}-{country}"
    try:
        info = default_loader.get_locale(locale).info
    except ValueError:  # dateparser has no data of its own for that country
        locale, info = code, default_loader.get_locale(code).info
    root = Node()
    for kind, names, more in (("M", MONTHS, MORE_MONTHS), ("W", WEEKDAYS, MORE_WEEKDAYS)):
        forms = more.get(code, "").split() or [""] * len(names)
        for number, (name, form) in enumerate(zip(names, forms, strict=True), 1):
            variants = {key_of(variant): variant for variant in info[name]}
            for key, variant in variants.items():
                least = 2 if is_ideographic(variant) else 3
                short = len(variant) < least or any(other != key and other.startswith(key) for other in variants)
                _add(root, variant, Name(kind.lower() if short else kind, number))
            if form and key_of(form) not in variants:
                _add(root, form, Name(kind, number, word=max(info[name], key=len)))
    for word in info["day"]:
        _add(root, word, Name("k"))
    units = {key_of(word) for unit in UNITS for word in info.get(unit, ())}
    for key, phrases in info.get("relative-type", {}).items():
        for phrase in phrases:
            if len(phrase) > 1 and key_of(phrase) not in units and not any(map(str.isdigit, phrase)):
                _add(root, phrase, Name("R", key=key))
    for key, patterns in info.get("relative-type-regex", {}).items():
        for pattern in patterns:
            phrase = _PLACEHOLDER.sub("#", pattern)
            words = phrase.replace("#", " ").split()
            telling = any(len(word) > 2 or is_ideographic(word) for word in words)
            if telling and "\\" not in phrase and (code, words[0]) not in AMOUNTS:
                _add(root, phrase, Name("R", key=key.replace("\\1", "#")))
    for unit in UNITS:
        for word in info.get(unit, ()):
            for ago in info.get("ago", ()):
                if len(key_of(word)) > 2 or is_ideographic(word):
                    for phrase in (f"# {word} {ago}", f"{ago} # {word}"):
                        _add(root, phrase, Name("R", key=f"# {unit} ago"))
    numbers = dict(_number_words(code, info.get("simplifications") or ()))
    before_year = frozenset(map(key_of, BEFORE_YEAR.get(code, "").split()))
    behind_year = frozenset(map(key_of, BEHIND_YEAR.get(code, "").split()))
    return Vocabulary(
        locale=locale,
        root=root,
        tokens=LINKS | CLOCK_LINKS | JOINS | ORDINALS | {".", ","} | _tokens_of(root) | numbers.keys()
        | before_year | behind_year,
        numbers=numbers,
        order="MDY" if country == "US" else str(info.get("date_order") or "DMY"),
        before_year=before_year,
        behind_year=behind_year,
    )  # fmt: skip


def _tokens_of(node: Node) -> set[str]:
    return set(node.next).union(*map(_tokens_of, node.next.values()))


def _add(root: Node, phrase: str, name: Name) -> None:
    node = root
    for token in TOKEN.findall(phrase):
        node = node.next.setdefault(key_of(token), Node())
    if name not in node.names:
        node.names.append(name)


_ENDINGS = re.compile(r"(\w*)\(([\w|]+)\)(\??)(\w*)")


def _number_words(language: str, simplifications: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, int]]:
    """Words that the locale data, or ours, turn into a number; of the data's patterns those that only list endings."""
    for simplification in simplifications:
        for word, number in simplification.items():
            if not str(number).isdigit():
                continue
            if word.isalpha():
                yield key_of(word), int(str(number))
            elif m := _ENDINGS.fullmatch(word):
                for ending in m[2].split("|") + ([""] if m[3] else []):
                    yield key_of(m[1] + ending + m[4]), int(str(number))
    for number, word in enumerate(NUMBERS.get(language, "").split(), 1):
        yield key_of(word), number


def key_of(word: str) -> str:
    """A word as dateparser compares it: small letters without marks, one kind of apostrophe."""
    from dateparser.utils import normalize_unicode  # loads dateparser

    return str(normalize_unicode(word.lower())).lower().replace("’", "'").strip()


def is_ideographic(word: str) -> bool:
    return bool(word) and re.match(rf"[{_NO_BLANKS}]", word) is not None
