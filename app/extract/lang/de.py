"""German."""

from __future__ import annotations

import re

from app.extract.lang.plain_words import PlainWords, words

WORDS = PlainWords(
    auxiliaries=words(
        "ist sind war waren wird werden wurde wurden hat haben hatte hatten worden gewesen sein kann können konnte "
        "konnten soll sollen sollte sollten will wollen wollte wollten muss müssen musste mussten darf dürfen könnte "
        "könnten dürfte dürften werde habe hätte hätten sei seien wolle solle müsse könne dürfe"
    ),
    verbs=words(
        "erlag erlagen erlitt erlitten entging bot boten lud luden half halfen sprang sprangen stahl stahlen schied "
        "wies wiesen verwies bewarb kam kamen ging gingen starb starben begann begannen griff griffen nahm nahmen gab "
        "gaben fiel fielen schlug "
        "schlugen traf trafen zog zogen floh flohen brach brachen schloss schlossen verließ verließen gewann gewannen "
        "verlor verloren trat traten stieg stiegen sank sanken lief liefen fuhr fuhren flog flogen fand fanden stand "
        "standen blieb blieben rief riefen warf warfen schoss schossen ließ ließen hielt hielten erhielt erhielten "
        "geriet gerieten entstand entstanden bekam bekamen beschloss beschlossen verschwand wuchs schrieb "
        "unterschrieb kommt kommen geht beginnt beginnen endet enden trifft treffen öffnet schließt reist steigt "
        "fällt"
    ),
    past=re.compile(
        r"[a-zäöüß]{3,}(?:te|ten|tete|teten)|(?:[a-zäöüß]{0,8})ge[a-zäöüß]{2,}(?:t|en)|"
        r"(?:be|ver|er|ent|zer|miss|über|unter)[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]{3,}iert"
    ),
    not_verbs=words(
        "heute rechte seite gestern später weiter unter über unten gegen wegen neben eben leben dagegen hingegen "
        "entgegen gesamten gesamt genau gerade gering genug getrennt bereits erst ersten erste letzte letzten "
        "nächste nächsten beide beiden weitere weiteren mehrere mehreren andere anderen alte alten rechten rechte "
        "dritte dritten zweite zweiten fünfte sechste vierte achte verschiedene verschiedenen erneut gemeinsam besten "
        "bekannt bekannten gute guten breite breiten bereit gut weit zeit selten überall untereinander unterdessen "
        "bitte mitte nicht jetzt fast statt selbst oft einen ihren seinen diesen jeden keinen allen vielen innen außen "
        "zusammen wegen mitten unten oben draußen zwischen morgen"
    ),
    event_nouns=words(
        "invasion angriff angriffe explosion explosionen anschlag anschläge überfall schlacht krieg wahl wahlen "
        "treffen gipfel unfall brand feuer hochwasser flut erdbeben protest proteste demonstration streik prozess "
        "urteil festnahme tod mord besuch abkommen waffenruhe offensive rückzug besetzung befreiung evakuierung "
        "eröffnung schließung unterzeichnung konferenz spiel finale einmarsch"
    ),
    saying=words(
        "sagte sagten erklärte erklärten teilte teilten meldete meldeten berichtete berichteten betonte betonten "
        "bestätigte bestätigten kündigte kündigten behauptete behaupteten schrieb hieß mitgeteilt meinte meinten sagt "
        "sagen erklärt berichtet laut glaubt mitteilte mitteilten"
    ),
    as_said=words("wie laut"),
    clitics=words("es"),
    content=words("dass daß"),
    date_leads=words(
        "am im in an für den der dem des die das vom von seit bis ab zum um ende anfang mitte gegen nach vor bei kurz "
        "erst schon bereits noch jahren jahre"
    ),
    date_tails=frozenset(),
    openers=words(
        "und oder aber doch jedoch auch dann danach zudem außerdem dabei deshalb so inzwischen unterdessen denn"
    ),
    planned=words("plant planen will wollen soll sollen beabsichtigt vorhat geplant vorgesehen"),
    hypothetical=words(
        "droht drohen drohte drohten "
        "könnte könnten möglicherweise vielleicht wohl dürfte dürften wahrscheinlich falls wenn würde würden "
        "angeblich kann können"
    ),
    infinitive=re.compile(r"[a-zäöüß]{3,}e?(?:n|ern|eln)"),
    future=re.compile(r"wird|werden|werde"),
    negations=words("niemand niemanden niemandem nicht kein keine keinen keiner keinem nie niemals"),
    denying=words("bestritt bestritten dementierte dementierten leugnete leugneten"),
    articles=words("der die das ein eine den dem des einen einem"),
    relatives=words("deren dessen welche welcher welches"),
    perfect=words("hat haben"),
    back_then=words("damals seinerzeit"),
    verb_second=True,
    present=re.compile(r"[a-zäöüß]{3,}(?:t|en)"),
    pronouns={"der": "er", "die": "sie", "das": "es"},
)
