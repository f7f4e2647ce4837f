"""A sweep that breaks says so, and stops neither the rest nor other accounts."""

from datetime import timedelta
from email.utils import format_datetime
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ACCOUNT_SID, CUSTOMER, ERRORS, NUMBER, WhatsAppCase

SWEEP = "odoo.addons.whatsapp_twilio.models.whatsapp_twilio_account_sweep"


@tagged("post_install", "-at_install")
class TestSweepErrors(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.others = self.account.search([("id", "!=", self.account.id)])
        self.others.sweep_due_at = fields.Datetime.now() + timedelta(days=1)
        self.be_from_yesterday(self.account)

    def be_from_yesterday(self, account):
        """A sweep goes no further back than the account."""
        account.flush_recordset()
        self.cr.execute(
            "UPDATE whatsapp_twilio_account SET create_date = now() - interval '1 day' "
            "WHERE id = %s",
            [account.id],
        )
        account.invalidate_recordset()

    def sweep(self, *outbound):
        """All accounts are swept; what we sent is listed like this."""
        with (
            self.twilio() as twilio,
            patch.object(self.cr, "commit"),
            patch.object(self.cr, "rollback"),
        ):
            twilio.answers = [twilio.listing(), twilio.listing(*outbound)]
            twilio.answers += [twilio.listing() for _ in range(4)]
            self.account._cron_sweep()
        return twilio

    def listed(self, row, **values):
        moment = fields.Datetime.now().astimezone() - timedelta(minutes=30)
        return {
            "sid": row.sid,
            "account_sid": ACCOUNT_SID,
            "direction": "outbound-api",
            "num_media": "0",
            "status": "delivered",
            "date_created": format_datetime(moment),
            "date_updated": format_datetime(moment),
            **values,
        }

    def sent(self, count):
        talks = [self.conversation(customer=f"+39344{n:07d}") for n in range(count)]
        rows = self.ledger.union(*[self.send(talk) for talk in talks])
        with self.twilio():
            self.dispatch()
        return rows

    @mute_logger(ERRORS)
    def test_a_state_that_cannot_be_written_down_stops_no_other(self):
        poison, fine = self.sent(2)
        ledger = type(self.ledger)
        catch_up = ledger._catch_up

        def failing(self, one):
            if self == poison:
                raise ValueError("strange")
            catch_up(self, one)

        with patch.object(ledger, "_catch_up", failing):
            self.sweep(self.listed(poison), self.listed(fine))
        self.assertEqual((poison.state, fine.state), ("sending", "delivered"))
        self.assertFalse(self.account.sweep_error)

    @mute_logger(SWEEP)
    def test_files_that_twilio_refuses_to_tell_of_hold_up_no_other_message(self):
        """As it does with a restricted API key: its message is asked for again."""
        self.account.swept_at = before = fields.Datetime.now() - timedelta(hours=8)
        ours = {"direction": "inbound", "to": f"whatsapp:{NUMBER}"}
        minutes = timedelta(minutes=1)
        recent = {"from": f"whatsapp:{CUSTOMER}", "status": "received", **ours}
        now = fields.Datetime.now().astimezone()
        old = format_datetime(now - 7 * 60 * minutes)
        dates = {"date_created": old, "date_updated": old}
        no_row = self.ledger
        picture = self.listed(no_row, **recent, **dates, num_media="1")
        text = self.listed(no_row, **recent, body="Hello")
        picture["sid"], text["sid"] = "MM" + "e" * 32, "SM" + "f" * 32
        with (
            self.twilio() as twilio,
            patch.object(self.cr, "commit"),
            patch.object(self.cr, "rollback"),
        ):
            refused = twilio.refused(20003, status=401)
            twilio.answers = [twilio.listing(picture), twilio.listing(), refused]
            twilio.answers += [twilio.listing(text), twilio.listing()]
            self.account._sweep()
        self.assertTrue(self.ledger.search([("sid", "=", text["sid"])]))
        self.assertFalse(self.ledger.search([("sid", "=", picture["sid"])]))
        self.assertIn("20003", self.account.sweep_error)
        self.assertEqual(self.account.swept_at, before)

    @mute_logger(SWEEP)
    def test_an_account_whose_list_is_strange_stops_no_other_and_says_so(self):
        other = self.account.create(
            {"name": "Z", "account_sid": "AC" + "2" * 32, "auth_token": "token"}
        )
        other.sender_ids = [(0, 0, {"number": "+14155550155"})]
        self.be_from_yesterday(other)
        [row] = self.sent(1)
        twilio = self.sweep(self.listed(row, price="free of charge"))
        self.assertIn("free of charge", self.account.sweep_error)
        self.assertGreater(self.account.sweep_due_at, fields.Datetime.now())
        asked = {url.split("/Accounts/")[1][:34] for _m, url, _v in twilio.asked}
        self.assertEqual(asked, {ACCOUNT_SID, other.account_sid})
        self.assertFalse(other.sweep_error)
