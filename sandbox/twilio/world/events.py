"""Changes, as they happen, for whoever listens (the web phone)."""

from __future__ import annotations

import queue
import threading


class Events:
    def __init__(self):
        self._lock = threading.Lock()
        self._listeners: set[queue.SimpleQueue] = set()

    def listen(self) -> queue.SimpleQueue:
        listener: queue.SimpleQueue = queue.SimpleQueue()
        with self._lock:
            self._listeners.add(listener)
        return listener

    def leave(self, listener: queue.SimpleQueue):
        with self._lock:
            self._listeners.discard(listener)

    def publish(self, kind: str, data: dict):
        with self._lock:
            for listener in self._listeners:
                listener.put((kind, data))
