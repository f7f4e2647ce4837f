"""A customer writes more than text: every kind has Twilio's form."""

from __future__ import annotations

import json

import pytest
import requests
from local_twilio import NORTHWIND, SOFIA, sample_file

# What every form carries; the rest is said by each test.
USUAL = {
    "ExternalUserId",
    "SmsMessageSid",
    "NumMedia",
    "ProfileName",
    "MessageType",
    "SmsSid",
    "WaId",
    "SmsStatus",
    "Body",
    "To",
    "NumSegments",
    "ReferralNumMedia",
    "MessageSid",
    "AccountSid",
    "ChannelMetadata",
    "From",
    "ApiVersion",
}


def special(form: dict) -> dict:
    """The part of a form that not every message has."""
    return {name: value for name, value in form.items() if name not in USUAL}


@pytest.mark.parametrize(
    ("name", "kind", "content_type", "body"),
    [
        ("photo.jpg", "image", "image/jpeg", ""),
        ("photo.png", "image", "image/png", ""),
        ("video.mp4", "video", "video/mp4", ""),
        ("voice.ogg", "audio", "audio/ogg", ""),
        ("music.mp3", "audio", "audio/mpeg", ""),
        ("sticker.webp", "sticker", "image/webp", ""),
        ("contact.vcf", "contacts", "text/vcard", ""),
        ("document.pdf", "document", "application/pdf", "document.pdf"),
        ("document.txt", "document", "text/plain", "document.txt"),
    ],
)
def test_a_file_is_named_by_url_type_and_kind(
    twilio, business, name, kind, content_type, body
):
    message = twilio.write_files(name)
    form = business.next().form
    assert form["MessageSid"].startswith("MM")
    assert (form["MessageType"], form["NumMedia"]) == (kind, "1")
    assert (form["MediaContentType0"], form["Body"]) == (content_type, body)
    (media,) = message["media"]
    path = f"/2010-04-01/Accounts/{form['AccountSid']}/Messages/{message['sid']}"
    assert form["MediaUrl0"] == f"{twilio.url}{path}/Media/{media['sid']}"


def test_an_image_has_its_caption_as_body(twilio, business):
    twilio.write_files("photo.jpg", body="The view")
    assert business.next().form["Body"] == "The view"


def test_an_image_may_come_as_a_document(twilio, business):
    twilio.write_files("photo.jpg", message_type="document")
    form = business.next().form
    assert (form["MessageType"], form["Body"]) == ("document", "photo.jpg")
    assert form["MediaContentType0"] == "image/jpeg"
    assert (form["Forwarded"], form["FrequentlyForwarded"]) == ("false", "false")


def test_several_files_may_come_in_one_form(twilio, business):
    twilio.write_files("photo.jpg", "photo.png")
    form = business.next().form
    assert form["NumMedia"] == "2"
    assert form["MediaContentType1"] == "image/png"
    assert form["MediaUrl0"] != form["MediaUrl1"]


def test_the_phone_shows_who_is_on_the_cards(twilio):
    (media,) = twilio.write_files("contacts.vcf")["media"]
    anna, jose = media["cards"]
    assert anna == {
        "name": "Anna Keller",
        "organisation": "Alpine Guides",
        "numbers": ["+1 202-555-0187"],
    }
    assert jose["name"] == "José Núñez"


def test_a_location_has_coordinates_and_where_one_was_picked_a_place(twilio, business):
    twilio.write("", location={"latitude": 46.5, "longitude": 7.96})
    form = business.next().form
    assert form["MessageType"] == "location"
    assert special(form) == {"Latitude": "46.5", "Longitude": "7.96"}
    place = {"address": "Bahnhofplatz 1", "label": "Hut"}
    twilio.write("", location={"latitude": 1, "longitude": -2, **place})
    assert special(business.next().form) == {
        "Latitude": "1",
        "Longitude": "-2",
        "Address": "Bahnhofplatz 1",
        "Label": "Hut",
    }


@pytest.mark.parametrize("kind", ["interactive", "button"])
def test_a_quick_reply_says_title_payload_and_what_it_answers(twilio, business, kind):
    twilio.write()
    business.next()
    asked = twilio.send(Body="Shall we?").json()["sid"]
    button = {"text": "Confirm", "payload": "yes:1"}
    twilio.write("", button=button, reply_to=asked, message_type=kind)
    form = business.next().form
    assert (form["MessageType"], form["Body"]) == (kind, "Confirm")
    assert special(form) == {
        "ButtonText": "Confirm",
        "ButtonPayload": "yes:1",
        "Forwarded": "false",
        "FrequentlyForwarded": "false",
        "OriginalRepliedMessageSid": asked,
        "OriginalRepliedMessageSender": f"whatsapp:{NORTHWIND}",
    }
    context = json.loads(form["ChannelMetadata"])["data"]["context"]
    assert context == {
        "ButtonText": "Confirm",
        "Forwarded": "false",
        "FrequentlyForwarded": "false",
        "ProfileName": "Sofia Reyes",
        "WaId": SOFIA[1:],
    }


def test_a_list_answer_says_id_and_title(twilio, business):
    row = {"id": "row-2", "title": "Thursday", "description": "Morning"}
    twilio.write("", list=row)
    form = business.next().form
    assert (form["MessageType"], form["Body"]) == ("interactive", "Thursday")
    assert special(form) == {
        "ListId": "row-2",
        "ListTitle": "Thursday",
        "ListDescription": "Morning",
    }


def test_a_quote_of_the_customers_own_message_names_the_customer(twilio, business):
    mine = twilio.write("First")["sid"]
    business.next()
    answer = twilio.write("As I said", reply_to=mine)
    form = business.next().form
    assert form["OriginalRepliedMessageSid"] == answer["quoted"] == mine
    assert form["OriginalRepliedMessageSender"] == f"whatsapp:{SOFIA}"


def test_a_quote_of_a_message_older_than_7_days_is_not_named(twilio, business):
    mine = twilio.write("First")["sid"]
    business.next()
    twilio.sandbox.world.messages[mine].created_at -= 7 * 24 * 3600 + 1
    twilio.write("As I said", reply_to=mine)
    assert "OriginalRepliedMessageSid" not in business.next().form


@pytest.mark.parametrize(
    ("forwarded", "flags"), [("once", ("true", "false")), ("many", ("false", "true"))]
)
def test_a_forwarded_message_is_marked(twilio, business, forwarded, flags):
    twilio.write("Did you see?", forwarded=forwarded)
    form = business.next().form
    assert (form["Forwarded"], form["FrequentlyForwarded"]) == flags


def test_a_message_from_an_ad_says_which(twilio, business):
    referral = {
        "headline": "Spring sale",
        "body": "20% off",
        "source_id": "120237244350960485",
        "source_type": "ad",
        "source_url": "https://fb.me/4tBfhWhjr",
        "media_url": "https://example.com/ad.jpg",
        "media_content_type": "image/jpeg",
        "ctwa_clid": "ARAkL",
    }
    twilio.write("Is it still on?", referral=referral)
    form = business.next().form
    assert (form["MessageType"], form["ReferralNumMedia"]) == ("text", "1")
    assert special(form) == {
        "ReferralHeadline": "Spring sale",
        "ReferralBody": "20% off",
        "ReferralSourceId": "120237244350960485",
        "ReferralSourceType": "ad",
        "ReferralSourceUrl": "https://fb.me/4tBfhWhjr",
        "ReferralMediaUrl": "https://example.com/ad.jpg",
        "ReferralMediaContentType": "image/jpeg",
        "ReferralCtwaClid": "ARAkL",
    }


def test_a_kind_nobody_knows_may_come_and_any_parameter_with_it(twilio, business):
    twilio.write("", message_type="poll", form={"PollName": "Lunch?", "WaId": None})
    form = business.next().form
    assert (form["MessageType"], form["Body"]) == ("poll", "")
    assert form["PollName"] == "Lunch?"
    assert "WaId" not in form


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({}, "body"),
        ({"files": [{"data": "???"}]}, "base64"),
        ({"files": [{"name": "a.txt"}]}, "files"),
        ({"files": [{"data": "", "size": 1}]}, "size"),
        ({"location": {"latitude": 1}}, "longitude"),
        ({"location": {"latitude": "1", "longitude": 2}}, "latitude"),
        ({"button": {"text": "Yes"}}, "payload"),
        ({"forwarded": "twice"}, "forwarded"),
        ({"reply_to": "SM0"}, "reply_to"),
        ({"body": "Hi", "form": {"WaId": 1}}, "WaId"),
    ],
)
def test_what_makes_no_message_is_refused_by_name(twilio, values, named):
    url = f"{twilio.url}/sandbox/customers/{SOFIA}/messages"
    answer = requests.post(url, json={"to": NORTHWIND, **values}, timeout=30)
    assert answer.status_code in (400, 404)
    assert named in answer.json()["error"]


def test_a_repeated_webhook_names_the_same_files(twilio, business):
    sid = twilio.write_files("photo.jpg")["sid"]
    twilio.control("POST", f"messages/{sid}/repeat", {})
    assert business.next().raw == business.next().raw


def test_a_content_type_may_be_given(twilio, business):
    file = {**sample_file("photo.heic"), "content_type": "image/heic"}
    twilio.write("", files=[file])
    assert business.next().form["MediaContentType0"] == "image/heic"
