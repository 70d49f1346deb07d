"""Spanish."""

from __future__ import annotations

import re

from app.extract.lang.plain_words import PlainWords, words

WORDS = PlainWords(
    auxiliaries=words(
        "ha han había habían haber fue fueron sido es son era eran ser será serán está están estaba estaban estuvo "
        "puede pueden podría podrían va van iba iban debe deben quedó quedaron resultó resultaron"
    ),
    verbs=words(
        "dijo dijeron hizo hicieron tuvo tuvieron vino vinieron puso pusieron trajo trajeron dio dieron vio vieron "
        "quiso quisieron supo produjo produjeron condujo redujo murió murieron cayó cayeron huyó hay hubo empezó "
        "comienza empieza termina abre cierra viaja llega sale entra gana pierde recibe firma muere mueren abren "
        "cierran llegan"
    ),
    past=re.compile(
        r"[a-záéíóúñ]{2,}(?:ó|aron|ieron|yeron|jeron|ado|ada|ados|adas|ido|ida|idos|idas|aba|aban)|"
        r"muerto|muerta|muertos|muertas|dicho|hecho|puesto|visto|abierto|roto|escrito|vuelto|cubierto|"
        # "detuvo", "propuso", "intervino", "deshizo", "pudo": strong preterites have no accent
        r"[a-záéíóúñ]*(?:tuvo|puso|hizo|trajo|dujo|quiso|pudo|anduvo)|(?:inter|pre|con|sobre|contra|pro)vino|"
        r"(?:pre|contra|ben)dijo"
    ),
    not_verbs=words(
        "estado estados partido partidos mercado mercados lado abogado abogados soldado soldados herido heridos vida "
        "medida medidas comunidad salida salidas entrada entradas llegada unidos unidas pasado pasada semana década "
        "mitad resultado resultados pedido sentido contenido mientras jornada llamada delegado diputado diputados "
        "senado condado cuidado ejército armada cada nada toda todo todos acabaron"
    )
    - {"acabaron"},
    event_nouns=words(
        "invasión ataque ataques explosión explosiones atentado bombardeo batalla guerra elecciones elección reunión "
        "cumbre accidente incendio inundación inundaciones terremoto sismo protesta protestas huelga juicio sentencia "
        "detención muerte asesinato visita acuerdo tregua ofensiva retirada ocupación liberación evacuación apertura "
        "cierre firma conferencia partido final campeonato"
    ),
    saying=words(
        "dijo dijeron anunció anunciaron afirmó afirmaron informó informaron explicó explicaron señaló señalaron "
        "aseguró aseguraron declaró declararon añadió agregó indicó indicaron confirmó confirmaron reveló sostuvo "
        "aseguran dice dicen según afirma informa asegura"
    ),
    as_said=words("según como"),
    clitics=words("lo"),
    content=words("que"),
    date_leads=words(
        "el la los las en de del desde hasta por durante a al este esta partir para hacia tras antes después ya apenas"
    ),
    date_tails=frozenset(),
    openers=words("y e o pero sin embargo además también entonces luego después así mientras por tanto asimismo"),
    planned=words(
        "planea planean prevé prevén tiene previsto pretende pretenden espera esperan proyecta proyectan va van"
    ),
    hypothetical=words(
        "amenaza amenazan amenazó amenazaron "
        "podría podrían puede pueden quizá quizás posiblemente probablemente si supuestamente habría habrían "
        "sería"
    ),
    infinitive=re.compile(r"[a-záéíóúñ]{2,}(?:ar|er|ir)(?:se|lo|la|los|las)?"),
    future=re.compile(r"será|serán|habrá|[a-záéíóúñ]{3,}(?:ará|arán|erá|erán|irá|irán|drá|drán|brá)"),
    negations=words("nadie ningún ninguna ninguno no nunca tampoco"),
    denying=words("negó negaron desmintió desmintieron"),
    articles=words("el la los las un una unos unas"),
    only=words("sino más"),
    relatives=words("que quien quienes cuyo cuya donde"),
    perfect=words("ha han"),
    back_then=words("entonces"),
    noun_leads=words("el un una unos unas al del"),
)
