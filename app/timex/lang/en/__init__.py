"""The grammar of English."""

from app.timex.grammar import Bound, Grammar, rules_in
from app.timex.lang.en import (
    absolute,
    anaphora,
    clock,
    durations,
    holidays,
    quarters,
    ranges,
    relative,
    sets,
    social,
    vague,
    weekdays,
    years,
)
from app.timex.lang.en.cues import CUES
from app.timex.lang.en.words import MONTHS, SEASONS

GRAMMAR = Grammar(
    language="en",
    rules=rules_in(
        [
            absolute,
            years,
            quarters,
            clock,
            weekdays,
            relative,
            anaphora,
            ranges,
            durations,
            sets,
            vague,
            holidays,
            social,
        ]
    ),
    modifiers=vague.MODIFIERS,
    cues=CUES,
    bounds=(
        Bound("perhaps", r"perhaps|possibly|maybe|probably"),
        Bound("since", r"since|ever since"),
        Bound("until", r"until|till|up to|up until|through"),
        Bound("before", r"before|prior to|ahead of"),
        Bound("after", r"after|following|from"),
        Bound("not_before", r"not before|(?:no|not) (?:earlier|sooner) than"),
        Bound("not_after", r"(?:no|not) later than"),
    ),
    joins=r"to|until|till|through|and|[-–—]",
    and_="and",
    range_from="from|(?P<between>between)",
    ended=r"(?:(?:that|which) )?end(?:ed|ing|s)(?: on)?|to|through|up to",
    definite=r"the|this|these|those|last|next|past|recent|coming",
    months=MONTHS,
    seasons=SEASONS,
    country=None,
    articles=frozenset(["the", "a", "an"]),
)
