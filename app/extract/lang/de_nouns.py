"""German gives every noun a capital: which of them are no names, told by how they end.

Compounds end with the noun that they are a kind of ("Kupfermine", "Sicherheitschef"), so a few hundred nouns of news
and the endings of abstract nouns tell most. What places and families are called by (-berg, -burg, -dorf, -wald) is left
out.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = "ung heit keit schaft ion tät ismus nis enz anz ment"
_NOUNS = (
    "abend abgeordnete abkommen absicht abstimmung aktie aktion alter amt anfang anfrage angabe angebot angeklagte "
    "angreifer angriff angst anhänger anlage anlass anruf anschlag anteil antrag antwort anwalt arbeit arbeiter arm "
    "armee art artikel arzt ärztin aufgabe auftrag auge ausfall ausland ausschuss autobahn auto autor bahn bahnhof "
    "band bande bank bau bauer baum beamte beamter bedarf begriff behörde beispiel beitrag bericht beruf beschluss "
    "besitz besuch besucher betrag betreiber betrieb bewohner beziehung bild bischof blatt boden boot börse botschaft "
    "brand brief bruder buch bühne bund bündnis bürger bürgermeister bürgerin chef chefin computer dach dame datum "
    "demonstrant dieb dienst ding dollar dorfbewohner druck ehe ehepaar eigentümer einfluss einsatz einsturz einwohner "
    "eis eltern ende energie enkel erbe erde ereignis erfolg ergebnis euro experte expertin fabrik fahrer fahrerin "
    "fahrgast fahrt fahrzeug fall familie fan farbe fehler feier feind fenster fernsehen feuer feuerwehr film firma "
    "fisch fischer fläche flasche fleisch flucht flug flughafen flugzeug fluss flüchtling foto frage fraktion frau "
    "freund freundin frist front führer fund funktionär fuß gang gast gebäude gebiet gefahr gefangene gegenstand "
    "gegner geld gemeinde general gericht geschäft geschichte gesellschafter gesetz gesicht gespräch gewalt "
    "gewinn gipfel glück grad grenze grund gruppe hafenarbeiter hälfte halle hand handel haus haushalt heer helfer "
    "herbst herr herz hilfe hinweis hochwasser hof höhe holz hotel hund hunger idee industrie information ingenieur "
    "initiative insel insasse interesse jahr jahrhundert jahrzehnt job journalist journalistin junge jugendliche "
    "kabinett kampf kämpfer kandidat kandidatin kanzler kapitän karte kasse katze kern kilometer kind kirche kläger "
    "klasse klinik kollege kollegin könig königin konzern kopf korps körper kosten kraft kraftwerk krankenhaus "
    "krankheit kredit kreis krieg krise küche kultur kunde kundin kunst künstler kurs küste laden lage lager land "
    "landkreis landwirt last lauf leben lehrer lehrerin leiche leiter leiterin leitung leute licht liga linie liste "
    "lohn lösung luft macht mädchen manager mann mannschaft mark markt maschine maßnahme material mauer medien meer "
    "mehrheit meister meldung menge mensch meter miete milliarde million mine minister ministerin ministerium minute "
    "mitarbeiter mitarbeiterin mitglied mittag mitte mittel monat mord morgen motor museum musik mutter mütter nacht "
    "nachbar nachmittag nachricht name netz norden not nummer ort osten ozean panzer papier park parlament partei "
    "partner patient patientin person pfarrer pferd pfund plan platz politik politiker politikerin polizei polizist "
    "polizistin post präsident präsidentin preis presse priester problem produkt professor programm projekt protest "
    "prozent prozess prüfer punkt quelle rakete rand rat rathaus raum recht rede regen regierung reich reihe reise "
    "rennen rentner republik rest richter richterin risiko rolle ruhe runde sache saison sanitäter schaden schacht "
    "schauspieler schicht schiff schlacht schluss schnee schritt schüler schülerin schule schuld schuss schutz "
    "schwester see seite sekunde senat sender serie sieg sieger sitz sitzung sohn söhne soldat soldatin sommer sonne "
    "sorge spiel spieler spielerin spitze sport sprache sprecher sprecherin staat staatsanwalt stelle steuer stimme "
    "strafe straße streik streit strom stück student studentin studie stunde sturm süden summe system tag teil "
    "teilnehmer telefon test text theater thema tier tochter töchter tod ton tor tote toter träger traum treffen "
    "trainer trainerin truppe tunnel tür turm typ ufer uhr umfrage umsatz umwelt unfall unglück unternehmen "
    "unternehmer untersuchung unterstützer urlaub urteil vater väter verband verbraucher verbrechen verdacht "
    "verdächtige verein verfahren verhalten verkehr verletzte verlust verletzter versuch vertrag vertreter verwalter "
    "affäre rücktritt rücktritte auftritt eintritt austritt fortschritt rückschritt abschied abstand anstieg aufstieg "
    "ausstieg einstieg rückgang vorgang zugang übergang eingang ausgang anschluss beschuss ausschluss verschluss "
    "neuwahl vorwahl stichwahl angehörige hinterbliebene freiwillige kriminelle deutscher "
    "verwandte viertel volk vorfall vorjahr vorschlag vorsitz vorsitzende vorstand vorwurf waffe wagen wahl wähler "
    "wand wasser weg welt werk westen wetter wind winter wirtschaft wissenschaftler wissenschaftlerin woche "
    "wochenende wohnung wort zahl zeichen zeit zeitpunkt zeitraum zeitung zentrum zeuge zeugin ziel zimmer zug züge "
    "zukunft zusage zuschauer zustand zweifel bergleute bergmann bergwerk feuerwehrmann kaufmann fachmann"
)
_COMMON = re.compile(
    rf"(?:\w{{3,}}?)?(?:{'|'.join(sorted(_NOUNS.split(), key=len, reverse=True))})(?:e|en|n|s|es|er|ern|nen)?|"
    rf"\w{{3,}}(?:{'|'.join(_ENDINGS.split())})(?:e|en|s|n)?"
)
# With which a sentence opens.
_BESIDE = frozenset(
    "ein eine einer eines einem einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend mehr "
    "viele einige mehrere alle beide weitere andere zahlreiche beim beim vom zum zur am im ans ins nach seit vor wegen "
    "trotz während laut gegen unter über zwischen mit ohne für durch um bis bei aus".split()
)


# An adjective has a capital in a name only: "die Deutsche Bahn", "der Vereinten Nationen".
_ADJECTIVE = re.compile(r"\w{4,}(?:e|en|er|es|em)")


def is_part_of_name(word: str, before: str, *, opens: bool) -> bool:
    """Whether a word with a capital belongs to a name.

    Args:
        before: the word before it.
        opens: whether that one opens a sentence and has its capital from there.
    """
    if not is_common(word):
        return True
    led = not opens and before[:1].isupper() and _ADJECTIVE.fullmatch(before.lower()) is not None
    return led and not is_common(before)


@lru_cache(maxsize=1 << 14)
def is_common(word: str) -> bool:
    """Whether a word with a capital is no name, as far as its end tells."""
    lower = word.lower()
    return lower in _BESIDE or _COMMON.fullmatch(lower) is not None
