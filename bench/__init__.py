"""What the addon costs, beside what Odoo itself costs; numbers, not tests."""
