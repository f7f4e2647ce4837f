"""Odoo's own browser tests (HOOT) of the addon's patches of Discuss."""

import re

from odoo.tests import HttpCase, tagged

SUITE = "@whatsapp_twilio"
SUCCESS = "[HOOT] Test suite succeeded"


def _job_id(suite):
    """HOOT's identifier of a suite: a 32-bit string hash (web/tests/test_js.py)."""
    value = 0
    for char in suite:
        value = ((value << 5) - value + ord(char)) & 0xFFFFFFFF
    return f"{value:08x}"


@tagged("post_install", "-at_install")
class TestHoot(HttpCase):
    def test_every_patch_of_discuss_does_what_its_tests_say(self):
        with self.assertLogs(level="INFO") as logs:
            self.browser_js(
                "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
                f"&id={_job_id(SUITE)}",
                "",
                "",
                login="admin",
                timeout=300,
                success_signal=SUCCESS,
                error_checker=lambda message: "[HOOT]" not in message,
            )
        passed = re.search(r"Passed (\d+) tests", "\n".join(logs.output))
        self.assertTrue(passed and int(passed[1]), "HOOT ran no test of ours")
