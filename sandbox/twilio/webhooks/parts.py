"""What each kind of a customer's message adds to the form, as captured from WhatsApp.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

from __future__ import annotations

from ..world.addresses import CHANNEL
from ..world.records import Message

# The keys of a referral, and the parameters they become.
REFERRAL = {
    "headline": "ReferralHeadline",
    "body": "ReferralBody",
    "source_id": "ReferralSourceId",
    "source_type": "ReferralSourceType",
    "source_url": "ReferralSourceUrl",
    "media_id": "ReferralMediaId",
    "media_url": "ReferralMediaUrl",
    "media_content_type": "ReferralMediaContentType",
    "ctwa_clid": "ReferralCtwaClid",
}
LOCATION = {
    "latitude": "Latitude",
    "longitude": "Longitude",
    "address": "Address",
    "label": "Label",
}
BUTTON = {"text": "ButtonText", "payload": "ButtonPayload"}
LIST = {"id": "ListId", "title": "ListTitle", "description": "ListDescription"}
NAMES = {"referral": REFERRAL, "location": LOCATION, "button": BUTTON, "list": LIST}

# Twilio names the quoted message of the previous 7 days only.
QUOTED_SECONDS = 7 * 24 * 3600


def media(message: Message, url_root: str) -> dict[str, str]:
    base = f"{url_root}/2010-04-01/Accounts/{message.account_sid}"
    form = {"NumMedia": str(len(message.media))}
    for place, one in enumerate(message.media):
        form[f"MediaUrl{place}"] = f"{base}/Messages/{message.sid}/Media/{one.sid}"
        form[f"MediaContentType{place}"] = one.content_type
    return form


def extras(message: Message) -> dict[str, str]:
    """Location, button, list and referral, parameter by parameter."""
    form = {"ReferralNumMedia": "0"}
    for part, values in message.extras.items():
        form |= {NAMES[part][name]: str(value) for name, value in values.items()}
    if "ReferralMediaUrl" in form:
        form["ReferralNumMedia"] = "1"
    return form


def quote(message: Message, quoted: Message | None) -> dict[str, str]:
    if not quoted or message.created_at - quoted.created_at > QUOTED_SECONDS:
        return {}
    author = quoted.customer if quoted.is_inbound else quoted.sender_number
    return {
        "OriginalRepliedMessageSid": quoted.sid,
        "OriginalRepliedMessageSender": CHANNEL + author,
    }


def forwarded(message: Message) -> dict[str, str]:
    """The marks; without being forwarded they come with documents and quotes."""
    if not (message.forwarded or message.quoted or message.kind == "document"):
        return {}
    return {
        "Forwarded": _flag(message.forwarded == "once"),
        "FrequentlyForwarded": _flag(message.forwarded == "many"),
    }


def _flag(value: bool) -> str:
    return "true" if value else "false"
