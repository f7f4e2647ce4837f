"""Over the wire: an agent reaches the own brands only, and nobody any secret."""

import json

import pytest

from sandbox.launcher.problem import Problem
from sandbox.twilio import demo

from .desk import ALPINE

CONVERSATION = "whatsapp.twilio.conversation"
LEDGER = "whatsapp.twilio.message"
ACCOUNT = "whatsapp.twilio.account"
SECRETS = ["auth_token", "auth_token_next", "api_key_secret", "shared_key_secret"]


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


@pytest.mark.parametrize("login", ["lena", "aya", "admin"])
@pytest.mark.parametrize("secret", SECRETS)
def test_no_user_reads_a_secret_in_any_way(desk, login, secret):
    user = desk.session(login)
    start = demo.AUTH_TOKEN[:4]
    attempts = [
        (ACCOUNT, "read", [1], [secret]),
        (ACCOUNT, "search_read", [], [secret]),
        (ACCOUNT, "web_search_read", [], {secret: {}}),
        (ACCOUNT, "export_data", [1], [secret]),
        (ACCOUNT, "search", [(secret, "=like", f"{start}%")]),
        (ACCOUNT, "search", [], 0, 1, secret),
        (ACCOUNT, "formatted_read_group", [], [secret]),
        (ACCOUNT, "web_read_group", [], [secret]),
        (ACCOUNT, "read_progress_bar", [], "name", {"field": secret, "colors": {}}),
        ("whatsapp.twilio.sender", "export_data", [1], [f"account_id/{secret}"]),
        ("whatsapp.twilio.sender", "search", [(f"account_id.{secret}", "!=", False)]),
        (CONVERSATION, "search", [(f"account_id.{secret}", "!=", False)]),
        (LEDGER, "formatted_read_group", [], [f"account_id.{secret}"]),
    ]
    for model, method, *args in attempts:
        with pytest.raises(Problem) as refusal:
            user.call(model, method, *args)
        assert demo.AUTH_TOKEN not in str(refusal.value)


@pytest.mark.parametrize("login", ["marc", "aya", "admin"])
def test_no_secret_is_told_to_a_browser(desk, coffee, login):
    user = desk.session(login)
    everything = ["channels_as_member", "failures", "init_messaging"]
    channel = coffee.conversation["channel_id"]
    told = [
        user.rpc("/mail/data", fetch_params=everything),
        user.rpc("/mail/data", fetch_params=[["discuss.channel", [channel]]]),
        user.rpc("/discuss/channel/messages", channel_id=channel),
        user.call(CONVERSATION, "read", [coffee.conversation["id"]]),
        user.call("whatsapp.twilio.sender", "search_read", []),
    ]
    if login == "admin":
        told.append(user.call(ACCOUNT, "search_read", []))
    assert "Carla Coffee" in json.dumps(told)
    assert demo.AUTH_TOKEN not in json.dumps(told)


def test_the_log_tells_neither_secrets_nor_who_wrote_what(desk, log):
    sofia = desk.new_conversation("A very private question")
    # Answered, unanswered and looked up, failed: each is logged in its own way.
    for faults in (
        {},
        {"accept_then_timeout": {"value": 0.1, "next": 1}, "callback_lost": True},
        {"fail_with": 63012},
    ):
        desk.have_a_bad_day(**faults)
        message = desk.answer(sofia, "A very private answer")
        desk.ledger.wait_for(message, "delivered", "failed")
    for word in (demo.AUTH_TOKEN, "very private", sofia.number.lstrip("+"), sofia.name):
        assert word not in log.text
