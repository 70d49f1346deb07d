"""Words for one happening or one thing: "robbed" and "raided", "walked out" and "strike", "bill" and "measure".

Each line of the tables is a kind, and a word may belong to several; `_` joins a verb with the particle that makes it
another one ("step_down"). English verbs and nouns stand in their base form and are found in any; of the other
languages there are the forms that reports of such happenings have most. Two reports whose words share a line may tell
the same thing in other words; that they do has to follow from what else they say. A line that begins with `~` is of
words that are said of anything ("began", "announced"): as the trigger of a report they name no kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from app.extract.english.tagging import verbs
from app.timeline.fulltext import fold

_HAPPENINGS = """
die death dead kill perish fatality toll drown pass_away lose_life lose_their succumb slay claim_life victim starb
  gestorben sterben tod tote toten getötet murió morir fallecer falleció muerte muertos muerto fallecido fallecidos mort
  morts mourir décédé décédés décès tué tués tuée загинув загинула загинули загинуло помер померла смерть загибель жертв
hurt injure injury wound casualty maim verletzt verletzte heridos herido hirió blessé blessés blessée поранено поранені
rob robbery raid heist steal theft loot burgle burglary snatch break_in hold_up get_into get_in enter hack breach
  diebstahl gestohlen gestohlene überfall einbruch robo robado robó asalto vol volé volée cambriolage крадіжка викрадено
sign signature treaty agreement accord pact deal contract ink initial strike_deal put_name seal conclude unterzeichnet
  unterschrieben vertrag abkommen firmó firmado acuerdo signé signée signature accord підписали підписано угода договір
agree agreement deal settle settlement reach_deal reach_agreement strike_deal compromise accept einigung einigten acordó
  acuerdo accord entente домовилися згода
resign resignation quit step_down stand_down step_aside give_up leave_post departure depart bow_out throw_in hand_in
  zurückgetreten rücktritt dimitió dimisión renunció renuncia démissionné démission відставка
approve approval pass passage adopt adoption back endorse ratify clear nod wave_through green_light vote accept
  gebilligt genehmigt verabschiedet beschlossen aprobó aprobado aprobación approuvé adopté схвалили ухвалили затвердили
vote ballot referendum poll decide decision choose resolve plebiscite show_of abstimmung votación votó scrutin
reject rejection refuse refusal defeat veto kill strike_down vote_down turn_down throw_out block dismiss rebuff fail
  abgelehnt rechazó rechazado rejeté rejetée відхилили
collapse fall crumble cave_in topple come_down give_way fall_down drop tumble plunge cave eingestürzt einsturz derrumbe
  derrumbó colapsó colapso effondré effondrement обвалився обвал упав впав
slide landslide mudslide avalanche bury come_down sweep engulf collapse lawine avalancha avalanche emporté englouti
close closure shut shutdown shut_down wind_up shutter stop cease geschlossen gesperrt schließung sperrung cerró cerrado
  cierre fermé fermée fermeture закрили закрито закриття
open opening inaugurate inauguration unveil launch reopen kick_off raise_curtain get_under begin start debut eröffnet
  eröffnung abrió inauguró inauguración apertura ouvert ouverte inauguré ouverture відкрили відкрито відкриття
~ start begin launch kick_off get_going set_off set_up break_out commence open get_under beginning gestartet begonnen
  empezó comenzó inicio commencé début почали почалося розпочали стартувало розпочалися розпочалося
~ end finish conclude come_to wrap_up over cease stop call_off expire complete beendet terminó acabó terminé fini
arrest detain detention custody catch handcuff hold seize pick_up take_into apprehend festgenommen verhaftet festnahme
  detuvo detenido detenidos detención arrêté arrêtée arrêtés arrestation затримали затримано арешт
charge indict indictment accuse accusation prosecute arraign press_charge angeklagt anklage acusó acusado inculpé
convict conviction guilty verdict find_guilty verurteilt urteil condenó condena condamné condamnation
sentence jail imprison prison term years_in send_to verurteilt condenó condamné
acquit acquittal clear not_guilty freed
appeal appealed berufung einspruch apeló recurso recours apelar
rule ruling judgment judgement verdict uphold overturn strike_down
sue lawsuit suit complaint file litigation take_to
win victory beat triumph champion title lift take_title lose defeat final crown trophy gold prevail overcome edge thrash
  gewonnen gewann sieg ganó venció victoria triunfo gagné remporté victoire перемогли перемога виграли поразки програла
  поразка поступилася
win award prize honour honor take_home pick_up scoop receive land
score goal net strike equalise equalize penalty tor gol but гол
save stop deny keep_out push block parry
send_off red_card dismiss card
elect election poll polls ballot vote win victory wahl wahlen gewählt elecciones elección comicios élection élections
  вибори обрали
concede concession admit acknowledge recognise recognize congratulate reconoció admitió reconnu
choose name appoint appointment select pick nominate nomination elect promote install ernannt nombró nombrado nommé
take_over succeed succession swear_in take_office sworn oath inaugurate assume move_into take_up
buy acquire acquisition purchase takeover take_over bid snap_up sell sale sell_off gekauft übernahme compró compra
  acheté racheté acquis achat rachat acquisition купили придбав
offer bid tender propose proposal make_offer
sell sale auction fetch hammer
merge merger combine union join_force fusion tie_up
fire blaze burn flame inferno ignite wildfire break_out alight gut ravage devastate destroy brand feuer brannte gebrannt
  incendio fuego ardió arder arrasó llamas incendie feu brûlé пожежа згоріла вогонь горів
crash collide collision hit ram wreck strike smash plough overturn roll_over accident pile-up contact run_into clip
  unfall zusammenstoß choque accidente chocó collision accident зіткнення аварія дтп
derail derailment leave_track leave_rail come_off jump_track
crash plane_crash come_down lose ditch go_down shoot_down
sink wreck capsize founder go_down run_aground ground aground strike_reef hit_rock hit_reef keel_over list hit strike
refloat float float_off pull_off tow free haul salvage
explode explosion blast blow_up detonate bomb go_off blow explosionó explosión explosion вибух
flood inundate burst breach overflow submerge sweep deluge swamp water flut hochwasser inundación inondation повінь
storm hurricane cyclone typhoon tornado hit strike batter lash pound landfall
quake earthquake tremor aftershock shake shock rupture strike jolt rattle rock beben erdbeben terremoto sismo séisme
erupt eruption spew
find discover discovery recover locate spot reach turn_up identify trace detect unearth come_across gefunden encontró
hallazgo hallado trouvé retrouvé знайшли
rescue save airlift winch free take_off bring_ashore bring_to pull_from pull_out reach pluck lift evacuate gerettet
  rescatado rescate rescató sauvé secours врятували
evacuate evacuation flee displace leave_home order_out drive_from bring_to leave order move_out clear
evakuiert evacuó evacuado evacuados évacué évacués евакуювали
search look_for hunt comb scour resume_search go_out
report_missing raise_alarm missing disappear disappearance vanish go_missing lose_contact alarm
protest march rally demonstrate demonstration take_to picket gather crowd demo
strike walkout walk_out stoppage stop_work down_tool picket lay_down industrial_action action stay_away shut_down streik
  huelga grève страйк
~ return resume go_back come_back reopen restart back resumption rückkehr regresó retour повернулися
delay postpone postponement put_off push_back put_back defer hold_up verschoben aplazó reporté
cancel scrap drop withdraw withdrawal call_off abandon pull_out shelve axe scratch abgesagt canceló annulé скасували
apologise apologize apology sorry regret entschuldigt disculpó excusé
visit tour fly_to arrive_in come_to travel drop_in trip besuch besucht visitó visita visité visite відвідав
~ announce announcement declare disclose disclosure reveal unveil make_public publish go_public
  release bekannt angekündigt anunció anuncio annoncé annonce оголосив оголосили
~ publish release issue report results post present appear print bring_out veröffentlicht publicó publié
warn warning alert caution tell sound_alarm gewarnt advirtió averti попередили
deny denial reject dispute rebut dismiss refute bestritten negó démenti
criticise criticize criticism attack slam condemn blast lash_out condemnation denounce kritisiert criticó critiqué
demand urge call_for appeal ask beg plead request press exhort
~ speak talk ring phone call telephone conversation discuss
meet meeting talks summit negotiation negotiate assembly gather convene session hold_talk sit_down treffen reunión
sack dismiss dismissal oust remove fire remove_from let_go axe
lay_off layoff redundancy job_cut cut_job cut axe_job lose_job shed
hire join recruit sign transfer move_to arrive
marry wed wedding
bury burial funeral lay_to mourn mourning beerdigt entierro enterré поховали
mourn mourning flower tribute vigil grieve silence
bear birth born give_birth geboren nació né
raise rise increase hike lift climb go_up put_up jump grow soar surge angehoben erhöht subió alza aumento relevé hausse
cut reduce reduction lower slash trim drop fall decline slip sink tumble dive plunge gesenkt bajó recorte baisse
attack shell bomb bombard bombardment strike raid hit assault airstrike missile angriff ataque attaque обстріл атака
seize capture occupy conquer fall_to overrun recapture retake liberate drive_out
invade invasion enter cross_into march_into incursion
withdraw withdrawal pull_out retreat leave pull_back
ceasefire truce armistice lay_down
shoot shooting gunman gunfire open_fire shot
stab stabbing knife
kidnap abduct abduction hostage take_hostage
release free freedom let_go walk_free freigelassen liberó libéré звільнили
land touch_down dock splash_down arrive
launch lift_off blast_off take_off liftoff send_into
break tear rupture fracture crack leak spill
spill leak spew escape pour slick
clean clean_up cleanup mop_up
outbreak spread infect infection case epidemic fall_ill fall_sick sicken diagnose contract
vaccinate vaccination shot jab immunise immunize dose
~ halt stop suspend suspension freeze pause interrupt
restore restoration back come_back return reconnect
cut_off outage blackout go_dark power_cut lose_power fail blackout
build construct construction erect put_up work raise bauen gebaut bau construyó construcción construit будували
  будівництво зведення споруджено
repair refit renovate renovation fix restore refurbish
demolish demolition blow_up tear_down pull_down raze sprengung gesprengt abgerissen
found establish set_up create form start launch gegründet fundó fondé заснували
dissolve dissolution disband break_up wind_up
call_election call snap_election announce_election
pay payment fine compensation compensate settle penalty impose levy award
ban outlaw prohibit bar forbid prohibition
investigate investigation probe inquiry inspect inspection examine look_into review assist untersuchung investigación
  enquête розслідування
recall withdraw call_back pull_from
bankrupt bankruptcy insolvent insolvency administration receivership go_under collapse file_for insolvenz
  zahlungsunfähig quiebra faillite
apply application submit put_in lodge hand_in file request antrag solicitud demande
~ plan propose proposal draw_up intend
test trial study experiment tests
lose_seat lose_vote no_confidence oust topple fall bring_down
contain control bring_under put_out extinguish douse gelöscht controlado maîtrisé
depart departure set_out set_off set_sail leave_for
stop_at stopover call_at
take_part compete race ride
record set_record break_record measure log
hand_over deliver delivery transfer give present
name_after rename
vandalise vandalize smash deface damage
award_contract order commission
"""

_THINGS = """
ship boat vessel ferry liner tanker trawler schiff fähre barco buque navire судно
plane aircraft jet airliner airplane aeroplane flugzeug avión avion літак
helicopter chopper
train tram railway locomotive zug tren train поїзд трамвай
car vehicle van lorry truck coach bus auto coche voiture автомобіль
bridge span footbridge viaduct brücke talbrücke puente pont міст
road motorway highway street carriageway route autobahn straße carretera rue route дорога
company firm business group operator maker manufacturer corporation insurer airline carrier unternehmen firma empresa
  compañía entreprise société компанія
factory plant works mill werk fabrik fábrica usine завод
worker staff employee workforce crew personnel mitarbeiter beschäftigte trabajador trabajadores salarié employé
boss chief head leader director executive chair chairman chairwoman chief_executive ceo president chef chefin jefe
bill law measure act legislation statute gesetz ley loi закон
deal contract agreement accord pact treaty vertrag acuerdo contrato accord contrat угода
vote ballot referendum poll election
fire blaze wildfire flame inferno brand feuer incendio fuego incendie feu пожежа
quake earthquake tremor shock aftershock erdbeben terremoto sismo séisme землетрус
strike walkout stoppage action
school classroom class pupil child student teacher
police officer constable detective cop polizei policía police поліція
soldier troop army force military
hospital clinic ward unit infirmary
drug medicine vaccine shot jab dose
patient case child victim
house home building residence haus casa edificio maison bâtiment будинок
resident people villager inhabitant local bewohner vecino vecinos habitante habitants жителі
government cabinet administration ministry regierung gobierno gouvernement уряд
council board committee panel councillor rat consejo conseil рада
parliament legislature assembly house senate chamber congress
court judge tribunal bench gericht tribunal juez juge суд
thief robber burglar raider perpetrator intruder hacker gang
money cash fund
painting picture canvas portrait artwork gemälde cuadro tableau toile картина
book novel work title
film movie picture
prize award honour honor
match game final tie fixture clash
team side club squad mannschaft equipo équipe команда
driver motorist
park site ground land
rain storm flood water
hill hillside slope mountain
climber walker hillwalker hiker rambler
dead body victim corpse
study trial research experiment test
result figure earnings profit
rate interest_rate
job post position role
baby child infant
shop store outlet
church cathedral mosque chapel
power electricity
phone call telephone
data record information file
inquiry investigation probe review
plan scheme proposal application project
stadium arena ground
"""

# Words behind a verb among which the word that makes it another verb is looked for: "put their names to".
_REACH = 4
_OF_ANYTHING = "~"


_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Table:
    """The kinds of single words, and of verbs by the word that makes them another verb; which of them are vague."""

    words: dict[str, frozenset[int]]
    joined: dict[str, dict[str, frozenset[int]]]
    vague: frozenset[int]


def _table(text: str, first: int) -> _Table:
    words: dict[str, set[int]] = {}
    joined: dict[str, dict[str, set[int]]] = {}
    vague: set[int] = set()
    # A line that begins with a space goes on the one before it.
    for number, line in enumerate(text.strip().replace("\n ", " ").splitlines(), first):
        for entry in fold(line).split():
            if entry == _OF_ANYTHING:
                vague.add(number)
                continue
            verb, _, more = entry.partition("_")
            (joined.setdefault(verb, {}).setdefault(more, set()) if more else words.setdefault(verb, set())).add(number)
    return _Table(
        {word: frozenset(numbers) for word, numbers in words.items()},
        {verb: {word: frozenset(numbers) for word, numbers in after.items()} for verb, after in joined.items()},
        frozenset(vague),
    )


@cache
def _happenings() -> _Table:
    return _table(_HAPPENINGS, 0)


@cache
def _things() -> _Table:
    return _table(_THINGS, _HAPPENINGS.count("\n"))


def happenings(words: Sequence[str]) -> frozenset[int]:
    """The kinds of happening that these folded words, in the order of a text, can name."""
    return _named(words, _bases(words), _happenings())


def concepts(words: Sequence[str]) -> frozenset[int]:
    """The kinds of happening and of thing that these folded words, in the order of a text, can name."""
    bases = _bases(words)
    return _named(words, bases, _happenings()) | _named(words, bases, _things())


def kinds_at(words: Sequence[str], at: int) -> frozenset[int]:
    """The kinds of happening, no vague ones, that one of these folded words can name where it stands."""
    near, table = words[at : at + 1 + _REACH], _happenings()
    return _named_at(near, _bases(near), 0, table) - table.vague


def _bases(words: Sequence[str]) -> list[str]:
    return list(map(base, words))


def _named(words: Sequence[str], bases: Sequence[str], table: _Table) -> frozenset[int]:
    of_word, joined = table.words, table.joined
    telling = [at for at, word in enumerate(bases) if word in of_word or word in joined or words[at] in of_word]
    return _NONE.union(*(_named_at(words, bases, at, table) for at in telling))


def _named_at(words: Sequence[str], bases: Sequence[str], at: int, table: _Table) -> frozenset[int]:
    found = table.words.get(bases[at]) or table.words.get(words[at], _NONE)
    after = table.joined.get(bases[at])
    if after is None:
        return found
    return found.union(*(after.get(other, _NONE) for other in bases[at + 1 : at + 1 + _REACH]))


@lru_cache(maxsize=16_384)
def base(word: str) -> str:
    """The base form of an English verb or noun; a word of another language stays as it is."""
    known = verbs().get(word)
    if known is not None:
        return known[0]
    if word.endswith("ies") and len(word) > _SHORT:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORT:
        return word[:-1]
    return word


_SHORT = 4  # letters, of which a plural has more: "gas", "bus"
