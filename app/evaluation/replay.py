"""Whether explanations are true: the steps of an answer are followed anew, and have to lead to what was answered.

The steps are read as their text stands, by nothing that the tagger uses: a value by `parse_value`, a narrowed or
bounded one by `edtf.parse`. What is checked of every expression of a document:

- `quote`: `text[start:end]` is the expression, and stands behind the one before it;
- `value`: the step of the rule that read it ends at its TIMEX3 value, and every step in between fits that value: a year
  or day it was read from is one the text tells, the anchor, or one the value lies in;
- `bounds`: what the last step tells has the bounds of the answer, which are those of the value, narrowed only by a
  modifier, and open only behind a word such as "before";
- `finer`: neither bounds nor EDTF are finer than the words: the precision is that of the value;
- `alone`: what says that it hangs on nothing but the anchor is read the same when it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.timex import civil, edtf
from app.timex.context import Context
from app.timex.grammar import SOUTHERN
from app.timex.interval import Granularity, Interval, Period
from app.timex.lang import grammar_of
from app.timex.phrases import Phrase, compose, mention_when
from app.timex.tagger import tag
from app.timex.timex3 import Status, Step, Timex, Value, parse_value, value_of
from app.timex.when import Kind, When


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that its explanation does not lead to."""

    check: str
    start: int
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What was checked of a document: expressions, phrases made of them, those read again alone, and faults."""

    expressions: int
    phrases: int
    alone: int
    faults: tuple[Fault, ...]


def replay(text: str, context: Context) -> Replay:
    """Read a text and follow the steps of everything found in it."""
    return followed(text, tag(text, context), context)


def followed(text: str, found: list[Timex], context: Context) -> Replay:
    """Follow the steps of what was found in a text."""
    made = compose(text, found, context)
    faults: list[Fault] = []
    reached = alone = 0
    for timex in found:
        faults += (Fault("quote", timex.start, timex.text, why) for why in _misquoted(text, timex, reached))
        reached = timex.end
        faults += (Fault("value", timex.start, timex.text, why) for why in _value_faults(timex, found, context))
        when = mention_when(timex, context)
        faults += (Fault(check, timex.start, timex.text, why) for check, why in _bound_faults(when, timex, context))
    for phrase in made:
        faults += (Fault(check, phrase.start, phrase.text, why) for check, why in _phrase_faults(text, phrase, context))
        if _stands_alone(phrase):
            alone += 1
            faults += (Fault("alone", phrase.start, phrase.text, why) for why in _alone_faults(text, phrase, context))
    return Replay(len(found), len(made), alone, tuple(faults))


def _misquoted(text: str, timex: Timex, reached: int) -> Iterator[str]:
    if text[timex.start : timex.end] != timex.text:
        yield "the extent does not quote it"
    if timex.start < reached:
        yield "it overlaps the one before"


# ── The value ────────────────────────────────────────────────────────────────────────────────────────────────────


def _south(context: Context) -> bool:
    grammar = grammar_of(context.language)
    return (context.country or (grammar.country if grammar else None)) in SOUTHERN


def _is_rule(step: Step) -> bool:
    """Whether a step is that of a rule, named by its place ("en.absolute.month"), and no reason for one."""
    return "." in step.rule


def _value_faults(timex: Timex, found: list[Timex], context: Context) -> Iterator[str]:
    if not timex.steps:
        yield "no step"
        return
    rules = [step for step in timex.steps if step.rule == timex.rule or step.rule == f"{context.language}.{timex.rule}"]
    if not rules:
        yield f"no step of the rule {timex.rule}"
        return
    end = rules[0].result  # a second step of the rule tells what its modifier narrows the value to
    if timex.status is Status.IMPOSSIBLE:
        if end != "no such day":
            yield f"impossible, but the rule told {end}"
        return
    if end != timex.value:
        yield f"the rule told {end}, the value is {timex.value}"
        return
    meaning = _parsed(end, context)
    if meaning is None:
        yield f"{end} cannot be read"
    elif not _same(meaning, timex):
        yield f"{end} is read as another time than was meant"
    for step in timex.steps[: timex.steps.index(rules[0])]:
        if not _is_rule(step) and isinstance(timex.meaning, Period):
            yield from _reason_faults(step, timex.meaning, found, context)


def _parsed(value: str, context: Context) -> Value | None:
    try:
        return parse_value(value, south=_south(context))
    except ValueError:
        return None


def _same(meaning: Value, timex: Timex) -> bool:
    """Whether a value says what was meant; "10 p.m." and "10:00 p.m." have one value, and it is the minute's."""
    period = timex.period
    if period is None or not isinstance(meaning, Period):
        # An amount that comes again ("daily") is written as the amount.
        return isinstance(meaning, Period) == (period is not None) and value_of(meaning) == timex.value
    if period.granularity is Granularity.HOUR:
        return meaning.start == period.start and period.interval.contains(meaning.interval)
    return meaning.interval == period.interval


_YEAR = re.compile(r"\d{4}|-\d{3,4}", re.ASCII)


def _reason_faults(step: Step, period: Period, found: list[Timex], context: Context) -> Iterator[str]:
    """A reason that tells a period tells one that is there: the anchor, a date of the text, or the year chosen."""
    if _YEAR.fullmatch(step.result) and step.rule in ("nearest", "nearest_past", "weekday_tells_year"):
        if period.date[0] != int(step.result):
            yield f"{step.rule} told {step.result}, the value lies in {period.date[0]}"
        return
    told = _parsed(step.result, context)
    if not isinstance(told, Period):
        return
    known = [context.dct, *(each.period for each in found if each.period is not None)]
    if told.interval.contains(period.interval):
        return
    # A night runs into the next day, and midnight is the end of its day: both are told as the day they are named with.
    if told.granularity is Granularity.DAY and told.n in {each.first_day for each in (period, *known)}:
        return
    if not any(each.interval.contains(told.interval) or told.interval.contains(each.interval) for each in known):
        yield f"{step.rule} told {step.result}, which is told nowhere"


# ── The bounds ───────────────────────────────────────────────────────────────────────────────────────────────────


def _bound_faults(when: When, timex: Timex, context: Context) -> Iterator[tuple[str, str]]:
    """Of one expression by itself."""
    if timex.period is None:
        if when.dated:
            yield "bounds", "bounds without a period"
        return
    meaning = _parsed(timex.value, context)
    if not isinstance(meaning, Period) or when.edtf is None:
        yield "bounds", "a period without value or EDTF"
        return
    bounds = Interval(when.earliest, when.latest)
    whole = timex.period.interval
    if timex.mod is None and bounds != whole:
        yield "bounds", f"{when.earliest} to {when.latest} without a modifier is not {timex.value}"
    if not whole.contains(bounds):
        yield "bounds", "a modifier widens"
    if when.precision is not timex.period.granularity:
        yield "finer", f"{when.precision} of {timex.value}"
    yield from _code_faults(when.edtf, bounds, timex.period)
    last = timex.steps[-1].result
    try:
        narrowed = edtf.parse(last).interval
    except ValueError:
        narrowed = None  # a TIMEX3 value that EDTF writes otherwise: "2013-W07"
    if narrowed is None or last == timex.value:
        if bounds != whole:
            yield "bounds", f"no step tells how {timex.value} became {when.edtf}"
    elif timex.period.granularity in _WHOLE - {Granularity.SEASON} and narrowed != bounds:
        yield "bounds", f"the last step told {last}"


# Granularities that EDTF can write; it has no clock times and no parts of days.
_WHOLE = frozenset(
    each for each in Granularity if not each.finer_than(Granularity.DAY)
)  # fmt: skip


def _code_faults(code: str, bounds: Interval, period: Period) -> Iterator[tuple[str, str]]:
    try:
        told = edtf.parse(code).interval
    except ValueError:
        yield "bounds", f"not EDTF: {code}"
        return
    if period.granularity in _WHOLE:
        # An EDTF season has no hemisphere unless it is known, and centuries before Christ begin a year apart.
        if told != bounds and period.granularity is not Granularity.SEASON and (period.start > _COMMON_ERA):
            yield "bounds", f"{code} has other bounds"
    elif told.start is not None and bounds.start is not None and bounds.start < told.start:
        yield "bounds", f"{code} begins after its bounds"


_COMMON_ERA = Period.year(1).start


def _phrase_faults(text: str, phrase: Phrase, context: Context) -> Iterator[tuple[str, str]]:
    """Of a range or a bounded period: its last step joins what the steps before it told."""
    if text[phrase.start : phrase.end] != phrase.text:
        yield "quote", "the extent does not quote the phrase"
    explanation = phrase.when.explanation
    if explanation is None or not explanation.steps:
        yield "value", "no steps"
        return
    last = explanation.steps[-1]
    if ".ranges." not in last.rule or last in phrase.timexes[0].steps:
        return
    parts = [mention_when(timex, context) for timex in phrase.timexes]
    earliest, latest = phrase.when.earliest, phrase.when.latest
    way = last.rule.rpartition(".")[2]
    if len(parts) == 2:
        if way == "ended" and (earliest is None or latest != parts[1].latest or earliest > (parts[1].earliest or 0)):
            yield "bounds", "an amount does not end with its last day"
        if way != "ended" and (earliest, latest) != (parts[0].earliest, parts[1].latest):
            yield "bounds", "a range is not from its first to its last"
        return
    [part] = parts
    if way in ("before_clock", "after_clock"):
        yield from _clock_faults(way, part, phrase.when)
        return
    today = context.dct.to(Granularity.DAY)
    expected: dict[str, list[tuple[int | None, int | None]]] = {
        "since": [(part.earliest, today.end)],
        "until": [(None, part.latest), (today.start, part.latest)],
        # "Before the end of May" is before it ends.
        "before": [(None, part.latest if explanation.steps[-2].rule.endswith(".vague.end") else part.earliest)],
        "after": [(part.latest, None)],
        "not_before": [(part.earliest, None)],
        "not_after": [(None, part.latest)],
    }
    if (earliest, latest) not in expected.get(way, [(part.earliest, part.latest)]):
        yield "bounds", f"{way} told {earliest} to {latest}"
    if last.result != phrase.when.edtf and way in expected:
        yield "bounds", f"{way} told {last.result}, the answer is {phrase.when.edtf}"
    if phrase.when.precision is not part.precision:
        yield "finer", f"{phrase.when.precision} of {part.precision}"


def _clock_faults(way: str, clock: When, when: When) -> Iterator[tuple[str, str]]:
    """Before or after a clock time is the part of its day that lies there."""
    moment, other = (when.latest, when.earliest) if way == "before_clock" else (when.earliest, when.latest)
    if moment is None or other is None or moment != clock.earliest:
        yield "bounds", f"{way} told {when.earliest} to {when.latest}"
    elif other % civil.DAY or not 0 < abs(moment - other) <= civil.DAY:
        yield "bounds", f"{way} is more than a part of its day"


# ── Alone ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _stands_alone(phrase: Phrase) -> bool:
    """Whether its steps say that it was read from its own words, or from them and the day of publication."""
    when = phrase.when
    return (
        when.kind in (Kind.POINT, Kind.SPAN)
        and when.explanation is not None
        and all(_is_rule(step) or step.rule == "publication" for step in when.explanation.steps)
    )


def _alone_faults(text: str, phrase: Phrase, context: Context) -> Iterator[str]:
    """Its words alone, against the same anchor, as `POST /v1/resolutions` reads them, tell the same time.

    Nothing has to be found in them ("1862" is a year by the words around it), and the small word before them may be
    needed to know them ("am Morgen" is no "morgen").
    """
    lead = _SMALL_WORD.search(text, max(0, phrase.start - 16), phrase.start)
    told = [phrase.when.earliest, phrase.when.latest]
    for words in (_with_modifier(phrase), f"{lead[0] if lead else ''}{phrase.text}"):
        alone = [each for each in compose(words, tag(words, context), context) if each.when.dated]
        if not alone or told in [[each.when.earliest, each.when.latest] for each in alone]:
            return
    yield f"alone it is {[f'{each.text}: {each.when.edtf}' for each in alone]}, there it was {phrase.when.edtf}"


_SMALL_WORD = re.compile(r"\w+ ?['’]?\s?$")


def _with_modifier(phrase: Phrase) -> str:
    """Its words, and those of a modifier that its extent leaves out: "early [this year]"."""
    assert phrase.when.explanation is not None
    last = phrase.when.explanation.steps[-1].text
    if phrase.text in last:
        return last
    return phrase.text if last in phrase.text else f"{last} {phrase.text}"
