"""/sandbox/…: customers are made and changed, refusals say what to do."""

from __future__ import annotations

import pytest
import requests
from local_twilio import ALPINE, NORTHWIND, SOFIA

from sandbox.twilio import demo


def refusal(twilio, method: str, path: str, data) -> tuple[int, str]:
    answer = requests.request(
        method, f"{twilio.url}/sandbox/{path}", json=data, timeout=9
    )
    return answer.status_code, answer.json()["error"]


def test_it_is_healthy(twilio):
    assert twilio.control("GET", "health") == {"status": "pass"}


def test_a_new_number_is_a_new_customer_with_the_same_bsuid_every_time(twilio):
    first = twilio.control("POST", "customers", {"number": "1 (202) 555-0199"})
    assert first["address"] == first["phone"] == "+12025550199"
    assert first["bsuid"].startswith("US.")
    twilio.control("POST", "reset", {})
    again = twilio.control("POST", "customers", {"number": "+12025550199"})
    assert again["bsuid"] == first["bsuid"]


def test_writing_makes_the_customer_with_the_profile_name(twilio):
    twilio.write(customer="+12025550199", profile_name="Zoé")
    names = {
        one["address"]: one["profile_name"]
        for one in twilio.control("GET", "customers")
    }
    assert names["+12025550199"] == "Zoé"


@pytest.mark.parametrize(
    ("path", "data", "status", "hint"),
    [
        ("customers", {"number": "12"}, 400, "country code"),
        ("customers", {"number": "nobody"}, 400, "country code"),
        ("customers", {"number": "+12025550199", "nick": "x"}, 400, "Known:"),
        ("customers", [], 415, "JSON object"),
        (f"customers/{SOFIA}/messages", {"to": NORTHWIND}, 400, "body"),
        (f"customers/{SOFIA}/messages", {"body": "Hi"}, 404, ALPINE),
        (f"customers/{SOFIA}/messages", {"to": SOFIA, "body": "Hi"}, 404, ALPINE),
        (f"customers/{SOFIA}/messages", {"to": 1, "body": "Hi"}, 400, "type"),
        ("messages/SM1/repeat", {}, 404, "SM1"),
    ],
)
def test_a_refusal_says_what_to_do(twilio, path, data, status, hint):
    found, message = refusal(twilio, "POST", path, data)
    assert found == status
    assert hint in message


def test_a_message_sid_is_used_once(twilio):
    sid = "SM" + "1" * 32
    assert twilio.write(message_sid=sid)["sid"] == sid
    path = f"customers/{SOFIA}/messages"
    data = {"to": NORTHWIND, "body": "Hi", "message_sid": sid}
    status, message = refusal(twilio, "POST", path, data)
    assert status == 409
    assert "repeat" in message


def test_a_form_of_a_strange_page_is_not_taken(twilio):
    url = f"{twilio.url}/sandbox/reset"
    assert requests.post(url, data="{}", timeout=9).status_code == 415
    form = {"Content-Type": "text/plain"}
    assert requests.post(url, data="{}", headers=form, timeout=9).status_code == 415


def test_a_name_that_is_not_the_loopback_is_not_served(twilio):
    host = {"Host": "evil.example.com"}
    assert requests.get(f"{twilio.url}/", headers=host, timeout=9).status_code == 400
    assert requests.get(f"{twilio.url}/", timeout=9).status_code == 200


def test_messages_are_selected(twilio):
    twilio.write("one")
    twilio.write("two", to=ALPINE)
    found = twilio.control("GET", f"messages?sender_number={ALPINE}&direction=inbound")
    assert [message["body"] for message in found] == ["two"]
    assert found[0]["webhooks"] == []


def test_reset_forgets_all_but_the_business(twilio, business):
    twilio.write(customer="+12025550199")
    twilio.faults(api_429=True)
    twilio.control("POST", "reset", {})
    state = twilio.control("GET", "state")
    assert state["messages"] == []
    assert [one["address"] for one in state["customers"]] == [
        number for number, _name in demo.CUSTOMERS
    ]
    assert state["senders"][0]["webhook"]["callback_url"] == f"{business.url}/in"
    assert twilio.messages().status_code == 200


def test_a_reset_in_mid_flight_stops_the_message(twilio, business):
    twilio.write()
    twilio.control("PUT", "delays", {"delivered": 0.2})
    twilio.send(StatusCallback=f"{business.url}/status")
    business.next()
    assert business.statuses(1) == ["sent"]
    twilio.control("POST", "reset", {})
    twilio.write("after")
    assert business.next().form["Body"] == "after"


@pytest.mark.parametrize(
    "name", ["../twilio/demo.py", "..%2Ftwilio%2Fdemo.py", "no.js"]
)
def test_the_phone_serves_its_own_files_only(twilio, name):
    assert requests.get(f"{twilio.url}/phone/{name}", timeout=9).status_code == 404
    page = requests.get(f"{twilio.url}/phone/main.js", timeout=9)
    assert page.headers["Content-Type"].startswith("text/javascript")


def test_changes_are_streamed(twilio):
    url = f"{twilio.url}/sandbox/events"
    with requests.get(url, stream=True, timeout=10) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert (
            next(line for line in lines if line.startswith("event")) == "event: hello"
        )
        twilio.write("<b>live</b>")
        assert next(line for line in lines if line.startswith("event: message"))
        assert "<b>live</b>" in next(lines)
