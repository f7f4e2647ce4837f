"""Rows that could not be brought into Discuss: seen, tried again, in nobody's way."""

from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import AccessError, ConcurrencyError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import CUSTOMER, ERRORS, WhatsAppCase


@tagged("post_install", "-at_install")
class TestErrors(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.admin = self.env.ref("base.user_admin")

    @mute_logger(ERRORS)
    def poison(self, customer=CUSTOMER):
        """A row that cannot be handled until its number is one of ours."""
        return self.receive("Poison", customer=customer, To="whatsapp:+14155550999")

    def heal(self):
        self.sender.copy({"number": "+14155550999"})

    def test_poison_holds_up_nobody_not_even_its_own_customer(self):
        poison = self.poison()
        other = self.receive("Fine", customer="+393330000009")
        same = self.receive("Also fine")
        self.assertEqual(poison.state, "error")
        self.assertEqual((other.state, same.state), ("done", "done"))

    def assert_in_order(self, *rows):
        """All of these are in Discuss, in this order."""
        ids = [row.mail_message_id.id for row in rows]
        self.assertTrue(all(ids))
        self.assertEqual(ids, sorted(ids))

    @mute_logger(ERRORS)
    def test_what_failed_comes_before_what_the_customer_wrote_after_it(self):
        with self.failing(ValueError("strange")):
            first, second = self.receive("First"), self.receive("Second")
        third = self.receive("Third")
        self.assert_in_order(first, second, third)

    @mute_logger(ERRORS)
    def test_what_is_tried_again_takes_along_what_failed_before_it(self):
        with self.failing(ValueError("strange")):
            first, second = self.receive("First"), self.receive("Second")
        second.next_attempt_at = fields.Datetime.now()
        self.ledger._revive_errors()
        self.work()
        self.assert_in_order(first, second)

    @mute_logger(ERRORS)
    def test_what_fails_again_stays_as_it_was_and_holds_up_nobody(self):
        with self.failing(ValueError("strange")):
            first, second = self.receive("First"), self.receive("Second")
        planned = first.next_attempt_at
        ledger, tried = type(self.ledger), []
        show = ledger._show

        def failing(self, event):
            tried.append(event.body)
            if event.body == "First":
                raise ValueError("strange")
            return show(self, event)

        with patch.object(ledger, "_show", failing):
            third = self.receive("Third")
        self.assertEqual(tried, ["First", "Third"])
        states = [row.state for row in (first, second, third)]
        self.assertEqual(states, ["error", "error", "done"])
        self.assertEqual((first.attempts, first.next_attempt_at), (1, planned))

    def test_what_waits_for_a_sender_comes_in_order_when_it_is_added(self):
        rows = [self.poison() for _time in range(3)]
        self.heal()
        self.work()
        self.assert_in_order(*rows)

    def test_what_waits_for_a_sender_comes_when_its_number_is_put_right(self):
        row = self.poison()
        self.sender.number = "+14155550999"
        self.work()
        self.assertEqual(row.state, "done")

    def failing(self, error):
        """Bringing a row into Discuss ends with this error, when all is nearly done."""
        return patch.object(type(self.ledger), "_show", side_effect=error)

    @mute_logger(ERRORS)
    def test_what_fails_half_way_leaves_nothing_half_done(self):
        with self.failing(ValueError("strange")):
            row = self.receive("Poison", customer="+393330000009")
        self.assertEqual(
            (row.state, row.error_message), ("error", "ValueError: strange")
        )
        talks = self.env["whatsapp.twilio.conversation"]
        self.assertFalse(talks.search([("address", "=", "+393330000009")]))
        self.assertFalse(row.conversation_id)

    def test_who_was_slower_than_another_worker_is_at_no_fault(self):
        for conflict in (SerializationFailure, ConcurrencyError):
            form = self.form()
            self.ledger._keep_inbound(self.account, form)
            with self.failing(conflict("slower")), self.assertRaises(conflict):
                self.ledger._receive_next()
            row = self.ledger.search([("sid", "=", form["MessageSid"])])
            self.assertEqual((row.state, row.attempts), ("received", 0))
            self.work()

    def test_it_is_tried_again_later_each_time_and_once_a_day_at_least(self):
        row, now, waits = self.poison(), fields.Datetime.now(), []
        for _time in range(13):
            with freeze_time(now):
                row._note_receive_error(ValueError("again"))
            waits.append((row.next_attempt_at - now) // timedelta(minutes=1))
        self.assertEqual(waits[:4], [2, 4, 8, 16])
        self.assertEqual(waits[-2:], [24 * 60] * 2)

    def test_after_many_tries_it_is_left_to_people(self):
        row = self.poison()
        for attempts, state in ((19, "received"), (20, "error")):
            row.write({"state": "error", "attempts": attempts})
            row.next_attempt_at = fields.Datetime.now()
            self.ledger._revive_errors()
            self.assertEqual(row.state, state, attempts)

    def test_administrators_see_the_cause_and_the_form(self):
        row = self.poison().with_user(self.admin)
        self.assertIn("has no sender for this number", row.error_message)
        self.assertIn('"Body": "Poison"', row.payload_text)
        with self.assertRaises(AccessError):
            row.with_user(self.mia).read(["payload_text"])

    def test_many_are_tried_again_at_once(self):
        rows = self.poison() | self.poison("+393330000008") | self.receive("Fine")
        done = rows.filtered(lambda row: row.state == "done")
        self.heal()
        rows.with_user(self.admin).action_receive_again()
        self.assertEqual((rows - done).mapped("state"), ["received"] * 2)
        self.assertEqual(done.state, "done")
        self.work()
        self.assertEqual(set(rows.mapped("state")), {"done"})
        self.assertEqual(set((rows - done).mapped("error_message")), {False})

    @mute_logger(ERRORS)
    def test_what_waits_for_an_account_finds_it_when_it_is_added_again(self):
        row = self.poison("+393330000007")
        again = {"name": "Again", "account_sid": self.account.account_sid}
        self.account.unlink()
        self.env.invalidate_all()
        row.action_receive_again()
        self.work()
        self.assertEqual(row.state, "error", "there is no account yet")
        self.account = self.account.create(again)
        number = {"number": "+14155550999", "account_id": self.account.id}
        self.sender.create({**number, "brand_id": self.brand.id})
        row.action_receive_again()
        self.work()
        self.assertEqual((row.state, row.account_id), ("done", self.account))

    def test_half_a_character_is_kept_as_far_as_it_is_there(self):
        row = self.receive("Cut here \ud83d")
        self.assertEqual((row.state, row.body), ("done", "Cut here ?"))
