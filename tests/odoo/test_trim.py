from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_message_trim as trim

from .common import WhatsAppCase


@tagged("post_install", "-at_install")
class TestTrim(WhatsAppCase):
    def old(self, body="Old", days=100, **values):
        """A message that came so many days ago."""
        row = self.receive(body, **values)
        self.age(row, days)
        return row

    def age(self, row, days):
        row.flush_recordset()
        self.cr.execute(
            "UPDATE whatsapp_twilio_message SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(days=days), row.id],
        )
        row.invalidate_recordset()

    def trim(self, days=None):
        if days is not None:
            settings = self.env["res.config.settings"]
            settings.create({"whatsapp_twilio_payload_days": days}).execute()
        with patch.object(self.cr, "commit"):
            self.ledger._cron_trim()

    def test_old_forms_go_and_the_history_stays(self):
        old, new = self.old(), self.old("New", days=80)
        html = old.mail_message_id.body
        self.trim()
        self.assertFalse(old.payload)
        self.assertTrue(new.payload)
        self.assertEqual((old.body, old.mail_message_id.body), ("Old", html))

    def test_how_long_they_stay_can_be_set(self):
        row = self.old(days=10)
        self.trim(days=11)
        self.assertTrue(row.payload)
        self.trim(days=9)
        self.assertFalse(row.payload)

    def test_with_0_days_they_stay_for_ever(self):
        row = self.old(days=5000)
        self.trim(days=0)
        self.assertTrue(row.payload)
        shown = self.env["res.config.settings"].create({})
        self.assertEqual(shown.whatsapp_twilio_payload_days, 0)

    def test_what_still_needs_its_form_keeps_it(self):
        failed, waiting = self.old(), self.old()
        picture = self.old(
            "", MessageType="image", NumMedia="1", MediaUrl0="https://api.twilio.com/a"
        )
        failed.state, waiting.state = "error", "received"
        self.trim()
        self.assertTrue(failed.payload and waiting.payload and picture.payload)
        picture.media_ids.state = "done"
        self.trim()
        self.assertFalse(picture.payload)

    def test_it_goes_on_chunk_by_chunk_until_all_are_gone(self):
        rows = [self.old(str(number)) for number in range(5)]
        with patch.object(trim, "CHUNK", 2):
            self.assertEqual(self.ledger._trim(fields.Datetime.now()), 2)
            self.trim()
        self.assertFalse(any(row.payload for row in rows))

    def test_a_picture_after_one_whose_form_is_gone_has_a_bubble(self):
        picture = {"MessageType": "image", "NumMedia": "1"}
        first = self.receive("", **picture, MediaUrl0="https://api.twilio.com/a")
        first.payload = False
        second = self.receive("", **picture, MediaUrl0="https://api.twilio.com/b")
        self.assertEqual(second.state, "done")
