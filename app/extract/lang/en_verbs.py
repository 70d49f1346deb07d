"""English verbs: base forms, irregular forms, and the spelling rules that make the rest."""

from __future__ import annotations

# What one spelling of a verb can be, as bits: "cut" is BASE | PAST | PARTICIPLE. Plain integers, because an enum's
# operators cost more than the rest of the tagging of a word.
BASE, PRESENT, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16


# base, past, participle; "/" parts spellings that are both in use.
IRREGULAR = """
arise arose arisen; awake awoke awoken; bear bore borne/born; beat beat beaten; become became become; begin began begun;
bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten; bleed bled bled; blow blew blown; break
broke broken; breed bred bred; bring brought brought; broadcast broadcast broadcast; build built built; burn
burned/burnt burned/burnt; burst burst burst; buy bought bought; cast cast cast; catch caught caught; choose chose
chosen; cling clung clung; come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig dug
dug; dive dived/dove dived; draw drew drawn; dream dreamed/dreamt dreamed/dreamt; drink drank drunk; drive drove
driven; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; flee
fled fled; fling flung flung; fly flew flown; forbid forbade forbidden; forecast forecast forecast; forget forgot
forgotten; forgive forgave forgiven; freeze froze frozen; get got got/gotten; give gave given; go went gone; grind
ground ground; grow grew grown; hang hung/hanged hung/hanged; hear heard heard; hide hid hidden; hit hit hit; hold
held held; hurt hurt hurt; keep kept kept; kneel knelt knelt; know knew known; lay laid laid; lead led led; lean
leaned/leant leaned/leant; leap leaped/leapt leaped/leapt; learn learned/learnt learned/learnt; leave left left;
lend lent lent; let let let; lie lay lain; light lit/lighted lit/lighted; lose lost lost; make made made; mean meant
meant; meet met met; mistake mistook mistaken; overcome overcame overcome; overtake overtook overtaken; overthrow
overthrew overthrown; oversee oversaw overseen; override overrode overridden; overrun overran overrun; pay paid
paid; plead pleaded/pled pleaded/pled; prove proved proved/proven; put put put; quit quit quit; read read read;
rebuild rebuilt rebuilt; repay repaid repaid; resell resold resold; retake retook retaken; rethink rethought
rethought; rewrite rewrote rewritten; rid rid rid; ride rode ridden; ring rang rung; rise rose risen; run ran run;
saw sawed sawn; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; sew
sewed sewn; shake shook shaken; shed shed shed; shine shone shone; shoot shot shot; show showed shown/showed; shrink
shrank shrunk; shut shut shut; sing sang sung; sink sank sunk; sit sat sat; slay slew slain; sleep slept slept;
slide slid slid; smell smelled/smelt smelled/smelt; sow sowed sown; speak spoke spoken; speed sped/speeded
sped/speeded; spell spelled/spelt spelled/spelt; spend spent spent; spill spilled/spilt spilled/spilt; spin spun
spun; spit spat spat; split split split; spoil spoiled/spoilt spoiled/spoilt; spread spread spread; spring sprang
sprung; stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; stink stank stunk; strike
struck struck/stricken; strive strove/strived striven/strived; swear swore sworn; sweep swept swept; swell swelled
swollen; swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn; tell told told;
think thought thought; throw threw thrown; thrust thrust thrust; tread trod trodden; undergo underwent undergone;
understand understood understood; undertake undertook undertaken; undo undid undone; uphold upheld upheld; upset
upset upset; wake woke woken; wear wore worn; weave wove woven; weep wept wept; win won won; wind wound wound;
withdraw withdrew withdrawn; withhold withheld withheld; withstand withstood withstood; wring wrung wrung; write
wrote written; outbid outbid outbid; undercut undercut undercut; mislead misled misled; foresee foresaw foreseen;
redo redid redone; remake remade remade; reset reset reset; retell retold retold; outsell outsold outsold; outgrow
outgrew outgrown; offset offset offset; input input input; sublet sublet sublet; bereave bereaved bereft;
"""

# Base forms that are hardly ever nouns: "Russia seeks", "they remain".
VERBS = """
abandon abduct abet abolish absorb abstain abuse accede accelerate accept acclaim accommodate accompany accomplish
accost accredit accumulate accuse achieve acknowledge acquire acquit activate adapt add addict address adhere adjourn
adjust administer admire admit admonish adopt advertise advise advocate affect affiliate affirm afflict afford
aggravate agitate agonise agree ail airbrush airlift alarm alert alienate align allay allege alleviate allocate allot
allow allude ally alter amass amaze ambush amend amount amplify analyse analyze anchor anger annex announce annoy
annul anoint antagonize anticipate apologise apologize appal appeal appear applaud apply appoint apportion appreciate
apprehend approach approve arbitrate archive argue arise arm armor armour arouse arrange arrive articulate ascend
ascertain ascribe ask asphyxiate aspire assail assassinate assault assemble assent assert assess assign assist
associate assume assure atone attach attain attend attest attract attribute audit authorise authorize avenge average
avert avoid avow await awake axe babysit backfire backtrack bail bake balk balloon ban bandage banish bankroll
bankrupt baptise baptize bar barge barricade barter bask bat batter beam bear become beef befall befriend beg begin
behave behead behold believe bellow belong berate besiege betray bewilder bid bind blacklist blackmail blare bleed
bless blind blink blockade blossom blur blush boast bode bog boil bolster bolt bombard boom boost bore borrow bother
bottle bounce bow boycott breach break breathe bribe brim bring broaden broker brood browse bruise brutalise buck
buckle budge bulldoze bully bundle bungle buoy burn burst bury buy buzz bypass calculate calm campaign cancel
capitalise capitalize capitulate capsize captivate capture caress carjack carry cartwheel carve cascade castigate
catapult cater caution cease cede celebrate cement censor censure centralise centralize certify chair challenge chant
characterise characterize chart charter chase chat cheat check cherish chide chip choke choose chop circle circulate
circumvent cite clamor clamp clap clarify clash classify clatter clean cleanse clear click climb clinch cling clog
close cloud cluster coach coax cobble cocoon coerce cofound coincide collaborate collapse collect collide comb combat
combine come commandeer commemorate commence commend commission commit communicate compare compel compensate compete
compile complain complete complicate comply compose compound comprise compromise conceal concede conceive concentrate
concern conclude concoct concur condemn condense condition condone conduct confer confess confide configure confine
confirm confiscate conform confront confuse congest congratulate conjoin conjure connect connive conquer conscript
consent conserve consider consist consolidate constitute constrain constrict construct consult consume consummate
contact contain contaminate contemplate contend contest continue contract contradict contribute contrive convene
converge converse convert convey convict convince cook cooperate coordinate cope cordon corner correct correspond
corroborate corrode corrupt counsel count counterbalance court cower cramp crank crawl craze create cremate cripple
criticise criticize croak cross crouch crow crown crucify crumble crunch crush cuddle cull culminate cultivate curb
curl curse curtail customise dabble damn dampen dangle darken dash deactivate deadlock debut decapitate deceive
decelerate decentralise decide decimate declare decline decode decommission decompose decompress decorate decouple
decrease decree decry dedicate deem deepen deface default defeat defect defend defer defile define deflate deflect
defraud defuse defy degrade dehumanise delay delegate delete deliberate delight delist deliver delve demand demean
demobilise demobilize demolish demonstrate demote demystify denationalise denounce dent deny depart depend depict
deplore deploy depopulate deport depose deposit deprecate depress deprive deputise derail deride derive descend
describe desert deserve designate desire despise destabilise destabilize destroy detach detail detain detect deter
deteriorate determine detest dethrone detonate detour detoxify devalue devastate develop deviate devise devote
diagnose dictate die differ dilate dilute diminish disable disagree disappear disappoint disapprove disarm disavow
disband disburse discard discharge discipline disclose disconcert disconnect discontinue discount discourage discover
discredit discriminate discuss disembark disembowel disengage disguise disinfect dislike dislocate dislodge dismantle
dismay dismiss disobey disown dispatch dispel dispense disperse displace display dispose dispossess dispute disqualify
disregard disrespect disrupt dissect disseminate dissent dissipate dissolve dissuade distance distil distinguish
distort distract distress distribute disturb diverge diversify divert divest divide divorce divulge divvy dock
document dodge dole dominate donate doom double douse down downgrade downplay downsize draft drag drain drape dread
drift drizzle drool drop drown drum dry dub duck dump dupe dwell dwindle earmark earn ease eavesdrop echo eclipse edge
edit educate eject eke elaborate elect elevate elicit eliminate elongate elude email emanate emancipate emasculate
embark embarrass embed embezzle embody embolden embrace embroil emerge emigrate emit emphasise emphasize employ
empower empty emulate enable enact encapsulate encircle enclose encounter encourage encroach end endanger endear
endorse endow endure energise energize enforce engage engineer engrave engross engulf enhance enjoy enlarge enlist
enliven enquire enrage enrich enrol enroll enshrine enslave ensnare ensue ensure entail entangle enter entertain
enthrone entice entitle entrench entrust enumerate envelop envisage envision equal equate equip eradicate erase erect
erode err erupt escalate escape eschew escort espouse establish etch evacuate evade evaluate evangelise evaporate
evict evoke evolve exacerbate exaggerate examine exasperate excavate exceed exchange exclaim exclude excommunicate
excuse execute exemplify exempt exercise exert exfoliate exhale exhaust exhibit exhort exhume exile exist exit
exonerate expand expatriate expect expedite expel expend experience experiment expire explain explode exploit explore
export expose express expropriate extend exterminate extinguish extol extort extract extradite exult fabricate face
facilitate fade fail faint falsify falter fan fascinate fasten fault favor favour feature fend ferment ferry fetch
fete fetter fidget fight filter finalise finalize fine finish fire fit fix fizzle flank flap flare flatten flatter
flaunt flee flex flicker flinch flip flock flog flood flop flounder flourish flout fluctuate flutter fold follow
foment fool forbid foresee forestall forfeit forge forget forgive forgo formalise formalize formulate forsake fortify
foster found fracture fragment frame fraternise freak free freeze frequent fret frighten froth frown frustrate fry
fulfil fulfill fumble fund furnish gain galvanise galvanize gamble gape garland garner gasp gather gauge generate
gesture get giggle give glance glare glean glide glimpse glisten gloat globalise glorify glue gnaw go goad gobble
govern grab graduate grant grapple grate gratify graze greenlight greet grieve grill grimace grip groan groom grope
grow grumble guarantee guard guess guide gush gut gyrate hack haggle hail hallucinate halt halve hammer hamper
handcuff handle handpick hang happen harass harbor harbour harden harm harvest hasten hatch haul haunt headquarter
heal hear hearten heckle hedge heed heighten help hemorrhage herald hesitate hibernate highlight hijack hike hinder
hinge hint hire hiss hoard hobble hoist hold honor honour hoodwink hope horrify hospitalise hospitalize host hound
hover howl huddle hug humiliate hunt hurl hurry hurt hurtle hush hydrate hype hypnotise identify idolise ignite ignore
illustrate imagine impair impale impeach impede impel imperil implant implement implicate implode implore imply import
impose impound impoverish impress imprison improve improvise inaugurate incapacitate incarcerate incense inch
incinerate incite incline include incorporate increase incur indicate indict individualise induce indulge
industrialise infect infer infest infiltrate inflame inflate inflict influence inform infringe infuriate ingest inhale
inherit inhibit initiate inject injure innovate inscribe insert insinuate insist inspect inspire instal install
instigate instil institute institutionalise instruct insult insure integrate intend intensify interact intercede
intercept interdict interest interfere intern interpret interrogate interrupt intersect intertwine intervene interview
intimidate intoxicate introduce intrude inundate invade invalidate invent invest investigate invigorate invite invoice
invoke involve iron irritate isolate jab jail jeer jeopardise jeopardize jettison join jolt jostle judge juggle jump
jumpstart justify keep kickstart kidnap kill kindle kneel knit knock knot know label lace lacerate lack lag lambast
lament land languish lash last lather laud laugh launch lavish lay lead leaf leak lean leap learn lease leave lecture
leer legalise legalize legislate lend lessen let level leverage levy liberate lick lie lift like liken limit linger
link liquidate listen litigate litter live livestream loan loathe lobby localise localize locate lock lodge log loiter
long look loom loosen loot lose lounge lower lug lull lurch lure lynch magnify mail maim maintain make malfunction
manage mandate mangle manhandle manipulate manufacture mar march marginalise marginalize marry mash massacre master
mastermind materialise materialize matter mature maximise maximize mean meander measure mechanise meddle mediate meet
melt memorise menace mend mention merge mesmerise migrate militarise milk mingle minimise minimize mint miscalculate
misdiagnose misfire mishandle misinform misinterpret misjudge mislead misplace misread misrepresent miss misspend
mistake mistreat misuse mitigate moan mobilise mobilize mock moderate modernise modernize modify monitor mope morph
mount mourn move mow mull multiply mumble munch murder murmur mushroom muster mutate mute mutilate nab nag name narrow
nationalise nationalize necessitate need neglect negotiate nestle neutralise neutralize nibble nickname nip nod
nominate normalise normalize nosedive note notice notify nudge nullify nurture obey object oblige obliterate obscure
observe obsess obstruct obtain occupy occur offend offer officiate offload offset ogle omit ooze open operate oppose
oppress opt optimise orchestrate ordain order organise organize originate orphan oscillate ostracize oust outclass
outdo outflank outgrow outlast outlaw outline outlive outmanoeuvre outnumber outpace outperform outplay outshine
outsmart outsource outstrip outvote outweigh overburden overcharge overcome overcompensate overcrowd overestimate
overextend overflow overhaul overhear overheat overload overlook overpower overproduce overreact overrule overrun
oversee overshadow overshoot oversleep overstate overstay overstep oversubscribe overtake overthrow overturn overwhelm
overwork owe own pacify pack paddle pamper panic pant parachute parade paralyse paralyze paraphrase pardon participate
pass pat patronise pause pave pay peck peddle peel peer pelt penalise penalize penetrate perceive perforate perform
perish permit perpetrate perpetuate perplex persecute persevere persist personalise persuade pertain pester petition
photograph pick pillage pinpoint pioneer pitch placate place plagiarise plague plaster plead please pledge plod plot
plough pluck plummet plunder plunge pocket poison polarise police politicise politicize pollute ponder pore portray
pose posit possess post postpone postulate pounce pour praise pray preach precede precipitate predate predict
predominate preempt prefer premeditate preoccupy prepare presage prescribe present preserve preside press pressure
presume presuppose pretend prevail prevent prime privatise privatize probe proceed process proclaim procrastinate
procreate procure prod produce prohibit project proliferate prolong promise promote prompt pronounce prop propagate
propel propose propound prosecute prosper prostrate protect protest prove provide provoke prune pry publicise
publicize publish pull pulverise pump punctuate puncture punish purchase purge purify purport purr pursue push put
quadruple qualify quantify quarantine quarrel quarry quash quell quench question queue quicken quip quit quote
racketeer radiate radicalise radicalize raise rally ram ramp rampage ransack ransom rape ratify rationalise rattle
ravage raze reach react read readjust reaffirm realign realise realize reap reappear reappoint rearm rearrange reason
reassert reassess reassign reassure rebound rebrand rebuff rebuild rebuke rebury recall recant recap recapture recede
receive reciprocate recite reckon reclaim reclassify recline recognise recognize recoil recommend reconcile
reconfigure reconnect reconsider reconstruct reconvene record recount recoup recover recreate recruit rectify
recuperate recur recycle redeem redefine redeploy redesign redirect rediscover redistribute redouble redraft redraw
reduce reel reelect reemerge refashion refer refinance refine reflect refocus reform refrain refuel refund refurbish
refuse refute regain regale regard regenerate register regret regroup regulate rehabilitate reign reignite reimburse
reimpose reinforce reinsert reinstate reintroduce reinvent reinvest reiterate reject rejoin rejuvenate rekindle
relapse relate relaunch relax relay release relegate relent relieve relinquish relish relive relocate rely remain
remark remedy remember remind reminisce remove rename renationalise render renege renegotiate renew renounce renovate
reopen reorganise reorganize repaint repair repatriate repay repeal repeat repel replace replenish replicate reply
report reposition repossess represent repress reprieve reprimand reprint reprise reproduce republish repudiate repulse
repurchase request require reroute reschedule rescind rescue resemble resent reserve reshape reshuffle reside resign
resist resit resolve resonate resort respect respond rest restart restate restock restore restrain restrict
restructure result resume resupply resurface resurrect resuscitate retain retake retaliate retest rethink retire
retool retract retrain retreat retrench retrieve retrofit retry return reunify reunite reuse revamp reveal revel
revere reverse revert review revile revise revisit revitalise revitalize revive revoke revolt revolutionise reward
rewrite rhyme ricochet riddle ride ridicule rig rile rim rip ripen ripple risk roam roar roast rob rock rocket roil
roll rot rotate rout route rove row rub ruin rule rumble rumor rumour run rush sabotage sack sacrifice sadden saddle
safeguard sail salute salvage sanctify sanction sandbag sanitise sap satirise satisfy saturate savage save scald
scamper scan scapegoat scar scare scatter schedule scoff scold scoop scorch score scorn scour scowl scramble scrap
scrape scratch scrawl scream screech scribble scrub scrutinise scrutinize scuffle sculpt scuttle seal search secede
seclude secure sedate seduce see seek seem seep seethe segment segregate seize select sell send sense sentence
separate serve settle sever shadow shame shape share sharpen shatter shave shell shelter shift shimmer ship shiver
shock shoplift shore shortchange shorten shortlist shoulder shout shove showcase shriek shrink shrivel shroud shrug
shuffle shun shutter shuttle shy sicken side sideline sidestep sight sign signal signify silence simmer simplify
simulate sing single sink sip siphon sit situate sizzle sketch skew skid skin skip skyrocket slacken slam slander slap
slash slaughter sleep slide sling slip slog slosh slow slump smash smear smuggle snap snatch sneak sneer sneeze sniff
snoop snore snort snowball snub soak soar soften solicit solidify solve soothe soundproof span spar spare spark spawn
speak spearhead specialise specialize specify speculate spell spend spew spike spiral spit splash splinter spoil
sponsor spoof spotlight sprain sprawl spread spring sprinkle sprint sprout spur spurn sputter spy squander squash
squat squeak squeeze squirm stab stabilise stabilize stack stage stagger stagnate stain stalemate stalk stall stammer
stampede stand star starch stare start startle starve state stay steal steamroll steep steer stem stifle stimulate
stipulate stir stockpile stoke stomp stonewall stop storm straddle strafe straighten strand strangle strap streamline
strengthen stress stretch strip strive strut stuff stumble stun stupefy stymie subcontract subdue subjugate sublimate
submerge submit subpoena subscribe subside subsidise subsidize subsist substantiate substitute subtract subvert
succeed succumb sue suffer suggest suit summarise summarize summon supersede supervise supplant supplement supply
support suppose suppress surge surpass surprise surrender surround survey survive suspect suspend sustain swallow
swamp swap swarm swat sway swear sweep sweeten swell swerve swindle swing swipe swirl switch swoop symbolise symbolize
sympathise sympathize synchronise synthesise tackle tailgate take talk tally tape taper target tarnish tarry taunt tax
teach tear telegraph televise tell temper tempt tend tender terminate terrify terrorise terrorize test testify tether
thank thaw think thrash threaten thrive throng throw thump thunder thwart tickle tighten tilt tinker tiptoe tire toil
tolerate topple torch torment torpedo torture toss total touch tour tout tow trace track trade trail train trample
transcend transcribe transfer transform transit translate transmit transpire transport transpose trap trash traumatise
traumatize travel traverse treat trek tremble trend trickle trigger trim triple triumph trot trouble trounce trudge
trump trust try tuck tug tumble turn tutor tweet twinkle twist typify unban uncork uncover undercut underestimate
underfund undergo underlie underline undermine underperform underpin underrate underscore understand understate
undertake underwrite unearth unfold unfreeze unhinge unhook unify uninstall unionise unite unleash unload unlock
unmask unnerve unpack unravel unseal unseat unsettle untie unveil unwind upbraid update upend upgrade uphold upload
uproot upstage urge use usher usurp utilise utilize utter vacate vaccinate vacillate validate value vandalise
vandalize vanish vanquish vaporise vary vault veer venerate ventilate venture verify vet veto vie view vilify
vindicate violate visit voice volunteer vote vouch vow wade waft wag wage wail wait waive wake walk wallow waltz
wander wane want ward warn warp warrant wash waste watch wave waver waylay weaken wean wear weather weed weigh welcome
whack whine whip whirl whisk whisper whistle whitewash widen wield wiggle win wince wink wipe wiretap wish withdraw
wither withhold withstand witness wobble wonder woo work worry worsen wound wrangle wrap wreck wrench wrest wrestle
wriggle wrinkle write yank yawn yearn yell yield zigzag zip zoom
"""

# Base forms whose spelling, and that with -s, is more often a noun: "the attack", "plans".
NOUN_LIKE = """
abuse access account act advance aid aim air alarm alert alliance ally amount anchor anger answer appeal approach arm
armor armour array arrest assault attack attempt average award back balance ban bank bar base battle beam beat benefit
bet bid bill blame blast blaze block blockade blow board bomb bond book boost border bottom bound bow box brand breach
break bridge brief broadcast broker brush budget burden burst bus buzz cable call camp campaign cap care case cash
cast catch cause center centre chair challenge chance change channel charge chart charter chase check cheer chip
circle claim clamp clash class climb clock close cloud club cluster coach coat code collapse color colour comb combat
comfort command comment commission compound compromise concern condition conflict contact contest contract control
copy corner cost count counter couple course court cover crack craft crank crash credit crow crowd crown cruise cry
curb cure curse cut cycle damage dance dare dash date deal debate debut deck decline decrease decree default defeat
delay delight demand dent deposit desert design desire detail devil direct discharge discount disguise dispatch
display dispute dissent distance divorce dock document doubt draft drain draw dream dress drift drill drink drive
drizzle drop drum duck duel dump ease echo edge effect effort email end engineer envy escape escort estimate exchange
excuse exercise exhaust exhibit exile exit experience experiment export extract eye face factor fade fail fall fan
farm fashion fault favor favour fear feature feed feel fence field fight figure file fill film filter final finance
find fine finger finish fire fish fit fix flag flame flash flight float flood floor flow focus fold force forecast
form found fracture fragment frame freeze front fuel fund gain gamble game gap gas gauge gesture glance glimpse grade
grant grasp grip groan ground group guarantee guard guess guide gun halt hand handle harbor harbour harm harvest haul
head heat hedge help herald hide hike hint hire hit hold hole honor honour hope host house howl hug hunger hunt hurry
hurt hype ice impact import increase influence influx insult interest interview iron issue jail jam jet job joke
journey judge jump kick kill kiss knife knock label labor labour lack land lapse lash laugh launch lead leak lean leap
lease leave lecture level lie lift light limit line link list load loan lobby lock log long look loop loot loss lot
love mail man mandate manufacture map march mark market mask mass massacre master match mate matter mean measure meet
mention merit mind mine mirror miss mistake mix model monitor motion mount move murder muscle name narrow nation need
network nod noise note notice number object offer office open order outline output own pace pack paint pair panel
panic parade park part partner pass patch patrol pattern pause pay peak permit petition phase phone photo photograph
picture piece pile pilot pin pioneer pity place plan plane plant play plea pledge plot plug plunge pocket point poison
police poll pool pop port pose position post pound power practice practise praise prayer present press pressure price
pride print prize probe process produce profile profit program programme progress project promise prompt proof prop
protest pull pump punch purchase purge purpose push quarrel quarter question queue quiet quit quiz quote race rage
raid rail rain raise rally range rank ransom rape rate ration reach read rear rebel rebound rebuke recall record
recruit refuge refund refuse regard register regret relay release relief remain remark remedy rent repair repeat reply
report request rescue research reserve resort respect rest result retreat return reveal reverse review revolt reward
ride ring riot rise risk rival roar rob rock rocket role roll root round route row ruin rule rumor rumour run rush
sack sacrifice sail sample sanction saw scale scandal scar scare schedule score scorn scramble scrap scratch scream
screen seal search season seat second secret section seed sell sense sentence set shake shame shape share shed shell
shelter shield shift ship shock shoot shop shore shot shout show shower shriek side siege sign signal silence sink
site size sketch skip slander slash slave sleep slice slide slip slope slow slump smile smoke snow sort sound source
space span spark speed spell spike spill spin spiral splash split sponsor spot spotlight spray spread spring spur
square squeeze stab stack staff stage stain stake stall stamp stand star start state station stay steam steel stem
step stick sting stir stock stockpile stop store storm strap stream strength stress stretch strike string strip stroke
structure struggle study style subject suit supply support surface surge surprise survey suspect swap sweep swing
switch sword table tackle talk tally tap tape target task tax team tear temper tempt term test text thought threat
throw tie tilt time tip title toll tone tool top toss total touch tour tow trace track trade traffic trail train
transfer transit transport trap trash travel treat treaty trek trend trial trick trigger trim trip triumph trouble
trust try tumble turn tutor twist update upgrade upset use value vehicle venture veto view violence visit voice
volunteer vote wage wait walk wall war watch water wave weather weight welcome well whip whisper whistle will win wind
wink wish witness wonder word work worry wound wrap wreck yawn yell yield zone
"""

# Verbs of more than one syllable that double their last letter, in either of the two spellings.
DOUBLING = """
abet acquit admit allot commit compel confer control cancel channel defer deter disbar dispel emit enrol equip excel
expel format forbid fuel fulfil handicap impel incur infer instal kidnap label level marshal model occur omit outbid
outfit patrol permit prefer program propel quarrel rebel rebut recur refer regret remit repel revel shovel signal
stencil submit total transfer transmit travel tunnel unravel worship
"""
_VOWELS = "aeiou"


def verb_forms() -> dict[str, tuple[str, int]]:
    """Every spelling with its base form and what it can be.

    Where two verbs share a spelling ("found", "lay", "saw"), the past of an irregular verb wins: in reports it is
    the commoner by far.
    """
    forms: dict[str, tuple[str, int]] = {}
    irregular: dict[str, tuple[list[str], list[str]]] = {}
    for entry in IRREGULAR.split(";"):
        if entry.strip():
            base, past, participle = entry.split()
            irregular[base] = past.split("/"), participle.split("/")
    doubling = frozenset(DOUBLING.split())
    bases = dict.fromkeys([*VERBS.split(), *NOUN_LIKE.split(), *irregular])
    for base in bases:
        if base in irregular:
            pasts, participles = irregular[base]
        else:
            pasts = participles = _past(base, doubling)
        _add(forms, base, base, BASE)
        _add(forms, _present(base), base, PRESENT)
        for ing in _ing(base, doubling):
            _add(forms, ing, base, ING)
        for past in pasts:
            _add(forms, past, base, PAST)
        for participle in participles:
            _add(forms, participle, base, PARTICIPLE)
    for base, (pasts, participles) in irregular.items():
        for past in pasts:
            if forms[past][0] != base:
                kind = PAST | PARTICIPLE if past in participles else PAST
                forms[past] = base, kind
    return forms


def _add(forms: dict[str, tuple[str, int]], spelling: str, base: str, form: int) -> None:
    known = forms.get(spelling)
    if known is None:
        forms[spelling] = base, form
    elif known[0] == base:
        forms[spelling] = base, known[1] | form


def _present(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str, doubling: frozenset[str]) -> list[str]:
    if base.endswith("e"):
        return [base + "d"]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return [base[:-1] + "ied"]
    if base.endswith("c"):
        return [base + "ked"]
    return [stem + "ed" for stem in _stems(base, doubling)]


def _ing(base: str, doubling: frozenset[str]) -> list[str]:
    if base.endswith("ie"):
        return [base[:-2] + "ying"]
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return [base[:-1] + "ing"]
    if base.endswith("c"):
        return [base + "king"]
    return [stem + "ing" for stem in _stems(base, doubling)]


def _stems(base: str, doubling: frozenset[str]) -> list[str]:
    """The stem before -ed and -ing: doubled after one short stressed vowel, both ways where spelling varies."""
    if base in doubling:
        return [base + base[-1], base]
    short = (
        len(base) >= 3
        and base[-1] not in _VOWELS + "wxy"
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in base) == 1
    )
    quit_like = len(base) == 4 and base.startswith("qu") and base[-1] not in _VOWELS + "wxy"
    return [base + base[-1]] if short or quit_like else [base]
