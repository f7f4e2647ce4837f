"""A database of its own, a server on it, and the same Odoo inside this process.

The server's scheduler rests: a message waits until the bench itself does the
scheduler's work, so that each can be measured alone.
"""

import os
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import close_db
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
    """`with Site("name") as site:` clones a database and drops it at the end."""

    def __init__(self, name: str, template: str = TEMPLATE):
        if not os.environ.get("PGHOST"):
            raise Problem("There is no database to clone: start with make bench.")
        self.folder = paths.site("test")
        self.database = f"whatsapp_twilio_bench_{name}"
        db.clone(template, self.database, self.folder / "data")
        source = odoo_source.find()
        self.server = OdooServer(source, self.database, self.folder, name=self.database)
        self.server.command += ["--max-cron-threads=0", "--log-handler=werkzeug:INFO"]
        self.requests = RequestLog(self.server.log)
        self.webhook = Webhook(self.server.url)
        config.parse_config(["-c", str(self.server.write_conf())], setup_logging=False)

    def __enter__(self) -> "Site":
        return self

    def __exit__(self, *_error) -> None:
        self.rest()
        db.drop(self.database, self.folder / "data")

    def start(self) -> "Site":
        """Start the server, and log Marc in."""
        with self.odoo() as env:
            env.cr.execute(_WORKER_ALIVE)
            account = env["whatsapp.twilio.account"].search([], limit=1)
            account.public_url = self.webhook.public_url
        self.server.start()
        self.marc = self.server.login("marc")
        return self

    def rest(self) -> None:
        """Stop the server and leave the database, so that it can be cloned."""
        self.server.stop()
        Registry.delete(self.database)
        close_db(self.database)

    @contextmanager
    def odoo(self, login: str | None = None):
        """Odoo in a transaction of its own, as a user or as the system itself."""
        with Registry(self.database).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            if login:
                env = env(user=env["res.users"].search([("login", "=", login)]).id)
            yield env
