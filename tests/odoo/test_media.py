"""Files of customers, from a real HTTP server into the bubble."""

import json
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.translate import code_translations

from odoo.addons.whatsapp_twilio.gateway import media
from odoo.addons.whatsapp_twilio.gateway.errors import Refused
from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_media_fetch as fetcher
from odoo.addons.whatsapp_twilio.models import whatsapp_twilio_media_file as media_file

from .common import NUMBER, SAMPLES, WhatsAppCase
from .file_server import FileServer, file, redirect

FETCH = "odoo.addons.whatsapp_twilio.models.whatsapp_twilio_media_fetch"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sample(name):
    return (SAMPLES / "media" / name).read_bytes()


@tagged("post_install", "-at_install")
class TestMedia(WhatsAppCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = FileServer()
        cls.addClassCleanup(cls.server.close)
        cls.account.api_base_url = cls.server.url
        cls.files = cls.env["whatsapp.twilio.media"]

    def receive_files(self, name, *contents, **values):
        """Receive a form whose files have these contents (bytes, or an answer)."""
        row = self.receive_sample(name, **values)
        for item, content in zip(row.media_ids, contents, strict=True):
            item.url = item.url.replace("https://api.twilio.com", self.server.url)
            path = item.url.removeprefix(self.server.url)
            answer = file(content) if isinstance(content, bytes) else content
            self.server.answers[path] = answer
        return row

    def fetch(self):
        """One turn of the fetcher: claim, fetch, write down what came."""
        jobs = self.files._claim(16)
        for job in jobs:
            self.files._settle(job, fetcher._fetched(job))
        return len(jobs)

    def arrived(self, name, content, **values):
        """The attachment of a form with one file that is fetched at once."""
        row = self.receive_files(name, content, **values)
        self.fetch()
        self.assertEqual(row.media_ids.state, "done")
        return row.media_ids.attachment_id

    def test_a_picture_arrives_as_the_customer_sent_it(self):
        row = self.receive_files("image", sample("photo.jpg"))
        self.fetch()
        attachment = row.media_ids.attachment_id
        self.assertEqual(attachment.raw, sample("photo.jpg"))
        self.assertEqual(
            (attachment.mimetype, attachment.name), ("image/jpeg", "Photo.jpg")
        )
        self.assertEqual(row.mail_message_id.attachment_ids, attachment)
        self.assertEqual(attachment.res_model, "discuss.channel")
        self.assertEqual(attachment.res_id, row.conversation_id.channel_id.id)
        [content] = row.mail_message_id.whatsapp_content["media"]
        self.assertEqual(content["attachment_id"], attachment.id)
        self.assertEqual(content["state"], "done")

    def test_a_file_appears_in_its_bubble_by_itself(self):
        row = self.receive_files("audio", sample("voice.ogg"))
        self.env.cr.precommit.run()
        last = self.env["bus.bus"].search([], order="id desc", limit=1)
        self.fetch()
        self.env.cr.precommit.run()
        sent = self.env["bus.bus"].search([("id", ">", last.id)])
        [told] = [
            payload
            for payload in (json.loads(one.message)["payload"] for one in sent)
            if "ir.attachment" in payload
        ]
        [message], [attachment] = told["mail.message"], told["ir.attachment"]
        self.assertEqual(message["id"], row.mail_message_id.id)
        self.assertEqual(message["attachment_ids"], [attachment["id"]])
        self.assertEqual(message["whatsapp_content"]["media"][0]["state"], "done")
        self.assertTrue(attachment["voice_ids"])

    def test_a_large_picture_is_not_made_smaller(self):
        self.env["ir.config_parameter"].set_param("base.image_autoresize_max_px", "8x8")
        attachment = self.arrived("image", sample("photo.jpg"))
        self.assertEqual(attachment.raw, sample("photo.jpg"))

    def test_agents_of_the_brand_read_a_file_and_others_do_not(self):
        attachment = self.arrived("image", sample("photo.jpg"))
        self.assertTrue(attachment.with_user(self.ann).has_access("read"))
        self.assertFalse(attachment.with_user(self.outsider).has_access("read"))

    def test_a_voice_note_is_one_for_discuss_too(self):
        attachment = self.arrived("audio", sample("voice.ogg"))
        self.assertEqual(attachment.mimetype, "audio/ogg")
        self.assertEqual(attachment.name, "Voice message.ogg")
        self.assertTrue(attachment.voice_ids)

    def test_the_type_is_what_the_bytes_are(self):
        for name, content, mimetype in (
            ("image", "photo.png", "image/png"),
            ("sticker", "sticker.webp", "image/webp"),
            ("video", "video.mp4", "video/mp4"),
            ("audio", "music.m4a", "audio/mp4"),
            ("audio", "music.aac", "audio/aac"),
            ("audio", "music.amr", "audio/amr"),
            ("document", "document.pdf", "application/pdf"),
            ("document", "document.docx", DOCX),
            ("contacts", "contact.vcf", "text/vcard"),
        ):
            with self.subTest(content):
                self.assertEqual(self.arrived(name, sample(content)).mimetype, mimetype)

    def test_what_whatsapp_carries_is_known_without_libmagic(self):
        def knows_nothing(_data, default):
            return default

        with patch.object(media_file, "guess_mimetype", knows_nothing):
            for kind, name, mimetype in (
                ("audio", "voice.ogg", "audio/ogg"),
                ("audio", "music.m4a", "audio/mp4"),
                ("audio", "music.amr", "audio/amr"),
                ("video", "video.mp4", "video/mp4"),
                ("contacts", "contact.vcf", "text/vcard"),
            ):
                self.assertEqual(media_file.type_of(sample(name), kind), mimetype)

    def test_what_a_browser_might_run_is_plain_text(self):
        script = b"<script>alert(1)</script>"
        for content in (
            b"<!DOCTYPE html><html>" + script + b"</html>",
            b'<svg xmlns="http://www.w3.org/2000/svg">' + script + b"</svg>",
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
            b"#!/usr/bin/env node\nalert(1)",
            b"(function () { alert(1) })()",
        ):
            with self.subTest(content[:20]):
                attachment = self.arrived("image", content)
                self.assertEqual(attachment.mimetype, "text/plain")
                self.assertEqual(attachment.raw, content)

    def test_a_document_keeps_its_name_but_no_path(self):
        attachment = self.arrived("document", sample("document.pdf"))
        self.assertEqual(attachment.name, "Invoice 2026-09.pdf")
        attachment = self.arrived("document", sample("document.pdf"), Body="Rechnung")
        self.assertEqual(attachment.name, "Rechnung.pdf")

    def test_a_name_is_only_a_name(self):
        for name, cleaned in (
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\me\\offer.docx", "C-me-offer.docx"),
            ("..", ""),
            ("a\x00b\n\u202ec.pdf", "abc.pdf"),
            ('<img src="x">.png', "img src=-x-.png"),
            ("Überblick – 2026.pdf", "Überblick – 2026.pdf"),
            ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ):
            self.assertEqual(media_file.clean_name(name), cleaned)

    def test_a_file_that_is_not_there_yet_comes_later(self):
        row = self.receive_files("image", file(b"no", status=404))
        self.fetch()
        item = row.media_ids
        self.assertEqual((item.state, item.attempts), ("waiting", 1))
        self.assertGreater(item.next_attempt_at, fields.Datetime.now())
        self.assertFalse(self.fetch(), "not before its time")
        item.next_attempt_at = fields.Datetime.now()
        self.server.answers[item.url.removeprefix(self.server.url)] = file(b"%PDF-1.4")
        self.fetch()
        self.assertEqual(item.state, "done")

    def test_a_file_that_never_comes_says_why_and_can_be_retried(self):
        row = self.receive_files("image", file(b"no", status=404))
        item = row.media_ids
        while item.state == "waiting":
            item.next_attempt_at = False
            self.fetch()
        self.assertEqual(item.attempts, fetcher.MAX_ATTEMPTS[media.GONE])
        [content] = row.mail_message_id.whatsapp_content["media"]
        self.assertIn("send it again", content["cause"])
        self.assertTrue(content["can_retry"])
        self.server.answers[item.url.removeprefix(self.server.url)] = file(b"%PDF-1.4")
        item.with_user(self.ann).action_retry()
        self.assertEqual(item.state, "waiting")
        self.fetch()
        self.assertEqual(item.state, "done")
        item.with_user(self.ann).action_retry()
        self.assertEqual(item.state, "done", "what is here is not fetched again")

    def test_a_refusal_is_final_at_once(self):
        for status, words in ((401, "administrator"), (403, "administrator")):
            row = self.receive_files("image", file(b"no", status=status))
            self.fetch()
            self.assertEqual(row.media_ids.state, "failed")
            self.assertIn(words, row.media_ids.cause_in_words)

    def test_a_file_at_another_address_is_not_asked_for(self):
        row = self.receive_sample("image", MediaUrl0="https://evil.example/x")
        self.fetch()
        self.assertEqual(row.media_ids.cause, media.REFUSED_ADDRESS)
        row = self.receive_files("image", redirect("http://169.254.169.254/"))
        self.fetch()
        self.assertEqual(row.media_ids.cause, media.REFUSED_ADDRESS)

    def test_a_file_without_an_account_says_so(self):
        row = self.receive_sample("image")
        row.account_id = row.conversation_id.account_id = False
        self.fetch()
        self.assertEqual(row.media_ids.cause, media.NO_ACCESS)

    def test_what_twilio_did_not_give_comes_once_it_accepts_the_account_again(self):
        row = self.receive_files("image", file(b"no", status=401))
        self.fetch()
        self.assertEqual(row.media_ids.cause, media.NO_ACCESS)
        path = row.media_ids.url.removeprefix(self.server.url)
        self.server.answers[path] = file(sample("photo.jpg"))
        self.account._pause(Refused("20003", "Authenticate"))
        self.assertFalse(self.fetch())
        self.account._resume()
        self.fetch()
        self.assertEqual(row.media_ids.state, "done")

    def test_a_file_comes_by_the_account_that_was_added_again(self):
        row = self.receive_files("image", sample("photo.jpg"))
        again = {name: self.account[name] for name in ("account_sid", "api_base_url")}
        self.account.unlink()
        self.env.invalidate_all()
        account = self.account.create(
            {"name": "Again", "auth_token": "test-token", **again}
        )
        self.sender.create({"account_id": account.id, "number": NUMBER})
        self.fetch()
        self.assertEqual(row.media_ids.state, "done")

    def test_a_file_that_a_worker_took_and_never_brought_is_fetched_by_another(self):
        row = self.receive_files("image", sample("photo.jpg"))
        self.assertEqual(len(self.files._claim(16)), 1, "and the worker is killed")
        self.assertFalse(self.fetch(), "while the lease runs")
        row.media_ids.next_attempt_at = fields.Datetime.now()
        self.fetch()
        self.assertEqual(row.media_ids.state, "done")

    def test_a_file_that_kills_its_workers_is_given_up(self):
        row = self.receive_sample("image")
        row.media_ids.attempts = max(fetcher.MAX_ATTEMPTS.values())
        self.assertEqual(self.files._claim(16), [])
        self.assertEqual(row.media_ids.state, "failed")

    def test_what_a_customer_sent_can_be_neither_changed_nor_deleted(self):
        arrived = self.arrived("image", sample("photo.jpg")).with_user(self.ann)
        for change in (
            lambda: arrived.write({"raw": sample("photo.png")}),
            lambda: arrived.write({"res_id": 0}),
            arrived.unlink,
            lambda: arrived.sudo()._delete_and_notify(),
        ):
            with self.assertRaises(UserError):
                change()

    def test_a_file_that_two_workers_bring_is_kept_once(self):
        row = self.receive_files("image", sample("photo.jpg"))
        [job] = self.files._claim(16)
        for _worker in range(2):
            self.files._settle(job, fetcher._fetched(job))
        self.assertEqual(len(row.mail_message_id.attachment_ids), 1)

    @mute_logger(FETCH)
    def test_what_nobody_foresaw_is_tried_again(self):
        row = self.receive_files("image", sample("photo.jpg"))
        with patch.object(media, "fetch", side_effect=ZeroDivisionError):
            self.fetch()
        self.assertEqual(row.media_ids.state, "waiting")

    @mute_logger(FETCH)
    def test_a_file_that_cannot_be_kept_holds_up_no_other(self):
        bad = self.receive_files("image", sample("photo.jpg"))
        good = self.receive_files("image", sample("photo.png"))
        attach = type(self.files)._attach

        def attach_good(row, data):
            if row.message_id == bad:
                raise ZeroDivisionError
            return attach(row, data)

        with patch.object(type(self.files), "_attach", attach_good):
            self.fetch()
        self.assertEqual(bad.media_ids.state, "waiting")
        self.assertEqual(good.media_ids.state, "done")

    @mute_logger("odoo.sql_db")
    def test_a_file_stands_once_in_its_message(self):
        item = self.receive_sample("image").media_ids
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            item.copy()

    def test_the_worker_is_woken_and_brings_every_file(self):
        row = self.receive_files(
            "several", *map(sample, ("photo.jpg", "photo.png", "document.pdf"))
        )
        trigger = self.env["ir.cron.trigger"].search(
            [("cron_id", "=", self.env.ref("whatsapp_twilio.ir_cron_fetch_media").id)]
        )
        self.assertTrue(trigger)
        self.fetch()
        self.assertEqual(row.media_ids.mapped("state"), ["done"] * 3)
        self.assertEqual(len(row.mail_message_id.attachment_ids), 3)

    def test_a_card_that_came_leaves_our_words_in_the_companys_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.account.company_id.partner_id.lang = "fr_FR"
        french = {("whatsapp_twilio", "fr_FR"): {"Forwarded": "Transféré"}}
        with patch.dict(code_translations.python_translations, french):
            row = self.receive_files(
                "contacts", sample("contacts.vcf"), Forwarded="true"
            )
            self.assertIn("Transféré", row.mail_message_id.body)
            self.fetch()
            self.assertIn("o-whatsapp-contact", row.mail_message_id.body)
            self.assertIn("Transféré", row.mail_message_id.body)

    def test_a_contact_card_is_shown_and_made_a_contact(self):
        row = self.receive_files("contacts", sample("contacts.vcf"))
        self.fetch()
        body = row.mail_message_id.body
        self.assertIn("o-whatsapp-card o-whatsapp-contact", body)
        self.assertIn('<a href="tel:+12025550187">+1 202-555-0187</a>', body)
        self.assertIn("Hüttenwirt &amp; Söhne", body)
        contacts = row.mail_message_id.whatsapp_content["contacts"]
        self.assertEqual(
            contacts[1], {"row_id": row.id, "index": 1, "name": "José Núñez"}
        )
        with self.assertRaisesRegex(UserError, "Contact Creation"):
            row.with_user(self.ann).action_add_contact(0)
        self.ann.group_ids += self.env.ref("base.group_partner_manager")
        action = row.with_user(self.ann).action_add_contact(0)
        self.assertEqual(action["context"]["default_name"], "Anna Keller")
        self.assertEqual(action["context"]["default_phone"], "+1 202-555-0187")
        known = self.env["res.partner"].create({"name": "A", "phone": "+12025550187"})
        action = row.with_user(self.ann).action_add_contact(0)
        self.assertEqual(action["res_id"], known.id)
        with self.assertRaises(UserError):
            row.with_user(self.ann).action_add_contact(2)
        with self.assertRaises(AccessError):
            row.with_user(self.outsider).action_add_contact(0)

    def test_a_card_that_cannot_be_read_stays_a_file(self):
        for content in (
            b"BEGIN:VCARD\nFN",
            b"BEGIN:VCARD\nEND:VCARD\n",
            b"\xff\xfe\x00",
        ):
            row = self.receive_files("contacts", content)
            self.fetch()
            self.assertEqual(row.media_ids.state, "done")
            self.assertFalse(row.contacts)

    def test_nobody_writes_these_rows_by_hand(self):
        item = self.receive_sample("image").media_ids
        self.assertTrue(item.with_user(self.ann).state)
        for user in (self.ann, self.mia):
            with self.assertRaises(AccessError):
                item.with_user(user).state = "done"
            with self.assertRaises(AccessError):
                item.with_user(user).read(["url"])
        with self.assertRaises(AccessError):
            item.with_user(self.outsider).action_retry()
