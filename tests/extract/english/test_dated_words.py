"""Which words of a sentence its expressions date, published on Tuesday 22 March 2022."""

import pytest

from tests.extract.readings import read

# sentence -> (word, expression) of each link
LINKS = [
    ("The bank fell on Monday and rose on Tuesday.", {("fell", "Monday"), ("rose", "Tuesday")}),
    # what the same subject did then too
    ("On Monday the crews raised the ferry and towed it away.", {("raised", "Monday"), ("towed", "Monday")}),
    ("The crews raised the ferry on Monday and sold it.", {("raised", "Monday")}),
    # what came to pass at that moment
    ("Ten people drowned when their boat sank in May.", {("drowned", "May"), ("sank", "May")}),
    ("Ten people drowned because their boat had sunk in May.", {("sunk", "May")}),
    # a date before a noun dates it, and what is told of it
    ("Monday's attack killed three guards.", {("attack", "Monday"), ("killed", "Monday")}),
    ("The third-quarter profit dropped.", {("profit", "third-quarter"), ("dropped", "third-quarter")}),
    ("Readers responded coolly to yesterday's announcement.", {("announcement", "yesterday")}),
    ("The cook of the 1998 expedition has died.", {("expedition", "1998")}),
    # as soon as is no comparison, "as of" and "by" are bounds
    ("He may leave as soon as Friday.", {("leave", "Friday")}),
    ("He must leave by Friday.", set()),
    # what is set beside the rest is dated alone
    ("Profit fell 3 percent, compared with a loss of 2 million a year ago.", {("loss", "a year ago")}),
    # the noun that a light verb takes, if it names what happens
    ("The two sides held talks on Monday.", {("held", "Monday"), ("talks", "Monday")}),
    ("The mayor took the stand on Monday.", {("took", "Monday")}),
    # a participle before a noun is none of the verbs
    ("Hale cut short a hastily planned trip to Sarn on Monday.", {("cut", "Monday"), ("trip", "Monday")}),
    ("The agency released tapes on Monday from the night the ferry sank.", {("released", "Monday")}),
]


@pytest.mark.parametrize(("text", "expected"), LINKS, ids=[text[:50] for text, _ in LINKS])
def test_what_an_expression_dates(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(link.word.text, link.expression.text) for link in read(text).links} == expected
