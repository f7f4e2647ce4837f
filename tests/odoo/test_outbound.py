from datetime import timedelta
from email.utils import format_datetime

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.whatsapp_twilio.gateway.errors import NotNow, Unanswered
from odoo.addons.whatsapp_twilio.models import (
    whatsapp_twilio_message_dispatch as dispatch,
)
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_message_job import answer

from .common import CUSTOMER, NUMBER, WhatsAppCase


@tagged("post_install", "-at_install")
class TestOutbound(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.talk = self.conversation()

    def test_an_answer_is_queued_with_the_post(self):
        row = self.send(self.talk, "Hello")
        self.assertEqual((row.state, row.body), ("queued", "Hello"))
        self.assertEqual(row.mail_message_id.message_type, "whatsapp_message")
        self.assertEqual(row.mail_message_id.author_id, self.ann.partner_id)
        self.assertEqual(row.mail_message_id.whatsapp_delivery["state"], "queued")

    def test_a_row_is_known_by_how_its_text_begins(self):
        row = self.send(self.talk, "Hello " * 20)
        self.assertEqual(row.display_name, "Hello Hello Hello Hello Hello Hello Hel…")

    def test_the_dispatcher_hands_it_to_twilio(self):
        row = self.send(self.talk, "Hello")
        with self.twilio() as twilio:
            self.assertEqual(self.dispatch(), 1)
        sent = twilio.sent[0]
        self.assertEqual(sent["From"], f"whatsapp:{NUMBER}")
        self.assertEqual(sent["To"], f"whatsapp:{CUSTOMER}")
        self.assertEqual(sent["Body"], "Hello")
        self.assertTrue(sent["StatusCallback"].endswith(f"/status/{row.uuid}"))
        self.assertTrue(sent["StatusCallback"].startswith("https://odoo.example.com/"))
        self.assertEqual(row.state, "sending", "taken by Twilio is not yet sent")
        self.assertTrue(row.sid)
        self.assertEqual(self.dispatch(), 0)

    def test_the_customer_gets_the_text_that_the_agent_sees(self):
        body = Markup("1 &lt; 2<br>next <a href='https://x.org'>https://x.org</a>")
        self.assertEqual(self.send(self.talk, body).body, "1 < 2\nnext https://x.org")
        self.assertEqual(self.send(self.talk, "1 < 2").body, "1 < 2")

    def test_messages_of_one_conversation_go_out_in_order(self):
        first, second = self.send(self.talk, "1"), self.send(self.talk, "2")
        other = self.send(self.conversation(customer="+4915112345678"), "other")
        with self.twilio() as twilio:
            self.dispatch()
            self.assertEqual([s["Body"] for s in twilio.sent], ["1", "other"])
            self.dispatch()
        self.assertEqual([s["Body"] for s in twilio.sent], ["1", "other", "2"])
        self.assertTrue(first.sid and second.sid and other.sid)

    def test_a_refusal_is_a_failure_with_a_cause(self):
        row = self.send(self.talk)
        with self.twilio() as twilio:
            twilio.answers = [twilio.refused(21211, "Invalid 'To'")]
            self.dispatch()
        self.assertEqual((row.state, row.error_code), ("failed", "21211"))
        delivery = row.mail_message_id.whatsapp_delivery
        self.assertIn("Check the customer's number", delivery["cause"])
        self.assertTrue(delivery["can_retry"])

    def test_a_failure_stands_in_the_authors_list_until_it_is_over(self):
        row = self.send(self.talk)
        with self.twilio() as twilio:
            twilio.answers = [twilio.refused(21211)]
            self.dispatch()
        failure = row.mail_message_id.notification_ids
        self.assertEqual(failure.notification_type, "whatsapp")
        self.assertEqual(failure.notification_status, "exception")
        self.assertEqual(failure.author_id, self.ann.partner_id)
        row.with_user(self.ann).action_retry()
        self.assertEqual(failure.notification_status, "sent")

    def test_too_many_requests_wait_and_are_sent_once(self):
        row = self.send(self.talk)
        with self.twilio(NotNow("20429", "", 7)) as twilio:
            self.dispatch()
            self.assertEqual(row.state, "queued")
            self.assertGreater(row.next_attempt_at, fields.Datetime.now())
            self.assertEqual(self.dispatch(), 0)
            row.next_attempt_at = fields.Datetime.now()
            self.dispatch()
        self.assertTrue(row.sid)
        self.assertEqual(len(twilio.sent), 2)

    def test_after_a_time_out_twilio_is_asked_before_anything_is_sent_again(self):
        row = self.send(self.talk, "Hello")
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            self.assertEqual(row.state, "unknown")
            self.assertEqual(row.mail_message_id.whatsapp_delivery["state"], "unknown")
            row.next_attempt_at = fields.Datetime.now()
            twilio.answers = [twilio.listing(listed(row, sid="SMfound"))]
            self.dispatch()
        self.assertEqual((row.sid, row.state), ("SMfound", "sent"))
        self.assertEqual(len(twilio.sent), 1, "it was never sent again")

    def test_what_twilio_never_got_is_sent_again_after_a_while(self):
        row = self.send(self.talk, "Hello")
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            row.next_attempt_at = fields.Datetime.now()
            twilio.answers = [twilio.listing()]
            self.dispatch()
            self.assertEqual(row.state, "unknown", "too early to be sure")
            row.next_attempt_at = fields.Datetime.now()
            row.attempted_at -= timedelta(minutes=1)
            twilio.answers = [twilio.listing()]
            self.dispatch()
            self.assertEqual(row.state, "queued")
            self.dispatch()
        self.assertEqual(len(twilio.sent), 2)
        self.assertTrue(row.sid)

    def test_a_lookup_does_not_take_another_message_for_ours(self):
        earlier = self.send(self.talk, "Ok")
        with self.twilio():
            self.dispatch()
        row = self.send(self.talk, "Ok")
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            row.next_attempt_at = fields.Datetime.now()
            twilio.answers = [
                twilio.listing(
                    listed(row, sid="SMinbound", direction="inbound"),
                    listed(row, sid="SMother", body="Ok!"),
                    listed(row, sid=earlier.sid),
                )
            ]
            self.dispatch()
        self.assertEqual((row.sid, row.state), (False, "unknown"))

    def test_a_failed_lookup_decides_nothing(self):
        row = self.send(self.talk)
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            row.next_attempt_at = fields.Datetime.now()
            twilio.answers = [twilio.refused(20404, status=404)]
            self.dispatch()
        self.assertEqual(row.state, "unknown")

    def test_what_was_cut_off_is_doubted_and_later_ones_wait_for_it(self):
        row = self.send(self.talk, "1")
        self.ledger._claim(7, 1)
        later = self.send(self.talk, "2")
        self.ledger._doubt_cut_off(8)
        self.assertEqual(row.state, "sending", "another lane's row")
        self.ledger._doubt_cut_off(7)
        self.assertEqual(row.state, "unknown")
        with self.twilio() as twilio:
            twilio.answers = [twilio.listing(listed(row, sid="SMcut"))]
            self.dispatch()
            self.assertFalse(later.sid)
            self.dispatch()
        self.assertEqual(row.sid, "SMcut")
        self.assertTrue(later.sid)

    def test_what_a_lane_left_that_is_gone_since_is_doubted_by_another(self):
        row = self.send(self.talk)
        self.ledger._claim(7, 1)
        row.attempted_at -= dispatch.LONGEST_RUN + timedelta(minutes=1)
        self.ledger._doubt_cut_off(8)
        self.assertEqual(row.state, "unknown")

    def test_a_callback_before_the_answer_is_not_undone_by_it(self):
        row = self.send(self.talk)
        job = self.ledger._claim(0, 1)[0]
        self.status(row, "delivered", MessageSid="SMearly")
        with self.twilio():
            self.ledger._settle(job, answer({}, job))
        self.assertEqual((row.state, row.sid), ("delivered", "SMearly"))

    def test_what_is_queued_when_the_session_ends_is_not_sent(self):
        row = self.send(self.talk)
        self.sender.active = False
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.sent)
        self.assertEqual((row.state, row.cause), ("failed", "account_deactivated"))

    def test_retry_sends_again_once(self):
        row = self.send(self.talk, "Hello")
        with self.twilio() as twilio:
            twilio.answers = [twilio.refused(21211)]
            self.dispatch()
            row.with_user(self.ann).action_retry()
            row.with_user(self.bob).action_retry()
            self.dispatch()
            self.dispatch()
        self.assertEqual([s["Body"] for s in twilio.sent], ["Hello", "Hello"])
        again = row.retried_by_id
        self.assertEqual(row.state, "failed", "the ledger keeps what happened")
        self.assertEqual(row.mail_message_id.whatsapp_delivery["id"], again.id)

    def test_what_was_delivered_cannot_be_retried(self):
        row = self.send(self.talk)
        with self.twilio():
            self.dispatch()
        self.status(row, "delivered")
        row.with_user(self.ann).action_retry()
        self.assertFalse(row.retried_by_id)

    def test_free_text_outside_the_window_is_refused_and_nothing_is_queued(self):
        with (
            freeze_time(self.talk.window_closes_at),
            self.assertRaises(UserError) as no,
        ):
            self.send(self.talk)
        self.assertIn("Session expired", str(no.exception))
        self.assertEqual(len(self.talk.whatsapp_message_ids), 1)
        self.assertEqual(len(self.talk.channel_id.message_ids), 1)

    def test_an_empty_a_too_long_text_and_a_file_are_refused(self):
        for body in ("", "   ", Markup("<br>"), "x" * 1601):
            with self.assertRaises(UserError):
                self.send(self.talk, body)
        with self.assertRaises(UserError):
            self.talk.channel_id.with_user(self.ann).message_post(
                body="see", message_type="comment", attachments=[("a.txt", b"a")]
            )
        self.assertEqual(self.send(self.talk, "x" * 1600).state, "queued")

    def test_notes_and_notifications_never_leave_odoo(self):
        channel = self.talk.channel_id.with_user(self.ann)
        channel.message_post(body="Secret", subtype_xmlid="mail.mt_note")
        channel.message_post(
            body="Secret", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        note = self.env.ref("mail.mt_note")
        channel.message_post(body="S", message_type="comment", subtype_id=note.id)
        channel.message_post(body="Joined", message_type="notification")
        self.assertEqual(
            self.talk.whatsapp_message_ids.mapped("direction"), ["inbound"]
        )

    def test_nobody_speaks_in_another_name_or_for_the_customer(self):
        row = self.talk.whatsapp_message_ids
        message = self.talk.channel_id.with_user(self.ann).message_post(
            body="Me",
            message_type="comment",
            author_id=self.talk.partner_id.id,
            whatsapp_message_ids=[(4, row.id)],
            whatsapp_row=row.id,
        )
        self.assertEqual(message.author_id, self.ann.partner_id)
        self.assertEqual(message.sudo().whatsapp_message_ids.direction, "outbound")
        self.assertNotEqual(row.mail_message_id, message)

    def test_sent_messages_can_be_neither_changed_nor_deleted(self):
        message = self.send(self.talk).mail_message_id.with_user(self.ann)
        with self.assertRaises(UserError):
            message.write({"body": "other"})
        with self.assertRaises(UserError):
            message.unlink()
        with self.assertRaises(UserError):
            self.talk.channel_id.with_user(self.ann)._message_update_content(
                message, body="other"
            )

    def test_mentioning_never_reaches_the_customer_by_mail(self):
        self.talk.partner_id.email = "carla@example.com"
        message = self.talk.channel_id.with_user(self.ann).message_post(
            body="@Carla",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.talk.partner_id.ids,
        )
        self.assertFalse(message.partner_ids)
        self.assertFalse(message.notification_ids)

    def test_others_cannot_send(self):
        with self.assertRaises(AccessError):
            self.send(self.talk, user=self.outsider)


def listed(row, **values):
    """A row as Twilio lists it."""
    now = fields.Datetime.now().astimezone()
    return {
        "sid": "SMx",
        "body": row.body or "",
        "direction": "outbound-api",
        "num_media": "0",
        "status": "sent",
        "date_created": format_datetime(now),
        **values,
    }
