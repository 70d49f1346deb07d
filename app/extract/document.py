"""What is known of an article before it is read: its text, what of it is the page's, when it was published."""

from __future__ import annotations

from dataclasses import dataclass

from app.extract import page, published
from app.extract.article import Article, Notice, PublishedBasis
from app.extract.boilerplate import boilerplate
from app.extract.language import COUNTRIES, language_of
from app.extract.published import Published, civil_time
from app.timex import edtf
from app.timex.context import Context, Genre
from app.timex.interval import Granularity

_GUESSES = {
    PublishedBasis.HTML: "the page's markup",
    PublishedBasis.URL: "the address of the page",
    PublishedBasis.DATELINE: "a dateline in the text",
    PublishedBasis.RECEIVED: "the time of arrival",
}


_SAYS = {
    PublishedBasis.REQUEST: "the date that was sent",
    PublishedBasis.HTML: "the page's markup",
    PublishedBasis.URL: "its address",
    PublishedBasis.DATELINE: "its dateline",
}


@dataclass(frozen=True, slots=True)
class Document:
    """An article ready to be read.

    Attributes:
        text: the string offsets point into, as sent, or the main text of the page.
        aside: extents of the text that belong to the page; in order.
        headline: extent of a first line that repeats the title.
    """

    title: str | None
    text: str
    language: str
    country: str | None
    timezone: str | None
    genre: Genre
    published: Published
    aside: tuple[tuple[int, int], ...]
    headline: tuple[int, int] | None
    warnings: tuple[Notice, ...]

    @property
    def context(self) -> Context:
        return Context(self.published.dct, self.language, self.genre, self.country, self.timezone)


def read(article: Article) -> Document:
    """The document behind an article.

    Raises:
        ValueError: neither or both of text and HTML are given, or a time of the article is none.
    """
    if (article.text is None) == (article.html is None):
        raise ValueError("an article has either text or html")
    text = article.text if article.text is not None else page.main_text(article.html or "")
    title = article.title
    if title is None and article.html is not None:
        title = page.title(article.html)
    warnings: list[Notice] = []
    if not text.strip():
        warnings.append(Notice("no_text", "The page has no text that could be read."))
    language = article.language
    if language is None:
        language, sure = language_of(text if len(text) > 40 else f"{title or ''}\n{text}")
        if not sure:
            warnings.append(
                Notice("language_guessed", f"The text is too short to tell its language; read as {language!r}.")
            )
    country = article.country or COUNTRIES.get(language)
    when = _published(article, text, language, country)
    if when.basis is not PublishedBasis.REQUEST:
        warnings.append(
            Notice("published_at_guessed", f"The publication date {when.value} was taken from {_GUESSES[when.basis]}.")
        )
    if conflict := _conflict(article, text, language, country, when):
        warnings.append(conflict)
    if when.dct.first_day > civil_time(article.received_at, article.timezone).first_day + 1:
        warnings.append(Notice("published_in_future", f"The publication date {when.value} lies after the arrival."))
    return Document(
        title, text, language, country, article.timezone, article.genre, when, boilerplate(text),
        _repeated_title(title, text), tuple(warnings),
    )  # fmt: skip


def _published(article: Article, text: str, language: str, country: str | None) -> Published:
    if article.published_at is not None:
        return Published(
            article.published_at, PublishedBasis.REQUEST, civil_time(article.published_at, article.timezone)
        )
    arrival = civil_time(article.received_at, article.timezone)
    day = arrival.to(Granularity.DAY)
    latest = edtf.day_text(day.n + 1)
    found: str | None = None
    basis = PublishedBasis.RECEIVED
    if article.html is not None and (found := page.published_at(article.html, latest)):
        basis = PublishedBasis.HTML
    elif article.url is not None and (found := published.of_url(article.url)) and found <= latest:
        basis = PublishedBasis.URL
    elif found := published.of_dateline(text, Context(day, language, Genre.NEWS, country, article.timezone)):
        basis = PublishedBasis.DATELINE
    else:
        found = article.received_at
    return Published(found, basis, civil_time(found, article.timezone))


def _conflict(article: Article, text: str, language: str, country: str | None, when: Published) -> Notice | None:
    """What says that the article was published on another day than is believed; a day more or less is a zone's.

    Of a text that came with its date only the address is asked: what else would be a date of the page has to be looked
    for in a page.
    """
    arrival = civil_time(article.received_at, article.timezone).to(Granularity.DAY)
    said: list[tuple[str, str | None]] = []
    if article.html is not None and when.basis is not PublishedBasis.HTML:
        said.append((_SAYS[PublishedBasis.HTML], page.published_at(article.html, edtf.day_text(arrival.n + 1))))
    if article.url is not None and when.basis is not PublishedBasis.URL:
        said.append((_SAYS[PublishedBasis.URL], published.of_url(article.url)))
    if article.html is not None and when.basis is not PublishedBasis.DATELINE:
        # A date without a year is meant for the time of publication, one with a year says it whenever that was.
        read_from = [
            published.of_dateline(text, Context(day, language, Genre.NEWS, country, article.timezone), updates=False)
            for day in (when.dct.to(Granularity.DAY), arrival)
        ]
        near = [found for found in read_from if found is not None and not _far_from(when, found)]
        said.append((_SAYS[PublishedBasis.DATELINE], next(iter(near or filter(None, read_from)), None)))
    others = [f"{source} says {value}" for source, value in said if value is not None and _far_from(when, value)]
    if not others or when.basis is PublishedBasis.RECEIVED:
        return None
    return Notice(
        "published_at_conflict", f"Published on {when.value} by {_SAYS[when.basis]}, but {' and '.join(others)}."
    )


def _far_from(when: Published, value: str) -> bool:
    return abs(civil_time(value, None).first_day - when.dct.first_day) > 1


def _repeated_title(title: str | None, text: str) -> tuple[int, int] | None:
    """Extent of the text's first line where it says what the title says."""
    if not title or not title.strip():
        return None
    start = len(text) - len(text.lstrip())
    end = min((at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0), default=len(text))
    if end - start > 2 * len(title) + 20 or _plain(text[start:end]) != _plain(title):
        return None
    return start, end


def _plain(line: str) -> str:
    return "".join(letter for letter in line.casefold() if letter.isalnum())
