"""Every sentence of `data/worked_phrases.py`, read by the tagger: the same extents, values and modifiers."""

import re

import pytest

from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.tagger import tag
from tests.timex.data import worked_phrases as phrases

TUESDAY = Context(Period.day(2022, 3, 22))
TABLES = [
    (TUESDAY, phrases.NOTHING),
    (TUESDAY, phrases.WEEKDAYS),
    (TUESDAY, phrases.DAYS_AND_MONTHS),
    (TUESDAY, phrases.RELATIVE),
    (TUESDAY, phrases.PARTS_OF_DAY_AND_CLOCK),
    (TUESDAY, phrases.COARSE),
    (TUESDAY, phrases.HOLIDAYS),
    (Context(Period.day(2022, 3, 22), country="US"), phrases.HOLIDAYS_US),
    (Context(Period.day(2022, 3, 22), country="GB"), phrases.BRITISH),
    (TUESDAY, phrases.AMOUNTS),
    (TUESDAY, phrases.SETS),
    (TUESDAY, phrases.VAGUE),
    (Context(Period.clock(Period.day(2022, 2, 10).n, 14, 0)), phrases.WITH_A_CLOCK),
    (Context(Period.day(2011, 7, 5), genre=Genre.NARRATIVE), phrases.NARRATIVE),
    (Context(Period.day(2022, 3, 22), genre=Genre.SOCIAL), phrases.SOCIAL),
]
MARKED = re.compile(r"\[([^\]|]+)\|([^\]]*)\]")


@pytest.mark.parametrize(("context", "marked"), [(context, row) for context, table in TABLES for row in table])
def test_a_sentence_is_read_as_by_hand(context: Context, marked: str) -> None:
    found = [
        (timex.text, f"{timex.value} {timex.mod or ''}".strip()) for timex in tag(MARKED.sub(r"\1", marked), context)
    ]
    assert found == MARKED.findall(marked)


def test_the_tables_are_long_enough_and_have_no_row_twice() -> None:
    rows = [row for _, table in TABLES for row in table]
    assert len(set(rows)) == len(rows) >= 120
