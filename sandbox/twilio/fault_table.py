"""What can be told to go wrong, and which values it takes."""

from __future__ import annotations

from typing import Any

SECONDS = "seconds"
STATUS = "HTTP status"
REFUSAL = "HTTP status from 400"
COUNT = "count"
CODE = "Twilio error code, or {code, status: failed|undelivered}"
SWITCH = "true"
TEXT = "text"

# name: (what its value is, what happens)
FAULTS = {
    "api_latency": (SECONDS, "every API call waits this long before it is handled"),
    "api_429": (SWITCH, "API calls are refused with 429 / 20429, not processed"),
    "retry_after": (SECONDS, "a 429 says in Retry-After how long to wait"),
    "api_5xx": (STATUS, "API calls are refused with this status, not processed"),
    "accept_then_timeout": (
        SECONDS,
        "a message is accepted, then the connection is dropped without an answer",
    ),
    "accept_then_5xx": (STATUS, "a message is accepted, yet this status is answered"),
    "fail_with": (CODE, "accepted messages end failed or undelivered with this code"),
    "refuse_bsuid": (
        SWITCH,
        "To = BSUID is refused with 21211 when the customer's number is known",
    ),
    "callback_before_answer": (SWITCH, "the first status call precedes the 201"),
    "callback_late": (SECONDS, "status calls are made this much later"),
    "callback_lost": (SWITCH, "status calls are never made"),
    "callback_duplicated": (COUNT, "status calls are made this many times more"),
    "callback_shuffled": (SWITCH, "a message's status calls come in reverse order"),
    "inbound_lost": (SWITCH, "customers' messages exist, their webhook is not called"),
    "inbound_duplicated": (COUNT, "inbound webhooks are called this many times more"),
    "media_fetch_delay": (
        SECONDS,
        "Twilio fetches the file of an accepted message this much later",
    ),
    "media_404": (SWITCH, "a customer's file is answered with 404 / 20404: not yet"),
    "media_redirect": (TEXT, "a customer's file redirects to this URL"),
    "media_dead": (REFUSAL, "where a customer's file redirects to answers this"),
    "media_slow": (SECONDS, "half of a customer's file comes this much later"),
    "media_cut": (SWITCH, "half of a customer's file comes, then the line breaks"),
    "media_type": (TEXT, "a customer's file comes with this Content-Type"),
    "media_bloat": (
        COUNT,
        "a customer's file comes without Content-Length, this many zero bytes longer",
    ),
    "webhooks_held": (SWITCH, "no webhook is called until the faults change"),
}


def _is_code(value: Any) -> bool:
    if not isinstance(value, dict):
        return type(value) is int and 10000 <= value <= 99999
    status = value.get("status", "failed")
    return _is_code(value.get("code")) and status in ("failed", "undelivered")


CHECKS = {
    SECONDS: lambda value: type(value) in (int, float) and value >= 0,
    STATUS: lambda value: type(value) is int and 500 <= value <= 599,
    REFUSAL: lambda value: type(value) is int and 400 <= value <= 599,
    COUNT: lambda value: type(value) is int and value >= 1,
    CODE: _is_code,
    SWITCH: lambda value: value is True,
    TEXT: lambda value: isinstance(value, str) and bool(value),
}
