"""A template to 5,000 people: web servers apart, one cron worker, and its kill -9.

It takes minutes, so it is no part of `make bench` unless it is named.
"""

import time
from collections import Counter

from sandbox.launcher import odoo_source
from sandbox.launcher.console import step
from sandbox.launcher.local_twilio import LocalTwilio
from sandbox.launcher.odoo_server import OdooServer
from sandbox.launcher.waiting import wait_until

from .chaos.fleet import CronServer
from .chaos.records import at_twilio, rows, wake_workers
from .site import Site
from .table import Table

PEOPLE, LIMIT = 5000, 2000
LATENCY = 0.2
WEB_WORKERS = 2
# Seconds within which all must be there; who was cut off is looked up for a while.
PATIENCE = 600
_FAULTS = {
    "status callbacks live": {"api_latency": LATENCY},
    "without callbacks": {"api_latency": LATENCY, "callback_lost": True},
}
_TAKEN = """
    SELECT count(*) FROM whatsapp_twilio_message WHERE batch_id > 0 AND sid IS NOT NULL
"""
_MADE = "SELECT create_date FROM whatsapp_twilio_message WHERE batch_id > 0"
_WAITING = """
    SELECT count(*) FROM whatsapp_twilio_batch_recipient WHERE state = 'waiting'
"""


def main() -> None:
    """Print how fast they are made and handed over, and what came of all."""
    title = f"{PEOPLE:,} people, a limit of {LIMIT:,}, one cron worker, kill -9 at half"
    table = Table(title, list(_FAULTS))
    results = []
    for faults in _FAULTS.values():
        with Site("batch") as site:
            results.append(Batch(site, faults).run())
    for name in results[0]:
        table.add(name, "", [result[name] for result in results])
    table.show()


class OneCronWorker(CronServer):
    """All scheduled actions in one process."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.command.append("--max-cron-threads=1")


class Batch:
    """One batch, from the click to the last message."""

    def __init__(self, site: Site, faults: dict):
        self.site, self.faults = site, faults
        source, where = odoo_source.find(), (site.database, site.folder)
        self.web = OdooServer(source, *where, name="web", workers=WEB_WORKERS)
        self.web.command.append("--max-cron-threads=0")
        self.cron = OneCronWorker(source, *where, name="cron")
        self.twilio = LocalTwilio(site.folder, name=site.database).forgetful()

    def run(self) -> dict:
        """What is told, by name."""
        try:
            self.twilio.start()
            self.web.start()
            self._begin()
            self.twilio.control("PUT", "faults", self.faults)
            self.cron.start()
            with step("Until the limit"):
                self._until(LIMIT // 2, "half is at Twilio")
                self.cron.kill()
                self.cron.start()
                self._until(LIMIT, "the limit is reached")
            return self._result()
        finally:
            for process in (self.cron, self.web, self.twilio):
                process.stop()

    def _begin(self):
        with self.site.odoo() as env:
            account = env["whatsapp.twilio.account"].search([], limit=1)
            urls = {"public_url": self.web.url, "api_base_url": self.twilio.url}
            account.write(urls)
            account._sync_templates()
            env["whatsapp.twilio.sender"].search([]).write(
                {"messaging_limit_override": str(LIMIT)}
            )
            env["res.partner"].create(
                [
                    {"name": f"Many {n:04}", "phone": f"+1212{2000000 + n}"}
                    for n in range(PEOPLE)
                ]
            )
        with self.site.odoo("marc") as env, step(f"A batch for {PEOPLE:,}"):
            people = env["res.partner"].search([("name", "=like", "Many %")])
            template = env["whatsapp.twilio.template"].search(
                [("name", "=", "continue_conversation")], limit=1
            )
            sender = env["whatsapp.twilio.sender"].search([], limit=1)
            people._whatsapp_begin_batch(template, sender=sender, paths={"1": "name"})

    def _until(self, count, what):
        def is_there():
            wake_workers(self.site.database)
            time.sleep(0.5)
            self.cron.check_running()
            return self._count(_TAKEN) >= count

        wait_until(is_there, what, timeout=PATIENCE)

    def _count(self, statement):
        return rows(self.site.database, statement)[0]["count"]

    def _result(self):
        taken = [one for one in at_twilio(self.twilio) if one["to"].startswith("+1212")]
        made = [
            row["create_date"].timestamp() for row in rows(self.site.database, _MADE)
        ]
        at = sorted(one["created_at"] for one in taken)
        half = LIMIT // 2
        return {
            "recipients/s made, while it makes": pace(made),
            "messages/s at Twilio until the kill": half / (at[half] - at[0]),
            "messages/s at Twilio in all": LIMIT / (at[-1] - at[0]),
            "at Twilio": len(taken),
            "twice": len(taken) - len({one["to"] for one in taken}),
            "still waiting": self._count(_WAITING),
        }


def pace(moments) -> float:
    """How many a second, in those seconds in which there is any."""
    return len(moments) / len(Counter(map(int, moments)))
