"""What a request costs: our clock around it, the server's own count of queries."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from sandbox.launcher.problem import Problem

from .cost import Cost

# Odoo ends the line of each request with: queries, their seconds, other seconds. It
# writes the line before it answers.
_REQUEST = re.compile(r'" \d{3} \S+ (\d+) \d+\.\d+ \d+\.\d+$', re.MULTILINE)


class RequestLog:
    """A server's log; nobody else may ask that server meanwhile."""

    def __init__(self, path: Path):
        self.path = path

    def cost(self, request: Callable[[], object]) -> Cost:
        """What a request (or several) costs, from its first byte to the last read."""
        before = self.path.stat().st_size
        begin = time.perf_counter()
        request()
        seconds = time.perf_counter() - begin
        with self.path.open("rb") as log:
            log.seek(before)
            queries = _REQUEST.findall(log.read().decode("utf-8", "replace"))
        if not queries:
            raise Problem(f"{self.path} tells of no request: is werkzeug:INFO on?")
        return Cost(seconds, sum(map(int, queries)))
