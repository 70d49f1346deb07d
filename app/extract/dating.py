"""The `When` of what a text tells without a date: the publication's day, or the date of the sentence before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.timex import civil, display, edtf
from app.timex.context import Context, Genre
from app.timex.duration import Duration, Unit
from app.timex.interval import Granularity, Period
from app.timex.phrases import GRAMMAR_VERSION, bounded_by
from app.timex.story import LONG_PAST
from app.timex.timex3 import Step
from app.timex.when import Anchor, Basis, Explanation, Kind, When

_LONG_PAST = LONG_PAST * civil.DAY
# What an amount of time is told in, and how many of them its unit is.
_COUNTED_IN = {
    Unit.DAY: (Granularity.DAY, 1), Unit.WEEK: (Granularity.DAY, 7), Unit.MONTH: (Granularity.MONTH, 1),
    Unit.QUARTER: (Granularity.MONTH, 3), Unit.YEAR: (Granularity.YEAR, 1), Unit.DECADE: (Granularity.YEAR, 10),
    Unit.CENTURY: (Granularity.YEAR, 100),
}  # fmt: skip
_COUNTED_AS = {
    Unit.DAY: Granularity.DAY, Unit.WEEK: Granularity.WEEK, Unit.MONTH: Granularity.MONTH, Unit.YEAR: Granularity.YEAR,
    Unit.DECADE: Granularity.DECADE,
}  # fmt: skip
_AS_FINE = {Granularity.WEEK: 7, Granularity.MONTH: 31, Granularity.YEAR: 366, Granularity.DECADE: 366}  # days
_COUNTED = 0.8
_LAST_YEAR = 9_990  # of four figures, with room for a decade
_LONGEST_STRETCH = 200  # of a unit
_STRETCH = 0.8  # where it begins is told roughly


@dataclass(frozen=True, slots=True)
class Dating:
    """What dates of an article hang on.

    Attributes:
        source: where the publication date comes from (`request`, `html` …), as explanations tell it.
    """

    context: Context
    source: str
    today: When  # the day of publication, as the time of an event
    anchor: Anchor

    @classmethod
    def of(cls, context: Context, source: str) -> Dating:
        """What hangs on the publication date of a context."""
        day = context.dct.to(Granularity.DAY)
        today = When(
            edtf=edtf.period_text(day), display=display.of_period(day), kind=Kind.POINT, precision=Granularity.DAY,
            qualifiers=(), earliest=day.start, latest=day.end, surely_from=None, surely_to=None, at=None, timezone=None,
            timex3=None, basis=Basis.PUBLICATION, confidence=0.0,
        )  # fmt: skip
        dct = context.dct
        fine = dct.granularity.finer_than(Granularity.DAY)
        value = edtf.moment_text(dct.start) if fine else edtf.period_text(dct)
        return cls(context, source, today, Anchor(value, context.timezone, source, dct.granularity))

    def publication(self, part: str, text: str, start: int, confidence: float) -> When:
        """The day of publication, for news told without a date; `text` are the words that tell it."""
        steps = (Step("publication", text, self.today.edtf or ""),)
        explanation = Explanation(self.anchor, steps, part, text, start, start + len(text), self._grammar())
        return replace(self.today, confidence=confidence, explanation=explanation)

    def after_publication(self, when: When) -> bool:
        return when.earliest is not None and self.today.latest is not None and when.earliest >= self.today.latest

    def is_over(self, when: When) -> bool:
        """Whether it ends before the day of publication."""
        return when.latest is not None and self.today.earliest is not None and when.latest <= self.today.earliest

    def is_long_past(self, when: When) -> bool:
        """Whether it is finer than a year and lies so far back that what news tells next may go on from it."""
        return when.precision is not None and when.precision.finer_than(Granularity.YEAR) and self.is_of_old(when)

    def is_of_old(self, when: When) -> bool:
        """Whether it lies some years back, however coarse it is."""
        return when.latest is not None and self.context.dct.to(Granularity.DAY).start - when.latest >= _LONG_PAST

    def bounded(self, bound: str, when: When, text: str) -> When:
        """The span that a word makes of another time: "runs to Wednesday", "(since) the invasion has driven".

        Args:
            bound: `since` or `until`.
            text: the words that say so, for the explanation.
        """
        shape = bounded_by(bound, when.earliest, when.latest, when.edtf or "", self.context)
        if shape is None or when.kind is not Kind.POINT or when.qualifiers:
            return when
        kind, code, qualifiers, (earliest, latest), (surely_from, surely_to) = shape
        return replace(
            when, edtf=code, display=f"{bound} {when.display}", kind=kind, qualifiers=qualifiers, earliest=earliest,
            latest=latest, surely_from=surely_from, surely_to=surely_to, at=None, timezone=None, alternatives=(),
            explanation=_explained(when, Step(bound, text, code)),
        )  # fmt: skip

    def stretch(self, amount: Duration, when: When, *, ahead: bool) -> When | None:
        """The span of an amount of time up to the publication, or from it on: "over the past five years".

        Args:
            when: the amount as a mention, which gives the words and how sure they are.
            ahead: whether it begins with the publication ("the next six months"), and does not end with it.

        Returns:
            None for an amount that nobody counted ("the past years"), or that is counted in hours.
        """
        if len(amount.parts) != 1 or self.context.genre is Genre.NARRATIVE:
            return None
        count, unit = amount.parts[0]
        if count is None or count.denominator != 1 or not 0 < count <= _LONGEST_STRETCH or unit not in _COUNTED_IN:
            return None
        granularity, each = _COUNTED_IN[unit]
        here = self.context.dct.to(Granularity.DAY).to(granularity)
        other = here.shift(int(count) * each * (1 if ahead else -1))
        if abs(other.date[0]) > _LAST_YEAR:
            return None
        first, last = (here, other) if ahead else (other, here)
        code = f"{edtf.period_text(first)}/{edtf.period_text(last)}"
        return replace(
            when, edtf=code, display=f"{display.of_period(first)} – {display.of_period(last)}", kind=Kind.SPAN,
            precision=granularity, earliest=first.start, latest=last.end, basis=Basis.EXPRESSION,
            confidence=round(when.confidence * _STRETCH, 2), alternatives=(),
            explanation=_explained(when, Step("stretch", _words(when), code)),
        )  # fmt: skip

    def counted(self, amount: Duration, when: When, of: When, *, ahead: bool) -> When | None:
        """The time that lies an amount before or after another one: "three days after the bridge fell".

        Args:
            when: the amount as a mention; `of`: the time from which it counts.
            ahead: whether the time sought lies behind that one, and not before it.

        Returns:
            None for an amount that nobody counted, or where the other time is told less exactly than in its unit.
        """
        told = _whole(amount)
        if told is None or of.earliest is None or not lasts_at_most_days(of, _AS_FINE.get(told[0], 1)):
            return None
        granularity, count = told
        day = Period(Granularity.DAY, of.earliest // civil.DAY)
        period = day.to(granularity).shift(count if ahead else -count)
        if abs(period.date[0]) > _LAST_YEAR:
            return None
        code = edtf.period_text(period)
        steps = Step("counted_from", _words(of), of.edtf or ""), Step("counted", _words(when), code)
        return replace(
            when, edtf=code, display=display.of_period(period), kind=Kind.POINT, precision=granularity,
            earliest=period.start, latest=period.end, basis=Basis.EXPRESSION,
            confidence=round(when.confidence * (of.confidence or 1) * _COUNTED, 2), alternatives=(),
            explanation=_explained(when, *steps),
        )  # fmt: skip

    def _grammar(self) -> str:
        return f"{self.context.language}-{GRAMMAR_VERSION}"


def _whole(amount: Duration) -> tuple[Granularity, int] | None:
    """An amount in whole ones of its smallest unit, years and months together in months; None for any other."""
    units = [unit for _, unit in amount.parts]
    counts = [int(count) for count, _ in amount.parts if count is not None and count.denominator == 1]
    if len(counts) != len(units):
        return None
    if units == [Unit.YEAR, Unit.MONTH]:
        return Granularity.MONTH, counts[0] * 12 + counts[1]
    granularity = _COUNTED_AS.get(units[0]) if len(units) == 1 else None
    return None if granularity is None or not 0 < counts[0] <= _LONGEST_STRETCH else (granularity, counts[0])


def inherited(when: When, confidence: float) -> When:
    """The date of an earlier sentence, for one that goes on telling what happened then."""
    step = Step("inherited", _words(when), when.edtf or "")
    sure = round(when.confidence * confidence, 2)
    return replace(when, basis=Basis.INHERITED, confidence=sure, explanation=_explained(when, step))


def _explained(when: When, *steps: Step) -> Explanation | None:
    """How a time was found that is made of another in some steps more."""
    told = when.explanation
    return told and replace(told, steps=(*told.steps, *steps))


def _words(when: When) -> str:
    return "" if when.explanation is None else when.explanation.text


def lasts_at_most_days(when: When, days: int) -> bool:
    """Whether its bounds are known and lie so close together."""
    return when.earliest is not None and when.latest is not None and when.latest - when.earliest <= days * civil.DAY
