"""Languages without a grammar: what dateparser is asked, what is made of its answer, and what is left alone."""

import os
import time
from collections.abc import Iterator

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from app.timex import fallback
from app.timex.context import Context, Genre, Tense
from app.timex.fallback import pinned, reader
from app.timex.interval import Granularity, Period
from app.timex.timex3 import Status, TimexType, parse_value

THURSDAY = Period.day(2026, 3, 5)

# Language, sentence, and what is to be found in it: the words and their value. Written on Thursday 5 March 2026.
SENTENCES = [
    ("it", "Il ponte fu inaugurato il 14 giugno 1932.", "14 giugno 1932 = 1932-06-14"),
    ("it", "Lunedì 2 marzo alle 15:30 il consiglio ha votato.", "Lunedì 2 marzo alle 15:30 = 2026-03-02T15:30"),
    ("it", "La fabbrica ha chiuso due anni fa.", "due anni fa = 2024"),
    ("it", "Nel mese scorso sono arrivate 538400 persone.", "mese scorso = 2026-02"),
    ("it", "La settimana scorsa pioveva, ieri no.", "settimana scorsa = 2026-W09; ieri = 2026-03-04"),
    ("it", "Dal 2 al 5 febbraio il museo resta chiuso.", "2 = 2026-02-02; 5 febbraio = 2026-02-05"),
    ("it", "Il teatro bruciò nel 1891 e nel marzo 1893 riaprì.", "1891 = 1891; marzo 1893 = 1893-03"),
    ("it", "Il volantino dice 30 febbraio 2026.", "30 febbraio 2026 = "),
    ("pl", "Most otwarto we wtorek 3 lutego 2026 r.", "wtorek 3 lutego 2026 r. = 2026-02-03"),
    ("pl", "Trzy tygodnie temu rada odrzuciła plan.", "Trzy tygodnie temu = 2026-W07"),
    ("pl", "W zeszłym miesiącu wróciło 2000 osób.", "W zeszłym miesiącu = 2026-02"),
    ("pl", "Pałac spłonął w styczniu 1945 roku.", "styczniu 1945 roku = 1945-01"),
    ("pt", "O trem parou na segunda-feira, 2 de março de 2026.", "segunda-feira, 2 de março de 2026 = 2026-03-02"),
    ("pt", "A escola abriu há três anos.", "há três anos = 2023"),
    ("pt", "Ontem choveu; na semana passada fez sol.", "Ontem = 2026-03-04; semana passada = 2026-W09"),
    ("pt", "A ponte caiu em 1987 e foi refeita em março.", "1987 = 1987; março = 2026-03"),
    ("nl", "Maandag 2 maart om 10:00 vertrok het schip.", "Maandag 2 maart om 10:00 = 2026-03-02T10:00"),
    ("nl", "Het dorp liep drie jaar geleden onder water.", "drie jaar geleden = 2023"),
    ("nl", "Vorige week werd er gestaakt, gisteren niet.", "Vorige week = 2026-W09; gisteren = 2026-03-04"),
    ("nl", "De kerk werd in 1612 gebouwd.", "1612 = 1612"),
    ("sv", "Färjan sjönk måndag den 2 mars kl. 14.30.", "måndag den 2 mars kl. 14.30 = 2026-03-02T14:30"),
    ("sv", "För två veckor sedan öppnade bron.", "För två veckor sedan = 2026-W08"),
    ("sv", "I går och i fjol var det likadant.", "I går = 2026-03-04; i fjol = 2025"),
    ("cs", "Most otevřeli v pondělí 2. března 2026.", "pondělí 2. března 2026 = 2026-03-02"),
    ("cs", "Před třemi lety zde stálo kino.", "Před třemi lety = 2023"),
    ("cs", "Minulý týden padal sníh, včera už ne.", "Minulý týden = 2026-W09; včera = 2026-03-04"),
    ("cs", "Hrad vyhořel v roce 1742.", "1742 = 1742"),
    ("ru", "В понедельник, 2 марта 2026 года, мост открыли.", "понедельник, 2 марта 2026 года = 2026-03-02"),
    ("ru", "Три года назад здесь было 2000 домов.", "Три года назад = 2023"),
    ("ru", "На прошлой неделе шёл снег.", "На прошлой неделе = 2026-W09"),
    ("ru", "Завод построили в 1954 г. и закрыли в мае 1997 года.", "1954 г. = 1954; мае 1997 года = 1997-05"),
    ("tr", "Köprü 2 Mart 2026 günü açıldı.", "2 Mart 2026 = 2026-03-02"),
    ("tr", "Üç yıl önce değil, 3 yıl önce yazılmalı.", "3 yıl önce = 2023"),
    ("tr", "Geçen hafta yağmur yağdı, dün dindi.", "Geçen hafta = 2026-W09; dün = 2026-03-04"),
    ("ja", "橋は2026年3月2日に開通した。", "2026年3月2日 = 2026-03-02"),
    ("ja", "先週は雨で、昨日は晴れた。", "先週 = 2026-W09; 昨日 = 2026-03-04"),
    ("ja", "駅は3年前に閉まり、来月また開く。", "3年前 = 2023; 来月 = 2026-04"),
    ("ko", "다리는 2026년 3월 2일에 열렸다.", "2026년 3월 2일 = 2026-03-02"),
    ("ko", "지난주 비가 왔고 3년 전에도 그랬다.", "지난주 = 2026-W09; 3년 전 = 2023"),
    ("zh", "大桥于2026年3月2日通车，去年动工。", "2026年3月2日 = 2026-03-02; 去年 = 2025"),
    ("fi", "Silta avattiin maanantaina 2. maaliskuuta 2026.", "maanantaina 2. maaliskuuta 2026 = 2026-03-02"),
    ("fi", "Talo paloi 3 vuotta sitten, vuonna 2023.", "3 vuotta sitten = 2023; 2023 = 2023"),
    ("hu", "A hidat 2026. március 2-án nyitották meg.", "2026. március 2 = 2026-03-02"),
    ("de", "Am 5. und 6. Februar streikten die Fahrer.", "5 = 2026-02-05; 6. Februar = 2026-02-06"),
    ("de", "Vor zwei Wochen, um 6.40 Uhr, brach das Rohr.", "Vor zwei Wochen = 2026-W08; 6.40 Uhr = 2026-03-05T06:40"),
    ("fr", "Le 1er mai 2024, la salle était vide.", "1er mai 2024 = 2024-05-01"),
    ("fr", "Fermé lundi 20, mardi 21 et mercredi 22 avril 2026.",
     "lundi 20 = 2026-04-20; mardi 21 = 2026-04-21; mercredi 22 avril 2026 = 2026-04-22"),
    ("es", "El tren llegó ayer; volverá mañana, no por la mañana.", "ayer = 2026-03-04; mañana = 2026-03-06"),
    ("es", "Hace tres años, el 1º de mayo de 2023, nevó.", "Hace tres años = 2023; 1º de mayo de 2023 = 2023-05-01"),
    ("uk", "У лютому 1943 року міст зруйнували.", "лютому 1943 року = 1943-02"),
    ("uk", "Минулого тижня, 24 лютого, школу відкрили.", "Минулого тижня = 2026-W09; 24 лютого = 2026-02-24"),
    ("no", "Broen åpnet 2. mars 2026.", "2. mars 2026 = 2026-03-02"),
    ("ar", "افتتح الجسر في 5 مارس 2026.", "5 مارس 2026 = 2026-03-05"),
    ("hi", "पुल 5 मार्च 2026 को खुला।", "5 मार्च 2026 = 2026-03-05"),
]  # fmt: skip

# Nothing here is a date.
PLAIN = [
    ("it", "Circa 2000 persone hanno pagato 538400 lire, a pagina 5, per un libro."),
    ("it", "Ha vinto 3:2 e poi 15-12, versione 2.5.1, sezione 12.4."),
    ("it", "È l'ora di pranzo, a casa di Marzo Bianchi."),
    ("it", "Vedi http://esempio.it/2026/03/05/notizie oppure chiama 06 2026 0305."),
    ("es", "Rosa Abril y Julio Mayo vendieron 2000 billetes."),
    ("pt", "O mar estava calmo e 2000 pessoas foram à praia; em 2000 casas faltou luz."),
    ("fr", "La planète Mars a deux lunes et Colette Mai en parle à 2000 élèves."),
    ("de", "Guten Morgen, sagte Ina zu 2000 Gästen in Zimmer 2.10."),
    ("de", "Die Lesung mit Ina Freitag kostet 12,50 Euro."),
    ("nl", "De morgen was koud en 2000 mensen zwegen."),
    ("pl", "Maja kupiła 5 jabłek i 2000 cegieł za 3,5 złotego."),
    ("ru", "Ему 2000 лет, и он весит 538400 тонн."),
    ("tr", "Marta 5 elma ve 2000 kişi."),
    ("sv", "Mars är en planet med 2000 kratrar."),
    ("ja", "今回は2000人が参加した。"),
    ("ko", "이 마을에는 2000명이 산다."),
]


def read(language: str, text: str, **context: object) -> list[tuple[str, str]]:
    dct = context.pop("dct", THURSDAY)
    answer = fallback.read(text, Context(dct=dct, language=language, **context))  # type: ignore[arg-type]
    return [(timex.text, timex.value) for timex in answer.timexes]


def expected(table: str) -> list[tuple[str, str]]:
    return [(words, value) for words, _, value in (row.partition(" = ") for row in table.split("; "))]


# A language that gets a grammar is read by that, and its rows rest.
SENTENCES = [row for row in SENTENCES if row[0] in fallback.languages()]
PLAIN = [row for row in PLAIN if row[0] in fallback.languages()]


@pytest.mark.parametrize(("language", "sentence", "table"), SENTENCES)
def test_sentences(language: str, sentence: str, table: str) -> None:
    assert read(language, sentence) == expected(table)


@pytest.mark.parametrize(("language", "sentence"), PLAIN)
def test_plain_prose_has_no_dates(language: str, sentence: str) -> None:
    assert read(language, sentence) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("27 febbraio", "2026-02-27"),
        ("25 dicembre", "2025-12-25"),
        ("5 marzo", "2026-03-05"),
        ("20 marzo", "2026-03-20"),  # two weeks ahead is nearer than fifty behind
        ("giovedì", "2026-03-05"),  # the day's own name is the day
        ("venerdì", "2026-02-27"),
        ("nel marzo", "2026-03"),
        ("in ottobre", "2025-10"),
        ("29 febbraio", "2024-02-29"),
    ],
)
def test_what_is_left_open_lies_in_the_past_unless_the_future_is_much_nearer(words: str, value: str) -> None:
    assert [found for _, found in read("it", words)] == [value]


def test_a_stated_tense_decides() -> None:
    assert read("it", "il 27 febbraio", tense=Tense.FUTURE) == [("27 febbraio", "2027-02-27")]
    assert read("it", "il 20 marzo", tense=Tense.PAST) == [("20 marzo", "2025-03-20")]
    assert read("it", "giovedì", tense=Tense.FUTURE) == [("giovedì", "2026-03-05")]
    assert read("it", "mercoledì", tense=Tense.FUTURE) == [("mercoledì", "2026-03-11")]


def test_a_narrative_hangs_on_the_date_before() -> None:
    text = "La torre crollò il 3 maggio 1712. Il 9 agosto cominciarono i lavori, finiti in novembre."
    assert [value for _, value in read("it", text, genre=Genre.NARRATIVE)] == ["1712-05-03", "1712-08-09", "1712-11"]


def test_the_road_not_taken_is_told() -> None:
    (timex,) = fallback.read("il 25 dicembre", Context(dct=THURSDAY, language="it")).timexes
    assert [(choice.meaning, choice.reason) for choice in timex.choices] == [
        (Period.day(2026, 12, 25), "future reading")
    ]
    assert [step.rule for step in timex.steps] == ["fallback.dateparser", "fallback.words"]


@pytest.mark.parametrize(
    ("country", "value", "other"), [("IT", "2025-03-05", "2025-05-03"), ("US", "2025-05-03", "2025-03-05")]
)
def test_day_and_month_stand_in_the_order_of_the_country(country: str, value: str, other: str) -> None:
    (timex,) = fallback.read("05/03/2025", Context(dct=THURSDAY, language="it", country=country)).timexes
    assert timex.value == value
    assert [choice.meaning for choice in timex.choices] == [parse_value(other)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("01.02.40", "1940-02-01"),
        ("2025-12-25", "2025-12-25"),
    ],
)
def test_numeric_dates(text: str, value: str) -> None:
    assert read("it", text) == [(text, value)]


def test_days_that_no_calendar_has_are_flagged() -> None:
    for text in ("31/02/2025", "30 febbraio", "2025-02-29", "29 febbraio 2025"):
        (timex,) = fallback.read(text, Context(dct=THURSDAY, language="it")).timexes
        assert (timex.status, timex.meaning, timex.text) == (Status.IMPOSSIBLE, None, text)


def test_hours_need_a_reference_time_that_tells_them() -> None:
    assert read("it", "2 ore fa") == [("2 ore fa", "2026-03-05")]
    at_noon = Period.clock(THURSDAY.n, 12, 0)
    assert read("it", "2 ore fa", dct=at_noon) == [("2 ore fa", "2026-03-05T10:00")]
    assert fallback.read("2 ore fa", Context(dct=at_noon, language="it")).timexes[0].type is TimexType.TIME


@pytest.mark.parametrize(
    ("words", "granularity"),
    [
        ("ieri", Granularity.DAY),
        ("2 settimane fa", Granularity.WEEK),
        ("mese scorso", Granularity.MONTH),
        ("3 anni fa", Granularity.YEAR),
        ("anno scorso", Granularity.YEAR),
        ("in aprile", Granularity.MONTH),
        ("aprile 2020", Granularity.MONTH),
        ("nel 2014", Granularity.YEAR),
    ],
)
def test_never_finer_than_the_words(words: str, granularity: Granularity) -> None:
    (timex,) = fallback.read(words, Context(dct=THURSDAY, language="it")).timexes
    assert timex.period is not None
    assert timex.period.granularity is granularity


@pytest.mark.parametrize("language", sorted(fallback.languages()))
def test_the_data_of_every_language_can_be_used(language: str) -> None:
    assert read(language, "2026-03-05") == [("2026-03-05", "2026-03-05")]


def test_languages_are_those_without_a_grammar() -> None:
    assert {"it", "pl", "pt", "nl", "sv", "cs", "ru", "tr", "ja", "no"} <= fallback.languages()
    assert "en" not in fallback.languages()
    assert read("en", "5 March 2020") == []
    assert read("xx", "5 March 2020") == []


def test_years_that_datetime_does_not_know_are_left_alone() -> None:
    assert read("it", "ieri", dct=Period.day(-400, 1, 1)) == []
    assert read("it", "9999999 anni fa e il 5 marzo") == [("5 marzo", "2026-03-05")]


@pytest.fixture(params=["2001-09-09T12:00:00Z", "2044-02-29T23:59:59Z"])
def another_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    with time_machine.travel(request.param):
        yield


@pytest.fixture(params=["Pacific/Kiritimati", "America/Los_Angeles"])
def another_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    time.tzset()


@pytest.mark.usefixtures("another_clock", "another_zone")
def test_the_machine_and_its_zone_have_no_say() -> None:
    # Parsers are kept between texts; one that was made under another clock would hide a leak.
    pinned.parser.cache_clear()
    for language, sentence, table in SENTENCES:
        assert read(language, sentence) == expected(table)


def test_a_text_with_too_many_phrases_is_read_in_part_and_says_so() -> None:
    text = " ".join(f"{day} marzo {year}" for year in range(1500, 1600) for day in range(1, 32))
    first, second = (fallback.read(text, Context(dct=THURSDAY, language="it")) for _ in range(2))
    assert not first.complete
    assert len(first.timexes) == reader.MOST_PHRASES
    assert first == second
    assert fallback.read("5 marzo 1500", Context(dct=THURSDAY, language="it")).complete


@pytest.mark.parametrize(
    "piece", ["?", "x", "1234567890", "1 ", "5 e ", "maio ", "日", "há 3 anos ", "12:30 ", "5/5/", "\n \n"]
)
@pytest.mark.parametrize("language", ["pt", "ja"])
def test_the_work_has_a_bound_whatever_the_text(language: str, piece: str) -> None:
    """Counted work and not seconds: no more phrases or expressions than the limits, however long the text."""
    answer = fallback.read(piece * (50_000 // len(piece)), Context(dct=THURSDAY, language=language))
    assert len(answer.timexes) <= reader.MOST_EXPRESSIONS


LETTERS = st.text(alphabet=st.sampled_from(list("5 mar zo.,-/:20l'agIİß日月年º’\n\x00\u0301hkl")), max_size=60)
WORDS = st.lists(
    st.sampled_from(["5", "31", "2020", "marzo", "mars", "lundi", "ieri", "fa", "anni", "il y a", "3", "de", ",", ".",
                     "à", "20 h 30", "12:30", "29 février", "год", "-", "先週", "http://", "99999999999"]),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(
    text=st.one_of(st.text(max_size=80), LETTERS, WORDS), language=st.sampled_from(["it", "pt", "ru", "ja", "tr", "ar"])
)
def test_any_text_is_answered_in_order_and_without_overlap(text: str, language: str) -> None:
    reached = 0
    for timex in fallback.read(text, Context(dct=THURSDAY, language=language)).timexes:
        assert timex.start >= reached
        assert text[timex.start : timex.end] == timex.text
        reached = timex.end


@given(
    weeks=st.integers(-2_000, 2_000), words=st.sampled_from(["ieri", "lunedì", "settimana scorsa", "2 settimane fa"])
)
def test_whole_weeks_move_what_hangs_on_the_reference_time(weeks: int, words: str) -> None:
    (timex,) = fallback.read(words, Context(dct=THURSDAY, language="it")).timexes
    (moved,) = fallback.read(words, Context(dct=THURSDAY.shift(7 * weeks), language="it")).timexes
    assert timex.period is not None
    assert moved.period is not None
    assert moved.period.start - timex.period.start == weeks * 7 * 86_400
