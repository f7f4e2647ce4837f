"""A PostgreSQL of our own to kill, with a copy of the tests' template in it."""

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psutil

from sandbox.launcher import database as db
from sandbox.launcher.console import step
from sandbox.launcher.installation import TEMPLATE
from sandbox.launcher.paths import site
from sandbox.launcher.postgres import Postgres, programs
from sandbox.launcher.problem import Problem
from sandbox.launcher.waiting import wait_until

_NAMES = ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD")


class Cluster(Postgres):
    """PostgreSQL that may be killed, and comes back on the same socket."""

    def crash(self) -> None:
        """kill -9 of all its processes, as when the machine goes down.

        It is frozen first: one child more would hold the memory that the next server
        needs.
        """
        postmaster = psutil.Process(self.pid)
        postmaster.suspend()
        wait_until(
            lambda: postmaster.status() == psutil.STATUS_STOPPED, "PostgreSQL stands"
        )
        children = postmaster.children(recursive=True)
        self.kill()
        for child in children:
            try:
                child.kill()
            except psutil.NoSuchProcess:
                pass
        psutil.wait_procs(children)

    def shut_down_at_once(self) -> None:
        """PostgreSQL's "immediate" shutdown: no checkpoint, nobody is waited for."""
        os.kill(self.pid, signal.SIGQUIT)
        self.popen.wait()


@contextmanager
def own_cluster(folder: Path, database: str):
    """A fresh cluster in a folder, with a copy of the template as ``database``.

    Meanwhile the ``PG*`` variables lead to it.
    """
    if not os.environ.get("PGHOST"):
        raise Problem("There is no database to copy: start with make chaos.")
    before = {name: os.environ.get(name) for name in _NAMES}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cluster = Cluster(folder)
    with step("Copying the tests' database into a PostgreSQL of its own"):
        dump = _dumped(folder)
        try:
            cluster.start()
            os.environ.pop("PGPASSWORD", None)
            db.create(database, folder / "data")
            _program("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", dump, database)
            dump.unlink()
            files = site("test") / f"data/filestore/{TEMPLATE}"
            target = folder / f"data/filestore/{database}"
            shutil.copytree(files, target, copy_function=os.link)
        except BaseException:
            _leave(cluster, before)
            raise
    try:
        yield cluster
    finally:
        _leave(cluster, before)


def _dumped(folder):
    dump = folder / "template.sql"
    _program("pg_dump", "--no-owner", "--no-comments", "-f", dump, TEMPLATE)
    return dump


def _program(name, *arguments):
    command = [programs() / name, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Problem(f"{name} failed: {done.stderr[-2000:]}")


def _leave(cluster, before):
    cluster.stop()
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
