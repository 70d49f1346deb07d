"""The grammar of English."""

from app.timex.grammar import Bound, Cues, Grammar, rules_in
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
    cues=Cues(
        future=r"(?:will|won['’]t|shall|['’]ll|would|to|must|may|might|could|should|can)"
        r"(?: (?:not|also|still|only|never|now))?"
        r"(?: have)?(?: be| been)(?: [a-z]+ed| [a-z]+en| [a-z]+ing)?|will|won['’]t|shall|['’]ll|would|"
        r"expects?|expected|"
        r"looking forward to|wait for|see you|let['’]s|plans? to|"
        r"planned|planning|scheduled|slated|due|upcoming|tomorrow|intends?|"
        r"hopes? to|going to|"
        r"runs? (?:to|until|through)|set (?:to|for)|calling for|begins|starts|ends|expires?|payable|must|is to|are to|"
        r"to (?:begin|start|meet|open|hold|vote|decide|end|expire|resume|visit|take|face|return|arrive|"
        r"leave|become|discuss|"
        r"announce|release|redeem|respond|testify|submit|hear)|could|should|may|might|deadline|unspecified date",
        past=r"(?:had|was|were|previously)(?: [a-z]+){0,2} (?:due|scheduled|planned|set|expected|slated|"
        r"supposed)(?: to [a-z]+)?|"
        r"was|were|had|did|has|have|said|told|took|came|went|began|got|made|saw|fell|rose|held|met|won|"
        r"lost|left|grew|ran|"
        r"gave|found|sent|killed|died|became|since|ago|last|yesterday|brought|bought|sold|stood|led|"
        r"built|broke|spoke|wrote|"
        r"(?-i:[a-z]{2,12}[a-df-z]ed)",
        toward=r"until|till|by|through|effective|starting|beginning|as soon as|no later than|"
        r"of record|extended to|deadline of|due",
        between=r"the|early|late|mid|about|around|on|in|at|of|a",
        since=r"ended|ending|since|dated|as of|ever since",
    ),
    bounds=(
        Bound("perhaps", r"perhaps|possibly|maybe|probably"),
        Bound("since", r"since|ever since"),
        Bound("until", r"until|till|up to|up until|through"),
        Bound("before", r"before|prior to|ahead of"),
        Bound("after", r"after|following|from"),
    ),
    joins=r"to|until|till|through|and|[-–—]",
    and_="and",
    range_from="from|(?P<between>between)",
    definite=r"the|this|these|those|last|next|past|recent|coming",
    country=None,
)
