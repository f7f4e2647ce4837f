import base64
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.whatsapp_twilio.gateway.errors import Unanswered
from odoo.addons.whatsapp_twilio.models.whatsapp_twilio_worker import STEP_ATTEMPTS
from odoo.addons.whatsapp_twilio.whatsapp.limits import IMAGE_MAX

from . import files
from .common import ERRORS, WhatsAppMixin
from .test_templates import TemplateCase

BODY = "Hello {{1}}, there is news about your request today."
TYPES = {"twilio/text": {"body": BODY}}


class DraftCase(TemplateCase):
    def draft(self, **values):
        return self.env["whatsapp.twilio.template"].create(
            {
                "account_id": self.account.id,
                "name": "news",
                "lang_code": "en",
                "category": "utility",
                "text": BODY,
                "sample_ids": [(0, 0, {"name": "1", "value": "Ana"})],
                **values,
            }
        )

    def draft_form(self, record=None):
        templates = record or self.env["whatsapp.twilio.template"]
        return Form(templates.with_user(self.admin))


@tagged("post_install", "-at_install")
class TestTemplateDrafts(DraftCase):
    def test_agents_read_what_is_wrong_with_a_draft(self):
        draft = self.draft(name="Not So").with_user(self.ann)
        self.env.invalidate_all()
        self.assertIn("lowercase letters", draft.problems)

    def test_a_template_without_a_name_is_called_a_new_one(self):
        new = self.env["whatsapp.twilio.template"].new({"lang_code": "en"})
        self.assertEqual(new.display_name, "New template")

    def test_a_draft_is_made_of_its_parts_and_stays_here(self):
        draft = self.draft()
        self.assertEqual(draft.approval_state, "draft")
        self.assertEqual(draft.types, TYPES)
        self.assertEqual(draft.variables, {"1": "Ana"})
        self.assertEqual((draft.language, draft.body), ("en", BODY))
        self.assertFalse(draft.content_sid or draft.may_start)
        self.assertFalse(draft._problems())

    def test_the_form_shows_the_phone_and_what_is_wrong_while_one_writes(self):
        with self.draft_form() as form:
            form.account_id = self.account
            form.name = "Order Shipped"
            form.category = "utility"
            form.text = "Your order {{1}}"
            self.assertIn("Your order", form.preview)
            self.assertIn("lowercase letters", form.problems)
            self.assertIn("ends with a variable", form.problems)
            self.assertIn("{{1}} needs an example", form.problems)
            form.name = "order_shipped"
            form.text = "Your order {{1}} is on its way to you."
            with form.sample_ids.edit(0) as line:
                line.value = "N-77"
            self.assertIn("Your order N-77 is on its way", form.preview)
            self.assertEqual(form.problem_count, 0)
        self.assertEqual(form.record.variables, {"1": "N-77"})

    def test_an_example_stays_while_the_text_changes(self):
        draft = self.draft()
        with self.draft_form(draft) as form:
            form.text = "Hello {{1}}, there is news from {{2}} about your request."
        lines = draft.sample_ids
        self.assertEqual(lines.mapped("name"), ["1", "2"])
        self.assertEqual(lines.mapped("value"), ["Ana", False])

    def test_buttons_entries_and_cards_become_twilios_json(self):
        card = {
            "body": "Warm",
            "media_url": "https://example.com/a.png",
            "button_ids": [(0, 0, {"title": "This one"})],
        }
        draft = self.draft(
            kind="twilio/carousel", card_ids=[(0, 0, card), (0, 0, card)]
        )
        content = draft.types["twilio/carousel"]
        self.assertEqual(len(content["cards"]), 2)
        self.assertEqual(content["cards"][0]["actions"][0]["title"], "This one")
        draft.kind = "twilio/quick-reply"
        draft.button_ids = [(0, 0, {"title": "Yes"}), (0, 0, {"title": "No"})]
        actions = draft.types["twilio/quick-reply"]["actions"]
        self.assertEqual([one["title"] for one in actions], ["Yes", "No"])
        self.assertFalse(draft._problems())
        self.assertEqual(draft.button_ids.company_id, draft.company_id)

    def test_a_name_is_free_once_in_each_language(self):
        self.draft()
        self.assertIn("Another template has this name", self.draft().problems)
        self.assertFalse(self.draft(lang_code="it")._problems())

    def test_a_file_that_whatsapp_does_not_show_is_refused(self):
        with self.assertRaises(ValidationError):
            self.draft(media_file=base64.b64encode(b"GIF89a"), media_name="a.gif")

    def test_a_file_that_is_too_big_is_refused_and_told_how_big(self):
        big = files.image() + bytes(IMAGE_MAX)
        with self.assertRaisesRegex(ValidationError, "5.1 MB.*up to 5 MB"):
            self.draft(media_file=base64.b64encode(big), media_name="a.png")

    def test_a_picture_is_seen_in_the_form_once_it_is_saved(self):
        picture = base64.b64encode(files.image())
        draft = self.draft(kind="twilio/media", media_name="a.png")
        with self.draft_form(draft) as form:
            form.media_file = picture
            self.assertIn("once this is saved", form.preview)
            self.assertFalse(form.problem_count)
        self.assertIn("<img", form.record.preview)
        with self.draft_form(form.record) as form:
            form.text = "Hello {{1}}, the news about your request are good."
            self.assertIn("<img", form.preview)

    def test_a_film_that_phones_may_not_play_is_refused(self):
        film = b"\0\0\0\x14ftypisom" + bytes(8)
        with self.assertRaisesRegex(ValidationError, "may not play"):
            self.draft(media_file=base64.b64encode(film), media_name="a.mp4")

    def test_a_card_takes_pictures_and_films_only(self):
        card = {"media_file": base64.b64encode(files.PDF), "media_name": "a.pdf"}
        with self.assertRaisesRegex(ValidationError, "on a card"):
            self.draft(card_ids=[(0, 0, card)])

    def test_a_draft_can_be_deleted_and_put_away_and_twilios_cannot(self):
        self.fetch(self.page(self.content(1)))
        known = self.templates.with_user(self.admin)
        draft = self.draft()
        draft.with_user(self.admin).action_put_away()
        self.assertFalse(draft.active)
        draft.with_user(self.admin).action_put_away()
        draft.with_user(self.admin).unlink()
        for refused in (known.unlink, known.action_put_away):
            with self.assertRaises(UserError):
                refused()

    def test_what_was_submitted_is_not_changed(self):
        self.fetch(self.page(self.content(1)))
        with self.assertRaisesRegex(UserError, "new version"):
            self.templates.with_user(self.admin).text = "Something else"
        self.templates.with_user(self.admin).brand_ids = self.brand

    def test_agents_and_managers_read_and_administrators_write(self):
        draft = self.draft()
        for user in (self.ann, self.mia):
            self.assertEqual(draft.with_user(user).name, "news")
            with self.assertRaises(AccessError):
                draft.with_user(user).text = "Hi"
            with self.assertRaises(AccessError):
                draft.with_user(user).action_submit()
        self.assertTrue(draft.with_user(self.ann).read())

    def test_companies_are_kept_apart(self):
        draft = self.draft()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.account.company_id = other
        self.assertFalse(draft.with_user(self.admin)._filtered_access("read"))
        lines = draft.sample_ids.with_user(self.admin)
        self.assertFalse(lines._filtered_access("read"))


@tagged("post_install", "-at_install")
class TestTemplateVersions(DraftCase):
    def test_a_new_version_begins_as_the_old_one_under_a_new_name(self):
        self.fetch(self.page(self.content(1, "rejected")))
        action = self.templates.with_user(self.admin).action_new_version()
        draft = self.templates.browse(action["res_id"])
        self.assertEqual((draft.name, draft.approval_state), ("order_2", "draft"))
        old, new = (one.types["twilio/quick-reply"] for one in self.templates)
        self.assertEqual(new["body"], old["body"])
        self.assertEqual(new["actions"][0]["title"], old["actions"][0]["title"])
        self.assertEqual(draft.variables, {"1": "Ana"})

    def test_another_language_has_the_same_name_and_stands_beside(self):
        draft = self.draft()
        action = draft.with_user(self.admin).action_add_language()
        other = draft.browse(action["res_id"])
        self.assertEqual(other.name, "news")
        self.assertIn("Choose the language", other.problems)
        other.lang_code = "it"
        self.assertEqual(draft.language_ids, other)
        self.assertEqual(other.language_ids, draft)
        self.assertFalse(other._problems())


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


@tagged("post_install", "-at_install")
class TestTemplateFile(WhatsAppMixin, HttpCase):
    BASE = "https://odoo.example.com"

    def draft(self, **values):
        account = {"account_id": self.account.id, "name": "news"}
        return self.env["whatsapp.twilio.template"].create({**account, **values})

    def fetch(self, url):
        """What Twilio gets under an address that it was given."""
        self.assertTrue(url.startswith(f"{self.BASE}/whatsapp_twilio/"))
        return self.url_open(url.removeprefix(self.BASE))

    def test_twilio_gets_the_uploaded_file_by_its_link(self):
        draft = self.draft(
            kind="twilio/media",
            media_file=base64.b64encode(files.PDF),
            media_name="Price list.PDF",
        )
        [url] = draft.types["twilio/media"]["media"]
        self.assertTrue(url.endswith("/file.pdf"))
        answer = self.fetch(url)
        self.assertEqual(answer.content, files.PDF)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(self.fetch(url.replace("/file", "x/file")).status_code, 404)

    def test_twilio_gets_the_file_of_each_card(self):
        pictures = [files.image(color=color) for color in ("red", "blue")]
        draft = self.draft(
            kind="twilio/carousel",
            card_ids=[
                (0, 0, {"media_file": base64.b64encode(one), "media_name": "hat.png"})
                for one in pictures
            ],
        )
        cards = draft.types["twilio/carousel"]["cards"]
        got = [self.fetch(card["media"]).content for card in cards]
        self.assertEqual(got, pictures)

    def test_another_file_has_another_link_as_links_are_cached(self):
        red, blue = (
            base64.b64encode(files.image(color=one)) for one in ("red", "blue")
        )
        draft = self.draft(kind="twilio/media", media_file=red, media_name="a.png")
        [before] = draft.types["twilio/media"]["media"]
        draft.media_file = blue
        [after] = draft.types["twilio/media"]["media"]
        self.assertNotEqual(before, after)
        self.assertEqual(self.fetch(before).status_code, 404)

    def test_a_new_version_shows_the_same_files(self):
        card = {"media_file": base64.b64encode(files.image()), "media_name": "hat.png"}
        draft = self.draft(kind="twilio/carousel", card_ids=[(0, 0, card)])
        version = self.env[draft._name].browse(draft.action_new_version()["res_id"])
        draft.active = False
        [shown] = version.types["twilio/carousel"]["cards"]
        self.assertEqual(self.fetch(shown["media"]).content, files.image())
