from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import ERRORS
from .test_reply_state import CAUSES, ReplyStateCase

SEND = "whatsapp.twilio.template.send"


class TemplateCase(ReplyStateCase):
    def content(self, number, status="approved", **values):
        """A template as Twilio lists it."""
        return {
            "sid": f"HX{number:032x}",
            "friendly_name": f"order_{number}",
            "language": "en",
            "variables": {"1": "Ana"},
            "types": {
                "twilio/quick-reply": {
                    "body": "Hi {{1}}, may we write to you?",
                    "actions": [{"title": "Yes", "id": "yes"}],
                }
            },
            "approval_requests": {
                "name": f"order_{number}",
                "category": "UTILITY",
                "status": status,
                "rejection_reason": "",
            },
            **values,
        }

    def page(self, *contents, following=None):
        """A page of Twilio's list."""
        meta = {"key": "contents", "page": 0, "page_size": 50}
        return 200, {
            "contents": list(contents),
            "meta": {**meta, "next_page_url": following},
        }

    def fetch(self, *answers):
        with self.twilio(*answers) as twilio:
            self.account._sync_templates()
        return twilio

    @property
    def templates(self):
        return self.account.template_ids


@tagged("post_install", "-at_install")
class TestTemplateSync(TemplateCase):
    def test_all_pages_are_fetched_and_each_template_kept_as_twilio_has_it(self):
        following = "https://content.twilio.com/v1/ContentAndApprovals?Page=1"
        twilio = self.fetch(
            self.page(self.content(1), following=following),
            self.page(self.content(2, "rejected", language="it")),
        )
        self.assertEqual(len(twilio.asked), 2)
        first, second = self.templates
        self.assertEqual(first.content_sid, f"HX{1:032x}")
        self.assertEqual((first.language, second.language), ("en", "it"))
        self.assertEqual(first.category, "utility")
        self.assertEqual(first.body, "Hi {{1}}, may we write to you?")
        self.assertEqual(first.variables, {"1": "Ana"})
        self.assertEqual((first.may_start, second.may_start), (True, False))

    def test_what_is_gone_at_twilio_is_archived_and_comes_back_with_it(self):
        self.fetch(self.page(self.content(1), self.content(2)))
        gone = self.templates[1]
        self.fetch(self.page(self.content(1)))
        self.assertFalse(gone.active)
        self.fetch(self.page(self.content(1), self.content(2, "paused")))
        self.assertTrue(gone.active)
        self.assertEqual(gone.approval_state, "paused")
        self.assertEqual(len(self.templates), 2)

    def test_a_failure_changes_nothing_says_why_and_when_the_last_good_one_was(self):
        self.fetch(self.page(self.content(1)))
        synced_at = self.account.templates_synced_at
        following = "https://content.twilio.com/v1/ContentAndApprovals?Page=1"
        for answer in (
            (401, {"code": 20003, "message": "Authenticate", "status": 401}),
            (404, {"code": 20404, "message": "Not found", "status": 404}),
        ):
            self.fetch(self.page(self.content(3), following=following), answer)
            self.assertEqual(self.templates.mapped("name"), ["order_1"])
            self.assertIn(str(answer[1]["code"]), self.account.templates_error)
            self.assertEqual(self.account.templates_synced_at, synced_at)
        self.fetch(self.page(self.content(1)))
        self.assertFalse(self.account.templates_error)

    def test_words_and_types_that_twilio_added_since_are_kept_and_not_sendable(self):
        content = self.content(1, "quarantined", types={"acme/new": {"x": 1}})
        self.fetch(self.page(content))
        self.assertEqual(self.templates.content_type, "acme/new")
        self.assertFalse(self.templates.may_start)

    @mute_logger(ERRORS)
    def test_an_account_whose_templates_cannot_be_kept_does_not_hold_up_another(self):
        (self.account.search([]) - self.account).active = False  # the demo's
        other = self.account.copy({"name": "Z", "account_sid": "AC" + "2" * 32})
        self.sender.copy({"account_id": other.id, "number": "+14155550188"})
        twice = self.page(self.content(1), self.content(1))
        answers = twice, self.page(self.content(2))
        with self.twilio(*answers), patch.object(self.cr, "commit"):
            self.account._cron_sync_templates()
        self.assertIn("Nothing was changed", self.account.templates_error)
        self.assertFalse(self.templates or self.account.templates_synced_at)
        self.assertEqual(other.template_ids.name, "order_2")


@tagged("post_install", "-at_install")
class TestTemplateSend(TemplateCase):
    def setUp(self):
        super().setUp()
        self.fetch(self.page(self.content(1), self.content(2, "rejected")))
        self.approved = self.templates[0]

    def composer(self, user=None):
        action = self.talk.with_user(user or self.ann).action_send_template()
        return Form(
            self.env[SEND].with_user(user or self.ann).with_context(action["context"])
        )

    def send_template(self, value="Carla", user=None):
        with self.composer(user) as composer:
            composer.template_id = self.approved.with_user(user or self.ann)
            with composer.value_ids.edit(0) as line:
                line.value = value
        composer.record.action_send()
        return self.talk.whatsapp_message_ids.filtered("content_sid")[:1]

    def test_an_expired_conversation_restarts_by_content_sid_and_never_by_body(self):
        self.cause("let_expire")
        row = self.send_template()
        with self.twilio() as twilio:
            self.dispatch()
        [sent] = twilio.sent
        self.assertEqual(sent["ContentSid"], self.approved.content_sid)
        self.assertEqual(sent["ContentVariables"], '{"1": "Carla"}')
        self.assertNotIn("Body", sent)
        self.assertEqual(row.state, "sending")
        self.assertEqual(row.body, "Hi Carla, may we write to you?")

    def test_discuss_shows_it_as_the_customer_sees_it_in_the_agents_name(self):
        self.cause("let_expire")
        message = self.send_template().mail_message_id
        self.assertIn("Hi Carla, may we write to you?", message.body)
        self.assertIn("Yes", message.body)
        self.assertEqual(message.author_id, self.ann.partner_id)
        self.assertEqual(self.talk.owner_id, self.ann)
        self.assertEqual(message.whatsapp_delivery["state"], "queued")

    def test_only_what_reaches_the_customer_is_offered_and_the_only_one_is_chosen(self):
        composer = self.composer()
        self.assertEqual(composer.available_ids.ids, self.approved.ids)
        self.assertEqual(composer.template_id, self.approved)
        self.assertIn("{{1}}", composer.preview)

    def test_what_works_in_a_session_only_is_offered_while_there_is_one(self):
        items = [{"id": "am", "item": "Morning"}]
        picker = {"body": "When?", "button": "Choose", "items": items}
        listed = self.content(
            3, "unsubmitted", types={"twilio/list-picker": picker}, variables={}
        )
        self.fetch(self.page(self.content(1), listed))
        talk = self.talk.with_user(self.ann)
        self.assertIn("twilio/list-picker", talk._templates().mapped("content_type"))
        self.cause("let_expire")
        talk.invalidate_recordset(["reply_state"])
        self.assertEqual(
            talk._templates().mapped("content_type"), ["twilio/quick-reply"]
        )

    def test_a_value_that_is_missing_or_unfit_is_named(self):
        self.cause("let_expire")
        for value in ("", "two\nlines", "x" * 1100, "👍" * 600):
            with self.assertRaises(UserError):
                self.talk.with_user(self.ann)._send_template(
                    self.approved, {"1": value}
                )
        self.assertFalse(self.talk.whatsapp_message_ids.filtered("content_sid"))

    def test_a_one_time_code_goes_to_no_customer_who_shows_no_number(self):
        button = {"type": "COPY_CODE", "copy_code_text": "Copy"}
        types = {"whatsapp/authentication": {"actions": [button]}}
        self.fetch(self.page(self.content(7, types=types)))
        hidden = self.conversation(From="whatsapp:IT.123")
        with self.assertRaisesRegex(UserError, "phone numbers only"):
            hidden._send_template(self.templates, {"1": "123456"})
        self.assertTrue(self.conversation()._send_template(self.templates, {"1": "1"}))

    def test_a_template_goes_only_where_nothing_but_the_session_is_in_the_way(self):
        for state, name in CAUSES:
            with self.undone():
                self.cause(name)
                if state == "session_expired":
                    self.assertTrue(self.send_template())
                    continue
                with self.assertRaises(UserError):
                    self.talk.with_user(self.ann)._send_template(
                        self.approved, {"1": "Carla"}
                    )

    def test_what_gets_in_the_way_after_it_was_queued_stops_it(self):
        self.cause("let_expire")
        row = self.send_template()
        self.cause("archive_brand")
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.sent)
        self.assertEqual((row.state, row.cause), ("failed", "brand_inactive"))

    def test_a_retry_sends_the_same_template_again(self):
        self.cause("let_expire")
        row = self.send_template()
        with self.twilio((400, {"code": 63027, "message": "No", "status": 400})):
            self.dispatch()
        row.with_user(self.ann).action_retry()
        with self.twilio() as twilio:
            self.dispatch()
        self.assertEqual(twilio.sent[0]["ContentSid"], self.approved.content_sid)
        self.assertEqual(twilio.sent[0]["ContentVariables"], '{"1": "Carla"}')

    def test_it_opens_no_window_and_a_customers_answer_does(self):
        self.cause("let_expire")
        row = self.send_template()
        with self.twilio():
            self.dispatch()
        self.status(row, "delivered")
        self.talk.invalidate_recordset(["reply_state"])
        self.assertEqual(self.talk.reply_state, "session_expired")
        self.receive("Yes")
        self.talk.invalidate_recordset(["reply_state"])
        self.assertEqual(self.talk.reply_state, "open")

    def test_the_banner_offers_it_to_every_agent(self):
        self.cause("let_expire")
        button = self.talk._reply_banner()["button"]
        self.assertEqual(button["label"], "Send a template")
        self.assertFalse(button["user_ids"])
        self.assertTrue(self.talk.with_user(self.ann).action_send_template())

    def test_a_template_of_other_brands_is_neither_offered_nor_sent(self):
        self.approved.brand_ids = self.other
        self.assertFalse(self.talk.with_user(self.ann)._templates())
        with self.assertRaisesRegex(UserError, "not for Brand A"):
            self.talk._send_template(self.approved, {"1": "Carla"})
        self.assertFalse(self.approved.with_user(self.ann)._filtered_access("read"))
        self.assertTrue(self.approved.with_user(self.bob)._filtered_access("read"))
        self.approved.brand_ids |= self.brand
        self.assertTrue(self.send_template())

    def test_only_administrators_say_which_brands_may_use_it(self):
        with self.assertRaises(AccessError):
            self.approved.with_user(self.mia).brand_ids = self.brand
        self.approved.with_user(self.admin).brand_ids = self.brand

    def test_people_of_other_brands_and_companies_cannot(self):
        with self.assertRaises(AccessError):
            self.talk.with_user(self.outsider).action_send_template()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.account.company_id = other
        self.assertFalse(self.approved.with_user(self.bob).search([]))
