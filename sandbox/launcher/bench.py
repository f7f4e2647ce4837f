"""`make bench` and `make chaos`: a program of ours with everything it needs."""

import os
import subprocess
import sys

from . import odoo_source
from .console import step
from .installation import ensure_template
from .locks import exclusive_lock
from .paths import site
from .postgres import server as postgres_server

_PACKAGE = {"bench": "bench", "chaos": "bench.chaos"}


def main(command: str, arguments) -> int:
    """Run the bench in the prepared environment; its exit code is ours."""
    folder = site("test")
    postgres = postgres_server(folder)
    with exclusive_lock(folder, "make test or make bench"):
        try:
            with step("Starting PostgreSQL"):
                postgres.start()
            source = odoo_source.find()
            ensure_template(source, folder)
            bench = [sys.executable, "-m", _PACKAGE[command], *arguments]
            # The bench works with Odoo inside its own process, too.
            return subprocess.run(
                bench, env={**os.environ, **source.environ}
            ).returncode
        finally:
            postgres.stop()
