"""The modules of the page on their own: its calendar and its words against those of the service."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.timex import civil, edtf
from app.timex.lang import GRAMMARS, grammar_of
from tests.browser.conftest import ROOT
from tests.serving import Service, running


@pytest.fixture(scope="module")
def page(browser: Browser, sqlite_template: Path) -> Iterator[Page]:
    with running(sqlite_template) as service:
        page = browser.new_page(timezone_id="America/Los_Angeles")
        page.goto(f"{service.url}/docs")
        yield page
        page.close()


def call(page: Page, module: str, body: str, argument: Any = None) -> Any:
    """What an expression over a module `it` and an argument `x` comes to."""
    return page.evaluate(f"async (x) => {{ const it = await import('/static/{module}'); return {body}; }}", argument)


def test_its_calendar_is_ours(page: Page) -> None:
    draw = random.Random(5)
    days = [draw.randrange(-200_000_000, 100_000_000) for _ in range(2_000)] + list(range(-720_000, -718_000, 7))
    dates = [list(civil.date_of(day)) for day in days]
    assert call(page, "civil.js", "x.map(it.dateOf)", days) == dates
    assert call(page, "civil.js", "x.map((date) => it.dayNumber(...date))", dates) == days
    assert call(page, "civil.js", "x.map(it.weekday)", days) == [civil.weekday(day) - 1 for day in days]
    moments = [day * civil.DAY + draw.randrange(civil.DAY) for day in days]
    texts = [edtf.moment_text(moment) for moment in moments]
    assert call(page, "civil.js", "x.map(it.write)", moments) == texts
    assert call(page, "civil.js", "x.map(it.parse)", texts) == moments


@pytest.mark.parametrize(
    ("lo", "hi", "unit", "some", "above"),
    [
        ("-1000-01-01", "0800-01-01", "year", ["1000 BC", "200 BC", "1", "200"], []),
        ("2012-06-01", "2026-01-01", "year", ["2013", "2025"], []),
        ("2025-01-01", "2026-01-01", "month", ["Jan", "Dec"], ["2025"]),
        ("2026-01-01", "2026-01-12", "day", ["Thu 1", "Sun 11"], ["January 2026"]),
        ("2026-01-17", "2026-01-18", "hour", ["00:00", "21:00"], ["Saturday 17 January 2026"]),
        ("2026-01-17T04:00", "2026-01-17T04:10", "minute", ["04:00", "04:09"], ["Saturday 17 January 2026"]),
        ("-0043-03-01", "-0043-04-01", "day", ["Fri 15"], ["March 44 BC"]),
    ],
)
def test_ticks_are_round_dates(page: Page, lo: str, hi: str, unit: str, some: list[str], above: list[str]) -> None:
    made = call(page, "civil.js", "it.ticks(it.parse(x[0]), it.parse(x[1]), 16)", [lo, hi])
    assert made["unit"] == unit
    found = [tick["label"] for tick in made["ticks"]]
    assert 4 <= len(found) <= 17
    assert set(some) <= set(found)
    assert [tick["label"] for tick in made["above"]] == above


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-03-22", "22 March 2022"), ("-0479-08-05", "5 August 480 BC"), ("2022", "2022"),
        ("2022-03", "March 2022"),
        ("199X", "the 1990s"), ("199", "the 1990s"), ("18XX", "the 19th century"), ("18", "the 19th century"),
        ("-04XX", "the 5th century BC"), ("2XXX", "the 3rd millennium"), ("2013~", "about 2013"),
        ("2013?", "perhaps 2013"),
        ("2014/..", "since 2014"), ("../2013", "until 2013"), ("[..2013]", "before 2013"), ("[1700..]", "after 1700"),
        ("2022-03-02/2022-03-05", "2–5 March 2022"), ("2022-03-01/2022-03-10~", "about 1–10 March 2022"),
        ("1996-01-01/1999-12-31~", "about 1 January 1996 – 31 December 1999"), ("2014/2015", "2014 to 2015"),
        ("2022-21", "spring 2022"), ("2022-28", "winter 2022–23"), ("2022-35", "the 3rd quarter of 2022"),
        ("2022-41", "the second half of 2022"), ("2022-W12", "the week of Monday 21 March 2022"),
        ("2020-W53-WE", "the weekend of 2 January 2021"), ("2022-Q3", "the 3rd quarter of 2022"),
        ("2022-03-22TEV", "22 March 2022, evening"), ("2022-03-22T18:30", "22 March 2022, 18:30"), ("BC0044", "44 BC"),
        ("PRESENT_REF", "the present"), ("P3D", "3 days"), ("PT1M", "1 minute"), ("P1M", "1 month"),
        ("PXY", "some years"),
        ("no such day", None), ("", None),
    ],
)  # fmt: skip
def test_values_are_told_in_words(page: Page, value: str, words: str | None) -> None:
    assert call(page, "values.js", "it.valueWords(x)", value) == words


def test_every_rule_has_its_sentence(page: Page) -> None:
    """A rule or a step that is new needs a sentence in `why.js`, or has to fit the one of its module."""
    rules = {rule.name for language in GRAMMARS if (grammar := grammar_of(language)) for rule in grammar.rules}
    rules |= {
        f"{language}.vague.{modifier.name}"
        for language in GRAMMARS
        if (grammar := grammar_of(language))
        for modifier in grammar.modifiers
    }
    source = "".join(path.read_text() for part in ("timex", "extract") for path in (ROOT / "app" / part).rglob("*.py"))
    rules |= set(re.findall(r'\bStep\(\s*"([\w.]+)"', source))
    assert len(rules) > 300
    told = call(
        page,
        "why.js",
        "x.map((rule) => [rule, it.stepWords({ rule, text: 'then', result: '2022-03' }) ?? null])",
        sorted(rules),
    )
    assert [rule for rule, sentence in told if sentence is None and rule != "inherited"] == []
    assert not any("undefined" in (sentence or "") for _, sentence in told)


def test_lanes_keep_boxes_apart(page: Page) -> None:
    draw = random.Random(3)
    boxes = []
    for number in range(800):
        start = draw.uniform(0, 3000)
        boxes.append({"id": str(number), "start": start, "end": start + draw.uniform(5, 250)})
    first = dict(call(page, "lanes.js", "[...it.place(x, 12)]", boxes))
    assert 100 < len(first) < 800
    by_lane: dict[int, list[tuple[float, float]]] = {}
    for box in boxes:
        if box["id"] in first:
            by_lane.setdefault(first[box["id"]], []).append((box["start"], box["end"]))
    for taken in by_lane.values():
        taken.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(taken))
    again = dict(call(page, "lanes.js", "[...it.place(x[0], 12, new Map(x[1]))]", [boxes, list(first.items())]))
    assert again == first


def test_steps_of_real_explanations_read_well(page: Page, sqlite_template: Path) -> None:
    with running(sqlite_template) as service:
        read: Service = service
        cases = {
            "The bridge opened on Monday.": [
                "The sentence says “Monday”.",
                "The article was published on Tuesday 22 March 2022.",
                "“opened” looks back, so the words are read as a time before publication.",
                "“Monday” is 21 March 2022.",
            ],
            "The mill burned down in 1962.": ["The sentence says “1962”.", "“1962” says it outright."],
            "The mill burned down.": [
                "No date is named. It is told as news of the day, so the day of publication is taken.",
                "The article was published on Tuesday 22 March 2022.",
            ],
        }
        for number, (text, sentences) in enumerate(cases.items()):
            (event,) = read.add(text, external_id=str(number))["events"]
            assert call(page, "why.js", "it.sentences(x)", event["when"]) == sentences
