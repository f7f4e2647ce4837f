"""A template for a record: its answers come to its chatter, and actions send it."""

from odoo.tests import tagged

from .test_template_compose import NEWCOMER, ComposeCase


@tagged("post_install", "-at_install")
class TestRecord(ComposeCase):
    def setUp(self):
        super().setUp()
        self.record = self.booking()
        self.record._whatsapp_send_template(self.approved, {"1": "Nora"})
        self.row = self.talk_with(NEWCOMER).whatsapp_message_ids

    def test_the_chatter_shows_it_with_its_live_state_and_sends_nothing_more(self):
        [note] = self.notes(self.record)
        self.assertIn("Hi Nora, may we write to you?", note.body)
        self.assertEqual(note.author_id, self.ann.partner_id)
        self.assertEqual(note.whatsapp_delivery["state"], "queued")
        self.assertFalse(note.notification_ids)
        with self.twilio() as twilio:
            while self.dispatch():
                pass
        self.assertEqual(len(twilio.sent), 1)
        self.status(self.row, "delivered")
        self.assertEqual(note.whatsapp_delivery["state"], "delivered")

    def test_who_sent_it_sees_the_state_move(self):
        with self.twilio():
            self.dispatch()
        self.cr.precommit.run()
        before = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self.status(self.row, "delivered")
        self.cr.precommit.run()
        sent = self.env["bus.bus"].search([("id", ">", before)])
        note = self.notes(self.record)
        to_ann = sent.filtered(
            lambda one: f'"res.partner",{self.ann.partner_id.id}]' in one.channel
        )
        self.assertIn(f'"id":{note.id},', "".join(to_ann.mapped("message")))

    def test_the_answer_comes_into_the_chatter_as_well(self):
        answer = self.receive("Yes, do", customer=NEWCOMER)
        note = self.notes(self.record)[0]
        self.assertIn("Yes, do", note.body)
        self.assertEqual(note.author_id, self.nora)
        self.assertEqual(
            (answer.res_model, answer.res_id), ("wa.test.booking", self.record.id)
        )
        self.assertIn("Yes, do", answer.mail_message_id.body)
        self.assertNotEqual(answer.mail_message_id, note)

    def test_after_two_contacts_are_merged_it_comes_to_the_one_that_is_left(self):
        nora = self.nora.with_user(self.ann)
        nora._whatsapp_send_template(self.approved, {"1": "Nora"})
        left = self.env["res.partner"].create({"name": "Nora Nightingale"})
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.nora | left).ids, left)
        answer = self.receive("Yes, do", customer=NEWCOMER)
        self.assertEqual(answer.conversation_id.partner_id, left)
        self.assertIn("Yes, do", left.message_ids[0].body)

    def test_more_of_the_same_session_comes_too_and_later_ones_do_not(self):
        self.receive("One", customer=NEWCOMER)
        second = self.receive("Two", customer=NEWCOMER)
        self.assertEqual(second.res_id, self.record.id)
        rows = self.talk_with(NEWCOMER).whatsapp_message_ids - self.row
        self.env.cr.execute(
            "UPDATE whatsapp_twilio_message SET create_date = "
            "create_date - interval '25 hours' WHERE id IN %s",
            [tuple(rows.ids)],
        )
        self.env.invalidate_all()
        self.assertFalse(self.receive("Three", customer=NEWCOMER).res_id)

    def test_a_quote_says_which_record_is_meant(self):
        with self.twilio():
            self.dispatch()
        later = self.booking(name="B-8")
        later._whatsapp_send_template(self.approved, {"1": "again"})
        quoting = self.receive(
            "This one", customer=NEWCOMER, OriginalRepliedMessageSid=self.row.sid
        )
        self.assertEqual(quoting.res_id, self.record.id)
        self.assertEqual(self.receive("Else", customer=NEWCOMER).res_id, quoting.res_id)

    def test_a_template_of_the_conversation_alone_ends_what_is_about_a_record(self):
        talk = self.talk_with(NEWCOMER).with_user(self.ann)
        talk._send_template(self.approved, {"1": "Nora"})
        self.assertFalse(self.receive("Yes", customer=NEWCOMER).res_id)

    def test_a_deleted_record_stops_no_answer(self):
        self.record.sudo().unlink()
        answer = self.receive("Yes", customer=NEWCOMER)
        self.assertEqual(answer.state, "done")

    def test_a_retry_stands_in_the_chatter_in_place_of_what_failed(self):
        with self.twilio((400, {"code": 63027, "message": "No", "status": 400})):
            self.dispatch()
        note = self.notes(self.record)
        self.assertEqual(note.whatsapp_delivery["state"], "failed")
        self.row.with_user(self.ann).action_retry()
        self.assertEqual(note.whatsapp_delivery["state"], "queued")
        self.assertEqual(self.row.retried_by_id.record_message_id, note)


@tagged("post_install", "-at_install")
class TestAction(ComposeCase):
    def setUp(self):
        super().setUp()
        self.action = self.env["ir.actions.server"].create(
            {
                "name": "Tell the guest",
                "model_id": self.env["ir.model"]._get_id("wa.test.booking"),
                "state": "whatsapp_template",
                "whatsapp_template_id": self.approved.id,
            }
        )
        self.action.whatsapp_value_ids.path = "partner_id.name"

    def run_on(self, records):
        context = {"active_model": records._name, "active_ids": records.ids}
        self.action.with_context(**context).run()

    def test_it_sends_a_template_about_each_record_in_nobodys_name(self):
        name = self.action._generate_action_name()
        self.assertEqual(name, "Send order_1 on WhatsApp")
        record = self.booking()
        self.run_on(record)
        [row] = self.talk_with(NEWCOMER).whatsapp_message_ids
        self.assertEqual(row.body, "Hi Nora, may we write to you?")
        self.assertEqual(row.res_id, record.id)
        self.assertEqual(
            row.mail_message_id.author_id, self.env.ref("base.partner_root")
        )
        self.assertFalse(self.seated(self.talk_with(NEWCOMER)))

    def test_without_its_template_it_says_so_and_stops_nothing_else(self):
        self.approved.unlink()
        record = self.booking()
        self.run_on(record)
        self.assertIn("has no template", record.sudo().message_ids[0].body)

    def test_where_it_cannot_be_sent_the_chatter_says_why_and_others_get_it(self):
        lost = self.booking(partner_id=False)
        self.run_on(lost | self.booking())
        [why] = lost.sudo().message_ids[0]
        self.assertIn("was not sent. B-7: no number", why.body)
        self.assertTrue(self.talk_with(NEWCOMER).whatsapp_message_ids)
