"""What the OpenAPI document says beyond the signatures: failures, headers, and an example for every operation.

The examples are in `examples.json`, by operation; a test sends every request among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi import Path as PathParameter

from app.api.http import links
from app.api.http.access import NEEDS, Need
from app.api.schemas import ProblemDocument
from app.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    Forbidden,
    ForeignOrigin,
    InternalError,
    InvalidBody,
    MalformedRequest,
    MethodNotAllowed,
    Problem,
    TooManyRequests,
    Unauthorized,
    Unavailable,
    UnknownHost,
    UnsupportedLanguage,
    UnsupportedMediaType,
)

DESCRIPTION = """\
Dateline turns articles into a timeline one can trust. Post an article: every date expression in it is found, resolved
against the publication date and explained; what happened is kept as dated events with their sources; ask for the
timeline, filtered and in order.

- Times of events are civil, without a zone: `2022-03-22` or `2022-03-22T06:00:00`; bounds are `[earliest, latest)`.
- `edtf` is ISO 8601-2: `2022-03` is a month, `2013~` about 2013, `199X` the 1990s, `1990/..` since 1990.
- Offsets count Unicode code points; `offsets=utf16` counts UTF-16 units.
- Lists are paged by an opaque `cursor` that belongs to its filters; every GET has an `ETag` and answers 304.
- Failures are `application/problem+json` (RFC 9457). Whatever is wrong in the query string is 400 and names the \
`parameter`; what is wrong in a body is 422 and names the field by a JSON Pointer.
"""

TAGS = [
    {"name": "timeline", "description": "What happened and when: events, filtered and in order, with their reports."},
    {
        "name": "timelines",
        "description": "Saved timelines: a query under a name, with what was pinned, hidden and noted.",
    },
    {"name": "history", "description": "What changed and when it was known."},
    {"name": "research", "description": "Flat lists of everything: reports, temporal expressions, sources."},
    {"name": "articles", "description": "Articles in: added, listed, corrected, withdrawn."},
    {"name": "reading", "description": "Reading without storing: a whole article, or one phrase."},
    {"name": "service", "description": "Whether the service is up, what is running, and how well it reads dates."},
]

BODY_PROBLEMS = (MalformedRequest, BodyTooLarge, UnsupportedMediaType, InvalidBody, UnsupportedLanguage)

PublicId = PathParameter(
    description="A public id: 32 hexadecimal digits.",
    pattern="^[0-9a-f]{32}$",
    examples=["019a8f3c5b7e7c3d9e1f2a4b6c8d0e1f"],
)

# What a page of another origin may send and see, once its origin is allowed.
ACROSS_ORIGINS: dict[str, Any] = {
    "allow_methods": ["GET", "POST", "PATCH", "DELETE"],
    "allow_headers": [
        "Authorization",
        "Content-Type",
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "Last-Event-ID",
        "Prefer",
        "X-Request-Id",
    ],
    "expose_headers": [
        "ETag",
        "Idempotency-Replayed",
        "Ingestion-Id",
        "Link",
        "Location",
        "Retry-After",
        "X-Omitted-Events",
        "X-Request-Id",
    ],
    "max_age": 600,
}

PROBLEM_SCHEMA = {"$ref": "#/components/schemas/Problem"}


@cache
def examples() -> dict[str, Any]:
    """Examples by operation id: `parameters`, `requests` by name, `response` by status."""
    document: dict[str, Any] = orjson.loads((Path(__file__).parent / "examples.json").read_bytes())
    return document


def problems(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The entries of `responses=` for these failures."""
    entries: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = entries.setdefault(
            kind.status,
            {
                "description": kind.title + ".",
                "content": {MEDIA_TYPE: {"schema": PROBLEM_SCHEMA, "examples": {}}},
            },
        )
        if kind.title not in entry["description"]:
            entry["description"] += f" Or: {kind.title.lower()}."
        if kind.headers:
            entry["headers"] = {name: {"schema": {"type": "string"}} for name in kind.headers}
        name = kind.type.rpartition("/")[2]
        entry["content"][MEDIA_TYPE]["examples"][name] = {
            "summary": (kind.__doc__ or "").split("\n")[0],
            "value": {
                "type": kind.type,
                "title": kind.title,
                "status": kind.status,
                "detail": (kind.__doc__ or "").split("\n")[0],
                "instance": "/v1/events",
            },
        }
    return entries


def success(extra: dict[str, Any] | None = None) -> dict[int | str, dict[str, Any]]:
    """The entries of `responses=` for a GET that is answered; `extra` is further content by media type."""
    return {200: {"headers": _ETAG, "content": extra or {}}, 304: {"description": "The client has it already."}}


def forms(operation: str, media_types: Mapping[str, str]) -> dict[str, Any]:
    """The further content of an operation, every form but plain JSON, each with its example."""
    told = examples()[operation].get("texts", {})
    found: dict[str, Any] = {}
    for name, kind in media_types.items():
        if name != "json":
            example = orjson.loads(told[name]) if kind.endswith("+json") else told[name]
            shape = "string" if isinstance(example, str) else "array" if isinstance(example, list) else "object"
            found[kind] = {"schema": {"type": shape}, "example": example}
    return found


_ETAG = {"ETag": {"schema": {"type": "string"}, "description": "Send it back in `If-None-Match` to be told 304."}}


MOVED: dict[int | str, dict[str, Any]] = {
    308: {
        "description": "The event was merged; `Location` is where it is told now.",
        "headers": {"Location": {"schema": {"type": "string"}}},
    }
}


def requests(operation: str) -> dict[str, Any]:
    """The example bodies of an operation, for `openapi_examples=`."""
    found: dict[str, Any] = examples()[operation]["requests"]
    return found


def text(operation: str, name: str) -> str:
    """An example of an operation that is no JSON document: a body, or an answer in another form."""
    found: str = examples()[operation]["texts"][name]
    return found


_FAILURES = problems(InternalError, MethodNotAllowed, Unavailable, ForeignOrigin, UnknownHost).values()
ANY_FAILURE: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Any other failure.",
        "content": {
            MEDIA_TYPE: {
                "schema": PROBLEM_SCHEMA,
                "examples": {
                    name: told for each in _FAILURES for name, told in each["content"][MEDIA_TYPE]["examples"].items()
                },
            }
        },
    }
}

_SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API key, as `dateline keys create` shows it once. Its scope is `read`, `write` (which includes "
    "`read`) or `admin` (which includes both); every operation says which it needs. A service without keys answers the "
    "machine it runs on, and needs none.",
}
_REFUSALS = {
    name: next(iter(problems(kind).values()))
    for name, kind in {
        "Unauthorized": Unauthorized,
        "Forbidden": Forbidden,
        "TooManyRequests": TooManyRequests,
    }.items()
}
_REFUSED = {
    status: {"$ref": f"#/components/responses/{name}"}
    for status, name in (("401", "Unauthorized"), ("403", "Forbidden"), ("429", "TooManyRequests"))
}
_NEEDED = {
    need: f"\n\nNeeds a key with the scope `{need.scope}`"
    + (", or the timeline's own `token`." if need is Need.TIMELINE else ".")
    for need in Need
    if need is not Need.PUBLIC
}


def _security(need: Need) -> list[dict[str, list[str]]]:
    """Any of these lets a request in; the empty one is none at all, and the names are for the reader."""
    if need is Need.PUBLIC:
        return []
    return [{"key": [need.scope.value]}, *([{}] if need is Need.TIMELINE else [])]


# Made once a process, which takes half a second: the routes of all its applications are the same.
_documents: dict[str, dict[str, Any]] = {}


def complete(app: FastAPI) -> None:
    """Add to the document of the application what FastAPI cannot: the shape of a problem, and the example answers.

    FastAPI leaves out whatever is null, in examples too.
    """
    plain = app.openapi
    making = Lock()

    def described() -> dict[str, Any]:
        with making:
            return made()

    def made() -> dict[str, Any]:
        if app.version not in _documents:
            document = plain()
            shapes = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
            document["components"]["schemas"].update({**shapes.pop("$defs", {}), "Problem": shapes})
            document["components"]["securitySchemes"] = {"key": _SCHEME}
            document["components"]["responses"] = _REFUSALS
            for path in document["paths"].values():
                for operation in path.values():
                    need = NEEDS.get(operation["operationId"], Need.ADMIN)
                    operation["security"] = _security(need)
                    if need is not Need.PUBLIC:
                        operation["responses"].update(_REFUSED)
                        operation["description"] += _NEEDED[need]
                    for status, answer in operation["responses"].items():
                        if status in ("200", "201") and "application/json" in answer.get("content", {}):
                            example = examples()[operation["operationId"]]["response"]
                            answer["content"]["application/json"]["example"] = example
                        if status == "202":
                            answer["content"]["application/json"]["example"] = examples()["get_jobs"]["accepted"]
            links.add(document["paths"])
            _documents[app.version] = document
        return _documents[app.version]

    app.openapi = described  # type: ignore[method-assign]
