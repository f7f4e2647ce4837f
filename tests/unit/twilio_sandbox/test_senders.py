"""/v2/Channels/Senders: what can be changed, and what is refused."""

from __future__ import annotations

import pytest
from local_twilio import NORTHWIND_SID

URL = f"/v2/Channels/Senders/{NORTHWIND_SID}"


def test_an_update_changes_only_what_it_names(twilio):
    before = twilio.api("GET", URL).json()
    wanted = {"webhook": {"fallback_url": "https://example.com/f"}}
    answer = twilio.api("POST", URL, json=wanted)
    assert answer.status_code == 202
    expected = {**before["webhook"], **wanted["webhook"]}
    assert answer.json() == {**before, "webhook": expected}
    assert twilio.api("GET", URL).json() == answer.json()


@pytest.mark.parametrize(
    "wrong",
    [
        {"webhook": {"callback": "https://example.com"}},
        {"webhook": {"callback_url": "example.com"}},
        {"webhook": {"callback_url": 1}},
        {"webhook": "https://example.com"},
        {"profile": {"nickname": "x"}},
        {"web_hook": {}},
        [],
    ],
)
def test_a_wrong_update_is_refused_and_changes_nothing(twilio, wrong):
    before = twilio.api("GET", URL).json()
    answer = twilio.api("POST", URL, json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)
    assert twilio.api("GET", URL).json() == before


def test_an_unknown_sender_is_not_found(twilio):
    assert twilio.api("GET", URL[:-1] + "9").json()["code"] == 20404


def test_a_list_needs_its_channel(twilio):
    assert twilio.api("GET", "/v2/Channels/Senders").json()["code"] == 20001
