"""Which way a sentence looks: verbs and small words of the future and of the past."""

from app.timex.cues import Cues

_PARTICIPLE = r"[a-zà-ÿ]{1,14}(?:é|ée|és|ées|i|ie|is|it|u|ue|us|ert|ait|int)"
_BETWEEN = r"(?: (?:pas|déjà|aussi|été|[a-zé]{3,10}ment)){0,2}"
_AUXILIARY = r"(?:a|ai|ont|avait|avaient|eut|eurent|est|sont|était|étaient|fut|furent|s['’]est|se sont)"
# A future stands on the infinitive, or on what has become of it: "tiendra", "aura".
_WILL = (
    r"(?-i:[A-ZÉa-zé]?[a-zà-ÿ]{0,14}(?:er|ir|dr|vr|tr|pr|ttr|aur|ser|fer|urr|our)(?:a|ont|ons|ez))|va|vont|doit|doivent"
)
_FUTURE = (
    r"(?-i:[A-ZÉa-zé]?[a-zà-ÿ]{0,14}(?:era|ira|ra|eront|iront|ront|rait|raient|rons|rez))|va|vont|vais",
    # Before the past, whose participle "prévu" is, too.
    r"(?:est|sont|était|étaient|a été|ont été) (?:prévu|attendu|programmé|fixé|convoqué)e?s?|prévue?s?|attendue?s?",
    r"doit|doivent|devrait|peut|peuvent|compte|comptent|espère|espèrent|entend|prévoit|prévoient|attend|attendent",
    r"expire|à venir",
)
_PAST = (
    # "A dit que lundi il ira": what is said has a tense of its own.
    rf"{_AUXILIARY}{_BETWEEN} (?-i:{_PARTICIPLE})(?! qu['’]| que\b)",
    r"(?-i:[A-ZÉa-zé][a-zà-ÿ]{1,14}(?:èrent|irent|urent|aient|ait))",
    r"était|étaient|avait|fut|eut|il y a|dernier|dernière",
)
# Those who decide, promise or call for something may do so for a day to come.
_UNDECIDED = (
    "annonc|approuv|convoqu|propos|promis|report|repouss|demand|exig|fix|programm|prév|ordonn|invit|appel|menac|avert|"
    "confirm|décid|avanc|réserv|planifi|autoris|assur|affirm|dit|offert|recommand|espér|déclar|accept|accord|choisi|vot|"
    "souhait|voulu|prolong|ajourn|suspend|retard|indiqu|précis|expliqu|estim|souligné|jugé|condamn|donné|engag|réclam"
)
_SURELY = (
    _WILL,
    r"(?:est|sont) (?:prévu|attendu|programmé|fixé|convoqué)e?s?|devrait|devraient|pourrait|pourraient",
    rf"(?!{_AUXILIARY}{_BETWEEN} (?:{_UNDECIDED})[a-zà-ÿ]*$){_AUXILIARY}{_BETWEEN} (?-i:{_PARTICIPLE})",
    rf"(?!(?:{_UNDECIDED}))(?-i:[A-ZÉa-zé][a-zà-ÿ]{{1,14}}(?:èrent|irent|urent))|fut|eut",
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
    sure="|".join(_SURELY),
    awaited="devait|devaient",
    aim=r"(?:à|de|pour|d['’])(?: (?:se|s['’]|ne pas|l[ea]s?) | )?(?-i:[a-zà-ÿ]{2,})(?:er|ir|re|oir)",
    apart="que|qu['’]|qui|dont|où|quand|lorsque|parce|si|comme|et|ou|mais|afin|pour|sur|selon",
    between="le|la|les|du|de|en|au|fin|début|mi|mois|prochain",
)
