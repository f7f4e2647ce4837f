"""How the addon behaves inside Odoo; Odoo's own runner finds these too."""
