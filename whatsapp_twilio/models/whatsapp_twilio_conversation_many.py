"""One template to many conversations at once: what one costs is shared by all."""

from odoo import Command, api, fields, models

from .discuss_channel_post import NO_EMAIL
from .known import known
from .mail_message import WHATSAPP


class WhatsappTwilioConversation(models.Model):
    _inherit = "whatsapp.twilio.conversation"

    @api.model
    def _send_each(self, posts):
        """Queue templates and show them, as ``_send_template`` does for one.

        What that checks was checked before.

        :param posts: (conversation, Letter, more values of the ledger's row)
        """
        rows = self.env["whatsapp.twilio.message"]._queue_each(
            [
                (talk, {**letter.template._content(letter.values), **about})
                for talk, letter, about in posts
            ]
        )
        talks = rows.conversation_id
        talks._answered_for_all()
        bodies = [letter.template._to_html(letter.values) for _, letter, _ in posts]
        talks.channel_id._post_each(zip(rows, bodies, strict=True))
        rows._note_in_records()
        return rows

    def _answered_for_all(self):
        """One wrote to many: it is nobody's in person, and the customers are next."""
        self.write({"state": "pending", "last_message_at": fields.Datetime.now()})
        for conversation in self:
            conversation._forget_reminders()


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def _post_each(self, posts):
        """Post one message in each of these channels, as ``message_post`` does.

        :param posts: (the ledger's row, the body)
        """
        nobody_yet = self.filtered(lambda channel: not channel.message_ids)
        (self - nobody_yet).write({"last_interest_dt": fields.Datetime.now()})
        values = [self._to_post(row, body) for row, body in posts]
        for message, of_one in zip(self._message_create(values), values, strict=True):
            channel = self.browse(message.res_id)
            if channel not in nobody_yet:
                channel._notify_thread(message, of_one)

    @api.model
    def _to_post(self, row, body):
        author_id, email_from = self._message_compute_author()
        return {
            "author_id": author_id,
            "email_from": email_from,
            "model": self._name,
            "res_id": row.conversation_id.channel_id.id,
            "body": body,
            "message_type": WHATSAPP,
            "subtype_id": known(self.env, "mail.mt_comment").id,
            "partner_ids": [],
            "record_company_id": False,
            **NO_EMAIL,
            "whatsapp_message_ids": [Command.link(row.id)],
        }
