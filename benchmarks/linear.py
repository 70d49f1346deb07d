"""How the time of reading grows with a text: seconds for 100 KB to 1 MB of many kinds of text, in every language.

    python benchmarks/linear.py [--languages en,uk] [--runs 3] [--most 1000000]

Ordinary text is the example sentences of the language's own rules, one date and more in each, and prose with few.
For each kind a line gives the seconds for 100, 200, 500 and 1,000 KB (processor time, medians) and how far the longest
is from growing with its length: 1.00 is linear, less is a text read in part, as far as the places go that may be
looked at (see `app.timex.tagger.read`). The last column is the most seconds a megabyte took at any length.
"""

from __future__ import annotations

import argparse
import statistics
import time

from app.timex.context import Context, Genre
from app.timex.interval import Period
from app.timex.lang import grammar_of, languages
from app.timex.tagger import Tagged, read

SENTENCES = {
    "en": "The harbour office said on Monday that the ferry would return by March 12. Nobody was hurt when the old "
    "boat struck the pier, and passengers wait at the northern quay, where another has carried mail since 1998. ",
    "de": "Das Hafenamt sagte am Montag, die Fähre komme bis zum 12. März zurück. Niemand wurde verletzt, als das "
    "alte Boot gegen den Steg stieß, und die Leute warten am Ufer, wo seit 1998 ein kleineres die Post bringt. ",
    "es": "La oficina del puerto dijo el lunes que el barco volverá el 12 de marzo. Nadie resultó herido cuando la "
    "lancha golpeó el muelle, y los viajeros esperan en la orilla, donde otra lleva el correo desde 1998. ",
    "fr": "Le bureau du port a dit lundi que le bac reviendrait le 12 mars. Personne n'a été blessé quand le bateau "
    "a heurté le quai, et les passagers attendent sur la rive, où un plus petit porte le courrier depuis 1998. ",
    "uk": "Управління порту сказало в понеділок, що пором повернеться до 12 березня. Ніхто не постраждав, коли "
    "старий човен ударився об причал, і люди чекають на березі, де з 1998 року пошту возить менший. ",
}
ENDLESS = {
    "en": "and then the ship went on, ",
    "de": "und dann fuhr das Schiff weiter, ",
    "es": "y el barco siguió su curso, ",
    "fr": "et puis le bateau continua, ",
    "uk": "і тоді корабель плив далі, ",
}
KINDS = {
    "May": "May ", "digits": "7", "?": "?", "numbers": "12, ", "years": "1999-", "dates": "5 May 1999, ",
    "days of a month": "on May 5, ", "clock times": "10:30 ", "weekdays": "Monday, Tuesday, ", "in": "in ",
    "the": "the ", "last": "last ", "of the": "of the ", "apostrophes": "'", "quotes": "\"“'‘",
    "accents": "e\u0301", "emoji": "😀 ",
}  # fmt: skip
LENGTHS = (100_000, 200_000, 500_000, 1_000_000)


def examples_of(language: str) -> str:
    grammar = grammar_of(language)
    assert grammar is not None
    sentences = " ".join(sentence for rule in grammar.rules for sentence in rule.examples)
    return sentences.replace("[", "").replace("]", "") + " "


def seconds(text: str, context: Context, runs: int) -> tuple[float, Tagged]:
    took = []
    for _ in range(runs):
        began = time.process_time()
        answer = read(text, context)
        took.append(time.process_time() - began)
    return statistics.median(took), answer


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--languages", default=",".join(sorted(languages())))
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--most", type=int, default=LENGTHS[-1], help="characters of the longest text")
    options = arguments.parse_args()
    lengths = [length for length in LENGTHS if length <= options.most]
    print(f"{'':33}" + "".join(f"{length // 1000:6} KB" for length in lengths) + "  × linear  s/MB")
    for language in options.languages.split(","):
        kinds = {"ordinary text": SENTENCES[language], "examples": examples_of(language),
                 "one endless sentence": ENDLESS[language], **KINDS}  # fmt: skip
        for genre in (Genre.NEWS, Genre.NARRATIVE):
            context = Context(dct=Period.day(2013, 2, 12), language=language, genre=genre)
            read(kinds["examples"][:2_000], context)
            for name, piece in kinds.items():
                times = []
                for length in lengths:
                    took, answer = seconds((piece * (length // len(piece) + 1))[:length], context, options.runs)
                    times.append(took)
                growth = times[-1] / times[0] / (lengths[-1] / lengths[0])
                most = max(took / length * 1e6 for took, length in zip(times, lengths, strict=True))
                told = "" if answer.complete else "  (in part)"
                print(f"{language} {genre.value:9} {name:20} " + "".join(f"{took:9.3f}" for took in times)
                      + f"{growth:10.2f}{most:6.2f}{told}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
