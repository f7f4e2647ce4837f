"""Fingerprints of the addon's files: has anything changed since?"""

import hashlib
from pathlib import Path

from .paths import ADDON, REPO


def server_files(addon: Path = REPO / ADDON) -> str:
    """Changes with every file that an installation reads: code, views, data."""
    return _digest(addon, lambda inner: inner.parts[0] not in ("static", "tests"))


def browser_files(addon: Path = REPO / ADDON) -> str:
    """Changes with every file that a browser may load."""
    return _digest(addon, lambda inner: inner.parts[0] == "static")


def _digest(addon, wanted):
    digest = hashlib.sha256()
    for path in sorted(addon.rglob("*")):
        inner = path.relative_to(addon)
        if path.is_file() and wanted(inner) and "__pycache__" not in inner.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{inner}\0{content}\n".encode())
    return digest.hexdigest()
