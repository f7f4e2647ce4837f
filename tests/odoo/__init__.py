"""How the addon behaves inside Odoo; Odoo's own runner finds these too."""

from . import test_addon
from . import test_hoot
