"""The commands behind the Makefile's targets.

The system's python3 prepares the cache with its standard library alone, then this
program goes on in the environment it has made.
"""

import os
import signal
import sys
from importlib import import_module

from . import odoo_source, ports
from .locks import waiting_lock
from .paths import REPO, cache
from .problem import Problem
from .venv import LINT_VENV, ODOO_VENV, TEST_VENV

# command: (the environment it needs, the module that carries it out)
_COMMANDS = {
    "run": (ODOO_VENV, "run"),
    "test": (TEST_VENV, "suites"),
    "test-unit": (TEST_VENV, "suites"),
    "test-odoo": (TEST_VENV, "suites"),
    "test-e2e": (TEST_VENV, "suites"),
    "bench": (TEST_VENV, "bench"),
    "chaos": (TEST_VENV, "bench"),
    "lint": (LINT_VENV, "lint"),
    "format": (LINT_VENV, "lint"),
}


def main() -> None:
    """Carry out the command; problems a person can solve are shown as plain text."""
    if len(sys.argv) < 2 or sys.argv[1] not in _COMMANDS:
        sys.exit(f"usage: python3 -m sandbox.launcher {'|'.join(_COMMANDS)} [ARGS]")
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    try:
        sys.exit(_carry_out(*sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit(130)


def _carry_out(command, *arguments):
    environment, module = _COMMANDS[command]
    if command == "run":
        ports.for_run()
    if not environment.active:
        _prepare(environment)
        again = [str(environment.python), "-m", __package__, command, *arguments]
        os.chdir(REPO)
        os.execv(again[0], again)
    return import_module(f".{module}", __package__).main(command, arguments)


def _prepare(environment):
    os.umask(0o022)  # PostgreSQL runs as another user when we are root
    with waiting_lock(cache()):
        environment.ensure()
        if environment is not LINT_VENV:
            odoo_source.ensure()


def _leave(number, _frame):
    raise SystemExit(128 + number)
