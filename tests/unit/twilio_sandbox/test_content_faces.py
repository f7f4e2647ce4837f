"""What the phone gets to show of a template."""

from __future__ import annotations

import pytest

from sandbox.twilio import demo
from sandbox.twilio.demo_contents import CONTENTS
from sandbox.twilio.world.content_types import TYPES

SHOWN = {kind for *_values, types in CONTENTS for kind in types}
CAROUSEL, CODE, PHOTO = (f"HX{number:032d}" for number in (11, 13, 8))


def sent(twilio, sid, **values) -> dict:
    twilio.write()
    answer = twilio.send(Body=None, ContentSid=sid, **values).json()
    assert twilio.ends(answer["sid"], "delivered"), answer
    return twilio.control("GET", f"messages/{answer['sid']}")


def test_the_demo_has_every_type_that_whatsapp_shows():
    assert TYPES.keys() - SHOWN == {"twilio/flows"}


@pytest.mark.parametrize("sid", [sid for sid, *_values in CONTENTS])
def test_every_template_of_the_demo_arrives(twilio, sid):
    assert sent(twilio, sid)["face"]["is_known"]


def test_pictures_are_fetched_as_twilio_does(twilio):
    [picture] = sent(twilio, PHOTO)["media"]
    assert picture["content_type"] == "image/jpeg"
    message = sent(twilio, CAROUSEL)
    assert [one["content_type"] for one in message["media"]] == ["image/jpeg"] * 3
    titles = [one["header"] for one in message["face"]["cards"]]
    assert titles == ["Under the stars", "At the lake", "In the woods"]


def test_a_code_has_whatsapps_words(twilio):
    message = sent(twilio, CODE, ContentVariables='{"1": "7-7-7"}')
    assert message["text"].startswith("*7-7-7* is your verification code.")
    assert message["buttons"][0]["target"] == "7-7-7"


def test_variables_are_filled_in_links_of_buttons_too(twilio):
    sid = f"HX{9:032d}"
    message = sent(twilio, sid, ContentVariables='{"2": "X-1"}')
    assert message["buttons"][0]["target"].endswith("/b/X-1")


def test_the_templates_page_shows_our_pictures_by_their_path(twilio):
    [photo] = [one for one in twilio.control("GET", "contents") if one["sid"] == PHOTO]
    assert photo["face"]["media"] == "/phone/tent.jpg"
    page = twilio.api("GET", "/v1/ContentAndApprovals").json()["contents"]
    [photo] = [one for one in page if one["sid"] == PHOTO]
    assert photo["types"]["twilio/media"]["media"] == [f"{twilio.url}/phone/tent.jpg"]
    assert photo["account_sid"] == demo.ACCOUNT_SID
