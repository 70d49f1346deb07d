"""A grammar made ready to run: which places of a text are looked at, and which rules are tried there."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from app.timex.context import Genre
from app.timex.duration import Duration
from app.timex.grammar import Grammar, Modifier, Reading, Rule
from app.timex.interval import Period
from app.timex.notation import BEFORE_WORD
from app.timex.spotter import Spotter
from app.timex.timex3 import Recurrence, TimexType
from app.timex.triggers import ANY, JOINED, MIXED, PART, SIGNS, beginnings, folded

# Word, or sign, behind another word -> the rules that can begin with the two, as bits.
_RulesAt = dict[str, int]


class Tried(NamedTuple):
    """The rules that can begin with the words at a place, of high priority first.

    Attributes:
        opening: those that need no expression right before.
    """

    rules: tuple[Rule, ...]
    opening: tuple[Rule, ...]


# Digits in addresses, handles and file names are no dates.
_MASKED = re.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255}|(?<!\w)@\w{1,64}", re.IGNORECASE)
# Signs before a number that make it a price, a version, a score, a fraction or a part of a longer number.
_NOT_BEFORE_DIGITS = frozenset("$£€¥#/\\.:,-–+=_%°")

# No rule has more articles in a row, and a text of nothing else is not to be walked again from each.
_MOST_ARTICLES = 3
_LONGEST_MODIFIER = 32
_HYPHENS = "-‐‑"  # as a pattern takes them


class Machine:
    """A grammar made ready to run: which rules to try at which words, of high priority first, and the modifiers."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        # Sets of rules as bits, so that 130,000 pairs of words are told in a moment: they share a few hundred sets.
        self._rules = sorted(grammar.rules, key=lambda rule: (-rule.priority, rule.name))
        self._tried: dict[Genre, dict[int, Tried]] = {genre: {} for genre in Genre}
        self._rules_at: dict[str, _RulesAt] = {}
        # Word -> the character right behind it -> the rules that can go on with that.
        self._rules_before: dict[str, _RulesAt] = {}
        for i, rule in enumerate(self._rules):
            begun = beginnings(rule.pattern, grammar.articles)
            for first, seconds in begun.words.items():
                behind = self._rules_at.setdefault(first, {ANY: 0})
                for second in seconds:
                    behind[second] = behind.get(second, 0) | 1 << i
                signs = self._rules_before.setdefault(first, {ANY: 0, " ": 0, JOINED: 0})
                for sign in begun.behind[first]:
                    for each in _HYPHENS if sign == "-" else (sign,):
                        signs[each] = signs.get(each, 0) | 1 << i
        for table in (*self._rules_at.values(), *self._rules_before.values()):
            always = table[ANY]
            for key in table:
                table[key] |= always
        # A sign is looked for from the word behind it: word -> sign -> the rules that can begin with the two.
        self._behind_sign: dict[str, _RulesAt] = {}
        for sign in SIGNS & self._rules_at.keys():
            signed = self._rules_at.pop(sign)
            for second in signed.keys() - {ANY}:
                self._behind_sign.setdefault(second, {})[sign] = signed[second]
                self._rules_at.setdefault(second, {ANY: 0})
        # First word -> those that must follow for any rule to be tried; None where it is tried whatever follows.
        self._follow: dict[str, _RulesAt | None] = {
            first: None if behind[ANY] else behind for first, behind in self._rules_at.items()
        }
        self._modifiers = {f"m{i}": modifier for i, modifier in enumerate(grammar.modifiers)}
        self._definite = re.compile(rf"(?:{grammar.definite})(?!\w)", re.IGNORECASE)

    @cached_property
    def _before_period(self) -> Spotter:
        return self._ending_where_it_starts({name: m for name, m in self._modifiers.items() if m.periods})

    @cached_property
    def _before_amount(self) -> Spotter:
        return self._ending_where_it_starts({name: m for name, m in self._modifiers.items() if m.durations})

    @staticmethod
    def _ending_where_it_starts(modifiers: dict[str, Modifier]) -> Spotter:
        return Spotter({name: modifier.pattern for name, modifier in modifiers.items()}, rf"{BEFORE_WORD}$", between="")

    def _rules_of(self, bits: int, genre: Genre) -> Tried:
        known = self._tried[genre]
        if bits not in known:
            rules = [rule for i, rule in enumerate(self._rules) if bits >> i & 1 and rule.only in (None, genre)]
            known[bits] = Tried(tuple(rules), tuple(rule for rule in rules if not rule.goes_on))
        return known[bits]

    def candidates(self, text: str, genre: Genre) -> list[tuple[int, Tried]]:
        """Where an expression may start, in order, with the rules that can begin with the words there."""
        tried = self._tried[genre]
        rules_at, follow, behind_sign = self._rules_at, self._follow, self._behind_sign
        rules_before = self._rules_before
        articles = self.grammar.articles
        spaced = folded(text)
        words = spaced.split(" ")
        words += "\0\0"
        # Three words in four begin nothing and are passed over in C, and most others ("the", "to") begin nothing with
        # what follows. A pattern that cut the text into words and a function that looked at each took four times as
        # long, and google-re2 three times to find more places.
        found = [
            i
            for i in compress(range(len(words)), map(follow.__contains__, words))
            if (seconds := follow[words[i]]) is None
            or (following := words[i + 1]) in seconds
            or (following in articles and ((third := words[i + 2]) in seconds or third in articles))
        ]
        mixed = _mixed_words(spaced)
        if mixed:  # their parts count: such a word is looked at, and those it may stand behind
            before = (j for i in mixed for j in (i - 1, i - 2) if words[j] in rules_at)
            found = sorted({*found, *mixed, *before})
        out: list[tuple[int, Tried]] = []
        start = counted = 0
        for i in found:
            # The length of the words before this one, with a blank behind each; adding up takes four times as long.
            start += len(" ".join(words[counted:i])) + (i > counted)
            counted = i
            word, j, most = words[i], i + 1, _MOST_ARTICLES
            while not (following := words[j]) or (following in articles and most):
                j += 1
                most -= following != ""
            if word not in rules_at:
                word, following, *_ = (*PART.findall(word), following)
                if word not in rules_at:
                    continue
            if word in behind_sign and start:
                bits = behind_sign[word].get(text[start - 1], 0)
                if bits and self.may_start(text, start - 1):
                    out.append((start - 1, self._rules_of(bits, genre)))
            behind = rules_at[word]
            told = behind.get(following)
            if told is None:
                told = behind.get(PART.findall(following)[0], behind[ANY]) if "0" in following else behind[ANY]
            # Most rules for a number ask for a blank behind it, and others for a colon or a full stop.
            if told:
                signs, sign = rules_before[word], text[start + len(word) : start + len(word) + 1]
                told &= signs.get(sign) or signs[" " if sign.isspace() else JOINED if sign.isalnum() else ANY]
            # Behind a blank anything may start: asking takes a third of a microsecond.
            if told and (text[start - 1] == " " or self.may_start(text, start)):
                out.append((start, tried.get(told) or self._rules_of(told, genre)))
        return _unmasked(text, out) if "@" in text or "://" in text or "www." in text else out

    @staticmethod
    def may_start(text: str, start: int) -> bool:
        """Whether an expression may begin at a token: not inside a word, nor in a price, a score or a longer number."""
        if not start:
            return True
        before = text[start - 1]
        if before.isalnum() or before == "_":
            return False
        return not (text[start].isdigit() and before in _NOT_BEFORE_DIGITS and not _after_dash(text, start))

    def modifier_before(
        self, text: str, start: int, reached: int, reading: Reading
    ) -> tuple[Modifier, int, str] | None:
        """The modifier whose words end where the expression starts, where it begins, and those words."""
        meaning = reading.meaning
        amount = isinstance(meaning, Duration)
        before = self._before_amount if amount else self._before_period
        m = before.search(text, max(reached, start - _LONGEST_MODIFIER), start)
        if m is None or m.lastgroup is None:
            return None
        modifier = self._modifiers[m.lastgroup]
        # "over the next two weeks" is no amount of more than two weeks; "early May" of an unknown year is still a date.
        open_date = isinstance(meaning, Recurrence) and reading.type is TimexType.DATE
        if not isinstance(meaning, Period) and not open_date and (not amount or self._definite.match(text, start)):
            return None
        return modifier, m.start(), text[m.start() : start].strip()


def _mixed_words(spaced: str) -> set[int]:
    """Which words of a folded text are of letters and digits ("5th", "mid1990s"), by their number from 0."""
    out, number, counted = set(), 0, 0
    for m in MIXED.finditer(spaced):
        number += spaced.count(" ", counted, m.start())
        counted = m.start()
        out.add(number)
    return out


def _after_dash(text: str, start: int) -> bool:
    """Whether a dash before the digits joins them to a date ("1914-18", "mid-2007") and is no minus sign."""
    before = text[start - 2] if start > 1 else " "
    return text[start - 1] in "-–—/" and (before.isalnum() or before.isspace() or before in ").]")


def _unmasked(text: str, places: list[tuple[int, Tried]]) -> list[tuple[int, Tried]]:
    """The places outside of addresses and handles."""
    masks = (m.span() for m in _MASKED.finditer(text))
    mask_start, mask_end = next(masks, (len(text), len(text)))
    out = []
    for start, rules in places:
        while start >= mask_end:
            mask_start, mask_end = next(masks, (len(text), len(text)))
        if start < mask_start:
            out.append((start, rules))
    return out
