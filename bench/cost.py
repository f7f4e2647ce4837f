"""How costs are taken and compared."""

import gc
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# What a message of ours may cost at most, × Odoo's own message_post.
TARGET = 1.3


@dataclass(frozen=True)
class Cost:
    """What one piece of work took: wall-clock seconds, and queries of PostgreSQL."""

    seconds: float
    queries: int

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.seconds + other.seconds, self.queries + other.queries)


@dataclass(frozen=True)
class Summary:
    """Many costs of the same work: milliseconds (median, 90 %) and queries (median)."""

    median: float
    slow: float
    queries: int

    @classmethod
    def of(cls, costs: list[Cost]) -> "Summary":
        times = sorted(cost.seconds * 1000 for cost in costs)
        return cls(
            statistics.median(times),
            times[int(len(times) * 0.9)],
            int(statistics.median_high(cost.queries for cost in costs)),
        )


# Its work, in parts that are added up: (what the part is, what it cost).
Step = Callable[[], Iterator[tuple[str, Cost]]]
TOGETHER = "together"


def in_this_process(work: Callable[[], object]) -> Cost:
    """What work inside this process costs; Odoo counts queries on the thread."""
    thread = threading.current_thread()
    thread.query_count, thread.query_time = 0, 0
    begin = time.perf_counter()
    work()
    return Cost(time.perf_counter() - begin, thread.query_count)


def interleaved(steps: dict[str, Step], *, runs: int, warm_up: int):
    """Take every step in turn, `runs` times: whatever disturbs one disturbs all.

    Returns {step: {part: Summary}}; steps of several parts have a sum, TOGETHER.
    """
    costs = {}
    for run in range(warm_up + runs):
        gc.collect()
        for name, step in steps.items():
            parts = dict(step())
            if len(parts) > 1:
                parts[TOGETHER] = sum(parts.values(), Cost(0, 0))
            if run >= warm_up:
                for part, cost in parts.items():
                    costs.setdefault(name, {}).setdefault(part, []).append(cost)
    return {
        name: {part: Summary.of(taken) for part, taken in parts.items()}
        for name, parts in costs.items()
    }
