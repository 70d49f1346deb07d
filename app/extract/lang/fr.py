"""French."""

from __future__ import annotations

import re

from app.extract.lang.plain_words import PlainWords, words

WORDS = PlainWords(
    auxiliaries=words(
        "a ont est sont avait avaient était étaient été être avoir sera seront fut furent peut peuvent pourrait "
        "pourraient doit doivent va vont devait devaient pu dû devrait devraient"
    ),
    verbs=words(
        "mort morte morts mortes pris prise prises mis mise mises fait faite faits faites ouvert ouverte offert "
        "couvert écrit dit conduit détruit détruite détruits détruites produit né née venu venue venus devenu tenu "
        "tenue obtenu battu battue perdu rendu vendu reçu élu élue élus vaincu descendu répondu entendu suspendu "
        "attendu reconnu disparu commence débute ouvre ferme quitte arrive rencontre signe meurt lance prend reprend "
        "annonce"
    ),
    past=re.compile(
        r"[a-zàâçéèêëîïôûùü]{2,}(?:é|ée|és|ées|èrent|irent|ait|aient)|[a-zàâçéèêëîïôûùü]{3,}(?:ie|is|it|i)"
    ),
    not_verbs=words(
        "quai quais essai essais délai délais mai vrai incendie incendies partie sortie loterie mairie "
        "été année années journée soirée matinée armée armées société liberté sécurité santé réalité moitié côté "
        "marché marchés arrivée durée entrée député députés comité traité traités blessé blessés réfugiés employés "
        "associé université cité qualité capacité unité priorité identité idée musée lycée fois mais puis depuis "
        "ainsi aussi samedi lundi mardi mercredi jeudi vendredi midi ici parmi pays trois suis partie mois avis "
        "gouvernait français anglais jamais après très près dès pluie vie industrie énergie qui celui lui parti "
        "partis petit petits droit endroit permis état débit crédit conflit bruit nuit huit"
    ),
    event_nouns=words(
        "invasion attaque attaques explosion explosions attentat attentats bombardement bombardements bataille guerre "
        "élection élections réunion sommet accident incendie inondation inondations séisme manifestation "
        "manifestations grève procès verdict arrestation mort meurtre visite accord trêve offensive retrait "
        "occupation libération évacuation ouverture fermeture signature conférence match finale"
    ),
    saying=words(
        "dit déclaré annoncé affirmé expliqué indiqué précisé ajouté assuré confirmé révélé rapporté souligné écrit "
        "selon affirme déclare indique explique estime assure annonce"
    ),
    as_said=words("selon comme d'après"),
    clitics=words("l l'a le"),
    content=words("que qu"),
    date_leads=words(
        "le la les en au du de des dans depuis dès à ce cette l d pour vers avant après jusqu jusqu'en jusqu'au "
        "partir déjà"
    ),
    date_tails=frozenset(),
    openers=words("et ou mais or donc puis ensuite aussi cependant toutefois pourtant ainsi par ailleurs enfin"),
    planned=words(
        "prévoit prévoient compte comptent entend entendent doit doivent prévu prévue prévus va vont devrait devraient"
    ),
    hypothetical=words(
        "menace menacent menacé menaçait menaçaient "
        "pourrait pourraient peut peuvent peut-être probablement éventuellement si serait seraient aurait auraient"
    ),
    infinitive=re.compile(r"[a-zàâçéèêëîïôûùü]{2,}(?:er|ir|re)"),
    future=re.compile(r"sera|seront|aura|auront|[a-zàâçéèêëîïôûùü]{3,}(?:era|eront|ira|iront|dra|dront)"),
    negations=words("personne nul nulle pas jamais aucun aucune"),
    denying=words("démenti dément démentent nié nie"),
    articles=words("le la les un une des l"),
    only=words("que qu qu'en qu'au qu'à"),
    back_then=words("alors"),
    relatives=words("qui dont où que"),
    pronouns={"le": "il", "un": "il", "la": "elle", "une": "elle"},
    elided=re.compile(r"\A(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)"),
)
