from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.sql_db import db_connect
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .plans import PlanMixin
from .test_templates import TemplateCase

DAY = timedelta(hours=24)


@tagged("post_install", "-at_install")
class TestLimit(PlanMixin, TemplateCase):
    def setUp(self):
        super().setUp()
        self.fetch(self.page(self.content(1)))
        self.approved = self.templates
        self.sender.messaging_limit = "2 Customers/24hr"
        self.number = 0

    def expired(self, sender=None):
        """A customer who wrote long ago."""
        self.number += 1
        to = (sender or self.sender).number
        talk = self.conversation(
            customer=f"+3933300{self.number:05}", To=f"whatsapp:{to}"
        )
        talk.last_inbound_at -= DAY
        return talk

    def start(self, talk=None):
        talk = (talk or self.expired()).with_user(self.ann)
        message = talk._send_template(self.approved.with_user(self.ann), {"1": "Ana"})
        return message.sudo().whatsapp_message_ids

    def refusal(self, talk=None):
        with self.assertRaises(UserError) as refused, self.env.cr.savepoint():
            self.start(talk)
        return str(refused.exception)

    @property
    def meter(self):
        self.sender.invalidate_recordset(["limit_meter"])
        return self.sender.with_user(self.ann).limit_meter

    def test_it_stops_exactly_at_the_limit_and_says_when_there_is_room(self):
        self.start(), self.start()
        self.assertEqual((self.meter, self.sender._room()), ("2 of 2", 0))
        refusal = self.refusal()
        self.assertIn("2 customers in 24 hours", refusal)
        self.assertIn("next place is free at", refusal)
        self.assertEqual(self.meter, "2 of 2")

    def test_a_customer_counts_once_however_often_they_are_reached(self):
        talk = self.expired()
        self.start(talk), self.start(talk), self.start()
        self.assertEqual(self.meter, "2 of 2")
        self.assertTrue(self.start(talk))

    def test_conversations_that_customers_started_never_count(self):
        for _ in range(3):
            talk = self.expired()
            talk.last_inbound_at += DAY
            self.start(talk)
            self.send(talk)
        self.assertEqual(self.meter, "0 of 2")

    def test_a_customer_who_answers_before_it_leaves_does_not_count(self):
        talk = self.expired()
        row = self.start(talk)
        self.assertEqual(self.meter, "1 of 2")
        self.receive("Hello", customer=talk.address)
        with self.twilio():
            self.dispatch()
        self.assertEqual(row.state, "sending")
        self.assertEqual(self.meter, "0 of 2")

    def test_what_failed_has_reached_nobody_and_a_retry_needs_a_place(self):
        row = self.start()
        with self.twilio():
            self.dispatch()
        self.status(row, "failed", ErrorCode="63018")
        self.assertEqual(self.meter, "0 of 2")
        self.start(), self.start()
        with self.assertRaises(UserError):
            row.with_user(self.ann).action_retry()

    def test_places_are_free_24_hours_after_it_was_sent(self):
        now = fields.Datetime.now()
        for hours in (0, 2):
            with freeze_time(now + timedelta(hours=hours)), self.twilio():
                self.start()
                self.dispatch()
        later = now + DAY - timedelta(seconds=1)
        with freeze_time(later):
            self.assertEqual(self.meter, "2 of 2")
            next_at = self.ledger._next_place_at(self.account, 2)
            self.assertEqual(next_at, now + DAY)
            self.refusal()
        with freeze_time(now + DAY):
            self.assertEqual(self.meter, "1 of 2")
            self.assertTrue(self.start())

    def test_numbers_of_one_account_share_it_and_others_only_a_portfolio(self):
        second = self.sender.copy({"number": "+14155550178"})
        account = self.env["whatsapp.twilio.account"].create(
            {"name": "Second", "account_sid": "AC" + "2" * 32}
        )
        third = self.sender.copy({"number": "+14155550179", "account_id": account.id})
        (second | third).messaging_limit = self.sender.messaging_limit
        self.start(), self.start()
        self.assertEqual((second._room(), third._room()), (0, 2))
        (self.account | account).portfolio = "Northwind"
        self.assertEqual(third._room(), 0)

    def test_a_limit_set_by_hand_wins_and_is_checked(self):
        self.sender.messaging_limit_override = "1"
        self.start()
        self.refusal()
        self.sender.messaging_limit_override = "Unlimited"
        self.assertTrue(self.start())
        self.assertEqual(self.meter, "2, no limit")
        with self.assertRaises(ValidationError):
            self.sender.messaging_limit_override = "some"

    def test_a_limit_that_nobody_told_us_stops_nobody(self):
        self.sender.messaging_limit = False
        for _ in range(3):
            self.start()
        self.assertEqual(self.meter, "3, limit not known")

    def test_both_refusals_of_whatsapp_have_their_own_words(self):
        causes = set()
        for code, word in (("63018", "limit"), ("63049", "marketing")):
            self.sender.messaging_limit_override = "Unlimited"
            row = self.start()
            self.status(row, "failed", ErrorCode=code)
            cause = row.mail_message_id.whatsapp_delivery["cause"]
            self.assertIn(word, cause)
            causes.add(cause)
        self.assertEqual(len(causes), 2)

    def test_history_does_not_slow_the_count_down(self):
        self.start()
        self.write_history(rows=5000)
        plan = self.plans_of(self.ledger._count_reached, self.account)
        self.assertIn("whatsapp_twilio_message_reached_idx", plan)
        conditions = [line for line in plan.splitlines() if "Index Cond" in line]
        self.assertEqual(len(conditions), 2)
        self.assertTrue(all("attempted_at" in line for line in conditions), plan)

    def test_whoever_needs_a_place_takes_the_turn_of_the_portfolio(self):
        portfolios = self.env["whatsapp.twilio.portfolio"]
        talk = self.conversation()
        talk.with_user(self.ann)._check_room()
        self.assertFalse(portfolios.search([]), "no place is needed")
        self.start()
        self.assertEqual(portfolios.search([]).name, self.account.account_sid)

    @mute_logger("odoo.sql_db")
    def test_two_transactions_never_take_the_last_place_together(self):
        name = "a portfolio of this test"
        database = db_connect(self.env.cr.dbname)
        with database.cursor() as first, database.cursor() as second:

            def take_turn(cr):
                self.env(cr=cr)["whatsapp.twilio.portfolio"]._take_turn(name)

            take_turn(first)
            first.commit()
            for cr in (first, second):
                cr.execute("SELECT 1 FROM whatsapp_twilio_portfolio")  # its snapshot
            take_turn(first), take_turn(first)
            first.commit()
            with self.assertRaises(SerializationFailure):
                take_turn(second)
            second.rollback()
            take_turn(second)
            second.execute(
                "DELETE FROM whatsapp_twilio_portfolio WHERE name = %s", [name]
            )
            second.commit()
