"""Batches: one template to many, in the background, each once, within the limit."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_batch_work as work
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_setting import CONFIRMED

from .test_template_compose import ComposeCase


class BatchCase(ComposeCase):
    def people(self, count, start=0):
        return self.env["res.partner"].create(
            [
                {"name": f"P{n:03}", "phone": f"+39333{start + n:07d}"}
                for n in range(count)
            ]
        )

    def begin(self, partners, user=None, **values):
        values = {"paths": {"1": "name"}, "sender": self.sender, **values}
        user = user or self.ann
        values["sender"] = values["sender"].with_user(user)
        return partners.with_user(user)._whatsapp_begin_batch(
            self.approved.with_user(user), **values
        )

    def work_on(self, batch, steps=99):
        batch = batch.sudo()
        while steps and batch.state == "running" and not batch.resume_at:
            batch._step()
            steps -= 1

    def left_out(self, batch):
        rows = batch.recipient_ids.filtered(lambda one: one.state == "left_out")
        return {row.name: row.reason for row in rows}


@tagged("post_install", "-at_install")
class TestBatch(BatchCase):
    def test_many_get_it_each_once_with_their_own_values(self):
        batch = self.begin(self.people(120))
        self.assertFalse(batch.message_ids, "nothing is done while the person waits")
        self.work_on(batch)
        self.assertEqual(batch.state, "done")
        rows = batch.sudo().message_ids
        self.assertEqual(len(rows.conversation_id), 120)
        self.assertEqual(
            {row.body for row in rows},
            {f"Hi P{n:03}, may we write to you?" for n in range(120)},
        )
        self.assertEqual(set(rows.mapped("state")), {"queued"})

    def test_it_shows_as_if_the_person_had_sent_each(self):
        [one] = self.people(1)
        self.begin(one)
        self.work_on(self.env["whatsapp.twilio.batch"].search([]))
        row = self.ledger.search([("batch_id", "!=", False)])
        one_by_hand = self.nora.with_user(self.ann)._whatsapp_send_template(
            self.approved.with_user(self.ann), {"1": "P000"}, sender=self.sender
        )
        alike = ("author_id", "body", "message_type", "subtype_id", "email_from")
        by_hand, message = one_by_hand.messages.sudo(), row.mail_message_id
        for name in alike:
            self.assertEqual(message[name], by_hand[name], name)
        self.assertEqual(message.whatsapp_delivery["state"], "queued")
        self.assertEqual(self.notes(one).author_id, self.ann.partner_id)
        self.assertEqual((row.res_model, row.res_id), ("res.partner", one.id))
        talk = row.conversation_id
        self.assertFalse(self.seated(talk), "its answers are for the whole brand")
        self.assertEqual((talk.state, talk.reply_state), ("pending", "session_expired"))

    def test_a_known_conversation_is_continued_live(self):
        talk = self.conversation(customer="+393330000000")
        self.cr.precommit.run()
        before = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self.work_on(self.begin(self.people(3)))
        self.assertEqual(talk.whatsapp_message_ids.sorted("id")[-1].kind, "template")
        self.cr.precommit.run()
        sent = self.env["bus.bus"].search([("id", ">", before)])
        news = [one for one in sent if "discuss.channel/new_message" in one.message]
        self.assertEqual(len(news), 1, "nobody can look at the new ones yet")

    def test_who_cannot_be_reached_is_left_out_by_name(self):
        people = self.people(3)
        people[1].phone = people[0].phone
        people[2].phone = False
        self.conversation(customer="+393330000007").opted_out_at = "2026-01-01"
        gone, stopped = self.people(2, 6)
        gone.name, stopped.name = "Gone", "Stopped"
        batch = self.begin(people | gone | stopped)
        gone.unlink()
        self.work_on(batch)
        left_out = self.left_out(batch)
        self.assertEqual(left_out["P001"], "same number as P000")
        self.assertEqual(left_out["P002"], "no number")
        self.assertIn("opted out", left_out["Stopped"])
        self.assertIn("It is gone", left_out["Gone"])
        self.assertEqual(len(batch.message_ids), 1)
        for words in ("No number<div><strong>P002<", "<strong>Stopped<"):
            self.assertIn(words, batch.left_out)
        self.assertEqual((batch.left_out_count, batch.recipient_count), (4, 5))

    def test_who_never_wrote_is_known_to_refuse_before_and_starts_nothing(self):
        people = self.people(2)
        self.approved.category = "marketing"
        self.env["whatsapp.twilio.consent"].create(
            {"partner_id": people[0].id, "brand_id": self.brand.id}
        )
        composer = self.composer(people.with_user(self.ann))
        self.assertEqual(composer.headline, "It goes to 1 of 2.")
        self.assertIn("has not opted in", composer.left_out)
        self.assertIn("P001", composer.left_out)
        batch = self.begin(people)
        self.work_on(batch)
        self.assertIn("has not opted in", self.left_out(batch)["P001"])
        self.assertFalse(self.talk_with("+393330000001"))

    def test_a_batch_outlives_its_template_and_who_sent_it(self):
        for gone in ("template_id", "sender_id", "user_id"):
            with self.subTest(gone), self.cr.savepoint() as savepoint:
                batch = self.begin(self.people(2), user=self.leaver()).sudo()
                batch._step()
                batch.message_ids._cancel_queued()
                name = batch.name
                batch.state = "running"
                batch[gone].with_context(**{CONFIRMED: True}).unlink()
                self.env.invalidate_all()
                self.work_on(batch)
                self.assertEqual((batch.state, batch.name), ("paused", name))
                self.assertIn("was deleted", batch.problem)
                savepoint.rollback()

    def leaver(self):
        return self.ann.copy({"login": "leaver", "name": "Leaver"})

    def test_a_missing_value_blocks_before_and_leaves_out_later(self):
        people = self.people(2)
        with self.assertRaisesRegex(UserError, "P000 has nothing for"):
            self.begin(people, paths={"1": "email"})
        people.email = "x@example.com"
        batch = self.begin(people, paths={"1": "email"})
        people[1].email = False
        self.work_on(batch)
        self.assertIn("has nothing for", self.left_out(batch)["P001"])

    def test_a_worker_that_is_cut_off_leaves_whole_steps_and_goes_on(self):
        people = self.people(20)
        batch = self.begin(people).sudo()
        with patch.object(work, "CHUNK", 8):
            batch._step()
            made = batch.message_ids
            with self.assertRaises(ZeroDivisionError), self.cr.savepoint():
                batch._step()
                self.env.flush_all()
                1 / 0  # noqa: B018 - the end of the worker
            self.env.invalidate_all()
            self.assertEqual(batch.message_ids, made)
            self.work_on(batch)
        self.assertEqual(len(batch.message_ids), 20)
        self.assertEqual(len(batch.message_ids.conversation_id), 20)

    def test_what_stops_our_side_stops_the_batch_and_leaves_nobody_out(self):
        paused, off = self.begin(self.people(30)), self.begin(self.people(30, 30))
        self.account.paused_at = fields.Datetime.now()
        self.work_on(paused)
        self.assertEqual(paused.sudo().state, "running")
        self.assertGreater(paused.sudo().resume_at, fields.Datetime.now())
        self.assertTrue(paused.account_paused_at)
        self.account._resume()
        self.assertFalse(paused.sudo().resume_at, "it goes on at once")
        self.brand.active = False
        self.work_on(off)
        self.assertEqual(off.sudo().state, "paused")
        self.assertIn("brand", off.sudo().problem)
        self.assertFalse(self.left_out(paused.sudo()) | self.left_out(off.sudo()))

    def test_it_is_sent_with_the_rights_of_the_person(self):
        people = self.people(3)
        batch = self.begin(people)
        self.brand.agent_ids -= self.ann
        self.work_on(batch)
        self.assertEqual(batch.sudo().state, "paused")
        self.assertTrue(batch.sudo().problem)
        self.assertFalse(batch.sudo().message_ids)
        self.brand.agent_ids += self.ann
        batch.action_resume()
        self.work_on(batch)
        self.assertEqual(len(batch.message_ids), 3)

    def test_others_neither_see_nor_steer_it(self):
        batch = self.begin(self.people(1)).with_user(self.outsider)
        self.assertFalse(batch.search([]))
        self.assertFalse(batch.recipient_ids.search([]))
        with self.assertRaisesRegex(UserError, ""):
            batch.action_pause()

    def test_pause_resume_and_cancel(self):
        batch = self.begin(self.people(20))
        with patch.object(work, "CHUNK", 8):
            self.work_on(batch, 1)
            batch.action_pause()
            self.work_on(batch)
            self.assertEqual(len(batch.message_ids), 8)
            batch.action_resume()
            self.work_on(batch, 1)
            with self.twilio():
                self.dispatch()
            batch.action_cancel()
            self.work_on(batch)
        states = batch.sudo().message_ids.mapped("state")
        self.assertEqual(set(states), {"sending", "canceled"} & set(states))
        self.assertEqual((batch.state, batch.waiting_count), ("canceled", 0))
        self.assertEqual(batch.left_out_count, 4)
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.sent)

    def test_the_form_counts_what_came_of_it(self):
        batch = self.begin(self.people(4))
        self.work_on(batch)
        self.assertEqual((batch.on_its_way_count, batch.progress), (4, 0))
        with self.twilio():
            self.dispatch()
        rows = batch.sudo().message_ids
        self.status(rows[0], "delivered")
        self.status(rows[1], "read")
        self.status(rows[2], "failed", ErrorCode="63024")
        batch.invalidate_recordset()
        counts = (batch.sent_count, batch.delivered_count, batch.read_count)
        self.assertEqual((*counts, batch.failed_count), (2, 2, 1, 1))
        self.assertEqual(batch.progress, 75)


@tagged("post_install", "-at_install")
class TestBatchLimit(BatchCase):
    def setUp(self):
        super().setUp()
        self.sender.messaging_limit = "15 Customers/24hr"

    def test_it_stops_exactly_at_the_limit_and_waits(self):
        batch = self.begin(self.people(40))
        with patch.object(work, "CHUNK", 8):
            self.work_on(batch)
        self.assertEqual(len(batch.message_ids), 15)
        self.assertEqual((batch.state, batch.waiting_count), ("running", 25))
        self.assertGreater(batch.resume_at, fields.Datetime.now())
        self.assertFalse(batch.sudo()._due())
        self.sender.messaging_limit = "25 Customers/24hr"
        batch.sudo().resume_at -= timedelta(hours=2)
        self.assertEqual(batch.sudo()._due().ids, batch.ids)
        batch.sudo().resume_at = False
        with patch.object(work, "CHUNK", 8):
            self.work_on(batch)
        self.assertEqual(len(batch.message_ids), 25)
        self.assertEqual(len(batch.message_ids.conversation_id), 25)

    def test_the_turn_is_taken_before_anything_is_done(self):
        batch = self.begin(self.people(2)).sudo()
        portfolios = self.env["whatsapp.twilio.portfolio"]
        batch._take(1)
        self.assertEqual(portfolios.search([]).name, self.account.account_sid)

    def test_or_it_leaves_the_rest_out_by_name(self):
        batch = self.begin(self.people(40), over_limit="leave_out")
        with patch.object(work, "CHUNK", 8):
            self.work_on(batch)
        self.assertEqual((len(batch.message_ids), batch.state), (15, "done"))
        left_out = self.left_out(batch)
        self.assertEqual(len(left_out), 25)
        self.assertIn("15 customers in 24 hours", left_out["P039"])
        talks = self.env["whatsapp.twilio.conversation"].search(
            [("partner_id.name", "like", "P0")]
        )
        self.assertEqual(len(talks), 15, "nothing begins for who is left out")

    def test_customers_in_their_session_need_no_place(self):
        people = self.people(20)
        for person in people[10:]:
            self.conversation(customer=person.phone)
        batch = self.begin(people)
        self.work_on(batch)
        self.assertEqual((len(batch.message_ids), batch.state), (20, "done"))

    def test_the_composer_says_beforehand_how_many_fit_and_makes_a_batch(self):
        composer = self.composer(self.people(30).with_user(self.ann))
        self.assertEqual(composer.headline, "It goes to 30 of 30.")
        self.assertEqual(composer.room, "Your messaging limit has room for 15 now.")
        composer.over_limit = "leave_out"
        self.fill(composer, path="name")
        action = composer.save().action_send()
        batch = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((batch.over_limit, batch.user_id), ("leave_out", self.ann))
        self.assertEqual(batch.waiting_count, 30)

    def test_few_are_sent_at_once_and_told_nothing_of_room_that_there_is(self):
        composer = self.composer(self.people(3).with_user(self.ann))
        self.assertFalse(composer.room)
        self.fill(composer, path="name")
        composer.save().action_send()
        self.assertFalse(self.env["whatsapp.twilio.batch"].search([]))

    def test_many_cost_few_queries_each(self):
        batch = self.begin(self.people(100)).sudo()
        self.sender.messaging_limit = "1K"
        batch._step()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        batch._step()
        self.env.flush_all()
        self.assertEqual(len(batch.message_ids), 100)
        self.assertLess((self.cr.sql_log_count - before) / work.CHUNK, 4)
