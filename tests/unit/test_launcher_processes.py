"""Processes of the launcher end when they should, all of them."""

import os
import signal
import subprocess
import sys

import pytest

from sandbox.launcher.paths import REPO
from sandbox.launcher.problem import Problem
from sandbox.launcher.processes import Process
from sandbox.launcher.waiting import wait_until

_PARENT = """
import sys, time
from pathlib import Path
from sandbox.launcher.processes import Process
child = Process("sleep", ["sleep", "60"], Path(sys.argv[1])).start()
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def started(tmp_path):
    """Start a shell command; whatever is left of it is killed after the test."""
    processes = []

    def start(script):
        process = Process("A test", ["sh", "-c", script], tmp_path / "log")
        processes.append(process)
        return process.start()

    yield start
    for process in processes:
        process.kill()


def _is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] == "Z"


def test_a_process_ends_with_its_parent_even_after_kill_9(tmp_path):
    command = [sys.executable, "-c", _PARENT, str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPO) as parent:
        child = int(parent.stdout.readline())
        assert not _is_gone(child)
        parent.send_signal(signal.SIGKILL)
    wait_until(lambda: _is_gone(child), "the child is gone", timeout=5)


def test_stop_ends_the_whole_group(started, tmp_path):
    process = started("sleep 60 & echo $!; wait")
    child = int(wait_until(process.log.read_text, "the child's id is told"))
    process.stop()
    assert not process.running
    wait_until(lambda: _is_gone(child), "the grandchild is gone", timeout=5)


def test_stop_kills_what_does_not_listen(started):
    process = started("trap '' TERM; echo ready; while :; do sleep 60; done")
    wait_until(process.log.read_text, "the trap is set")
    process.stop(timeout=0.1)
    assert process.popen.returncode == -signal.SIGKILL


def test_a_process_that_ended_tells_its_last_words(started):
    process = started("echo no space left; exit 3")
    process.popen.wait()
    with pytest.raises(Problem, match="(?s)code 3.*no space left"):
        process.check_running()


def test_stopping_what_never_started_is_no_error(tmp_path):
    Process("Nothing", ["true"], tmp_path / "log").stop()
