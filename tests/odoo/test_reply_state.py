import json
from contextlib import contextmanager
from datetime import timedelta
from itertools import product

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.whatsapp_twilio.models.res_config_settings import ENABLED

from .common import NUMBER, WhatsAppCase

DAY = timedelta(hours=24)
# What may be in the way, in the order of the design's table.
CAUSES = [
    ("integration_removed", "switch_off"),
    ("account_deactivated", "archive_account"),
    ("account_deactivated", "archive_sender"),
    ("brand_inactive", "archive_brand"),
    ("brand_mismatch", "move_sender"),
    ("opted_out", "opt_out"),
    ("session_expired", "let_expire"),
]


class ReplyStateCase(WhatsAppCase):
    def setUp(self):
        super().setUp()
        self.talk = self.conversation()
        self.other = self.env["whatsapp.twilio.brand"].create(
            {"name": "Brand B", "manager_ids": self.mia.ids, "agent_ids": self.bob.ids}
        )
        self.admin = self.env.ref("base.user_admin")

    def switch_off(self):
        self.env["res.config.settings"].create(
            {"whatsapp_twilio_enabled": False}
        ).execute()

    def archive_account(self):
        self.account.active = False

    def archive_sender(self):
        self.sender.active = False

    def archive_brand(self):
        self.brand.active = False

    def move_sender(self):
        self.sender.brand_id = self.other

    def opt_out(self):
        self.talk.opted_out_at = fields.Datetime.now()

    def let_expire(self):
        self.talk.last_inbound_at -= DAY

    @contextmanager
    def undone(self):
        """What happens within is undone afterwards."""
        with self.env.cr.savepoint() as savepoint:
            yield
            savepoint.rollback()
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()

    def cause(self, name):
        getattr(self, name)()
        self.talk.invalidate_recordset(["reply_state"])


@tagged("post_install", "-at_install")
class TestReplyState(ReplyStateCase):
    def test_every_combination_of_causes_gives_the_first_of_the_table(self):
        for chosen in product((False, True), repeat=len(CAUSES)):
            present = [c for c, here in zip(CAUSES, chosen, strict=True) if here]
            expected = present[0][0] if present else "open"
            with self.undone():
                for _state, name in present:
                    self.cause(name)
                self.assertEqual(self.talk.reply_state, expected, present)

    def test_the_server_refuses_in_every_closed_state_and_queues_nothing(self):
        for state, name in CAUSES:
            with self.undone():
                self.cause(name)
                posts = len(self.talk.channel_id.message_ids)
                with self.assertRaises(UserError) as refused:
                    self.send(self.talk)
                banner = self.talk._reply_banner()
                title = banner["title"].split(":")[0]
                self.assertIn(title.split()[0], str(refused.exception), state)
                self.assertEqual(len(self.talk.channel_id.message_ids), posts)
                self.assertEqual(len(self.talk.whatsapp_message_ids), 1)

    def test_the_switch_is_read_past_a_cache_that_another_server_filled(self):
        parameters = self.env["ir.config_parameter"].sudo()
        self.assertTrue(parameters.get_param(ENABLED))
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM ir_config_parameter WHERE key = %s", [ENABLED])
        self.env.invalidate_all()
        self.assertTrue(parameters.get_param(ENABLED), "Odoo's cache is not stale")
        self.assertEqual(self.talk.reply_state, "integration_removed")

    def test_scheduled_code_is_refused_too(self):
        self.cause("archive_brand")
        with self.assertRaises(UserError):
            self.talk.channel_id.message_post(body="Hi", message_type="comment")

    def test_notes_work_in_every_state(self):
        for _state, name in CAUSES:
            with self.undone():
                self.cause(name)
                note = self.talk.channel_id.with_user(self.ann).message_post(
                    body="Note", message_type="comment", subtype_xmlid="mail.mt_note"
                )
                self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
                self.assertEqual(len(self.talk.whatsapp_message_ids), 1)

    def test_open_to_the_last_second_and_closed_at_24_hours(self):
        closing = self.talk.last_inbound_at + DAY
        with freeze_time(closing - timedelta(seconds=1)):
            self.talk.invalidate_recordset(["reply_state"])
            self.assertEqual(self.talk.reply_state, "open")
        with freeze_time(closing):
            self.talk.invalidate_recordset(["reply_state"])
            self.assertEqual(self.talk.reply_state, "session_expired")

    def test_only_the_customers_messages_move_the_window(self):
        before = self.talk.window_closes_at
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            row = self.send(self.talk)
            with self.twilio():
                self.dispatch()
            self.status(row, "delivered")
            self.status(row, "read")
        self.assertEqual(self.talk.window_closes_at, before)

    def test_twilios_63016_closes_a_window_that_we_thought_open(self):
        row = self.send(self.talk)
        with self.twilio():
            self.dispatch()
        self.status(row, "undelivered", ErrorCode="63016")
        self.talk.invalidate_recordset(["reply_state"])
        self.assertEqual(self.talk.reply_state, "session_expired")
        with freeze_time(fields.Datetime.now() + timedelta(minutes=1)):
            self.receive("Still there?")
            self.talk.invalidate_recordset(["reply_state"])
            self.assertEqual(self.talk.reply_state, "open")

    def test_an_old_63016_does_not_close_a_window_opened_since(self):
        row = self.send(self.talk)
        with self.twilio():
            self.dispatch()
        with freeze_time(fields.Datetime.now() + timedelta(minutes=1)):
            self.receive("New")
            self.status(row, "undelivered", ErrorCode="63016")
            self.talk.invalidate_recordset(["reply_state"])
            self.assertEqual(self.talk.reply_state, "open")

    def test_what_failed_for_a_closed_state_can_be_retried_when_it_opens(self):
        row = self.send(self.talk)
        self.cause("archive_sender")
        with self.twilio() as twilio:
            self.dispatch()
            self.assertIn("deactivated", row.mail_message_id.whatsapp_delivery["cause"])
            self.sender.active = True
            self.talk.invalidate_recordset(["reply_state"])
            row.with_user(self.ann).action_retry()
            self.dispatch()
        self.assertEqual(len(twilio.sent), 1)


@tagged("post_install", "-at_install")
class TestBanner(ReplyStateCase):
    def test_an_open_conversation_has_no_banner_but_knows_the_next(self):
        self.assertFalse(self.talk._reply_banner())
        self.assertEqual(self.talk._expired_banner()["title"], "Session expired")

    def test_each_state_says_its_cause_and_its_way_out(self):
        expected = {
            "switch_off": ("Integration removed", "Add integration"),
            "archive_account": ("Account deactivated", "Reactivate"),
            "archive_sender": ("Account deactivated", "Reactivate"),
            "archive_brand": ("Session ended", "Activate brand"),
            "move_sender": ("Session ended", "Move conversation to Brand B"),
            "opt_out": ("Customer opted out", None),
            "let_expire": ("Session expired", "Send a template"),
        }
        for name, (title, label) in expected.items():
            with self.undone():
                self.cause(name)
                banner = self.talk._reply_banner()
                self.assertEqual(banner["title"], title)
                self.assertNotIn("%(", banner["sentence"])
                self.assertEqual(
                    banner["button"] and banner["button"]["label"], label or False
                )

    def test_a_text_may_wait_only_where_the_customers_answer_ends_the_state(self):
        for state, name in CAUSES:
            with self.undone():
                self.cause(name)
                waits = self.talk._reply_banner()["keeps_text"]
                self.assertEqual(waits, state in ("session_expired", "opted_out"))

    def test_a_customer_who_never_wrote_has_no_session_yet(self):
        self.talk.last_inbound_at = False
        self.talk.invalidate_recordset(["reply_state"])
        self.assertEqual(self.talk._reply_banner()["title"], "No session yet")

    def test_who_may_not_push_the_button_sees_whom_to_ask(self):
        self.cause("archive_brand")
        banner = self.talk._reply_banner()
        self.assertIn(self.mia.id, banner["button"]["user_ids"])
        self.assertNotIn(self.ann.id, banner["button"]["user_ids"])
        self.assertEqual(banner["ask"], "Ask Mia")

    def test_the_switch_in_settings_is_offered_to_who_may_open_settings(self):
        role = "base.group_user,whatsapp_twilio.group_whatsapp_admin"
        adam = new_test_user(self.env, "wa_adam", role, name="Adam")
        with self.undone():
            self.cause("switch_off")
            people = self.talk._reply_banner()["button"]["user_ids"]
            self.assertIn(self.admin.id, people)
            self.assertNotIn(adam.id, people)
            with self.assertRaises(AccessError):
                self.talk.with_user(adam).action_add_integration()
        self.account.unlink()
        self.talk.invalidate_recordset()
        self.assertIn(adam.id, self.talk._reply_banner()["button"]["user_ids"])

    def test_the_brands_own_manager_is_asked_before_an_administrator(self):
        self.admin.name = "Aaron, first in the alphabet"
        self.cause("archive_brand")
        self.assertEqual(self.talk._reply_banner()["ask"], "Ask Mia")

    def test_what_stands_there_after_24_hours_is_the_expired_state_in_any_state(self):
        for _state, name in CAUSES:
            with self.undone():
                self.cause(name)
                banner = self.talk._expired_banner()
                self.assertEqual(banner["state"], "session_expired")

    def test_a_first_message_tells_open_pages_what_will_stand_there_in_the_end(self):
        self.talk.last_inbound_at = False
        with self.told() as told:
            self.receive("I write for the first time")
        self.assertEqual(told["expired_banner"]["title"], "Session expired")
        self.assertFalse(told["reply_banner"])
        self.assertRegex(told["server_now"], r":\d\d\.\d{3}$")

    @contextmanager
    def told(self):
        """What open pages are told of the conversation meanwhile."""
        told = {}
        self.env.cr.precommit.run()
        newest = self.env["bus.bus"].search([], order="id desc", limit=1).id
        yield told
        self.env.cr.precommit.run()
        for sent in self.env["bus.bus"].search([("id", ">", newest)], order="id"):
            payload = json.loads(sent.message)["payload"]
            for record in payload.get("whatsapp.twilio.conversation", ()):
                told.update(record)

    def test_a_manager_activates_the_brand_and_an_agent_may_not(self):
        self.cause("archive_brand")
        with self.assertRaises(AccessError):
            self.talk.with_user(self.ann).action_activate_brand()
        self.talk.with_user(self.mia).action_activate_brand()
        self.assertTrue(self.brand.active)

    def test_an_admin_reactivates_account_and_sender(self):
        self.cause("archive_account")
        self.cause("archive_sender")
        with self.assertRaises(AccessError):
            self.talk.with_user(self.mia).action_reactivate()
        self.talk.with_user(self.admin).action_reactivate()
        self.assertTrue(self.account.active and self.sender.active)

    def test_a_conversation_moves_to_the_brand_of_its_number_with_its_people(self):
        self.send(self.talk, user=self.ann)
        self.cause("move_sender")
        with self.assertRaises(AccessError):
            self.talk.with_user(self.ann).action_move_to_sender_brand()
        self.talk.with_user(self.mia).action_move_to_sender_brand()
        self.talk.invalidate_recordset(["reply_state"])
        self.assertEqual(self.talk.brand_id, self.other)
        self.assertEqual(self.talk.reply_state, "open")
        self.assertFalse(self.talk.owner_id, "Ann does not serve Brand B")
        self.assertEqual(self.seated(self.talk), self.bob)
        note = self.talk.channel_id.message_ids[0]
        self.assertIn("moved the conversation from Brand A to Brand B", note.body)
        self.assertEqual(note.message_type, "notification")

    def test_a_number_that_moves_is_told_in_the_conversations_people_have_open(self):
        solved = self.conversation(customer="+393330000009")
        solved.action_solve()
        self.cause("move_sender")
        told = self.talk.channel_id.message_ids[0]
        self.assertIn(f"moved {NUMBER} from Brand A to Brand B", told.body)
        self.assertEqual(told.message_type, "notification")
        self.assertNotIn("moved", solved.channel_id.message_ids[0].body)

    def test_settings_reach_open_browsers_as_one_signal(self):
        agents = self.env.ref("whatsapp_twilio.group_whatsapp_agent")
        changes = (
            lambda: self.cause("archive_account"),
            lambda: self.cause("archive_sender"),
            lambda: self.cause("archive_brand"),
            lambda: self.cause("move_sender"),
            lambda: self.cause("switch_off"),
            lambda: self.other.write({"agent_ids": [Command.link(self.ann.id)]}),
            self.account.unlink,
        )
        for change in changes:
            self.env.cr.precommit.run()
            before = self.env["bus.bus"].search_count([])
            change()
            self.env.cr.precommit.run()
            sent = self.env["bus.bus"].search([], order="id desc", limit=20)
            signals = [n for n in sent if "whatsapp_twilio/refresh" in n.message]
            self.assertTrue(signals)
            self.assertIn(
                f'"res.groups",{agents.id}'.replace(" ", ""),
                (signals[0].channel.replace(" ", "")),
            )
            self.assertGreater(self.env["bus.bus"].search_count([]), before)

    def test_a_browser_gets_only_what_its_user_may_read(self):
        conversations = self.env["whatsapp.twilio.conversation"]
        mine = conversations.with_user(self.ann).get_discuss_data(self.talk.ids)
        self.assertEqual(mine["whatsapp.twilio.conversation"][0]["id"], self.talk.id)
        theirs = conversations.with_user(self.outsider).get_discuss_data(self.talk.ids)
        self.assertNotIn("whatsapp.twilio.conversation", theirs)

    def test_an_open_page_hears_that_its_agent_serves_another_brand(self):
        page = self.talk.with_user(self.ann)
        told = page.get_discuss_data(self.talk.ids)["Store"]
        self.assertEqual(told["whatsapp_brand_count"], 1)
        self.assertEqual(told["whatsapp_works_for"], self.brand.ids)
        self.other.agent_ids += self.ann
        told = page.get_discuss_data([])["Store"]
        self.assertEqual(told["whatsapp_brand_count"], 2)
        self.assertEqual(
            set(told["whatsapp_works_for"]), {self.brand.id, self.other.id}
        )

    def test_a_page_knows_whose_buttons_would_be_refused(self):
        def works_for(user):
            told = self.talk.with_user(user).get_discuss_data(self.talk.ids)
            return told.get("Store", {}).get("whatsapp_works_for")

        self.brand.active = False  # its conversations stay with its people
        self.assertEqual(works_for(self.ann), self.brand.ids)
        self.assertEqual(works_for(self.outsider), [])
        self.assertIs(works_for(self.admin), True)
        plain = new_test_user(self.env, "wa_plain", "base.group_user", name="Plain")
        self.assertIsNone(works_for(plain))


@tagged("post_install", "-at_install")
class TestKeptText(ReplyStateCase):
    def setUp(self):
        super().setUp()
        self.let_expire()
        self.talk.invalidate_recordset(["reply_state"])

    def keep(self, text="See you soon", user=None):
        self.talk.with_user(user or self.ann).action_keep_text(text)

    def sent(self):
        return self.talk.whatsapp_message_ids.filtered(
            lambda row: row.direction == "outbound"
        )

    def test_a_kept_text_is_sent_once_when_the_customer_answers(self):
        self.keep()
        self.assertFalse(self.sent())
        self.receive("I am back")
        self.receive("Hello?")
        self.assertEqual(self.sent().mapped("body"), ["See you soon"])
        message = self.sent().mail_message_id
        self.assertEqual(message.author_id, self.ann.partner_id)
        bodies = self.talk.channel_id.message_ids.sorted("id").mapped("body")
        self.assertIn("I am back", bodies[-3])
        self.assertIn("See you soon", bodies[-2])

    def test_it_is_not_lost_when_a_colleague_keeps_one_in_the_same_moment(self):
        self.keep()
        with self.assertRaisesRegex(UserError, "A text of Ann waits"):
            self.keep("Bye", user=self.bob)
        with self.assertRaisesRegex(UserError, "A text of Ann waits"):
            self.keep("Bye")
        self.keep()  # the answer was lost, and Ann asks again
        self.receive("I am back")
        self.assertEqual(self.sent().mapped("body"), ["See you soon"])

    def test_colleagues_see_it_and_may_take_it_back(self):
        self.keep()
        data = self.talk.with_user(self.bob).get_discuss_data(self.talk.ids)
        kept = data["whatsapp.twilio.conversation"][0]["kept_text"]
        self.assertEqual((kept["text"], kept["user_name"]), ("See you soon", "Ann"))
        self.assertEqual(
            self.talk.with_user(self.bob).action_take_back_text(), "See you soon"
        )
        self.receive("I am back")
        self.assertFalse(self.sent())

    def test_taking_it_back_after_it_was_sent_returns_nothing(self):
        self.keep()
        self.receive("I am back")
        self.assertFalse(self.talk.with_user(self.ann).action_take_back_text())
        self.assertEqual(len(self.sent()), 1)

    def test_a_text_kept_just_after_the_customer_answered_is_sent_at_once(self):
        self.receive("I am back")
        self.keep()
        self.assertEqual(self.sent().mapped("body"), ["See you soon"])
        self.assertFalse(self.talk.kept_text)

    def test_it_waits_while_something_else_is_in_the_way(self):
        self.keep()
        self.archive_sender()
        self.receive("I am back")
        self.assertFalse(self.sent())
        self.assertEqual(self.talk.kept_text, "See you soon")

    def test_who_works_here_no_more_answers_nobody_and_the_customer_is_heard(self):
        self.keep()
        portal = self.env.ref("base.group_portal")
        self.ann.sudo().write({"group_ids": [(6, 0, portal.ids)]})
        self.assertEqual(self.receive("I am back").state, "done")
        self.assertFalse(self.sent())

    def test_a_text_that_whatsapp_would_not_take_is_refused_before(self):
        with self.assertRaises(UserError):
            self.keep("x" * 1601)
        with self.assertRaises(UserError):
            self.keep("  ")

    def test_others_cannot_leave_a_text(self):
        with self.assertRaises(AccessError):
            self.keep(user=self.outsider)
