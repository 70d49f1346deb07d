"""The query string: what it asks of the store, and how it is refused."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.api.filters import ArticleQuery, EventQuery, article_filter, event_filter, includes
from app.extract.article import Modality
from app.problems import InvalidQuery
from app.timex.civil import DAY, day_number
from app.timex.interval import Granularity
from app.timex.when import Basis


def _query(**asked: Any) -> EventQuery:
    return EventQuery.model_validate(asked)


def _start(year: int, month: int = 1, day: int = 1) -> int:
    return day_number(year, month, day) * DAY


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ({}, None, None),
        ({"from": "2022"}, _start(2022), None),
        # Both bounds are the start of what they name.
        ({"from": "2022-03", "to": "2022-04"}, _start(2022, 3), _start(2022, 4)),
        ({"from": "2022-03-22T06:00:00", "to": "2022-03-23"}, _start(2022, 3, 22) + 21_600, _start(2022, 3, 23)),
        ({"from": "199X", "to": "2022-21"}, _start(1990), _start(2022, 3)),
        ({"from": "-0479", "to": "0001"}, _start(-479), _start(1)),
        ({"from": "2013~"}, _start(2013), None),
        ({"during": "2022-03"}, _start(2022, 3), _start(2022, 4)),
        ({"during": "2022-03-02/2022-03-05"}, _start(2022, 3, 2), _start(2022, 3, 6)),
        ({"during": "2014/.."}, _start(2014), None),
    ],
)
def test_the_range_is_edtf(asked: dict[str, str], start: int | None, end: int | None) -> None:
    wanted = event_filter(_query(**asked))
    assert (wanted.from_, wanted.to) == (start, end)


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"from": "2022-03-02/2022-03-05"}, "from"),
        ({"to": "[..2013]"}, "to"),
        ({"from": "2022-03-22T06:00:00Z"}, "from"),
        ({"from": "2022-03-22T06:00:00+02:00"}, "from"),
        ({"from": "2022-02-30"}, "from"),
        ({"from": "last month"}, "from"),
        ({"from": ""}, "from"),
        ({"from": "Y" + "9" * 40}, "from"),
        ({"from": "Y99999999999"}, "from"),
        ({"from": "2022", "to": "2022"}, "to"),
        ({"from": "2022", "to": "2021"}, "to"),
        ({"during": "2022", "from": "2021"}, "during"),
        ({"during": "soon"}, "during"),
        ({"modality": "assertd"}, "modality"),
        ({"modality": "any,planned"}, "modality"),
        ({"basis": "guess"}, "basis"),
        ({"precision": "fortnight"}, "precision"),
        ({"max_span": "a week"}, "max_span"),
        ({"max_span": "PXD"}, "max_span"),
        ({"max_span": "P0D"}, "max_span"),
        ({"max_span": "2022"}, "max_span"),
        ({"max_span": "P" + "9" * 30 + "Y"}, "max_span"),
        ({"q": ["!?"]}, "q"),
        ({"q": [""]}, "q"),
        ({"entity": [" , "]}, "entity"),
        ({"source": ""}, "source"),
    ],
)
def test_what_cannot_be_understood_names_its_parameter(asked: dict[str, Any], parameter: str) -> None:
    with pytest.raises(InvalidQuery) as refused:
        event_filter(_query(**asked))
    assert refused.value.members["parameter"] == parameter


def test_commas_mean_or_and_repetition_means_and() -> None:
    wanted = event_filter(_query(entity=["Kyiv, Makariv", "NATO"], q=['"fell, rose", sank'], tag=["war"], source="A,B"))
    assert wanted.entity == (("Kyiv", "Makariv"), ("NATO",))
    # A comma inside quotes belongs to the phrase.
    assert wanted.q == (('"fell, rose"', "sank"),)
    assert wanted.tag == (("war",),)
    assert wanted.source == ("A", "B")


def test_enumerations_are_read_by_value() -> None:
    wanted = event_filter(_query(basis="expression,inherited", precision="day", max_span="P1M", modality="denied"))
    assert wanted.basis == (Basis.EXPRESSION, Basis.INHERITED)
    assert wanted.precision == (Granularity.DAY,)
    assert wanted.modality == (Modality.DENIED,)
    # A month is as long as the longest one.
    assert wanted.max_span == 31 * DAY
    assert event_filter(_query()).modality == (Modality.ASSERTED, Modality.PLANNED)
    assert event_filter(_query(modality="any")).modality == ()


def test_a_near_miss_is_told_what_is_near() -> None:
    with pytest.raises(InvalidQuery, match="Did you mean 'planned'"):
        event_filter(_query(modality="plannd"))


def test_include_brings_only_what_there_is() -> None:
    assert includes(_query(include="explanation,reports"), ("explanation", "reports")) == {"explanation", "reports"}
    assert includes(_query(), ("explanation",)) == frozenset()
    for wrong in ("explanations", "explanation,", ","):
        with pytest.raises(InvalidQuery):
            includes(_query(include=wrong), ("explanation",))


def test_articles_are_asked_for_by_publication() -> None:
    wanted = article_filter(ArticleQuery(published_from="2022-03", published_to="2022-04", language="EN"))
    assert (wanted.published_from, wanted.published_to) == (_start(2022, 3), _start(2022, 4))
    assert wanted.language == ("en",)
    with pytest.raises(InvalidQuery) as refused:
        article_filter(ArticleQuery(published_from="2022", published_to="2021"))
    assert refused.value.members["parameter"] == "published_to"


@given(
    st.dictionaries(
        st.sampled_from(["from", "to", "during", "modality", "basis", "precision", "max_span", "source", "language"]),
        st.text(max_size=20) | st.from_regex(r"-?[0-9]{1,4}(-[0-9]{2}){0,2}[~?%]?(/\.\.)?", fullmatch=True),
    )
)
def test_no_query_string_raises_anything_else(asked: dict[str, str]) -> None:
    with suppress(InvalidQuery, ValidationError):
        event_filter(_query(**asked))
