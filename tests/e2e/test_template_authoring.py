"""An administrator writes a template, submits it, and it can be sent once approved."""

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sandbox.launcher.waiting import wait_until

from .test_template_compose import CONTACTS, ContactComposer, new_contact, templates

__all__ = ["new_contact", "templates"]
TEMPLATES = "/odoo/whatsapp-templates"
BODY = "Hi {{1}}, your parcel {{2}} waits for you at our shop. See you soon!"
NAME = "parcel_waits"
PHOTO = Path(__file__).parents[1] / "samples/media/photo.png"
PHONE_SIZE = {"width": 390, "height": 844}


class TemplateForm:
    """The form on which a template is written."""

    def __init__(self, page):
        self.page = page
        self.preview = page.locator(".o-whatsapp-templatePreview")
        self.problems = page.locator(".o-whatsapp-templateProblems")

    def field(self, name):
        return self.page.locator(f"[name='{name}']").locator("input, textarea").first

    def choose(self, name, label):
        """Choose from a list of words."""
        field = self.field(name)
        field.click()
        self.page.get_by_role("menuitem", name=label, exact=True).click()
        expect(field).to_have_value(label)

    def example(self, place, value):
        cell = self.page.locator("[name='sample_ids'] td[name='value']").nth(place)
        cell.click()
        cell.locator("input").fill(value)

    def push(self, label):
        self.page.get_by_role("button", name=label, exact=True).click()

    def write_parcel(self):
        """Write our template, with its examples, until nothing is wrong with it."""
        self.field("text").fill(BODY)
        self.field("name").fill(NAME)
        self.preview.click()
        expect(self.preview).to_contain_text("Hi {{1}}, your parcel {{2}}")
        expect(self.preview).to_contain_text(NAME)
        self.example(0, "Sofia")
        self.example(1, "P-77")
        self.preview.click()
        said = "Hi Sofia, your parcel P-77 waits for you"
        expect(self.preview).to_contain_text(said)
        expect(self.problems).to_have_count(0)

    def is_in(self, state):
        status = self.page.locator(".o_statusbar_status .o_arrow_button_current")
        expect(status).to_have_text(state)


@pytest.fixture
def decide(desk):
    """`decide(name, status)`: WhatsApp's word about a template, fetched at once."""

    def say(name, status, reason=""):
        known = desk.twilio.control("GET", "contents")
        [sid] = [one["sid"] for one in known if one["friendly_name"] == name]
        change = {"status": status, "rejection_reason": reason}
        desk.twilio.control("PUT", f"contents/{sid}", change)
        desk.stack.fetch_templates()

    return say


@pytest.fixture
def admin(desk, open_as):
    """An administrator in front of a new template."""
    admin = open_as("admin", path=TEMPLATES)
    admin.page.goto(f"{desk.stack.odoo.url}{TEMPLATES}/new")
    return admin


def test_while_one_writes_the_preview_and_what_whatsapp_refuses_follow(admin, pictures):
    form = TemplateForm(admin.page)
    form.field("name").fill("Parcel waits")
    form.choose("category", "Utility")
    form.field("text").press_sequentially("Hi {{1}}")
    expect(form.preview).to_contain_text("Hi {{1}}")
    expect(form.problems).to_contain_text("begins or ends with a variable")
    expect(form.problems).to_contain_text("lowercase letters, digits and underscores")
    assert admin.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    admin.picture(pictures / "authoring" / "problems.png")
    form.write_parcel()
    admin.picture(pictures / "authoring" / "ready.png")
    admin.page.locator(".o_form_button_cancel").click()


def test_a_template_is_submitted_approved_and_can_be_sent(
    admin, desk, templates, open_as, new_contact, decide, pictures
):
    form = TemplateForm(admin.page)
    form.choose("category", "Utility")
    form.write_parcel()
    form.push("Submit for approval")
    form.is_in("Submitting")
    is_known_as = partial(_is_known_as, desk.session("admin"))
    wait_until(lambda: is_known_as("received", "pending"), "it waits for approval")
    admin.page.reload()
    expect(admin.page.locator(".alert-info")).to_contain_text("WhatsApp looks at it")
    admin.picture(pictures / "authoring" / "pending.png")
    decide(NAME, "approved")
    wait_until(lambda: is_known_as("approved"), "it is approved")
    admin.page.reload()
    form.is_in("Approved")
    expect(admin.page.locator(".o-mail-Chatter")).to_contain_text("Approved")
    admin.picture(pictures / "authoring" / "approved.png")
    pia, contact = new_contact("Pia Parcel")
    marc = open_as("marc", path=f"{CONTACTS}/{contact}")
    _send_parcel(ContactComposer.opened_on(marc.page))
    wait_until(pia.has_got, "Pia has got it")
    text = "Hi Pia Parcel, your parcel P-78 waits for you"
    assert pia.has_got()[0]["body"].startswith(text)


def _is_known_as(session, *states):
    """Whether Odoo has our template in one of these states."""
    domain = [["name", "=", NAME], ["approval_state", "in", list(states)]]
    return session.call("whatsapp.twilio.template", "search_count", domain)


def _send_parcel(composer):
    """Send our template, with the contact's name and a parcel's number."""
    composer.choose(NAME)
    composer.take_field(0, "Name")
    cell = composer.dialog.locator(".o_data_row td[name='value']").nth(1)
    cell.click()
    cell.locator("input").fill("P-78")
    expect(composer.preview).to_contain_text("Hi Pia Parcel, your parcel")
    composer.send()


def test_a_rejection_is_prominent_and_begins_a_new_version_on_a_phone(
    desk, templates, open_as, decide, pictures
):
    decide("order_shipped", "rejected", "INVALID_FORMAT: too vague")
    session = desk.session("admin")
    domain = [["name", "=", "order_shipped"], ["approval_state", "=", "rejected"]]
    model = "whatsapp.twilio.template"
    try:
        wait_until(lambda: session.call(model, "search", domain), "it is rejected")
        [found] = session.call(model, "search", domain)
        admin = open_as("admin", path=f"{TEMPLATES}/{found}", viewport=PHONE_SIZE)
        alert = admin.page.locator(".alert-danger", has_text="WhatsApp rejected it.")
        expect(alert).to_contain_text("INVALID_FORMAT: too vague")
        admin.picture(pictures / "authoring" / "rejected_390.png")
        action = session.call(model, "action_new_version", [found])
        admin.page.goto(f"{desk.stack.odoo.url}{TEMPLATES}/{action['res_id']}")
        form = TemplateForm(admin.page)
        expect(form.field("name")).to_have_value("order_shipped_2")
        expect(form.preview).to_contain_text("is on its way")
        admin.picture(pictures / "authoring" / "draft_390.png")
        session.call(model, "unlink", [action["res_id"]])
    finally:
        decide("order_shipped", "approved")


def test_a_carousel_is_made_of_cards_with_buttons(admin, pictures):
    form, page = TemplateForm(admin.page), admin.page
    form.field("name").fill("new_hats")
    form.choose("category", "Marketing")
    form.choose("kind", "Carousel of cards")
    form.field("text").fill("Look at our new hats for the winter.")
    cards = page.locator("[name='card_ids']").first
    for title in ("Wool hat", "Fur hat"):
        cards.get_by_text("Add a line").click()
        dialog = page.locator(".modal", has_text="Card")
        dialog.locator("[name='media_file'] input[type=file]").set_input_files(PHOTO)
        expect(dialog.locator("[name='media_file'] input.o_input")).to_have_value(
            PHOTO.name
        )
        dialog.locator("[name='body'] textarea").fill(title)
        dialog.get_by_text("Add a line").click()
        dialog.locator("td[name='title'] input").fill(f"Take the {title}")
        if title == "Fur hat":
            admin.picture(pictures / "authoring" / "card.png")
        dialog.get_by_role("button", name="Save & Close").click()
        expect(dialog).to_have_count(0)
        expect(form.preview).to_contain_text(f"Take the {title}")
    expect(form.problems).to_have_count(0)
    page.locator(".o_form_button_save").click()
    shown = "(pictures) => pictures.filter((one) => one.naturalWidth).length"
    seen = form.preview.locator("img")
    wait_until(lambda: seen.evaluate_all(shown) == 2, "both pictures are seen")
    admin.picture(pictures / "authoring" / "carousel.png")
