"""Times named only by where they lie from now, and the words that soften or narrow an expression."""

from __future__ import annotations

from app.timex.grammar import Discourse, Match, Modifier, Reading, read, rule
from app.timex.lang.de.words import adjective
from app.timex.timex3 import Mod, Reference

MODIFIERS = (
    Modifier("beginning", r"(?:anfang|beginn)(?: des| der| dieses)?", Mod.START),
    Modifier("first_part", rf"{adjective('erst')} (?:drittel|viertel) de[sr]", Mod.START),
    Modifier("second_part", rf"{adjective('zweit')} drittel de[sr]", Mod.MID),
    Modifier(
        "last_part", rf"(?:{adjective('dritt', 'letzt')} drittel|{adjective('viert', 'letzt')} viertel) de[sr]", Mod.END
    ),
    # What is no third has no modifier in TIMEX3: it keeps the bounds of the whole.
    Modifier(
        "half",
        rf"(?:{adjective('erst', 'zweit', 'letzt')} hälfte|{adjective('zweit', 'dritt')} viertel) de[sr]",
        Mod.APPROX,
    ),
    Modifier("early", r"frühen?|beginnenden", Mod.START),
    Modifier("middle", r"mitte(?: des| der| dieses)?", Mod.MID),
    Modifier("end", r"ende(?: des| der| dieses)?", Mod.END),
    Modifier("late", r"späten?|ausgehenden", Mod.END),
    Modifier(
        "about", r"(?:etwa|rund|ungefähr|circa|ca\.|zirka|um das|gegen)", Mod.APPROX, durations=True, inside=False
    ),
    Modifier("almost", r"(?:fast|beinahe|knapp|nahezu)", Mod.LESS_THAN, durations=True, inside=False),
    Modifier("less_than", r"weniger als", Mod.LESS_THAN, durations=True, periods=False),
    Modifier("more_than", r"(?:mehr als|über|gut)", Mod.MORE_THAN, durations=True, periods=False),
    Modifier("at_least", r"(?:mindestens|wenigstens)", Mod.EQUAL_OR_MORE, durations=True, periods=False),
    Modifier("at_most", r"(?:höchstens|maximal|bis zu)", Mod.EQUAL_OR_LESS, durations=True, periods=False),
)


@rule(
    rf"(?:(?P<adverb>jetzt|derzeit|zurzeit|momentan|gegenwärtig|heutzutage)|zur zeit|im moment|im augenblick|"
    rf"{adjective('derzeitig', 'gegenwärtig', 'momentan', 'aktuell')}|bis heute|bislang)",
    examples={
        "Das Museum ist [derzeit] geschlossen.": "PRESENT_REF",
        "Der [aktuelle] Vertrag gilt nicht.": "PRESENT_REF",
        "[Jetzt] wird gebaut.": "PRESENT_REF",
    },
    rejects=["Der Jetztstand.", "Zur Zeit der Römer."],
)
def present(m: Match, discourse: Discourse) -> Reading | None:
    """Now; in a narrative "jetzt" only moves the story on, and "zur Zeit der ..." is another time."""
    if m["adverb"] and discourse.narrative:
        return None
    if m[0].lower().startswith("zur") and m.string[m.end() : m.end() + 4] in (" der", " des", " von"):
        return None
    return read(Reference.PRESENT, confidence=0.68)


_PEOPLE = (
    "sohn",
    "tocht",
    "kind",
    "brud",
    "schwes",
    "spiel",
    "mitgl",
    "schül",
    "teiln",
    "abgeo",
    "ministe",
    "der ",
    "aller",
)


@rule(
    rf"(?:kürzlich|neulich|unlängst|jüngst|vor kurzem|in jüngster zeit|in letzter zeit|in der vergangenheit|"
    rf"{adjective('jüngst', 'kürzlich')})",
    examples={
        "Er wurde [kürzlich] entlassen.": "PAST_REF",
        "[In der Vergangenheit] war es eine Mühle.": "PAST_REF",
        "Der [jüngste] Regen half.": "PAST_REF",
    },
    rejects=["Der jüngste Sohn erbte.", "Die jüngsten Spieler."],
)
def past(m: Match, discourse: Discourse) -> Reading | None:
    """Some time ago; with a person behind it "jüngste" is the youngest."""
    words, after = m[0].lower(), m.string[m.end() : m.end() + 12].lower().lstrip()
    if words.startswith("jüngst") and after.startswith(_PEOPLE):
        return None
    return read(Reference.PAST, confidence=0.65)


@rule(
    rf"(?:bald|demnächst|in kürze|in (?:der |naher |ferner |absehbarer )?zukunft|künftig|"
    rf"in (?:den|der) (?:nächsten|kommenden) (?:tagen|wochen|monaten|jahren|zeit|stunden)|"
    rf"(?:kommende|nächste) (?:tage|wochen|monate|jahre)|{adjective('zukünftig', 'baldig')})",
    examples={
        "Sie stimmen [bald] ab.": "FUTURE_REF",
        "[In Kürze] wird die Brücke gesperrt.": "FUTURE_REF",
        "Schnee soll [in den nächsten Tagen] fallen.": "FUTURE_REF",
    },
    rejects=["So bald wie möglich.", "Sobald er kam."],
    priority=1,
)
def future(m: Match, discourse: Discourse) -> Reading | None:
    """Some time to come."""
    word = m[0].lower()
    if word == "bald" and (discourse.narrative or m.string[max(0, m.start() - 3) : m.start()].lower() == "so "):
        return None
    return read(Reference.FUTURE, confidence=0.65)
