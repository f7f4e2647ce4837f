"""Twilio repeats itself and customers are quick: each message is posted once."""

import time
from functools import partial

from .desk import NORTHWIND
from .sql import query
from .webhooks import Caller, all_at_once, inbound_form

# Twilio hangs up after 15 s: https://www.twilio.com/docs/usage/webhooks
TWILIO_WAITS = 15


def test_the_same_form_twenty_times_eight_at_a_time_is_one_message(desk):
    sofia = desk.new_customer()
    message = sofia.writes("Once")
    repeat = {"times": 20, "parallel": 8}
    calls = desk.twilio.control("POST", f"messages/{message['sid']}/repeat", repeat)
    assert [call["status"] for call in calls["calls"]] == [200] * 20
    desk.ledger.wait_until_received(sofia.number)
    assert sofia.in_discuss() == ["Once"]


def test_fifty_first_messages_at_once_are_one_contact_and_one_conversation(
    desk, stack, figures
):
    sofia = desk.new_customer()
    caller = Caller(stack.odoo)
    texts = [f"Message {number}" for number in range(50)]
    forms = [inbound_form(sofia.number, NORTHWIND, text) for text in texts]
    answers = all_at_once([partial(timed, caller.post, form) for form in forms])
    assert {answer.status_code for answer, _seconds in answers} == {200}
    slowest = max(seconds for _answer, seconds in answers)
    figures.note("slowest answer to 50 first messages at once", slowest)
    assert slowest < TWILIO_WAITS
    desk.ledger.wait_until_received(sofia.number, 50)
    assert sorted(sofia.in_discuss()) == sorted(texts)
    assert len(contacts(desk, sofia)) == 1
    assert sofia.conversation["partner_id"] == contacts(desk, sofia)[0]["id"]


def test_what_one_customer_wrote_stands_in_the_order_of_its_arrival(desk):
    sofia = desk.new_customer()
    texts = [f"Line {number}" for number in range(12)]
    for text in texts:
        sofia.writes(text)
    desk.ledger.wait_until_received(sofia.number, len(texts))
    assert sofia.in_discuss() == texts


def timed(call, *args):
    start = time.monotonic()
    return call(*args), time.monotonic() - start


def contacts(desk, customer):
    return query(
        desk.database,
        "SELECT id FROM res_partner WHERE phone_sanitized = %(number)s",
        number=customer.number,
    )
