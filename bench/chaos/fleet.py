"""Several Odoo servers, web and cron apart, on one database; and a local Twilio."""

from pathlib import Path

from sandbox.launcher import odoo_source
from sandbox.launcher.local_twilio import LocalTwilio
from sandbox.launcher.odoo_server import OdooServer
from sandbox.launcher.processes import Process

from .front_door import FrontDoor
from .records import rows

WEB, CRON = 2, 2
# Fast enough, and still one after the other.
_DELAYS = {"queued": 0.02, "sent": 0.1, "delivered": 0.1, "read": 0.1}
_CONNECT = """
    UPDATE whatsapp_twilio_account SET public_url = %(door)s, api_base_url = %(twilio)s
"""
_NO_GREETING = "UPDATE res_users SET odoobot_state = 'disabled'"


class WebServer(OdooServer):
    """Answers HTTP, runs no scheduled action."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.command.append("--max-cron-threads=0")


class CronServer(OdooServer):
    """Runs scheduled actions in worker processes, answers no HTTP.

    Processes, because Odoo starts them anew when they lose their database.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, workers=1, **options)
        self.command += ["--no-http", "--max-cron-threads=2"]

    def start(self) -> "CronServer":
        """Start it; its work shows whether it runs."""
        self.write_conf()
        return Process.start(self)


class Fleet:
    """`with Fleet(folder, database) as fleet:` starts all, and stops all."""

    def __init__(self, folder: Path, database: str):
        self.database = database
        source = odoo_source.find()
        self.web = [
            WebServer(source, database, folder, name=f"web{number}")
            for number in range(1, WEB + 1)
        ]
        self.cron = [
            CronServer(source, database, folder, name=f"cron{number}")
            for number in range(1, CRON + 1)
        ]
        self.twilio = LocalTwilio(folder).forgetful()
        self.door = FrontDoor([server.port for server in self.web])

    @property
    def servers(self) -> list[OdooServer]:
        return [*self.web, *self.cron]

    def __enter__(self) -> "Fleet":
        try:
            return self._start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_error) -> None:
        for process in [*self.servers, self.twilio]:
            process.stop()
        self.door.close()

    def _start(self):
        self.twilio.start()
        self.twilio.control("PUT", "delays", _DELAYS)
        rows(self.database, _NO_GREETING)
        rows(self.database, _CONNECT, door=self.door.url, twilio=self.twilio.url)
        [key] = rows(self.database, "SELECT webhook_key FROM whatsapp_twilio_account")
        path = f"/whatsapp_twilio/{key['webhook_key']}/inbound"
        self.twilio.set_webhooks(self.door.url + path)
        for server in self.servers:
            server.start()
        return self
