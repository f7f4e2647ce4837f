from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.whatsapp_twilio.gateway.errors import NotNow, Unanswered
from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_message_settle as settle
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_worker import SOON

from .common import ERRORS, WhatsAppCase

API_KEY = {"api_key_sid": f"SK{'0' * 32}", "api_key_secret": "new"}
SAID = {"sender_sid": "XE1", "status": "ONLINE", "messaging_limit": "1K Customers/24hr"}
NO = (401, {"code": 20003, "message": "No", "status": 401})


@tagged("post_install", "-at_install")
class TestPause(WhatsAppCase, CronMixinCase):
    def setUp(self):
        super().setUp()
        self.talk = self.conversation()

    def refuse(self, code=20003, status=401):
        """Twilio refuses the account when the next row is handed to it."""
        row = self.send(self.talk)
        with self.twilio() as twilio:
            twilio.answers = [twilio.refused(code, status=status)]
            self.dispatch()
        return row

    def check(self, *answers):
        """The check runs, and Twilio says this."""
        with self.twilio(*answers) as twilio, patch.object(self.cr, "commit"):
            self.account._cron_check()
        return twilio

    def well(self):
        senders = {"senders": [], "meta": {"key": "senders", "next_page_url": None}}
        return (200, senders), (200, {"status": "active"})

    def test_a_refused_account_burns_no_message(self):
        for code, status in ((20003, 401), (10001, 403), (20005, 401)):
            with self.subTest(code=code):
                row = self.refuse(code, status)
                self.assertEqual((row.state, row.attempts), ("queued", 0))
                self.assertTrue(self.account.paused_at)
                self.account._resume()
                with self.twilio():
                    self.dispatch()

    def test_other_refusals_pause_nothing(self):
        row = self.refuse(21211, 400)
        self.assertEqual(row.state, "failed")
        self.assertFalse(self.account.paused_at)

    def test_while_it_is_paused_nothing_is_asked(self):
        self.refuse()
        other = self.conversation(customer="+393330000001")
        row = self.ledger._queue(other, [{"body": "Later"}])
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.asked)
        self.assertEqual(row.state, "queued")

    def test_a_check_that_is_late_keeps_no_worker_awake(self):
        row = self.refuse()
        self.account.active = False  # nobody asks Twilio about it any more
        self.account.check_at = fields.Datetime.now() - timedelta(hours=1)
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.asked)
        self.assertEqual(row.state, "queued")
        self.assertFalse(self.ledger._is_due_within(SOON))

    def test_doubted_messages_are_neither_looked_up_nor_decided(self):
        row = self.send(self.talk)
        with self.twilio(Unanswered("", "")) as twilio:
            self.dispatch()
            row.next_attempt_at = fields.Datetime.now()
            twilio.answers = [twilio.refused(20003, status=401)]
            self.dispatch()
        self.assertEqual(row.state, "unknown")
        self.assertTrue(self.account.paused_at)

    def test_once_twilio_accepts_it_everything_goes_out_by_itself(self):
        row = self.refuse()
        with self.capture_triggers("whatsapp_twilio.ir_cron_send") as woken:
            self.check(*self.well())
        self.assertTrue(woken.records)
        self.assertFalse(self.account.paused_at)
        self.assertEqual(self.account.health_state, "connected")
        with self.twilio() as twilio:
            self.dispatch()
        self.assertEqual(len(twilio.sent), 1)
        self.assertTrue(row.sid)

    def test_a_standard_api_key_may_not_see_the_account_and_works_all_the_same(self):
        self.refuse()
        self.account.write(
            {**API_KEY, "auth_token": False, "auth_token_next": False},
        )
        senders, _account = self.well()
        self.check(senders, NO)
        self.assertFalse(self.account.paused_at)
        self.assertEqual(self.account.health_state, "connected")

    def test_a_wrong_auth_token_is_told_though_the_api_key_works(self):
        self.account.write({**API_KEY, "health_state": "connected"})
        senders, _account = self.well()
        self.check(senders, NO)
        self.assertEqual(self.account.health_state, "check_needed")
        self.assertIn("Copy the Auth Token", self.account.health_message)

    def tokens(self):
        return self.account.auth_token, self.account.auth_token_next

    def test_a_token_that_was_promoted_at_twilio_takes_its_place(self):
        row = self.refuse()
        self.account.auth_token_next = "promoted"
        _senders, active = self.well()
        self.check(NO, active, *self.well())
        self.assertEqual(self.tokens(), ("promoted", False))
        self.assertFalse(self.account.paused_at)
        with self.twilio():
            self.dispatch()
        self.assertTrue(row.sid)

    def test_until_it_is_promoted_the_next_token_waits(self):
        self.account.write({"auth_token_next": "later", "health_state": "connected"})
        _senders, active = self.well()
        down = Unanswered("503", "Twilio had an internal error")
        for said in ([active], [down], [NO, NO], [NO, down]):
            self.check(*said, *self.well())
            self.assertEqual(self.tokens(), ("test-token", "later"), said)

    def test_of_a_sender_that_is_not_at_twilio_any_more_nothing_is_said(self):
        self.sender.write(SAID)
        self.account.health_state = "connected"
        self.check(*self.well())
        self.assertFalse(any(self.sender[name] for name in SAID))

    def test_what_twilio_said_of_a_mistyped_number_is_not_said_of_another(self):
        sender = self.sender.copy({"number": "+14155550199"})
        sender.write(SAID)
        sender.write({"number": "+1 415 555 0199"})
        self.assertEqual(sender.status, "ONLINE")
        sender.number = "+14155550188"
        self.assertFalse(any(sender[name] for name in SAID))

    def test_with_an_api_key_too_a_suspended_account_stays_paused(self):
        self.refuse(10001, 403)
        self.account.write(API_KEY)
        self.assertEqual(
            self.account._owner_credentials().username, self.account.account_sid
        )
        senders, _account = self.well()
        self.check(senders, (200, {"status": "suspended"}))
        self.assertTrue(self.account.paused_at)

    def test_a_bad_check_plans_the_next_one_later_each_time(self):
        self.refuse()
        waits = []
        for _ in range(7):
            before = fields.Datetime.now()
            self.check(NO)
            waits.append(round((self.account.check_at - before).total_seconds() / 60))
        self.assertEqual(waits, [2, 5, 10, 30, 30, 30, 30])
        self.assertIn("Copy the Auth Token", self.account.health_message)
        self.assertTrue(self.account.paused_at)

    def test_a_check_that_was_not_answered_refuses_nothing_and_is_asked_again(self):
        self.account.health_state = "connected"
        trigger = "whatsapp_twilio.ir_cron_check_accounts"
        with self.capture_triggers(trigger) as woken:
            self.check(Unanswered("503", "Twilio had an internal error"))
        self.assertTrue(woken.records)
        self.assertIn("did not answer", self.account.health_message)
        self.check(*self.well())
        self.assertEqual(self.account.health_state, "connected")

    @mute_logger(ERRORS)
    def test_a_check_that_breaks_off_says_so_and_keeps_no_other_account_paused(self):
        self.refuse()
        other = self.account.create(
            {"name": "A", "account_sid": "AC" + "2" * 32, "auth_token": "token"}
        )
        other.health_state = "checking"
        self.assertLess(other.name, self.account.name, "it is checked first")
        self.env["whatsapp.twilio.account"].search(
            [("id", "not in", (self.account | other).ids)]
        ).health_state = "unchecked"
        self.check(ValueError("strange"), *self.well())
        self.assertFalse(self.account.paused_at)
        self.assertEqual(other.health_state, "check_needed")
        self.assertIn("strange", other.health_message)

    def test_it_is_checked_at_once_when_somebody_puts_it_right(self):
        self.refuse()
        with self.capture_triggers("whatsapp_twilio.ir_cron_check_accounts") as woken:
            self.account.auth_token_input = "right"
        self.assertTrue(woken.records)

    def test_the_administrators_are_told_once_what_to_do(self):
        self.refuse()
        told = self.account.activity_ids
        self.assertIn("Auth Token", told[0].note)
        self.assertEqual(
            told.user_id,
            self.env["whatsapp.twilio.conversation"]._admins(self.account.company_id),
        )
        self.account.paused_at = False
        self.account._pause(NotNow("20003", ""))
        self.assertEqual(self.account.activity_ids, told)
        self.account._resume()
        self.assertFalse(self.account.activity_ids)

    def test_accepted_and_refused_in_turn_it_is_told_once_and_tried_less_often(self):
        """As with a restricted API key that may ask for senders and not send."""
        waits, told = [], []
        for _ in range(4):
            before = fields.Datetime.now()
            row = self.refuse()
            waits.append(round((self.account.check_at - before).total_seconds() / 60))
            told.append((self.account.activity_ids.ids, self.account.message_ids.ids))
            self.check(*self.well())
            row._move("canceled")
        self.assertEqual(waits, [1, 2, 5, 10])
        self.assertEqual(told[2:], [told[1]] * 2)

    def test_agents_see_that_it_is_paused_and_administrators_check_it(self):
        self.refuse()
        self.talk.invalidate_recordset(["reply_state"])
        self.assertEqual(self.talk.reply_state, "account_deactivated")
        banner = self.talk.with_user(self.ann)._reply_banner()
        self.assertEqual(banner["title"], "Account paused")
        self.assertIn("Test account", banner["sentence"])
        with self.assertRaisesRegex(UserError, "^Account paused: .*Test account"):
            self.talk.with_user(self.ann)._check_can_send_template()
        self.assertEqual(banner["button"]["method"], "action_check_account")
        admin = self.env.ref("base.user_admin")
        self.assertIn(admin.id, banner["button"]["user_ids"])
        self.talk.with_user(admin).action_check_account()
        self.assertEqual(self.account.health_state, "checking")

    def test_who_has_it_checked_is_told_what_came_of_it(self):
        admin = self.env.ref("base.user_admin")
        refused = [(401, {"code": 20003, "message": "Authenticate", "status": 401})]
        for answers, words in ((self.well(), "Connected"), (refused, "Auth Token")):
            self.account.with_user(admin).action_check()
            self.check(*answers)
            self.env.cr.precommit.run()
            sent = self.env["bus.bus"].search([], order="id desc", limit=5)
            told = [one for one in sent if "simple_notification" in one.message]
            self.assertIn(words, told[0].message)
            self.assertIn(f'"res.partner",{admin.partner_id.id}', told[0].channel)

    def test_those_that_were_refused_together_come_back_apart(self):
        row = self.send(self.talk)
        waits = set()
        with patch.object(settle, "BACK_OFF", (1000,)):
            for _ in range(20):
                row.write({"state": "sending", "attempts": 1})
                before = fields.Datetime.now()
                row._settle_not_now(NotNow("20429", ""))
                waits.add((row.next_attempt_at - before).total_seconds())
        self.assertGreater(len(waits), 5)
        self.assertGreaterEqual(min(waits), 1000)
        self.assertLessEqual(max(waits), 1502)

    def test_never_earlier_than_twilio_asks_for(self):
        row = self.send(self.talk)
        row.write({"state": "sending", "attempts": 1})
        before = fields.Datetime.now()
        row._settle_not_now(NotNow("20429", "", 600))
        self.assertGreaterEqual((row.next_attempt_at - before).total_seconds(), 600)
