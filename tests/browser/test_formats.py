"""What we write for TimelineJS and vis-timeline, drawn by TimelineJS and vis-timeline."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson
import pytest
from playwright.sync_api import Page

from app.render import timelinejs, vis
from tests import packages
from tests.browser.conftest import Visit
from tests.render.test_formats import NASTY, nasty_events

PACKAGES = ("@knight-lab/timelinejs@3.9.11", "vis-timeline@8.5.4")
ZONES = ("UTC", "Pacific/Kiritimati", "America/Los_Angeles")

TIMELINEJS = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<script src="/node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<div id="timeline" style="width: 1200px; height: 700px"></div>"""
VIS = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<script src="/node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<div id="timeline" style="width: 1200px"></div>"""


# A date as its reader sees it.
LOCAL = """const local = (date) => {
    const it = new Date(date);
    return [it.getFullYear(), it.getMonth() + 1, it.getDate(), it.getHours()];
};"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site with the two libraries and a page for each."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "node_modules").symlink_to(packages.from_npm(*PACKAGES) / "node_modules")
    (folder / "timelinejs.html").write_text(TIMELINEJS)
    (folder / "vis.html").write_text(VIS)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def sent(document: Any) -> Any:
    """As a client gets it: through JSON."""
    return orjson.loads(orjson.dumps(document))


def harmless(page: Page) -> None:
    """No text has become an element that runs or loads anything."""
    assert page.locator("#timeline script, #timeline b:has-text('bold'), #timeline [onerror]").count() == 0


@pytest.mark.parametrize("zone", ZONES)
def test_timelinejs_shows_every_slide_on_its_day(site: str, visit: Visit, zone: str) -> None:
    document, omitted = timelinejs.document(nasty_events(), "Everything <b>bold</b>")
    assert omitted == 2
    page = visit(f"{site}/timelinejs.html", timezone_id=zone)
    page.evaluate(
        "(data) => { window.timeline = new TL.Timeline('timeline', data, { hash_bookmark: false, font: null }); }",
        sent(document),
    )
    page.wait_for_function("() => document.querySelectorAll('.tl-slide').length > 6 && timeline.ready")
    assert page.evaluate("() => timeline.message?.data?.message ?? null") is None
    slides = page.evaluate(
        f"""() => {{ {LOCAL} return timeline._storyslider._slides.map(({{ data, _el }}) => ({{
            headline: _el.container.querySelector(".tl-headline").textContent,
            shown: _el.container.querySelector(".tl-headline-date")?.textContent.trim() ?? null,
            start: data.start_date ? local(data.start_date.data.date_obj) : null,
        }})); }}"""
    )
    title, *slides = slides
    assert title["headline"] == "Everything <b>bold</b>"
    # The order is that of time; TimelineJS puts the widest of a day first or last as it likes.
    expected = {
        NASTY[3]: ([-479, 1, 1, 0], "480 BC"),
        NASTY[4]: ([1800, 1, 1, 0], "19th century"),
        NASTY[5]: ([2014, 1, 1, 0], "since 2014"),
        NASTY[2]: ([2022, 2, 1, 0], "February 2022"),
        NASTY[0]: ([2022, 3, 22, 0], "22 March 2022"),
        NASTY[1]: ([2022, 3, 22, 0], "22 March 2022, evening"),
    }
    assert {" ".join(slide["headline"].split()): (slide["start"], slide["shown"]) for slide in slides} == {
        " ".join(headline.split()): told for headline, told in expected.items()
    }
    assert page.locator(".tl-timemarker").count() == 6
    harmless(page)


@pytest.mark.parametrize("zone", ZONES)
def test_vis_timeline_draws_every_item_on_its_day(site: str, visit: Visit, zone: str) -> None:
    items, omitted = vis.items(nasty_events())
    assert omitted == 1
    page = visit(f"{site}/vis.html", timezone_id=zone)
    page.evaluate(
        """(items) => {
            const where = document.getElementById("timeline");
            window.timeline = new vis.Timeline(where, new vis.DataSet(items), { height: 700 });
            timeline.setWindow(new Date(-700, 0), new Date(2200, 0), { animation: false });
        }""",
        sent(items),
    )
    page.wait_for_function("() => document.querySelectorAll('.vis-item .vis-item-content').length >= 7")
    found = page.evaluate(
        f"""() => {{ {LOCAL} return Object.values(timeline.itemSet.items).map(({{ data, dom }}) =>
            [dom.content.textContent, [data.type, local(data.start), data.end ? local(data.end) : null]]); }}"""
    )
    assert dict(found) == {
        NASTY[0]: ["point", [2022, 3, 22, 0], None],
        NASTY[1]: ["point", [2022, 3, 22, 18], None],
        NASTY[2]: ["range", [2022, 2, 1, 0], [2022, 3, 1, 0]],
        NASTY[3]: ["range", [-479, 1, 1, 0], [-478, 1, 1, 0]],
        NASTY[4]: ["range", [1800, 1, 1, 0], [1900, 1, 1, 0]],
        NASTY[5]: ["range", [2014, 1, 1, 0], [2022, 3, 23, 0]],
        NASTY[6]: ["point", [2013, 1, 1, 0], None],
    }
    harmless(page)
