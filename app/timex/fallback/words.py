"""Words that dateparser's locale data leave out or tell too little of, by language."""

from __future__ import annotations

from app.timex.interval import Granularity

# Codes that articles carry and dateparser does not know.
ALIASES = {"no": "nb"}
# dateparser's English, by which its data are ordered.
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = {
    "century": Granularity.CENTURY, "decade": Granularity.DECADE, "year": Granularity.YEAR, "month": Granularity.MONTH,
    "fortnight": Granularity.WEEK, "week": Granularity.WEEK, "day": Granularity.DAY, "hour": Granularity.HOUR,
    "minute": Granularity.MINUTE, "second": Granularity.SECOND,
}  # fmt: skip

# Words before and behind a number that make it a year; a plain "2000" is none, nor are "2000 лет".
BEFORE_YEAR = {
    "ca": "el any", "cs": "rok roku roce letech", "da": "i år siden", "de": "jahr jahre seit", "es": "en desde año",
    "fi": "vuonna vuoden", "fr": "en depuis an année", "id": "pada tahun", "it": "nel dal del anno", "nb": "i år siden",
    "nl": "in sinds jaar", "pl": "rok", "pt": "em desde ano", "ro": "în din anul", "sk": "rok roku", "sv": "år sedan",
    "vi": "năm",
}  # fmt: skip
BEHIND_YEAR = {
    "bg": "г година годината", "hr": "godine", "ja": "年", "ko": "년", "lt": "m metų metais", "lv": "gada gadā",
    "pl": "r roku", "ru": "г год года году", "sl": "leta", "sr": "године", "tr": "yılı yılında",
    "uk": "р рік року році", "zh": "年", "be": "г год года годзе",
}  # fmt: skip
# Forms that the locale data leave out: months after "in", weekdays after "on".
MORE_MONTHS = {
    "cs": "lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",
    "pl": "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "sk": "januári februári marci apríli máji júni júli auguste septembri októbri novembri decembri",
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
}
MORE_WEEKDAYS = {
    "cs": "pondělí úterý středu čtvrtek pátek sobotu neděli",
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "sk": "pondelok utorok stredu štvrtok piatok sobotu nedeľu",
    "uk": "понеділок вівторок середу четвер п'ятницю суботу неділю",
}
# Months and weekdays begin with a capital letter here; elsewhere a lone capital "Abril" is a name.
CAPITAL_NAMES = frozenset({"de", "el", "lb", "tr"})
# Words that are dates alone and something else behind these: "por la mañana", "de morgen", "am Morgen".
NOT_BEHIND = {"mañana": {"la", "una", "esta"}, "morgen": {"de", "am", "den", "guten", "jeden"}}
# "em 3 dias" is as often an amount as a day to come.
AMOUNTS = frozenset({("pt", "em"), ("es", "en"), ("it", "in"), ("fr", "en")})
NUMBERS = {
    "da": "en to tre fire fem seks syv otte ni ti",
    "es": "un dos tres cuatro cinco seis siete ocho nueve diez",
    "fr": "un deux trois quatre cinq six sept huit neuf dix",
    "it": "un due tre quattro cinque sei sette otto nove dieci",
    "nb": "en to tre fire fem seks sju åtte ni ti",
    "nl": "een twee drie vier vijf zes zeven acht negen tien",
    "pl": "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
    "pt": "um dois três quatro cinco seis sete oito nove dez",
    "sv": "en två tre fyra fem sex sju åtta nio tio",
}  # fmt: skip
# Words that may stand inside a date ("5 de marzo", "Montag, den 5. März") or before a clock time.
LINKS = frozenset("de del des di den dem der el le la il".split())
CLOCK_LINKS = frozenset("las as alle ore um om kl klo klokken klokka godz ora orele o об в ve saat".split())
# Words and signs between days that share a month: "dal 2 al 5 marzo".
JOINS = frozenset("- – — e y et und en och og i и і та a al au bis do до по till til tot az".split())
# The month stands before its day: "3月5日", "március 5".
MONTH_FIRST = frozenset({"hu", "ja", "ko", "lt", "zh"})
ORDINALS = frozenset({"o", "a", "°", "er"})  # "1º" and "1ª" are compared as "1o" and "1a"
# "Ende Mai", "Nacht zum": words with a capital before a month that are no first names.
PARTS = frozenset({"anfang", "mitte", "ende", "fin", "debut", "inizio", "meta", "fine", "eind", "begin", "konec"})
