"""How many messages a second go out, beside the sequential sender of `sms_twilio`.

That module's base URL is not settable, so its loop is made here as it stands in
`sms_twilio/tools/sms_api.py`: one `session.post` after the other. All around it is
Odoo's own: the queue of `sms`, in batches of ten (`sms_twilio`'s default), each
written and committed.
"""

import itertools
import time

import requests

from sandbox.launcher.local_twilio import LocalTwilio
from sandbox.twilio import demo

from .people import People
from .site import Site
from .table import Table

CONVERSATIONS = 48
BATCH = 10
LATENCIES = (0.05, 0.2, 1.0)
# Seconds for which either sender is given work, at the pace expected of it.
SECONDS, MOST = 4, 320


def main() -> None:
    """Print messages a second for each latency of Twilio's answers."""
    with Site("dispatch").start() as site, site.odoo() as env:
        twilio = LocalTwilio(site.folder, name=site.database).forgetful()
        try:
            twilio.start()
            _show(Senders(People(site, env), twilio))
        finally:
            twilio.stop()


class Senders:
    """Ours and the loop, with the same local Twilio."""

    def __init__(self, people: People, twilio: LocalTwilio):
        env = people.env
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
        queue = self.env["sms.sms"].with_context(sms_api=Loop(self))
        numbers = itertools.cycle(self.conversations)
        queue.create(
            [
                {"number": next(numbers).phone, "body": f"No. {number}"}
                for number in range(count)
            ]
        )
        key, size = "sms.session.batch.size", str(BATCH)
        self.env["ir.config_parameter"].set_param(key, size)
        self.env.cr.commit()
        begin = time.perf_counter()
        while queue.search_count([("state", "=", "outgoing")], limit=1):
            queue._process_queue()
        return count / (time.perf_counter() - begin)

    def compare(self, latency: float) -> tuple[float, float]:
        """Messages a second of either, when Twilio takes so many seconds."""
        faults = {"api_latency": latency, "callback_lost": True}
        self.twilio.control("PUT", "faults", faults)
        ours = self.dispatcher(min(int(SECONDS * 16 / latency), MOST))
        theirs = self.loop(max(int(SECONDS / latency), 5))
        self.env.cr.commit()  # who works next must see what comes in after this
        return ours, theirs

    def _is_any_left(self):
        waiting = [("state", "in", ["queued", "unknown"]), ("sid", "=", False)]
        return self.ledger.search_count(waiting, limit=1)


class Loop:
    """`sms_twilio`'s way to hand a batch over."""

    PROVIDER_TO_SMS_FAILURE_TYPE = {}

    def __init__(self, senders: Senders):
        self.sender = senders.conversations[0].sender_number
        account = f"/2010-04-01/Accounts/{demo.ACCOUNT_SID}/Messages.json"
        self.url = senders.twilio.url + account

    def _send_sms_batch(self, messages, delivery_reports_url=False):
        session, results = requests.Session(), []
        for message in messages:
            for to in message["numbers"]:
                data = {
                    "From": f"whatsapp:{self.sender}",
                    "To": f"whatsapp:{to['number']}",
                    "Body": message["content"],
                }
                auth = demo.ACCOUNT_SID, demo.AUTH_TOKEN
                answer = session.post(self.url, data=data, auth=auth, timeout=5)
                answer.raise_for_status()
                results.append({"uuid": to["uuid"], "state": "sent"})
        return results


def _show(senders):
    title = "Messages a second to Twilio, one worker"
    table = Table(title, ["dispatcher", "sms_twilio's loop", "×"])
    for latency in LATENCIES:
        ours, theirs = senders.compare(latency)
        cells = [ours, theirs, f"{ours / theirs:.1f}"]
        table.add(f"Twilio answers after {latency * 1000:.0f} ms", "", cells)
    table.show()
