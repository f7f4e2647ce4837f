from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.whatsapp_twilio.gateway.errors import Unanswered
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_message_job import answer

from .common import WhatsAppCase


@tagged("post_install", "-at_install")
class TestDecide(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.row = self.send(self.conversation())
        with self.twilio(Unanswered("", "")):
            self.dispatch()
        self.assertEqual(self.row.state, "unknown")

    def test_what_arrived_is_not_sent_again(self):
        behind = self.send(self.row.conversation_id)
        self.row.with_user(self.mia).action_it_arrived()
        self.assertEqual(
            (self.row.state, self.row.decided_by_id), ("delivered", self.mia)
        )
        with self.twilio() as twilio:
            self.dispatch()
        self.assertEqual(len(twilio.sent), 1)
        self.assertTrue(behind.sid)

    def test_what_did_not_arrive_is_sent_again_once(self):
        self.row.with_user(self.mia).action_send_after_all()
        self.row.with_user(self.mia).action_send_after_all()
        with self.twilio() as twilio:
            self.dispatch()
            self.dispatch()
        self.assertEqual(len(twilio.sent), 1)

    def test_a_lookup_that_was_under_way_undoes_no_decision(self):
        self.row.next_attempt_at = fields.Datetime.now()
        [job] = self.ledger._claim(0, 1)
        self.row.attempted_at -= timedelta(minutes=5)
        self.row.with_user(self.mia).action_it_arrived()
        with self.twilio() as twilio:
            twilio.answers = [twilio.listing()]
            self.ledger._settle(job, answer({}, job))
        self.assertEqual(self.row.state, "delivered")

    def test_what_twilio_knows_is_nobodys_decision(self):
        self.row._move("sent")
        self.row.with_user(self.mia).action_send_after_all()
        self.assertEqual(self.row.state, "sent")

    def test_agents_do_not_decide(self):
        with self.assertRaises(AccessError):
            self.row.with_user(self.ann).action_it_arrived()

    def test_nor_do_managers_of_another_brand_only(self):
        self.brand.write({"manager_ids": False, "agent_ids": self.mia.ids})
        self.brand.copy({"name": "Brand B", "manager_ids": self.mia.ids})
        for decide in ("action_it_arrived", "action_send_after_all"):
            with self.assertRaises(AccessError):
                getattr(self.row.with_user(self.mia), decide)()
        self.assertEqual(self.row.state, "unknown")
