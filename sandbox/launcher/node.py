"""JavaScript tools: pinned, installed by npm into the cache."""

import shutil
import subprocess

from . import programs
from .console import run_step
from .paths import REPO, cache

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
    programs.ensure("npm", "Checking JavaScript needs Node.js")
    folder = cache() / ("node-" + "-".join(_PACKAGES).replace("/", "_"))
    if not folder.exists():
        part = folder.with_name("node.part")
        shutil.rmtree(part, ignore_errors=True)
        command = ["npm", "install", "--no-save", "--prefix", part, *_PACKAGES]
        run_step("Installing prettier", command, cache() / "npm.log")
        part.rename(folder)
    return folder / "node_modules"
