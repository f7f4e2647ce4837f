"""What the phone shows of a template.

https://www.twilio.com/docs/content/content-types-overview
"""

from __future__ import annotations

from .content_types import TYPES
from .contents import Content

# WhatsApp writes these words itself.
# https://www.twilio.com/docs/content/whatsappauthentication
CODE_BODY = "*{code}* is your verification code."
CODE_WARNING = " For your security, do not share this code."
CODE_EXPIRES = "This code expires in {minutes} minutes."
PLACE = ("latitude", "longitude", "label", "address")


def face(content: Content, values: dict[str, str]) -> dict:
    """Header, text, file, place, buttons and cards, from top to bottom."""
    parts = content.filled(values)
    if content.type == "whatsapp/authentication":
        return _code(parts, {**content.samples, **values}.get("1", ""))
    place = {name: parts[name] for name in PLACE if name in parts}
    return {
        **_card(parts),
        "place": place if "latitude" in parts else None,
        "buttons": _buttons(parts) + _openers(content.type, parts),
        "cards": [_card(card) for card in parts.get("cards", ())],
        "is_known": content.type in TYPES,
    }


def text(face: dict) -> str:
    """Its words: what Twilio calls the Body."""
    place = face["place"] or {}
    words = (face["header"], face["body"], face["footer"], place.get("label"))
    return "\n".join(filter(None, words))


def media_urls(face: dict) -> list[str]:
    return [one["media"] for one in (face, *face["cards"]) if one["media"]]


def _card(parts: dict) -> dict:
    """A title without a text is the text."""
    header = parts.get("header_text") or parts.get("title") or ""
    media = parts.get("media") or parts.get("media_url") or ""
    return {
        "header": header if parts.get("body") else "",
        "body": parts.get("body") or header,
        "footer": parts.get("footer") or parts.get("subtitle") or "",
        "media": media[0] if isinstance(media, list) else media,
        "buttons": _buttons(parts),
    }


def _buttons(parts: dict) -> list[dict]:
    return [
        {
            "kind": action.get("type", "QUICK_REPLY"),
            "id": action.get("id") or action["title"],
            "title": action["title"],
            "target": action.get("url") or action.get("phone") or action.get("code"),
        }
        for action in parts.get("actions", ())
    ]


def _openers(kind: str, parts: dict) -> list[dict]:
    """The one button of a list, a form or a catalog."""
    if kind == "twilio/list-picker":
        rows = [
            {
                "id": item["id"],
                "title": item["item"],
                "description": item.get("description", ""),
            }
            for item in parts["items"]
        ]
        return [{"kind": "LIST", "title": parts["button"], "rows": rows}]
    if kind == "twilio/catalog":
        return [{"kind": "CATALOG", "title": "View catalog"}]
    title = parts.get("button_text")
    return [{"kind": "FLOW", "title": title}] if title else []


def _code(parts: dict, code: str) -> dict:
    warning = CODE_WARNING if parts.get("add_security_recommendation") else ""
    minutes = parts.get("code_expiration_minutes")
    buttons = [
        {"kind": "COPY_CODE", "title": action["copy_code_text"], "target": code}
        for action in parts["actions"]
    ]
    return {
        **_card({"body": CODE_BODY.format(code=code) + warning}),
        "footer": CODE_EXPIRES.format(minutes=minutes) if minutes else "",
        "place": None,
        "buttons": buttons,
        "cards": [],
        "is_known": True,
    }
