"""Whom a business reached outside of the window: so many in 24 hours, then 63018.

https://developers.facebook.com/documentation/business-messaging/whatsapp/messaging-limits
"""

from __future__ import annotations

import math
import re
import threading

PERIOD_SECONDS = 24 * 3600
LIMIT = re.compile(r"(\d+)(K?) Customers/24hr")


def is_limit(words: str) -> bool:
    """Whether Twilio would say it so."""
    return words == "Unlimited" or bool(LIMIT.fullmatch(words))


def customers(words: str) -> float:
    """How many customers `2K Customers/24hr` or `Unlimited` allows."""
    found = LIMIT.fullmatch(words)
    return int(found[1]) * (1000 if found[2] else 1) if found else math.inf


class Reached:
    """When each customer of an account, here one portfolio, was reached last."""

    def __init__(self):
        self._lock = threading.Lock()
        self.times: dict[tuple[str, str], float] = {}

    def admits(self, account_sid: str, address: str, words: str, now: float) -> bool:
        """Give this customer a place if there is one; True if they have it."""
        with self._lock:
            counted = {
                customer
                for (sid, customer), at in self.times.items()
                if sid == account_sid and at > now - PERIOD_SECONDS
            }
            if address not in counted and len(counted) >= customers(words):
                return False
            self.times[account_sid, address] = now
            return True
