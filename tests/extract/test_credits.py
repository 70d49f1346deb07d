"""Captions, credits, signatures and notes on the article itself tell no events; what only looks like one does."""

import pytest

from tests.extract.readings import read, titles

STORY = "The council closed the bridge on Monday."
NO_EVENT = [
    "Firefighters tackle the blaze on Sunday. (Photo by Ida Carrow/Kelding Pictures)",
    "Firefighters tackled the blaze on Sunday. Photograph: Ida Carrow",
    "Firefighters tackled the blaze on Sunday. Ida Carrow / Getty Images",
    "Firefighters tackled the blaze on Sunday. (AP Photo/Ida Carrow)",
    "Image caption The mill burned down on Sunday",
    "Feuerwehrleute löschten den Brand am Sonntag. Foto: Ida Carrow",
    "This article was amended on 3 March 2022 to correct a name.",
    "This story was first published on 3 March 2022.",
    "Ida Carrow reports from Port Sarn on Sunday.",
    "By Ida Carrow, Sunday 20 March 2022",
]
EVENT = [
    ("The photo by Ida Carrow was sold on Sunday.", "The photo by Ida Carrow was sold"),
    ("The report was published on Sunday.", "The report was published"),
    ("Ida Carrow reported the theft on Sunday.", "Ida Carrow reported the theft"),
    ("The image was sent to AFP on Sunday.", "The image was sent to AFP"),
    ("RT @keldingnews: Divers raised a boat on Sunday.", "Divers raised a boat"),
    ("RT @ida_carrow Divers raised a boat on Sunday.", "Divers raised a boat"),
]


@pytest.mark.parametrize("line", NO_EVENT)
def test_a_line_beside_the_prose_tells_nothing(line: str) -> None:
    assert titles(read(f"{STORY}\n\n{line}\n\n{STORY.replace('bridge', 'quay')}")) == [
        "The council closed the bridge",
        "The council closed the quay",
    ]


@pytest.mark.parametrize(("line", "title"), EVENT)
def test_prose_about_pictures_tells(line: str, title: str) -> None:
    assert titles(read(line)) == [title]


def test_dates_of_a_caption_are_still_found() -> None:
    mentions = read(f"{STORY}\n\n{NO_EVENT[0]}").mentions
    assert [m.quote.text for m in mentions] == ["Monday", "Sunday"]
