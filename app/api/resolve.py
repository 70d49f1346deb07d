"""One phrase against one anchor: what `POST /v1/resolutions` and `dateline resolve` both call."""

from __future__ import annotations

from typing import Any

from app.api import context as given
from app.timex.context import Context, Tense
from app.timex.when import as_document

_FIRST = "en"


def resolve(
    text: str,
    anchor: str,
    *,
    timezone: str | None = None,
    language: str | None = None,
    country: str | None = None,
    tense: str | None = None,
) -> dict[str, Any]:
    """Every date in a phrase, in its order, as `{"items": [When]}`.

    Args:
        anchor: a civil date or an RFC 3339 instant; an instant is told in `timezone`, else in its own offset.
        language: without one, English is tried first and then every other grammar, until one finds a date.

    Raises:
        ValueError: the anchor has no civil time in the years 1 to 9999.
    """
    from app.timex import lang
    from app.timex.phrases import phrases

    dct = given.anchor(anchor, timezone)
    languages = [language] if language else [_FIRST, *sorted(lang.languages() - {_FIRST})]
    for code in languages:
        context = Context(
            dct=dct, language=code, country=country, timezone=timezone, tense=Tense(tense) if tense else None
        )
        found = phrases(text, context)
        if found:
            return {"items": [as_document(phrase.when) for phrase in found]}
    return {"items": []}
