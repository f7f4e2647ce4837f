"""Work that is due later, and work that has to keep its order."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable

_logger = logging.getLogger(__name__)
Job = Callable[[], object]


def run_now(job: Job):
    threading.Thread(target=_guarded, args=(job,), daemon=True).start()


def _guarded(job: Job):
    try:
        job()
    except Exception:
        _logger.exception("A job of the local Twilio failed")


class Scheduler:
    """Runs each job in a thread of its own once its time has come."""

    def __init__(self):
        self._due = threading.Condition()
        self._heap: list = []
        self._order = itertools.count()
        threading.Thread(target=self._run, daemon=True, name="scheduler").start()

    def after(self, seconds: float, job: Job):
        with self._due:
            entry = (time.monotonic() + seconds, next(self._order), job)
            heapq.heappush(self._heap, entry)
            self._due.notify()

    def _run(self):
        while True:
            run_now(self._next())

    def _next(self) -> Job:
        with self._due:
            while True:
                wait = self._heap[0][0] - time.monotonic() if self._heap else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._heap)[2]
                self._due.wait(wait)


class Lanes:
    """Jobs of one lane run one after the other, lanes side by side."""

    def __init__(self):
        self._lock = threading.Lock()
        self._waiting: dict[str, deque[Job]] = {}

    def put(self, lane: str, job: Job):
        with self._lock:
            busy = lane in self._waiting
            self._waiting.setdefault(lane, deque()).append(job)
        if not busy:
            run_now(lambda: self._drain(lane))

    def wait(self, lane: str):
        """Until everything that is in the lane now is done."""
        done = threading.Event()
        self.put(lane, done.set)
        done.wait()

    def _drain(self, lane: str):
        while job := self._next(lane):
            _guarded(job)

    def _next(self, lane: str) -> Job | None:
        with self._lock:
            jobs = self._waiting[lane]
            if jobs:
                return jobs.popleft()
            del self._waiting[lane]
            return None
