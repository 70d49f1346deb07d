"""Articles of about 500 words that never end, the same ones every time: what ingestion is measured with.

Sentences are filled in from lists, so that as in news most names come back, dates of all kinds stand about, some events
are told by several articles, and every article has names and figures of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

_WORDS = 500
_FIRST = "Anna Boris Clara David Elena Farid Greta Hugo Irina Jonas Karin Leon Marta Nadia Oscar Petra".split()
_LAST = (
    "Abbott Barlow Carver Dalton Ellery Foster Garner Harlow Irving Jensen Keller Lambert Mercer Norton Osborne Porter "
    "Quincy Rowland Sawyer Thornton Underhill Vaughan Whitaker Yardley"
).split()
_PLACES = (
    "Port Elm,Westbrook,Harlow Bay,Stonegate,Fairmont,Ashford,Greenfield,Riverton,Millhaven,Oakdale,Lakewood,Kingsport,"
    "Brookside,Eastvale,Norwick,Silverton"
).split(",")
_BODIES = (
    "the city council,the harbour authority,Northern Rail,the water board,Elm Steel,the fire service,Riverton Hospital,"
    "the school board,Coastal Energy,the county court"
).split(",")
_THINGS = "bridge,mill,library,tunnel,stadium,power plant,market hall,airport,museum,dam,school,warehouse".split(",")
_TOLD = (
    "Fire destroyed the {thing} in {place} on {weekday}.",
    "{body} approved a plan to rebuild the {thing} last week.",
    "{name}, who has led {body} since {year}, resigned on {date}.",
    "The {thing} in {place} will reopen next month, {name} said.",
    "A storm damaged {number} houses in {place} on {date}.",
    "Workers at the {thing} went on strike two days ago.",
    "{name} was elected mayor of {place} in {year}.",
    "Police arrested {number} people near the {thing} in {place} yesterday.",
    "{body} sold the {thing} for {number} million in {month} {year}.",
    "Between {year} and {later} the number of visitors to {place} doubled.",
)
_BESIDE = (
    "Nobody in {place} had expected so much attention, and many people were glad that it was over.",
    "The plan is thought to be one of the largest of its kind, though few of its opponents would agree with that.",
    "It remains to be seen whether the money is enough, as prices of steel and concrete keep rising.",
    "People who live near the {thing} say that the noise is hard to bear and that they were not asked.",
    "{name} described the decision as a step that is long overdue and that others ought to follow.",
    "There are {number} such places in the country, most of them smaller than the one in {place}.",
    "The costs are shared by {body} and the owners of the land, who have different views of what is fair.",
    "A spokesman for {body} did not want to speak about the details of the contract.",
)


def articles(count: int, *, first: int = 0) -> Iterator[dict[str, Any]]:
    """Bodies of `POST /v1/articles` numbered from `first`; the same number is the same article."""
    for number in range(first, first + count):
        yield _article(number)


def _article(number: int) -> dict[str, Any]:
    chance = random.Random(number)
    day = date(2019, 1, 1) + timedelta(days=number // 50 % 1500)
    sentences: list[str] = []
    words = 0
    while words < _WORDS:
        sentence = chance.choice(_TOLD if chance.random() < 0.35 else _BESIDE).format(**_filled(chance, day))
        sentences.append(sentence[0].upper() + sentence[1:])
        words += sentence.count(" ") + 1
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return {
        "external_id": str(number),
        "source": f"Gazette {number % 40}",
        "title": sentences[0].rstrip("."),
        "text": "\n\n".join(paragraphs),
        "published_at": day.isoformat(),
        "country": "GB",
        "language": "en",
    }


def _filled(chance: random.Random, day: date) -> dict[str, Any]:
    year = chance.randint(1980, day.year - 2)
    before = day - timedelta(days=chance.randint(2, 60))
    return {
        "place": chance.choice(_PLACES),
        "thing": chance.choice(_THINGS),
        "body": chance.choice(_BODIES),
        "name": f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
        "number": chance.randint(2, 900),
        "weekday": f"{before:%A}",
        "date": f"{before:%B} {before.day}",
        "month": f"{before:%B}",
        "year": year,
        "later": year + chance.randint(1, 2),
    }
