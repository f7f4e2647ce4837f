"""The Content API: templates made, handed in to WhatsApp, and what Twilio refuses."""

from __future__ import annotations

import pytest
from local_twilio import until
from twilio.base.exceptions import TwilioRestException
from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList

TEXT = {"twilio/text": {"body": "Hello {{1}}, welcome."}}
PICKER = {
    "twilio/list-picker": {
        "body": "Pick",
        "button": "Open",
        "items": [{"id": "a", "item": "A"}],
    }
}


def wanted(types=None, **values):
    return {
        "friendly_name": "hello",
        "language": "en",
        "variables": {"1": "Sofia"},
        "types": types or TEXT,
        **values,
    }


def made(twilio, **values) -> str:
    answer = twilio.api("POST", "/v1/Content", json=wanted(**values))
    assert answer.status_code == 201, answer.text
    return answer.json()["sid"]


def submit(twilio, sid, **values):
    data = {"name": "hello", "category": "UTILITY", **values}
    path = f"/v1/Content/{sid}/ApprovalRequests/whatsapp"
    return twilio.api("POST", path, json=data)


def state(twilio, sid) -> str:
    path = f"/v1/Content/{sid}/ApprovalRequests"
    return twilio.api("GET", path).json()["whatsapp"]["status"]


@pytest.fixture(autouse=True)
def quick(twilio):
    twilio.control("PUT", "delays", {"pending": 0})


def test_the_sdk_makes_a_content_that_waits_for_a_persons_word(twilio, sdk):
    text = ContentList.TwilioText({"body": "Hello {{1}}, welcome."})
    request = ContentList.ContentCreateRequest({"variables": {"1": "Sofia"}})
    request.friendly_name, request.language = "hello", "en"
    request.types = ContentList.Types({})
    request.types.twilio_text = text
    content = sdk.content.v1.contents.create(request)
    assert content.types == TEXT
    asked = ApprovalCreateList.ContentApprovalRequest({})
    asked.name, asked.category = "hello_there", "UTILITY"
    one = sdk.content.v1.contents(content.sid)
    assert one.approval_create.create(asked).status == "received"
    until(lambda: one.approval_fetch().fetch().whatsapp["status"] == "pending")
    twilio.control("PUT", f"contents/{content.sid}", {"status": "approved"})
    assert one.approval_fetch().fetch().whatsapp["name"] == "hello_there"
    assert state(twilio, content.sid) == "approved"


def test_the_sdk_fetches_lists_and_deletes(twilio, sdk):
    sid = made(twilio)
    assert sdk.content.v1.contents(sid).fetch().friendly_name == "hello"
    assert sid in [one.sid for one in sdk.content.v1.contents.list(page_size=3)]
    assert sdk.content.v1.contents(sid).delete()
    assert sid not in [one.sid for one in sdk.content.v1.contents.list()]
    with pytest.raises(TwilioRestException, match="HTTP 404"):
        sdk.content.v1.contents(sid).fetch()


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"channel_eligibility": ["whatsapp:pending"]}, {"feedback"}),
        ({"content_name": "^pick_", "content_type": ["twilio/list-picker"]}, {"pick"}),
        ({"content": "reprendre|seguir", "language": ["es"]}, {"continue"}),
    ],
)
def test_v2_finds_by_state_name_words_and_language(sdk, filters, names):
    found = sdk.content.v2.content_and_approvals.list(page_size=1, **filters)
    assert {one.friendly_name.split("_")[0] for one in found} == names


def test_v2_sorts_by_name(sdk):
    found = sdk.content.v2.content_and_approvals.list(sort_by_content_name="desc")
    names = [one.friendly_name for one in found]
    assert names == sorted(names, reverse=True)


def test_it_is_approved_by_itself_where_that_is_set(twilio):
    twilio.control("PUT", "delays", {"approved": 0})
    sid = made(twilio)
    assert submit(twilio, sid).status_code == 201
    until(lambda: state(twilio, sid) == "approved")


@pytest.mark.parametrize(
    ("body", "samples", "reason"),
    [
        ("{{1}}, welcome", {"1": "Sofia"}, "start or end"),
        ("Welcome {{1}}", {"1": "Sofia"}, "start or end"),
        ("Hello {{1}} {{2}}, welcome", {"1": "a", "2": "b"}, "side by side"),
        ("Hello {{1}}, welcome", {}, "needs a sample"),
    ],
)
def test_whatsapp_rejects_what_breaks_its_rules(twilio, body, samples, reason):
    sid = made(twilio, types={"twilio/text": {"body": body}}, variables=samples)
    submit(twilio, sid)
    until(lambda: state(twilio, sid) == "rejected")
    answer = twilio.api("GET", f"/v1/Content/{sid}/ApprovalRequests").json()
    assert reason in answer["whatsapp"]["rejection_reason"]


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ({"types": {}}, 92001, "types"),
        ({"language": ""}, 92003, "language"),
        ({"language": "English"}, 92003, "language"),
        ({"types": {"acme/new": {}}}, 92008, "acme/new"),
        ({"types": {"twilio/text": {}}}, 20001, "twilio/text.body: it is missing"),
        ({"types": {"twilio/text": {"body": "x" * 1601}}}, 20001, "text.body"),
        ({"types": {"twilio/text": {"body": "x", "foot": "y"}}}, 20001, "text.foot"),
        ({"variables": {str(n): "x" for n in range(101)}}, 92002, "100"),
        ({"variables": {"1": 7}}, 20001, "variables"),
        ({"colour": "red"}, 20001, "colour"),
        (
            {
                "types": {
                    "whatsapp/card": {"body": "x", "header_text": "y", "media": []}
                }
            },
            20001,
            "whatsapp/card",
        ),
        (
            {
                "types": {
                    "twilio/call-to-action": {
                        "body": "x",
                        "actions": [{"type": "URL", "title": "Go"}],
                    }
                }
            },
            20001,
            "actions[0].url",
        ),
    ],
)
def test_twilio_refuses_what_it_cannot_keep_naming_the_part(
    twilio, values, code, words
):
    answer = twilio.api("POST", "/v1/Content", json={**wanted(), **values})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert words in answer.json()["message"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "Hello there"}, "name"),
        ({"name": None}, "name"),
        ({"category": "TRANSACTIONAL"}, "category"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_request_has_a_name_and_a_purpose_that_whatsapp_knows(twilio, values, words):
    answer = submit(twilio, made(twilio), **values)
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)
    assert words in answer.json()["message"]


def test_a_list_cannot_be_approved(twilio):
    answer = submit(twilio, made(twilio, types=PICKER))
    assert "cannot be approved" in answer.json()["message"]


def test_what_was_submitted_is_neither_submitted_again_nor_changed(twilio):
    sid = made(twilio)
    changed = twilio.api("PUT", f"/v1/Content/{sid}", json={"types": PICKER})
    assert changed.json()["types"] == PICKER
    twilio.api("PUT", f"/v1/Content/{sid}", json={"types": TEXT})
    submit(twilio, sid)
    assert "submitted" in submit(twilio, sid).json()["message"]
    again = twilio.api("PUT", f"/v1/Content/{sid}", json={"types": PICKER})
    assert again.status_code == 400


def test_another_accounts_credentials_do_not_reach_it(twilio):
    answer = twilio.api("GET", f"/v1/Content/{made(twilio)}", auth=("AC1", "x"))
    assert answer.status_code == 401
