"""A token is revoked at Twilio while messages wait: they wait on, and are sent once."""

import pytest

from sandbox.launcher.stack import Stack
from sandbox.launcher.waiting import wait_until
from sandbox.twilio import demo

from .desk import Desk
from .sql import query

CUSTOMERS, TEXTS = 10, ["First", "Second"]


@pytest.fixture(scope="module")
def desk():
    with Stack.cloned("e2e_paused") as stack:
        desk = Desk(stack)
        # The demo account signs in by API key; this one has only its token.
        query(desk.database, "UPDATE whatsapp_twilio_account SET api_key_secret = NULL")
        yield desk


def test_no_message_fails_and_each_is_sent_once_after_all(desk):
    customers = [desk.new_conversation() for _ in range(CUSTOMERS)]
    with desk.ledger.no_worker("ir_cron_send"):
        messages = [desk.answer(one, text) for one in customers for text in TEXTS]
        set_token(desk, "revoked")
    wait_until(lambda: is_paused(desk), "the account is paused", timeout=90)
    assert {desk.ledger.row(one)["state"] for one in messages} <= {"queued", "sending"}
    set_token(desk, demo.AUTH_TOKEN)
    admin = desk.session("admin")
    [account] = admin.call("whatsapp.twilio.account", "search", [])
    admin.call("whatsapp.twilio.account", "action_check", [account])
    for message in messages:
        desk.ledger.wait_for(message, "delivered")
        assert "failed" not in desk.ledger.history(message)
    for customer in customers:
        assert [sent["body"] for sent in customer.has_got()] == TEXTS
    assert not is_paused(desk)


def set_token(desk, token):
    path = f"accounts/{demo.ACCOUNT_SID}"
    desk.twilio.control("PUT", path, {"auth_token": token})


def is_paused(desk):
    [row] = query(desk.database, "SELECT paused_at FROM whatsapp_twilio_account")
    return row["paused_at"]
