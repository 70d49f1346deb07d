import pytest

from app.extract.article import Part
from app.timex.timex3 import Status
from tests.extract.readings import read

STORY = (
    "The ferry sank off Skerry Island on Monday, and all 31 passengers were saved by a trawler.\n\n"
    "Divers will look for the wreck in April, the harbour master said at the quay.\n\n"
)
FOOTERS = [
    "© 2022 The Islander. All rights reserved. Reproduced on 3 May 2019.",
    "Copyright 2022 The Islander, founded on 3 May 1919",
    "Leave a Reply\n\nOn 3 May 2021 someone wrote that it was closed.",
    "Be the first to comment\n\nPosted on 3 May 2021 by a reader who was angry.",
    "Related articles\n\nThe pier was closed on 3 May 2021.",
    "Kommentar schreiben\n\nAm 3 May 2021 was closed.",
    "Залишити коментар\n\nThe pier was closed on 3 May 2021.",
]


@pytest.mark.parametrize("footer", FOOTERS, ids=[footer[:20] for footer in FOOTERS])
def test_a_footer_gives_marked_mentions_and_no_events(footer: str) -> None:
    told = read(STORY)
    with_footer = read(STORY + footer)
    assert [s.title for s in with_footer.statements] == [s.title for s in told.statements]
    below = [m for m in with_footer.mentions if m.quote.start >= len(STORY)]
    assert below
    assert {m.status for m in below} == {Status.BOILERPLATE}
    assert {m.status for m in with_footer.mentions if m.quote.start < len(STORY)} == {Status.OK}


@pytest.mark.parametrize(
    "line",
    [
        "Read more: The pier was closed on 3 May 2021",
        "Home | World | 3 May 2021 | Sport",
        "We use cookies to see that you were here on 3 May 2021.",
        "Share this story of 3 May 2021",
        "Lesen Sie auch: Der Hafen vom 3 May 2021",
        "Читайте також: 3 May 2021",
        "© Agency, 3 May 2021",
    ],
)
def test_a_line_of_the_page_between_paragraphs(line: str) -> None:
    first, second, _ = STORY.split("\n\n")
    long_enough = second + " " + "Nobody knows how deep it lies, and the charts of the bay are a hundred years old."
    text = f"{first}\n\n{line}" + f"\n\n{long_enough}" * 3
    extraction = read(text)
    assert not any("pier" in s.title or "cookies" in s.title for s in extraction.statements)
    assert any(s.title.startswith("The ferry sank") for s in extraction.statements)
    assert any(s.trigger.text == "look" for s in extraction.statements)
    assert [m.status for m in extraction.mentions if "2021" in m.quote.text] == [Status.BOILERPLATE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell by a tenth on Monday.",
        "Advertisement spending rose on Monday, and newspapers were glad of it after a long and lean winter.",
        "The copyright law was changed on Monday.",
        "Read more books, the minister told pupils on Monday.",
        "Comments by the minister angered the union on Monday.",
    ],
)
def test_ordinary_sentences_are_not_set_aside(sentence: str) -> None:
    extraction = read(f"It rained on the coast all through the night and into the morning.\n\n{sentence}")
    assert {m.status for m in extraction.mentions if m.quote.text == "Monday"} == {Status.OK}


def test_a_title_repeated_as_the_first_line_tells_nothing_twice() -> None:
    title = "Ferry sank on Monday off Skerry Island"
    plain = read(STORY, title=title)
    repeated = read(f"{title}\n\n{STORY}", title=title)
    assert [s.title for s in repeated.statements] == [s.title for s in plain.statements]
    assert [m.quote.part for m in repeated.mentions if m.quote.text == "Monday"] == [Part.TEXT, Part.TEXT]
    assert [m.quote.part for m in plain.mentions if m.quote.text == "Monday"] == [Part.TITLE, Part.TEXT]


def test_only_what_the_text_does_not_tell_comes_from_the_title() -> None:
    extraction = read(STORY, title="Harbour master resigns")
    (from_title,) = [s for s in extraction.statements if s.sentence.part is Part.TITLE]
    assert from_title.title == "Harbour master resigns"
    assert from_title.when.edtf == "2022-03-22"
