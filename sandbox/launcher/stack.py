"""One database with its Odoo servers and its local Twilio, told of each other."""

import os
from pathlib import Path

from . import database as db
from . import odoo_source
from .installation import TEMPLATE
from .local_twilio import LocalTwilio
from .odoo_server import OdooServer
from .paths import site
from .problem import Problem

_ACCOUNT = "whatsapp.twilio.account"


class Stack:
    """`with Stack.cloned("name") as stack:` starts it, and stops what it started."""

    def __init__(self, folder: Path, database: str, *, odoo_port=0, twilio_port=0):
        self.folder, self.database = folder, database
        name = f"{database}.twilio"
        self.twilio = LocalTwilio(folder, name=name, port=twilio_port)
        self.servers: list[OdooServer] = []
        self.odoo = self.add_server(port=odoo_port)

    @classmethod
    def cloned(cls, name: str) -> "Stack":
        """A stack with a fresh copy of the tests' template database, on free ports."""
        if not os.environ.get("PGHOST"):
            raise Problem("There is no database to clone: start with make test-e2e.")
        folder, database = site("test"), f"whatsapp_twilio_{name}"
        db.clone(TEMPLATE, database, folder / "data")
        stack = cls(folder, database)
        stack.twilio.state.unlink(missing_ok=True)
        return stack

    def add_server(self, *, port=0, workers=0) -> OdooServer:
        """One more Odoo on the same database; start it yourself."""
        name = f"{self.database}.odoo{len(self.servers) + 1}"
        options = {"name": name, "port": port, "workers": workers}
        source = odoo_source.find()
        server = OdooServer(source, self.database, self.folder, **options)
        self.servers.append(server)
        return server

    def start(self) -> "Stack":
        """Start the local Twilio and the first Odoo, and connect them."""
        self.twilio.start()
        self.odoo.start()
        self.connect(self.odoo)
        return self

    def connect(self, odoo: OdooServer) -> None:
        """Tell the local Twilio and the demo account of each other."""
        from sandbox.twilio import demo

        admin = odoo.login("admin")
        domain = [("account_sid", "=", demo.ACCOUNT_SID)]
        fields = ["webhook_key"]
        accounts = admin.call(_ACCOUNT, "search_read", domain, fields)
        if not accounts:
            raise Problem(f"The addon's demo data has no account {demo.ACCOUNT_SID}.")
        values = {"public_url": odoo.url, "api_base_url": self.twilio.url}
        admin.call(_ACCOUNT, "write", [accounts[0]["id"]], values)
        key = accounts[0]["webhook_key"]
        self.twilio.set_webhooks(f"{odoo.url}/whatsapp_twilio/{key}/inbound")

    def fetch_templates(self) -> None:
        """Have Odoo fetch the local Twilio's templates, as an administrator does."""
        admin = self.odoo.login("admin")
        accounts = admin.call(_ACCOUNT, "search", [])
        admin.call(_ACCOUNT, "action_sync_templates", accounts)

    def stop(self) -> None:
        for process in [*self.servers, self.twilio]:
            process.stop()

    def __enter__(self) -> "Stack":
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_error) -> None:
        self.stop()
