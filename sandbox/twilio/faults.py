"""Which of the table of faults is switched on, and for how many calls."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from .fault_table import CHECKS, FAULTS


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


def _check(name: str, value: Any):
    kind = FAULTS[name][0]
    if not CHECKS[kind](value):
        raise UnknownFault(f"{name}: the value must be {kind}, not {value!r}.")
