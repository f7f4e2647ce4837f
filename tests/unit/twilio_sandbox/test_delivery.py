"""What becomes of an accepted message, and what its callbacks say."""

from __future__ import annotations

import pytest
from local_twilio import ALPINE, NORTHWIND, SOFIA

from sandbox.twilio import demo


@pytest.fixture
def send(twilio, business):
    """Send with a status callback; returns the SID."""

    def send(**values) -> str:
        answer = twilio.send(StatusCallback=f"{business.url}/status", **values)
        assert answer.status_code == 201, answer.text
        return answer.json()["sid"]

    return send


@pytest.fixture
def wrote(twilio, business):
    """The customer has just written, so the window is open."""
    twilio.write()
    business.next()


def test_a_message_in_the_window_is_sent_then_delivered(twilio, business, send, wrote):
    sid = send()
    assert business.statuses(2) == ["sent", "delivered"]
    message = twilio.ends(sid, "delivered")
    assert message["date_sent"]
    assert message["error_code"] is None


def test_it_is_read_when_the_customer_opens_the_conversation(
    twilio, business, send, wrote
):
    sid = send()
    business.statuses(2)
    seen = twilio.control("POST", f"customers/{SOFIA}/read", {"to": NORTHWIND})
    assert seen == {"read": [sid]}
    assert business.statuses(1) == ["read"]


def test_another_conversation_stays_unread(twilio, business, send, wrote):
    sid = send()
    twilio.ends(sid, "delivered")
    seen = twilio.control("POST", f"customers/{SOFIA}/read", {"to": ALPINE})
    assert seen == {"read": []}


def test_a_customer_with_auto_read_reads_by_herself(twilio, business, send, wrote):
    twilio.control("PUT", f"customers/{SOFIA}", {"auto_read": True})
    send()
    assert business.statuses(3) == ["sent", "delivered", "read"]


def test_without_a_word_of_the_customer_free_text_fails(twilio, business, send):
    sid = send()
    assert business.statuses(2) == ["sent", "undelivered"]
    assert twilio.ends(sid, "undelivered")["error_code"] == 63016


def test_24_hours_after_the_last_word_free_text_fails(twilio, business, send, wrote):
    twilio.control("PUT", f"customers/{SOFIA}", {"wrote_hours_ago": 23.99})
    twilio.ends(send(), "delivered")
    twilio.control("PUT", f"customers/{SOFIA}", {"wrote_hours_ago": 24})
    assert twilio.ends(send(), "undelivered")["error_code"] == 63016


def test_a_window_belongs_to_one_business_number(twilio, send, wrote):
    sid = send(From=f"whatsapp:{ALPINE}")
    assert twilio.ends(sid, "undelivered")["error_code"] == 63016


def test_who_is_not_on_whatsapp_gets_nothing(twilio, business, send, wrote):
    twilio.control("PUT", f"customers/{SOFIA}", {"not_on_whatsapp": True})
    sid = send()
    form = business.next().form
    assert (form["MessageStatus"], form["ErrorCode"]) == ("failed", "63003")
    assert twilio.messages(sid=sid).json()["error_message"] == form["ErrorMessage"]


def test_a_message_to_who_blocked_us_stays_sent(twilio, business, send, wrote):
    twilio.control("PUT", f"customers/{SOFIA}", {"blocked": True})
    blocked = send()
    business.statuses(1)
    twilio.control("PUT", f"customers/{SOFIA}", {"blocked": False})
    twilio.ends(send(), "delivered")
    assert twilio.status(blocked) == "sent"


def test_a_customer_without_a_number_is_reached_by_bsuid(twilio, business, send):
    twilio.write(customer="US.1a2b3c")
    business.next()
    send(To="whatsapp:US.1a2b3c")
    form = business.next().form
    assert form["To"] == form["ExternalUserId"] == "whatsapp:US.1a2b3c"


def test_a_bsuid_reaches_the_customer_whose_number_is_known(twilio, send, wrote):
    bsuid = twilio.sandbox.world.customers[SOFIA].bsuid
    twilio.ends(send(To=f"whatsapp:{bsuid}"), "delivered")


def test_a_messaging_service_reports_queued_first(twilio, business, send, wrote):
    send(From=None, MessagingServiceSid=demo.MESSAGING_SERVICE_SID)
    calls = [business.next().form for _time in range(3)]
    assert [form["MessageStatus"] for form in calls] == ["queued", "sent", "delivered"]
    assert {form["MessagingServiceSid"] for form in calls} == {
        demo.MESSAGING_SERVICE_SID
    }


def test_a_callback_carries_what_twilios_does(twilio, business, send, wrote):
    sid = send()
    sent, delivered = business.next(), business.next()
    assert sent.form == {
        "SmsSid": sid,
        "SmsStatus": "sent",
        "MessageStatus": "sent",
        "ChannelToAddress": "+1202555XXXX",
        "To": f"whatsapp:{SOFIA}",
        "ChannelPrefix": "whatsapp",
        "MessageSid": sid,
        "AccountSid": demo.ACCOUNT_SID,
        "StructuredMessage": "false",
        "From": f"whatsapp:{NORTHWIND}",
        "ApiVersion": "2010-04-01",
        "ChannelInstallSid": demo.SENDERS[0][0],
        "ExternalUserId": sent.form["ExternalUserId"],
    }
    assert "StructuredMessage" not in delivered.form
    tokens = [call.headers["I-Twilio-Idempotency-Token"] for call in (sent, delivered)]
    assert tokens[0] != tokens[1]
