"""What Twilio refuses at once when a message is created: one check per rule, in order.

https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
"""

from __future__ import annotations

from urllib.parse import urlsplit

from ..limits import BODY_MAX, length
from ..world import addresses
from ..world.addresses import CHANNEL
from .errors import TwilioError
from .order import PARAMETERS, Order


def unknown_parameter(order: Order) -> str | None:
    return next((name for name in order.form if name not in PARAMETERS), None)


def is_web_url(url: str) -> bool:
    """An http(s) URL with a host; Twilio refuses an underscore in the host."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "_" not in host


def bad_media_url(order: Order) -> str | None:
    return next((url for url in order.media_urls if not is_web_url(url)), None)


def bad_to(order: Order) -> bool:
    address = order.recipient
    return not (addresses.is_number(address) or addresses.is_bsuid(address))


def foreign_service(order: Order) -> bool:
    sid = order.MessagingServiceSid
    return bool(sid) and sid not in order.account.messaging_services


def unknown_from(order: Order) -> bool:
    if not order.From:
        return False
    sender = order.sandbox.world.sender_of(order.account.sid, order.sender_number)
    return not order.From.startswith(CHANNEL) or not sender or sender.status != "ONLINE"


def other_channel(order: Order) -> bool:
    return order.From.startswith(CHANNEL) and not order.To.startswith(CHANNEL)


def unknown_content(order: Order) -> bool:
    return bool(order.ContentSid) and not order.content


def opted_out(order: Order) -> bool:
    return bool(order.customer and order.customer.opted_out)


def refused_bsuid(order: Order) -> bool:
    if not addresses.is_bsuid(order.recipient):
        return False
    known = order.customer and order.customer.phone
    return bool(known and order.sandbox.faults.take("refuse_bsuid"))


# (is it wrong?, Twilio's code, the value its message names)
CHECKS = (
    (unknown_parameter, 20001, unknown_parameter),
    (lambda order: not order.To, 21604, None),
    (lambda order: not (order.From or order.MessagingServiceSid), 21603, None),
    (
        lambda order: not (order.Body or order.media_urls or order.ContentSid),
        21602,
        None,
    ),
    (lambda order: length(order.Body) > BODY_MAX, 21617, None),
    (bad_media_url, 21620, bad_media_url),
    # https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
    (lambda order: len(order.media_urls) > 1, 21623, None),
    (foreign_service, 21701, None),
    (unknown_from, 63007, None),
    (other_channel, 21910, None),
    (bad_to, 21211, lambda order: order.recipient),
    (refused_bsuid, 21211, lambda order: order.recipient),
    (
        lambda order: order.ContentVariables and not order.ContentSid,
        21654,
        None,
    ),
    (unknown_content, 21655, lambda order: order.ContentSid),
    (lambda order: order.variables is None, 21656, None),
    (
        lambda order: order.StatusCallback and not is_web_url(order.StatusCallback),
        21609,
        lambda order: order.StatusCallback,
    ),
    (opted_out, 21610, None),
)


def check(order: Order):
    """
    :raises TwilioError: the first rule that the order breaks.
    """
    for is_wrong, code, value in CHECKS:
        if is_wrong(order):
            raise TwilioError(code, value(order) if value else "")
