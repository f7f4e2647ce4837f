from odoo.exceptions import AccessError, ValidationError
from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tools.discuss import Store

from .common import CUSTOMER, WhatsAppCase

SECRETS = ("auth_token", "auth_token_next", "api_key_secret", "shared_key_secret")


@tagged("post_install", "-at_install")
class TestAccess(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.talk = self.conversation()
        self.admin = self.env.ref("base.user_admin")

    def sees(self, user, record):
        return bool(record.with_user(user).search([("id", "=", record.id)]))

    def test_agents_and_managers_reach_the_conversations_of_their_brands_only(self):
        message = self.talk.channel_id.message_ids
        for record in (
            self.talk,
            self.talk.whatsapp_message_ids,
            self.talk.channel_id,
            message,
        ):
            for user in (self.ann, self.bob, self.mia):
                self.assertTrue(self.sees(user, record), (user.name, record))
            self.assertFalse(self.sees(self.outsider, record), record)
            with self.assertRaises(AccessError):
                record.with_user(self.outsider).read(["create_date"])

    def test_reading_needs_no_seat(self):
        self.send(self.talk, user=self.ann)
        self.assertNotIn(self.bob, self.seated(self.talk))
        channel = self.talk.channel_id.with_user(self.bob)
        self.assertEqual(len(channel.message_ids), 2)
        self.assertTrue(channel.channel_member_ids)
        self.assertTrue(channel.message_ids[0].body)

    def test_nobody_writes_conversations_and_ledger_by_hand(self):
        for record, values in (
            (self.talk, {"last_inbound_at": "2030-01-01"}),
            (self.talk, {"owner_id": self.ann.id}),
            (self.talk.whatsapp_message_ids, {"state": "read"}),
        ):
            for user in (self.ann, self.mia, self.admin):
                with self.assertRaises(AccessError):
                    record.with_user(user).write(values)
                with self.assertRaises(AccessError):
                    record.with_user(user).unlink()

    def test_agents_cannot_start_whatsapp_channels_by_hand(self):
        channels = self.env["discuss.channel"].with_user(self.ann)
        with self.assertRaises(AccessError):
            channels.create({"name": "x", "channel_type": "whatsapp"})
        self.assertTrue(channels.create({"name": "x", "channel_type": "group"}))

    def test_others_cannot_take_solve_or_retry(self):
        talk = self.talk.with_user(self.outsider)
        for action in (talk.action_take, talk.action_solve, talk.action_reopen):
            with self.assertRaises(AccessError):
                action()
        row = self.send(self.talk)
        row.state = "failed"
        with self.assertRaises(AccessError):
            row.with_user(self.outsider).action_retry()

    def test_another_company_sees_nothing(self):
        company = self.env["res.company"].create({"name": "Other"})
        self.outsider.write({"company_ids": company.ids, "company_id": company.id})
        with self.assertRaises(ValidationError):
            self.brand.agent_ids |= self.outsider
        records = (self.talk, self.brand, self.sender, self.account)
        for record in records:
            elsewhere = record.with_user(self.admin)
            self.admin.company_ids |= company
            found = elsewhere.with_context(allowed_company_ids=company.ids).search(
                [("id", "=", record.id)]
            )
            self.assertFalse(found, record)

    def test_who_loses_the_company_loses_the_conversation(self):
        company = self.env["res.company"].create({"name": "Other"})
        self.talk.channel_id.channel_member_ids.unlink()
        self.ann.write({"company_ids": company.ids, "company_id": company.id})
        self.assertFalse(self.sees(self.ann, self.talk.channel_id))

    def test_nor_do_they_read_it_in_the_ledger(self):
        company = self.env["res.company"].create({"name": "Other"})
        row = self.receive_sample("image")
        records = (row, row.media_ids, self.recipient())
        for user in (self.ann, self.mia):
            for record in records:
                self.assertTrue(self.sees(user, record), (user.name, record))
            user.write({"company_ids": company.ids, "company_id": company.id})
            for record in records:
                self.assertFalse(self.sees(user, record), (user.name, record))
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["state"])

    def recipient(self):
        """Whom somebody of the brand has written to in a batch."""
        batch = self.env["whatsapp.twilio.batch"].create(
            {"res_model": "res.partner", "sender_id": self.sender.id}
        )
        return batch.recipient_ids.create(
            {"batch_id": batch.id, "res_id": 1, "number": CUSTOMER, "state": "waiting"}
        )

    def test_agents_do_not_see_accounts_and_managers_change_only_their_brands(self):
        with self.assertRaises(AccessError):
            self.account.with_user(self.mia).read(["name"])
        other = self.env["whatsapp.twilio.brand"].create({"name": "Other"})
        self.brand.with_user(self.mia).name = "Renamed"
        with self.assertRaises(AccessError):
            other.with_user(self.mia).name = "Mine"
        with self.assertRaises(AccessError):
            self.brand.with_user(self.ann).name = "Mine"


@tagged("post_install", "-at_install")
class TestSecrets(WhatsAppCase):
    def setUp(self):
        super().setUp()
        # sudo: not superuser, but the most powerful person there is
        self.mine = self.account.with_user(self.env.ref("base.user_admin"))

    def test_nobody_reads_a_secret_in_any_way(self):
        for name in SECRETS:
            with self.assertRaises(AccessError):
                self.mine.read([name])
            with self.assertRaises(AccessError), mute_logger("odoo.models"):
                self.mine.search([(name, "like", "t")])
            with self.assertRaises(AccessError):
                self.mine.search([], order=name)
            with self.assertRaises(AccessError):
                self.mine.formatted_read_group([], [name])
            with self.assertRaises(AccessError):
                self.mine.export_data([name])
            with self.assertRaises(AccessError):
                self.mine.web_read({name: {}})
        everything = self.mine.read()[0]
        self.assertNotIn("test-token", str(everything))
        self.assertNotIn("test-token", str(self.mine.fields_get()))

    def test_a_secret_is_written_in_the_form_and_reads_empty(self):
        with Form(self.mine) as form:
            self.assertFalse(form.auth_token_input)
            form.auth_token_input = " new-token "
        self.assertEqual(self.account.auth_token, "new-token")
        self.assertFalse(self.mine.auth_token_input)
        self.assertIn("Stored", self.mine.auth_token_hint)

    def test_saving_the_form_without_typing_keeps_the_secret(self):
        with Form(self.mine) as form:
            form.name = "Other name"
        self.assertEqual(self.account.auth_token, "test-token")

    def test_a_copy_has_no_secret_and_its_own_webhook_key(self):
        copy = self.account.copy({"account_sid": "AC" + "3" * 32})
        self.assertFalse(copy.auth_token)
        self.assertNotEqual(copy.webhook_key, self.account.webhook_key)

    def test_discuss_gets_no_secret(self):
        talk = self.conversation()
        data = str(Store().add(talk.channel_id).get_result())
        for secret in (
            "test-token",
            self.account.webhook_key,
            self.account.account_sid,
        ):
            self.assertNotIn(secret, data)

    def neutralize(self):
        self.env.flush_all()
        for query in get_neutralization_queries(["whatsapp_twilio"]):
            self.env.cr.execute(query)
        self.env.invalidate_all()

    def test_a_neutralized_copy_cannot_speak_to_customers(self):
        self.neutralize()
        self.assertFalse(self.account.auth_token)
        self.assertFalse(self.account.active)

    def test_given_a_token_again_it_does_not_send_what_the_original_sends(self):
        talk = self.conversation()
        row = self.send(talk)
        talk.write({"kept_text": "And this later", "kept_by_id": self.ann.id})
        batch = self.env["whatsapp.twilio.batch"].create(
            {"res_model": "res.partner", "sender_id": self.sender.id}
        )
        recipient = {"batch_id": batch.id, "res_id": 1, "state": "waiting"}
        recipient = batch.recipient_ids.create(recipient)
        self.neutralize()
        self.account.write({"active": True, "auth_token": "test-token"})
        with self.twilio() as twilio:
            self.dispatch()
            self.receive("Thanks")
            self.env["whatsapp.twilio.batch"]._due()._step()
            self.dispatch()
        self.assertFalse(twilio.sent)
        states = (row.state, batch.state, recipient.state)
        self.assertEqual(states, ("canceled", "canceled", "left_out"))


@tagged("post_install", "-at_install")
class TestConstraints(WhatsAppCase):
    def test_an_account_sid_is_ac_and_32_hex(self):
        for wrong in ("", "AC123", "SK" + "1" * 32, "AC" + "g" * 32, "ac" + "1" * 32):
            with self.assertRaises(ValidationError):
                self.account.account_sid = wrong
        self.account.account_sid = "AC" + "f" * 32

    def test_a_public_url_is_one_that_twilio_calls(self):
        for wrong in ("odoo.example.com", "https://my_odoo.example.com"):
            with self.assertRaises(ValidationError):
                self.account.public_url = wrong
        self.account.public_url = False

    def test_a_number_is_kept_as_e164(self):
        for typed in ("+1 (415) 555-0177", "whatsapp:+14155550177"):
            self.sender.number = typed
            self.assertEqual(self.sender.number, "+14155550177")
        for wrong in ("hello", "XE123", ""):
            with self.assertRaises(ValidationError):
                self.sender.number = wrong

    def test_a_brand_is_served_by_colleagues_only(self):
        portal = new_test_user(self.env, "wa_portal", "base.group_portal")
        with self.assertRaises(ValidationError):
            self.brand.agent_ids |= portal
