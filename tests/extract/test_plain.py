"""Languages that are read by word lists: a statement for each sentence with a date."""

from dataclasses import fields

import pytest

from app.extract.plain.statements import LANGUAGES, words_of
from tests.extract.readings import date_of, read

# language -> sentence -> (title, date, modality, trigger, speaker)
TOLD = {
    "uk": [
        (
            "«Ми просили гроші у 2021 році», — сказав мер Олег Савчук у понеділок.",
            ("Мер Олег Савчук: «Ми просили гроші»", "2021", "asserted", "просили", "мер Олег Савчук"),
        ),
        (
            "Водолази підняли пором 21 березня 2022 року.",
            ("Водолази підняли пором", "2022-03-21", "asserted", "підняли", None),
        ),
        (
            "Міністерство повідомило, що війська залишили порт 3 травня 2021 року.",
            ("Війська залишили порт", "2021-05-03", "asserted", "залишили", "Міністерство"),
        ),
        (
            "Поліція Харкова повідомила, що затримала двох чоловіків 3 травня 2021 року.",
            ("Поліція Харкова затримала двох чоловіків", "2021-05-03", "asserted", "затримала", "Поліція Харкова"),
        ),
        ("Рада не закрила міст 3 травня 2021 року.", ("Рада не закрила міст", "2021-05-03", "denied", "закрила", None)),
        (
            "Міст відкриватимуть 5 червня 2023 року.",
            ("Міст відкриватимуть", "2023-06-05", "planned", "відкриватимуть", None),
        ),
        (
            "Дамба може прорвати 5 червня 2023 року.",
            ("Дамба може прорвати", "2023-06-05", "hypothetical", "прорвати", None),
        ),
        (
            "Як повідомила поліція у вівторок, пожежа почалася 3 травня 2021 року.",
            ("Пожежа почалася", "2021-05-03", "asserted", "почалася", "поліція"),
        ),
    ],
    "de": [
        (
            "Die Gewerkschaft hat für den 2. Juni einen Streik angekündigt.",
            ("Die Gewerkschaft hat einen Streik angekündigt", "2022-06-02", "planned", "angekündigt", None),
        ),
        (
            "Die Brücke wurde am 21. März 2022 eröffnet.",
            ("Die Brücke wurde eröffnet", "2022-03-21", "asserted", "eröffnet", None),
        ),
        (
            "Der Minister sagte, dass die Truppen am 3. Mai 2021 den Hafen verließen.",
            ("Die Truppen verließen den Hafen", "2021-05-03", "asserted", "verließen", "Minister"),
        ),
        (
            "Das Gericht wird am 5. Juni 2023 entscheiden.",
            ("Das Gericht wird entscheiden", "2023-06-05", "planned", "entscheiden", None),
        ),
        (
            "Die Partei gewann die Wahl am 3. Mai 2021 nicht.",
            ("Die Partei gewann die Wahl nicht", "2021-05-03", "denied", "gewann", None),
        ),
        (
            "Wie die Polizei am Mittwoch mitteilte, war das Feuer am 3. Mai 2021 im Keller ausgebrochen.",
            ("Das Feuer war im Keller ausgebrochen", "2021-05-03", "asserted", "ausgebrochen", "Polizei"),
        ),
        (
            "Die Regierung erklärte, dass die Brücke am 4. Mai 2021 wegen Hochwassers geschlossen wurde.",
            ("Die Brücke wurde wegen Hochwassers geschlossen", "2021-05-04", "asserted", "geschlossen", "Regierung"),
        ),
        (
            "Das Haus war erst im Mai 2021 saniert worden.",
            ("Das Haus war saniert worden", "2021-05", "asserted", "saniert", None),
        ),
    ],
    "es": [
        (
            "En 2019 un tribunal anuló la venta, que había costado el cargo a la alcaldesa dos años antes.",
            (
                "Un tribunal anuló la venta, que había costado el cargo a la alcaldesa dos años antes",
                "2019",
                "asserted",
                "anuló",
                None,
            ),
        ),
        (
            "El comité ha convocado una huelga para el 2 de junio.",
            ("El comité ha convocado una huelga", "2022-06-02", "planned", "convocado", None),
        ),
        (
            "El autobús no circuló hasta el 20 de marzo.",
            ("El autobús no circuló hasta el 20 de marzo", "../2022-03-20", "denied", "circuló", None),
        ),
        (
            '"Nos mintieron en febrero", dijo Rosa Otero.',
            ('Rosa Otero: "Nos mintieron"', "2022-02", "asserted", "mintieron", "Rosa Otero"),
        ),
        (
            "La policía informó de que había detenido a dos hombres el 3 de mayo de 2021.",
            ("Policía había detenido a dos hombres", "2021-05-03", "asserted", "detenido", "policía"),
        ),
        (
            "El museo, fundado en 1902, reabrirá el 5 de junio de 2023.",
            ("El museo, fundado en 1902, reabrirá", "2023-06-05", "planned", "reabrirá", None),
        ),
        (
            "El puente se abrió el 21 de marzo de 2022.",
            ("El puente se abrió", "2022-03-21", "asserted", "abrió", None),
        ),
        (
            "El ministro dijo que las tropas dejaron el puerto el 3 de mayo de 2021.",
            ("Las tropas dejaron el puerto", "2021-05-03", "asserted", "dejaron", "ministro"),
        ),
        (
            "La huelga comenzará el 5 de junio de 2023, según el sindicato.",
            ("La huelga comenzará", "2023-06-05", "planned", "comenzará", "sindicato"),
        ),
        (
            "La presa podría romperse el 5 de junio de 2023.",
            ("La presa podría romperse", "2023-06-05", "hypothetical", "romperse", None),
        ),
        # a strong preterite has no accent; what stands behind "el" is no verb; the part of the day goes with its day
        (
            "La policía detuvo el miércoles al jefe de la banda.",
            ("La policía detuvo al jefe de la banda", "2022-03-16", "asserted", "detuvo", None),
        ),
        (
            "El vino llegó el lunes a la tienda.",
            ("El vino llegó a la tienda", "2022-03-21", "asserted", "llegó", None),
        ),
        (
            "El puente, construido en 1932, se cerró ayer por la mañana.",
            ("El puente, construido en 1932, se cerró", "2022-03-21", "asserted", "cerró", None),
        ),
        (
            "El Gobierno subirá el salario mínimo a partir del 1 de marzo de 2023.",
            ("El Gobierno subirá el salario mínimo", "2023-03-01", "planned", "subirá", None),
        ),
        (
            "Según informó el lunes la policía, el incendio comenzó el 3 de mayo de 2021 en la cocina.",
            ("El incendio comenzó en la cocina", "2021-05-03", "asserted", "comenzó", "policía"),
        ),
    ],
    "fr": [
        (
            "Le feu s'est déclaré le 20 mars dans une réserve.",
            ("Le feu s'est déclaré dans une réserve", "2022-03-20", "asserted", "déclaré", None),
        ),
        (
            "Son procès devait s'ouvrir le 2 juin.",
            ("Son procès devait s'ouvrir", "2022-06-02", "planned", "s'ouvrir", None),
        ),
        (
            "La navette n'a été mise en service que le 20 mars.",
            ("La navette n'a été mise en service que le 20 mars", "2022-03-20", "asserted", "mise", None),
        ),
        (
            "« On nous avait promis une navette pour le 1er février », a déclaré lundi Lucie Arnaud.",
            (
                "Lucie Arnaud: « On nous avait promis une navette »",
                "2022-02-01",
                "asserted",
                "promis",
                "Lucie Arnaud",
            ),
        ),
        (
            "Le pont a été ouvert le 21 mars 2022.",
            ("Le pont a été ouvert", "2022-03-21", "asserted", "ouvert", None),
        ),
        (
            "Le ministre a déclaré que les troupes ont quitté le port le 3 mai 2021.",
            ("Les troupes ont quitté le port", "2021-05-03", "asserted", "quitté", "ministre"),
        ),
        (
            "La grève commencera le 5 juin 2023.",
            ("La grève commencera", "2023-06-05", "planned", "commencera", None),
        ),
        (
            "Le conseil n'a pas fermé le pont le 3 mai 2021.",
            ("Le conseil n'a pas fermé le pont", "2021-05-03", "denied", "fermé", None),
        ),
        (
            "Le bâtiment, construit en 1932, avait été évacué en mai 2021.",
            ("Le bâtiment, construit en 1932, avait été évacué", "2021-05", "asserted", "évacué", None),
        ),
        (
            "« Nous avons averti la région en mai 2021 », a déclaré l'architecte.",
            ("L'architecte: « Nous avons averti la région »", "2021-05", "asserted", "averti", "l'architecte"),
        ),
        (
            "Comme l'a annoncé la police mardi, le feu a pris le 3 mai 2021 dans la cuisine.",
            ("Le feu a pris dans la cuisine", "2021-05-03", "asserted", "pris", "police"),
        ),
    ],
}
ROWS = [(language, text, expected) for language, rows in TOLD.items() for text, expected in rows]


@pytest.mark.parametrize(("language", "text", "expected"), ROWS, ids=[f"{row[0]} {row[1][:30]}" for row in ROWS])
def test_what_a_sentence_tells(language: str, text: str, expected: tuple[str, str, str, str, str | None]) -> None:
    (told,) = read(text, language=language).statements
    speaker = told.attribution and told.attribution.speaker
    assert (told.title, date_of(told), told.modality.value, told.trigger.text, speaker) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words_in_small_letters(language: str) -> None:
    words = words_of(language)
    assert words is not None
    lists = [value for field in fields(words) if isinstance(value := getattr(words, field.name), frozenset)]
    assert len(lists) > 10
    assert all(word == word.lower() for group in lists for word in group)
    assert not words.verbs & words.not_verbs


def test_a_language_without_words_keeps_its_sentences_whole() -> None:
    (told,) = read("Il ponte è stato aperto il 21 marzo 2022 dal sindaco.", language="it").statements
    assert (told.title, date_of(told)) == ("Il ponte è stato aperto il 21 marzo 2022 dal sindaco", "2022-03-21")


def test_undated_sentences_are_news_of_the_day_at_the_top_only() -> None:
    text = (
        "Водолази підняли пором.\n\nРада закрила міст.\n\nВійська залишили порт.\n\nПожежа знищила млин."
        "\n\nУчні посадили дерева."
    )
    told = read(text, language="uk").statements
    assert [(s.title, s.when.basis.value) for s in told] == [
        ("Водолази підняли пором", "publication"), ("Рада закрила міст", "publication"),
        ("Війська залишили порт", "publication"), ("Пожежа знищила млин", "publication"),
    ]  # fmt: skip


TITLES = [
    # a date that is all of a clause, stands behind a colon or would leave a word hanging stays
    ("de", "Die Lesung, die für den 27. Februar 2022 geplant war, wurde verschoben.",
     "Die Lesung, die für den 27. Februar 2022 geplant war, wurde verschoben"),
    ("de", "Das Dach ist neu: Im Juli 2021 brach das alte ein.", "Das Dach ist neu: Im Juli 2021 brach das alte ein"),
    ("de", "Die Rohre stammen aus dem März 1984.", "Die Rohre stammen aus dem März 1984"),
    # what names the event may stand in the present, or behind an elided pronoun
    ("de", "Der Rat stimmt am 5. Juni 2023 über das Gesetz ab.", "Der Rat stimmt über das Gesetz ab"),
    ("uk", "Міністр прибуде до порту 5 червня 2023 року.", "Міністр прибуде до порту"),
    ("fr", "Le procès va s’ouvrir le 5 juin 2023 à Rennes.", "Le procès va s’ouvrir à Rennes"),
    # what the verb would not say without its date stays, and a word of the date goes with it
    ("fr", "Le stade, fermé depuis l'incendie du 3 mars, ne rouvrira pas avant l'été.",
     "Le stade, fermé depuis l'incendie du 3 mars, ne rouvrira pas avant l'été"),
    ("fr", "Le parquet a jusqu'au 2 avril pour faire appel.", "Le parquet a jusqu'au 2 avril pour faire appel"),
    ("uk", "Міст збудували в 1961–1964 роках.", "Міст збудували"),
    ("de", "Gebaut wurde die Brücke in den Jahren 1961 bis 1964.", "Gebaut wurde die Brücke"),
    # a pronoun stands for the subject of the sentence before
    ("fr", "Le chantier a commencé le 3 mars 2021. Il a fermé le 5 mars 2021.", "Le chantier a fermé"),
    ("fr", "La salle a ouvert le 3 mars 2021. Il a fermé le 5 mars 2021.", "Il a fermé"),
    ("de", "Der Verein kaufte das Haus am 3. Mai 2021. Er verkaufte es am 5. Mai 2021.", "Der Verein verkaufte es"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "title"), TITLES, ids=[text[:50] for _, text, _ in TITLES])
def test_titles(language: str, text: str, title: str) -> None:
    assert read(text, language=language).statements[-1].title == title


# language, text, its titles with their dates
PARTS = [
    # and nothing stands before the two commas
    (
        "uk",
        "Раніше, у лютому, поліція обшукала дім колишнього мера.",
        [("Поліція обшукала дім колишнього мера", "2022-02")],
    ),
    # "then" is the date that the sentence before told last
    (
        "de",
        "Der Damm war 1954 gebaut und 1998 saniert worden. Damals hatte die Sanierung elf Monate gedauert.",
        [
            ("Der Damm war gebaut und 1998 saniert worden", "1954"),
            ("Damals hatte die Sanierung elf Monate gedauert", "1998"),
        ],
    ),
    (
        "uk",
        "Тріщини знайшли ще в лютому. Тоді ж рада заборонила рух вантажівок.",
        [("Тріщини знайшли", "2022-02"), ("Рада заборонила рух вантажівок", "2022-02")],
    ),
    # what stands between semicolons is told apart
    (
        "fr",
        "Il y a deux ans, la ville avait refusé ; sa réponse est attendue fin janvier 2023.",
        [("La ville avait refusé", "2020"), ("Sa réponse est attendue", "2023-01-21/2023-01-31~")],
    ),
    (
        "uk",
        "Суд заарештував двох портовиків 3 травня 2021 року; засідання відбулося 25 червня 2021 року.",
        [("Суд заарештував двох портовиків", "2021-05-03"), ("Засідання відбулося", "2021-06-25")],
    ),
    # and what opens with a date of its own
    (
        "de",
        "Am 3. Mai 2021 war der Damm gebrochen, am 5. Mai 2021 mussten 200 Menschen ihre Häuser verlassen.",
        [("Der Damm war gebrochen", "2021-05-03"), ("200 Menschen mussten ihre Häuser verlassen", "2021-05-05")],
    ),
    (
        "es",
        "El 3 de mayo de 2021 el alcalde abrió el puente, y el 5 de mayo de 2021 la tormenta destruyó el puerto.",
        [("El alcalde abrió el puente", "2021-05-03"), ("La tormenta destruyó el puerto", "2021-05-05")],
    ),
    # not who says so, nor what has its subject before
    (
        "uk",
        "Пожежа почалася 3 травня 2021 року, повідомила 5 травня 2021 року поліція.",
        [("Пожежа почалася", "2021-05-03")],
    ),
    (
        "es",
        "El ministro viajó el 3 de mayo de 2021 a Madrid, y el 5 de mayo de 2021 visitó París.",
        [("El ministro viajó a Madrid, y el 5 de mayo de 2021 visitó París", "2021-05-03")],
    ),
    # an aside keeps its date to itself
    ("fr", "La maire, élue en mars 2020, a fermé le pont le 5 juin 2021.", [
        ("La maire, élue en mars 2020, a fermé le pont", "2021-06-05"),
    ]),
    # the future of what somebody announced
    ("de", "Storck kündigte an, dass die Stadt bis Ende 2023 Hilfen auszahlen werde.", [
        ("Die Stadt werde Hilfen auszahlen", "../2023-12-31~"),
    ]),
    ("fr", "Les travaux devraient reprendre en mai 2023.", [("Les travaux devraient reprendre", "2023-05")]),
    # a date of a saying is none of what stands between quotation marks
    ("de", "„Wir haben niemanden allein gelassen“, sagte sie am 3. Mai 2021 bei einem Besuch in der Unterkunft.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "told"), PARTS, ids=[text[:50] for _, text, _ in PARTS])
def test_parts_of_a_sentence(language: str, text: str, told: list[tuple[str, str]]) -> None:
    statements = read("Heute. " * 5 + text, language=language).statements
    assert [(statement.title, date_of(statement)) for statement in statements] == told


@pytest.mark.parametrize(
    ("language", "text", "date", "modality"),
    [
        ("es", "El puente fue reformado por primera vez en 1987.", "1987", "asserted"),
        ("uk", "Роботи почалися торік і мали завершитися не пізніше 30 червня.", "2021", "asserted"),
        ("fr", "Le stade, fermé depuis l'incendie du 3 mars, ne rouvrira pas avant l'été.", "[2022-26..]", "planned"),
    ],
)
def test_words_of_a_date_deny_nothing(language: str, text: str, date: str, modality: str) -> None:
    (told,) = read(text, language=language).statements
    assert (date_of(told), told.modality.value) == (date, modality)


def test_what_goes_on_about_a_day_is_of_that_day() -> None:
    text = "Am Sonntag waren zwei Züge zusammengestoßen. Vier Menschen starben. Der Rat hat Hilfe zugesagt."
    told = read(text, language="de").statements
    assert [(s.title, date_of(s), s.when.basis.value) for s in told] == [
        ("Zwei Züge waren zusammengestoßen", "2022-03-20", "expression"),
        ("Vier Menschen starben", "2022-03-20", "inherited"),
        ("Der Rat hat Hilfe zugesagt", "2022-03-22", "publication"),
    ]
