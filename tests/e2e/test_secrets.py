"""Secrets stay on the server: no user reads them, no page and no log tells them."""

import json

import pytest

from sandbox.launcher.problem import Problem
from sandbox.twilio import demo

ACCOUNT = "whatsapp.twilio.account"
CONVERSATION = "whatsapp.twilio.conversation"
LEDGER = "whatsapp.twilio.message"
SECRETS = ["auth_token", "auth_token_next", "api_key_secret", "shared_key_secret"]


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
def test_no_secret_is_told_to_a_browser(desk, login):
    user = desk.session(login)
    everything = ["channels_as_member", "failures", "init_messaging"]
    sofia = desk.new_conversation(name="Sofia Secret")
    channel = sofia.conversation["channel_id"]
    told = [
        user.rpc("/mail/data", fetch_params=everything),
        user.rpc("/mail/data", fetch_params=[["discuss.channel", [channel]]]),
        user.rpc("/discuss/channel/messages", channel_id=channel),
        user.call(CONVERSATION, "read", [sofia.conversation["id"]]),
        user.call("whatsapp.twilio.sender", "search_read", []),
    ]
    if login == "admin":
        told.append(user.call(ACCOUNT, "search_read", []))
    assert "Sofia Secret" in json.dumps(told)
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
