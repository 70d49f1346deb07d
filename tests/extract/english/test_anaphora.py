"""Who takes part in an event that is told of a pronoun, or of "the company"."""

from __future__ import annotations

import pytest

from app.extract.article import Article
from app.extract.extractor import extract


def taking_part(text: str, trigger: str) -> list[str]:
    """The names in the one statement with that trigger."""
    read = extract(Article(received_at="2022-03-22T00:00:00Z", text=text, published_at="2022-03-22", language="en"))
    (found,) = [statement for statement in read.statements if statement.trigger.text == trigger]
    return [entity.name for entity in found.entities]


JOBS = "Chancellor Ana Morel resigned on March 3. "


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (JOBS + "She founded the school in 1976.", "founded", ["Ana Morel"]),
        (JOBS + "It rained for hours. She founded the school in 1976.", "founded", ["Ana Morel"]),
        (JOBS + "\n\nShe founded the school in 1976.", "founded", ["Ana Morel"]),
        (JOBS + "She came in 1975 and founded the school in 1976.", "founded", ["Ana Morel"]),
        # somebody else is the one now
        (JOBS + "A spokeswoman smiled on March 4. She founded the school in 1976.", "founded", []),
        (JOBS + "Judge Eva Reyle smiled on March 4. She founded the school in 1976.", "founded", ["Eva Reyle"]),
        # one who is "she" is not "he"
        (JOBS + "It rained. She smiled. It froze on March 4. He founded the school in 1976.", "founded", []),
        # too long ago
        (JOBS + "It rained. It snowed. It froze. It stormed. She founded the school in 1976.", "founded", []),
        ("The dam broke on March 3. She founded the school in 1976.", "founded", []),
    ],
)  # fmt: skip
def test_he_and_she(text: str, trigger: str, expected: list[str]) -> None:
    assert taking_part(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Harlow Inc. bought the mill on March 3. The company closed it on March 9.", "closed", ["Harlow Inc"]),
        ("The mill burned on March 3. The company closed it on March 9.", "closed", []),
        ("They met at the Skerry Harbour Store on March 3. The store closed on March 9.", "closed",
         ["Skerry Harbour Store"]),
        ("The Skerry Store and the Selby Store opened on March 3. The store closed on March 9.", "closed", []),
        ("The Skerry Store opened on March 3. The old store closed on March 9.", "closed", []),
    ],
)  # fmt: skip
def test_the_company(text: str, trigger: str, expected: list[str]) -> None:
    assert taking_part(text, trigger) == expected
