from datetime import timedelta

from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import ACCOUNT_SID, WhatsAppMixin


@tagged("post_install", "-at_install")
class TestRefusal(WhatsAppMixin, HttpCase):
    def call(self, url=None, token="test-token", key=None, **values):
        """POST a signed form; returns the answer."""
        form = self.form("Secret words", **values)
        url = url or self.account._webhook_url("inbound")
        signature = RequestValidator(token).compute_signature(url, MultiDict(form))
        key = key or self.account.webhook_key
        return self.url_open(
            f"/whatsapp_twilio/{key}/inbound",
            data=form,
            headers={"X-Twilio-Signature": signature},
        )

    def refusals(self):
        self.env.invalidate_all()
        return self.env["whatsapp.twilio.refusal"].search([])

    def test_another_url_is_named_beside_ours_without_the_key(self):
        url = self.account._webhook_url("inbound").replace("https", "http")
        self.assertEqual(self.call(url).status_code, 403)
        row = self.refusals()
        self.assertEqual((row.cause, row.account_id), ("url", self.account))
        start = f"/whatsapp_twilio/{self.account.webhook_key[:4]}…/inbound"
        self.assertEqual(row.configured_url, f"https://odoo.example.com{start}")
        self.assertEqual(row.signed_url, f"http://odoo.example.com{start}")

    def test_nothing_private_is_kept(self):
        self.call(token="rotated", From="whatsapp:+393331234567")
        self.cr.execute("SELECT * FROM whatsapp_twilio_refusal")
        [row] = self.cr.dictfetchall()
        kept = " ".join(map(str, row.values()))
        self.assertIn("…4567", kept)
        for private in ("Secret", "9333123", "Carla", self.account.webhook_key):
            self.assertNotIn(private, kept)

    def test_many_calls_are_one_row_with_a_count(self):
        for _ in range(5):
            self.call(token="rotated")
        row = self.refusals()
        self.assertEqual((row.cause, row.count), ("token", 5))

    def test_the_next_token_of_another_account_and_its_forms_are_told_apart(self):
        other = self.account.copy(
            {"account_sid": "AC" + "2" * 32, "auth_token": "others-token"}
        )
        self.call(token="others-token")
        self.call(AccountSid=other.account_sid, token="others-token")
        causes = set(self.refusals().mapped("cause"))
        self.assertEqual(causes, {"other_token", "other_account"})

    def test_an_unknown_key_is_counted_and_answered_alike(self):
        unknown, wrong = self.call(key="unknown"), self.call(token="rotated")
        self.assertEqual((unknown.status_code, unknown.text), (403, wrong.text))
        row = self.refusals().filtered(lambda one: one.cause == "unknown_key")
        self.assertEqual((row.count, row.account_id.id), (1, False))

    def test_a_genuine_call_counts_nothing(self):
        self.assertEqual(self.call().status_code, 200)
        self.assertFalse(self.refusals())

    def test_the_account_says_what_to_do_while_it_is_news(self):
        self.call(token="rotated")
        row = self.refusals()
        self.assertIn("rotated", self.account.refusal_hint)
        row.last_at -= timedelta(days=2)
        self.account.invalidate_recordset()
        self.assertFalse(self.account.refusal_hint)
        row.last_at -= timedelta(days=30)
        row._gc_old()
        self.assertFalse(self.refusals())

    def test_a_dark_period_names_refused_calls_as_its_cause(self):
        self.call(token="rotated")
        now = fields.Datetime.now()
        cause = self.account._cause_of_outage(now, now, [], None)
        self.assertEqual(cause, "refused")
        before = now - timedelta(hours=9)
        self.assertEqual(
            self.account._cause_of_outage(before, before, [], None), "unknown"
        )
        self.assertEqual(self.account.account_sid, ACCOUNT_SID)
