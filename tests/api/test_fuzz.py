"""Schemathesis sends what the OpenAPI document allows, and what it forbids: no 5xx, no answer off its schema."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from requests import Request
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from app.main import create_app
from tests.api.conftest import BRIDGE, add
from tests.api.conftest import settings as service_settings

# That what the document allows is taken in is not among them: a published_at in the future is refused, and so is a
# word that is no language.
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]


@pytest.fixture(scope="module")
def contract(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("fuzz") / "dateline.db"
    shutil.copyfile(sqlite_template, path)
    service = create_app(service_settings(f"sqlite:///{path}"))
    with TestClient(service) as client:
        added = add(client)
        saved = client.post("/v1/timelines", json={"title": "Saved"}).json()
        ingested = client.post("/v1/ingestions", json=[])
        ids = {
            "article_id": added["article"]["id"],
            "event_id": added["events"][0]["id"],
            "entity_id": added["events"][0]["entities"][0]["id"],
            "slug": saved["slug"],
            "ingestion_id": ingested.headers["Ingestion-Id"],
            "job_id": client.post("/v1/articles", json=BRIDGE, headers={"Prefer": "respond-async"}).json()["id"],
        }
        schema = schemathesis.openapi.from_asgi("/openapi.json", service)
        # There are no keys: who comes without one is let in, whatever the document asks of strangers.
        schema.config.generation.update(with_security_parameters=False)

        @schema.hook
        def map_path_parameters(_context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
            """Half of the ids are those of something that is there."""
            return path_parameters and {
                name: ids[name] if str(value)[-1:] < "8" else value for name, value in path_parameters.items()
            }

        # A stream has no end to wait for.
        yield schema.exclude(path_regex="/stream$")


WITHOUT_REJECTION = [check for check in CHECKS if check is not checks.negative_data_rejection]


# What is wrong with a line is told by its result; the status of all has been sent before.
TOLD_BY_LINE = {"POST /v1/ingestions"}


def _may_be_accepted(case: Any) -> bool:
    """Whether what was made to break the description is rightly answered 200.

    In a query string it may be legal after all: there `false` is a text.
    """
    if case.operation.label in TOLD_BY_LINE:
        return True
    definition = case.operation.definition.raw
    if "requestBody" in definition or not case.query:
        return False
    sent = parse_qs(urlsplit(str(Request("GET", "http://x/", params=case.query).prepare().url)).query, True)
    described = {p["name"]: p["schema"] for p in definition.get("parameters", []) if p["in"] == "query"}
    if sent.keys() - described.keys():
        return False
    components = case.operation.schema.raw_schema["components"]
    for name, texts in sent.items():
        schema = {**described[name], "components": components}
        if not jsonschema_rs.is_valid(schema, texts) and not (
            len(texts) == 1 and jsonschema_rs.is_valid(schema, texts[0])
        ):
            return False
    return True


@pytest.mark.parametrize("examples", [22, pytest.param(700, marks=pytest.mark.nightly)])
def test_no_request_breaks_the_contract(contract: Any, subtests: pytest.Subtests, examples: int) -> None:
    """So many examples for each operation, as many again that break its description."""
    sent: Counter[str] = Counter()
    # What deletes comes last, or there would be nothing left to ask for.
    operations = sorted((found.ok() for found in contract.get_all_operations()), key=lambda o: o.method == "delete")
    for operation in operations:
        breakable = operation.definition.raw.get("parameters") or "requestBody" in operation.definition.raw
        for mode in GenerationMode if breakable else [GenerationMode.POSITIVE]:

            @given(case=operation.as_strategy(mode))
            @settings(
                max_examples=examples,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            )
            def run(case: Any) -> None:
                sent[case.operation.label] += 1
                wanted = WITHOUT_REJECTION if _may_be_accepted(case) else CHECKS
                # The first text in a language waits for its grammar to be built, on a machine that runs other tests.
                case.call_and_validate(checks=wanted, timeout=60)

            with subtests.test(operation=operation.label, mode=mode.value):
                run()
    assert sent.total() >= 500, sent
