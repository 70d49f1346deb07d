"""Which way a sentence looks: verbs and small words of the future and of the past."""

from app.timex.cues import Cues

# In the present, of what a diary holds.
_DIARY = (
    "beginnt|beginnen|startet|starten|endet|enden|eröffnet|öffnet|öffnen|schließt|schließen|tritt|treten|findet|finden|"
    "läuft bis|gilt bis|folgt|folgen|erscheint|erscheinen|kehrt|kehren|verlässt|wechselt|übernimmt|reist|reisen"
)
_FUTURE = (
    "wird|werden|soll|sollen|will|wollen|muss|müssen|darf|dürfen",
    "sollte|sollten|dürfte|dürften|könnte|könnten",
    "plan(?:t|en)|geplant|vorgesehen|angesetzt|erwartet|erwarten|voraussichtlich",
    rf"{_DIARY}|stattfinden",
    "übermorgen|kommende[nmrs]?|nächste[nmrs]?|spätestens|frühestens|bleibt|bleiben|ist frei",
)
# Past tense by its commonest verbs, and by the endings of participles and of weak verbs, but for nouns that have them.
_NO_VERBS = (
    "heute|leute|seite|mitte|bitte|hütte|kette|karte|liste|küste|worte|erste|letzte|beste|zweite|dritte|nächste|minute|"
    "monate|städte|kräfte|gebiete|konflikte|projekte|rechte|sollte|könnte|dürfte"
)
_STRONG = (
    "kam|kamen|ging|gingen|fand|fanden|begann|begannen|blieb|stand|standen|nahm|nahmen|ließ|ließen|starb|starben|"
    "trat|traten|gewann|gewannen|verlor|verloren|schrieb|sprach|sprachen|traf|trafen|lag|lagen|hielt|hielten|fiel|"
    "fielen|stieg|stiegen|schloss|schlossen|zog|zogen|verließ|verließen|brach|brachen|sank|sanken|floh|flohen|stahl|"
    "sprang|erlitt|erlitten|verschwand|unterlag|entging|entstand|wuchs|wuchsen|erschien|erschoss|schlug|schlugen"
)
# In small letters, for nouns have these endings, too: "Gäste", "Gewicht".
_WEAK = rf"(?!(?:{_NO_VERBS})n?\b)(?-i:[a-zäöüß]{{2,16}}te(?:n)?)"
_PAST = (
    "war|waren|hatte|hatten|wurde|wurden|hat|haben|gab|gaben|sah|sahen|rief|riefen|worden",
    _STRONG,
    _WEAK,
    "(?-i:ge[a-zäöüß]{2,12}t)|gestern|vorgestern|vergangene[nmrs]?|zuvor|voriges?",
)
# Those who decide, promise or call for something may do so for a day to come.
_UNDECIDED = (
    "(?:kündig|plan|forder|woll|soll|droh|beantrag|genehmig|bestätig|setz|leg|rechne|erwarte|hoff|warn|bestell|einig|"
    "verabrede|verlänger|vertag|verschieb|buch|reservier|terminier|votier|stimm|verschob|sag|erklär|teil|melde|"
    "berichte|äußer|verkünde|garantier|sicher|prognostizier|möch|muss|müss|hat)te(?:te)?n?"
)
_SURELY = (
    rf"(?:wird|werden|muss|müssen|darf|dürfen|soll|sollen)|{_DIARY}",
    rf"wurde|wurden|hat|haben|gab|gaben|worden|{_STRONG}",
    rf"(?!{_UNDECIDED}$){_WEAK}",
)

CUES = Cues(
    future="|".join(_FUTURE),
    past="|".join(_PAST),
    toward="für|auf|bis|bis zum|bis zur|ab|spätestens|frühestens|voraussichtlich",
    since="seit|seit dem|datiert auf",
    sure="|".join(_SURELY),
    aim=r"zu (?-i:[a-zäöüß]{2,}n)",
    apart="zu[mr]?|um|für|über|als|wie|und|oder|aber",
    verb_last=True,
    rumoured="(?:soll|sollen|will|wollen) [^.,;:]{1,140} (?:haben|"
    "(?:worden|gewesen|geflohen|gereist|gekommen|gestorben|verschwunden|entkommen) sein)",
    between="am|im|de[nmr]|zu[mr]|um|in|anfang|mitte|ende|diese[nmrs]?",
)
