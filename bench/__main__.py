"""`make bench`: one table of all ratios, or the subjects that are named in ARGS.

A subject is a module with `main()`, which prints its tables; those beside `compare`
take one thing apart each. Clocks stand here and nowhere in the tests: a busy machine
must not turn a build red.
"""

import sys
from importlib import import_module

from sandbox.launcher.problem import Problem

from . import machine

SUBJECTS = ("compare", "messages", "dispatch", "history", "plans", "batch")


def main(names) -> None:
    """Print the named subjects, the comparison when none is named."""
    if unknown := set(names) - set(SUBJECTS):
        sys.exit(f"No subject {', '.join(unknown)}. There are: {', '.join(SUBJECTS)}")
    print(machine.shape())
    for name in names or SUBJECTS[:1]:
        import_module(f".{name}", __package__).main()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Problem as problem:
        sys.exit(f"\n{problem}")
