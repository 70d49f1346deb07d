"""Where a narrative has got to: the dates on which those without a year hang.

A history follows a thread of dates, leaves it for a look back ("after the treaty of 1936") or at another front, and
takes it up again. What a reader does with "in May" is done here: each date told lately is a strand that the story may
go on from, with a doubt that grows with what speaks against it; a year is tried on every strand, and the one whose
step is the most natural wins. Steps are weighed in natural logarithms of months: in annotated histories the next date
lies in the same month two times in five, in the next one every fourth time, and half a year on one time in a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import log
from typing import NamedTuple

from app.timex import civil
from app.timex.grammar import Discourse
from app.timex.interval import Granularity, Period
from app.timex.timex3 import Timex

# Too coarse to go on from.
_BACKGROUND = frozenset((Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM))
_BY_MONTHS = frozenset((Granularity.HALF, Granularity.SEASON, Granularity.QUARTER, Granularity.MONTH))
# A date opens a sentence behind at most two small words: "In 1957", "By late 1957".
_OPENING = re.compile(r"\W*(?:\w{1,9}\W+){0,2}$")
_OPENING_REACH = 50
_MONTH = civil.DAY * 365.2425 / 12

# Doubts; one is as good as a step of a month and three quarters.
_OTHER_YEAR_SINCE = 1.2  # each time the year has changed since: that thread was left
_PARAGRAPH_SINCE = 0.3  # each paragraph since in which a date was told
_LOOK_BACK = 1.0  # inside a sentence, and of before what was told last: "those that had come in late 1943"
_YEAR_IN_PASSING = 1.5  # a year inside a sentence: "the treaty of 1936"
_YEAR_AS_TOPIC = 0.5  # inside the sentence that opens a paragraph
_WHOLE_YEAR = 1.8  # somewhere in a year of which no more was told
_TURN_OF_YEAR = 0.6  # who leaves the year out means the one he is in
_BACKWARD = 0.3  # histories go forward
# How far back to look, whatever the text: the work at each date is bounded.
_MOST_STRANDS = 6
_MOST_MENTIONS = 60
_LONGEST_PARAGRAPH = 5_000


class Strand(NamedTuple):
    """A date that the story may go on from, and how much speaks against it."""

    period: Period
    doubt: float

    def step_to(self, year: int, month: int, day: int | None = None) -> float:
        """How far-fetched it is that a month or day told next is that year's; 0 for the date told itself."""
        period = self.period
        here = Period.month(year, month) if day is None else Period(Granularity.DAY, _day_number(year, month, day))
        months = (here.start - period.start) / _MONTH
        if day is None or period.granularity in _BY_MONTHS or period.granularity is Granularity.YEAR:
            ahead, behind = _months(here.start) - _months(period.end - 1), _months(period.start) - _months(here.start)
            months = max(ahead, 0) - max(behind, 0)
        step = log(1 + abs(months))
        if months < 0:
            step += _BACKWARD * min(1, -months)
        if period.granularity is Granularity.YEAR:
            step += _WHOLE_YEAR
        return step if self.first_year <= year <= self.last_year else step + _TURN_OF_YEAR

    @property
    def first_year(self) -> int:
        return self.period.date[0]

    @property
    def last_year(self) -> int:
        return civil.date_of(self.period.last_day)[0]


class Place(NamedTuple):
    """A year for a date told without one: the strand it goes on from, and what speaks against it."""

    year: int
    strand: Strand
    doubt: float


class Story(NamedTuple):
    """The strands that a narrative may go on from, the latest first; there is at least one."""

    strands: tuple[Strand, ...]

    @property
    def period(self) -> Period:
        """The date it has most likely reached."""
        return min(self.strands, key=lambda strand: strand.doubt).period

    def reached(self, granularity: Granularity) -> Period | None:
        """The period of that granularity it is in ("that month"); None where no date told is so fine."""
        fine = [strand for strand in self.strands if not granularity.finer_than(strand.period.granularity)]
        return min(fine, key=lambda strand: strand.doubt).period if fine else None

    def year_of(self, month: int, day: int | None = None) -> int:
        """The year of a month or day that is told without one."""
        return self.places(month, day)[0].year

    def places(self, month: int, day: int | None = None) -> list[Place]:
        """The years such a date may lie in, the likeliest first."""
        return self._ranked(
            Place(year, strand, strand.doubt + strand.step_to(year, month, day))
            for strand in self.strands
            for year in range(strand.first_year - 1, strand.last_year + 2)
        )

    def season(self, season: int, *, south: bool = False) -> tuple[Period, Strand]:
        """A season told without its year, and the strand it goes on from.

        It is mostly of the year the story is in, be it ahead or behind; only after a later season is it the next one.
        """
        middle = min(3 * season + 1 + 6 * south, 12)
        found: list[Place] = []
        for strand in self.strands:
            years = range(strand.first_year, strand.last_year + 1)
            if strand.period.granularity is Granularity.SEASON:
                told, number = divmod(strand.period.n, 4)
                years = range(told, told + 1 + (season <= number))
            found += (Place(year, strand, strand.doubt + strand.step_to(year, middle) / 2) for year in years)
        best = self._ranked(found)[0]
        return Period.season(best.year, season, south=south), best.strand

    @staticmethod
    def _ranked(places: Iterable[Place]) -> list[Place]:
        best: dict[int, Place] = {}
        for place in places:
            if place.year not in best or place.doubt < best[place.year].doubt:
                best[place.year] = place
        return sorted(best.values(), key=lambda place: place.doubt)


def story(discourse: Discourse, at: int) -> Story | None:
    """Where a narrative has got to at an offset; None at its beginning and in other genres."""
    if not discourse.narrative:
        return None
    text, mentions, joins = discourse.text, discourse.mentions, discourse.grammar.join
    sentence = at - len(discourse.before(at))
    paragraph = _line_start(text, at)
    strands: list[Strand] = []
    doubt = 0.0
    later: Period | None = None
    for i in range(len(mentions) - 1, max(-1, len(mentions) - 1 - _MOST_MENTIONS), -1):
        mention = mentions[i]
        period = _reached_by(discourse, mention)
        if period is None:
            continue
        if (
            later is not None
            and later.date[0] != period.date[0]
            and not joins.fullmatch(text, mention.end, mentions[i + 1].start)
        ):
            doubt += _OTHER_YEAR_SINCE
        if mention.start < paragraph:
            doubt += _PARAGRAPH_SINCE
            paragraph = _line_start(text, mention.start)
        later = period
        strands.append(Strand(period, doubt + _doubt(discourse, i, period, sentence)))
        if len(strands) == _MOST_STRANDS:
            break
    if not strands:
        last = discourse.last()
        return None if last is None else Story((Strand(last.to(Granularity.YEAR), 0.0),))
    return Story(tuple(strands))


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", max(0, at - _LONGEST_PARAGRAPH), at) + 1


def _doubt(discourse: Discourse, i: int, period: Period, sentence: int) -> float:
    """What speaks against going on from a mention, by how it was told.

    Args:
        sentence: where the sentence begins in which the story is to go on: what was told in it counts in full.
    """
    mention = discourse.mentions[i]
    year = period.granularity is Granularity.YEAR
    if mention.start >= sentence and (year or not i):
        return 0.0
    before = discourse.before(mention.start)
    if _OPENING.fullmatch(before[-_OPENING_REACH:]):
        return 0.0
    left = next(
        filter(None, (_reached_by(discourse, m) for m in reversed(discourse.mentions[max(0, i - 5) : i]))), None
    )
    back = left is not None and period.end <= left.start - 25 * civil.DAY
    doubt = 0.0
    if year:
        begins = mention.start - len(before)
        opens_paragraph = not begins or discourse.text[begins - 1] == "\n"
        doubt += _YEAR_AS_TOPIC if opens_paragraph and not back else _YEAR_IN_PASSING
    return doubt + (_LOOK_BACK if back and mention.start < sentence else 0.0)


def _reached_by(discourse: Discourse, mention: Timex) -> Period | None:
    period = mention.period
    if period is None or period.granularity in _BACKGROUND or discourse.hangs_on_publication(mention):
        return None
    return period


def _day_number(year: int, month: int, day: int) -> int:
    return civil.day_number(year, month, min(day, civil.month_length(year, month)))


def _months(moment: int) -> int:
    year, month, _ = civil.date_of(moment // civil.DAY)
    return year * 12 + month
