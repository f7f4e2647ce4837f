from unittest.mock import patch

from psycopg2.errors import SerializationFailure
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.test_ir_cron import CronMixinCase

from .common import ERRORS, WhatsAppMixin

CONTROLLER = "odoo.addons.whatsapp_twilio.controllers.webhook"


@tagged("post_install", "-at_install")
class TestWebhook(WhatsAppMixin, HttpCase, CronMixinCase):
    def setUp(self):
        super().setUp()
        self.env.ref("whatsapp_twilio.ir_cron_receive").lastcall = False

    def call(self, form, path="inbound", token="test-token", key=None, **headers):
        """POST a form as Twilio does, signed with a token for the configured URL."""
        url = self.account._webhook_url(path)
        signature = RequestValidator(token).compute_signature(url, MultiDict(form))
        headers.setdefault("X-Twilio-Signature", signature)
        key = key or self.account.webhook_key
        return self.url_open(
            f"/whatsapp_twilio/{key}/{path}", data=form, headers=headers
        )

    def test_the_url_shown_on_a_new_account_is_that_of_the_saved_one(self):
        form = Form(self.env["whatsapp.twilio.account"])
        form.name, form.account_sid = "Support", "AC" + "2" * 32
        shown = form.inbound_url
        self.assertEqual(form.save().inbound_url, shown)

    def rows(self):
        return self.ledger.search_count([("account_id", "=", self.account.id)])

    def test_a_signed_form_is_answered_with_empty_twiml(self):
        answer = self.call(self.form("Hello"))
        self.assertEqual(answer.status_code, 200)
        self.assertIn("text/xml", answer.headers["Content-Type"])
        self.assertTrue(answer.text.endswith("<Response></Response>"))
        self.assertNotIn("Set-Cookie", answer.headers)
        self.assertEqual(self.rows(), 1)

    def test_where_no_worker_is_alive_the_request_does_its_work(self):
        self.call(self.form("Hello"))
        row = self.ledger.search([("account_id", "=", self.account.id)])
        self.assertEqual(row.state, "done")

    def test_where_no_worker_is_alive_a_request_leaves_nothing_behind(self):
        """What came after the worker was seen last, and before it was missed."""
        for body in ("First", "Second"):
            self.ledger._keep_inbound(self.account, self.form(body))
        self.call(self.form("Third"))
        rows = self.ledger.search([("account_id", "=", self.account.id)])
        self.assertEqual(rows.mapped("state"), ["done"] * 3)

    def test_where_a_worker_is_alive_the_request_only_keeps_the_form(self):
        cron = self.env.ref("whatsapp_twilio.ir_cron_receive")
        cron.lastcall = self.env.cr.now()
        self.call(self.form("Hello"))
        row = self.ledger.search([("account_id", "=", self.account.id)])
        self.assertEqual(row.state, "received")

    def test_a_repeated_webhook_posts_once(self):
        form = self.form("Hello")
        for _time in range(3):
            self.assertEqual(self.call(form).status_code, 200)
        self.assertEqual(self.rows(), 1)

    def test_the_worker_is_woken_for_what_is_new(self):
        form = self.form("Hello")
        for woken in (1, 0):
            with self.capture_triggers("whatsapp_twilio.ir_cron_receive") as triggers:
                self.call(form)
            self.assertEqual(len(triggers.records), woken)

    def slower(self, method):
        """Another request was faster with the same, PostgreSQL says."""
        return patch.object(
            type(self.ledger), method, side_effect=SerializationFailure("faster")
        )

    def test_the_same_form_at_the_same_moment_is_answered_alike(self):
        with self.slower("_keep_inbound"):
            self.assertEqual(self.call(self.form()).status_code, 200)

    def test_what_is_kept_stays_whatever_becomes_of_the_work(self):
        with self.slower("_receive_next"):
            self.assertEqual(self.call(self.form()).status_code, 200)
        self.assertEqual(self.rows(), 1)

    def test_without_a_worker_the_request_tries_again_where_another_was_faster(self):
        ledger, tries = type(self.ledger), []
        receive_next = ledger._receive_next

        def slower_once(self):
            tries.append(self)
            if len(tries) == 1:
                raise SerializationFailure("faster")
            return receive_next(self)

        with patch.object(ledger, "_receive_next", slower_once):
            self.call(self.form("Hello"))
        row = self.ledger.search([("account_id", "=", self.account.id)])
        self.assertEqual(row.state, "done")

    def test_the_next_token_is_accepted_while_it_is_rotated(self):
        self.account.auth_token_next = "next-token"
        self.assertEqual(self.call(self.form(), token="next-token").status_code, 200)

    def call_with_shared_key(self, secret):
        """POST a form that says that a shared key signed it."""
        form, url = self.form(), self.account._webhook_url("inbound")
        validator = RequestValidator(secret)
        headers = {
            "X-Twilio-Signature": validator.compute_signature(url, form, "HMAC_SHA256"),
            "X-Twilio-Webhooks-Signature-Settings": (
                "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
            ),
        }
        return self.call(form, **headers).status_code

    def test_a_shared_key_signs_with_sha256(self):
        self.account.shared_key_secret = "shared-secret"
        self.assertEqual(self.call_with_shared_key("shared-secret"), 200)

    def test_neither_shared_key_nor_token_stands_in_for_the_other(self):
        self.account.shared_key_secret = "shared-secret"
        self.assertEqual(self.call_with_shared_key("test-token"), 403)
        self.assertEqual(self.call(self.form(), token="shared-secret").status_code, 403)
        self.assertEqual(self.rows(), 0)

    def test_what_comes_for_an_archived_account_is_kept(self):
        self.account.active = False
        self.assertEqual(self.call(self.form()).status_code, 200)
        self.assertEqual(self.rows(), 1)

    def test_what_is_not_from_twilio_is_refused_and_nothing_is_stored(self):
        form = self.form()
        wrong_signature = self.call(form, token="foreign-token")
        for refused in (
            wrong_signature,
            self.call(form, key="unknown"),
            self.call(form, **{"X-Twilio-Signature": ""}),
            self.call(form, token=""),
            self.url_open(
                f"/whatsapp_twilio/{self.account.webhook_key}/inbound",
                json={"Body": "x"},
            ),
        ):
            self.assertEqual(refused.status_code, 403)
            self.assertEqual(refused.text, wrong_signature.text)
        self.assertEqual(self.rows(), 0)

    def test_an_account_without_a_token_trusts_nobody(self):
        self.account.auth_token = False
        self.assertEqual(self.call(self.form(), token="").status_code, 403)
        self.assertEqual(self.rows(), 0)

    def test_get_is_not_allowed(self):
        url = f"/whatsapp_twilio/{self.account.webhook_key}/inbound"
        self.assertEqual(self.url_open(url, method="GET").status_code, 405)

    @mute_logger(ERRORS)
    def test_odd_forms_are_kept_and_answered(self):
        odd = [
            self.form(From=""),
            self.form(To="whatsapp:nonsense"),
            self.form("a\x00b"),
            self.form("<script>alert(1)</script>"),
            {"Nothing": "known"},
        ]
        for form in odd:
            self.assertEqual(self.call(form).status_code, 200, form)
        self.assertEqual(self.rows(), len(odd))

    def test_an_oversized_form_is_refused_without_a_traceback(self):
        answer = self.call(self.form("x" * (2 * 1024 * 1024)))
        self.assertEqual(answer.status_code, 413)

    def test_a_status_moves_the_message_it_names(self):
        row = self.send(self.conversation())
        with self.twilio():
            self.dispatch()
        form = {"MessageSid": row.sid, "MessageStatus": "delivered"}
        answer = self.call(form, path=f"status/{row.uuid}")
        self.assertEqual(answer.status_code, 204)
        row.invalidate_recordset()
        self.assertEqual(row.state, "delivered")

    def test_an_unsigned_status_moves_nothing(self):
        row = self.send(self.conversation())
        with self.twilio():
            self.dispatch()
        form = {"MessageSid": row.sid, "MessageStatus": "read"}
        answer = self.call(form, path=f"status/{row.uuid}", token="foreign")
        self.assertEqual(answer.status_code, 403)
        row.invalidate_recordset()
        self.assertEqual(row.state, "sending")
