"""What can be done next with an answer, as links of the OpenAPI document: generators and test tools follow them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Where the answers of these operations hold an id, by status: the parameter of a path it goes into, and its place.
_IDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("add_article", "201"): {"article_id": "#/article/id", "event_id": "#/events/0/id"},
    ("add_article", "202"): {"job_id": "#/id"},
    ("reextract_article", "202"): {"job_id": "#/id"},
    ("add_ingestion", "202"): {"job_id": "#/id"},
    ("add_event", "201"): {"event_id": "#/id"},
    ("add_timeline", "201"): {"slug": "#/slug"},
    ("get_articles", "200"): {"article_id": "#/items/0/id"},
    ("get_events", "200"): {"event_id": "#/items/0/id"},
    ("get_timelines", "200"): {"slug": "#/items/0/slug"},
    ("get_entities", "200"): {"entity_id": "#/items/0/id"},
    ("get_jobs", "200"): {"job_id": "#/items/0/id"},
}
_OF_HEADER = ("add_ingestion", "200", "ingestion_id", "Ingestion-Id")
# Lists that go on from a cursor alone: those of the others belong to a query, which has to be sent again.
_PAGED = ("get_changes", "get_sources", "get_jobs")


def add(paths: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
    """Put the links into the operations of a document's `paths`."""
    operations = {each["operationId"]: each for path in paths.values() for each in path.values()}
    takers: dict[str, list[str]] = {}
    for name, operation in operations.items():
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "path":
                takers.setdefault(parameter["name"], []).append(name)
    for (name, status), ids in _IDS.items():
        for parameter, pointer in ids.items():
            for taker in takers[parameter]:
                _link(operations[name], status, taker, parameter, f"$response.body{pointer}")
    name, status, parameter, header = _OF_HEADER
    for taker in takers[parameter]:
        _link(operations[name], status, taker, parameter, f"$response.header.{header}")
    for name in _PAGED:
        _link(operations[name], "200", name, "cursor", "$response.body#/next_cursor")


def _link(operation: dict[str, Any], status: str, target: str, parameter: str, value: str) -> None:
    links = operation["responses"][status].setdefault("links", {})
    links[target] = {"operationId": target, "parameters": {parameter: value}}
