import pytest

from odoo.addons.whatsapp_twilio.whatsapp import consent


@pytest.mark.parametrize(
    "text",
    ["STOP", "stop", " Stop. ", "STOP!!", "🛑 stop", "“Stop”", "stop\n", "Arrêt"]
    + ["ARRET", "arre\u0302t", "alto", "Baja", "parar", "Abmelden!", "Stop  all"]
    + ["стоп", "退订。", "ＳＴＯＰ"],
)
def test_a_message_that_is_a_stop_word_opts_out(text):
    assert consent.asked(text) == consent.OPTED_OUT


@pytest.mark.parametrize("text", ["START", "start", "Unstop!", "Começar", "comecar"])
def test_a_message_that_is_a_start_word_opts_in(text):
    assert consent.asked(text) == consent.OPTED_IN


@pytest.mark.parametrize(
    "text",
    ["Please don't stop", "stop it", "non-stop", "stopped", "S T O P", "", "!", "🛑"]
    + ["Where is the bus stop?", "When do you start?", "stop " * 100],
)
def test_a_message_that_only_contains_a_word_asks_for_nothing(text):
    assert consent.asked(text) is None


def test_every_usual_word_means_one_thing_however_it_is_written():
    for state, words in (
        (consent.OPTED_OUT, consent.STOP_WORDS),
        (consent.OPTED_IN, consent.START_WORDS),
    ):
        for word in words:
            for text in (word, word.lower(), word.title(), f" {word}! "):
                assert consent.asked(text) == state, text


def test_the_words_can_be_set_and_a_word_that_means_both_stops():
    assert consent.asked("enough", ("Enough",), ("more",)) == consent.OPTED_OUT
    assert consent.asked("More", ("Enough",), ("more",)) == consent.OPTED_IN
    assert consent.asked("stop", ("Enough",), ("more",)) is None
    assert consent.asked("ok", ("ok",), ("ok",)) == consent.OPTED_OUT


def test_a_setting_is_read_with_commas_and_lines():
    assert consent.read_words("STOP, opt out\nBaja") == ("STOP", "opt out", "Baja")


def test_an_empty_word_of_a_setting_matches_nothing():
    assert consent.asked("", consent.read_words("STOP,,")) is None
    assert consent.asked("...", consent.read_words("STOP,,!")) is None
