"""How many customers a business reaches who did not write first."""

from __future__ import annotations

import json
import math

import pytest
from local_twilio import NORTHWIND_SID

from sandbox.twilio import demo
from sandbox.twilio.world.reached import Reached, customers

FIRST, SECOND, THIRD = (number for number, _name in demo.CUSTOMERS)
HOUR = 3600


@pytest.fixture
def start(twilio):
    """Send an approved template to a customer and see it end so."""

    def send(number, status, code=None):
        message = twilio.send(
            Body=None,
            To=f"whatsapp:{number}",
            ContentSid=f"HX{1:032d}",
            ContentVariables=json.dumps({"1": "Sofia"}),
        )
        assert twilio.ends(message.json()["sid"], status)["error_code"] == code

    return send


def limit(twilio, words):
    path = f"senders/{NORTHWIND_SID}"
    return twilio.control("PUT", path, {"messaging_limit": words})


def test_beyond_the_limit_a_template_fails_with_63018(twilio, start):
    limit(twilio, "2 Customers/24hr")
    start(FIRST, "delivered")
    start(SECOND, "delivered")
    start(THIRD, "failed", 63018)
    start(FIRST, "delivered")
    twilio.write(customer=THIRD)
    start(THIRD, "delivered")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("250 Customers/24hr", 250),
        ("2K Customers/24hr", 2000),
        ("100K Customers/24hr", 100_000),
        ("Unlimited", math.inf),
    ],
)
def test_the_limit_stands_in_twilios_words(words, count):
    assert customers(words) == count


def test_a_place_is_free_after_24_hours():
    reached = Reached()
    words = "1 Customers/24hr"
    assert reached.admits("AC", FIRST, words, now=0)
    assert not reached.admits("AC", SECOND, words, now=24 * HOUR - 1)
    assert reached.admits("AC", SECOND, words, now=24 * HOUR)
    assert reached.admits("ACother", THIRD, words, now=24 * HOUR)
