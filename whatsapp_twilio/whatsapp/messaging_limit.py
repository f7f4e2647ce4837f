"""Messaging limits: how many customers a business may reach who did not write first.

Counted are unique customers reached outside their window within a moving 24 hours,
by all numbers of one business portfolio together. Answers never count.
https://developers.facebook.com/documentation/business-messaging/whatsapp/messaging-limits
"""

import math
import re
from datetime import timedelta

PERIOD = timedelta(hours=24)
UNLIMITED = math.inf
# Twilio's words: "250 Customers/24hr", "2K Customers/24hr", "Unlimited".
# https://www.twilio.com/docs/whatsapp/api/senders
_NUMBER = re.compile(r"(?<!\d)(\d[\d,]*)\s*(k|m)?(?![\da-z])", re.IGNORECASE)
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000}


def parse(words):
    """How many customers these words allow, or None if they do not say."""
    words = words or ""
    if "unlimited" in words.lower():
        return UNLIMITED
    found = _NUMBER.search(words)
    if not found:
        return None
    number, unit = found.groups("")
    return int(number.replace(",", "")) * _TIMES[unit.lower()]


def is_known(limit):
    """Whether there is a number to stop at; what nobody told us stops nobody."""
    return limit is not None and limit != UNLIMITED


def room(limit, reached):
    """How many more customers may be reached; UNLIMITED where no limit is known."""
    return max(0, limit - reached) if is_known(limit) else UNLIMITED


def counts_after(now):
    """Who was reached after this moment counts now."""
    return now - PERIOD


def free_at(reached_at):
    """When the place of a customer who was last reached at this moment is free."""
    return reached_at + PERIOD
