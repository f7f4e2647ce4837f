"""`make test`: the three suites, one after the other, and one total."""

import os
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

from . import database as db
from . import odoo_source
from .console import say, step
from .installation import TEMPLATE, ensure_template
from .locks import exclusive_lock
from .odoo_server import OdooServer
from .paths import ADDON, site
from .postgres import server as postgres_server
from .programs import ensure_chromium


def main(command: str, arguments) -> int:
    """Run the command's suites; the exit code is 0 only if every test passed."""
    suites = list(_RUN) if command == "test" else [command.removeprefix("test-")]
    folder = site("test")
    with exclusive_lock(folder, "make test"):
        if suites == ["unit"]:
            return _report([_unit(folder, arguments)])
        ensure_chromium()
        postgres = postgres_server(folder)
        try:
            with step("Starting PostgreSQL"):
                postgres.start()
            ensure_template(odoo_source.find(), folder)
            return _report([_RUN[suite](folder, arguments) for suite in suites])
        finally:
            postgres.stop()


def _unit(folder, arguments):
    return _pytest("unit", folder, ["tests/unit", *arguments])


def _odoo(folder, arguments):
    """Odoo's own tests run inside Odoo, on a database they can not harm."""
    database = f"{ADDON}_odoo"
    db.clone(TEMPLATE, database, folder / "data")
    odoo = OdooServer(odoo_source.find(), database, folder, name="pytest")
    options = ["-p", "odoo", "--odoo-http", f"--odoo-config={odoo.write_conf()}"]
    # By this path the modules are odoo.addons.whatsapp_twilio.tests, as for Odoo.
    paths = [f"{ADDON}/tests"]
    return _pytest("odoo", folder, [*options, *paths, *arguments], odoo.environ)


def _e2e(folder, arguments):
    return _pytest("e2e", folder, ["tests/e2e", *arguments])


_RUN = {"unit": _unit, "odoo": _odoo, "e2e": _e2e}


def _pytest(suite, folder, arguments, environ=None):
    """Run pytest; return its exit code and its counts of passed and failed tests."""
    say(f"\n── tests/{suite} ──")
    report = folder / f"{suite}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-p", "sandbox.launcher.no_skips"]
    command += [f"--junitxml={report}", *arguments]
    code = subprocess.run(command, env={**os.environ, **(environ or {})}).returncode
    return code, *_counts(report)


def _counts(report: Path):
    if not report.exists():
        return 0, 1
    suite = xml.parse(report).getroot().find("testsuite")
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    return int(suite.get("tests")) - failed, failed


def _report(results):
    codes, passed, failed = zip(*results, strict=True)
    say(f"\n{sum(passed)} passed, {sum(failed)} failed")
    return int(any(codes) or sum(failed) > 0)
