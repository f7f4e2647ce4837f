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


@pytest.mark.parametrize("state", ["sent", "delivered"])
def test_progress_is_read(state):
    event = events.read_status(form(f"status_{state}"))
    assert (event.sid[-4:], event.state, event.error_code) == ("d311", state, "")


def test_a_failure_keeps_twilios_code_and_words():
    event = events.read_status(form("status_failed"))
    assert (event.state, event.error_code) == ("failed", "63016")
    assert event.error_message == "Failed to send freeform message"


def test_a_word_that_twilio_added_since_is_no_state():
    assert events.read_status({"MessageStatus": "teleported"}).state is None


@pytest.mark.parametrize(
    ("name", "kind", "media", "text"),
    [
        ("image", "image", ["image"], ""),
        ("image_caption", "image", ["image"], "*Broken* zip"),
        ("video", "video", ["video"], "Look"),
        ("audio", "audio", ["audio"], ""),
        ("document", "document", ["document"], ""),
        ("sticker", "sticker", ["sticker"], ""),
        ("contacts", "contacts", ["contacts"], ""),
        ("several", "image", ["image", "image", "document"], "All three"),
        ("location", "location", [], ""),
        ("reaction", "reaction", [], "👍"),
        ("unsupported", "unsupported", [], ""),
        ("unknown", "unsupported", [], ""),
        ("unknown_with_media", "video", ["video"], ""),
        ("referral", "text", ["image"], "Hello! Can I get more info on this?"),
    ],
)
def test_every_kind_is_read(name, kind, media, text):
    event = events.read_inbound(form(f"inbound_{name}"))
    assert (event.kind, [item.kind for item in event.media]) == (kind, media)
    assert event.text == text


def test_a_kind_that_twilio_does_not_say_is_what_it_looks_like():
    values = form("inbound_location")
    del values["MessageType"]
    assert events.read_inbound(values).kind == "location"
    values = form("inbound_text")
    del values["MessageType"]
    assert events.read_inbound(values).kind == "text"
    assert events.read_inbound({**values, "Body": ""}).kind == "unsupported"


def test_a_document_has_its_name_where_others_have_text():
    event = events.read_inbound(form("inbound_document"))
    assert (event.body, event.text) == ("Invoice 2026/09.pdf", "")


def test_a_place_has_coordinates_and_perhaps_a_name():
    bare = events.read_inbound(form("inbound_location")).location
    assert (bare.latitude, bare.longitude, bare.label) == (37.7793, -122.4193, "")
    place = events.read_inbound(form("inbound_location_place")).location
    assert (place.label, place.address[:4]) == ("Tour Eiffel", "5 Av")


@pytest.mark.parametrize("latitude", ["", "north", "nan", "inf", "91"])
def test_a_place_that_is_nowhere_is_none(latitude):
    values = {**form("inbound_location"), "Latitude": latitude}
    assert events.read_inbound(values).location is None


@pytest.mark.parametrize(
    ("name", "title", "payload"),
    [
        ("button", "Konfirmasi", "{verifyEmail:customer@example.com}"),
        ("template_button", "Yes, please", "confirm:17"),
        ("list", "Tents", "range-tents"),
        ("interactive_data", "Tuesday", "row-7"),
    ],
)
def test_an_answer_has_a_title_and_a_payload(name, title, payload):
    answer = events.read_inbound(form(f"inbound_{name}")).answer
    assert (answer.title, answer.payload) == (title, payload)


def test_what_cannot_be_read_as_an_answer_is_none():
    values = {**form("inbound_list"), "ListTitle": "", "ListId": ""}
    for strange in ("{", "[" * 100_000, '{"title": {"title": []}}', '"title"'):
        form_values = {**values, "ChannelMetadata": strange}
        assert events.read_inbound(form_values).answer is None


def test_a_reply_knows_what_it_quotes():
    sid = events.read_inbound(form("inbound_reply")).replied_sid
    assert sid == form("inbound_text")["MessageSid"]


@pytest.mark.parametrize("name", ["text", "forwarded", "forwarded_often"])
def test_forwarded_messages_say_so(name):
    expected = "" if name == "text" else name
    assert events.read_inbound(form(f"inbound_{name}")).forwarded == expected


def test_an_ad_brings_its_words_and_a_picture_that_is_not_the_customers():
    event = events.read_inbound(form("inbound_referral"))
    assert event.referral.headline == "Tents for six"
    assert event.referral.source_id == "120237244350960485"
    assert event.media[0].is_ad
    assert events.read_inbound(form("inbound_text")).referral is None
