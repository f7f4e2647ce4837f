"""Twilio: the only place that imports its SDK; knows no Odoo."""
