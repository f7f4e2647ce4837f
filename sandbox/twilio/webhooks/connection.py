"""How a webhook is called: `https://host/path#ct=2000&rc=3&rp=all`.

https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag

# name: (default, least, most); times in milliseconds
LIMITS = {
    "ct": (5000, 100, 10000),
    "rt": (15000, 100, 15000),
    "tt": (15000, 100, 15000),
    "rc": (1, 0, 5),
}
RETRY_ON = frozenset({"4xx", "5xx", "ct", "rt", "all"})


@dataclass(frozen=True)
class Connection:
    url: str  # without the fragment: what is called and signed
    connect_seconds: float
    read_seconds: float
    total_seconds: float
    retries: int
    retry_on: frozenset[str]

    def retries_after(self, failure: str) -> bool:
        """Whether a `failure` (4xx, 5xx, ct or rt) is tried again."""
        return failure in self.retry_on or "all" in self.retry_on


def parse(url: str) -> Connection:
    plain, fragment = urldefrag(url)
    given = dict(parse_qsl(fragment.replace(";", "&")))
    numbers = {name: _number(name, given.get(name)) for name in LIMITS}
    return Connection(
        plain,
        numbers["ct"] / 1000,
        numbers["rt"] / 1000,
        numbers["tt"] / 1000,
        numbers["rc"],
        frozenset(given.get("rp", "ct").split(",")) & RETRY_ON,
    )


def _number(name: str, text: str | None) -> int:
    default, least, most = LIMITS[name]
    if text is None or not text.isdecimal():
        return default
    return min(max(int(text), least), most)
