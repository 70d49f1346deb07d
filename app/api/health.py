"""Whether the service is up, what is running, and how good it is."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter, Request, Response

from app.api import describe, metrics, schemas
from app.api.http import etags
from app.api.metrics import metrics_of
from app.db import schema_state
from app.evaluation.scorecard import scorecard
from app.problems import Unavailable, every_problem
from app.version import VERSION

Answer = TypeVar("Answer", bound=schemas.Received)

router = APIRouter(tags=["service"])


@router.get(
    "/healthz",
    operation_id="get_health",
    summary="Is the process alive?",
    responses={**describe.success()},
)
def get_health(request: Request, response: Response) -> schemas.Health:
    """Answers as long as the process runs, whatever the state of the store."""
    return _tagged(request, response, schemas.Health(status="ok"))


@router.get(
    "/readyz",
    operation_id="get_readiness",
    summary="Can it serve?",
    responses={**describe.success(), **describe.problems(Unavailable)},
)
def get_readiness(request: Request, response: Response) -> schemas.Readiness:
    """Answers 200 when the store has the schema of this release and can be read and written, else 503.

    After a failure of the store it is written to, to see whether it works again.
    """
    state = schema_state(request.app.state.database)
    if not state.ready:
        raise Unavailable(
            f"The store is at migration {state.current or 'none'}, this release needs {state.head}: "
            "run dateline migrate."
        )
    request.app.state.database.check()
    return _tagged(request, response, schemas.Readiness(status="ready", migration=state.head))


@router.get(
    "/metrics",
    operation_id="get_metrics",
    summary="What is it doing?",
    response_class=Response,
    responses={
        200: {
            "description": "The text format of Prometheus.",
            "content": describe.forms("get_metrics", {"prometheus": "text/plain"}),
        }
    },
)
def get_metrics(request: Request) -> Response:
    """Requests by route and status, what ingestion came to, seconds of reading and of the store, events by basis.

    `docs/operating.md` lists them. A Prometheus sends its key as `authorization: {credentials: …}`.
    """
    return Response(metrics_of(request).text(), media_type=metrics.MEDIA_TYPE, headers={"Cache-Control": "no-store"})


@router.get(
    "/v1/version",
    operation_id="get_version",
    summary="What is running?",
    responses={**describe.success()},
)
def get_version(request: Request, response: Response) -> schemas.Version:
    """The release, the version of its grammar, and the languages it has one for."""
    from app.timex import lang
    from app.timex.phrases import GRAMMAR_VERSION

    return _tagged(
        request,
        response,
        schemas.Version(
            name="dateline",
            version=VERSION,
            grammar=GRAMMAR_VERSION,
            languages=sorted(lang.languages()),
            problems=[problem.type for problem in every_problem()],
        ),
    )


@router.get(
    "/v1/quality",
    operation_id="get_quality",
    summary="How well does it read dates?",
    responses={**describe.success()},
)
def get_quality(request: Request, response: Response) -> schemas.Quality:
    """The scorecard made with this release: the grammar against annotated corpora, and how far to trust a confidence.

    `docs/quality.md` explains the figures; `dateline evaluate` measures the same on documents of your own.
    """
    return _tagged(request, response, schemas.Quality.model_validate(scorecard()))


def _tagged(request: Request, response: Response, answer: Answer) -> Answer:
    etags.revalidate(request, response, etags.of_content(answer.model_dump_json().encode()))
    return answer
