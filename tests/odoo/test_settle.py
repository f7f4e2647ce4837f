"""What Twilio's answer, or its silence, makes of a row."""

from datetime import timedelta
from email.utils import format_datetime

from odoo import fields
from odoo.tests import tagged

from odoo.addons.whatsapp_twilio.gateway import client
from odoo.addons.whatsapp_twilio.gateway.errors import NotNow, Refused, Unanswered
from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_message_settle as settle

from .common import ACCOUNT_SID, NUMBER, WhatsAppCase
from .test_outbound import listed


class SettleCase(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.talk = self.conversation()

    def look_up(self, row, *found):
        """Twilio is asked about a doubted row, and lists these, newest first."""
        row.next_attempt_at = fields.Datetime.now()
        with self.twilio() as twilio:
            twilio.answers = [twilio.listing(*found)]
            self.dispatch()

    def doubted(self, body="Hello", **values):
        row = self.ledger._queue(self.talk, [{"body": body, **values}])
        with self.twilio(Unanswered("", "")):
            self.dispatch()
        self.assertEqual(row.state, "unknown")
        return row


@tagged("post_install", "-at_install")
class TestLookup(SettleCase):
    def created(self, row, **before):
        """When Twilio says that it made a message: so long before we asked."""
        moment = row.attempted_at.astimezone() - timedelta(**before)
        return {"date_created": format_datetime(moment)}

    def test_what_is_older_than_our_request_is_another_message(self):
        row = self.doubted()
        self.look_up(row, listed(row, sid="SMold", **self.created(row, minutes=5)))
        self.assertEqual((row.sid, row.state), (False, "unknown"))

    def test_clocks_may_differ_a_little(self):
        row = self.doubted()
        self.look_up(row, listed(row, sid="SMours", **self.created(row, seconds=20)))
        self.assertEqual(row.sid, "SMours")

    def test_of_several_alike_the_oldest_is_the_first_ones(self):
        row = self.doubted()
        self.look_up(row, listed(row, sid="SMlater"), listed(row, sid="SMfirst"))
        self.assertEqual(row.sid, "SMfirst")

    def test_a_template_is_found_whatever_twilio_lists_as_its_body(self):
        row = self.doubted(content_sid="HX" + "1" * 32, content_variables={})
        self.look_up(row, listed(row, sid="SMours", body="As Twilio filled it in"))
        self.assertEqual(row.sid, "SMours")

    def test_what_failed_while_nobody_listened_fails_with_its_cause(self):
        row = self.doubted()
        failed = {"status": "failed", "error_code": 63016, "error_message": "Outside"}
        self.look_up(row, listed(row, sid="SMours", **failed))
        self.assertEqual((row.state, row.error_code), ("failed", "63016"))
        self.assertEqual(row.cause, "session_expired")
        self.talk.invalidate_recordset(["reply_state"])
        self.assertEqual(self.talk.reply_state, "session_expired")

    def test_while_the_account_is_gone_it_waits_and_holds_up_no_other(self):
        row = self.doubted()
        row.next_attempt_at = fields.Datetime.now()
        self.account.unlink()
        self.env.invalidate_all()
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.asked)
        self.assertEqual(row.state, "unknown", "nobody can tell")
        self.assertFalse(self.ledger._is_due_within(60))

    def test_once_it_is_added_again_it_goes_out_and_its_callbacks_are_heard(self):
        row, again = self.doubted(), {"name": "Again", "account_sid": ACCOUNT_SID}
        self.account.unlink()
        account = self.account.create({**again, "auth_token": "token"})
        sender = {"account_id": account.id, "brand_id": self.brand.id, "number": NUMBER}
        self.sender.create(sender)
        row.attempted_at -= 2 * settle.LOOKUP_GRACE
        self.look_up(row)
        with self.twilio():
            self.dispatch()
        self.assertEqual((row.state, row.account_id), ("sending", account))
        self.assertTrue(self.status(row, "delivered"))


@tagged("post_install", "-at_install")
class TestAnswers(SettleCase):
    def test_an_answer_that_never_came_does_not_undo_what_a_callback_told(self):
        row = self.send(self.talk)
        [job] = self.ledger._claim(0, 1)
        self.status(row, "queued", MessageSid="SMearly")
        self.ledger._settle(job, Unanswered("", ""))
        self.assertEqual((row.sid, row.state), ("SMearly", "sending"))

    def test_a_lookup_that_comes_late_says_nothing_about_the_next_try(self):
        row = self.send(self.talk)
        with self.twilio(Unanswered("", "")):
            self.dispatch()
        lookups = []
        for _time in range(2):  # slow as Twilio is, the second is asked meanwhile
            row.next_attempt_at = fields.Datetime.now()
            lookups += self.ledger._claim(0, 1)
        row.attempted_at -= 2 * settle.LOOKUP_GRACE
        self.ledger._settle(lookups[0], [])
        [again] = self.ledger._claim(0, 1)
        for late in (NotNow("20429", ""), Refused("20404", ""), Unanswered("", "")):
            self.ledger._settle(lookups[1], late)
            self.assertEqual(row.state, "sending", late)
        self.ledger._settle(again, client.Taken("SMagain", "sending"))
        self.assertEqual(row.sid, "SMagain")

    def refuse(self, row, attempts):
        """Twilio cannot take it now, for the so-manieth time."""
        row.write({"state": "sending", "attempts": attempts})
        before = fields.Datetime.now()
        row._settle_not_now(NotNow("20429", "Too many"))
        return row.next_attempt_at and row.next_attempt_at - before

    def test_each_time_it_waits_longer_up_to_a_minute(self):
        row = self.send(self.talk)
        waits = [self.refuse(row, attempts) for attempts in range(1, 20)]
        for wait, least in zip(waits, settle.BACK_OFF, strict=False):
            self.assertGreaterEqual(wait, timedelta(seconds=least))
        longest = timedelta(seconds=settle.BACK_OFF[-1] * (1 + settle.JITTER) + 2)
        self.assertLessEqual(max(waits), longest)

    def test_it_is_tried_for_the_last_time_and_fails_with_twilios_reason(self):
        row = self.send(self.talk)
        self.refuse(row, settle.MAX_ATTEMPTS - 1)
        self.assertEqual(row.state, "queued")
        self.refuse(row, settle.MAX_ATTEMPTS)
        self.assertEqual((row.state, row.error_code), ("failed", "20429"))
