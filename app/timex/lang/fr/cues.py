"""Which way a sentence looks: verbs and small words of the future and of the past."""

from app.timex.grammar import Cues

_PARTICIPLE = r"[a-zà-ÿ]{1,14}(?:é|ée|és|ées|i|ie|is|it|u|ue|us|ert|ait|int)"
_AUXILIARY = r"(?:a|ai|ont|avait|avaient|eut|eurent|est|sont|était|étaient|fut|furent|s['’]est|se sont)"
_FUTURE = (
    r"(?-i:[A-ZÉa-zé]?[a-zà-ÿ]{0,14}(?:era|ira|ra|eront|iront|ront|rait|raient|rons|rez))|va|vont|vais",
    # Before the past, whose participle "prévu" is, too.
    r"(?:est|sont|était|étaient|a été|ont été) (?:prévu|attendu|programmé|fixé|convoqué)e?s?|prévue?s?|attendue?s?",
    r"doit|doivent|devrait|peut|peuvent|compte|comptent|espère|espèrent|entend|prévoit|prévoient|attend|attendent",
    r"expire|à venir",
)
_PAST = (
    # "A dit que lundi il ira": what is said has a tense of its own.
    rf"{_AUXILIARY}(?: (?:pas|déjà|aussi|été|[a-zé]{{3,10}}ment)){{0,2}} (?-i:{_PARTICIPLE})(?! qu['’]| que\b)",
    r"(?-i:[A-ZÉa-zé][a-zà-ÿ]{1,14}(?:èrent|irent|urent|aient|ait))",
    r"était|étaient|avait|fut|eut|il y a|dernier|dernière",
)
_TOWARD = (
    r"jusqu['’](?:au|à|en)|d['’]ici|d['’]ici au|d['’]ici à|à partir du|à partir de|à compter du",
    r"avant|avant le|au plus tard|dès|pour",
)
_SINCE = (r"depuis|depuis le|daté du|daté de",)

CUES = Cues(
    future="|".join(_FUTURE),
    past="|".join(_PAST),
    toward="|".join(_TOWARD),
    since="|".join(_SINCE),
    between="le|la|les|du|de|en|au|fin|début|mi|mois|prochain",
)
