"""Twilio's bad days: each second another mixture of faults, and how often they hit."""

import random
import threading
from collections import Counter

from sandbox.launcher.local_twilio import LocalTwilio

_CHANGES_EVERY = 1
# fault: (how likely it is at a time, what it may be, for how many calls at most)
_CLIMATE = {
    "api_latency": (0.3, (0.05, 0.2, 1), 20),
    "api_429": (0.3, (True,), 5),
    "retry_after": (0.2, (1, 2), 5),
    "api_5xx": (0.2, (500, 502, 503), 2),
    "accept_then_timeout": (0.2, (0.1, 1, 16), 1),
    "accept_then_5xx": (0.2, (500, 503), 2),
    "callback_before_answer": (0.3, (True,), 5),
    "callback_late": (0.3, (1, 3), 5),
    "callback_lost": (0.3, (True,), 4),
    "callback_duplicated": (0.4, (1, 3), 5),
    "callback_shuffled": (0.4, (True,), 6),
    "inbound_lost": (0.2, (True,), 2),
    "inbound_duplicated": (0.4, (1, 3), 5),
}


class Weather:
    """`start`, then `stop`: the sun shines again."""

    def __init__(self, twilio: LocalTwilio, seed: int):
        self._twilio, self._chance = twilio, random.Random(f"{seed} weather")
        self._over, self.hits = threading.Event(), Counter()
        self._thread = threading.Thread(target=self._change, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _change(self):
        while not self._over.is_set():
            self._set(self._mixture())
            self._over.wait(_CHANGES_EVERY)
        self._set({})

    def _mixture(self):
        chance = self._chance
        return {
            fault: {"value": chance.choice(values), "next": chance.randint(1, most)}
            for fault, (likelihood, values, most) in _CLIMATE.items()
            if chance.random() < likelihood
        }

    def _set(self, faults):
        for name, fault in self._twilio.control("GET", "faults")["active"].items():
            self.hits[name] += fault["used"]
        self._twilio.control("PUT", "faults", faults)
