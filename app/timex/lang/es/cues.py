"""Which way a sentence looks: verbs and small words of the future and of the past."""

from app.timex.grammar import Cues

# Endings tell the tense: a future or conditional stands on the whole infinitive ("llegará", "podría").
_FUTURE = (
    r"(?-i:[A-ZÁÉÍÓÚa-zñáéíóú]?[a-zñ]{0,14}(?:ar|er|ir|dr|br|rr|har)(?:á|án|é|emos|ía|ían))",
    r"va a|van a|voy a|vamos a|iba a|iban a",
    r"previst[oa]s?|prev[ée]n?|programad[oa]s?|convocad[oa]s?|aplazad[oa]s?",
    r"espera\w*|aguarda\w*|planean?|pretenden?|deben?|pued[ae]n?",
    r"antes de que|a la espera",
)
_PAST = (
    # "Dijo que el lunes irá": what is said has a tense of its own.
    r"(?-i:[A-ZÁÉÍÓÚa-zñáéíóú][a-zñ]{1,14}(?:ó|aron|ieron|aba|aban))(?! que\b)|dijo(?! que\b)",
    r"ha|han|hab[íi]an?|fue|fueron|hizo|hicieron|era|eran|estaba|estaban|tuvo|tuvieron|hubo|pudo|quiso|puso|vino|vinieron",
    r"dio|vio|dieron|vieron|pasad[oa]|ayer|hace|tras|después de",
)
_TOWARD = (r"hasta|para|a partir de|antes de|antes|de aquí a|a más tardar",)
_SINCE = (r"a fecha de|acabad[oa]|terminad[oa]|celebrad[oa]|disputad[oa]|firmad[oa]",)

CUES = Cues(
    future="|".join(_FUTURE),
    past="|".join(_PAST),
    toward="|".join(_TOWARD),
    since="|".join(_SINCE),
    between="el|la|los|las|del|al|de|en|principios|finales|mediados|próximo|mes|día",
)
