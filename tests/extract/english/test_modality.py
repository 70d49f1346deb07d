"""What kind of statement a sentence makes: done, coming, possible, or not so."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.extract.readings import read

CASES = [
    # told as done
    ("The council closed the bridge.", "asserted"),
    ("The council has closed the bridge.", "asserted"),
    ("The bridge was closed by the council.", "asserted"),
    ("The council is closing the bridge.", "asserted"),
    ("Crews began to clear the road.", "asserted"),
    ("Troops were able to retake the town.", "asserted"),
    ("The minister said that troops crossed the border.", "asserted"),
    ("The minister admitted that troops had crossed the border.", "asserted"),
    ("The captain is said to have left the ship.", "asserted"),
    ("The orchestra played to an empty hall.", "asserted"),
    ("She left the ship.", "asserted"),  # nothing before an article's first sentence could tell who
    ("“We won because we ran,” the captain said.", "asserted"),
    ("It was in Port Sarn that the two crews met.", "asserted"),
    ("Divers described how the crane fell into the harbour.", "asserted"),
    ("When the dam broke, the valley had no warning.", "asserted"),
    ("Ferry sinks off the coast, crew safe", "asserted"),
    ("Nadia is the third storm to hit the coast this month.", "asserted"),
    ("A 9 percent raise was backdated to January.", "asserted"),
    ("The bill, passed in May, will be signed.", "planned"),
    ("The boats sold in May will be repaired.", "planned"),
    # told as coming
    ("The council will close the bridge.", "planned"),
    ("The council plans to close the bridge.", "planned"),
    ("The council is to close the bridge.", "planned"),
    ("The council is going to close the bridge.", "planned"),
    ("The bridge is expected to close.", "planned"),
    ("The bridge is due to reopen.", "planned"),
    ("The union has agreed to end the strike.", "planned"),
    ("The minister promised to reopen the bridge.", "planned"),
    ("The company said it would sell the ferry.", "planned"),
    ("Units are ready to go into the town.", "planned"),
    ("The two sides are scheduled to meet in Geneva.", "planned"),
    ("The firm intends to build a mill.", "planned"),
    # told as possible
    ("Norland could join the war.", "hypothetical"),
    ("The dam may burst.", "hypothetical"),
    ("The dam might have burst.", "hypothetical"),
    ("The dam will probably burst.", "hypothetical"),
    ("Norland is likely to join the war.", "hypothetical"),
    ("It is likely that Norland will join the war.", "hypothetical"),
    ("Norland threatened to join the war.", "hypothetical"),
    ("The dam would burst if the rain went on.", "hypothetical"),
    ("The council should close the bridge.", "hypothetical"),
    ("The bridge has to be closed.", "hypothetical"),
    ("Perhaps the thieves entered the museum by the roof.", "hypothetical"),
    ("Officials fear that the dam has burst.", "hypothetical"),
    ("The union wants the owner to close the mill.", "hypothetical"),
    ("The firm is considering selling the ferry.", "hypothetical"),
    ("The firm is rumoured to be selling the ferry.", "hypothetical"),
    ("Engineers hope the probe will reach the moon.", "hypothetical"),
    ("Nobody knows whether the ferry reached the port.", "hypothetical"),
    ("The union demanded that the mill be closed.", "hypothetical"),
    ("The firm would have sold the ferry had the price been lower.", "hypothetical"),
    ("Ana Reyle wished she had left the port.", "hypothetical"),
    ("Scientists hope the probe will one day reach the moon.", "hypothetical"),
    ("Police are investigating whether the fire was started by a guard.", "hypothetical"),
    # told as not so
    ("The rumour that the captain had left the ship was false.", "denied"),
    ("The council did not close the bridge.", "denied"),
    ("The council has not closed the bridge.", "denied"),
    ("The council will not close the bridge.", "denied"),
    ("The company denied that it had sold the ferry.", "denied"),
    ("Nobody closed the bridge.", "denied"),
    ("Crews were unable to close the bridge.", "denied"),
    ("No ships left the port.", "denied"),
    ("There is no evidence that thieves entered the museum.", "denied"),
    ("The ministry has not confirmed that troops crossed the border.", "denied"),
    ("Rome took no notice.", "denied"),
    ("The paper never printed the figure.", "denied"),
]


@pytest.mark.parametrize(("text", "modality"), CASES, ids=[text for text, _ in CASES])
def test_modality(text: str, modality: str) -> None:
    told = read(text).statements
    assert [s.modality.value for s in told][-1:] == [modality]


@pytest.mark.parametrize(
    "text",
    ["Will the council close the bridge?", "Did the council close the bridge on Monday?", "Who closed the bridge?"],
)
def test_a_question_asserts_nothing(text: str) -> None:
    assert all(s.modality.value == "hypothetical" for s in read(text).statements)


# sentence -> title and modality of each statement
HANGING = [
    (
        "The company refused to sell the ferry.",
        [("The company refused to sell the ferry", "asserted"), ("The company did not sell the ferry", "denied")],
    ),
    (
        "Engineers failed on Monday to stop the leak.",
        [("Engineers failed to stop the leak", "asserted"), ("Engineers did not stop the leak", "denied")],
    ),
    (
        "The council ordered the owner to close the mill.",
        [
            ("The council ordered the owner to close the mill", "asserted"),
            ("The owner should close the mill", "hypothetical"),
        ],
    ),
    (
        "The guild called on the council on Monday to reopen the mill.",
        [
            ("The guild called on the council to reopen the mill", "asserted"),
            ("The council should reopen the mill", "hypothetical"),
        ],
    ),
    (
        "The captain left without signing the log.",
        [("The captain left without signing the log", "asserted"), ("The captain did not sign the log", "denied")],
    ),
    (
        "Instead of repairing the pump, the owner sold the mill.",
        [("The owner did not repair the pump", "denied"), ("The owner sold the mill", "asserted")],
    ),
    (
        "The fleet denied shelling the harbour.",
        [("The fleet denied shelling the harbour", "asserted"), ("The fleet shelled the harbour", "denied")],
    ),
    (
        "Having lost the first race, the crew changed the sails.",
        [("The crew lost the first race", "asserted"), ("The crew changed the sails", "asserted")],
    ),
    # the refusal says it all, nobody is asked, nothing is left out
    ("The company refused to comment.", [("The company refused to comment", "asserted")]),
    ("The council asked him to close the mill.", [("The council asked him to close the mill", "asserted")]),
    (
        "The council did not ask the owner to close the mill.",
        [("The council did not ask the owner to close the mill", "denied")],
    ),
    ("The council built a bridge without a railing.", [("The council built a bridge without a railing", "asserted")]),
    ("The owner hired a man to close the mill.", [("The owner hired a man to close the mill", "asserted")]),
]


@pytest.mark.parametrize(("text", "expected"), HANGING, ids=[text for text, _ in HANGING])
def test_what_hangs_on_a_verb_is_told_beside_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(s.title, s.modality.value) for s in read(text).statements] == expected


def test_what_is_asked_for_is_attributed_to_those_who_ask() -> None:
    told = read("The guild urged the council to reopen the mill.").statements
    assert told[1].attribution is not None
    assert told[1].attribution.speaker == "guild"


LATER = [
    ("It was in 1990 that the mill closed.", "1990"),
    ("It was not until 1990 that the mill closed.", "1990"),
]


@pytest.mark.parametrize(("text", "edtf"), LATER)
def test_a_date_put_in_front_dates_what_follows(text: str, edtf: str) -> None:
    assert [(s.title, s.when.edtf, s.modality.value) for s in read(text).statements] == [
        ("The mill closed", edtf, "asserted")
    ]


FROZEN = Path(__file__).parents[2] / "data" / "modality.jsonl"


def test_sentences_that_were_written_before_the_rules() -> None:
    """Nine in ten of the annotated words tell a statement of their kind; of those that tell one, in every language."""
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    rows = [json.loads(line) for line in FROZEN.read_text("utf-8").splitlines()]
    for row in rows:
        start = row["text"].index(row["trigger"])
        end = start + len(row["trigger"])
        for statement in read(row["text"], language=row["language"]).statements:
            if statement.trigger.start < end and start < statement.trigger.end:
                told[row["language"]] += 1
                right[row["language"]] += statement.modality.value == row["modality"]
                break
    assert right.total() >= 0.9 * len(rows)
    assert right.total() >= 0.97 * told.total()
    assert all(right[language] >= 0.9 * count for language, count in told.items())
