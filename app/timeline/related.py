"""Words that can name one happening: "robbed" and "raided", "died" and "was killed".

Each line is a kind of happening; a word may belong to several. Two reports whose triggers share a line may tell the
same thing in other words; that they do has to follow from what else they say.
"""

from __future__ import annotations

_KINDS = """
die dies died dead death deaths kill kills killed killing perish perished fatality fatalities toll drowned passed
hurt injure injures injured injury injuries wound wounds wounded casualties
rob robs robbed robbery robberies raid raided heist steal stole stolen theft thefts burgled looted snatched
sign signs signed signing treaty agreement accord pact deal contract
resign resigns resigned resignation quit quits stepped departure
approve approves approved approval pass passed passes passage adopt adopted adoption backed endorsed ratified vote
vote votes voted voting ballot referendum approved rejected decided decision
reject rejects rejected rejection refuse refused refusal defeated veto vetoed
collapse collapsed collapses fell crumbled caved toppled
close closed closes closing closure shut shuts shutting shutdown
open opened opens opening inaugurated inauguration unveiled launch launched reopened
start starts started begin begins began launch launched
arrest arrested arrests detain detained detention custody caught handcuffed
charge charged charges indict indicted indictment accused
convict convicted conviction guilty verdict found
sentence sentenced jailed imprisoned
win won wins winning victory beat beats beaten beating triumphed champion title lifted
lose lost loses losing defeat defeated loss beaten
elect elected elects election elections polls
choose chose chosen picked named appoint appointed appointment selected
buy bought buys acquire acquired acquisition purchase purchased takeover
sell sold sells sale auction auctioned
merge merged merger combine combined
fire fires blaze blazes burn burned burnt burning flames
crash crashed crashes collide collided collision struck hit rammed wreck wrecked derailed derailment
explode exploded explosion blast blasts blew detonated
flood flooded floods flooding inundated burst breached overflowed
find found finds discover discovered discovery recovered located
rescue rescued rescues saved airlifted winched freed
evacuate evacuated evacuation flee fled displaced
protest protests protested march marched rally rallied demonstration demonstrated
strike strikes walkout walked stoppage struck picketed
delay delayed postpone postponed postponement
cancel cancelled canceled scrapped dropped withdrew withdraw withdrawn withdrawal
apologise apologised apologize apologized apology
sink sank sunk sinking capsized wrecked
visit visited visits toured arrived
announce announced announces announcement declared disclosed revealed unveiled
sue sued sues lawsuit suit complaint filed
sack sacked dismissed dismissal ousted removed fired
hire hired appointed join joined recruited signed
marry married wed wedding
score scored goal goals netted
raise raised raises rose increase increased hike hiked lifted climbed
cut cuts reduce reduced lower lowered slashed
attack attacked attacks shelled shelling bombed bombing bombardment
seize seized captured occupied took
release released freed
land landed touched docked
quake earthquake tremor aftershock shook
erupt erupted eruption
outbreak spread infected infections cases
halt halted stop stopped suspend suspended suspension
build built construct constructed construction erected
pay paid payment fined fine compensation
meet met meets meeting talks summit negotiations
agree agreed agrees agreement settle settled settlement
report reported posted presented published results
"""


def _by_word() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_KINDS.strip().splitlines()):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_BY_WORD = _by_word()


def kinds(words: list[str]) -> frozenset[int]:
    """The kinds of happening that these words can name, as numbers."""
    return frozenset().union(*(_BY_WORD.get(word, frozenset()) for word in words))
