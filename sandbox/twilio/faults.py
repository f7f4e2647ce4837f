"""What can be told to go wrong: one table, and which of it is switched on."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

SECONDS = "seconds"
STATUS = "HTTP status"
COUNT = "count"
CODE = "Twilio error code, or {code, status: failed|undelivered}"
SWITCH = "true"

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
    "webhooks_held": (SWITCH, "no webhook is called until the faults change"),
}


class UnknownFault(ValueError):
    """Somebody asked for a fault, or a value, that is not in the table."""


@dataclass
class Active:
    value: Any
    left: int | None = None  # calls it still applies to; None: all
    used: int = 0


class Faults:
    def __init__(self):
        self._lock = threading.Lock()
        self._active: dict[str, Active] = {}

    def replace(self, wanted: dict[str, Any]):
        """Switch exactly these on: {name: value} or {name: {"value", "next": N}}."""
        active = {name: _read(name, value) for name, value in wanted.items()}
        with self._lock:
            self._active = {name: one for name, one in active.items() if one}

    def take(self, name: str) -> Any:
        """The fault's value if it is on, counting this call; else None."""
        with self._lock:
            active = self._active.get(name)
            if active is None or active.left == 0:
                return None
            active.used += 1
            if active.left is not None:
                active.left -= 1
            return active.value

    def describe(self) -> dict:
        with self._lock:
            return {
                "active": {
                    name: vars(one).copy() for name, one in self._active.items()
                },
                "known": {
                    name: {"value": kind, "doc": doc}
                    for name, (kind, doc) in FAULTS.items()
                },
            }


def _read(name: str, wanted: Any) -> Active | None:
    if name not in FAULTS:
        raise UnknownFault(
            f"There is no fault {name!r}. Known: {', '.join(sorted(FAULTS))}."
        )
    scoped = isinstance(wanted, dict) and "value" in wanted
    value, left = (wanted["value"], wanted.get("next")) if scoped else (wanted, None)
    if value is None or value is False:
        return None
    _check(name, value)
    if left is not None and (type(left) is not int or left < 1):
        raise UnknownFault(f"{name}: 'next' must be a whole number of calls, from 1.")
    return Active(value, left)


def _is_code(value: Any) -> bool:
    if not isinstance(value, dict):
        return type(value) is int and 10000 <= value <= 99999
    status = value.get("status", "failed")
    return _is_code(value.get("code")) and status in ("failed", "undelivered")


CHECKS = {
    SECONDS: lambda value: type(value) in (int, float) and value >= 0,
    STATUS: lambda value: type(value) is int and 500 <= value <= 599,
    COUNT: lambda value: type(value) is int and value >= 1,
    CODE: _is_code,
    SWITCH: lambda value: value is True,
}


def _check(name: str, value: Any):
    kind = FAULTS[name][0]
    if not CHECKS[kind](value):
        raise UnknownFault(f"{name}: the value must be {kind}, not {value!r}.")
