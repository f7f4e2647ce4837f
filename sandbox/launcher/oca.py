"""OCA's Telegram gateway from PyPI, for `make bench`: nobody else needs it."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .console import run_step
from .odoo_source import OdooSource
from .paths import cache
from .venv import pip

# Their wheels depend on a distribution "odoo", which PyPI does not have.
_ADDONS = (
    "odoo-addon-mail-gateway==19.0.1.1.0",
    "odoo-addon-mail-gateway-telegram==19.0.1.0.0.3",
)
_REQUIREMENTS = Path(__file__).parent / "requirements/oca.txt"
MODULE = "mail_gateway_telegram"


@dataclass(frozen=True)
class WithOca(OdooSource):
    """Odoo with OCA's addons and the Python packages that these import."""

    packages: Path

    @property
    def addons(self) -> list[Path]:
        return [*super().addons, self.packages / "odoo/addons"]

    @property
    def environ(self) -> dict[str, str]:
        # Last on Python's path: nothing of Odoo's own is replaced.
        return {"PYTHONPATH": f"{self.folder}:{self.packages / 'python'}"}


def ensure(source: OdooSource) -> WithOca:
    """Download them once."""
    folder = cache() / f"oca-{sys.version_info[0]}.{sys.version_info[1]}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        _install("Downloading OCA's Telegram gateway", part, "--no-deps", *_ADDONS)
        python = part / "python"
        _install("Downloading what it imports", python, "-r", _REQUIREMENTS)
        part.rename(folder)
    return WithOca(source.folder, folder)


def _install(title, target, *wanted):
    command = [sys.executable, pip(), "install", "--no-input", "--progress-bar=off"]
    command += ["--target", target, *wanted]
    run_step(title, command, cache() / "oca.log")
