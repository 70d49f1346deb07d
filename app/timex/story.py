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
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from app.timex import civil
from app.timex.grammar import Discourse
from app.timex.interval import Granularity, Period

# Too coarse to go on from.
_BACKGROUND = frozenset((Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM))
_BY_MONTHS = frozenset((Granularity.YEAR, Granularity.HALF, Granularity.SEASON, Granularity.QUARTER, Granularity.MONTH))
# A date opens a sentence behind at most two small words: "In 1957", "By late 1957".
_OPENING = re.compile(r"\W*(?:\w{1,9}\W+){0,2}$")
_OPENING_REACH = 50
_DAYS = 365.2425 / 12  # of a month

# Doubts; one is as good as a step of a month and three quarters.
_OTHER_YEAR_SINCE = 1.2  # each time the year has changed since: that thread was left
_PARAGRAPH_SINCE = 0.3  # each paragraph since in which a date was told
_LOOK_BACK = 1.0  # inside a sentence, and of before what was told last: "those that had come in late 1943"
_YEAR_IN_PASSING = 1.5  # a year inside a sentence: "the treaty of 1936"
_YEAR_AS_TOPIC = 0.5  # inside the sentence that opens a paragraph
_WHOLE_YEAR = 1.8  # somewhere in a year of which no more was told
_TURN_OF_YEAR = 0.6  # who leaves the year out means the one he is in
_BACKWARD = 0.3  # histories go forward
# The month in which each season stands, spring first; a story gets to December and no further.
_MIDDLE = (4, 7, 10, 12)
_MIDDLE_SOUTH = (10, 12, 4, 7)
# How far back to look, whatever the text: the work at each date is bounded.
_MOST_STRANDS = 6
_MOST_OF_A_YEAR = 2  # what was told before those is passed
_MOST_MENTIONS = 24
_TOLD_BEFORE = 5
_LONGEST_PARAGRAPH = 5_000
# What news tells of as its own time: "charged on 3 May; in August he pleaded guilty" is of this year.
LONG_PAST = 2 * 365  # days


class Strand(NamedTuple):
    """A date that the story may go on from, and how much speaks against it."""

    period: Period
    doubt: float
    first: tuple[int, int, int]  # year, month and day with which it begins
    last: tuple[int, int, int]

    def step_to(self, year: int, month: int, day: int | None = None) -> float:
        """How far-fetched it is that a month or day told next is that year's; 0 for the date told itself."""
        granularity = self.period.granularity
        here = year * 12 + month
        ahead, behind = here - self.last[0] * 12 - self.last[1], self.first[0] * 12 + self.first[1] - here
        months: float = ahead if ahead > 0 else -behind if behind > 0 else 0
        if day is not None and granularity not in _BY_MONTHS:
            months = here - self.first[0] * 12 - self.first[1] + (day - self.first[2]) / _DAYS
        step = log(1 + abs(months))
        if months < 0:
            step += _BACKWARD * min(1, -months)
        if granularity is Granularity.YEAR:
            step += _WHOLE_YEAR
        return step if self.first[0] <= year <= self.last[0] else step + _TURN_OF_YEAR


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
            for year in range(strand.first[0] - 1, strand.last[0] + 2)
        )

    def season(self, season: int, *, south: bool = False) -> tuple[Period, Strand]:
        """A season told without its year, and the strand it goes on from.

        It is mostly of the year the story is in, be it ahead or behind; only after a later season is it the next one.
        """
        middle = (_MIDDLE_SOUTH if south else _MIDDLE)[season - 1]
        found: list[Place] = []
        for strand in self.strands:
            years = range(strand.first[0], strand.last[0] + 1)
            if strand.period.granularity is Granularity.SEASON:
                told, number = strand.period.season_told
                years = range(told, told + 1 + (middle < (_MIDDLE_SOUTH if south else _MIDDLE)[number - 1]))
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
    thread: Thread = discourse.thread or Thread()
    discourse.thread = thread
    thread.follow(discourse)
    if not thread.held:
        last = discourse.last()
        if last is None:
            return None
        year = last.to(Granularity.YEAR)
        return Story((Strand(year, 0.0, year.date, civil.date_of(year.last_day)),))
    sentence = discourse.begin_of(at)
    doubt = _PARAGRAPH_SINCE if thread.held[0].telling.start < _line_start(discourse.text, at) else 0.0
    return Story(tuple(held.as_told(doubt, sentence) for held in thread.held))


def looking_back(discourse: Discourse, at: int) -> Story | None:
    """Where a paragraph of news has got to that tells of times long past; None in all others.

    News hangs its dates on the publication, but who reads "the war began on 3 April 1942. By May it was lost" stays in
    that year. A year alone ("founded in 1974") is background: in annotated news nothing behind it went on from it.
    """
    last = next((mention for mention in discourse.latest() if mention.period is not None), None)
    if last is None or last.period is None or last.start < _line_start(discourse.text, at):
        return None
    period = last.period
    if not period.granularity.finer_than(Granularity.YEAR) or discourse.dct.n - period.last_day < LONG_PAST:
        return None
    return Story((Strand(period, 0.0, period.date, civil.date_of(period.last_day)),))


@dataclass(slots=True)
class _Held:
    """A strand that is held on to: which mention told it, how, and the doubt that what was told since has added."""

    mention: int
    telling: _Telling
    doubt: float = 0.0

    def as_told(self, doubt: float, sentence: int) -> Strand:
        """The strand as it stands in a sentence that begins at an offset."""
        period, first, last, start, beyond, *_ = self.telling
        return Strand(period, doubt + self.doubt + (beyond if start < sentence else 0.0), first, last)


@dataclass(slots=True)
class Thread:
    """What a story holds on to from one date to the next, so that the work at each is the same in every text.

    Attributes:
        tellings: how each mention was told, None for what no story goes on from.
        held: the strands, the latest first.
    """

    tellings: list[_Telling | None] = field(default_factory=list)
    held: list[_Held] = field(default_factory=list)

    def follow(self, discourse: Discourse) -> None:
        """Take in what was mentioned since the last time."""
        for i in range(len(self.tellings), len(discourse.mentions)):
            telling = _make_out(discourse, i, self.tellings)
            self.tellings.append(telling)
            if telling is not None:
                self._take_in(i, telling)
        earliest = len(discourse.mentions) - _MOST_MENTIONS
        if self.held and self.held[-1].mention < earliest:
            self.held = [held for held in self.held if held.mention >= earliest]

    def _take_in(self, i: int, telling: _Telling) -> None:
        doubt = 0.0
        if self.held:
            before = self.held[0].telling
            if before.first[0] != telling.first[0] and not telling.ends_range:
                doubt += _OTHER_YEAR_SINCE
            if before.start < telling.paragraph:
                doubt += _PARAGRAPH_SINCE
        year = telling.first[0]
        of_year = 1
        kept = [_Held(i, telling)]
        for held in self.held:
            if held.telling.period == telling.period:
                continue
            if held.telling.first[0] == year:
                of_year += 1
                if of_year > _MOST_OF_A_YEAR:
                    continue
            held.doubt += doubt
            kept.append(held)
        self.held = kept[:_MOST_STRANDS]


class _Telling(NamedTuple):
    """How a date was told.

    Attributes:
        beyond: what speaks against going on from it in a later sentence; in its own nothing does.
        ends_range: whether the date before it begins a range or list that it ends.
        paragraph: where its paragraph begins.
    """

    period: Period
    first: tuple[int, int, int]
    last: tuple[int, int, int]
    start: int
    beyond: float
    ends_range: bool
    paragraph: int


def _make_out(discourse: Discourse, i: int, before_it: list[_Telling | None]) -> _Telling | None:
    """How the i-th mention was told; None for what no story goes on from."""
    text, mention = discourse.text, discourse.mentions[i]
    period = mention.period
    if period is None or period.granularity in _BACKGROUND or discourse.hangs_on_publication(mention):
        return None
    beyond = 0.0
    before = discourse.before(mention.start)
    if not _OPENING.fullmatch(before[-_OPENING_REACH:]):
        left = next((telling.period for telling in before_it[: -_TOLD_BEFORE - 1 : -1] if telling is not None), None)
        back = left is not None and period.end <= left.start - _BACK
        if period.granularity is Granularity.YEAR:
            begins = mention.start - len(before)
            topic = (not begins or text[begins - 1] == "\n") and not back
            beyond = _YEAR_AS_TOPIC if topic else _YEAR_IN_PASSING
        if back:
            beyond += _LOOK_BACK
    paragraph = _line_start(text, mention.start)
    joined = i > 0 and discourse.grammar.join.fullmatch(text, discourse.mentions[i - 1].end, mention.start) is not None
    return _Telling(period, period.date, civil.date_of(period.last_day), mention.start, beyond, joined, paragraph)


# How much earlier a date has to be to look back: those of one month are told in any order.
_BACK = 25 * civil.DAY


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", max(0, at - _LONGEST_PARAGRAPH), at) + 1
