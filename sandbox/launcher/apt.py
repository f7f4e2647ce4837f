"""Debian packages for any user: fetched and unpacked, never installed.

apt works below a folder of ours and checks the signatures; no host is named here,
the machine's own sources tell which mirror to ask.
"""

import shutil
import subprocess
from pathlib import Path

from .console import run_step
from .problem import Problem

_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_SOURCES = """Types: deb
URIs: {mirror}
Suites: sid bookworm
Components: main
Signed-By: {keyring}
"""


class Apt:
    """apt with its own lists, sources and cache below ``folder``."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.sources = folder / "debian.sources"

    def update(self) -> None:
        """Read the lists of Debian's sid and bookworm from the machine's mirror."""
        (self.folder / "lists/partial").mkdir(parents=True, exist_ok=True)
        (self.folder / "cache").mkdir(exist_ok=True)
        self.sources.unlink(missing_ok=True)
        run_step("Asking apt for a mirror", self._apt("update"), self._log)
        mirror = self._mirror()
        self.sources.write_text(_SOURCES.format(mirror=mirror, keyring=_KEYRING))
        run_step("Reading Debian's lists", self._apt("update"), self._log)

    def unpack(self, title: str, packages, root: Path) -> None:
        """Download packages (``name`` or ``name/suite``) and unpack them in root."""
        debs = self.folder / "debs"
        debs.mkdir(exist_ok=True)
        run_step(title, self._apt("download", *packages), self._log, cwd=debs)
        root.mkdir(parents=True, exist_ok=True)
        every = 'for deb in *.deb; do dpkg -x "$deb" "$0" || exit; done'
        run_step("Unpacking", ["sh", "-c", every, root], self._log, cwd=debs)
        shutil.rmtree(debs)

    @property
    def _log(self):
        return self.folder / "apt.log"

    def _apt(self, *arguments):
        options = [
            f"Dir::State::lists={self.folder / 'lists'}",
            f"Dir::Cache={self.folder / 'cache'}",
            "APT::Sandbox::User=",
        ]
        if self.sources.exists():
            options += [f"Dir::Etc::sourcelist={self.sources}"]
            options += ["Dir::Etc::sourceparts=-"]
        command = ["apt-get"]
        for option in options:
            command += ["-o", option]
        return [*command, *arguments]

    def _mirror(self):
        query = ["--format", "$(REPO_URI)", "Created-By: Packages"]
        query += ["Label: Debian", "Component: main"]
        command = self._apt("indextargets", *query)
        found = subprocess.run(command, capture_output=True, text=True, check=True)
        if not found.stdout.strip() or not _KEYRING.exists():
            raise Problem(
                "Odoo 19 comes from Debian, but this machine's apt knows no Debian "
                "mirror. Set ODOO_HOME to a folder with Odoo 19 instead."
            )
        return found.stdout.split()[0]
