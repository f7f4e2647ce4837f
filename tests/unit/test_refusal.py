"""Which URL or token Twilio seems to have used, where ours does not fit."""

import pytest
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from odoo.addons.whatsapp_twilio.gateway import refusal

ACCOUNT = "AC" + "1" * 32
CONFIGURED = "https://odoo.example.com/whatsapp_twilio/key/inbound"
BEHIND_PROXY = "http://127.0.0.1:8069/whatsapp_twilio/key/inbound"
FORM = MultiDict({"AccountSid": ACCOUNT, "Body": "Hi"})
SHARED_KEY = {"X-Twilio-Webhooks-Signature-Settings": "key=a,algorithm=HMAC_SHA256"}


def call(signed_url=CONFIGURED, token="token", form=FORM, url=BEHIND_PROXY, **headers):
    signature = RequestValidator(token).compute_signature(signed_url, form)
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return refusal.Call(url, form, {"X-Twilio-Signature": signature, **headers})


def guess(refused):
    return refusal.guess(refused, CONFIGURED, ["token", ""], ["others"])


@pytest.mark.parametrize(
    "signed_url, headers",
    [
        ("http://odoo.example.com/whatsapp_twilio/key/inbound", {}),
        ("https://odoo.example.com:8443/whatsapp_twilio/key/inbound", {}),
        ("https://odoo.example.com/whatsapp_twilio/key/inbound/", {}),
        ("https://other.example.com/whatsapp_twilio/key/inbound", {}),
        (BEHIND_PROXY, {}),
    ],
)
def test_the_url_that_twilio_signed_is_named(signed_url, headers):
    host = signed_url.split("/")[2]
    assert guess(call(signed_url, Host=host)) == (refusal.URL, signed_url)


def test_a_proxys_word_for_the_host_is_tried_too():
    signed_url = "https://shop.example.com/whatsapp_twilio/key/inbound"
    refused = call(signed_url, X_Forwarded_Host="shop.example.com, inner")
    assert guess(refused) == (refusal.URL, signed_url)


def test_a_port_that_only_our_server_sees_is_not_named():
    signed_url = "https://shop.example.com/whatsapp_twilio/key/inbound"
    refused = call(signed_url, Host="shop.example.com:8069")
    assert guess(refused) == (refusal.URL, signed_url)


def test_a_question_mark_and_what_follows_is_tried_too():
    signed_url = f"{CONFIGURED}?brand=1"
    assert guess(call(signed_url, url=f"{BEHIND_PROXY}?brand=1")) == (
        refusal.URL,
        signed_url,
    )


def test_another_accounts_token_is_told_from_an_unknown_one():
    assert guess(call(token="others")) == (refusal.OTHER_TOKEN, "")
    assert guess(call(token="rotated")) == (refusal.TOKEN, "")


def test_an_empty_token_fits_nothing():
    assert guess(call(token="")) == (refusal.TOKEN, "")


def test_what_can_be_seen_is_not_guessed():
    def seen(refused, has_shared_key=False):
        return refusal.at_a_glance(refused, ACCOUNT, has_shared_key)

    assert seen(refusal.Call(CONFIGURED, FORM, {})) == refusal.UNSIGNED
    others = MultiDict({"AccountSid": "AC" + "2" * 32})
    assert seen(call(form=others)) == refusal.OTHER_ACCOUNT
    shared = call()
    shared = refusal.Call(shared.url, FORM, {**shared.headers, **SHARED_KEY})
    assert seen(shared) == refusal.SHARED_KEY
    assert seen(shared, has_shared_key=True) is None
    assert seen(call()) is None


def test_a_form_that_twilio_never_sends_is_not_worth_a_guess():
    form = MultiDict({f"Field{number}": "" for number in range(1000)})
    assert guess(call(BEHIND_PROXY, form=form)) == (refusal.TOKEN, "")
