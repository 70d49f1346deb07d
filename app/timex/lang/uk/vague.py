"""Times named only by where they lie from now, and the words that soften or narrow an expression."""

from __future__ import annotations

import re

from app.timex.context import Genre
from app.timex.grammar import Discourse, Match, Modifier, Reading, read, rule
from app.timex.lang.uk.words import adjective
from app.timex.timex3 import Mod, Reference

_THAN = "(?: як| ніж| за)?"
_DAYS_OF_IT = "(?:(?:дн|тижн|місяц|рок)(?:і|ів|ями|ях|ах|ами)|тижнів|місяців|років|днів|числа(?:х|ми)?|чисел)"
_WEEK_OF_IT = "(?:тиждень|тижня|тижні|місяць|місяця|місяці|рік|року|році)"
_DECADE_OF_MONTH = r"(?:декад(?:а|и|і|у|ою))"
MODIFIERS = (
    Modifier("beginning", r"(?:само(?:го|му) )?(?:початк(?:у|ом|ові)|початок|поч\.)", Mod.START),
    Modifier("early", rf"{adjective('ранн', soft=True)}", Mod.START),
    Modifier("first_days", rf"перш(?:і|их|ими|им) {_DAYS_OF_IT}|перш(?:ий|ого|ому) {_WEEK_OF_IT}", Mod.START),
    Modifier("last_days", rf"останн(?:і|іх|іми|ім) {_DAYS_OF_IT}|останн(?:ій|ього|ьому) {_WEEK_OF_IT}|"
             "(?:двадцятих|20-х) (?:числах|чисел)", Mod.END),
    Modifier("first_part", rf"{adjective('перш')} {_DECADE_OF_MONTH}", Mod.START),
    Modifier("middle", r"(?:середин(?:а|и|і|у|ою)|посеред|посередині|сер\.)", Mod.MID),
    Modifier("second_part", rf"{adjective('друг')} {_DECADE_OF_MONTH}", Mod.MID),
    Modifier("end", r"(?:само(?:го|му) )?(?:кінц(?:я|і|ю|ем)|кінець|наприкінці|кін\.)", Mod.END),
    Modifier("late", rf"{adjective('пізн', soft=True)}", Mod.END),
    Modifier("last_part", rf"(?:{adjective('трет', 'останн', soft=True)}) {_DECADE_OF_MONTH}", Mod.END),
    Modifier("about", r"(?:близько|бл\.|приблизно|орієнтовно|десь)", Mod.APPROX, durations=True),
    Modifier("almost", r"(?:майже|мало не|ледь не)", Mod.LESS_THAN, durations=True, inside=False),
    Modifier("less_than", rf"менше?{_THAN}|не більше?{_THAN}", Mod.LESS_THAN, durations=True),
    Modifier("more_than", rf"понад|більше?{_THAN}", Mod.MORE_THAN, durations=True),
    Modifier("at_least", rf"щонайменше|принаймні|не менше?{_THAN}", Mod.EQUAL_OR_MORE, durations=True, periods=False),
    Modifier("at_most", "щонайбільше", Mod.EQUAL_OR_LESS, durations=True, periods=False),
)  # fmt: skip


@rule(
    rf"(?:(?P<adverb>тепер|зараз|(?P<today>наразі|нині|натепер))|{adjective('нинішн', soft=True)}|сьогодення|"
    rf"в даний час|на даний момент|(?:у|в) наш час|цими днями|досі|дотепер|донині)",
    examples={
        "Музей [зараз] зачинено.": "PRESENT_REF",
        "[Нинішній] договір не діє.": "PRESENT_REF",
        "Причину [досі] з'ясовують.": "PRESENT_REF",
        "Фортеця ([нині] музей) вціліла.": "PRESENT_REF",
    },
    rejects=["Він прийде не зараз-то.", "А тепер про погоду."],
)
def present(m: Match, discourse: Discourse) -> Reading | None:
    """Now; in a narrative "тепер" only moves the story on, and so it does behind "а"; "нині" is the day of writing."""
    if m["adverb"] and (
        (discourse.narrative and not m["today"])
        or m.string[m.end() : m.end() + 1] == "-"
        or re.search(r"(?:^|[.!?]\s)(?:а|і|й)\s$", m.string[max(0, m.start() - 5) : m.start()], re.IGNORECASE)
    ):
        return None
    return read(Reference.PRESENT, confidence=0.7)


@rule(
    r"(?:тим часом|(?:у|в|на) (?:той|цей)(?: же| самий)? (?:час|період|момент)(?!,? (?:як|коли))|"
    r"до (?:того|цього)(?: ж)? (?:часу|моменту)|того часу|на (?:цьому|той) етапі|на ту пору)",
    examples={
        "Місто горіло. [Тим часом] війська відходили.": "PRESENT_REF",
        "[У той же час] у столиці було тихо.": "PRESENT_REF",
        "Населення [на той час] становило тисячу душ.": "PRESENT_REF",
    },
    rejects=["У той час як одні працюють, інші сплять.", "Той час минув."],
    genre=Genre.NARRATIVE,
)
def meanwhile(m: Match, discourse: Discourse) -> Reading | None:
    """The present of what is being told."""
    if not discourse.narrative and m[0].lower() == "тим часом":
        return None
    return read(Reference.PRESENT, confidence=0.6)


@rule(
    r"(?:нещодавно|недавно|(?P<days>днями)|останнім часом|останніми роками|(?P<until>до останнього часу)|віднедавна|"
    rf"(?:у|в) минулому|"
    rf"{adjective('нещодавн', 'недавн', soft=True)})(?! (?:році|місяці|столітті|тижні|сезоні))",
    examples={
        "Його [нещодавно] звільнили.": "PAST_REF",
        "[У минулому] тут був млин.": "PAST_REF",
        "[Недавній] дощ допоміг.": "PAST_REF",
        "[Днями] він повернувся.": "PAST_REF",
    },
    rejects=["У минулому році.", "Щойно він увійшов, стало тихо."],
)
def past(m: Match, discourse: Discourse) -> Reading | None:
    """Some time ago; "until recently" ends in the present. "Днями" is either way, and "for days" elsewhere."""
    if m["days"]:
        if discourse.narrative or not re.search(r"(?:^|[.!?»\n]\s*)$", m.string[max(0, m.start() - 4) : m.start()]):
            return None
        sign, _ = discourse.tense(m)
        return read(Reference.FUTURE if sign > 0 else Reference.PAST, confidence=0.6)
    return read(Reference.PRESENT if m["until"] else Reference.PAST, confidence=0.65)


_SOON = "дні|днів|днями|тижні|тижнів|тижнями|місяці|місяців|місяцями|роки|років|роками|години|годин"


@rule(
    rf"(?:незабаром|невдовзі|скоро|найближчим часом|у майбутньому|в майбутньому|через (?:деякий|якийсь|певний) час|"
    rf"найближч(?:і|их|ими|им) (?:{_SOON})|"
    r"наступн(?:ими|і) (?:днями|тижнями|місяцями|роками)|прийдешн(?:іми|і) (?:роками|роки))",
    examples={
        "Вони [незабаром] проголосують.": "FUTURE_REF",
        "[Найближчим часом] міст закриють.": "FUTURE_REF",
        "Снігу чекають у [найближчі дні].": "FUTURE_REF",
    },
    rejects=["Скоростріл заклинило."],
)
def future(m: Match, discourse: Discourse) -> Reading | None:
    """Some time to come; in a narrative "незабаром" only moves the story on."""
    word = m[0].lower()
    if discourse.narrative and word in ("незабаром", "невдовзі", "скоро"):
        return None
    return read(Reference.FUTURE, confidence=0.65)
