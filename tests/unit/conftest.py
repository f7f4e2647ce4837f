"""Lets the addon's pure packages be imported without Odoo.

Bare parents stand in for `odoo`, `odoo.addons` and the addon itself, so that
`from odoo.addons.whatsapp_twilio.whatsapp import window` runs no model.
"""

import sys
from pathlib import Path
from types import ModuleType

from hypothesis import settings

# No test measures time: a busy machine must not turn a build red.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_REPO = Path(__file__).resolve().parents[2]
_PARENTS = {
    "odoo": [],
    "odoo.addons": [str(_REPO)],
    "odoo.addons.whatsapp_twilio": [str(_REPO / "whatsapp_twilio")],
    "odoo.addons.whatsapp_twilio.tests": [str(_REPO / "whatsapp_twilio/tests")],
}

pytest_plugins = ["pytester"]

for _name, _path in _PARENTS.items():
    _module = ModuleType(_name)
    _module.__path__ = _path
    sys.modules[_name] = _module
