"""What was measured, shown at the end of the run; no test passes or fails by them."""

import time
from contextlib import contextmanager

import pytest

_KEY = pytest.StashKey[list]()


class Figures:
    """`with figures("what was measured"):`"""

    def __init__(self, lines):
        self._lines = lines

    @contextmanager
    def __call__(self, what):
        start = time.monotonic()
        yield
        self.note(what, time.monotonic() - start)

    def note(self, what, seconds):
        self.say(f"{seconds:8.3f} s  {what}")

    def say(self, line):
        self._lines.append(line)


@pytest.fixture
def figures(request):
    return Figures(request.config.stash.setdefault(_KEY, []))


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash.get(_KEY, []):
        terminalreporter.write_line(line)
