"""Addresses of ours that Twilio is given: it calls none but these.

https://www.twilio.com/docs/messaging/api/message-resource (parameter StatusCallback)
"""

import re

_BASE = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]+(/[^\s?#]*)?")


def is_callable(base):
    """Whether Twilio calls what begins so: no underscore in the host (error 21609)."""
    return bool(_BASE.fullmatch(base))
