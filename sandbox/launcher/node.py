"""JavaScript tools: pinned, installed by npm into the cache."""

import os
import shutil
import subprocess

from .browser import install
from .console import run_step
from .paths import REPO, cache
from .problem import Problem

_PACKAGES = ("prettier@3.6.2", "@prettier/plugin-xml@3.4.2")


def prettier(mode: str, files: list[str]) -> bool:
    """Whether prettier is content with the files (``--check`` or ``--write``)."""
    if not files:
        return True
    tools = _ensure()
    plugin = tools / "@prettier/plugin-xml/src/plugin.js"
    command = ["node", tools / "prettier/bin/prettier.cjs", f"--plugin={plugin}"]
    command += ["--config", REPO / ".prettierrc.json", mode, *files]
    return subprocess.run(command, cwd=REPO).returncode == 0


def _ensure():
    _ensure_npm()
    folder = cache() / ("node-" + "-".join(_PACKAGES).replace("/", "_"))
    if not folder.exists():
        part = folder.with_name("node.part")
        shutil.rmtree(part, ignore_errors=True)
        command = ["npm", "install", "--no-save", "--prefix", part, *_PACKAGES]
        run_step("Installing prettier", command, cache() / "npm.log")
        part.rename(folder)
    return folder / "node_modules"


def _ensure_npm():
    if shutil.which("npm"):
        return
    if os.geteuid() != 0:
        raise Problem(
            "Checking JavaScript needs Node.js, and only root may install it. Run "
            "this once, then try again:\n    sudo apt-get install npm"
        )
    install("npm")
