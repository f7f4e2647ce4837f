"""How many messages a second go out, beside the sequential sender of `sms_twilio`.

That module's base URL is not settable, so its loop is made here as it stands in
`sms_twilio/tools/sms_api.py`: one `session.post` after the other, then one commit.
"""

import time

import requests

from sandbox.launcher.local_twilio import LocalTwilio
from sandbox.twilio import demo

from .people import People
from .site import Site
from .table import Table

CONVERSATIONS = 48
LATENCIES = (0.05, 0.2, 1.0)
# Seconds for which either sender is given work, at the pace expected of it.
SECONDS, MOST = 6, 320


def main() -> None:
    """Print messages a second for each latency of Twilio's answers."""
    with Site("dispatch").start() as site, site.odoo() as env:
        twilio = LocalTwilio(site.folder, name=site.database).forgetful()
        try:
            twilio.start()
            _show(Senders(site, env, twilio))
        finally:
            twilio.stop()


class Senders:
    """Ours and the loop, with the same local Twilio."""

    def __init__(self, site: Site, env, twilio: LocalTwilio):
        people = People(site, env)
        self.env, self.twilio = env, twilio
        self.conversations = [people.meet().record for _number in range(CONVERSATIONS)]
        env["whatsapp.twilio.account"].search([]).api_base_url = twilio.url
        cron = env.ref("whatsapp_twilio.ir_cron_send").with_context(active_test=True)
        running, _progress = cron.with_context(cron_id=cron.id)._add_progress()
        env.cr.commit()
        self.ledger = running.env["whatsapp.twilio.message"]

    def dispatcher(self, count: int) -> float:
        """Messages a second of our dispatcher, one lane."""
        for number in range(count):
            conversation = self.conversations[number % CONVERSATIONS]
            self.ledger._queue(
                conversation, [{"kind": "text", "body": f"No. {number}"}]
            )
        self.env.cr.commit()
        begin = time.perf_counter()
        while self._is_any_left():
            self.ledger._cron_send()
        return count / (time.perf_counter() - begin)

    def loop(self, count: int) -> float:
        """Messages a second of one request after the other."""
        url = f"{self.twilio.url}/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages.json"
        auth, conversation = (demo.ACCOUNT_SID, demo.AUTH_TOKEN), self.conversations[0]
        session, begin = requests.Session(), time.perf_counter()
        for number in range(count):
            data = {
                "From": f"whatsapp:{conversation.sender_number}",
                "To": f"whatsapp:{conversation.phone}",
                "Body": f"No. {number}",
            }
            session.post(url, data=data, auth=auth, timeout=5).raise_for_status()
        return count / (time.perf_counter() - begin)

    def _is_any_left(self):
        waiting = [("state", "in", ["queued", "unknown"]), ("sid", "=", False)]
        return self.ledger.search_count(waiting, limit=1)


def _show(senders):
    title = "Messages a second to Twilio, one worker"
    table = Table(title, ["dispatcher", "sms_twilio's loop", "×"])
    for latency in LATENCIES:
        faults = {"api_latency": latency, "callback_lost": True}
        senders.twilio.control("PUT", "faults", faults)
        ours = senders.dispatcher(min(int(SECONDS * 16 / latency), MOST))
        theirs = senders.loop(max(int(SECONDS / latency), 5))
        cells = [ours, theirs, f"{ours / theirs:.1f}"]
        table.add(f"Twilio answers after {latency * 1000:.0f} ms", "", cells)
    table.show()
