"""The world in one JSON file, so that a restart changes nothing."""

from __future__ import annotations

import dataclasses
import json
import os
import threading
from pathlib import Path

from .contents import Content
from .records import Account, Customer, Message, Sender
from .world import World

TABLES = {
    "accounts": (Account, "sid"),
    "senders": (Sender, "sid"),
    "customers": (Customer, "address"),
    "messages": (Message, "sid"),
    "contents": (Content, "sid"),
}
PAUSE_SECONDS = 0.2


class BadState(ValueError):
    """The state file is not one of ours."""


def dump(world: World) -> dict:
    with world.lock:
        tables = {
            name: [dataclasses.asdict(row) for row in getattr(world, name).values()]
            for name in TABLES
        }
        windows = [[*key, at] for key, at in world.last_inbound.items()]
        reached = [[*key, at] for key, at in world.reached.times.items()]
    return {**tables, "last_inbound": windows, "reached": reached}


def load(world: World, data: dict):
    with world.lock:
        # State files of earlier versions have no contents: the demo's stay.
        for name in TABLES.keys() - ({"contents"} - data.keys()):
            record, key = TABLES[name]
            rows = [record(**values) for values in data[name]]
            table = getattr(world, name)
            table.clear()
            table.update({getattr(row, key): row for row in rows})
        world.last_inbound = {
            (number, address): at for number, address, at in data["last_inbound"]
        }
        # State files of earlier versions have none.
        world.reached.times = {
            (sid, address): at for sid, address, at in data.get("reached", ())
        }


def _restore(world: World, path: Path):
    try:
        load(world, json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise BadState(
            f"{path} cannot be read ({error}). Delete it, or choose another --state."
        ) from None


class Snapshot:
    """Keeps `path` like the world: written at most every 0.2 s, never half."""

    def __init__(self, world: World, path: Path):
        self._world = world
        self._path = path
        self._changed = threading.Event()
        self._writing = threading.Lock()
        if path.exists():
            _restore(world, path)
        else:
            world.files.clear()
        threading.Thread(target=self._keep, daemon=True, name="snapshot").start()

    def changed(self):
        self._changed.set()

    def write(self):
        with self._writing:
            self._changed.clear()
            fresh = self._path.with_name(self._path.name + ".new")
            fresh.write_text(json.dumps(dump(self._world)), encoding="utf-8")
            os.replace(fresh, self._path)

    def _keep(self):
        pause = threading.Event()
        while self._changed.wait():
            self.write()
            pause.wait(PAUSE_SECONDS)
