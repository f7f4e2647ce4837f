"""Where things are: the repository, and the cache outside of it."""

import hashlib
import os
from pathlib import Path

ADDON = "whatsapp_twilio"
REPO = Path(__file__).resolve().parents[2]


def cache() -> Path:
    """The folder of all downloads and databases; removing it is always safe.

    ``XDG_CACHE_HOME`` decides. Root's own default is ``/var/cache``: PostgreSQL
    never runs as root, and the user it runs as may not enter root's home.
    """
    default = "/var/cache" if os.geteuid() == 0 else Path.home() / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or default) / ADDON


def site(name: str) -> Path:
    """The folder of one purpose (run, test, bench) of this very clone."""
    clone = hashlib.sha256(str(REPO).encode()).hexdigest()[:8]
    return cache() / "sites" / f"{REPO.name}-{clone}" / name
