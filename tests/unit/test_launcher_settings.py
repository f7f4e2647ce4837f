"""Settings of the launcher: ports, folders, a given Odoo, and their clear messages."""

import socket

import pytest

from sandbox.launcher import fingerprints, odoo_source, paths, ports
from sandbox.launcher.locks import exclusive_lock
from sandbox.launcher.problem import Problem
from sandbox.launcher.waiting import wait_until


def test_a_free_port_is_taken_as_chosen(monkeypatch):
    free = ports.free()
    monkeypatch.setenv("ODOO_PORT", str(free))
    assert ports.chosen("ODOO_PORT", 8069) == free


def test_a_taken_port_is_a_clear_message(monkeypatch):
    with socket.create_server((ports.HOST, 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setenv("ODOO_PORT", str(taken))
        with pytest.raises(Problem, match=f"Port {taken} is taken.*make run ODOO_PORT"):
            ports.chosen("ODOO_PORT", 8069)


@pytest.mark.parametrize("text", ["web", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("ODOO_PORT", text)
    with pytest.raises(Problem, match="is no port"):
        ports.chosen("ODOO_PORT", 8069)


def test_the_cache_is_where_xdg_says(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert paths.cache() == tmp_path / "whatsapp_twilio"
    assert paths.site("run").is_relative_to(paths.cache())


def test_two_clones_share_no_database_folder(monkeypatch, tmp_path):
    ours = paths.site("run")
    monkeypatch.setattr(paths, "REPO", tmp_path / paths.REPO.name)
    assert paths.site("run") != ours


@pytest.mark.parametrize("inner", ["", "usr/lib/python3/dist-packages"])
def test_a_given_odoo_is_used_in_either_layout(monkeypatch, tmp_path, inner):
    (tmp_path / inner / "odoo/addons").mkdir(parents=True)
    (tmp_path / inner / "odoo/release.py").touch()
    monkeypatch.setenv("ODOO_HOME", str(tmp_path))
    source = odoo_source.ensure()
    assert source.folder == tmp_path / inner
    assert source.addons == [tmp_path / inner / "odoo/addons"]


def test_a_folder_without_odoo_is_a_clear_message(monkeypatch, tmp_path):
    monkeypatch.setenv("ODOO_HOME", str(tmp_path))
    with pytest.raises(Problem, match="ODOO_HOME.*has no Odoo"):
        odoo_source.ensure()


def test_a_second_launcher_is_refused(tmp_path):
    with exclusive_lock(tmp_path, "make run"):
        with pytest.raises(Problem, match="make run is already running"):
            with exclusive_lock(tmp_path, "make run"):
                pass
    with exclusive_lock(tmp_path, "make run"):
        pass


def test_waiting_in_vain_names_what_was_waited_for():
    with pytest.raises(Problem, match="in vain until the moon is full"):
        wait_until(lambda: False, "the moon is full", timeout=0.1)


@pytest.fixture
def addon(tmp_path):
    for name in ("models/a.py", "static/src/a.js", "tests/test_a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "server", "browser"),
    [
        ("models/a.py", True, False),
        ("models/b.py", True, False),
        ("static/src/a.js", False, True),
        ("tests/test_a.py", False, False),
        ("models/__pycache__/a.pyc", False, False),
    ],
)
def test_an_installation_is_redone_only_when_its_files_change(
    addon, changed, server, browser
):
    before = fingerprints.server_files(addon), fingerprints.browser_files(addon)
    (addon / changed).parent.mkdir(exist_ok=True)
    (addon / changed).write_text("2")
    after = fingerprints.server_files(addon), fingerprints.browser_files(addon)
    assert (before[0] != after[0], before[1] != after[1]) == (server, browser)
