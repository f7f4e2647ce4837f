"""Packs the addon as a wheel that Odoo 19 finds without any addons path.

Everything is read from the addon's manifest, the one place where it is written.
"""

import ast
from pathlib import Path

from setuptools import find_packages, setup

ADDON = "whatsapp_twilio"
HERE = Path(__file__).parent

manifest = ast.literal_eval((HERE / ADDON / "__manifest__.py").read_text("utf-8"))

setup(
    name=f"odoo-addon-{ADDON}",
    version=manifest["version"],
    description=manifest["summary"],
    long_description=(HERE / "README.rst").read_text("utf-8"),
    long_description_content_type="text/x-rst",
    author=manifest["author"],
    url=manifest["website"],
    license=manifest["license"],
    python_requires=">=3.10",
    install_requires=manifest["external_dependencies"]["python"],
    classifiers=[
        "Framework :: Odoo",
        "Framework :: Odoo :: 19.0",
        "Programming Language :: Python :: 3",
    ],
    # Odoo 19's `odoo.addons` is a namespace package: what lies there is an addon.
    package_dir={"odoo.addons": "."},
    packages=[
        f"odoo.addons.{name}"
        for name in find_packages(include=[f"{ADDON}*"], exclude=[f"{ADDON}.tests*"])
    ],
    package_data={f"odoo.addons.{ADDON}": ["**/*"]},
    exclude_package_data={
        "": ["**/*.pyc", "*.pyc"],
        f"odoo.addons.{ADDON}": [
            f"{tests}/{inner}"
            for tests in ("tests", "static/tests")
            for inner in ("*", "**/*")
        ],
    },
    zip_safe=False,
)
