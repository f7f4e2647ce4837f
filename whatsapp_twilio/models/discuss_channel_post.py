"""Posting in a WhatsApp channel is sending to the customer."""

from odoo import Command, models
from odoo.exceptions import AccessError

from .discuss_channel import is_whatsapp
from .known import known
from .mail_message import WHATSAPP as WHATSAPP_MESSAGE

STAYS_IN_ODOO = {"notification", "user_notification"}
# Nobody speaks in another person's name.
IN_WHOSE_NAME = ("author_id", "author_guest_id", "email_from")
# Nobody answers a WhatsApp message by e-mail: no address is looked up.
NO_EMAIL = {"reply_to": False, "record_alias_domain_id": False}


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def message_post(self, *, whatsapp_row=None, whatsapp_in_parts=False, **kwargs):
        """Post; in a WhatsApp channel that is sending, whichever way it is called.

        Notifications and internal notes (subtype ``mail.mt_note``) stay in Odoo.

        :param whatsapp_row: the ledger row whose message is posted. A recordset, so
            that no remote caller can post in a customer's name.
        :param whatsapp_in_parts: a text that is too long goes out as numbered parts.
        """
        kwargs.pop("whatsapp_message_ids", None)
        if not is_whatsapp(self[:1]):
            return super().message_post(**kwargs)
        rows = whatsapp_row
        if not isinstance(rows, models.BaseModel):
            stays = self._stays_in_odoo(kwargs)
            if not (stays and self.env.su):  # our own notices are about other people
                for name in IN_WHOSE_NAME:
                    kwargs.pop(name, None)
            if stays:
                return super().message_post(**kwargs)
            rows = self._queue_for_customer(kwargs, whatsapp_in_parts)
        kwargs.update(
            message_type=WHATSAPP_MESSAGE, subtype_xmlid="mail.mt_comment", **NO_EMAIL
        )
        kwargs.pop("subtype_id", None)
        kwargs["whatsapp_message_ids"] = [Command.link(row_id) for row_id in rows.ids]
        # sudo: whatsapp.twilio.message - links the rows; access was checked above
        message = super(DiscussChannel, self.sudo()).message_post(**kwargs)
        return message.sudo(self.env.su)

    def _get_allowed_message_params(self):
        return super()._get_allowed_message_params() | {"whatsapp_in_parts"}

    def _get_message_create_valid_field_names(self):
        return super()._get_message_create_valid_field_names() | {
            "whatsapp_message_ids"
        }

    def _stays_in_odoo(self, kwargs):
        """Whether a post is a notification or an internal note."""
        if kwargs.get("message_type", "notification") in STAYS_IN_ODOO:
            return True
        note = known(self.env, "mail.mt_note")
        return (
            kwargs.get("subtype_xmlid") == "mail.mt_note"
            or kwargs.get("subtype_id") == note.id
        )

    def _queue_for_customer(self, kwargs, in_parts):
        """Queue what somebody is about to post, or raise a UserError that says why not.

        The rows are written before the post, so that its bubble has ticks at once.
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues write to customers."))
        # sudo: whatsapp.twilio.conversation - who may post may have it recorded
        conversation = self.sudo().whatsapp_conversation_id
        conversation._check_can_reply()
        contents = self._compose(kwargs, in_parts)
        ledger = conversation.env["whatsapp.twilio.message"]
        rows = ledger._queue(conversation, contents)
        conversation._agent_answered(self.env.user)
        return rows
