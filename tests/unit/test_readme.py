"""README.rst is the page of the addon in Odoo, and of the wheel."""

from docutils.core import publish_doctree

from sandbox.launcher.paths import REPO

WARNING = 2


def test_the_readme_is_sound():
    text = (REPO / "README.rst").read_text("utf-8")
    strict = {"report_level": WARNING, "halt_level": WARNING}
    assert publish_doctree(text, settings_overrides=strict).children
