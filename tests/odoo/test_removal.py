from odoo.exceptions import AccessError, RedirectWarning
from odoo.tests import Form, tagged

from .common import NUMBER, WhatsAppCase


@tagged("post_install", "-at_install")
class TestRemoval(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.talk = self.conversation()
        self.admin = self.env.ref("base.user_admin")

    def settings(self):
        return [
            record.with_user(self.admin)
            for record in (self.sender, self.brand, self.account)
        ]

    def removal(self, record):
        action = record.action_remove()
        wizard = self.env[action["res_model"]].with_user(self.admin)
        return Form(wizard.with_context(**action["context"])).save()

    def test_deleting_shows_what_becomes_read_only_first(self):
        for record in self.settings():
            with self.assertRaises(RedirectWarning) as warning:
                record.unlink()
            self.assertIn("read-only", warning.exception.args[0])
            removal = self.removal(record)
            self.assertEqual(removal.conversation_count, 1)
            self.assertEqual(removal.waiting_count, 1)
            self.assertEqual(removal.conversation_ids, self.talk)

    def test_consents_that_go_with_a_brand_are_told_of_before(self):
        brand = self.env["whatsapp.twilio.brand"].create({"name": "Imported"})
        self.env["whatsapp.twilio.consent"].create(
            {"partner_id": self.talk.partner_id.id, "brand_id": brand.id}
        )
        brand = brand.with_user(self.admin)
        with self.assertRaises(RedirectWarning):
            brand.unlink()
        removal = self.removal(brand)
        self.assertEqual((removal.conversation_count, removal.consent_count), (0, 1))
        self.assertFalse(removal.is_archived)
        removal.action_archive_instead()
        self.assertTrue(self.removal(brand).is_archived)

    def test_what_nothing_depends_on_is_deleted_at_once(self):
        brand = self.env["whatsapp.twilio.brand"].create({"name": "Unused"})
        brand.with_user(self.admin).unlink()
        self.assertFalse(brand.exists())

    def test_confirmed_it_is_deleted_and_the_history_stays(self):
        states = []
        for record in self.settings():
            self.removal(record).action_delete()
            self.talk.invalidate_recordset()
            states.append(self.talk.reply_state)
        self.assertEqual(
            states,
            ["account_deactivated", "account_deactivated", "integration_removed"],
        )
        self.assertEqual(len(self.talk.whatsapp_message_ids), 1)
        self.assertTrue(self.talk.channel_id.message_ids)
        self.assertTrue(self.talk.partner_id)

    def test_archiving_instead_can_be_undone(self):
        self.removal(self.settings()[0]).action_archive_instead()
        self.talk.invalidate_recordset()
        self.assertEqual(self.talk.reply_state, "account_deactivated")
        self.sender.active = True
        self.talk.invalidate_recordset()
        self.assertEqual(self.talk.reply_state, "open")

    def test_added_again_with_the_same_sid_and_number_it_picks_up_its_conversations(
        self,
    ):
        sid = self.account.account_sid
        self.account.unlink()
        account = self.env["whatsapp.twilio.account"].create(
            {"name": "Again", "account_sid": sid, "auth_token": "new"}
        )
        self.env["whatsapp.twilio.sender"].create(
            {"account_id": account.id, "brand_id": self.brand.id, "number": NUMBER}
        )
        self.talk.invalidate_recordset()
        self.assertEqual(self.talk.reply_state, "open")
        self.account = account
        self.assertEqual(self.receive("Hello again").conversation_id, self.talk)

    def test_only_administrators_delete(self):
        with self.assertRaises(AccessError):
            self.brand.with_user(self.mia).unlink()
