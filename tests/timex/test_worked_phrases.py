"""Every sentence of `data/worked_phrases*`, read by the tagger: the same extents, values and modifiers."""

import re
from pathlib import Path

import pytest

from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.tagger import tag
from tests.timex.data import worked_phrases as phrases

TUESDAY = Context(Period.day(2022, 3, 22))
TABLES = [
    (TUESDAY, phrases.NOTHING),
    (TUESDAY, phrases.WEEKDAYS),
    (TUESDAY, phrases.SIDES),
    (TUESDAY, phrases.REPORTS),
    (Context(Period.day(2022, 3, 22), genre=Genre.NARRATIVE), phrases.NO_DAY_TOLD),
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


def _other_languages() -> list[tuple[Context, str]]:
    """The sentences of `data/worked_phrases_<language>.txt`, each under the heading of its genre."""
    rows = []
    for path in sorted((Path(__file__).parent / "data").glob("worked_phrases_*.txt")):
        language, genre = path.stem.rpartition("_")[2], Genre.NEWS
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                genre = Genre(line[2:])
                continue
            day = Period.day(2022, 3, 22) if genre is Genre.NEWS else Period.day(2011, 7, 5)
            rows.append((Context(day, language=language, genre=genre), line))
    return rows


ROWS = [(context, row) for context, table in TABLES for row in table] + _other_languages()


@pytest.mark.parametrize(("context", "marked"), ROWS)
def test_a_sentence_is_read_as_by_hand(context: Context, marked: str) -> None:
    found = [
        (timex.text, f"{timex.value} {timex.mod or ''}".strip()) for timex in tag(MARKED.sub(r"\1", marked), context)
    ]
    assert found == MARKED.findall(marked)


def test_the_tables_are_long_enough_and_have_no_row_twice() -> None:
    rows = [row for _, row in ROWS]
    assert len(set(rows)) == len(rows) >= 700
