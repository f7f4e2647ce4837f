"""An expired conversation restarts with a template, all on pages left open."""

import re

import pytest
from playwright.sync_api import expect

from sandbox.launcher.waiting import wait_until

from .composer import Composer
from .sql import query
from .test_composer_truth import CONVERSATIONS

HOUR = 3600
SID = f"HX{3:032d}"  # order_shipped, of the local Twilio's demo
TEXT = "Hi Sofia, your order N-77 is on its way and arrives on Friday"


@pytest.fixture(scope="module")
def templates(shared_desk):
    """Those of the local Twilio, fetched as an administrator has them fetched."""
    shared_desk.stack.fetch_templates()
    count = "SELECT count(*) FROM whatsapp_twilio_template"
    wait_until(
        lambda: query(shared_desk.database, count)[0]["count"], "templates are here"
    )


class TemplateComposer:
    """The dialog that sends a template."""

    def __init__(self, page):
        self.page = page
        self.dialog = page.locator(".modal", has_text="Send a template to")

    def choose(self, name):
        box = self.dialog.locator("[name='template_id'] input")
        box.click()
        box.fill(name)
        self.page.locator(".o-autocomplete--dropdown-item", has_text=name).click()

    def fill(self, *values):
        cells = self.dialog.locator(".o_data_row td[name='value']")
        for place, value in enumerate(values):
            cells.nth(place).click()
            cells.nth(place).locator("input").fill(value)
        self.dialog.locator(".o-whatsapp-templatePreview").click()

    @property
    def preview(self):
        return self.dialog.locator(".o-whatsapp-templatePreview")

    def send(self):
        self.dialog.get_by_role("button", name="Send", exact=True).click()
        expect(self.dialog).to_have_count(0)


def test_an_agent_restarts_an_expired_conversation_and_the_answer_reopens_it(
    desk, settings, templates, open_composer, pictures
):
    sofia = desk.new_conversation(name="Sofia Restarted")
    marc, composer = open_composer("marc", sofia)
    settings.close_in(sofia, -HOUR)
    desk.twilio.control("PUT", f"customers/{sofia.number}", {"wrote_hours_ago": 25})
    composer.is_closed("Session expired")
    composer.button.click()
    dialog = TemplateComposer(marc.page)
    dialog.choose("order_shipped")
    dialog.fill("Sofia", "N-77", "Friday")
    expect(dialog.preview).to_contain_text(TEXT)
    marc.picture(pictures / "templates" / "composer.png")
    dialog.send()
    bubble = marc.page.locator(".o-mail-Message", has_text=TEXT)
    ticks = bubble.locator(".o-whatsapp-DeliveryTicks")
    expect(ticks).to_have_attribute("data-state", "delivered")
    marc.picture(pictures / "templates" / "sent.png")
    expect(marc.page.get_by_title("Open conversation")).to_be_in_viewport(ratio=1)
    composer.is_closed("Session expired")
    [sent] = [
        message
        for message in desk.twilio.control("GET", f"messages?customer={sofia.number}")
        if message["content_sid"]
    ]
    assert sent["content_sid"] == SID
    assert sent["body"].startswith(TEXT)
    sofia.writes("Thank you!")
    marc.shows("Thank you!")
    composer.is_open()
    assert marc.is_same_page


def test_a_value_that_is_missing_stops_it_with_a_word_on_what_to_do(
    desk, settings, templates, open_as, pictures
):
    sofia = desk.new_conversation(name="Sofia Unfilled")
    settings.close_in(sofia, -HOUR)
    lena = open_as("lena", path=CONVERSATIONS)
    lena.open_systray().filter(has_text=sofia.name).first.click()
    window = lena.page.locator(".o-mail-ChatWindow", has_text=sofia.name)
    Composer(lena.page, window).button.click()
    dialog = TemplateComposer(lena.page)
    dialog.choose("order_shipped")
    dialog.fill("Sofia")
    dialog.dialog.get_by_role("button", name="Send", exact=True).click()
    error = lena.page.locator(
        ".modal", has_text=re.compile(r"Fill in \{\{2\}\}, \{\{3\}\}")
    )
    expect(error).to_be_visible()
    lena.picture(pictures / "templates" / "missing.png")
    assert not desk.ledger.outbound(sofia)
    lena.page.keyboard.press("Escape")
