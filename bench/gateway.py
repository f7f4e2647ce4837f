"""OCA's Telegram gateway on an Odoo of its own: the same people, the same server."""

import itertools
import time

import requests

from sandbox.launcher import database as db
from sandbox.launcher import oca, odoo_source, paths
from sandbox.launcher.installation import BASE, install
from sandbox.launcher.odoo_server import OdooServer
from sandbox.launcher.problem import Problem

_DATABASE = "whatsapp_twilio_bench_oca"
_KEY = "bench"
# As many as sit in a new conversation of ours.
_MEMBERS = 3


class Gateway:
    """`with Gateway() as gateway:` installs it, starts it, and drops it at the end."""

    def __enter__(self) -> "Gateway":
        self.folder = paths.site("test")
        source = oca.ensure(odoo_source.find())
        db.clone(BASE, _DATABASE, self.folder / "data")
        title = "Installing OCA's Telegram gateway"
        install(source, _DATABASE, self.folder, title, "-i", oca.MODULE)
        self.server = OdooServer(source, _DATABASE, self.folder, name=_DATABASE)
        self.server.command.append("--max-cron-threads=0")
        self.server.start()
        self._set_up(self.server.login("admin"))
        self._numbers = itertools.count(1)
        return self

    def __exit__(self, *_error) -> None:
        self.server.stop()
        db.drop(_DATABASE, self.folder / "data")

    def call(self, chat: int) -> requests.PreparedRequest:
        """Telegram's call for the next message of a chat."""
        number = next(self._numbers)
        person = {"id": chat, "is_bot": False, "first_name": f"Customer {chat}"}
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": f"Customer {chat}"},
            "from": person,
            "text": "Hello! Has my order left your warehouse yet?",
        }
        url = f"{self.server.url}/gateway/telegram/{_KEY}/update"
        update = {"update_id": number, "message": message}
        return requests.Request("POST", url, json=update).prepare()

    def check(self, count: int) -> None:
        """Every call has become a message in Discuss."""
        admin = self.server.login("admin")
        domain = [("gateway_type", "=", "telegram")]
        found = admin.call("mail.message", "search_count", domain)
        if found != count:
            raise Problem(f"OCA's gateway has {found} messages, not {count}.")

    def _set_up(self, admin):
        members = [
            admin.call("res.users", "create", {"name": login, "login": login})
            for login in (f"agent{number}" for number in range(_MEMBERS))
        ]
        values = {
            "name": "Bench",
            "token": "1:bench",
            "gateway_type": "telegram",
            "webhook_key": _KEY,
            "integrated_webhook_state": "integrated",
            "member_ids": [[6, 0, members]],
        }
        admin.call("mail.gateway", "create", values)
