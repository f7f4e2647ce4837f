"""`make bench`: all subjects but the long ones, or those named in ARGS.

A subject is a module with `main()`, which prints its tables. Clocks stand here and
nowhere in the tests: a busy machine must not turn a build red.
"""

import sys
from importlib import import_module

from sandbox.launcher.problem import Problem

from . import machine

SUBJECTS = ("messages", "compare", "dispatch", "history", "plans")
# Those that take minutes, only when they are named.
LONG = ("batch",)


def main(names) -> None:
    """Print the named subjects, all of them when none is named."""
    known = (*SUBJECTS, *LONG)
    if unknown := set(names) - set(known):
        sys.exit(f"No subject {', '.join(unknown)}. There are: {', '.join(known)}")
    print(machine.shape())
    for name in names or SUBJECTS:
        import_module(f".{name}", __package__).main()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Problem as problem:
        sys.exit(f"\n{problem}")
