"""The short way to a list that is asked for more often than all else together.

To read thirty parameters, to open a session as a dependency and to close it takes FastAPI as long as the database takes
to find a page. A route of this kind has its parameters read at once, and goes to one thread once. Where anything about
them is wrong, the framework reads them again, and says so as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, get_origin

import orjson
from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError

from app.api import filters
from app.api.http import remembered
from app.db import Database

Query = TypeVar("Query", bound=BaseModel)


def as_it_is(response: Response, answer: dict[str, Any]) -> Response:
    """An answer in JSON under the headers of another one.

    To hold fifty events to the model takes as long as to find them, and the tests do it.
    """
    return Response(orjson.dumps(answer), media_type="application/json", headers=dict(response.headers))


def route(model: type[Query], fits: Callable[[Query], bool]) -> type[APIRoute]:
    """A route whose endpoint takes `(request, response, session, query)` and answers with a whole response.

    Args:
        model: the query string.
        fits: whether the endpoint does so for this query; if not, the framework has the word.
    """
    repeated = {
        field.alias or name for name, field in model.model_fields.items() if get_origin(field.annotation) is list
    }

    def read(request: Request) -> Query | None:
        given = request.query_params
        values = {name: given.getlist(name) if name in repeated else value for name, value in given.items()}
        try:
            query = model.model_validate(values)
        except ValidationError:
            return None
        return query if fits(query) else None

    class QuickRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            thorough, endpoint = super().get_route_handler(), self.endpoint

            def answer(request: Request, query: Query) -> Response:
                database: Database = request.app.state.database
                response = Response()
                # It lends its headers only.
                del response.headers["content-length"]
                with database.read() as session:
                    answered: Response = endpoint(request, response, session, query)
                return answered

            async def handle(request: Request) -> Response:
                query = read(request)
                if query is None:
                    return await thorough(request)
                await filters.strict(request)
                return await run_in_threadpool(answer, request, query)

            return remembered.remembering(handle)

    return QuickRoute
