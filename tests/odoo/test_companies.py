from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import CUSTOMER, WhatsAppCase

OTHER_SID = "AC" + "2" * 32
OTHER_NUMBER = "+14155550199"


@tagged("post_install", "-at_install")
class TestCompanies(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.other = self.env["res.company"].create({"name": "Other"})
        self.stranger = new_test_user(
            self.env,
            "wa_stranger",
            "base.group_user,whatsapp_twilio.group_whatsapp_admin",
            name="Stranger",
            company_id=self.other.id,
            company_ids=[Command.set(self.other.ids)],
        )
        self.admin = new_test_user(
            self.env,
            "wa_admin",
            "base.group_user,whatsapp_twilio.group_whatsapp_admin",
            name="Admin",
        )
        self.talk = self.conversation()

    def assert_only_for_its_company(self, *records):
        for record in records:
            mine = record.with_user(self.admin).search([("id", "=", record.id)])
            self.assertEqual(mine.ids, record.ids)
            theirs = record.with_user(self.stranger)
            self.assertFalse(theirs.search([("id", "=", record.id)]), record)
            with self.assertRaises(AccessError):
                theirs.read(["create_date"])

    def test_an_administrator_of_another_company_reads_nothing_in_discuss(self):
        channel = self.talk.channel_id
        self.assert_only_for_its_company(
            channel, channel.message_ids, channel.channel_member_ids[0]
        )
        talks = self.env["whatsapp.twilio.conversation"].with_user(self.stranger)
        self.assertNotIn(talks._name, talks.get_discuss_data(self.talk.ids))

    def test_what_is_left_of_a_deleted_account_stays_in_its_company(self):
        row = self.receive_sample("image")
        self.account.with_context(whatsapp_removal_confirmed=True).unlink()
        self.assertFalse(row.account_id)
        self.assert_only_for_its_company(row, row.media_ids)

    def test_what_is_left_of_a_deleted_brand_stays_in_its_company(self):
        row = self.talk.whatsapp_message_ids
        self.brand.with_context(whatsapp_removal_confirmed=True).unlink()
        self.assertFalse(self.talk.brand_id)
        self.assert_only_for_its_company(self.talk, row, self.talk.channel_id)

    def test_what_begins_without_a_brand_stays_in_the_company_of_its_account(self):
        self.brand.with_context(whatsapp_removal_confirmed=True).unlink()
        talk = self.conversation(customer="+4915112345678")
        self.assertFalse(talk.brand_id)
        self.assert_only_for_its_company(
            talk, talk.whatsapp_message_ids, talk.channel_id
        )

    def test_a_batch_outlives_its_sender_in_its_company(self):
        batch = self.env["whatsapp.twilio.batch"].create(
            {"res_model": "res.partner", "sender_id": self.sender.id}
        )
        recipient = batch.recipient_ids.create(
            {"batch_id": batch.id, "res_id": 1, "state": "made"}
        )
        self.sender.with_context(whatsapp_removal_confirmed=True).unlink()
        self.assert_only_for_its_company(batch)
        for user, count in ((self.admin, 1), (self.stranger, 0)):
            seen = recipient.with_user(user).search_count([("id", "=", recipient.id)])
            self.assertEqual(seen, count, user.name)

    def test_a_form_that_belongs_to_nobody_any_more_is_for_who_runs_the_system(self):
        self.ledger._keep_inbound(self.account, self.form())
        row = self.ledger.search([("conversation_id", "=", False)])
        self.account.with_context(whatsapp_removal_confirmed=True).unlink()
        self.assertFalse(row.with_user(self.stranger).search([("id", "=", row.id)]))
        root = self.env.ref("base.user_admin")
        self.assertTrue(row.with_user(root).search([("id", "=", row.id)]))

    def contact(self, company, phone=CUSTOMER):
        values = {"name": f"Of {company.name}", "phone": phone}
        return self.env["res.partner"].create({**values, "company_id": company.id})

    def test_a_contact_of_another_company_is_not_the_customer(self):
        number = "+4915112345678"
        self.contact(self.other, number)
        ours = self.contact(self.account.company_id, number)
        self.assertEqual(self.conversation(customer=number).partner_id, ours)

    def test_whom_another_company_talks_with_is_not_the_customer(self):
        self.talk.partner_id.company_id = self.account.company_id
        theirs = self.conversation_of_other()
        self.assertEqual(theirs.company_id, self.other)
        self.assertEqual(theirs.address, self.talk.address)
        self.assertNotEqual(theirs.partner_id, self.talk.partner_id)

    def conversation_of_other(self):
        """The same customer writes to a number of the other company."""
        company = {"company_id": self.other.id}
        account = self.account.copy({"account_sid": OTHER_SID, **company})
        brand = self.env["whatsapp.twilio.brand"].create({"name": "B", **company})
        self.sender.create(
            {"account_id": account.id, "brand_id": brand.id, "number": OTHER_NUMBER}
        )
        form = self.form(To=f"whatsapp:{OTHER_NUMBER}", AccountSid=OTHER_SID)
        self.ledger._keep_inbound(account, form)
        self.work()
        return self.ledger.search([("account_id", "=", account.id)]).conversation_id

    def test_a_sender_does_not_speak_for_the_brand_of_another_company(self):
        company = {"company_id": self.other.id}
        account = self.account.copy({"account_sid": OTHER_SID, **company})
        senders = self.env["whatsapp.twilio.sender"].with_user(self.stranger)
        values = {"account_id": account.id, "number": OTHER_NUMBER}
        with self.assertRaises(UserError):
            senders.create({**values, "brand_id": self.brand.id})
        self.brand.company_id = False
        self.assertTrue(senders.create({**values, "brand_id": self.brand.id}))

    def test_nor_does_it_once_one_of_them_changes_its_company(self):
        self.sender.active = False
        for record in (self.account, self.brand):
            with self.assertRaises(ValidationError):
                record.company_id = self.other
                self.env.flush_all()
        people = {"agent_ids": False, "manager_ids": False}
        self.brand.write({"company_id": False, **people})
        for record in (self.account, self.brand):
            record.company_id = self.other
        self.env.flush_all()
        self.assertEqual(self.talk.company_id, self.other)

    def test_who_is_asked_for_help_and_alarmed_is_of_the_company(self):
        admins = self.talk._who_may("admin")
        self.assertIn(self.admin, admins)
        self.assertNotIn(self.stranger, admins)
        self.account._alarm_admins("Paused", lambda _user: "It is paused.")
        alarmed = self.account.activity_ids.user_id
        self.assertIn(self.admin, alarmed)
        self.assertNotIn(self.stranger, alarmed)
