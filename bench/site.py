"""A database of its own, a server on it, and the same Odoo inside this process.

The server's scheduler rests: a message waits until the bench itself does the
scheduler's work, so that each can be measured alone.
"""

import os
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from sandbox.launcher import database as db
from sandbox.launcher import odoo_source, paths
from sandbox.launcher.installation import TEMPLATE
from sandbox.launcher.odoo_server import OdooServer
from sandbox.launcher.problem import Problem

from .request_log import RequestLog
from .webhook import Webhook

# No request does the worker's work while the worker seems to be alive.
_WORKER_ALIVE = "UPDATE ir_cron SET lastcall = now() + interval '1 day'"


class Site:
    """`with Site("name") as site:` clones, starts, and stops what it started."""

    def __init__(self, name: str, template: str = TEMPLATE):
        if not os.environ.get("PGHOST"):
            raise Problem("There is no database to clone: start with make bench.")
        folder, self.database = paths.site("test"), f"whatsapp_twilio_bench_{name}"
        db.clone(template, self.database, folder / "data")
        source = odoo_source.find()
        self.server = OdooServer(source, self.database, folder, name=self.database)
        self.server.command.append("--max-cron-threads=0")
        self.requests = RequestLog(self.server.log)
        self.webhook = Webhook(self.server.url)
        _load_odoo(self.server.write_conf())

    def __enter__(self) -> "Site":
        with self.odoo() as env:
            env.cr.execute(_WORKER_ALIVE)
            account = env["whatsapp.twilio.account"].search([], limit=1)
            account.public_url = self.webhook.public_url
        self.server.start()
        self.marc = self.server.login("marc")
        return self

    def __exit__(self, *_error) -> None:
        self.server.stop()
        self.leave()

    def leave(self) -> None:
        """Let go of the database, so that it can be cloned."""
        Registry.delete(self.database)
        from odoo import sql_db

        sql_db.close_db(self.database)

    @contextmanager
    def odoo(self):
        """An environment in a transaction of its own, committed at the end."""
        with Registry(self.database).cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})


def _load_odoo(conf):
    config.parse_config(["-c", str(conf)], setup_logging=False)
