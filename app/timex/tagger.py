"""From text to temporal expressions: find where one may begin, take the longest reading, resolve in document order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from app.timex import civil
from app.timex.context import Context, Genre
from app.timex.grammar import RIGHT_BEHIND, Discourse, Grammar, Match, Reading, Rule
from app.timex.interval import Granularity, Period
from app.timex.lang import grammar_of
from app.timex.letters import usual
from app.timex.machine import Machine
from app.timex.narrowing import code
from app.timex.resolution import of_unknown_day
from app.timex.timex3 import Status, Step, Timex, value_of
from app.timex.wrapping import Unwrapped


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

    The bound is on the places looked at more closely: 2,000, and one more for every 40 characters. Prose has one in 60;
    what has more is made of nothing but numbers or dates, and is read as far as the bound goes. It is counted and not
    timed, so that the same text has the same answer on every machine.
    """
    grammar = grammar_of(context.language)
    if grammar is None:
        from app.timex import fallback

        answer = fallback.read(text, context)
        return Tagged(list(answer.timexes), answer.complete)
    plain = usual(text)
    if (unwrapped := Unwrapped.of(plain)) is not None:
        tagged = _read(unwrapped.text, context, grammar)
        return Tagged([unwrapped.placed(timex, text) for timex in tagged.timexes], tagged.complete)
    tagged = _read(plain, context, grammar)
    if plain is text:
        return tagged
    return Tagged([timex._replace(text=text[timex.start : timex.end]) for timex in tagged.timexes], tagged.complete)


def _read(text: str, context: Context, grammar: Grammar) -> Tagged:
    machine = _machine(context.language)
    discourse = Discourse(text, context, grammar)
    reached = 0
    # "#Friday" and "#Christmas" file a post under a word; people who tag dates leave them alone.
    labels = context.genre is Genre.SOCIAL
    places = _LEAST_PLACES + len(text) // _CHARACTERS_A_PLACE
    for start, tried in machine.candidates(text, context.genre):
        if start < reached or (labels and start and text[start - 1] == "#" and text[start].isalpha()):
            continue
        rules = tried.rules if start - reached <= RIGHT_BEHIND else tried.opening
        if not rules:
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
_CHARACTERS_A_PLACE = 40


def _best(machine: Machine, discourse: Discourse, start: int, reached: int, rules: tuple[Rule, ...]) -> Timex | None:
    """The longest reading that begins here; between equals that of the rule that comes first."""
    text = discourse.text
    matches = [(m.end(), rule, m) for rule in rules if (m := rule.match(text, start))]
    if len(matches) > 1:
        matches.sort(key=_END, reverse=True)  # of equals the first stays first
    for _, rule, m in matches:
        discourse.leaned_on = None
        reading = rule.resolve(m, discourse)
        if reading is not None and _can_be_written(reading.meaning):
            return _timex(machine, discourse, rule, m, reading, reached)
    return None


def _can_be_written(meaning: object) -> bool:
    """Whether the notations have a value for it: a year of five digits has no months, and is in no decade."""
    if not isinstance(meaning, Period) or meaning.granularity is Granularity.YEAR:
        return not isinstance(meaning, Period) or abs(meaning.n) < _YEARS
    return _FOUR_DIGITS[0] <= meaning.first_day < _FOUR_DIGITS[1]


_YEARS = 1_000_000_000
_FOUR_DIGITS = (civil.day_number(-9_999, 1, 1), civil.day_number(10_000, 1, 1))
_END = itemgetter(0)


def _timex(machine: Machine, discourse: Discourse, rule: Rule, m: Match, reading: Reading, reached: int) -> Timex:
    text = discourse.text
    reading = of_unknown_day(reading)
    start = m.start() if reading.start is None else reading.start
    end = m.end() if reading.end is None else reading.end
    name, meaning = rule.name, reading.meaning
    if meaning is None:
        return Timex(start, end, text[start:end], reading.type, None, name, 0.0, status=Status.IMPOSSIBLE,
                     steps=(Step(name, text[start:end], "no such day"),))  # fmt: skip
    value = value_of(meaning)
    period = meaning if isinstance(meaning, Period) else None
    steps = (*reading.steps, Step(name, text[start:end], value))
    leaned_on = discourse.leaned_on
    if leaned_on is not None and period is not None and not _tells_why(reading):
        steps = (Step("previous_date", leaned_on.text, leaned_on.value), *steps)
    mod = reading.mod
    if mod is not None and period is not None:
        narrowed = code(period, mod)
        if narrowed != code(period, None):
            steps = (*steps, Step(name, m[0], narrowed))
    if (
        mod is None
        and reading.modifiable
        and start > reached
        and (before := machine.modifier_before(text, start, reached, reading))
    ):
        modifier, modifier_start, words = before
        mod = modifier.mod
        told = code(period, mod) if period is not None else f"{value} {mod.value}"
        steps = (*steps, Step(f"{discourse.grammar.language}.vague.{modifier.name}", words, told))
        if modifier.inside:
            start = modifier_start
    return Timex(start, end, text[start:end], reading.type, meaning, name, reading.confidence, mod, steps,
                 reading.choices)  # fmt: skip


def _tells_why(reading: Reading) -> bool:
    """Whether its steps name a reason; names of rules have dots, and those of reasons none."""
    return any("." not in step.rule for step in reading.steps)


@cache
def _machine(language: str) -> Machine:
    grammar = grammar_of(language)
    assert grammar is not None
    return Machine(grammar)
