"""Servers and PostgreSQL are killed at random, and come back a little later."""

import random
import time
from collections import Counter

from sandbox.launcher.odoo_server import OdooServer
from sandbox.launcher.processes import Process

from .cluster import Cluster
from .fleet import Fleet
from .options import Options

# Seconds that something which was killed stays away.
_AWAY = (0.3, 4)
_LOOK = 0.1
# Seconds within which whoever needs PostgreSQL has noticed that it went away.
_NOTICED = 15


class Disasters:
    """Runs in the thread that started the processes: they end with that thread."""

    def __init__(self, fleet: Fleet, cluster: Cluster, options: Options):
        self._fleet, self._cluster, self._options = fleet, cluster, options
        self._chance = random.Random(f"{options.seed} disasters")
        self._deck: list[tuple] = []
        self._back_at: dict = {}
        self._cluster_fell_at = float("-inf")
        self.counts = Counter()

    def strike(self) -> None:
        """Break things for as long as the options say, then mend everything."""
        end = time.monotonic() + self._options.minutes * 60
        next_at = time.monotonic() + self._pause()
        while time.monotonic() < end:
            if time.monotonic() >= next_at:
                self._kill(*self._draw())
                next_at = time.monotonic() + self._pause()
            self.mend()
            time.sleep(_LOOK)
        self._back_at = dict.fromkeys(self._back_at, 0)
        self.mend()

    def _pause(self):
        return self._chance.uniform(0.2, 1.8) * self._options.pause

    def _draw(self):
        """The next disaster of a shuffled deck: random, and none is left out."""
        if not self._deck:
            web, cron, cluster = self._fleet.web, self._fleet.cron, self._cluster
            self._deck = [
                *(("web server, kill -9", one, one.kill) for one in web),
                *(("cron workers, kill -9", one, one.kill) for one in cron),
                ("PostgreSQL, kill -9", cluster, cluster.crash),
                ("PostgreSQL, immediate shutdown", cluster, cluster.shut_down_at_once),
            ]
            self._chance.shuffle(self._deck)
        return self._deck.pop()

    def _kill(self, name, process, kill):
        if process.running:
            kill()
            if process is self._cluster:
                self._cluster_fell_at = time.monotonic()
            self.counts[name] += 1
            self._back_at[process] = time.monotonic() + self._chance.uniform(*_AWAY)

    def mend(self) -> None:
        """Start what is down and due; PostgreSQL first, for the others need it."""
        now = time.monotonic()
        for process in [self._cluster, *self._fleet.servers]:
            if process.running:
                continue
            if process not in self._back_at:
                self.counts[f"{process.name}, ended {self._reason()}"] += 1
                self._back_at[process] = now + 1
            elif now >= self._back_at[process] and self._may_start(process):
                del self._back_at[process]
                _start_again(process)

    def _reason(self):
        """Odoo's prefork server ends when it loses its database; nothing else may."""
        lost = time.monotonic() - self._cluster_fell_at < _NOTICED
        return "with its database" if lost else "by itself"

    def _may_start(self, process):
        return process is self._cluster or self._cluster.running


def _start_again(process):
    """PostgreSQL is waited for, an Odoo is not."""
    Process.start(process) if isinstance(process, OdooServer) else process.start()
