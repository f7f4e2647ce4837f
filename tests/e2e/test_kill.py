"""kill -9 of Odoo, at the worst moments: nothing is lost, nothing is sent twice.

After a start Odoo looks for waiting work by itself within a minute, and at once when
anything comes in; here the next customer's message is what wakes it.
"""

import select
import socket
from contextlib import contextmanager

import psycopg2
import pytest

from sandbox.launcher import ports
from sandbox.launcher.stack import Stack
from sandbox.launcher.waiting import wait_until

from .desk import Desk

# More than the addon waits for an unanswered message to turn up at Twilio.
GRACE_IS_OVER = 31


@pytest.fixture(scope="module")
def desk():
    with Stack.cloned("e2e_kill") as stack:
        desk = Desk(stack)
        desk.new_conversation()
        yield desk


def test_what_was_kept_or_queued_is_there_once_and_sent_once(desk):
    writer, reader = desk.new_customer(), desk.new_conversation()
    ledger = desk.ledger
    with ledger.no_worker("ir_cron_receive"), ledger.no_worker("ir_cron_send"):
        inbound = writer.writes("Kept")
        message = desk.answer(reader, "Queued")
        desk.stack.odoo.kill()
        # Answered and committed, and no worker has touched either.
        assert inbound["webhook"]["status"] == 200
        assert [row["state"] for row in ledger.inbound(writer.number)] == ["received"]
        assert ledger.row(message)["state"] == "queued"
    desk.stack.odoo.start()
    desk.new_conversation()
    ledger.wait_until_received(writer.number)
    assert writer.in_discuss() == ["Kept"]
    ledger.wait_for(message, "delivered")
    assert len(reader.has_been_sent("Queued")) == 1


def test_what_was_on_its_way_to_twilio_is_sent_once(desk, void):
    unheard, taken, slow = (desk.new_conversation() for _ in range(3))
    messages = [
        send_into_the_void(desk, unheard, void),
        send_without_an_answer(desk, taken),
        send_slowly(desk, slow),
    ]
    desk.stack.odoo.kill()
    assert [desk.ledger.row(one)["state"] for one in messages] == ["sending"] * 3
    desk.ledger.let_time_pass(messages[0], GRACE_IS_OVER)
    desk.stack.odoo.start()
    desk.new_conversation()
    for customer, message in zip((unheard, taken, slow), messages, strict=True):
        desk.ledger.wait_for(message, "delivered")
        assert len(customer.has_been_sent("On its way")) == 1


@pytest.fixture
def void():
    """A server that takes a request and never answers."""
    with socket.create_server((ports.HOST, 0)) as listener:
        listener.settimeout(30)
        yield listener


def test_a_template_that_was_being_made_at_twilio_is_there_once(desk):
    admin, model = desk.session("admin"), "whatsapp.twilio.template"
    values = {"name": "killed", "lang_code": "en", "category": "utility"}
    values["text"] = "There is news about your request."
    [draft] = admin.call(model, "create", [values])
    desk.have_a_bad_day(api_latency={"value": 2})
    admin.call(model, "action_submit", [draft])
    # Twilio makes it, and what it answered cannot be written down.
    with locked(desk, "whatsapp_twilio_template", draft):
        wait_until(lambda: contents(desk, "killed"), "Twilio has made it")
        desk.stack.odoo.kill()
    desk.have_a_good_day()
    desk.stack.odoo.start()
    desk.new_conversation()
    wait_until(
        lambda: contents(desk, "killed")[0]["approval_requests"]["status"] == "pending",
        "it was handed in",
        timeout=90,
    )
    [made] = contents(desk, "killed")
    admin = desk.session("admin")

    def known():
        fields = ["content_sid", "approval_state"]
        [row] = admin.call(model, "read", [draft], fields)
        return row["content_sid"], row["approval_state"]

    wait_until(
        lambda: known() in [(made["sid"], state) for state in ("received", "pending")],
        "Odoo knows",
    )


@contextmanager
def locked(desk, table, row):
    """Nobody writes this row meanwhile."""
    connection = psycopg2.connect(dbname=desk.database)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table} WHERE id = %s FOR UPDATE", [row])
        yield
    finally:
        connection.close()


def contents(desk, name):
    """The local Twilio's templates with this name."""
    known = desk.twilio.control("GET", "contents")
    return [one for one in known if one["friendly_name"] == name]


def send_into_the_void(desk, customer, void):
    """The request leaves, and Twilio never hears of it."""
    port = void.getsockname()[1]
    with twilio_at(desk, f"http://{ports.HOST}:{port}"):
        message = desk.answer(customer, "On its way")
        # The connection stays in the listener's queue, open and unanswered.
        assert select.select([void], [], [], 30)[0], "The request has not left."
    return message


def send_without_an_answer(desk, customer):
    """Twilio takes and delivers it, but neither answers nor reports."""
    no_answer = {"value": 120, "next": 1}
    desk.have_a_bad_day(accept_then_timeout=no_answer, callback_lost=True)
    message = desk.answer(customer, "On its way")
    wait_until(
        lambda: (
            customer.has_been_sent("On its way")
            and customer.has_been_sent("On its way")[0]["status"] == "delivered"
        ),
        "Twilio has delivered it",
    )
    return message


def send_slowly(desk, customer):
    """Twilio will take it, a while after Odoo is gone."""
    desk.have_a_bad_day(api_latency={"value": 3, "next": 1})
    message = desk.answer(customer, "On its way")
    wait_until(
        lambda: desk.twilio.control("GET", "faults")["active"]["api_latency"]["used"],
        "the request is at Twilio",
    )
    return message


@contextmanager
def twilio_at(desk, url):
    """Meanwhile the account's API is there."""
    admin = desk.session("admin")
    model = "whatsapp.twilio.account"
    [account] = admin.call(model, "search", [])
    admin.call(model, "write", [account], {"api_base_url": url})
    yield
    admin.call(model, "write", [account], {"api_base_url": desk.twilio.url})
