"""Lines beside an article's prose that tell of pictures, writers or the page itself: no events are read in them."""

from __future__ import annotations

import re

_NAME = r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][\w.’'-]*"
_PICTURE = (
    r"(?:Photo(?:graph)?s?|Pictures?|Images?|Pic|Illustration|Video|Credit|Courtesy|Foto|Fotos|Bild|Grafik|Imagen|"
    r"Фото|Ілюстрація)"
)
# Names and what stands between them; "Photograph: Ida Carrow/AFP Divers raised …" goes on with the text.
_MAKER = rf"{_NAME}(?:(?:\s?[/,&|-]\s?|\s(?:and|of|for|the|via|von|de|und|et|y)\s|\s){_NAME}){{0,8}}"
# At the end of a caption: "(Photo by Ida Carrow/Kelding Pictures)", "Photograph: Ida Carrow", "Ida Carrow / Agency".
_CREDITED = re.compile(
    rf"(?:\A|[.!?…”\"’»)\]]\s+|[(\[–—|]\s?){_PICTURE}(?: credits?| courtesy(?: of)?| by| von| de| par)?"
    rf"(?:\s?[:/]|(?<= by)|(?<= of)|(?<= von)|(?<= de)|(?<= par)) ?{_MAKER}[)\].]*\Z"
    r"|[(\[](?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty)[ /](?:Photo|Images?|File|/)?[^()\n]{0,60}[)\]]\s*\Z"
    rf"|{_NAME}(?: {_NAME}){{0,3}}\s?/\s?(?:Getty(?: Images)?|AFP|AP|EPA|PA|Reuters|REUTERS|Bloomberg|Shutterstock)"
    r"(?: [\w ]{0,20})?[)\].]*\Z"
)
_CAPTION = re.compile(
    r"(?:(?:Image|Media|Photo|Picture|Video) (?:caption|source|copyright|credit)|File (?:photo|picture|image)"
    r"|Pictured)\b"
)
# "This article was amended on …": of a text that speaks of itself.
_OF_ITSELF = re.compile(
    r"(?:\A|[:.] )(?:This|The following) (?:article|story|post|piece|page|column|blog|transcript|dispatch|version)\b"
    r".{0,60}?\b(?:published|amended|updated|corrected|edited|appeared|posted|republished|written|syndicated|revised)\b"
)
_SIGNED = re.compile(rf"(?:The )?(?:{_NAME},? ){{2,7}}reports?(?: live)? (?:from|for) (?:the )?{_NAME}")
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 120
_MARKS = (
    "/",
    "hoto",
    "Pic",
    "mage",
    "llustration",
    "ideo",
    "redit",
    "ourtesy",
    "Foto",
    "Bild",
    "Grafik",
    "Фото",
    "люстрація",
    "(AP",
    "(AFP",
    "(EPA",
    "(PA",
    "(Reuters",
    "(REUTERS",
    "(Getty",
)
# What is added to a page through the day begins with its hour: "(8:11 a.m. Monday ET, 3:11 p.m. in Sarn) Divers …".
_HOUR = re.compile(r"\(\d{1,2}[:.]\d\d[^()\n]{0,80}\)\s+(?=[\"“‘A-Z\d])")
_RETWEET = re.compile(r"(?:RT|MT|via)\s+@\w+:?\s*(?:@\w+:?\s+)*", re.IGNORECASE)


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph stands under a picture: it ends with who made it, or says that it is a caption."""
    if len(paragraph) > _LONGEST_CAPTION:
        return False
    if _CAPTION.match(paragraph) is not None:
        return True
    end = paragraph[-_LONGEST_CREDIT:]
    # Looked at before the patterns, which cost a tenth of the whole reading where every paragraph pays for them.
    return any(mark in end for mark in _MARKS) and _CREDITED.search(paragraph) is not None


def is_note(sentence: str) -> bool:
    """Whether a sentence tells of the article itself or signs it: "Ida Carrow reports from Port Arden"."""
    of_itself = ("This " in sentence or "The following " in sentence) and _OF_ITSELF.search(sentence) is not None
    return of_itself or (" report" in sentence and _SIGNED.match(sentence) is not None)


def behind_mark(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind "RT @somebody:" or the hour of a line; `start` where there is neither."""
    m = _RETWEET.match(text, start, end) or _HOUR.match(text, start, end)
    return m.end() if m else start
