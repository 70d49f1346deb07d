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
    ("The company refused to sell the ferry.", "asserted"),
    ("Engineers failed to stop the leak.", "asserted"),
    ("The council ordered the owner to close the mill.", "asserted"),
    ("The captain is said to have left the ship.", "asserted"),
    ("The orchestra played to an empty hall.", "asserted"),
    ("She left the ship.", "asserted"),  # nothing before an article's first sentence could tell who
    ("“We won because we ran,” the captain said.", "asserted"),
    ("Ferry sinks off the coast, crew safe", "asserted"),
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
    # told as not so
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


FROZEN = Path(__file__).parents[1] / "data" / "modality.jsonl"


def test_sentences_that_were_written_before_the_rules() -> None:
    """Of the statements told at an annotated word nine in ten are of its kind, in every language taken alone too.

    A sentence whose word tells no statement (a subordinate clause without a date, a question) is counted apart.
    """
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
    assert told.total() >= 0.65 * len(rows)
    assert right.total() >= 0.95 * told.total()
    assert all(right[language] >= 0.9 * count for language, count in told.items())
