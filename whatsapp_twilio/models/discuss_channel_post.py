"""Posting in a WhatsApp channel is sending to the customer."""

from markupsafe import Markup

from odoo import Command, models
from odoo.exceptions import AccessError, UserError

from ..whatsapp import limits, markup
from .discuss_channel import is_whatsapp
from .mail_message import WHATSAPP as WHATSAPP_MESSAGE

STAYS_IN_ODOO = {"notification", "user_notification"}


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def message_post(self, *, whatsapp_row=None, **kwargs):
        """Post; in a WhatsApp channel that is sending, whichever way it is called.

        Notifications and internal notes (subtype ``mail.mt_note``) stay in Odoo.

        :param whatsapp_row: the ledger row whose message is posted. A recordset, so
            that no remote caller can post in a customer's name.
        """
        kwargs.pop("whatsapp_message_ids", None)
        if not is_whatsapp(self[:1]):
            return super().message_post(**kwargs)
        if not isinstance(whatsapp_row, models.BaseModel):
            if self._stays_in_odoo(kwargs):
                return super().message_post(**kwargs)
            whatsapp_row = self._queue_for_customer(kwargs)
        kwargs.update(message_type=WHATSAPP_MESSAGE, subtype_xmlid="mail.mt_comment")
        kwargs.pop("subtype_id", None)
        kwargs["whatsapp_message_ids"] = [Command.link(whatsapp_row.id)]
        # sudo: whatsapp.twilio.message - links the row; access was checked above
        message = super(DiscussChannel, self.sudo()).message_post(**kwargs)
        return message.sudo(self.env.su)

    def _get_message_create_valid_field_names(self):
        return super()._get_message_create_valid_field_names() | {
            "whatsapp_message_ids"
        }

    def _stays_in_odoo(self, kwargs):
        """Whether a post is a notification or an internal note."""
        if kwargs.get("message_type", "notification") in STAYS_IN_ODOO:
            return True
        note = self.env.ref("mail.mt_note")
        return (
            kwargs.get("subtype_xmlid") == "mail.mt_note"
            or kwargs.get("subtype_id") == note.id
        )

    def _queue_for_customer(self, kwargs):
        """Queue what somebody is about to post, or raise a UserError that says why not.

        The row is written before the post, so that its bubble has ticks at once.
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues write to customers."))
        # Nobody speaks to a customer in another person's name.
        for name in ("author_id", "author_guest_id", "email_from"):
            kwargs.pop(name, None)
        # sudo: whatsapp.twilio.conversation - who may post may have it recorded
        conversation = self.sudo().whatsapp_conversation_id
        conversation._check_can_reply()
        text = self._check_text(kwargs)
        row = conversation.whatsapp_message_ids._queue_text(conversation, text)
        conversation._agent_answered(self.env.user)
        return row

    def _check_text(self, kwargs):
        """The text of a post as the customer will get it, if WhatsApp can carry it."""
        if kwargs.get("attachment_ids") or kwargs.get("attachments"):
            raise UserError(
                self.env._(
                    "Only text can be sent to the customer. Remove the files and send "
                    "the text alone, or add them to an internal note."
                )
            )
        body = kwargs.get("body") or ""
        is_html = isinstance(body, Markup) or kwargs.get("body_is_html")
        text = markup.to_text(str(body)) if is_html else body.strip()
        if not text:
            raise UserError(self.env._("The message is empty. Write something first."))
        length = limits.text_length(text)
        if length > limits.TEXT_MAX:
            raise UserError(
                self.env._(
                    "The text has %(count)s characters, and WhatsApp takes %(max)s. "
                    "Shorten it, or send it in parts.",
                    count=length,
                    max=limits.TEXT_MAX,
                )
            )
        return text
