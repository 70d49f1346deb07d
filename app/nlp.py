"""The extra `[nlp]`: names by a spaCy pipeline, where `DATELINE_NLP_MODEL` names one.

The pipeline takes a second to load and is loaded by each process when it reads its first article. Of its parts only
those that find names are loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from app.extract.recognition import Recognised, Recogniser
from app.settings import Settings
from app.timex.phrases import GRAMMAR_VERSION

if TYPE_CHECKING:
    from spacy.language import Language

# The labels of the models that are about, trained on OntoNotes, WikiNER and the like; all others are no names.
_TYPES: Mapping[str, str | None] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "PRODUCT": None, "EVENT": None, "WORK_OF_ART": None, "LAW": None, "MISC": None,
}  # fmt: skip
_NOT_NEEDED = ("tagger", "parser", "senter", "morphologizer", "lemmatizer", "attribute_ruler", "textcat")
_ANY_LANGUAGE = "xx"
_LONGEST_VERSION = 30  # characters, so that the version of a grammar fits its column


class SpacyNames:
    """Names by a spaCy pipeline."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        # Two threads in one pipeline would both write to its vocabulary.
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        meta = self._pipeline.meta
        return f"{meta['lang']}_{meta['name']}-{meta['version']}"[:_LONGEST_VERSION]

    def __call__(self, text: str, language: str) -> Sequence[Recognised]:
        if self._pipeline.lang not in (language, _ANY_LANGUAGE):
            return ()
        with self._lock:
            found = self._pipeline(text).ents
        return [
            Recognised(name.start_char, name.end_char, _TYPES[name.label_]) for name in found if name.label_ in _TYPES
        ]


@cache
def load(model: str) -> SpacyNames:
    """The names of an installed model, or one in a folder.

    Raises:
        OSError: there is no such model.
    """
    import spacy

    return SpacyNames(spacy.load(model, exclude=_NOT_NEEDED))


class _Chosen:
    """The model of this process; until one is chosen, that of the environment."""

    model: str | None = None
    by_hand = False


def choose(model: str | None) -> None:
    """Name the model that this process reads with; None for the rules alone."""
    _Chosen.model, _Chosen.by_hand = model, True


def chosen() -> str | None:
    """The model that this process reads with."""
    if not _Chosen.by_hand:
        choose(Settings().nlp_model)
    return _Chosen.model


def recogniser() -> Recogniser | None:
    """What finds names beside the rules in this process."""
    model = chosen()
    return None if model is None else load(model)


def grammar_version() -> str:
    """The version of the grammar that reads articles in this process, the same in every language."""
    beside = recogniser()
    return GRAMMAR_VERSION if beside is None else f"{GRAMMAR_VERSION}+{beside.version}"
