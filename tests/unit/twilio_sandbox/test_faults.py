"""Every fault does what its line in the table says, and nothing when it is off."""

from __future__ import annotations

import threading

import pytest
import requests
from local_twilio import NORTHWIND, SOFIA, until

from sandbox.twilio import demo
from sandbox.twilio.faults import FAULTS


@pytest.fixture
def send(twilio, business):
    """The window is open; send with a callback, return Twilio's answer."""
    twilio.write()
    business.next()
    return lambda **values: twilio.send(
        StatusCallback=f"{business.url}/status", **values
    )


def outbound(twilio) -> list[dict]:
    return twilio.control("GET", "messages?direction=outbound-api")


def test_unknown_names_and_values_are_refused_with_a_message(twilio):
    for wanted, hint in (
        ({"api_419": True}, "api_429"),
        ({"api_429": 1}, "must be true"),
        ({"api_5xx": 404}, "must be HTTP status"),
        ({"api_latency": -1}, "must be seconds"),
        ({"fail_with": 12}, "Twilio error code"),
        ({"fail_with": {"code": 63016, "status": "read"}}, "failed|undelivered"),
        ({"api_429": {"value": True, "next": 0}}, "from 1"),
    ):
        answer = requests.put(f"{twilio.url}/sandbox/faults", json=wanted, timeout=9)
        assert answer.status_code == 400
        assert hint in answer.json()["error"]
    assert twilio.control("GET", "faults")["active"] == {}


def test_the_table_is_shown_with_its_words(twilio):
    known = twilio.control("GET", "faults")["known"]
    assert set(known) == set(FAULTS)
    assert all(one["doc"] and one["value"] for one in known.values())


def test_a_put_replaces_all_faults(twilio, send):
    twilio.faults(api_429=True)
    twilio.faults(api_5xx=503)
    assert send().status_code == 503
    twilio.faults()
    assert send().status_code == 201


def test_a_fault_can_be_for_the_next_calls_only(twilio, send):
    twilio.faults(api_429={"value": True, "next": 2})
    assert [send().status_code for _time in range(3)] == [429, 429, 201]
    assert twilio.control("GET", "faults")["active"]["api_429"]["used"] == 2


def test_429_processes_nothing(twilio, send):
    twilio.faults(api_429=True)
    assert send().json()["code"] == 20429
    assert outbound(twilio) == []


@pytest.mark.parametrize(("status", "code"), [(500, 20500), (503, 20503), (502, 20500)])
def test_5xx_processes_nothing(twilio, send, status, code):
    twilio.faults(api_5xx=status)
    answer = send()
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert outbound(twilio) == []


def test_latency_comes_before_anything_is_accepted(twilio, send):
    twilio.faults(api_latency=30)
    with pytest.raises(requests.Timeout):
        twilio.messages("POST", data={}, timeout=0.2)
    assert outbound(twilio) == []
    assert twilio.control("GET", "faults")["active"]["api_latency"]["used"] == 1


def test_accept_then_timeout_sends_and_answers_nothing(twilio, business, send):
    twilio.faults(accept_then_timeout=0)
    with pytest.raises(requests.ConnectionError):
        send()
    assert business.statuses(2) == ["sent", "delivered"]
    assert len(outbound(twilio)) == 1


def test_accept_then_5xx_sends_all_the_same(twilio, business, send):
    twilio.faults(accept_then_5xx=500)
    assert send().status_code == 500
    assert business.statuses(2) == ["sent", "delivered"]


@pytest.mark.parametrize(
    ("value", "statuses"),
    [
        (63018, ["failed"]),
        (30008, ["sent", "undelivered"]),
        ({"code": 63018, "status": "undelivered"}, ["sent", "undelivered"]),
        (63999, ["failed"]),
    ],
)
def test_fail_with_ends_the_next_messages_badly(
    twilio, business, send, value, statuses
):
    twilio.faults(fail_with={"value": value, "next": 1})
    message = send().json()
    assert business.statuses(len(statuses)) == statuses
    code = value["code"] if isinstance(value, dict) else value
    assert twilio.ends(message["sid"], statuses[-1])["error_code"] == code
    twilio.ends(send().json()["sid"], "delivered")


def test_a_bsuid_is_refused_when_the_number_is_known(twilio, send):
    bsuid = twilio.sandbox.world.customers[SOFIA].bsuid
    twilio.faults(refuse_bsuid=True)
    assert send(To=f"whatsapp:{bsuid}").json()["code"] == 21211
    assert send().status_code == 201


def test_a_callback_can_come_before_the_answer(twilio, business, send):
    twilio.faults(callback_before_answer=True)
    answered = threading.Event()
    seen = []

    def look(call):
        seen.append((call.form["MessageStatus"], answered.is_set()))
        return (204, None, "")

    business.answers["/status"] = look
    answer = send()
    answered.set()
    assert answer.json()["status"] == "queued"
    assert seen[0] == ("sent", False)
    until(lambda: len(seen) == 2)


def test_late_callbacks_come_after_the_fact_and_in_order(twilio, business, send):
    twilio.faults(callback_late=0.2)
    sid = send().json()["sid"]
    twilio.ends(sid, "delivered")
    assert twilio.control("GET", f"messages/{sid}")["webhooks"] == []
    assert business.statuses(2) == ["sent", "delivered"]


def test_lost_callbacks_never_come(twilio, business, send):
    twilio.faults(callback_lost=True)
    lost = send().json()["sid"]
    twilio.ends(lost, "delivered")
    twilio.faults()
    kept = send().json()["sid"]
    assert {business.next().form["MessageSid"] for _time in range(2)} == {kept}
    assert twilio.control("GET", f"messages/{lost}")["webhooks"] == []


def test_duplicated_callbacks_carry_the_same_token(twilio, business, send):
    twilio.faults(callback_duplicated=2)
    send()
    six = [business.next() for _time in range(6)]
    assert [call.form["MessageStatus"] for call in six] == ["sent"] * 3 + [
        "delivered"
    ] * 3
    assert len({call.headers["I-Twilio-Idempotency-Token"] for call in six}) == 2


def test_shuffled_callbacks_come_in_reverse(twilio, business, send):
    twilio.control("PUT", f"customers/{SOFIA}", {"auto_read": True})
    twilio.faults(callback_shuffled=True)
    send()
    assert business.statuses(3) == ["read", "delivered", "sent"]


def test_lost_inbound_messages_exist_without_a_webhook(twilio, business):
    twilio.faults(inbound_lost={"value": True, "next": 1})
    lost = twilio.write("lost")
    assert lost["webhooks"] == []
    assert twilio.messages(sid=lost["sid"]).json()["body"] == "lost"
    twilio.write("kept")
    assert business.next().form["Body"] == "kept"


def test_duplicated_inbound_webhooks_are_the_same_to_the_byte(twilio, business):
    twilio.faults(inbound_duplicated=2)
    twilio.write()
    three = [business.next() for _time in range(3)]
    assert len({call.raw for call in three}) == 1
    assert len({call.headers["I-Twilio-Idempotency-Token"] for call in three}) == 1


def test_held_webhooks_go_out_when_the_fault_is_lifted(twilio, business, send):
    twilio.faults(webhooks_held=True)
    assert twilio.write("held")["webhooks"] == []
    twilio.ends(send().json()["sid"], "delivered")
    assert business.calls.empty()
    twilio.faults()
    found = [business.next().form for _time in range(3)]
    inbound = [form["Body"] for form in found if "Body" in form]
    statuses = [form["MessageStatus"] for form in found if "MessageStatus" in form]
    assert inbound == ["held"]
    assert statuses == ["sent", "delivered"]


def test_faults_of_the_api_do_not_touch_the_control_api(twilio):
    twilio.faults(api_5xx=500)
    sent = {"to": NORTHWIND, "body": "Hi"}
    assert twilio.control("POST", f"customers/{SOFIA}/messages", sent)["sid"]
    assert twilio.api(
        "GET", f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}.json"
    ).status_code
