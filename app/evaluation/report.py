"""What an evaluation says: as a document for programs, and as tables for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.evaluation.documents import Annotation, Document
from app.evaluation.scores import (
    Band,
    Counts,
    Measure,
    Verdict,
    by_class,
    by_type,
    f1_scores,
    missed_by_shape,
    reliability,
)
from app.timex.phrases import GRAMMAR_VERSION
from app.timex.timex3 import Timex

# Code points of text shown on either side of an expression that went wrong.
_AROUND = 60
# Decimals of percentages: more than anybody needs, so that who shows one decimal has not rounded twice.
_DIGITS = 4


def as_document(documents: int, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The whole evaluation; figures are percent.

    Args:
        documents: how many were read.
        verdicts: those of all of them.
    """
    counts = Counts.of(verdicts)
    return {
        "grammar": GRAMMAR_VERSION,
        "documents": documents,
        "expressions": counts.gold,
        "found": counts.found,
        "scores": {
            "strict": _measure(counts.strict),
            "relaxed": _measure(counts.relaxed),
            "type": {"accuracy": _percent(counts.type, counts.aligned), "f1": round(counts.type_f1, _DIGITS)},
            "value": {"accuracy": _percent(counts.value, counts.aligned), "f1": round(counts.value_f1, _DIGITS)},
            "interval": _measure(counts.interval),
        },
        "types": [
            {"type": name, "expressions": each.gold, "found": each.found, "f1": _figures(each)}
            for name, each in by_type(verdicts).items()
        ],
        "classes": [
            {
                "class": name,
                "found": each.found,
                "annotated": each.aligned,
                "right": each.value,
                "share_right": _percent(each.value, each.found),
            }
            for name, each in by_class(verdicts).items()
        ],
        "missed": [{"shape": name, "expressions": count} for name, count in missed_by_shape(verdicts).items()],
        "reliability": [band(each) for each in reliability(verdicts)],
    }


def _figures(counts: Counts) -> dict[str, float | None]:
    """The five F1 scores; for intervals None where the annotators name none, as with durations."""
    told: dict[str, float | None] = {name: round(score, _DIGITS) for name, score in f1_scores(counts).items()}
    return told if counts.gold_intervals else {**told, "interval": None}


def band(told: Band, digits: int = _DIGITS) -> dict[str, Any]:
    """A row of the reliability table: a band of confidence, and how often what was found with it was right."""
    return {
        "confidence_from": told.low,
        "confidence_to": told.high,
        "found": told.found,
        "annotated": told.aligned,
        "right": told.right,
        "mean_confidence": None if told.mean is None else round(told.mean, 3),
        "share_right": _percent(told.right, told.found, digits),
    }


def data_set(
    name: str, *, language: str, genre: str, documents: int, verdicts: Sequence[Verdict], note: str
) -> dict[str, Any]:
    """One data set of a scorecard: counts and figures (percent, to one decimal), and nothing of any text.

    Args:
        name: the public name of the corpus.
        documents: how many were read.
        note: what a reader has to know to judge the figures.
    """
    counts = Counts.of(verdicts)
    return {
        "name": name,
        "language": language,
        "genre": genre,
        "documents": documents,
        "expressions": counts.gold,
        "found": counts.found,
        "f1": {name: round(score, 1) for name, score in f1_scores(counts).items()},
        "reliability": [band(each, 1) for each in reliability(verdicts)],
        "note": note,
    }


def errors(document: Document, verdicts: Iterable[Verdict]) -> Iterator[dict[str, Any]]:
    """Every expression that was missed, found for nothing, or read otherwise than the annotator did.

    `wrong` is `missed`, `spurious`, or a list of `extent`, `type` and `value` joined by commas. An annotated expression
    without a value cannot be told wrong about it.
    """
    for verdict in verdicts:
        gold, found = verdict.gold, verdict.found
        if found is None:
            wrong = "missed"
        elif gold is None:
            wrong = "spurious"
        else:
            right = {
                "extent": verdict.same_extent,
                "type": verdict.same_type,
                "value": verdict.same_value or not gold.value,
            }
            wrong = ",".join(name for name, agrees in right.items() if not agrees)
        if wrong:
            yield {
                "document": document.id,
                "wrong": wrong,
                "annotated": gold and _annotated(gold, document.text),
                "found": found and _found(found),
                "context": _context(document.text, verdict),
            }


def _annotated(gold: Annotation, text: str) -> dict[str, Any]:
    return {
        "start": gold.start,
        "end": gold.end,
        "text": text[gold.start : gold.end],
        "type": gold.type,
        "value": gold.value,
    }


def _found(found: Timex) -> dict[str, Any]:
    return {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "type": found.type.value,
        "value": found.value,
        "rule": found.rule,
        "confidence": found.confidence,
    }


def _context(text: str, verdict: Verdict) -> str:
    """The words around, in one line, with the expression in brackets."""
    start, end = next((each.start, each.end) for each in (verdict.gold, verdict.found) if each is not None)
    shown = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
    return " ".join(shown.split())


def _measure(measure: Measure) -> dict[str, float]:
    return {
        "precision": round(measure.precision, _DIGITS),
        "recall": round(measure.recall, _DIGITS),
        "f1": round(measure.f1, _DIGITS),
    }


def _percent(part: int, whole: int, digits: int = _DIGITS) -> float | None:
    """None where there is nothing to have a share of."""
    return round(100 * part / whole, digits) if whole else None


# ── For a person ─────────────────────────────────────────────────────────────────────────────────────────────────

_SURE = 0.9


def write(document: dict[str, Any], out: TextIO) -> None:
    """Write the evaluation as tables; `document` is that of `as_document`, with `errors` where they were asked for."""
    # Where nobody is watching, as in a pipe, lines are not broken to fit a screen.
    console = Console(file=out, highlight=False, markup=False, width=None if out.isatty() else 160)
    for error in document.get("errors", ()):
        console.print(_line(error), soft_wrap=True)
    console.print(
        f"{document['documents']} documents, {document['expressions']} annotated expressions, "
        f"{document['found']} found with grammar {document['grammar']}"
    )
    scores = document["scores"]
    _table(
        console,
        ("score", "precision", "recall", "F1"),
        ((name, told.get("precision"), told.get("recall"), told["f1"]) for name, told in scores.items()),
    )
    _table(
        console,
        ("type", "annotated", "found", *(f"{name} F1" for name in scores)),
        ((row["type"], row["expressions"], row["found"], *row["f1"].values()) for row in document["types"]),
    )
    _table(
        console,
        ("found by", "found", "annotated too", "right value", "right, %"),
        (
            (row["class"], row["found"], row["annotated"], row["right"], row["share_right"])
            for row in document["classes"]
        ),
    )
    _table(
        console,
        ("missed, by shape of value", "annotated"),
        ((row["shape"], row["expressions"]) for row in document["missed"]),
    )
    bands = document["reliability"]
    _table(
        console,
        ("confidence", "found", "annotated too", "right value", "right, %"),
        ((_band_name(row), row["found"], row["annotated"], row["right"], row["share_right"]) for row in bands),
    )
    sure = [row for row in bands if row["confidence_from"] >= _SURE]
    found, right = sum(row["found"] for row in sure), sum(row["right"] for row in sure)
    if found:
        share = 100 * found / document["found"]
        console.print(
            f"confidence of {_SURE} and more: {share:.1f} % of what was found, {100 * right / found:.1f} % right"
        )


def _band_name(row: dict[str, Any]) -> str:
    return f"{row['confidence_from']:.2f} to {row['confidence_to']:.2f}"


def _line(error: dict[str, Any]) -> str:
    """One error in one line: where, what, how it was annotated and how it was read."""
    annotated, found = error["annotated"], error["found"]
    told = [f"{error['document']}  {error['wrong']}:"]
    if annotated:
        told.append(f"annotated {annotated['type']} {annotated['value'] or 'without value'}")
    if found:
        told.append(f'found {found["type"]} {found["value"]} "{found["text"]}" by {found["rule"]}')
    line = " ".join([*told, "in", error["context"]])
    # What comes out of files may hold orders to a terminal.
    return "".join(character if character.isprintable() else "�" for character in line)


def _table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> None:
    """A table with words to the left and numbers to the right; nothing where there are no rows."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(columns[0], no_wrap=True)
    for name in columns[1:]:
        table.add_column(name, justify="right", no_wrap=True)
    for first, *rest in rows:
        # As Text, because what comes out of files is no markup.
        table.add_row(Text(str(first)), *map(_cell, rest))
    if table.row_count:
        console.print()
        console.print(table)


def _cell(value: str | float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if isinstance(value, float) else str(value)
