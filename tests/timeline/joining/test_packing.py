"""What an article tells comes out of its text as it went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.extract.article import Modality
from app.timeline.joining import packing
from app.timeline.joining.tales import Telling
from app.timex.when import Basis

WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=40)
BOUNDS = st.none() | st.integers(-(2**62), 2**62)
TELLINGS = st.lists(
    st.builds(
        Telling.of,
        report=st.integers(1, 2**31),
        order=st.integers(0, 500),
        modality=st.sampled_from(Modality),
        earliest=BOUNDS,
        latest=BOUNDS,
        basis=st.sampled_from(Basis),
        title=WORDS | st.sampled_from(["Flight 103 hit Building 7", "Sixty-two of 1,400 died", "9" * 400]),
        sentence=WORDS,
        trigger=st.sampled_from(["hit", "said", "", "разом"]),
        names=st.lists(WORDS, max_size=3),
    ),
    max_size=4,
)
GIST = st.dictionaries(st.text(min_size=1, max_size=6), st.floats(0, 1))


@given(GIST, TELLINGS)
def test_round_trip(gist: dict[str, float], tellings: list[Telling]) -> None:
    content = packing.packed(gist, tellings)
    found = packing.Unpacked(content)
    assert found.gist == gist
    assert found.content == content
    assert list(found.tellings([telling.report for telling in tellings])) == tellings
    assert packing.packed(found.gist, found.tellings([1] * len(tellings))) == content
