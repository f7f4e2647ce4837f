import pytest

from odoo.addons.whatsapp_twilio.gateway import events
from odoo.addons.whatsapp_twilio.whatsapp.address import Address

from .samples import form


def test_a_text_is_read():
    event = events.read_inbound(form("inbound_text"))
    assert event.sid == "SMd35dc6b5e27d2858718fd7da213a625f"
    assert event.sender == "+14155238886"
    assert event.customer == Address("+573000000001", "CO.4480491918930694")
    assert (event.profile_name, event.kind, event.body) == (
        "Ana Prueba",
        "text",
        "Hola",
    )


def test_a_customer_without_a_number_is_accepted():
    event = events.read_inbound(form("inbound_bsuid_only"))
    assert event.customer == Address(bsuid="IN.2081978709342942")


def test_a_button_says_its_text():
    event = events.read_inbound(form("inbound_button"))
    assert (event.kind, event.body) == ("interactive", "Konfirmasi")


@pytest.mark.parametrize("missing", ["From", "To"])
def test_a_form_without_an_address_says_what_is_missing(missing):
    values = form("inbound_text")
    del values[missing]
    with pytest.raises(events.UnreadableForm, match=missing):
        events.read_inbound(values)


def test_a_delivery_is_read():
    event = events.read_status(form("status_delivered"))
    assert (event.sid[-4:], event.state, event.error_code) == ("d311", "delivered", "")


def test_a_failure_keeps_twilios_code_and_words():
    event = events.read_status(form("status_failed"))
    assert (event.state, event.error_code) == ("failed", "63016")
    assert event.error_message == "Failed to send freeform message"


def test_a_word_that_twilio_added_since_is_no_state():
    assert events.read_status({"MessageStatus": "teleported"}).state is None
