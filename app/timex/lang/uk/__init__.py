"""The grammar of Ukrainian."""

from app.timex.grammar import Bound, Cues, Grammar, rules_in
from app.timex.lang.uk import (
    absolute,
    anaphora,
    clock,
    durations,
    eras,
    holidays,
    quarters,
    ranges,
    relative,
    sets,
    spelled,
    vague,
    weekdays,
    years,
)
from app.timex.lang.uk.words import MONTHS, MONTHS_OF_DAY, SEASONS

# The words that close a year and stay outside the extent of a date.
_YEAR_WORD = r"(?:року,? |році,? |років |роках |р\. |рр\. )?"

# Verbs that tell of what is to come. The perfective future has no ending of its own ("відкриє", but "читає"), so the
# verbs that news plans with are listed; the imperfective one has ("голосуватиме").
_FUTURE = (
    "буде|будуть|будемо|будете",
    "відбу(?:деться|дуться)|пройде|пройдуть|стане|стануть|зможе|зможуть",
    "план(?:ує|ують|уємо|ується|уються)|запланован[аеоі]|призначен[аеоі] на|намічен[аеоі]",
    "(?:має|мають|може|можуть) [а-яіїєґ'’]{2,20}ти(?:ся)?|повин(?:ен|на|ні|но)",
    "очіку(?:є|ємо|ють|ється|ються)|чекають|обіця(?:є|ють|ється)|збира(?:ється|ються)|намір(?:и|ів|ом|ами)?|має намір",
    "(?:роз)?поч(?:не|нуть)(?:ться|ся)?|(?:за|від)кри(?:є|ють)(?:ться|ся)?|відновит(?:ь|ься)|відновлят(?:ь|ься)",
    # A prefix and the endings of the second conjugation make a perfective future, but for verbs of motion and state.
    (
        r"(?!(?:належ|залеж|відповід)\w*)(?:за|від|ви|про|роз|при|з|об|до|пере|по|під|у|о)[а-яіїєґ'’]{2,12}"
        "(?<!ход)(?<!вод)(?<!нос)(?<!воз)(?<!став)(?<!їзд)(?:ить|лять|рять|нять|чать|шать)(?:ся)?"
    ),
    "(?:за|ви)верш(?:ить|ать)(?:ся)?|(?:за|с)кінч(?:ить|ать)(?:ся)?|стартує|стартують|вступ(?:ить|лять)|набуд(?:е|уть)",
    "розгляне|розглянуть|прове(?:де|дуть)|оголос(?:ить|ять)|прибуд(?:е|уть)|приї(?:де|дуть)|повернуться|повернеться",
    "виступ(?:ить|лять)|збуду(?:є|ють)|збереться|зберуться|зустрінуться|зустрінеться|вирішить|вирішать|проголосу(?:є|ють)",
    "[а-яіїєґ'’]{3,20}тим(?:у|еш|е|емо|ете|уть)(?:ся)?",
    "завтра|наступного (?:дня|тижня|місяця|року)",
)
# Past tense by its endings, but for nouns that have them too, and the impersonal "заявлено".
_PAST = (
    r"(?!(?:сил[аи]|правил|тіл|діл|стріл|посил|школ|вул)\w*)[а-яіїєґ'’]{1,16}(?:[аиуюяї]в(?:ся)?|[аиеуюяії]л[аио](?:ся|сь)?)",
    "[а-яіїєґ'’]{2,16}(?:ан|ен|єн|от|ут|ит)о",
    "учора|вчора|минулого|торік|тому",
)

_MODULES = (absolute, spelled, years, quarters, clock, eras, relative, weekdays, anaphora, ranges, durations, sets,
            vague, holidays)  # fmt: skip

GRAMMAR = Grammar(
    language="uk",
    rules=rules_in(_MODULES),
    modifiers=vague.MODIFIERS,
    cues=Cues(
        future="|".join(_FUTURE),
        past="|".join(_PAST),
        toward="до|аж до|не пізніше|не пізніш як|щонайпізніше|(?:пере|від)(?:нес|клал|кладен)(?:ли|ла|ено|и|о) на|"
        "(?:запланован|призначен|призначил|запланувал)(?:о|и|а|ий) на",
        since="відтоді|датован[а-яіїє]{1,4}|ще з|ще у|ще в",
        between="у|в|на|до|о",
    ),
    bounds=(
        Bound("since", "(?:починаючи )?(?:з|із|зі|від)"),
        Bound("until", "(?:аж )?(?:до|по)"),
        Bound("before", "перед"),
        Bound("after", "після"),
        Bound("not_before", "не раніше(?: ніж)?(?: [ув])?"),
        Bound("not_after", "не пізніше(?: ніж)?(?: [ув])?"),
    ),
    joins=rf"{_YEAR_WORD}(?:по|до|та|і|й|[-–—])",
    and_=rf"{_YEAR_WORD}(?:та|і|й)",
    range_from="з|із|зі|від|(?P<between>між)",
    ended="(?:, )?(?:що|які|який) (?:закінчил|завершил|закінчивс|завершивс)\\w+|до|по",
    months=MONTHS | MONTHS_OF_DAY,
    seasons=SEASONS,
    country="UA",
)
