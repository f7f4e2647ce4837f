"""A run of a worker: what it commits and when, for whom it ends, who goes on."""

from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.whatsapp_twilio.gateway.errors import NotNow, Unanswered
from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_batch_work as batch_work
from odoo.addons.whatsapp_twilio.models import (
    whatsapp_twilio_message_dispatch as dispatch,
)
from odoo.addons.whatsapp_twilio.models import (
    whatsapp_twilio_message_receiver as receiver,
)
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_worker import (
    PATIENCE,
    STEP_ATTEMPTS,
)

from .common import ERRORS
from .test_batch import BatchCase
from .test_outbound import listed

SEND, BATCH = "whatsapp_twilio.ir_cron_send", "whatsapp_twilio.ir_cron_batch"
RECEIVE = "whatsapp_twilio.ir_cron_receive"


class WorkerCase(BatchCase, CronMixinCase):
    def setUp(self):
        super().setUp()
        self.lane = self.env.ref(SEND)

    @contextmanager
    def working(self, *answers):
        """Twilio gives these answers; what a worker commits stays in this test."""
        with (
            self.twilio(*answers) as twilio,
            patch.object(self.cr, "commit"),
            patch.object(self.cr, "rollback"),
        ):
            yield twilio

    def run_dispatcher(self):
        self.ledger.with_context(cron_id=self.lane.id)._cron_send()

    def talks(self, count):
        return [self.conversation(customer=f"+39344{n:07d}") for n in range(count)]

    def moments_ago(self):
        return fields.Datetime.now() - 2 * PATIENCE


@tagged("post_install", "-at_install")
class TestDispatcherRun(WorkerCase):
    def test_what_is_taken_is_committed_before_anything_leaves(self):
        row = self.send(self.conversation())
        committed, at_request = [], []
        with self.working() as twilio:
            self.cr.commit.side_effect = lambda: committed.append(row.state)
            ask = twilio.request

            def request(*args, **kwargs):
                at_request.append(committed[-1])
                return ask(*args, **kwargs)

            twilio.request = request
            self.run_dispatcher()
        self.assertEqual(at_request, ["sending"])
        self.assertTrue(row.sid)

    def test_it_sends_all_that_is_queued(self):
        rows = [self.send(talk, str(n)) for talk in self.talks(2) for n in range(2)]
        with self.working() as twilio:
            self.run_dispatcher()
        self.assertEqual(len(twilio.sent), 4)
        self.assertTrue(all(row.sid for row in rows))

    def test_it_begins_with_what_its_last_run_left_in_doubt(self):
        row = self.send(self.conversation())
        self.ledger._claim(self.lane.id, 1)
        with self.working() as twilio:
            twilio.answers = [twilio.listing(listed(row, sid="SMcut"))]
            self.run_dispatcher()
        self.assertEqual(row.sid, "SMcut")
        self.assertFalse(twilio.sent)

    def test_what_twilio_has_taken_is_in_no_doubt(self):
        row = self.send(self.conversation())
        with self.working() as twilio:
            self.run_dispatcher()
            self.run_dispatcher()
        self.assertEqual(row.state, "sending")
        self.assertEqual(len(twilio.asked), 1)

    def test_it_ends_for_a_customer_who_waits_and_comes_back(self):
        [talk] = self.talks(1)
        first, second = self.send(talk, "1"), self.send(talk, "2")
        self.ledger._keep_inbound(self.account, self.form())
        self.cr.execute(
            "UPDATE whatsapp_twilio_message SET create_date = %s "
            "WHERE state = 'received'",
            [self.moments_ago()],
        )
        with self.working(), self.capture_triggers(SEND) as planned:
            self.run_dispatcher()
        self.assertTrue(first.sid)
        self.assertEqual(second.state, "queued")
        self.assertTrue(planned.records)

    def test_what_is_due_later_is_planned(self):
        row = self.send(self.conversation())
        with (
            self.working(NotNow("20429", "", 600)) as twilio,
            self.capture_triggers(SEND) as planned,
        ):
            self.run_dispatcher()
        self.assertEqual(len(twilio.sent), 1)
        self.assertEqual(planned.records.call_at, row.next_attempt_at)

    def test_other_lanes_are_woken_where_one_does_not_carry_all(self):
        other = self.lane.copy()
        for waiting, woken in ((2, self.env["ir.cron"]), (3, other)):
            for talk in self.talks(waiting):
                self.send(talk)
            with (
                patch.object(dispatch, "IN_FLIGHT", 2),
                self.working(),
                self.capture_triggers() as triggers,
            ):
                self.run_dispatcher()
            self.assertEqual(triggers.records.cron_id, woken, waiting)


@tagged("post_install", "-at_install")
class TestReceiverRun(WorkerCase):
    def test_each_row_is_committed_by_itself(self):
        for body in ("1", "2"):
            self.ledger._keep_inbound(self.account, self.form(body))
        done = []
        with self.working():
            both = [("body", "in", ("1", "2")), ("state", "=", "done")]
            count = partial(self.ledger.search_count, both)
            self.cr.commit.side_effect = lambda: done.append(count())
            self.ledger._cron_receive()
        self.assertEqual(sorted(set(done)), [0, 1, 2])

    def test_it_comes_back_for_what_it_has_no_time_for(self):
        for body in ("1", "2"):
            self.ledger._keep_inbound(self.account, self.form(body))
        with (
            self.working(),
            patch.object(receiver, "RUN", -1),
            self.capture_triggers(RECEIVE) as woken,
        ):
            self.ledger._cron_receive()
            self.assertEqual(len(woken.records), 1)
            self.assertTrue(self.ledger._receive_next(), "one was left")


@tagged("post_install", "-at_install")
class TestStepsOfWorkers(WorkerCase):
    def test_a_step_is_made_again_where_others_touched_the_same(self):
        tries = []

        def step(fails):
            tries.append(fails)
            if len(tries) <= fails:
                raise SerializationFailure
            return "done"

        with self.working():
            self.assertEqual(self.ledger._committed(step, 2), "done")
            self.assertEqual(self.cr.rollback.call_count, 2)
            self.assertEqual(self.cr.commit.call_count, 1)
            with self.assertRaises(ConcurrencyError):
                self.ledger._committed(step, 99)

    def test_answers_that_cannot_be_written_together_are_written_one_by_one(self):
        rows = [self.send(talk) for talk in self.talks(3)]
        ledger, together = type(self.ledger), []
        settle_each = ledger._settle_each

        def contended(self, answers):
            together.append(len(answers))
            if len(answers) > 1:
                raise SerializationFailure
            settle_each(self, answers)

        with self.working(), patch.object(ledger, "_settle_each", contended):
            self.run_dispatcher()
        self.assertGreater(max(together), 1)
        self.assertTrue(all(row.sid for row in rows))

    def test_where_no_more_can_be_claimed_what_is_under_way_is_settled(self):
        row = self.send(self.conversation())
        ledger, limits = type(self.ledger), []
        claim = ledger._claim

        def contended(self, lane, limit):
            limits.append(limit)
            if 1 < len(limits) <= 1 + STEP_ATTEMPTS:
                raise SerializationFailure
            return claim(self, lane, limit)

        with self.working(), patch.object(ledger, "_claim", contended):
            self.run_dispatcher()
        self.assertTrue(row.sid)

    @mute_logger(ERRORS)
    def test_what_cannot_be_handed_over_fails_and_holds_up_no_other(self):
        """Such as a file of a type that an update of this addon knows no more."""
        poison, *others = [self.send(talk) for talk in self.talks(3)]
        file = self.env["ir.attachment"].create({"name": "old.xyz", "raw": b"x"})
        poison.write({"mimetype": "application/x-old", "attachment_id": file.id})
        with self.working() as twilio:
            self.run_dispatcher()
        self.assertEqual(len(twilio.sent), 2)
        self.assertTrue(all(row.sid for row in others))
        self.assertEqual((poison.state, poison.cause), ("failed", "other"))
        self.assertEqual(poison.mail_message_id.whatsapp_delivery["state"], "failed")

    @mute_logger(ERRORS)
    def test_what_may_have_left_is_never_told_as_failed(self):
        row = self.send(self.conversation())
        with self.working(Unanswered("", "")):
            self.dispatch()
        row.next_attempt_at = fields.Datetime.now()
        strange = patch.object(type(row), "_to_lookup", side_effect=ValueError("no"))
        with self.working(), strange:
            self.run_dispatcher()
        self.assertEqual(row.state, "unknown")

    @mute_logger(ERRORS)
    def test_an_answer_that_cannot_be_written_holds_up_no_other(self):
        poison, *others = [self.send(talk) for talk in self.talks(3)]
        ledger = type(self.ledger)
        settle = ledger._settle

        def failing(self, job, answer):
            if job.row_id == poison.id:
                raise ValueError("strange")
            settle(self, job, answer)

        with self.working(), patch.object(ledger, "_settle", failing):
            self.run_dispatcher()
        self.assertTrue(all(row.sid for row in others))
        self.assertEqual((poison.state, poison.sid), ("sending", False))

    def test_a_batch_takes_one_step_where_a_reply_waits_and_comes_back(self):
        batch = self.begin(self.people(6)).sudo()
        reply = self.send(self.conversation())
        reply.queued_at = self.moments_ago()
        with (
            patch.object(batch_work, "CHUNK", 2),
            self.working(),
            self.capture_triggers(BATCH) as woken,
        ):
            batch._cron_batch()
            self.assertEqual(len(batch.message_ids), 2)
            self.assertTrue(woken.records)
            reply._move("canceled")
            batch._cron_batch()
        self.assertEqual((len(batch.message_ids), batch.state), (6, "done"))

    def test_a_batch_that_waits_for_room_comes_back_for_it(self):
        self.sender.messaging_limit = "2 Customers/24hr"
        batch = self.begin(self.people(4)).sudo()
        with self.working(), self.capture_triggers(BATCH) as planned:
            batch._cron_batch()
        self.assertEqual(len(batch.message_ids), 2)
        self.assertEqual(planned.records.call_at, batch.resume_at)

    def test_a_batch_that_another_worker_is_at_stops_no_other(self):
        busy, free = self.begin(self.people(2)), self.begin(self.people(2, 50))
        batches = type(busy)
        step = batches._step

        def contended(self):
            if self == busy:
                self.state = "done"  # by the other one, in the end
                raise ConcurrencyError("another worker")
            return step(self)

        with self.working(), patch.object(batches, "_step", contended):
            busy.sudo()._cron_batch()
        self.assertEqual(len(free.sudo().message_ids), 2)
