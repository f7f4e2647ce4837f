import pytest

from odoo.addons.whatsapp_twilio.whatsapp import template_read, template_types
from odoo.addons.whatsapp_twilio.whatsapp.template_types import (
    Button,
    Card,
    Item,
    Parts,
)

YES = Button("QUICK_REPLY", "Yes", "yes")
TRACK = Button("URL", "Track", "https://example.com/{{1}}")
PICTURE = "https://example.com/a.png"
PARTS = {
    "twilio/text": Parts(body="Hi"),
    "twilio/media": Parts(body="Hi", media_url=PICTURE),
    "twilio/quick-reply": Parts(body="Hi", buttons=(YES,)),
    "twilio/call-to-action": Parts(
        body="Hi",
        buttons=(
            TRACK,
            Button("PHONE_NUMBER", "Call", "+14155550100"),
            Button("COPY_CODE", "Copy", "SPRING"),
        ),
    ),
    "whatsapp/card": Parts("News", "Hi", "Bye", buttons=(YES, TRACK)),
    "twilio/carousel": Parts(
        body="Hi", cards=(Card("Hat", "Warm", PICTURE, (YES, TRACK)),) * 2
    ),
    "twilio/list-picker": Parts(
        body="Hi", opener="Open", items=(Item("One", "The first"), Item("Two"))
    ),
    "twilio/location": Parts(latitude=37.7, longitude=-122.4, label="Shop"),
    "twilio/catalog": Parts("Hats", "Hi", "Northwind", ref="hat-1"),
    "whatsapp/authentication": Parts(
        buttons=(Button("COPY_CODE", "Copy"),), security_advice=True, expires_in=5
    ),
    "whatsapp/flows": Parts(body="Hi", footer="Soon", opener="Book", ref="12345"),
}


def test_every_kind_is_here():
    assert set(PARTS) == set(template_types.KINDS)


@pytest.mark.parametrize("kind", template_types.KINDS)
def test_what_was_built_is_read_back(kind):
    types = template_types.build(kind, PARTS[kind])
    assert list(types) == [kind]
    assert template_read.read(types) == (kind, PARTS[kind])


def test_a_kind_takes_only_what_it_can_show():
    parts = Parts("News", "Hi", "Bye", media_url=PICTURE, buttons=(YES,))
    assert template_types.build("twilio/text", parts) == {"twilio/text": {"body": "Hi"}}


def test_buttons_carry_what_they_lead_to_under_twilios_name():
    [content] = template_types.build(
        "whatsapp/card", Parts(buttons=(YES, TRACK))
    ).values()
    assert content["actions"] == [
        {"type": "QUICK_REPLY", "title": "Yes", "id": "yes"},
        {"type": "URL", "title": "Track", "url": "https://example.com/{{1}}"},
    ]


def test_an_old_card_becomes_a_card_with_its_title_as_text():
    old = {"twilio/card": {"title": "Sale", "subtitle": "Bye", "media": [PICTURE]}}
    expected = Parts(body="Sale", footer="Bye", media_url=PICTURE)
    assert template_read.read(old) == ("whatsapp/card", expected)


@pytest.mark.parametrize("types", [{}, {"acme/new": {"body": "Hi"}}])
def test_what_is_unknown_is_read_by_its_words(types):
    kind, parts = template_read.read(types)
    assert kind == "twilio/text"
    assert parts.body == ("Hi" if types else "")
