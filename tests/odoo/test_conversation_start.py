"""A conversation that the business starts."""

from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.whatsapp_twilio.whatsapp.address import Address

from .common import CUSTOMER
from .test_template_compose import NEWCOMER, ComposeCase


@tagged("post_install", "-at_install")
class TestStart(ComposeCase):
    def start(self, partner=None, user=None):
        talk = self.env["whatsapp.twilio.conversation"].with_user(user or self.ann)
        sender = self.sender.with_user(user or self.ann)
        return talk._for_partner(sender, partner or self.nora)

    def test_a_conversation_begins_that_nobody_wrote_in_yet(self):
        talk = self.start()
        self.assertEqual(talk.partner_id, self.nora)
        self.assertEqual((talk.brand_id, talk.sender_id), (self.brand, self.sender))
        self.assertEqual(talk.reply_state, "session_expired")
        self.assertEqual(talk._reply_banner()["title"], "No session yet")
        self.assertEqual(self.start(), talk)

    def test_it_is_found_by_a_number_in_either_form(self):
        old, new = "+551187654321", "+5511987654321"
        talk = self.conversation(customer=old)
        partner = self.env["res.partner"].create({"name": "Rui", "phone": new})
        self.assertEqual(self.start(partner).id, talk.id)

    def test_what_the_customer_writes_comes_into_it(self):
        talk = self.start()
        self.assertEqual(self.receive(customer=NEWCOMER).conversation_id.id, talk.id)

    def test_who_sends_first_owns_it_and_has_it_in_discuss(self):
        talk = self.start()
        talk._send_template(self.approved, {"1": "Nora"})
        self.assertEqual(talk.owner_id, self.ann)
        self.assertEqual(self.seated(talk), self.ann)
        self.assertEqual(talk.state, "pending")

    def test_who_loses_a_race_for_it_tries_again(self):
        talk = self.start().sudo()
        with (
            self.assertRaises(ConcurrencyError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            talk._start(self.sender, Address(phone=NEWCOMER), self.nora)

    def test_only_who_serves_the_senders_brand_may_begin(self):
        with self.assertRaises(AccessError):
            self.start(user=self.outsider)

    def test_a_contact_without_a_number_is_named(self):
        with self.assertRaisesRegex(UserError, "Nemo"):
            self.start(self.env["res.partner"].create({"name": "Nemo"}))

    def test_the_sender_that_last_spoke_with_the_customer_is_offered_first(self):
        other = self.sender.copy({"number": "+14155550178", "brand_id": self.brand.id})
        self.receive(customer=CUSTOMER, To=f"whatsapp:{other.number}")
        senders = self.env["whatsapp.twilio.sender"].with_user(self.ann)
        self.assertEqual(senders._to_write_with(CUSTOMER)[0].id, other.id)
        self.assertEqual(senders._to_write_with(NEWCOMER)[0].id, self.sender.id)
        self.assertFalse(senders.with_user(self.outsider)._to_write_with(CUSTOMER))
