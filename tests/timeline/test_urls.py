"""One article, one address."""

from __future__ import annotations

import pytest

from app.timeline.urls import canonical_url, site_of


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example.ORG/A", "https://news.example.org/A"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a#top", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org./a?b=1&utm_source=x&fbclid=y&c=2", "https://example.org/a?b=1&c=2"),
        ("https://example.org/a?utm_campaign=x", "https://example.org/a"),
        ("https://user@example.org/a?q=", "https://example.org/a?q="),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        (" https://example.org/a ", "https://example.org/a"),
        ("https://example.org:port/a", "https://example.org:port/a"),
        ("https://[nonsense/a", "https://[nonsense/a"),
        ("no url", "no url"),
    ],
)
def test_what_changes_from_visit_to_visit_is_left_out(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.Example.org/a", "example.org"),
        ("https://m.example.org:80", "m.example.org"),
        ("https://[nonsense", None),
        ("mailto:a@b", None),
    ],
)
def test_the_site_of_an_address(url: str, site: str | None) -> None:
    assert site_of(url) == site
