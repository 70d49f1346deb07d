"""What holds for every text, every day and every language."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.timex.context import Context, Genre
from app.timex.interval import Granularity, Period
from app.timex.lang import grammar_of, languages
from app.timex.phrases import mention_when, phrases
from app.timex.tagger import Machine, tag
from app.timex.timex3 import Status
from app.timex.triggers import TOKEN
from tests.timex.strategies import modern_days

# For each of eight laws; `make nightly` raises it to 12,500, 100,000 in all.
CASES = int(os.environ.get("DATELINE_TEST_CASES", "250"))
LANGUAGES = sorted(languages())
MACHINES = {language: Machine(grammar_of(language)) for language in LANGUAGES}  # type: ignore[arg-type]

# Texts made of the words that rules look for, which random characters would hardly ever spell.
WORDS = (
    "May March 2 5th 1999 2000 '99 Monday Sun sat last next this the a an of in on by until since three twenty five "
    "days weeks years ago later earlier morning night noon 10 p.m. 14:30 quarter third first half early late mid about "
    "summer fall Christmas every daily now soon recently BC AD century 1990s seventies and to - – , . \n Q3 FY2011 half"
).split(" ")
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
)
genres = st.sampled_from(list(Genre))


@settings(max_examples=CASES, deadline=None)
@given(text=texts, day=modern_days, language=st.sampled_from(LANGUAGES), genre=genres)
def test_any_text_is_answered_with_ordered_slices(text: str, day: Period, language: str, genre: Genre) -> None:
    context = Context(dct=day, language=language, genre=genre)
    reached = 0
    for timex in tag(text, context):
        assert text[timex.start : timex.end] == timex.text
        assert timex.start >= reached
        reached = timex.end
        when = mention_when(timex, context)
        assert when.dated == (timex.period is not None)
    for phrase in phrases(text, context):
        assert text[phrase.start : phrase.end] == phrase.text


@settings(max_examples=CASES, deadline=None)
@given(text=texts, language=st.sampled_from(LANGUAGES))
def test_no_rule_is_left_out_where_it_matches(text: str, language: str) -> None:
    """The first pass may try too many rules and never too few: the same as every rule tried at every word."""
    _check_candidates(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_left_out_in_the_grammars_own_sentences(language: str) -> None:
    grammar = grammar_of(language)
    assert grammar is not None
    for rule in grammar.rules:
        for sentence in (*rule.examples, *rule.rejects):
            _check_candidates(sentence.replace("[", "").replace("]", ""), language)


def _check_candidates(text: str, language: str) -> None:
    machine = MACHINES[language]
    candidates = dict(machine.candidates(text))
    for token in TOKEN.finditer(text):
        start = token.start()
        if not machine.may_start(text, start):
            continue
        for rule in machine.grammar.rules:
            if rule.compiled.match(text, start):
                assert rule in candidates.get(start, ()), (rule.name, text[start : start + 40])


# Phrase by what moves it: the unit in which it is told hangs on the DCT, or on nothing.
DEICTIC = (
    "yesterday", "today", "tomorrow night", "last Monday", "next Friday", "on Tuesday", "last week", "this week",
    "next weekend", "three days ago", "two weeks ago", "Thursday morning", "the day before yesterday", "tonight",
)  # fmt: skip
ABSOLUTE = (
    "3 May 2012", "March 2, 1985", "in 1066", "the 1990s", "the 19th century", "480 BC", "the third quarter of 2011",
    "the spring of 1994", "Christmas Day 2011", "on Monday, 11 February 2013", "in September 1939", "fiscal 2012",
)  # fmt: skip
LONG_DEICTIC = (*DEICTIC, "last month", "next year", "a year ago", "last March", "in the third quarter", "last summer")


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, weeks=st.integers(-500, 500), phrase=st.sampled_from(DEICTIC))
def test_whole_weeks_move_what_hangs_on_the_day(day: Period, weeks: int, phrase: str) -> None:
    [before] = tag(f"They met {phrase}.", Context(dct=day))
    [after] = tag(f"They met {phrase}.", Context(dct=day.shift(7 * weeks)))
    assert before.period is not None
    assert after.period is not None
    moved = before.period.shift(weeks if before.period.granularity in _WEEKLY else 7 * weeks)
    assert after.period == moved


_WEEKLY = (Granularity.WEEK, Granularity.WEEKEND)


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, phrase=st.sampled_from(LONG_DEICTIC))
def test_four_hundred_years_move_everything_deictic(day: Period, phrase: str) -> None:
    """The calendar repeats after 146,097 days, which are whole weeks."""
    [before] = tag(f"They met {phrase}.", Context(dct=day))
    [after] = tag(f"They met {phrase}.", Context(dct=day.shift(146_097)))
    assert before.period is not None
    assert after.period is not None
    assert after.period.start - before.period.start == 146_097 * 86_400
    assert after.period.granularity is before.period.granularity


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, other=modern_days, phrase=st.sampled_from(ABSOLUTE))
def test_absolute_dates_do_not_look_at_the_day(day: Period, other: Period, phrase: str) -> None:
    values = {tuple(t.value for t in tag(f"It fell {phrase}.", Context(dct=dct))) for dct in (day, other)}
    assert len(values) == 1
    assert all(values)


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, phrase=st.sampled_from((*LONG_DEICTIC, *ABSOLUTE)), padding=st.integers(1, 400))
def test_neutral_text_before_only_shifts_offsets(day: Period, phrase: str, padding: int) -> None:
    neutral = "Nobody knows. " * padding
    sentence = f"They met {phrase}."
    plain = tag(sentence, Context(dct=day))
    padded = tag(neutral + sentence, Context(dct=day))
    assert [(t.start - len(neutral), t.value, t.text) for t in padded] == [(t.start, t.value, t.text) for t in plain]


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, phrase=st.sampled_from(LONG_DEICTIC))
def test_bounds_contain_the_value_and_are_no_finer(day: Period, phrase: str) -> None:
    context = Context(dct=day)
    for timex in tag(f"They met {phrase}.", context):
        when = mention_when(timex, context)
        assert timex.period is not None
        assert when.precision is timex.period.granularity
        assert (when.earliest, when.latest) == (timex.period.start, timex.period.end)


HOSTILE = {
    "may": "May ", "digits": "7", "digit words": "12 ", "questions": "?", "one sentence": "and then the ship went on, ",
    "open": "(((", "numbers of units": "twenty five ", "half": "half a ", "spaces": " ",
    "lines": "\n",
    "dates": "3 May 2012 ",
    "quotes": "'", "dashes": "1999-", "unicode": "\u0301", "the": "the ",
    "every": "every ",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_does_not_hang(name: str, language: str) -> None:
    """A hundred kilobytes of each in seconds, on any machine; `benchmarks/tagger.py` shows that time is linear."""
    text = (HOSTILE[name] * 100_000)[:100_000]
    began = time.perf_counter()
    tag(text, Context(dct=Period.day(2022, 3, 22), language=language))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize("text", ["Feb 29, 2015", "30 February 2012", "2013-02-30"])
def test_a_date_that_no_calendar_has_is_flagged(text: str) -> None:
    [timex] = tag(f"It says {text} there.", Context(dct=Period.day(2022, 3, 22)))
    assert (timex.text, timex.status, timex.meaning) == (text, Status.IMPOSSIBLE, None)
    assert phrases(f"It says {text} there.", Context(dct=Period.day(2022, 3, 22))) == []
