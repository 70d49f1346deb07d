"""English words that tell what a sentence says: closed classes, sayings, modality, names of events."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    "the a an this these those each every some any no both all another such many few several most more much half "
    "either neither fewer less enough certain various"
)
POSSESSIVES = _words("my your his her its our their")
SUBJECT_PRONOUNS = _words("i you he she it we they there everyone everybody someone somebody nobody anyone anybody")
OBJECT_PRONOUNS = _words(
    "me him us them himself herself itself themselves ourselves myself yourself one ones others something anything "
    "nothing everything none hers theirs ours mine"
)
PRONOUNS = SUBJECT_PRONOUNS | OBJECT_PRONOUNS
PREPOSITIONS = _words(
    "of in on at by for with from into onto over under through between among amongst against during within without "
    "across along around behind beyond near off out up down upon via despite per toward towards amid amidst alongside "
    "inside outside above below beneath beside besides except following including according regarding concerning "
    "throughout about versus vs aboard underneath atop unlike minus plus"
)
# Open a clause where a verb with a subject follows, and are prepositions where none does ("after the war").
SUBORDINATORS = _words(
    "after before since until till as while when whenever because if although though unless once whereas wherever "
    "whether lest than like so"
)
WH_WORDS = _words("who whose which whom what where whoever whatever whichever why how")
COORDINATORS = _words("and or but nor")
MODALS = _words("will would can could may might must shall should ought 'll ’ll wo ca sha cannot")
ADJECTIVES = _words(
    "able bad big black blue broad brief bright central chief clean clear close cold common cool current dark dead "
    "deep difficult early easy empty false fast fierce final firm first former foreign free fresh full good great "
    "green hard heavy high hot huge human ill important joint junior key large last late left light likely little "
    "local long low main major minor narrow new next northeast northwest old only open other outside own past poor "
    "popular pro proper quick quiet rapid rare raw ready real recent red rich rough round rural same second secure "
    "senior severe sharp short sick similar simple single slow small smooth soft solid southeast southwest special "
    "steady strict strong sudden sure sweet tall third tight tiny top tough true unclear unlikely upper urban usual "
    "vast warm weak white whole wide wild wrong young largest biggest highest latest best worst oldest newest smaller "
    "larger bigger higher lower older younger newer stronger weaker greater longer shorter southern northern eastern "
    "western embattled so-called independent present recent urgent silent violent prominent apparent frequent "
    "innocent distant pregnant significant relevant vacant military civilian elderly deadly daily weekly monthly "
    "lively friendly neighbouring neighboring"
)
NOT_ADJECTIVES = _words(
    "official capital hospital festival animal journal material total trial arrival approval removal proposal refusal "
    "denial survival rival general criminal individual principal professional terminal signal metal deal goal "
    "original portal referral oral mural withdrawal appeal disposal funeral interval manual medal moral offal pedal "
    "renewal reversal ritual scandal seal steal tribunal arsenal canal cardinal cathedral potential admiral marshal "
    "ideal real rehearsal editorial memorial tutorial offensive executive detective native archive motive initiative "
    "alternative representative directive objective perspective drive operative relative collective narrative "
    "adjective additive public traffic republic music topic clinic panic fabric picnic critic academic epidemic "
    "pandemic mechanic plastic logic magic tactic statistic ethic arctic attic catholic comic graphic lyric mosaic "
    "tonic traffic alcoholic table cable vegetable variable stable syllable constable bible crucible"
)
BE = {
    "be": "base", "am": "present", "is": "present", "are": "present", "was": "past", "were": "past",
    "been": "participle", "being": "ing", "'m": "present", "’m": "present", "'re": "present", "’re": "present",
}  # fmt: skip
HAVE = {
    "have": "base", "has": "present", "had": "past", "having": "ing", "'ve": "base", "’ve": "base",
}  # fmt: skip
DO = {"do": "base", "does": "present", "did": "past", "doing": "ing", "done": "participle"}
NEGATIONS = _words("not n't n’t never")
ADVERBS = _words(
    "also yet still already just only even again now then here soon later earlier ago almost nearly once twice always "
    "often sometimes very too quite rather well far away back together instead meanwhile however therefore thus "
    "perhaps maybe today yesterday tomorrow tonight long ever else hence forward abroad home overnight apart aside "
    "further moreover nevertheless nonetheless otherwise overall altogether indeed somehow somewhat upstairs downtown "
    "northward southward eastward westward anyway likewise right sooner worldwide nationwide online ahead thereafter "
    "afterward afterwards pretty"
)
# "The worst since 1996", "the first since May": what such words compare with is no beginning.
SUPERLATIVES = _words(
    "best worst most least first only lowest slowest newest oldest highest weakest poorest smallest coolest coldest "
    "warmest driest fewest closest quietest record"
)
NOT_SUPERLATIVES = _words(
    "protest arrest request harvest interest conquest contest latest modest priest digest attest test detest"
)
# Words in -ly that are no adverbs.
NOT_ADVERBS = _words(
    "family supply reply apply ally assembly italy july daily weekly monthly yearly friendly elderly rally fly rely "
    "multiply comply imply bully belly anomaly monopoly costly deadly holy ugly lonely homily butterfly early lively "
    "jelly unlikely likely timely orderly cowardly heavenly lovely silly curly hilly worldly sly"
)
# Words in -ed and -ing that are no verb forms.
NOT_PARTICIPLES = _words(
    "hundred sacred wicked naked bed red speed need feed indeed seed united breed creed deed greed weed exceed "
    "proceed succeed bleed shed sled wed kindred hatred embed reed aged sophisticated so-called unprecedented alleged "
    "bloodshed watershed woodshed infrared moped talented rugged unmanned armed beloved"
)
NOT_ING = _words(
    "king ring thing string spring wing sing bring evening morning nothing something anything everything during "
    "building ceiling wedding being sterling sibling viking darling beijing pudding offspring feeling meaning hearing "
    "meeting according regarding concerning including following notwithstanding pending ongoing upcoming incoming "
    "outgoing earring upbringing herring filing briefing lightning funding housing training spending lending trading "
    "banking shipping mining farming clothing advertising engineering manufacturing marketing pricing rating ranking "
    "parking neighbouring neighboring"
)
# Saying something, with or without more: the content is what is told.
SAYING = _words(
    "say tell add explain note insist argue state claim maintain stress emphasise emphasize suggest assert comment "
    "remark reply respond write recall point acknowledge admit concede indicate contend allege quote observe "
    "reiterate repeat estimate caution joke tweet post testify complain describe cite conclude predict recount report "
    "mention lament warn announce declare confirm reveal disclose deny inform advise assure signal reaffirm stipulate "
    "proclaim boast hint hear learn show find read signify imply"
)
# Of those, the ones whose content is dropped into the sentence with no "that": "Officials said the bridge fell".
BARE_CONTENT = _words(
    "say add claim note insist argue explain report warn announce declare confirm reveal deny admit acknowledge "
    "suggest maintain stress believe think fear hope predict estimate expect allege state assert write know feel "
    "conclude learn hear show indicate find tell understand assume suspect mean wish"
)
# Verbs whose participle takes a noun behind it: "a man named Watban", "the prize awarded the team".
NAMING = _words(
    "name call dub entitle title label give elect appoint make award deny offer grant pay teach send show tell leave "
    "consider deem declare crown christen nickname rename sell ask"
)
# Verbs without a passive: behind a noun their -ed form is what happened, never a participle ("the boy, 9, died").
NEVER_PASSIVE = _words(
    "die arrive happen occur emerge disappear appear collapse erupt arise depart perish surface persist expire exist "
    "fall go come rise sleep lie sit stay remain laugh cry cough sneeze cease seem belong resign vanish retire wake "
    "fail apologise apologize compete participate return plunge soar surge slump tumble struggle matter succeed "
    "respond react"
)
# Verbs that never stand without an object: with none behind it, their -ed form is a participle.
TAKES_OBJECT = _words(
    "receive deprive accuse kill wound injure detain describe suspect purchase possess imprison convict damage destroy "
    "demolish arrest elect publish acquire seize rescue kidnap abduct murder assassinate award install equip employ"
)
# What makes a report, a book or a song known: the day of that is the day of what it tells.
PUBLISHING = _words("publish release issue print broadcast air post leak unveil present file circulate")
# What is expected or set ahead: "its forecast for the year" was cut on some day of that year.
OUTLOOKS = _words(
    "forecast outlook guidance target budget estimate prediction projection expectation goal quota timetable schedule "
    "forecasts targets budgets estimates predictions projections expectations goals quotas"
)
# Of those, the ones that take their hearer before the content.
WITH_HEARER = _words("tell inform assure remind notify advise warn")
# Verbs of saying that with a plain object are doings: "recalled 12,000 cars", "found a body", "claimed the prize".
DOING_TOO = _words(
    "acknowledge concede admit recall find add write post signal show hear claim read cite describe repeat"
)
# Verbs of saying that are news by themselves: "She conceded on Sunday", "he testified".
SAID_AND_DONE = _words("concede testify comment complain apologise apologize protest boast")
# "Scheduled a ceremony for Tuesday": what is ahead is what the verb takes.
# What harm came of an event, at the moment of it.
HARMING = _words(
    "kill wound injure hurt maim destroy damage flatten level demolish devastate displace trap bury strand maroon "
    "claim cripple shatter wreck sever topple uproot submerge inundate"
)
SCHEDULING = _words("schedule plan set slate fix organise organize arrange book")
# "Called off Friday's walkout": what the verb takes does not come to pass.
CANCELLING = _words("cancel postpone avert prevent scrap shelve ban halt abandon forestall thwart foil")
# A saying that is itself the news, whatever its content.
ANNOUNCING = _words(
    "announce declare reveal disclose confirm deny report proclaim vow pledge promise threaten accuse urge order warn "
    "demand call apologise apologize condemn criticise criticize blame testify admit sign approve reject"
)
# What a mind holds, not what happened.
OPINION = _words(
    "believe think feel hope fear consider doubt expect suspect assume assess regard view predict wonder worry "
    "imagine prefer suppose guess reckon deem presume trust understand know foresee anticipate"
)
# "Demanded that the mine be closed": what they carry is wished for.
DEMANDING = _words("demand request propose recommend insist urge ask order suggest require")
# "Failed to reach": what hangs on them was not done.
FAILING = _words("fail refuse decline neglect forget omit")
# "Asked the minister to lift the ban": what hangs on them may be done.
ASKING = _words(
    "ask urge order tell beg press advise instruct implore request encourage invite require command recommend petition "
    "pressure summon"
)
DENYING = _words("deny refute dismiss reject disavow")
STATES = _words(
    "be have seem appear remain belong contain consist include involve depend deserve differ equal exist fit know "
    "like love hate matter mean need owe own possess prefer resemble sound stand suit tend understand want wish "
    "represent constitute comprise lack cost weigh measure stay live reside feel look smell taste concern interest "
    "range rely relate mark hold cover face require support believe think hope fear expect keep stem underscore "
    "underline illustrate demonstrate suggest indicate reflect symbolise symbolize lie sit pose bear amount total "
    "average count let seek try help enable allow make serve play aim work consider regard favour favor deem doubt "
    "care worry trust respect admire enjoy want intend"
)
# Whose passive is a state: "was deeply saddened".
FEELINGS = _words(
    "sadden shock concern worry please delight disappoint horrify alarm upset annoy interest convince satisfy impress "
    "surprise devastate dismay excite frustrate embarrass tire bore amaze astonish thrill confuse relieve outrage"
)
# Of the states, what is a doing where it is told in the past: "the orchestra played", "troops held the bridge".
DONE_ONCE = _words("play hold make help try seek let serve cover support sit enable allow face stand")
# Of the states, what is no event even with a date: "the results included a gain".
PURE_STATES = _words(
    "be have include contain consist comprise belong seem appear mean need own cost represent constitute involve "
    "concern lack depend deserve differ equal exist resemble total average amount know like love hate want prefer "
    "compare base relate date"
)
# Verbs that hand their meaning on to the infinitive behind them: "began to", "was able to".
ASPECTUAL = _words("begin start continue cease proceed stop finish come go happen manage keep resume get end help")
# Nouns in the singular that open a sentence without an article.
NOT_BARE = _words(
    "police traffic smoke oil gas lightning electricity gunfire lava ash mud turnout inflation unemployment parliament "
    "congress government management staff nobody everybody somebody anyone everyone someone production output "
    "communication evidence hail sleet fog debris data people media demand industry business society nature"
)
# Of times so long past that news of them is of no day.
ERAS = _words(
    "jurassic cretaceous triassic permian devonian silurian ordovician cambrian precambrian pleistocene holocene "
    "pliocene miocene oligocene eocene paleocene palaeocene mesozoic paleozoic palaeozoic cenozoic neolithic "
    "mesolithic paleolithic palaeolithic prehistory antiquity renaissance"
)
# "Runs to Wednesday", "lasted until May": a date behind them ends what goes on.
LASTING = _words("run last continue extend stretch stay")
# What goes on for as long as is told: "spent half a century at sea", "served two terms over nine years".
GOING_ON = _words(
    "spend serve live work lead run rule reign teach hold remain stay fight wait study train travel write play search "
    "campaign do command edit manage chair farm preach sail tour go"
)
# What figures do: "fell to 61 percent from 74 percent in May".
CHANGING = _words(
    "rise fall grow drop increase decrease decline climb jump slip slide shrink plunge surge soar widen narrow double "
    "be stand total reach improve ease edge dip gain expand cut raise lower reduce boost slump tumble advance swell"
)
PLANNING = _words(
    "plan intend aim expect schedule set slate agree prepare want promise pledge vow decide propose mean look arrange "
    "book due offer ready resolve commit undertake"
)
THREATENING = _words("threaten risk consider contemplate mull weigh hope wish need")
# "Wants the president to resign": what is wanted of somebody may come.
WANTING = _words("want wish need require")
# "Is said to have died", "is rumoured to be leaving": the infinitive is what is told.
RUMOURED = _words("rumoured rumored rumour rumor suspect allege fear suppose")
TOLD_OF = RUMOURED | _words("say report believe think know understand find show see hold presume assume")
PLANNED_MODALS = _words("will shall 'll ’ll wo sha")
HYPOTHETICAL_ADVERBS = _words(
    "likely possibly probably perhaps maybe potentially unlikely possible hypothetically conceivably"
)
HYPOTHETICAL_OPENERS = _words("if unless whether lest")
PLANNED_ADJECTIVES = _words(
    "due set ready scheduled expected slated poised prepared about likely bound keen willing eager able"
)

# Nouns that name what happened.
EVENT_NOUNS = _words(
    "abdication abduction accession accident accord acquisition acquittal address adoption affair aftershock "
    "agreement airstrike ambush amendment amputation annexation announcement apology appeal appointment armistice "
    "arraignment arrest arrival assassination appearance assault attack auction avalanche bailout ballot ban "
    "bankruptcy battle beheading bid birth briefing blackout blast blaze blizzard blockade bombardment bombing "
    "boom boycott breach breakthrough breakup broadcast burglary burial buyout by-election campaign cancellation "
    "capitulation capsizing capture caucus cease-fire ceasefire celebration ceremony championship clash closing "
    "closure collapse collision concert concession conference confirmation confiscation conflict confrontation "
    "congress conquest contamination convention conviction coronation counterattack counteroffensive coup "
    "crackdown crash creation crisis crossing crusade curfew cyberattack cyclone deal death debate debut decision "
    "declaration decree default defeat defection demise demolition demonstration departure deployment deportation "
    "derailment derby destruction detention detonation dinner directive disappearance disaster disclosure "
    "discovery dismissal dissolution divorce docking downturn drawdown drought duel earthquake election embargo "
    "emigration enactment encounter engagement entry epidemic eruption escape establishment evacuation eviction "
    "exchange execution exhibition exile exodus expansion expedition exploration explosion expulsion extradition "
    "famine festival fighting filibuster fire flight flood flooding formation forum foundation founding funeral "
    "game genocide goal gunfight gunfire hack handover hanging hearing heatwave heist hijacking hiring hoax "
    "hostage-taking hostilities hurricane impeachment implementation imprisonment inauguration incident incursion "
    "independence indictment injunction injury inquest inspection insurrection intervention interview invasion "
    "investigation journey kidnapping killing landing landslide launch lawsuit layoff leak liberation listing "
    "lockdown lockout lynching manhunt marathon march marriage massacre match meeting meltdown merger mission "
    "mobilisation mobilization mudslide murder mutiny nationalisation nationalization negotiation nomination "
    "occupation offensive offering onslaught opening operation ouster outage outbreak overthrow pact pandemic "
    "parade partition pileup pilgrimage plea plunge pogrom polls premiere privatisation privatization "
    "proclamation promotion protest pullout purchase purge quake quarantine quarterfinal questioning race raid "
    "rally ratification re-election re-opening rebellion recapitalization recapture recession reconciliation "
    "recovery redemption redeployment reelection referendum reform rehearing rejection release remark removal "
    "reopening repeal rescue resignation resolution restructuring retirement retreat return reunification reunion "
    "revelation revolt revolution riot robbery rout ruling runoff sale sanction scandal screening search "
    "secession seizure selloff semifinal sentencing settlement shelling shooting shootout shutdown siege signing "
    "sinking skirmish slaughter slaying slump speech spill split stabbing standoff statement storm strike "
    "strike-off suicide suit summit surge surgery surrender swap swearing-in takeover talks test testimony theft "
    "tornado touchdown tour tournament tragedy transfer transplant treaty trial trip truce tsunami turnaround "
    "typhoon unification unrest uprising vaccination verdict veto victory violence visit vote walkout war warning "
    "wedding wildfire win withdrawal worldcup wreck"
)
# What one reaches with others; a summit or a final is reached otherwise.
REACHED = _words(
    "accord agreement ceasefire cease-fire decision deal pact resolution settlement truce verdict compromise"
)
# Nouns that name how something went in a period; no events of their own.
MEASURED_NOUNS = _words(
    "sale sales earnings loss losses profit profits income revenue revenues growth decline increase drop gain gains "
    "rise fall slump sales turnover output production demand spending orders shipments deliveries exports imports "
    "charge charges performance activity use work project effort efforts season year-end"
)
# "Were killed in the attack on Monday": the clause happens when the noun's event does.
SHARING_PREPOSITIONS = _words("in during at by amid through throughout")
TEMPORAL_PREPOSITIONS = _words("after before during since until following amid")

TITLES_OF_PEOPLE = _words(
    "mr mrs ms miss dr prof professor sir lord lady dame president premier chancellor minister senator sen "
    "congressman congresswoman representative rep governor gov mayor king queen prince princess emperor pope bishop "
    "archbishop cardinal rev reverend father sister imam sheikh general gen colonel col captain capt major maj "
    "lieutenant lt sergeant sgt admiral adm marshal commander secretary ambassador judge justice spokesman "
    "spokeswoman spokesperson chairman chairwoman chief director coach detective officer inspector sheriff attorney "
    "lawyer economist analyst author actor actress singer striker midfielder goalkeeper ceo cfo founder mediator "
    "negotiator envoy treasurer curator conductor composer novelist painter poet historian biologist physicist surgeon "
    "professor archaeologist journalist photographer architect"
)
# Words of an organisation's name, at its end or before "of".
ORGANISATION_WORDS = _words(
    "ministry department university college institute academy school bank company corporation corp inc ltd llc plc "
    "gmbh co group holdings party union league association federation committee commission council agency bureau "
    "court parliament congress senate assembly army navy police airlines airways motors newspaper times post tribune "
    "club united foundation fund office administration organisation organization alliance authority service services "
    "forces guard hospital church industries technologies systems electric oil petroleum insurance partners brothers "
    "press news network studio studios records"
)
PLACE_WORDS = _words(
    "city street avenue river lake mount mountain mountains island islands sea ocean bay square airport bridge county "
    "province region district port peninsula desert valley strait gulf coast suburb village town"
)  # fmt: skip
# Words before a name that make it a place where a name of one word follows.
PLACE_PREPOSITIONS = _words("in near around outside inside across throughout")
DEMONYMS = _words(
    "american british french german dutch swiss greek turkish russian ukrainian chinese japanese indian arab european "
    "african asian western eastern northern southern soviet islamic muslim christian jewish catholic israeli iraqi "
    "saudi afghan pakistani yemeni thai czech danish finnish swedish spanish polish irish scottish welsh english "
    "kurdish cuban mexican brazilian korean us"
)
WEEKDAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
)
# A month, a weekday or a title-like word is never (part of) a name on its own.
CALENDAR = WEEKDAYS | _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec christmas easter spring summer autumn fall winter"
)
