"""The page's files: small, complete, and nothing in them comes from elsewhere."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VIEWER = ROOT / "app" / "viewer"
D3 = ROOT / "scripts" / "d3"


def test_the_bundle_is_that_of_the_lock_and_its_licences_are_beside_it() -> None:
    locked = json.loads((D3 / "package-lock.json").read_text())["packages"]
    head = (VIEWER / "d3.js").read_text().split(";", 1)[0].removeprefix("// ")
    licences = (VIEWER / "d3-licenses.txt").read_text()
    bundled = [part.rsplit(" ", 1) for part in head.split(", ")]
    assert len(bundled) == 10
    for name, version in bundled:
        assert locked[f"node_modules/{name}"]["version"] == version
        assert f"{name} {version} " in licences
    assert licences.count("Copyright") >= len(bundled)


def test_the_lock_records_no_address_to_download_from() -> None:
    assert '"resolved"' not in (D3 / "package-lock.json").read_text()


def test_it_loads_quickly() -> None:
    assert len(gzip.compress((VIEWER / "d3.js").read_bytes())) < 25 * 1024
    page = [path for path in VIEWER.glob("*") if path.suffix in (".js", ".css", ".html")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in page) < 72 * 1024


def test_every_file_named_is_there_and_none_is_of_another_machine() -> None:
    for path in VIEWER.glob("*"):
        text = path.read_text()
        named = re.findall(r'(?:src|href)="/static/([^"]+)"', text) + re.findall(r'from "\./([^"]+)"', text)
        assert [name for name in named if not (VIEWER / name).exists()] == [], path.name
        if path.name not in ("d3-licenses.txt", "d3.js", "icon.svg"):
            assert re.findall(r"https?://[\w.]+", text) == [], path.name


def test_every_module_is_asked_for_at_once() -> None:
    """Each import would otherwise wait for the module that names it."""
    imported = {
        name
        for path in VIEWER.glob("*.js")
        for name in re.findall(r'^import .* from "\./([^"]+)"', path.read_text(), re.MULTILINE)
    }
    head = (VIEWER / "index.html").read_text()
    assert set(re.findall(r'modulepreload" href="/static/([^"]+)"', head)) == imported


def test_no_text_becomes_markup() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.html\(|\beval\(|new Function")
    for path in VIEWER.glob("*.js"):
        if path.name != "d3.js":
            assert forbidden.findall(path.read_text()) == [], path.name


def test_no_date_passes_through_the_clock_of_the_browser() -> None:
    uses = {
        path.name: len(re.findall(r"\bnew Date\(|\bDate\.(?:parse|UTC)\b", path.read_text()))
        for path in VIEWER.glob("*.js")
        if path.name not in ("d3.js", "embed.js", "docs.js")
    }
    assert {name: n for name, n in uses.items() if n} == {"civil.js": 1}, "only today's date is asked of it"


def test_without_a_browser_its_tests_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        "tests/browser/test_modules.py",
    ]
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("DATELINE_TEST_REQUIRE_BROWSER", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "Chromium was not found: the page was not tested" in done.stdout
    assert "deselected" in done.stdout
    assert "failed" not in done.stdout
    required = {**environment, "DATELINE_TEST_REQUIRE_BROWSER": "1"}
    done = subprocess.run(command, cwd=ROOT, env=required, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "A browser is required here" in done.stderr
