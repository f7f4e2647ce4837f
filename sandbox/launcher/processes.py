"""Child processes that never outlive this one."""

import ctypes
import os
import signal
import subprocess
from pathlib import Path

from .problem import Problem

_PR_SET_PDEATHSIG = 1  # man 2 prctl
_libc = ctypes.CDLL(None)


class Process:
    """A program in a process group of its own, writing to its own log file.

    It ends with us even when we are killed with -9 (Linux: PR_SET_PDEATHSIG). Start
    it from a thread that lives on: Linux takes that thread's end for ours.
    """

    def __init__(
        self,
        name,
        command,
        log: Path,
        *,
        environ=None,
        cwd=None,
        stdin=os.devnull,
        user=None,
    ):
        self.name, self.command, self.log = name, [str(c) for c in command], log
        self.environ, self.cwd = environ or {}, cwd or log.parent
        self.stdin, self.user = stdin, user
        self.death_signal = self.stop_signal = signal.SIGTERM
        self.popen: subprocess.Popen | None = None

    @property
    def running(self) -> bool:
        return self.popen is not None and self.popen.poll() is None

    @property
    def pid(self) -> int:
        return self.popen.pid

    def start(self) -> "Process":
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log, open(self.stdin) as stdin:
            self.popen = subprocess.Popen(
                self.command,
                stdin=stdin,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self.environ},
                cwd=self.cwd,
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
                start_new_session=True,
                preexec_fn=self._die_with_parent,
            )
        return self

    def _die_with_parent(self):
        _libc.prctl(_PR_SET_PDEATHSIG, self.death_signal)

    def signal(self, number: int) -> None:
        """Send a signal to the whole group, if it is still there."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            pass

    def stop(self, timeout: float = 15) -> None:
        """End it in good order; after ``timeout`` seconds, end it anyway."""
        if self.popen is None:
            return
        if self.running:
            self.signal(self.stop_signal)
            try:
                self.popen.wait(timeout)
            except subprocess.TimeoutExpired:
                pass
        self.kill()

    def kill(self) -> None:
        """kill -9 of the whole group."""
        if self.popen is not None:
            self.signal(signal.SIGKILL)
            self.popen.wait()

    def check_running(self) -> None:
        """Raise with the log's last lines when it has ended by itself."""
        if not self.running:
            raise Problem(
                f"{self.name} has stopped with code {self.popen.returncode}. "
                f"Its last words (all of them: {self.log}):\n{tail(self.log)}"
            )


def tail(log: Path, lines: int = 25) -> str:
    """The last lines of a log file, indented."""
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
