"""The grammar of English."""

from app.timex.grammar import Bound, Cues, Grammar, rules_in
from app.timex.lang.en import absolute, durations, holidays, ranges, relative, sets, vague

GRAMMAR = Grammar(
    language="en",
    rules=rules_in([absolute, relative, ranges, durations, sets, vague, holidays]),
    modifiers=vague.MODIFIERS,
    cues=Cues(
        future=r"will|won['’]t|shall|['’]ll|would|to be|is to|are to|expects?|expected|plans?|planned|planning|scheduled|due|"
        r"next|upcoming|tomorrow|intends?|hopes?|going to|runs? (?:to|until|through)|set to|set for|"
        r"to (?:begin|start|meet|open|hold|vote|decide|end|expire|resume|visit|take|face|return|arrive|leave|become|discuss)|"
        r"begins|starts|ends|expires?|effective|maturing|payable|could|should|may|might|must|can",
        toward=r"until|till|by|through|effective|starting|beginning",
        past=r"was|were|had|did|has|have|said|told|took|came|went|began|got|made|saw|fell|rose|held|met|won|lost|left|"
        r"gave|found|sent|killed|died|became|since|ago|last|yesterday|\w{3,12}ed",
    ),
    bounds=(
        Bound("since", r"since|ever since"),
        Bound("until", r"until|till|up to|up until|through"),
        Bound("before", r"before|prior to|ahead of"),
        Bound("after", r"after|following|from"),
    ),
    joins=r"to|until|till|through|and|[-–—]",
    and_="and",
    range_from="from|(?P<between>between)",
    country=None,
)
