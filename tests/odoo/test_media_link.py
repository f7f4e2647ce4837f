from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, freeze_time, tagged

from . import files
from .common import WhatsAppMixin

BASE = "https://odoo.example.com"
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestMediaLink(WhatsAppMixin, HttpCase):
    def setUp(self):
        super().setUp()
        self.content = files.PDF + bytes(range(256)) * 8
        self.row = self.file_row("Offerta (Città).pdf", self.content)

    def file_row(self, name, content):
        channel = self.conversation().channel_id.with_user(self.ann)
        message = channel.message_post(
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(name, content)],
        )
        return message.sudo().whatsapp_message_ids

    def link(self, row=None):
        """The path of the link that Twilio gets, without our public address."""
        url = (row or self.row)._media_url()
        self.assertTrue(url.startswith(f"{BASE}/whatsapp_twilio/media/"))
        return url.removeprefix(BASE)

    def moved(self, delta):
        """The clock, so much later or earlier."""
        return freeze_time(fields.Datetime.now() + delta)

    def fetch(self, path, method="GET", **headers):
        return self.url_open(path, headers=headers, method=method)

    def test_twilio_gets_the_file_with_its_type_length_and_short_name(self):
        answer = self.fetch(self.link())
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, self.content)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(answer.headers["Content-Length"], str(len(self.content)))
        self.assertEqual(
            answer.headers["Content-Disposition"], "inline; filename=Offerta-Citta.pdf"
        )
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")

    def test_head_says_the_same_and_sends_nothing(self):
        got, asked = self.fetch(self.link()), self.fetch(self.link(), method="HEAD")
        self.assertEqual((asked.status_code, asked.content), (200, b""))
        for name in ("Content-Type", "Content-Length", "Content-Disposition", "ETag"):
            self.assertEqual(asked.headers[name], got.headers[name], name)

    def test_a_range_gives_that_part(self):
        answer = self.fetch(self.link(), Range="bytes=10-19")
        self.assertEqual(
            (answer.status_code, answer.content), (206, self.content[10:20])
        )
        total = len(self.content)
        self.assertEqual(answer.headers["Content-Range"], f"bytes 10-19/{total}")
        beyond = self.fetch(self.link(), Range=f"bytes={total}-")
        self.assertEqual(beyond.status_code, 416)

    def test_an_etag_saves_the_second_time(self):
        etag = self.fetch(self.link()).headers["ETag"]
        again = self.fetch(self.link(), **{"If-None-Match": etag})
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_it_sets_no_cookie_and_needs_none(self):
        answer = self.fetch(self.link())
        self.assertNotIn("Set-Cookie", answer.headers)
        self.authenticate("wa_ann", "wa_ann")
        self.assertNotIn("Set-Cookie", self.fetch(self.link()).headers)

    def test_the_type_is_that_of_the_bytes_whatever_the_name(self):
        row = self.file_row("page.html", files.image())
        answer = self.fetch(self.link(row))
        self.assertEqual(answer.headers["Content-Type"], "image/png")
        self.assertIn("filename=page.png", answer.headers["Content-Disposition"])

    def test_the_link_is_dead_after_a_day_and_new_at_each_attempt(self):
        old = self.link()
        with self.moved(timedelta(hours=1)):
            self.assertNotEqual(self.link(), old)
        with self.moved(-DAY - timedelta(seconds=2)):
            dead = self.link()
        with self.moved(timedelta(minutes=1) - DAY):
            alive = self.link()
        self.assertEqual(self.fetch(dead).status_code, 404)
        self.assertEqual(self.fetch(alive).status_code, 200)

    def test_whatever_is_changed_in_the_link_leads_nowhere(self):
        other = self.file_row("b.pdf", files.PDF)
        link = self.link()
        _, _, _, uuid, token, name = link.split("/")
        expires, signature = token.split("-")
        for changed in (
            link.replace(uuid, other.uuid),
            link.replace(uuid, "nobody"),
            link.replace(expires, str(int(expires) + 1)),
            link.replace(signature, signature[::-1]),
            link.replace(signature, ""),
            link.replace(signature, "é"),
            link.replace(name, "other.pdf"),
            link.rpartition("/")[0],
            link.replace("/media/", "/nothing/"),
        ):
            self.assertEqual(self.fetch(changed).status_code, 404, changed)

    def test_only_outbound_files_are_given(self):
        link = self.link()
        self.row.direction = "inbound"
        self.env.flush_all()
        self.assertEqual(self.fetch(link).status_code, 404)

    def test_a_file_that_is_gone_is_not_found(self):
        link = self.link()
        self.row.attachment_id.unlink()
        self.assertEqual(self.fetch(link).status_code, 404)

    def test_it_cannot_be_posted_to(self):
        self.assertEqual(self.fetch(self.link(), method="POST").status_code, 405)
