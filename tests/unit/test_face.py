"""What the customer sees of each content type."""

import pytest

from odoo.addons.whatsapp_twilio.whatsapp.face import Button, Item, Media, Place, filled
from odoo.addons.whatsapp_twilio.whatsapp.face_reader import read_face, variables

PICTURE = "https://example.com/tent.jpg"
REPLY = {"type": "QUICK_REPLY", "title": "Yes", "id": "yes"}
LINK = {"type": "URL", "title": "Look", "url": "https://example.com/{{2}}"}
CAROUSEL = {
    "twilio/carousel": {
        "body": "New tents for {{1}}",
        "cards": [
            {"title": "Fjell", "body": "2 kg", "media": PICTURE, "actions": [REPLY]},
            {"body": "3 kg, {{2}}", "media": PICTURE, "actions": [LINK]},
        ],
    }
}
CODE = {
    "whatsapp/authentication": {
        "add_security_recommendation": True,
        "code_expiration_minutes": 10,
        "actions": [{"type": "COPY_CODE", "copy_code_text": "Copy code"}],
    }
}


def face(kind, **content):
    return read_face({kind: content})


def test_a_text_is_its_words():
    assert face("twilio/text", body="Hi").body == "Hi"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tent.jpg", "image"),
        ("Tent.PNG?size=2", "image"),
        ("film.mp4", "video"),
        ("price-list.pdf", "document"),
        ("no_extension", "document"),
    ],
)
def test_a_file_stands_above_its_text(name, kind):
    one = face("twilio/media", body="Look", media=[f"https://example.com/{name}"])
    assert (one.body, one.media.kind) == ("Look", kind)
    assert one.media.name == name.partition("?")[0]


def test_a_location_is_a_place_with_words():
    one = face("twilio/location", latitude=46.7, longitude=7.9, label="Hut")
    assert one.place == Place("46.7", "7.9", "Hut")
    assert one.text == "Hut"


def test_buttons_are_told_apart_by_what_a_tap_does():
    actions = [
        REPLY,
        LINK,
        {"type": "PHONE_NUMBER", "title": "Call", "phone": "+12025550143"},
        {"type": "VOICE_CALL", "title": "Ring", "phone": "+12025550143"},
        {"type": "COPY_CODE", "title": "Copy", "code": "SUMMER"},
        {"type": "FAX", "title": "Fax"},
    ]
    one = face("twilio/card", title="Sale", subtitle="Northwind", actions=actions)
    kinds = [button.kind for button in one.buttons]
    assert kinds == ["reply", "link", "call", "call", "copy", "other"]
    assert one.buttons[4] == Button("copy", "Copy", "SUMMER")
    assert (one.header, one.body, one.footer) == ("", "Sale", "Northwind")


def test_quick_replies_need_no_kind():
    one = face("twilio/quick-reply", body="Fine?", actions=[{"title": "Yes"}])
    assert one.buttons == (Button("reply", "Yes"),)


def test_the_button_of_a_list_opens_its_rows():
    items = [{"id": "am", "item": "Morning", "description": "9 to 12"}]
    one = face("twilio/list-picker", body="When?", button="Choose", items=items)
    assert one.buttons == (Button("list", "Choose"),)
    assert one.items == (Item("Morning", "9 to 12"),)


def test_a_card_has_a_picture_or_a_header():
    one = face("whatsapp/card", body="Hi", footer="Northwind", media=[PICTURE])
    assert (one.media, one.footer) == (Media(PICTURE), "Northwind")


def test_a_carousels_cards_are_faces_of_their_own():
    first, second = read_face(CAROUSEL).cards
    assert (first.header, first.body, first.media) == ("Fjell", "2 kg", Media(PICTURE))
    assert [one.kind for one in first.buttons + second.buttons] == ["reply", "link"]


@pytest.mark.parametrize("title", [None, "Tents"])
def test_a_catalog_has_a_button_that_whatsapp_words(title):
    items = [{"id": "sku-1", "name": "Tent"}]
    one = face("twilio/catalog", body="Look", title=title, items=items)
    assert one.buttons == (Button("catalog", ""),)
    assert (one.header, one.items) == (title or "", ())


@pytest.mark.parametrize("kind", ["whatsapp/flows", "twilio/flows"])
def test_a_flow_is_opened_by_its_button(kind):
    one = face(kind, body="Book a visit", button_text="Book", flow_id="7")
    assert one.buttons == (Button("flow", "Book"),)
    assert one.is_known


def test_a_code_has_the_words_that_whatsapp_writes():
    one = filled(read_face(CODE), {"1": "482913"})
    assert one.body.startswith("*482913* is your verification code. For your security")
    assert one.footer == "This code expires in 10 minutes."
    assert one.buttons == (Button("copy", "Copy code", "482913"),)
    assert variables(CODE) == ("1",)


@pytest.mark.parametrize(
    ("types", "body", "is_known"),
    [
        ({"acme/new": {"body": "Hello", "strange": 1}}, "Hello", False),
        ({"twilio/schedule": {"id": "1", "title": "When?"}}, "When?", False),
        ({"acme/new": None}, "", False),
        ({}, "", True),
    ],
)
def test_an_unknown_type_shows_its_words_and_that_there_may_be_more(
    types, body, is_known
):
    one = read_face(types)
    assert (one.body, one.is_known) == (body, is_known)


def test_values_reach_every_part():
    one = filled(read_face(CAROUSEL), {"1": "Ana", "2": "new"})
    assert one.body == "New tents for Ana"
    assert one.cards[1].body == "3 kg, new"
    assert one.cards[1].buttons[0].target == "https://example.com/new"
    assert one.is_known
