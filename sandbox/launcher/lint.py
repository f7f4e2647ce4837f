"""`make lint` and `make format`: every check of the code, and its form."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import node
from .console import say
from .paths import ADDON, REPO, cache

_BIN = Path(sys.prefix) / "bin"
_FORMATTED = ["js", "xml", "scss", "css", "html"]


def main(command: str, _arguments) -> int:
    """Run every check, even after one has failed; 0 when all of them pass."""
    if command == "format":
        return _form()
    failed = [name for name, check in _CHECKS.items() if not _passes(name, check)]
    say(f"\n{len(_CHECKS) - len(failed)} checks passed, failed: {failed or 'none'}")
    return int(bool(failed))


def _passes(name, check):
    say(f"── {name} ──")
    return check()


def _run(*command, **environ):
    environ = {**os.environ, **environ}
    return subprocess.run([str(part) for part in command], env=environ).returncode == 0


def _ruff_format():
    return _run(_BIN / "ruff", "format", "--check")


def _ruff_check():
    return _run(_BIN / "ruff", "check")


def _pylint_odoo():
    # A model may be spread over several files here: one topic, one file.
    allowed = "--disable=consider-merging-classes-inherited"
    return _run(_BIN / "pylint", "--rcfile=pyproject.toml", allowed, ADDON)


def _import_linter():
    """Odoo's namespace is rebuilt around the addon, so that its full name resolves."""
    place = cache() / "lint" / str(os.getpid())
    (place / "odoo/addons").mkdir(parents=True)
    (place / "odoo/addons" / ADDON).symlink_to(REPO / ADDON)
    path = f"{place}:{REPO}"
    try:
        return _run(_BIN / "lint-imports", "--no-cache", "--no-logo", PYTHONPATH=path)
    finally:
        shutil.rmtree(place)


def _oca_module():
    return _run(_BIN / "oca-checks-odoo-module", ADDON)


def _oca_po():
    catalogues = sorted((REPO / ADDON / "i18n").glob("*.po*"))
    return not catalogues or _run(_BIN / "oca-checks-po", *catalogues)


def _prettier():
    return node.prettier("--check", _files())


def _form():
    sorts = _run(_BIN / "ruff", "check", "--select=I", "--fix")
    formats = _run(_BIN / "ruff", "format")
    writes = node.prettier("--write", _files())
    return int(not (sorts and formats and writes))


def _files():
    patterns = [f"*.{suffix}" for suffix in _FORMATTED]
    command = ["git", "ls-files", "-co", "--exclude-standard", *patterns]
    return subprocess.check_output(command, text=True).split()


_CHECKS = {
    "ruff format": _ruff_format,
    "ruff check": _ruff_check,
    "pylint-odoo": _pylint_odoo,
    "import-linter": _import_linter,
    "oca-checks-odoo-module": _oca_module,
    "oca-checks-po": _oca_po,
    "prettier": _prettier,
}
