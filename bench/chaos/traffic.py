"""Customers write and agents answer, at a steady rate, whatever breaks."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from .agents import Agents
from .customers import Customer
from .fleet import Fleet
from .options import Options
from .records import rows

# Calls in flight in each direction.
_HANDS = 32
_CHANNELS = """
    SELECT address, channel_id FROM whatsapp_twilio_conversation WHERE channel_id > 0
"""


class Traffic:
    """`start`, then `stop`, which waits for what is in flight."""

    def __init__(self, fleet: Fleet, customers: list[Customer], options: Options):
        self._fleet, self._customers, self._options = fleet, customers, options
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._flow, args=[self._write_one], daemon=True),
            threading.Thread(target=self._flow, args=[self._answer_one], daemon=True),
        ]

    def open(self) -> None:
        """Everybody's first message, on a good day; then the agents know them."""
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(self._write, self._customers))

    def know_channels(self) -> bool:
        """Whether every customer's first message is in Discuss."""
        found = rows(self._fleet.database, _CHANNELS)
        channels = {row["address"]: row["channel_id"] for row in found}
        for customer in self._customers:
            customer.channel_id = channels.get(customer.number, 0)
        return all(customer.channel_id for customer in self._customers)

    def start(self) -> None:
        self._agents = Agents(self._fleet)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _flow(self, begin):
        """Begin something so many times a second, never two for one customer."""
        chance = random.Random(f"{self._options.seed} {begin.__name__}")
        gap, due = 2 / self._options.rate, time.monotonic()
        with ThreadPoolExecutor(_HANDS) as pool:
            while not self._over.wait(max(due - time.monotonic(), 0)):
                due += gap
                begin(pool, chance)

    def _write_one(self, pool, chance):
        free = [one for one in self._customers if one.may_write]
        customer = chance.choice(free or self._customers)
        if customer.may_write and customer.writing.acquire(blocking=False):
            customer.last_wrote = time.monotonic()
            pool.submit(_holding, customer.writing, self._write, customer)

    def _answer_one(self, pool, chance):
        customer = chance.choice(self._customers)
        if customer.answering.acquire(blocking=False):
            which = chance.randrange(2)
            answer = self._agents.answer
            pool.submit(_holding, customer.answering, answer, customer, which)

    def _write(self, customer):
        text = customer.next_text()
        self._fleet.twilio.write(customer.number, customer.sender, text)


def _holding(lock, work, *args):
    try:
        work(*args)
    finally:
        lock.release()
