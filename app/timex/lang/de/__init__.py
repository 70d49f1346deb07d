"""The grammar of German."""

from app.timex.grammar import Bound, Grammar, rules_in
from app.timex.lang.de import (
    absolute,
    anaphora,
    clock,
    durations,
    holidays,
    quarters,
    ranges,
    relative,
    sets,
    vague,
    weekdays,
    years,
)
from app.timex.lang.de.cues import CUES
from app.timex.lang.de.words import MONTHS, SEASONS

GRAMMAR = Grammar(
    language="de",
    rules=rules_in(
        (absolute, years, quarters, clock, relative, weekdays, anaphora, ranges, durations, sets, vague, holidays)
    ),
    modifiers=vague.MODIFIERS,
    cues=CUES,
    bounds=(
        Bound("since", "seit(?: de[mr])?|ab(?: de[mr])?"),
        Bound("until", "bis(?: zu[mr]| in den| in die)?"),
        Bound("before", "vor(?: de[mr])?"),
        Bound("after", "nach(?: de[mr])?"),
        Bound("not_before", "nicht vor(?: de[mr])?|(?:frühestens|nicht früher als)(?: am| im| ab)?"),
        Bound("not_after", "(?:spätestens|nicht später als)(?: am| im| bis(?: zum)?)?"),
    ),
    joins="bis(?: zum| zur)?|und(?: dem| den)?|[-–—]",
    and_="und(?: dem| den)?",
    range_from="von|vom|ab|(?P<between>zwischen(?: de[mnr])?)",
    ended="bis(?: zum| einschließlich)?|per|zum",
    months=MONTHS,
    seasons=SEASONS,
    country="DE",
    articles=frozenset(["der", "die", "das", "den", "dem", "des"]),
)
