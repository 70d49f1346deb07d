import pytest

from app.extract.sentences import sentences

STOPS = [
    # the parts are one sentence each; the marks that do not end one are the point of the row
    ["Sales rose 5 pct. in March.", "The firm made $2 bn. more than planned."],
    ["Gen. Ruiz left the U.S. on Monday.", "He flew to St. Petersburg."],
    ["It opens at 9 a.m. Tuesday.", "No. 5 is closed."],
    ["The train came at 5 p.m.", "The crowd cheered."],
    ["J. K. Morris spoke first.", "Dr. Who did not come."],
    ["Wait... he left.", "“It is over.”", "She nodded."],
    ["“Stay where you are! Nobody moves,” the guard shouted."],
    ["Was it late?", "Yes!", "It was."],
    ["It closed on Feb. 29, 2016 and reopened on Sept. 3."],
    ["Smith vs. Jones began."],
]


@pytest.mark.parametrize("parts", STOPS, ids=lambda parts: parts[0][:30])
def test_marks_that_end_a_sentence_and_marks_that_do_not(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[s.start : s.end] for s in sentences(text)] == parts


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("de", ["Am 5. Mai 2020 kam er an.", "Er wohnt z. B. in Bonn.", "Nr. 5 ist leer."]),
        ("uk", ["Музей ім. Т. Г. Шевченка відкрили о 9 год. ранку.", "У 2014 р. його закрили."]),
        ("es", ["El Sr. López llegó.", "La gente esperaba."]),
        ("fr", ["M. Dupont est parti.", "Il a plu."]),
    ],
)
def test_abbreviations_of_other_languages(language: str, parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[s.start : s.end] for s in sentences(text, language)] == parts


def test_a_paragraph_ends_a_sentence_and_wrapped_lines_do_not() -> None:
    wrapped = "The council met\nlate on the first day of\nthe month and voted.\n\nIt rained\non the second day."
    assert [wrapped[s.start : s.end].replace("\n", " ") for s in sentences(wrapped)] == [
        "The council met late on the first day of the month and voted.",
        "It rained on the second day.",
    ]
    lines = "The council met\nIt rained\nNobody came."
    assert len(sentences(lines)) == 3


def test_headings_stand_above_prose() -> None:
    text = "Bridge reopens\n\nThe bridge reopened.\n\nTraffic returns\n\nCars crossed it.\n\nlast words without a stop"
    assert [(s.heading, s.paragraph) for s in sentences(text)] == [
        (True, 0), (False, 1), (True, 2), (False, 3), (False, 4),
    ]  # fmt: skip
    assert sentences("Rain stops train")[0].heading  # all there is


def test_no_sentence_is_endless() -> None:
    text = "word " * 2_000
    found = sentences(text)
    assert len(found) > 5
    assert max(s.end - s.start for s in found) <= 1_200
    assert "".join(text[s.start : s.end] for s in found).replace(" ", "") == text.replace(" ", "")
