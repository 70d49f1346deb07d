"""News of about 500 words that never ends, the same every time: what ingestion is measured with.

As in a real archive most of what an article tells is told by it alone; one in six retells what another one has told in
the days before, in words of its own. Sentences are put together of who, did what, to what, where and when: of each
there are many, a few of them frequent and most of them seldom, so that hardly a sentence comes twice. Dates are of all
kinds, about half of them in the background. Every day brings as many articles as the last, so that nothing but the
store grows.

An article has 14 expressions of time, 15 reports, and 2 joins with other articles: somewhat more of each than real
news of that length (9, 11 and 0.3 to 0.7), so nothing here is measured on texts that are too easy.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

_WORDS = 500
_A_DAY = 100
_BEGIN = date(2019, 1, 1)
# One article in so many retells an event of an earlier one, at most so many articles back.
_RETOLD, _BACK = 6, 200
# So many sentences tell what happened lately; of the others, one in so many tells something of old.
_NEWS, _OF_OLD = 4, 4

_ONSETS = "b br c cl d dr f fl g gr h j k kl l m n p pr r s sk st t tr v w z th ch".split()
_VOWELS = "a e i o u ai ea ou ie".split()
_CODAS = "b ck d ff g l ll m n nd nt r rn rd s ss st t x v lm".split()
_ENDINGS = "ton ford bury wick mouth ham field port dale haven stead worth by minster combe shaw".split()
# Of a place, and of a name.
_BOARDS = (
    "Council,Harbour Authority,Water Board,Fire Service,Hospital,School Board,County Court,University,Athletic,Bank,"
    "Chamber of Commerce,Choir,Historical Society,Police,Planning Committee,Museum Trust,Farmers' Union,Rowing Club,"
    "Housing Association,Diocese,Port Commission,Tourist Office,Observer,Theatre Company,Rovers,Health Department"
).split(",")
_FIRMS = (
    "Rail,Steel,Energy,Airways,Foundation,Motors,Brothers,Holdings,Shipping,Foods,Chemicals,Textiles,Insurance,Studios,"
    "Publishing,Pharma,Logistics,Breweries,Cement,Timber,Telecom,Partners,Optics,Mining,Software,Toys,Aerospace,Seeds"
).split(",")
_CROWD = (
    "workers residents students farmers drivers nurses engineers soldiers fishermen volunteers teachers divers pilots "
    "shopkeepers climbers prisoners tenants miners dockers surgeons"
).split()
_VERBS = (
    "opened closed bought sold rebuilt inspected repaired painted blocked searched seized destroyed damaged abandoned "
    "surveyed renamed rented insured demolished donated restored occupied flooded cleared photographed auctioned "
    "evacuated reopened extended fenced guarded leased mortgaged raided relocated renovated shelled stormed tested "
    "unveiled vandalised visited widened excavated dismantled cleaned converted copied designed discovered exhibited "
    "annexed appraised armed besieged bombed built burned captured chartered colonised commissioned condemned "
    "confiscated consecrated conquered decorated defended disinfected disputed divided drained electrified emptied "
    "endowed enlarged explored expropriated financed fortified founded fumigated haunted heated hid illuminated "
    "inaugurated inherited invaded licensed liquidated looted lost mapped measured modernised moved named "
    "nationalised neglected patrolled pawned planned plundered privatised promised quarantined ransacked reclaimed "
    "refused rescued ruined sabotaged scanned shielded sketched squatted stole subsidised supplied swapped toured "
    "underpinned ventilated weatherproofed"
).split()
_ADJECTIVES = (
    "old wooden municipal northern southern unfinished royal coastal medieval electric military temporary private "
    "public regional industrial abandoned Victorian underground floating experimental Gothic historic rural secret "
    "steep narrow granite copper maritime botanical veterinary nautical thermal solar hydraulic lunar ceramic mobile"
).split()
_OF_KIND = ("ic", "al", "ous", "ian", "ese", "ine")
_THINGS = (
    "warehouse mill workshop brewery hotel theatre depot bakery sawmill chapel refinery greenhouse arcade embankment "
    "orchard causeway quay reservoir bridge tunnel canal promenade viaduct archive turbine laboratory telescope tram "
    "lighthouse ferry barracks stadium cinema gallery museum observatory monastery pharmacy printworks quarry ropeway "
    "shipyard slaughterhouse smithy swimming-pool tannery tower vineyard zoo airfield aquarium boathouse cannery dairy "
    "distillery elevator foundry gasworks hostel incinerator jetty kiln library market nursery oratory pavilion pump "
    "quadrangle racecourse sanatorium school synagogue terrace university vault wharf well yard clinic cemetery barn"
).split()
_MATTERS = (
    "reform levy pension subsidy tax charter coalition deficit mandate tariff licence harvest rent wage loan drought "
    "strike treaty census quota fare timetable syllabus vaccine ransom trophy verdict lawsuit merger dividend patent"
).split()
# What tells no event: views, and how things stand.
_BESIDE = (
    "Nobody expects much from the {matter}, and many people in {place} are glad that the {thing} is out of the way.",
    "It remains to be seen whether the {matter} is enough, as the cost of every {thing} keeps rising.",
    "People who live near the {thing} say that the {matter} is hard to bear without help from {body}.",
    "{person} describes the {matter} as long overdue, and the {thing} as {adjective}.",
    "There are {number} such places in the country, most of them smaller than the {adjective} {thing} of {place}.",
    "The {matter} concerns {body} as well, which has a view of its own on what a {thing} is for.",
    "A spokesman for {body} does not want to speak about the {matter} or the {thing}.",
    "Much about the {matter} is disputed, and those who know most about the {thing} say least.",
    "Letters to the newspaper show how far apart friends and foes of the {matter} remain.",
    "Without a {thing} there is no {matter}, and {place} is the best proof of it.",
    "For some the {matter} is a burden; for {body}, it is a question of time and of money.",
    "The {thing} is {adjective}, its roof is low, and spare parts have to be made by hand.",
    "Analysts regard the {matter} as good for {body}, whose margins are thin.",
    "Experts call the {thing} sound, but want to see a second opinion before they believe it.",
    "Fares, prices and rents in {place} depend on the {matter} more than on anything else.",
    "Lawyers for {person} maintain that the {matter} is none of their business.",
    "The way from the {thing} to the {adjective} quarter of {place} is {number} metres long.",
    "Supporters of {person} are many, and the {matter} is what they talk about over dinner.",
)
_OLD = (
    "{Body} {verb} the {adjective} {thing} of {place} in {year}.",
    "Between {year} and {later} {person} {verb} the {thing}.",
    "{person}, who {verb} a {thing} in {year}, worked for {body} until {later}.",
    "{person} {verb} the {thing} in {month} {year}.",
    "{Body} {verb} a {adjective} {thing} in the {decade}s.",
    "{person} will {plan} the {adjective} {thing} in {place} {ahead}.",
    "{Body} wants to {plan} the {adjective} {thing} in {place} by {day} {month} {next}.",
    "The {adjective} {thing} was {verb} in the {century}th century and again in {year}.",
    "{person} {verb} a {thing} in {place} in the {season} of {year}.",
    "{Years} years ago {person} {verb} the {adjective} {thing}.",
    "The {matter} was first proposed by {person} on {day} {month} {year}.",
    "{Body} {verb} its last {thing} in {month} {year}.",
)
_PLANS = (
    "open close buy sell rebuild inspect repair paint block search seize destroy abandon survey rename rent insure "
    "demolish donate restore occupy flood clear photograph auction evacuate reopen extend fence guard lease mortgage "
    "relocate renovate test unveil visit widen excavate dismantle clean convert copy design exhibit"
).split()
_YEARS = "Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Twenty".split()
_AHEAD = ("tomorrow", "next week", "next month", "next year", "next spring", "next Friday", "on Saturday", "in a year")


def articles(count: int, *, first: int = 0) -> Iterator[dict[str, Any]]:
    """Bodies of `POST /v1/articles` numbered from `first`; the same number is the same article."""
    for number in range(first, first + count):
        yield _article(number)


def retold(one: int, other: int) -> bool:
    """Whether the articles of these numbers tell something in common."""
    told = [{number, *_again(number)} for number in (one, other)]
    return not told[0].isdisjoint(told[1])


def _again(number: int) -> list[int]:
    """The article of which this one retells something, if there is one."""
    if number % _RETOLD:
        return []
    return [number - random.Random(f"article {number}").randint(1, _BACK)]


class _Zipf:
    """Ranks from 0 on, the r-th as often as 1/(r + flat): the larger `flat`, the less frequent the first ones."""

    def __init__(self, count: int, flat: int) -> None:
        self._ranks = range(count)
        self._weights = list(itertools.accumulate(1 / (rank + flat) for rank in self._ranks))

    def __call__(self, chance: random.Random) -> int:
        return chance.choices(self._ranks, cum_weights=self._weights)[0]


_A_WORD, _A_FIRST, _A_NAME = _Zipf(8_000, 40), _Zipf(2_000, 20), _Zipf(30_000, 30)
_A_PLACE, _A_SOURCE = _Zipf(8_000, 20), _Zipf(300, 1)


@cache
def _name(rank: int) -> str:
    chance = random.Random(f"name {rank}")
    syllables = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(1 + rank % 2)]
    return ("".join(syllables) + chance.choice(_CODAS) + chance.choice(("", "er", "son", "ley", "man", "o"))).title()


@cache
def _words(number: int) -> tuple[str, ...]:
    """The nouns that the article of this number is about: most of them its own."""
    chance = random.Random(f"words {number}")
    own = [_name(_A_WORD(chance) * 5 + 200_002).lower() for _ in range(16)]
    return (*own, *chance.sample(_THINGS, 2), *chance.sample(_MATTERS, 2))


@cache
def _place(rank: int) -> str:
    return _name(rank * 7 + 100_001) + random.Random(f"place {rank}").choice(_ENDINGS)


def _adjective(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return chance.choice(_ADJECTIVES)
    return _name(_A_WORD(chance) * 5 + 300_004).lower() + chance.choice(_OF_KIND)


def _person(chance: random.Random) -> str:
    return f"{_name(_A_FIRST(chance) * 3 + 400_001)} {_name(_A_NAME(chance))}"


def _body(chance: random.Random, place: str) -> str:
    if chance.random() < 0.5:
        return f"the {place} {chance.choice(_BOARDS)}"
    return f"{_name(_A_NAME(chance))} {chance.choice(_FIRMS)}"


@dataclass(frozen=True, slots=True)
class _Happening:
    """What happened on a day: who did what to what, where."""

    day: date
    who: str
    verb: str
    what: str
    where: str


@cache
def _news(number: int) -> tuple[_Happening, ...]:
    """What the article of this number has to tell, whoever tells it again."""
    chance = random.Random(f"news {number}")
    today = _BEGIN + timedelta(days=number // _A_DAY)
    place = _place(_A_PLACE(chance))
    found = []
    for _ in range(_NEWS):
        where = place if chance.random() < 0.5 else _place(_A_PLACE(chance))
        who = chance.choice(
            (_person(chance), _body(chance, where), f"{chance.randint(3, 900)} {chance.choice(_CROWD)}")
        )
        what = f"{_adjective(chance)} {chance.choice(_words(number))}"
        day = today - timedelta(days=min(int(chance.expovariate(0.1)), 90))
        found.append(_Happening(day, who, chance.choice(_VERBS), what, where))
    return tuple(found)


def _article(number: int) -> dict[str, Any]:
    chance = random.Random(f"article {number}")
    today = _BEGIN + timedelta(days=number // _A_DAY)
    told, words = list(_news(number)), _words(number)
    if number % _RETOLD == 0:
        again = number - chance.randint(1, _BACK)
        told[0], words = _news(again)[0], _words(again)
    sentences = [_told(chance, each, today) for each in told]
    title = _capitalised(f"{told[0].who} {told[0].verb} the {told[0].what} in {told[0].where}")
    place = told[0].where
    length = sum(sentence.count(" ") + 1 for sentence in sentences)
    while length < _WORDS:
        sentence = _beside(chance, words, place, today)
        sentences.insert(chance.randint(1, len(sentences)), sentence)
        length += sentence.count(" ") + 1
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return {
        "external_id": str(number),
        "source": f"{_place(_A_SOURCE(chance))} Gazette",
        "title": title,
        "text": "\n\n".join(paragraphs),
        "published_at": today.isoformat(),
        "country": "GB",
        "language": "en",
        "tags": [words[-1]],
    }


def _told(chance: random.Random, what: _Happening, today: date) -> str:
    """What happened in one of the ways to say it, its date in one of the ways to name it from today."""
    day = what.day
    whens = [f"on {day:%B} {day.day}", f"on {day.day} {day:%B} {day.year}"]
    if 0 < (today - day).days < 7:
        whens.append(f"on {day:%A}")
    if (today - day).days == 1:
        whens.append("yesterday")
    when = chance.choice(whens)
    return _capitalised(
        chance.choice(
            (
                f"{what.who} {what.verb} the {what.what} in {what.where} {when}.",
                f"the {what.what} in {what.where} was {what.verb} by {what.who} {when}.",
                f"{when}, {what.who} {what.verb} the {what.what} in {what.where}.",
            )
        )
    )


def _beside(chance: random.Random, words: Sequence[str], place: str, today: date) -> str:
    """A sentence of the background, with the place of the article or another one."""
    where = place if chance.random() < 0.3 else _place(_A_PLACE(chance))
    body = _body(chance, where)
    year = chance.randint(1880, today.year - 4)
    sentence = chance.choice(_OLD if chance.randrange(_OF_OLD) == 0 else _BESIDE).format(
        place=where, person=_person(chance), body=body, Body=_capitalised(body), thing=chance.choice(words),
        matter=chance.choice(words), adjective=_adjective(chance), number=chance.randint(2, 900),
        verb=chance.choice(_VERBS), plan=chance.choice(_PLANS), ahead=chance.choice(_AHEAD),
        Years=chance.choice(_YEARS), day=chance.randint(1, 28), month=f"{date(2000, chance.randint(1, 12), 1):%B}",
        year=year, later=year + chance.randint(1, 3), next=today.year + 1, decade=year // 10 * 10,
        century=chance.randint(14, 19), season=chance.choice(("spring", "summer", "autumn", "winter")),
    )  # fmt: skip
    return _capitalised(sentence)


def _capitalised(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
