"""The grammar of Ukrainian."""

from app.timex.grammar import Bound, Grammar, rules_in
from app.timex.lang.uk import (
    absolute,
    anaphora,
    clock,
    durations,
    eras,
    holidays,
    quarters,
    ranges,
    relative,
    sets,
    spelled,
    vague,
    weekdays,
    years,
)
from app.timex.lang.uk.cues import CUES
from app.timex.lang.uk.words import MONTHS, MONTHS_OF_DAY, SEASONS

# The words that close a year and stay outside the extent of a date.
_YEAR_WORD = r"(?:року,? |році,? |років |роках |р\. |рр\. )?"

_MODULES = (absolute, spelled, years, quarters, clock, eras, relative, weekdays, anaphora, ranges, durations, sets,
            vague, holidays)  # fmt: skip

GRAMMAR = Grammar(
    language="uk",
    rules=rules_in(_MODULES),
    modifiers=vague.MODIFIERS,
    cues=CUES,
    bounds=(
        Bound("since", "(?:починаючи )?(?:з|із|зі|від)"),
        Bound("until", "(?:аж )?(?:до|по)"),
        Bound("before", "перед"),
        Bound("after", "після"),
        Bound("not_before", "не раніше(?: ніж)?(?: [ув])?"),
        Bound("not_after", "не пізніше(?: ніж)?(?: [ув])?"),
    ),
    joins=rf"{_YEAR_WORD}(?:по|до|та|і|й|[-–—])",
    and_=rf"{_YEAR_WORD}(?:та|і|й)",
    range_from="з|із|зі|від|(?P<between>між)",
    ended="(?:, )?(?:що|які|який) (?:закінчил|завершил|закінчивс|завершивс)\\w+|до|по",
    months=MONTHS | MONTHS_OF_DAY,
    seasons=SEASONS,
    country="UA",
)
