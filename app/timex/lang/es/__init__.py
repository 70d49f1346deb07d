"""The grammar of Spanish."""

from app.timex.grammar import Bound, Grammar, rules_in
from app.timex.lang.es import absolute, anaphora, clock, durations, holidays, ranges, relative, sets, vague, years
from app.timex.lang.es.cues import CUES
from app.timex.lang.es.words import MONTHS, SEASONS

GRAMMAR = Grammar(
    language="es",
    rules=rules_in([absolute, years, clock, relative, anaphora, ranges, durations, sets, vague, holidays]),
    modifiers=vague.MODIFIERS,
    cues=CUES,
    bounds=(
        Bound("perhaps", r"quizás?|tal vez|posiblemente|probablemente|acaso"),
        Bound("since", r"desde|a partir de|a partir"),
        Bound("until", r"hasta"),
        Bound("before", r"antes de|antes|previo a"),
        Bound("after", r"después de|después|tras|luego de"),
        Bound("not_before", r"no antes de|no antes|como (?:muy )?pronto(?: en)?"),
        Bound("not_after", r"no más tarde de|a más tardar(?: en)?|como (?:muy )?tarde(?: en)?"),
    ),
    joins=r"al?|hasta|y|e|[-–—]",
    and_="y|e",
    range_from="desde|del?|(?P<between>entre)",
    ended="(?:terminad|finalizad|cerrad)[oa]s?(?: en| el)?|hasta",
    definite=r"el|la|los|las|est[aeo]s?|es[aeo]s?",
    months=MONTHS,
    seasons=SEASONS,
    articles=frozenset(["el", "la", "los", "las"]),
)
