"""Titles that can be read without their article, and what is done where they cannot."""

import pytest

from app.extract.english.readable import speaks, spoken_by, stands_alone, without_label, without_opener
from app.extract.lines import LONGEST
from tests.extract.readings import read, titles

ALONE = [
    "Divers raised the ferry",
    "The council voted",
    "Fighting broke out in the old town",
    "Two crews were freed",
    "“We won,” the captain told the crowd",  # what is quoted may speak
    "US forces left the port",
]
NOT_ALONE = [
    "It left the port",
    "His death shook the island",
    "This came as a surprise",
    "The first was found in a barn",
    "Many have left",
    "We won the cup",
    "The guards told us to wait",
    "Meaning the virus is spreading",
    "After the ferry sank",
    "Could become a harbour again",
    "The attack came",
    "No won’t sign",
    "Report: the ferry sank. All were saved",
]


@pytest.mark.parametrize(("title", "alone"), [(t, True) for t in ALONE] + [(t, False) for t in NOT_ALONE])
def test_what_can_be_read_alone(title: str, alone: bool) -> None:
    assert stands_alone(title) is alone


@pytest.mark.parametrize(
    ("title", "expected"),
    [("I’m here", True), ("The firm left us", True), ("US forces left", False), ("Women won", False)],
)
def test_who_speaks(title: str, expected: bool) -> None:
    assert speaks(title) is expected


def test_words_of_ones_own_have_their_speaker() -> None:
    assert spoken_by("chief engineer", "We lit the boiler") == "Chief engineer: “We lit the boiler”"
    assert spoken_by("a" * LONGEST, "We lit the boiler") == "We lit the boiler"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Before the ferry sank", "The ferry sank"),
        ("As", "As"),
        ("The ferry sank", "The ferry sank"),
    ],
)
def test_a_clause_without_what_hung_it_on_another(line: str, kept: str) -> None:
    assert without_opener(line) == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Editor’s note: The ferry sank again", "The ferry sank again"),
        ("Score: two to one", "Score: two to one"),
        ("The mark stood at 5:30 in the morning", "The mark stood at 5:30 in the morning"),
    ],
)
def test_a_label_goes(line: str, kept: str) -> None:
    assert without_label(line) == kept


TOLD = [
    # undated, a line that needs its article is not told; with a date it is
    ("It left the port.", []),
    ("It left the port on Monday.", ["It left the port"]),
    ("“We lit the boiler on Monday,” said the engineer, Ida Carrow.", ["Ida Carrow: “We lit the boiler”"]),
    ("“We lit the boiler on Monday,” she said.", []),
    ("What would become of the boat?", []),
    ("Dogs can find survivors.", []),
    # possessives find their owner
    ("Norland lost the war on Monday, and its fleet left.", ["Norland lost the war", "Norland’s fleet left"]),
    ("Captain Ana Morel resigned on Monday. Her brother took the helm on Friday.",
     ["Captain Ana Morel resigned", "Captain Ana Morel’s brother took the helm"]),
    # what stands between subject and verb stays, and what hangs on a clause goes
    ("The wing facing the sea sank further on Monday.", ["The wing facing the sea sank further"]),
    ("Three months after her uncle, a guard, died, Ana Morel sold the boat.",
     ["Ana Morel’s uncle died", "Ana Morel sold the boat"]),
    ("The scouts, they claimed, had crossed the river on Monday.", ["The scouts had crossed the river"]),
    # a date that is the object, or the predicate
    ("The crew spent Monday in the harbour.", ["The crew spent Monday in the harbour"]),
    ("Prices hit their highest since May 1990 on Monday.", ["Prices hit their highest since May 1990"]),
    # passives one after the other
    ("The roll was signed on Monday and put to members on Friday.",
     ["The roll was signed", "The roll was put to members"]),
    # the saying is not the event, and alone it is none
    ("The ferry sank, the harbour office (HO) said on Monday.",
     ["The harbour office (HO) said that the ferry sank"]),
    ("The ministry said on Monday.", []),
    # openings are no part of the subject
    ("As a result, a pier fell on Monday.", ["A pier fell"]),
    ("After some letters back and forth, Reyle sold the boat on Monday.", ["Reyle sold the boat"]),
    ("In Sarn, east of Port Arden, two mortars landed on Monday.", ["Two mortars landed"]),
    ("With 44 people ill -- many of them children -- the council closed the school on Monday.",
     ["The council closed the school"]),
    ("Three members of the club -- Reyle, Morel and Sarn -- slept on Monday.", ["Three members of the club slept"]),
    ("The shares (HLN, item 12) fell on Monday.", ["The shares (HLN, item 12) fell"]),
    ("And all of a sudden, when given the chance, 8,000 people voted on Monday.", ["8,000 people voted"]),
    ("Even though the mayor’s men, who had guarded the hall for days, lost the gate on Monday, Sarn voted in May.",
     ["The mayor’s men had guarded the hall for days", "The mayor’s men lost the gate", "Sarn voted"]),
    ("Velia closed the quay in May after a guest who had robbed it in April, a guard, was found on Monday.",
     ["Velia closed the quay", "A guest had robbed it", "A guest was found"]),
    ("Other members of the council, like the harbour master Tom Hale and the treasurer Ida Carrow, left on Monday.",
     ["Other members of the council left"]),
    # numbers keep what stands before them
    ("At least 40 people were hurt in a blast on Monday.", ["At least 40 people were hurt in a blast"]),
    ("Police said at least 40 people were hurt on Monday.", ["At least 40 people were hurt"]),
    ("As many as 40 people were hurt on Monday.", ["As many as 40 people were hurt"]),
    ("Up to 40 boats sank on Monday.", ["Up to 40 boats sank"]),
    ("Between 30 and 40 boats sank on Monday.", ["Between 30 and 40 boats sank"]),
    ("The blast killed at least 40 people on Monday.", ["The blast killed at least 40 people"]),
    ("A deal between 30 and 40 firms was signed on Monday.", ["A deal between 30 and 40 firms was signed"]),
    # a line ends where a reader would stop
    ("The virus killed 300 birds on Monday as it spread to Sarn, Velia and Norland.", ["The virus killed 300 birds"]),
    (("The council of the harbour town of Port Sarn announced the building of a new concrete 13km (8 mile) sea wall "
      "of Norland stone."),
     ["The council of the harbour town of Port Sarn announced the building of a new concrete 13km (8 mile) sea wall"]),
    ("The firm lost at least $40 million in May.", ["The firm lost at least $40 million"]),
    ("As Reyle left the harbour.", ["Reyle left the harbour"]),
    # what may be a verb or an auxiliary elsewhere
    ("The ring was found in a trash can behind the mill.", ["The ring was found in a trash can behind the mill"]),
    ("The virus was first seen in Sarn in 2012.", ["The virus was first seen in Sarn"]),
    ("The board will next meet on Friday.", ["The board will next meet"]),
    ("The krona weakened by almost one percent on Monday.", ["The krona weakened by almost one percent"]),
    ("Reyle acknowledged defeat on Monday.", ["Reyle acknowledged defeat"]),
    ("Two hundred people marched to the hall.", ["Two hundred people marched to the hall"]),
    ("One woman broke an arm.", ["One woman broke an arm"]),
    ("One of them broke an arm.", []),
    ("The mine closed in May.", ["The mine closed"]),
    ("The guard came back yet again when the ferry sank on Monday.",
     ["The guard came back yet again", "The ferry sank"]),
    # who it is that "who" tells of
    ("A nurse at the hospital who fled on Monday was found.", ["A nurse fled", "A nurse at the hospital was found"]),
    ("(8:11 a.m. Monday ET, 3:11 p.m. in Sarn) Divers raised a boat on Monday.", ["Divers raised a boat"]),
    # what the date alone tells, it keeps
    ("The last flood was in March 1947, when the town stood under water.",
     ["The last flood was in March 1947", "The town stood under water"]),
    ("The tax year was moved to end on 5 April.", ["The tax year was moved to end on 5 April"]),
    ("The two met on Tuesday, the day after Labor Day.", ["The two met"]),
    ("There 31 January 1918 was followed by 14 February.", []),
    # a verb is told with what it takes, wherever that stands
    ("Doctors treated and fed 1,500 people on Monday.",
     ["Doctors treated 1,500 people", "Doctors fed 1,500 people"]),
    ("The march that islanders had called on Monday drew many.",
     ["Islanders had called the march", "The march drew many"]),
    ("The museum plans to break ground in May 2023.", ["The museum plans to break ground"]),
    # one content behind the other
    ("Jurors heard that two men copied a key on 1 March, that they broke in on 8 March, and that they drove north.",
     ["Two men copied a key", "Two men broke in", "Two men drove north"]),
    ("Reyle said the quake was a tragedy and urged people to give on Monday.", ["Reyle urged people to give"]),
    ("Reyle never sold oil, lent money or used the fund on Monday.",
     ["Reyle never sold oil", "Reyle never lent money", "Reyle never used the fund"]),
    # participles
    ("A tip received on Monday led nowhere.", ["A tip was received", "A tip led nowhere"]),
    ("The cores will be opened on Friday and photographed every hour.",
     ["The cores will be opened", "The cores will be photographed every hour"]),
    ("Reyle was deeply saddened.", []),
    ("It was not clear who commanded the fort on Monday.", []),
    ("Reports of what was happening there on Monday differed.", []),
    # fragments
    ("Walking through a market on Monday.", []),
    ("The union called off Friday’s walkout.", ["The union called off Friday’s walkout"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text[:50] for text, _ in TOLD])
def test_titles_of_sentences(text: str, expected: list[str]) -> None:
    assert titles(read(text)) == expected


def test_an_agencys_preamble_and_a_credit_tell_nothing() -> None:
    text = (
        "Boats stop Crews vote in port PORT ARDEN, March 21 (Reuters) - Ferry crews stopped work on Monday.\n"
        "Photograph: Ana Reyle/AFP Divers raised a boat on Friday."
    )
    assert titles(read(text)) == ["Ferry crews stopped work", "Divers raised a boat"]


def test_lines_run_together_tell_nothing_undated() -> None:
    assert titles(read("Crews have left the port boats will stay away.")) == []
