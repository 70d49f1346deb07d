"""What people look at: the timeline page, the reference, and what each problem means."""

from __future__ import annotations

from html import escape
from inspect import cleandoc
from pathlib import Path
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.staticfiles import StaticFiles

from app.api.http import etags
from app.problems import NotFound, every_problem
from app.render import reference
from app.settings import Settings

VIEWER = Path(__file__).resolve().parent.parent / "viewer"

router = APIRouter(include_in_schema=False)

# Nothing on these pages comes from elsewhere, and nothing written into one may run.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)


@router.get("/")
def get_viewer(request: Request) -> Response:
    """The timeline in a browser."""
    return _page(request, (VIEWER / "index.html").read_text(encoding="utf-8"))


@router.get("/embed/{slug}")
def get_embedded(request: Request, slug: str) -> Response:  # noqa: ARG001 - the page's own script reads it
    """A saved timeline to be put into another page; its `token` stands in the query string."""
    settings: Settings = request.app.state.settings
    return _page(request, (VIEWER / "embed.html").read_text(encoding="utf-8"), frames=settings.frames)


@router.get("/openapi.json")
def get_openapi(request: Request) -> Response:
    """The contract for programs."""
    content = orjson.dumps(request.app.openapi())
    response = Response(content, media_type="application/json")
    etags.revalidate(request, response, etags.of_content(content))
    return response


@router.get("/docs")
def get_reference(request: Request) -> Response:
    """The OpenAPI document as a page."""
    return _page(request, reference.page(request.app.openapi()))


@router.get("/problems/{name}")
def get_problem(request: Request, name: str) -> Response:
    """What a `type` of problem means; the address is the type itself."""
    for problem in every_problem():
        if problem.type == f"/problems/{name}":
            meaning = escape(cleandoc(problem.__doc__ or ""))
            return _page(
                request,
                f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(problem.title)}</title>'
                f'<link rel="stylesheet" href="/static/docs.css"></head><body><main><h1>{escape(problem.title)}</h1>'
                f"<p>Status {problem.status}, type <code>{escape(problem.type)}</code></p><p>{meaning}</p>"
                '<p><a href="/docs">Reference</a></p></main></body></html>\n',
            )
    raise NotFound("There is no such kind of problem.")


class Files(StaticFiles):
    """The files of the pages; a browser asks whether its copy still stands, so that a new release is seen at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _page(request: Request, html: str, *, frames: str = "'none'") -> Response:
    content = html.encode()
    response = Response(content, media_type="text/html", headers={"Content-Security-Policy": _POLICY + frames})
    etags.revalidate(request, response, etags.of_content(content))
    return response
