"""Records as the control API and the web phone see them."""

from __future__ import annotations

from dataclasses import asdict

from ..media_types import CAPTIONED, kind_of
from ..world import addresses
from ..world.records import Customer, Media, Message, Sender

MESSAGE_FIELDS = [
    "sid",
    "direction",
    "sender_number",
    "customer",
    "to",
    "body",
    "status",
    "created_at",
    "error_code",
    "error_message",
    "times",
    "sent_at",
    "kind",
    "num_media",
    "media_urls",
    "quoted",
    "forwarded",
    "extras",
    "content_sid",
    "buttons",
    "face",
    "deleted",
]


def message_view(message: Message) -> dict:
    view = {name: getattr(message, name) for name in MESSAGE_FIELDS}
    view["times"] = dict(message.times)
    view["text"] = text_on_phone(message)
    view["media"] = [media_view(message, one) for one in message.media]
    view["webhook"] = dict(message.webhooks[-1]) if message.webhooks else None
    return view


def text_on_phone(message: Message) -> str:
    """The text that WhatsApp shows: with a file, only an image's caption.

    https://www.twilio.com/docs/messaging/tutorials/send-and-receive-media-messages
    """
    if message.face:
        return message.face["body"]
    if message.is_inbound:
        names = [one.name for one in message.media if message.kind == "document"]
        return "" if message.body in names else message.body
    if all(one.content_type in CAPTIONED for one in message.media):
        return message.body
    return ""


def media_view(message: Message, media: Media) -> dict:
    url = f"/sandbox/messages/{message.sid}/media/{media.sid}"
    return {**asdict(media), "kind": kind_of(media.content_type), "url": url}


def message_in_full(message: Message) -> dict:
    """With every form that was posted for it and what came back."""
    calls = [dict(call) for call in message.webhooks]
    return {
        **message_view(message),
        "status_callback": message.status_callback,
        "messaging_service_sid": message.messaging_service_sid,
        "webhooks": calls,
    }


def customer_view(customer: Customer) -> dict:
    return {**asdict(customer), "display": addresses.display(customer.address)}


def sender_view(sender: Sender) -> dict:
    return {
        "sid": sender.sid,
        "number": sender.number,
        "display": addresses.display(sender.number),
        "name": sender.name,
        "status": sender.status,
        "webhook": dict(sender.webhook),
    }
