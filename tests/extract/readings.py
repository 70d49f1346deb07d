"""Articles read in one line, and what they tell as rows that a table can hold."""

from app.extract.article import Article, Extraction, Statement
from app.extract.extractor import extract
from app.timex.context import Genre

RECEIVED = "2022-04-01T09:00:00Z"
DAY = "2022-03-22"  # a Tuesday, on which every test article is published unless it says otherwise


def read(
    text: str, *, title: str | None = None, published_at: str | None = DAY, language: str | None = "en",
    genre: Genre = Genre.NEWS, timezone: str | None = None,
) -> Extraction:  # fmt: skip
    return extract(
        Article(
            RECEIVED,
            text=text,
            title=title,
            published_at=published_at,
            language=language,
            genre=genre,
            timezone=timezone,
        )
    )


def date_of(statement: Statement) -> str:
    """Its EDTF, or how it lacks one."""
    return statement.when.edtf or "undated"


def titles(extraction: Extraction) -> list[str]:
    return [statement.title for statement in extraction.statements]
