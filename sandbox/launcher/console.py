"""What the launcher says: one line per step, with the seconds it took."""

import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from .problem import Problem
from .processes import Process, tail

_WIDTH = 78


def say(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(title: str, log: Path | None = None):
    """Show that something is under way, and for how long; then that it is done.

    On a terminal the line also shows the last line of ``log``.
    """
    start = time.monotonic()
    live = sys.stdout.isatty()
    done = threading.Event()
    if live:
        watcher = threading.Thread(
            target=_watch, args=(title, start, log, done), daemon=True
        )
        watcher.start()
    else:
        say(f"  {title} …")
    try:
        yield
    finally:
        done.set()
        if live:
            watcher.join()
            print("\r\033[K", end="")
    say(f"  {title}: {time.monotonic() - start:.1f} s")


def _watch(title, start, log, done):
    while not done.wait(0.2):
        last = tail(log, 1).strip().rpartition(": ")[2] if log else ""
        line = f"  {title} … {time.monotonic() - start:.0f} s  {last}"
        print(f"\r\033[K{line[:_WIDTH]}", end="", flush=True)


def run_step(title: str, command, log: Path, **options) -> None:
    """Run a command as a step; raise Problem with its last words if it fails.

    ``options`` are those of Process.
    """
    log.unlink(missing_ok=True)
    process = Process(title, command, log, **options)
    with step(title, log):
        try:
            code = process.start().popen.wait()
        finally:
            process.stop()
    if code:
        raise Problem(f"{title} failed with code {code}; from {log}:\n{tail(log)}")
