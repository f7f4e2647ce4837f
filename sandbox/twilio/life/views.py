"""Records as the control API and the web phone see them."""

from __future__ import annotations

from dataclasses import asdict

from ..world import addresses
from ..world.records import Customer, Message, Sender

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
]


def message_view(message: Message) -> dict:
    view = {name: getattr(message, name) for name in MESSAGE_FIELDS}
    view["times"] = dict(message.times)
    view["webhook"] = dict(message.webhooks[-1]) if message.webhooks else None
    return view


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
