"""Times named only by where they lie from now, and the words that soften or narrow an expression."""

from __future__ import annotations

import re

from app.timex.grammar import Discourse, Match, Modifier, Reading, read, rule
from app.timex.timex3 import Mod, Reference

MODIFIERS = (
    Modifier("start", r"(?:le )?(?:tout )?d[ée]but(?: de| du| des)?", Mod.START),
    Modifier("mid", r"(?:le )?milieu(?: de| du| des)?", Mod.MID),
    Modifier("mid_hyphen", r"(?:la )?mi", Mod.MID),
    Modifier("half", r"(?:la )?(?:premi[èe]re|seconde|deuxi[èe]me) moiti[ée](?: de| du| des)?|"
             r"(?:le )?(?:deuxi[èe]me|troisi[èe]me) quart (?:du|des)", Mod.APPROX),
    Modifier("first_part", r"(?:le )?premier (?:tiers|quart) (?:du|des)", Mod.START),
    Modifier("second_part", r"(?:le )?deuxi[èe]me tiers (?:du|des)", Mod.MID),
    Modifier("last_part", r"(?:le )?(?:dernier (?:tiers|quart)|troisi[èe]me tiers) (?:du|des)", Mod.END),
    # "Le mandat prend fin lundi" ends, and does not lie late on Monday.
    Modifier("end", r"(?<!prend\s)(?<!prit\s)(?<!pris\s)(?<!prendra\s)(?<!prendre\s)(?<!met\s)(?<!mis\s)(?<!mit\s)"
             r"(?<!mettre\s)(?:la )?(?:toute )?fin(?: de| du| des)?", Mod.END),
    Modifier("almost", r"presque|pr[èe]s de", Mod.LESS_THAN, durations=True),
    Modifier("more_than", r"(?:un peu |bien )?plus de", Mod.MORE_THAN, durations=True, periods=False),
    Modifier("less_than", r"(?:un peu )?moins de", Mod.LESS_THAN, durations=True, periods=False),
    Modifier("at_least", r"au moins|au minimum", Mod.EQUAL_OR_MORE, durations=True, periods=False),
    Modifier("at_most", r"au plus|au maximum|tout au plus", Mod.EQUAL_OR_LESS, durations=True, periods=False),
    Modifier("about", r"environ|vers|aux alentours de|autour de|aux environs de|circa", Mod.APPROX, durations=True,
             inside=False),
)  # fmt: skip


@rule(
    r"maintenant|actuellement|d[ée]sormais|de nos jours|à (?P<hour>l['’]heure actuelle)|à (?P<present>pr[ée]sent)"
    r"(?! de)|"
    r"en ce moment|pour (?P<moment>le moment|l['’]instant)|ces jours-ci|(?P<adjective>actuel(?:le)?s?)",
    examples={
        "C'est [maintenant] fermé.": "PRESENT_REF",
        "Ils ont [actuellement] quatre sièges.": "PRESENT_REF",
        "Le plan [actuel] échoue.": "PRESENT_REF",
        "Pour [l'instant], nul ne sait.": "PRESENT_REF",
        "[En ce moment], il dort.": "PRESENT_REF",
    },
    rejects=["L'actualité sportive.", "À ce moment-là, il partit."],
)
def present(m: Match, discourse: Discourse) -> Reading | None:
    """Now."""
    group = next((name for name in ("hour", "present", "moment") if m[name]), None)
    return read(Reference.PRESENT, confidence=0.75, start=m.start(group) if group else None)


@rule(
    r"(?P<adjective>r[ée]cente?s?)|r[ée]cemment|derni[èe]rement|nagu[èe]re|jadis|autrefois|ces derniers temps|"
    r"(?:dans|par) (?P<noun>le pass[ée])|à (?P<era>l['’][ée]poque)(?! de| du| des| o[ùu])|(?:à )?"
    r"(?P<then>ce moment-l[àa])|depuis (?P<since>lors)",
    examples={
        "Elle s'est [récemment] mariée.": "PAST_REF",
        "Les pluies [récentes] aident.": "PAST_REF",
        "Par [le passé], c'était un moulin.": "PAST_REF",
        "À [l'époque], il neigeait.": "PAST_REF",
        "Il se tait depuis [lors].": "PAST_REF",
    },
    rejects=["Son passé le hante.", "À l'époque de Louis XIV.", "Il est passé hier."],
)
def past(m: Match, discourse: Discourse) -> Reading | None:
    """Some time ago."""
    group = next((name for name in ("noun", "era", "then", "since") if m[name]), None)
    return read(Reference.PAST, confidence=0.65, start=m.start(group) if group else None)


@rule(
    r"bient[ôo]t|prochainement|sous peu|(?:à|dans) (?P<noun>l['’]avenir|un avenir proche|le futur)|"
    r"(?:le|la|les|son|sa|ses|mon|du|au|aux|un|une|notre|leurs?|des) (?P<next>prochaine?s?)(?= [a-zà-ÿA-Z«])|"
    r"(?:le|la|les|son|sa|ses|mon|du|au|aux|un|une|notre|leurs?|des) (?P<adjective>future?s?)(?= (?!est\b|était|sera|"
    r"des\b|les\b|qui\b|que\b|pour\b|dans\b|avec\b|reste\b)[a-zà-ÿ]{3})|"
    r"à (?P<term>(?:court|moyen|long) terme)",
    examples={
        "Ils voteront [bientôt].": "FUTURE_REF",
        "Il l'agrandira à [l'avenir].": "FUTURE_REF",
        "Elle jouera la [prochaine] saison ici.": "FUTURE_REF",
        "Il est près du [futur] parc.": "FUTURE_REF",
    },
    rejects=["L'avenir d'Anne est incertain.", "Le prochain !", "Son futur est sombre."],
)
def future(m: Match, discourse: Discourse) -> Reading | None:
    """Some time to come."""
    group = next((name for name in ("noun", "next", "adjective", "term") if m[name]), None)
    if group == "next" and re.match(r" (?:et|ou|à|de|est|sera)\b", m.string[m.end() : m.end() + 5]):
        return None
    return read(Reference.FUTURE, confidence=0.65, start=m.start(group) if group else None)
