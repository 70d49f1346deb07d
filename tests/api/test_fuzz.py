"""Schemathesis sends what the OpenAPI document allows, and what it forbids: no 5xx, no answer off its schema.

Operation by operation, and along the links of the document from answer to answer; on both databases, to a service that
everybody may use and to one that asks for a key: there each case is sent without one and with one of each scope.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs

# Hypothesis looks whether NumPy is loaded, and a worker of the service must not be loading it at that moment.
import numpy as np  # noqa: F401
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import FlakyStrategyDefinition
from requests import Request
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from app.api.http.access import NEEDS, Need
from app.main import create_app
from app.timeline.models import Scope
from tests.api.conftest import BRIDGE, add
from tests.api.http.test_access import bearer, key
from tests.api.http.test_access import settings as service_settings

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
WALKS_AT_ONCE = 10


class Contract:
    """What is held to the document.

    Attributes:
        schema: the document, as Schemathesis has it.
        keys: one of each scope, where the service asks for a key.
        sent: how many requests of each operation there were.
    """

    def __init__(self, schema: Any, keys: dict[Scope, dict[str, str]]) -> None:
        self.schema = schema
        self.keys = keys
        self.sent: Counter[str] = Counter()

    def hold(self, case: Any) -> Any:
        """Send it, under every key there is, and check every answer; the last one."""
        wanted = WITHOUT_REJECTION if _may_be_accepted(case) else CHECKS
        if not self.keys:
            return self._hold(case, wanted, {})
        need = NEEDS[case.operation.definition.raw["operationId"]]
        self._hold_stranger(case, need)
        for scope in (Scope.READ, Scope.WRITE):
            if not scope.includes(need.scope):
                # What Schemathesis made of the path may be no address of ours, and then it says so.
                refused = self._hold(case, [*REFUSAL, checks.status_code_conformance], self.keys[scope])
                assert refused.status_code in (403, 404, 405), refused.text
        # It asks for the document again with another method, and knows of no key.
        wanted = [check for check in wanted if check is not checks.unsupported_method]
        return self._hold(case, wanted, self.keys[Scope.ADMIN])

    def _hold_stranger(self, case: Any, need: Need) -> None:
        answer = self._hold(case, [*REFUSAL, checks.status_code_conformance], {})
        if need is Need.TIMELINE:
            assert answer.status_code in (401, 404, 400), answer.text
        elif need is not Need.PUBLIC:
            assert answer.status_code == 401, answer.text

    def _hold(self, case: Any, wanted: list[Any], headers: dict[str, str]) -> Any:
        self.sent[case.operation.label] += 1
        # The first text in a language waits for its grammar to be built, on a machine that runs other tests.
        return case.call_and_validate(checks=wanted, headers=headers, timeout=60)


@pytest.fixture
def contract(request: pytest.FixtureRequest, database_url: str) -> Iterator[Contract]:
    """Of a service with something in it."""
    limits = {"rate_per_key": 0, "rate_per_address": 0}
    service = create_app(service_settings(database_url, anonymous="everything", **limits))
    with TestClient(service, "http://localhost") as client:
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
        keys = {}
        if request.param == "keys":
            keys = {scope: bearer(key(database_url, scope)) for scope in Scope}
            service = create_app(service_settings(database_url, anonymous="nothing", **limits))
        with TestClient(service, "http://localhost"):
            schema = schemathesis.openapi.from_asgi("/openapi.json", service)
            # Keys are sent here, and not made up by the document.
            schema.config.generation.update(with_security_parameters=False)

            @schema.hook
            def map_path_parameters(_context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
                """Half of the ids are those of something that is there."""
                return path_parameters and {
                    name: ids[name] if str(value)[-1:] < "8" else value for name, value in path_parameters.items()
                }

            # A stream has no end to wait for.
            yield Contract(schema.exclude(path_regex="/stream$"), keys)


REFUSAL = [
    not_a_server_error,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
WITHOUT_REJECTION = [check for check in CHECKS if check is not checks.negative_data_rejection]


# What is wrong with a line is told by its result; the status of all has been sent before.
TOLD_BY_LINE = {"POST /v1/ingestions"}


def _may_be_accepted(case: Any) -> bool:
    """Whether what was made to break the description is rightly answered 200.

    In a query string it may be legal after all: there `false` is a text.
    """
    if case.operation.label in TOLD_BY_LINE or case.meta is None:
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


def _as_often(examples: int, phases: list[Phase]) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )


# In the quick run, each way of asking sees both databases, and both kinds of service.
EVERY = [(database, who) for database in ("sqlite", "postgresql") for who in ("everybody", "keys")]


@pytest.mark.parametrize(
    ("database", "contract", "examples"),
    [
        ("sqlite", "everybody", 3),
        ("postgresql", "keys", 2),
        *(pytest.param(*each, 70, marks=pytest.mark.nightly) for each in EVERY),
    ],
    indirect=["database", "contract"],
)
def test_no_request_breaks_the_contract(
    contract: Contract, subtests: pytest.Subtests, record_property: Any, examples: int
) -> None:
    """So many examples for each operation, as many again that break its description."""
    # What deletes comes last, or there would be nothing left to ask for.
    operations = sorted(
        (found.ok() for found in contract.schema.get_all_operations()), key=lambda o: o.method == "delete"
    )
    for operation in operations:
        breakable = operation.definition.raw.get("parameters") or "requestBody" in operation.definition.raw
        for mode in GenerationMode if breakable else [GenerationMode.POSITIVE]:

            @given(case=operation.as_strategy(mode))
            @_as_often(examples, [Phase.generate, Phase.shrink])
            def run(case: Any) -> None:
                contract.hold(case)

            with subtests.test(operation=operation.label, mode=mode.value):
                run()
    record_property("measured", f"{contract.sent.total():,} requests of {len(contract.sent)} operations")
    assert contract.sent.total() >= 80 * examples, contract.sent


@pytest.mark.parametrize(
    ("database", "contract", "walks"),
    [
        ("sqlite", "keys", 10),
        ("postgresql", "everybody", 10),
        *(pytest.param(*each, 60, marks=pytest.mark.nightly) for each in EVERY),
    ],
    indirect=["database", "contract"],
)
def test_no_walk_along_the_links_breaks_the_contract(contract: Contract, record_property: Any, walks: int) -> None:
    """From answer to answer: what was added is read, changed, paged through and deleted."""

    class Walk(contract.schema.as_state_machine()):  # type: ignore[misc]
        def call(self, case: Any, **_options: Any) -> Any:
            return contract.hold(case)

        def validate_response(self, *_told: Any, **_options: Any) -> None:
            """It has been."""

    for begun in range(0, walks, WALKS_AT_ONCE):
        # Ids are others in every walk, and Hypothesis gives up where what it draws hangs on them; all that was sent
        # until then has been held to the document.
        with suppress(FlakyStrategyDefinition):
            seed(begun)(Walk).run(settings=_as_often(min(walks, WALKS_AT_ONCE), [Phase.generate]))
    record_property(
        "measured", f"{contract.sent.total():,} requests of {len(contract.sent)} operations along the links"
    )
    assert contract.sent.total() >= 2 * walks, contract.sent
