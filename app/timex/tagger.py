"""From text to temporal expressions: find where one may begin, take the longest reading, resolve in document order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from app.timex.context import Context
from app.timex.duration import Duration
from app.timex.grammar import BEFORE_WORD, Discourse, Grammar, Match, Modifier, Reading, Rule, expand
from app.timex.interval import Period
from app.timex.lang import grammar_of
from app.timex.narrowing import code
from app.timex.timex3 import Status, Step, Timex, value_of
from app.timex.triggers import ANY, SIGNS, TOKEN, folded

_RulesAt = dict[str, tuple[Rule, ...]]

# Digits in addresses, handles and file names are no dates.
_MASKED = re.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255}|(?<!\w)@\w{1,64}", re.IGNORECASE)
# Signs before a number that make it a price, a version, a score, a fraction or a part of a longer number.
_NOT_BEFORE_DIGITS = frozenset("$£€¥#/\\.:,-–+=_%°")


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was found, and whether the whole text was read (see `read`)."""

    timexes: list[Timex]
    complete: bool


def tag(text: str, context: Context) -> list[Timex]:
    """Every temporal expression, in document order and without overlap.

    Args:
        text: any string at all; offsets are code points into it.
        context: what expressions are resolved against; its language must have a grammar or be known to dateparser,
            else nothing is found.
    """
    return read(text, context).timexes


def read(text: str, context: Context) -> Tagged:
    """`tag`, and whether the work it may do sufficed.

    The bound is on the places looked at more closely: 2,000, and one more for every 20 characters. Prose has one in 80;
    what has more is made of nothing but numbers or dates, and is read as far as the bound goes. It is counted and not
    timed, so that the same text has the same answer on every machine.
    """
    grammar = grammar_of(context.language)
    if grammar is None:
        from app.timex import fallback

        answer = fallback.read(text, context)
        return Tagged(list(answer.timexes), answer.complete)
    machine = _machine(context.language)
    discourse = Discourse(text, context, grammar)
    reached = 0
    places = _LEAST_PLACES + len(text) // _CHARACTERS_A_PLACE
    for start, rules in machine.candidates(text):
        if start < reached:
            continue
        if not places:
            return Tagged(discourse.mentions, complete=False)
        places -= 1
        found = _best(machine, discourse, start, reached, rules)
        if found is not None:
            discourse.mentions.append(found)
            reached = found.end
    return Tagged(discourse.mentions, complete=True)


_LEAST_PLACES = 2_000
_CHARACTERS_A_PLACE = 20


def _best(machine: Machine, discourse: Discourse, start: int, reached: int, rules: tuple[Rule, ...]) -> Timex | None:
    """The longest reading that begins here; between equals the rule of the higher priority."""
    text = discourse.text
    matches = [(m.end(), rule.priority, rule, m) for rule in rules if (m := rule.compiled.match(text, start))]
    if len(matches) > 1:
        matches.sort(key=lambda found: (-found[0], -found[1], found[2].name))
    for _, _, rule, m in matches:
        discourse.leaned_on = None
        reading = rule.resolve(m, discourse)
        if reading is not None:
            return _timex(machine, discourse, rule, m, reading, reached)
    return None


def _timex(machine: Machine, discourse: Discourse, rule: Rule, m: Match, reading: Reading, reached: int) -> Timex:
    text = discourse.text
    start = m.start() if reading.start is None else reading.start
    end = m.end() if reading.end is None else reading.end
    name = f"{discourse.grammar.language}.{rule.name}" if "." not in rule.name[:3] else rule.name
    if reading.meaning is None:
        return Timex(start, end, text[start:end], reading.type, None, name, 0.0, status=Status.IMPOSSIBLE,
                     steps=(Step(name, text[start:end], "no such day"),))  # fmt: skip
    value = value_of(reading.meaning)
    steps = (*reading.steps, Step(name, text[start:end], value))
    leaned_on = discourse.leaned_on
    if leaned_on is not None and isinstance(reading.meaning, Period) and not _tells_why(reading):
        steps = (Step("previous_date", leaned_on.text, leaned_on.value), *steps)
    mod = reading.mod
    if mod is not None and isinstance(reading.meaning, Period):
        narrowed = code(reading.meaning, mod)
        if narrowed != code(reading.meaning, None):
            steps = (*steps, Step(name, m[0], narrowed))
    if (
        mod is None
        and reading.modifiable
        and start > reached
        and (before := machine.modifier_before(text, start, reached, reading))
    ):
        modifier, modifier_start, words = before
        mod = modifier.mod
        told = code(reading.meaning, mod) if isinstance(reading.meaning, Period) else f"{value} {mod.value}"
        steps = (*steps, Step(f"{discourse.grammar.language}.vague.{modifier.name}", words, told))
        if modifier.inside:
            start = modifier_start
    return Timex(start, end, text[start:end], reading.type, reading.meaning, name, reading.confidence, mod, steps,
                 reading.choices)  # fmt: skip


def _tells_why(reading: Reading) -> bool:
    """Whether its steps name a reason; names of rules have dots, and those of reasons none."""
    return any("." not in step.rule for step in reading.steps)


class Machine:
    """A grammar made ready to run: which rules to try at which words, and the modifiers as one pattern."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        pairs: dict[str, dict[str, list[Rule]]] = {}
        for rule in grammar.rules:
            for first, seconds in rule.first_words.items():
                behind = pairs.setdefault(first, {})
                for second in seconds:
                    behind.setdefault(second, []).append(rule)
        self.rules_at: dict[str, _RulesAt] = {}
        for first, behind in pairs.items():
            always = behind.get(ANY, [])
            self.rules_at[first] = {
                second: tuple(dict.fromkeys([*rules, *always])) for second, rules in behind.items()
            } | {ANY: tuple(always)}
        self._modifiers = {f"m{i}": modifier for i, modifier in enumerate(grammar.modifiers)}
        self._definite = re.compile(rf"(?:{grammar.definite})(?!\w)", re.IGNORECASE)
        self._before_period = self._compile(lambda modifier: modifier.periods)
        self._before_amount = self._compile(lambda modifier: modifier.durations)

    def _compile(self, wanted: Callable[[Modifier], bool]) -> re.Pattern[str]:
        """The modifiers that go with one kind of expression, as what must end where it starts."""
        branches = "|".join(f"(?P<{name}>{expand(m.pattern)})" for name, m in self._modifiers.items() if wanted(m))
        return re.compile(rf"(?<!\w)(?:{branches or '(?!)'}){BEFORE_WORD}$", re.IGNORECASE)

    def candidates(self, text: str) -> Iterator[tuple[int, tuple[Rule, ...]]]:
        """Where an expression may start, with the rules that can begin with the words there."""
        rules_at = self.rules_at
        pieces = TOKEN.split(folded(text))  # what is between tokens, a token, what is between …
        words = pieces[1::2]
        # Most words begin nothing. They are passed over by one comprehension, and offsets are summed up from lengths:
        # a match object for each token takes three times as long, and google-re2 over the pairs of words runs out of
        # memory for its automaton.
        found = [(i, rules) for i, word in enumerate(words) if word in rules_at and (rules := self._rules(words, i))]
        if not found:
            return
        ends = list(accumulate(map(len, pieces)))
        masked = [m.span() for m in _MASKED.finditer(text)] if "@" in text or "://" in text or "www." in text else []
        mask = iter(masked)
        mask_start, mask_end = next(mask, (len(text), len(text)))
        for i, rules in found:
            start = ends[2 * i]
            while start >= mask_end:
                mask_start, mask_end = next(mask, (len(text), len(text)))
            if start < mask_start and self.may_start(text, start):
                yield start, rules

    def _rules(self, words: list[str], i: int) -> tuple[Rule, ...]:
        """The rules that can begin with a word and the one after it, past a sign that only separates them."""
        entry = self.rules_at[words[i]]
        following = words[i + 1] if i + 1 < len(words) else ANY
        if following in SIGNS:
            following = words[i + 2] if i + 2 < len(words) else ANY
        return entry.get(following, entry[ANY])

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
        m = (self._before_amount if amount else self._before_period).search(text, max(reached, start - 32), start)
        if m is None or m.lastgroup is None:
            return None
        modifier = self._modifiers[m.lastgroup]
        # "over the next two weeks" is no amount of more than two weeks.
        if not isinstance(meaning, Period) and not (amount and not self._definite.match(text, start)):
            return None
        return modifier, m.start(), text[m.start() : start].strip()


def _after_dash(text: str, start: int) -> bool:
    """Whether a dash before the digits joins them to a date ("1914-18", "mid-2007") and is no minus sign."""
    before = text[start - 2] if start > 1 else " "
    return text[start - 1] in "-–—/" and (before.isalnum() or before.isspace() or before in ").]")


@cache
def _machine(language: str) -> Machine:
    grammar = grammar_of(language)
    assert grammar is not None
    return Machine(grammar)
