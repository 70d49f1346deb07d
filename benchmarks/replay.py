"""Follow the steps of every date in documents, and list where they do not lead to what was answered.

    python -m benchmarks.replay FILE… [--language en] [--genre news] [--published 2013-02-12] [--faults 20]

FILE is annotated (`.jsonl`, `.tml`; what they say of language, genre and day holds) or plain text. See
`app/evaluation/replay.py` for what is checked; it exits with 1 where anything but `alone` fails.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.evaluation import documents
from app.evaluation.replay import replay
from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.timex3 import parse_value


def texts(path: Path, context: Context) -> Iterator[tuple[str, str, Context]]:
    """Place, text and context of the documents of a file."""
    if path.suffix not in (".jsonl", ".tml"):
        yield str(path), path.read_text(encoding="utf-8"), context
        return
    for entry in documents.read([path], language=context.language, genre=context.genre):
        if entry.document is None:
            raise ValueError(f"{entry.place}: {entry.wrong}")
        yield entry.place, entry.document.text, entry.document.context


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments.add_argument("--language", default="en")
    arguments.add_argument("--genre", default=Genre.NEWS.value, choices=[genre.value for genre in Genre])
    arguments.add_argument("--published", default="2013-02-12", help="the day plain text is read as of")
    arguments.add_argument("--faults", type=int, default=20, help="faults shown of each file")
    options = arguments.parse_args()
    day = parse_value(options.published)
    if not isinstance(day, Period):
        arguments.error("--published: a day such as 2013-02-12")
    context = Context(dct=day, language=options.language, genre=Genre(options.genre))
    failed = False
    for path in options.files:
        counted: Counter[str] = Counter()
        faults: Counter[str] = Counter()
        for place, text, given in texts(path, context):
            told = replay(text, given)
            counted.update(documents=1, expressions=told.expressions, phrases=told.phrases, alone=told.alone)
            for fault in told.faults:
                faults[fault.check] += 1
                if faults.total() <= options.faults:
                    print(f"  {place}:{fault.start}  {fault.check}  {fault.text!r}: {fault.told}")
        failed = failed or any(faults[check] for check in faults if check != "alone")
        print(
            f"{path.name}: {counted['documents']} documents, {counted['expressions']} expressions, "
            f"{counted['phrases']} phrases, {counted['alone']} of them read again alone; "
            + (", ".join(f"{check} {count}" for check, count in faults.items()) or "no fault")
        )
    sys.exit(failed)


if __name__ == "__main__":
    main()
