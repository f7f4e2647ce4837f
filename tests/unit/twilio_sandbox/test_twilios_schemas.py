"""Our answers have the shape of Twilio's, key by key.

The shapes are a trimmed copy of Twilio's OpenAPI files. Where the files themselves are
found (TWILIO_OPENAPI, or beside the repository) the copy is compared with them.
"""

from __future__ import annotations

import json
import os
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from local_twilio import NORTHWIND_SID, REPOSITORY, SAMPLES

from sandbox.twilio import demo

SHAPES = json.loads((SAMPLES / "twilio_answer_shapes.json").read_text())
OPENAPI = Path(
    os.environ.get("TWILIO_OPENAPI", REPOSITORY.parent / "shared" / "twilio-openapi")
)
ACCOUNT = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}"
SENDERS = "/v2/Channels/Senders"
TYPES = {"string": str, "integer": int, "object": dict, "array": list, "boolean": bool}
KEPT = ("type", "nullable", "enum", "pattern", "format")


def is_rfc2822(text: str) -> bool:
    return bool(re.fullmatch(r"\w{3}, \d\d .{17} \+0000", text)) and bool(
        parsedate_to_datetime(text)
    )


FORMATS = {
    "date-time-rfc-2822": is_rfc2822,
    "uri": lambda text: bool(urlsplit(text).path),
}


def problems(value, shape: dict, where: str = "answer") -> list[str]:
    """Where `value` is not of `shape`; every key of the shape must be there."""
    if value is None:
        # A shape without a type says nothing about null.
        bad = not shape.get("nullable") and "type" in shape
        return [f"{where} is null"] if bad else []
    if "type" in shape and type(value) is not TYPES[shape["type"]]:
        return [f"{where} is {value!r}, not of type {shape['type']}"]
    found = []
    if value not in shape.get("enum", [value]):
        found.append(f"{where}: {value!r} is not in the enum")
    if isinstance(value, str) and not re.search(shape.get("pattern", ""), value):
        found.append(f"{where}: {value!r} is not like {shape['pattern']}")
    if not FORMATS.get(shape.get("format"), lambda _text: True)(value):
        found.append(f"{where}: {value!r} is no {shape['format']}")
    return found + inner_problems(value, shape, where)


def inner_problems(value, shape: dict, where: str) -> list[str]:
    found = []
    properties = shape.get("properties", {})
    if properties and set(value) != set(properties):
        found.append(f"{where} differs in keys: {set(value) ^ set(properties)}")
    for name, inner in properties.items():
        found += problems(value.get(name), inner, f"{where}.{name}")
    for place, item in enumerate(value if "items" in shape else []):
        found += problems(item, shape["items"], f"{where}[{place}]")
    return found


@pytest.fixture
def sent(twilio) -> str:
    twilio.write()
    sid = twilio.send().json()["sid"]
    twilio.ends(sid, "delivered")
    return sid


def test_a_message_has_twilios_shape_at_every_age(twilio, sent):
    created = twilio.send().json()
    failed = twilio.send(To="whatsapp:+447700900999").json()["sid"]
    assert problems(created, SHAPES["message"]) == []
    assert problems(twilio.messages(sid=sent).json(), SHAPES["message"]) == []
    assert problems(twilio.ends(failed, "undelivered"), SHAPES["message"]) == []
    pooled = {"From": None, "MessagingServiceSid": demo.MESSAGING_SERVICE_SID}
    assert problems(twilio.send(**pooled).json(), SHAPES["message"]) == []


def test_a_list_of_messages_has_twilios_shape(twilio, sent):
    page = twilio.messages(params={"PageSize": 1}).json()
    assert problems(page, SHAPES["message_list"]) == []
    assert problems(page["messages"][0], SHAPES["message"]) == []
    second = twilio.api("GET", page["next_page_uri"]).json()
    assert problems(second, SHAPES["message_list"]) == []


def test_media_have_twilios_shape(twilio):
    sid = twilio.write_files("photo.jpg", "document.pdf")["sid"]
    path = twilio.messages(sid=sid).json()["subresource_uris"]["media"]
    page = twilio.api("GET", path, params={"PageSize": 1}).json()
    assert problems(page, SHAPES["media_list"]) == []
    (one,) = page["media_list"]
    assert problems(one, SHAPES["media"]) == []
    assert problems(twilio.api("GET", one["uri"]).json(), SHAPES["media"]) == []


def test_the_account_has_twilios_shape(twilio):
    assert (
        problems(twilio.api("GET", f"{ACCOUNT}.json").json(), SHAPES["account"]) == []
    )


def test_senders_have_twilios_shape(twilio):
    params = {"Channel": "whatsapp", "PageSize": 1}
    page = twilio.api("GET", SENDERS, params=params).json()
    one = twilio.api("GET", f"{SENDERS}/{NORTHWIND_SID}").json()
    assert problems(page, SHAPES["sender_list"]) == []
    assert problems(page["senders"][0], SHAPES["sender"]) == []
    assert problems(one, SHAPES["sender"]) == []
    assert one["webhook"]["callback_url"].endswith("/in")


def test_templates_have_twilios_shape(twilio):
    for path in ("/v1/ContentAndApprovals", "/v2/ContentAndApprovals"):
        page = twilio.api("GET", path, params={"PageSize": 2}).json()
        assert problems(page, SHAPES["content_list"]) == []
        assert problems(page["contents"][0], SHAPES["content"]) == []


def test_a_template_made_and_submitted_has_twilios_shape(twilio):
    types = {"twilio/text": {"body": "Hello there"}}
    wanted = {"friendly_name": "hello", "language": "en", "types": types}
    made = twilio.api("POST", "/v1/Content", json=wanted).json()
    assert problems(made, SHAPES["content_made"]) == []
    assert twilio.api("GET", f"/v1/Content/{made['sid']}").json() == made
    page = twilio.api("GET", "/v1/Content", params={"PageSize": 1}).json()
    assert problems(page["contents"][0], SHAPES["content_made"]) == []
    approval = made["links"]["approval_fetch"].removeprefix(twilio.url)
    data = {"name": "hello", "category": "UTILITY"}
    asked = twilio.api("POST", f"{approval}/whatsapp", json=data).json()
    assert problems(asked, SHAPES["approval_asked"]) == []
    assert problems(twilio.api("GET", approval).json(), SHAPES["approval"]) == []


def trimmed(shape: dict, document: dict) -> dict:
    """An OpenAPI schema without its prose and references."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return trimmed(document["components"]["schemas"][name], document)
    small = {name: shape[name] for name in KEPT if name in shape}
    if "properties" in shape:
        inner = shape["properties"].items()
        small["properties"] = {name: trimmed(one, document) for name, one in inner}
    if "items" in shape:
        small["items"] = trimmed(shape["items"], document)
    return small


if OPENAPI.is_dir():

    @pytest.mark.parametrize(
        ("name", "file", "schema"),
        [
            ("message", "twilio_api_v2010.json", "api.v2010.account.message"),
            ("media", "twilio_api_v2010.json", "api.v2010.account.message.media"),
            ("account", "twilio_api_v2010.json", "api.v2010.account"),
            (
                "content",
                "twilio_content_v1.json",
                "content.v1.content_and_approvals",
            ),
            ("content_made", "twilio_content_v1.json", "content.v1.content"),
            (
                "approval_asked",
                "twilio_content_v1.json",
                "content.v1.content.approval_create",
            ),
            (
                "approval",
                "twilio_content_v1.json",
                "content.v1.content.approval_fetch",
            ),
            (
                "sender",
                "twilio_messaging_v2.json",
                "messaging.v2.channels_sender_response",
            ),
        ],
    )
    def test_the_copied_shapes_are_twilios(name, file, schema):
        document = json.loads((OPENAPI / file).read_text())
        wanted = trimmed(document["components"]["schemas"][schema], document)
        assert SHAPES[name] == wanted
