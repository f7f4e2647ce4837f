"""A template's parts, and the JSON that Twilio keeps them in.

https://www.twilio.com/docs/content/content-types-overview
"""

from dataclasses import dataclass

TEXT = "twilio/text"
MEDIA = "twilio/media"
QUICK_REPLIES = "twilio/quick-reply"
CALL_TO_ACTION = "twilio/call-to-action"
CARD = "whatsapp/card"
CAROUSEL = "twilio/carousel"
LIST = "twilio/list-picker"
LOCATION = "twilio/location"
CATALOG = "twilio/catalog"
AUTHENTICATION = "whatsapp/authentication"
FLOW = "whatsapp/flows"
KINDS = (
    TEXT,
    MEDIA,
    QUICK_REPLIES,
    CALL_TO_ACTION,
    CARD,
    CAROUSEL,
    LIST,
    LOCATION,
    CATALOG,
    AUTHENTICATION,
    FLOW,
)

# Those with buttons of one's own; a carousel's cards have theirs.
WITH_BUTTONS = frozenset({QUICK_REPLIES, CALL_TO_ACTION, CARD, AUTHENTICATION})
QUICK_REPLY, URL, PHONE, COPY_CODE = "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE"
# A button's kind, and the property that holds what tapping it leads to.
VALUE_OF = {QUICK_REPLY: "id", URL: "url", PHONE: "phone", COPY_CODE: "code"}
# Older cards have no words of their own on WhatsApp: the title is the text.
OLD_CARD = "twilio/card"
_NAMES = {"body": "body"}
_OTHER_NAMES = {
    CARD: {"body": "body", "header_text": "header", "footer": "footer"},
    CATALOG: {"body": "body", "title": "header", "subtitle": "footer", "id": "ref"},
    FLOW: {
        "body": "body",
        "subtitle": "footer",
        "media_url": "media_url",
        "button_text": "opener",
        "flow_id": "ref",
    },
    LIST: {"body": "body", "button": "opener"},
    LOCATION: {
        "latitude": "latitude",
        "longitude": "longitude",
        "label": "label",
        "address": "address",
    },
    AUTHENTICATION: {
        "add_security_recommendation": "security_advice",
        "code_expiration_minutes": "expires_in",
    },
    OLD_CARD: {"title": "body", "subtitle": "footer"},
}


@dataclass(frozen=True)
class Button:
    """What the customer taps: its kind in Twilio's word, and what it leads to."""

    kind: str = QUICK_REPLY
    title: str = ""
    value: str = ""


@dataclass(frozen=True)
class Item:
    """One line of a list."""

    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Card:
    """One card of a carousel."""

    title: str = ""
    body: str = ""
    media_url: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Parts:
    """What people write; each kind of template takes some of it."""

    header: str = ""
    body: str = ""
    footer: str = ""
    media_url: str = ""
    opener: str = ""  # the button that opens a list or a flow
    ref: str = ""  # of a catalog's product, or a flow, at Meta
    buttons: tuple[Button, ...] = ()
    items: tuple[Item, ...] = ()
    cards: tuple[Card, ...] = ()
    latitude: float = 0.0
    longitude: float = 0.0
    label: str = ""
    address: str = ""
    security_advice: bool = False
    expires_in: int = 0


def names_of(kind):
    """Twilio's names for the plain parts of a kind, and ours."""
    return _OTHER_NAMES.get(kind, _NAMES)


def build(kind, parts):
    """The ``types`` that Twilio is given; what is empty is left out."""
    return {kind: _filled({**_plain(kind, parts), **_nested(kind, parts)})}


def _plain(kind, parts):
    return {theirs: getattr(parts, ours) for theirs, ours in names_of(kind).items()}


def _nested(kind, parts):
    if kind == AUTHENTICATION:
        return {
            "actions": [
                {"type": COPY_CODE, "copy_code_text": one.title}
                for one in parts.buttons[:1]
            ]
        }
    return {
        "media": [parts.media_url] if parts.media_url and kind in (MEDIA, CARD) else [],
        "actions": [_action(one) for one in parts.buttons if kind in WITH_BUTTONS],
        "items": [_item(one) for one in parts.items if kind == LIST],
        "cards": [_card(one) for one in parts.cards if kind == CAROUSEL],
    }


def _action(button):
    value = button.value or (button.title if button.kind == QUICK_REPLY else "")
    return _filled(
        {"type": button.kind, "title": button.title, VALUE_OF[button.kind]: value}
    )


def _item(item):
    return _filled(
        {"id": item.title, "item": item.title, "description": item.description}
    )


def _card(card):
    actions = [_action(one) for one in card.buttons]
    return _filled(
        {
            "title": card.title,
            "body": card.body,
            "media": card.media_url,
            "actions": actions,
        }
    )


def _filled(values):
    return {name: value for name, value in values.items() if value}
