"""What holds for every text, every day and every language."""

from __future__ import annotations

import os
import re
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.evaluation.replay import replay
from app.timex.context import Context, Genre
from app.timex.interval import Interval, Period
from app.timex.lang import grammar_of, languages
from app.timex.machine import Machine
from app.timex.phrases import mention_when, phrases
from app.timex.tagger import tag
from app.timex.timex3 import Mod, Status
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
    assume(not re.search(r"@|://|www\.", text, re.IGNORECASE))  # nothing is looked for in addresses and handles
    _check_candidates(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_left_out_in_the_grammars_own_sentences(language: str) -> None:
    grammar = grammar_of(language)
    assert grammar is not None
    for rule in grammar.rules:
        for sentence in (*rule.examples, *rule.rejects):
            _check_candidates(sentence.replace("[", "").replace("]", ""), language)


# What may begin an expression: a word, a number, or a sign before them.
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|['’‘#]")


def _check_candidates(text: str, language: str) -> None:
    machine = MACHINES[language]
    candidates = {genre: dict(machine.candidates(text, genre)) for genre in Genre}
    for token in _TOKEN.finditer(text):
        start = token.start()
        if not machine.may_start(text, start):
            continue
        for rule in machine.grammar.rules:
            if rule.compiled.match(text, start):
                for genre in Genre if rule.only is None else [rule.only]:
                    assert start in candidates[genre], (rule.name, text[start : start + 40])
                    assert rule in candidates[genre][start].rules, (rule.name, text[start : start + 40])


# Sentences of each language by what moves them: their unit hangs on the DCT, or on nothing. The verbs tell of something
# past, so that a weekday or month alone has its direction.
DAYWISE = {
    "en": (
        "They met yesterday.", "They meet today.", "They meet tomorrow night.", "They met last Monday.",
        "They meet next Friday.", "They met on Tuesday.", "They will meet on Tuesday.", "They met last week.",
        "They meet this week.", "They meet next weekend.", "They met three days ago.", "They met two weeks ago.",
        "They met Thursday morning.", "They met the day before yesterday.", "They meet tonight.",
        "They meet 10 days from now.", "They met late last week.", "They met on Sunday at 9 a.m.",
        "They met last night.", "They meet by Friday.",
    ),
    "de": (
        "Sie trafen sich gestern.", "Sie treffen sich heute.", "Sie treffen sich morgen Abend.",
        "Sie trafen sich letzten Montag.", "Sie trafen sich am Dienstag.", "Sie trafen sich vor drei Tagen.",
        "Sie trafen sich letzte Woche.", "Sie trafen sich vorgestern.", "Sie treffen sich nächste Woche.",
    ),
    "fr": (
        "Ils se sont vus hier.", "Ils se voient aujourd'hui.", "Ils se verront demain soir.",
        "Ils se sont vus lundi dernier.", "Ils se sont vus mardi.", "Ils se sont vus il y a trois jours.",
        "Ils se sont vus la semaine dernière.", "Ils se sont vus avant-hier.", "Ils se verront la semaine prochaine.",
    ),
    "es": (
        "Se vieron ayer.", "Se ven hoy.", "Se verán mañana.", "Se vieron el lunes pasado.",
        "Se vieron el martes.", "Se vieron hace tres días.", "Se vieron la semana pasada.", "Se vieron anteayer.",
        "Se verán la próxima semana.",
    ),
    "uk": (
        "Вони зустрілися вчора.", "Вони зустрінуться сьогодні.", "Вони зустрінуться завтра ввечері.",
        "Вони зустрілися минулого понеділка.", "Вони зустрілися у вівторок.", "Вони зустрілися три дні тому.",
        "Вони зустрілися минулого тижня.", "Вони зустрілися позавчора.", "Вони зустрінуться наступного тижня.",
    ),
}  # fmt: skip
LONGER = {
    "en": (
        "They met last decade.", "They met last month.", "They meet next year.", "They met a year ago.",
        "They met last March.", "They lost last quarter.", "They met last summer.", "They met on May 4.",
        "They met in November.", "They will meet in November.", "They met early this year.",
        "They meet on February 29.", "They met at the end of last month.", "They met this spring.",
    ),
    "de": ("Sie trafen sich letzten Monat.", "Sie trafen sich im November.", "Sie trafen sich vor einem Jahr.",
           "Sie trafen sich letzten Sommer.", "Sie trafen sich am 4. Mai.", "Sie trafen sich Anfang des Jahres."),
    "fr": ("Ils se sont vus le mois dernier.", "Ils se sont vus en novembre.", "Ils se sont vus il y a un an.",
           "Ils se sont vus l'été dernier.", "Ils se sont vus le 4 mai.", "Ils se sont vus au début de l'année."),
    "es": ("Se vieron el mes pasado.", "Se vieron en noviembre.", "Se vieron hace un año.",
           "Se vieron el verano pasado.", "Se vieron el 4 de mayo.", "Se vieron a principios de este año."),
    "uk": ("Вони зустрілися минулого місяця.", "Вони зустрілися в листопаді.", "Вони зустрілися рік тому.",
           "Вони зустрілися минулого літа.", "Вони зустрілися 4 травня.", "Вони зустрілися на початку року."),
}  # fmt: skip
ABSOLUTE = {
    "en": (
        "It fell on 3 May 2012.", "It fell on March 2, 1985.", "It fell in 1066.", "It fell in the 1990s.",
        "It fell in the 19th century.", "It fell in 480 BC.", "It fell in the third quarter of 2011.",
        "It fell in the spring of 1994.", "It fell on Christmas Day 2011.", "It fell on Monday, 11 February 2013.",
        "It fell in September 1939.", "It fell in fiscal 2012.", "It fell on 2012-05-03.",
        "It fell in early March 2009.", "It stood from 1914 to 1918.",
    ),
    "de": ("Es fiel am 3. Mai 2012.", "Es fiel im Jahr 1066.", "Es fiel in den 1990er Jahren.",
           "Es fiel im September 1939.", "Es fiel im Frühjahr 1994.", "Es fiel im 19. Jahrhundert."),
    "fr": ("Il tomba le 3 mai 2012.", "Il tomba en 1066.", "Il tomba dans les années 1990.",
           "Il tomba en septembre 1939.", "Il tomba au printemps 1994.", "Il tomba au XIXe siècle."),
    "es": ("Cayó el 3 de mayo de 2012.", "Cayó en 1066.", "Cayó en los años 1990.", "Cayó en septiembre de 1939.",
           "Cayó en la primavera de 1994.", "Cayó en el siglo XIX."),
    "uk": ("Він упав 3 травня 2012 року.", "Він упав у 1066 році.", "Він упав у 1990-х роках.",
           "Він упав у вересні 1939 року.", "Він упав навесні 1994 року.", "Він упав у XIX столітті."),
}  # fmt: skip


def _rows(*tables: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, sentence) for table in tables for language, rows in table.items() for sentence in rows]


daywise, deictic = st.sampled_from(_rows(DAYWISE)), st.sampled_from(_rows(DAYWISE, LONGER))
absolute, dated = st.sampled_from(_rows(ABSOLUTE)), st.sampled_from(_rows(DAYWISE, LONGER, ABSOLUTE))
news_or_posts = st.sampled_from((Genre.NEWS, Genre.SOCIAL))


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, weeks=st.integers(-500, 500), row=daywise, genre=news_or_posts)
def test_whole_weeks_move_what_hangs_on_the_day(day: Period, weeks: int, row: tuple[str, str], genre: Genre) -> None:
    language, sentence = row
    [before] = tag(sentence, Context(dct=day, language=language, genre=genre))
    [after] = tag(sentence, Context(dct=day.shift(7 * weeks), language=language, genre=genre))
    assert before.period is not None
    assert after.period is not None
    assert (after.period.start, after.period.end) == (
        before.period.start + weeks * 7 * 86_400,
        before.period.end + weeks * 7 * 86_400,
    )
    assert (after.period.granularity, after.mod, after.text) == (before.period.granularity, before.mod, before.text)


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, row=deictic, genre=genres)
def test_four_hundred_years_move_everything_deictic(day: Period, row: tuple[str, str], genre: Genre) -> None:
    """The calendar repeats after 146,097 days, which are whole weeks; only holidays follow tables of their own."""
    language, sentence = row
    contexts = [Context(dct=dct, language=language, genre=genre) for dct in (day, day.shift(146_097))]
    before, after = (
        [(t.text, t.meaning is None, mention_when(t, context)) for t in tag(sentence, context)] for context in contexts
    )
    assert len(before) == len(after) > 0
    for (words, impossible, earlier), (words_after, impossible_after, later) in zip(before, after, strict=True):
        assert (words, impossible, earlier.precision) == (words_after, impossible_after, later.precision)
        for a, b in ((earlier.earliest, later.earliest), (earlier.latest, later.latest)):
            assert (a is None) == (b is None)
            assert a is None or b == a + 146_097 * 86_400


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, other=modern_days, row=absolute, genre=genres)
def test_absolute_dates_do_not_look_at_the_day(day: Period, other: Period, row: tuple[str, str], genre: Genre) -> None:
    language, sentence = row
    values = {
        tuple((t.value, t.mod) for t in tag(sentence, Context(dct=dct, language=language, genre=genre)))
        for dct in (day, other)
    }
    assert len(values) == 1
    assert all(values)


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, row=dated, padding=st.integers(1, 400))
def test_neutral_text_before_only_shifts_offsets(day: Period, row: tuple[str, str], padding: int) -> None:
    language, sentence = row
    neutral = "Nobody knows. " * padding
    context = Context(dct=day, language=language)
    plain = tag(sentence, context)
    padded = tag(neutral + sentence, context)
    assert [(t.start - len(neutral), t.value, t.text) for t in padded] == [(t.start, t.value, t.text) for t in plain]


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, row=dated, genre=genres)
def test_bounds_contain_the_value_and_are_no_finer(day: Period, row: tuple[str, str], genre: Genre) -> None:
    """Bounds are those of the value, or a third of it behind "early" and the like; the precision is the words' own."""
    language, sentence = row
    context = Context(dct=day, language=language, genre=genre)
    for timex in tag(sentence, context):
        if timex.period is None:
            continue  # there is no 29 February, or "today" is only the present of a story
        when = mention_when(timex, context)
        assert when.precision is timex.period.granularity
        bounds, whole = Interval(when.earliest, when.latest), timex.period.interval
        assert bounds == whole if timex.mod not in (Mod.START, Mod.MID, Mod.END) else whole.contains(bounds)


@settings(max_examples=CASES, deadline=None)
@given(day=modern_days, language=st.sampled_from(LANGUAGES), genre=genres, data=st.data())
def test_the_steps_lead_to_the_answer_in_any_text(
    day: Period, language: str, genre: Genre, data: st.DataObject
) -> None:
    """Sentences in any order, one hanging on the other, and texts of nothing but the words that rules look for."""
    rows = st.sampled_from([sentence for of, sentence in _rows(DAYWISE, LONGER, ABSOLUTE) if of == language])
    told = data.draw(st.one_of(st.lists(rows, min_size=2, max_size=6).map(" ".join), texts))
    assert replay(told, Context(dct=day, language=language, genre=genre)).faults == ()


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
