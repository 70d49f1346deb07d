"""Scores as TempEval-3 has them: what was found beside what was annotated.

Expressions are aligned one to one where their extents overlap. Strict F1 counts equal extents, relaxed F1 any overlap;
type and value F1 are relaxed F1 times the share of aligned pairs whose type, or whose value, is the same string
(UzZaman et al. 2013, section 4.1). Interval F1 asks for the same stretch of the calendar instead of the same string;
see `interval`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.evaluation.documents import Annotation, Document
from app.timex.interval import DayPart, Granularity, Interval, Period
from app.timex.tagger import tag
from app.timex.timex3 import Status, Timex, parse_value


@dataclass(frozen=True, slots=True)
class Verdict:
    """An annotated expression with the one found there, an annotated one that was missed, or one found for nothing."""

    gold: Annotation | None
    found: Timex | None

    @property
    def aligned(self) -> bool:
        return self.gold is not None and self.found is not None

    @property
    def same_extent(self) -> bool:
        return (
            self.gold is not None
            and self.found is not None
            and (self.gold.start, self.gold.end) == (self.found.start, self.found.end)
        )

    @property
    def same_type(self) -> bool:
        return self.gold is not None and self.found is not None and self.gold.type == self.found.type

    @property
    def same_value(self) -> bool:
        """Whether the values are the same string; where the annotator knew none, nothing is right."""
        return self.gold is not None and self.found is not None and self.gold.value == self.found.value

    @property
    def gold_interval(self) -> Interval | None:
        return None if self.gold is None else interval(self.gold.value, self.gold.type)

    @property
    def found_interval(self) -> Interval | None:
        return None if self.found is None else interval(self.found.value, self.found.type)

    @property
    def same_interval(self) -> bool:
        return self.aligned and self.gold_interval is not None and self.gold_interval == self.found_interval

    @property
    def type(self) -> str:
        """The annotated type; of what was found for nothing, the type it was given."""
        return self.gold.type if self.gold is not None else str(self.found and self.found.type)


def judge(document: Document) -> list[Verdict]:
    """Read the document and set what is found beside what is annotated, in document order."""
    found = [timex for timex in tag(document.text, document.context) if timex.status is not Status.IMPOSSIBLE]
    return align(document.annotations, found)


def align(gold: Sequence[Annotation], found: Sequence[Timex]) -> list[Verdict]:
    """Pairs of overlapping extents, one to one: equal ones first, then those that share most, then the earlier.

    Args:
        gold: in order of their start.
        found: in document order and without overlap, as `tag` answers.
    """
    candidates: list[tuple[bool, int, int, int, int, int]] = []
    first = 0
    for i, annotation in enumerate(gold):
        while first < len(found) and found[first].end <= annotation.start:
            first += 1
        for j in range(first, len(found)):
            timex = found[j]
            if timex.start >= annotation.end:
                break
            shared = min(annotation.end, timex.end) - max(annotation.start, timex.start)
            differs = (annotation.start, annotation.end) != (timex.start, timex.end)
            candidates.append((differs, -shared, annotation.start, timex.start, i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(candidates):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    verdicts = [Verdict(each, found[partner[i]] if i in partner else None) for i, each in enumerate(gold)]
    verdicts += [Verdict(None, timex) for j, timex in enumerate(found) if j not in taken]
    return sorted(verdicts, key=_start)


def _start(verdict: Verdict) -> int:
    return min(each.start for each in (verdict.gold, verdict.found) if each is not None)


# ── The same stretch of the calendar ─────────────────────────────────────────────────────────────────────────────

_CLOCK = re.compile(r"(\d\d?)(?::(\d\d))?(?::(\d\d))?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_WEEK_OF_ONE_DIGIT = re.compile(r"(?<=-W)\d(?=-|$)", re.ASCII)
_DAY_OF_WEEK = re.compile(r"(.{4,6}-W\d\d)-([1-7])", re.ASCII)
_ROUND_YEARS = re.compile(r"(\d{3})X|(\d\d)XX", re.ASCII)


def interval(value: str | None, kind: str) -> Interval | None:
    """The civil time that a DATE or TIME value names; None for durations, sets, references, and what is left open.

    It is forgiving where corpora write one time in several ways: 14, 14:00 and 14:00:00 are one minute, zones are left
    out, 198 and 198X are one decade, W7 is W07. Decades and centuries before Christ, which they count in several ways,
    are left open.
    """
    if not value or kind in ("DURATION", "SET"):
        return None
    date, _, clock = value.partition("T")
    period = _period(date)
    if period is None or not clock:
        return None if period is None else period.interval
    if period.granularity is not Granularity.DAY:
        return None
    if clock in set(DayPart):
        return Period.part_of_day(period.n, DayPart(clock)).interval
    m = _CLOCK.fullmatch(clock)
    # Not checked: 17:62, which a corpus has, is some minute that nobody will find.
    return m and Period.clock(period.n, int(m[1]), int(m[2] or 0), int(m[3] or 0) or None).interval


def _period(date: str) -> Period | None:
    """The calendar period of a date without its clock time."""
    told = _WEEK_OF_ONE_DIGIT.sub(r"0\g<0>", date).replace("-AU", "-FA")
    if m := _ROUND_YEARS.fullmatch(told):
        told = m[1] or m[2]
    weekday = _DAY_OF_WEEK.fullmatch(told)
    try:
        meaning = parse_value(weekday[1] if weekday else told)
    except ValueError:
        return None
    if not isinstance(meaning, Period) or meaning.granularity is Granularity.MILLENNIUM:
        return None
    if meaning.granularity in (Granularity.DECADE, Granularity.CENTURY) and meaning.n < 0:
        return None
    return meaning.to(Granularity.DAY).shift(int(weekday[2]) - 1) if weekday else meaning


# ── Counts ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and their harmonic mean, in percent; 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: int, found: int, gold: int) -> Measure:
        precision = 100 * hits / found if found else 0.0
        recall = 100 * hits / gold if gold else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many expressions were annotated and found, and how many agree in what."""

    gold: int
    found: int
    aligned: int
    extent: int
    type: int
    value: int
    gold_intervals: int
    found_intervals: int
    intervals: int

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> Counts:
        return cls(
            gold=sum(each.gold is not None for each in verdicts),
            found=sum(each.found is not None for each in verdicts),
            aligned=sum(each.aligned for each in verdicts),
            extent=sum(each.same_extent for each in verdicts),
            type=sum(each.same_type for each in verdicts),
            value=sum(each.same_value for each in verdicts),
            gold_intervals=sum(each.gold_interval is not None for each in verdicts),
            found_intervals=sum(each.found_interval is not None for each in verdicts),
            intervals=sum(each.same_interval for each in verdicts),
        )

    @property
    def strict(self) -> Measure:
        return Measure.of(self.extent, self.found, self.gold)

    @property
    def relaxed(self) -> Measure:
        return Measure.of(self.aligned, self.found, self.gold)

    @property
    def interval(self) -> Measure:
        return Measure.of(self.intervals, self.found_intervals, self.gold_intervals)

    @property
    def type_f1(self) -> float:
        return self.relaxed.f1 * self.type / max(self.aligned, 1)

    @property
    def value_f1(self) -> float:
        return self.relaxed.f1 * self.value / max(self.aligned, 1)


def f1_scores(counts: Counts) -> dict[str, float]:
    """The five figures by which taggers are compared, in percent."""
    return {
        "strict": counts.strict.f1,
        "relaxed": counts.relaxed.f1,
        "type": counts.type_f1,
        "value": counts.value_f1,
        "interval": counts.interval.f1,
    }


# ── Groups ───────────────────────────────────────────────────────────────────────────────────────────────────────


def by_type(verdicts: Iterable[Verdict]) -> dict[str, Counts]:
    """Counts by annotated type, most frequent first; what was found for nothing stands with the type it was given."""
    return _groups((each.type, each) for each in verdicts)


def by_class(verdicts: Iterable[Verdict]) -> dict[str, Counts]:
    """Counts by the module of the rule that found the expression, such as `en.weekdays`, most frequent first."""
    return _groups((rule_class(each.found), each) for each in verdicts if each.found is not None)


def missed_by_shape(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How many expressions were missed, by the shape of their value, most frequent first."""
    missed = _groups((shape(each.gold.value), each) for each in verdicts if each.gold is not None and not each.found)
    return {name: counts.gold for name, counts in missed.items()}


def rule_class(timex: Timex) -> str:
    """The module of a rule: its name without the last part."""
    return timex.rule.rpartition(".")[0] or timex.rule


def _groups(named: Iterable[tuple[str, Verdict]]) -> dict[str, Counts]:
    groups: defaultdict[str, list[Verdict]] = defaultdict(list)
    for name, verdict in named:
        groups[name].append(verdict)
    return {name: Counts.of(groups[name]) for name in sorted(groups, key=lambda name: (-len(groups[name]), name))}


_SHAPES = (
    (re.compile(r"^(?:BC)?\d{4}(?=$|-)"), "YYYY"),
    (re.compile(r"-\d\d-\d\d(?=$|T)"), "-MM-DD"),
    (re.compile(r"-\d\d$"), "-MM"),
    (re.compile(r"-W\d\d?"), "-Wnn"),
    (re.compile(r"T\d\d?(?::\d\d){0,2}(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$"), "Thh:mm"),
    (re.compile(r"\d+(?:\.\d+)?"), "n"),
)


def shape(value: str | None) -> str:
    """A value without its numbers: YYYY-MM-DD, PnD, YYYY-Qn, PAST_REF."""
    if not value:
        return "no value"
    for pattern, letters in _SHAPES:
        value = pattern.sub(letters, value)
    return value


# ── Reliability ──────────────────────────────────────────────────────────────────────────────────────────────────

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Band:
    """How often expressions found with a confidence in `[low, high)` were right; the last band includes 1.

    Attributes:
        found: how many there are.
        aligned: how many of them the annotators marked too.
        right: how many of those have the annotated value.
        mean: mean of their confidences; None where there are none.
    """

    low: float
    high: float
    found: int
    aligned: int
    right: int
    mean: float | None


def reliability(verdicts: Iterable[Verdict], bands: Sequence[float] = BANDS) -> list[Band]:
    """How far a confidence can be trusted, by band from low to high."""
    rated = [(each.found.confidence, each) for each in verdicts if each.found is not None]
    table = []
    for low, high in pairwise(bands):
        inside = [(c, each) for c, each in rated if low <= c < high or c == high == bands[-1]]
        table.append(
            Band(
                low,
                high,
                found=len(inside),
                aligned=sum(each.aligned for _, each in inside),
                right=sum(each.same_value for _, each in inside),
                mean=sum(c for c, _ in inside) / len(inside) if inside else None,
            )
        )
    return table
