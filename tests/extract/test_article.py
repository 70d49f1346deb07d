"""One long article of news, and the list that a person would make of it."""

from app.extract.article import Extraction
from app.timex.timex3 import Status
from tests.extract.readings import date_of, read

TITLE = "Estmark’s army will soon join Norland’s war, says President Pavel Oren"
TEXT = f"""{TITLE}

Allied governments believe that Estmark could “soon” join Norland in its war against Velia, two diplomats
said.

It is increasingly “likely” that Estmark will enter the fighting, an alliance officer said on Monday.

“The Norlanders need help. Any help would do,” the officer explained.

Norland began its attack on Velia in part from Estmark’s soil, and thousands of soldiers camped there ahead of
Norland’s invasion of Velia last month, which both had called an exercise.

The sources stressed that there have been no signs to date that Estmark is taking part in the fighting.

Velia’s army retakes hill town

Velia said it retook a hill town on Tuesday, as Norland’s guns shelled the harbour of Port Sarn.

Smoke rose above the capital. Families stayed in cellars under a 35-hour curfew imposed by the city that runs
to Wednesday morning.

Early Tuesday, Velian troops drove the Norlanders out of the hill town of Makrin after a fierce battle,
Velia’s Defence Ministry said.

Still, the ministry said Norland had taken three villages, some of which had been under fire almost since
Norland’s army invaded almost a month ago.

Norland’s invasion has driven more than two million people from their homes, according to the Red Cross.
Norland has not given a figure of its own since it said March 2 that 498 soldiers had been killed. The Norland
Courier, a paper close to the government, briefly reported Monday that almost 10,000 soldiers had been killed.
The report was quickly removed, and the paper blamed hackers. The government refused to comment on Tuesday.

© 2022, The Velian Times. Excerpts may be used from 1 May 2022, provided that a link to The Velian Times is
given.

Be the first to comment

Leave a Reply

This site was last changed on 3 March 2021 and killed nobody.
"""

# Title, date and its basis, modality, speaker.
LIST = [
    (
        "Estmark could “soon” join Norland in its war against Velia",
        "undated", "none", "hypothetical", "Allied governments",
    ),
    ("Estmark will enter the fighting", "undated", "none", "hypothetical", "alliance officer"),
    ("Norland began its attack on Velia in part from Estmark’s soil", "2022-03-22", "publication", "asserted", None),
    ("Thousands of soldiers camped there", "undated", "none", "asserted", None),
    ("Norland’s invasion of Velia", "2022-02", "expression", "asserted", None),
    ("Estmark is taking part in the fighting", "undated", "none", "denied", "sources"),
    ("Velia retook a hill town", "2022-03-22", "expression", "asserted", "Velia"),
    ("Norland’s guns shelled the harbour of Port Sarn", "2022-03-22", "expression", "asserted", "Velia"),
    ("Smoke rose above the capital", "2022-03-22", "publication", "asserted", None),
    ("A 35-hour curfew runs to Wednesday morning", "../2022-03-23", "expression", "asserted", None),
    (
        "Velian troops drove the Norlanders out of the hill town of Makrin",
        "2022-03-22", "expression", "asserted", "Velia’s Defence Ministry",
    ),
    ("Norland had taken three villages", "undated", "none", "asserted", "ministry"),
    (
        "Norland’s invasion has driven more than two million people from their homes",
        "2022-02/..", "inherited", "asserted", "Red Cross",
    ),
    ("Norland has not given a figure of its own", "undated", "none", "denied", None),
    ("Norland said that 498 soldiers had been killed", "2022-03-02", "expression", "asserted", "Norland"),
    (
        "The Norland Courier reported that almost 10,000 soldiers had been killed",
        "2022-03-21", "expression", "asserted", "Norland Courier",
    ),
    ("The report was quickly removed", "2022-03-21", "inherited", "asserted", None),
    ("The paper blamed hackers", "2022-03-21", "inherited", "asserted", None),
    ("The government refused to comment", "2022-03-22", "expression", "asserted", None),
]  # fmt: skip


def article() -> Extraction:
    return read(TEXT, title=TITLE)


def test_it_reads_as_a_person_would_list_it() -> None:
    told = [
        (s.title, date_of(s), s.when.basis.value, s.modality.value, s.attribution and s.attribution.speaker)
        for s in article().statements
    ]
    assert told == LIST


def test_sayings_keep_their_own_date() -> None:
    said = {s.title: s.attribution.when.edtf for s in article().statements if s.attribution and s.attribution.when}
    assert said == {
        "Estmark will enter the fighting": "2022-03-21",
        "Norland said that 498 soldiers had been killed": "2022-03-02",
        "The Norland Courier reported that almost 10,000 soldiers had been killed": "2022-03-21",
    }


def test_nothing_comes_from_the_footer() -> None:
    extraction = article()
    footer = TEXT.index("©")
    assert all(s.sentence.end <= footer for s in extraction.statements)
    assert {m.status for m in extraction.mentions if m.quote.start >= footer} == {Status.BOILERPLATE}


def test_its_names() -> None:
    names = {entity.name for statement in article().statements for entity in statement.entities}
    assert names >= {"Estmark", "Norland", "Velia", "Makrin", "Norland Courier"}
    assert not names & {"Monday", "Tuesday", "March", "Early", "Still", "Smoke", "Families"}
