"""What becomes of an accepted message: the first rule that applies decides.

Codes and when they come: https://www.twilio.com/docs/whatsapp/api/error-code-mapping
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from ..codes import FAILURES
from ..sandbox import Sandbox
from ..world import addresses
from ..world.contents import is_unfit
from ..world.records import Customer, Message

UNKNOWN_FAILURE = ("failed", "Unknown error")


@dataclass(frozen=True)
class Fate:
    """The statuses a message goes through, and why it fails if it does."""

    statuses: tuple[str, ...]
    code: int | None = None
    reason: str | None = None


def failure(code: int, status: str | None = None) -> Fate:
    known_status, reason = FAILURES.get(code, UNKNOWN_FAILURE)
    final = status or known_status
    # "failed" never left Twilio, "undelivered" came back from WhatsApp.
    statuses = ("failed",) if final == "failed" else ("sent", "undelivered")
    return Fate(statuses, code, reason)


def forced(sandbox: Sandbox) -> Fate | None:
    value = sandbox.faults.take("fail_with")
    if value is None:
        return None
    if isinstance(value, dict):
        return failure(value["code"], value.get("status"))
    return failure(value)


def refused(sandbox: Sandbox, message: Message, customer: Customer) -> int | None:
    """The code WhatsApp refuses the message with, if it does."""
    if message.media_error:
        return message.media_error
    if message.sender_number == message.to:
        return 63031
    if customer.not_on_whatsapp:
        return 63003
    if addresses.is_bsuid(message.to) and message.to != customer.bsuid:
        return 63024
    if is_unfit(message.content_variables):
        return 63013
    return None if _is_allowed_now(sandbox, message, customer) else 63016


def _is_allowed_now(sandbox: Sandbox, message: Message, customer: Customer) -> bool:
    """Within 24 hours anything, outside of them only what WhatsApp has approved."""
    world = sandbox.world
    if world.window_is_open(message.sender_number, customer.address, time.time()):
        return True
    content = world.content_of(message.account_sid, message.content_sid)
    return bool(content and content.may_start)


def fate(sandbox: Sandbox, message: Message, customer: Customer) -> Fate:
    if decided := forced(sandbox):
        return decided
    if code := refused(sandbox, message, customer):
        return failure(code)
    if customer.blocked:
        return Fate(("sent",))  # no error, ever: the person blocked us
    if customer.auto_read:
        return Fate(("sent", "delivered", "read"))
    return Fate(("sent", "delivered"))
