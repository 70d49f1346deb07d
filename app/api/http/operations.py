"""What the service does, told by its routes: all that has to be known of an operation before a request is let in.

The OpenAPI document says the same, and making all of it takes half a second, which a service that comes back after its
death does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute


class Operations:
    """Those of some routers.

    Attributes:
        ids: the id of each operation by path, as the document writes it, and method in capitals, in the order of the
            routes.
    """

    def __init__(self, routers: Iterable[APIRouter]) -> None:
        self.ids: dict[str, dict[str, str]] = {}
        self._parameters: dict[str, Mapping[str, bool]] = {}
        for router in routers:
            for route in router.routes:
                if isinstance(route, APIRoute) and route.include_in_schema:
                    of_path = self.ids.setdefault(route.path_format, {})
                    of_path.update(dict.fromkeys(sorted(route.methods or ()), route.operation_id or ""))

    def query_parameters(self, route: APIRoute) -> Mapping[str, bool]:
        """The query parameters of an operation, and whether each may be repeated; worked out when first asked for."""
        name = route.operation_id or ""
        if name not in self._parameters:
            alone = get_openapi(title="", version="", routes=[route])["paths"].get(route.path_format, {})
            self._parameters[name] = {
                each["name"]: each["schema"].get("type") == "array"
                for operation in alone.values()
                for each in operation.get("parameters", [])
                if each["in"] == "query"
            }
        return self._parameters[name]
