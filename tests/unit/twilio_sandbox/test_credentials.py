"""Basic auth with the account's token or an API key; nothing else gets in."""

from __future__ import annotations

import pytest

from sandbox.twilio import demo

ACCOUNT = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}.json"


@pytest.mark.parametrize(
    "auth",
    [
        (demo.ACCOUNT_SID, demo.AUTH_TOKEN),
        (demo.API_KEY_SID, demo.API_KEY_SECRET),
    ],
)
def test_the_token_and_the_api_key_get_in(twilio, auth):
    assert twilio.messages(auth=auth).status_code == 200


def test_who_the_account_is_a_standard_api_key_may_not_ask(twilio):
    answer = twilio.api("GET", ACCOUNT)
    assert answer.json()["friendly_name"] == demo.ACCOUNT_NAME
    key = (demo.API_KEY_SID, demo.API_KEY_SECRET)
    answer = twilio.api("GET", ACCOUNT, auth=key)
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


@pytest.mark.parametrize(
    "auth",
    [
        None,
        (demo.ACCOUNT_SID, ""),
        (demo.ACCOUNT_SID, "wrong"),
        (demo.ACCOUNT_SID, "żółw"),
        (demo.API_KEY_SID, demo.AUTH_TOKEN),
        ("", demo.AUTH_TOKEN),
    ],
)
@pytest.mark.parametrize("path", [ACCOUNT, "/v2/Channels/Senders?Channel=whatsapp"])
def test_wrong_credentials_are_answered_401(twilio, auth, path):
    answer = twilio.api("GET", path, auth=_utf8(auth))
    assert answer.status_code == 401
    assert answer.json()["code"] == 20003
    assert "Basic" in answer.headers["WWW-Authenticate"]


def _utf8(auth):
    return auth and tuple(part.encode() for part in auth)


def test_another_accounts_path_is_not_found(twilio):
    answer = twilio.api("GET", ACCOUNT.replace("0d00", "0dff"))
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


def test_an_unknown_path_and_method_answer_in_twilios_json(twilio):
    assert twilio.api("GET", "/2010-04-01/Nothing.json").json()["code"] == 20404
    assert twilio.api("DELETE", ACCOUNT).json()["code"] == 20004


@pytest.mark.parametrize(
    "status, looks, sends",
    [("active", 200, 201), ("suspended", 200, 403), ("closed", 401, 401)],
)
def test_what_an_account_may_do_depends_on_its_status(twilio, status, looks, sends):
    twilio.write("Hi")
    twilio.control("PUT", f"accounts/{demo.ACCOUNT_SID}", {"status": status})
    try:
        answer = twilio.api("GET", ACCOUNT)
        assert answer.status_code == looks
        assert looks != 200 or answer.json()["status"] == status
        assert twilio.send().status_code == sends
    finally:
        twilio.control("PUT", f"accounts/{demo.ACCOUNT_SID}", {"status": "active"})
