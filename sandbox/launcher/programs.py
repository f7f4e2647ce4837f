"""Programs of Debian's that must be installed on the machine itself."""

import os
import shutil

from .console import run_step
from .paths import cache
from .problem import Problem


def ensure(program: str, need: str) -> None:
    """Install the package of this name when we may; otherwise say what to do."""
    if shutil.which(program):
        return
    if os.geteuid() != 0:
        raise Problem(
            f"{need}, and only root may install it. Run this once, then try again:\n"
            f"    sudo apt-get install {program}"
        )
    log = cache() / "apt-install.log"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_step("Asking apt for news", ["apt-get", "update"], log, environ=quiet)
    command = ["apt-get", "install", "-y", "--no-install-recommends", program]
    run_step(f"Installing {program}", command, log, environ=quiet)


def ensure_chromium() -> None:
    ensure("chromium", "Browser tests need Chromium")
