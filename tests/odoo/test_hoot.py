"""Odoo's own browser tests (HOOT) of the addon's patches of Discuss."""

import logging
import re

from odoo.tests import HttpCase, tagged

SUITE = "@whatsapp_twilio"
PAGE = "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id="


def _job_id(suite):
    """HOOT's identifier of a suite: a hash of its name (web/tests/test_js.py)."""
    value = 0
    for char in suite:
        value = ((value << 5) - value + ord(char)) & 0xFFFFFFFF
    return f"{value:08x}"


class _Listener(logging.Handler):
    """Keeps what the browser's console says."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


@tagged("post_install", "-at_install")
class TestHoot(HttpCase):
    def setUp(self):
        super().setUp()
        self.console = _Listener()
        browser_log = self._logger.getChild("browser")
        browser_log.setLevel(logging.INFO)
        browser_log.addHandler(self.console)
        self.addCleanup(browser_log.removeHandler, self.console)

    def test_every_patch_of_discuss_does_what_its_tests_say(self):
        self.browser_js(
            PAGE + _job_id(SUITE),
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            # A failed test is told at the end, by a line without this prefix.
            error_checker=lambda message: "[HOOT]" not in message,
        )
        said = "\n".join(self.console.lines)
        passed = re.search(rf'"{SUITE}" ended.*passed: (\d+)', said)
        self.assertTrue(passed, f"HOOT ran no test of {SUITE}")
