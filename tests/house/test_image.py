"""What can be said of the Dockerfile without an engine to build it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import yaml

from app.settings import Settings

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


def _compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "compose" / "compose.yaml").read_text())["services"]
    return found


def test_the_compose_file_says_what_there_is() -> None:
    services = _compose()
    assert {"database", "migrate", "one", "two", "nginx"} == services.keys()
    for name in ("migrate", "one", "two"):
        service = services[name]
        assert (ROOT / "docs" / "compose" / service["build"] / "Dockerfile").resolve() == ROOT / "Dockerfile"
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        for variable in service["environment"]:
            if variable.startswith("DATELINE_"):
                assert variable.removeprefix("DATELINE_").lower() in Settings.model_fields, variable
    # The schema is there before anything is served, and what serves is the image's own command.
    for name in ("one", "two"):
        assert services[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
        assert "command" not in services[name]
        # A moment longer than the service takes itself for what has begun.
        assert int(services[name]["stop_grace_period"].removesuffix("s")) > 10
    (volume,) = services["nginx"]["volumes"]
    assert (ROOT / "docs" / "compose" / volume.split(":")[0]).exists()


def test_nginx_knows_both_and_believes_no_client() -> None:
    text = (ROOT / "docs" / "compose" / "nginx.conf").read_text()
    assert set(re.findall(r"server (\w+):8000", text)) == {"one", "two"}
    assert text.count("{") == text.count("}")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "non_idempotent" not in text
    for path in ("/v1/ingestions", "/v1/changes/stream"):
        location = text[text.index(f"location = {path}") :].split("}")[0]
        assert "proxy_buffering off;" in location
