"""Whatever Twilio does with a request, the customer gets the message once."""

import pytest

from sandbox.launcher.waiting import wait_until

# More than the addon waits for an unanswered message to turn up at Twilio.
GRACE_IS_OVER = 31


@pytest.mark.parametrize(
    "faults",
    [
        {"api_429": {"value": True, "next": 2}},
        {"accept_then_5xx": {"value": 500, "next": 1}},
        {"accept_then_5xx": {"value": 503, "next": 1}, "callback_lost": True},
        {"accept_then_timeout": {"value": 0.2, "next": 1}},
        {"accept_then_timeout": {"value": 0.2, "next": 1}, "callback_lost": True},
    ],
    ids="+".join,
)
def test_it_is_delivered_once(desk, faults):
    sofia = desk.new_conversation()
    desk.have_a_bad_day(**faults)
    message = desk.answer(sofia, "Once")
    desk.ledger.wait_for(message, "delivered")
    assert len(sofia.has_been_sent("Once")) == 1


def test_retry_after_is_kept(desk):
    sofia = desk.new_conversation()
    desk.have_a_bad_day(api_429={"value": True, "next": 1}, retry_after=2)
    message = desk.answer(sofia, "Later")
    desk.ledger.wait_for(message, "delivered")
    assert desk.ledger.seconds_between(message, "sending") >= 2


def test_an_unanswered_message_that_never_turns_up_is_sent_again_once(desk):
    """Nobody can tell whether a 503 was processed; after a while Twilio's list can."""
    sofia = desk.new_conversation()
    desk.have_a_bad_day(api_5xx={"value": 503, "next": 1})
    message = desk.answer(sofia, "Once")
    desk.ledger.wait_for(message, "unknown")
    assert not sofia.has_been_sent("Once")
    desk.ledger.let_time_pass(message, GRACE_IS_OVER)
    desk.ledger.wait_for(message, "delivered")
    assert len(sofia.has_been_sent("Once")) == 1


def test_while_nobody_listens_at_twilio_messages_wait(desk):
    sofia = desk.new_conversation()
    desk.twilio.stop()
    try:
        message = desk.answer(sofia, "Patience")
        wait_until(
            lambda: "sending" in desk.ledger.history(message)[:-1],
            "Odoo has tried in vain",
        )
        assert desk.ledger.row(message)["state"] in ("queued", "sending")
    finally:
        desk.twilio.start()
        desk.have_a_good_day()
    desk.ledger.wait_for(message, "delivered")
    assert len(sofia.has_been_sent("Patience")) == 1


@pytest.mark.parametrize(
    "settings, code",
    [({"opted_out": True}, "21610"), ({"not_on_whatsapp": True}, "63003")],
)
def test_what_twilio_refuses_is_not_tried_again(desk, settings, code):
    sofia = desk.new_conversation()
    desk.twilio.control("PUT", f"customers/{sofia.number}", settings)
    message = desk.answer(sofia, "No")
    row = desk.ledger.wait_for(message, "failed")
    assert (row["attempts"], row["error_code"]) == (1, code)
