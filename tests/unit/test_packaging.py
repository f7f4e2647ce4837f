"""The wheel: what is in it, and that Odoo finds it without any addons path."""

import shutil
import subprocess
import sys
import zipfile

import pytest

from sandbox.launcher import odoo_source
from sandbox.launcher.paths import ADDON, REPO
from sandbox.launcher.venv import pip

_FIND = f"""
from odoo.modules.module import Manifest
from odoo.tools import config
config.parse_config([])
manifest = Manifest.for_addon("{ADDON}")
print(manifest.path if manifest else None)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel as `pip wheel .` builds it, from a copy: the tree stays clean."""
    clone, target = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("wheel")
    skipped = shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__")
    shutil.copytree(REPO, clone, ignore=skipped, symlinks=True, dirs_exist_ok=True)
    command = [sys.executable, pip(), "wheel", clone, "--wheel-dir", target]
    options = ["--no-deps", "--no-build-isolation", "--quiet"]
    subprocess.run([*command, *options], check=True)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return [name.removeprefix("odoo/addons/") for name in archive.namelist()]


def _shipped():
    """The addon's files that a wheel must have."""
    addon = REPO / ADDON
    for path in addon.rglob("*"):
        inner = path.relative_to(addon)
        tests = inner.parts[0] == "tests" or inner.parts[:2] == ("static", "tests")
        if path.is_file() and not tests and "__pycache__" not in inner.parts:
            yield f"{ADDON}/{inner}"


def test_every_file_of_the_addon_is_in_the_wheel(names):
    assert set(_shipped()) - set(names) == set()
    assert f"{ADDON}/README.rst" in names


def test_tests_and_caches_are_left_out(names):
    assert [name for name in names if "/tests/" in name or ".pyc" in name] == []


def test_nothing_but_the_addon_is_in_the_wheel(names):
    others = [name for name in names if not name.startswith(f"{ADDON}/")]
    assert all(".dist-info/" in name for name in others)


def test_odoo_finds_the_unpacked_wheel_without_an_addons_path(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    path = f"{tmp_path}:{odoo_source.find().folder}"
    command = [sys.executable, "-c", _FIND]
    environ = {"PYTHONPATH": path, "HOME": str(tmp_path)}
    found = subprocess.run(
        command, env=environ, cwd=tmp_path, capture_output=True, text=True
    )
    assert found.stdout.strip() == str(tmp_path / "odoo/addons" / ADDON), found.stderr
