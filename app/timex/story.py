"""Where a narrative has got to: the date on which those without a year hang."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.timex.grammar import Discourse
from app.timex.interval import Granularity, Period

_COARSE = frozenset(
    (Granularity.YEAR, Granularity.HALF, Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM)
)
# A year opens a sentence behind at most two small words: "In 1957", "By late 1957".
_OPENING = re.compile(r"\W*(?:\w{1,9}\W+){0,2}$")


class Story(NamedTuple):
    """The date a narrative has reached, and whether it opens a range that what follows lies in."""

    period: Period
    opens_range: bool = False

    def year_of(self, month: int) -> int:
        """The year of the next date in that month: the story's own, unless the month would lie far back."""
        year, reached, _ = self.period.date
        if self.period.granularity in _COARSE:
            return year
        return year + (reached > month if self.opens_range else reached - month > _TURN_OF_YEAR)


# Months that a date may lie behind the one before it and still be of its year: histories go back as they go on.
_TURN_OF_YEAR = 8


def story(discourse: Discourse, at: int) -> Story | None:
    """The date a narrative has reached at an offset; None at its beginning and in other genres.

    It is the last one told to the season or finer. A year alone moves the story where it opens a sentence ("In 1957
    they left") and for its own sentence ("in 1753, when 17 February …"); else it mostly tells of something past ("the
    treaty of 1936"). Of a range the story takes the first date, for what is told next began there.
    """
    if not discourse.narrative:
        return None
    text, mentions, joins = discourse.text, discourse.mentions, discourse.grammar.join
    opening: Period | None = None
    latest: Period | None = None
    opens_range = False
    sentence = at - len(discourse.before(at, 200))
    for i in range(len(mentions) - 1, -1, -1):
        period = mentions[i].period
        if period is None or discourse.hangs_on_publication(mentions[i]):
            continue
        if i and mentions[i - 1].period is not None and joins.fullmatch(text, mentions[i - 1].end, mentions[i].start):
            opens_range = True
            continue
        if period.granularity not in _COARSE:
            if opening is not None:
                return Story(opening)
            if latest is not None and abs(latest.date[0] - period.date[0]) <= 1:
                return Story(latest)  # told again, it is still that year
            return Story(period, opens_range and period.granularity in (Granularity.MONTH, Granularity.SEASON))
        if period.granularity is Granularity.YEAR:
            latest = latest or period
            if i == len(mentions) - 1 and mentions[i].start >= sentence:
                return Story(period)
            if opening is None and _OPENING.fullmatch(discourse.before(mentions[i].start)):
                opening = period
        opens_range = False
    reached = opening or discourse.last()
    return None if reached is None else Story(reached)
