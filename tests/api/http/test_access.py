"""Who may: every operation under every kind of caller, and what a stranger can try."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api.http import keyring
from app.api.http.access import NEEDS, PAGES, Gate, Need
from app.api.http.limits import Buckets
from app.db import Database
from app.main import create_app
from app.settings import Settings
from app.timeline import keys
from app.timeline.models import Scope
from tests.api.conftest import BRIDGE

NOW = datetime.now(UTC)
STRANGER = ("203.0.113.7", 4000)
HERE = ("127.0.0.1", 4000)
_ID = "0" * 32


def settings(url: str, **changed: Any) -> Settings:
    return Settings(database_url=url, database_pool_size=5, log_level="error", **changed)


def key(url: str, scope: Scope, **options: Any) -> str:
    store = Database(url)
    with store.write() as session:
        _, made = keys.create(session, f"for {scope}", scope, now=NOW, **options)
    store.close()
    return made


def bearer(made: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {made}"}


def client_of(
    url: str, peer: tuple[str, int] = STRANGER, base_url: str = "http://news.test", **changed: Any
) -> TestClient:
    return TestClient(create_app(settings(url, **changed)), base_url, raise_server_exceptions=False, client=peer)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes about keys is known at once, and not within a second."""
    monkeypatch.setattr(keyring, "_FRESH_SECONDS", -1.0)


def refused(answer: Any) -> tuple[int, str]:
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["status"], bool(problem["detail"])) == (answer.status_code, True)
    return answer.status_code, problem["type"].rpartition("/")[2]


def _requests(app: FastAPI) -> Iterator[tuple[str, str, str]]:
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            filled = re.sub(r"\{\w+_id\}", _ID, path.replace("{slug}", "port-elm"))
            assert "{" not in filled
            yield operation["operationId"], method.upper(), filled
            if method == "get":
                yield operation["operationId"], "HEAD", filled


def test_every_operation_says_what_it_needs(reader: TestClient) -> None:
    app: Any = reader.app
    operations = {name: (method, path) for name, method, path in _requests(app) if method != "HEAD"}
    assert NEEDS.keys() == operations.keys()
    for name, (method, _) in operations.items():
        # What changes something is never open to who may only read; reading without storing is a POST too.
        if method != "GET" and name not in ("extract", "resolve"):
            assert NEEDS[name] in (Need.WRITE, Need.ADMIN), name
    described = app.openapi()
    for path in described["paths"].values():
        for operation in path.values():
            need = NEEDS[operation["operationId"]]
            assert (operation["security"] == []) == (need is Need.PUBLIC)
            assert need is Need.PUBLIC or f"scope `{need.scope}`" in operation["description"]
    assert described["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_what_is_no_operation_is_a_page(reader: TestClient) -> None:
    """An address that is not in the document needs no key only if it is one of the pages."""
    documented = {path for _, _, path in _requests(reader.app)}  # type: ignore[arg-type]

    def paths(routes: Any) -> Iterator[str]:
        for route in routes:
            inner = getattr(route, "original_router", None)
            if inner is not None:
                yield from paths(inner.routes)
            elif getattr(route, "include_in_schema", None) is False or not hasattr(route, "operation_id"):
                yield route.path if hasattr(route, "methods") else f"{route.path}/x"

    found = set(paths(reader.app.routes))  # type: ignore[attr-defined]
    assert {"/", "/docs", "/static/x"} <= found
    assert [path for path in found if not PAGES.fullmatch(path)] == []
    assert [path for path in documented if PAGES.fullmatch(path)] == []


def test_every_operation_under_every_key(database_url: str) -> None:
    """The matrix: no key, a wrong one, one of each scope, one that is revoked, one that has expired."""
    made = {scope: key(database_url, scope) for scope in Scope}
    old = key(database_url, Scope.ADMIN, expires_at=NOW - timedelta(seconds=1))
    gone = key(database_url, Scope.ADMIN)
    store = Database(database_url)
    with store.write() as session:
        keys.revoke(session, gone.split("_")[1], now=NOW)
    store.close()
    wrong = made[Scope.ADMIN][:-1] + ("A" if made[Scope.ADMIN][-1] != "A" else "B")
    with client_of(database_url, rate_per_address=0) as client:
        asked = 0
        for name, method, plain in _requests(client.app):  # type: ignore[arg-type]
            # Let in, the stream never ends; a wrong cursor ends it.
            path = plain + "?cursor=x" if name == "get_change_stream" else plain
            need = NEEDS[name]

            def ask(made: str | None, method: str = method, path: str = path) -> Any:
                return client.request(method, path, headers=bearer(made) if made else {}, content=b"{" * 50)

            for each in (None, wrong, old, gone):
                answer = ask(each)
                asked += 1
                if need is Need.PUBLIC:
                    assert answer.status_code not in (401, 403), name
                elif method == "HEAD":
                    assert (answer.status_code, answer.content) == (401, b""), name
                else:
                    assert refused(answer) == (401, "unauthorized"), (name, each)
                    assert answer.headers["www-authenticate"].startswith("Bearer")
                    assert "dateline keys create" in answer.json()["detail"]
            for scope, each in made.items():
                answer = ask(each)
                asked += 1
                if need is Need.PUBLIC or scope.includes(need.scope):
                    assert answer.status_code not in (401, 403), (name, scope, answer.text)
                else:
                    assert refused(answer) == (403, "forbidden"), (name, scope)
                    assert (answer.json()["needs"], answer.json()["has"]) == (need.scope, scope)
        reads = sum(method == "HEAD" for _, method, _ in _requests(client.app))  # type: ignore[arg-type]
        assert asked == 7 * (len(NEEDS) + reads)
        for path in ("/", "/docs", "/openapi.json", "/static/viewer.js", "/embed/x", "/problems/unauthorized"):
            assert client.get(path).status_code == 200, path
        # An address that leads nowhere is told to nobody without a key.
        assert refused(client.get("/v1/nothing")) == (401, "unauthorized")
        assert client.get("/v1/nothing", headers=bearer(made[Scope.READ])).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "//v1/events",
        "/v1//events",
        "/V1/events",
        "/v1/events/",
        "/v1/./events",
        "/v1/events%2f",
        "/static/../v1/events",
        "/v1/events\n",
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_other_spelling_of_an_address_gets_round_the_gate(database_url: str, path: str) -> None:
    """An address that only looks like one of ours is refused, or leads nowhere."""
    key(database_url, Scope.READ)
    with client_of(database_url) as client:
        answer = client.get(path.replace("\n", "%0A"))
        assert answer.status_code in (401, 404), answer.text
        assert "items" not in answer.text


@pytest.mark.parametrize("sent", [
    [("Authorization", "Basic {}")], [("Authorization", "{}")], [("Authorization", "Bearer")],
    [("Authorization", "Bearer {}x")],
    [("Authorization", "Bearer {}"), ("Authorization", "Bearer {}")], [("X-Api-Key", "{}")], [("Cookie", "key={}")],
    [("Authorization", "Bearer {},{}")], [("Authorization", "Bearer " + "é" * 80)],
    [("Authorization", "Bearer " + "x" * 20_000)],
])  # fmt: skip
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_key_is_taken_in_one_form_only(database_url: str, sent: list[tuple[str, str]]) -> None:
    made = key(database_url, Scope.ADMIN)
    with client_of(database_url) as client:
        assert client.get("/v1/events", headers={"Authorization": f"bEaReR  {made} "}).status_code == 200
        given = [(name.encode(), value.replace("{}", made).encode("latin-1")) for name, value in sent]
        assert refused(client.get("/v1/events", headers=given)) == (401, "unauthorized")
        assert refused(client.get(f"/v1/events?key={made}")) == (401, "unauthorized")


def test_ten_thousand_keys_that_are_nearly_right(database_url: str) -> None:
    """One character changed, left out, put in or moved; parts of two keys; the digest instead of the key."""
    one, other = key(database_url, Scope.ADMIN), key(database_url, Scope.READ)
    store = Database(database_url)
    with store.read() as session:
        ring = keys.ring(session)
        digests = [row.digest for row in keys.every(session)]
    store.close()
    assert (ring.find(one), ring.find(other)) == (ring.keys[one.split("_")[1]], ring.keys[other.split("_")[1]])
    chance = random.Random(7)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ \0é"
    tried = 0
    for _ in range(10_000):
        at, letter = chance.randrange(len(one)), chance.choice(letters)
        spoiled = chance.choice([
            one[:at] + letter + one[at + 1 :],
            one[:at] + one[at + 1 :],
            one[:at] + letter + one[at:],
            one[: at or 1] + other[at or 1 :],
            one[:at],
            one.swapcase(),
            "_".join(["dl", one.split("_")[1], chance.choice(digests)]),
        ])  # fmt: skip
        if spoiled not in (one, other):
            tried += 1
            assert ring.find(spoiled) is None, spoiled
    assert tried > 9_500


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_in_the_store_is_a_key(database_url: str) -> None:
    made = key(database_url, Scope.ADMIN)
    content = Path(database_url.removeprefix("sqlite:///")).read_bytes()
    wal = Path(database_url.removeprefix("sqlite:///") + "-wal")
    content += wal.read_bytes() if wal.exists() else b""
    assert made.split("_")[1].encode() in content
    assert made.split("_", 2)[2].encode() not in content


def test_a_key_comes_goes_and_is_remembered(database_url: str, at_once: None, caplog: Any, capsys: Any) -> None:
    with client_of(database_url, HERE, "http://localhost") as client:
        assert client.get("/v1/events").status_code == 200
        made = key(database_url, Scope.READ)
        # With the first key, this machine needs one too.
        assert refused(client.get("/v1/events")) == (401, "unauthorized")
        assert client.get("/v1/events", headers=bearer(made)).status_code == 200
    store = Database(database_url)
    with store.write() as session:
        (row,) = keys.every(session)
        assert row.used_at
        assert abs(row.used_at - datetime.now(UTC)) < timedelta(minutes=1)
        keys.revoke(session, row.id, now=NOW)
    with client_of(database_url, HERE, "http://localhost") as client:
        # There are keys no longer; whoever had one is refused by name only where there are others.
        assert client.get("/v1/events").status_code == 200
    store.close()
    assert made not in capsys.readouterr().err


def test_the_log_names_the_key_and_never_shows_it(database_url: str, capsys: Any) -> None:
    made = key(database_url, Scope.READ)
    with TestClient(create_app(Settings(database_url=database_url)), client=STRANGER) as client:
        client.get("/v1/events", headers=bearer(made))
        client.get("/v1/events", headers=bearer(made + "x"))
    err = capsys.readouterr().err
    good, bad = [line for line in map(json.loads, err.splitlines()) if line["event"] == "request"]
    assert (good["key"], good["status"]) == (made.split("_")[1], 200)
    assert ("key" in bad, bad["status"]) == (False, 401)
    assert made.split("_", 2)[2] not in err


# ── Without a key ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("peer", "forwarded", "host", "expected"),
    [
        (HERE, {}, "localhost:8000", 200),
        (HERE, {}, "127.0.0.1", 200),
        (("::1", 5), {}, "[::1]:8000", 200),
        (("::ffff:127.0.0.1", 5), {}, "localhost", 200),
        (HERE, {}, "dateline.localhost", 200),
        # Somebody's DNS name points here: a page in a browser on this machine asks.
        (HERE, {}, "evil.test", 421),
        (HERE, {}, "localhost.evil.test", 421),
        (HERE, {}, "127.0.0.1.evil.test", 421),
        (STRANGER, {}, "localhost", 401),
        (("10.0.0.2", 5), {}, "localhost", 401),
        (("2001:db8::1", 5), {}, "localhost", 401),
        # A socket of the file system, straight and through a proxy.
        (("", 0), {}, "anything", 200),
        (("", 0), {"X-Forwarded-For": "203.0.113.7"}, "anything", 401),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_keys_only_this_machine(
    database_url: str, peer: tuple[str, int], forwarded: dict[str, str], host: str, expected: int
) -> None:
    with client_of(database_url, peer) as client:
        assert client.get("/v1/events", headers={"Host": host, **forwarded}).status_code == expected
        assert client.get("/healthz", headers={"Host": host, **forwarded}).status_code == 200


@pytest.mark.parametrize(
    ("anonymous", "peer", "reads", "writes"),
    [
        ("local", HERE, 200, 201), ("local", STRANGER, 401, 401),
        ("read", HERE, 200, 201), ("read", STRANGER, 200, 401),
        ("nothing", HERE, 401, 401), ("nothing", STRANGER, 401, 401),
        ("everything", HERE, 200, 201), ("everything", STRANGER, 200, 201),
    ],
)  # fmt: skip
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_strangers_may_is_a_setting(
    database_url: str, anonymous: str, peer: tuple[str, int], reads: int, writes: int
) -> None:
    with client_of(database_url, peer, "http://localhost", anonymous=anonymous) as client:
        assert client.get("/v1/events").status_code == reads
        assert client.post("/v1/articles", json=BRIDGE).status_code == writes
        made = key(database_url, Scope.READ)
    with client_of(database_url, peer, "http://localhost", anonymous=anonymous) as client:
        assert client.get("/v1/events", headers=bearer(made)).status_code == 200
        # A key is good for what it is for, even where nobody needs one.
        assert refused(client.post("/v1/articles", json=BRIDGE, headers=bearer(made))) == (403, "forbidden")


@pytest.mark.parametrize(
    ("origin", "cors", "expected"),
    [
        (None, "", 201),
        ("http://localhost:8000", "", 201),
        ("https://evil.test", "", 403),
        ("null", "", 403),
        ("http://localhost:9000", "", 403),
        ("https://news.test", "https://news.test", 201),
        ("https://evil.test", "https://news.test", 403),
        ("https://evil.test", "*", 201),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_foreign_page_changes_nothing_without_a_key(database_url: str, origin: str, cors: str, expected: int) -> None:
    headers = {"Host": "localhost:8000", **({"Origin": origin} if origin else {})}
    with client_of(database_url, HERE, cors_origins=cors) as client:
        answer = client.post("/v1/articles", json=BRIDGE, headers=headers)
        assert answer.status_code == expected
        shared = answer.headers.get("access-control-allow-origin")
        assert shared == ({"*": "*"}.get(cors, origin) if cors and expected == 201 and origin else None)


def test_across_origins_by_setting_only(database_url: str) -> None:
    made = key(database_url, Scope.READ)
    asked = {"Origin": "https://news.test", "Access-Control-Request-Method": "GET",
             "Access-Control-Request-Headers": "authorization"}  # fmt: skip
    with client_of(database_url) as client:
        assert "access-control-allow-origin" not in client.options("/v1/events", headers=asked).headers
    with client_of(database_url, cors_origins="https://news.test") as client:
        before = client.options("/v1/events", headers=asked)
        assert (before.status_code, before.headers["access-control-allow-origin"]) == (200, "https://news.test")
        assert "authorization" in before.headers["access-control-allow-headers"].lower()
        answer = client.get("/v1/events", headers={"Origin": "https://news.test", **bearer(made)})
        assert answer.headers["access-control-allow-origin"] == "https://news.test"
        assert "ETag" in answer.headers["access-control-expose-headers"]
        # A refusal can be read by the page too, or it would not know what to do.
        answer = client.get("/v1/events", headers={"Origin": "https://news.test"})
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (401, "https://news.test")


@pytest.mark.parametrize(
    ("allowed", "host", "expected"),
    [
        ("news.test", "news.test:8443", 200), ("news.test", "NEWS.test", 200), ("news.test", "other.test", 421),
        ("*.news.test", "a.news.test", 200), ("*.news.test", "news.test", 421), ("*.news.test", "evilnews.test", 421),
        ("a.test, b.test", "b.test", 200), ("[::1]", "[::1]:80", 200), ("news.test", "", 421),
    ],
)  # fmt: skip
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_names_of_the_service(database_url: str, allowed: str, host: str, expected: int) -> None:
    with client_of(database_url, allowed_hosts=allowed, anonymous="read") as client:
        answer = client.get("/v1/events", headers={"Host": host})
        assert answer.status_code == expected
        if expected == 421:
            assert refused(answer) == (421, "unknown-host")


# ── Timelines by their tokens ────────────────────────────────────────────────────────────────────────────────────


def test_a_token_reads_its_timeline_and_nothing_else(database_url: str) -> None:
    admin = bearer(key(database_url, Scope.ADMIN))
    with client_of(database_url, rate_per_address=0) as client:
        sent = client.post("/v1/articles", json=BRIDGE, headers=admin)
        assert sent.status_code == 201
        one, other = (
            client.post("/v1/timelines", json={"title": title}, headers=admin).json() for title in ("One", "Other")
        )
        token = one["token"]
        for path in ("/v1/timelines/one/events", "/v1/timelines/one/key-dates", "/v1/timelines/one/changes"):
            assert client.get(path, params={"token": token}).status_code == 200
            for wrong in ("", token[:-1], other["token"], token.swapcase(), "x" * 64):
                answer = client.get(path, params={"token": wrong})
                assert refused(answer) == (404, "not-found")
            # Names of timelines are nothing for strangers either.
            gone = client.get(path.replace("one", "none"), params={"token": "x"}).json()
            assert gone["detail"] == client.get(path, params={"token": "x"}).json()["detail"]
            assert refused(client.get(path)) == (401, "unauthorized")
        assert client.get("/v1/timelines/one/events", params={"token": token, "format": "csv"}).status_code == 200
        page = client.get("/v1/timelines/one/events", params={"token": token, "limit": 1})
        assert client.get(page.headers["link"].partition(">")[0].lstrip("<")).status_code == 200
        event = page.json()["items"][0]["id"]
        for name, method, path in _requests(client.app):  # type: ignore[arg-type]
            if NEEDS[name] not in (Need.PUBLIC, Need.TIMELINE) and method != "HEAD":
                answer = client.request(method, path.replace(_ID, event), params={"token": token})
                assert refused(answer) == (401, "unauthorized"), name
                answer = client.request(method, path.replace(_ID, event), headers=bearer(token))
                assert refused(answer) == (401, "unauthorized"), name
        assert refused(client.patch("/v1/timelines/one/events", params={"token": token})) == (401, "unauthorized")


def test_a_token_is_shown_to_those_who_may_write(database_url: str) -> None:
    reads, writes = (bearer(key(database_url, scope)) for scope in (Scope.READ, Scope.WRITE))
    with client_of(database_url) as client:
        token = client.post("/v1/timelines", json={"title": "One"}, headers=writes).json()["token"]
        shown = client.get("/v1/timelines/one", headers=writes)
        assert shown.json()["token"] == token
        for path in ("/v1/timelines/one", "/v1/timelines", "/v1/timelines?limit=1"):
            answer = client.get(path, headers={**reads, "If-None-Match": shown.headers["etag"]})
            assert answer.status_code == 200
            assert token not in answer.text
            assert token in client.get(path, headers=writes).text
    with client_of(database_url, anonymous="read") as client:
        assert client.get("/v1/timelines/one").json()["token"] is None


# ── So much and no more ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(60, clock=lambda: now[0])
    assert [buckets.wait_seconds("a") for _ in range(15)] == [0] * 15
    assert (buckets.wait_seconds("a"), buckets.wait_seconds("b")) == (1, 0)
    now[0] = 1.0
    assert (buckets.wait_seconds("a"), buckets.wait_seconds("a")) == (0, 1)
    now[0] = 1e6
    assert [buckets.wait_seconds("a") for _ in range(16)] == [0] * 15 + [1]
    assert Buckets(1, clock=lambda: 0.0).wait_seconds("a") == 0
    assert all(Buckets(0).wait_seconds("a") == 0 for _ in range(1000))
    for sender in range(20_000):
        buckets.wait_seconds(str(sender))
    assert len(buckets._buckets) == 10_000


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_asks_too_often_waits(database_url: str) -> None:
    one, other = key(database_url, Scope.READ), key(database_url, Scope.READ)
    with client_of(database_url, rate_per_key=40, rate_per_address=20) as client:
        answers = [client.get("/v1/sources", headers=bearer(one)) for _ in range(11)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429]
        assert refused(answers[-1]) == (429, "too-many-requests")
        assert 1 <= int(answers[-1].headers["retry-after"]) == answers[-1].json()["retry_after"] <= 2
        assert client.get("/v1/sources", headers=bearer(other)).status_code == 200
        # Without a key it is the address that is counted; guessing keys is no way round, and health is always told.
        assert [client.get("/v1/sources", headers=bearer("dl_x_y")).status_code for _ in range(6)] == [401] * 5 + [429]
        assert client.get("/docs").status_code == 429
        assert {client.get(path).status_code for path in ("/healthz", "/readyz", "/static/viewer.js")} == {200}
        assert client.get("/v1/sources", headers=bearer(other)).status_code == 200


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_this_machine_is_not_counted(database_url: str) -> None:
    with client_of(database_url, HERE, "http://localhost", rate_per_address=4) as client:
        assert {client.get("/v1/sources").status_code for _ in range(20)} == {200}


def test_addresses_of_one_network_are_one_sender(reader: TestClient) -> None:
    from app.api.http import senders

    told = [senders.name({"client": (address, 1)}) for address in ("2001:db8::1", "2001:db8::ffff:2", "2001:db9::1")]
    assert told[0] == told[1] != told[2]
    assert senders.name({"client": ("192.0.2.1", 1)}) != senders.name({"client": ("192.0.2.2", 1)})


# ── What browsers are told ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [
    "/", "/docs", "/embed/x", "/v1/events", "/v1/events?format=csv", "/v1/events?x=1", "/none", "/static/viewer.js",
    "/healthz", "/openapi.json", "/problems/forbidden",
])  # fmt: skip
def test_every_answer_is_guarded(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert policy["frame-ancestors"] == ("*" if path.startswith("/embed") else "'none'")


@pytest.mark.parametrize("path", ["/", "/docs", "/v1/version", "/v1/events", "/static/viewer.js"])
def test_not_modified_leaves_the_policy_of_what_is_kept(reader: TestClient, path: str) -> None:
    """A browser would take a policy from it for the page that it has, which then ran no script any more."""
    first = reader.get(path)
    assert "content-security-policy" in first.headers
    again = reader.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("*", "*"),
        ("none", "'none'"),
        ("", "'none'"),
        ("https://a.test, https://b.test:8443", "https://a.test https://b.test:8443"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_may_frame_is_a_setting(database_url: str, given: str, told: str) -> None:
    with TestClient(create_app(settings(database_url, embed_origins=given))) as client:
        assert client.get("/embed/x").headers["content-security-policy"].endswith(f"frame-ancestors {told}")
        assert client.get("/").headers["content-security-policy"].endswith("frame-ancestors 'none'")


@pytest.mark.parametrize(
    "given", ["news.test", "https://a.test; script-src *", "https://a.test\r\nX: y", "javascript:x"]
)
def test_a_list_of_origins_holds_origins(given: str) -> None:
    for name in ("cors_origins", "embed_origins"):
        with pytest.raises(ValueError, match="is not an origin"):
            Settings(**{name: given})  # type: ignore[arg-type]


def test_a_gate_without_operations_is_shut_for_strangers(database_url: str) -> None:
    """An operation that nobody put into the table is for admins alone."""
    app = create_app(settings(database_url))
    gate = Gate(app, settings(database_url), None, {"/v1/new": {"GET": "not_in_the_table"}})  # type: ignore[arg-type]
    assert gate.need("GET", "/v1/new") == (Need.ADMIN, "/v1/new")
