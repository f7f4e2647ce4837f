from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import WhatsAppCase


@tagged("post_install", "-at_install")
class TestMembers(WhatsAppCase):
    def test_who_loses_a_seat_is_told_on_their_own_line(self):
        talk = self.conversation()
        self.env.cr.precommit.run()
        newest = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self.send(talk, user=self.ann)
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].search([("id", ">", newest)])
        bobs = f'"res.partner",{self.bob.partner_id.id}]'
        to_bob = [m for m in told if bobs in m.channel.replace(" ", "")]
        self.assertTrue(any('"DELETE"' in m.message for m in to_bob))

    def test_a_new_conversation_is_in_the_sidebar_of_all_agents(self):
        self.assertEqual(self.seated(self.conversation()), self.ann | self.bob)

    def test_it_appears_without_a_notice_of_an_invitation(self):
        self.conversation()
        self.env.cr.precommit.run()
        messages = self.env["bus.bus"].search([]).mapped("message")
        joined = [text for text in messages if "discuss.channel/joined" in text]
        self.assertEqual(len(joined), 2)
        self.assertFalse([text for text in joined if "invited_by_user_id" in text])

    def test_the_first_to_answer_owns_it_and_the_others_leave_without_notice(self):
        talk = self.conversation()
        posts = len(talk.channel_id.message_ids)
        self.send(talk, user=self.bob)
        self.assertEqual((talk.owner_id, talk.state), (self.bob, "pending"))
        self.assertEqual(self.seated(talk), self.bob)
        self.assertEqual(len(talk.channel_id.message_ids), posts + 1)

    def test_taking_it_makes_one_the_owner(self):
        talk = self.conversation()
        talk.with_user(self.ann).action_take()
        self.assertEqual((talk.owner_id, self.seated(talk)), (self.ann, self.ann))

    def test_a_note_does_not_take_a_conversation(self):
        talk = self.conversation()
        talk.channel_id.with_user(self.ann).message_post(
            body="Who knows?", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        self.assertFalse(talk.owner_id)
        self.assertEqual(talk.state, "open")

    def test_a_colleague_joins_by_writing_and_the_owner_stays(self):
        talk = self.conversation()
        self.send(talk, user=self.ann)
        self.send(talk, user=self.bob)
        self.assertEqual(talk.owner_id, self.ann)
        self.assertEqual(self.seated(talk), self.ann | self.bob)

    def test_solved_leaves_the_sidebar_and_the_next_message_brings_it_back(self):
        talk = self.conversation()
        self.send(talk, user=self.ann)
        talk.with_user(self.ann).action_solve()
        self.assertEqual(talk.state, "solved")
        self.assertFalse(self.seated(talk))
        self.receive("One more thing")
        self.assertEqual(talk.state, "open")
        self.assertEqual(self.seated(talk), self.ann)
        member = talk.channel_id.channel_member_ids
        self.assertEqual(member.message_unread_counter, 1, "only what came is unread")

    def test_it_comes_back_for_all_when_the_owner_no_longer_serves_the_brand(self):
        talk = self.conversation()
        self.send(talk, user=self.ann)
        talk.action_solve()
        self.ann.active = False
        self.receive("Hello?")
        self.assertFalse(talk.owner_id)
        self.assertEqual(self.seated(talk), self.bob)

    def test_a_customer_who_waits_for_somebody_archived_waits_for_all(self):
        talk = self.conversation()
        self.send(talk, user=self.ann)
        self.receive("Still there?")
        self.ann.active = False
        self.assertFalse(talk.owner_id)
        self.assertEqual(self.seated(talk), self.bob)
        self.ann.active = True
        self.assertEqual(self.seated(talk), self.ann | self.bob)

    def test_a_customer_who_waits_for_somebody_deleted_waits_for_all(self):
        talk = self.conversation()
        self.send(talk, user=self.ann)
        self.receive("And then?")
        self.assertEqual(self.seated(talk), self.ann)
        self.ann.unlink()
        self.assertEqual(self.seated(talk), self.bob)
        self.assertEqual(talk.channel_id.member_count, 1)

    def test_a_customer_brings_an_archived_channel_back(self):
        talk = self.conversation()
        talk.channel_id.active = False
        self.receive("Still there?")
        self.assertTrue(talk.channel_id.active)

    def test_silent_conversations_leave_the_sidebar(self):
        silent = self.conversation()
        lively = self.conversation(customer="+4915112345678")
        silent.last_message_at = fields.Datetime.now() - timedelta(days=8)
        silent._leave_silent_conversations()
        self.assertFalse(self.seated(silent))
        self.assertTrue(self.seated(lively))
        self.receive("Again")
        self.assertEqual(self.seated(silent), self.ann | self.bob)

    def test_the_days_of_silence_are_settable(self):
        silent = self.conversation()
        silent.last_message_at = fields.Datetime.now() - timedelta(days=8)
        settings = self.env["res.config.settings"]
        settings.create({"whatsapp_twilio_silent_days": 30}).execute()
        silent._leave_silent_conversations()
        self.assertTrue(self.seated(silent))

    def test_with_0_days_of_silence_or_less_nobody_leaves(self):
        talk = self.conversation()
        talk.last_message_at = fields.Datetime.now() - timedelta(days=5000)
        settings = self.env["res.config.settings"]
        for days in (0, -3):
            settings.create({"whatsapp_twilio_silent_days": days}).execute()
            talk._leave_silent_conversations()
            self.assertTrue(self.seated(talk), days)
            self.assertEqual(settings.create({}).whatsapp_twilio_silent_days, 0)

    def test_who_leaves_the_brand_keeps_no_seat_and_owns_nothing(self):
        owned, waiting = (
            self.conversation(),
            self.conversation(customer="+4915112345678"),
        )
        self.send(owned, user=self.ann)
        self.brand.agent_ids -= self.ann
        self.assertFalse(owned.owner_id)
        self.assertEqual(self.seated(owned), self.bob)
        self.assertEqual(self.seated(waiting), self.bob)

    def test_who_joins_the_brand_sees_what_waits_for_anybody(self):
        owned = self.conversation()
        self.send(owned, user=self.ann)
        waiting = self.conversation(customer="+4915112345678")
        self.brand.agent_ids |= self.outsider
        self.assertIn(self.outsider, self.seated(waiting))
        self.assertNotIn(self.outsider, self.seated(owned))

    def test_a_manager_assigns_and_an_agent_does_not(self):
        talk = self.conversation()
        talk.with_user(self.mia).action_assign(self.bob.id)
        self.assertEqual((talk.owner_id, self.seated(talk)), (self.bob, self.bob))
        with self.assertRaises(AccessError):
            talk.with_user(self.ann).action_assign(self.ann.id)
        with self.assertRaises(UserError):
            talk.with_user(self.mia).action_assign(self.outsider.id)

    def test_who_manages_another_brand_only_answers_in_this_one(self):
        talk = self.conversation()
        self.brand.write({"manager_ids": False, "agent_ids": (self.bob | self.mia).ids})
        self.brand.copy({"name": "Brand B", "manager_ids": self.mia.ids})
        with self.assertRaises(AccessError):
            talk.with_user(self.mia).action_assign(self.bob.id)
        self.mia.group_ids |= self.env.ref("whatsapp_twilio.group_whatsapp_admin")
        talk.with_user(self.mia).action_assign(self.bob.id)
        self.assertEqual(talk.owner_id, self.bob)

    def test_handing_over_takes_the_former_owners_seat(self):
        talk = self.conversation()
        self.send(talk, user=self.ann)
        talk.with_user(self.mia).action_assign(self.bob.id)
        self.assertEqual(self.seated(talk), self.bob)

    def test_only_colleagues_can_be_invited(self):
        channel = self.conversation().channel_id.with_user(self.ann)
        portal = new_test_user(self.env, "wa_portal", "base.group_portal")
        for stranger in (
            portal.partner_id,
            self.env["res.partner"].create({"name": "X"}),
        ):
            with self.assertRaises(UserError):
                channel.add_members(partner_ids=stranger.ids)
        guest = self.env["mail.guest"].create({"name": "Guest"})
        with self.assertRaises(UserError):
            channel.add_members(guest_ids=guest.ids)
        channel.add_members(partner_ids=self.outsider.partner_id.ids)
        self.assertIn(self.outsider.partner_id, channel.channel_partner_ids)

    def test_customers_cannot_be_called(self):
        talk = self.conversation()
        member = talk.channel_id.channel_member_ids[:1]
        with self.assertRaises(UserError):
            member.with_user(self.ann)._rtc_join_call()

    def test_the_push_title_names_the_customer(self):
        row = self.receive()
        payload = row.conversation_id.channel_id._notify_by_web_push_prepare_payload(
            row.mail_message_id
        )
        self.assertIn("Carla", payload["title"])
        self.assertNotIn("#", payload["title"])
