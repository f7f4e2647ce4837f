from odoo.tests import tagged

from odoo.addons.whatsapp_twilio.gateway import events

from .common import WhatsAppCase


@tagged("post_install", "-at_install")
class TestStatus(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.row = self.send(self.conversation())
        with self.twilio():
            self.dispatch()

    def test_states_follow_with_their_times(self):
        for word in ("sent", "delivered", "read"):
            self.assertTrue(self.status(self.row, word))
            self.assertEqual(self.row.state, word)
        times = [time["state"] for time in self.row._to_delivery()["times"]]
        self.assertEqual(times, ["queued", "sent", "delivered", "read"])

    def test_read_is_not_undone_by_a_late_delivered(self):
        self.status(self.row, "read")
        self.assertFalse(self.status(self.row, "delivered"))
        self.assertEqual(self.row.state, "read")

    def test_a_failure_says_its_cause_in_plain_words(self):
        self.status(self.row, "undelivered", ErrorCode="63016", ErrorMessage="x")
        delivery = self.row.mail_message_id.whatsapp_delivery
        self.assertEqual(delivery["code"], "63016")
        self.assertIn("24 hours", delivery["cause"])
        self.assertNotIn("63016", delivery["cause"])

    def test_proof_of_delivery_ends_a_failure(self):
        self.status(self.row, "failed", ErrorCode="30008")
        self.status(self.row, "delivered")
        self.assertFalse(self.row.mail_message_id.whatsapp_delivery["cause"])
        failure = self.row.mail_message_id.notification_ids
        self.assertEqual(failure.notification_status, "sent")

    def test_a_customer_who_opted_out_is_not_written_to_until_they_write(self):
        self.status(self.row, "failed", ErrorCode="21610")
        self.assertEqual(self.row.conversation_id.reply_state, "opted_out")
        self.assertEqual(self.conversation().reply_state, "open")

    def test_a_failure_is_shown_whatever_became_of_the_brand(self):
        self.brand.unlink()
        self.env.invalidate_all()
        self.status(self.row, "failed", ErrorCode="21610")
        self.assertEqual((self.row.state, self.row.cause), ("failed", "opted_out"))

    def test_of_two_tries_the_failure_of_one_does_not_fail_the_other(self):
        self.assertFalse(
            self.status(self.row, "failed", MessageSid="SMfirst", ErrorCode="30008")
        )
        self.assertEqual(self.row.state, "sending")
        self.assertTrue(self.status(self.row, "delivered", MessageSid="SMfirst"))

    def test_a_callback_for_another_account_or_uuid_changes_nothing(self):
        row = self.row
        other = self.env["whatsapp.twilio.account"].create(
            {"name": "Other", "account_sid": "AC" + "2" * 32}
        )
        read = events.read_status({"MessageSid": row.sid, "MessageStatus": "read"})
        self.assertFalse(self.ledger._apply_status(other, row.uuid, read))
        self.assertFalse(self.ledger._apply_status(row.account_id, "nope", read))
        self.assertEqual(row.state, "sending")

    def test_a_word_that_twilio_added_since_changes_nothing(self):
        self.assertFalse(self.status(self.row, "teleported"))
