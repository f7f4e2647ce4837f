"""Templates sent about records: to whom, from whom, in which words and language."""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.orm.model_classes import add_to_registry
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from .test_templates import SEND, TemplateCase

NEWCOMER = "+393337654321"


class ComposeCase(TemplateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._add_model()
        cls.nora = cls.env["res.partner"].create({"name": "Nora", "phone": NEWCOMER})

    @classmethod
    def _add_model(cls):
        """A model with a chatter, made for these tests by Odoo's own registry calls:
        odoo-test-helper 2.1 cannot be imported on 19 (it patches a metaclass
        attribute, ``module_to_models``, that is gone).
        """

        class Booking(models.Model):
            _name = "wa.test.booking"
            _description = "Booking"
            _inherit = ["mail.thread"]
            _module = "whatsapp_twilio"

            name = fields.Char()
            phone = fields.Char()
            day = fields.Date()
            secret = fields.Char(groups="base.group_system")
            partner_id = fields.Many2one("res.partner")

        name = Booking._name
        add_to_registry(cls.registry, Booking)
        cls.registry._setup_models__(cls.env.cr, [name])
        cls.registry.init_models(cls.env.cr, [name], {"models_to_check": True})
        cls.addClassCleanup(cls.registry.__delitem__, name)
        model_id = cls.env["ir.model"]._get_id(name)
        cls.env["ir.model.access"].create(
            {"name": name, "model_id": model_id, "perm_read": True}
        )

    def setUp(self):
        super().setUp()
        self.fetch(self.page(self.content(1), self.content(2, "rejected")))
        self.approved = self.templates[0]

    def booking(self, **values):
        values = {"name": "B-7", "partner_id": self.nora.id, **values}
        return self.env["wa.test.booking"].create(values).with_user(self.ann)

    def composer(self, records, user=None):
        context = records.action_whatsapp_send_template()["context"]
        return Form(self.env[SEND].with_user(user or self.ann).with_context(**context))

    def fill(self, composer, **values):
        with composer.value_ids.edit(0) as line:
            for name, value in values.items():
                setattr(line, name, value)

    def talk_with(self, number):
        return self.env["whatsapp.twilio.conversation"].search(
            [("address", "=", number)]
        )

    def notes(self, record):
        return record.sudo().message_ids.filtered(
            lambda message: message.message_type == "whatsapp_message"
        )


@tagged("post_install", "-at_install")
class TestCompose(ComposeCase):
    def test_a_contact_who_never_wrote_gets_a_template(self):
        composer = self.composer(self.nora.with_user(self.ann))
        self.assertEqual(composer.sender_id, self.sender)
        self.assertEqual(composer.template_id, self.approved)
        self.fill(composer, value="Nora")
        composer.save().action_send()
        with self.twilio() as twilio:
            self.dispatch()
        self.assertEqual(twilio.sent[0]["To"], f"whatsapp:{NEWCOMER}")
        self.assertEqual(twilio.sent[0]["ContentVariables"], '{"1": "Nora"}')
        self.assertNotIn("Body", twilio.sent[0])
        self.assertEqual(self.seated(self.talk_with(NEWCOMER)), self.ann)

    def test_a_variable_is_filled_from_a_field_of_the_record(self):
        composer = self.composer(self.booking(day="2026-12-24"))
        self.fill(composer, path="partner_id.name")
        self.assertIn("Hi Nora, may we", composer.preview)
        self.fill(composer, path="day")
        self.assertIn("Hi 12/24/2026, may we", composer.preview)
        composer.save().action_send()
        row = self.talk_with(NEWCOMER).whatsapp_message_ids
        self.assertEqual(row.content_variables, {"1": "12/24/2026"})

    def test_what_is_typed_stands_in_where_the_record_has_nothing(self):
        composer = self.composer(self.booking())
        self.fill(composer, path="day", value="soon")
        self.assertIn("Hi soon, may we", composer.preview)

    def test_a_path_that_leads_nowhere_or_behind_a_curtain_is_refused(self):
        for path in ("nothing", "name.x", "secret", "partner_id..name"):
            with self.assertRaisesRegex(UserError, "leads to no field"):
                self.booking()._whatsapp_send_template(self.approved, paths={"1": path})

    def test_a_missing_value_blocks_and_names_record_and_variable(self):
        self.booking(day="2026-12-24"), self.booking(name="B-8", phone="+393330000009")
        both = self.env["wa.test.booking"].search([]).with_user(self.ann)
        with self.assertRaisesRegex(UserError, r"B-8 has nothing for \{\{1\}\}"):
            both._whatsapp_send_template(self.approved, paths={"1": "day"})
        self.assertFalse(self.ledger.search([("content_sid", "!=", False)]))

    def test_each_customer_reads_it_in_their_language(self):
        it = self.content(3, language="it", friendly_name="order_1")
        self.fetch(self.page(self.content(1), it))
        self.env["res.lang"]._activate_lang("it_IT")
        self.nora.lang = "it_IT"
        composer = self.composer(self.nora.with_user(self.ann))
        self.assertEqual(composer.template_id.language, "it")
        message = (
            self.nora.with_user(self.ann)
            ._whatsapp_send_template(self.approved, {"1": "Nora"})
            .messages
        )
        self.assertEqual(message.sudo().whatsapp_message_ids.template_id.language, "it")

    def test_only_what_the_senders_account_may_send_is_offered_and_sent(self):
        composer = self.composer(self.nora.with_user(self.ann))
        self.assertEqual(composer.available_ids.ids, self.approved.ids)
        with self.assertRaisesRegex(UserError, "not approved it"):
            self.nora.with_user(self.ann)._whatsapp_send_template(
                self.templates[1], {"1": "Nora"}
            )

    def test_without_a_template_or_a_sender_the_composer_is_empty_and_opens(self):
        self.fetch(self.page())
        composer = self.composer(self.nora.with_user(self.ann))
        self.assertFalse(composer.available_ids)
        self.assertFalse(composer.template_id)
        nobodys = self.composer(self.nora.with_user(self.outsider), self.outsider)
        self.assertFalse(nobodys.sender_ids)

    def test_of_many_those_who_cannot_be_reached_are_left_out_by_name(self):
        partners = self.env["res.partner"].create(
            [
                {"name": "Nora", "phone": NEWCOMER},
                {"name": "Twice", "phone": NEWCOMER},
                {"name": "Silent"},
                {"name": "Wrong", "phone": "12"},
                {"name": "Stopped", "phone": "+393330000007"},
                {"name": "Fine", "phone": "+393330000008"},
            ]
        )
        self.conversation(customer="+393330000007").opted_out_at = "2026-01-01"
        composer = self.composer(partners.with_user(self.ann))
        self.assertEqual(composer.headline, "It goes to 2 of 6.")
        for words in (
            "Same number as Nora<div><strong>Twice<",
            "No number<div><strong>Silent<",
            "Invalid number<div><strong>Wrong<",
            "Customer opted out",
        ):
            self.assertIn(words, composer.left_out)
        self.fill(composer, path="name")
        wizard = composer.save()
        self.assertEqual(wizard.action_send()["res_id"], wizard.id)
        self.assertEqual(wizard.outcome, "2 of 6 are on their way.")
        for name in ("Twice", "Silent", "Wrong", "Stopped"):
            self.assertIn(name, wizard.outcome_left_out)
        rows = self.ledger.search([("content_sid", "!=", False)])
        self.assertEqual(
            set(rows.mapped("body")),
            {"Hi Nora, may we write to you?", "Hi Fine, may we write to you?"},
        )

    def test_a_reason_is_said_once_and_all_names_are_there(self):
        names = ["Ada", "Ben <3", "Cleo", "Dan"]
        people = self.env["res.partner"].create(
            [
                {"name": name, "phone": f"+39333000{n:04}"}
                for n, name in enumerate(names)
            ]
        )
        self.approved.category = "marketing"
        composer = self.composer((people | self.nora).with_user(self.ann))
        told = html2plaintext(composer.left_out)
        self.assertEqual(told.count("not opted in"), 1)
        self.assertIn("Ada, Ben <3, and 3 others", told)
        self.assertIn("Cleo, Dan, Nora", told)
        few = self.composer(people[:3].with_user(self.ann)).left_out
        self.assertIn("Ada, Ben &lt;3, and Cleo", few)
        self.assertNotIn("<details", few)

    def test_who_opted_out_is_named_before_anything_is_sent(self):
        talk = self.conversation(customer="+393330000007")
        self.env["whatsapp.twilio.consent"].create(
            {
                "address": talk.address,
                "partner_id": talk.partner_id.id,
                "brand_id": self.brand.id,
                "state": "opted_out",
            }
        )
        self.receive("One more question", customer="+393330000007")
        people = (talk.partner_id | self.nora).with_user(self.ann)
        composer = self.composer(people)
        self.assertEqual(composer.headline, "It goes to 1 of 2.")
        self.assertIn("opted out of Brand A", composer.left_out)

    def test_nobody_to_reach_is_said_and_there_is_nothing_to_send(self):
        silent = self.env["res.partner"].create([{"name": "Silent"}, {"name": "Mute"}])
        composer = self.composer(silent.with_user(self.ann))
        self.assertEqual(composer.headline, "Nobody can get it.")
        self.assertEqual(composer.reached_count, 0)

    def test_a_template_for_other_brands_is_not_offered(self):
        self.approved.brand_ids = self.brand.copy({"name": "Brand C"})
        self.assertFalse(self.composer(self.nora.with_user(self.ann)).available_ids)
        self.approved.brand_ids += self.brand
        composer = self.composer(self.nora.with_user(self.ann))
        self.assertEqual(composer.available_ids.ids, self.approved.ids)

    def test_one_to_many_fills_nobodys_sidebar_and_answers_are_for_the_brand(self):
        fine = self.nora.copy({"name": "Fine", "phone": "+393330000008"})
        (self.nora | fine).with_user(self.ann)._whatsapp_send_template(
            self.approved, {"1": "friend"}
        )
        talk = self.talk_with(NEWCOMER)
        self.assertFalse(self.seated(talk))
        self.receive("Yes", customer=NEWCOMER)
        self.assertEqual(self.seated(talk), self.ann | self.bob)

    def test_many_cost_a_bounded_number_of_queries_each(self):
        def write_to(count, start):
            partners = self.env["res.partner"].create(
                [
                    {"name": f"P{n}", "phone": f"+39333{start + n:07d}"}
                    for n in range(count)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            partners.with_user(self.ann)._whatsapp_send_template(
                self.approved, paths={"1": "name"}, sender=self.sender
            )
            self.env.flush_all()
            return self.cr.sql_log_count - before

        write_to(2, 0)
        few, many = write_to(5, 100), write_to(25, 200)
        self.assertLess((many - few) / 20, 60)

    def test_who_is_refused_leaves_no_empty_conversation(self):
        self.brand.active = False
        fine = self.nora.copy({"name": "Fine", "phone": "+393330000008"})
        outcome = (
            (self.nora | fine)
            .with_user(self.ann)
            ._whatsapp_send_template(self.approved, {"1": "friend"}, sender=self.sender)
        )
        [(nora, reason), _other] = outcome.left_out
        self.assertEqual(nora.record, self.nora)
        self.assertIn("inactive", reason)
        self.assertFalse(self.talk_with(NEWCOMER))

    def test_it_never_asks_twilio_in_the_agents_transaction(self):
        with self.twilio() as twilio:
            self.nora.with_user(self.ann)._whatsapp_send_template(
                self.approved, {"1": "Nora"}
            )
            self.assertFalse(twilio.asked)
