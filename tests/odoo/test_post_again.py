from odoo.tests import tagged

from .common import WhatsAppCase


@tagged("post_install", "-at_install")
class TestPostAgain(WhatsAppCase):
    """The answer to a post got lost, and whoever wrote it tries again."""

    def setUp(self):
        super().setUp()
        self.talk = self.conversation()
        self.known = self.talk.channel_id.message_ids[0].id

    def post(self, body="Hello *you*", user=None, subtype="mail.mt_comment", **values):
        channel = self.talk.channel_id.with_user(user or self.ann)
        return channel.message_post(
            body=body, message_type="comment", subtype_xmlid=subtype, **values
        )

    def again(self, *args, **values):
        return self.post(*args, whatsapp_again_after=self.known, **values)

    def sent(self):
        rows = self.talk.whatsapp_message_ids.sorted("id")
        return rows.filtered(lambda row: row.direction == "outbound").mapped("body")

    def test_what_was_posted_is_not_sent_twice(self):
        posted = self.post()
        self.assertEqual(self.again(), posted)
        self.assertEqual(self.sent(), ["Hello *you*"])

    def test_it_is_told_even_if_nothing_could_be_sent_any_more(self):
        posted = self.post()
        self.account.active = False
        self.assertEqual(self.again(), posted)

    def test_what_was_not_posted_is_sent(self):
        self.post("Something else")
        self.post(user=self.bob)
        self.post(subtype="mail.mt_note")
        self.again()
        self.assertEqual(self.sent(), ["Something else", "Hello *you*", "Hello *you*"])

    def test_what_was_said_before_may_be_said_again(self):
        self.known = self.post("Ok").id
        self.again("Ok")
        self.assertEqual(self.sent(), ["Ok", "Ok"])

    def test_a_file_is_known_again(self):
        file = self.env["ir.attachment"].create(
            {"name": "offer.pdf", "raw": b"%PDF-1.4 offer"}
        )
        posted = self.post(
            "", user=self.env.ref("base.user_admin"), attachment_ids=file.ids
        )
        self.assertEqual(len(posted.sudo().whatsapp_message_ids), 1)
        tried = self.again(
            "", user=self.env.ref("base.user_admin"), attachment_ids=file.ids
        )
        self.assertEqual(tried, posted)

    def test_a_note_is_known_again(self):
        posted = self.post(subtype="mail.mt_note")
        self.assertEqual(self.again(subtype="mail.mt_note"), posted)
        self.assertFalse(self.sent())
