"""The forms Twilio posts, field by field as captured from WhatsApp traffic.

https://www.twilio.com/docs/messaging/guides/webhook-request
https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
"""

from __future__ import annotations

import json

from ..world.addresses import CHANNEL
from ..world.records import Customer, Message, Sender
from . import parts

API_VERSION = "2010-04-01"


# Parameters that ChannelMetadata says again.
IN_CONTEXT = ("ButtonText", "Forwarded", "FrequentlyForwarded", "ProfileName", "WaId")


def inbound(
    message: Message,
    customer: Customer,
    sender: Sender,
    quoted: Message | None,
    url_root: str,
) -> dict[str, str]:
    """What a message of `customer` posts to the webhook; every value a string."""
    sid = message.sid
    form = {
        "ExternalUserId": CHANNEL + customer.bsuid,
        "SmsMessageSid": sid,
        "ProfileName": customer.profile_name,
        "MessageType": message.kind,
        "SmsSid": sid,
        **_person(customer),
        "SmsStatus": "received",
        "Body": message.body,
        "To": CHANNEL + sender.number,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": message.account_sid,
        "From": CHANNEL + customer.address,
        "ApiVersion": API_VERSION,
        **parts.media(message, url_root),
        **parts.extras(message),
        **parts.quote(message, quoted),
        **parts.forwarded(message),
    }
    form["ChannelMetadata"] = _metadata(form)
    if message.messaging_service_sid:
        form["MessagingServiceSid"] = message.messaging_service_sid
    return form


def _person(customer: Customer) -> dict[str, str]:
    """WaId for people with a number, ProfileUsername for people with a username."""
    person = {}
    if customer.phone:
        person["WaId"] = customer.phone.removeprefix("+")
    if customer.username:
        person["ProfileUsername"] = customer.username
    return person


def _metadata(form: dict[str, str]) -> str:
    context = {name: form[name] for name in IN_CONTEXT if name in form}
    data = {"type": "whatsapp", "data": {"context": context}}
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def status(message: Message, customer: Customer, sender: Sender) -> dict[str, str]:
    """What the message's present status posts to its StatusCallback."""
    form = {
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "MessageStatus": message.status,
        "ChannelToAddress": _masked(message.to),
        "To": CHANNEL + message.to,
        "ChannelPrefix": "whatsapp",
        "MessageSid": message.sid,
        "AccountSid": message.account_sid,
        "From": CHANNEL + sender.number,
        "ApiVersion": API_VERSION,
        "ChannelInstallSid": sender.sid,
        "ExternalUserId": CHANNEL + customer.bsuid,
    }
    if message.status == "sent":
        form["StructuredMessage"] = "true" if message.content_sid else "false"
    if message.messaging_service_sid:
        form["MessagingServiceSid"] = message.messaging_service_sid
    if message.error_code:
        form["ErrorCode"] = str(message.error_code)
        form["ErrorMessage"] = message.error_message or ""
    return form


def _masked(address: str) -> str:
    """`+393331234567` is shown as `+39333123XXXX`."""
    return address[:-4] + "XXXX"
