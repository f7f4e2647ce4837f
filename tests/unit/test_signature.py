"""Vectors made with Twilio's own library and docs (token 12345)."""

import pytest
from werkzeug.datastructures import MultiDict

from odoo.addons.whatsapp_twilio.gateway.signature import is_genuine

TOKEN = "12345"
URL = "https://odoo.example.com/whatsapp_twilio/webhook"
FORM = MultiDict(
    {
        "MessageSid": "SM00000000000000000000000000000001",
        "Body": "Olá 👋 ",
        "From": "whatsapp:+15005550009",
        "To": "whatsapp:+14155238886",
        "NumMedia": "0",
    }
)
SHA1 = "iPNiUqr5c63813WhncbVmh3bbi0="
SHA1_WITH_PORT = "nSsExFdf1KthS10CzvqBkEmRdzg="
SHA256 = "lAGMCwa+EB0bFLn/OxMSHfhuMOx8mu45Kp1UElVQHig="
SHARED_KEY = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"


def headers(signature, settings=None):
    values = {"X-Twilio-Signature": signature}
    if settings:
        values["X-Twilio-Webhooks-Signature-Settings"] = settings
    return values


@pytest.mark.parametrize("signature", [SHA1, SHA1_WITH_PORT])
def test_twilios_signature_is_genuine_with_and_without_the_port(signature):
    assert is_genuine(URL, FORM, headers(signature), [TOKEN])


def test_a_shared_key_signs_with_sha256():
    assert is_genuine(URL, FORM, headers(SHA256, SHARED_KEY), [TOKEN])
    assert not is_genuine(URL, FORM, headers(SHA256), [TOKEN])
    assert not is_genuine(URL, FORM, headers(SHA1, SHARED_KEY), [TOKEN])


def test_while_a_token_is_rotated_the_next_one_counts_too():
    assert is_genuine(URL, FORM, headers(SHA1), ["old", TOKEN])
    assert not is_genuine(URL, FORM, headers(SHA1), ["old", "older"])


def test_the_docs_own_example_is_genuine():
    form = MultiDict(
        {
            "CallSid": "CA1234567890ABCDE",
            "Caller": "+14158675309",
            "Digits": "1234",
            "From": "+14158675309",
            "To": "+18005551212",
        }
    )
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert is_genuine(url, form, headers("RSOYDt4T1cUTdK1PDd93/VVr8B8="), [TOKEN])


def test_repeated_fields_are_signed_once_each_and_sorted():
    form = MultiDict([("A", "2"), ("A", "1"), ("A", "2")])
    assert is_genuine(URL, form, headers("wegJLrwQFqu2IMuhGOhn5CsdhQE="), [TOKEN])


@pytest.mark.parametrize("changed", ["Body", "From", "NumMedia"])
def test_one_changed_field_is_refused(changed):
    form = MultiDict({**FORM, changed: "x"})
    assert not is_genuine(URL, form, headers(SHA1), [TOKEN])


def test_trimming_a_field_is_refused():
    form = MultiDict({**FORM, "Body": FORM["Body"].strip()})
    assert not is_genuine(URL, form, headers(SHA1), [TOKEN])


def test_another_url_is_refused():
    assert not is_genuine(URL + "?x=1", FORM, headers(SHA1), [TOKEN])


@pytest.mark.parametrize("token", ["", None, False])
def test_without_a_token_nothing_is_genuine(token):
    signed_with_empty = "5yQKm7aYvetdH8PyAOppK8oreig="
    for signature in (SHA1, signed_with_empty, ""):
        assert not is_genuine(URL, FORM, headers(signature), [token])


def test_a_call_without_signature_is_refused():
    assert not is_genuine(URL, FORM, {}, [TOKEN])
    assert not is_genuine(URL, FORM, headers("é" * 28), [TOKEN])


def test_an_unknown_algorithm_is_refused():
    settings = "key=webhooks_sharedkey_1,algorithm=HMAC_MD5"
    assert not is_genuine(URL, FORM, headers(SHA1, settings), [TOKEN])
