"""The content types: which parts each has, which of them it must have, how long.

https://www.twilio.com/docs/content/content-types-overview
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    most: int = 1600


@dataclass(frozen=True)
class One:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Many:
    """So many of what `each` describes."""

    each: object
    least: int = 1
    most: int = 10


NUMBER, FLAG, LINK = (int, float), bool, Words(2048)
LINKS = Many(LINK, most=1)
TITLE = Words(25)
# The names that must be there end in a star.
REPLY = {"title*": Words(20), "id": Words(200), "type": One(("QUICK_REPLY",))}


def button(*kinds: str) -> dict:
    others = {"url": LINK, "phone": Words(20), "code": Words(20), "id": Words(200)}
    card_only = {"webview_size": One(("TALL", "FULL", "HALF", "NONE"))}
    return {"type*": One(kinds), "title*": TITLE, **others, **card_only}


CALLS = button("URL", "PHONE_NUMBER", "COPY_CODE", "VOICE_CALL", "VOICE_CALL_REQUEST")
ON_CARDS = button("URL", "PHONE_NUMBER", "QUICK_REPLY", "COPY_CODE", "VOICE_CALL")
ON_SLIDES = button("URL", "PHONE_NUMBER", "QUICK_REPLY")
CODE = {"type*": One(("COPY_CODE",)), "copy_code_text*": TITLE}
ITEM = {"id*": Words(200), "item*": Words(24), "description": Words(72)}
SLIDE = {
    "title": Words(160),
    "body*": Words(160),
    "media*": LINK,
    "actions*": Many(ON_SLIDES, most=2),
}
PRODUCT = {
    "id": Words(200),
    "section_title": Words(24),
    "name": Words(200),
    "media_url": LINK,
    "price": NUMBER,
    "description": Words(1024),
}
FLOW = {"body*": Words(1024), "button_text*": TITLE, "subtitle": Words(60)}
PAGE = {
    "id*": Words(200),
    "title*": Words(60),
    "layout*": Many({"type*": Words(), "label": Words()}, most=50),
    "next_page_id": Words(200),
    "subtitle": Words(60),
}

TYPES = {
    "twilio/text": {"body*": Words()},
    "twilio/media": {"body": Words(), "media*": LINKS},
    "twilio/location": {
        "latitude*": NUMBER,
        "longitude*": NUMBER,
        "label": Words(),
        "id": Words(200),
        "address": Words(),
    },
    "twilio/quick-reply": {"body*": Words(1024), "actions*": Many(REPLY)},
    "twilio/call-to-action": {"body*": Words(1024), "actions*": Many(CALLS)},
    "twilio/list-picker": {
        "body*": Words(1024),
        "button*": Words(20),
        "items*": Many(ITEM),
    },
    "twilio/card": {
        "title": Words(1024),
        "subtitle": Words(60),
        "media": LINKS,
        "actions": Many(ON_CARDS, least=0),
    },
    "whatsapp/card": {
        "body*": Words(1024),
        "header_text": Words(60),
        "footer": Words(60),
        "media": LINKS,
        "actions": Many(ON_CARDS, least=0),
    },
    "twilio/carousel": {"body*": Words(1024), "cards*": Many(SLIDE)},
    "twilio/catalog": {
        "body*": Words(1024),
        "title": Words(60),
        "subtitle": Words(60),
        "id": Words(200),
        "items": Many(PRODUCT, most=30),
        "dynamic_items": Words(),
    },
    "whatsapp/authentication": {
        "actions*": Many(CODE, most=1),
        "add_security_recommendation": FLAG,
        "code_expiration_minutes": NUMBER,
    },
    "whatsapp/flows": {
        **FLOW,
        "flow_id*": Words(200),
        "media_url": LINK,
        "flow_token": Words(200),
        "flow_first_page_id": Words(200),
        "is_flow_first_page_endpoint": FLAG,
    },
    "twilio/flows": {
        **FLOW,
        "pages*": Many(PAGE),
        "type*": Words(200),
        "media_url": LINK,
    },
}
# What a button of this kind cannot do without.
NEEDS = {
    "URL": "url",
    "PHONE_NUMBER": "phone",
    "VOICE_CALL": "phone",
    "COPY_CODE": "code",
}
