"""The same conversation on every screen an agent or a customer has.

Each test leaves a picture (E2E_PICTURES says where), for a person to look at.
"""

import pytest
from playwright.sync_api import expect

from .browser import MOBILE
from .desk import ALPINE

CONVERSATIONS = "/odoo/action-whatsapp_twilio.whatsapp_twilio_conversation_action"
LONG_NAME = "Alexandrina Wilhelmine Oosterhuis-van den Heuvel"
QUESTION = "Hi! My tent arrived today, but one pole is missing. Can you help? ⛺"
LONG = (
    "It is the *second* one from the left. I have looked everywhere: in the bag, in "
    "the box, under the car, and my neighbour has looked, too. The order is "
    "NW-2026-004711-REPLACEMENT-PARTS-TENT-POLES-LEFT-HAND-SIDE."
)
FAILED = "We can also collect it on Friday."
THANKS = "Wonderful, thank you! 🙏"


@pytest.fixture(scope="module")
def alexandrina(shared_desk):
    """A conversation with all there is: long words, two in a row, one that failed."""
    desk = shared_desk
    others = [("Priya Raman", ALPINE, "Do you ship to Norway?")]
    for name, sender, text in others:
        desk.new_conversation(text, name=name, sender=sender)
    customer = desk.new_conversation(QUESTION, name=LONG_NAME)
    customer.writes(LONG)
    desk.ledger.wait_until_received(customer.number, 2)
    for text in (
        "Hello Alexandrina, of course!",
        "A new pole leaves our warehouse today.",
    ):
        desk.ledger.wait_for(desk.answer(customer, text), "delivered")
    customer.reads()
    desk.have_a_bad_day(fail_with=63012)
    desk.ledger.wait_for(desk.answer(customer, FAILED), "failed")
    desk.have_a_good_day()
    customer.writes(THANKS)
    desk.ledger.wait_until_received(customer.number, 3)
    return customer


def test_discuss_on_a_desktop(open_as, alexandrina, pictures):
    marc = open_as("marc")
    marc.open(alexandrina)
    marc.shows(THANKS)
    marc.has_ticks("A new pole leaves our warehouse today.", "read")
    expect(marc.failure(FAILED)).to_be_visible()
    marc.picture(pictures / "discuss.png")


def test_a_chat_window_on_any_other_page(open_as, alexandrina, pictures):
    marc = open_as("marc", path=CONVERSATIONS)
    alexandrina.writes("One more question")
    marc.open_bubble(alexandrina)
    marc.shows("One more question")
    marc.answer("Go ahead")
    marc.has_ticks("Go ahead", "delivered")
    marc.picture(pictures / "chat-window.png")


def test_a_mobile_screen(open_as, alexandrina, pictures):
    marc = open_as("marc", viewport=MOBILE, has_touch=True, is_mobile=True)
    marc.page.locator(".o-mail-MessagingMenu-tab", has_text="WhatsApp").click()
    conversations = marc.page.locator(".o-mail-NotificationItem")
    expect(conversations.filter(has_text=LONG_NAME)).to_be_visible()
    marc.picture(pictures / "mobile-list.png")
    conversations.filter(has_text=LONG_NAME).click()
    marc.shows(THANKS)
    marc.answer("On my way")
    marc.has_ticks("On my way", "delivered")
    marc.picture(pictures / "mobile-conversation.png")


@pytest.mark.parametrize(
    "options, name",
    [
        ({}, "desktop"),
        ({"viewport": MOBILE}, "mobile"),
        ({"color_scheme": "dark"}, "dark"),
    ],
    ids=["desktop", "mobile", "dark"],
)
def test_the_web_phone(open_phone, alexandrina, pictures, options, name):
    phone = open_phone(alexandrina, **options)
    phone.shows("A new pole leaves our warehouse today.")
    phone.picture(pictures / f"phone-{name}.png")
