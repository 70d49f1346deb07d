"""Which way a sentence looks: verbs and small words of the future and of the past, read off annotated news."""

from app.timex.grammar import Cues

# A verb in small letters: "May" is a month.
_MAY = "(?-i:may)"
_MODAL = (
    r"(?:will|won['’]t|shall|(?:i|you|he|she|it|we|they|that|there|who)['’]ll|would|to|must|"
    rf"{_MAY}|might|could|should|can)"
)
_VERB = (
    r"(?:begin|start|meet|open|hold|vote|decide|end|expire|resume|visit|take|face|return|arrive|leave|become|discuss|"
    r"announce|release|redeem|respond|testify|submit|hear)"
)
# What "will be" makes of verbs that look like their past.
_PARTICIPLE = (
    r"(?:held|made|met|sold|sent|set|cut|brought|built|left|led|paid|put|told|heard|won|lost|found|kept|bought|begun|"
    r"shown|known|drawn|done|gone|born|laid|read|run|hit|shut|spent)"
)
_SET = r"(?:due|scheduled|planned|set|expected|slated|supposed)"
# What is going on now, with a day beside it, is to come: "They are meeting on Friday".
_COMING = (
    r"(?:meeting|flying|leaving|coming|going|heading|arriving|returning|holding|hosting|releasing|launching|opening)"
)
_FUTURE = (
    rf"{_MODAL}(?: (?:not|also|still|only|never|now))? be(?: [a-z]+ed| [a-z]+en| [a-z]+ing| {_PARTICIPLE})?",
    r"will(?: have(?: been)?)?|won['’]t|shall|(?:i|you|he|she|it|we|they|that|there|who)['’]ll|would|must|is to|are to",
    rf"(?:could|should|{_MAY}|might)(?! have)",
    r"expects?|expected|intends?|hopes? to|plans? to|planned|planning|scheduled|slated|due|set (?:to|for)|going to",
    rf"(?:is|are|am|['’]m|['’]re) (?:[a-z]+ )?{_COMING}|meets?|how about",
    r"looking forward to|wait for|see you|let['’]s|calling for",
    r"begins|starts|ends|expires?|(?:re)?opens|closes|leaves|arrives|returns|resumes|reconvenes|payable",
    r"takes (?:effect|place)|runs? (?:to|until|through)",
    rf"to {_VERB}",
    r"upcoming|tomorrow|deadline|unspecified date",
)
_PAST = (
    rf"(?:should|could|would|might|must|{_MAY}) have(?: been)?(?: [a-z]+ed)?",
    rf"(?:had|was|were|previously)(?: [a-z]+){{0,2}} {_SET}(?: to [a-z]+)?",
    r"was|were|had|did|has|have|said|told|took|came|went|began|got|made|saw|fell|rose|held|met|won|lost|left|grew|ran",
    r"gave|found|sent|killed|died|became|brought|bought|sold|stood|led|built|broke|spoke|wrote",
    r"since|ago|last|yesterday",
    # A regular past in small letters: "United" is a name, and "succeed" ends like one.
    r"(?-i:[a-z]{2,12}[a-df-z]ed)",
)
_TOWARD = (
    r"until|till|by|through|effective|starting|beginning|as soon as|no later than",
    r"of record|extended to|deadline of|due",
)
_SINCE = (
    r"(?:did not|didn['’]t|was not|wasn['’]t|were not)(?: [a-z]+){1,4} until",
    r"ended|ending|since|dated|as of|ever since|(?:this|last) year through",
    # "Thirty had filed their reports by Wednesday": what had been done lies behind.
    r"had (?:[a-z]+ )?[a-z]{3,}ed(?: (?!to )[\w'’.-]+){0,4} by",
)

CUES = Cues(
    future="|".join(_FUTURE),
    past="|".join(_PAST),
    toward="|".join(_TOWARD),
    since="|".join(_SINCE),
    behind="(?:ever )?since",
    between="the|early|late|mid|about|around|on|in|at|of|a",
)
