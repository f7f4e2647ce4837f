"""A Message resource as Twilio's 2010 API writes it: every value a string or null.

https://www.twilio.com/docs/messaging/api/message-resource#message-properties
"""

from __future__ import annotations

import time

from ..world.addresses import CHANNEL
from ..world.records import Message
from .dates import rfc2822

API_VERSION = "2010-04-01"
# Twilio knows a price a while after the message was sent.
PRICED_AFTER = 2


def account_uri(account_sid: str) -> str:
    return f"/{API_VERSION}/Accounts/{account_sid}"


def message_uri(account_sid: str, sid: str) -> str:
    return f"{account_uri(account_sid)}/Messages/{sid}"


def message_json(message: Message) -> dict:
    uri = message_uri(message.account_sid, message.sid)
    sender = message.sender_number and CHANNEL + message.sender_number
    priced = message.sent_at and time.time() - message.sent_at > PRICED_AFTER
    return {
        "account_sid": message.account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": rfc2822(message.created_at),
        "date_sent": rfc2822(message.sent_at),
        "date_updated": rfc2822(message.updated_at),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": message.error_message,
        "from": CHANNEL + message.customer if message.is_inbound else sender,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": str(message.num_media),
        # A Messaging Service has not chosen the sender yet.
        "num_segments": "1" if sender else "0",
        "price": "-0.00500" if priced else None,
        "price_unit": "USD" if priced else None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": CHANNEL + message.to,
        "uri": f"{uri}.json",
    }
