"""`make chaos`: 10 minutes, or what ARGS say; `ARGS=outage`: an hour without Odoo."""

import sys

from sandbox.launcher.problem import Problem

from .options import Options
from .outage import outage
from .run import chaos


def main(arguments: list[str]) -> int:
    """The exit code: 1 if anything is lost, twice, out of order or untold."""
    if arguments[:1] == ["outage"]:
        verdict = outage(Options.read(["customers=200", *arguments[1:]]))
    else:
        verdict = chaos(Options.read(arguments))
    return int(bool(verdict.complaints))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"\n{problem}")
