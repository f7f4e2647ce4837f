from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import WhatsAppCase, WhatsAppMixin

OTHER_CUSTOMER = "+4915112345678"


@tagged("post_install", "-at_install")
class TestSeats(WhatsAppCase):
    """Whoever may not serve a brand any more keeps nothing of it."""

    def setUp(self):
        super().setUp()
        self.taken = self.conversation()
        self.waiting = self.conversation(customer=OTHER_CUSTOMER)

    def assert_nothing_is_left(self, user):
        for talk in (self.taken, self.waiting):
            self.assertNotIn(user, self.seated(talk))
            self.assertNotEqual(talk.owner_id, user)
            with self.assertRaises(AccessError):
                talk.channel_id.with_user(user).read(["name"])

    def test_a_manager_who_leaves_the_brand_keeps_no_seat_and_owns_nothing(self):
        self.taken.with_user(self.mia).action_take()
        self.brand.manager_ids -= self.mia
        self.assert_nothing_is_left(self.mia)
        self.assertEqual(self.seated(self.taken), self.ann | self.bob)

    def test_who_stays_as_a_manager_keeps_the_seat(self):
        self.brand.agent_ids |= self.mia
        self.taken.with_user(self.mia).action_take()
        self.brand.agent_ids -= self.mia
        self.assertEqual(self.taken.owner_id, self.mia)
        self.assertEqual(self.seated(self.taken), self.mia)

    def test_a_manager_who_answered_stays_the_owner(self):
        self.send(self.taken, user=self.mia)
        self.receive("Thank you")
        self.assertEqual(self.taken.owner_id, self.mia)
        self.assertEqual(self.seated(self.taken), self.mia)

    def test_who_loses_the_role_loses_the_seats(self):
        self.taken.with_user(self.ann).action_take()
        self.ann.group_ids -= self.env.ref("whatsapp_twilio.group_whatsapp_agent")
        self.assert_nothing_is_left(self.ann)

    def test_who_loses_the_role_by_the_form_of_the_group_loses_the_seats(self):
        self.taken.with_user(self.ann).action_take()
        group = self.env.ref("whatsapp_twilio.group_whatsapp_agent")
        group.user_ids -= self.ann
        self.assert_nothing_is_left(self.ann)

    def test_who_left_is_not_reminded_and_told_of_nothing(self):
        self.taken._remind(self.ann | self.bob)
        self.brand.agent_ids -= self.ann
        self.assertEqual(self.taken.activity_ids.user_id, self.bob)
        self.assertNotIn(self.ann.partner_id, self.taken.message_partner_ids)

    def resubscribed(self):
        """Who is told to ask again what to hear; until then is forgotten."""
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].search([("message", "like", "resubscribe")])
        channels = " ".join(told.mapped("channel"))
        told.unlink()
        people = self.ann | self.bob | self.mia
        return people.filtered(
            lambda user: f'"res.partner",{user.partner_id.id}]' in channels
        )

    def test_open_pages_of_who_left_stop_to_hear_the_conversations(self):
        self.brand.agent_ids -= self.ann
        self.assertEqual(self.resubscribed(), self.ann)
        other = self.brand.copy({"agent_ids": self.bob.ids, "manager_ids": False})
        self.resubscribed()
        self.taken._move_to_brand(other)
        self.assertEqual(self.resubscribed(), self.mia)

    def test_who_loses_the_company_loses_the_seats_and_gets_no_others(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.taken.with_user(self.ann).action_take()
        self.ann.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        )
        self.assert_nothing_is_left(self.ann)
        newest = self.conversation(customer="+33612345678")
        self.assertEqual(self.seated(newest), self.bob)

    def test_an_invited_colleague_keeps_the_seat_whatever_role_changes(self):
        channel = self.taken.channel_id.with_user(self.ann)
        channel.add_members(partner_ids=self.outsider.partner_id.ids)
        self.outsider.group_ids |= self.env.ref("base.group_partner_manager")
        self.assertIn(self.outsider, self.seated(self.taken))

    def test_the_kept_text_of_who_left_is_not_sent_and_seats_nobody(self):
        self.taken.last_inbound_at = "2020-01-01"
        self.taken.with_user(self.ann).action_keep_text("See you soon")
        self.brand.agent_ids -= self.ann
        self.receive("I am back")
        self.assertNotIn("See you soon", self.taken.whatsapp_message_ids.mapped("body"))
        self.assertEqual(self.taken.kept_text, "See you soon")
        self.assert_nothing_is_left(self.ann)


@tagged("post_install", "-at_install")
class TestInvitationLink(WhatsAppMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.channel = self.conversation().channel_id
        self.link = f"/chat/{self.channel.id}/{self.channel.uuid}"

    def open_as(self, user):
        self.authenticate(user and user.login, user and user.login)
        return self.url_open(self.link)

    def test_a_link_leads_nobody_into_a_conversation(self):
        colleague = new_test_user(self.env, "wa_colleague", "base.group_user")
        portal = new_test_user(self.env, "wa_portal", "base.group_portal")
        members = self.channel.channel_member_ids
        for user in (self.outsider, colleague, portal, None):
            self.assertEqual(self.open_as(user).status_code, 404)
        self.assertEqual(self.channel.channel_member_ids, members)
        self.assertEqual(self.open_as(self.mia).status_code, 200, "of the brand")
