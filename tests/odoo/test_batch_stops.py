"""A batch that is paused, canceled or broken: what goes out no more, and what does."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.whatsapp_twilio.gateway.errors import NotNow, Unanswered

from .common import ERRORS
from .test_workers import WorkerCase


@tagged("post_install", "-at_install")
class TestBatchStops(WorkerCase):
    def batch_of(self, count, start=0):
        batch = self.begin(self.people(count, start)).sudo()
        self.work_on(batch)
        return batch

    def test_a_reply_overtakes_what_a_pause_holds_back_and_does_not_set_it_free(self):
        talk = self.conversation(customer="+393330000001")
        batch = self.batch_of(3)
        batch.action_pause()
        reply = self.send(talk, "Hello")
        with self.twilio() as twilio:
            while self.dispatch():
                pass
        self.assertEqual([sent.get("Body") for sent in twilio.sent], ["Hello"])
        self.assertTrue(reply.sid)
        self.assertEqual(batch.message_ids.mapped("state"), ["queued"] * 3)

    def test_what_is_in_doubt_is_looked_up_though_its_batch_is_paused(self):
        batch = self.batch_of(1)
        with self.twilio(Unanswered("", "")):
            self.dispatch()
        batch.action_pause()
        self.come_back(batch.message_ids)
        with self.twilio() as twilio:
            twilio.answers = [twilio.listing()]
            while self.dispatch():
                pass
        self.assertFalse(twilio.sent)
        self.assertEqual(batch.message_ids.state, "queued")

    def test_what_was_on_its_way_when_it_was_canceled_is_not_tried_again(self):
        batch = self.batch_of(2)
        jobs = self.ledger._claim(0, 2 + 4)
        batch.action_cancel()
        for job, answer in zip(jobs, (NotNow("20429", ""), []), strict=True):
            row = self.ledger.browse(job.row_id)
            if answer == []:
                row._doubt(False)
                self.come_back(row)
            row._settle(job, answer)
        self.assertEqual(batch.message_ids.mapped("state"), ["queued"] * 2)
        self.come_back(batch.message_ids)
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.sent)
        self.assertEqual(batch.message_ids.mapped("state"), ["canceled"] * 2)

    def test_open_pages_learn_what_was_taken_back(self):
        self.conversation(customer="+393330000000")
        batch = self.batch_of(1)
        self.cr.precommit.run()
        before = self.env["bus.bus"].search([], order="id desc", limit=1).id
        batch.action_cancel()
        self.cr.precommit.run()
        told = self.env["bus.bus"].search([("id", ">", before)]).mapped("message")
        self.assertTrue(any('"canceled"' in message for message in told), told)

    def come_back(self, rows):
        """It is time to try these again, and to say what Twilio never got."""
        long_ago = fields.Datetime.now() - timedelta(minutes=5)
        rows.write({"attempted_at": long_ago, "next_attempt_at": long_ago})

    def test_what_a_person_sends_again_after_all_goes_out(self):
        batch = self.batch_of(1)
        batch.action_cancel()
        batch.message_ids.with_user(self.ann).action_retry()
        with self.twilio() as twilio:
            self.dispatch()
        self.assertEqual(len(twilio.sent), 1)

    @mute_logger(ERRORS)
    def test_a_batch_that_breaks_is_paused_says_why_and_holds_up_no_other(self):
        broken, fine = self.begin(self.people(2)), self.begin(self.people(2, 500))
        broken.sudo().res_model = "gone.model"
        with self.working():
            broken.sudo()._cron_batch()
        self.assertEqual((fine.state, broken.state), ("done", "paused"))
        self.assertIn("gone.model", broken.problem)
