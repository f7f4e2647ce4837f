"""Statuses come late, lost, twice, shuffled, early: the ticks end right."""

import pytest

from sandbox.launcher.waiting import wait_until

from .webhooks import Caller, status_form

ORDER = ["queued", "sending", "sent", "delivered", "read"]
STATUSES = 3  # sent, delivered, read


@pytest.mark.parametrize(
    "faults, calls",
    [
        ({}, STATUSES),
        ({"callback_late": 0.5}, STATUSES),
        ({"callback_lost": {"value": True, "next": 1}}, STATUSES - 1),
        ({"callback_duplicated": 2}, STATUSES * 3),
        ({"callback_shuffled": True}, STATUSES),
        ({"callback_before_answer": True}, STATUSES),
        (
            {
                "callback_before_answer": True,
                "callback_duplicated": 1,
                "api_latency": 0.5,
            },
            STATUSES * 2,
        ),
    ],
    ids=lambda value: "+".join(value) or "in order" if isinstance(value, dict) else "",
)
def test_the_last_status_is_read_and_none_goes_back(desk, faults, calls):
    sofia = desk.new_conversation()
    desk.twilio.control("PUT", f"customers/{sofia.number}", {"auto_read": True})
    desk.have_a_bad_day(**faults)
    message = desk.answer(sofia, "Hello")
    desk.wait_until_sent_once(sofia, "Hello")
    wait_until(
        lambda: len(status_calls(desk, sofia, "Hello")) == calls,
        f"Twilio has made {calls} status calls",
    )
    assert {call["status"] for call in status_calls(desk, sofia, "Hello")} == {204}
    states = desk.ledger.history(message)
    assert states == [state for state in ORDER if state in states]
    assert states[-1] == "read"
    assert desk.ledger.row(message)["sid"] == sofia.has_been_sent("Hello")[0]["sid"]


@pytest.mark.parametrize(
    "late", ["queued", "sent", "failed", "undelivered", "canceled", "a new word"]
)
def test_what_comes_after_delivered_does_not_undo_it(desk, stack, late):
    sofia = desk.new_conversation()
    message = desk.answer(sofia, "Hello")
    row = desk.ledger.wait_for(message, "delivered")
    form = status_form(row["sid"], late, ErrorCode="63016")
    answer = Caller(stack.odoo).post(form, f"status/{row['uuid']}")
    assert answer.status_code == 204
    assert desk.ledger.row(message)["state"] == "delivered"


def test_proof_of_delivery_wins_over_an_earlier_failure(desk, stack):
    sofia = desk.new_conversation()
    desk.have_a_bad_day(fail_with=63012)
    message = desk.answer(sofia, "Hello")
    row = desk.ledger.wait_for(message, "failed")
    form = status_form(row["sid"], "delivered")
    Caller(stack.odoo).post(form, f"status/{row['uuid']}")
    assert desk.ledger.row(message)["state"] == "delivered"


def status_calls(desk, customer, body):
    """The status calls that Twilio has made for the one message with this text."""
    [sent] = customer.has_been_sent(body)
    whole = desk.twilio.control("GET", f"messages/{sent['sid']}")
    return [call for call in whole["webhooks"] if call["kind"] == "status"]
