from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

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
