"""What becomes of an accepted message: the first rule that applies decides.

Codes and when they come: https://www.twilio.com/docs/whatsapp/api/error-code-mapping
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from ..codes import FAILURES
from ..limits import TEMPLATE_MAX, length
from ..sandbox import Sandbox
from ..world import addresses
from ..world.contents import AUTHENTICATION, Content, is_unfit
from ..world.records import Customer, Message

# What WhatsApp stopped is sent to nobody.
STOPPED = {"paused": 63041, "disabled": 63042}
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
    content = sandbox.world.content_of(message.account_sid, message.content_sid)
    if code := content and _refused_template(message, content):
        return code
    return _refused_outside_of_the_window(sandbox, message, customer, content)


def _refused_template(message: Message, content: Content) -> int | None:
    """The code of a template that reaches this customer in no window."""
    if content.status in STOPPED:
        return STOPPED[content.status]
    if content.lacks_approval:
        return 63027
    if content.type == AUTHENTICATION and addresses.is_bsuid(message.to):
        return 63024
    is_long = length(message.body) > TEMPLATE_MAX
    return 63021 if is_long and content.status == "approved" else None


def _refused_outside_of_the_window(
    sandbox: Sandbox, message: Message, customer: Customer, content: Content | None
) -> int | None:
    """Within 24 hours the rest goes, else what WhatsApp approved, to its limit."""
    world, now = sandbox.world, time.time()
    if world.window_is_open(message.sender_number, customer.address, now):
        return None
    if not (content and content.may_start):
        return 63016
    sender = world.sender_of(message.account_sid, message.sender_number)
    has_place = world.reached.admits(
        message.account_sid, customer.address, sender.messaging_limit, now
    )
    return None if has_place else 63018


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
