"""Templates: listed, refused as Twilio refuses, and the way around the window."""

from __future__ import annotations

import json

import pytest
from local_twilio import OtherBaseUrl, until
from twilio.rest import Client

from sandbox.twilio import demo
from sandbox.twilio.demo_contents import CONTENTS

GO_ON, SHIPPED, PENDING = (f"HX{number:032d}" for number in (1, 3, 5))
LIST_PICKER = f"HX{7:032d}"
NAMED = json.dumps({"1": "Sofia"})


def template(sid=GO_ON, variables=NAMED):
    return {"Body": None, "ContentSid": sid, "ContentVariables": variables}


def test_the_sdk_reads_all_pages_with_every_approval(twilio):
    http_client = OtherBaseUrl(twilio.url)
    client = Client(demo.ACCOUNT_SID, demo.AUTH_TOKEN, http_client=http_client)
    found = client.content.v1.content_and_approvals.list(page_size=2)
    statuses = [one.approval_requests["status"] for one in found]
    assert len(found) == len(CONTENTS)
    assert {"approved", "pending", "rejected", "unsubmitted"} == set(statuses)


def test_an_approved_template_reaches_a_customer_who_never_wrote(twilio):
    message = twilio.send(**template()).json()
    assert message["sid"].startswith("MM")
    assert message["body"].startswith("Hello Sofia, there is news")
    assert twilio.ends(message["sid"], "delivered")
    [seen] = twilio.control("GET", f"messages?sid={message['sid']}")[:1]
    assert [one["title"] for one in seen["buttons"]] == ["Yes, please", "Not now"]


@pytest.mark.parametrize("sid", [PENDING, LIST_PICKER])
def test_what_is_not_approved_fails_outside_of_the_window_only(twilio, sid):
    message = twilio.send(**template(sid)).json()
    assert twilio.ends(message["sid"], "undelivered")["error_code"] == 63016
    twilio.write()
    message = twilio.send(**template(sid)).json()
    assert twilio.ends(message["sid"], "delivered")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (template("HX" + "f" * 32), 21655),
        (template(variables="no json"), 21656),
        (template(variables="[]"), 21656),
        (template(variables='{"1": ""}'), 21656),
        (template(variables='{"1": null}'), 21656),
    ],
)
def test_a_wrong_template_or_variable_is_refused_at_once(twilio, values, code):
    assert twilio.send(**values).json()["code"] == code


def test_a_value_of_two_lines_is_against_whatsapps_policy(twilio):
    variables = json.dumps({"1": "So\nfia"})
    message = twilio.send(**template(variables=variables)).json()
    assert twilio.ends(message["sid"], "undelivered")["error_code"] == 63013


def test_a_variable_that_is_left_out_has_its_sample(twilio):
    message = twilio.send(**template(SHIPPED, '{"2": "A-7"}')).json()
    assert "Hi Sofia, your order A-7 is on its way" in message["body"]


@pytest.mark.parametrize(("status", "code"), [("paused", 63041), ("disabled", 63042)])
def test_what_whatsapp_stopped_fails_within_the_window_too(twilio, status, code):
    twilio.write()
    twilio.control("PUT", f"contents/{GO_ON}", {"status": status})
    assert fails(twilio, template()) == code


def fails(twilio, values):
    """The code with which a message fails that Twilio took."""
    sid = twilio.send(**values).json()["sid"]
    return until(lambda: twilio.messages(sid=sid).json()["error_code"])


@pytest.mark.parametrize("kind", ["whatsapp/card", "twilio/carousel", "COPY_CODE"])
def test_rich_templates_need_approval_within_the_window_too(twilio, kind):
    one = next(one for one in CONTENTS if kind in json.dumps(one[-1]))
    twilio.write()
    twilio.control("PUT", f"contents/{one[0]}", {"status": "pending"})
    assert fails(twilio, template(one[0], "{}")) == 63027


def test_a_template_with_a_body_beside_it_is_free_text(twilio):
    assert fails(twilio, {**template(), "Body": "Hello"}) == 63016


def test_a_filled_template_may_have_1024_characters(twilio):
    words = len(twilio.send(**template(variables='{"1": "x"}')).json()["body"]) - 1
    fits, too_long = "x" * (1024 - words), "x" * (1025 - words)
    sid = twilio.send(**template(variables=json.dumps({"1": fits}))).json()["sid"]
    assert twilio.ends(sid, "delivered")
    assert fails(twilio, template(variables=json.dumps({"1": too_long}))) == 63021


def test_a_one_time_code_needs_a_number(twilio):
    code = next(one[0] for one in CONTENTS if "whatsapp/authentication" in one[-1])
    twilio.write(customer="US.1a2b3c")
    values = template(code, '{"1": "123456"}')
    assert fails(twilio, {**values, "To": "whatsapp:US.1a2b3c"}) == 63024


def test_variables_without_a_template_are_refused(twilio):
    assert twilio.send(ContentVariables=NAMED).json()["code"] == 21654
