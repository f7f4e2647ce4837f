"""An hour of webhooks that nobody answered; then everything is there, once."""

import pytest
from playwright.sync_api import expect

from sandbox.launcher.stack import Stack
from sandbox.launcher.waiting import wait_until

from .desk import Desk
from .sql import query

CUSTOMERS, MESSAGES = 5, 6
HOUR = 3600
PHONE_SIZE = {"width": 390, "height": 844}
STEPS = [f"Step {number}" for number in range(MESSAGES)]
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def desk():
    with Stack.cloned("e2e_sweep") as stack:
        desk = Desk(stack)
        desk.new_conversation()
        yield desk


@pytest.fixture(scope="module")
def after(desk):
    """The customers, after Odoo was down for an hour in which they wrote."""
    known = [desk.new_conversation(f"Before {number}") for number in range(3)]
    customers = known + [desk.new_customer() for _ in range(CUSTOMERS - len(known))]
    desk.stack.odoo.stop()
    be_down_for_an_hour(desk)
    for number, text in enumerate(STEPS):
        for customer in customers:
            customer.writes(text, seconds_ago=HOUR - 60 * (number + 2))
    for customer in customers:
        picture = {"data": PIXEL, "name": "a.png", "content_type": "image/png"}
        customer.writes("", files=[picture], seconds_ago=HOUR / 2)
    desk.stack.odoo.start()
    desk.new_conversation()  # Odoo looks for work within a minute; this wakes it
    for customer in customers:
        count = MESSAGES + 1 + (customer in known)
        desk.ledger.wait_until_received(customer.number, count)
    return customers


def be_down_for_an_hour(desk):
    """The clock goes on while nobody serves; the account is older than that."""
    query(
        desk.database,
        "UPDATE ir_cron SET lastcall = lastcall - interval '1 hour', "
        "nextcall = nextcall - interval '1 hour' "
        "WHERE id = (SELECT res_id FROM ir_model_data "
        "WHERE module = 'whatsapp_twilio' AND name = 'ir_cron_sweep')",
    )
    query(
        desk.database,
        "UPDATE whatsapp_twilio_account SET create_date = create_date - "
        "interval '1 day', swept_at = swept_at - interval '1 hour'",
    )


def test_everything_is_there_in_order(after):
    for customer in after:
        texts = customer.in_discuss()
        late = [text for text in texts if "Step" in text]
        assert [text.split("Arrived late")[1] for text in late] == STEPS
        assert len(texts) == MESSAGES + 1 + texts[0].startswith("Before")


def test_agents_see_that_they_arrived_late(after, open_as, pictures):
    channel = after[0].conversation["channel_id"]
    path = f"/odoo/discuss?active_id=discuss.channel_{channel}"
    for name, options in (("discuss", {}), ("390", {"viewport": PHONE_SIZE})):
        marc = open_as("marc", path=path, **options)
        first = marc.page.locator(".o-mail-Message", has_text=STEPS[0])
        expect(first).to_contain_text("Arrived late")
        expect(first).to_contain_text("Customer")  # with a time of its own
        marc.picture(pictures / f"late_{name}.png")


def test_files_are_there_too(desk, after):
    for customer in after:
        wait_until(
            lambda customer=customer: files_of(desk, customer) == ["done"],
            f"the picture of {customer.number} is there",
        )


def files_of(desk, customer):
    rows = query(
        desk.database,
        "SELECT media.state FROM whatsapp_twilio_media media "
        "JOIN whatsapp_twilio_message row ON row.id = media.message_id "
        "WHERE row.customer_key = %(number)s",
        number=customer.number,
    )
    return [row["state"] for row in rows]


def test_they_stand_under_the_time_when_they_were_written(desk, after):
    [row] = query(
        desk.database,
        "SELECT min(message.date) < now() AT TIME ZONE 'UTC' - interval '50 minutes' "
        "AS is_old FROM mail_message message JOIN whatsapp_twilio_message row "
        "ON row.mail_message_id = message.id WHERE row.imported_at IS NOT NULL",
    )
    assert row["is_old"]


def test_the_administrators_know_which_period_was_dark(desk, after):
    [outage] = query(desk.database, "SELECT * FROM whatsapp_twilio_outage")
    assert outage["message_count"] == CUSTOMERS * (MESSAGES + 1)
    assert outage["cause"] == "odoo"
    assert (outage["ended_at"] - outage["began_at"]).total_seconds() > 20 * 60
    [alarms] = query(
        desk.database,
        "SELECT count(*) FROM mail_activity "
        "WHERE res_model = 'whatsapp.twilio.account'",
    )
    assert alarms["count"]


def test_webhooks_that_come_after_all_post_nothing_twice(desk, after):
    before = desk.ledger.count()
    for customer in after:
        path = f"messages?customer={customer.number}&direction=inbound"
        for message in desk.twilio.control("GET", path):
            desk.twilio.control("POST", f"messages/{message['sid']}/repeat", {})
    customer = desk.new_conversation("The last one")
    assert customer.in_discuss() == ["The last one"]
    assert desk.ledger.count() == before + 1
    query(desk.database, "UPDATE whatsapp_twilio_account SET sweep_due_at = NULL")
    admin = desk.session("admin")
    [account] = admin.call("whatsapp.twilio.account", "search", [])
    admin.call("whatsapp.twilio.account", "action_sweep", [account])
    wait_until(
        lambda: query(
            desk.database,
            "SELECT 1 FROM whatsapp_twilio_account WHERE sweep_due_at > "
            "now() AT TIME ZONE 'UTC'",
        ),
        "the second sweep is over",
    )
    assert desk.ledger.count() == before + 1
