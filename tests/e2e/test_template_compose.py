"""A template from a contact: to somebody who never wrote, and to many."""

import re

import pytest
from playwright.sync_api import expect

from sandbox.launcher.waiting import wait_until

from .test_templates import TemplateComposer, templates

__all__ = ["templates"]
CONTACTS = "/odoo/action-base.action_partner_form"
GREETING = "Hello Nadia First, there is news about your request."


@pytest.fixture
def new_contact(desk):
    """`new_contact(name)`: a contact with WhatsApp who has never written."""
    admin = desk.session("admin")

    def create(name, phone=None):
        customer = desk.new_customer(name=name)
        values = {"name": name, "phone": customer.number if phone is None else phone}
        return customer, admin.call("res.partner", "create", [values])[0]

    return create


class ContactComposer(TemplateComposer):
    """The composer, opened from contacts."""

    def __init__(self, page):
        super().__init__(page)
        self.dialog = page.locator(".modal", has_text="Send a WhatsApp template")

    @classmethod
    def opened_on(cls, page):
        page.locator(".o_cp_action_menus button").first.click()
        page.get_by_role("menuitem", name="Send a WhatsApp template").click()
        return cls(page)

    def take_field(self, place, *labels):
        """Fill a variable from the record, by the names of its fields.

        Odoo's popover searches a moment after one has typed, and moves what one would
        click; it tells the form what was chosen a moment after it has closed.
        """
        before = self.preview.inner_text()
        cell = self.dialog.locator(".o_data_row td[name='path']").nth(place)
        cell.click()
        cell.locator(".o_model_field_selector").click()
        popover = self.page.locator(".o_model_field_selector_popover")
        found = popover.locator(".o_model_field_selector_popover_item.active")
        for label in labels:
            popover.get_by_placeholder("Search").fill(label)
            expect(found).to_have_text(label)
            found.locator("button").first.click()
        expect(self.preview).not_to_have_text(before, use_inner_text=True)
        self.preview.click()


def test_a_contact_who_never_wrote_gets_one_and_their_answer_opens_the_conversation(
    desk, templates, new_contact, open_as, open_phone, pictures
):
    nadia, contact = new_contact("Nadia First")
    marc = open_as("marc", path=f"{CONTACTS}/{contact}")
    discuss = open_as("marc")
    dialog = ContactComposer.opened_on(marc.page)
    dialog.choose("continue_conversation")
    dialog.take_field(0, "Name")
    expect(dialog.preview).to_contain_text(GREETING)
    marc.picture(pictures / "compose" / "one.png")
    dialog.send()
    note = marc.page.locator(".o-mail-Chatter .o-mail-Message", has_text=GREETING)
    ticks = note.locator(".o-whatsapp-DeliveryTicks")
    expect(ticks).to_have_attribute("data-state", "delivered")
    ticks.scroll_into_view_if_needed()
    marc.picture(pictures / "compose" / "chatter.png")
    expect(discuss.entry(nadia)).to_be_visible()
    discuss.open(nadia)
    expect(discuss.page.locator(".o-whatsapp-Banner")).to_contain_text("No session yet")
    phone = open_phone(nadia)
    expect(phone.page.locator("#chat")).to_contain_text(GREETING)
    answers = phone.page.get_by_role("group", name="Answers")
    answers.get_by_role("button", name="Yes, please").click()
    bubble = discuss.page.locator(".o-mail-Message", has_text="Yes, please").last
    expect(bubble).to_contain_text("Quick reply")
    expect(discuss.page.locator(".o-mail-Composer-input")).to_be_visible()
    discuss.picture(pictures / "compose" / "opened.png")
    assert discuss.is_same_page
    marc.page.reload()
    answer = marc.page.locator(".o-mail-Chatter .o-mail-Message").first
    expect(answer).to_contain_text("Yes, please")
    marc.picture(pictures / "compose" / "answered.png")


def test_many_are_told_of_before_and_after(
    desk, templates, new_contact, open_as, pictures
):
    ina, _contact = new_contact("Batch Ina")
    new_contact("Batch Jon", "")
    kim, _contact = new_contact("Batch Kim")
    new_contact("Batch Lea", "12")
    marc = open_as("marc", path=f"{CONTACTS}?view_type=list")
    search = marc.page.locator(".o_searchview_input")
    search.fill("Batch")
    search.press("Enter")
    expect(marc.page.locator(".o_data_row")).to_have_count(4)
    marc.page.locator("thead .o_list_record_selector input").check()
    dialog = ContactComposer.opened_on(marc.page)
    summary = dialog.dialog.locator(".o-whatsapp-templateSummary")
    expect(summary.first).to_contain_text("It goes to 2 of 4.")
    expect(summary.first).to_contain_text(re.compile(r"No number\s*Batch Jon"))
    expect(summary.first).to_contain_text(re.compile(r"Invalid number\s*Batch Lea"))
    dialog.choose("continue_conversation")
    dialog.take_field(0, "Name")
    marc.picture(pictures / "compose" / "many.png")
    dialog.dialog.get_by_role("button", name="Send", exact=True).click()
    expect(dialog.dialog).to_contain_text("2 of 4 are on their way.")
    marc.picture(pictures / "compose" / "many_after.png")
    for customer in (ina, kim):
        wait_until(customer.has_got, f"{customer.name} has got it")
        [got] = customer.has_got()
        assert got["body"].startswith(f"Hello {customer.name}, there is news")
