import pytest

from app.extract.article import Entity
from app.extract.entities import Names, names_in
from app.extract.sentences import sentences
from app.extract.tokens import tokenised


def names(text: str, language: str = "en") -> Names:
    return names_in(tokenised(text, sentences(text, language)), [], language=language)


CASES = [
    ("President Ana Morel met Gen. John F. Smith.", [("Ana Morel", "person"), ("John F. Smith", "person")]),
    ("It was signed by Ludwig van der Berg.", [("Ludwig van der Berg", None)]),
    ("He studied at the University of Leeds.", [("University of Leeds", "organisation")]),
    (
        "The Defence Ministry and Harlow Group Inc. agreed.",
        [("Defence Ministry", "organisation"), ("Harlow Group Inc", "organisation")],
    ),
    ("Fighting went on near Lviv.", [("Lviv", "place")]),
    ("They crossed Lake Skerry.", [("Lake Skerry", "place")]),
    ("The U.S. Navy left.", [("U.S. Navy", "organisation")]),
    # demonyms, weekdays, months and first words are no names
    ("Residents fled on Monday. Ukrainian troops arrived in March.", []),
    ("The theft was seen by Theresa May.", [("Theresa May", None)]),
    # what somebody is parts two names, and ends none
    ("It hired Harlow Group CEO Ana Morel.", [("Harlow Group", "organisation"), ("Ana Morel", "person")]),
    ("The Selby Water Chief Executive Officer left.", [("Selby Water", None)]),
    ("It hurt Kelding Deputy Mayor Ana Morel.", [("Kelding", None), ("Ana Morel", "person")]),
    ("Former Kelding mayor Tom Reyle spoke in Kelding.", [("Kelding", "place"), ("Tom Reyle", "person")]),
    # a small letter may come before the first capital, a number behind such a name
    ("She bought an iLamp 4 and an eBoard.", [("iLamp 4", None), ("eBoard", None)]),
    ("They sold iLamps. The iLamp is new.", [("iLamp", None)]),
    ("It ended Kelding 3 Selby 1.", [("Kelding", None), ("Selby", None)]),
    # a first word is one where it is one elsewhere
    ("Kelding flooded. The water left Kelding later.", [("Kelding", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_what_is_a_name(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(entity.name, entity.type) for entity in names(text).entities] == expected


def test_short_forms_join_the_long_one() -> None:
    text = "Moana Tait of the Skerry Island Ferry Union spoke. Tait said the SIFU would vote. "
    text += "Nobody asked Tait. The SIFU is small."
    found = names(text)
    assert found.entities == (Entity("Moana Tait"), Entity("Skerry Island Ferry Union", "organisation"))
    assert [(text[m.start : m.end], m.entity) for m in found.mentions] == [
        ("Moana Tait", 0), ("Skerry Island Ferry Union", 1), ("Tait", 0), ("SIFU", 1), ("Tait", 0), ("SIFU", 1),
    ]  # fmt: skip


def test_a_surname_of_two_people_stays_itself() -> None:
    found = names("Ann Reyle met Tom Reyle. Later Reyle left with Reyle.")
    assert [entity.name for entity in found.entities] == ["Ann Reyle", "Tom Reyle", "Reyle"]


def test_names_of_a_stretch() -> None:
    text = "Kyiv waited while Lviv slept, and then Kyiv woke in the west of Odesa."
    found = names(text + " It was Kyiv.")
    assert [entity.name for entity in found.within(0, 30)] == ["Kyiv", "Lviv"]
    assert [entity.name for entity in found.within(30, len(text))] == ["Kyiv", "Odesa"]


@pytest.mark.parametrize(("text", "expected"), [
    ("Der Bürgermeister Emil Märzke lobte die Feuerwehr. Märzke kam zu Fuß.", ["Emil Märzke"]),
    ("Die Polizei nahm den Sicherheitschef der Mine in Holt fest.", ["Holt"]),
    ("Gestern nahm Olaf Berger in Köln den Rücktritt von Franz Huber an.", ["Olaf Berger", "Köln", "Franz Huber"]),
    ("Heute einigten sich die Deutsche Bahn und die Vereinten Nationen.", ["Deutsche Bahn", "Vereinten Nationen"]),
    ("Es spielte der FC Bayern München gegen Borussia Dortmund.", ["FC Bayern München", "Borussia Dortmund"]),
    ("Ursula von der Leyen sprach mit der Kanzlerin der Freiheit.", ["Ursula von der Leyen"]),
    ("Drei Bergleute wurden im Norden Pelliens gerettet.", []),
])  # fmt: skip
def test_german_nouns_are_no_names(text: str, expected: list[str]) -> None:
    assert [entity.name for entity in names(text, "de").entities] == expected


def test_a_first_name_is_a_persons_who_has_one() -> None:
    found = names("CEO Ana Morel spoke. Ana was late. Nobody knew Ana.")
    assert [entity.name for entity in found.entities] == ["Ana Morel"]
    assert found.persons == {0}


def test_a_maker_is_no_first_name() -> None:
    found = names("They like the Selby Roadster. Near Selby the Roadster is built, and Selby sells it, as Selby does.")
    assert sorted(entity.name for entity in found.entities) == ["Roadster", "Selby", "Selby Roadster"]
    assert not found.persons


def test_a_dotted_country_is_no_first_name() -> None:
    found = names("CEO Ana Tait spoke in the U.S. Tait noted it. Later Tait left.")
    assert "Ana Tait" in [entity.name for entity in found.within(35, 80)]
