"""Twilio's JSON of a template as a face.

https://www.twilio.com/docs/content/content-types-overview
"""

import dataclasses
import json

from .face import (
    CALL,
    CATALOG,
    COPY,
    FLOW,
    LINK,
    LIST,
    OTHER,
    REPLY,
    VARIABLE,
    Button,
    Face,
    Item,
    Media,
    Place,
)

_BUTTON_KINDS = {
    "QUICK_REPLY": REPLY,
    "URL": LINK,
    "PHONE_NUMBER": CALL,
    "VOICE_CALL": CALL,
    "VOICE_CALL_REQUEST": CALL,
    "COPY_CODE": COPY,
}
# The simplest types: of several, Twilio sends the richest that WhatsApp can show.
_PLAIN = ("twilio/media", "twilio/text")
_AUTHENTICATION = "whatsapp/authentication"
_KNOWN = frozenset(
    f"twilio/{name}"
    for name in (
        *("text", "media", "location", "quick-reply", "call-to-action"),
        *("list-picker", "card", "carousel", "catalog", "flows"),
    )
) | {"whatsapp/card", "whatsapp/flows", _AUTHENTICATION}
# WhatsApp writes these words itself, in the language of the template.
# https://www.twilio.com/docs/content/whatsappauthentication
_CODE_BODY = "*{{1}}* is your verification code."
_CODE_WARNING = " For your security, do not share this code."
_CODE_EXPIRES = "This code expires in %s minutes."


def richest(types):
    """The name of the content type that WhatsApp shows of these, or an empty text."""
    return next((name for name in types if name not in _PLAIN), next(iter(types), ""))


def read_face(types):
    """What a template with these types looks like; unknown types by their words."""
    name = richest(types)
    content = types.get(name) or {}
    if name == _AUTHENTICATION:
        return _code_face(content)
    face = _card(content)
    return dataclasses.replace(
        face,
        place=_place(content),
        items=tuple(
            _item(item) for item in content.get("items") or () if "item" in item
        ),
        buttons=face.buttons + _openers(name, content),
        cards=tuple(map(_card, content.get("cards") or ())),
        is_known=name in _KNOWN or not name,
    )


def variables(types):
    """The names of all that is to be filled in, each once; a code is not written."""
    code = ("1",) if _AUTHENTICATION in types else ()
    return tuple(dict.fromkeys(written_variables(types) + code))


def written_variables(types):
    """The names of the variables in its words and links, each once."""
    return tuple(dict.fromkeys(VARIABLE.findall(json.dumps(types))))


def _card(content):
    """What cards and most other types share; a title without text is the text."""
    header = content.get("header_text") or content.get("title") or ""
    body = content.get("body") or ""
    media = content.get("media") or content.get("media_url")
    url = media[0] if isinstance(media, list) else media
    return Face(
        header=header if body else "",
        body=body or header,
        footer=content.get("footer") or content.get("subtitle") or "",
        media=Media(url) if url else None,
        buttons=tuple(map(_button, content.get("actions") or ())),
    )


def _button(action):
    targets = (action.get(name) for name in ("url", "phone", "code"))
    return Button(
        kind=_BUTTON_KINDS.get(action.get("type", "QUICK_REPLY"), OTHER),
        title=action.get("title") or "",
        target=next(filter(None, targets), ""),
    )


def _openers(name, content):
    """The one button of a list, a form or a catalog."""
    if name == "twilio/catalog":
        return (Button(CATALOG, ""),)
    titles = {LIST: content.get("button"), FLOW: content.get("button_text")}
    return tuple(Button(kind, title) for kind, title in titles.items() if title)


def _item(item):
    return Item(item["item"], item.get("description") or "")


def _place(content):
    if "latitude" not in content:
        return None
    return Place(
        latitude=str(content["latitude"]),
        longitude=str(content.get("longitude")),
        label=content.get("label") or "",
        address=content.get("address") or "",
    )


def _code_face(content):
    minutes = content.get("code_expiration_minutes")
    warning = _CODE_WARNING if content.get("add_security_recommendation") else ""
    actions = content.get("actions") or ()
    return Face(
        body=_CODE_BODY + warning,
        footer=_CODE_EXPIRES % minutes if minutes else "",
        buttons=tuple(
            Button(COPY, action.get("copy_code_text") or "", "{{1}}")
            for action in actions
        ),
    )
