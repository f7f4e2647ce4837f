"""Consent: the words with which customers stop messages and start them again.

WhatsApp has no such words of its own and Twilio acts on them for SMS only, so they
are the business's: https://www.twilio.com/docs/whatsapp/key-concepts
"""

import unicodedata

OPTED_IN = "opted_in"
OPTED_OUT = "opted_out"

STOP_WORDS = (
    *("STOP", "STOP ALL", "STOP PROMOTIONS", "UNSUBSCRIBE", "OPT OUT"),
    *("ARRÊT", "ARRÊTER", "DÉSABONNER", "ALTO", "BAJA", "PARAR", "SAIR", "CANCELAR"),
    *("ABMELDEN", "STOPP", "ANNULLA", "CANCELLAMI", "UITSCHRIJVEN", "AFMELDEN"),
    *("AVSLUTA", "WYPISZ", "СТОП", "ОТПИСАТЬСЯ", "DUR", "إيقاف", "停止", "退订", "रोकें"),
)
START_WORDS = (
    *("START", "UNSTOP", "SUBSCRIBE", "OPT IN", "DÉMARRER", "ABONNER", "ALTA"),
    *("INICIAR", "COMEÇAR", "ANMELDEN", "ISCRIVIMI", "AANMELDEN", "ZAPISZ"),
    *("СТАРТ", "BAŞLAT", "ابدأ", "開始", "订阅", "शुरू"),
)
# No word is so long; what is longer need not be looked at.
LONGEST = 40


def plain(text):
    """A text without case, accents, punctuation and spare spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (_kept(letter) for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def _kept(letter):
    """The letter, or a space in place of what only stands between words."""
    return " " if unicodedata.category(letter)[0] in "CPSZ" else letter


def read_words(text):
    """The words of a setting: separated by commas or lines."""
    return tuple(
        word for line in text.splitlines() for word in map(str.strip, line.split(","))
    )


def asked(text, stop_words=STOP_WORDS, start_words=START_WORDS):
    """What a message asks for: OPTED_OUT, OPTED_IN, or None for any other.

    It asks when it is one of the words, not when it contains one: "please don't
    stop" asks for nothing. A word that means both stops.
    """
    if len(text) > LONGEST:
        return None
    said = plain(text)
    for state, words in ((OPTED_OUT, stop_words), (OPTED_IN, start_words)):
        if said and said in map(plain, words):
            return state
    return None
