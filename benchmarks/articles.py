"""News of about 500 words that never ends, the same every time: what ingestion is measured with.

As in a real archive there are stories that run for some days, told by several papers in words of their own, many of
them by one paper only; names, places and words that come back as often as in any text, a few all the time and most of
them seldom; and dates of all kinds, about half of them in the background. Every day brings as many articles as the
last, so that nothing but the store grows.
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
_A_DAY = 200
# Stories that begin on a day; of the articles of a day most tell one of that day or the day before.
_STORIES_A_DAY = 90
_BEGIN = date(2019, 1, 1)
_SOURCES = 300

_ONSETS = "b br c cl d dr f fl g gr h k kl l m n p pr r s sk st t tr v w th".split()
_VOWELS = "a e i o u ai ea ou".split()
_CODAS = "b ck d ff g l ll m n nd nt r rn rd s ss st t x".split()
_PLACE_ENDINGS = "ton,ford,bury,wick,mouth,ham,field,port,dale,haven, Bay, Hill,stead,worth,by,minster".split(",")
_FIRST = (
    "Anna Boris Clara David Elena Farid Greta Hugo Irina Jonas Karin Leon Marta Nadia Oscar Petra Quentin Rosa Samuel "
    "Tamara Ursula Victor Wanda Yusuf Zofia Adrian Bianca Cedric Dorothy Emil Fiona Gerald Hannah Isaac Julia Kenneth"
).split()
_BODIES = (
    "{place} City Council,the {place} Harbour Authority,{name} Rail,the {place} Water Board,{name} Steel,the {place} "
    "Fire Service,{place} Hospital,the {place} School Board,{name} Energy,{place} County Court,the University of "
    "{place},{name} Airways,the {name} Foundation,{name} Motors,{place} Athletic,the Bank of {place}"
).split(",")


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a story is about: tellings of what happened, in pairs that say the same, and words of its field."""

    events: Sequence[Sequence[str]]
    nouns: Sequence[str]
    views: Sequence[str]


def _topic(events: str, nouns: str, views: str) -> _Topic:
    told = [[each.strip() for each in line.split("|")] for line in events.strip().splitlines()]
    return _Topic(told, nouns.split(), [line.strip() for line in views.strip().splitlines()])


_TOPICS = (
    _topic(
        """
        A fire destroyed the {noun} in {place} {when}. | Flames tore through the {noun} of {place} {when}.
        Firefighters rescued {number} people from the {noun} {when}. | Crews saved {number} people from a {noun} {when}.
        Police arrested {person} in {place} {when}. | {person} was detained by officers in {place} {when}.
        Residents returned to their homes {when}. | Families went back to their houses in {place} {when}.
        {body} closed the {noun} {when}. | The {noun} was shut by {body} {when}.
        """,
        "warehouse mill workshop brewery hotel theatre depot bakery sawmill stable chapel refinery greenhouse arcade",
        """
        Smoke could be seen from several kilometres away and windows in the neighbouring streets had to stay shut.
        The cause is unknown, though an electrical fault in the {noun} is thought to be the likeliest one.
        Insurance assessors are expected to put the damage to the {noun} at {number} million.
        """,
    ),
    _topic(
        """
        {body} approved the budget for the {noun} {when}. | Members of {body} passed the {noun} budget {when}.
        {person} resigned as chair of {body} {when}. | {person} stepped down from the head of {body} {when}.
        Voters in {place} rejected the {noun} {when}. | The {noun} was turned down at the polls in {place} {when}.
        {person} was elected mayor of {place} {when}. | {place} chose {person} as its mayor {when}.
        {person} presented the {noun} to parliament {when}. | Parliament received the {noun} from {person} {when}.
        """,
        "reform levy pension subsidy tax bylaw charter coalition referendum deficit mandate grant tariff licence",
        """
        Critics of the {noun} argue that it favours those who need it least and leaves the rest with the bill.
        Support for {person} within the party is thin, and few of the members want to be named.
        The {noun} remains the most divisive question that {body} has had to face.
        """,
    ),
    _topic(
        """
        {body} bought the {noun} business of {other} {when}. | {other} sold its {noun} division to {body} {when}.
        {body} cut {number} jobs at a {noun} plant {when}. | {number} workers of the {noun} plant were dismissed {when}.
        Shares of {body} fell {number} percent {when}. | The stock of {body} dropped by {number} percent {when}.
        {body} opened a {noun} plant in {place} {when}. | A {noun} factory of {body} was inaugurated in {place} {when}.
        {person} was appointed chief executive of {body} {when}. | {body} named {person} as its chief executive {when}.
        """,
        "battery turbine software textile paper glass cement furniture chemical printing bicycle ceramics retail dairy",
        """
        Analysts had expected a stronger demand for {noun} products, above all from buyers abroad.
        Margins in the {noun} trade are thin and have been shrinking as energy becomes dearer.
        Competitors of {body} are watching closely, since the {noun} market has room for a few only.
        """,
    ),
    _topic(
        """
        {body} beat {other} in the {noun} final {when}. | {other} lost the {noun} final to {body} {when}.
        {person} won the {noun} in {place} {when}. | The {noun} of {place} was won by {person} {when}.
        {person} signed a contract with {body} {when}. | {body} signed {person} {when}.
        {body} dismissed its coach {person} {when}. | Coach {person} was sacked by {body} {when}.
        The {noun} in {place} was cancelled {when}. | Organisers called off the {noun} in {place} {when}.
        """,
        "cup derby marathon regatta league championship rally tournament relay sprint slalom triathlon trophy playoff",
        """
        Supporters sang until the last minute and the stands of the {noun} were full long before it began.
        Injuries have troubled {body} throughout, and the bench has seldom looked so short.
        The {noun} is watched by {number} thousand people and brings the town more guests than any other day.
        """,
    ),
    _topic(
        """
        A storm damaged {number} houses in {place} {when}. | {number} homes in {place} were damaged by a storm {when}.
        The river {name} flooded the {noun} {when}. | Water from the {name} reached the {noun} {when}.
        {body} evacuated {number} people from {place} {when}. | {number} residents of {place} were evacuated {when}.
        Power was restored in {place} {when}. | {body} restored electricity to {place} {when}.
        A landslide blocked the {noun} near {place} {when}. | Mud buried the {noun} outside {place} {when}.
        """,
        "embankment valley orchard causeway quay harbour meadow reservoir levee bridge tunnel canal promenade viaduct",
        """
        Forecasters say that the ground is saturated, so that even a light shower may be too much for the {noun}.
        Sandbags line the {noun} and pumps have been brought in from the neighbouring counties.
        Farmers around {place} fear for the harvest, as the fields beside the {noun} stand under water.
        """,
    ),
    _topic(
        """
        {person} was convicted of {noun} in {place} {when}. | A jury in {place} found {person} guilty of {noun} {when}.
        {person} was charged with {noun} {when}. | Prosecutors accused {person} of {noun} {when}.
        {body} dismissed the appeal of {person} {when}. | The appeal of {person} was rejected by {body} {when}.
        Detectives seized {number} files of {person} {when}. | {number} papers were seized from {person} {when}.
        The trial of {person} began in {place} {when}. | {person} went on trial in {place} {when}.
        """,
        "fraud bribery arson embezzlement forgery smuggling perjury blackmail theft burglary libel trespass extortion",
        """
        Lawyers for the defence maintain that the {noun} was the work of others who were never questioned.
        The court in {place} has heard {number} witnesses, most of them behind closed doors.
        Cases of {noun} are hard to prove, and investigators rarely have more than papers to show.
        """,
    ),
    _topic(
        """
        Researchers at {body} discovered a {noun} {when}. | A {noun} was found by a team of {body} {when}.
        {body} launched a {noun} from {place} {when}. | A {noun} of {body} was launched in {place} {when}.
        {person} received the {noun} prize in {place} {when}. | The {noun} prize went to {person} in {place} {when}.
        {body} withdrew its {noun} study {when}. | A study of the {noun} was retracted by {body} {when}.
        {person} published the {noun} results {when}. | The {noun} results were published by {person} {when}.
        """,
        "vaccine satellite telescope comet fossil protein enzyme glacier reactor genome antibody meteorite laser",
        """
        Independent experts call the {noun} work careful, but want to see it repeated before they believe it.
        Funding for {noun} research has been uncertain, and many of the younger people have left the field.
        What the {noun} means for patients, if anything, will take years to find out.
        """,
    ),
    _topic(
        """
        Drivers of {body} went on strike {when}. | A strike of the drivers at {body} began {when}.
        A {noun} derailed near {place} {when}. | A {noun} left the rails outside {place} {when}.
        {number} people were injured in a {noun} collision {when}. | A {noun} crash hurt {number} people {when}.
        {body} reopened the {noun} line to {place} {when}. | The {noun} line to {place} was reopened {when}.
        {body} ordered {number} vehicles for the {noun} {when}. | {number} vehicles were ordered for the {noun} {when}.
        """,
        "tram freight ferry express shuttle metro trolleybus monorail cargo coach funicular commuter sleeper airport",
        """
        Passengers stranded in {place} slept in the waiting room and were given soup and blankets.
        The {noun} line is old, its signals are older still, and spare parts have to be made by hand.
        Fares on the {noun} network have risen faster than wages, which drives people back to their cars.
        """,
    ),
)  # fmt: skip
_BACKGROUND = (
    "{body} was founded in {year} and moved to {place} in {later}.",
    "Between {year} and {later} the {a} population of {place} doubled.",
    "{person}, who was born in {year}, worked for {body} until {later}.",
    "A similar {a} of {body} failed in {month} {year}.",
    "The last {a} of this size was recorded in {place} in {year}.",
    "{person} will visit the {a} of {place} next week.",
    "{body} wants to replace the {a} by {month} {next}.",
)
# Sentences that tell no event: their words are the story's or any others, and few of them are read twice.
_BESIDE = (
    "Nobody had expected so much {a} from a {b}, and many people in {place} are glad that it is over.",
    "It remains to be seen whether the {a} is enough, as the {b} of every {c} keeps rising.",
    "People who live near the {a} say that the {b} is hard to bear without a {c}.",
    "{person} described the {a} as a {b} that is long overdue, and the {c} as none.",
    "There are {number} such {a} places in the country, most of them smaller than the {b} of {place}.",
    "The {a} is shared with {body}, which has a different view of the {b} and of what a {c} is for.",
    "A spokesman for {body} did not want to speak about the {a} or its {b}.",
    "Much about the {a} is disputed, and those who know most about the {b} say least of its {c}.",
    "Letters to the {paper} show how far apart {a} and {b} remain.",
    '"We know the {a} better than any {b}," said {person}.',
    "Without a {a} there is no {b}, and the {c} of {place} is the best proof of it.",
    "For the {a} it is a {b}; for the {c}, a question of time and of money.",
)


def articles(count: int, *, first: int = 0) -> Iterator[dict[str, Any]]:
    """Bodies of `POST /v1/articles` numbered from `first`; the same number is the same article."""
    for number in range(first, first + count):
        yield _article(number)


class _Zipf:
    """Ranks from 0 on, each as often as 1/(rank + 1)."""

    def __init__(self, count: int) -> None:
        self._ranks = range(count)
        self._weights = list(itertools.accumulate(1 / (rank + 1) for rank in self._ranks))

    def __call__(self, chance: random.Random) -> int:
        return chance.choices(self._ranks, cum_weights=self._weights)[0]


_A_WORD = _Zipf(8_000)
_A_NAME, _A_PLACE, _A_STORY, _A_SOURCE = _Zipf(6_000), _Zipf(3_000), _Zipf(_STORIES_A_DAY), _Zipf(_SOURCES)


@cache
def _name(rank: int) -> str:
    chance = random.Random(f"name {rank}")
    first = chance.choice(_ONSETS) + chance.choice(_VOWELS)
    return (first + chance.choice(_CODAS) + chance.choice(("", "er", "son", "ley", "man", "o"))).capitalize()


@cache
def _word(rank: int) -> str:
    return _name(rank * 5 + 100_000).lower()


@cache
def _place(rank: int) -> str:
    return _name(rank * 7 + 10_000) + random.Random(f"place {rank}").choice(_PLACE_ENDINGS)


@dataclass(frozen=True, slots=True)
class _Story:
    """What several articles tell: its people, places and words, and what happened, on which day."""

    topic: _Topic
    words: dict[str, Any]
    vocabulary: Sequence[str]
    events: Sequence[tuple[int, date, dict[str, Any]]]


@cache
def _person(rank: int) -> str:
    return f"{random.Random(f'person {rank}').choice(_FIRST)} {_name(rank)}"


def _words(chance: random.Random, topic: _Topic) -> dict[str, Any]:
    """What sentences are filled in with."""
    place = _place(_A_PLACE(chance))
    body, other = (chance.choice(_BODIES).format(place=place, name=_name(_A_NAME(chance))) for _ in range(2))
    return {
        "place": place, "person": _person(_A_NAME(chance)), "name": _name(_A_NAME(chance)), "body": body,
        "other": other, "noun": chance.choice(topic.nouns), "number": chance.randint(2, 900),
    }  # fmt: skip


def _story(day: int, rank: int) -> _Story:
    chance = random.Random(f"story {day} {rank}")
    topic = chance.choice(_TOPICS)
    words = _words(chance, topic)
    events = []
    for index in chance.sample(range(len(topic.events)), 4):
        happened = _BEGIN + timedelta(days=day - (0 if not events else chance.randint(0, 40)))
        # The story's own people and places, and figures that are told with this event only.
        events.append(
            (index, happened, {**words, "number": chance.randint(2, 900), "person": _person(_A_NAME(chance))})
        )
    return _Story(topic, words, [_word(_A_WORD(chance)) for _ in range(12)], events)


def _article(number: int) -> dict[str, Any]:
    chance = random.Random(number)
    day = number // _A_DAY
    age = min(int(chance.expovariate(1.2)), 5)
    story = _story(day - age, _A_STORY(chance))
    today = _BEGIN + timedelta(days=day)
    paper = f"{_place(_A_SOURCE(chance))} Gazette"
    told = [story.events[0], *chance.sample(story.events[1:], chance.randint(1, 2))]
    sentences = [_telling(chance, story.topic, event, today) for event in told]
    title = sentences[0].rstrip(".")
    length = sum(sentence.count(" ") + 1 for sentence in sentences)
    while length < _WORDS:
        sentence = _beside(chance, story, today, paper)
        sentences.append(sentence[0].upper() + sentence[1:])
        length += sentence.count(" ") + 1
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return {
        "external_id": str(number),
        "source": paper,
        "title": title,
        "text": "\n\n".join(paragraphs),
        "published_at": today.isoformat(),
        "country": "GB",
        "language": "en",
        "tags": [story.words["noun"]],
    }


def _telling(chance: random.Random, topic: _Topic, event: tuple[int, date, dict[str, Any]], today: date) -> str:
    """What happened in one of the ways to say it, its date in one of the ways to name it from today."""
    index, happened, words = event
    ways = [f"on {happened:%B} {happened.day}", f"on {happened.day} {happened:%B} {happened.year}"]
    if (today - happened).days < 6:
        ways.append(f"on {happened:%A}")
    if (today - happened).days == 1:
        ways.append("yesterday")
    sentence = chance.choice(topic.events[index]).format(**words, when=chance.choice(ways))
    return sentence[0].upper() + sentence[1:]


def _beside(chance: random.Random, story: _Story, today: date, paper: str) -> str:
    """A sentence of the background, with names of the story or others."""
    words = story.words if chance.random() < 0.4 else _words(chance, story.topic)
    year = chance.randint(1950, today.year - 4)
    kind = chance.choices((_BACKGROUND, story.topic.views, _BESIDE), (25, 15, 60))[0]
    a, b, c = (chance.choice(story.vocabulary) if chance.random() < 0.3 else _word(_A_WORD(chance)) for _ in range(3))
    return chance.choice(kind).format(
        **{**words, "number": chance.randint(2, 900)}, a=a, b=b, c=c, paper=paper, year=year,
        later=year + chance.randint(1, 3), next=today.year + 1, month=f"{date(2000, chance.randint(1, 12), 1):%B}",
    )  # fmt: skip
