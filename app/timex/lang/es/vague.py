"""Times named only by where they lie from now, and the words that soften or narrow an expression."""

from __future__ import annotations

import re

from app.timex.grammar import Discourse, Match, Modifier, Reading, read, rule
from app.timex.lang.es.extent import placed
from app.timex.timex3 import Mod, Reference

MODIFIERS = (
    Modifier("start", r"(?:(?:los|el|al|del) )?(?:principios?|comienzos?|inicios?|primeros) del?", Mod.START),
    # Half of a century is neither its early part nor its middle: it keeps the bounds of the whole.
    Modifier("half", r"(?:la )?(?:primera|segunda) mitad del?|(?:el )?(?:segundo|tercer) cuarto del?", Mod.APPROX),
    Modifier("first_part", r"(?:el )?primer (?:tercio|cuarto) del?", Mod.START),
    Modifier("second_part", r"(?:el )?segundo tercio del?", Mod.MID),
    Modifier("last_part", r"(?:el )?(?:[úu]ltimo (?:tercio|cuarto)|tercer tercio) del?", Mod.END),
    Modifier("mid", r"(?:(?:la )?mitad|mediados) del?", Mod.MID),
    Modifier("end", r"(?:(?:los|el|al|del) )?(?:finales|final|fines|fin|cierre|[úu]ltimos) del?", Mod.END),
    Modifier("almost", r"casi", Mod.LESS_THAN, durations=True),
    Modifier("more_than", r"(?:algo |poco |mucho )?m[áa]s de", Mod.MORE_THAN, durations=True, periods=False),
    Modifier("less_than", r"(?:algo |poco )?menos de", Mod.LESS_THAN, durations=True, periods=False),
    Modifier("at_least", r"(?:al|por lo) menos|como m[íi]nimo", Mod.EQUAL_OR_MORE, durations=True, periods=False),
    Modifier("at_most", r"como mucho|como m[áa]ximo|no m[áa]s de", Mod.EQUAL_OR_LESS, durations=True, periods=False),
    Modifier("about", r"alrededor de|cerca de|en torno a|aproximadamente|hacia|sobre|circa|ca\.", Mod.APPROX,
             durations=True, inside=False),
)  # fmt: skip


@rule(
    r"(?P<now>ahora(?: mismo)?)(?! bien\b)|actualmente|hoy(?: en)? d[íi]a|hoy por hoy|"
    r"(?:en )?(?P<actual>la actualidad)|"
    r"(?:estos|este|este mismo) (?:momentos?|instantes?)|(?:de|por el|hasta el) (?P<moment>momento)|estos d[íi]as|"
    r"(?:del |el )(?P<present>presente)(?! (?:año|mes|siglo|curso|trimestre|semestre|[a-z]))|en (?:el|la) "
    r"(?P<this>presente)(?= \w)|(?P<adjective>actual(?:es)?)",
    examples={
        "[Ahora] está cerrado.": "PRESENT_REF",
        "[Actualmente] tienen cuatro escaños.": "PRESENT_REF",
        "El [actual] plan falla.": "PRESENT_REF",
        "Vale más que en [la actualidad].": "PRESENT_REF",
        "De [momento] nadie lo sabe.": "PRESENT_REF",
        "En [estos momentos] duerme.": "PRESENT_REF",
    },
    rejects=["Ahora bien, no es así.", "La actualidad deportiva manda.", "Llegó en un mal momento."],
)
def present(m: Match, discourse: Discourse) -> Reading | None:
    """Now."""
    start = None
    if m["actual"]:
        if not re.search(r"\ben\s+$", m.string[max(0, m.start("actual") - 4) : m.start("actual")], re.IGNORECASE):
            return None
        start = m.start("actual")
    if m["moment"]:
        start = m.start("moment") - 3 if " el " in m[0].lower() else m.start("moment")
    if m["this"]:
        start = m.start("this")
    return placed(read(Reference.PRESENT, confidence=0.75, start=start), m, discourse)


@rule(
    r"(?:m[áa]s )?(?P<recent>recientes?)|recientemente|[úu]ltimamente|hace poco|(?P<just>reci[ée]n)(?= [a-zé]+(?:do|"
    r"da|dos|das|to|ta)\b)|"
    r"(?:el|la|los|las) (?P<last>pasad[oa]s?)|(?P<noun>del|el) pasado|(?P<then>entonces)|antaño|otrora|en "
    r"(?P<then2>su momento)|(?P<those>(?:aquel|ese|esos|aquellos) (?:momentos?|instantes?|tiempos?|d[íi]as|años)|"
    r"aquella época)|los [úu]ltimos tiempos",
    examples={
        "Se casó [recientemente].": "PAST_REF",
        "Las [recientes] lluvias ayudan.": "PAST_REF",
        "Ganó en el [pasado] Mundial.": "PAST_REF",
        "Repite los errores [del pasado].": "PAST_REF",
        "Desde [entonces] calla.": "PAST_REF",
        "Lo dijo en [su momento].": "PAST_REF",
        "En [aquellos días] nevaba.": "PAST_REF",
    },
    rejects=[
        "Su pasado lo persigue.",
        "El pasado es un país lejano.",
        "Lo vi y entonces grité.",
        "Ha sido una pasada.",
    ],
)
def past(m: Match, discourse: Discourse) -> Reading | None:
    """Some time ago."""
    text = m.string
    before = text[max(0, m.start() - 8) : m.start()]
    if m["then"]:
        opens = re.search(r"(?:^|[.\n]\s*)$", before) and re.match(r",", text[m.end() : m.end() + 1])
        if not opens and not re.search(r"\b(?:desde|hasta|de|por)\s$", before, re.IGNORECASE):
            return None
    if m["last"]:
        if not re.match(r" [\w`“«\"]", text[m.end() : m.end() + 2]) or re.match(
            r" (?:de|del|que|por|en|y|a|es|ha|era|fue|se|al|con)\b", text[m.end() : m.end() + 5]
        ):
            return None
        return read(Reference.PAST, confidence=0.6, start=m.start("last"))
    if m["then2"]:
        return read(Reference.PAST, confidence=0.6, start=m.start("then2"))
    if m["noun"]:
        if m["noun"].lower() == "el" and not re.search(r"\ben\s$", before, re.IGNORECASE):
            return None
        return placed(read(Reference.PAST, confidence=0.65), m, discourse)
    return read(Reference.PAST, confidence=0.65)


@rule(
    r"(?:el |del |al |un )?(?P<future>futuro)(?: (?:pr[óo]ximo|inmediato|cercano|lejano))?|(?P<adjective>futur[oa]s?)|"
    r"(?:el|la|los|las|su|sus|mi|mis|del|al|una?|nuestr[oa]s?) (?P<next>pr[óo]xim[oa]s?)|"
    r"(?P<soon>pronto|en breve|pr[óo]ximamente)|"
    r"(?:a )?(?P<long>largo plazo|corto plazo|medio plazo)",
    examples={
        "Lo ampliarán en [el futuro].": "FUTURE_REF",
        "Está junto al [futuro] parque.": "FUTURE_REF",
        "Jugará la [próxima] temporada aquí.": "FUTURE_REF",
        "[Pronto] votarán.": "FUTURE_REF",
    },
    rejects=[
        "El futuro de Ana es incierto.",
        "Su futuro no importa.",
        "Tan pronto como llegó, se fue.",
        "De pronto gritó.",
        "La zona próxima a Jaca ardió.",
    ],
)
def future(m: Match, discourse: Discourse) -> Reading | None:
    """Some time to come; the future of someone is no time."""
    text = m.string
    before, after = text[max(0, m.start() - 12) : m.start()], text[m.end() : m.end() + 14]
    if m["soon"]:
        if re.search(r"\b(?:tan|de|por lo|muy|lo más|más)\s$", before, re.IGNORECASE) or re.match(
            r" (?:como|a)\b", after
        ):
            return None
        return read(Reference.FUTURE, confidence=0.6)
    if m["long"]:
        return read(Reference.FUTURE, confidence=0.5, start=m.start("long"))
    if m["next"]:
        if not re.match(r" [\w`“«\"]", after) or re.match(r" (?:a|al|que|en|de|del|y|es)\b", after):
            return None
        return read(Reference.FUTURE, confidence=0.6, start=m.start("next"))
    start = m.start("future") if m["future"] else m.start("adjective")
    noun = re.match(r" [a-zñáéíóú`“«]{3,}", after) and not re.match(
        r" (?:que|para|con|por|del|es[aeo]s?|est[aeo]s?|los|las|una?|sus|sin|como|pero|más|cuando|ya|aún|también|"
        r"nadie|todos?|está|será|pasa\w*|depend\w*)\b",
        after,
    )
    led = re.search(r"\b(?:en|a|al|hacia|para)\s$", before, re.IGNORECASE)
    article = m[0].lower().startswith(("el ", "un ", "al ", "del "))
    if m["future"] and led and article and not noun:
        return read(Reference.FUTURE, confidence=0.65)
    if m["future"] and re.search(r"\b(?:de|con)\s$", before, re.IGNORECASE) and not article:
        return read(Reference.FUTURE, confidence=0.6)
    if noun and not re.search(r"\b(?:su|sus|mi|tu|nuestro|inmediato)\s$", before, re.IGNORECASE):
        return read(Reference.FUTURE, confidence=0.6, start=start)
    return None
