"""How the parts of a page that are no article begin, in every language read here: kept in small letters."""

from __future__ import annotations

# A line that begins so, and everything below it, belongs to the page and not to the article.
FOOTERS = (
    "leave a reply", "leave a comment", "leave your comment", "be the first to comment", "post a comment",
    "add a comment", "write a comment", "comments are closed", "comments (", "comment on this", "join the discussion",
    "join the conversation", "your email address will not be published", "related articles", "related stories",
    "related posts", "related topics", "you may also like", "you might also like", "more from ", "most read",
    "most popular", "recommended for you", "sign up for our newsletter", "subscribe to our newsletter",
    "all rights reserved", "kommentar schreiben", "kommentare (", "schreiben sie einen kommentar",
    "das könnte sie auch interessieren", "alle rechte vorbehalten", "ähnliche artikel", "mehr zum thema",
    "laisser un commentaire", "laissez un commentaire", "ajouter un commentaire", "tous droits réservés",
    "articles similaires", "sur le même sujet", "à lire également", "deja un comentario", "dejar un comentario",
    "todos los derechos reservados", "artículos relacionados", "noticias relacionadas", "también te puede interesar",
    "comentarios (", "залишити коментар", "додати коментар", "коментарі (", "усі права захищено",
    "всі права захищено", "схожі новини", "новини за темою", "також за темою",
)  # fmt: skip

# A single line of the page between the article's own.
LINES = (
    "share this", "share on ", "share via ", "share:", "tweet this", "follow us", "subscribe", "sign up", "log in",
    "sign in", "read more:", "read also", "also read", "read next", "see also:", "watch:", "listen:", "advertisement",
    "sponsored", "click here", "tap here", "skip to ", "back to top", "jump to ", "print this", "email this", "tags:",
    "filed under", "categories:", "posted in", "we use cookies", "this site uses cookies",
    "this website uses cookies", "accept cookies", "accept all cookies", "cookie policy", "privacy policy",
    "terms of use", "terms and conditions", "by using this site", "this site uses akismet",
    "learn how your comment data", "notify me of", "save my name", "image credit", "photo credit", "photo:", "photos:",
    "page last updated", "last updated", "javascript ", "javascript,", "to view this site", "to play this video",
    "you need to have the latest flash",
    "image:", "picture:", "video:", "file photo", "loading...",
    "home |", "home >", "home ›", "home »", "menu", "search for:", "download our app", "support our journalism",
    "teilen", "lesen sie auch", "lesen sie mehr", "mehr lesen", "anzeige", "newsletter", "wir verwenden cookies",
    "partager", "lire aussi", "à lire aussi", "lire la suite", "publicité", "abonnez-vous",
    "nous utilisons des cookies", "compartir", "lea también", "lee también", "leer más", "publicidad", "suscríbete",
    "utilizamos cookies", "поділитися", "читайте також", "читати також", "читайте більше", "підписуйтесь",
    "підписатися", "реклама", "ми використовуємо",
)  # fmt: skip

# Of those, the ones that are words of ordinary sentences too: alone, or at most a few words, they are the page's.
SHORT_ONLY = (
    "subscribe", "sign up", "log in", "sign in", "follow us", "advertisement", "sponsored", "menu", "newsletter",
    "anzeige", "teilen", "partager", "publicité", "compartir", "publicidad", "реклама", "поділитися", "watch:",
    "listen:", "click here", "tap here", "more from ", "jump to ", "skip to ",
)  # fmt: skip

COPYRIGHT = ("©", "(c) ", "copyright ", "&copy;")
SEPARATORS = ("|", "›", "»", "•", "·", ">")
