"""Names in an article: runs of capitals, joined where one is a shorter form of another.

A name may begin with a small letter where a capital follows ("iPhone", "eBay"), and have a number then ("iPhone 4").
What somebody is ends a name and begins the next: "Microsoft CEO Steve Ballmer" are two.

What a name is comes from its spelling and its neighbours alone, so a type is given only where they say it: "President",
"Mr" before it (person), "Ministry", "Inc" in it (organisation), "in" or "near" before it (place). A recogniser that was
trained on names may stand beside these rules: it types the names that they leave untyped, and adds those they miss.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from app.extract.article import Entity
from app.extract.lang import en
from app.extract.lang.de_nouns import is_part_of_name
from app.extract.lang.function_words import FUNCTION_WORDS
from app.extract.recognition import Recognised
from app.extract.tokens import Line, Token

_LONGEST_NAME = 8  # words
_INNER = frozenset("of de del della di da do dos du la le les van von der den al el bin ibn the for y e on &".split())
# Connectors that join only where what stands before asks for it: "University of Kyiv", not "Putin of Russia".
_AFTER_HEAD = frozenset(("of", "for", "the", "on"))
_ABBREVIATIONS = frozenset("mr mrs ms dr prof gen lt col maj sgt capt adm gov sen rep rev hon st mt jr sr no".split())
_ENGLISH_DEMONYMS = en.DEMONYMS | frozenset(
    "belarusian ukrainian georgian armenian estonian latvian lithuanian hungarian romanian bulgarian serbian croatian "
    "bosnian albanian norwegian austrian belgian italian syrian iranian egyptian libyan tunisian algerian moroccan "
    "lebanese palestinian jordanian kuwaiti emirati nigerian kenyan ethiopian somali sudanese rwandan congolese "
    "canadian australian vietnamese taiwanese filipino indonesian malaysian singaporean chilean argentine argentinian "
    "colombian venezuelan peruvian bolivian haitian burmese nepalese kazakh uzbek chechen crimean siberian balkan "
    "baltic nordic scandinavian roman byzantine ottoman nazi communist republican democratic "
    "parliamentary olympic".split()
)


# What somebody is: within a run of capitals a person's name follows it, and at the end it is no part of the name.
_ROLES = frozenset(
    "ceo cfo coo cto president premier chancellor minister senator governor mayor secretary ambassador chairman "
    "chairwoman chief officer director commander spokesman spokeswoman spokesperson founder co-founder "
    "executive".split()
)
_OF_ROLES = frozenset(
    "vice deputy prime foreign interior defence defense finance financial technical press operating".split()
)
_ANY_ROLE = _ROLES | _OF_ROLES
_DOTTED = 4  # characters of "U.S."
_BEFORE_NAMES = frozenset(("former", "current", "acting", "outgoing", "rival"))
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
_MODEL = re.compile(r"\d[\dA-Za-z]{0,3}")


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place where a name stands, and the number of the entity it names."""

    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class Names:
    """The entities of an article, each with its longest form, and where they are named, in document order.

    Attributes:
        words: lower-case words that are written with a capital within sentences.
        persons: numbers of the entities that are certainly people: by a title, or because a surname stands for them.
    """

    entities: tuple[Entity, ...]
    mentions: tuple[NameMention, ...]
    words: frozenset[str]
    persons: frozenset[int] = frozenset()

    def within(self, start: int, end: int) -> list[Entity]:
        """The entities named in a stretch, in order of first mention, each once."""
        return [self.entities[number] for number in self.numbers_within(start, end)]

    def numbers_within(self, start: int, end: int) -> list[int]:
        """The same by their numbers."""
        found: dict[int, None] = {}
        for at in range(bisect_left(self.mentions, start, key=_START), len(self.mentions)):
            mention = self.mentions[at]
            if mention.start >= end:
                break
            found.setdefault(mention.entity)
        return list(found)

    def of_people(self) -> frozenset[str]:
        """The names that people go by, in full and by their last word."""
        full = [self.entities[number].name for number in self.persons]
        return frozenset((*full, *(name.split()[-1] for name in full)))

    def covering(self, offset: int) -> int | None:
        """The number of the entity whose name stands there."""
        at = bisect_right(self.mentions, offset, key=_START) - 1
        return self.mentions[at].entity if at >= 0 and offset < self.mentions[at].end else None


_START = attrgetter("start")


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    words: tuple[str, ...]
    initial: bool  # it is the first word of a sentence and may be no name at all
    type: str | None


def names_in(
    lines: Sequence[Line],
    dates: Sequence[tuple[int, int]],
    *,
    language: str = "en",
    recognised: Sequence[Recognised] = (),
) -> Names:
    """The names in these sentences of a text.

    Args:
        dates: extents of date phrases in order: "May" and "Monday" are no names there, nor elsewhere.
        language: German gives every noun a capital; those that end like common nouns are left out there, and of what is
            left a word alone counts only where something tells what it is.
        recognised: names that a recogniser has found, in order.
    """
    runs: list[_Run] = []
    function = _FUNCTION if language == "en" else FUNCTION_WORDS.get(language, frozenset())
    capitals: Counter[str] = Counter()
    small: set[str] = set()
    at = 0
    for sentence, words in lines:
        while at < len(dates) and dates[at][1] <= sentence.start:
            at += 1
        last = at
        while last < len(dates) and dates[last][0] < sentence.end:
            last += 1
        # Most words have no capital, which one comparison tells; only the others are looked at one by one.
        large = [k for k, token in enumerate(words) if token.text != token.lower]
        if not sentence.heading:
            small.update([token.lower for token in words if token.text == token.lower])
            _count(words, large, capitals, small)
        if language == "de":
            large = [
                k
                for k in large
                if is_part_of_name(words[k].text, words[k - 1].text if k else "", opens=_opens(words, k - 1))
            ]
        runs.extend(_runs(words, large, dates[at:last], function, heading=sentence.heading))
    known = {word for word, _ in capitals.items() if word not in small or capitals[word] > 2}
    surnames = frozenset(run.words[-1] for run in runs if len(run.words) > 1)
    kept = [run for run in runs if _is_name(run, known, small, language, surnames)]
    return _joined(_with_recognised(kept, lines, dates, recognised), frozenset(known))


def _with_recognised(
    runs: Sequence[_Run],
    lines: Sequence[Line],
    dates: Sequence[tuple[int, int]],
    recognised: Sequence[Recognised],
) -> list[_Run]:
    """The runs with the types of the names that were recognised there, and those names where no run is."""
    out = list(runs)
    starts = [run.start for run in runs]
    begins = [sentence.start for sentence, _ in lines]
    dated = [start for start, _ in dates]
    for name in recognised:
        at = max(0, bisect_right(starts, name.start) - 1)
        touching = [k for k in range(at, bisect_left(starts, name.end)) if runs[k].end > name.start]
        if touching:
            within = [k for k in touching if name.start <= runs[k].start and runs[k].end <= name.end]
            if len(touching) == 1 and within and runs[at := within[0]].type is None:
                out[at] = replace(runs[at], type=name.type)
            continue
        line = bisect_right(begins, name.start) - 1
        date = bisect_left(dated, name.end) - 1
        if line < 0 or (date >= 0 and dates[date][1] > name.start):
            continue
        words = [token for token in lines[line][1] if name.start <= token.start and token.end <= name.end]
        while words and not _capital(words[0]):
            del words[0]  # "the" of "the White House"
        while words and not (words[-1].text[0].isalnum() or words[-1].text == "."):
            del words[-1]
        if words and words[0].lower not in _NO_NAME:
            picked = tuple(token.text for token in words)
            out.append(_Run(words[0].start, words[-1].end, picked, initial=False, type=name.type))
    return out


def _count(words: Sequence[Token], large: Sequence[int], capitals: Counter[str], small: set[str]) -> None:
    for at in large:
        token = words[at]
        if not token.text[0].isalpha():
            continue
        if not _capital(token):
            small.add(token.lower)
        elif token.lower not in en.CALENDAR and not _opens(words, at):
            capitals[token.lower] += 1


def _opens(words: Sequence[Token], at: int) -> bool:
    """Whether a word is the first of a sentence, or of what a quotation mark, colon or bracket opens in it."""
    at -= 1
    while at >= 0:
        first = words[at].text[0]
        if first in '"“”«»:.!?(':
            return True
        if first.isalpha():
            return False
        at -= 1
    return True


def _runs(
    words: Sequence[Token],
    large: Sequence[int],
    dates: Sequence[tuple[int, int]],
    function: frozenset[str],
    *,
    heading: bool,
) -> list[_Run]:
    """The runs of capitals of a sentence.

    Args:
        large: numbers of the words with a capital, where alone a name can begin.
    """
    out: list[_Run] = []
    capitals = frozenset(large)
    date, end = 0, 0
    for at in large:
        if at < end:
            continue
        token = words[at]
        while date < len(dates) and dates[date][1] <= token.start:
            date += 1
        in_date = date < len(dates) and dates[date][0] < token.end
        if in_date or not _begins_name(words, at):
            continue
        initial = _opens_sentence(words, at, end)
        end = _run_end(words, at, dates[date][0] if date < len(dates) else None, capitals)
        for first, last in _parted(words, at, end):
            out.extend(_cleaned(words, first, last, function, initial=initial, heading=heading))
            initial = False
    return out


def _opens_sentence(words: Sequence[Token], at: int, behind: int) -> bool:
    """Whether nothing but marks stands before a word, or a mark behind which a sentence begins.

    Args:
        behind: number of the word behind the name before; 0 where there is none.
    """
    for back in range(at - 1, behind - 1, -1):
        letter = words[back].text[0]
        if letter in _OPENING_MARKS:
            return True
        if letter.isalnum():
            return False
    return behind == 0


_OPENING_MARKS = frozenset('.!?“"”:«–—')


def _parted(words: Sequence[Token], first: int, end: int) -> list[tuple[int, int]]:
    """The run, cut before what somebody is and without what somebody is at its end."""
    last = end
    while last - first > 1 and words[last - 1].lower in _ANY_ROLE:
        last -= 1
    if last < end and words[last].lower not in _ROLES and words[end - 1].lower not in _ROLES:
        last = end  # "Ukrayinska Press" is no role
    for at in range(first + 1, last - 1):
        if words[at].lower in _ROLES:
            role = at
            while role - first > 1 and words[role - 1].lower in _ANY_ROLE:
                role -= 1
            return [(first, role), *_parted(words, at, last)]
    return [(first, last)]


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or _CAMEL.match(token.text) is not None


def _begins_name(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if not _capital(token):
        return False
    if token.lower not in en.CALENDAR:
        return True
    behind = words[at + 1] if at + 1 < len(words) else None  # "April Rewi"
    return token.lower in _SURNAMES and behind is not None and behind.capital and behind.lower not in en.CALENDAR


def _run_end(words: Sequence[Token], first: int, limit: int | None, capitals: frozenset[int]) -> int:
    """Number of the word behind a name that begins here."""
    at = first + 1
    while at < len(words) and at - first < _LONGEST_NAME:
        token = words[at]
        if limit is not None and token.end > limit:
            break
        if token.text == ".":
            before = words[at - 1]
            abbreviated = before.end == token.start and (len(before.text) == 1 or before.lower in _ABBREVIATIONS)
            if not (abbreviated and at + 1 < len(words) and words[at + 1].text[0].isupper()):
                break
        elif token.text in ("'", "’") and words[at - 1].lower.endswith("s"):
            # "the Seafarers’ Union"
            if at + 1 >= len(words) or words[at + 1].lower not in en.ORGANISATION_WORDS or not words[at + 1].capital:
                break
        elif _MODEL.fullmatch(token.text):
            # "iPhone 4", "iPhone 3GS"; a number behind any other name is a score or a sum as a rule.
            if _CAMEL.match(words[at - 1].text) is None:
                break
        elif token.text in _RUN_ON:
            break  # "Lord Steyn He has …": the mark between two lines is lost
        elif _capital(token):
            if (
                at not in capitals
                or (token.lower in en.CALENDAR and token.lower not in _SURNAMES)
                or (words[at - 1].end == token.start and words[at - 1].text != ".")
            ):
                break
        elif token.lower in _INNER:
            ahead = at + 1
            while ahead < len(words) and ahead - at < 2 and words[ahead].lower in _INNER:
                ahead += 1
            if ahead not in capitals or not words[ahead].text[0].isupper() or words[ahead].lower in en.CALENDAR:
                break
            if token.lower in _AFTER_HEAD and words[at - 1].lower not in _HEADS:
                break
            if token.lower in ("der", "den") and words[at - 1].lower not in ("von", "van"):
                break
        else:
            break
        at += 1
    return at


_RUN_ON = frozenset("He She It They We This These There When But And".split())
# Months and seasons that are also surnames; the grammar of dates has had its say before.
_SURNAMES = frozenset("march may april june august summer winter".split())
_OF_HEADS = frozenset(
    "states kingdom republic house bank university ministry department isle gulf cape bay board chamber lords".split()
)


_HEADS = en.ORGANISATION_WORDS | en.PLACE_WORDS | _OF_HEADS


def _cleaned(
    words: Sequence[Token], first: int, end: int, function: frozenset[str], *, initial: bool, heading: bool
) -> list[_Run]:
    """The run without demonyms and titles before it, which give it a type."""
    kind: str | None = None
    before = words[first - 1] if first else None
    at = first
    while at < end:
        lower = words[at].lower
        if words[at].text == "." or (at + 1 < end and lower in _ENGLISH_DEMONYMS and words[at].text != "US"):
            at += 1
        elif at + 1 < end and (lower in en.TITLES_OF_PEOPLE or lower in _ROLES):
            kind = "person"
            at += 1
        elif (at + 1 < end and (lower in ("the", "a", "an") or lower in en.POSSESSIVES)) or (
            initial
            and at == first
            and at + 1 < end
            and (lower in _BEFORE_NAMES or lower in function or lower.endswith("ly"))
        ):
            at += 1
        else:
            break
    if (
        at == first
        and before is not None
        and before.lower in en.TITLES_OF_PEOPLE
        and before.text[0].islower()
        and end - at > 1
    ):
        kind = "person"
    if at >= end or (
        end - at == 1 and (words[at].lower in _NO_NAME or words[at].lower in function) and words[at].text != "US"
    ):
        return []
    if end - at == 1 and len(words[at].text) == 1:
        return []
    picked = tuple([token.text for token in words[at:end]])
    if kind is None and end - at > 1:
        lowers = [token.lower for token in words[at:end]]
        if lowers[-1] in en.ORGANISATION_WORDS or lowers[0] in ("university", "ministry", "bank"):
            kind = "organisation"
        elif not en.PLACE_WORDS.isdisjoint(lowers):
            kind = "place"
    after = words[end] if end < len(words) else None
    possessive = after is not None and after.lower in ("'s", "’s", "'", "’")
    if (
        kind is None
        and before is not None
        and before.lower in en.PLACE_PREPOSITIONS
        and not possessive
        and not picked[0].isupper()
    ):
        kind = "place"
    sure = at > first or end - at > 1 or possessive or _has_capitals(picked[0])
    return [_Run(words[at].start, words[end - 1].end, picked, (initial and not sure) or heading, kind)]


def _has_capitals(word: str) -> bool:
    """Whether it has more than one: "NATO", "McKay"."""
    return not word[1:].islower() and sum(letter.isupper() for letter in word) > 1


_FUNCTION = (
    en.DETERMINERS | en.POSSESSIVES | en.PRONOUNS | en.PREPOSITIONS | en.SUBORDINATORS | en.WH_WORDS | en.COORDINATORS
    | en.MODALS | en.ADVERBS | frozenset(en.BE) | frozenset(en.HAVE) | frozenset(en.DO)
    | frozenset(("to", "that", "not", "early", "late"))
)  # fmt: skip
_NO_NAME = _ENGLISH_DEMONYMS | _FUNCTION | en.TITLES_OF_PEOPLE


def _is_name(run: _Run, known: set[str], small: set[str], language: str, surnames: frozenset[str]) -> bool:
    lowers = [word.lower() for word in run.words]
    if language == "de" and len(run.words) == 1:
        return run.type is not None or run.words[0].isupper() or run.words[0] in surnames
    if run.initial:
        return all(word in known or word in _INNER for word in lowers) and lowers[0] in known
    if len(run.words) == 1 and lowers[0] in small and lowers[0] not in known:
        return False
    return lowers[0] not in _FUNCTION or len(run.words) > 1 or run.words[0] == "US"


def _joined(runs: Sequence[_Run], words: frozenset[str]) -> Names:
    """One entity for every name, its surname and its acronym."""
    spelled = {run.words for run in runs}
    runs = [
        run if (words_ := _singular(run.words, spelled)) is run.words else replace(run, words=words_) for run in runs
    ]
    counts: Counter[tuple[str, ...]] = Counter(run.words for run in runs)
    types: dict[tuple[str, ...], set[str]] = {}
    for run in runs:
        if run.type is not None:
            types.setdefault(run.words, set()).add(run.type)
    longest = sorted(counts, key=lambda name: (-len(name), name))
    by_first: dict[str, list[tuple[str, ...]]] = {}
    by_last: dict[str, list[tuple[str, ...]]] = {}
    by_initials: dict[str, list[tuple[str, ...]]] = {}
    for name in longest:
        if len(name) > 1:
            by_first.setdefault(name[0], []).append(name)
            if "." not in name[0] or len(name[0]) < _DOTTED:  # "in the U.S. Jobs noted that …"
                by_last.setdefault(name[-1], []).append(name)
            by_initials.setdefault("".join(word[0] for word in name if word[0].isupper()), []).append(name)
    canonical: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in longest:
        canonical[name] = _full_form(name, by_last, by_initials, types, counts)
    people = {name for name in canonical.values() if types.get(name) == {"person"} or _by_surname(name, canonical)}
    for name in longest:
        called = [full for full in by_first.get(name[0], []) if full in people] if len(name) == 1 else []
        if len(called) == 1 and canonical[name] == name and types.get(name, {"person"}) == {"person"}:
            canonical[name] = called[0]
    forms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for name, full in canonical.items():
        forms.setdefault(full, []).append(name)
    numbers: dict[tuple[str, ...], int] = {}
    entities: list[Entity] = []
    mentions: list[NameMention] = []
    for run in sorted(runs, key=_START):
        full = canonical[run.words]
        full = canonical.get(full, full)
        if full not in numbers:
            numbers[full] = len(entities)
            kinds = set().union(*(types.get(name, set()) for name in forms.get(full, ())))
            entities.append(Entity(_spelled(full), kinds.pop() if len(kinds) == 1 else None))
        mentions.append(NameMention(run.start, run.end, numbers[full]))
    persons = frozenset(number for full, number in numbers.items() if full in people)
    return Names(tuple(entities), tuple(mentions), words, persons)


def _singular(words: tuple[str, ...], spelled: set[tuple[str, ...]]) -> tuple[str, ...]:
    """One of them, where one is named too: "iPods" is "iPod"."""
    single = (*words[:-1], words[-1][:-1])
    return single if _CAMEL.match(words[-1]) and words[-1].endswith("s") and single in spelled else words


def _by_surname(name: tuple[str, ...], canonical: Mapping[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether its last word alone stands for it, as it does for people."""
    return len(name) > 1 and canonical.get(name[-1:]) == name


def _full_form(
    name: tuple[str, ...],
    by_last: dict[str, list[tuple[str, ...]]],
    by_initials: dict[str, list[tuple[str, ...]]],
    types: dict[tuple[str, ...], set[str]],
    counts: Counter[tuple[str, ...]],
) -> tuple[str, ...]:
    """The longer name this one stands for, where only one can be meant."""
    if len(name) > 1:
        return name
    word = name[0].replace(".", "")
    if word.isupper() and 2 <= len(word) <= 6:
        candidates = by_initials.get(word, [])
        return candidates[0] if len(candidates) == 1 else (word,)
    # "Apple Macintosh" is no Macintosh whose first name is Apple: that one is named by itself more often.
    people = [
        full
        for full in by_last.get(name[0], [])
        if types.get(full, {"person"}) == {"person"} and counts[full[:1]] <= counts[full] + counts[name]
    ]
    return people[0] if len(people) == 1 and types.get(name, {"person"}) == {"person"} else name


def _spelled(words: tuple[str, ...]) -> str:
    out = ""
    for word in words:
        out += word if word in (".", "'", "’") or not out else " " + word
    return out
