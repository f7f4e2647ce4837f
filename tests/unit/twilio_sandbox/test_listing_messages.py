"""GET Messages.json: newest first, page by page, filtered."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from local_twilio import ALPINE, NORTHWIND, SOFIA

from sandbox.twilio import demo

OLIVER = demo.CUSTOMERS[1][0]
PATH = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages.json"


def bodies(answer) -> list[str]:
    return [message["body"] for message in answer.json()["messages"]]


@pytest.fixture
def five(twilio):
    for number in "12345":
        twilio.write(number)
    return twilio


def test_pages_lead_to_the_next_until_there_is_none(five):
    answer = five.messages(params={"PageSize": 2})
    page = answer.json()
    last = page["messages"][-1]["sid"]
    assert bodies(answer) == ["5", "4"]
    assert (page["page"], page["page_size"]) == (0, 2)
    assert (page["start"], page["end"]) == (0, 1)
    assert page["uri"] == page["first_page_uri"] == f"{PATH}?PageSize=2&Page=0"
    assert page["previous_page_uri"] is None
    assert page["next_page_uri"] == f"{PATH}?PageSize=2&Page=1&PageToken=PA{last}"

    answer = five.api("GET", page["next_page_uri"])
    assert bodies(answer) == ["3", "2"]
    answer = five.api("GET", answer.json()["next_page_uri"])
    assert bodies(answer) == ["1"]
    assert answer.json()["next_page_uri"] is None
    assert (answer.json()["start"], answer.json()["end"]) == (4, 4)

    answer = five.api("GET", answer.json()["previous_page_uri"])
    assert bodies(answer) == ["3", "2"]


def test_a_message_that_arrives_while_paging_moves_nothing(five):
    page = five.messages(params={"PageSize": 2}).json()
    five.write("6")
    assert bodies(five.api("GET", page["next_page_uri"])) == ["3", "2"]


def test_no_messages_make_one_empty_page(twilio):
    page = twilio.messages().json()
    assert (page["messages"], page["start"], page["end"]) == ([], 0, 0)
    assert page["page_size"] == 50
    assert page["next_page_uri"] is None


@pytest.mark.parametrize(
    "wrong", [{"PageSize": "x"}, {"PageSize": 0}, {"Page": -1}, {"PageToken": "PAx"}]
)
def test_a_wrong_page_is_refused(five, wrong):
    assert five.messages(params=wrong).json()["code"] == 20001


def test_to_and_from_select_and_stay_in_the_uris(twilio):
    twilio.write("to northwind")
    twilio.write("to alpine", to=ALPINE)
    twilio.write("from oliver", customer=OLIVER)
    to = f"whatsapp:{NORTHWIND}"
    answer = twilio.messages(params={"To": to, "PageSize": 1})
    assert bodies(answer) == ["from oliver"]
    assert "To=whatsapp%3A%2B14155550100&PageSize=1" in answer.json()["next_page_uri"]
    answer = twilio.messages(params={"To": to, "From": f"whatsapp:{SOFIA}"})
    assert bodies(answer) == ["to northwind"]
    assert bodies(twilio.messages(params={"To": NORTHWIND})) == []


@pytest.mark.parametrize(
    ("name", "shift", "found"),
    [
        ("DateSent", timedelta(0), True),
        ("DateSent", timedelta(days=-1), False),
        ("DateSent>", timedelta(0), True),
        ("DateSent>", timedelta(days=1), False),
        ("DateSent<", timedelta(0), True),
        ("DateSent<", timedelta(days=-1), False),
    ],
)
def test_dates_select_inclusively(twilio, name, shift, found):
    twilio.write("now")
    day = (datetime.now(timezone.utc) + shift).strftime("%Y-%m-%d")
    assert bodies(twilio.messages(params={name: day})) == ["now"] * found


@pytest.mark.parametrize("form", ["%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y %H:%M:%S +0000"])
def test_moments_select_to_the_second(twilio, form):
    twilio.write("now")
    now = datetime.now(timezone.utc)
    hour = timedelta(hours=1)
    for moment, found in ((now - hour, True), (now + hour, False)):
        since = {"DateSent>": moment.strftime(form)}
        until = {"DateSent<": moment.strftime(form)}
        assert bodies(twilio.messages(params=since)) == ["now"] * found
        assert bodies(twilio.messages(params=until)) == ["now"] * (not found)


def test_a_date_that_is_none_is_refused(twilio):
    assert twilio.messages(params={"DateSent>": "soon"}).json()["code"] == 20001


def test_one_message_is_fetched_and_an_unknown_one_is_not_found(twilio):
    sid = twilio.write("Hi")["sid"]
    assert twilio.messages(sid=sid).json()["body"] == "Hi"
    answer = twilio.messages(sid="SM" + "0" * 32)
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)
