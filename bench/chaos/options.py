"""What `make chaos ARGS="minutes=1 rate=20"` asks for."""

import random
from dataclasses import dataclass, field, fields

from sandbox.launcher.problem import Problem


@dataclass(frozen=True)
class Options:
    """How long, how much, for whom; the same seed makes the same choices."""

    minutes: float = 10
    rate: float = 20  # messages a second, half of them in each direction
    customers: int = 500
    pause: float = 10  # seconds from one disaster to the next, on average
    grace: int = 60  # seconds after which the sweep takes a message for missed
    seed: int = field(default_factory=lambda: random.randrange(10**6))

    @classmethod
    def read(cls, arguments: list[str]) -> "Options":
        """Options from `name=value` words."""
        kinds = {one.name: one.type for one in fields(cls)}
        values = {}
        for argument in arguments:
            name, _, value = argument.partition("=")
            try:
                values[name] = kinds[name](value)
            except (KeyError, ValueError):
                known = ", ".join(f"{one}=number" for one in kinds)
                raise Problem(f"{argument}: there are {known}, and outage.") from None
        return cls(**values)
