"""Python environments in the cache, made once per list of requirements."""

import hashlib
import shutil
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from .apt import Apt
from .console import run_step
from .paths import cache

_REQUIREMENTS = Path(__file__).parent / "requirements"


@dataclass(frozen=True)
class Venv:
    """A Python environment with the requirements of the lists it names."""

    name: str
    lists: tuple[str, ...]

    @property
    def folder(self) -> Path:
        return cache() / f"venv-{self.name}-{sys.version_info[0]}.{sys.version_info[1]}"

    @property
    def python(self) -> Path:
        return self.folder / "bin/python"

    @property
    def active(self) -> bool:
        """Whether this very process runs in it."""
        return Path(sys.prefix) == self.folder

    def ensure(self) -> None:
        """Make it, and install the lists that are new or have changed."""
        if not self._marker("made").exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            venv.create(self.folder, symlinks=True)
            self._marker("made").touch()
        for name in self.lists:
            self._install(name)

    def _install(self, name):
        requirements = _REQUIREMENTS / f"{name}.txt"
        fingerprint = hashlib.sha256(requirements.read_bytes()).hexdigest()
        marker = self._marker(name)
        if marker.exists() and marker.read_text() == fingerprint:
            return
        command = [self.python, pip(), "install"]
        command += ["--no-input", "--progress-bar=off", "-r", requirements]
        title = f"Installing Python packages ({name})"
        run_step(title, command, self.folder / f"{name}.log")
        marker.write_text(fingerprint)

    def _marker(self, name):
        return self.folder / f".{name}"


def pip() -> Path:
    """A pip that runs from its wheel: Python's own, the machine's, or Debian's.

    Debian keeps ensurepip in a package of its own, so a bare python3 has none.
    """
    if not (wheels := _pip_wheels()):
        apt = Apt(cache() / "apt")
        apt.update()
        apt.unpack("Downloading pip", ["python3-pip-whl/sid"], cache() / "pip")
        wheels = _pip_wheels()
    return wheels[-1] / "pip"


def _pip_wheels():
    own = Path(venv.__file__).parents[1] / "ensurepip/_bundled"
    system = Path("/usr/share/python-wheels")
    ours = cache() / "pip/usr/share/python-wheels"
    return [w for place in (own, system, ours) for w in place.glob("pip-*.whl")]


ODOO_VENV = Venv("odoo", ("run",))
TEST_VENV = Venv("odoo", ("run", "test"))
LINT_VENV = Venv("lint", ("lint",))
