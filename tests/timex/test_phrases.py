"""Phrases as a reader takes them: their EDTF, bounds and words, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.timex.context import Context, Tense
from app.timex.interval import Period
from app.timex.phrases import mention_when, phrases
from app.timex.tagger import read, tag
from app.timex.when import Kind, Qualifier, as_document

TUESDAY = Context(dct=Period.day(2022, 3, 22))

# words -> EDTF, display, kind, precision, earliest, latest; written on Tuesday 22 March 2022
TOLD = [
    ("22 March 2022", "2022-03-22", "22 March 2022", "point", "day", "2022-03-22", "2022-03-23"),
    ("last week", "2022-03-14/2022-03-20", "week of 14 March 2022", "point", "week", "2022-03-14", "2022-03-21"),
    ("the weekend", "2022-03-19/2022-03-20", "weekend of 19–20 March 2022", "point", "weekend", "2022-03-19",
     "2022-03-21"),
    ("last month", "2022-02", "February 2022", "point", "month", "2022-02-01", "2022-03-01"),
    ("early March", "2022-03-01/2022-03-10~", "early March 2022", "point", "month", "2022-03-01", "2022-03-11"),
    ("in 2021", "2021", "2021", "point", "year", "2021-01-01", "2022-01-01"),
    ("spring 2022", "2022-21", "spring 2022", "point", "season", "2022-03-01", "2022-06-01"),
    ("winter 2020", "2020-24", "winter 2020–21", "point", "season", "2020-12-01", "2021-03-01"),
    ("the third quarter", "2021-35", "3rd quarter of 2021", "point", "quarter", "2021-07-01", "2021-10-01"),
    ("the second half of 2022", "2022-41", "second half of 2022", "point", "half", "2022-07-01", "2023-01-01"),
    ("the 1990s", "199X", "1990s", "point", "decade", "1990-01-01", "2000-01-01"),
    ("the 19th century", "18XX", "19th century", "point", "century", "1800-01-01", "1900-01-01"),
    ("480 BC", "-0479", "480 BC", "point", "year", "-0479-01-01", "-0478-01-01"),
    ("almost a month ago", "2022-02~", "about February 2022", "point", "month", "2022-02-01", "2022-03-01"),
    ("around 2015", "2015~", "about 2015", "point", "year", "2015-01-01", "2016-01-01"),
    ("perhaps 2015", "2015?", "perhaps 2015", "point", "year", "2015-01-01", "2016-01-01"),
    ("since 2014", "2014/..", "since 2014", "span", "year", "2014-01-01", "2022-03-23"),
    ("until 2013", "../2013", "until 2013", "span", "year", None, "2014-01-01"),
    ("before the end of May 2013", "[..2013-05-31~]", "before the end of May 2013", "point", "month", None,
     "2013-06-01"),
    ("before 2013", "[..2013]", "before 2013", "point", "year", None, "2013-01-01"),
    ("not before the summer of 2023", "[2023-22..]", "not before summer 2023", "point", "season", "2023-06-01", None),
    ("no later than 18 May 2022", "[..2022-05-18]", "not after 18 May 2022", "point", "day", None, "2022-05-19"),
    ("from March 2 to March 5", "2022-03-02/2022-03-05", "2–5 March 2022", "span", "day", "2022-03-02", "2022-03-06"),
    ("from Monday evening to Wednesday morning", "2022-03-21/2022-03-23",
     "21 March 2022, evening – 23 March 2022, morning", "span", "part_of_day", "2022-03-21T18:00:00",
     "2022-03-23T12:00:00"),
    ("between Monday and Wednesday", "2022-03-21/2022-03-23", "21–23 March 2022", "span", "day", "2022-03-21",
     "2022-03-24"),
    ("between 1990 and 1995", "1990/1995", "1990 – 1995", "span", "year", "1990-01-01", "1996-01-01"),
    ("March 2-5, 2022", "2022-03-02/2022-03-05", "2–5 March 2022", "span", "day", "2022-03-02", "2022-03-06"),
    ("this evening", "2022-03-22", "22 March 2022, evening", "point", "part_of_day", "2022-03-22T18:00:00",
     "2022-03-22T21:00:00"),
    ("before noon on Monday", "2022-03-21", "before 21 March 2022, 12:00", "point", "day", "2022-03-21",
     "2022-03-21T12:00:00"),
    ("before midnight on Sunday", "2022-03-20", "before 20 March 2022, 24:00", "point", "day", "2022-03-20",
     "2022-03-21"),
    ("after 10 p.m. on Friday", "2022-03-18", "after 18 March 2022, 22:00", "point", "day", "2022-03-18T22:00:00",
     "2022-03-19"),
    ("the three months ended Jan. 31", "2021-11-01/2022-01-31", "1 November 2021 – 31 January 2022", "span", "day",
     "2021-11-01", "2022-02-01"),
    ("the year to March 2021", "2020-04-01/2021-03-31", "1 April 2020 – 31 March 2021", "span", "day", "2020-04-01",
     "2021-04-01"),
    ("two weeks ending March 18", "2022-03-05/2022-03-18", "5–18 March 2022", "span", "day", "2022-03-05",
     "2022-03-19"),
    ("7:15 p.m.", "2022-03-22", "22 March 2022, 19:15", "point", "minute", "2022-03-22T19:15:00",
     "2022-03-22T19:16:00"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "edtf", "display", "kind", "precision", "earliest", "latest"), TOLD)
def test_told(
    words: str, edtf: str, display: str, kind: str, precision: str, earliest: str | None, latest: str | None
) -> None:
    [phrase] = phrases(words, TUESDAY)
    told = as_document(phrase.when)
    assert (told["edtf"], told["display"], told["kind"], told["precision"]) == (edtf, display, kind, precision)
    assert (told["earliest"], told["latest"]) == (earliest, latest)


LANGUAGES_BOUND = [
    ("de", "Es öffnet frühestens am 18. Mai 2022.", "[2022-05-18..]"),
    ("de", "Es öffnet nicht vor dem 18. Mai 2022.", "[2022-05-18..]"),
    ("de", "Es schließt spätestens im Juni 2022.", "[..2022-06]"),
    ("fr", "Il ouvrira au plus tôt le 18 mai 2022.", "[2022-05-18..]"),
    ("fr", "Il n'ouvrira pas avant juin 2022.", "[2022-06..]"),
    ("fr", "Il fermera au plus tard en juin 2022.", "[..2022-06]"),
    ("es", "Abrirá no antes del 18 de mayo de 2022.", "[2022-05-18..]"),
    ("es", "Cerrará a más tardar el 18 de mayo de 2022.", "[..2022-05-18]"),
    ("uk", "Відкриють не раніше 18 травня 2022 року.", "[2022-05-18..]"),
    ("uk", "Закриють не пізніше червня 2022 року.", "[..2022-06]"),
]


@pytest.mark.parametrize(("language", "text", "edtf"), LANGUAGES_BOUND)
def test_not_before_and_not_after_bound_in_every_language(language: str, text: str, edtf: str) -> None:
    [phrase] = phrases(text, replace(TUESDAY, language=language))
    assert phrase.when.edtf == edtf


@pytest.mark.parametrize(("language", "text"), [
    ("de", "Der Umsatz der drei Monate bis zum 31. Januar 2022 stieg."),
    ("fr", "Le chiffre des trois mois clos le 31 janvier 2022 monte."),
    ("es", "Las ventas de los tres meses terminados el 31 de enero de 2022 suben."),
    ("uk", "Виторг за три місяці до 31 січня 2022 року зріс."),
])  # fmt: skip
def test_an_amount_that_ended_on_a_day_is_the_days_it_was(language: str, text: str) -> None:
    [phrase] = phrases(text, replace(TUESDAY, language=language))
    assert phrase.when.edtf == "2021-11-01/2022-01-31"


@pytest.mark.parametrize("text", ["two days to February 1712", "three years to the day after 3 May 2012"])
def test_no_days_are_counted_back_from_what_tells_none(text: str) -> None:
    assert [phrase.when.edtf for phrase in phrases(text, TUESDAY) if phrase.when.kind is Kind.SPAN] == []


def test_since_goes_on_for_certain_up_to_the_day_of_the_anchor() -> None:
    [phrase] = phrases("since 2014", TUESDAY)
    assert (phrase.when.surely_from, phrase.when.surely_to) == (Period.year(2015).start, Period.day(2022, 3, 22).end)


def test_a_curfew_until_wednesday_runs_from_today() -> None:
    [phrase] = phrases("A curfew is in force until Wednesday morning.", TUESDAY)
    told = as_document(phrase.when)
    assert phrase.text == "until Wednesday morning"
    assert (told["kind"], told["earliest"], told["latest"]) == ("span", "2022-03-22", "2022-03-23T12:00:00")


def test_two_dates_joined_by_and_stay_two_without_between() -> None:
    assert [p.text for p in phrases("It rained on March 2 and March 5.", TUESDAY)] == ["March 2", "March 5"]


def test_every_step_from_the_words_to_the_bounds_is_told() -> None:
    [phrase] = phrases("He said in early March that it rained.", TUESDAY)
    explanation = phrase.when.explanation
    assert explanation is not None
    assert [(s.rule, s.text, s.result) for s in explanation.steps] == [
        ("publication", "March", "the same period"),
        ("en.absolute.month", "March", "2022-03"),
        ("en.vague.early", "early", "2022-03-01/2022-03-10~"),
    ]
    assert (explanation.text, explanation.start, explanation.end) == ("early March", 11, 22)
    assert explanation.anchor.value == "2022-03-22"


def test_the_road_not_taken_is_an_alternative() -> None:
    [phrase] = phrases("Prices fell in November.", TUESDAY)
    assert phrase.when.edtf == "2021-11"
    assert [a.edtf for a in phrase.when.alternatives] == ["2022-11"]


def test_the_caller_may_say_which_way_to_look() -> None:
    for tense, edtf in ((Tense.PAST, "2022-03-18"), (Tense.FUTURE, "2022-03-25")):
        [phrase] = phrases("Friday", Context(dct=TUESDAY.dct, tense=tense))
        assert phrase.when.edtf == edtf


def test_seasons_lie_half_a_year_later_in_the_south() -> None:
    [phrase] = phrases("summer 2021", Context(dct=TUESDAY.dct, country="NZ"))
    told = as_document(phrase.when)
    assert (told["edtf"], told["earliest"], told["latest"]) == ("2021-30", "2021-12-01", "2022-03-01")


def test_an_instant_is_told_where_clock_and_zone_are_known() -> None:
    [phrase] = phrases("at 7:15 p.m.", Context(dct=TUESDAY.dct, timezone="Europe/Kyiv"))
    assert phrase.when.at == "2022-03-22T19:15:00+02:00"
    [phrase] = phrases("on Monday", Context(dct=TUESDAY.dct, timezone="Europe/Kyiv"))
    assert phrase.when.at is None


@pytest.mark.parametrize(("words", "value"), [("three days", "P3D"), ("recently", "PAST_REF"), ("now", "PRESENT_REF")])
def test_amounts_and_references_are_undated_with_their_timex3(words: str, value: str) -> None:
    [timex] = tag(f"It lasted {words}.", TUESDAY)
    when = mention_when(timex, TUESDAY)
    assert when.kind is Kind.UNDATED
    assert when.timex3 is not None
    assert when.timex3.value == value


def test_what_comes_again_is_recurring() -> None:
    [phrase] = phrases("They meet every Thursday.", TUESDAY)
    assert phrase.when.kind is Kind.RECURRING


def test_softened_dates_are_approximate() -> None:
    [phrase] = phrases("nearly two years ago", TUESDAY)
    assert phrase.when.qualifiers == (Qualifier.APPROXIMATE,)


def test_a_text_of_nothing_but_numbers_is_read_in_part_and_says_so() -> None:
    assert not read("12 " * 100_000, TUESDAY).complete
    assert read("It rained on Monday, and the ferry to the northern islands stayed in port. " * 5_000, TUESDAY).complete
