"""Who writes to whom, and what was said so far: numbered texts."""

import threading
import time
from dataclasses import dataclass, field

from sandbox.twilio import demo

NORTHWIND, ALPINE = (number for _sid, number, _name in demo.SENDERS)
# Each customer has one agent, for who answers first owns the conversation.
_DESKS = ((NORTHWIND, "marc"), (NORTHWIND, "lena"), (ALPINE, "aya"))
# Twilio's DateCreated counts whole seconds: within one, a message that comes late
# has no place. People type slower than that.
BREATH = 2


@dataclass
class Customer:
    """A person with WhatsApp, one message in flight in each direction at most."""

    number: str
    sender: str
    agent: str
    channel_id: int = 0
    written: int = 0
    answered: int = 0
    acknowledged: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    last_wrote: float = 0
    writing: threading.Lock = field(default_factory=threading.Lock, repr=False)
    answering: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def next_text(self) -> str:
        """What the customer writes next."""
        self.written += 1
        self.last_wrote = time.monotonic()
        return f"Question {self.written}"

    def next_answer(self) -> str:
        """What the agent answers next."""
        self.answered += 1
        return f"Answer {self.answered}"

    @property
    def may_write(self) -> bool:
        return time.monotonic() >= self.last_wrote + BREATH


def crowd(count: int) -> list[Customer]:
    """So many customers; the numbers are reserved for fiction."""
    return [Customer(_number(one), *_DESKS[one % len(_DESKS)]) for one in range(count)]


def _number(one):
    area, line = divmod(one, 100)
    return f"+1{301 + area}55501{line:02}"
