"""A template to many from a list: within the limit, and none twice after kill -9."""

import pytest
from playwright.sync_api import expect

from sandbox.launcher.stack import Stack
from sandbox.launcher.waiting import wait_until

from .desk import Desk
from .sql import query
from .test_template_compose import CONTACTS, ContactComposer
from .test_templates import templates

__all__ = ["templates"]
PEOPLE, LIMIT = 300, 120
_MADE = "SELECT count(*) FROM whatsapp_twilio_message WHERE batch_id IS NOT NULL"
# Callbacks may be lost with the server that was killed: what Twilio has counts.
_ON_THE_WAY = f"{_MADE} AND sid IS NULL"


@pytest.fixture(scope="module")
def shared_desk():
    with Stack.cloned("e2e_batch") as stack:
        desk = Desk(stack)
        desk.new_conversation()
        yield desk


def test_it_stops_exactly_at_the_limit_and_a_kill_loses_and_repeats_nothing(
    desk,
    templates,  # noqa: F811
    open_as,
    pictures,
):
    admin = desk.session("admin")
    people = [
        {"name": f"Many {n:03}", "phone": f"+1212{2000000 + n}"} for n in range(PEOPLE)
    ]
    admin.call("res.partner", "create", people)
    sender = query(desk.database, "SELECT min(id) AS id FROM whatsapp_twilio_sender")
    limit = {"messaging_limit_override": str(LIMIT)}
    admin.call("whatsapp.twilio.sender", "write", [sender[0]["id"]], limit)
    desk.have_a_bad_day(api_latency=0.2)
    marc = open_as("marc", path=f"{CONTACTS}?view_type=list")
    select_all(marc.page, "Many")
    dialog = ContactComposer.opened_on(marc.page)
    summary = dialog.dialog.locator(".o-whatsapp-templateSummary").first
    expect(summary).to_contain_text(f"It goes to {PEOPLE} of {PEOPLE}.")
    expect(summary).to_contain_text(f"has room for {LIMIT} now.")
    dialog.choose("continue_conversation")
    dialog.take_field(0, "Name")
    marc.picture(pictures / "batch" / "before.png")
    dialog.dialog.get_by_role("button", name="Send", exact=True).click()
    expect(marc.page.get_by_role("button", name="Pause")).to_be_visible()
    wait_until(lambda: 20 < at_twilio(desk) < LIMIT, "some are at Twilio")
    marc.picture(pictures / "batch" / "during.png")
    desk.stack.odoo.kill()
    desk.stack.odoo.start()
    desk.new_conversation()
    wait_until(lambda: count(desk, _MADE) == LIMIT, "all are made", timeout=120)
    wait_until(lambda: not count(desk, _ON_THE_WAY), "all are there", timeout=120)
    sent = desk.twilio.control("GET", "messages?direction=outbound-api")
    assert len(sent) == len({message["to"] for message in sent}) == LIMIT
    marc.page.reload()
    marc.picture(pictures / "batch" / "after.png")


def select_all(page, name):
    search = page.locator(".o_searchview_input")
    search.fill(name)
    search.press("Enter")
    expect(page.locator(".o_facet_value", has_text=name)).to_be_visible()
    expect(page.locator(".o_data_row").first).to_contain_text(name)
    page.locator("thead .o_list_record_selector input").check()
    page.locator(".o_select_domain").first.click()


def at_twilio(desk):
    return len(desk.twilio.control("GET", "messages?direction=outbound-api"))


def count(desk, statement):
    return query(desk.database, statement)[0]["count"]
