"""Everything one local Twilio is made of, handed to every function that needs it."""

from __future__ import annotations

import secrets
from collections import deque
from pathlib import Path

from .faults import Faults
from .life.scheduler import Job, Lanes, Scheduler
from .world.events import Events
from .world.files import Files
from .world.snapshot import Snapshot
from .world.world import World

# Seconds from one status to the next, as a person sees it on a good day.
# A template waits for a person's word (/templates), if there is none for "approved".
DELAYS = {
    "queued": 0.05,
    "sent": 0.3,
    "delivered": 0.5,
    "read": 0.5,
    "pending": 1,
    "approved": None,
}


class Sandbox:
    def __init__(self, state: Path | None = None):
        # Media lie beside the state: written once, not with every change.
        files = Files(state and state.with_name(f"{state.name}.media"))
        self.world = World(files)
        # Where it answers, told by the server; what signs the links to media.
        self.url = ""
        self.link_key = secrets.token_bytes(32)
        self.faults = Faults()
        self.events = Events()
        self.scheduler = Scheduler()
        self.lanes = Lanes()
        self.delays = dict(DELAYS)
        # Webhook calls that a fault keeps back: all, and those to be reversed.
        self.held: deque[tuple[str, Job]] = deque()
        self.shuffled: dict[str, list[Job]] = {}
        self.snapshot = Snapshot(self.world, state) if state else None

    def changed(self, kind: str, data: dict):
        """Tell listeners, and the file if there is one, that something changed."""
        self.events.publish(kind, data)
        if self.snapshot:
            self.snapshot.changed()

    def release_held(self):
        """Make the calls that were held; those about one message in their order."""
        while self.held:
            self.lanes.put(*self.held.popleft())
