"""What a customer's message carries, and where it goes: a bubble, an album, a mark."""

from datetime import timedelta

from odoo import Command, fields, models

from ..gateway import contents, events
from ..whatsapp import status

# WhatsApp sends an album as one form for each picture, all within moments.
ALBUM_GAP = timedelta(seconds=10)
ALBUM_KINDS = (contents.IMAGE, contents.VIDEO)


class WhatsappTwilioMessage(models.Model):
    _inherit = "whatsapp.twilio.message"

    media_ids = fields.One2many(
        "whatsapp.twilio.media", "message_id", "Files", readonly=True
    )
    contacts = fields.Json(readonly=True, help="The contact cards, as they were read.")
    button_payload = fields.Char(
        readonly=True, help="What we named the button or list entry that was tapped."
    )
    replied_sid = fields.Char(
        "Quoted SID", readonly=True, help="The message that this one quotes."
    )

    def _contents_of(self, event):
        return {
            "kind": event.kind,
            "button_payload": event.answer.payload if event.answer else False,
            "replied_sid": event.replied_sid or False,
            **self._files_of(event),
        }

    def _files_of(self, event):
        """The files of a form; without any not even the question whether there are."""
        if not event.media:
            return {}
        values = self.env["whatsapp.twilio.media"]._values
        files = [values(event, index) for index in range(len(event.media))]
        return {"media_ids": [Command.create(file) for file in files]}

    def _show(self, event):
        """Put the message into Discuss, and fetch its files after that."""
        album = self._album(event)
        if album:
            self.mail_message_id = album
            album._notify_whatsapp_content()
        else:
            self.conversation_id.channel_id._post_from_customer(
                self, self._to_html(event), self._quoted().mail_message_id
            )
        if event.media:
            self.media_ids._wake_fetcher()

    def _quoted(self):
        """The message that this one quotes, ours or the customer's, if we have it."""
        if not (self.replied_sid and self.conversation_id):
            return self.browse()
        return self.search(
            [
                ("account_id", "=", self.account_id.id),
                ("sid", "=", self.replied_sid),
                ("conversation_id", "=", self.conversation_id.id),
            ],
            limit=1,
        )

    def _album(self, event):
        """The bubble that this picture belongs to; a caption has one of its own."""
        nothing = self.env["mail.message"]
        if not _is_bare_picture(event):
            return nothing
        before = self.search(
            [("conversation_id", "=", self.conversation_id.id), ("id", "!=", self.id)],
            limit=1,
        )
        if before.kind not in ALBUM_KINDS or before.direction != "inbound":
            return nothing
        gap = abs(self.create_date - before.create_date)
        if gap > ALBUM_GAP or not _is_bare_picture(events.read_inbound(before.payload)):
            return nothing
        return before.mail_message_id

    def _react(self, event):
        """A reaction makes no message: it stands on the one it is about."""
        conversation = self.env["whatsapp.twilio.conversation"]._find(
            self.account_id, event.sender, event.customer
        )
        self.write(
            {
                "conversation_id": conversation.id,
                "kind": event.kind,
                "state": status.DONE,
                "replied_sid": event.replied_sid or False,
                "error_message": False,
                "next_attempt_at": False,
            }
        )
        message = self._quoted().mail_message_id
        if message and conversation.partner_id:
            message._set_whatsapp_reaction(conversation.partner_id, event.text)


def _is_bare_picture(event):
    """Whether a form is a picture or video and nothing else."""
    return event.kind in ALBUM_KINDS and not (
        event.text or event.referral or event.replied_sid or event.forwarded
    )
