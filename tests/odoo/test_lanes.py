"""Two workers at a time: what one holds the other leaves, and never waits for it."""

from contextlib import contextmanager

from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged

ACCOUNT_SID, NUMBER = "AC" + "9" * 32, "+14155550199"
# In the order in which they can be deleted again.
MADE = (
    "whatsapp.twilio.batch",
    "whatsapp.twilio.message",
    "whatsapp.twilio.conversation",
    "discuss.channel",
    "whatsapp.twilio.template",
    "whatsapp.twilio.account",
)


@tagged("post_install", "-at_install")
class TestLanes(TransactionCase):
    """Each worker sees what is committed only; so it is, and goes with the test."""

    def setUp(self):
        super().setUp()
        self.made = {model: [] for model in MADE}
        self.addCleanup(self.delete_made)
        account = {"name": "Lanes", "account_sid": ACCOUNT_SID}
        self.account = self.make("whatsapp.twilio.account", account)
        with self.committed() as env:
            sender = {"account_id": self.account, "number": NUMBER}
            self.sender = env["whatsapp.twilio.sender"].create(sender).id
        self.first, self.second = self.worker(), self.worker()

    @contextmanager
    def committed(self):
        with db_connect(self.cr.dbname).cursor() as cr:
            yield self.env(cr=cr)

    def make(self, model, values):
        with self.committed() as env:
            record = env[model].create(values)
            self.made[model].append(record.id)
            return record.id

    def delete_made(self):
        with self.committed() as env:
            for model, ids in self.made.items():
                records = env[model].browse(ids)
                if model == "whatsapp.twilio.account":
                    records.unlink()
                elif ids:
                    table = records._table
                    env.cr.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [ids])

    def worker(self):
        """The environment of a worker to whom waiting for another is an error."""
        cr = db_connect(self.cr.dbname).cursor()
        self.addCleanup(cr.close)
        cr.execute("SET lock_timeout = '3s'")
        return self.env(cr=cr)

    def row(self, state="queued", **values):
        direction = "inbound" if state == "received" else "outbound"
        values = {"direction": direction, "state": state, **values}
        return self.make("whatsapp.twilio.message", values)

    def conversation(self):
        channel = {"name": "Lanes", "channel_type": "channel"}
        values = {
            "channel_id": self.make("discuss.channel", channel),
            "account_sid": ACCOUNT_SID,
            "sender_number": NUMBER,
            "address": "+393330000001",
        }
        return self.make("whatsapp.twilio.conversation", values)

    def batch(self, *res_ids):
        waiting = [(0, 0, {"res_id": one, "state": "waiting"}) for one in res_ids]
        template = {"account_id": self.account, "name": "lanes"}
        values = {
            "res_model": "res.partner",
            "template_id": self.make("whatsapp.twilio.template", template),
            "sender_id": self.sender,
            "user_id": self.env.ref("base.user_admin").id,
            "recipient_ids": waiting,
        }
        return self.make("whatsapp.twilio.batch", values)

    def ledgers(self):
        return [env["whatsapp.twilio.message"] for env in (self.first, self.second)]

    def test_two_dispatchers_take_different_rows(self):
        rows = {self.row(sender_id=self.sender) for _ in range(2)}
        taken = [
            ledger._in_turn(False, {self.sender: 1}, 1) for ledger in self.ledgers()
        ]
        self.assertEqual({row.id for row in taken}, rows)

    def test_what_another_dispatcher_has_is_not_hurried_before_a_reply(self):
        talk = {"conversation_id": self.conversation(), "sender_id": self.sender}
        of_batch, _reply = self.row(is_bulk=True, **talk), self.row(**talk)
        first, second = self.ledgers()
        taken = first._in_turn(True, {self.sender: 1}, 1)
        self.assertEqual(taken.id, of_batch)
        second._hurry_before_replies()
        self.assertTrue(second.browse(of_batch).is_bulk)

    def test_one_dispatcher_at_a_time_sends_for_a_sender(self):
        self.row(sender_id=self.sender)
        paces = [env["whatsapp.twilio.pace"] for env in (self.first, self.second)]
        paces[0]._take()
        self.first.cr.commit()  # the first time it is made
        senders = [self.sender in one._take().sender_id.ids for one in paces]
        self.assertEqual(senders, [True, False])

    def test_two_receivers_take_different_customers(self):
        ana, again, ben = (self.row("received", customer_key=key) for key in "aab")
        first, second = self.ledgers()
        self.assertEqual(first._claim_received().id, ana)
        self.assertEqual(second._claim_received().id, ben)
        self.assertFalse(self.worker()["whatsapp.twilio.message"]._claim_received())
        self.assertTrue(again, "it waits for the first of its customer")

    def test_two_workers_take_different_recipients(self):
        batch = self.batch(1, 2, 3)
        taken = [
            env["whatsapp.twilio.batch"].browse(batch)._take(2).mapped("res_id")
            for env in (self.first, self.second)
        ]
        self.assertEqual(taken, [[1, 2], [3]])

    def test_a_batch_is_not_done_while_another_worker_has_its_last_recipients(self):
        batch_id = self.batch(1, 2)
        first, second = (
            env["whatsapp.twilio.batch"].browse(batch_id)
            for env in (self.first, self.second)
        )
        first._take(2)
        second._step()
        self.assertEqual(second.state, "running")
