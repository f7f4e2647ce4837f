"""Who goes first: the pace of each sender, fairness, and several lanes."""

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_message_claim as claim
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_worker import PATIENCE

from .plans import PlanMixin
from .test_batch import BatchCase


@tagged("post_install", "-at_install")
class TestDispatch(PlanMixin, BatchCase):
    def claimed(self, limit=32, lane=0):
        jobs = self.ledger._claim(lane, limit)
        return self.ledger.browse(job.row_id for job in jobs)

    def batch_of(self, count, **values):
        batch = self.begin(self.people(count), **values).sudo()
        self.work_on(batch)
        return batch

    def a_second_passes(self):
        self.env["whatsapp.twilio.pace"].search([]).recent = []

    def second_sender(self):
        return self.sender.copy({"number": "+14155550178", "brand_id": self.brand.id})

    def test_no_more_leave_in_a_second_than_the_sender_may_send(self):
        self.sender.messages_per_second = 10
        self.batch_of(30)
        first = self.claimed()
        self.assertEqual(len(first), 9, "one of ten is kept for replies")
        self.assertFalse(self.claimed())
        self.a_second_passes()
        self.assertEqual(len(self.claimed()), 9)
        with self.assertRaises(ValidationError):
            self.sender.messages_per_second = 0

    def test_replies_go_first_and_count_in_the_same_second(self):
        self.sender.messages_per_second = 10
        self.batch_of(30)
        talks = [self.conversation(customer=f"+39344000000{n}") for n in range(3)]
        replies = [self.send(talk) for talk in talks]
        rows = self.claimed()
        self.assertEqual(list(rows[:3]), replies)
        self.assertEqual(len(rows), 9, "and not nine of the batch with them")

    def test_a_message_waits_while_the_one_before_is_handed_over(self):
        talk = self.conversation()
        first, _second = self.send(talk, "1"), self.send(talk, "2")
        self.assertEqual(self.claimed(), first)
        self.assertFalse(self.claimed(), "nobody knows yet whether Twilio took it")

    def test_a_reply_overtakes_a_batch_and_has_a_place_and_a_share_kept(self):
        self.sender.messages_per_second = 10
        talk = self.conversation()
        self.batch_of(60)
        self.assertEqual(len(self.claimed()), 9)
        reply = self.send(talk)
        self.assertEqual(self.claimed(), reply)
        self.sender.messages_per_second = 80
        self.a_second_passes()
        self.assertEqual(len(self.claimed(32)), 32 - claim.KEPT_PLACES)
        self.assertFalse(self.claimed(claim.KEPT_PLACES))

    def test_a_reply_takes_what_the_batch_has_for_that_customer_with_it(self):
        talk = self.conversation(customer="+393330000039")
        batch = self.batch_of(40)
        row = batch.message_ids.filtered(lambda one: one.conversation_id == talk)
        reply = self.send(talk)
        self.assertEqual(self.claimed(5)[0], row, "in order, and before the batch")
        with self.twilio():
            row.write({"sid": "SMfirst"})
        self.assertEqual(self.claimed(5)[0], reply)

    def test_a_reply_takes_nothing_with_it_that_a_batch_has_for_later(self):
        talk = self.conversation(customer="+393330000001")
        self.send(talk)
        batch = self.batch_of(3)
        self.claimed()
        self.assertEqual(batch.message_ids.mapped("is_bulk"), [True] * 3)

    def test_senders_take_turns(self):
        other = self.second_sender()
        self.batch_of(30)
        batch = self.begin(self.people(30, 500), sender=other).sudo()
        self.work_on(batch)
        senders = self.claimed(14).mapped("sender_id")
        rows = self.ledger.search([("state", "=", "sending")])
        self.assertEqual(senders, self.sender | other)
        self.assertEqual(len(rows.filtered(lambda one: one.sender_id == other)), 5)

    def test_a_slow_sender_does_not_hold_up_others(self):
        other = self.second_sender()
        self.sender.messages_per_second = 1
        self.batch_of(30)
        self.work_on(self.begin(self.people(30, 500), sender=other))
        rows = self.claimed()
        self.assertEqual(len(rows.filtered(lambda one: one.sender_id == other)), 27)
        self.assertEqual(len(rows), 28)

    def test_what_is_paused_waits_and_keeps_no_worker_awake(self):
        batch = self.batch_of(3)
        batch.action_pause()
        self.assertFalse(self.claimed())
        self.assertFalse(self.ledger._is_due_within(10))
        batch.action_resume()
        self.assertEqual(len(self.claimed()), 3)

    def test_what_is_canceled_is_taken_back_from_the_dispatcher(self):
        batch = self.batch_of(3)
        taken = self.claimed(claim.KEPT_PLACES + 1)
        batch.action_cancel()
        self.assertEqual(taken.state, "sending")
        states = (batch.message_ids - taken).mapped("state")
        self.assertEqual(states, ["canceled"] * 2)

    def test_a_deleted_senders_messages_fail_at_once(self):
        talk = self.conversation()
        row = self.send(talk)
        self.sender.unlink()
        self.env.invalidate_all()
        self.assertFalse(self.claimed())
        self.assertEqual(row.state, "failed")

    def make_way(self):
        """Who makes way: the dispatcher, batches, customers' files."""
        models = ("whatsapp.twilio.message", "whatsapp.twilio.batch")
        workers = [self.env[name] for name in (*models, "whatsapp.twilio.media")]
        return [worker._must_make_way() for worker in workers]

    def test_all_make_way_for_a_customer_who_waits(self):
        with freeze_time(fields.Datetime.now()):  # a second may be over at once
            self.ledger._keep_inbound(self.account, self.form())
            self.assertEqual(self.make_way(), [False] * 3, "nobody waits yet")
        self.env.cr.execute(
            "UPDATE whatsapp_twilio_message SET create_date = create_date - "
            "interval '2 seconds' WHERE state = 'received'"
        )
        self.assertEqual(self.make_way(), [True] * 3)
        self.ledger._receive_next()
        self.env.flush_all()
        self.assertEqual(self.make_way(), [False] * 3)

    def test_batches_and_files_make_way_for_a_reply_that_waits(self):
        self.batch_of(3).message_ids.queued_at = self.moments_ago()
        self.assertEqual(self.make_way(), [False] * 3, "what many get is no reply")
        with freeze_time(fields.Datetime.now()):
            reply = self.send(self.conversation())
            self.assertEqual(self.make_way(), [False] * 3, "it waits for no second yet")
        reply.queued_at = self.moments_ago()
        self.assertEqual(
            self.make_way(), [False, True, True], "the dispatcher takes it itself"
        )
        self.claimed()
        self.assertEqual(self.make_way(), [False] * 3)

    def moments_ago(self):
        return fields.Datetime.now() - 2 * PATIENCE

    def test_many_that_wait_do_not_make_it_slow(self):
        self.batch_of(60)
        self.write_history(rows=5000)
        rooms = {self.sender.id: 16, self.second_sender().id: 16}
        plan = self.plans_of(self.ledger._pick, True, rooms, 16)
        self.assertIn("whatsapp_twilio_message_due_idx", plan)
        self.assertNotIn("Sort Key: due", plan, "the index tells the order")
