"""The addon in a database: installed once, updated when its files have changed."""

import ast
from pathlib import Path

from . import database as db
from . import fingerprints
from .console import run_step
from .odoo_server import OdooServer
from .odoo_source import OdooSource
from .paths import ADDON, REPO
from .problem import Problem
from .processes import tail
from .venv import ODOO_VENV

BASE = f"{ADDON}_base"
TEMPLATE = f"{ADDON}_template"
_BUNDLES = Path(__file__).with_name("pregenerate_bundles.py")


def ensure_database(source: OdooSource, database: str, folder: Path) -> None:
    """Have the addon, as its files are now, in ``database``, which keeps its data."""
    wanted = f"{source.version} {fingerprints.server_files()}"
    found = db.fingerprint(database)
    if found == wanted:
        return
    if found is None:
        db.create(database, folder / "data")
        install(source, database, folder, "Installing the addon", "-i", ADDON)
    else:
        install(source, database, folder, "Updating the addon", "-u", ADDON)
    db.finish(database, wanted)


def ensure_template(source: OdooSource, folder: Path) -> None:
    """Have a database with the addon freshly installed, for tests to be cloned.

    Odoo's own addons are installed in a base of its own once, as that takes long.
    """
    base = f"{source.version} {_dependencies()}"
    if db.fingerprint(BASE) != base:
        db.create(BASE, folder / "data")
        title = "Installing Odoo's own addons"
        install(source, BASE, folder, title, "-i", _dependencies())
        db.finish(BASE, base)
    wanted = f"{base} {fingerprints.server_files()}"
    found = db.fingerprint(TEMPLATE) or ""
    if not found.startswith(wanted):
        db.clone(BASE, TEMPLATE, folder / "data")
        install(source, TEMPLATE, folder, "Installing the addon", "-i", ADDON)
    finished = f"{wanted} {fingerprints.browser_files()}"
    if found != finished:
        _pregenerate_bundles(source, folder)
        db.finish(TEMPLATE, finished)


def install(source, database, folder, title, option, modules) -> None:
    """Install or update modules, and make sure that Odoo really did."""
    server = OdooServer(source, database, folder, name="install")
    server.write_conf()
    command = [*server.command, option, modules, "--with-demo", "--stop-after-init"]
    run_step(title, [*command, "--no-http"], server.log, environ=server.environ)
    for module in modules.split(","):
        if not db.is_installed(database, module):
            raise Problem(
                f"Odoo has not installed {module} with its demo data, though it said "
                f"no more than this ({server.log}):\n{tail(server.log)}"
            )


def _pregenerate_bundles(source, folder):
    server = OdooServer(source, TEMPLATE, folder, name="bundles")
    conf = server.write_conf()
    command = [ODOO_VENV.python, "-m", "odoo", "shell", "-c", conf, "--no-http"]
    options = {"environ": server.environ, "stdin": _BUNDLES}
    run_step("Building the web client's bundles", command, server.log, **options)


def _dependencies():
    manifest = REPO / ADDON / "__manifest__.py"
    return ",".join(ast.literal_eval(manifest.read_text("utf-8"))["depends"])
