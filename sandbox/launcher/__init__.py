"""Runs Odoo, PostgreSQL and the local Twilio: for `make run`, tests and bench.

Tests and bench use `stack.Stack` (and what it holds: `odoo_server.OdooServer`,
`local_twilio.LocalTwilio`, `odoo_session.OdooSession`) and `waiting.wait_until`.
This package imports nothing by itself: its first half runs before there is a venv.
"""
