"""The contents of media: in memory, or in a folder beside the state file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


class Files:
    def __init__(self, folder: Path | None = None):
        self._folder = folder
        self._contents: dict[str, bytes] = {}

    def put(self, sid: str, data: bytes):
        if not self._folder:
            self._contents[sid] = data
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f"{sid}.new"
        fresh.write_bytes(data)
        os.replace(fresh, self._folder / sid)

    def get(self, sid: str) -> bytes:
        if not self._folder:
            return self._contents[sid]
        return (self._folder / sid).read_bytes()

    def clear(self):
        self._contents.clear()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
