"""Every content type: the same words, buttons and cards in Odoo and on the phone."""

import pytest
from playwright.sync_api import expect

from sandbox.launcher.waiting import wait_until
from sandbox.twilio.demo_contents import CONTENTS

from .browser import MOBILE
from .sql import query
from .test_templates import templates

__all__ = ["templates"]
SEND = "whatsapp.twilio.template.send"
# One of each type, by the name of its template.
SHOWN = {
    "twilio/text": "order_shipped",
    "twilio/media": "tent_photo",
    "twilio/location": "where_we_are",
    "twilio/quick-reply": "continue_conversation",
    "twilio/call-to-action": "booking_confirmed",
    "twilio/list-picker": "pick_a_time",
    "twilio/card": "cabin_free",
    "whatsapp/card": "summer_sale",
    "twilio/carousel": "three_trips",
    "twilio/catalog": "our_catalog",
    "whatsapp/authentication": "verification_code",
    "whatsapp/flows": "book_a_visit",
}
# What stands for a part: [in Odoo, on the phone].
PARTS = {
    "header": [".o-whatsapp-faceHeader", ".face-header"],
    "body": [".o-whatsapp-faceBody", ".bubble-body"],
    "footer": [".o-whatsapp-faceFooter", ".face-footer"],
    "buttons": [
        "div.o-whatsapp-templateButton, .o-whatsapp-templateButton > summary",
        ".tap",
    ],
    "cards": [".o-whatsapp-faceCard .o-whatsapp-faceBody", ".face-card .bubble-body"],
    "places": [".o-whatsapp-location", ".card.location"],
}


@pytest.fixture(scope="module")
def lia(shared_desk):
    """A customer who opted in and whose session is open: all types may be sent."""
    customer = shared_desk.new_conversation(name="Lia Faces")
    customer.writes("START")
    count = "SELECT count(*) FROM whatsapp_twilio_consent WHERE address = %(number)s"
    wait_until(
        lambda: query(shared_desk.database, count, number=customer.number)[0]["count"],
        "the opt-in is here",
    )
    return customer


def template_of(desk, name):
    return query(
        desk.database,
        "SELECT id FROM whatsapp_twilio_template WHERE name = %(name)s "
        "AND language = 'en'",
        name=name,
    )[0]["id"]


def send(desk, customer, template):
    """An agent sends it with the samples; what Twilio has of it."""
    marc = desk.session("marc")
    values = {"conversation_id": customer.conversation["id"], "template_id": template}
    wizard = marc.call(SEND, "create", [values])
    [about] = marc.call(SEND, "read", wizard, ["value_ids"])
    for one in marc.call(f"{SEND[:-5]}.value", "read", about["value_ids"], ["sample"]):
        values = {"value": one["sample"]}
        marc.call(f"{SEND[:-5]}.value", "write", [one["id"]], values)
    marc.call(SEND, "action_send", wizard)


def got(desk, customer, kind):
    """The message of this type, once it is on the phone."""
    sids = [sid for sid, *_values, types in CONTENTS if kind in types]
    path = f"messages?customer={customer.number}"
    return [
        message
        for message in desk.twilio.control("GET", path)
        if message["content_sid"] in sids and message["status"] in ("delivered", "read")
    ]


def words(locator):
    """The words of each, however they are broken into lines and dotted."""
    return [
        " ".join(text.replace("•", "").split()) for text in locator.all_inner_texts()
    ]


@pytest.mark.parametrize("kind", SHOWN)
def test_a_type_looks_alike_in_odoo_and_on_the_phone(
    desk, templates, lia, open_as, open_phone, pictures, kind
):
    template = template_of(desk, SHOWN[kind])
    marc = open_as("marc")
    marc.open(lia)
    send(desk, lia, template)
    [message] = wait_until(lambda: got(desk, lia, kind), f"{kind} has arrived")
    face = marc.page.locator(".o-mail-Message .o-whatsapp-face").last
    expect(marc.page.locator(".o-mail-Message .o-whatsapp-label").last).to_have_text(
        f" {SHOWN[kind]} (en)"
    )
    phone = open_phone(lia)
    bubble = phone.page.locator(f".bubble[data-sid='{message['sid']}']")
    expect(bubble).to_be_visible()
    folder, name = pictures / "content_types", kind.replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    for part, (in_odoo, on_phone) in PARTS.items():
        assert words(face.locator(in_odoo)) == words(bubble.locator(on_phone)), part
    marc.page.locator(".o-mail-Message").last.scroll_into_view_if_needed()
    marc.page.locator(".o-mail-Message").last.screenshot(
        path=folder / f"{name}-bubble.png"
    )
    bubble.screenshot(path=folder / f"{name}-phone.png")


@pytest.mark.parametrize("kind", SHOWN)
def test_the_preview_shows_it_before_it_is_sent(
    desk, templates, open_as, pictures, kind
):
    template = template_of(desk, SHOWN[kind])
    admin = open_as("admin", path="/odoo/whatsapp-templates")
    admin.page.goto(f"{desk.stack.odoo.url}/odoo/whatsapp-templates/{template}")
    preview = admin.page.locator(".o-whatsapp-templatePreview")
    expect(preview.locator(".o-whatsapp-face")).to_be_visible()
    for picture in preview.locator("img").all():
        expect(picture).to_have_js_property("naturalWidth", 640)
    folder = pictures / "content_types"
    folder.mkdir(parents=True, exist_ok=True)
    preview.screenshot(path=folder / f"{kind.replace('/', '-')}-preview.png")


def test_a_list_opens_in_both_and_a_row_is_answered(
    desk, templates, lia, open_as, open_phone
):
    marc, phone = open_as("marc"), open_phone(lia)
    marc.open(lia)
    send(desk, lia, template_of(desk, SHOWN["twilio/list-picker"]))
    # Its bubble is drawn anew with the ticks: what one opens stays open after that.
    bubble = marc.page.locator(".o-mail-Message").last
    expect(bubble.locator("[data-state='read']")).to_be_visible()
    rows = bubble.locator("details.o-whatsapp-templateButton")
    rows.locator("summary").click()
    expect(rows.locator("li").first).to_be_visible()
    phone.page.get_by_role("button", name="Choose a time").last.click()
    dialog = phone.page.get_by_role("dialog")
    assert words(rows.locator("li")) == words(dialog.locator(".row"))
    dialog.get_by_role("button", name="Morning").click()
    expect(marc.page.locator(".o-mail-Message").last).to_contain_text("Morning")


def test_a_button_of_a_card_is_answered(desk, templates, lia, open_as, open_phone):
    marc, phone = open_as("marc"), open_phone(lia)
    marc.open(lia)
    send(desk, lia, template_of(desk, SHOWN["twilio/carousel"]))
    card = phone.page.locator(".face-card", has_text="At the lake").last
    card.get_by_role("button", name="Tell me more").click()
    answer = marc.page.locator(".o-mail-Message").last
    expect(answer).to_contain_text("Quick reply")
    expect(answer).to_contain_text("Tell me more")


def test_cards_are_swiped_on_a_narrow_screen(
    desk, templates, lia, open_as, open_phone, pictures, windows
):
    send(desk, lia, template_of(desk, SHOWN["twilio/carousel"]))
    marc = open_as("marc", viewport=MOBILE, has_touch=True, is_mobile=True)
    marc.page.locator(".o-mail-MessagingMenu-tab", has_text="WhatsApp").click()
    marc.page.locator(".o-mail-NotificationItem", has_text=lia.name).click()
    phone = open_phone(lia, viewport=MOBILE)
    for page, cards in (
        (marc.page, ".o-whatsapp-faceCards"),
        (phone.page, ".face-cards"),
    ):
        row = page.locator(cards).last
        row.scroll_into_view_if_needed()
        assert row.evaluate("one => one.scrollWidth > one.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    marc.picture(pictures / "content_types" / "narrow-odoo.png")
    phone.picture(pictures / "content_types" / "narrow-phone.png")
    windows.close_page(marc.page)
