"""Who may do what: the scope of every operation, and the gate in front of all of them.

The gate stands before the framework, which would read a body before it looks at anything else: a stranger is refused
by the head of the request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from urllib.parse import parse_qs, urlsplit

import anyio
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.http import senders
from app.api.http.bodies import discard
from app.api.http.errors import answer
from app.api.http.keyring import Keyring
from app.api.http.limits import Buckets
from app.problems import Forbidden, ForeignOrigin, Problem, TooManyRequests, Unauthorized, UnknownHost
from app.settings import Settings
from app.timeline.keys import NO_KEYS, Known, Ring
from app.timeline.models import Scope as KeyScope


class Need(Enum):
    """What an operation asks of whoever calls it.

    `PUBLIC`: nothing; `TIMELINE`: a key for reading, or the read token of that timeline; the others: a key of that
    scope.
    """

    PUBLIC = None
    TIMELINE = "timeline"
    READ = KeyScope.READ
    WRITE = KeyScope.WRITE
    ADMIN = KeyScope.ADMIN

    @property
    def scope(self) -> KeyScope:
        """The scope of a key that opens it."""
        return self.value if isinstance(self.value, KeyScope) else KeyScope.READ


# Every operation by its id. What is not here is for admins alone, and a test fails.
NEEDS: Mapping[str, Need] = {
    "get_health": Need.PUBLIC,
    "get_readiness": Need.PUBLIC,
    "get_version": Need.PUBLIC,
    "get_quality": Need.PUBLIC,
    "get_timeline_changes": Need.TIMELINE,
    "get_timeline_events": Need.TIMELINE,
    "get_timeline_key_dates": Need.TIMELINE,
    "get_article": Need.READ,
    "get_article_events": Need.READ,
    "get_article_mentions": Need.READ,
    "get_article_revisions": Need.READ,
    "get_articles": Need.READ,
    "get_change_stream": Need.READ,
    "get_changes": Need.READ,
    "get_diffs": Need.READ,
    "get_entities": Need.READ,
    "get_entity": Need.READ,
    "get_event": Need.READ,
    "get_event_reports": Need.READ,
    "get_event_revisions": Need.READ,
    "get_events": Need.READ,
    "get_facets": Need.READ,
    "get_histogram": Need.READ,
    "get_ingestion": Need.READ,
    "get_ingestion_results": Need.READ,
    "get_job": Need.READ,
    "get_jobs": Need.READ,
    "get_key_dates": Need.READ,
    "get_mentions": Need.READ,
    "get_metrics": Need.READ,
    "get_reports": Need.READ,
    "get_sources": Need.READ,
    "get_timeline": Need.READ,
    "get_timelines": Need.READ,
    # They store nothing.
    "extract": Need.READ,
    "resolve": Need.READ,
    "add_article": Need.WRITE,
    "add_event": Need.WRITE,
    "add_ingestion": Need.WRITE,
    "add_timeline": Need.WRITE,
    "delete_event": Need.WRITE,
    "delete_timeline": Need.WRITE,
    "merge_events": Need.WRITE,
    "patch_article": Need.WRITE,
    "patch_event": Need.WRITE,
    "patch_timeline": Need.WRITE,
    "reextract_article": Need.WRITE,
    "restore_event": Need.WRITE,
    "retract_event": Need.WRITE,
    "split_event": Need.WRITE,
    # The text is gone for good.
    "delete_article": Need.ADMIN,
}

# What is no operation: the page, its files, the reference. They hold nothing of the store.
PAGES = re.compile(r"/|/docs|/openapi\.json|/(?:static|embed|problems)/.*")
_UNCOUNTED = re.compile(r"/healthz|/readyz|/static/.*")
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# A client that still sends would see a reset instead of the refusal; so much, for so long, is read and thrown away.
_MOST_DISCARDED = 4_000_000
_DISCARD_SECONDS = 5.0


class Gate:
    """Lets through who may: by key, by the token of a timeline, or because it is this machine and there are no keys.

    Args:
        operations: their ids, by path and method (`operations.Operations`).
    """

    def __init__(
        self, app: ASGIApp, settings: Settings, keyring: Keyring, operations: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.app = app
        self._settings = settings
        self._keyring = keyring
        self._routes = _routes(operations)
        self._by_key = Buckets(settings.rate_per_key)
        self._by_address = Buckets(settings.rate_per_address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            await self._admit(scope, headers)
        except Problem as problem:
            await _read_the_rest(headers, receive)
            refused = answer(problem, scope["path"], {"Cache-Control": "no-store", **_challenge(problem, headers)})
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def need(self, method: str, path: str) -> tuple[Need, str | None]:
        """What a request asks of its sender, and the route as the document writes it, where it is an operation."""
        if PAGES.fullmatch(path):
            return Need.PUBLIC, None
        route = next((route for route in self._routes if route.pattern.fullmatch(path)), None)
        if route is None:
            # That there is nothing here is said to whoever may read; that it does not take the method, too.
            return Need.READ, None
        # HEAD is GET without the body.
        return route.needs.get("GET" if method == "HEAD" else method, Need.READ), route.template

    async def _admit(self, scope: Scope, headers: Headers) -> None:
        host = senders.host(headers)
        if self._settings.hosts and not any(senders.matches(host, each) for each in self._settings.hosts):
            raise UnknownHost("The service does not go by this name. DATELINE_ALLOWED_HOSTS lists those it goes by.")
        need, route = self.need(scope["method"], scope["path"])
        scope.setdefault("state", {})["route"] = route
        if need is Need.PUBLIC:
            if not _UNCOUNTED.fullmatch(scope["path"]):
                _count(self._by_address, senders.name(scope))
            return
        given = headers.getlist("authorization")
        # Where anyone may do anything, a store that is away keeps nobody from what needs none.
        ring = await self._keyring.today() if given or self._settings.anonymous != "everything" else NO_KEYS
        if given and (ring.keys or self._settings.anonymous == "nothing"):
            self._admit_holder(scope, need, self._holder(scope, given, ring))
        else:
            self._admit_anonymous(scope, headers, need, ring)

    def _holder(self, scope: Scope, given: list[str], ring: Ring) -> Known:
        kind, _, key = given[0].partition(" ")
        known = ring.find(key.strip()) if kind.lower() == "bearer" and len(given) == 1 else None
        if known is None:
            _count(self._by_address, senders.name(scope))
            raise Unauthorized(
                "This is no key of this service, or it was revoked. Send Authorization: Bearer <key> with one that "
                "dateline keys create has shown."
            )
        if known.expired(datetime.now(UTC)):
            _count(self._by_address, senders.name(scope))
            raise Unauthorized("This key has expired; dateline keys create makes another.")
        return known

    def _admit_holder(self, scope: Scope, need: Need, known: Known) -> None:
        scope["state"]["key"] = known.id
        scope["state"]["may_write"] = known.scope.includes(KeyScope.WRITE)
        self._keyring.used(known)
        _count(self._by_key, known.id)
        if not known.scope.includes(need.scope):
            raise Forbidden(
                f"This needs a key with the scope {need.scope}, and this one has {known.scope}: "
                f"dateline keys create --scope {need.scope} makes one.",
                needs=need.scope.value,
                has=known.scope.value,
            )

    def _admit_anonymous(self, scope: Scope, headers: Headers, need: Need, ring: Ring) -> None:
        at_home = self._settings.anonymous in ("local", "read") and not ring.keys and senders.is_local(scope, headers)
        scope["state"]["may_write"] = at_home or self._settings.anonymous == "everything"
        if not at_home:
            _count(self._by_address, senders.name(scope))
        if need is Need.TIMELINE and "token" in parse_qs(scope["query_string"].decode("latin-1"), True):
            # Whether it is the one of this timeline is for the operation to say.
            return
        if at_home:
            self._check_name(scope, headers)
        elif not self._is_open(need):
            raise Unauthorized(
                "This needs a key: Authorization: Bearer <key>. dateline keys create makes one."
                if ring.keys or self._settings.anonymous == "nothing"
                else "Without keys the service answers only the machine it runs on. dateline keys create makes one: "
                "Authorization: Bearer <key>."
            )
        if scope["method"] in _CHANGING and self._is_foreign(headers):
            raise ForeignOrigin(
                "A page of another origin may not change anything here without a key; DATELINE_CORS_ORIGINS lists "
                "those that may."
            )

    def _is_open(self, need: Need) -> bool:
        if self._settings.anonymous == "read":
            return need.scope is KeyScope.READ
        return self._settings.anonymous == "everything"

    def _check_name(self, scope: Scope, headers: Headers) -> None:
        """Refuse a name that anybody could have given to this machine, to let a page in a browser here in."""
        host = senders.host(headers)
        if not self._settings.hosts and senders.address(scope) is not None and not senders.is_this_machine(host):
            raise UnknownHost(
                f"Without keys the service answers this machine only, and {host[:100]!r} is not a name that only this "
                "machine has. Use localhost, make a key (dateline keys create), or set DATELINE_ALLOWED_HOSTS."
            )

    def _is_foreign(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        allowed = self._settings.origins
        if origin is None or "*" in allowed or origin in allowed:
            return False
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def may_write(request: Request) -> bool:
    """Whether whoever sent this request may change things, and so be shown what opens them."""
    # What needs no key is told to everybody alike.
    return bool(request.scope["state"].get("may_write"))


@dataclass(frozen=True, slots=True)
class _Route:
    """A path of the document, and what each of its methods needs."""

    template: str
    pattern: re.Pattern[str]
    needs: Mapping[str, Need]


def _routes(paths: Mapping[str, Mapping[str, str]]) -> list[_Route]:
    """Every documented path, in the order of the routes."""
    return [
        _Route(
            template,
            re.compile(re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(template))),
            {method: NEEDS.get(operation, Need.ADMIN) for method, operation in operations.items()},
        )
        for template, operations in paths.items()
    ]


def _count(buckets: Buckets, sender: str) -> None:
    wait = buckets.wait_seconds(sender)
    if wait:
        raise TooManyRequests(f"Too many requests; go on in {wait} s.", retry_after=wait)


def _challenge(problem: Problem, headers: Headers) -> dict[str, str]:
    """What the answer says in headers: how to be let in, or when to come back."""
    if isinstance(problem, TooManyRequests):
        return {"Retry-After": str(problem.members["retry_after"])}
    if isinstance(problem, Forbidden):
        scope = problem.members["needs"]
        return {"WWW-Authenticate": f'Bearer realm="dateline", error="insufficient_scope", scope="{scope}"'}
    if isinstance(problem, Unauthorized):
        wrong = ', error="invalid_token"' if "authorization" in headers else ""
        return {"WWW-Authenticate": f'Bearer realm="dateline"{wrong}'}
    return {}


async def _read_the_rest(headers: Headers, receive: Receive) -> None:
    """Read a body that is not wanted, where it has an end that is near."""
    declared = headers.get("content-length", "")
    if declared.isdigit() and 0 < int(declared) <= _MOST_DISCARDED:
        with anyio.move_on_after(_DISCARD_SECONDS):
            await discard(receive)
