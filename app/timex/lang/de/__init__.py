"""The grammar of German."""

from app.timex.grammar import Bound, Cues, Grammar, rules_in
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
from app.timex.lang.de.words import MONTHS, SEASONS

_FUTURE = (
    "wird|werden|soll|sollen|sollte|sollten|will|wollen|muss|müssen|darf|dürfen|dürfte|dürften|könnte|könnten",
    "plan(?:t|en)|geplant|vorgesehen|angesetzt|erwartet|erwarten|voraussichtlich",
    "beginnt|beginnen|startet|starten|endet|enden|eröffnet|tritt|treten|findet|finden|stattfinden|läuft bis|gilt bis",
    "übermorgen|kommende[nmrs]?|nächste[nmrs]?|spätestens|frühestens|bleibt|bleiben|ist frei",
)
# Past tense by its commonest verbs, and by the endings of participles and of weak verbs, but for nouns that have them.
_NO_VERBS = (
    "heute|leute|seite|mitte|bitte|hütte|kette|karte|liste|küste|worte|erste|letzte|beste|zweite|dritte|nächste|minute|"
    "monate|städte|kräfte|gebiete|konflikte|projekte|rechte|sollte|könnte|dürfte"
)
_PAST = (
    "war|waren|hatte|hatten|wurde|wurden|hat|haben|kam|kamen|ging|gingen|gab|gaben|fand|fanden|begann|begannen|blieb",
    "stand|standen|nahm|nahmen|ließ|ließen|starb|starben|trat|traten|gewann|verlor|schrieb|sprach|sprachen|traf|trafen",
    "lag|lagen|hielt|hielten|fiel|fielen|stieg|stiegen|schloss|zog|zogen|sah|sahen|rief|verließ|brach|sank",
    # In small letters, for nouns have these endings, too: "Gäste", "Gewicht".
    rf"(?!(?:{_NO_VERBS})n?\b)(?-i:[a-zäöüß]{{2,16}}te(?:n)?)",
    "(?-i:ge[a-zäöüß]{2,12}t)|gestern|vorgestern|vergangene[nmrs]?|zuvor|voriges?",
)

GRAMMAR = Grammar(
    language="de",
    rules=rules_in(
        (absolute, years, quarters, clock, relative, weekdays, anaphora, ranges, durations, sets, vague, holidays)
    ),
    modifiers=vague.MODIFIERS,
    cues=Cues(
        future="|".join(_FUTURE),
        past="|".join(_PAST),
        toward="bis|bis zum|bis zur|ab|spätestens|frühestens|voraussichtlich",
        since="seit|seit dem|datiert auf",
        between="am|im|de[nmr]|zu[mr]|um|in|anfang|mitte|ende|diese[nmrs]?",
    ),
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
