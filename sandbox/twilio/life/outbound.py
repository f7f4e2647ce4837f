"""A message from the business, accepted and on record."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from ..sandbox import Sandbox
from ..world import faces
from ..world.records import Message
from .views import message_view

if TYPE_CHECKING:
    from ..api.order import Order


def new_sid(prefix: str = "SM") -> str:
    return prefix + secrets.token_hex(16)


def accept(sandbox: Sandbox, order: Order) -> Message:
    """The message of an order that passed api.checks, on record."""
    now, face = time.time(), order.face
    customer = order.customer or sandbox.world.add_customer(order.recipient)
    status = "queued" if order.sender_number else "accepted"
    message = Message(
        sid=new_sid("MM" if order.media_urls or order.is_template else "SM"),
        account_sid=order.account.sid,
        direction="outbound-api",
        sender_number=order.sender_number,
        customer=customer.address,
        to=order.recipient,
        body=order.text,
        status=status,
        created_at=now,
        updated_at=now,
        messaging_service_sid=order.MessagingServiceSid or None,
        status_callback=order.StatusCallback or None,
        media_urls=order.media_urls or (faces.media_urls(face) if face else []),
        content_sid=order.ContentSid if order.is_template else None,
        content_variables=order.variables,
        buttons=face.get("buttons", []),
        face=face,
        times={status: now},
    )
    return record(sandbox, message)


def reply(sandbox: Sandbox, inbound: Message, body: str) -> Message:
    """What a `<Message>` of TwiML sends back."""
    now = time.time()
    message = Message(
        sid=new_sid(),
        account_sid=inbound.account_sid,
        direction="outbound-reply",
        sender_number=inbound.sender_number,
        customer=inbound.customer,
        to=inbound.customer,
        body=body,
        status="queued",
        created_at=now,
        updated_at=now,
        times={"queued": now},
    )
    return record(sandbox, message)


def record(sandbox: Sandbox, message: Message) -> Message:
    with sandbox.world.lock:
        sandbox.world.messages[message.sid] = message
    sandbox.changed("message", message_view(message))
    return message
