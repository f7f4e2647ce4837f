"""Two launchers never work in the same folder at once."""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

from .console import say
from .problem import Problem


@contextmanager
def waiting_lock(folder: Path):
    """Hold the folder's lock; wait for another launcher that holds it."""
    with _open(folder) as file:
        if not _take(file):
            say("  Another launcher is preparing the cache; waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def exclusive_lock(folder: Path, what: str):
    """Hold the folder's lock, or raise Problem when ``what`` runs already."""
    with _open(folder) as file:
        if not _take(file):
            holder = file.read().strip()
            raise Problem(
                f"{what} is already running for this clone (process {holder}). "
                "Stop it first."
            )
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _open(folder):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    path.touch()
    return path.open("r+")


def _take(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
