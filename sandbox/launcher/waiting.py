"""Waiting for a condition, never for a time."""

import time

from .problem import Problem


def wait_until(condition, what: str, timeout: float = 30, alive=None):
    """Return the first true result of ``condition()``, asked 20 times a second.

    ``alive`` is a process that must keep running meanwhile. Raises Problem after
    ``timeout`` seconds, naming ``what`` was waited for.
    """
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if alive is not None:
            alive.check_running()
        if result := condition():
            return result
        time.sleep(0.05)
    where = f" Its log: {alive.log}" if alive is not None else ""
    raise Problem(f"Waited {timeout:.0f} s in vain until {what}.{where}")
