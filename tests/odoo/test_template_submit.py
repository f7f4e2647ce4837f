from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.whatsapp_twilio.gateway.errors import Unanswered
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_worker import STEP_ATTEMPTS

from .common import ERRORS
from .test_template_drafts import TYPES, DraftCase


class SubmitCase(DraftCase):
    def submit(self, draft, *answers):
        """Push the button, then do what the worker does."""
        draft.with_user(self.admin).action_submit()
        return self.go_on(draft, *answers)

    def go_on(self, draft, *answers):
        with self.twilio(*answers) as twilio:
            draft._make_content()
            draft._request_approval()
        return twilio

    def listed(self, *contents):
        return self.page(*contents)

    def made(self, number=7):
        return 201, {"sid": f"HX{number:032x}", "types": TYPES}

    def fetched(self, status="unsubmitted"):
        return 200, {"whatsapp": {"status": status}}

    def taken_in(self, status="received"):
        return 201, {"name": "news", "status": status}


@tagged("post_install", "-at_install")
class TestTemplateSubmit(SubmitCase):
    def flush_tracking(self):
        """Have changes posted, as at the end of a transaction."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def log(self, draft):
        self.flush_tracking()
        return draft.message_ids.tracking_value_ids.mapped("new_value_char")

    def test_it_is_made_and_handed_in(self):
        draft = self.draft()
        twilio = self.submit(
            draft, self.listed(), self.made(), self.fetched(), self.taken_in()
        )
        made, handed_in = twilio.sent
        self.assertEqual(made["friendly_name"], "news")
        self.assertEqual((made["language"], made["types"]), ("en", TYPES))
        self.assertEqual(made["variables"], {"1": "Ana"})
        self.assertEqual(handed_in, {"name": "news", "category": "UTILITY"})
        self.assertEqual(draft.content_sid, f"HX{7:032x}")
        self.assertEqual(draft.approval_state, "received")
        self.assertEqual(draft.submitted_by_id, self.admin)

    def test_what_breaks_a_rule_is_not_submitted(self):
        draft = self.draft(text="Your order {{1}}")
        with self.assertRaisesRegex(UserError, "ends with a variable"):
            draft.with_user(self.admin).action_submit()
        self.assertEqual(draft.approval_state, "draft")

    def test_no_request_leaves_with_the_button(self):
        draft = self.draft()
        with self.twilio() as twilio:
            draft.with_user(self.admin).action_submit()
        self.assertFalse(twilio.asked)
        self.assertEqual(draft.approval_state, "submitting")

    def test_cut_off_after_it_was_made_it_is_found_and_not_made_twice(self):
        draft = self.draft()
        same = self.content(7, friendly_name="news", types=TYPES)
        other = {"twilio/text": {"body": "Another one"}}
        stranger = self.content(6, friendly_name="news", types=other)
        twilio = self.submit(
            draft, self.listed(stranger, same), self.fetched(), self.taken_in()
        )
        self.assertEqual(len(twilio.sent), 1)
        self.assertEqual(draft.content_sid, f"HX{7:032x}")

    def test_cut_off_after_it_was_handed_in_it_is_not_handed_in_twice(self):
        draft = self.draft()
        draft.with_user(self.admin).action_submit()
        draft.content_sid = f"HX{7:032x}"
        twilio = self.go_on(draft, self.fetched("pending"))
        self.assertFalse(twilio.sent)
        self.assertEqual(draft.approval_state, "pending")

    def test_a_refusal_stands_on_the_draft_which_is_corrected_and_submitted_again(self):
        draft = self.draft()
        refusal = (400, {"code": 20001, "message": "types: bad", "status": 400})
        self.submit(draft, self.listed(), refusal)
        self.assertEqual(draft.approval_state, "draft")
        self.assertIn("types: bad", draft.submit_error)
        draft.with_user(self.admin).text = "Hello {{1}}, there are news for you today."
        self.submit(draft, self.listed(), self.made(), self.fetched(), self.taken_in())
        self.assertEqual(draft.approval_state, "received")
        self.assertFalse(draft.submit_error)

    def test_what_is_refused_when_handed_in_does_not_stay_at_twilio(self):
        draft = self.draft()
        refusal = (400, {"code": 20001, "message": "name: bad", "status": 400})
        gone = (204, None)
        twilio = self.submit(
            draft, self.listed(), self.made(), self.fetched(), refusal, gone
        )
        self.assertEqual(twilio.asked[-1][0], "DELETE")
        self.assertFalse(draft.content_sid)
        self.assertEqual(draft.approval_state, "draft")

    def test_without_an_answer_it_waits_for_the_next_time(self):
        draft = self.draft()
        self.submit(draft, self.listed(), Unanswered("", "ReadTimeout"))
        self.assertEqual(draft.approval_state, "submitting")
        self.assertIn("tried again", draft.submit_error)
        same = self.content(7, friendly_name="news", types=TYPES)
        self.go_on(draft, self.listed(same), self.fetched(), self.taken_in())
        self.assertEqual(draft.approval_state, "received")

    def test_what_cannot_be_approved_is_only_made(self):
        draft = self.draft(
            kind="twilio/list-picker",
            opener="Open",
            item_ids=[(0, 0, {"title": "One"})],
        )
        self.submit(draft, self.listed(), self.made())
        self.assertEqual(draft.approval_state, "unsubmitted")

    def test_the_sync_leaves_drafts_and_what_is_under_way_alone(self):
        draft, under_way = self.draft(), self.draft(name="other")
        under_way.with_user(self.admin).action_submit()
        self.fetch(self.page(self.content(7, friendly_name="other")))
        self.assertTrue(draft.active and under_way.active)
        self.assertEqual(under_way.approval_state, "submitting")
        self.assertEqual(self.templates, draft | under_way)
        under_way.content_sid = f"HX{7:032x}"
        self.fetch(self.page(self.content(7, "unsubmitted", friendly_name="other")))
        self.assertEqual(under_way.approval_state, "submitting")

    def test_every_change_is_posted_and_the_submitter_is_told_what_was_decided(self):
        draft = self.draft()
        self.flush_tracking()
        self.submit(draft, self.listed(), self.made(), self.fetched(), self.taken_in())
        self.flush_tracking()
        sid, name = {"sid": f"HX{7:032x}"}, {"friendly_name": "news"}
        for status in ("pending", "rejected"):
            content = self.content(7, status, types=TYPES, **name)
            content["approval_requests"]["rejection_reason"] = "INVALID_FORMAT: no"
            self.fetch(self.page({**content, **sid}))
            self.flush_tracking()
        words = self.log(draft)
        for word in ("Received", "Pending", "Rejected", "INVALID_FORMAT: no"):
            self.assertIn(word, words)
        told = draft.message_ids.filtered(
            lambda one: one.subtype_id == self.env.ref("mail.mt_comment")
        )
        self.assertEqual(len(told), 1)
        self.assertIn(self.admin.partner_id, draft.message_partner_ids)

    def test_while_whatsapp_decides_one_looks_again_soon_and_once(self):
        cron = self.env.ref("whatsapp_twilio.ir_cron_sync_templates")
        triggers = self.env["ir.cron.trigger"]
        triggers.search([("cron_id", "=", cron.id)]).unlink()
        self.fetch(self.page(self.content(1)))
        self.account._look_again()
        self.assertFalse(triggers.search_count([("cron_id", "=", cron.id)]))
        self.fetch(self.page(self.content(1, "pending")))
        self.account._look_again()
        self.account._look_again()
        self.assertEqual(triggers.search_count([("cron_id", "=", cron.id)]), 1)


@tagged("post_install", "-at_install")
class TestTemplateSubmitAlone(SubmitCase):
    def setUp(self):
        super().setUp()
        self.first, self.second = self.draft(), self.draft(name="other")
        (self.first | self.second).with_user(self.admin).action_submit()

    def run_worker(self, *answers):
        """What the scheduled action does, in the transaction of the test."""
        with (
            self.twilio(*answers),
            patch.object(self.cr, "commit"),
            patch.object(self.cr, "rollback"),
        ):
            self.first._cron_submit()

    def through(self, number):
        return self.listed(), self.made(number), self.fetched(), self.taken_in()

    def take_sid(self, number):
        """Another template has the SID already, so that it cannot be kept."""
        return self.draft(name="stranger", content_sid=f"HX{number:032x}")

    @mute_logger(ERRORS)
    def test_what_breaks_with_one_is_noted_on_it_and_the_others_go_on(self):
        self.take_sid(7)
        self.run_worker(self.listed(), self.made(7), *self.through(8))
        self.assertEqual(self.first.approval_state, "submitting")
        self.assertIn("UniqueViolation", self.first.submit_error)
        self.assertEqual(self.second.approval_state, "received")

    @mute_logger(ERRORS)
    def test_what_broke_gets_through_with_the_next_run(self):
        stranger = self.take_sid(7)
        self.run_worker(self.listed(), self.made(7), *self.through(8))
        stranger.unlink()
        self.run_worker(*self.through(7))
        self.assertEqual(self.first.approval_state, "received")
        self.assertFalse(self.first.submit_error)

    @mute_logger(ERRORS)
    def test_where_others_touch_one_all_the_time_the_next_has_its_turn(self):
        self.run_worker(*[SerializationFailure()] * STEP_ATTEMPTS, *self.through(8))
        self.assertEqual(self.first.approval_state, "submitting")
        self.assertEqual(self.second.approval_state, "received")

    @mute_logger(ERRORS)
    def test_what_does_not_get_through_is_taken_back_to_be_changed(self):
        self.take_sid(7)
        self.run_worker(self.listed(), self.made(7), *self.through(8))
        (self.first | self.second).with_user(self.admin).action_take_back()
        self.assertEqual(self.first.approval_state, "draft")
        self.first.with_user(self.admin).name = "news_again"
        self.assertEqual(self.second.approval_state, "received")

    def test_what_is_on_its_way_is_not_taken_back(self):
        self.first.with_user(self.admin).action_take_back()
        self.assertEqual(self.first.approval_state, "submitting")
