"""Which reports of two articles tell the same event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.article import Modality, Statement
from app.timeline.joining import alike, likeness
from app.timeline.joining.alike import Join, joins
from app.timeline.joining.tales import Tale, Telling, Tellings, gist
from app.timex.civil import DAY
from app.timex.when import Basis, When
from tests.timeline.readings import dated, told

TITLE = "Ukrainian troops drove Russian forces out of the Kyiv suburb of Makariv"

PUBLISHED = 19_073 * DAY  # 2022-03-22


def tale(name: str, *statements: Statement, about: str = "") -> Tale:
    number = ord(name)
    return Tale(
        number,
        name,
        f"voice of {name}",
        gist([about, *(statement.sentence.text for statement in statements)]),
        PUBLISHED,
        Tellings.of([
            Telling.of(
                report=1000 * number + order,
                order=order,
                modality=statement.modality,
                earliest=statement.when.earliest,
                latest=statement.when.latest,
                basis=statement.when.basis,
                title=statement.title,
                sentence=statement.sentence.text,
                trigger=statement.trigger.text,
                names=[entity.name for entity in statement.entities],
            )
            for order, statement in enumerate(statements)
        ]),
    )  # fmt: skip


def drove(when: When | str | None = "2022-03-22", title: str = TITLE, **more: Any) -> Statement:
    return told(title, when, **{"names": ("Makariv", "Kyiv"), "trigger": "drove", **more})


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        (drove(), True),
        (drove(title="Troops of Ukraine drove the Russian forces from the suburb of Makariv"), True),
        (drove(names=("Makariv", "Bucha")), True),
        (drove(names=()), True),
        (drove(modality=Modality.DENIED), False),
        (drove(modality=Modality.PLANNED), False),
        # the publication's day is a guess; two days told by their own words are two
        (drove(dated("2022-03-21", basis=Basis.PUBLICATION)), True),
        (drove("2022-03-20"), False),
        (drove("2022-03-21/2022-03-22"), True),
        (drove("2021"), False),
        (drove(title="Rebels fled past the village of Borova in a convoy", trigger="fled"), False),
        (drove(title="The price of bread rose in Makariv", trigger="rose"), False),
    ],
)
def test_what_tells_the_same_event(other: Statement, joined: bool) -> None:
    """Between two articles about the same thing, which the words beside the sentences make them."""
    about = "Makariv Kyiv troops forces suburb war Ukraine Russia"
    one, two = tale("a", drove(), about=about), tale("b", other, about=about)
    assert bool(joins(one, two)) is joined
    assert joins(two, one) == joins(one, two)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("The bridge of Town0 collapsed", "The bridge of Town840 collapsed", False),
        ("The bridge of Town0 collapsed", "The bridge of Town0 has collapsed", True),
        ("A coach overturned on the M84", "A coach overturned on the M8", False),
        ("Flight 103 crashed near the coast", "Flight 104 crashed near the coast", False),
        ("A quake of magnitude 6.3 shook the valley", "A quake of magnitude 6.4 shook the valley", True),
    ],
)
def test_what_has_a_number_for_a_name_is_another_with_another_number(one: str, other: str, joined: bool) -> None:
    found = joins(*(tale(name, told(title, trigger=title.split()[-1])) for name, title in (("a", one), ("b", other))))
    assert bool(found) is joined


def test_a_date_and_a_name_alone_make_no_event() -> None:
    about = "Makariv suburb war"
    one = told("Troops entered Makariv", names=("Makariv",), trigger="entered")
    other = told("Makariv bakes its first bread", names=("Makariv",), trigger="bakes")
    assert joins(tale("a", one, about=about), tale("b", other, about=about)) == []


def test_a_date_as_long_as_a_month_is_held_against_a_day_of_it_and_a_longer_one_is_not() -> None:
    day = drove("2022-03-22")
    assert joins(tale("a", day), tale("b", drove("2022-03")))
    assert not joins(tale("a", day), tale("b", drove("2022")))


def test_other_words_for_the_same_happening() -> None:
    one = told("Two masked women robbed the Hollis Savings Bank", "2019-05-13", names=("Hollis",), trigger="robbed")
    two = told("A raid on the Hollis Savings Bank", "2019-05-13", names=("Hollis",), trigger="raid")
    assert len(joins(tale("a", one), tale("b", two))) == 1


def test_articles_about_other_things_share_nothing() -> None:
    """A sentence that could stand in either is no event that both tell."""
    sentence = told("He left the city", "2022-03-22", trigger="left")
    one = tale("a", sentence, about="harbour bridge barge pier ferry " * 9)
    two = tale("b", sentence, about="election party minister vote cabinet " * 9)
    assert joins(one, two) == []


def test_where_a_report_could_be_either_of_two_it_is_neither() -> None:
    """They say the same of two towns, and the other article does not say of which."""
    towns = [told(f"Rebels stormed the town hall of {town}", trigger="stormed") for town in ("Selby", "Corran")]
    other = told("Rebels stormed a town hall", trigger="stormed")
    assert joins(tale("a", *towns), tale("b", other)) == []
    assert joins(tale("a", towns[0]), tale("b", other)) != []


def test_each_report_tells_one_event_of_the_other_article() -> None:
    one = tale("a", drove(), drove(title=TITLE + " again"))
    two = tale("b", drove())
    found = joins(one, two)
    assert [(join.one, join.other) for join in found] == [(97_000, 98_000)]


@pytest.mark.parametrize(("voice", "joined"), [("Post", False), ("Herald", True)])
def test_a_paper_that_tells_nearly_the_same_on_two_days_tells_two_things(voice: str, joined: bool) -> None:
    one = replace(tale("a", drove("2022-03-21")), voice="Post")
    other = replace(tale("b", drove("2022-03-22")), voice=voice)
    assert bool(joins(one, other)) is joined


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        (drove(), True),
        (drove(title=TITLE + " again"), True),
        (drove("2022-03-21"), False),
        (drove(title="Troops drove on through Makariv"), False),
        (drove(trigger="forces"), False),
        (drove(modality=Modality.PLANNED), False),
    ],
)
def test_what_an_article_repeats(second: Statement, joined: bool) -> None:
    found = alike.repeats(tale("a", drove(), second))
    assert [(join.one, join.other) for join in found] == ([(97_000, 97_001)] if joined else [])
    assert joins(tale("a", drove()), tale("a", drove())) == []


WORDS = ["troops", "drove", "bridge", "collapsed", "mayor", "Kyiv", "vote", "rain", "ferry", "strike"]
statements = st.builds(
    told,
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join),
    st.sampled_from(["2022-03-21", "2022-03-22", "2022-03", "2022", None]),
    modality=st.sampled_from(list(Modality)),
    names=st.lists(st.sampled_from(["Kyiv", "Selby"]), unique=True).map(tuple),
)


@given(st.lists(statements, max_size=5), st.lists(statements, max_size=5))
def test_the_two_articles_are_equals(ones: list[Statement], others: list[Statement]) -> None:
    one, two = tale("a", *ones), tale("b", *others)
    found = joins(one, two)
    assert joins(two, one) == found
    reports = [key for join in found for key in (join.one, join.other)]
    assert len(set(reports)) == len(reports)
    # Where a report stands in its article is all that tells two equal ones apart.
    others_keys = Tellings.of([replace(each, report=each.report + 5) for each in one.tellings])
    renamed = replace(one, article=7, tellings=others_keys)
    assert [join.score for join in joins(renamed, two)] == [join.score for join in found]


@pytest.mark.parametrize(
    ("when", "modality", "trigger", "joined"),
    [
        ("2022-03-22", Modality.ASSERTED, "drove", True),
        ("2022-03-12", Modality.ASSERTED, "drove", True),
        ("2022-02-10", Modality.ASSERTED, "drove", False),  # too long ago to be told without a date
        ("2022-03-24", Modality.ASSERTED, "drove", False),  # it had not happened yet
        ("2022-03-24", Modality.PLANNED, "drove", True),
        ("2022-03-10", Modality.PLANNED, "drove", False),
        ("2022-03-14/2022-03-20", Modality.ASSERTED, "drove", True),
        ("2021", Modality.ASSERTED, "drove", False),
        (None, Modality.ASSERTED, "drove", False),
        ("2022-03-22", Modality.ASSERTED, "sang", False),  # other verbs need a day in common
    ],
)
def test_what_is_told_without_a_date(when: str | None, modality: Modality, trigger: str, joined: bool) -> None:
    """It joins what another article dates shortly before its own day, a plan what lies shortly ahead."""
    dated_one = drove(when, modality=modality)
    undated = drove(None, modality=modality, trigger=trigger, title=TITLE.replace("drove", trigger))
    found = joins(tale("a", dated_one), tale("b", undated))
    assert bool(found) is joined
    assert joins(tale("b", undated), tale("a", dated_one)) == found


@pytest.mark.parametrize(
    ("same", "another"),
    [("Ada Norwood", "Ada Hexley"), ("Norwood", "Hexley"), ("Norwood County Council", "Hexley County Council")],
)
def test_names_are_compared_as_a_whole(same: str, another: str) -> None:
    """A surname is a part of the full name; that two towns have a council does not make it one council."""

    def score(one: str, other: str) -> float:
        first = told(f"{one} opened an old mill", "2022-03-22", names=(one,), trigger="opened")
        second = told(f"The gate which {other} opened", "2022-03-22", names=(other,), trigger="opened")
        found = joins(*(tale(name, each, about="mill gate harbour") for name, each in (("a", first), ("b", second))))
        return max((join.score for join in found), default=0.0)

    whole = same if same.endswith("Council") else "Ada Norwood"
    assert score(same, whole) > score(another, whole) + 0.1


def test_a_repeat_is_one_in_nearly_the_same_words_of_the_same_time() -> None:
    again = TITLE.replace("Ukrainian troops", "The Ukrainian troops")
    told_twice = tale("a", drove(), drove("2022-03-21"), drove(title=again), drove(None), drove(None))
    first, _, third, *_ = told_twice.tellings
    assert alike.repeats(told_twice) == [Join(first.report, third.report, alike.REPEATED)]


def test_only_what_may_be_of_one_event_is_made() -> None:
    """Of tellings whose times are too far from each other nothing but their heads is looked at."""
    made: list[int] = []
    whole = tale("a", drove(), drove("2021-03-22"), drove("2022-03", title="Fighting went on"))

    def make(at: int) -> Telling:
        made.append(at)
        return whole.tellings[at]

    one = replace(whole, tellings=Tellings(whole.tellings.heads, make))
    assert len(joins(one, tale("b", drove()))) == 1
    assert sorted(made) == [0, 2]


@pytest.mark.parametrize("modality", [Modality.ASSERTED, Modality.PLANNED])
def test_times_that_may_be_of_one_event(modality: Modality) -> None:
    """What `_near` says of two articles, against the same said in the plainest words."""
    days = (None, "2022-03-19", "2022-03-21", "2022-03-22", "2022-03-21/2022-03-22", "2022-03", "2022", "-0479")
    statements = [
        told("Fire destroyed the mill", day, modality=each, trigger="destroyed")
        for day in days
        for each in (Modality.ASSERTED, Modality.PLANNED)
    ]
    one = tale("a", drove("2022-03-21", modality=modality), drove(None, modality=modality))
    other = tale("b", *statements)
    found = {(mine, theirs) for mine, theirs, _ in likeness._near(one, other)}
    for mine, (_, begins, ends, _) in enumerate(one.tellings.heads):
        for theirs, (its, first, last, _) in enumerate(other.tellings.heads):
            if begins is None or ends is None:
                near = first is not None and last is not None and last - first <= 32 * DAY and (
                    PUBLISHED - DAY < last < PUBLISHED + 14 * DAY
                    if modality is Modality.PLANNED
                    else PUBLISHED - 14 * DAY < first < PUBLISHED + DAY
                )  # fmt: skip
            elif first is None or last is None:
                near = True
            else:
                near = (first, last) == (begins, ends) or (
                    max(begins, first) - min(ends, last) < DAY and last - first <= 32 * DAY
                )
            assert ((mine, theirs) in found) is (near and its is modality)
