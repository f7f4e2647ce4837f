"""What a customer wrote, posted in their name."""

from odoo import models

from .mail_message import is_whatsapp_message
from .previews import preview_of


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def _post_from_customer(self, row, body, parent):
        """Post a customer's message, as an answer to the one it quotes."""
        self.ensure_one()
        if not self.active:
            self.active = True  # whoever archived it: what a customer writes is seen
        return self._as_nobody().message_post(
            whatsapp_row=row,
            author_id=row.conversation_id.partner_id.id,
            body=body,
            parent_id=parent.id,
            **row._post_values(),
        )

    def _notify_by_web_push_prepare_payload(self, message, *args, **kwargs):
        payload = super()._notify_by_web_push_prepare_payload(message, *args, **kwargs)
        if is_whatsapp_message(message) and not payload["options"]["body"]:
            # sudo: whatsapp.twilio.message - who is told of a message may know its kind
            rows = message.sudo().whatsapp_message_ids
            payload["options"]["body"] = preview_of(rows[:1].kind)
        return payload
