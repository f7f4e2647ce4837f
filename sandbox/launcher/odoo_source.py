"""Odoo 19 Community: unpacked from Debian's package, or a given ``ODOO_HOME``."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .apt import Apt
from .paths import cache
from .problem import Problem

# Odoo's own files link to these Debian packages. It wants Font Awesome 4.7, and
# bookworm is the last suite to have it.
_PACKAGES = [
    "odoo-19/sid",
    "libjs-jquery/sid",
    "libjs-jquery-form/sid",
    "libjs-underscore/sid",
    "fonts-inconsolata/sid",
    "fonts-montserrat/sid",
    "fonts-roboto-unhinted/sid",
    "fonts-font-awesome/bookworm",
]
_DEBIAN_FOLDER = "usr/lib/python3/dist-packages"
# Debian leaves this file out, yet it is part of a bundle: every page would log an
# error to the browser's console.
_STRIPPED = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"


@dataclass(frozen=True)
class OdooSource:
    """A folder with the Python package ``odoo``, and where its addons are."""

    folder: Path

    @property
    def addons(self) -> list[Path]:
        places = [self.folder / "odoo/addons", self.folder / "addons"]
        return [place for place in places if place.is_dir()]

    @property
    def environ(self) -> dict[str, str]:
        """What Python needs to find it."""
        return {"PYTHONPATH": str(self.folder)}

    @property
    def version(self) -> str:
        """Changes whenever Odoo's files do."""
        release = self.folder / "odoo/release.py"
        return f"{self.folder}:{release.stat().st_mtime_ns}"


def ensure() -> OdooSource:
    """The given Odoo or ours, downloaded first if it is not there yet."""
    if not (given := os.environ.get("ODOO_HOME")):
        _download(_ours())
    elif not _package_folder(Path(given)):
        raise Problem(f"ODOO_HOME={given} has no Odoo: no file odoo/release.py there.")
    return find()


def find() -> OdooSource:
    """The Odoo that `ensure` has made ready."""
    given = os.environ.get("ODOO_HOME")
    return OdooSource(_package_folder(Path(given) if given else _ours()))


def _ours():
    return cache() / "odoo-19"


def _package_folder(home: Path):
    for folder in (home, home / _DEBIAN_FOLDER):
        if (folder / "odoo/release.py").exists():
            return folder.resolve()
    return None


def _download(target: Path):
    if target.exists():
        return
    part = target.with_name("odoo-19.part")
    shutil.rmtree(part, ignore_errors=True)
    apt = Apt(cache() / "apt")
    apt.update()
    apt.unpack("Downloading Odoo 19 (130 MB)", _PACKAGES, part)
    stub = part / _DEBIAN_FOLDER / "odoo/addons" / _STRIPPED
    stub.parent.mkdir(parents=True, exist_ok=True)
    stub.touch()
    part.rename(target)
    shutil.rmtree(apt.folder)
