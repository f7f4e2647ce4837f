"""Over the wire: an agent reaches the conversations of the own brands only."""

import json

import pytest

from sandbox.launcher.problem import Problem

from .desk import ALPINE

CONVERSATION = "whatsapp.twilio.conversation"
LEDGER = "whatsapp.twilio.message"


@pytest.fixture
def coffee(desk):
    """A conversation of the brand that lena does not serve, with a failed answer."""
    customer = desk.new_conversation("Coffee?", name="Carla Coffee", sender=ALPINE)
    desk.have_a_bad_day(fail_with=63012)
    message = desk.answer(customer, "Espresso")
    desk.ledger.wait_for(message, "failed")
    desk.have_a_good_day()
    customer.message = message
    return customer


@pytest.fixture
def lena(desk):
    return desk.session("lena")


def test_another_brands_conversation_cannot_be_found(desk, lena, coffee):
    conversation = coffee.conversation
    for model, ids in (
        (CONVERSATION, [conversation["id"]]),
        ("discuss.channel", [conversation["channel_id"]]),
        ("mail.message", [coffee.message]),
        (LEDGER, [row["id"] for row in desk.ledger.outbound(coffee)]),
    ):
        domain = [("id", "in", ids)]
        assert desk.session("marc").call(model, "search_count", domain) == len(ids)
        assert lena.call(model, "search_count", domain) == 0
        with pytest.raises(Problem):
            lena.call(model, "read", ids, ["id", "display_name"])


def test_another_brands_conversation_is_not_told_to_the_browser(lena, coffee):
    channel = coffee.conversation["channel_id"]
    told = [
        lena.rpc("/mail/data", fetch_params=[["discuss.channel", [channel]]]),
        lena.rpc("/mail/data", fetch_params=["channels_as_member", "failures"]),
        lena.rpc("/mail/data", fetch_params=["init_messaging"]),
    ]
    assert "Carla Coffee" not in json.dumps(told)
    assert "Coffee?" not in json.dumps(told)
    for route, params in (
        ("/discuss/channel/messages", {"channel_id": channel}),
        ("/discuss/channel/members", {"channel_id": channel, "known_member_ids": []}),
        ("/discuss/channel/join", {"channel_id": channel}),
    ):
        with pytest.raises(Problem):
            lena.rpc(route, **params)


def test_another_brands_conversation_cannot_be_answered(desk, lena, coffee):
    channel = coffee.conversation["channel_id"]
    attempts = [
        lambda: lena.post_message(channel, "Intruder"),
        lambda: lena.call(
            "discuss.channel", "message_post", [channel], body="Intruder"
        ),
        lambda: lena.call(
            "discuss.channel", "add_members", [channel], [lena.partner_id]
        ),
        lambda: lena.call(CONVERSATION, "action_take", [coffee.conversation["id"]]),
        lambda: lena.call(CONVERSATION, "action_solve", [coffee.conversation["id"]]),
        lambda: lena.call(CONVERSATION, "action_reopen", [coffee.conversation["id"]]),
        lambda: lena.call(
            LEDGER, "action_retry", [row["id"] for row in desk.ledger.outbound(coffee)]
        ),
    ]
    for attempt in attempts:
        with pytest.raises(Problem):
            attempt()
    assert len(desk.ledger.outbound(coffee)) == 1
    assert coffee.conversation["state"] == "pending"
    assert not coffee.has_been_sent("Intruder")


@pytest.mark.parametrize("login", ["lena", "aya", "admin"])
def test_nobody_writes_what_the_server_alone_may_write(desk, coffee, login):
    user = desk.session(login)
    [row] = desk.ledger.outbound(coffee)
    conversation = coffee.conversation
    attempts = [
        (LEDGER, "write", [row["id"]], {"state": "delivered"}),
        (LEDGER, "create", {"direction": "outbound", "state": "queued", "body": "x"}),
        (LEDGER, "unlink", [row["id"]]),
        (CONVERSATION, "write", [conversation["id"]], {"phone": "+15005550006"}),
        (CONVERSATION, "unlink", [conversation["id"]]),
        ("discuss.channel", "create", {"name": "x", "channel_type": "whatsapp"}),
    ]
    for model, method, *args in attempts:
        with pytest.raises(Problem):
            user.call(model, method, *args)
