"""POST Messages.json: what Twilio takes, and what it refuses with which code."""

from __future__ import annotations

import pytest
from local_twilio import ALPINE, NORTHWIND, SOFIA

from sandbox.twilio import demo


def test_a_new_message_is_queued_and_not_yet_sent(twilio):
    answer = twilio.send(Body="Hello! 👍")
    message = answer.json()
    assert answer.status_code == 201
    assert message["status"] == "queued"
    assert message["body"] == "Hello! 👍"
    assert message["date_sent"] is None
    assert message["price"] is None
    assert message["from"] == f"whatsapp:{NORTHWIND}"
    assert message["num_segments"] == "1"


def test_a_messaging_service_accepts_without_a_sender_and_chooses_one(twilio):
    twilio.write(to=ALPINE)
    message = twilio.send(
        From=None, MessagingServiceSid=demo.MESSAGING_SERVICE_SID
    ).json()
    assert (message["status"], message["from"]) == ("accepted", None)
    assert message["num_segments"] == "0"
    assert twilio.ends(message["sid"], "delivered")["from"] == f"whatsapp:{ALPINE}"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"To": None}, 21604),
        ({"To": ""}, 21604),
        ({"From": None}, 21603),
        ({"Body": None}, 21602),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"To": "whatsapp:+1"}, 21211),
        ({"To": "whatsapp:nobody"}, 21211),
        ({"To": "whatsapp:+2782093025461110"}, 21211),
        ({"To": SOFIA}, 21910),
        ({"From": "whatsapp:+14155559999"}, 63007),
        ({"From": NORTHWIND}, 63007),
        ({"From": "whatsapp:nonsense"}, 63007),
        ({"StatusCallback": "nonsense"}, 21609),
        ({"StatusCallback": "ftp://example.com/"}, 21609),
        ({"StatusCallback": "https://under_score.example.com/"}, 21609),
        ({"MessagingServiceSid": "MG" + "0" * 32}, 21701),
        ({"ContentSid": "HX" + "0" * 32, "Body": None}, 21655),
        ({"Bdy": "typo"}, 20001),
    ],
)
def test_a_bad_message_is_refused_with_twilios_code(twilio, values, code):
    answer = twilio.send(**values)
    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert answer.json()["status"] == 400
    assert answer.json()["more_info"] == f"https://www.twilio.com/docs/errors/{code}"
    assert twilio.messages().json()["messages"] == []


def test_a_refusal_names_the_number_as_twilio_does(twilio):
    answer = twilio.send(To="whatsapp:+2782093025461110").json()
    assert answer["message"] == (
        "The 'To' number +2782093025461110 is not a valid phone number."
    )


@pytest.mark.parametrize("body", ["x" * 1600, "é" * 1600, "👍" * 800])
def test_1600_characters_fit_and_an_emoji_counts_twice(twilio, body):
    assert twilio.send(Body=body).status_code == 201
    assert twilio.send(Body=body + "x").json()["code"] == 21617


def test_nobody_writes_to_a_customer_who_asked_to_stop(twilio):
    twilio.control("PUT", f"customers/{SOFIA}", {"opted_out": True})
    assert twilio.send().json()["code"] == 21610
    twilio.control("PUT", f"customers/{SOFIA}", {"opted_out": False})
    assert twilio.send().status_code == 201
