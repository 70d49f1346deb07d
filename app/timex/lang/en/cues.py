"""Which way a sentence looks: verbs and small words of the future and of the past, read off annotated news."""

from app.timex.cues import Cues

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
_DIARY = (
    r"faces|flies|plays|hosts|travels|heads|goes|comes|appears|votes|continues|kicks off|premieres|debuts|airs|"
    r"takes over|takes office|steps down|stands trial|comes into (?:force|effect)|"
    r"goes (?:on (?:sale|trial)|to the polls)|"
    r"travel to|"
    r"go to the polls|polls (?:open|close)|undergoes|addresses|competes|performs|wraps up|"
    r"(?:moved|postponed|rescheduled|delayed|adjourned|put off|pushed back|brought forward|extended|set|scheduled)"
    r" (?:from [\w.]+(?: \d+)? )?(?:to|until|till|for)"
)
_FUTURE = (
    rf"{_MODAL}(?: (?:not|also|still|only|never|now))? be(?: [a-z]+ed| [a-z]+en| [a-z]+ing| {_PARTICIPLE})?",
    r"will(?: have(?: been)?)?|won['’]t|shall|(?:i|you|he|she|it|we|they|that|there|who)['’]ll|would|must|is to|are to",
    rf"(?:could|should|{_MAY}|might)(?! have)",
    r"expects?|expected|intends?|hopes? to|plans? (?:to|an?)|planned|planning|scheduled|slated|due|set (?:to|for)",
    r"going to",
    rf"(?:is|are|am|['’]m|['’]re) (?:[a-z]+ )?{_COMING}|meets?|how about",
    # What is told in the present with a day beside it stands in somebody's diary: "She faces a hearing on Friday".
    rf"{_VERB}s|{_DIARY}|(?:they|we|who) {_VERB}",
    r"(?:is|are) (?:forecast|predicted)|looking forward to|wait for|see you|let['’]s|calling for",
    r"begins|starts|ends|expires?|(?:re)?opens|closes|leaves|arrives|returns|resumes|reconvenes|payable",
    r"takes (?:effect|place)|runs? (?:to|until|through)",
    rf"to {_VERB}",
    (
        r"(?:agreements?|contracts?|plans?|deals?|proposals?|offers?|pacts?|options?|promises?|pledges?|intentions?|"
        r"commitments?|agree[sd]?|promised|pledged|vowed|threatened) to (?-i:[a-z]+)"
    ),
    r"upcoming|tomorrow|deadline|unspecified date",
)
_IRREGULAR = (
    r"arose|blew|caught|chose|drew|drove|fed|felt|fled|flew|fought|froze|kept|knew|paid|rang|rebuilt|rewrote|rode|sank|"
    r"shook|shot|sought|spent|stole|struck|swept|swore|taught|thought|threw|tore|underwent|undertook|upheld|withdrew"
)
_PAST = (
    rf"(?:should|could|would|might|must|{_MAY}) have(?: been)?(?: [a-z]+ed)?",
    # What they had to do, they did.
    r"had to (?:be )?(?-i:[a-z]+)",
    # What "was expected before the autumn" is still to come; what "was expected to open" by then is not.
    rf"(?:had|was|were|previously)(?: [a-z]+){{0,2}} {_SET}(?: to [a-z]+)?(?<!expected(?= (?:before|until|till|by)))",
    r"was|were|had|did|has|have|said|told|took|came|went|began|got|made|saw|fell|rose|held|met|won|lost|left|grew|ran",
    r"gave|found|sent|killed|died|became|brought|bought|sold|stood|led|built|broke|spoke|wrote",
    _IRREGULAR,
    r"since|ago|last|yesterday",
    # A regular past in small letters: "United" is a name, and "succeed" ends like one.
    r"(?-i:[a-z]{2,12}[a-df-z]ed)",
)
_TOWARD = (
    r"until|till|by|through|effective|starting|beginning|as soon as|no later than",
    # "The hearing is Thursday", "the deadline is March 30".
    r"(?-i:is|are)",
    # "Was due in June" lies behind.
    r"of record|extended to|deadline of|(?<!\bwas\s)(?<!\bwere\s)due",
)
_SINCE = (
    r"(?:did not|didn['’]t|was not|wasn['’]t|were not)(?: [a-z]+){1,4} until",
    r"(?:waited|lasted|raged|dragged on|went on) (?:until|till)",
    r"ended|since|dated|as of|ever since|(?:this|last) year through",
    # "Thirty had filed their reports by Wednesday": what had been done lies behind.
    r"had (?:[a-z]+ )?[a-z]{3,}ed(?: (?!to )[\w'’.-]+){0,4} by",
)

_UNDECIDED = (
    r"announced|approved|agreed|called|ordered|promised|proposed|declared|offered|invited|voted|demanded|urged|"
    r"authorized|postponed|delayed|arranged|booked|vowed|pledged|threatened|wanted|needed|hoped|asked|required|"
    r"fixed|rescheduled|adjourned|listed|predicted|suggested|intended|targeted|dated|"
    r"supposed|slated|allowed|anticipated|advertised|warned|projected"
)
# What looks ahead or back without a doubt. Who announces, plans or calls something may do so for a day to come.
_SURELY = (
    r"will(?: have(?: been)?)?|won['’]t|shall|(?:i|you|he|she|it|we|they|that|there|who)['’]ll|must|is to|are to",
    rf"should|{_MAY}|might",
    r"(?:will|shall|should|may|might|must|(?:i|you|he|she|it|we|they|that|there|who)['’]ll)(?: [a-z]+)? be(?: [a-z]+)?",
    rf"hopes? to|plans? to|going to|{_VERB}s|due|takes (?:effect|place)|runs? (?:to|until|through)|to {_VERB}",
    r"(?:ever )?since",
    r"was|were|took|came|went|began|got|made|saw|fell|rose|met|won|lost|left|grew|ran|found|killed|died|became|brought",
    r"bought|sold|broke|spoke|wrote|happened|occurred",
    _IRREGULAR,
    rf"(?!(?:{_UNDECIDED})$)(?-i:[a-z]{{2,12}}[a-df-z]ed)",
)
_AIM = r"to (?-i:[a-z]+)"
# "The board called an election for March 5 and a meeting in Rome": neither the purpose nor what is told of something.
_APART = (
    r"that|which|who|whose|where|when|after|before|because|while|if|unless|until|as|and|but|or|than|for|of|about|ahead|"
    rf"said|says|{_AIM}"
)

CUES = Cues(
    future="|".join(_FUTURE),
    past="|".join(_PAST),
    toward="|".join(_TOWARD),
    since="|".join(_SINCE),
    behind="(?:ever )?since",
    sure="|".join(_SURELY),
    apart=_APART,
    # "The proposed law": what is said of something proposes nothing.
    said=rf"(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bits\s)(?<!\btheir\s)(?:{_UNDECIDED})(?: to [a-z]+)?",
    aim=_AIM,
    awaited=rf"(?:was|were)(?: [a-z]+){{0,2}} {_SET}(?: to [a-z]+)?",
    between="the|early|late|mid|about|around|on|in|at|of|a",
)
