"""What fuzzing found, kept; and a little of it anew, without the guidance of `python -m benchmarks.fuzz`."""

from __future__ import annotations

import random

import pytest

from tests.fuzzing.targets import LANGUAGES, TARGETS


def _article(language: str, text: str) -> bytes:
    """What the tagger is given to read a text in a language."""
    return bytes([LANGUAGES.index(language)]) + text.encode()


FOUND = [
    # Amounts of many figures were written with an exponent, which no TIMEX3 value has.
    ("timex3", b"P2.5H" + b"5" * 100 + b"1.5M"),
    ("timex3", b"P1234567.5D"),
    ("tagger", _article("en", "It ran for 12,345,678.5 days and 0.0000001 hours.")),
    # Roman figures in small letters are matched, and were not known.
    ("tagger", _article("uk", "У і-й половині 50-х зросло, а в ii кварталі 2012 року впало.")),
    # Neither accents nor hyphens are always written as tables have them.
    ("tagger", _article("es", "El 5 de mayo de 2012 empezó; al decimo día, en la ultima década del siglo XX.")),
    ("tagger", _article("fr", "Le 5 mai 2012 ; le troisieme jour, la derniere décennie du XXe siècle.")),
    ("tagger", _article("en", "A quarter‐century of work.")),
    # What lies so far away that years have more than four digits has no month, and is in no decade.
    ("tagger", _article("en", "It began five hundred centuries ago.")),
    ("tagger", _article("de", "In 885975 Monaten.")),
    ("tagger", _article("fr", "Il y a cinquante millénaires.")),
    # So many hours on are counted from a moment; known to the day only, they stay an amount, and no negative one.
    ("tagger", _article("fr", "Dans 22 heures, il partira.")),
    # A plural is matched, and was not known.
    ("tagger", _article("de", "Im Sommer und Herbste wurde gegraben.")),
    ("tagger", _article("fr", "Il a neigé dans la nuit de hier dernier.")),
    # Letters that patterns take for others.
    ("tagger", _article("fr", "Le mardı 5 mai, le ſamedi, MARDİ.")),
]
BEGINNINGS = {
    "tagger": [
        _article("en", "She left on Monday, 3 May 2012, two days after the 1990s; from 2 to 5 p.m. in early May."),
        _article("de", "Am Montag, dem 3. Mai 2012, um halb drei; in den 1990er Jahren, seit zwei Wochen."),
        _article("es", "El lunes 3 de mayo de 2012, hace dos días, a finales de los noventa."),
        _article("fr", "Le lundi 3 mai 2012, il y a deux jours, dans les années 90, au XIXe siècle."),
        _article("uk", "У понеділок, 3 травня 2012 року, два дні тому, у 90-х роках."),
    ],
    "edtf": [b"2022-03-22T10:00:00", b"-0479~/Y12345?", b"[..199X]", b"2022-25/2022-41", b"[1990..]"],
    "timex3": [b"2022-W11-WE", b"BC0480-SP", b"P2Y6MT3H", b"2022-03-22TMO", b"PXD", b"P0.5CE"],
    "html": [
        b'<meta property="article:published_time" content="2022-03-22"><h1>On</h1><p>Open on Monday &amp; on.</p>',
        b'<?xml version="1.0" encoding="latin-1"?><rss><channel><item><title>&lt;b&gt;</title></item></channel></rss>',
    ],
}
EACH = {"tagger": 60, "edtf": 2_000, "timex3": 2_000, "html": 60}


@pytest.mark.parametrize(("target", "content"), FOUND)
def test_what_was_found_stays_mended(target: str, content: bytes) -> None:
    TARGETS[target](content)


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_nearly_right_is_read_or_refused(target: str) -> None:
    """Parts left out, doubled, mixed and changed, the same in every run."""
    chance = random.Random(7)
    beginnings = BEGINNINGS[target]
    for _ in range(EACH[target]):
        spoiled = bytearray(chance.choice(beginnings))
        other = chance.choice(beginnings)
        for _ in range(chance.randrange(1, 6)):
            at, end = sorted(chance.randrange(len(spoiled) + 1) for _ in range(2))
            match chance.randrange(4):
                case 0:
                    del spoiled[at : min(end, at + 12)]
                case 1:
                    spoiled[at:at] = spoiled[at:end] * chance.randrange(1, 4)
                case 2:
                    begin = chance.randrange(len(other))
                    spoiled[at:at] = other[begin : begin + chance.randrange(20)]
                case _:
                    spoiled[at:at] = bytes([chance.randrange(256)])
        TARGETS[target](bytes(spoiled[:4_000]))
