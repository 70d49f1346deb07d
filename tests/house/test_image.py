"""What can be said of the Dockerfile without an engine to build it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = [
    line for line in (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines() if not line.startswith("#")
]


def _arguments(instruction: str) -> list[list[str]]:
    return [shlex.split(line)[1:] for line in LINES if line.startswith(f"{instruction} ")]


def test_what_is_copied_exists_and_is_sent_to_the_engine() -> None:
    """`.dockerignore` leaves everything out but what it names with an exclamation mark."""
    ignored, *rules = [rule for rule in (ROOT / ".dockerignore").read_text().splitlines() if not rule.startswith("#")]
    assert ignored == "*"
    sent = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    copied = {source for *sources, _ in _arguments("COPY") if not sources[0].startswith("--") for source in sources}
    assert copied == sent
    assert all((ROOT / source).exists() for source in copied)


def test_packages_come_with_their_hashes() -> None:
    installs = [line for line in LINES if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-deps --no-build-isolation" in line for line in installs)


def test_the_service_runs_without_rights_and_says_how_it_is() -> None:
    assert _arguments("USER") == [["10001"]]
    (check,) = _arguments("HEALTHCHECK")
    assert re.search(r"http://127\.0\.0\.1:8000/healthz", " ".join(check))
    assert LINES[-1] == 'CMD ["dateline", "serve", "--host", "0.0.0.0"]'
