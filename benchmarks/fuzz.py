"""Readers under inputs that a fuzzer makes up, led by the code they reach.

    pip install atheris
    python -m benchmarks.fuzz tagger|edtf|timex3|html [--seconds 600] [--keep FOLDER]

What has to hold is in `tests/fuzzing/targets.py`. It begins with the sentences of the grammars, with values and pages;
`--keep` goes on from what an earlier run has found worth keeping. It ends with 0 when nothing was found; what breaks a
reader is written beside that folder and belongs into `tests/fuzzing/test_findings.py`. Atheris runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
_LONGEST_BYTES = 2_000
_HANGS_SECONDS = 25


def _beginnings(target: str) -> Iterator[bytes]:
    """Inputs that reach far already."""
    from app.timex.lang import grammar_of
    from tests.fuzzing.targets import LANGUAGES

    if target == "html":
        for file in sorted(SEEDS.glob("*.json")):
            told = json.loads(file.read_text(encoding="utf-8"))
            body = told.get("html") or f"<title>{told.get('title')}</title><article><p>{told['text']}</p></article>"
            yield body.encode()
        yield b"<rss><channel><item><title>On Monday</title><pubDate>Tue, 22 Mar 2022 10:00:00 GMT</pubDate></item>"
        return
    for number, language in enumerate(LANGUAGES):
        grammar = grammar_of(language)
        assert grammar is not None
        for rule in grammar.rules:
            for sentence, value in rule.examples.items():
                if target == "tagger":
                    yield bytes([number]) + sentence.replace("[", "").replace("]", "").encode()
                elif target == "timex3":
                    yield str(value).encode()
    if target == "edtf":
        for text in ("2022-03-22", "2022-03~", "199X", "18XX?", "-0479", "Y12345", "1990/..", "[..2013]", "2022-25",
                     "2022-03-22T10:00:00", "2022-41", "2022-03-19/2022-03-20"):  # fmt: skip
            yield text.encode()


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["app"]):
        from tests.fuzzing.targets import LANGUAGES, TARGETS

        # What is loaded when it is first needed, too: to make a grammar ready takes longer here than an input may.
        for target in TARGETS.values():
            for language in range(len(LANGUAGES)):
                target(bytes([language]) + b"On Monday, 22 March 2022, the bridge opened.")

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix=f"dateline-fuzz-{options.target}-"))
    folder.mkdir(parents=True, exist_ok=True)
    for content in _beginnings(options.target):
        (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    found = folder.with_name(folder.name + "-found")
    found.mkdir(exist_ok=True)
    # Libfuzzer ends the process itself.
    atheris.Setup(
        [
            sys.argv[0],
            str(folder),
            f"-max_total_time={options.seconds}",
            f"-max_len={_LONGEST_BYTES}",
            f"-timeout={_HANGS_SECONDS}",
            f"-artifact_prefix={found}/",
            "-print_final_stats=1",
        ],
        TARGETS[options.target],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
