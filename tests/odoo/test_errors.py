"""Rows that could not be brought into Discuss: seen, tried again, in nobody's way."""

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CUSTOMER, WhatsAppCase

ERRORS = "odoo.addons.whatsapp_twilio.models.whatsapp_twilio_message_error"


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
