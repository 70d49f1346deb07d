"""Which form is sent, by `Accept` and `?format=`."""

from __future__ import annotations

import pytest
from fastapi import Request

from app.api.http.negotiate import media_type
from app.problems import NotAcceptable

OFFERED = {"json": "application/json", "ndjson": "application/x-ndjson"}


def _request(accept: str | None) -> Request:
    headers = [] if accept is None else [(b"accept", accept.encode())]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    ("accept", "asked", "name"),
    [
        (None, None, "json"),
        ("*/*", None, "json"),
        ("application/x-ndjson", None, "ndjson"),
        ("Application/X-NDJSON; charset=utf-8", None, "ndjson"),
        ("application/*", None, "json"),
        ("application/json;q=0.5, application/x-ndjson", None, "ndjson"),
        ("application/json;q=0, */*", None, "ndjson"),
        # What browsers send.
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, "json"),
        ("text/html", "ndjson", "ndjson"),
    ],
)
def test_the_best_form_is_chosen(accept: str | None, asked: str | None, name: str) -> None:
    assert media_type(_request(accept), OFFERED, asked) == name


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "*/*;q=0", "image/*", "application/json;q=x"])
def test_nothing_that_fits_is_406(accept: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        media_type(_request(accept), OFFERED, None)
    assert refused.value.members == {"supported": ["application/json", "application/x-ndjson"]}
