"""Where a request comes from, and by which name it addresses the service."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

_THIS_MACHINE = frozenset({"localhost", "localhost.localdomain", "127.0.0.1", "::1"})
# What a proxy adds. uvicorn has put the client's own address in the place of a proxy's on this machine already.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
# Whoever has one address of version 6 has as many as this.
_NETWORK_BITS = 64


def address(scope: Scope) -> IPv4Address | IPv6Address | None:
    """The address of the client; None where it has none, on a socket of the file system or inside this process."""
    try:
        found = ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def is_local(scope: Scope, headers: Headers) -> bool:
    """Whether the client is on this machine, as far as can be known: a proxy here may speak for anyone."""
    found = address(scope)
    if found is None:
        return not any(name in headers for name in _FORWARDED)
    return found.is_loopback


def name(scope: Scope) -> str:
    """Who is counted as one sender without a key."""
    found = address(scope)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, _NETWORK_BITS), strict=False))
    return str(found)


def host(headers: Headers) -> str:
    """The name in `Host`, without port and brackets, in small letters."""
    given = headers.get("host", "").lower()
    if given.startswith("["):
        return given[1:].partition("]")[0]
    return given.rpartition(":")[0] if ":" in given else given


def is_this_machine(host: str) -> bool:
    """Whether only this machine goes by that name; any other may have been pointed here by somebody else's DNS."""
    return host in _THIS_MACHINE or host.endswith(".localhost")


def matches(host: str, allowed: str) -> bool:
    """Whether a name is the allowed one, or lies below it where that begins with `*.`; `*` is any."""
    if allowed == "*":
        return True
    return host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed.strip("[]")
