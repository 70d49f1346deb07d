"""Expressions as a reader takes them: ranges joined, "since" and "until" understood, each with its `When`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.timex import civil, display, edtf, narrowing
from app.timex.context import Context
from app.timex.duration import Duration, Unit
from app.timex.grammar import Grammar
from app.timex.interval import Granularity, Interval, Period
from app.timex.lang import grammar_of
from app.timex.narrowing import SOFTENING, narrow
from app.timex.notation import BEFORE_WORD, expand
from app.timex.tagger import tag
from app.timex.timex3 import Mod, Recurrence, Status, Step, Timex
from app.timex.when import (
    Alternative,
    Anchor,
    Basis,
    Explanation,
    Kind,
    Qualifier,
    Timex3,
    When,
)

# Version of the rules of all languages together: it changes when any text would be read differently.
GRAMMAR_VERSION = "2026.11"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or two expressions with the words that join or bound them: "from March 2 to March 5", "since 2014".

    `start` and `end` take in the signal words ("since"), which the expressions themselves leave out.
    """

    start: int
    end: int
    text: str
    timexes: tuple[Timex, ...]
    when: When


def phrases(text: str, context: Context, *, part: str = "text", anchor_source: str = "request") -> list[Phrase]:
    """Every expression of the text in document order, ranges and bounds composed, impossible dates left out."""
    return compose(text, tag(text, context), context, part=part, anchor_source=anchor_source)


def compose(
    text: str, timexes: list[Timex], context: Context, *, part: str = "text", anchor_source: str = "request"
) -> list[Phrase]:
    """The phrases that already tagged expressions make together."""
    grammar = grammar_of(context.language)
    signals = _signals(context.language) if grammar is not None else None
    out: list[Phrase] = []
    timexes = [timex for timex in timexes if timex.status is not Status.IMPOSSIBLE]
    at, reached = 0, 0
    while at < len(timexes):
        first = timexes[at]
        second = timexes[at + 1] if at + 1 < len(timexes) else None
        phrase = None
        if signals is not None:
            if second is not None:
                phrase = signals.range_of(text, first, second, reached, context, part, anchor_source)
                phrase = phrase or signals.ended(text, first, second, context, part, anchor_source)
            if phrase is None:
                phrase = signals.bounded(text, first, reached, context, part, anchor_source)
        if phrase is None:
            when = mention_when(first, context, part=part, anchor_source=anchor_source)
            phrase = Phrase(first.start, first.end, first.text, (first,), when)
        out.append(phrase)
        reached = phrase.end
        at += len(phrase.timexes)
    return out


def mention_when(timex: Timex, context: Context, *, part: str = "text", anchor_source: str = "request") -> When:
    """The `When` of one expression by itself; durations, references and the impossible are undated."""
    explanation = _explain(context, timex.steps, part, timex.text, timex.start, timex.end, anchor_source)
    meaning = timex.meaning
    timex3 = Timex3(timex.type, timex.value, timex.mod) if meaning is not None else None
    if not isinstance(meaning, Period):
        recurring = isinstance(meaning, Recurrence)
        return When(
            edtf=None,
            display=timex.text,
            kind=Kind.RECURRING if recurring else Kind.UNDATED,
            precision=None,
            qualifiers=(),
            earliest=None,
            latest=None,
            surely_from=None,
            surely_to=None,
            at=None,
            timezone=None,
            timex3=timex3,
            basis=Basis.EXPRESSION,
            confidence=timex.confidence,
            explanation=explanation,
        )
    bounds = narrow(meaning, timex.mod)
    at, zone = _instant(meaning, context)
    return When(
        edtf=_edtf(meaning, timex.mod, context),
        display=_about(display.of_period(meaning, timex.mod), timex.mod),
        kind=Kind.POINT,
        precision=meaning.granularity,
        qualifiers=(Qualifier.APPROXIMATE,) if timex.mod in SOFTENING else (),
        earliest=bounds.start,
        latest=bounds.end,
        surely_from=None,
        surely_to=None,
        at=at,
        timezone=zone,
        timex3=timex3,
        basis=Basis.EXPRESSION,
        confidence=timex.confidence,
        alternatives=_alternatives(timex, context),
        explanation=explanation,
    )


def _about(words: str, mod: Mod | None) -> str:
    return f"about {words}" if mod in SOFTENING else words


def _edtf(period: Period, mod: Mod | None, context: Context) -> str:
    return narrowing.code(period, mod, hemisphere_known=context.country is not None)


def _alternatives(timex: Timex, context: Context) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(_edtf(c.meaning, timex.mod, context), c.confidence, c.reason)
        for c in timex.choices
        if isinstance(c.meaning, Period)
    )


def _explain(
    context: Context, steps: tuple[Step, ...], part: str, text: str, start: int, end: int, source: str
) -> Explanation:
    dct = context.dct
    value = edtf.moment_text(dct.start) if dct.granularity.finer_than(Granularity.DAY) else edtf.period_text(dct)
    anchor = Anchor(value, context.timezone, source, dct.granularity)
    return Explanation(anchor, steps, part, text, start, end, f"{context.language}-{GRAMMAR_VERSION}")


def _instant(period: Period, context: Context) -> tuple[str | None, str | None]:
    """RFC 3339, where a clock time and a zone are known and the year is one that zones have rules for."""
    if context.timezone is None or period.granularity not in (Granularity.MINUTE, Granularity.SECOND, Granularity.HOUR):
        return None, None
    if not 1 <= civil.date_of(period.first_day)[0] <= 9998:
        return None, None
    try:
        zone = ZoneInfo(context.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None, None
    moment = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None) + timedelta(seconds=period.start)
    return moment.replace(tzinfo=zone).isoformat(), context.timezone


@cache
def _signals(language: str) -> _Signals:
    grammar = grammar_of(language)
    assert grammar is not None
    return _Signals(grammar)


class _Signals:
    """The words of a language that join two expressions or bound one, as patterns."""

    def __init__(self, grammar: Grammar) -> None:
        self._language = grammar.language
        self._join = grammar.join
        self._from = re.compile(rf"(?<!\w)(?:{expand(grammar.range_from)}){BEFORE_WORD}$", re.IGNORECASE)
        branches = "|".join(f"(?P<{bound.name}>{expand(bound.pattern)})" for bound in grammar.bounds)
        self._bound = re.compile(rf"(?<!\w)(?:{branches}){BEFORE_WORD}$", re.IGNORECASE)
        self._ended = re.compile(rf"\s*(?:{expand(grammar.ended)})\s*", re.IGNORECASE)
        self._list_word = re.compile(rf"\s*(?:{expand(grammar.and_)})\s*", re.IGNORECASE)

    def range_of(
        self, text: str, first: Timex, second: Timex, reached: int, context: Context, part: str, source: str
    ) -> Phrase | None:
        """Two periods joined by "to" or a dash, or by "and" behind "between", as one span."""
        a, b = first.period, second.period
        if a is None or b is None or second.start - first.end > 24:
            return None
        if not self._join.fullmatch(text, first.end, second.start):
            return None
        lead = self._from.search(text, max(reached, first.start - 16), first.start)
        if self._list_word.fullmatch(text, first.end, second.start) and (lead is None or not lead["between"]):
            return None
        begin, end = narrow(a, first.mod), narrow(b, second.mod)
        if begin.start is None or end.end is None or begin.start >= end.end or a.start >= b.end:
            return None
        if a.interval.contains(b.interval):  # "today at 10": the second tells the first more exactly
            return None
        start = first.start if lead is None else lead.start()
        words = text[start : second.end]
        steps = (*first.steps, *second.steps, Step(f"{self._language}.ranges.from_to", words, "first to last"))
        confidence = round(first.confidence * second.confidence, 4)
        sure = (
            (begin.end, end.start)
            if begin.end is not None and end.start is not None and begin.end < end.start
            else (None, None)
        )
        coarse = a.granularity if not a.granularity.finer_than(b.granularity) else b.granularity
        when = When(
            edtf=_join_edtf(_edtf(a, first.mod, context), _edtf(b, second.mod, context)),
            display=_range_display(a, first.mod, b, second.mod),
            kind=Kind.SPAN,
            precision=coarse,
            qualifiers=(Qualifier.APPROXIMATE,) if {first.mod, second.mod} & SOFTENING else (),
            earliest=begin.start,
            latest=end.end,
            # Days are told as a whole: from the second to the fifth includes both.
            surely_from=begin.start if a.granularity is Granularity.DAY and sure[0] is not None else sure[0],
            surely_to=end.end if b.granularity is Granularity.DAY and sure[0] is not None else sure[1],
            at=None,
            timezone=None,
            timex3=Timex3(first.type, first.value, first.mod),
            basis=Basis.EXPRESSION,
            confidence=confidence,
            explanation=_explain(context, steps, part, words, start, second.end, source),
        )
        return Phrase(start, second.end, words, (first, second), when)

    def ended(self, text: str, amount: Timex, last: Timex, context: Context, part: str, source: str) -> Phrase | None:
        """An amount of time and the day or month with which it ended, as the days it was."""
        if not isinstance(amount.meaning, Duration) or last.period is None or last.mod is not None:
            return None
        if last.start - amount.end > _LONGEST_ENDED or not self._ended.fullmatch(text, amount.end, last.start):
            return None
        first_day = _first_day(amount.meaning, last.period)
        if first_day is None:
            return None
        interval = Interval(first_day * civil.DAY, last.period.end)
        words = text[amount.start : last.end]
        code = edtf.days_text(interval)
        steps = (*amount.steps, *last.steps, Step(f"{self._language}.ranges.ended", words, code))
        when = When(
            edtf=code,
            display=display.of_days(first_day, last.period.last_day),
            kind=Kind.SPAN,
            precision=Granularity.DAY,
            qualifiers=(),
            earliest=interval.start,
            latest=interval.end,
            surely_from=interval.start,
            surely_to=interval.end,
            at=None,
            timezone=None,
            timex3=Timex3(amount.type, amount.value, amount.mod),
            basis=Basis.EXPRESSION,
            confidence=round(amount.confidence * last.confidence, 4),
            explanation=_explain(context, steps, part, words, amount.start, last.end, source),
        )
        return Phrase(amount.start, last.end, words, (amount, last), when)

    def bounded(self, text: str, timex: Timex, reached: int, context: Context, part: str, source: str) -> Phrase | None:
        """A period behind "since", "until", "no later than" and the like."""
        period = timex.period
        if period is None:
            return None
        m = self._bound.search(text, max(reached, timex.start - _LONGEST_BOUND), timex.start)
        if m is None or m.lastgroup is None:
            return None
        bounds = narrow(period, timex.mod)
        words = text[m.start() : timex.end]
        precision, rule = period.granularity, m.lastgroup
        told = _about(display.of_period(period, timex.mod), timex.mod)
        if rule in ("before", "after") and precision.finer_than(Granularity.PART_OF_DAY):
            shape: Bounded | None = _of_that_day(rule, period)
            precision, rule = Granularity.DAY, f"{rule}_clock"
        else:
            start, written = bounds.start, _edtf(period, timex.mod, context)
            if rule == "before" and timex.steps[-1].rule.endswith(_AT_ITS_END):
                # "Before the end of May": the end is the moment at which it ends, and not its last days.
                start, written = bounds.end, _last_side(written, 1)
                told = f"the end of {display.of_period(period, None)}"
            shape = bounded_by(rule, start, bounds.end, written, context)
        if shape is None:
            return None
        kind, code, qualifiers, outer, sure = shape
        if timex.mod in SOFTENING:
            qualifiers = (*qualifiers, Qualifier.APPROXIMATE)
        steps = (*timex.steps, Step(f"{self._language}.ranges.{rule}", m[0].strip(), code))
        when = When(
            edtf=code,
            display=f"{m.lastgroup.replace('_', ' ')} {told}",
            kind=kind,
            precision=precision,
            qualifiers=qualifiers,
            earliest=outer[0],
            latest=outer[1],
            surely_from=sure[0],
            surely_to=sure[1],
            at=None,
            timezone=None,
            timex3=Timex3(timex.type, timex.value, timex.mod),
            basis=Basis.EXPRESSION,
            confidence=timex.confidence,
            explanation=_explain(context, steps, part, words, m.start(), timex.end, source),
        )
        return Phrase(m.start(), timex.end, words, (timex,), when)


_Pair = tuple[int | None, int | None]
Bounded = tuple[Kind, str, tuple[Qualifier, ...], _Pair, _Pair]


def _sure(start: int | None, end: int | None) -> _Pair:
    return (start, end) if start is not None and end is not None and start < end else (None, None)


def _of_that_day(bound: str, time: Period) -> Bounded:
    """What "before" and "after" make of a clock time: the part of its day that lies there; midnight ends the day."""
    day = Period(Granularity.DAY, (time.start - 1 if bound == "before" else time.end - 1) // civil.DAY)
    outer = (day.start, time.start) if bound == "before" else (time.start, day.end)
    return Kind.POINT, edtf.period_text(day), (), outer, (None, None)


def _first_day(amount: Duration, last: Period) -> int | None:
    """The day with which an amount began that ended with a day or month; None where days do not tell it."""
    if len(amount.parts) != 1:
        return None
    count, unit = amount.parts[0]
    if last.granularity is not Granularity.DAY and (last.granularity is not Granularity.MONTH or unit in _DAYS):
        return None
    if count is None or count.denominator != 1 or not 0 < count < _MOST_ENDED:
        return None
    behind = last.last_day + 1
    if unit in _DAYS:
        return behind - int(count) * _DAYS[unit]
    if unit not in _MONTHS:
        return None
    year, month, day = civil.date_of(behind)
    months = year * 12 + month - 1 - int(count) * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    return civil.day_number(year, month, min(day, civil.month_length(year, month)))


_AT_ITS_END = ".vague.end"
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120}
_MOST_ENDED = 200  # of a unit; what is longer tells no days
_LONGEST_BOUND = len("à compter au plus tôt du ")
_LONGEST_ENDED = len(" that has since ended on ")


def bounded_by(bound: str, start: int | None, end: int | None, code: str, context: Context) -> Bounded | None:
    """What a bounding word makes of a period: kind, EDTF, qualifiers, outer bounds, inner bounds.

    Args:
        bound: `since`, `until`, `before`, `after`, `not_before`, `not_after`; any other leaves it uncertain.
        start, end: the period's bounds in civil seconds, None for an open side.
        code: the period as EDTF.

    Returns:
        None where it makes no sense: since a day to come.
    """
    anchor = context.dct.to(Granularity.DAY)
    match bound:
        case "since":
            # It goes on up to the anchor's day; what lies beyond is open only in the EDTF.
            if start is None or start >= anchor.end:
                return None
            return Kind.SPAN, f"{_last_side(code, 0)}/..", (), (start, anchor.end), _sure(end, anchor.end)
        case "until":
            code = f"../{_last_side(code, 1)}"
            if start is not None and start >= anchor.start:
                # It runs from the day of publication on: "a curfew until Wednesday".
                return Kind.SPAN, code, (), (anchor.start, end), _sure(anchor.end, start)
            return Kind.SPAN, code, (), (None, end), (None, None)
        case "before":
            return Kind.POINT, f"[..{_last_side(code, 0)}]", (Qualifier.BEFORE,), (None, start), (None, None)
        case "after":
            return Kind.POINT, f"[{_last_side(code, 1)}..]", (Qualifier.AFTER,), (end, None), (None, None)
        case "not_before":
            return Kind.POINT, f"[{_last_side(code, 0)}..]", (Qualifier.AFTER,), (start, None), (None, None)
        case "not_after":
            return Kind.POINT, f"[..{_last_side(code, 1)}]", (Qualifier.BEFORE,), (None, end), (None, None)
    return Kind.POINT, f"{code}?", (Qualifier.UNCERTAIN,), (start, end), (None, None)


def _last_side(code: str, side: int) -> str:
    """One side of a code that is itself an interval (a week), for an interval has two ends only."""
    if "/" not in code:
        return code
    approximate = code.endswith("~")
    chosen = code.split("/")[side]
    return chosen if not approximate or chosen.endswith("~") else f"{chosen}~"


def _join_edtf(first: str, last: str) -> str:
    return f"{_last_side(first, 0)}/{_last_side(last, 1)}"


def _range_display(a: Period, a_mod: Mod | None, b: Period, b_mod: Mod | None) -> str:
    if a.granularity is b.granularity is Granularity.DAY and a_mod is b_mod is None:
        return display.of_days(a.n, b.n)
    return f"{_about(display.of_period(a, a_mod), a_mod)} – {_about(display.of_period(b, b_mod), b_mod)}"
