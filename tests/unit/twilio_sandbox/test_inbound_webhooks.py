"""A customer writes: the form, its signature, retries, fallback, and what is noted."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from local_twilio import EMPTY_TWIML, NORTHWIND_SID, SAMPLES, SOFIA, until
from twilio.request_validator import RequestValidator

from sandbox.twilio import demo

URL = f"/v2/Channels/Senders/{NORTHWIND_SID}"


@pytest.fixture
def webhook(twilio):
    """Set webhook URLs of the sender, through Twilio's own API."""

    def webhook(**urls):
        assert twilio.api("POST", URL, json={"webhook": urls}).status_code == 202

    return webhook


@pytest.fixture
def dead_url():
    """A URL where nobody listens, and nobody will."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{one.getsockname()[1]}/in"


def calls(message: dict) -> list[tuple]:
    return [
        (call["kind"], call["status"], call["error_code"], call["attempts"])
        for call in message["webhooks"]
    ]


def test_a_text_posts_the_form_of_twilios_capture(twilio, business):
    sample = json.loads((SAMPLES / "twilio_inbound_text.json").read_text())
    twilio.write(
        sample["Body"],
        sample["From"],
        message_sid=sample["MessageSid"],
        profile_name=sample["ProfileName"],
        bsuid=sample["ExternalUserId"].removeprefix("whatsapp:"),
    )
    assert business.next().form == sample


def test_people_without_a_number_have_their_bsuid_everywhere(twilio, business):
    twilio.write("Hi", "IN.2081978709342942", profile_name="Amal", username="amal")
    form = business.next().form
    assert form["From"] == form["ExternalUserId"] == "whatsapp:IN.2081978709342942"
    assert form["ProfileUsername"] == "amal"
    assert "WaId" not in form
    context = json.loads(form["ChannelMetadata"])["data"]["context"]
    assert context == {"ProfileName": "Amal"}


@pytest.mark.parametrize("body", ["  spaces  ", "a\x00b", "&=+%#", "👋 Olá\r\n"])
def test_every_call_is_signed_over_exactly_what_is_posted(twilio, business, body):
    twilio.write(body)
    call = business.next()
    assert call.form["Body"] == body
    validator = RequestValidator(demo.AUTH_TOKEN)
    signature = call.headers["X-Twilio-Signature"]
    assert validator.validate(f"{business.url}/in", call.form, signature)
    assert not validator.validate(f"{business.url}/on", call.form, signature)


def test_a_shared_key_signs_with_sha256_and_says_so(twilio, business):
    key = {"key": "webhooks_sharedkey_1", "secret": "s3", "algorithm": "HMAC_SHA256"}
    twilio.control("PUT", f"accounts/{demo.ACCOUNT_SID}", {"shared_key": key})
    twilio.write()
    call = business.next()
    settings = call.headers["X-Twilio-Webhooks-Signature-Settings"]
    assert settings == "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    assert call.headers["X-Twilio-Signature"] == RequestValidator(
        "s3"
    ).compute_signature(f"{business.url}/in", call.form, "HMAC_SHA256")


def test_a_new_token_signs_the_next_call(twilio, business):
    twilio.control("PUT", f"accounts/{demo.ACCOUNT_SID}", {"auth_token": "fresh"})
    twilio.write()
    call = business.next()
    assert RequestValidator("fresh").validate(
        f"{business.url}/in", call.form, call.headers["X-Twilio-Signature"]
    )


def test_the_headers_are_twilios(twilio, business):
    twilio.write()
    headers = business.next().headers
    assert headers["User-Agent"] == "TwilioProxy/1.1"
    assert headers["Accept"] == "*/*"
    assert headers["Content-Type"] == (
        "application/x-www-form-urlencoded; charset=UTF-8"
    )
    assert headers["I-Twilio-Idempotency-Token"]
    assert "X-Twilio-Webhooks-Signature-Settings" not in headers


def test_the_answer_says_how_the_webhook_went(twilio):
    message = twilio.write()
    assert calls(message) == [("inbound", 200, None, 1)]
    assert message["webhooks"][0]["ms"] >= 0
    assert message["error_code"] is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (EMPTY_TWIML, None),
        ((200, "application/xml; charset=utf-8", "<Response/>"), None),
        ((204, None, ""), None),
        ((500, "text/xml", "<Response/>"), 11200),
        ((404, "text/html", ""), 11200),
        ((302, "text/xml", ""), 11200),
        ((200, "application/json", "{}"), 12300),
        ((200, "text/plain", "OK"), 12300),
        ((200, "text/xml", "<Response>"), 12100),
        ((200, "text/xml", "<Other/>"), 12100),
        ((200, "text/xml", f"<Response>{' ' * 65536}</Response>"), 11750),
    ],
)
def test_an_answer_twilio_cannot_use_is_noted(twilio, business, answer, code):
    business.answers["/in"] = answer
    sid = twilio.write()["sid"]
    assert business.next() and business.calls.empty()  # and never called again
    assert twilio.messages(sid=sid).json()["error_code"] == code


def test_a_reply_in_twiml_goes_to_the_customer(twilio, business):
    body = (
        "<Response><Message>One</Message><Message><Body>Two</Body></Message></Response>"
    )
    business.answers["/in"] = (200, "text/xml", body)
    twilio.write()
    shown = until(lambda: twilio.control("GET", "messages?direction=outbound-reply"))
    assert [message["body"] for message in shown] == ["One", "Two"]


def test_no_connection_is_tried_once_more(twilio, webhook, dead_url):
    webhook(callback_url=dead_url)
    message = twilio.write()
    assert calls(message) == [("inbound", None, 11205, 2)]
    assert twilio.messages(sid=message["sid"]).json()["error_code"] == 11205


def test_the_fallback_gets_the_form_with_the_error_and_its_own_signature(
    twilio, business, webhook, dead_url
):
    webhook(callback_url=dead_url, fallback_url=f"{business.url}/fallback")
    message = twilio.write("Help")
    call = business.next()
    assert call.path == "/fallback"
    assert call.form["Body"] == "Help"
    assert call.form["ErrorCode"] == "11205"
    assert call.form["ErrorUrl"] == dead_url
    assert RequestValidator(demo.AUTH_TOKEN).validate(
        f"{business.url}/fallback", call.form, call.headers["X-Twilio-Signature"]
    )
    assert calls(message)[1] == ("fallback", 200, None, 1)


def test_the_fragment_rules_retries_and_is_neither_called_nor_signed(
    twilio, business, webhook
):
    webhook(callback_url=f"{business.url}/in?a=1#rc=2&rp=5xx")
    business.answers["/in?a=1"] = (503, "text/plain", "")
    message = twilio.write()
    assert calls(message) == [("inbound", 503, 11200, 3)]
    three = [business.next() for _time in range(3)]
    assert {call.path for call in three} == {"/in?a=1"}
    assert len({call.headers["I-Twilio-Idempotency-Token"] for call in three}) == 1
    assert RequestValidator(demo.AUTH_TOKEN).validate(
        f"{business.url}/in?a=1", three[0].form, three[0].headers["X-Twilio-Signature"]
    )


def test_a_slow_answer_is_given_up_after_rt(twilio, business, webhook):
    webhook(callback_url=f"{business.url}/slow#rt=100")
    business.answers["/slow"] = lambda _call: until(lambda: given_up) and EMPTY_TWIML
    given_up = []
    message = twilio.write()
    given_up.append(True)
    assert calls(message) == [("inbound", None, 11200, 1)]


def test_50_first_messages_are_posted_at_the_same_time(twilio, business):
    together = []

    def wait_for_all(call):
        together.append(call)
        until(lambda: len(together) == 50)
        return EMPTY_TWIML

    business.answers["/in"] = wait_for_all
    with ThreadPoolExecutor(50) as pool:
        sent = list(pool.map(lambda number: twilio.write(str(number)), range(50)))
    assert [one["webhooks"][0]["status"] for one in sent] == [200] * 50


def test_a_form_is_repeated_to_the_byte(twilio, business):
    sid = twilio.write("Hi  ")["sid"]
    again = twilio.control(
        "POST", f"messages/{sid}/repeat", {"times": 20, "parallel": 8}
    )
    assert [call["status"] for call in again["calls"]] == [200] * 20
    assert len({business.next().raw for _time in range(21)}) == 1


def test_a_longer_text_is_cut_as_twilio_cuts_it(twilio, business):
    message = twilio.write("👍" * 900)
    assert business.next().form["Body"] == "👍" * 800
    assert message["error_code"] == 21617


def test_without_a_webhook_the_message_exists_all_the_same(twilio, webhook):
    webhook(callback_url=None)
    message = twilio.write("Anybody?")
    assert message["webhooks"] == []
    assert twilio.messages(sid=message["sid"]).json()["status"] == "received"
    assert message["customer"] == SOFIA
