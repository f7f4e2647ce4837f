"""What a WhatsApp conversation shows was posted there, and so was sent or came."""

from odoo import api, models
from odoo.exceptions import UserError

from .discuss_channel import is_whatsapp
from .discuss_channel_post import STAYS_IN_ODOO
from .known import known
from .mail_message import is_whatsapp_message

# What decides whether a message looks like one of WhatsApp's.
LOOKS = {"message_type", "model", "res_id", "subtype_id"}


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._check_posted()
        return messages

    def write(self, vals):
        result = super().write(vals)
        if LOOKS & set(vals):
            self._check_posted()
        return result

    def _check_posted(self):
        """Raise a UserError where a remote caller makes what posting alone makes."""
        if not self.env.su and any(map(_looks_posted, self)):
            raise UserError(
                self.env._(
                    "A WhatsApp message can't be made by hand: the customer would not "
                    "get it. Write it in the conversation, which sends it."
                )
            )


def _looks_posted(message):
    if is_whatsapp_message(message):
        return True
    if message.model != "discuss.channel" or message.message_type in STAYS_IN_ODOO:
        return False
    is_note = message.subtype_id == known(message.env, "mail.mt_note")
    channel = message.env["discuss.channel"].browse(message.res_id)
    # sudo: discuss.channel - only of which type it is
    return not is_note and is_whatsapp(channel.sudo())
