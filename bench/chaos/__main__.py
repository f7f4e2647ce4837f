"""`make chaos`: 10 minutes, or what ARGS say."""

import sys

from sandbox.launcher.problem import Problem

from .options import Options
from .run import chaos

if __name__ == "__main__":
    try:
        sys.exit(bool(chaos(Options.read(sys.argv[1:])).complaints))
    except Problem as problem:
        sys.exit(f"\n{problem}")
