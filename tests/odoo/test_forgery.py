from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import WhatsAppCase


@tagged("post_install", "-at_install")
class TestForgery(WhatsAppCase):
    """What a conversation shows was said, whatever remote callers ask for."""

    def setUp(self):
        super().setUp()
        self.talk = self.conversation()
        self.channel = self.talk.channel_id.with_user(self.ann)
        self.comment = self.env.ref("mail.mt_comment")

    def write_past_posting(self, **values):
        return self.channel.env["mail.message"].create(
            {
                "model": "discuss.channel",
                "res_id": self.channel.id,
                "body": "I owe you nothing",
                "subtype_id": self.comment.id,
                **values,
            }
        )

    def test_nothing_is_shown_as_sent_that_was_not_posted(self):
        customer = {"author_id": self.talk.partner_id.id}
        for values in (
            {"message_type": "whatsapp_message", **customer},
            {"message_type": "whatsapp_message"},
            {"message_type": "comment"},
            {"message_type": "email", **customer},
            {"message_type": "whatsapp_message", "model": False, "res_id": False},
        ):
            with self.assertRaises(UserError):
                self.write_past_posting(**values)

    def test_a_note_does_not_become_a_message(self):
        note = self.note()
        for values in (
            {"subtype_id": self.comment.id},
            {"message_type": "whatsapp_message"},
        ):
            with self.assertRaises(UserError):
                note.write(values)
        note.body = "Still a note"

    def note(self, **values):
        return self.channel.message_post(
            body="A note",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            **values,
        )

    def test_nobody_writes_notes_in_another_persons_name(self):
        note = self.note(author_id=self.talk.partner_id.id, email_from="a@b.example")
        self.assertEqual(note.author_id, self.ann.partner_id)
        notice = self.channel.message_post(
            body="Paid", author_id=self.talk.partner_id.id
        )
        self.assertEqual(notice.author_id, self.ann.partner_id)

    def test_nobody_hides_a_conversation_by_archiving_it(self):
        with self.assertRaises(UserError):
            self.channel.write({"active": False})
        self.assertTrue(self.channel.active)
