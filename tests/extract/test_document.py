import pytest

from app.extract.article import Article, Notice, PublishedBasis
from app.extract.document import read
from app.extract.language import language_of
from app.extract.published import civil_time, of_url
from app.timex.interval import Granularity

RECEIVED = "2022-04-01T09:00:00Z"
ADDRESS = "https://a.example/2022/01/02/x"
TEXT = "The bridge over the Skerry was closed, and the council said that it would stay so until the summer."
PAGE = """<!doctype html><html><head><title>Bridge reopens – The Islander</title>
<meta property="og:title" content="Bridge reopens">{meta}</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Bridge reopens</h1>
<p>The bridge over the Skerry reopened on Monday after two years of repairs, the mayor said at a ceremony.</p>
<p>Hundreds of people crossed it on foot. Cars may use it from Wednesday, and ships will pass under it at night.</p>
</article>
<div class="comments"><h3>Leave a Reply</h3><p>It was closed on 3 May 2021!</p></div>
<footer>© 2022 The Islander</footer></body></html>"""


def published(**given: str) -> tuple[str, PublishedBasis]:
    given.setdefault("text", TEXT)
    found = read(Article(given.pop("received_at", RECEIVED), **given)).published
    return found.value, found.basis


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"published_at": "2022-03-22", "url": ADDRESS}, ("2022-03-22", PublishedBasis.REQUEST)),
        ({"url": ADDRESS}, ("2022-01-02", PublishedBasis.URL)),
        ({"text": "KYIV, March 22 (Agency) — " + TEXT}, ("2022-03-22", PublishedBasis.DATELINE)),
        ({"text": "PORT ARDEN (March 22, 2021) - " + TEXT}, ("2021-03-22", PublishedBasis.DATELINE)),
        ({"text": "Published: 22 March 2022\n\n" + TEXT}, ("2022-03-22", PublishedBasis.DATELINE)),
        ({"text": "By A. Reporter\n\nPosted on 22 March 2022\n\n" + TEXT}, ("2022-03-22", PublishedBasis.DATELINE)),
        # before its arrival: the December of the year before
        ({"text": "KYIV, December 5 (Agency) — " + TEXT}, ("2021-12-05", PublishedBasis.DATELINE)),
        # no dateline, but an event
        ({"text": "The mayor, elected on March 22, resigned. " + TEXT}, (RECEIVED, PublishedBasis.RECEIVED)),
        # a date to come was not in the address when the page was written
        ({"url": "https://a.example/2022/09/02/x"}, (RECEIVED, PublishedBasis.RECEIVED)),
        ({}, (RECEIVED, PublishedBasis.RECEIVED)),
    ],
)  # fmt: skip
def test_where_the_publication_date_comes_from(given: dict[str, str], expected: tuple[str, PublishedBasis]) -> None:
    assert published(**given) == expected


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ('<meta property="article:published_time" content="2022-03-22T23:10:00-05:00">', "2022-03-22T23:10:00-05:00"),
        ('<meta property="article:published_time" content="2022-03-22">', "2022-03-22"),
        ('<script type="application/ld+json">{"datePublished": "2022-03-22"}</script>', "2022-03-22"),
    ],
)  # fmt: skip
def test_a_page_states_its_date(meta: str, expected: str) -> None:
    document = read(Article(RECEIVED, html=PAGE.format(meta=meta), url=ADDRESS))
    assert (document.published.value, document.published.basis) == (expected, PublishedBasis.HTML)


def test_the_main_text_of_a_page() -> None:
    document = read(Article(RECEIVED, html=PAGE.format(meta="")))
    assert document.title == "Bridge reopens"
    assert "reopened on Monday" in document.text
    assert "Wednesday" in document.text
    assert "Home" not in document.text
    assert "2021" not in document.text


@pytest.mark.parametrize(
    "html", ["<p>It rained on Monday.</p>", "<div>It rained on <b>Monday</b>.</div>", "It rained on Monday."]
)
def test_pages_too_small_for_an_article(html: str) -> None:
    assert read(Article(RECEIVED, html=html)).text == "It rained on Monday."


@pytest.mark.parametrize("html", ["", "<p></p>", "<html><body><script>x</script></body></html>"])
def test_pages_without_text(html: str) -> None:
    document = read(Article(RECEIVED, html=html))
    assert document.text == ""
    assert "no_text" in [notice.code for notice in document.warnings]


def test_a_guess_is_told() -> None:
    document = read(Article(RECEIVED, text=TEXT, url=ADDRESS, language="en"))
    assert document.warnings == (
        Notice("published_at_guessed", "The publication date 2022-01-02 was taken from the address of the page."),
    )
    assert read(Article(RECEIVED, text=TEXT, published_at="2022-03-22", language="en")).warnings == ()


MARKED = PAGE.format(meta='<meta property="article:published_time" content="2022-03-22T23:10:00-05:00">')
DATED = "<p>PORT ARDEN, {} (Agency) — The bridge"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"html": MARKED, "url": ADDRESS},
            "Published on 2022-03-22T23:10:00-05:00 by the page's markup, but its address says 2022-01-02.",
        ),
        # a feed's date is sent with the page
        (
            {"html": MARKED, "url": ADDRESS, "published_at": "2022-03-25"},
            (
                "Published on 2022-03-25 by the date that was sent, but the page's markup says"
                " 2022-03-22T23:10:00-05:00 and its address says 2022-01-02."
            ),
        ),
        (
            {"html": MARKED.replace("<p>The bridge", DATED.format("March 2, 2020"))},
            "Published on 2022-03-22T23:10:00-05:00 by the page's markup, but its dateline says 2020-03-02.",
        ),
        # one day more or less, and an update, are no conflict
        ({"html": MARKED, "published_at": "2022-03-23", "url": "https://a.example/2022/03/22/x"}, None),
        ({"html": MARKED.replace("<p>The bridge", "<p>Updated: 31 March 2022</p><p>The bridge")}, None),
        # a year that is not told is that of the publication, however late the page comes
        (
            {
                "html": MARKED.replace("<p>The bridge", DATED.format("March 22")),
                "received_at": "2026-01-01T00:00:00Z",
            },
            None,
        ),
        (
            {"text": TEXT, "published_at": "2022-03-22", "url": ADDRESS},
            "Published on 2022-03-22 by the date that was sent, but its address says 2022-01-02.",
        ),
        ({"text": TEXT}, None),
    ],
)
def test_dates_of_publication_that_conflict_are_named(given: dict[str, str], expected: str | None) -> None:
    document = read(Article(**{"received_at": RECEIVED, **given}))
    told = [notice.detail for notice in document.warnings if notice.code == "published_at_conflict"]
    assert told == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("value", "timezone", "start", "granularity"),
    [
        ("2022-03-22", None, "2022-03-22", Granularity.DAY),
        ("2022-03-22", "Pacific/Kiritimati", "2022-03-22", Granularity.DAY),
        ("2022-03-22T23:30Z", None, "2022-03-22T23:30:00", Granularity.MINUTE),
        ("2022-03-22T23:30:15.5Z", "Europe/Kyiv", "2022-03-23T01:30:15", Granularity.SECOND),
        ("2022-03-22T23:30:00-05:00", None, "2022-03-22T23:30:00", Granularity.SECOND),
        ("2022-03-22T23:30:00-05:00", "UTC", "2022-03-23T04:30:00", Granularity.SECOND),
        ("0001-01-01", None, "0001-01-01", Granularity.DAY),
    ],
)
def test_instants_become_civil_time_as_exact_as_they_are(
    value: str, timezone: str | None, start: str, granularity: Granularity
) -> None:
    from app.timex.edtf import moment_text

    period = civil_time(value, timezone)
    assert (moment_text(period.start), period.granularity) == (start, granularity)


@pytest.mark.parametrize("value", ["", "yesterday", "2022-02-30", "2022-13-01", "2022-03-22T25:00:00Z", "22.03.2022"])
def test_what_is_no_time(value: str) -> None:
    with pytest.raises(ValueError, match=r"time|instant|day"):
        civil_time(value, None)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2022/03/22/title", "2022-03-22"),
        ("https://a.example/news/2022-03-22-title", "2022-03-22"),
        ("https://a.example/world/2022/mar/22/title", "2022-03-22"),
        ("https://a.example/20220322/title", "2022-03-22"),
        ("https://a.example/2022/3/5/title", "2022-03-05"),
        ("https://a.example/2022/13/22/title", None),
        ("https://a.example/2022/03/title", None),
        ("https://a.example/id/2882015", None),
        ("https://a.example/title?date=2022-03-22", None),
    ],
)
def test_the_day_an_address_names(url: str, expected: str | None) -> None:
    assert of_url(url) == expected


@pytest.mark.parametrize("given", [{}, {"text": "a", "html": "b"}])
def test_an_article_has_text_or_html(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either text or html"):
        read(Article(RECEIVED, **given))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, ("en", True)),
        ("Die Brücke über den Fluss wurde am Montag nach zwei Jahren wieder für den Verkehr geöffnet.", ("de", True)),
        ("Le pont sur la rivière a été rouvert lundi après deux ans de travaux, a dit le maire.", ("fr", True)),
        ("El puente sobre el río se abrió el lunes después de dos años de obras, dijo el alcalde.", ("es", True)),
        ("Міст через річку відкрили в понеділок після двох років ремонту, сказав мер під час відкриття.", ("uk", True)),
        ("Il ponte sul fiume è stato riaperto lunedì dopo due anni di lavori, ha detto il sindaco.", ("it", True)),
        ("Kyiv", ("en", False)),
        ("Київ", ("uk", False)),
        ("", ("en", False)),
        ("???", ("en", False)),
    ],
)  # fmt: skip
def test_languages(text: str, expected: tuple[str, bool]) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize(
    ("language", "country", "expected"), [("en", None, None), ("uk", None, "UA"), ("de", "AT", "AT")]
)
def test_the_country_comes_from_the_language(language: str, country: str | None, expected: str | None) -> None:
    assert read(Article(RECEIVED, text=TEXT, language=language, country=country)).country == expected
