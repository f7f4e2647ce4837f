"""How long a text may be.

https://www.twilio.com/docs/api/errors/21617
"""

from __future__ import annotations

BODY_MAX = 1600
# https://www.twilio.com/docs/api/errors/63021
TEMPLATE_MAX = 1024


def length(body: str) -> int:
    """Characters as Twilio counts them: an emoji is two."""
    return len(body.encode("utf-16-le", "surrogatepass")) // 2


def cut(body: str) -> str:
    """What Twilio keeps of a customer's longer text."""
    units = body.encode("utf-16-le", "surrogatepass")[: BODY_MAX * 2]
    return units.decode("utf-16-le", "ignore")
