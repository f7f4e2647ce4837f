"""Chromium for browser tests."""

import os
import shutil

from .console import run_step
from .paths import cache
from .problem import Problem


def ensure_chromium() -> None:
    """Install Debian's chromium when we may; otherwise say what to do."""
    if shutil.which("chromium"):
        return
    if os.geteuid() != 0:
        raise Problem(
            "Browser tests need Chromium, and only root may install it. Run this "
            "once, then try again:\n    sudo apt-get install chromium"
        )
    install("chromium")


def install(package: str) -> None:
    """Install a Debian package (root only)."""
    log = cache() / "apt-install.log"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run_step("Asking apt for news", ["apt-get", "update"], log, environ=quiet)
    command = ["apt-get", "install", "-y", "--no-install-recommends", package]
    run_step(f"Installing {package}", command, log, environ=quiet)
