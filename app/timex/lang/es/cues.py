"""Which way a sentence looks: verbs and small words of the future and of the past."""

from app.timex.cues import Cues

# Endings tell the tense: a future or conditional stands on the whole infinitive ("llegará", "podría").
_INFINITIVE = "(?-i:[A-ZÁÉÍÓÚa-zñáéíóú]?[a-zñ]{0,14}(?:ar|er|ir|dr|br|rr|har)"
_WILL = rf"{_INFINITIVE}(?:á|án|é|emos))|va a|van a|voy a|vamos a"
_FUTURE = (
    _WILL,
    rf"{_INFINITIVE}(?:ía|ían))|iba a|iban a",
    r"previst[oa]s?|prev[ée]n?|programad[oa]s?|convocad[oa]s?|aplazad[oa]s?",
    r"espera\w*|aguarda\w*|planean?|pretenden?|deben?|pued[ae]n?",
    r"antes de que|a la espera",
)
_DID = r"(?-i:[A-ZÁÉÍÓÚa-zñáéíóú][a-zñ]{1,14}(?:ó|aron|ieron))"
_WAS = r"fue|fueron|hizo|hicieron|tuvo|tuvieron|hubo|pudo|vino|vinieron|dio|vio|dieron|vieron|murió|murieron"
_PARTICIPLE = r"(?-i:[a-zñáéíóú]{2,14}(?:[aií]d[oa]s?|[^aeiouáéíóú]to|cho|sto))"
_HAS = rf"(?:ha|han|hab[íi]an?)(?: sido| estado)? {_PARTICIPLE}"
_PAST = (
    # "Dijo que el lunes irá": what is said has a tense of its own.
    rf"{_DID}(?! que\b)|(?-i:[A-ZÁÉÍÓÚa-zñáéíóú][a-zñ]{{1,14}}(?:aba|aban))(?! que\b)|dijo(?! que\b)",
    rf"{_HAS}|ha|han|hab[íi]an?|{_WAS}|era|eran|estaba|estaban|quiso|puso",
    r"pasad[oa]|ayer|hace|tras|después de",
)
# Those who decide, promise or call for something may do so for a day to come.
_UNDECIDED = (
    "(?:anunci|aprob|acord|convoc|promet|comprometi|aplaz|exig|solicit|pid|fij|program|orden|invit|llam|amenaz|"
    "advirti|confirm|decid|adelant|reserv|plane|autoriz|asegur|afirm|ofreci|recomend|esper|declar|señal|inform|indic|"
    "precis|consider|estim|calcul|reiter|garantiz|pact|retras|suspend|emplaz|cit|pretend|intent|pidi|propon|propus|"
    "vot|situ|dat|prorrog|amplí?|extend|extendi|contrat|conden|sentenci)(?:ó|aron|ieron|ad[oa]s?|id[oa]s?)"
)
_SURELY = (
    _WILL,
    rf"(?!{_UNDECIDED}$){_DID}|{_WAS}",
    rf"(?!(?:ha|han|hab[íi]an?)(?: sido| estado)? {_UNDECIDED}$){_HAS}",
    r"acabad[oa]|terminad[oa]|celebrad[oa]|disputad[oa]|firmad[oa]",
)
_TOWARD = (r"hasta|para|a partir de|antes de|antes|de aquí a|a más tardar",)
_SINCE = (r"a fecha de|acabad[oa]|terminad[oa]|celebrad[oa]|disputad[oa]|firmad[oa]",)

CUES = Cues(
    future="|".join(_FUTURE),
    past="|".join(_PAST),
    toward="|".join(_TOWARD),
    since="|".join(_SINCE),
    sure="|".join(_SURELY),
    aim=r"(?:a|para|de|en) (?-i:[a-zñáéíóú]{2,})[aei]r(?:l[aeo]s?|se)?",
    apart="que|quien|quienes|cuy[oa]s?|donde|cuando|porque|mientras|si|como|y|e|o|pero|sino|aunque|para|sobre|según",
    between="el|la|los|las|del|al|de|en|principios|finales|mediados|próximo|mes|día",
)
