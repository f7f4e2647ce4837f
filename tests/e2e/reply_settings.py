"""What decides whether agents may reply: changed as admins do it, and put back."""

import pytest

from .sql import query

SWITCH = "whatsapp_twilio_enabled"
_AGE = """
    UPDATE whatsapp_twilio_conversation
       SET last_inbound_at = closing - interval '24 hours', window_closes_at = closing
      FROM (SELECT date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC'
                   + %(seconds)s * interval '1 second') AS closing) AS moment
     WHERE id = %(id)s
"""


class ReplySettings:
    """Settings of the demo, and the time that passes for one customer."""

    def __init__(self, desk):
        self._desk, self._admin = desk, desk.session("admin")
        self._before = []

    def change(self, name, **values):
        """Write to a record of the addon's demo data: `brand_northwind`, …"""
        model, record = self._find(name)
        [was] = self._admin.call(model, "read", [record], list(values))
        self._before.append((name, {key: _id(was[key]) for key in values}))
        self._admin.call(model, "write", [record], values)

    def id(self, name):
        return self._find(name)[1]

    def switch(self, on):
        """WhatsApp in Settings, with the button Save."""
        settings = self._admin.call("res.config.settings", "create", {SWITCH: on})
        self._admin.call("res.config.settings", "execute", [settings])
        self._before.append((SWITCH, not on))

    def put_back(self):
        """Undo all changes that were made here."""
        before, self._before = self._before, []
        for name, was in reversed(before):
            if name == SWITCH:
                self.switch(was)
            else:
                self.change(name, **was)
        self._before = []

    def close_in(self, customer, seconds):
        """Let the customer have written so long ago that it closes in so many seconds;
        tell the open browsers.
        """
        values = {"seconds": seconds, "id": customer.conversation["id"]}
        query(self._desk.database, _AGE, **values)
        self.tell_browsers()

    def let_never_have_written(self, customer):
        query(
            self._desk.database,
            "UPDATE whatsapp_twilio_conversation SET last_inbound_at = NULL, "
            "window_closes_at = NULL WHERE id = %(id)s",
            id=customer.conversation["id"],
        )
        self.tell_browsers()

    def tell_browsers(self):
        """Send the signal that open browsers get when any setting changes."""
        model, record = self._find("account_demo")
        [account] = self._admin.call(model, "read", [record], ["name"])
        self._admin.call(model, "write", [record], {"name": account["name"]})

    def has_closed(self, customer):
        """Whether it is over by the database's own clock."""
        [row] = query(
            self._desk.database,
            "SELECT window_closes_at <= clock_timestamp() AT TIME ZONE 'UTC' AS over "
            "FROM whatsapp_twilio_conversation WHERE id = %(id)s",
            id=customer.conversation["id"],
        )
        return row["over"]

    def _find(self, name):
        [row] = query(
            self._desk.database,
            "SELECT model, res_id FROM ir_model_data "
            "WHERE module = 'whatsapp_twilio' AND name = %(name)s",
            name=name,
        )
        return row["model"], row["res_id"]


@pytest.fixture
def settings(desk):
    settings = ReplySettings(desk)
    yield settings
    settings.put_back()


def _id(value):
    """What `read` says of a record, as `write` takes it."""
    return value[0] if isinstance(value, (list, tuple)) else value
