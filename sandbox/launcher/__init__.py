"""Runs Odoo, PostgreSQL and the local Twilio: for `make run`, for tests, for bench."""
