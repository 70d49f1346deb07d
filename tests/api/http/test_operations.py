"""What requests are held to is what the document says, which is made later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.api.http.operations import Operations

ROOT = Path(__file__).parents[3]


def test_they_are_those_of_the_document(app: FastAPI) -> None:
    operations: Operations = app.state.operations
    documented = {
        path: {method.upper(): operation["operationId"] for method, operation in methods.items()}
        for path, methods in app.openapi()["paths"].items()
    }
    assert operations.ids == documented
    assert list(operations.ids) == list(documented)


def test_their_parameters_are_those_of_the_document(app: FastAPI) -> None:
    operations: Operations = app.state.operations
    asked = 0
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and route.include_in_schema:
            (method,) = route.methods or ()
            told = app.openapi()["paths"][route.path_format][method.lower()].get("parameters", [])
            assert operations.query_parameters(route) == {
                each["name"]: each["schema"].get("type") == "array" for each in told if each["in"] == "query"
            }
            asked += 1
    assert asked == sum(map(len, operations.ids.values())) > 50


def test_a_service_starts_without_what_it_may_never_need() -> None:
    """Each of these takes a tenth of a second or more, and a service that was killed is waited for."""
    heavy = ("alembic", "dateparser", "holidays", "icalendar", "numpy", "py3langid", "trafilatura")
    program = (
        "import sys, app.cli.store, app.main; app.main.create_app();"
        f"print(*[name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
