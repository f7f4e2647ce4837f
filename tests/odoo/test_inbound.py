from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import CUSTOMER, ERRORS, NUMBER, WhatsAppCase


@tagged("post_install", "-at_install")
class TestInbound(WhatsAppCase):
    def test_a_first_message_makes_a_contact_and_a_conversation(self):
        row = self.receive("Do you have tents?")
        conversation = row.conversation_id
        self.assertEqual(row.state, "done")
        self.assertEqual(conversation.partner_id.name, "Carla")
        self.assertEqual(conversation.partner_id.phone_sanitized, CUSTOMER)
        self.assertEqual(conversation.brand_id, self.brand)
        self.assertEqual(conversation.channel_id.channel_type, "whatsapp")
        message = row.mail_message_id
        self.assertIn("Do you have tents?", message.body)
        self.assertEqual(message.author_id, conversation.partner_id)
        self.assertEqual(message.message_type, "whatsapp_message")

    def test_the_same_form_is_kept_once(self):
        form = self.form()
        self.assertTrue(self.ledger._keep_inbound(self.account, form))
        self.assertFalse(self.ledger._keep_inbound(self.account, form))

    def test_a_form_that_cannot_be_kept_now_is_not_told_to_the_log(self):
        nowhere = self.account.browse(2**30)
        with (
            self.assertNoLogs("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.ledger._keep_inbound(nowhere, self.form("A private question"))

    def test_a_customer_has_one_conversation_with_one_number(self):
        first, second = self.receive("one"), self.receive("two")
        self.assertEqual(first.conversation_id, second.conversation_id)
        bodies = first.conversation_id.channel_id.message_ids.mapped("body")
        self.assertIn("two", bodies[0])
        self.assertIn("one", bodies[1])

    def test_a_known_contact_is_found_and_keeps_its_name(self):
        known = self.env["res.partner"].create({"name": "Typed", "phone": CUSTOMER})
        self.assertEqual(self.conversation().partner_id, known)
        self.assertEqual(known.name, "Typed")

    def test_both_ways_to_write_a_brazilian_number_are_one_contact(self):
        known = self.env["res.partner"].create({"name": "B", "phone": "+5511987654321"})
        conversation = self.conversation(customer="+551187654321")
        self.assertEqual(conversation.partner_id, known)
        again = self.conversation(customer="+5511987654321")
        self.assertEqual(again, conversation)

    def test_a_customer_without_a_number_is_accepted_and_recognised_later(self):
        bsuid = {"ExternalUserId": "whatsapp:IT.123"}
        hidden = self.conversation(**bsuid, From="whatsapp:IT.123")
        self.assertEqual((hidden.address, hidden.phone), ("IT.123", False))
        shown = self.conversation(**bsuid)
        self.assertEqual(shown, hidden)
        self.assertEqual(shown.phone, CUSTOMER)
        self.assertEqual(self.conversation(), hidden)

    def test_who_hid_their_number_and_shows_it_again_goes_on_where_they_were(self):
        before = self.conversation()
        bsuid = {"ExternalUserId": "whatsapp:IT.123"}
        hidden = self.conversation(body="STOP", **bsuid, From="whatsapp:IT.123")
        self.assertNotEqual(hidden, before, "nobody can know yet")
        shown = self.receive("It is me", **bsuid)
        self.assertEqual((shown.state, shown.conversation_id), ("done", before))
        self.assertEqual(before._consent().state, "opted_out")
        note = hidden.channel_id.message_ids[0]
        self.assertIn("stands in the conversation with that number", note.body)
        for known in (bsuid, {**bsuid, "From": "whatsapp:IT.123"}, {}):
            self.assertEqual(self.conversation(**known), before, known)

    def test_an_answer_that_waits_reaches_who_shows_their_number_again_meanwhile(self):
        self.conversation()
        bsuid = {"ExternalUserId": "whatsapp:IT.123"}
        answer = self.send(self.conversation(**bsuid, From="whatsapp:IT.123"))
        self.receive("It is me", **bsuid)
        with self.twilio() as twilio:
            self.dispatch()
        self.assertEqual(twilio.sent[0]["To"], "whatsapp:IT.123")
        self.assertTrue(answer.sid)

    def test_html_is_shown_as_typed(self):
        row = self.receive("<b>bold</b> & <script>alert(1)</script>")
        self.assertIn("&lt;b&gt;bold&lt;/b&gt;", row.mail_message_id.body)
        self.assertNotIn("<script", row.mail_message_id.body)

    def test_a_message_opens_the_window_and_work_is_due(self):
        with freeze_time("2026-03-01 09:00:00"):
            conversation = self.conversation()
            self.assertEqual(conversation.reply_state, "open")
        self.assertEqual(
            conversation.window_closes_at - conversation.last_inbound_at,
            timedelta(hours=24),
        )
        self.assertEqual(conversation.state, "open")

    @mute_logger(ERRORS)
    def test_a_form_that_cannot_be_read_is_kept_and_holds_up_nobody(self):
        broken = self.receive(To="whatsapp:+10000000000")
        fine = self.receive("next")
        self.assertEqual((broken.state, fine.state), ("error", "done"))
        self.assertIn("sender", broken.error_message)
        self.assertEqual(broken.payload["Body"], "Hi")

    @mute_logger(ERRORS)
    def test_what_failed_is_tried_again_when_its_time_has_come(self):
        strange = {"side_effect": ValueError("strange")}
        with patch.object(type(self.ledger), "_show", **strange):
            row = self.receive()
        self.ledger._revive_errors()
        self.assertEqual(row.state, "error", "not before its time")
        row.next_attempt_at = fields.Datetime.now()
        self.ledger._revive_errors()
        self.work()
        self.assertEqual(row.state, "done")

    @mute_logger(ERRORS)
    def test_the_window_counts_from_when_we_got_it_not_from_when_we_managed(self):
        conversation = self.conversation()
        row = self.receive(To="whatsapp:+10000000000")
        received = row.create_date.replace(microsecond=0) + timedelta(minutes=1)
        row.state = "received"
        self.env.flush_all()
        update = "UPDATE whatsapp_twilio_message SET create_date = %s WHERE id = %s"
        self.env.cr.execute(update, (received, row.id))
        row.invalidate_recordset()
        row.payload = {**row.payload, "To": f"whatsapp:{NUMBER}"}
        with freeze_time(received + timedelta(hours=3)):
            self.work()
        self.assertEqual(row.state, "done")
        self.assertEqual(conversation.last_inbound_at, received)

    @mute_logger(ERRORS)
    def test_a_form_without_from_is_kept(self):
        form = self.form()
        del form["From"]
        self.ledger._keep_inbound(self.account, form)
        self.work()
        row = self.ledger.search([("sid", "=", form["MessageSid"])])
        self.assertEqual(row.state, "error")
        self.assertIn("From", row.error_message)

    def test_a_nul_character_loses_nothing(self):
        row = self.receive("a\x00b")
        self.assertEqual(row.state, "done")
        self.assertIn("a\ufffdb", row.mail_message_id.body)

    def test_a_later_message_of_a_customer_waits_for_the_earlier(self):
        first, second = self.form("first"), self.form("second")
        other = self.form("other", customer="+4915112345678")
        for form in (first, second, other):
            self.ledger._keep_inbound(self.account, form)
        claimed = self.ledger._claim_received()
        self.assertEqual(claimed.sid, first["MessageSid"])
        claimed.state = "error"
        self.env.flush_all()
        self.assertEqual(self.ledger._claim_received()[-1].sid, second["MessageSid"])

    def test_a_sender_that_is_added_again_picks_its_conversations_up(self):
        conversation = self.conversation()
        self.sender.unlink()
        self.assertTrue(conversation.exists())
        self.assertEqual(conversation.reply_state, "account_deactivated")
        again = self.env["whatsapp.twilio.sender"].create(
            {
                "account_id": self.account.id,
                "brand_id": self.brand.id,
                "number": NUMBER,
            }
        )
        self.assertEqual(conversation.sender_id, again)
        self.assertEqual(self.conversation(), conversation)

    def test_a_corrected_account_sid_leaves_customers_in_their_conversations(self):
        talk, sid = self.conversation(), "AC" + "3" * 32
        self.account.account_sid = sid
        self.assertEqual(self.receive(AccountSid=sid).conversation_id, talk)

    def test_a_number_with_conversations_stays_what_it_is(self):
        number = "+14155550188"
        self.sender.number = number  # mistyped, as nobody has written yet
        self.sender.number = NUMBER
        talk = self.conversation()
        account = self.account.copy({"account_sid": "AC" + "3" * 32})
        for values in ({"number": number}, {"account_id": account.id}):
            with self.assertRaises(ValidationError) as refused:
                self.sender.write(values)
            self.assertIn("another sender", str(refused.exception))
        self.sender.copy({"number": number})
        self.assertEqual(self.conversation(), talk)

    def test_who_writes_first_to_an_archived_sender_is_in_discuss_too(self):
        self.sender.active = False
        row = self.receive()
        self.assertEqual(row.state, "done")
        self.assertEqual(row.conversation_id.reply_state, "account_deactivated")
        self.assertTrue(row.mail_message_id)

    def test_deleting_the_account_leaves_the_conversation(self):
        conversation = self.conversation()
        self.account.unlink()
        self.assertEqual(conversation.reply_state, "integration_removed")
        self.assertEqual(len(conversation.whatsapp_message_ids), 1)
