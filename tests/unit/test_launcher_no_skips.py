"""A test that did not run counts as failed."""

import pytest

_GUARD = ["-p", "no:odoo", "-p", "sandbox.launcher.no_skips"]


@pytest.mark.parametrize(
    "test",
    [
        "import pytest\n@pytest.mark.skip\ndef test_a(): pass",
        "import pytest\ndef test_a(): pytest.skip('no browser')",
        "import unittest\nclass TestA(unittest.TestCase):\n"
        "    def test_a(self): self.skipTest('no --odoo-http')",
        "import unittest\nclass TestA(unittest.TestCase):\n    @classmethod\n"
        "    def setUpClass(cls): raise unittest.SkipTest('no browser')\n"
        "    def test_a(self): pass",
    ],
)
def test_a_skipped_test_fails(pytester, test):
    pytester.makepyfile(test)
    result = pytester.runpytest(*_GUARD)
    outcomes = result.parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("errors", 0) == 1
    assert "skipped" not in outcomes
    assert result.ret != 0


def test_a_skipped_module_fails(pytester):
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_library')")
    result = pytester.runpytest(*_GUARD)
    assert result.parseoutcomes() == {"errors": 1}
    assert result.ret != 0


def test_what_runs_is_left_alone(pytester):
    pytester.makepyfile(
        "import pytest\n@pytest.mark.xfail\ndef test_a(): assert 0\ndef test_b(): pass"
    )
    result = pytester.runpytest(*_GUARD)
    assert result.parseoutcomes() == {"passed": 1, "xfailed": 1}
    assert result.ret == 0
