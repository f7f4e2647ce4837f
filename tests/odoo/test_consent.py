from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.whatsapp_twilio.whatsapp import consent

from .common import CUSTOMER
from .test_templates import TemplateCase

MARKETING = {"name": "sale", "category": "MARKETING", "status": "approved"}


class ConsentCase(TemplateCase):
    def setUp(self):
        super().setUp()
        sale = self.content(2, approval_requests=MARKETING)
        self.fetch(self.page(self.content(1), sale))
        self.utility, self.marketing = self.templates
        self.customer = self.talk.partner_id

    def record(self, state, user=None, **values):
        """A colleague records what the customer said, on the contact."""
        action = self.customer.with_user(user or self.ann).action_whatsapp_consent()
        model = self.env["whatsapp.twilio.consent"].with_user(user or self.ann)
        form = Form(model.with_context(action["context"]))
        form.brand_id = values.pop("brand", self.brand)
        form.state = state
        form.source = "form"
        for name, value in values.items():
            form[name] = value
        return form.save()

    def send_chosen(self, chosen, talk=None):
        talk = (talk or self.talk).with_user(self.ann)
        return talk._send_template(chosen.with_user(self.ann), {"1": "Carla"})

    def refusal(self, chosen, talk=None):
        with self.assertRaises(UserError) as refused, self.env.cr.savepoint():
            self.send_chosen(chosen, talk)
        return str(refused.exception)

    @property
    def reply_state(self):
        self.talk.invalidate_recordset(["reply_state"])
        return self.talk.reply_state

    def told(self):
        """What stands in the conversation that never left Odoo."""
        messages = self.talk.channel_id.message_ids
        return messages.filtered(lambda m: m.message_type == "notification")

    def settings(self, **values):
        self.env["res.config.settings"].create(values).execute()


@tagged("post_install", "-at_install")
class TestStopWords(ConsentCase):
    def test_a_stop_word_opts_out_of_the_brand_with_its_source_and_date(self):
        self.receive("Stop!")
        answer = self.talk._consent()
        self.assertEqual((answer.state, answer.source), ("opted_out", "word"))
        self.assertEqual((answer.brand_id, answer.note), (self.brand, "Stop!"))
        self.assertEqual(answer.partner_id, self.customer)
        self.assertEqual(self.talk.opted_out_at, answer.date)
        self.assertEqual(self.reply_state, "opted_out")
        with self.assertRaises(UserError):
            self.send(self.talk)

    def test_the_conversation_tells_it_and_nothing_of_it_leaves_odoo(self):
        self.receive("STOP")
        self.assertIn("opted out of Brand A", self.told()[:1].body)
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.sent)

    def test_an_ordinary_message_lets_agents_answer_and_is_no_consent(self):
        self.receive("STOP")
        self.receive("Where is my order?")
        self.assertEqual(self.reply_state, "open")
        self.assertTrue(self.send(self.talk))
        for chosen in (self.utility, self.marketing):
            self.assertIn("opted out of Brand A", self.refusal(chosen))

    def test_a_message_that_contains_the_word_changes_nothing(self):
        self.receive("Which bus stop is it?")
        self.assertFalse(self.talk._consent())
        self.assertEqual(self.reply_state, "open")

    def test_a_start_word_opts_in_again_for_marketing_too(self):
        self.receive("STOP")
        self.receive("Start")
        self.assertEqual(self.reply_state, "open")
        self.assertEqual(self.talk._consent().state, "opted_in")
        self.assertTrue(self.send_chosen(self.marketing))

    def test_a_stop_word_holds_for_all_numbers_of_the_brand_and_for_no_other(self):
        numbers = {"+14155550178": self.brand, "+14155550179": self.other}
        talks = []
        for number, brand in numbers.items():
            self.sender.copy({"number": number, "brand_id": brand.id})
            talks.append(self.conversation(To=f"whatsapp:{number}"))
        self.receive("STOP")
        same, other = talks
        self.assertEqual(same.reply_state, "opted_out")
        self.assertEqual(other.reply_state, "open")

    def test_the_words_can_be_set_and_empty_means_the_usual_ones(self):
        self.settings(whatsapp_twilio_stop_words="enough, assez")
        self.receive("STOP")
        self.assertFalse(self.talk._consent())
        self.receive("Assez !")
        self.assertEqual(self.talk._consent().state, "opted_out")
        self.settings(whatsapp_twilio_stop_words=False)
        settings = self.env["res.config.settings"]
        self.assertEqual(settings._whatsapp_stop_words(), consent.STOP_WORDS)

    def test_a_text_that_was_kept_does_not_answer_a_stop_word(self):
        self.cause("let_expire")
        self.talk.with_user(self.ann).action_keep_text("Are you there?")
        self.receive("STOP")
        self.assertTrue(self.talk.kept_text)

    def test_a_queued_template_is_stopped_by_a_stop_word(self):
        row = self.send_chosen(self.utility).sudo().whatsapp_message_ids
        self.receive("STOP")
        with self.twilio() as twilio:
            self.dispatch()
        self.assertFalse(twilio.sent)
        self.assertEqual((row.state, row.cause), ("failed", "opted_out"))
        self.assertEqual(len(self.customer.whatsapp_consent_ids), 1)

    def test_a_customer_without_a_number_keeps_the_answer_with_a_number(self):
        bsuid = {"ExternalUserId": "whatsapp:IT.123"}
        hidden = self.conversation(**bsuid, From="whatsapp:IT.123", body="STOP")
        self.assertEqual(hidden._consent().state, "opted_out")
        shown = self.conversation(**bsuid, customer="+393330000009")
        self.assertEqual((shown, shown.phone), (hidden, "+393330000009"))
        self.assertEqual(hidden._consent().state, "opted_out")


@tagged("post_install", "-at_install")
class TestConsent(ConsentCase):
    def test_marketing_needs_an_opt_in_and_other_templates_do_not(self):
        self.assertIn("has not opted in to Brand A", self.refusal(self.marketing))
        self.assertTrue(self.send_chosen(self.utility))
        self.record("opted_in")
        self.assertTrue(self.send_chosen(self.marketing))

    def test_consent_is_for_one_brand(self):
        self.record("opted_in", user=self.bob, brand=self.other)
        self.assertIn("has not opted in to Brand A", self.refusal(self.marketing))

    def test_what_a_colleague_records_opens_and_closes_the_conversation(self):
        self.record("opted_out")
        self.assertEqual(self.reply_state, "opted_out")
        self.record("opted_in", note="Form of 1 March")
        self.assertEqual(self.reply_state, "open")
        self.assertIn("Form of 1 March", self.told()[:1].body)

    def test_an_opt_in_from_before_the_stop_word_changes_nothing(self):
        self.receive("STOP")
        self.record("opted_in", date=fields.Datetime.now() - timedelta(days=1))
        self.assertEqual(self.reply_state, "opted_out")
        self.receive("Hello again")
        self.assertIn("opted out of Brand A", self.refusal(self.utility))

    def test_nobody_answers_in_the_future(self):
        with self.assertRaises(ValidationError):
            self.record("opted_in", date=fields.Datetime.now() + timedelta(days=1))

    def test_a_contact_without_a_number_is_named(self):
        self.customer.phone = False
        with self.assertRaisesRegex(ValidationError, "Carla"):
            self.env["whatsapp.twilio.consent"].create(
                {"partner_id": self.customer.id, "brand_id": self.brand.id}
            )

    def test_who_blocked_us_is_opted_out(self):
        row = self.send_chosen(self.utility).sudo().whatsapp_message_ids
        self.status(row, "undelivered", ErrorCode="63014")
        self.assertEqual(self.talk._consent().note, "63014")
        self.assertEqual(self.reply_state, "opted_out")

    def test_twilios_21610_opts_out_once(self):
        row = self.send_chosen(self.utility).sudo().whatsapp_message_ids
        with self.twilio((400, {"code": 21610, "message": "No", "status": 400})):
            self.dispatch()
        self.assertEqual(row.cause, "opted_out")
        answer = self.talk._consent()
        self.assertEqual((answer.state, answer.source), ("opted_out", "twilio"))
        self.assertEqual(self.reply_state, "opted_out")
        self.receive("Hello again")
        self.assertIn("opted out", self.refusal(self.utility))

    def test_a_retry_asks_again(self):
        row = self.send_chosen(self.utility).sudo().whatsapp_message_ids
        self.status(row, "failed", ErrorCode="63018")
        self.record("opted_out")
        self.receive("Hello again")
        with self.assertRaises(UserError):
            row.with_user(self.ann).action_retry()

    def test_a_blacklisted_number_is_opted_out_of_every_brand(self):
        self.record("opted_in")
        self.env["phone.blacklist"].add(CUSTOMER)
        for chosen in (self.utility, self.marketing):
            self.assertIn("phone blacklist", self.refusal(chosen))

    def test_a_stop_word_blacklists_only_where_the_setting_says_so(self):
        self.receive("STOP")
        self.assertFalse(self.talk._is_blacklisted())
        self.settings(whatsapp_twilio_stop_blacklists=True)
        self.receive("STOP")
        self.assertTrue(self.talk._is_blacklisted())
        self.receive("START")
        self.assertFalse(self.talk._is_blacklisted())

    def test_a_stop_word_counts_though_odoo_takes_the_number_for_none(self):
        self.settings(whatsapp_twilio_stop_blacklists=True)
        row = self.receive("STOP", customer="+39000")
        self.assertEqual(row.state, "done")
        self.assertEqual(row.conversation_id.reply_state, "opted_out")

    def test_the_contact_shows_the_latest_answer(self):
        contact = self.customer.with_user(self.bob)
        self.assertEqual(contact.whatsapp_consent_summary, "Not asked")
        self.receive("STOP")
        self.assertEqual(contact.whatsapp_consent_summary, "Opted out")
        self.record("opted_in", user=self.bob, brand=self.other)
        contact.invalidate_recordset()
        self.assertEqual(contact.whatsapp_consent_summary, "Differs by brand")

    def test_answers_stay_as_they_were_given(self):
        answer = self.record("opted_in")
        for work in (lambda: answer.write({"state": "opted_out"}), answer.unlink):
            with self.assertRaises(AccessError):
                work()

    def test_people_of_other_brands_neither_see_nor_record_it(self):
        self.record("opted_in")
        model = self.env["whatsapp.twilio.consent"].with_user(self.outsider)
        self.assertFalse(model.search([]))
        with self.assertRaises(AccessError):
            model.create({"partner_id": self.customer.id, "brand_id": self.brand.id})
