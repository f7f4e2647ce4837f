"""Promises, kept by real processes: Odoo, PostgreSQL, a local Twilio, a browser."""

import pytest

# Failed assertions of the helpers explain themselves, too.
for name in ("browser", "composer", "desk", "discuss", "ledger", "phone", "server_log"):
    pytest.register_assert_rewrite(f"{__name__}.{name}")
