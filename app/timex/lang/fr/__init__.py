"""The grammar of French."""

from app.timex.grammar import Bound, Grammar, rules_in
from app.timex.lang.fr import absolute, anaphora, clock, durations, holidays, ranges, relative, sets, vague, years
from app.timex.lang.fr.cues import CUES
from app.timex.lang.fr.words import MONTHS, SEASONS

GRAMMAR = Grammar(
    language="fr",
    rules=rules_in([absolute, years, clock, relative, anaphora, ranges, durations, sets, vague, holidays]),
    modifiers=vague.MODIFIERS,
    cues=CUES,
    bounds=(
        Bound("perhaps", r"peut-être|sans doute|probablement"),
        Bound("since", r"depuis|dès|à partir (?:du|de)|à compter (?:du|de)"),
        Bound("until", r"jusqu['’](?:au|à|en|aux)|d['’]ici(?: à| au)?"),
        Bound("before", r"avant"),
        Bound("after", r"après|au-delà (?:du|de)|passé"),
        Bound("not_before", r"pas avant|au plus tôt(?: en| au| à)?"),
        Bound("not_after", r"au plus tard(?: en| au| à)?"),
    ),
    joins=r"au?|à|jusqu['’](?:au|à|en)|et|[-–—]",
    and_="et",
    range_from="du|de|depuis|dès|(?P<between>entre)",
    ended="(?:clos|achevé|terminé)e?s?(?: en| fin| à fin)?|à(?: fin)?|jusqu'(?:à|en|au)",
    definite=r"le|la|les|ces?|cette",
    months=MONTHS,
    seasons=SEASONS,
    articles=frozenset(["le", "la", "les"]),
)
