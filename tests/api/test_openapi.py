"""The OpenAPI document is whole, and what it shows is true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient

from app.problems import every_problem
from app.settings import Settings
from tests.api.conftest import BRIDGE, add
from tests.api.examples import FILE, answers, settled


@pytest.fixture(scope="module")
def document(reader: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = reader.get("/openapi.json").json()
    return found


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def test_every_operation_is_described_and_shows_an_example(document: dict[str, Any]) -> None:
    for path, method, operation in _operations(document):
        name = f"{method} {path}"
        assert operation["summary"], name
        assert operation["description"], name
        assert operation["tags"], name
        for content in operation.get("requestBody", {}).get("content", {}).values():
            assert content.get("examples") or content.get("example"), name
        good = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
        assert good["description"], name
        for content in good.get("content", {}).values():
            assert content["example"], name
        assert all(p.get("description") or p["schema"].get("description") for p in operation.get("parameters", [])), (
            name
        )


def test_every_field_of_every_shape_is_in_the_document(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert {"Problem", "ArticleIn", "When", "Event", "Report", "Mention"} <= schemas.keys()
    assert "HTTPValidationError" not in schemas
    # What is received has no defaults: every key is always there, but for those that say when.
    for name, schema in schemas.items():
        if name.endswith(("In", "Patch")) or name in ("Problem", "FieldError"):
            continue
        for field, described in schema.get("properties", {}).items():
            assert field in schema.get("required", ()) or "Only with" in described["description"], f"{name}.{field}"


def test_every_example_answer_has_the_documented_shape(document: dict[str, Any]) -> None:
    for path, method, operation in _operations(document):
        for status, answer in operation["responses"].items():
            for kind, content in answer.get("content", {}).items():
                examples = [example["value"] for example in content.get("examples", {}).values()]
                if not kind.endswith("json"):
                    continue
                for example in [*examples, *([content["example"]] if "example" in content else [])]:
                    schema = {**content["schema"], "components": document["components"]}
                    try:
                        jsonschema_rs.validate(schema, example)
                    except jsonschema_rs.ValidationError as error:
                        pytest.fail(f"{method} {path} {status}: {error.message} at {error.instance_path}")


def test_every_link_leads_somewhere(document: dict[str, Any]) -> None:
    """From a place that an answer has, to a parameter that an operation takes."""
    operations = {operation["operationId"]: operation for _, _, operation in _operations(document)}
    linked = 0
    for name, operation in operations.items():
        for answer in operation["responses"].values():
            for link in answer.get("links", {}).values():
                linked += 1
                target = operations[link["operationId"]]
                ((parameter, value),) = link["parameters"].items()
                assert parameter in {each["name"] for each in target["parameters"]}, name
                where, _, pointer = value.partition("#")
                if where == "$response.body":
                    found = answer["content"]["application/json"]["example"]
                    for part in pointer.split("/")[1:]:
                        found = found[int(part)] if part.isdigit() else found[part]
                else:
                    assert value == "$response.header.Ingestion-Id"
                    assert "Ingestion-Id" in answer["headers"]
    assert linked > 50


def _shape(value: Any) -> Any:
    """The keys of a document, and of what its lists hold."""
    if isinstance(value, dict):
        return {key: _shape(item) for key, item in value.items() if key != "date_votes"}
    return [_shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def test_the_example_answers_are_those_of_the_service(client: TestClient, document: dict[str, Any]) -> None:
    """After a change of the answers: `python -m tests.api.examples`."""
    known = json.loads(FILE.read_text(encoding="utf-8"))
    now = settled(answers(client, known))
    for operation, made in now.items():
        assert _shape(made.get("response")) == _shape(known[operation].get("response")), operation
    when = known["resolve"]["response"]["items"][0]
    assert now["resolve"]["response"]["items"][0]["edtf"] == when["edtf"] == "2022-02"


def test_every_example_request_is_answered(client: TestClient, document: dict[str, Any]) -> None:
    added = add(client)
    saved = client.post("/v1/timelines", json={"title": "Saved"}).json()
    ingested = client.post("/v1/ingestions", json=[])
    ids = {
        "article_id": added["article"]["id"],
        "event_id": added["events"][0]["id"],
        "entity_id": client.get("/v1/entities").json()["items"][0]["id"],
        "slug": saved["slug"],
        "ingestion_id": ingested.headers["Ingestion-Id"],
        "job_id": client.post("/v1/articles", json=BRIDGE, headers={"Prefer": "respond-async"}).json()["id"],
    }
    for path, method, operation in _operations(document):
        address = path.format(**ids)
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            bodies = [example["value"] for example in content.get("examples", {}).values()]
            if operation["operationId"] == "merge_events":
                bodies = [{"events": [added["events"][1]["id"]]}]  # ids differ from store to store
            if operation["operationId"] == "split_event":
                bodies = [{"reports": [client.get(f"/v1/events/{ids['event_id']}/reports").json()["items"][-1]["id"]]}]
            for body in [*bodies, *([content["example"]] if "example" in content else [])]:
                sent = body if isinstance(body, str) else json.dumps(body)
                answer = client.request(
                    method, address, content=sent.encode(), headers={"Content-Type": kind, "If-Match": "*"}
                )
                assert answer.status_code in (200, 201), f"{method} {path}: {answer.text}"
        # A stream has no end to wait for (see test_stream).
        if method == "get" and not path.endswith("/stream"):
            assert client.get(address).status_code == 200, path
            for parameter in operation.get("parameters", []):
                for example in parameter["schema"].get("examples", []) if parameter["in"] == "query" else []:
                    answer = client.get(address, params={parameter["name"]: example})
                    assert answer.status_code == 200, f"{path} {parameter['name']}: {answer.text}"


def test_every_problem_is_documented(reader: TestClient, document: dict[str, Any]) -> None:
    told = json.dumps(document)
    kinds = list(every_problem())
    assert len({kind.type for kind in kinds}) == len(kinds)
    assert reader.get("/v1/version").json()["problems"] == [kind.type for kind in kinds]
    for kind in kinds:
        assert f'"{kind.type}"' in told, kind.type
        page = reader.get(kind.type)
        assert (page.status_code, kind.title in page.text) == (200, True)
        assert kind.__doc__
        assert kind.title


def test_every_setting_says_what_it_is() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
        assert f"`DATELINE_{name.upper()}`" in readme


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        self.inline += any(name == "style" or name.startswith("on") for name, _ in attrs)
        self.inline += tag == "script" and "src" not in dict(attrs)


@pytest.mark.parametrize("path", ["/", "/docs", "/problems/withdrawn"])
def test_pages_load_nothing_from_elsewhere(reader: TestClient, path: str) -> None:
    page = reader.get(path)
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'; script-src 'self';" in page.headers["content-security-policy"]
    links = _Links()
    links.feed(page.text)
    assert links.inline == 0
    assert links.found
    for link in links.found:
        assert link.startswith(("/", "#")), link
        if link.startswith("/"):
            assert reader.get(link).status_code == 200, link


def test_the_reference_shows_every_operation(reader: TestClient, document: dict[str, Any]) -> None:
    page = reader.get("/docs").text
    for _path, _method, operation in _operations(document):
        assert f'id="{operation["operationId"]}"' in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


def test_a_query_string_on_the_page_is_its_own_business(reader: TestClient) -> None:
    assert reader.get("/?entity=Kyiv&anything=goes").status_code == 200
