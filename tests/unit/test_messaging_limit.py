from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.whatsapp_twilio.whatsapp import messaging_limit

NOW = datetime(2026, 3, 1, 9, 0, 0)


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("250 Customers/24hr", 250),
        ("1K Customers/24hr", 1000),
        ("2K Customers/24hr", 2000),
        ("2,000 Customers/24hr", 2000),
        ("10K Customers/24hr", 10_000),
        ("100k customers/24hr", 100_000),
        ("TIER_10K", 10_000),
        ("Unlimited", messaging_limit.UNLIMITED),
        ("Unlimited Customers/24hr", messaging_limit.UNLIMITED),
        ("1234", 1234),
        ("0", 0),
    ],
)
def test_twilios_words_say_how_many(words, limit):
    assert messaging_limit.parse(words) == limit


@pytest.mark.parametrize("words", ["", None, "Unknown", "n/a", "Customers/24hr"])
def test_other_words_say_nothing(words):
    assert messaging_limit.parse(words) is None


@given(st.integers(0, 10**9), st.sampled_from(["", " Customers/24hr", "/24hr"]))
def test_every_number_is_read_as_it_is_written(number, tail):
    for written in (str(number), f"{number:,}"):
        assert messaging_limit.parse(f"{written}{tail}") == number
    assert messaging_limit.parse(f"{number}K{tail}") == number * 1000


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_reached_and_room_never_pass_the_limit(limit, reached):
    room = messaging_limit.room(limit, reached)
    assert room >= 0
    assert reached + room == max(limit, reached)


@pytest.mark.parametrize("limit", [None, messaging_limit.UNLIMITED])
def test_where_no_limit_is_known_there_is_always_room(limit):
    assert messaging_limit.room(limit, 10**9) == messaging_limit.UNLIMITED


def test_a_place_is_free_when_its_customer_no_longer_counts():
    free = messaging_limit.free_at(NOW)
    assert messaging_limit.counts_after(free) == NOW
    assert messaging_limit.counts_after(free - timedelta(seconds=1)) < NOW
