"""What an inbound form carries beside its text: files, a place, an answer, an ad.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import json
from dataclasses import dataclass

TEXT, IMAGE, VIDEO, AUDIO = "text", "image", "video", "audio"
DOCUMENT, STICKER, LOCATION, CONTACTS = "document", "sticker", "location", "contacts"
BUTTON, INTERACTIVE, REACTION = "button", "interactive", "reaction"
UNSUPPORTED = "unsupported"
MEDIA_KINDS = frozenset({IMAGE, VIDEO, AUDIO, DOCUMENT, STICKER, CONTACTS})
KINDS = MEDIA_KINDS | {TEXT, LOCATION, BUTTON, INTERACTIVE, REACTION, UNSUPPORTED}
# What a file is, by the start of the type that Twilio says; others are documents.
_KIND_OF_TYPE = (
    ("image/webp", STICKER),
    ("image/", IMAGE),
    ("video/", VIDEO),
    ("audio/", AUDIO),
    ("text/vcard", CONTACTS),
    ("text/x-vcard", CONTACTS),
)
# More than Twilio ever puts into one form.
MAX_MEDIA = 32
# Where the title and the payload of a tapped button or list entry may stand.
_TITLES = ("ButtonText", "ListTitle")
_PAYLOADS = ("ButtonPayload", "ListId")
_JSONS = ("InteractiveData", "ChannelMetadata")
_JSON_TITLES = ("ButtonText", "ListTitle", "title", "text")
_JSON_PAYLOADS = ("ButtonPayload", "ListId", "payload", "id")
_RAW_PAYLOADS = ("FlowData", "InteractiveData")


@dataclass(frozen=True)
class Media:
    """One file of a form; an ad's picture is not the customer's."""

    url: str
    content_type: str
    kind: str
    is_ad: bool = False


@dataclass(frozen=True)
class Location:
    """A place; label and address only where the customer picked one."""

    latitude: float
    longitude: float
    label: str
    address: str


@dataclass(frozen=True)
class Answer:
    """A tapped quick reply or list entry."""

    title: str
    payload: str


@dataclass(frozen=True)
class Referral:
    """The ad or post that the customer came from."""

    headline: str
    body: str
    url: str
    source_id: str
    source_type: str


def read_media(form, kind):
    """The files of a form, in order, the ad's picture last."""
    found = []
    while len(found) < MAX_MEDIA and (url := form.get(f"MediaUrl{len(found)}")):
        content_type = form.get(f"MediaContentType{len(found)}", "")
        found.append(Media(url, content_type, kind_of(content_type)))
    if len(found) == 1 and kind in MEDIA_KINDS:
        found = [Media(found[0].url, found[0].content_type, kind)]
    if url := form.get("ReferralMediaUrl"):
        content_type = form.get("ReferralMediaContentType", "")
        found.append(Media(url, content_type, IMAGE, is_ad=True))
    return tuple(found)


def kind_of(content_type):
    """The kind of a file of this type."""
    is_kind = (
        k for start, k in _KIND_OF_TYPE if content_type.lower().startswith(start)
    )
    return next(is_kind, DOCUMENT)


def read_location(form):
    """The place in a form, or None."""
    try:
        latitude = float(form.get("Latitude", ""))
        longitude = float(form.get("Longitude", ""))
    except ValueError:
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return Location(latitude, longitude, form.get("Label", ""), form.get("Address", ""))


def read_answer(form):
    """What was tapped, or None.

    The parameters of lists are not documented, so the JSON ones are read, too.
    """
    jsons = [_json(form.get(name)) for name in _JSONS]
    title = _first(form, _TITLES) or _search(jsons, _JSON_TITLES)
    payload = (
        _first(form, _PAYLOADS)
        or _search(jsons, _JSON_PAYLOADS)
        or _first(form, _RAW_PAYLOADS)
    )
    return Answer(title, payload) if title or payload else None


def read_referral(form):
    """The ad that brought the customer, or None."""
    referral = Referral(
        headline=form.get("ReferralHeadline", ""),
        body=form.get("ReferralBody", ""),
        url=form.get("ReferralSourceUrl", ""),
        source_id=form.get("ReferralSourceId", ""),
        source_type=form.get("ReferralSourceType", ""),
    )
    return referral if referral.source_id or referral.url else None


def _first(form, names):
    return next((form[name] for name in names if form.get(name)), "")


def _json(text):
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _search(value, names):
    """The first text under one of these names, however deep it stands."""
    waiting = [value]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            found = (value[name] for name in names if isinstance(value.get(name), str))
            if text := next(filter(None, found), ""):
                return text
            value = list(value.values())
        waiting += value if isinstance(value, list) else []
    return ""
